// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <vector>

namespace importers {

/// What one row of the asset inventory is about, whichever of its exports it stands in: an export of a content type, an
/// answer of the interface, the result of a search. Points into the row.
struct GoogleAsset
{
    enum Content { Nothing = 0, Resource = 1, Access = 2, OrgPolicy = 4, AccessLevels = 8, Other = 16, Search = 32 };

    QString name; ///< full name, in its one form; empty: none that could be told from others
    QString named; ///< as the row has it, with the domain of whoever's cloud it is in
    QString type; ///< "compute.googleapis.com/Instance"; empty: not said
    int contents = Nothing;
    const nlohmann::json *row = nullptr;
    const nlohmann::json *data = nullptr; ///< of the resource; a null value where the row has none
    const nlohmann::json *policy = nullptr;
    QStringList ancestors; ///< "projects/1", "folders/2", "organizations/3" from the inside out
    QString project;       ///< as the name has it, else its number; may be empty
    bool exported = false; ///< in the words of an export to a file, not of an answer
    qint64 captured = 0;   ///< in seconds since 1970 UTC; 0: not said

    static GoogleAsset of(const nlohmann::json &row);

    bool isKubernetes() const;
    /// Number and id of the project that it is in, where the row tells both; else empty.
    domain::AccountNames projectNames() const;
    /// A member of the resource's data, or of the row itself, as searches write it.
    const nlohmann::json &said(const char *name) const;
    /// The name that people see.
    QString shown() const;
    /// Regions and multi-regions where it is, each once; empty: not told, or everywhere.
    QStringList regions() const;
};

/// Seconds since 1970 UTC of "2020-05-29T16:16:39.545214Z" or {"seconds":..,"nanos":..}; 0: neither.
qint64 googleTime(const nlohmann::json &);

} // namespace importers
