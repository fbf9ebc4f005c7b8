// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows of earlier evaluations, and what came and went between two of them.
#include "core/reportbuilder.h"
#include "gui/guibackend.h"
#include "gui/translate.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "store/estate/estate.h"

#include <QHash>
#include <QLocale>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// The things with a gap in a run, by the rules that the filter names.
Result<QSet<qint64>> gapsOf(const Services &services, QSqlDatabase &db, const rules::RunSummary &run, const QSet<QString> &judged, const store::PageFilter &filter)
{
    QSet<qint64> out;
    const QStringList frameworks = filter.framework.isEmpty() ? QStringList() : filter.framework.split(u',');
    for (const rules::RuleResult &result : run.rules) {
        const rules::Rule *rule = services.rule(result.rule).second;
        if (!rule || !judged.contains(result.rule) || (!frameworks.isEmpty() && !frameworks.contains(result.framework)) || (filter.severity && *filter.severity != result.severity) ||
            result.counts.at(static_cast<std::size_t>(Status::Gap)) == 0)
            continue;
        const auto results = rules::readResults(db, run.run, result.rule, rule->entity);
        if (!results)
            return results.error();
        for (const rules::EntityStatus &one : *results) {
            if (one.status == Status::Gap)
                out.insert(one.entity.value);
        }
    }
    return out;
}

/// How many are there now, came and went.
struct Change
{
    double now = 0;
    int came = 0, went = 0;
    void add(bool is, bool was)
    {
        now += is;
        came += is && !was;
        went += was && !is;
    }
    QString mark() const
    {
        QStringList parts;
        if (came > 0)
            parts.append(u"+%1"_s.arg(came));
        if (went > 0)
            parts.append(QChar(0x2212) + QString::number(went));
        return parts.join(u' ');
    }
    QString words() const
    {
        return came == 0 && went == 0 ? u"nothing came or went"_s : u"%1 came, %2 went"_s.arg(came).arg(went);
    }
};

} // namespace

Result<figures::MapData> GuiBackend::mapOfRuns(QSqlDatabase &db, store::AttributeStore &values, const store::Estate &estate, const MapQuestion &question) const
{
    const Result<rules::RunSummary> run = question.run != 0 ? rules::keptRun(db, question.run) : rules::lastRun(db);
    if (!run)
        return run.error();
    QSet<QString> judged;
    for (const rules::RuleResult &r : run->rules)
        judged.insert(r.rule);
    const PageFilterOf f(filterOf(question.metric, question.filter));
    QSet<qint64> before;
    QDate since;
    if (question.against != 0) {
        const Result<rules::RunSummary> other = rules::keptRun(db, question.against);
        if (!other)
            return other.error();
        // Of other rules there are other gaps: only what both judged is compared.
        QSet<QString> both;
        for (const rules::RuleResult &r : other->rules) {
            if (judged.contains(r.rule))
                both.insert(r.rule);
        }
        judged = both;
        Result<QSet<qint64>> was = gapsOf(m_services, db, *other, judged, f.value);
        if (!was)
            return was.error();
        before = *std::move(was);
        since = fromDay(other->asOf);
    }
    const Result<QSet<qint64>> now = gapsOf(m_services, db, *run, judged, f.value);
    if (!now)
        return now.error();

    store::PageFilter standing = f.value;
    standing.status.reset();
    standing.severity.reset();
    standing.framework.clear();
    QMap<QString, Change> countries;
    QMap<QString, Change> sites;
    QHash<QString, store::SiteCount> known;
    QSet<qint64> placed, global, unplaced;
    const store::ThingSet here = estate.selectThings(values, standing);
    int total = 0;
    here.each([&](quint32 thing) { total += now->contains(estate.things().id(thing)); });
    std::pair<qint64, QSet<QString>> seen; // of one thing: it may be at a place in several ways
    // What is in several sites at once is counted once by a mark of them all.
    QStringList sitesOfOne;
    QMap<QStringList, int> together;
    const auto finish = [&] {
        sitesOfOne.sort();
        if (sitesOfOne.size() > 1)
            ++together[sitesOfOne];
        sitesOfOne.clear();
    };
    estate.places().each(estate.things(), here, 0, [&](const store::ThingPlace &place) {
        const bool is = now->contains(place.thing);
        const bool was = before.contains(place.thing);
        if (!is && !was)
            return;
        if (seen.first != place.thing) {
            finish();
            seen = {place.thing, {}};
        }
        if (place.global && is)
            global.insert(place.thing);
        if (place.country.isEmpty() && !place.global) {
            if (is)
                unplaced.insert(place.thing);
            return;
        }
        placed.insert(place.thing);
        if (!place.country.isEmpty() && !seen.second.contains(place.country)) {
            seen.second.insert(place.country);
            countries[place.country].add(is, was);
        }
        if (!place.site.id.isEmpty() && !seen.second.contains(place.site.id)) {
            seen.second.insert(place.site.id);
            sites[place.site.id].add(is, was);
            known.insert(place.site.id, place.site);
            if (is)
                sitesOfOne.append(place.site.id);
        }
    });
    finish();
    figures::MapData map = mapOf(values, question.metric, question.filter, &estate);
    const QHash<QString, QPointF> middles = [&map] {
        QHash<QString, QPointF> out;
        for (const figures::MapCountry &c : std::as_const(map.countries)) {
            if (c.at)
                out.insert(c.iso, *c.at);
        }
        return out;
    }();
    map.countries.clear();
    map.sites.clear();
    map.shared.clear();
    map.arcs.clear();
    const bool compared = question.against != 0;
    for (auto it = countries.cbegin(); it != countries.cend(); ++it) {
        figures::MapCountry country{it.key(), it->now};
        if (compared) {
            country.note = it->words();
            country.mark = it->mark();
        }
        if (const auto at = middles.constFind(it.key()); at != middles.cend())
            country.at = *at;
        map.countries.append(country);
    }
    std::sort(map.countries.begin(), map.countries.end(), [](const auto &a, const auto &b) { return *a.value > *b.value; });
    for (auto it = sites.cbegin(); it != sites.cend(); ++it) {
        const store::SiteCount site = known.value(it.key());
        const QString label = compared && (it->came > 0 || it->went > 0) ? u"%1 (%2)"_s.arg(site.label, it->words()) : site.label;
        map.sites.append({it.key(), label, site.lat, site.lon, it->now, siteKind(site.kind), {}});
    }
    QHash<QString, int> numbers;
    for (int i = 0; i < static_cast<int>(map.sites.size()); ++i)
        numbers.insert(map.sites.at(i).id, i);
    for (auto it = together.cbegin(); it != together.cend(); ++it) {
        QList<int> of;
        for (const QString &site : it.key())
            of.append(numbers.value(site));
        map.shared.append({of, static_cast<double>(it.value())});
    }
    map.global = static_cast<int>(global.size());
    map.noLocation = static_cast<int>((unplaced - placed).size());
    map.total = total;
    const auto day = [](QDate d) { return QLocale(QLocale::English).toString(d, u"d MMMM yyyy"_s); };
    map.metric = compared ? u"%1 (%2; + came, \u2212 went since %3)"_s.arg(map.metric, day(fromDay(run->asOf)), day(since))
                          : u"%1 (evaluated as of %2, places as they are now)"_s.arg(map.metric, day(fromDay(run->asOf)));
    return map;
}

} // namespace app
