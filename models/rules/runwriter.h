// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/evaluator.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QSqlDatabase>

namespace rules {

/// What one rule said of the entities that were judged.
struct RuleOutcome
{
    const Pack *pack = nullptr;
    const Rule *rule = nullptr;
    QByteArray statuses;               ///< one byte each, in the order of the judged ids
    QHash<qint64, QString> roots;      ///< of the gaps: "#id", "@country", ":text"
};

/// Writes one run within the transaction of its caller: findings, their changes, result blocks and issues.
class RunWriter
{
public:
    RunWriter(QSqlDatabase &, const RunRequest &);

    domain::Result<qint64> begin();
    domain::Result<void> writeIds(domain::EntityKind, const QList<qint64> &ids);
    domain::Result<void> write(const RuleOutcome &, const QList<qint64> &ids);
    domain::Result<void> finish(RunSummary &);

private:
    struct Known
    {
        int status = -1;
        qint64 since = 0, issue = 0;
    };
    domain::Result<qint64> ruleId(const Pack &, const Rule &, bool &isNew);
    domain::Result<QHash<qint64, Known>> knownFindings(qint64 rule);
    domain::Result<QHash<qint64, int>> lastResults(qint64 rule, const Rule &);
    domain::Result<void> loadIssues();
    domain::Result<qint64> issueFor(qint64 rule, const Rule &, qint64 entity, const QString &root);
    domain::Result<void> settleIssues();
    QString causeOf(const Rule &, qint64 entity, int before, int after) const;

    QSqlDatabase &m_db;
    const RunRequest &m_request;
    qint64 m_run = 0, m_revision = 0, m_lastRevision = 0;
    domain::Day m_lastAsOf = 0;
    bool m_hadRun = false;
    QHash<QString, QByteArray> m_lastHashes;
    QSet<qint64> m_answered, m_added;
    QHash<QString, qint64> m_issues; ///< by cause
    QSet<qint64> m_openIssues;       ///< with a gap in this run
};

} // namespace rules
