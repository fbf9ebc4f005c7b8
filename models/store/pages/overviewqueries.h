// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/pages/pagefilter.h"

namespace store {

struct Counted
{
    QString key, label;
    double value = 0;
    int rows = 0;       ///< entities behind the value
};

/// A place with coordinates and what stands there.
struct SiteCount
{
    QString id, label, country, kind;
    double lat = 0, lon = 0, count = 0;
};

/// Things that stand in several sites at once, as places in the list of sites.
struct SharedSites
{
    QList<int> sites;
    double count = 0;
};

/// What the map shows of one kind of thing.
struct PlaceCounts
{
    QList<Counted> countries;   ///< key: ISO code
    QList<SiteCount> sites;
    QList<SharedSites> shared;
    int unplaced = 0;           ///< entities without a known country
    int global = 0;
};

struct FlowCount
{
    QString from, to;
    double fromLat = 0, fromLon = 0, toLat = 0, toLon = 0;
    int count = 0;
    int gaps = 0, unknowns = 0;                             ///< transfers with a gap; without one but with something unknown
    domain::Severity grade = domain::Severity::Low;         ///< the worst gap's
    int lawGaps = 0;                                        ///< of those with a gap, in binding law
};

struct DatedEntity
{
    domain::Day day = 0;
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Certification;
    QString name, what;
};

/// A date of the reference data or of a decision; `what`: adequacy (subject: the country), acceptance (of the entity).
struct DatedName
{
    domain::Day day = 0;
    QString what, subject, name;
    qint64 entity = 0;
};

/// An open issue with a day by which it is to be mended.
struct DuePlan
{
    domain::Day due = 0;
    qint64 issue = 0;
    QString owner;
};

/// Of a number of things: how many are so, are not, and of how many it is not known.
struct ShareCount
{
    int yes = 0, no = 0, unknown = 0;
    int total() const { return yes + no + unknown; }
};

/// `facet` 0: any place. Grants are placed where their principal is.
PlaceCounts placeCounts(AttributeStore &, domain::EntityKind, int facet, const PageFilter &);
/// Countries of entities with a gap.
PlaceCounts gapPlaces(AttributeStore &, const PageFilter &);
QList<FlowCount> transferFlows(AttributeStore &, const PageFilter &);
/// Accelerators by vendor (sum of the counts; an unsaid count is one).
QList<Counted> acceleratorsByVendor(AttributeStore &, const PageFilter &);
QList<Counted> grantsByPrincipal(AttributeStore &, const PageFilter &);
int lapsingCertificates(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until);
/// Dates between the days, soonest first: certificates, contracts, attestations of transfers, and a thing once for each day on which
/// acceptances of its gaps expire.
QList<DatedEntity> comingDates(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until);
QList<DatedName> expiringDecisions(AttributeStore &, domain::Day from, domain::Day until);
/// Plans of issues that are open on something under the filter, soonest first.
QList<DuePlan> duePlans(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until);
/// Things of the estate; what other tools found is counted by itself.
qint64 entityCount(AttributeStore &);
qint64 toolFindingCount(AttributeStore &);
QList<qint64> kindCounts(AttributeStore &, const PageFilter &);

} // namespace store
