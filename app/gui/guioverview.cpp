// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview and the map show.
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "figures/figure.h"
#include "store/connectionscope.h"
#include "store/pages/overviewqueries.h"
#include "store/statement.h"
#include "text/statustext.h"

#include <algorithm>
#include <array>
#include <QMap>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

QString percent(int part, int whole)
{
    return whole > 0 ? QString::number(qRound(100.0 * part / whole)) + u" %"_s : u"–"_s;
}

// The chosen frameworks that are binding law, or the others.
QString frameworksOf(const QList<rules::Pack> &packs, const QStringList &chosen, bool law)
{
    QStringList ids;
    for (const rules::Pack &p : packs) {
        if ((p.legalStatus == LegalStatus::Law) == law && (chosen.isEmpty() || chosen.contains(p.id)))
            ids.append(p.id);
    }
    return ids.join(u',');
}

QString principalWord(const QString &type)
{
    return type.isEmpty() ? u"Kind not recorded"_s : text::capitalised(readable(type));
}

figures::SiteKind siteKind(const QString &kind)
{
    if (kind.contains(u"office"_s))
        return figures::SiteKind::Office;
    if (kind.contains(u"data"_s) || kind.contains(u"on_premises"_s) || kind.contains(u"colo"_s))
        return figures::SiteKind::DataCentre;
    return figures::SiteKind::CloudRegion;
}

} // namespace

figures::MapData GuiBackend::mapOf(store::AttributeStore &values, MapMetric metric, const FilterState &filter) const
{
    const PageFilterOf f(filter);
    figures::MapData out;
    store::PlaceCounts places;
    switch (metric) {
    case MapMetric::Systems:
        places = store::placeCounts(values, EntityKind::Workload, 0, f.value);
        out.metric = u"IT systems with a place here"_s;
        out.unit = u"IT systems"_s;
        break;
    case MapMetric::Data:
        places = store::placeCounts(values, EntityKind::Dataset, 0, f.value);
        out.metric = u"Datasets with a place here"_s;
        out.unit = u"datasets"_s;
        break;
    case MapMetric::Models:
        places = store::placeCounts(values, EntityKind::Model, 0, f.value);
        out.metric = u"AI models with a place here"_s;
        out.unit = u"AI models"_s;
        break;
    case MapMetric::Accelerators:
        places = store::placeCounts(values, EntityKind::Accelerator, 0, f.value);
        out.metric = u"Accelerator groups placed here"_s;
        out.unit = u"accelerator groups"_s;
        break;
    case MapMetric::Access:
        places = store::placeCounts(values, EntityKind::Grant, 0, f.value);
        out.metric = u"Access rights held from here"_s;
        out.unit = u"access rights"_s;
        break;
    case MapMetric::Gaps:
        places = store::gapPlaces(values, f.value);
        out.metric = u"Things with a gap, placed here"_s;
        out.unit = u"things with a gap"_s;
        break;
    }
    for (const store::Counted &c : places.countries)
        out.countries.append({c.key, c.value});
    for (const store::SiteCount &s : places.sites)
        out.sites.append({s.id, s.label, s.lat, s.lon, s.count, siteKind(s.kind), {}});
    if (metric == MapMetric::Data || metric == MapMetric::Systems) {
        for (const store::FlowCount &flow : store::transferFlows(values, f.value)) {
            out.arcs.append({flow.from + u'>' + flow.to, u"Transfers: %1 to %2"_s.arg(countryName(flow.from), countryName(flow.to)),
                             QPointF(flow.fromLon, flow.fromLat), QPointF(flow.toLon, flow.toLat), static_cast<double>(flow.count),
                             Status::Unknown, Severity::High});
        }
    }
    out.noLocation = places.unplaced;
    out.global = places.global;
    return out;
}

Result<figures::MapData> GuiBackend::map(const QString &path, MapMetric metric, const FilterState &filter)
{
    store::ConnectionScope scope(path, store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services.catalogue);
    return mapOf(values, metric, filter);
}

void GuiBackend::fillTiles(store::AttributeStore &values, OverviewData &out, const FilterState &filter) const
{
    const PageFilterOf f(filter);
    const QStringList zone = store::zoneCountries(values);
    const Day today = toDay(out.info.asOf.isValid() ? out.info.asOf : m_clock.today());

    int lawGaps = 0;
    int otherGaps = 0;
    int unknowns = 0;
    for (const store::FindingCount &c : store::findingCounts(values, f.value)) {
        const rules::Pack *pack = m_services.pack(c.framework);
        if (c.status == Status::Unknown)
            unknowns += c.count;
        else if (c.status == Status::Gap)
            (pack && pack->legalStatus == LegalStatus::Law ? lawGaps : otherGaps) += c.count;
    }

    TileData decided{u"decided"_s, u"Decided"_s, u"–"_s, u"not evaluated yet"_s, u"Evaluate with F5 to see what can be decided"_s,
                     figures::Tone::Ink, u"issues"_s, filter};
    decided.filter.status = Status::Unknown;
    if (out.info.evaluated) {
        const int passes = passCount(values);
        const int all = passes + lawGaps + otherGaps + unknowns;
        decided.number = filter.isEmpty() && passes > 0 ? percent(all - unknowns, all) : figures::formatNumber(lawGaps + otherGaps);
        decided.note = filter.isEmpty() && passes > 0 ? u"%1 results unknown"_s.arg(figures::formatNumber(unknowns))
                                                      : u"open; %1 unknown"_s.arg(figures::formatNumber(unknowns));
        decided.tip = u"%1 of %2 results that apply are decided; %3 need an answer first"_s
                          .arg(figures::formatNumber(all - unknowns), figures::formatNumber(all), figures::formatNumber(unknowns));
        out.decided = filter.isEmpty() && passes > 0 ? u"%1 of %2 results decided"_s.arg(figures::formatNumber(all - unknowns), figures::formatNumber(all))
                                                     : QString();
    }

    const store::ShareCount stored = store::storedInZone(values, f.value, zone);
    TileData inZone{u"zone"_s, u"Stored in the zone"_s, percent(stored.yes, stored.yes + stored.no),
                    u"place unknown: %1"_s.arg(figures::formatNumber(stored.unknown)),
                    u"%1 of %2 IT systems and datasets whose place is known are stored only in the sovereign zone (%3 countries); place unknown for %4"_s
                        .arg(figures::formatNumber(stored.yes), figures::formatNumber(stored.yes + stored.no),
                             QString::number(zone.size()), figures::formatNumber(stored.unknown)),
                    figures::Tone::Ink, u"map"_s, filter};

    const store::ShareCount reach = store::withinForeignReach(values, f.value, zone);
    TileData foreign{u"reach"_s, u"In foreign reach, in clear"_s, percent(reach.yes, reach.yes + reach.no),
                     u"not known: %1"_s.arg(figures::formatNumber(reach.unknown)),
                     u"%1 of %2 IT systems are processed in clear by a provider whom a law from outside the zone reaches; not known for %3"_s
                         .arg(figures::formatNumber(reach.yes), figures::formatNumber(reach.yes + reach.no), figures::formatNumber(reach.unknown)),
                     figures::Tone::Ink, u"inventory"_s, filter};
    foreign.filter.kind = EntityKind::Workload;

    const QString notYet = out.info.evaluated ? QString() : u"not evaluated yet"_s;
    TileData law{u"law"_s, u"Gaps in binding law"_s, out.info.evaluated ? figures::formatNumber(lawGaps) : u"–"_s,
                 notYet.isEmpty() ? u"findings"_s : notYet, u"Findings where a binding law that applies is not met"_s,
                 lawGaps > 0 ? figures::Tone::Critical : figures::Tone::Ink, u"issues"_s, filter};
    law.filter.status = Status::Gap;
    if (filter.framework.isEmpty())
        law.filter.framework = frameworksOf(m_services.packs, out.info.frameworks, true);
    TileData scheme{u"scheme"_s, u"Schemes not met"_s, out.info.evaluated ? figures::formatNumber(otherGaps) : u"–"_s,
                    notYet.isEmpty() ? u"findings"_s : notYet, u"Findings under programmes, standards, schemes and own policy; never added to those of law"_s,
                    otherGaps > 0 ? figures::Tone::High : figures::Tone::Ink, u"issues"_s, filter};
    scheme.filter.status = Status::Gap;
    if (filter.framework.isEmpty())
        scheme.filter.framework = frameworksOf(m_services.packs, out.info.frameworks, false);

    int lapsing = 0;
    for (const store::DatedEntity &d : store::comingDates(values, f.value, today, today + 90))
        lapsing += d.kind == EntityKind::Certification;
    TileData lapse{u"lapse"_s, u"Certificates lapsing"_s, figures::formatNumber(lapsing), u"within 90 days"_s,
                   u"Certificates that lapse by %1"_s.arg(fromDay(today + 90).toString(Qt::ISODate)),
                   lapsing > 0 ? figures::Tone::Medium : figures::Tone::Ink, u"inventory"_s, filter};
    lapse.filter.kind = EntityKind::Certification;
    out.tiles = {decided, inZone, foreign, law, scheme, lapse};
}

void GuiBackend::fillBars(store::AttributeStore &values, OverviewData &out, const FilterState &filter) const
{
    const PageFilterOf f(filter);
    struct Stack
    {
        std::array<int, SeverityCount> gaps{};
        int unknown = 0;
        int sum() const { return gaps[0] + gaps[1] + gaps[2] + gaps[3]; }
    };
    QMap<QString, Stack> stacks;
    for (const store::FindingCount &c : store::findingCounts(values, f.value)) {
        Stack &stack = stacks[c.framework];
        if (c.status == Status::Gap)
            stack.gaps.at(static_cast<std::size_t>(c.severity)) += c.count;
        else
            stack.unknown += c.count;
    }
    QStringList order = stacks.keys();
    std::stable_sort(order.begin(), order.end(), [&](const QString &a, const QString &b) { return stacks[a].sum() > stacks[b].sum(); });
    for (const QString &id : order) {
        const Stack &stack = stacks[id];
        const rules::Pack *pack = m_services.pack(id);
        figures::Bar bar{u"framework:"_s + id, pack ? pack->title : id, {}, {}};
        const LegalStatus legal = pack ? pack->legalStatus : LegalStatus::Law;
        for (int s = SeverityCount - 1; s >= 0; --s) {
            const auto severity = static_cast<Severity>(s);
            const int n = stack.gaps.at(static_cast<std::size_t>(s));
            if (n > 0)
                bar.segments.append({u"framework:%1:%2"_s.arg(id, severityName(severity)),
                                     u"%1, %2"_s.arg(text::statusWord(Status::Gap, legal), text::severityWord(severity).toLower()),
                                     static_cast<double>(n), figures::Fill::of(severity)});
        }
        if (stack.unknown > 0)
            bar.segments.append({u"framework:%1:unknown"_s.arg(id), u"unknown"_s, static_cast<double>(stack.unknown), figures::Fill::of(Status::Unknown)});
        out.frameworks.bars.append(bar);
    }
    out.frameworks.unit = u"findings"_s;
    out.frameworks.emptyText = out.info.evaluated ? u"Nothing open under this filter."_s : u"Not evaluated yet: press F5."_s;

    const auto simple = [](figures::StackedBarsData &data, const QList<store::Counted> &counts, const QString &prefix, const QString &unit, int most,
                           const QString &all, auto label) {
        double rest = 0;
        for (const store::Counted &c : counts) {
            if (data.bars.size() >= most) {
                rest += c.value;
                continue;
            }
            figures::Bar bar{prefix + c.key, label(c.key), {}, {}};
            const figures::Fill fill = c.key.isEmpty() ? figures::Fill::of(Status::Unknown) : figures::Fill::of(figures::Tone::Accent);
            bar.segments.append({bar.id, bar.label, c.value, fill});
            data.bars.append(bar);
        }
        if (rest > 0)
            data.bars.append({all, u"Other"_s, {{all, u"Other"_s, rest, figures::Fill::of(figures::Tone::NotApplicable)}}, {}});
        data.unit = unit;
    };
    simple(out.accelerators, store::acceleratorsByVendor(values, f.value), u"vendor:"_s, u"accelerators"_s, 3, u"kind:accelerator"_s,
           [](const QString &key) { return key.isEmpty() ? u"Vendor not recorded"_s : key; });
    out.accelerators.emptyText = u"No accelerators recorded. Import cloud inventories or a register of machines."_s;
    simple(out.principals, store::grantsByPrincipal(values, f.value), u"principal:"_s, u"access rights"_s, 3, u"kind:grant"_s, principalWord);
    out.principals.emptyText = u"No access rights recorded. Import IAM exports or an access register."_s;
}

} // namespace app
