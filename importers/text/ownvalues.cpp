// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/ownvalues.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::Error;
using domain::ErrorCode;
using domain::ListValue;
using domain::Record;
using domain::Result;
using domain::Value;
using domain::ValueType;

namespace importers {
namespace {

/// In the order of the bits.
constexpr std::array facetNames = {"hosting", "processing", "backup", "failover", "control_plane", "admin",
                                   "support", "telemetry",  "logs",   "keys",     "access"};

Error invalid(const QString &text)
{
    return {ErrorCode::InvalidValue, text, QString()};
}

bool isCountry(const QString &text)
{
    return text.size() == 2 && text[0] >= u'A' && text[0] <= u'Z' && text[1] >= u'A' && text[1] <= u'Z';
}

Result<Value> readBool(const QString &text)
{
    const QString word = text.toLower();
    if (word == "yes"_L1 || word == "true"_L1)
        return Value(true);
    if (word == "no"_L1 || word == "false"_L1)
        return Value(false);
    return invalid(u"'%1' is neither yes nor no"_s.arg(text));
}

Result<Value> readDate(const QString &text)
{
    const QDate date = QDate::fromString(text, u"yyyy-MM-dd"_s);
    if (!date.isValid())
        return invalid(u"'%1' is not a date of the form 2026-11-20"_s.arg(text));
    return Value(static_cast<qint64>(domain::toDay(date)));
}

Result<Value> readNumber(const QString &text)
{
    bool good = false;
    const double number = text.toDouble(&good);
    if (!good || !std::isfinite(number))
        return invalid(u"'%1' is not a number (use a decimal point, no thousands separator)"_s.arg(text));
    return Value(number);
}

Result<Value> readScalar(const Attribute &attribute, const QString &text)
{
    switch (attribute.type) {
    case ValueType::Bool:
        return readBool(text);
    case ValueType::Int: {
        bool good = false;
        const qint64 number = text.toLongLong(&good);
        if (!good)
            return invalid(u"'%1' is not a whole number"_s.arg(text));
        return Value(number);
    }
    case ValueType::Number:
        return readNumber(text);
    case ValueType::Date:
        return readDate(text);
    case ValueType::Country:
        if (!isCountry(text))
            return invalid(u"'%1' is not a country code of two capital letters (ISO 3166-1 alpha-2)"_s.arg(text));
        return Value(text);
    case ValueType::Enum:
        if (!attribute.values.contains(text))
            return invalid(u"'%1' is not one of: %2"_s.arg(text, attribute.values.join(u", "_s)));
        return Value(text);
    case ValueType::Ref:
        if (isSpoiltNumber(text))
            return invalid(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(text));
        return Value(domain::Reference{cleanKey(text)});
    case ValueType::Text:
        if (attribute.name == "account"_L1 && isSpoiltNumber(text))
            return invalid(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(text));
        return Value(text);
    case ValueType::List:
        break;
    }
    return invalid(u"a list is not a single value"_s);
}

/// "DE", "aws/eu-central-1" or "@fra-1".
Result<domain::Place> readPlace(const QString &text, int facet)
{
    domain::Place place;
    place.facets = facet;
    const qsizetype slash = text.indexOf(u'/');
    if (text.startsWith(u'@') && text.size() > 1) {
        place.site = cleanKey(text.sliced(1));
    } else if (slash > 0 && slash + 1 < text.size()) {
        place.provider = text.first(slash);
        place.region = text.sliced(slash + 1);
    } else if (isCountry(text)) {
        place.country = text;
    } else {
        return invalid(
            u"'%1' is neither a country code (DE), a region (aws/eu-central-1) nor a site (@fra-1)"_s.arg(text));
    }
    return place;
}

} // namespace

int facetFromName(QStringView name)
{
    for (std::size_t i = 0; i < facetNames.size(); ++i) {
        if (name == QLatin1String(facetNames.at(i)))
            return 1 << i;
    }
    return 0;
}

bool isSpoiltNumber(const QString &cell)
{
    static const QRegularExpression pattern(u"^\\d(?:[.,]\\d+)?[eE]\\+\\d+$"_s);
    return pattern.match(cell.trimmed()).hasMatch();
}

QString cleanKey(QString key)
{
    key.replace(QChar(0x00A0), u' ');
    for (const char16_t hidden : {u'\x200B', u'\x200C', u'\x200D', u'\xFEFF', u'\x2060'})
        key.remove(QChar(hidden));
    return key.trimmed();
}

Result<void> addList(Record &record, const Attribute &attribute, const QStringList &items, bool complete)
{
    if (attribute.facet != 0) {
        QList<domain::Place> places;
        for (const QString &item : items) {
            auto place = readPlace(item, attribute.facet);
            if (!place)
                return place.error();
            places.append(*place);
        }
        record.places += places;
        if (complete)
            record.completeFacets |= attribute.facet;
        return {};
    }
    ListValue list;
    list.complete = complete;
    for (const QString &item : items) {
        if (attribute.of == ValueType::Country && !isCountry(item))
            return invalid(u"'%1' is not a country code of two capital letters (ISO 3166-1 alpha-2)"_s.arg(item));
        if (!attribute.values.isEmpty() && !attribute.values.contains(item))
            return invalid(u"'%1' is not one of: %2"_s.arg(item, attribute.values.join(u", "_s)));
        if (attribute.of == ValueType::Ref && isSpoiltNumber(item))
            return invalid(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(item));
        list.items.append(attribute.of == ValueType::Ref ? cleanKey(item) : item);
    }
    record.fields.append({attribute.name, list});
    return {};
}

Result<void> addCell(Record &record, const Attribute &attribute, const QString &cell)
{
    const QString text = cell.trimmed();
    if (text.isEmpty())
        return {};
    if (text == "?"_L1) {
        record.fields.append({attribute.name, domain::NoAnswer{}});
        return {};
    }
    const bool none = text.compare("none"_L1, Qt::CaseInsensitive) == 0;
    if (!attribute.isList()) {
        // "none" may be a value of its own, such as the kind of key management.
        if (none && !attribute.values.contains(u"none"_s)) {
            record.fields.append({attribute.name, domain::Absent{}});
            return {};
        }
        auto value = readScalar(attribute, attribute.type == ValueType::Enum && none ? u"none"_s : text);
        if (!value)
            return value.error();
        record.fields.append({attribute.name, std::move(*value)});
        return {};
    }
    if (none)
        return addList(record, attribute, {}, true);
    bool complete = true;
    QStringList items;
    for (const QString &part : text.split(u';')) {
        QString item = part.trimmed();
        if (item.endsWith("..."_L1)) {
            complete = false;
            item = item.chopped(3).trimmed();
        }
        if (!item.isEmpty())
            items.append(item);
    }
    return addList(record, attribute, items, complete);
}

QString nearestName(const QString &typed, const QStringList &known)
{
    const QString wanted = typed.toLower();
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, typed.size() / 3) + 1;
    for (const QString &name : known) {
        const QString other = name.toLower();
        // Edit distance by rows.
        QList<qsizetype> row(other.size() + 1);
        for (qsizetype j = 0; j <= other.size(); ++j)
            row[j] = j;
        for (qsizetype i = 1; i <= wanted.size(); ++i) {
            qsizetype diagonal = row[0];
            row[0] = i;
            for (qsizetype j = 1; j <= other.size(); ++j) {
                const qsizetype above = row[j];
                row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (wanted[i - 1] == other[j - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        if (row.last() < bestDistance) {
            bestDistance = row.last();
            best = name;
        }
    }
    return best;
}

} // namespace importers
