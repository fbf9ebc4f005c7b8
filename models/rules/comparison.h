// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/evaluator.h"
#include "rules/turns.h"

#include <QHash>
#include <QList>

#include <optional>

namespace rules {

/// Which two days to compare: the law, recognitions, certificates, decisions and ages of each, with the inventory as it is now.
struct CompareRequest
{
    QStringList frameworks; ///< pack ids; empty: all that are given
    domain::Day from = 0, to = 0; ///< in either order; `from` is before
    QString scope;                     ///< as RunRequest::scope
    QHash<QString, double> parameters; ///< as RunRequest::parameters
    bool judgeAllTwice = false;        ///< also rules of which it is known that they say the same on both days
};

/// A framework's rules of one legal status: gaps in law, what of a scheme is not met and what is weak by own policy are never added up.
struct FrameworkComparison
{
    QString framework, title;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law; ///< of these rules; a law's rule set may hold rules of own policy
    StatusCounts before{}, after{};
    qint64 changed = 0; ///< results
    bool operator==(const FrameworkComparison &) const = default;
};

/// Results of one rule that change alike, and for the same reason.
struct ChangedResults
{
    QString framework, rule;
    domain::EntityKind kind = domain::EntityKind::Workload;
    std::optional<domain::Status> before, after; ///< nothing: no result, as of what is out of use or of what the rule does not concern
    /// What the change is due to. One: it alone makes the change, and without it there would be none. Several: together, or any of
    /// them would do. Never empty.
    QList<Turn> causes;
    QList<qint64> entities; ///< sorted
    bool operator==(const ChangedResults &) const = default;
};

struct Comparison
{
    domain::Day from = 0, to = 0;
    qint64 revision = 0;
    QList<FrameworkComparison> frameworks; ///< in the order of the packs; of each pack its own legal status first
    QList<ChangedResults> changes;         ///< in the order of the packs and their rules
    int rules = 0, judgedTwice = 0;
    QStringList switchedOff;               ///< rules that the workspace has switched off, with the reason: in no figure here
    double seconds = 0;
    qint64 changed() const;
};

/// What evaluations of the two days would say differently, with the cause of each change; writes nothing. A rule whose results
/// can't differ (rules/turns.h) is judged once. Works on two connections of its own that see the same data, one of them in a thread
/// of its own. Thread: any; blocks. Errors as of evaluate().
domain::Result<Comparison> compareDays(const QString &path, const domain::Catalogue &, const QList<Pack> &, const CompareRequest &, domain::JobContext &);

} // namespace rules
