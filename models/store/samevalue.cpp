// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/samevalue.h"

#include "store/attributestore.h"
#include "store/licencename.h"
#include "store/sites.h"
#include "store/valuecodec.h"

#include <QRegularExpression>

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
        const QString place = placeOfItem(store, item);
        QString country = place;
        if (place.startsWith(u'@')) {
            // A site by any of its names.
            Statement &s = store.statement("SELECT l.country FROM e_location l WHERE l.id=(SELECT id FROM entity WHERE kind=?2 AND key=?1 UNION ALL "
                                           "SELECT a.entity FROM alias a JOIN entity e ON e.id=a.entity AND e.kind=?2 WHERE a.value=?1 LIMIT 1)");
            s.bind(1, place.sliced(1)).bind(2, static_cast<qint64>(EntityKind::Location));
            country = s.next() ? s.text(0) : QString();
            s.reset();
        } else if (place.contains(u'/')) {
            Statement &s = store.statement("SELECT country FROM ref_region WHERE provider=?1 AND code=?2");
            s.bind(1, place.section(u'/', 0, 0)).bind(2, place.section(u'/', 1));
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

/// The name without where it stands (the hub's address, a package URL with its revision), and with one sign between its words.
QString hubName(const QString &written)
{
    static const QRegularExpression place(u"^(?:https?://(?:www\\.)?(?:huggingface\\.co|hf\\.co)/|pkg:huggingface/|hf://|hf:)"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression between(u"[\\s_-]+"_s);
    QString name = written.trimmed();
    const QRegularExpressionMatch at = place.match(name);
    if (at.hasMatch()) {
        name.remove(0, at.capturedLength());
        name = name.section(u'?', 0, 0).section(u'#', 0, 0).section(u'@', 0, 0).section(u'/', 0, 1);
    }
    return name.toLower().replace(between, u"-"_s);
}

/// "mistral-7b-v0.1" is what the hub calls "mistralai/Mistral-7B-v0.1"; two owners' models of one name are two.
bool isOneModel(const QString &written, const QString &elsewhere)
{
    const QString one = hubName(written);
    const QString other = hubName(elsewhere);
    const auto endsWith = [](const QString &longer, const QString &part) { return !part.isEmpty() && longer.endsWith(u'/' + part); };
    return one == other || endsWith(one, other) || endsWith(other, one);
}

/// A merged model names each that it was made of.
bool areSameModels(const QString &one, const QString &other)
{
    const QStringList a = one.split(u", "_s);
    const QStringList b = other.split(u", "_s);
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const QString &x, const QString &y) { return isOneModel(x, y); });
}

/// What a reference means, whether by the key that the thing has or by one that it had.
QString meantBy(AttributeStore &store, const Attribute &attribute, const QString &key)
{
    const qint64 id = store.find(*attribute.refKind, key);
    return id == 0 ? key : store.keyOf(id);
}

/// Two lists of references to the same things.
bool nameTheSame(AttributeStore &store, const QByteArray &one, const QByteArray &other, const Attribute &attribute)
{
    const Result<MaybeValue> a = decodeValue(one, attribute);
    const Result<MaybeValue> b = decodeValue(other, attribute);
    const auto *first = a && *a ? std::get_if<ListValue>(&**a) : nullptr;
    const auto *second = b && *b ? std::get_if<ListValue>(&**b) : nullptr;
    if (!first || !second || first->complete != second->complete)
        return false;
    const auto meant = [&](const ListValue &list) {
        QStringList keys;
        for (const QString &key : list.items)
            keys.append(meantBy(store, attribute, key));
        keys.sort();
        keys.removeDuplicates();
        return keys;
    };
    return meant(*first) == meant(*second);
}

/// Each exporter has its own names of types, and what one calls "AWS::EC2::Instance" is "aws_instance" or "Server" elsewhere: only two names of
/// one cloud's catalogue can contradict each other. Azure writes them in small letters here and in mixed ones there.
bool areTypesOfOneThing(const QString &one, const QString &other)
{
    const auto catalogueOf = [](const QString &type) {
        if (type.startsWith("AWS::"_L1))
            return u'a';
        if (type.startsWith("Microsoft."_L1, Qt::CaseInsensitive))
            return u'm';
        return type.contains(".googleapis.com/"_L1) ? u'g' : u'-';
    };
    const char16_t mine = catalogueOf(one);
    return mine == u'-' || mine != catalogueOf(other) || one.compare(other, Qt::CaseInsensitive) == 0;
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
    if (attribute.isList() && attribute.refKind)
        return nameTheSame(store, one, other, attribute);
    if (attribute.type == ValueType::Ref && attribute.refKind) {
        const Result<MaybeValue> first = decodeValue(one, attribute);
        const Result<MaybeValue> second = decodeValue(other, attribute);
        const auto *mine = first && *first ? std::get_if<Reference>(&**first) : nullptr;
        const auto *theirs = second && *second ? std::get_if<Reference>(&**second) : nullptr;
        return mine && theirs && meantBy(store, attribute, mine->key) == meantBy(store, attribute, theirs->key);
    }
    if (attribute.type != ValueType::Text)
        return false;
    const auto a = textOf(one, attribute);
    const auto b = textOf(other, attribute);
    if (!a || !b)
        return false;
    if (attribute.name == "licence"_L1)
        return comparableLicence(*a) == comparableLicence(*b);
    if (attribute.name == "base_model"_L1)
        return areSameModels(*a, *b);
    return attribute.name == "resource_type"_L1 && areTypesOfOneThing(*a, *b);
}

} // namespace store
