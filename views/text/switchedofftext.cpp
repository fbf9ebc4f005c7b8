// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/switchedofftext.h"

using namespace Qt::StringLiterals;

namespace text {

QString leftOutLine(const QStringList &rules)
{
    constexpr qsizetype Named = 3;
    if (rules.isEmpty())
        return {};
    const QString names = rules.mid(0, Named).join(u"; "_s) + (rules.size() > Named ? u" and %1 more"_s.arg(rules.size() - Named) : QString());
    return (rules.size() == 1 ? u"1 rule is switched off and left out: %1."_s : u"%1 rules are switched off and left out: %2."_s.arg(rules.size())).arg(names);
}

} // namespace text
