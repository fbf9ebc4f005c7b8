// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/pack.h"
#include "rules/resultblock.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QSqlDatabase>
#include <QVariant>

#include <array>

namespace rules {

/// What to evaluate. All inputs by value.
struct RunRequest
{
    QStringList frameworks; ///< pack ids; empty: all that are given
    domain::Day asOf = 0;
    QString scope;                     ///< "legal_entity:KEY", "business_service:KEY" or empty
    domain::EntityId only{0};          ///< of one thing; 0: everything
    QHash<QString, double> parameters; ///< overrides, by "pack/name" or "name"
    QDateTime at;                      ///< when; UTC
    QSet<QString> kept = {};           ///< ids of rules that are chosen, though perhaps not asked now: their findings stay; those of others that are not asked go
};

struct RuleResult
{
    QString rule, framework;
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    bool indicator = false;
    QByteArray hash;
    StatusCounts counts{};
    bool operator==(const RuleResult &) const = default;
};

struct FrameworkResult
{
    QString framework, version, title;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    StatusCounts counts{};
    bool operator==(const FrameworkResult &) const = default;
};

/// Counts of a run; stored as JSON in run.summary so that the first picture needs nothing else.
struct RunSummary
{
    qint64 run = 0;
    qint64 revision = 0;
    domain::Day asOf = 0;
    QString scope;
    double seconds = 0;
    QList<FrameworkResult> frameworks;
    QList<RuleResult> rules;
    QList<RuleResult> switchedOff;     ///< rules that are switched off and what they would say: in no count, and without findings
    std::array<StatusCounts, domain::SeverityCount> bySeverity{};
    qint64 openIssues = 0;

    QByteArray toJson() const;
    static domain::Result<RunSummary> fromJson(const QByteArray &);
};

/// Runs the chosen packs over the workspace and writes run, findings, history, results and issues in one transaction; a
/// run that fails or is cancelled leaves nothing. Findings: a row for every status but pass and not applicable.
/// Changes: `old` is -1 where nothing was known before. Thread: the connection's; no transaction may be open on it.
domain::Result<RunSummary> evaluate(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const RunRequest &,
                                    domain::JobContext &);

/// A rule's status for one thing.
struct EntityResult
{
    QString rule, framework;
    domain::Status status = domain::Status::Unknown;
    bool operator==(const EntityResult &) const = default;
};

/// What the packs say of one thing (`request.only`) as the workspace stands now, in the order of their rules: what changes for it by an edit,
/// without a run. What a rule doesn't concern is left out. Writes nothing besides temporary tables. Thread: the connection's.
domain::Result<QList<EntityResult>> judgeEntity(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const RunRequest &);

/// The summary of the last run, or NoRun.
domain::Result<RunSummary> lastRun(QSqlDatabase &);
/// That of an earlier one; NoRun where it is not kept.
domain::Result<RunSummary> keptRun(QSqlDatabase &, qint64 run);

/// The status that the date alone gives: not yet applicable, or not applicable any more.
std::optional<domain::Status> statusByDate(const Pack &, const Rule &, domain::Day asOf);
/// For which things of a rule that applies by its date its own day is still to come (Rule::appliesLater), in the rule's order.
QList<const Condition *> startsLater(const Rule &, domain::Day asOf);
/// `later`: whether its day is still to come for the thing.
domain::Status statusFromTruth(const QVariant &applies, const QVariant &gap, const QVariant &later = {});
/// The parameters of a pack with the officer's overrides.
QHash<QString, double> parameterValues(const Pack &, const QHash<QString, double> &overrides);

} // namespace rules
