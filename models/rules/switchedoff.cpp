// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/switchedoff.h"

using namespace Qt::StringLiterals;

namespace rules {

QStringList switchedOffRules(const Pack &pack, const QList<domain::EntityKind> &entities)
{
    QStringList out;
    for (const Rule &rule : pack.rules) {
        if (rule.off && (entities.isEmpty() || entities.contains(rule.entity)))
            out.append(rule.off->why.isEmpty() ? rule.id : u"%1 (%2)"_s.arg(rule.id, rule.off->why.simplified()));
    }
    return out;
}

QStringList switchedOffRules(const QList<Pack> &packs, const QList<domain::EntityKind> &entities)
{
    QStringList out;
    for (const Pack &pack : packs)
        out += switchedOffRules(pack, entities);
    return out;
}

} // namespace rules
