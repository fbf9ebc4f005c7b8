// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/spreadsheet/cellnumber.h"

#include <QDate>
#include <QRegularExpression>
#include <QTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr double LastDay = 2'958'465; // 9999-12-31
constexpr double WholeNumbers = 1e15; // 15 digits are kept
constexpr qint64 SecondsOfDay = 86'400;

// What stands in quotes, after a backslash or in brackets is no sign of a date; [h] is.
QString bare(const QString &code)
{
    static const QRegularExpression literal(u"\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]"_s, QRegularExpression::CaseInsensitiveOption);
    return QString(code).remove(literal);
}

} // namespace

NumberFormat numberFormat(int id, const QString &code)
{
    NumberFormat format;
    if (code.isEmpty()) {
        format.day = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
        format.time = (id >= 18 && id <= 22) || (id >= 45 && id <= 47);
        format.percent = id == 9 || id == 10;
        return format;
    }
    const QString first = bare(code).section(u';', 0, 0);
    format.percent = first.contains(u'%');
    static const QRegularExpression zeros(u"^0{2,30}$"_s);
    if (zeros.match(first).hasMatch()) {
        format.digits = static_cast<int>(first.size());
        return format;
    }
    if (first.compare(u"General"_s, Qt::CaseInsensitive) == 0 || first.contains(u'0') || first.contains(u'#') || first.contains(u'?')) {
        // "0.0" is none, "mm:ss.0" is.
        static const QRegularExpression fraction(u"ss\\.0+"_s, QRegularExpression::CaseInsensitiveOption);
        if (!fraction.match(first).hasMatch())
            return format;
    }
    const QString lower = first.toLower();
    format.time = lower.contains(u'h') || lower.contains(u's');
    format.day = lower.contains(u'd') || lower.contains(u'y') || (lower.contains(u'm') && !format.time);
    return format;
}

QString cellNumber(QStringView raw, const NumberFormat &format, bool since1904)
{
    bool ok = false;
    const double number = raw.trimmed().toDouble(&ok);
    if (!ok || !std::isfinite(number))
        return raw.trimmed().toString();
    if ((format.day || format.time) && number >= 0 && number <= LastDay) {
        const double whole = std::floor(number);
        qint64 seconds = std::llround((number - whole) * SecondsOfDay);
        qint64 days = static_cast<qint64>(whole);
        if (seconds >= SecondsOfDay) {
            seconds -= SecondsOfDay;
            ++days;
        }
        const QString time = QTime(0, 0).addSecs(static_cast<int>(seconds)).toString(u"HH:mm:ss"_s);
        if (!format.day && days == 0)
            return time;
        // Excel has a 29 February 1900 that never was: days before it lie one further on.
        const QDate origin = since1904 ? QDate(1904, 1, 1) : days < 60 ? QDate(1899, 12, 31) : QDate(1899, 12, 30);
        const QString day = origin.addDays(days).toString(Qt::ISODate);
        return seconds == 0 ? day : day + u'T' + time;
    }
    if (format.percent)
        return QString::number(number * 100, 'g', 14) + u'%';
    if (number == std::floor(number) && std::fabs(number) < WholeNumbers) {
        const QString digits = QString::number(static_cast<qint64>(std::fabs(number))).rightJustified(format.digits, u'0');
        return number < 0 ? u'-' + digits : digits;
    }
    return QString::number(number, 'g', 15).replace(u'e', u'E');
}

} // namespace importers
