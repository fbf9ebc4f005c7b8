// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportcharts.h"

#include "store/pages/overviewqueries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

/// Of more, names are short and those without a result are only counted.
constexpr qsizetype FewFrameworks = 8;

report::Chart frameworkChart(const QList<report::Framework> &frameworks)
{
    figures::StackedBarsData bars;
    bars.unit = u"results"_s;
    bars.emptyText = u"There is no finding, and nothing is unknown."_s;
    std::array<bool, SeverityCount> used{};
    bool open = false;
    const bool many = frameworks.size() > FewFrameworks;
    qsizetype idle = 0;
    for (const report::Framework &f : frameworks) {
        const QString name = many ? text::shortFramework(f.id, f.name) : f.name;
        bool first = true;
        bool shown = false;
        for (const report::Framework::Part &part : f.parts()) {
            // What own policy finds weak has a bar of its own below the law's.
            const QString id = first ? f.id : f.id + u'/' + legalStatusName(part.legalStatus);
            figures::Bar bar{id, first ? name : u"%1: %2"_s.arg(text::shortFramework(f.id, f.name), text::rulesBesideWord(part.legalStatus)), {}, {}};
            for (int s = SeverityCount - 1; s >= 0; --s) {
                const auto severity = static_cast<Severity>(s);
                if (part.gaps.of(severity) == 0)
                    continue;
                used.at(static_cast<std::size_t>(s)) = true;
                bar.segments.append({id + u'/' + severityName(severity), severityName(severity), double(part.gaps.of(severity)), figures::Fill::of(severity)});
            }
            if (const int unknown = part.counts.of(Status::Unknown) + part.counts.of(Status::Error); unknown > 0) {
                open = true;
                bar.segments.append({id + u"/unknown"_s, u"unknown"_s, double(unknown), figures::Fill::of(Status::Unknown)});
            }
            if (!bar.segments.isEmpty() || (first && !many))
                bars.bars.append(bar);
            shown = shown || !bar.segments.isEmpty();
            first = false;
        }
        // Of many, those with nothing to show are counted below.
        if (many && !shown)
            ++idle;
    }
    for (int s = SeverityCount - 1; s >= 0; --s) {
        if (used.at(static_cast<std::size_t>(s)))
            bars.keys.append({severityName(static_cast<Severity>(s)), figures::Fill::of(static_cast<Severity>(s)), static_cast<Severity>(s), {}, {}});
    }
    if (open)
        bars.keys.append({u"unknown"_s, figures::Fill::of(Status::Unknown), {}, {}, {}});
    return {u"Findings and unknown results by framework and severity"_s,
            u"Unit: results (one requirement for one thing); right: their number. Parts from left to right in the order of the legend; hatched: unknown. Law, schemes and own policy stand apart. Source: this evaluation.%1"_s.arg(
                idle == 0 ? QString() : u" %1 more have neither findings nor anything unknown."_s.arg(idle)),
            bars, 160};
}

/// Bars of one column each, in ink of the accent; what has no word is hatched.
report::Chart countChart(const QString &title, const QString &caption, const QString &unit, const QString &empty, const QList<store::Counted> &counts)
{
    figures::StackedBarsData bars;
    bars.unit = unit;
    bars.emptyText = empty;
    for (const store::Counted &counted : counts) {
        const QString said = counted.key;
        const double count = counted.value;
        const QString word = said.isEmpty() ? u"Not said"_s : text::capitalised(text::valueWord(said));
        figures::Bar bar{said, word, {}, {}};
        bar.segments.append({said, word, count, said.isEmpty() ? figures::Fill::of(Status::Unknown) : figures::Fill{}});
        bars.bars.append(bar);
    }
    return {title, caption, bars, 120};
}

} // namespace

QList<report::Chart> reportCharts(store::AttributeStore &values, const store::PageFilter &scope, const QList<report::Framework> &frameworks)
{
    store::PageFilter live = scope; // what forbids gives no access
    live.special.append({u"rights"_s, u"live"_s});
    return {frameworkChart(frameworks),
            countChart(u"Accelerators by vendor"_s, u"Unit: chips. Hatched: vendor not said. Source: the inventory."_s, u"chips"_s,
                       u"No accelerators are recorded. They come with the exports of machines, or with a register of accelerators."_s, store::acceleratorsByVendor(values, scope)),
            countChart(u"Access rights by kind of principal"_s, u"Unit: access rights. Hatched: kind not said. Source: the inventory."_s, u"access rights"_s,
                       u"No access rights are recorded. They come with exports of identities, or with a register of access rights."_s, store::grantsByPrincipal(values, live))};
}

} // namespace app
