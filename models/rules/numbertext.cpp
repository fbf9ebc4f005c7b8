// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/numbertext.h"

using namespace Qt::StringLiterals;

namespace rules {

QString numberText(double number)
{
    const QString text = QString::number(number, 'g', 12);
    const qsizetype e = text.indexOf(u'e');
    if (e < 0)
        return text;
    const QString power = u"10^"_s + QString::number(text.mid(e + 1).toInt());
    const QString digits = text.left(e);
    if (digits == u"1"_s)
        return power;
    return digits == u"-1"_s ? u'-' + power : digits + u" × "_s + power;
}

} // namespace rules
