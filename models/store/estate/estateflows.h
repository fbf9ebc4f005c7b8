// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatefindings.h"
#include "store/estate/estateplaces.h"

#include <array>

namespace store {

/// Which flows there are between which places, and of which things: worked out once for all things, so that a filter only counts.
class EstateFlows
{
public:
    bool read(AttributeStore &, const EstateThings &, const EstatePlaces &, const EstateLinks &calls, const EstateFindings &, EstatePoll &);

    /// As store::PlaceFlowCount has it: of the things of the set, the largest first. `worst`: what the rules on such places say; may be null.
    QList<PlaceFlowCount> count(PlaceFlow, const ThingSet &, const EstatePlaces &, const std::vector<EstateFindings::Worst> *worst, int most = 2000) const;
    /// Things with this flow between these places, as their keys.
    ThingSet things(const EstateThings &, const EstatePlaces &, PlaceFlow, const QString &from, const QString &to) const;
    QList<FlowCount> transfers(const ThingSet &, int most = 2000) const;

private:
    struct Arc
    {
        quint32 thing = 0, judged = 0, pair = 0;
    };
    struct Pair
    {
        int here = 0, there = 0; ///< ends
    };
    struct Transfer
    {
        quint32 thing = 0;
        int way = 0;
        EstateFindings::Worst worst{};
    };
    struct Way
    {
        QString from, to;
        double fromLat = 0, fromLon = 0, toLat = 0, toLon = 0;
    };
    class Pairing;

    bool readTransfers(AttributeStore &, const EstateThings &, const EstateFindings &);

    std::array<std::vector<Arc>, PlaceFlows> m_arcs;
    std::array<std::vector<Pair>, PlaceFlows> m_pairs;
    std::vector<Transfer> m_transfers;
    std::vector<Way> m_ways;
};

} // namespace store
