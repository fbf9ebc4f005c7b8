// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <nlohmann/json_fwd.hpp>

#include <QMap>
#include <QSet>
#include <QString>

namespace importers {

/// The row as Azure's interface would write it, where a query of Resource Graph took values out of their objects: "properties_hardwareProfile_vmSize", as it
/// names them itself, or "vmSize", as people do. Answers the row, or `made` from it.
const nlohmann::json &azureUnfolded(const nlohmann::json &row, nlohmann::json &made);

/// Columns that a query asked for and of which nothing is read: to be told, since what they say stays unknown.
class AzureColumns
{
public:
    /// A row as the query wrote it.
    void add(const nlohmann::json &row, const QString &where);
    void tell(domain::RecordSink &) const;

private:
    QSet<QString> m_read;
    QMap<QString, QString> m_unread; ///< and the first row that has it
};

} // namespace importers
