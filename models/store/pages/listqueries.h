// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "store/pages/pagefilter.h"
#include "store/plan.h"

namespace store {

/// Ids of one kind in the order of an attribute (or of the name), unsaid values last.
QList<qint64> orderedIds(AttributeStore &, domain::EntityKind, const PageFilter &, const QString &attr, bool descending);

struct EntityHead
{
    qint64 id = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, name;
};
std::optional<EntityHead> entityHead(AttributeStore &, qint64 id);

/// The country of a provider's region as the reference data has it; empty when it is not one or not known.
QString regionCountry(AttributeStore &, const QString &provider, const QString &region);

struct FindingLine
{
    QString rule;
    domain::Status status = domain::Status::Unknown;
    EntityHead entity;
    qint64 issue = 0;   ///< as IssueLine::id; 0: none that is open
};
QList<FindingLine> findingsOfEntity(AttributeStore &, qint64 entity, int limit);
/// What the newest run holds of it; nothing for a pass and what is not applicable.
std::optional<domain::Status> statusOfFinding(AttributeStore &, const QString &rule, qint64 entity);
/// The issue of a finding; 0 when it belongs to none.
qint64 issueOfFinding(AttributeStore &, const QString &rule, qint64 entity);
/// Open, unknown, accepted and failed ones; the open first.
QList<FindingLine> findingsOfIssue(AttributeStore &, qint64 issue, int limit, int from = 0);
qint64 findingCountOfIssue(AttributeStore &, qint64 issue);

/// An open issue with what it counts under a filter. What is unknown belongs to no issue: it stands in one line for each rule, whose
/// id is the rule's below zero. So does, where the filter asks for what other tools contradict, what is met (contradictedLine()).
struct IssueLine
{
    qint64 id = 0;
    QString rule, framework;          ///< of an issue: the rule that leads, the gravest
    domain::Severity severity = domain::Severity::Medium;
    EntityHead root;
    int gaps = 0, unknowns = 0;       ///< results: open findings, and what is unknown
    int accepted = 0;                 ///< counted only where the filter asks for them, or for one issue
    int passes = 0;                   ///< results that are met and that another tool contradicts; only in their own lines
    int contradicted = 0;             ///< of its open findings (of what is accepted throughout: of those), by other tools
    int things = 0;                   ///< that the open findings are about, each once; of what is accepted throughout, or unknown, those
    std::optional<domain::EntityKind> kind;   ///< where all of the things are of one
    QString group;
    QString theme;                    ///< a cause that the packs name, or the rule's own name; empty for what is unknown
    QString rootText;                 ///< as in IssueRow of store/findings.h
    struct OfRule
    {
        QString rule, framework;
        int gaps = 0, accepted = 0;
    };
    QList<OfRule> rules;              ///< all with a finding in it under the filter
    Plan plan;
};
/// `groupBy`: empty, "framework", or the attribute by which affected entities are told apart: legal_entity, business_service, provider,
/// country.
QList<IssueLine> issueLines(AttributeStore &, const PageFilter &, const QString &groupBy, int limit, std::optional<qint64> only = {});
QStringList namesOfIssue(AttributeStore &, qint64 issue, int limit);

/// Findings by framework, severity, legal status and status; gaps, unknowns and accepted ones where the filter names no status.
struct FindingCount
{
    QString framework;
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    domain::Status status = domain::Status::Unknown;
    int count = 0;
};
QList<FindingCount> findingCounts(AttributeStore &, const PageFilter &);

/// Gaps, unknowns and accepted findings of each rule by its name, under the filter.
struct RuleCount
{
    QString rule;
    domain::Status status = domain::Status::Unknown;
    qint64 count = 0;
};
QList<RuleCount> ruleCounts(AttributeStore &, const PageFilter &);

struct ImportLine
{
    qint64 changeSet = 0;
    QString path, sha256, at, who, report;
    bool undone = false, complete = true;
    qint64 deed = 0; ///< of the files that were imported with it the same; 0: it stands alone
};
/// The newest first; what was undone and then read again once, as it was read last.
QList<ImportLine> importLines(AttributeStore &);

struct RunLine
{
    qint64 id = 0, revision = 0;
    int asOf = 0;
    QByteArray summary;
    QString at;
    QString scope; ///< "kind:key" where only a part was evaluated
};
/// The newest runs, oldest first.
QList<RunLine> runLines(AttributeStore &, int most);
qint64 dataRevision(AttributeStore &);

} // namespace store
