// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace store {

class AttributeStore;

/// What the records of one import have changed taken together. Two files that each name a part of a thing change it and change it back when
/// they are imported once more: their records have changed nothing, and are counted so once all files are read. Lives for one import of
/// any number of files; in the thread of its connection.
class NetChanges
{
public:
    /// What one file's writer knows at its end.
    struct OfFile
    {
        std::vector<std::pair<qint64, qint64>> changed; ///< ordinals of the records that were counted as updated, each with an entity that it changed
        std::set<qint64> toldAgain; ///< entities that another record of this import had told of, of the same source
    };
    /// In the place of what was said of the set before, which was rolled back then.
    void add(qint64 changeSet, OfFile &&);
    /// After the last file: records of which nothing is left are counted as unchanged, and what a later file brought back is not told to be
    /// gone, in the reports given and in those that the workspace keeps. Within the caller's transaction.
    void settle(AttributeStore &, QList<domain::FileReport> &) const;

private:
    void settleCounts(AttributeStore &, QList<domain::FileReport> &) const;
    std::map<qint64, OfFile> m_files; ///< by the change set
};

} // namespace store
