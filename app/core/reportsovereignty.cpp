// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportsovereignty.h"

#include "core/services.h"
#include "core/sovereignty.h"
#include "store/attributestore.h"
#include "text/wordtext.h"

#include <algorithm>
#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

const QString RuleSet = u"ai-sov"_s;
/// Of a large estate the weakest, one by one; the rest is counted.
constexpr qsizetype MostListed = 10'000;

double twoDecimals(double value) { return std::round(value * 100) / 100; }

report::OwnStandard::Concentration concentrationIn(const ConcentrationLine &line)
{
    report::OwnStandard::Concentration c;
    c.by = concentrationTitle(line.by);
    c.criticalOnly = line.criticalOnly;
    c.systems = line.found.systems;
    if (!line.found.shares.isEmpty()) {
        c.largest = line.found.shares.constFirst().name;
        c.low = twoDecimals(line.found.shares.constFirst().low);
        c.high = twoDecimals(line.found.shares.constFirst().high);
    }
    c.indexLow = std::round(line.found.indexLow);
    c.indexHigh = std::round(line.found.indexHigh);
    c.warns = line.found.shareWarns() || line.found.indexWarns();
    c.told = concentrationWords(line.found);
    return c;
}

} // namespace

Result<report::OwnStandard> ownStandardOf(const Services &services, QSqlDatabase &db, store::AttributeStore &values, bool scored, Day asOf)
{
    report::OwnStandard out;
    for (const ConcentrationLine &line : concentrations(values, services.countries, asOf)) {
        if (line.found.systems > 0)
            out.concentration.append(concentrationIn(line));
    }
    if (!scored)
        return out;
    const rules::Pack *pack = services.pack(RuleSet);
    const Result<QList<SystemRange>> all = pack ? systemRanges(db, values, *pack, asOf) : Result<QList<SystemRange>>(Error{ErrorCode::NoRun, {}, {}});
    if (!all && all.error().code != ErrorCode::NoRun)
        return all.error();
    if (!all) {
        out.why = whyNoScores(pack);
        return out;
    }
    for (const SystemRange &s : *all) {
        if (s.range)
            out.systems.append({s.system.key, text::shownName(s.system.name, s.system.key), s.critical, twoDecimals(s.range->low), twoDecimals(s.range->high)});
        else
            ++out.unscored;
    }
    std::stable_sort(out.systems.begin(), out.systems.end(), [](const auto &a, const auto &b) { return std::tie(a.low, a.high) < std::tie(b.low, b.high); });
    out.unlisted = int(std::max<qsizetype>(0, out.systems.size() - MostListed));
    out.systems = out.systems.mid(0, MostListed);
    return out;
}

} // namespace app
