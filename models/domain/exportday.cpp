// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exportday.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

/// Months as English, German, French, Spanish and Italian write them; short forms only where they are no other word.
const QString monthInFull = u"january|januar|janvier|jänner|enero|gennaio|february|februar|febrero|febbraio|f[eé]vrier|march|m[aä]rz|maerz|mars|marzo|april|avril|abril|aprile|mayo|maggio|"
                             "june|juni|juin|junio|giugno|july|juli|juillet|julio|luglio|august|ao[uû]t|agosto|septem(?:ber|bre)|septiembre|settembre|october|oktober|octobre|octubre|ottobre|"
                             "novem(?:ber|bre)|noviembre|decem(?:ber|bre)|dezember|d[eé]cembre|diciembre|dicembre"_s;
const QString monthWord = u"("_s + monthInFull + u"|jan|feb|mar|apr|may|mai|jun|jul|aug|sept?|oct|okt|nov|dec|dez|d[eé]c|dic)"_s;
const QString gap = u"[ _.-]*"_s;

int monthOf(const QString &word)
{
    static const QList<QStringList> starts{{u"jan"_s, u"jän"_s, u"ene"_s, u"gen"_s}, {u"feb"_s, u"fev"_s, u"fév"_s}, {u"mar"_s, u"mär"_s, u"mae"_s}, {u"apr"_s, u"avr"_s, u"abr"_s},
                                           {u"may"_s, u"mai"_s, u"mag"_s}, {u"jun"_s, u"jui"_s, u"giu"_s}, {u"jul"_s, u"juil"_s, u"lug"_s}, {u"aug"_s, u"aou"_s, u"aoû"_s, u"ago"_s},
                                           {u"sep"_s, u"set"_s}, {u"oct"_s, u"okt"_s, u"ott"_s}, {u"nov"_s}, {u"dec"_s, u"dez"_s, u"déc"_s, u"dic"_s}};
    const QString lower = word.toLower();
    if (lower.startsWith("juil"_L1))
        return 7; // not "juin"
    for (qsizetype month = 0; month < starts.size(); ++month) {
        if (starts.at(month).contains(lower.left(3)))
            return int(month) + 1;
    }
    return 0;
}


QString nameIn(const QString &path) { return path.mid(path.lastIndexOf(u'/') + 1); }

/// Of a name that tells no day.
QDate monthIn(const QString &name)
{
    static const QRegularExpression numbers(u"(?<!\\d)(?:(20\\d\\d)[-_.](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[-_.](20\\d\\d))(?![-_.]?\\d)"_s);
    if (const auto found = numbers.match(name); found.hasMatch())
        return found.captured(1).isEmpty() ? QDate(found.captured(4).toInt(), found.captured(3).toInt(), 1) : QDate(found.captured(1).toInt(), found.captured(2).toInt(), 1);
    static const QRegularExpression written(u"(?<![\\p{L}])"_s + monthWord + u"[ _.-]*(20\\d\\d)(?!\\d)"_s, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (const auto found = written.match(name); found.hasMatch())
        return QDate(found.captured(2).toInt(), monthOf(found.captured(1)), 1);
    return {};
}

/// The name without its ending, and without what changes from one export to the next.
QString lastingStem(QString stem)
{
    static const QString year = u"20\\d\\d"_s, month = u"(?:0[1-9]|1[0-2])"_s, day = u"(?:0[1-9]|[12]\\d|3[01])"_s;
    static const QString time = u"(?:[T _-]?(?:[01]\\d|2[0-3])[-:.]?[0-5]\\d(?:[-:.]?[0-5]\\d)?(?:\\.\\d+)?Z?)?"_s;
    static const QList<QRegularExpression> changing = [] {
        QList<QRegularExpression> list;
        for (const QString &one :
             {u"(?<!\\d)"_s + year + u"([-_.]?)"_s + month + u"\\1"_s + day + time + u"(?!\\d)"_s, u"(?<!\\d)"_s + day + u"([-_.])"_s + day + u"\\g{1}"_s + year + time + u"(?!\\d)"_s,
              u"(?<!\\d)"_s + year + u"[-_.]"_s + month + u"(?![-_.]?\\d)"_s, u"(?<!\\d)"_s + month + u"[-_.]"_s + year + u"(?!\\d)"_s,
              u"(?<![\\p{L}\\d])(?:"_s + day + gap + u")?"_s + monthWord + gap + u"(?:"_s + day + u",?[ _.-]+)?"_s + year + u"(?!\\d)"_s,
              u"(?<!\\d)"_s + year + gap + monthWord + u"(?![\\p{L}\\d])"_s})
            list.append(QRegularExpression(gap + one, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption));
        return list;
    }();
    static const QRegularExpression counter(u"(?: *\\(\\d{1,3}\\)|[ _.-]+v\\d{1,3}(?:\\.\\d{1,3})*)(?=$|\\.[a-z]+ )"_s, QRegularExpression::CaseInsensitiveOption);
    stem.remove(counter);
    for (const QRegularExpression &one : changing)
        stem.remove(one);
    stem.remove(counter);
    // Without a year only in full, and at the end: "contracts_november".
    static const QRegularExpression alone(u"[ _.-]+(?:"_s + monthInFull + u")$"_s, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    stem.remove(alone);
    static const QRegularExpression edges(u"^[ _.-]+|[ _.-]+$"_s);
    return stem.remove(edges);
}

} // namespace

qint64 exportedByName(const QString &path)
{
    static const QRegularExpression day(
        u"(?<!\\d)(20\\d\\d)([-_.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?:[T_-]?([01]\\d|2[0-3])[-:.]?([0-5]\\d)[-:.]?([0-5]\\d))?(?!\\d)"_s);
    const QString name = nameIn(path);
    const auto found = day.match(name);
    QDate date = found.hasMatch() ? QDate(found.captured(1).toInt(), found.captured(3).toInt(), found.captured(4).toInt()) : monthIn(name);
    if (!date.isValid())
        return 0;
    const QTime time = found.hasMatch() ? QTime(found.captured(5).toInt(), found.captured(6).toInt(), found.captured(7).toInt()) : QTime(0, 0);
    return QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
}

QString lastingName(const QString &path)
{
    static const QRegularExpression ending(u"((?:\\.[A-Za-z][A-Za-z0-9]{0,7}(?:\\.(?:gz|zip))?)?)$"_s);
    const QString name = nameIn(path);
    const QString end = ending.match(name).captured(1);
    const QString own = lastingStem(name.chopped(end.size()));
    if (!own.isEmpty())
        return own + end;
    QString parent = path.left(path.lastIndexOf(u'/'));
    if (parent.endsWith(u'!'))
        parent.chop(1);
    parent = path.contains(u'/') ? nameIn(parent) : QString();
    const QString outer = lastingStem(parent.section(u'.', 0, 0));
    return outer.isEmpty() ? name : outer + end;
}

bool isMonthWord(const QString &word)
{
    static const QRegularExpression month(u"^"_s + monthWord + u'$', QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return month.match(word).hasMatch();
}

} // namespace domain
