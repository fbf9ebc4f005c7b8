// SPDX-License-Identifier: GPL-3.0-or-later
// Where things that hold data are stored, processed, backed up, administered from, and where their keys are.
#include "gui/guibackend.h"

#include "core/withstore.h"
#include "gui/flowfigures.h"
#include "gui/translate.h"
#include "store/estate/estate.h"
#include "text/flowtext.h"
#include "text/wordtext.h"

#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr std::size_t ShownFacets = 5; ///< of store::dataFacets; from where data is reached is told by the flow

/// How a thing stands to the zone, as the marks "in", "out" and "none" say it.
enum class Stands { In, Out, None };
constexpr std::array<Stands, 3> allStands = {Stands::In, Stands::Out, Stands::None};

class Residency
{
public:
    Residency(store::ResidencyCounts counts, QStringList zone, const QHash<QString, QString> &names) : m_counts(std::move(counts)), m_names(names)
    {
        for (const QString &country : std::as_const(m_counts.countries))
            m_inZone.append(zone.contains(country));
        m_rows = rowsOf(u"class"_s, m_counts.classes, [this](const auto &has) {
            int sum = 0;
            for (const store::ResidencyCounts::Pattern &p : m_counts.patterns)
                sum += has(p.classes) ? p.count : 0;
            return sum;
        }, u"Data class"_s);
        for (const store::ResidencyCounts::Pattern &p : m_counts.patterns) {
            m_rowsOf.append(m_rows.of(p.classes));
            for (std::size_t f = 0; f < ShownFacets; ++f)
                m_standing[f][static_cast<std::size_t>(standsOf(p.places[f]))] += p.count;
        }
    }

    figures::HeatmapData zone(const QString &unit) const
    {
        figures::HeatmapData map = mapOf(m_rows, unit);
        map.columnTitle = u"Where"_s;
        for (std::size_t f = 0; f < ShownFacets; ++f) {
            const QString name = nameOf(f);
            for (const Stands stands : allStands) {
                if (stands == Stands::None)
                    map.unknownColumns.append(static_cast<int>(map.columns.size()));
                map.columns.append(stands == Stands::In ? u"in zone"_s : stands == Stands::Out ? u"outside"_s : u"unknown"_s);
                map.shortColumns.append(stands == Stands::In ? u"in"_s : stands == Stands::Out ? u"out"_s : u"?"_s);
                map.columnIds.append(u"at:"_s + name + u'=' + markOf(stands));
                map.groups.append(text::dataFacetWords(name));
                map.columnTips.append(text::flowMarkWords(u"at:"_s + name, markOf(stands), country()));
            }
        }
        fill(map, [this](const store::ResidencyCounts::Pattern &p, QList<int> &columns) {
            for (std::size_t f = 0; f < ShownFacets; ++f)
                columns.append(static_cast<int>(f * allStands.size()) + static_cast<int>(standsOf(p.places[f])));
        });
        return map;
    }

    figures::HeatmapData countries(std::size_t f, const QString &unit) const
    {
        figures::HeatmapData map = mapOf(m_rows, unit);
        map.columnTitle = text::dataFacetWords(nameOf(f));
        QList<int> columnOf(m_counts.countries.size(), -1);
        const auto add = [&](const QList<int> &places, const QString &id, const QString &shown, const QString &tip, const QString &group) {
            for (const int place : places)
                columnOf[place] = static_cast<int>(map.columns.size());
            map.columnIds.append(u"at:"_s + nameOf(f) + u'=' + id);
            map.columns.append(shown);
            map.columnTips.append(tip);
            map.groups.append(group);
        };
        QList<int> things(m_counts.countries.size(), 0);
        for (const store::ResidencyCounts::Pattern &p : m_counts.patterns) {
            for (const int place : p.places[f])
                things[place] += p.count;
        }
        for (const bool inZone : {true, false}) {
            QList<int> there;
            for (int c = 0; c < static_cast<int>(things.size()); ++c) {
                if (things.at(c) > 0 && m_counts.countries.at(c) != u"*"_s && m_inZone.at(c) == inZone)
                    there.append(c);
            }
            std::stable_sort(there.begin(), there.end(), [&](int a, int b) { return things.at(a) > things.at(b); });
            const QString group = inZone ? u"In the sovereign zone"_s : u"Outside"_s;
            const qsizetype most = inZone ? 11 : 9;
            const qsizetype alone = there.size() <= most + 1 ? there.size() : most;
            for (const int c : there.mid(0, alone))
                add({c}, m_counts.countries.at(c), m_counts.countries.at(c), country()(m_counts.countries.at(c)), group);
            QStringList codes;
            for (const int c : there.mid(alone))
                codes.append(m_counts.countries.at(c));
            if (!codes.isEmpty())
                add(there.mid(alone), codes.join(QChar(0x1f)), u"+%1"_s.arg(codes.size()), u"%1 other countries (%2)"_s.arg(codes.size()).arg(codes.join(u", "_s)), group);
        }
        const int global = static_cast<int>(m_counts.countries.indexOf(u"*"_s));
        if (global >= 0 && things.at(global) > 0)
            add({global}, u"*"_s, u"global"_s, u"global service"_s, u"Not known"_s);
        const int unknown = static_cast<int>(map.columns.size());
        map.unknownColumns.append(unknown);
        add({}, u"?"_s, u"unknown"_s, u"not recorded"_s, u"Not known"_s);
        fill(map, [&](const store::ResidencyCounts::Pattern &p, QList<int> &columns) {
            for (const int place : p.places[f]) {
                if (!columns.contains(columnOf.at(place)))
                    columns.append(columnOf.at(place));
            }
            if (columns.isEmpty())
                columns.append(unknown);
        });
        return map;
    }

    figures::SankeyData flow(const QString &unit) const
    {
        figures::SankeyData data;
        data.unit = unit;
        const std::size_t stored = facetOf("hosting");
        const std::size_t reached = facetOf("access");
        data.stages = {{u"Data subjects in"_s, u"subjects"_s, countryNodes(m_counts.countries, m_inZone, country(), false)},
                       {u"Stored in"_s, u"at:hosting"_s, countryNodes(m_counts.countries, m_inZone, country(), true)},
                       {u"Reached from"_s, u"at:access"_s, countryNodes(m_counts.countries, m_inZone, country(), true)}};
        data.stateWords = {QString(), u"in the zone"_s, u"outside the zone"_s, u"not recorded"_s};
        const int unknown = static_cast<int>(m_counts.countries.size());
        const auto orUnknown = [&](const QList<int> &places) { return places.isEmpty() ? QList<int>{unknown} : places; };
        QMap<QList<QList<int>>, int> alike; // whatever their classes and other places
        for (const store::ResidencyCounts::Pattern &p : m_counts.patterns)
            alike[{orUnknown(p.subjects), orUnknown(p.places[stored]), orUnknown(p.places[reached])}] += p.count;
        for (auto it = alike.cbegin(); it != alike.cend(); ++it)
            data.paths.append({it.key(), it.value()});
        return data;
    }

    QString sentence(std::size_t f, const QString &unit, const QString &one, qsizetype zone) const
    {
        const QString name = nameOf(f);
        const auto link = [&](Stands stands) { return flowLink(u"at:"_s + name + u'=' + markOf(stands), m_standing[f][static_cast<std::size_t>(stands)]); };
        const bool single = m_standing[f][static_cast<std::size_t>(Stands::In)] == 1;
        const QString how = name == u"admin"_s ? u"administered"_s : name != u"keys"_s ? text::dataFacetWord(name).toLower() : single ? u"has its keys held"_s : u"have their keys held"_s;
        const QString are = name == u"keys"_s ? QString() : single ? u"is "_s : u"are "_s;
        const QString in = name == u"admin"_s ? u"from the sovereign zone (%1 countries) only"_s : u"in the sovereign zone (%1 countries) only"_s;
        return u"Of %1 %2, %3 %4%5 %6, %7 also or only outside it; of %8 the country is not known."_s.arg(
            flowLink(u"all"_s, m_counts.things), m_counts.things == 1 ? one : unit, link(Stands::In), are, how, in.arg(zone), link(Stands::Out), link(Stands::None));
    }

    int things() const { return m_counts.things; }

private:
    std::function<QString(const QString &)> country() const
    {
        return [this](const QString &code) { return m_names.value(code, code); };
    }
    static QString nameOf(std::size_t f) { return QString::fromLatin1(store::dataFacets[f].name); }
    static std::size_t facetOf(const char *name)
    {
        return static_cast<std::size_t>(std::find_if(store::dataFacets.begin(), store::dataFacets.end(), [&](const auto &f) { return qstrcmp(f.name, name) == 0; }) - store::dataFacets.begin());
    }
    static QString markOf(Stands stands) { return stands == Stands::In ? u"in"_s : stands == Stands::Out ? u"out"_s : u"none"_s; }

    Stands standsOf(const QList<int> &places) const
    {
        Stands stands = Stands::None;
        for (const int place : places) {
            if (m_counts.countries.at(place) == u"*"_s)
                continue;
            if (!m_inZone.at(place))
                return Stands::Out;
            stands = Stands::In;
        }
        return stands;
    }

    /// Counts every thing once in each cell that it belongs to; `columnsOf` tells its columns, each once.
    template <class Columns> void fill(figures::HeatmapData &map, Columns columnsOf) const
    {
        QList<QList<int>> counts(m_rows.rows.size(), QList<int>(map.columns.size(), 0));
        QList<int> columns;
        for (qsizetype i = 0; i < m_counts.patterns.size(); ++i) {
            const store::ResidencyCounts::Pattern &p = m_counts.patterns.at(i);
            columns.clear();
            columnsOf(p, columns);
            for (const int row : m_rowsOf.at(i)) {
                for (const int column : std::as_const(columns))
                    counts[row][column] += p.count;
            }
        }
        for (const QList<int> &row : std::as_const(counts))
            map.values.append(QList<std::optional<double>>(row.begin(), row.end()));
    }

    store::ResidencyCounts m_counts;
    FlowRows m_rows;
    QList<QList<int>> m_rowsOf;     ///< of each pattern
    std::array<std::array<int, allStands.size()>, ShownFacets> m_standing{};
    const QHash<QString, QString> &m_names;
    QList<bool> m_inZone;
};

} // namespace

Result<ResidencyData> GuiBackend::residency(const QString &path, EntityKind kind, const FilterState &filter)
{
    return withStore<ResidencyData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<ResidencyData> {
        const auto estate = estateOf(path, values);
        if (!estate)
            return estate.error();
        const QStringList zone = store::zoneCountries(values);
        const store::ThingSet things = (*estate)->select(values, store::filterFor(PageFilterOf(filter).value, kind));
        const Residency found((*estate)->residency(values, kind)->count((*estate)->things(), things), zone, m_countries);
        ResidencyData out;
        out.kind = kind;
        out.things = found.things();
        const bool systems = kind == EntityKind::Workload;
        out.unit = systems ? u"IT systems"_s : u"datasets"_s;
        out.nothing = systems ? u"No IT systems are recorded. An export of a cloud's inventory (AWS Config, Azure Resource Graph, Google Cloud Asset Inventory), a Terraform state or a list "
                                "of systems (CMDB) brings them, with where they are."_s
                              : u"No datasets are recorded. A register of datasets (datasets.csv) or of processing activities brings them, with where they are stored, backed up and reached from; "
                                "their IT systems come from cloud exports."_s;
        for (std::size_t f = 0; f < ShownFacets; ++f) {
            const QString name = QString::fromLatin1(store::dataFacets[f].name);
            out.facets.append({name, text::dataFacetWords(name), found.sentence(f, out.unit, systems ? u"IT system"_s : u"dataset"_s, zone.size()), found.countries(f, out.unit)});
            out.facets.last().countries.emptyText = out.nothing;
        }
        out.zone = found.zone(out.unit);
        out.zone.emptyText = out.nothing;
        out.flow = found.flow(out.unit);
        out.flow.emptyText = out.nothing;
        return out;
    });
}

} // namespace app
