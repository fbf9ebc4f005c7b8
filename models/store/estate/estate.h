// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/estate/estateflows.h"
#include "store/estate/estateissues.h"
#include "store/estate/estateowners.h"
#include "store/estate/estatewords.h"
#include "store/pages/accessqueries.h"
#include "store/pages/residencyqueries.h"

#include <array>
#include <memory>
#include <optional>
#include <set>

namespace store {

/// A whole workspace as its pages count it, in compact columns: what the map shows of a million things under a filter is answered from here
/// within the blink of an eye, where joins over the tables take many seconds. Some 100 bytes for each thing. Read on one connection, at one
/// state of the data; from then on any thread may ask. Whoever keeps it must throw it away when the data change (EstateKeeper).
class Estate
{
public:
    /// Cancelled, or what the database says. In a transaction of its own, so that all columns are of one state.
    static domain::Result<std::shared_ptr<const Estate>> read(AttributeStore &, domain::JobContext &);

    const EstateThings &things() const { return m_things; }
    const EstatePlaces &places() const { return m_places; }
    const EstateFlows &flows() const { return m_flows; }
    const EstateFindings &findings() const { return m_findings; }
    const EstateOwners &owners() const { return m_owners; }
    /// Records of datasets and chips of pools; NaN where nobody said how many, and of other things.
    const std::vector<double> &weights() const { return m_weights; }

    /// The things under the filter: entityCondition() with findings, of the same meaning. What has no column is asked of the workspace, once
    /// for each value, through `store`.
    ThingSet select(AttributeStore &store, const PageFilter &) const;
    ThingSet select(AttributeStore &store, PageFilter filter, domain::EntityKind kind) const
    {
        filter.kind = kind;
        return select(store, filter);
    }
    /// The same without what the filter says of findings.
    ThingSet selectThings(AttributeStore &store, const PageFilter &) const;

    /// placeCounts(), gapPlaces(), placeFlows() and so on, from the columns.
    PlaceCounts placeCounts(AttributeStore &, domain::EntityKind, int facets, const PageFilter &) const;
    PlaceCounts gapPlaces(AttributeStore &, const PageFilter &) const;
    WeightedPlaces weightedPlaces(AttributeStore &, domain::EntityKind, int facets, const PageFilter &) const;
    QList<FlowCount> transferFlows(AttributeStore &, const PageFilter &) const;
    /// What flows, set by set: of systems and datasets where the filter names no kind.
    ThingSet flowing(AttributeStore &, const PageFilter &) const;
    QList<PlaceFlowCount> placeFlows(PlaceFlow, const ThingSet &, const QStringList &rules) const;

    /// findingCounts(), from the columns.
    QList<FindingCount> findingCounts(AttributeStore &, const PageFilter &) const;
    /// issueLines() without a group.
    QList<IssueLine> issueLines(AttributeStore &, const PageFilter &, int limit) const;
    /// comingDates(), duePlans(), lapsingCertificates().
    QList<DatedEntity> comingDates(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until) const;
    QList<DuePlan> duePlans(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until) const;
    int lapsingCertificates(AttributeStore &, const PageFilter &, domain::Day from, domain::Day until) const;
    /// acceleratorsByVendor(), grantsByPrincipal().
    QList<Counted> acceleratorsByVendor(AttributeStore &, const PageFilter &) const;
    QList<Counted> grantsByPrincipal(AttributeStore &, const PageFilter &) const;
    /// Workloads and datasets: stored in the zone only (yes), elsewhere too (no), place unknown.
    ShareCount storedInZone(AttributeStore &, const PageFilter &) const;
    /// Workloads whose provider a law of a country outside the zone reaches and who processes in clear.
    ShareCount withinForeignReach(AttributeStore &, const PageFilter &) const;

    /// Read when they are first asked for, through a connection to the workspace as it was when the estate was read.
    std::shared_ptr<const ResidencyPatterns> residency(AttributeStore &, domain::EntityKind) const;
    std::shared_ptr<const RightPatterns> rights(AttributeStore &) const;

private:
    bool readNumbers(AttributeStore &, EstatePoll &);
    std::optional<ThingSet> special(AttributeStore &, const PageFilter &, const QString &what, const QString &value) const;
    int countSpecial(AttributeStore &, PageFilter, const QString &what, const QString &value) const;
    QList<Counted> counted(AttributeStore &, const PageFilter &, domain::EntityKind, std::optional<EstateWords> &words, EstateWords (*read)(AttributeStore &, const EstateThings &)) const;
    ShareCount share(AttributeStore &, const PageFilter &, const QString &what, const std::array<QString, 3> &values) const;
    ThingSet ofData(AttributeStore &, const QString &what, const QStringList &values, std::optional<domain::EntityKind> only) const;
    void addTransfersOf(const std::set<int> &lands, ThingSet &to) const;
    ThingSet inCountry(const PageFilter &) const;
    ThingSet inZone(AttributeStore &, const QString &value) const;
    ThingSet asked(AttributeStore &, const PageFilter &part) const;

    EstateThings m_things;
    EstatePlaces m_places;
    EstateOwners m_owners;
    EstateFindings m_findings;
    EstateFlows m_flows;
    std::vector<double> m_weights;
    ThingSet m_inReach, m_outOfReach;   ///< IT systems of which it is known (PageFilter::special, "reach")
    mutable QMutex m_mutex;
    mutable QMutex m_later;         ///< of what is read when it is first asked for
    mutable QHash<int, std::shared_ptr<const ResidencyPatterns>> m_residency;
    mutable std::shared_ptr<const RightPatterns> m_rights;
    mutable std::optional<EstateWords> m_vendors, m_holderKinds;
    mutable QHash<QByteArray, std::shared_ptr<const ThingSet>> m_asked;
};

} // namespace store
