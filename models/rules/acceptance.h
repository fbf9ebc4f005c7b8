// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/pack.h"
#include "store/attributestore.h"
#include "store/waiver.h"

#include <QDateTime>
#include <QSqlDatabase>

namespace rules {

/// A result by what it is about.
struct GapOf
{
    QString rule;
    domain::EntityId entity;
    bool operator==(const GapOf &) const = default;
};

/// A decision to live with open gaps for a while. Functions, not people's names.
struct Decision
{
    QString reason, requestedBy, approvedBy;
    domain::Day on = 0;      ///< the day of the decision: the first on which it holds
    domain::Day expires = 0; ///< the day on which the gaps are open again
};

/// The last day that a decision may name: two years on, and for these rules no later than the first day on which duties of law rest on one of them.
domain::Day lastExpiry(domain::Day on, const QList<const Rule *> & = {});

/// Why gaps of this rule can't be accepted on the day, and what can be done instead; empty where they can.
QString whyNotAcceptable(const Pack &, const Rule &, domain::Day on);

/// The last day that a plan may name for gaps of these rules: the one before duties of law rest on one of them, as long as that lies ahead.
std::optional<domain::Day> lastDue(const QList<const Rule *> &, domain::Day today);
/// The same of an issue, as the newest run found it.
std::optional<domain::Day> lastDueOf(store::AttributeStore &, const QList<Pack> &, qint64 issue, domain::Day today);

/// Whether the decision is complete, is approved by somebody else than who asks for it, by nobody who only advises or only reads, and
/// ends in time. Refused, with what is wrong in `detail`.
domain::Result<void> checkDecision(const Decision &, const QList<store::Role> &);

/// What a change set that accepts these is called: "Accept 3 findings of AIS-ID-02".
QString acceptanceTitle(const QList<GapOf> &);

/// The open gaps of an issue, as the newest run found them.
struct IssueGaps
{
    QList<GapOf> acceptable; ///< of schemes, programmes, standards and own policy
    QList<GapOf> bound;      ///< of binding law, or of a rule set that is not here: they stay open
};
IssueGaps openGapsOf(store::AttributeStore &, const QList<Pack> &, qint64 issue, domain::Day on);

/// Accepts gaps, all or none, as one change set that can be undone; its id. `judged`: the day on which they are gaps (facts and law
/// are those of that day). Refused, naming rule and thing: binding law, what is no gap, what is accepted already. The caller owns the
/// transaction. Thread: the connection's, which must be the store's.
domain::Result<qint64> acceptGaps(QSqlDatabase &, store::AttributeStore &, const QList<Pack> &, const QList<GapOf> &, const Decision &,
                                  domain::Day judged, const QString &title, const QString &who, const QDateTime &at);

/// Takes acceptances back on a day, all or none, as one change set that can be undone; its id. Refused where none stands.
domain::Result<qint64> withdrawAcceptances(store::AttributeStore &, const QList<GapOf> &, domain::Day on, const QString &title,
                                           const QString &who, const QDateTime &at);

} // namespace rules
