// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/table/columnclues.h"

#include "domain/cellvalues.h"
#include "domain/countrytext.h"
#include "domain/regiontext.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::ValueType;

namespace importers {
namespace {

constexpr qsizetype ValuesJudged = 60;

constexpr qsizetype MostOf = 6; ///< of ten cells: the others are slips of the pen

bool tellsNothing(const QString &cell) { return domain::isVague(cell) || cell == u"?"_s || cell.compare("none"_L1, Qt::CaseInsensitive) == 0; }

bool isPlace(const QString &item)
{
    static const QRegularExpression region(u"^[a-z][\\w-]*/[\\w-]+$"_s);
    return item.startsWith(u'@') || region.match(item).hasMatch() || !domain::regionsNamed(item).isEmpty() || domain::readCountry(item);
}

} // namespace

QStringList partsOfCell(const QString &cell)
{
    static const QRegularExpression any(u"[;|,\\r\\n]|\\s/\\s"_s);
    return cell.split(any, Qt::SkipEmptyParts);
}

bool fits(const QString &cell, const Attribute &attribute, const ColumnNames &names)
{
    const auto listed = [&](const QString &item) { return !domain::listedValue(attribute.values, item.trimmed()).isEmpty() || !names.valueOf(attribute, item).isEmpty(); };
    const Look look = lookOf(cell);
    switch (attribute.type) {
    case ValueType::Date: return look == Look::Date || domain::dayFromText(cell).has_value();
    case ValueType::Bool: return domain::readScalar(attribute, cell).has_value();
    case ValueType::Int:
    case ValueType::Number: return look == Look::WholeNumber || look == Look::Number;
    case ValueType::Country: return domain::readCountry(cell).has_value();
    case ValueType::Enum: return listed(cell);
    case ValueType::List: {
        if (attribute.facet == 0 && attribute.of != ValueType::Country && attribute.values.isEmpty())
            return look != Look::Date && look != Look::YesNo;
        const QStringList items = domain::listItems(attribute, cell);
        return std::all_of(items.begin(), items.end(), [&](const QString &item) {
            return attribute.facet != 0 ? isPlace(item.trimmed()) : !attribute.values.isEmpty() ? listed(item) : domain::readCountry(item.trimmed()).has_value();
        });
    }
    case ValueType::Text:
        if (!schemeOf(look).isEmpty())
            return false;
        break;
    case ValueType::Ref: break;
    }
    return look != Look::Date && look != Look::YesNo;
}

std::optional<bool> saysYes(const QString &cell)
{
    Attribute flag;
    flag.type = ValueType::Bool;
    const auto read = lookOf(cell) == Look::YesNo ? domain::readScalar(flag, cell) : domain::Result<domain::Value>(domain::Error{});
    const bool *yes = read ? std::get_if<bool>(&*read) : nullptr;
    return yes ? std::optional(*yes) : std::nullopt;
}

QString schemeOf(Look look)
{
    return look == Look::Arn ? u"arn"_s : look == Look::AzureId ? u"azure"_s : look == Look::GoogleName ? u"google"_s : QString();
}

double evidence(const TableColumn &column, const Attribute &attribute, const ColumnNames &names)
{
    const bool countries = attribute.facet != 0 || attribute.type == ValueType::Country || attribute.of == ValueType::Country;
    qsizetype told = 0;
    qsizetype good = 0;
    qsizetype answers = 0;
    for (const QString &value : column.values.mid(0, ValuesJudged)) {
        if (tellsNothing(value))
            continue;
        // An answer where countries are asked for speaks neither for nor against them.
        if (countries && (domain::isAnswerOrCountry(value) || domain::saysNoCountry(value) || lookOf(value) == Look::YesNo)) {
            ++answers;
            continue;
        }
        ++told;
        good += fits(value, attribute, names) ? 1 : 0;
    }
    // Yes and no alone: the column asks whether, not where to.
    if (told == 0)
        return answers > 0 ? 0.3 : 1;
    // Nobody is called "France", were it that a column of countries speaks of the services that come from there.
    if (column.look == Look::Country && (attribute.type == ValueType::Ref || attribute.of == ValueType::Ref))
        return 0.65;
    const bool free = attribute.type == ValueType::Text || attribute.type == ValueType::Ref
                      || (attribute.isList() && attribute.values.isEmpty() && attribute.facet == 0 && attribute.of != ValueType::Country);
    if (good * 10 >= told * MostOf) // some slips of the pen are no other column
        return free ? 1 : 1.05;
    // Towns stand where a place is asked for, and a person can say which country each is in.
    if (attribute.facet != 0 && column.look == Look::Text && good * 10 < told * 3)
        return 0.6;
    return good * 10 >= told * 3 ? 0.85 : isOfFixedWords(attribute) ? 0.65 : 0.45;
}

Understood understoodOf(const TableColumn &column, const Attribute &attribute, const ColumnNames &names)
{
    constexpr qsizetype OthersNamed = 3;
    const bool anyText = attribute.type == ValueType::Text || attribute.type == ValueType::Ref
                         || (attribute.isList() && attribute.values.isEmpty() && attribute.facet == 0 && attribute.of != ValueType::Country);
    Understood understood;
    const bool asked = asks(column, attribute, names);
    for (qsizetype i = 0; !anyText && i < column.values.size(); ++i) {
        const QString &cell = column.values.at(i);
        if (tellsNothing(cell) || domain::saysNone(cell))
            continue;
        understood.told += column.counts.value(i, 1);
        if (fits(cell, attribute, names) || (asked && saysYes(cell)))
            understood.cells += column.counts.value(i, 1);
        else if (understood.others.size() < OthersNamed)
            understood.others.append(cell);
    }
    return understood;
}

bool isOfFixedWords(const Attribute &attribute) { return attribute.type == ValueType::Enum || !attribute.values.isEmpty(); }

bool asks(const TableColumn &column, const Attribute &attribute, const ColumnNames &names)
{
    if (names.classAskedFor(attribute, column.title).isEmpty())
        return false;
    // An "unclear" among the answers makes no other question of it.
    qsizetype answers = 0;
    qsizetype told = 0;
    for (qsizetype i = 0; i < column.values.size(); ++i) {
        const qsizetype rows = tellsNothing(column.values.at(i)) ? 0 : column.counts.value(i, 1);
        told += rows;
        answers += saysYes(column.values.at(i)) ? rows : 0;
    }
    return answers > 0 && answers * 10 >= told * MostOf;
}

bool isOtherUnit(const QString &title, const Attribute &attribute)
{
    static const QList<std::pair<QString, QRegularExpression>> units = [] {
        const auto words = [](const char *list) {
            return QRegularExpression(u"(?:^|[\\s(\\[/,])(?:%1)\\.?(?:$|[\\s)\\],])"_s.arg(QString::fromUtf8(list)),
                                      QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
        };
        return QList<std::pair<QString, QRegularExpression>>{
            {u"seconds"_s, words("seconds?|sec|sekunden?|secondes?|segundos?|secondi")},
            {u"minutes"_s, words("minutes?|min|mins|minuten?|minutos?|minuti|minuto")},
            {u"hours"_s, words("hours?|hrs?|h|stunden?|std|heures?|horas?|ore|ora")},
            {u"days"_s, words("days?|d|tage?|tagen|jours?|j|d\u00edas?|dias?|giorni|giorno|gg")},
            {u"weeks"_s, words("weeks?|wochen?|semaines?|semanas?|settimane|settimana")},
            {u"months"_s, words("months?|monate?|monaten|mois|meses|mes|mesi|mese")},
            {u"years"_s, words("years?|yrs?|jahren?|jahre|ans?|ann\u00e9es?|a\u00f1os?|anni|anno")},
            {u"MiB"_s, words("MiB|MB|Mio|Mo")},
            {u"GiB"_s, words("GiB|GB|Gio|Go")},
            {u"TiB"_s, words("TiB|TB|Tio|To")},
            {u"grams"_s, words("g|grams?|gramm|grammes?|gramos?|grammi")},
            {u"kilograms"_s, words("kg|kilograms?|kilogramm|kilogrammes?")},
            {u"tonnes"_s, words("t|tonnes?|tons?|tonnen|toneladas?|tonnellate")}};
    }();
    if (attribute.unit.isEmpty())
        return false;
    bool other = false;
    for (const auto &[unit, words] : units) {
        if (!words.match(title).hasMatch())
            continue;
        if (unit == attribute.unit)
            return false;
        other = true;
    }
    return other;
}

bool namesCountries(const TableColumn &column)
{
    bool told = false;
    // One word of two letters everywhere is a country's code and much else: "IT" is a department.
    if (column.values.size() == 1 && column.values.constFirst().size() == 2)
        return false;
    for (const QString &cell : column.values) {
        if (domain::isVague(cell) || domain::isAnswerOrCountry(cell) || domain::saysNoCountry(cell))
            continue;
        const QStringList items = partsOfCell(cell);
        if (!std::all_of(items.begin(), items.end(), [](const QString &item) { return lookOf(item) == Look::Country; }))
            return false;
        told = true;
    }
    return told;
}

bool isLegalForm(const TableColumn &column)
{
    static const QRegularExpression title(u"rechtsform|gesellschaftsform|legal form|company form|form of (?:the )?company|forme (?:juridique|sociale)|forma (?:jur[ií]dica|legal|giuridica|societaria|social)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QSet<QString> only{u"GMBH"_s, u"OHG"_s, u"KGAA"_s, u"GESMBH"_s, u"LTD"_s, u"PLC"_s, u"LLC"_s, u"LLP"_s, u"INC"_s, u"SARL"_s, u"SAS"_s,
                                    u"SPA"_s, u"SRL"_s, u"APS"_s, u"OYJ"_s, u"ASA"_s, u"SPZOO"_s, u"GMBHCOKG"_s};
    static const QSet<QString> ambiguous{u"AG"_s, u"EG"_s, u"UG"_s, u"SE"_s, u"KG"_s, u"SA"_s, u"BV"_s, u"NV"_s, u"AS"_s, u"AB"_s, u"OY"_s, u"CO"_s, u"SC"_s, u"SL"_s};
    if (title.match(column.title).hasMatch())
        return true;
    bool all = !column.values.isEmpty();
    bool any = false;
    for (const QString &value : column.values) {
        QString form = value.toUpper();
        form.removeIf([](QChar c) { return !c.isLetter(); });
        any = any || only.contains(form);
        all = all && (only.contains(form) || ambiguous.contains(form));
    }
    return any || (all && column.values.size() > 1);
}

} // namespace importers
