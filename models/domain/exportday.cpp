// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exportday.h"

#include <QDateTime>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace domain {

qint64 exportedByName(const QString &path)
{
    static const QRegularExpression day(
        u"(?<!\\d)(20\\d\\d)([-_.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?:[T_-]?([01]\\d|2[0-3])[-:.]?([0-5]\\d)[-:.]?([0-5]\\d))?(?!\\d)"_s);
    const auto found = day.match(path.mid(path.lastIndexOf(u'/') + 1));
    if (!found.hasMatch())
        return 0;
    const QDate date(found.captured(1).toInt(), found.captured(3).toInt(), found.captured(4).toInt());
    if (!date.isValid())
        return 0;
    const QTime time(found.captured(5).toInt(), found.captured(6).toInt(), found.captured(7).toInt());
    return QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
}

} // namespace domain
