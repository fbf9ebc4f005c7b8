// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/typedvalue.h"

#include "domain/insentence.h"
#include "domain/cellvalues.h"
#include "domain/celltext.h"
#include "domain/countrytext.h"
#include "store/attributestore.h"
#include "store/pages/choicequeries.h"
#include "text/wordtext.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

constexpr int ChoicesShown = 60;

Error refusedValue(const Attribute &a, const QString &words) { return {ErrorCode::InvalidValue, words, a.name}; }

bool isState(const QString &typed)
{
    const QString word = typed.trimmed().toLower();
    return word.isEmpty() || word == u"?"_s || word == u"none"_s || word == u"unknown"_s || word == u"..."_s || word == u"\u2026"_s;
}

bool isReference(const Attribute &a) { return a.facet == 0 && a.refKind; }

QStringList namesOf(const QList<store::ChoiceLine> &lines)
{
    QStringList names;
    for (const store::ChoiceLine &line : lines)
        names.append(line.name);
    return names;
}

/// The key that a name or key stands for.
Result<QString> keyOf(store::AttributeStore &values, const Catalogue &catalogue, const Attribute &a, const QString &typed)
{
    const EntityKind kind = *a.refKind;
    if (isState(typed) || values.find(kind, typed) != 0)
        return typed;
    if (const QString key = store::keyOfName(values, kind, typed); !key.isEmpty())
        return key;
    const KindInfo &info = catalogue.kind(kind);
    const QString what = domain::inSentence(info.label);
    int named = 0;
    for (const store::ChoiceLine &line : store::thingsToChoose(values, kind, typed, ChoicesShown))
        named += line.name.compare(typed, Qt::CaseInsensitive) == 0;
    if (named > 1)
        return refusedValue(a, u"%1 things are called “%2”. Choose the one that is meant from the list; its key stands beside it."_s.arg(named).arg(typed));
    const QString nearest = nearestName(typed, namesOf(store::thingsToChoose(values, kind, {}, 5000)));
    const QString mend = nearest.isEmpty() ? QString() : u" Did you mean “%1”?"_s.arg(nearest);
    return refusedValue(a, u"There is no %1 called “%2”.%3 Choose from the list; one that is missing there is added with a register of %4 (File, Register to fill in) or with an import."_s
                          .arg(what, typed, mend, domain::inSentence(info.labelPlural)));
}

Result<QString> wordOf(const Attribute &a, const QString &typed)
{
    if (isState(typed))
        return typed;
    for (const QString &value : a.values) {
        if (value.compare(typed, Qt::CaseInsensitive) == 0 || text::valueWord(value).compare(typed, Qt::CaseInsensitive) == 0)
            return value;
    }
    if (const QString value = listedValue(a.values, typed); !value.isEmpty())
        return value;
    QStringList words;
    for (const QString &value : a.values)
        words.append(text::valueWord(value));
    const QString nearest = nearestName(typed, words);
    return refusedValue(a, nearest.isEmpty() ? u"“%1” is none of the possible values. They are: %2."_s.arg(typed, words.join(u", "_s))
                                        : u"“%1” is none of the possible values. Did you mean “%2”? They are: %3."_s.arg(typed, nearest, words.join(u", "_s)));
}

Result<QString> countryOf(const Attribute &a, const QHash<QString, QString> &countries, const QString &typed)
{
    if (isState(typed) || typed.contains(u'/') || typed.startsWith(u'@'))
        return typed;
    for (auto it = countries.cbegin(); it != countries.cend(); ++it) {
        if (it->compare(typed, Qt::CaseInsensitive) == 0)
            return it.key();
    }
    const Result<QString> read = readCountry(typed);
    if (read && countries.contains(*read))
        return *read;
    if (isCountryGroup(typed))
        return refusedValue(a, a.isList() ? u"“%1” is a group of countries. Name those that are meant, with ; between them."_s.arg(typed)
                                          : u"“%1” is a group of countries. Name the one that is meant."_s.arg(typed));
    const QString nearest = nearestName(typed, countries.values());
    return refusedValue(a, nearest.isEmpty() ? u"There is no country “%1”. Choose from the list, or write its name or its two letters."_s.arg(typed)
                                        : u"There is no country “%1”. Did you mean “%2”?"_s.arg(typed, nearest));
}

} // namespace

Result<store::MaybeValue> typedValue(store::AttributeStore &values, const Catalogue &catalogue, const QHash<QString, QString> &countries,
                                     const Attribute &a, const QString &typed)
{
    QStringList parts = a.isList() ? typed.split(u';', Qt::SkipEmptyParts) : QStringList{typed};
    for (QString &part : parts) {
        part = part.trimmed();
        const Result<QString> read = isReference(a)       ? keyOf(values, catalogue, a, part)
                                     : !a.values.isEmpty() ? wordOf(a, part)
                                     : a.type == ValueType::Country || a.of == ValueType::Country
                                         ? countryOf(a, countries, part)
                                         : Result<QString>(part);
        if (!read)
            return read.error();
        part = *read;
    }
    return store::parseTyped(parts.join(u"; "_s), a);
}

} // namespace app
