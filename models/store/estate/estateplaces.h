// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/pages/mapqueries.h"

#include <QHash>

#include <functional>
#include <span>

namespace store {

/// Codes of countries as numbers, in the order of their coming.
class LandCodes
{
public:
    int of(const QString &code);                ///< -1 for none
    int find(const QString &code) const { return m_numbers.value(code, -1); }
    const QString &at(int land) const { return m_codes.at(land); }
    int count() const { return static_cast<int>(m_codes.size()); }

private:
    QHash<QString, int> m_numbers;
    QStringList m_codes;
};

/// One place, however many things are there.
struct EstateSpot
{
    int land = -1;          ///< its country; -1: not known
    int point = -1;         ///< where it is drawn; -1: no coordinates
    int end = -1;           ///< what it is called as an end of a flow; -1: none
    bool global = false;    ///< a service without a place of its own
    QString id;             ///< "@KEY" of a location, or PROVIDER/REGION
};

/// An end of flows: as the map calls it and draws it.
struct EstateEnd
{
    QString key, name;
    int land = -1;
    double lat = 0, lon = 0;
    bool isLand = false;    ///< only the country is known: its name is the country's code
};

/// Where things are: one row for each place of a thing, by thing. Read once, then any thread.
class EstatePlaces
{
public:
    struct Row
    {
        quint32 spot = 0;
        quint32 facets = 0;
    };

    bool read(AttributeStore &, const EstateThings &, EstatePoll &);

    std::span<const Row> of(quint32 thing) const { return {m_rows.data() + m_first[thing], m_rows.data() + m_first[thing + 1]}; }
    const std::vector<EstateSpot> &spots() const { return m_spots; }
    const QList<SiteCount> &points() const { return m_points; }
    const std::vector<EstateEnd> &ends() const { return m_ends; }
    const LandCodes &lands() const { return m_lands; }
    /// The country of the holder of each access right, in the order of things: -1 where it is not known.
    const std::vector<std::pair<quint32, int>> &holders() const { return m_holders; }

    struct TransferEnds
    {
        quint32 thing = 0;
        int from = -1, to = -1; ///< lands
    };
    /// Of each transfer the countries that it goes between.
    const std::vector<TransferEnds> &transfers() const { return m_transfers; }

    /// Things with a place of one of these facets (0: any) at one of the spots.
    ThingSet thingsAt(const EstateThings &, const std::vector<bool> &spots, int facets) const;
    template <class F> std::vector<bool> spotsWhere(F f) const
    {
        std::vector<bool> out(m_spots.size());
        for (std::size_t i = 0; i < m_spots.size(); ++i)
            out[i] = f(m_spots[i]);
        return out;
    }

    PlaceCounts count(const ThingSet &, int facets) const;
    /// By the holders' countries.
    PlaceCounts countHolders(const ThingSet &rights) const;
    /// What a number of the things adds up to; NaN where nobody said it.
    WeightedPlaces weigh(const ThingSet &, int facets, const std::vector<double> &weights) const;
    /// As store::ThingPlace: each thing once for each of its countries and sites, in ascending order of things.
    void each(const EstateThings &, const ThingSet &, int facets, const std::function<void(const ThingPlace &)> &) const;

private:
    quint32 spotOf(AttributeStore &, qint64 entity, qint64 nr);
    int pointOf(const Statement &);
    int endOf(const Statement &);

    std::vector<quint32> m_first;
    std::vector<Row> m_rows;
    std::vector<EstateSpot> m_spots;
    QList<SiteCount> m_points;
    std::vector<EstateEnd> m_ends;
    QHash<QString, int> m_pointNumbers, m_endNumbers;
    LandCodes m_lands;
    std::vector<std::pair<quint32, int>> m_holders;
    std::vector<TransferEnds> m_transfers;
};

} // namespace store
