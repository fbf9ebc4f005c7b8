// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/estate.h"

#include "store/estate/estaterows.h"

#include <algorithm>
#include <limits>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr int EstateSteps = 6;
constexpr qsizetype MostAsked = 64;

/// One state of the data for all that is read within its life.
class ReadState
{
public:
    explicit ReadState(AttributeStore &store) : m_store(store), m_own(!store.statement("SELECT 1").inTransaction() && store.statement("BEGIN").run()) {}
    ~ReadState()
    {
        if (m_own)
            m_store.statement("COMMIT").run();
    }
    ReadState(const ReadState &) = delete;
    ReadState &operator=(const ReadState &) = delete;

private:
    AttributeStore &m_store;
    bool m_own;
};

} // namespace

Result<std::shared_ptr<const Estate>> Estate::read(AttributeStore &store, JobContext &context)
{
    auto estate = std::make_shared<Estate>();
    Estate &e = *estate;
    EstatePoll poll(context, EstateSteps);
    const ReadState state(store);
    const bool read = poll.step() && e.m_things.read(store, poll) && poll.step() && e.m_places.read(store, e.m_things, poll) && poll.step() && e.m_owners.read(store, e.m_things, poll) &&
                      poll.step() && e.m_findings.read(store, e.m_things, poll) && poll.step() &&
                      e.m_flows.read(store, e.m_things, e.m_places, e.m_owners.calls(), e.m_findings, poll) && poll.step() && e.readNumbers(store, poll);
    if (poll.isCancelled())
        return Error{ErrorCode::Cancelled, {}, {}};
    if (!read)
        return store.lastError(u"columns of the workspace"_s);
    return std::shared_ptr<const Estate>(std::move(estate));
}

bool Estate::readNumbers(AttributeStore &store, EstatePoll &poll)
{
    m_weights.assign(m_things.count(), std::numeric_limits<double>::quiet_NaN());
    Statement &numbers = store.statement("SELECT id, record_count FROM e_dataset WHERE record_count IS NOT NULL UNION ALL SELECT id, \"count\" FROM e_accelerator WHERE \"count\" IS NOT NULL");
    while (numbers.next()) {
        if (const int thing = m_things.find(numbers.integer(0)); thing >= 0)
            m_weights[static_cast<std::size_t>(thing)] = numbers.real(1);
    }
    const bool ok = numbers.ok();
    numbers.reset();
    m_inReach = m_things.none();
    m_outOfReach = m_things.none();
    // As the newest run judged it: what has no run or no known seat and parent is unknown, never free of it.
    Statement &s = store.statement("SELECT t.id, CASE v.reached WHEN 0 THEN 0 WHEN 1 THEN coalesce(t.processed_in_clear,c.processed_in_clear) END q FROM e_workload t "
                                   "JOIN provider_reach v ON v.provider=t.provider LEFT JOIN e_service c ON c.id=t.service WHERE q IS NOT NULL");
    return eachRow(s, poll, [&](const Statement &row) {
        if (const int thing = m_things.find(row.integer(0)); thing >= 0)
            (row.integer(1) != 0 ? m_inReach : m_outOfReach).add(static_cast<quint32>(thing));
    }) && ok;
}

ThingSet Estate::asked(AttributeStore &store, const PageFilter &part) const
{
    const QByteArray condition = entityCondition(store, part, false);
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto known = m_asked.constFind(condition); known != m_asked.cend())
            return **known;
    }
    auto found = std::make_shared<ThingSet>(m_things.none());
    Statement &s = store.statement("SELECT e.id FROM entity e WHERE " + condition);
    while (s.next()) {
        if (const int thing = m_things.find(s.integer(0)); thing >= 0)
            found->add(static_cast<quint32>(thing));
    }
    s.reset();
    const QMutexLocker lock(&m_mutex);
    if (m_asked.size() >= MostAsked)
        m_asked.clear();
    m_asked.insert(condition, found);
    return *found;
}

void Estate::addTransfersOf(const std::set<int> &lands, ThingSet &to) const
{
    for (const EstatePlaces::TransferEnds &transfer : m_places.transfers()) {
        if ((transfer.from >= 0 && lands.contains(transfer.from)) || (transfer.to >= 0 && lands.contains(transfer.to)))
            to.add(transfer.thing);
    }
}

ThingSet Estate::inCountry(const PageFilter &f) const
{
    const auto at = [&](auto condition) { return m_places.thingsAt(m_things, m_places.spotsWhere(condition), f.facets); };
    if (f.country == u"*"_s)
        return at([](const EstateSpot &spot) { return spot.global; });
    const bool none = f.country == u"?"_s;
    const int land = none ? -1 : m_places.lands().find(f.country);
    ThingSet out = none ? m_things.all() : m_things.none();
    if (none)
        out -= at([](const EstateSpot &spot) { return spot.land >= 0 || spot.global; });
    else if (land >= 0)
        out = at([land](const EstateSpot &spot) { return spot.land == land; });
    if (f.facets != 0)
        return out;
    // Access rights are where their holder is.
    out -= m_things.ofKind(EntityKind::Grant);
    for (const auto &[right, country] : m_places.holders()) {
        if (country == land && (none || land >= 0))
            out.add(right);
    }
    if (!none)
        addTransfersOf({land}, out);
    return out;
}

ThingSet Estate::inZone(AttributeStore &store, const QString &value) const
{
    ThingSet of = m_things.ofKind(EntityKind::Workload);
    of |= m_things.ofKind(EntityKind::Dataset);
    const auto at = [&](auto condition) { return m_places.thingsAt(m_things, m_places.spotsWhere(condition), Facet::Hosting); };
    const ThingSet known = at([](const EstateSpot &spot) { return spot.land >= 0; });
    if (value == u"unknown"_s)
        return of -= known;
    const QStringList zone = zoneCountries(store);
    const ThingSet outside = at([&](const EstateSpot &spot) { return spot.land >= 0 && !zone.contains(m_places.lands().at(spot.land)); });
    if (value == u"out"_s)
        return of &= outside;
    of &= known;
    return of -= outside;
}

std::optional<ThingSet> Estate::special(AttributeStore &store, const PageFilter &f, const QString &what, const QString &value) const
{
    if (what == u"site"_s) {
        const QStringList ids = value.split(QChar(0x1f));
        ThingSet out = m_places.thingsAt(m_things, m_places.spotsWhere([&](const EstateSpot &spot) { return ids.contains(spot.id); }), f.facets);
        if (f.facets == 0) {
            std::set<int> lands;
            for (const QString &country : countriesOfSites(store, ids))
                lands.insert(m_places.lands().find(country));
            addTransfersOf(lands, out);
        }
        return out;
    }
    if (what == u"zone"_s)
        return inZone(store, value);
    if (what == u"reach"_s) {
        ThingSet of = m_things.ofKind(EntityKind::Workload);
        if (value == u"unknown"_s) {
            of -= m_inReach;
            return of -= m_outOfReach;
        }
        return of &= value == u"yes"_s ? m_inReach : m_outOfReach;
    }
    if (what == u"flow"_s) {
        const QStringList parts = value.split(QChar(0x1e));
        for (int i = 0; parts.size() == 3 && i < PlaceFlows; ++i) {
            if (placeFlowName(static_cast<PlaceFlow>(i)) == parts.at(0))
                return m_flows.things(m_things, m_places, static_cast<PlaceFlow>(i), parts.at(1), parts.at(2));
        }
    }
    if (what == u"class"_s || what == u"subjects"_s || what.startsWith(u"at:"_s))
        return ofData(store, what, value.split(QChar(0x1f)), f.kind);
    if (what == u"state"_s)
        return value == u"retired"_s ? m_things.retired() : value == u"vanished"_s ? m_things.vanished() : m_things.all();
    return std::nullopt;
}

ThingSet Estate::ofData(AttributeStore &store, const QString &what, const QStringList &values, std::optional<EntityKind> only) const
{
    ThingSet out = m_things.none();
    for (const EntityKind kind : {EntityKind::Dataset, EntityKind::Workload}) {
        if (only && only != kind)
            continue;
        const auto patterns = residency(store, kind);
        if (what == u"class"_s) {
            out |= patterns->ofClasses(m_things, values);
        } else if (what == u"subjects"_s) {
            out |= patterns->ofSubjects(m_things, values);
        } else {
            const auto facet = std::find_if(dataFacets.begin(), dataFacets.end(), [&](const DataFacet &f) { return what.mid(3) == QLatin1String(f.name); });
            if (facet != dataFacets.end())
                out |= patterns->at(m_things, static_cast<std::size_t>(facet - dataFacets.begin()), values, zoneCountries(store));
        }
    }
    if (what == u"class"_s && (!only || only == EntityKind::Grant))
        out |= rights(store)->ofClasses(m_things, values);
    return out;
}

ThingSet Estate::selectThings(AttributeStore &store, const PageFilter &f) const
{
    ThingSet out = f.kind ? m_things.ofKind(*f.kind) : m_things.all();
    const auto ask = [&](auto set) {
        PageFilter part;
        part.kind = f.kind;
        part.facets = f.facets;
        part.status = f.status;
        part.special.append({u"state"_s, u"any"_s}); // what is out of use is told apart below, once
        set(part);
        out &= asked(store, part);
    };
    if (!f.text.isEmpty())
        ask([&](PageFilter &part) { part.text = f.text; });
    if (!f.country.isEmpty())
        out &= inCountry(f);
    const auto owned = [&](EstateOwners::Owner owner, EntityKind kind, const QString &key) {
        if (!key.isEmpty())
            out &= m_owners.of(m_things, owner, m_things.find(store.find(kind, key)));
    };
    owned(EstateOwners::Provider, EntityKind::Provider, f.provider);
    owned(EstateOwners::LegalEntity, EntityKind::LegalEntity, f.legalEntity);
    owned(EstateOwners::BusinessService, EntityKind::BusinessService, f.businessService);
    if (f.kind && !f.attr.isEmpty()) {
        ask([&](PageFilter &part) {
            part.attr = f.attr;
            part.attrValue = f.attrValue;
        });
    }
    bool ofState = false;
    for (const auto &[what, value] : f.special) {
        ofState = ofState || (what == u"state"_s && value != u"vanished"_s);
        if (const auto found = special(store, f, what, value))
            out &= *found;
        else
            ask([&, w = what, v = value](PageFilter &part) { part.special.append({w, v}); });
    }
    // What is out of use is neither shown nor counted, unless it is asked for.
    return ofState ? out : out -= m_things.retired();
}

ThingSet Estate::select(AttributeStore &store, const PageFilter &f) const
{
    ThingSet out = selectThings(store, f);
    if (f.status || !ruleCondition(f).isEmpty())
        out &= m_findings.things(m_things, store, f);
    return out;
}

PlaceCounts Estate::placeCounts(AttributeStore &store, EntityKind kind, int facets, const PageFilter &filter) const
{
    const ThingSet set = select(store, filter, kind);
    return kind == EntityKind::Grant ? m_places.countHolders(set) : m_places.count(set, facets);
}

PlaceCounts Estate::gapPlaces(AttributeStore &store, const PageFilter &filter) const
{
    PageFilter narrowed = filter;
    narrowed.status = Status::Gap;
    return m_places.count(select(store, narrowed), 0);
}

WeightedPlaces Estate::weightedPlaces(AttributeStore &store, EntityKind kind, int facets, const PageFilter &filter) const
{
    return m_places.weigh(select(store, filter, kind), facets, m_weights);
}

QList<FlowCount> Estate::transferFlows(AttributeStore &store, const PageFilter &filter) const
{
    return m_flows.transfers(select(store, filter, EntityKind::Transfer));
}

ThingSet Estate::flowing(AttributeStore &store, const PageFilter &filter) const
{
    ThingSet set = select(store, filter);
    if (filter.kind)
        return set;
    ThingSet of = m_things.ofKind(EntityKind::Workload);
    of |= m_things.ofKind(EntityKind::Dataset);
    return set &= of;
}

QList<PlaceFlowCount> Estate::placeFlows(PlaceFlow flow, const ThingSet &set, const QStringList &rules) const
{
    const auto worst = rules.isEmpty() ? nullptr : m_findings.worst(m_things, rules);
    return m_flows.count(flow, set, m_places, worst.get());
}

std::shared_ptr<const ResidencyPatterns> Estate::residency(AttributeStore &store, EntityKind kind) const
{
    const QMutexLocker lock(&m_later);
    auto &known = m_residency[static_cast<int>(kind)];
    if (!known) {
        PageFilter all;
        all.special.append({u"state"_s, u"any"_s});
        known = ResidencyPatterns::read(store, kind, all);
    }
    return known;
}

std::shared_ptr<const RightPatterns> Estate::rights(AttributeStore &store) const
{
    const QMutexLocker lock(&m_later);
    if (!m_rights)
        m_rights = RightPatterns::read(store);
    return m_rights;
}

} // namespace store
