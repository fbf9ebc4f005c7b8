// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/residencyqueries.h"

#include "store/pages/codeset.h"

#include <QHash>

#include <algorithm>
#include <unordered_map>
#include <vector>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

struct ResidencyRow
{
    std::array<NumberSet, dataFacets.size()> places;
    NumberSet subjects, classes;
    bool operator==(const ResidencyRow &) const = default;
};

struct RowHash
{
    std::size_t operator()(const ResidencyRow &row) const
    {
        std::size_t seed = row.subjects.hash(row.classes.hash(17));
        for (const NumberSet &set : row.places)
            seed = set.hash(seed);
        return seed;
    }
};

/// Finds entities in a list of ids in ascending order, quickest when they are asked for in that order.
class IdCursor
{
public:
    explicit IdCursor(const std::vector<qint64> &ids) : m_ids(ids) {}
    int find(qint64 id)
    {
        for (int step = 0; step < 8 && m_at < m_ids.size() && m_ids[m_at] < id; ++step)
            ++m_at;
        if ((m_at < m_ids.size() && m_ids[m_at] < id) || (m_at > 0 && m_ids[m_at - 1] >= id))
            m_at = static_cast<std::size_t>(std::lower_bound(m_ids.begin(), m_ids.end(), id) - m_ids.begin());
        return m_at < m_ids.size() && m_ids[m_at] == id ? static_cast<int>(m_at) : -1;
    }

private:
    const std::vector<qint64> &m_ids;
    std::size_t m_at = 0;
};

/// Reads each table once, in its own order, and joins here: over hundred thousands of systems a join of them in SQL takes five times as
/// long, since it jumps to and fro between the tables for each row.
class ResidencyReader
{
public:
    ResidencyReader(AttributeStore &store, EntityKind kind) : m_store(store), m_systems(kind == EntityKind::Workload) {}

    void readThings(const QByteArray &condition)
    {
        Statement &s = m_store.statement("SELECT e.id FROM entity e WHERE " + condition + " ORDER BY e.id");
        while (s.next())
            m_ids.push_back(s.integer(0));
        s.reset();
        m_rows.resize(m_ids.size());
    }

    /// Which systems hold which datasets.
    void readHolding()
    {
        const QByteArray retired = hasRetired(m_store) ? QByteArray(" AND k.entity NOT IN (") + retiredIds + ')' : QByteArray();
        Statement &s = m_store.statement("SELECT k.entity, k.target FROM link k CROSS JOIN entity w ON w.id=k.entity WHERE k.attr='datasets' AND w.kind=" +
                                         QByteArray::number(static_cast<int>(EntityKind::Workload)) + (m_systems ? QByteArray() : retired));
        IdCursor cursor(m_ids);
        while (s.next()) {
            const int thing = cursor.find(s.integer(m_systems ? 0 : 1));
            if (thing >= 0)
                m_holding.push_back({s.integer(0), s.integer(1), thing});
        }
        s.reset();
        // In the order of the systems, as the table of places is.
        std::sort(m_holding.begin(), m_holding.end(), [](const Holding &a, const Holding &b) { return a.system < b.system; });
    }

    void readPlaces()
    {
        readReference();
        QHash<qint64, NumberSet> keyPlaces = readKeys();
        std::vector<ResidencyRow> behind(m_systems ? 0 : m_rows.size());
        IdCursor cursor(m_ids);
        QHash<qint64, bool> saysKeys; // systems of which it is said where their keys are
        auto held = m_holding.cbegin();
        Statement &s = m_store.statement("SELECT entity, facets, coalesce(country,provider||'/'||region), CASE WHEN country IS NULL THEN site END FROM place");
        while (s.next()) {
            const qint64 entity = s.integer(0);
            const int facets = static_cast<int>(s.integer(1));
            const int thing = cursor.find(entity);
            while (held != m_holding.cend() && held->system < entity)
                ++held;
            const bool holds = !m_systems && held != m_holding.cend() && held->system == entity;
            if (thing < 0 && !holds)
                continue;
            const int place = placeOf(s, 2);
            if (place < 0)
                continue;
            if (thing >= 0)
                add(m_rows[static_cast<std::size_t>(thing)], place, facets, m_systems);
            for (auto it = held; holds && it != m_holding.cend() && it->system == entity; ++it)
                add(behind[static_cast<std::size_t>(it->thing)], place, facets, true);
            if (holds && (facets & Facet::Keys) != 0)
                saysKeys.insert(entity, true);
        }
        s.reset();
        addKeys(keyPlaces, saysKeys, behind);
        for (std::size_t i = 0; i < behind.size(); ++i) {
            for (std::size_t f = 0; f < dataFacets.size(); ++f) {
                if (m_rows[i].places[f].isEmpty())
                    m_rows[i].places[f] = behind[i].places[f];
            }
        }
    }

    void readLists()
    {
        readList(m_systems ? "data_classes" : "classes", m_classes, [this](int thing, int code) { m_rows[static_cast<std::size_t>(thing)].classes.add(code); });
        if (!m_systems) {
            readList("subject_countries", m_countries, [this](int thing, int code) { m_rows[static_cast<std::size_t>(thing)].subjects.add(code); });
            return;
        }
        QHash<qint64, NumberSet> subjects;
        Statement &s = m_store.statement("SELECT entity, value FROM list_item WHERE attr='subject_countries'");
        while (s.next())
            subjects[s.integer(0)].add(m_countries.of(s.text(1)));
        s.reset();
        for (const Holding &one : m_holding) {
            if (const auto of = subjects.constFind(one.dataset); of != subjects.cend())
                m_rows[static_cast<std::size_t>(one.thing)].subjects.join(*of);
        }
    }

    std::shared_ptr<const ResidencyPatterns> patterns()
    {
        std::unordered_map<ResidencyRow, quint32, RowHash> alike;
        std::vector<quint32> patternOf;
        QList<ResidencyCounts::Pattern> patterns;
        for (const ResidencyRow &row : m_rows) {
            const auto [it, isNew] = alike.try_emplace(row, static_cast<quint32>(patterns.size()));
            if (isNew) {
                ResidencyCounts::Pattern pattern;
                pattern.classes = row.classes.numbers();
                pattern.subjects = row.subjects.numbers();
                for (std::size_t f = 0; f < dataFacets.size(); ++f)
                    pattern.places[f] = row.places[f].numbers();
                patterns.append(pattern);
            }
            patternOf.push_back(it->second);
        }
        return std::make_shared<const ResidencyPatterns>(std::move(m_ids), std::move(patternOf), std::move(patterns), m_classes.codes(), m_countries.codes());
    }

private:
    struct Holding
    {
        qint64 system = 0, dataset = 0;
        int thing = 0;
    };

    static void add(ResidencyRow &row, int place, int facets, bool ofSystem)
    {
        for (std::size_t f = 0; f < dataFacets.size(); ++f) {
            if ((facets & (ofSystem ? dataFacets[f].ofSystem : dataFacets[f].ofDataset)) != 0)
                row.places[f].add(place);
        }
    }

    void readReference()
    {
        Statement &regions = m_store.statement("SELECT provider, code, country, kind='global' FROM ref_region");
        while (regions.next()) {
            if (!regions.isNull(2) || regions.integer(3) != 0)
                m_regions.insert(regions.text(0) + u'/' + regions.text(1), m_countries.of(regions.isNull(2) ? u"*"_s : regions.text(2)));
        }
        regions.reset();
        Statement &sites = m_store.statement("SELECT id, country FROM e_location WHERE country IS NOT NULL");
        while (sites.next())
            m_sites.insert(sites.integer(0), m_countries.of(sites.text(1)));
        sites.reset();
    }

    /// The number of the country, or of "a global service", in the columns `country or provider/region` and `site`; -1: not known.
    int placeOf(const Statement &s, int column)
    {
        if (!s.isNull(column + 1)) {
            if (const auto site = m_sites.constFind(s.integer(column + 1)); site != m_sites.cend())
                return *site;
        }
        const QString code = s.text(column);
        if (const auto known = m_regions.constFind(code); known != m_regions.cend())
            return *known;
        const int number = code.contains(u'/') ? -1 : m_countries.of(code);
        m_regions.insert(code, number);
        return number;
    }

    /// Where keys are; and which system has which, where that is told of any.
    QHash<qint64, NumberSet> readKeys()
    {
        QHash<qint64, NumberSet> places;
        Statement &keys = m_store.statement("SELECT p.entity, coalesce(p.country,p.provider||'/'||p.region), CASE WHEN p.country IS NULL THEN p.site END FROM e_key k CROSS JOIN place p ON "
                                            "p.entity=k.id WHERE (p.facets & 512)<>0");
        while (keys.next()) {
            if (const int place = placeOf(keys, 1); place >= 0)
                places[keys.integer(0)].add(place);
        }
        keys.reset();
        if (places.isEmpty())
            return places;
        Statement &s = m_store.statement("SELECT id, \"key\" FROM e_workload WHERE \"key\" IS NOT NULL");
        while (s.next())
            m_keys.push_back({s.integer(0), s.integer(1)});
        s.reset();
        return places;
    }

    void addKeys(const QHash<qint64, NumberSet> &keyPlaces, const QHash<qint64, bool> &saysKeys, std::vector<ResidencyRow> &behind)
    {
        if (keyPlaces.isEmpty())
            return;
        const std::size_t keys = static_cast<std::size_t>(std::find_if(dataFacets.begin(), dataFacets.end(), [](const DataFacet &f) { return f.ofSystem == Facet::Keys; }) - dataFacets.begin());
        IdCursor cursor(m_ids);
        auto held = m_holding.cbegin();
        for (const auto &[system, key] : m_keys) {
            const auto places = keyPlaces.constFind(key);
            if (places == keyPlaces.cend())
                continue;
            if (m_systems) {
                const int thing = cursor.find(system);
                if (thing >= 0 && m_rows[static_cast<std::size_t>(thing)].places[keys].isEmpty())
                    m_rows[static_cast<std::size_t>(thing)].places[keys] = *places;
                continue;
            }
            while (held != m_holding.cend() && held->system < system)
                ++held;
            for (auto it = held; it != m_holding.cend() && it->system == system && !saysKeys.contains(system); ++it)
                behind[static_cast<std::size_t>(it->thing)].places[keys].join(*places);
        }
    }

    template <class Add> void readList(const char *attr, CodeNumbers &codes, Add add)
    {
        IdCursor cursor(m_ids);
        Statement &s = m_store.statement(QByteArray("SELECT entity, value FROM list_item WHERE attr='") + attr + '\'');
        while (s.next()) {
            const int thing = cursor.find(s.integer(0));
            if (thing >= 0)
                add(thing, codes.of(s.text(1)));
        }
        s.reset();
    }

    AttributeStore &m_store;
    bool m_systems;
    std::vector<qint64> m_ids;              ///< ascending
    std::vector<ResidencyRow> m_rows;
    std::vector<Holding> m_holding;
    std::vector<std::pair<qint64, qint64>> m_keys; ///< system and key, by system
    QHash<QString, int> m_regions; ///< and countries, as they were met
    QHash<qint64, int> m_sites;
    CodeNumbers m_countries, m_classes;
};

/// Is one of the numbers one of the wanted codes? "?" is wanted of what has none.
bool isOneOf(const QList<int> &numbers, const QStringList &codes, const QStringList &wanted)
{
    if (numbers.isEmpty())
        return wanted.contains(u"?"_s);
    return std::any_of(numbers.begin(), numbers.end(), [&](int number) { return wanted.contains(codes.at(number)); });
}

} // namespace

ResidencyPatterns::ResidencyPatterns(std::vector<qint64> ids, std::vector<quint32> patternOf, QList<ResidencyCounts::Pattern> patterns, QStringList classes, QStringList countries)
    : m_ids(std::move(ids)), m_patternOf(std::move(patternOf)), m_patterns(std::move(patterns)), m_classes(std::move(classes)), m_countries(std::move(countries))
{
}

std::shared_ptr<const ResidencyPatterns> ResidencyPatterns::read(AttributeStore &store, EntityKind kind, const PageFilter &filter)
{
    ResidencyReader reader(store, kind);
    reader.readThings(entityCondition(store, filterFor(filter, kind), true));
    reader.readHolding();
    reader.readPlaces();
    reader.readLists();
    return reader.patterns();
}

ResidencyCounts ResidencyPatterns::count(const EstateThings &things, const ThingSet &set) const
{
    std::vector<int> counts(static_cast<std::size_t>(m_patterns.size()));
    ResidencyCounts out;
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        const int thing = things.find(m_ids[i]);
        if (thing < 0 || !set.has(static_cast<quint32>(thing)))
            continue;
        ++counts[m_patternOf[i]];
        ++out.things;
    }
    out.classes = m_classes;
    out.countries = m_countries;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        out.patterns.append(m_patterns.at(static_cast<qsizetype>(i)));
        out.patterns.last().count = counts[i];
    }
    return out;
}

ThingSet ResidencyPatterns::where(const EstateThings &things, const std::function<bool(const ResidencyCounts::Pattern &)> &condition) const
{
    std::vector<char> wanted;
    for (const ResidencyCounts::Pattern &pattern : m_patterns)
        wanted.push_back(condition(pattern));
    ThingSet out = things.none();
    for (std::size_t i = 0; i < m_ids.size(); ++i) {
        if (const int thing = things.find(m_ids[i]); thing >= 0 && wanted[m_patternOf[i]] != 0)
            out.add(static_cast<quint32>(thing));
    }
    return out;
}

ThingSet ResidencyPatterns::ofClasses(const EstateThings &things, const QStringList &classes) const
{
    return where(things, [&](const ResidencyCounts::Pattern &p) { return isOneOf(p.classes, m_classes, classes); });
}

ThingSet ResidencyPatterns::ofSubjects(const EstateThings &things, const QStringList &countries) const
{
    return where(things, [&](const ResidencyCounts::Pattern &p) { return isOneOf(p.subjects, m_countries, countries); });
}

ThingSet ResidencyPatterns::at(const EstateThings &things, std::size_t facet, const QStringList &value, const QStringList &zone) const
{
    if (value.size() == 1 && (value.constFirst() == u"in"_s || value.constFirst() == u"out"_s || value.constFirst() == u"none"_s)) {
        return where(things, [&](const ResidencyCounts::Pattern &p) {
            bool known = false;
            bool outside = false;
            for (const int place : p.places[facet]) {
                const QString &country = m_countries.at(place);
                known = known || country != u"*"_s;
                outside = outside || (country != u"*"_s && !zone.contains(country));
            }
            return value.constFirst() == u"none"_s ? !known : value.constFirst() == u"out"_s ? outside : known && !outside;
        });
    }
    return where(things, [&](const ResidencyCounts::Pattern &p) { return isOneOf(p.places[facet], m_countries, value); });
}

} // namespace store
