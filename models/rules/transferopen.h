// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/transferassessment.h"

namespace rules {

/// What leaves the judgement of a transfer open, in the officer's words, each once.
struct OpenPoints
{
    QStringList notRecorded;
    QStringList unread;  ///< recorded, in no known words
    QStringList ahead;   ///< recorded, of a day that is still to come
    QStringList inLaw;   ///< all is recorded: a point of law that no answer settles
};

/// Reads it from the open leaves of these rules where they are unknown, in their order; `transfers` know their results. By the transfer's id.
/// Thread: the connection's; no other session on it at the time.
domain::Result<QHash<qint64, OpenPoints>> openPoints(QSqlDatabase &, store::AttributeStore &, const Pack &, const QStringList &rules, const QList<TransferAssessment> &, domain::Day asOf,
                                                     domain::JobContext &);

} // namespace rules
