// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvcells.h"

#include "domain/csvcell.h"

using namespace Qt::StringLiterals;

namespace report {

QString csvRow(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &words : cells)
        quoted << domain::csvCell(words);
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace report
