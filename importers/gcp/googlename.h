// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QString>

namespace importers {

/// The provider's identifier in the reference data.
inline constexpr QLatin1StringView GoogleProvider{"google"};

/// "us-central1-a", its URL or "us-central1" -> "us-central1"; multi-regions ("EU", "nam4") stay, in lower case. Empty
/// for "global", which is no place.
QString googleRegionOf(const QString &zoneOrRegion);
domain::Place googlePlace(const QString &region, int facets);

/// "//compute.googleapis.com/projects/p/zones/z/instances/i", in the one form that all exports of the same thing lead
/// to; empty for what is no full name.
QString googleFullName(const QString &name);
/// "https://www.googleapis.com/compute/v1/projects/p/..." -> its full name; empty for what is no such link.
QString googleFullNameOfLink(const QString &link);
/// The same for a path that leaves the service out, "projects/p/locations/l/models/m", or has it already.
QString googleFullNameOf(const QString &service, const QString &path);
/// Full name of a key, whatever wrote it, without its version; empty for what names no key.
QString googleKeyName(const QString &key);
/// "p" of "//service/projects/p/...": empty where the name has none.
QString googleProjectOf(const QString &fullName);
/// Whoever operates a cloud of its own with Google's technology, where a name, a link, a project or a service account's address tells that it
/// is of that one ("projects/s3ns:p/...", "https://compute.s3nsapis.fr/..."): the provider's identifier in the reference data; empty: none.
QString googleOperatorOf(const QString &name);
/// Puts the operator in Google's place as provider of the record and of its places. `known`: empty where the record's own names tell it.
void nameGoogleOperator(domain::Record &, const QString &known = {});
/// What follows "/zones/", "/regions/" or "/locations/" in a name; empty: none.
QString googlePlaceOfName(const QString &fullName);

} // namespace importers
