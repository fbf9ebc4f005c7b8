// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/explainer.h"
#include "rules/session.h"

#include <QHash>
#include <QSet>

namespace rules {

/// What a decision about one gap rests on: a digest of the facts behind the rule's leaves, of which leaves are met, and of what the rule set
/// says of the rule. A waiver holds while it is unchanged. Another threshold, or whom the workspace narrows the rule to, leaves it alone while the
/// same leaves are met: the facts that somebody decided to live with are the same, and so is the question. A leaf more that is met is a ground
/// that nobody accepted.
QString fingerprint(const Rule &, const Explanation &);

/// Those of `gaps` (sorted) that are accepted by this rule on the day: a waiver stands and its evidence is unchanged.
domain::Result<QSet<qint64>> acceptedGaps(const domain::Catalogue &, Session &, const Pack &, const Rule &, const QList<qint64> &gaps,
                                          const Days &days, const QHash<QString, double> &parameters);

} // namespace rules
