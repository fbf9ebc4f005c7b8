// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/session.h"

#include <QHash>
#include <QSet>

namespace rules {

/// What a decision about one gap rests on: a digest of the facts behind the rule's leaves. A waiver holds while it is unchanged.
domain::Result<QString> fingerprint(Session &, const domain::Catalogue &, const Pack &, const Rule &, domain::EntityId, domain::Day asOf,
                                    const QHash<QString, double> &parameters);
/// The same with a session of its own.
domain::Result<QString> fingerprint(QSqlDatabase &, const domain::Catalogue &, const Pack &, const Rule &, domain::EntityId,
                                    domain::Day asOf);

/// Entities whose gap by this rule is accepted on the day: a waiver that has not expired and whose evidence is unchanged.
domain::Result<QSet<qint64>> acceptedGaps(QSqlDatabase &, const domain::Catalogue &, Session &, const Pack &, const Rule &, domain::Day asOf,
                                          const QHash<QString, double> &parameters);

} // namespace rules
