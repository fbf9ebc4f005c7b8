// SPDX-License-Identifier: GPL-3.0-or-later
// The sovereignty score of the IT systems of each country, of the newest evaluation or an earlier one: those of the page of sovereignty, never
// the score of the EU CSF.
#include "gui/guikept.h"
#include "gui/translate.h"
#include "rules/evaluator.h"
#include "store/estate/estate.h"

#include <QLocale>
#include <QSet>

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
    void add(const std::optional<rules::ScoreRange> &score)
    {
        ++things;
        if (score) {
            low += score->low;
            high += score->high;
            ++scored;
        }
    }
};

/// What a country shows: the mean of what is there now, and by how much it changed for what was judged both times.
struct Scored
{
    Mean now, both, before;
    double lowChange() const { return both.scored == 0 ? 0 : std::round((both.low - before.low) / both.scored); }
    double highChange() const { return both.scored == 0 ? 0 : std::round((both.high - before.high) / both.scored); }
};

QString noteOf(const Mean &mean)
{
    const int others = mean.things - mean.scored;
    if (mean.scored == 0)
        return u"none of the IT systems here (%1) is judged by itself"_s.arg(mean.things);
    return others == 0 ? QString() : u"%1 more here only support others and are not judged by themselves, or no rule applies to them"_s.arg(others);
}

QString signedNumber(double value) { return value < 0 ? QChar(0x2212) + QString::number(-value) : u"+%1"_s.arg(value); }

QString changeMark(const Scored &scored)
{
    const double low = scored.lowChange();
    const double high = scored.highChange();
    if (low == 0 && high == 0)
        return {};
    return low == high ? signedNumber(low) : signedNumber(low) + u" / "_s + signedNumber(high);
}

QString changeNote(const Scored &scored)
{
    if (scored.both.scored == 0)
        return u"no IT system here was judged both times"_s;
    if (changeMark(scored).isEmpty())
        return u"as it was, by %1 IT systems judged both times"_s.arg(scored.both.scored);
    return u"lower end %1, upper end %2 points, by %3 IT systems judged both times"_s.arg(signedNumber(scored.lowChange()), signedNumber(scored.highChange())).arg(scored.both.scored);
}

QString dayWords(Day day) { return QLocale(QLocale::English).toString(fromDay(day), u"d MMMM yyyy"_s); }

} // namespace

Result<GuiBackend::ComparedScores> GuiBackend::comparedScores(QSqlDatabase &db, store::AttributeStore &values, const std::shared_ptr<const store::Estate> &estate, const MapQuestion &question) const
{
    ComparedScores out;
    if (question.run == 0 && question.against == 0) {
        const Result<std::shared_ptr<const ScoresOfAll>> newest = scoresOfAll(estate, db, values);
        if (!newest)
            return newest.error();
        out.now = *newest;
        return out;
    }
    const auto rulesOf = [](const rules::RunSummary &run) {
        QSet<QString> all;
        for (const rules::RuleResult &r : run.rules)
            all.insert(r.rule);
        return all;
    };
    const Result<rules::RunSummary> run = question.run != 0 ? rules::keptRun(db, question.run) : rules::lastRun(db);
    if (!run)
        return run.error();
    QList<rules::RunSummary> runs = {*run};
    QSet<QString> judged = rulesOf(*run);
    out.title = u" (evaluated as of %1, places as they are now)"_s.arg(dayWords(run->asOf));
    if (question.against != 0) {
        const Result<rules::RunSummary> other = rules::keptRun(db, question.against);
        if (!other)
            return other.error();
        // Other rules give other scores: only what both judged is compared.
        judged.intersect(rulesOf(*other));
        runs.append(*other);
        out.title = u" (%1; points by which the ends changed since %2)"_s.arg(dayWords(run->asOf), dayWords(other->asOf));
    }
    for (int i = 0; i < static_cast<int>(runs.size()); ++i) {
        const rules::RunSummary &one = runs.at(i);
        const auto made = m_kept->scoresOfRuns.at(static_cast<std::size_t>(i)).of(estate, {one.run, i == 0 ? question.against : run->run}, [&] {
            return ScoresOfAll::ofRun(*estate, db, values, m_services.pack(u"ai-sov"_s), one, judged);
        });
        if (!made)
            return made.error();
        (i == 0 ? out.now : out.before) = *made;
    }
    return out;
}

Result<void> GuiBackend::addScores(figures::MapData &map, QSqlDatabase &db, store::AttributeStore &values, const std::shared_ptr<const store::Estate> &estate, const MapQuestion &question) const
{
    const Result<ComparedScores> scores = comparedScores(db, values, estate, question);
    if (!scores)
        return scores.error();
    const FilterState narrowed = filterOf(question.metric, question.filter);
    const PageFilterOf f(narrowed);
    const store::EstatePlaces &places = estate->places();
    std::vector<Scored> countries(static_cast<std::size_t>(places.lands().count()));
    std::vector<int> lands; // of one thing
    estate->select(values, f.value).each([&](quint32 thing) {
        lands.clear();
        for (const store::EstatePlaces::Row &row : places.of(thing)) {
            const int land = places.spots()[row.spot].land;
            if ((row.facets & static_cast<quint32>(narrowed.facets)) != 0 && land >= 0 && std::find(lands.begin(), lands.end(), land) == lands.end())
                lands.push_back(land);
        }
        const std::optional<rules::ScoreRange> score = scores->now->of(thing);
        const std::optional<rules::ScoreRange> was = scores->before ? scores->before->of(thing) : std::nullopt;
        for (const int land : lands) {
            Scored &country = countries[static_cast<std::size_t>(land)];
            country.now.add(score);
            if (score && was) {
                country.both.add(score);
                country.before.add(was);
            }
        }
    });
    map.sites.clear();
    map.shared.clear();
    if (!scores->title.isEmpty())
        map.arcs.clear();
    map.metric += scores->title;
    map.things = u"IT systems"_s;
    map.thing = u"IT system"_s;
    map.total = 0; // a mean is no share
    map.why = scores->now->why().isEmpty() && scores->before ? scores->before->why() : scores->now->why();
    for (figures::MapCountry &country : map.countries) {
        const int land = places.lands().find(country.iso);
        const Scored scored = land < 0 ? Scored() : countries[static_cast<std::size_t>(land)];
        country.value.reset();
        country.note = map.why.isEmpty() ? noteOf(scored.now) : u"not judged"_s;
        if (scored.now.scored == 0)
            continue;
        country.value = std::round(scored.now.low / scored.now.scored);
        country.upTo = std::round(scored.now.high / scored.now.scored);
        country.of = scored.now.scored;
        if (scores->before) {
            country.mark = changeMark(scored);
            country.note = changeNote(scored) + (country.note.isEmpty() ? QString() : u"; "_s + country.note);
        }
    }
    return {};
}

} // namespace app
