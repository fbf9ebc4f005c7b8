// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "importers/gcp/assetreader.h"
#include "importers/text/jsonpath.h"
#include "importers/text/jsonscanner.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace importers {

/// Finds the rows of the asset inventory in a document of any size, in whatever they are wrapped, and hands them to the
/// reader one by one, cut to what is read of them. Everything else passes by unread, though checked.
class AssetRows
{
public:
    AssetRows(JsonScanner &scanner, AssetReader &reader, domain::JobContext &context, qint64 total)
        : m_scanner(scanner), m_reader(reader), m_context(context), m_total(total)
    {
    }

    /// One document; false after an error (the scanner's). `base`: "", "line 7", "document 2".
    bool read(const QString &base);
    /// The member that says that there are more pages; empty: none does.
    const QString &continuation() const { return m_continuation; }
    /// Pointers of members that occurred twice, of which the last one counts.
    const QStringList &duplicates() const { return m_path.twice(); }
    /// What was consumed of the file before this document.
    void startAt(qint64 consumed) { m_before = consumed; }

private:
    using Token = JsonScanner::Token;
    enum class Part { Row, Asset, Resource, Data, Whole };

    bool list(const QString &pointer, int depth);
    bool rowOrEnvelope(const QString &pointer, int depth);
    bool container(const QString &pointer, const std::string &name, int depth, bool &taken, nlohmann::json &row);
    bool members(nlohmann::json &object, Part);
    bool value(Token, nlohmann::json &out);
    bool memberOf(nlohmann::json &object, const std::string &name, Part);
    bool poll();

    JsonScanner &m_scanner;
    AssetReader &m_reader;
    domain::JobContext &m_context;
    qint64 m_total;
    qint64 m_before = 0;
    QString m_continuation;
    QString m_row;   ///< where the row is that is being read
    JsonPath m_path; ///< inside of it
    int m_nodes = 0; ///< of the row that is being read
};

/// Is this a row of the asset inventory, in any of its exports?
bool isAssetRow(const nlohmann::json &);

} // namespace importers
