// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/guibackend.h"

// What earlier runs said, and the workspace's own choices.
#include "figures/figure.h"
#include "gui/frameworkbars.h"
#include "gui/translate.h"
#include "core/withstore.h"
#include "rules/evaluator.h"
#include "store/pages/overviewqueries.h"
#include "store/pages/reportqueries.h"
#include "store/settings.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

constexpr int RunsShown = 24;

int countOf(const rules::FrameworkResult &f, Status status) { return static_cast<int>(f.counts.at(static_cast<std::size_t>(status))); }

RunRow runRow(const store::RunLine &line, const rules::RunSummary &summary)
{
    RunRow row;
    row.id = line.id;
    row.asOf = fromDay(line.asOf);
    row.at = line.at;
    row.openIssues = static_cast<int>(summary.openIssues);
    for (const rules::FrameworkResult &f : summary.frameworks) {
        const QString name = text::shortFramework(f.framework, f.title);
        row.frameworks.append({f.framework, name, f.legalStatus, countOf(f, Status::Pass), countOf(f, Status::Gap), countOf(f, Status::Unknown), countOf(f, Status::Accepted)});
        // Rules under another word than the framework's stand in a line of their own.
        const qsizetype own = row.frameworks.size() - 1;
        for (const rules::RuleResult &r : summary.rules) {
            if (r.framework != f.framework || standingOf(r.legalStatus) == standingOf(f.legalStatus))
                continue;
            const auto count = [&r](Status status) { return static_cast<int>(r.counts.at(static_cast<std::size_t>(status))); };
            const RunRow::Counts of{f.framework, u"%1: %2"_s.arg(name, text::rulesBesideWord(r.legalStatus)), r.legalStatus, count(Status::Pass), count(Status::Gap), count(Status::Unknown), count(Status::Accepted)};
            auto beside = std::find_if(row.frameworks.begin() + own + 1, row.frameworks.end(), [&](const RunRow::Counts &c) { return standingOf(c.legal) == standingOf(r.legalStatus); });
            if (beside == row.frameworks.end())
                beside = row.frameworks.insert(row.frameworks.end(), {f.framework, of.label, r.legalStatus, 0, 0, 0, 0});
            beside->add(of, 1);
            row.frameworks[own].add(of, -1);
        }
    }
    return row;
}

struct RunTotals
{
    int pass = 0, law = 0, scheme = 0, weak = 0, unknown = 0, accepted = 0;
    int all() const { return pass + law + scheme + weak + unknown + accepted; }
    double decided() const { return all() > 0 ? 100.0 * (all() - unknown) / all() : 0; }
};

// By rule: a standard may hold a rule that a statute stands behind.
RunTotals totalsOf(const rules::RunSummary &run)
{
    RunTotals out;
    for (const rules::RuleResult &r : run.rules) {
        const auto count = [&](Status status) { return static_cast<int>(r.counts.at(static_cast<std::size_t>(status))); };
        out.pass += count(Status::Pass);
        out.unknown += count(Status::Unknown);
        out.accepted += count(Status::Accepted);
        (r.legalStatus == LegalStatus::Law ? out.law : r.legalStatus == LegalStatus::OwnPolicy ? out.weak : out.scheme) += count(Status::Gap);
    }
    return out;
}

struct Run
{
    RunRow row;
    RunTotals totals;
};

/// "legal_entity:corvane-vie" by the name that people know.
QString scopeName(store::AttributeStore &values, const QString &scope)
{
    const auto kind = domain::kindFromName(scope.section(u':', 0, 0));
    const QString key = scope.section(u':', 1);
    const auto head = store::entityHead(values, kind ? values.find(*kind, key) : 0);
    return head ? text::shownName(head->name, head->key) : key;
}

QList<Run> readRuns(store::AttributeStore &values, int most)
{
    QList<Run> out;
    for (const store::RunLine &line : store::runLines(values, most)) {
        if (const auto summary = rules::RunSummary::fromJson(line.summary); summary)
            out.append({runRow(line, *summary), totalsOf(*summary)});
        if (!out.isEmpty() && out.constLast().row.id == line.id && !line.scope.isEmpty())
            out.last().row.scope = scopeName(values, line.scope);
    }
    return out;
}

QString changeText(double now, double before, const QString &unit, const QString &since)
{
    const int change = qRound(now) - qRound(before);
    if (change == 0)
        return u"unchanged since %1"_s.arg(since);
    return u"%1%2%3 since %4"_s.arg(change > 0 ? u"+"_s : u"\u2212"_s, figures::formatNumber(std::abs(change)), unit, since);
}

} // namespace

void GuiBackend::addTrends(store::AttributeStore &values, TileData &decided, TileData &law, TileData &scheme) const
{
    // Of fewer frameworks, or of a part of the workspace, there are fewer gaps: only evaluations of the same are compared, and the tiles tell of the whole.
    QList<Run> runs = readRuns(values, RunsShown);
    const auto judged = [](const Run &run) {
        QStringList ids;
        for (const RunRow::Counts &c : run.row.frameworks)
            ids.append(c.id);
        ids.sort();
        return ids;
    };
    if (!runs.isEmpty() && !runs.constLast().row.scope.isEmpty())
        return;
    if (!runs.isEmpty())
        runs.removeIf([&, ids = judged(runs.constLast())](const Run &run) { return judged(run) != ids || !run.row.scope.isEmpty(); });
    if (runs.size() < 2)
        return;
    for (const Run &run : std::as_const(runs)) {
        const RunTotals &t = run.totals;
        decided.trend.append(qRound(t.decided())); // as the tile says it: no slope where it says that nothing changed
        law.trend.append(t.law);
        scheme.trend.append(t.scheme);
    }
    const Run &before = runs.at(runs.size() - 2);
    const QString since = QLocale().toString(before.row.asOf, u"d MMM yyyy"_s);
    const RunTotals &was = before.totals;
    const RunTotals &is = runs.constLast().totals;
    decided.change = changeText(is.decided(), was.decided(), {}, since) + u", "_s + decided.note;
    law.change = changeText(is.law, was.law, {}, since);
    scheme.change = changeText(is.scheme, was.scheme, {}, since) + u", "_s + scheme.note;
}

QString GuiBackend::weakNote(int weak)
{
    return weak > 0 ? u"policy: %1 weak"_s.arg(figures::formatNumber(weak)) : u"findings"_s;
}

Result<OverviewData> GuiBackend::brief(const QString &path)
{
    return withStore<OverviewData>(m_services, path, false, [&](store::AttributeStore &values) {
        OverviewData out;
        out.brief = true;
        out.info = infoOf(values, path);
        const QList<Run> runs = readRuns(values, 1);
        if (!runs.isEmpty()) {
            const RunTotals &t = runs.constLast().totals;
            const auto tile = [](const QString &id, const QString &label, const QString &number, const QString &note) {
                TileData data;
                data.id = id;
                data.label = label;
                data.number = number;
                data.note = note;
                return data;
            };
            const QString reading = u"reading \u2026"_s;
            out.tiles = {tile(u"decided"_s, u"Decided"_s, QString::number(qRound(t.decided())) + u" %"_s, u"%1 unknown"_s.arg(figures::formatNumber(t.unknown))),
                         tile(u"zone"_s, u"Stored in the zone"_s, u"\u2013"_s, reading), tile(u"reach"_s, u"In foreign reach"_s, u"\u2013"_s, reading),
                         tile(u"law"_s, u"Gaps in binding law"_s, figures::formatNumber(t.law), u"findings"_s),
                         tile(u"scheme"_s, u"Schemes not met"_s, figures::formatNumber(t.scheme), weakNote(t.weak)),
                         tile(u"lapse"_s, u"Certificates lapsing"_s, u"\u2013"_s, reading)};
            if (out.info.partial) {
                out.tiles.first().number = u"\u2013"_s;
                out.tiles.first().note = u"last run judged a part only"_s;
            }
        }
        return Result<OverviewData>(std::move(out));
    });
}

Result<QList<RunRow>> GuiBackend::runs(const QString &path)
{
    return withStore<QList<RunRow>>(m_services, path, false, [&](store::AttributeStore &values) {
        QList<RunRow> rows;
        for (const Run &run : readRuns(values, 200))
            rows.append(run.row);
        return Result<QList<RunRow>>(rows);
    });
}

QList<Country> GuiBackend::countries() const
{
    QList<Country> out;
    for (auto it = m_countries.cbegin(); it != m_countries.cend(); ++it)
        out.append({it.key(), it.value()});
    std::sort(out.begin(), out.end(), [](const Country &a, const Country &b) { return QString::localeAwareCompare(a.name, b.name) < 0; });
    return out;
}

Result<QList<CountryGroup>> GuiBackend::countryGroups(const QString &path)
{
    return withStore<QList<CountryGroup>>(m_services, path, false, [&](store::AttributeStore &values) {
        const QList<std::pair<QString, QString>> groups = {{u"EU"_s, u"European Union"_s}, {u"EEA"_s, u"European Economic Area"_s},
            {u"EFTA"_s, u"EFTA"_s}, {u"eu_adequate"_s, u"Adequate under the GDPR"_s}};
        QList<CountryGroup> out;
        for (const auto &[id, name] : groups) {
            out.append({name, store::countriesOfGroup(values, id)});
        }
        return Result<QList<CountryGroup>>(std::move(out));
    });
}

Result<QStringList> GuiBackend::zone(const QString &path)
{
    return withStore<QStringList>(m_services, path, false, [&](store::AttributeStore &values) { return Result<QStringList>(store::zoneCountries(values)); });
}

Result<WorkspaceInfo> GuiBackend::setZone(const QString &path, const QStringList &countries)
{
    if (countries.isEmpty())
        return Error{ErrorCode::InvalidValue, u"a sovereign zone needs at least one country"_s, u"ZONE"_s};
    for (const QString &code : countries) {
        if (!m_countries.contains(code))
            return Error{ErrorCode::InvalidValue, u"there is no country "_s + code, u"ZONE"_s};
    }
    return withStore<WorkspaceInfo>(m_services, path, true, [&](store::AttributeStore &values) -> Result<WorkspaceInfo> {
        const auto done = store::changeValueSet(values, u"ZONE"_s, countries, u"Choose the sovereign zone"_s, {}, m_clock.now());
        if (!done)
            return done.error();
        return infoOf(values, path);
    });
}

Result<JudgedCounts> GuiBackend::judgedUnder(QSqlDatabase &db, store::AttributeStore &values, const store::Estate &estate, const FilterState &filter) const
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error().code == ErrorCode::NoRun ? Result<JudgedCounts>(JudgedCounts()) : run.error();
    const store::PageFilter f = PageFilterOf(filter).value;
    const QStringList frameworks = f.framework.split(u',', Qt::SkipEmptyParts);
    FilterState things = filter;
    things.framework.clear();
    things.severity.reset();
    things.special.removeIf([](const SpecialFilter &s) { return s.what == u"law"_s || s.what == u"rule"_s; });
    rules::RunSummary wanted;
    QHash<QString, EntityKind> within;
    for (const rules::RuleResult &r : run->rules) {
        if ((!frameworks.isEmpty() && !frameworks.contains(r.framework)) || (f.severity && *f.severity != r.severity) || (!f.legal.isEmpty() && !f.legal.contains(r.legalStatus)) ||
            (!f.rules.isEmpty() && !f.rules.contains(r.rule)))
            continue;
        const rules::Rule *rule = m_services.rule(r.rule).second;
        if (!things.isEmpty() && !rule)
            continue; // of a rule that is gone nobody knows what it judged
        wanted.rules.append(r);
        if (!things.isEmpty())
            within.insert(r.rule, rule->entity);
    }
    if (!things.isEmpty()) {
        const store::ThingSet set = estate.selectThings(values, PageFilterOf(things).value);
        const auto counts = rules::countResults(db, run->run, within, [&](qint64 id) {
            const int thing = estate.things().find(id);
            return thing >= 0 && set.has(static_cast<quint32>(thing));
        });
        if (!counts)
            return counts.error();
        for (rules::RuleResult &r : wanted.rules)
            r.counts = counts->value(r.rule);
    }
    const RunTotals totals = totalsOf(wanted);
    return JudgedCounts{totals.all(), totals.unknown};
}

} // namespace app
