// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/celltext.h"

#include "domain/moneytext.h"
#include "domain/regiontext.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

Error invalid(const QString &text)
{
    return {ErrorCode::InvalidValue, text, QString()};
}

/// What people and localised spreadsheets write for yes and no; a tick counts, other marks do not.
Result<Value> readBool(const QString &text)
{
    static const QStringList yes = {u"yes"_s,    u"y"_s,          u"true"_s, u"1"_s,       u"x"_s,     u"\u2713"_s,
                                    u"\u2714"_s, u"ja"_s,         u"j"_s,    u"wahr"_s,    u"oui"_s,   u"o"_s,
                                    u"vrai"_s,   u"s\u00ed"_s,    u"si"_s,   u"s\u00ec"_s, u"vero"_s,  u"verdadero"_s,
                                    u"sim"_s,    u"verdadeiro"_s, u"waar"_s, u"tak"_s,     u"prawda"_s};
    static const QStringList no = {u"no"_s,     u"n"_s,      u"false"_s, u"0"_s,         u"nein"_s,
                                   u"falsch"_s, u"non"_s,    u"faux"_s,  u"falso"_s,     u"n\u00e3o"_s,
                                   u"nee"_s,    u"onwaar"_s, u"nie"_s,   u"fa\u0142sz"_s};
    const QString word = text.toLower();
    if (yes.contains(word))
        return Value(true);
    if (no.contains(word))
        return Value(false);
    return invalid(u"'%1' is neither yes nor no"_s.arg(text));
}

/// Forms that can mean one day only: 2026-11-20 (with or without a time), 2026/11/20, 20261120, 20.11.2026, 31/12/2026,
/// 20 Nov 2026 and with the months of the larger languages of the Union.
std::optional<QDate> dayOf(const QString &text)
{
    static const QRegularExpression iso(u"^(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})(?:[T ]\\d{1,2}:\\d{2}.*)?$"_s);
    static const QRegularExpression compact(u"^((?:19|20)\\d{2})(\\d{2})(\\d{2})$"_s);
    static const QRegularExpression slashed(u"^(\\d{1,2})/(\\d{1,2})/(\\d{4})$"_s);
    static const QRegularExpression dotted(u"^(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})(?: \\d{1,2}:\\d{2}.*)?$"_s);
    QDate date;
    if (const auto match = iso.match(text); match.hasMatch())
        date = QDate(match.captured(1).toInt(), match.captured(3).toInt(), match.captured(4).toInt());
    else if (const auto german = dotted.match(text); german.hasMatch())
        date = QDate(german.captured(3).toInt(), german.captured(2).toInt(), german.captured(1).toInt());
    else if (const auto plain = compact.match(text); plain.hasMatch())
        date = QDate(plain.captured(1).toInt(), plain.captured(2).toInt(), plain.captured(3).toInt());
    else if (const auto slashes = slashed.match(text); slashes.hasMatch()) {
        // Only where one of the two can't be a month, or both are the same.
        const int one = slashes.captured(1).toInt();
        const int two = slashes.captured(2).toInt();
        if (one > 12 || two > 12 || one == two)
            date = QDate(slashes.captured(3).toInt(), std::min(one, two), std::max(one, two));
    } else {
        QString words = QString(text).replace(u'-', u' ').remove(u',').replace(u'.', u' ').simplified();
        words.replace(u" de "_s, u" "_s); // "20 de noviembre de 2026"
        static const QList<QLocale> languages = {QLocale::c(),      QLocale::German,  QLocale::French, QLocale::Spanish,
                                                 QLocale::Italian,  QLocale::Dutch,   QLocale::Polish, QLocale::Portuguese};
        for (const QLocale &language : languages) {
            for (const QString &form : {u"d MMM yyyy"_s, u"d MMMM yyyy"_s, u"MMM d yyyy"_s, u"MMMM d yyyy"_s}) {
                if (!date.isValid())
                    date = language.toDate(words, form);
            }
        }
    }
    return date.isValid() ? std::optional(date) : std::nullopt;
}

Result<Value> readDate(const QString &text)
{
    const auto date = dayOf(text);
    if (date)
        return Value(static_cast<qint64>(toDay(*date)));
    static const QRegularExpression slashes(u"^\\d{1,2}/\\d{1,2}/\\d{2,4}$"_s);
    static const QRegularExpression serial(u"^\\d{5}$"_s);
    // Of the form, but of no month: nothing is wrong with the form.
    static const QRegularExpression days(u"^(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4})$"_s);
    static const QRegularExpression clear(u"^(?:(?:1[3-9]|[2-9]\\d)/\\d{1,2}|\\d{1,2}/(?:1[3-9]|[2-9]\\d)|(\\d{1,2})/\\1)/\\d{4}$"_s);
    if (days.match(text).hasMatch() || clear.match(text).hasMatch())
        return invalid(u"there is no day '%1' in the calendar; write one of the form 2026-11-20"_s.arg(text));
    if (slashes.match(text).hasMatch())
        return invalid(u"'%1' does not tell the day from the month; write a date of the form 2026-11-20"_s.arg(text));
    if (serial.match(text).hasMatch())
        return invalid(
            u"'%1' is a spreadsheet's number of a day; format the column as dates of the form 2026-11-20"_s.arg(text));
    return invalid(u"'%1' is not a date of the form 2026-11-20"_s.arg(text));
}

/// With a decimal point or comma, with thousands separators where they can be nothing else.
Result<double> readNumber(const Attribute &attribute, const QString &cell)
{
    QString text = isAmount(attribute) ? moneyOf(cell).number : cell;
    if (attribute.unit == "%"_L1 && text.endsWith(u'%'))
        text = text.chopped(1).trimmed();
    else if (text.endsWith(u'%'))
        return invalid(u"'%1' is a percentage, and the column is none; write the number itself"_s.arg(cell) + (attribute.unit.isEmpty() ? QString() : u", in "_s + attribute.unit));
    static const QRegularExpression blanks(u"^[+-]?\\d{1,3}(?:[ '\u00a0\u2009\u202f\u2019]\\d{3})+(?:[.,]\\d+)?$"_s);
    static const QRegularExpression points(u"^[+-]?\\d{1,3}(?:(?:\\.\\d{3})+,\\d+|(?:\\.\\d{3}){2,})$"_s);
    static const QRegularExpression commas(u"^[+-]?\\d{1,3}(?:(?:,\\d{3})+\\.\\d+|(?:,\\d{3}){2,})$"_s);
    static const QRegularExpression decimalComma(u"^[+-]?(?:\\d+,(?:\\d{1,2}|\\d{4,})|0,\\d+)$"_s);
    static const QRegularExpression separators(u"[ '\u00a0\u2009\u202f\u2019]"_s);
    if (blanks.match(text).hasMatch())
        text = text.remove(separators).replace(u',', u'.');
    else if (points.match(text).hasMatch())
        text = text.remove(u'.').replace(u',', u'.');
    else if (commas.match(text).hasMatch())
        text = text.remove(u',');
    else if (decimalComma.match(text).hasMatch())
        text = text.replace(u',', u'.');
    bool good = false;
    const double number = text.toDouble(&good);
    if (!good || !std::isfinite(number))
        return invalid(u"'%1' is not a number (use a decimal point, no thousands separator)"_s.arg(cell));
    return number;
}

} // namespace

/// The value of the catalogue that is meant: case does not count, and blanks and hyphens are underscores.
QString listedValue(const QStringList &values, const QString &text)
{
    if (values.contains(text))
        return text;
    const auto plain = [](QString word) { return word.toLower().replace(u'-', u'_').replace(u' ', u'_'); };
    for (const QString &value : values) {
        if (plain(value) == plain(text))
            return value;
    }
    return {};
}

Error notListed(const QStringList &values, const QString &text)
{
    return invalid(u"'%1' is not one of: %2"_s.arg(text, values.join(u", "_s)));
}

Result<void> checkRange(const Attribute &attribute, double number, const QString &written)
{
    const auto text = [](double limit) { return QString::number(limit, 'g', 12); };
    if (attribute.least && number < *attribute.least)
        return invalid(u"'%1' is less than %2, the least that it can be"_s.arg(written, text(*attribute.least)));
    if (attribute.most && number > *attribute.most)
        return invalid(u"'%1' is more than %2, the most that it can be"_s.arg(written, text(*attribute.most)));
    return {};
}

std::optional<OrderError> findWrongOrder(const KindInfo &kind, const std::function<std::optional<Day>(const Attribute &)> &day)
{
    for (const Attribute &attribute : kind.attributes) {
        const Attribute *earlier = attribute.notBefore.isEmpty() ? nullptr : kind.find(attribute.notBefore);
        const std::optional<Day> end = earlier ? day(attribute) : std::nullopt;
        const std::optional<Day> start = end ? day(*earlier) : std::nullopt;
        if (start && end && *end < *start)
            return OrderError{attribute.name, u"%1 is before '%2', %3"_s.arg(fromDay(*end).toString(Qt::ISODate), earlier->label,
                                                                        fromDay(*start).toString(Qt::ISODate))};
    }
    return std::nullopt;
}

std::optional<OrderError> findWrongOrder(const KindInfo &kind, const Record &record)
{
    return findWrongOrder(kind, [&record](const Attribute &attribute) -> std::optional<Day> {
        for (const Field &field : record.fields) {
            if (const auto *day = std::get_if<qint64>(&field.value); day && field.attr == attribute.name)
                return static_cast<Day>(*day);
        }
        return std::nullopt;
    });
}

Result<Value> readScalar(const Attribute &attribute, const QString &text)
{
    switch (attribute.type) {
    case ValueType::Bool:
        return readBool(text);
    case ValueType::Int: {
        // A whole number with one group of three: a thousand in one country, a decimal fraction of noughts in another.
        static const QRegularExpression group(u"^[+-]?[1-9]\\d{0,2}[.,]\\d{3}$"_s);
        if (group.match(text).hasMatch())
            return invalid(u"'%1' may be %2 or %3; write it without separators"_s.arg(
                text, QString(text).remove(text.size() - 4, 4), QString(text).remove(text.size() - 4, 1)));
        const auto number = readNumber(attribute, text);
        if (!number && text.endsWith(u'%'))
            return number.error();
        constexpr double largest = 9007199254740992.0; // beyond it a double skips whole numbers
        if (!number || *number != std::floor(*number) || std::abs(*number) > largest)
            return invalid(u"'%1' is not a whole number"_s.arg(text));
        if (const auto within = checkRange(attribute, *number, text); !within)
            return within.error();
        return Value(static_cast<qint64>(*number));
    }
    case ValueType::Number: {
        const auto number = readNumber(attribute, text);
        if (!number)
            return number.error();
        if (const auto within = checkRange(attribute, *number, text); !within)
            return within.error();
        return Value(*number);
    }
    case ValueType::Date:
        return readDate(text);
    case ValueType::Country: {
        auto country = readCountry(text);
        // Where data lies, a region of a cloud tells; whose law a contract has, it does not.
        if (const bool ofData = attribute.name == "stored_in"_L1 || attribute.name == "processed_in"_L1; !country && ofData) {
            if (const QStringList countries = countriesOf(regionsNamed(text)); countries.size() == 1)
                return Value(countries.constFirst());
        }
        if (!country)
            return country.error();
        return Value(std::move(*country));
    }
    case ValueType::Enum: {
        const QString value = listedValue(attribute.values, text);
        if (value.isEmpty())
            return notListed(attribute.values, text);
        return Value(value);
    }
    case ValueType::Ref:
        if (isSpoiltNumber(text))
            return invalid(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(text));
        return Value(Reference{cleanKey(text)});
    case ValueType::Text:
        if (attribute.name == "account"_L1 && isSpoiltNumber(text))
            return invalid(u"'%1' looks like a long number that a spreadsheet has shortened"_s.arg(text));
        return Value(text);
    case ValueType::List:
        break;
    }
    return invalid(u"a list is not a single value"_s);
}

std::optional<QDate> dayFromText(const QString &text)
{
    return dayOf(text.trimmed());
}

namespace {

/// Words by their length, in small letters.
QList<QStringList> byLength(const QStringList &words)
{
    QList<QStringList> out;
    for (const QString &word : words) {
        out.resize(std::max(out.size(), word.size() + 1));
        out[word.size()].append(word);
    }
    return out;
}

/// Asked of every cell of a table: without a copy of it.
bool isOneOf(const QList<QStringList> &words, QStringView text)
{
    if (text.size() >= words.size())
        return false;
    const QStringList &ofLength = words.at(text.size());
    return std::any_of(ofLength.begin(), ofLength.end(), [text](const QString &word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

} // namespace

bool isVague(const QString &cell)
{
    static const QList<QStringList> words = byLength({u"n/a"_s,       u"n.a."_s,   u"#n/a"_s,   u"tbd"_s,          u"tbc"_s,
                                      u"todo"_s,      u"-"_s,      u"\u2013"_s, u"\u2014"_s,       u"unknown"_s,
                                      u"not known"_s, u"k.a."_s,   u"k. a."_s,  u"keine angabe"_s, u"unbekannt"_s,
                                      u"n/v"_s,       u"inconnu"_s,
                                      // and in the other languages of registers
                                      u"k.a"_s,       u"k/a"_s,    u"entf\u00e4llt"_s, u"entf."_s, u"nicht zutreffend"_s,
                                      u"nicht bekannt"_s, u"s.o."_s, u"s. o."_s, u"s/o"_s, u"sans objet"_s, u"non applicable"_s,
                                      u"non connu"_s, u"non renseign\u00e9"_s, u"n/d"_s, u"n.d."_s, u"nd"_s, u"n/c"_s, u"n.c."_s,
                                      u"no aplica"_s, u"no procede"_s, u"no disponible"_s, u"sin datos"_s, u"desconocido"_s,
                                      u"desconocida"_s, u"non applicabile"_s, u"non disponibile"_s, u"sconosciuto"_s,
                                      u"sconosciuta"_s, u"n.v.t."_s, u"n.v.t"_s, u"nvt"_s, u"niet van toepassing"_s, u"onbekend"_s,
                                      u"niet bekend"_s, u"not applicable"_s});
    // What a spreadsheet leaves where a formula failed, "#REF!" or "#BEZUG!": no value either.
    static const QRegularExpression failed(u"^#(?:[A-Z\u00c0-\u00dc]+[!?]|[A-Z]+/0!|NV)$"_s);
    const QStringView text = QStringView(cell).trimmed();
    if (text.startsWith(u'#'))
        return isOneOf(words, text) || failed.match(text.toString()).hasMatch();
    return isOneOf(words, text);
}

bool saysNone(const QString &cell)
{
    static const QList<QStringList> words = byLength({u"none"_s,   u"kein"_s,    u"keine"_s,   u"keiner"_s,  u"keines"_s,  u"keinen"_s,       u"aucun"_s,  u"aucune"_s,
                                      u"n\u00e9ant"_s, u"ninguno"_s, u"ninguna"_s, u"ning\u00fan"_s, u"nessuno"_s, u"nessuna"_s, u"nessun"_s, u"geen"_s});
    return isOneOf(words, QStringView(cell).trimmed());
}

bool saysNo(const QString &cell)
{
    static const QList<QStringList> words = byLength({u"nein"_s, u"non"_s, u"nee"_s});
    return isOneOf(words, QStringView(cell).trimmed());
}

bool isSpoiltNumber(const QString &cell)
{
    static const QRegularExpression pattern(u"^\\d(?:[.,]\\d+)?[eE]\\+\\d+$"_s);
    return pattern.match(cell.trimmed()).hasMatch();
}

QString cleanKey(QString key)
{
    // Below it there is nothing to clean.
    if (std::any_of(key.cbegin(), key.cend(), [](QChar c) { return c.unicode() >= 0x00A0; })) {
        key.replace(QChar(0x00A0), u' ');
        for (const char16_t hidden : {u'\x200B', u'\x200C', u'\x200D', u'\xFEFF', u'\x2060'})
            key.remove(QChar(hidden));
    }
    return key.trimmed();
}

} // namespace domain
