// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/statement.h"

#include <QHash>
#include <QSqlDatabase>
#include <QStringList>

#include <vector>

namespace rules {

/// The table of findings as a run writes it, with its sums by rule, issue and status (`finding_sum`), which let a page
/// count millions of findings without reading them. All within the transaction of its caller; thread: the connection's.
class FindingTable
{
public:
    struct Row
    {
        qint64 entity = 0, since = 0, issue = 0;
        int status = -1;
    };

    explicit FindingTable(QSqlDatabase &);

    domain::Result<void> open();
    /// In the order of the entities.
    domain::Result<std::vector<Row>> rowsOf(qint64 rule);
    /// A row where there is none yet; kept back to be written with others.
    bool add(qint64 rule, const Row &);
    bool replace(qint64 rule, const Row &before, const Row &after);
    bool drop(qint64 rule, const Row &before);
    /// Writes what was kept back; needed before the table is read, and at the end of each rule.
    bool flush();
    /// Makes the indexes that were left, and stores the sums.
    domain::Result<void> finish();
    QString error() const { return m_error; }

private:
    struct SumKey
    {
        qint64 rule, issue;
        int status;
        bool operator==(const SumKey &) const = default;
        friend size_t qHash(const SumKey &key, size_t seed) { return qHashMulti(seed, key.rule, key.issue, key.status); }
    };

    domain::Result<void> leaveIndexes();
    bool write(qint64 rule, const Row &);
    bool done(store::Statement &, bool ok);

    QSqlDatabase &m_db;
    store::Statement m_many, m_one, m_drop;
    std::vector<Row> m_waiting;
    qint64 m_rule = 0; ///< of the rows that wait
    QHash<SumKey, qint64> m_sums;
    QStringList m_leftIndexes; ///< to be made again when all findings are there
    QString m_error;
};

} // namespace rules
