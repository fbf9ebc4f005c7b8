// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/flowpages.h"

#include <algorithm>

namespace views {

void narrowByMark(FilterState &filter, const QString &mark, const std::function<QString(const QString &, const QString &)> &label)
{
    for (const QString &part : mark.split(u'|', Qt::SkipEmptyParts)) {
        if (!part.contains(u'='))
            continue; // all of them
        const QString what = part.section(u'=', 0, 0);
        const QString value = part.section(u'=', 1).replace(QChar(0x1e), u'|');
        // Beside what the page is narrowed to already, not in its place: the mark counts what is both.
        const bool there = std::any_of(filter.special.cbegin(), filter.special.cend(), [&](const SpecialFilter &s) { return s.what == what && s.value == value; });
        if (!there)
            filter.special.append({what, value, label(what, value)});
    }
}

} // namespace views
