// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/status.h"
#include "store/plan.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace store {

class AttributeStore;

/// One result of the last run that is not a pass, or that another tool contradicts.
struct FindingRow
{
    QString rule;
    QString framework;
    domain::Severity severity = domain::Severity::Medium;
    domain::Status status = domain::Status::Unknown;
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key;
    QString name;
    qint64 issue = 0;
};

struct FindingFilter
{
    QList<domain::Status> statuses;   ///< empty: gap only
    QStringList frameworks;           ///< empty: all of the run
    qint64 issue = 0;                 ///< 0: any
    bool contradicted = false;        ///< only results that other tools contradict; a pass too, where `statuses` holds it
    std::function<bool(qint64 entity)> inScope = {};   ///< empty: every entity
    QSet<QString> rulesLeftOut;       ///< what these rules found does not come; heeded where findings are explained
    /// Of each rule and status so many come by name, the rest in any order and without kind, key and name: there may be millions.
    /// 0: all by name, rule by rule.
    int namedAtMost = 0;
};

/// Findings with one root cause.
struct IssueRow
{
    qint64 id = 0;
    QString theme;                    ///< a cause that the packs name, or the rule's own name
    QString rule;                     ///< the gravest, which leads
    QStringList rules;                ///< all with a finding in it
    QString framework;
    domain::Severity severity = domain::Severity::Medium;
    std::optional<domain::EntityKind> rootKind;
    QString rootText;                 ///< without a root entity: "@US" a country, ":text", "*" the organisation's own practice
    QString rootKey;
    QString rootName;
    qint64 findings = 0;
    Plan plan;
};

struct RunInfo
{
    qint64 id = 0;
    qint64 revision = 0;
    domain::Day asOf = 0;
    QString scope;
    QString at;
    bool stale = false;   ///< something was changed since that results may rest on: plans are no such thing, nor is what a team is asked
    QByteArray summary;
};

/// The newest run; nothing before the first evaluation.
std::optional<RunInfo> newestRun(AttributeStore &);
/// Worst first, then by rule and name.
void forEachFinding(AttributeStore &, const FindingFilter &, const std::function<bool(const FindingRow &)> &);
QList<IssueRow> openIssues(AttributeStore &, const QStringList &frameworks);

} // namespace store
