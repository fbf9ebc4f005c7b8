// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/evaluator.h"
#include "store/statement.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QStringList>

#include <vector>

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
    domain::Result<void> writeIds(domain::EntityKind, const QList<qint64> &ids);
    domain::Result<void> write(const RuleOutcome &, const QList<qint64> &ids);
    /// Settles the issues and fills in what the summary says of the whole run.
    domain::Result<void> finish(RunSummary &);
    domain::Result<void> keep(const RunSummary &);

private:
    struct Known
    {
        qint64 entity = 0, since = 0, issue = 0;
        int status = -1;
    };
    struct Before
    {
        QList<qint64> ids; ///< sorted
        QByteArray statuses;
    };
    domain::Result<qint64> ruleId(const Pack &, const Rule &, bool &isNew);
    domain::Result<std::vector<Known>> knownFindings(qint64 rule);
    domain::Result<Before> lastResults(qint64 rule, const Rule &);
    domain::Result<void> loadIssues();
    domain::Result<qint64> issueFor(qint64 rule, const Rule &, qint64 entity, const QString &root);
    domain::Result<void> settleIssues();
    domain::Result<void> leaveIndexes();
    bool put(qint64 rule, qint64 entity, int status, qint64 since, qint64 issue);
    bool drop(qint64 rule, qint64 entity);
    bool change(qint64 rule, qint64 entity, int old, int status, const QByteArray &cause);
    QByteArray causeOf(const Rule &, qint64 entity, int before, int after) const;

    QSqlDatabase &m_db;
    const RunRequest &m_request;
    store::Statement m_put, m_drop, m_change;
    qint64 m_run = 0, m_revision = 0, m_lastRevision = 0;
    domain::Day m_lastAsOf = 0;
    bool m_hadRun = false;
    QHash<QString, QByteArray> m_lastHashes;
    QSet<qint64> m_answered, m_added;
    QSet<std::pair<QString, qint64>> m_waived, m_expired; ///< decisions that stood on the last run's day: still now, or no more
    QHash<QString, qint64> m_issues;                        ///< by cause
    QSet<qint64> m_openIssues;                              ///< with a gap in this run
    QHash<std::pair<qint64, int>, QList<qint64>> m_lastIds; ///< by run and kind
    QStringList m_leftIndexes;                              ///< to be made again when all findings are there
};

} // namespace rules
