// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/pack.h"

#include <QList>
#include <QStringList>

namespace rules {

/// Rules that the workspace has switched off, each with the reason: "GDPR-44-01 (Judged by the group)". Whoever walks rules leaves them out and
/// says so with these. `entities`: only rules that judge these kinds; empty: all. In the order of the packs. Any thread.
QStringList switchedOffRules(const QList<Pack> &, const QList<domain::EntityKind> &entities = {});
QStringList switchedOffRules(const Pack &, const QList<domain::EntityKind> &entities = {});

} // namespace rules
