// SPDX-License-Identifier: GPL-3.0-or-later
// The sovereignty score of the IT systems of each country: those of the page of sovereignty, never the score of the EU CSF.
#include "core/scoresofall.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "store/estate/estate.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

struct Mean
{
    double low = 0, high = 0; ///< sums
    int scored = 0, things = 0;
};

QString noteOf(const Mean &mean)
{
    const int others = mean.things - mean.scored;
    if (mean.scored == 0)
        return u"none of the IT systems here (%1) is judged by itself"_s.arg(mean.things);
    return others == 0 ? QString() : u"%1 more here only support others and are not judged by themselves, or no rule applies to them"_s.arg(others);
}

} // namespace

Result<void> GuiBackend::addScores(figures::MapData &map, QSqlDatabase &db, store::AttributeStore &values, const std::shared_ptr<const store::Estate> &estate, const FilterState &narrowed) const
{
    const Result<std::shared_ptr<const ScoresOfAll>> scores = scoresOfAll(estate, db, values);
    if (!scores)
        return scores.error();
    const PageFilterOf f(narrowed);
    const store::EstatePlaces &places = estate->places();
    std::vector<Mean> means(static_cast<std::size_t>(places.lands().count()));
    std::vector<int> lands; // of one thing
    estate->select(values, f.value).each([&](quint32 thing) {
        lands.clear();
        for (const store::EstatePlaces::Row &row : places.of(thing)) {
            const int land = places.spots()[row.spot].land;
            if ((row.facets & static_cast<quint32>(narrowed.facets)) != 0 && land >= 0 && std::find(lands.begin(), lands.end(), land) == lands.end())
                lands.push_back(land);
        }
        const std::optional<rules::ScoreRange> score = (*scores)->of(thing);
        for (const int land : lands) {
            Mean &mean = means[static_cast<std::size_t>(land)];
            ++mean.things;
            if (score) {
                mean.low += score->low;
                mean.high += score->high;
                ++mean.scored;
            }
        }
    });
    map.sites.clear();
    map.shared.clear();
    map.things = u"IT systems"_s;
    map.total = 0; // a mean is no share
    map.why = (*scores)->why();
    for (figures::MapCountry &country : map.countries) {
        const int land = places.lands().find(country.iso);
        const Mean mean = land < 0 ? Mean() : means[static_cast<std::size_t>(land)];
        country.value.reset();
        country.note = map.why.isEmpty() ? noteOf(mean) : u"not judged"_s;
        if (mean.scored == 0)
            continue;
        country.value = std::round(mean.low / mean.scored);
        country.upTo = std::round(mean.high / mean.scored);
        country.of = mean.scored;
    }
    return {};
}

} // namespace app
