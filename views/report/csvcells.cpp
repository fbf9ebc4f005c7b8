// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvcells.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {
namespace {

QString csvCell(QString words)
{
    bool isNumber = false;
    words.toDouble(&isNumber);
    if (!isNumber && !words.isEmpty() && QStringView(u"=+-@\t\r").contains(words.at(0)))
        words.prepend(u'\'');
    const bool quoted = std::any_of(words.cbegin(), words.cend(), [](QChar c) { return c == u'"' || c == u',' || c == u'\n' || c == u'\r'; });
    return quoted ? u'"' + words.replace(u'"', u"\"\""_s) + u'"' : words;
}

} // namespace

QString csvRow(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &words : cells)
        quoted << csvCell(words);
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace report
