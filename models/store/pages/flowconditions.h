// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/pagefilter.h"

#include <array>

namespace store {

/// What a place is to data: its name in filters and figures, and the bits of domain::Facet, of a dataset's own places and of an IT
/// system's. From where data is reached is said of a dataset itself; of a system it is from where it is administered, supported or accessed.
struct DataFacet
{
    const char *name;
    int ofDataset, ofSystem;
};
extern const std::array<DataFacet, 6> dataFacets; ///< hosting, processing, backup, admin, keys, access

/// The country of the employer of a right's holder, on `e_grant t` joined with its identity as `e_identity i`.
extern const char employerCountry[];
/// A right that allows something, on `e_grant t`, and is not over on the day.
QByteArray liveRight(domain::Day day);

/// A condition on `entity e` for what the pages of residency and access count (PageFilter::special); none: it is no such thing. Values
/// with U+001F between are alternatives, "?" is where nothing is recorded.
/// "class": codes of data classes, of datasets, IT systems and access rights (of a right: what it says itself, else its dataset, else
/// its system). "at:FACET": countries, "*" a global service; or how it stands to the zone: "in" (nowhere else), "out" (also outside),
/// "none" (no country known). A dataset is where it is said to be; where that is not said, where the IT systems are that hold it. The keys of
/// a system are where it says, else where its key is. "subjects": countries of the people that a dataset, or a system's datasets, are
/// about. "holder": kinds of principals. "employer": countries; or "in" or "out" of the zone. "who": "#ID" of an identity, "=TEXT" of a
/// principal that is none. "rights": "live" (on the day of the newest run; today without one) or "live:DAY", of those "maximum:DAY"; "ended:DAY", "denied".
std::optional<QByteArray> flowCondition(AttributeStore &, const QString &what, const QString &value);

} // namespace store
