// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QList>
#include <QPolygonF>
#include <QString>

namespace figures {

/// A country's outline in degrees: x longitude, y latitude; outer rings and holes alike (fill odd-even).
struct CountryOutline
{
    QString iso; ///< ISO 3166-1 alpha-2, upper case; empty where the outline has none
    QString name;
    bool disputed = false; ///< as the file says: drawn hatched, and no side taken
    QList<QPolygonF> rings;
};

enum class OutlineDetail { Coarse, Fine }; ///< Natural Earth 1:110m and 1:50m

/// Reads a TopoJSON file with the object "countries" and the property "iso_a2" on each geometry.
/// Errors: FileNotFound, FileUnreadable, SyntaxError, SchemaMismatch. Thread: any.
domain::Result<QList<CountryOutline>> loadOutlines(const QString &path);

/// The bundled outlines, read once. Coarse holds the small countries that only the finer file knows, so that
/// each country can be pointed at. Empty if the bundle is missing. Thread: any; the list lives for ever.
const QList<CountryOutline> &bundledOutlines(OutlineDetail detail);

} // namespace figures
