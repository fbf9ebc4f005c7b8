// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/samevalue.h"

#include "store/attributestore.h"
#include "store/valuecodec.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// The countries of a list of places; nothing where one of them has none that is known.
std::optional<QStringList> countriesOf(AttributeStore &store, const QByteArray &value, const Attribute &attribute)
{
    const Result<MaybeValue> decoded = decodeValue(value, attribute);
    if (!decoded || !*decoded || !std::holds_alternative<ListValue>(**decoded))
        return std::nullopt;
    QStringList countries;
    for (const QString &item : std::get<ListValue>(**decoded).items) {
        QString country = item;
        if (item.startsWith(u'@')) {
            Statement &s = store.statement("SELECT l.country FROM e_location l JOIN entity e ON e.id=l.id WHERE e.key=?1");
            s.bind(1, item.sliced(1));
            country = s.next() ? s.text(0) : QString();
            s.reset();
        } else if (item.contains(u'/')) {
            Statement &s = store.statement("SELECT country FROM ref_region WHERE provider=?1 AND code=?2");
            s.bind(1, item.section(u'/', 0, 0)).bind(2, item.section(u'/', 1));
            country = s.next() ? s.text(0) : QString();
            s.reset();
        }
        if (country.isEmpty())
            return std::nullopt;
        if (!countries.contains(country))
            countries.append(country);
    }
    countries.sort();
    return countries;
}

std::optional<QString> textOf(const QByteArray &value, const Attribute &attribute)
{
    const Result<MaybeValue> decoded = decodeValue(value, attribute);
    const auto *text = decoded && *decoded ? std::get_if<QString>(&**decoded) : nullptr;
    return text ? std::optional(*text) : std::nullopt;
}

/// "mistral-7b-v0.1" is what the hub calls "mistralai/Mistral-7B-v0.1"; two owners' models of one name are two.
bool isOneModel(QStringView one, QStringView other)
{
    const auto endsWith = [](QStringView longer, QStringView part) {
        return !part.isEmpty() && longer.size() > part.size() && longer.endsWith(part, Qt::CaseInsensitive) && longer.chopped(part.size()).endsWith(u'/');
    };
    return one.compare(other, Qt::CaseInsensitive) == 0 || endsWith(one, other) || endsWith(other, one);
}

/// A merged model names each that it was made of.
bool areSameModels(const QString &one, const QString &other)
{
    const QStringList a = one.split(u", "_s);
    const QStringList b = other.split(u", "_s);
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const QString &x, const QString &y) { return isOneModel(x, y); });
}

} // namespace

bool sayTheSame(AttributeStore &store, const QByteArray &one, const QByteArray &other, const Attribute &attribute)
{
    if (one == other)
        return true;
    if (attribute.facet != 0) {
        const auto a = countriesOf(store, one, attribute);
        return a && a == countriesOf(store, other, attribute);
    }
    const bool licence = attribute.name == "licence"_L1;
    if (attribute.type != ValueType::Text || (!licence && attribute.name != "base_model"_L1))
        return false;
    const auto a = textOf(one, attribute);
    const auto b = textOf(other, attribute);
    if (!a || !b)
        return false;
    return licence ? a->compare(*b, Qt::CaseInsensitive) == 0 : areSameModels(*a, *b);
}

} // namespace store
