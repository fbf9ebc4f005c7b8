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

    /// What one row says counts for all: to be called for each before the first record.
    void index(const nlohmann::json &row, const AzureKind &);
    /// One record for each.
    domain::Result<void> read(const std::vector<AzureRows::Row> &rows, qint64 &ordinal, domain::JobContext &);
    /// After the last row.
    void finish();

private:
    void row(const nlohmann::json &row, const QString &where);
    void assignment(const nlohmann::json &row, const AzureId &, const QString &where);
    void definition(const nlohmann::json &row);
    void account(const AzureId &deployment);
    void lookForLosses(const nlohmann::json &row, const QString &where);

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

/// What rows have in common: their type, where they are of one, and the group, account or subscription that all are in.
class AzureScope
{
public:
    void add(const nlohmann::json &row, const AzureKind &);
    /// Empty: rows of several types, which may come from any query.
    QString text() const;

private:
    QString m_type;
    QStringList m_common;
    bool m_first = true;
    bool m_mixed = false;
};

} // namespace importers
