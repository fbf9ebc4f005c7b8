// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

/// Words for the marks of the pages of residency and access ("at:hosting=DE"). Pure functions. Thread: any.
namespace text {

/// "Stored in", "Administered from", of a facet by its name in marks.
QString dataFacetWords(const QString &facet);
/// The same before no place: "Stored", "Administered".
QString dataFacetWord(const QString &facet);

/// What a filter on such a thing says: "Stored in Germany, France", "Data class health", "Employer's country not recorded". `country`
/// names a country by its code.
QString flowMarkWords(const QString &what, const QString &value, const std::function<QString(const QString &)> &country);

} // namespace text
