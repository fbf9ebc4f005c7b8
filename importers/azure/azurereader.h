// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"
#include "importers/azure/azurecolumns.h"
#include "importers/azure/azureresource.h"
#include "importers/azure/azureroles.h"
#include "importers/azure/azurerows.h"

#include <QMap>

#include <vector>

namespace importers {

/// What a list of Azure is of: its type, where all rows are of one, with the resource that they are parts of or their subscription. Where
/// the rows happen to lie tells nothing of where was looked, so that a narrower place is none.
class AzureScope
{
public:
    void add(const nlohmann::json &row, const AzureKind &);
    /// Of the first row; empty: rows of several types, which may come from any query.
    QString text() const { return m_mixed ? QString() : m_text; }
    /// The same of one row.
    static QString of(const nlohmann::json &row, const AzureKind &);

private:
    QString m_type;
    QString m_text;
    bool m_mixed = false;
};

/// Makes inventory and access rights of the rows of one file, whichever export they stand in: the same thing gets the
/// same keys and values from each. What one row says of another counts wherever it stands. Lives for one file.
class AzureReader
{
public:
    AzureReader(domain::RecordSink &sink, const QString &mapping) : m_sink(sink), m_mapping(mapping) {}

    /// What one row says counts for all: to be called for each before the first record.
    void index(const nlohmann::json &written, const AzureKind &);
    /// One record for each. `asked`: a query chose what the rows have.
    domain::Result<void> read(const std::vector<AzureRows::Row> &rows, qint64 &ordinal, bool asked, domain::JobContext &);
    /// After the last row.
    void finish();

private:
    void row(const nlohmann::json &written, bool asked, const QString &where);
    void assignment(const nlohmann::json &row, const AzureId &, const QString &where);
    void definition(const nlohmann::json &row);
    void account(const AzureId &deployment);
    domain::Record modelsOf(const AzureId &account) const;
    void say(const nlohmann::json &row, const AzureKind &, QList<domain::Record>);
    void lookForLosses(const nlohmann::json &row, const QString &where);

    domain::RecordSink &m_sink;
    QString m_mapping;
    AzureIndex m_index;
    AzureScope m_scope; ///< of all rows
    AzureRoles m_roles;
    QSet<QString> m_listed;           ///< accounts of this file
    QHash<QString, QString> m_conditions; ///< of the assignments that tell one, or that they have none; by key
    QSet<QString> m_twoConditions;        ///< assignments of which two rows tell different ones
    QHash<QString, QString> m_agents; ///< object identifiers that a resource of this file tells -> kind
    QSet<QString> m_announced;        ///< principals and accounts that have got their entity
    QMap<QString, int> m_unknownTypes;
    QMap<QString, QStringList> m_unknownPlaces; ///< why -> the rows
    AzureColumns m_columns;
    qint64 m_losses = 0;
    QString m_firstLoss;
};

} // namespace importers
