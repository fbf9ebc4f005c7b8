// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reach.h"

using namespace Qt::StringLiterals;

namespace app {

QStringList reachLines(const rules::ProviderReach &reach)
{
    QStringList whole;
    QStringList partial;
    for (const rules::LawReach &law : reach.laws) {
        // A law that is two acts is one of the list all the same.
        const QString name = QString(law.name).replace(u"; "_s, u" and "_s);
        (law.partial ? partial : whole).append(law.uncertain ? name + u" (uncertain whether it stands)"_s : name);
    }
    QStringList lines;
    if (!whole.isEmpty())
        lines.append(whole.join(u"; "_s));
    if (!partial.isEmpty())
        lines.append(u"in part, through a subsidiary or business there: "_s + partial.join(u"; "_s));
    if (!reach.known)
        lines.append(lines.isEmpty() ? u"not known: its seat or its parent is not recorded, or their countries' laws are not looked up"_s
                                     : u"perhaps more: its seat or its parent is not recorded, or their countries' laws are not looked up"_s);
    else if (lines.isEmpty())
        lines.append(u"none from outside the zone"_s);
    return lines;
}

} // namespace app
