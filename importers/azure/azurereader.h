// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"
#include "importers/azure/azureresource.h"
#include "importers/azure/azureroles.h"
#include "importers/azure/azurerows.h"

#include <QMap>

#include <vector>

namespace importers {

/// Makes inventory and access rights of the rows of one file, whichever export they stand in: the same thing gets the
/// same keys and values from each. What one row says of another counts wherever it stands. Lives for one file.
class AzureReader
{
public:
    AzureReader(domain::RecordSink &sink, const QString &mapping) : m_sink(sink), m_mapping(mapping) {}

    domain::Result<void> read(const std::vector<AzureRows::Row> &rows, qint64 &ordinal, domain::JobContext &);

    /// What the rows have in common: their type, where they are of one, and the group, account or subscription that all
    /// are in. Empty: rows of several types, which may come from any query.
    static QString scopeOf(const std::vector<AzureRows::Row> &rows);

private:
    void index(const nlohmann::json &row);
    void row(const nlohmann::json &row, const QString &where);
    void assignment(const nlohmann::json &row, const AzureId &, const QString &where);
    void definition(const nlohmann::json &row);
    void account(const AzureId &deployment);
    void lookForLosses(const nlohmann::json &row, const QString &where);
    void finish();

    domain::RecordSink &m_sink;
    QString m_mapping;
    AzureIndex m_index;
    AzureRoles m_roles;
    QSet<QString> m_listed;           ///< accounts of this file
    QHash<QString, QString> m_agents; ///< object identifiers that a resource of this file tells -> kind
    QSet<QString> m_announced;        ///< principals and accounts that have got their entity
    QMap<QString, int> m_unknownTypes;
    QMap<QString, QStringList> m_unknownPlaces; ///< why -> the rows
    qint64 m_losses = 0;
    QString m_firstLoss;
};

} // namespace importers
