// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/gcp/googleasset.h"

#include <QSet>

namespace importers {

/// What the rows of a file have in common: where in the organisation they are and which content they tell. A file that
/// holds the row of the place itself beside rows of services is an export of all that is in it. Another export may have been narrowed to
/// some types, and holds all of those. Lists and searches are filtered as one likes. Lives for one file.
class AssetScope
{
public:
    void add(const GoogleAsset &);
    /// "organizations/1 resource"; empty: the rows do not tell.
    QString text() const;
    /// What scopes call one content (of GoogleAsset::Content): each is an export of its own.
    static QString contentName(int content);
    bool isWhole() const;
    /// An export to a file, of whatever types: one of a single type may be a piece of what was cut by types and numbers.
    bool isWholeOfTypes() const { return m_exported && m_types.size() > 1; }
    /// Where an asset is, from the inside out: "projects/1", "folders/2", "organizations/3". Empty: not told.
    static QStringList lineOf(const GoogleAsset &);

private:
    bool m_any = false;
    QStringList m_common; ///< from the inside out
    int m_contents = 0;
    bool m_searchedAccess = false;
    QSet<QString> m_places;   ///< rows of organisations, folders and projects: "projects/1"
    bool m_exported = true;   ///< all rows are written as exports write them
    QSet<QString> m_services; ///< two are enough
    QSet<QString> m_types;    ///< two are enough
};

} // namespace importers
