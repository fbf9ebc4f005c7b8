// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/gcp/googleasset.h"

#include <QSet>

namespace importers {

/// What the rows of a file have in common: where in the organisation they are and which content they tell. A file that
/// holds the row of the place itself beside rows of services is an export of all that is in it; others were narrowed to
/// some types. Lives for one file.
class AssetScope
{
public:
    void add(const GoogleAsset &);
    /// "organizations/1 resource"; empty: the rows do not tell.
    QString text() const;
    bool isWhole() const;

private:
    bool m_any = false;
    QStringList m_common; ///< from the inside out
    int m_contents = 0;
    bool m_searchedAccess = false;
    QSet<QString> m_places;   ///< rows of organisations, folders and projects: "projects/1"
    QSet<QString> m_services; ///< two are enough
};

} // namespace importers
