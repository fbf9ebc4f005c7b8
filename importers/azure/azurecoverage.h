// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/azure/azurerows.h"

#include <QMap>
#include <QString>

#include <optional>

namespace importers {

/// How much of what there is the answers in a file hold. Lives for one file.
class AzureCoverage
{
public:
    /// One answer with its rows; `document` is the answer with all that is around its list, or null. `goesOn`: more rows of the answer before.
    void add(const nlohmann::json *document, const AzureRows &, bool goesOn);

    /// Answers of the Resource Manager itself are lists of all there is. Those of the command line and of queries may
    /// have been narrowed (`--query`, `-g`, `where`), which nothing in them tells.
    bool isSelection() const { return m_selection; }
    /// Why rows are missing, where no answer says itself that it goes on; empty: nothing tells of missing ones.
    QString missing() const;

private:
    QMap<qint64, qint64> m_held; ///< rows that there are by what the answers say -> rows of the answers that say so
    qint64 m_rowsOfLast = 0;     ///< of the last answer; an answer cut off is the last one
    bool m_lastTells = false;    ///< how many there are
    bool m_lastOfGraph = false;
    bool m_lastGoesOn = false; ///< it says so itself, which every importer tells
    bool m_selection = false;
};

} // namespace importers
