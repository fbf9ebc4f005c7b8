// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/contradictions.h"
#include "rules/evaluator.h"
#include "rules/findingtable.h"
#include "store/statement.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QStringList>

namespace rules {

/// What one rule said of the entities that were judged.
struct RuleOutcome
{
    const Pack *pack = nullptr;
    const Rule *rule = nullptr;
    QByteArray statuses; ///< one byte each, in the order of the judged ids
    QStringList roots;   ///< of the gaps and accepted gaps, in the same order: "#id", "@country", ":text" or empty
};

/// Writes one run within the transaction of its caller: findings, their changes, result blocks and issues. Thread: the
/// connection's.
class RunWriter
{
public:
    RunWriter(QSqlDatabase &, const RunRequest &);

    domain::Result<qint64> begin();
    /// Which providers a foreign law reaches, for the pages; from the tables of a session that is open on the connection.
    domain::Result<void> writeReach();
    domain::Result<void> writeIds(domain::EntityKind, const QList<qint64> &ids);
    domain::Result<void> write(const RuleOutcome &, const QList<qint64> &ids);
    /// Settles the issues and fills in what the summary says of the whole run.
    domain::Result<void> finish(RunSummary &);
    domain::Result<void> keep(const RunSummary &);

private:
    struct Before
    {
        QList<qint64> ids; ///< sorted
        QByteArray statuses;
    };
    domain::Result<qint64> ruleId(const Pack &, const Rule &, bool &isNew);
    domain::Result<Before> lastResults(qint64 rule, const Rule &);
    domain::Result<void> loadIssues();
    domain::Result<qint64> issueFor(qint64 rule, const Rule &, qint64 entity, const QString &root);
    domain::Result<void> settleIssues();
    domain::Result<void> dropForgotten();
    bool change(qint64 rule, qint64 entity, int old, int status, const QByteArray &cause);
    QByteArray causeOf(const Rule &, qint64 entity, int before, int after) const;

    QSqlDatabase &m_db;
    const RunRequest &m_request;
    QList<JudgedRule> m_judged;
    FindingTable m_findings;
    store::Statement m_change, m_issue;
    qint64 m_run = 0, m_revision = 0, m_lastRevision = 0;
    domain::Day m_lastAsOf = 0;
    bool m_hadRun = false;
    QHash<QString, QByteArray> m_lastHashes;
    QSet<qint64> m_answered, m_added;
    QSet<std::pair<QString, qint64>> m_waived, m_expired; ///< decisions that stood on the last run's day: still now, or no more
    QHash<QString, qint64> m_issues;                        ///< by cause
    QSet<qint64> m_openIssues;                              ///< with a gap in this run
    QHash<std::pair<qint64, int>, QList<qint64>> m_lastIds; ///< by run and kind
};

} // namespace rules
