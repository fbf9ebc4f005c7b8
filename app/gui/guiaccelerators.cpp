// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of accelerators shows.
#include "core/withstore.h"
#include "gui/assetparts.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/concentration.h"
#include "store/pages/acceleratorqueries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;
using figures::formatCount;

namespace app {
namespace {

struct ChipSum
{
    qint64 chips = 0;
    qint64 unsized = 0; ///< pools whose number of chips nobody has recorded
    QList<qint64> pools;
    void add(const store::PoolLine &pool)
    {
        chips += pool.count.value_or(0);
        unsized += pool.count ? 0 : 1;
        pools.append(pool.id);
    }
};

QString vendorWords(const QString &vendor) { return vendor.isEmpty() ? u"vendor not recorded"_s : vendor; }

QString chipWords(const QString &vendor, const QString &model)
{
    if (model.isEmpty())
        return vendor.isEmpty() ? u"vendor and model not recorded"_s : vendor + u", model not recorded"_s;
    return vendor.isEmpty() || model.startsWith(vendor) ? model : vendor + u' ' + model;
}

QString siteWords(const store::PoolLine &pool)
{
    QStringList labels;
    for (const store::PoolPlace &place : pool.places) {
        if (!labels.contains(place.label) && !place.label.isEmpty())
            labels.append(place.label);
    }
    return labels.isEmpty() ? u"site not recorded"_s : labels.join(u", "_s);
}

QString chipsWords(const ChipSum &sum)
{
    if (sum.unsized == 0)
        return formatCount(sum.chips);
    return sum.chips == 0 ? u"not recorded"_s : u"%1 and an unknown number"_s.arg(formatCount(sum.chips));
}

/// The vendors with most chips first; their places are their colours.
QStringList vendorsOf(const QList<store::PoolLine> &pools)
{
    std::map<QString, qint64> chips;
    for (const store::PoolLine &pool : pools)
        chips[pool.vendor] += pool.count.value_or(0);
    QStringList names;
    for (const auto &[name, count] : chips)
        names.append(name);
    std::stable_sort(names.begin(), names.end(), [&chips](const QString &a, const QString &b) { return chips[a] > chips[b]; });
    return names;
}

void fillTree(AcceleratorsData &out, const QList<store::PoolLine> &pools, const QStringList &vendors)
{
    struct Key
    {
        QString vendor, model, site;
        bool placed = false;
        bool operator<(const Key &other) const { return std::tie(vendor, model, site, placed) < std::tie(other.vendor, other.model, other.site, other.placed); }
    };
    std::map<Key, ChipSum> leaves;
    std::map<QString, ChipSum> unsized;
    for (const store::PoolLine &pool : pools) {
        if (pool.count)
            leaves[{pool.vendor, pool.model, siteWords(pool), !pool.places.isEmpty()}].add(pool);
        else
            unsized[pool.vendor].add(pool);
    }
    int number = 0;
    for (const auto &[key, sum] : leaves) {
        const QString id = u"chips:%1"_s.arg(number++);
        const QString label = chipWords(key.vendor, key.model);
        figures::TreemapItem item{id, label, static_cast<double>(sum.chips), figures::Fill::of(figures::Tone::Unknown), key.site, vendorWords(key.vendor)};
        if (!key.vendor.isEmpty()) {
            item.fill = figures::Fill::ofCategory(static_cast<int>(vendors.indexOf(key.vendor)));
            // What is not known of it is hatched: its site, or its model.
            item.fill.hatched = !key.placed || key.model.isEmpty();
        }
        out.chips.items.append(item);
        addAssetDoor(out, id, EntityKind::Accelerator, sum.pools, u"%1, %2"_s.arg(label, key.site));
    }
    for (const auto &[vendor, sum] : unsized) {
        const QString id = u"unsized:"_s + vendor;
        const QString label = u"%1: %2, number of chips not recorded"_s.arg(text::capitalised(vendorWords(vendor)), countedWords(sum.pools.size(), u"pool"_s, u"pools"_s));
        out.chips.unsized.append({id, label, 0, figures::Fill::of(figures::Tone::Unknown), {}, {}});
        addAssetDoor(out, id, EntityKind::Accelerator, sum.pools, label);
    }
    out.chips.unit = u"chips"_s;
    out.chips.emptyText = u"No number of chips is recorded here."_s;
}

void fillStages(AcceleratorsData &out, const QList<store::PoolLine> &pools)
{
    static const QStringList order = {u"training"_s, u"fine_tuning"_s, u"inference"_s, u"mixed"_s, QString()};
    std::map<qsizetype, ChipSum> sums;
    for (const store::PoolLine &pool : pools) {
        const qsizetype at = order.indexOf(pool.stage);
        sums[at < 0 ? order.size() - 1 : at].add(pool);
    }
    for (const auto &[at, sum] : sums) {
        const QString stage = order.at(at);
        const QString id = u"stage:"_s + stage;
        const QString word = stage.isEmpty() ? u"Stage not recorded"_s : text::capitalised(text::valueWord(stage));
        figures::Bar bar{id, word, {}, sum.unsized > 0 ? u"+ %1 unknown"_s.arg(countedWords(sum.unsized, u"pool"_s, u"pools"_s)) : QString()};
        bar.segments.append({id, {}, static_cast<double>(sum.chips), stage.isEmpty() ? figures::Fill::of(figures::Tone::Unknown) : figures::Fill::of(figures::Tone::Accent)});
        out.stages.bars.append(bar);
        addAssetDoor(out, id, EntityKind::Accelerator, sum.pools, u"Accelerators: %1"_s.arg(word.toLower()));
    }
    out.stages.unit = u"chips"_s;
    out.stages.emptyText = u"No number of chips is recorded here."_s;
}

void fillVendors(AcceleratorsData &out, const QList<store::CriticalSystem> &systems, const QStringList &vendors)
{
    QList<QStringList> held;
    for (const store::CriticalSystem &system : systems)
        held.append(system.vendors);
    const rules::Concentration found = rules::concentrationOf(held);
    const auto bar = [&](const QString &vendor, double count, const QString &note) {
        const QString id = u"critical:"_s + vendor;
        QList<qint64> things;
        for (const store::CriticalSystem &system : systems) {
            if (system.vendors.contains(vendor))
                things.append(system.id);
        }
        const auto colour = static_cast<int>(vendors.indexOf(vendor));
        const figures::Fill fill = vendor.isEmpty() ? figures::Fill::of(figures::Tone::Unknown) : colour < 0 ? figures::Fill::of(figures::Tone::Accent) : figures::Fill::ofCategory(colour);
        out.vendors.bars.append({id, text::capitalised(vendorWords(vendor)), {{id, {}, count, fill}}, note});
        addAssetDoor(out, id, EntityKind::Workload, things, u"Critical IT systems on %1"_s.arg(vendor.isEmpty() ? u"accelerators of an unknown vendor"_s : vendor));
    };
    for (const rules::ConcentrationShare &share : found.shares)
        bar(share.name, share.systems, shareWords(share.low, share.high));
    if (found.unrecorded > 0)
        bar(QString(), found.unrecorded, u"unknown"_s);
    out.vendors.unit = u"critical IT systems"_s;
    out.vendors.emptyText = u"No critical IT system is known to run on an accelerator."_s;
    if (found.systems == 0)
        return;
    const int low = qRound(found.indexLow);
    const int high = qRound(found.indexHigh);
    const QString index = low == high ? figures::formatNumber(low) : u"%1 to %2"_s.arg(figures::formatNumber(low), figures::formatNumber(high));
    const QString limit = figures::formatNumber(rules::ConcentratedIndex);
    out.concentration = u"%1 on accelerators: HHI %2, %3"_s.arg(countedWords(found.systems, u"critical IT system"_s, u"critical IT systems"_s), index,
        found.indexWarns() ? u"concentrated (from %1)"_s.arg(limit) : found.mayWarn() ? u"perhaps concentrated (from %1)"_s.arg(limit) : u"below %1"_s.arg(limit));
}

/// What a plan foresees and is not there yet; nothing where nobody has recorded how many are there.
std::optional<qint64> toCome(const store::PoolLine &pool)
{
    return pool.plannedCount && pool.count ? std::optional(std::max<qint64>(0, *pool.plannedCount - *pool.count)) : std::nullopt;
}

QString chipCount(const store::PoolLine &pool)
{
    return pool.count ? formatCount(*pool.count) : saidWords({}, pool.absent, u"count"_s);
}

/// Placed: as everywhere on the page, what an export or a machine type shows. What is to come first.
void fillPlans(AcceleratorsData &out, QList<store::PoolLine> pools)
{
    const qsizetype all = pools.size();
    pools.removeIf([](const store::PoolLine &pool) { return !pool.plannedCount; });
    std::stable_sort(pools.begin(), pools.end(), [](const store::PoolLine &a, const store::PoolLine &b) { return toCome(a).value_or(*a.plannedCount) > toCome(b).value_or(*b.plannedCount); });
    const figures::Fill placed = figures::Fill::of(figures::Tone::Accent);
    figures::Fill registered = placed;
    registered.hatched = true;
    const figures::Fill coming = figures::Fill::of(figures::Tone::Unknown);
    out.planLines.head = {u"Pool"_s, u"Planned"_s, u"Placed"_s, u"Registered only"_s, u"To come"_s, u"Planned for"_s};
    qint64 planned = 0;
    qint64 there = 0;
    for (const store::PoolLine &pool : std::as_const(pools)) {
        const QString id = u"plan:%1"_s.arg(pool.id);
        const qint64 count = pool.count.value_or(0);
        const std::optional<qint64> left = toCome(pool);
        const QString day = pool.plannedFor ? fromDay(*pool.plannedFor).toString(Qt::ISODate) : u"not recorded"_s;
        // The number at the bar is the plan, or what is there where that is more.
        const QString isThere = !pool.count                   ? u"how many are there is not recorded"_s
                               : count > *pool.plannedCount ? u"%1 more than planned"_s.arg(formatCount(count - *pool.plannedCount))
                                                            : u"%1 there"_s.arg(formatCount(count));
        figures::Bar bar{id, pool.name, {}, pool.plannedFor ? u"%1; planned for %2"_s.arg(isThere, day) : isThere};
        bar.segments = {{id, u"Placed"_s, static_cast<double>(pool.seen ? count : 0), placed}, {id, u"Registered only"_s, static_cast<double>(pool.seen ? 0 : count), registered},
                        {id, left ? u"To come"_s : u"Not recorded whether placed"_s, static_cast<double>(left.value_or(*pool.plannedCount)), coming}};
        out.plans.bars.append(bar);
        const QString unsaid = saidWords({}, pool.absent, u"count"_s);
        out.planLines.rows.append({id, {pool.name, formatCount(*pool.plannedCount), pool.count ? formatCount(pool.seen ? count : 0) : unsaid, pool.count ? formatCount(pool.seen ? 0 : count) : unsaid,
                                        left ? formatCount(*left) : unsaid, day}, {}, {}, {}});
        addAssetDoor(out, id, EntityKind::Accelerator, {pool.id}, pool.name);
        planned += *pool.plannedCount;
        there += count;
    }
    if (!pools.isEmpty())
        out.plans.keys = {{u"placed"_s, placed, {}, {}, {}}, {u"registered only"_s, registered, {}, {}, {}}, {u"to come"_s, coming, {}, {}, {}}};
    out.plans.unit = u"chips"_s;
    out.plans.emptyText = u"No plan is recorded: the columns planned_count and planned_for of the table accelerators.csv hold one."_s;
    out.planned = pools.isEmpty() ? u"Planned against placed"_s
                                  : u"%1 planned, %2 there; %3 of %4 have a plan"_s.arg(countedWords(planned, u"chip"_s, u"chips"_s), formatCount(there), formatCount(pools.size()),
                                                                                        countedWords(all, u"pool"_s, u"pools"_s));
}

void fillPools(AcceleratorsData &out, const QList<store::PoolLine> &pools)
{
    out.pools.head = {u"Pool"_s, u"Chips"_s, u"Vendor and model"_s, u"Stage"_s, u"Where"_s, u"What runs on it"_s, u"Known from"_s};
    for (const store::PoolLine &pool : pools) {
        const QString id = u"pool:%1"_s.arg(pool.id);
        const QString runs = pool.systems.isEmpty() ? u"not recorded"_s : pool.systems.join(u", "_s);
        AssetRow row;
        row.id = id;
        row.cells = {pool.name, chipCount(pool), chipWords(pool.vendor, pool.model),
                     pool.stage.isEmpty() ? saidWords({}, pool.absent, u"stage"_s) : text::valueWord(pool.stage), siteWords(pool), runs,
                     pool.seen ? u"an export or a machine type"_s : u"a register only"_s};
        QStringList tips;
        if (pool.plannedCount)
            tips.append(u"%1 planned"_s.arg(formatCount(*pool.plannedCount)));
        if (!pool.models.isEmpty())
            tips.append(u"AI models of these systems: %1"_s.arg(pool.models.join(u", "_s)));
        row.tip = tips.join(u'\n');
        out.pools.rows.append(row);
        addAssetDoor(out, id, EntityKind::Accelerator, {pool.id}, pool.name);
    }
}

/// One value where all pools of a chip agree, else all of them.
QString agreed(const QStringList &values)
{
    QStringList different = values;
    different.removeDuplicates();
    std::sort(different.begin(), different.end());
    return different.join(u"; "_s);
}

void fillModels(AcceleratorsData &out, const QList<store::PoolLine> &pools, const QHash<QString, QString> &countries)
{
    struct Chip : ChipSum
    {
        QStringList owned, made, classes, notes;
        qint64 placed = 0;
    };
    std::map<std::pair<QString, QString>, Chip> chips;
    const auto country = [&countries](const QString &code) { return code.isEmpty() ? code : countries.value(code, code); };
    for (const store::PoolLine &pool : pools) {
        Chip &chip = chips[{pool.vendor, pool.model}];
        chip.add(pool);
        chip.placed += pool.seen ? pool.count.value_or(0) : 0;
        chip.owned.append(saidWords(country(pool.vendorCountry), pool.absent, u"vendor_country"_s));
        // The reference data may name several countries, which is no value of its own.
        const bool noted = pool.fabCountry.isEmpty() && !pool.absent.contains(u" fab_country "_s) && !pool.fabNote.isEmpty();
        chip.made.append(noted ? country(pool.fabNote) : saidWords(country(pool.fabCountry), pool.absent, u"fab_country"_s));
        chip.classes.append(saidWords(pool.exportClass, pool.absent, u"eccn"_s));
        if (!pool.exportNote.isEmpty())
            chip.notes.append(u"%1 (%2)"_s.arg(pool.exportNote, text::confidenceWord(pool.confidence)));
    }
    out.models.head = {u"Vendor and model"_s, u"Chips"_s, u"Placed"_s, u"Registered only"_s, u"Design owned in"_s, u"Made in"_s, u"Export class"_s, u"Reference data on export"_s};
    int number = 0;
    for (const auto &[key, chip] : chips) {
        AssetRow row;
        row.id = u"chip:%1"_s.arg(number++);
        const QString words = chipWords(key.first, key.second);
        row.cells = {words, chipsWords(chip), formatCount(chip.placed), formatCount(chip.chips - chip.placed), agreed(chip.owned),
                     agreed(chip.made), agreed(chip.classes), chip.notes.isEmpty() ? u"nothing known"_s : agreed(chip.notes)};
        out.models.rows.append(row);
        addAssetDoor(out, row.id, EntityKind::Accelerator, chip.pools, words);
    }
}

} // namespace

Result<AcceleratorsData> GuiBackend::accelerators(const QString &path, const FilterState &filter, const ChipChoice &choice)
{
    return withStore<AcceleratorsData>(m_services, path, false, [&](store::AttributeStore &values) -> Result<AcceleratorsData> {
        AcceleratorsData out;
        out.asOf = fromDay(judgedOn(values));
        const PageFilterOf f(filter);
        QList<store::PoolLine> pools = store::poolLines(values, f.value);
        // A vendor keeps its colour whatever the page is narrowed to: two pictures lie side by side.
        const QStringList vendors = vendorsOf(filter.isEmpty() ? pools : store::poolLines(values, {}));
        std::map<QString, std::map<QString, int>> known;
        for (const store::PoolLine &pool : std::as_const(pools))
            ++known[pool.vendor][pool.model];
        for (const auto &[vendor, models] : known) {
            if (vendor.isEmpty())
                continue;
            out.choices.append({vendor, {}});
            for (const auto &[model, count] : models) {
                if (!model.isEmpty())
                    out.choices.append({vendor, model});
            }
        }
        if (!choice.vendor.isEmpty())
            pools.removeIf([&choice](const store::PoolLine &p) { return p.vendor != choice.vendor || (!choice.model.isEmpty() && p.model != choice.model); });

        ChipSum all;
        qint64 seen = 0;
        qint64 nameless = 0;
        for (const store::PoolLine &pool : std::as_const(pools)) {
            all.add(pool);
            seen += pool.seen ? pool.count.value_or(0) : 0;
            nameless += pool.model.isEmpty() ? 1 : 0;
        }
        addAssetDoor(out, u"all"_s, EntityKind::Accelerator, all.pools, u"Accelerators of the page"_s);
        FilterState placed = out.doors.value(u"all"_s).filter;
        if (pools.isEmpty())
            placed.narrow(u"things"_s, u"0"_s, QString());
        out.map = mapOf(values, MapMetric::Accelerators, placed);
        fillTree(out, pools, vendors);
        fillStages(out, pools);
        fillVendors(out, store::criticalSystemsOnAccelerators(values, f.value), vendors);
        fillPools(out, pools);
        fillPlans(out, pools);
        fillModels(out, pools, m_countries);
        if (pools.isEmpty()) {
            out.nothing = filter.isEmpty() ? u"No accelerators are recorded. These exports fill this page: instances of AWS (describe-instances, Config snapshots), Azure resources, Google "
                                             "Cloud assets, Kubernetes nodes, Terraform states, or the table accelerators.csv."_s
                                           : u"No accelerator is under this filter."_s;
            return out;
        }
        QStringList parts = {u"%1 in %2"_s.arg(countedWords(all.chips, u"chip"_s, u"chips"_s), countedWords(all.pools.size(), u"pool"_s, u"pools"_s)),
                             u"placed (in an export or a machine type) %1, registered only %2"_s.arg(formatCount(seen), formatCount(all.chips - seen))};
        if (all.unsized > 0)
            parts.append(u"number unknown in %1"_s.arg(countedWords(all.unsized, u"pool"_s, u"pools"_s)));
        if (nameless > 0)
            parts.append(u"model unknown in %1"_s.arg(countedWords(nameless, u"pool"_s, u"pools"_s)));
        out.summary = parts.join(u"; "_s);
        return out;
    });
}

} // namespace app
