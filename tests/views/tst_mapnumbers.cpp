// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of the map, its numbers counted by other means, and where they lead.
#include "core/sovereignty.h"
#include "figures/worldmap.h"
#include "pages/backend.h"
#include "rules/pack.h"
#include "store/connectionscope.h"
#include "store/findings.h"
#include "store/pages/listqueries.h"
#include "store/pages/mapqueries.h"
#include "store/statement.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QRegularExpression>

namespace tst_mapnumbers {

using namespace Qt::StringLiterals;
using views::MapMetric;

class TestMapNumbers : public SampleWindowTest
{
    Q_OBJECT

    /// Where a number leads: the page of the inventory under the filter.
    auto listedUnder(const views::FilterState &filter)
    {
        views::InventoryQuery query;
        query.filter = filter;
        query.kind = filter.kind.value_or(domain::EntityKind::Workload);
        return m_backend->inventory(m_sample, query);
    }

private slots:
    void initTestCase() { makeSample(); }
    void everyMetricSaysSomething_data()
    {
        QTest::addColumn<MapMetric>("metric");
        QTest::newRow("systems") << MapMetric::Systems;
        QTest::newRow("datasets") << MapMetric::Data;
        QTest::newRow("records") << MapMetric::Records;
        QTest::newRow("accelerators") << MapMetric::Chips;
        QTest::newRow("exposure") << MapMetric::Exposure;
        QTest::newRow("score") << MapMetric::Score;
        QTest::newRow("gaps") << MapMetric::Gaps;
        QTest::newRow("critical gaps") << MapMetric::GapsCritical;
        QTest::newRow("high gaps") << MapMetric::GapsHigh;
    }
    void everyMetricSaysSomething()
    {
        QFETCH(MapMetric, metric);
        const auto map = m_backend->mapFor(m_sample, {metric, {}, 0, 0});
        QVERIFY2(map, qPrintable(map ? QString() : map.error().detail));
        QVERIFY(!map->metric.isEmpty() && !map->unit.isEmpty());
        // Transfers have gaps, but no place of their own: they are counted beside the map.
        QVERIFY(!map->countries.isEmpty() || map->noLocation > 0);
        for (const figures::MapCountry &country : map->countries)
            QVERIFY2(country.iso.size() == 2, qPrintable(country.iso));
    }
    void scoresAreTheMeanOfTheSystemsRanges()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Score, {}, 0, 0});
        QVERIFY(map && map->why.isEmpty());
        store::ConnectionScope scope(m_sample, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        const auto run = store::newestRun(values);
        QVERIFY(run);
        QSqlDatabase db = scope.db();
        const auto ranges = app::systemRanges(db, values, *m_services->pack(u"ai-sov"_s), run->asOf);
        QVERIFY(ranges && ranges->size() > 100);
        QHash<qint64, rules::ScoreRange> scores;
        for (const app::SystemRange &system : *ranges) {
            if (system.range)
                scores.insert(system.system.id, *system.range);
        }
        struct Sum
        {
            double low = 0, high = 0;
            int scored = 0, others = 0;
        };
        QHash<QString, Sum> sums;
        store::Statement &s = values.statement("SELECT DISTINCT coalesce(p.country,l.country,r.country) c, e.id FROM entity e JOIN place p ON p.entity=e.id LEFT JOIN ref_region r ON "
                                               "r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site WHERE e.kind=?1 AND (p.facets & ?2)<>0 AND e.retired_on IS NULL AND c IS NOT NULL");
        s.bind(1, static_cast<qint64>(domain::EntityKind::Workload)).bind(2, qint64(domain::Facet::Hosting));
        while (s.next()) {
            Sum &sum = sums[s.text(0)];
            const auto score = scores.constFind(s.integer(1));
            if (score == scores.cend()) {
                ++sum.others;
                continue;
            }
            sum.low += score->low;
            sum.high += score->high;
            ++sum.scored;
        }
        s.reset();
        QCOMPARE(map->countries.size(), sums.size());
        int judged = 0, partly = 0;
        for (const figures::MapCountry &country : map->countries) {
            const Sum sum = sums.value(country.iso);
            QCOMPARE(country.value.has_value(), sum.scored > 0);
            QCOMPARE(country.note.isEmpty(), sum.scored > 0 && sum.others == 0);
            if (sum.scored == 0)
                continue;
            QCOMPARE(country.of, sum.scored);
            QVERIFY2(qAbs(*country.value - sum.low / sum.scored) <= 0.51 && qAbs(*country.upTo - sum.high / sum.scored) <= 0.51, qPrintable(country.iso));
            ++judged;
            partly += *country.value < *country.upTo;
        }
        QVERIFY(judged > 3 && partly > 0);
        // The table says the range, of how many, and counts things beside it; not per cent of nobody knows what.
        const report::FigureTable table = report::tableOf(*map, {{u"DE"_s, u"Germany"_s}});
        bool german = false;
        for (const QStringList &row : table.rows) {
            if (row.at(1) == u"Germany"_s) {
                german = true;
                static const QRegularExpression range(u"^\\d+ to \\d+$"_s);
                QVERIFY2(range.match(row.at(4)).hasMatch() && row.at(5) == u"%"_s && row.at(6).contains(u"mean of %1 IT systems"_s.arg(sums.value(u"DE"_s).scored)), qPrintable(row.join(u'|')));
            }
            if (row.at(0) == map->words.noLocation || row.at(0) == map->words.global)
                QCOMPARE(row.at(5), row.at(4) == u"1"_s ? u"IT system"_s : u"IT systems"_s);
            if (row.at(0) == u"Transfer"_s)
                QVERIFY2(row.at(5).startsWith(u"transfer"_s), qPrintable(row.join(u'|')));
        }
        QVERIFY(german);
    }
    void scoresSayWhereNothingWasJudged()
    {
        const QString path = m_folder.filePath(u"unjudged.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        {
            store::ConnectionScope scope(path, store::Access::Write);
            store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
            QVERIFY(values.statement("PRAGMA foreign_keys=OFF").run() && values.statement("DELETE FROM run").run());
        }
        const auto map = m_backend->mapFor(path, {MapMetric::Score, {}, 0, 0});
        QVERIFY2(map, qPrintable(map ? QString() : map.error().detail));
        QVERIFY2(map->why.contains(u"ai-sov"_s), qPrintable(map->why));
        for (const figures::MapCountry &country : map->countries)
            QVERIFY(!country.value);
    }
    void transfersStayUnderAPlace()
    {
        const auto all = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(all);
        const auto transfersOf = [](const figures::MapData &map) {
            QStringList out;
            for (const figures::MapArc &arc : map.arcs) {
                if (arc.kind == figures::ArcKind::Transfer)
                    out += u"%1: %2"_s.arg(arc.id).arg(arc.count);
            }
            out.sort();
            return out;
        };
        const QStringList every = transfersOf(*all);
        QVERIFY(every.size() > 4);
        const auto check = [&](const views::FilterState &filter, const QString &country) {
            QStringList wanted;
            for (const QString &one : every) {
                if (one.startsWith(country + u'>') || one.contains(u'>' + country + u':'))
                    wanted += one;
            }
            const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, filter, 0, 0});
            QVERIFY(map);
            QCOMPARE(transfersOf(*map), wanted);
            // And each is a door.
            for (const figures::MapArc &arc : map->arcs) {
                if (arc.kind != figures::ArcKind::Transfer)
                    continue;
                views::FilterState behind = views::filterOf(MapMetric::Systems, filter);
                QCOMPARE(views::filterForMark(u"arc:"_s + arc.id, arc.label, behind), u"inventory"_s);
                views::InventoryQuery query;
                query.filter = behind;
                query.kind = *behind.kind;
                const auto page = m_backend->inventory(m_sample, query);
                QVERIFY(page);
                QCOMPARE(page->total, qRound64(arc.count));
            }
        };
        for (const QString &country : {u"DE"_s, u"US"_s, u"IT"_s, u"IN"_s, u"ES"_s}) {
            views::FilterState filter;
            filter.country = country;
            filter.facets = domain::Facet::Hosting;
            check(filter, country);
        }
        int sites = 0;
        for (const figures::MapSite &site : all->sites) {
            views::FilterState filter;
            filter.facets = domain::Facet::Hosting;
            filter.narrow(u"site"_s, site.id, site.label);
            store::ConnectionScope scope(m_sample, store::Access::Read);
            store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
            const QStringList countries = store::countriesOfSites(values, {site.id});
            if (countries.size() != 1)
                continue;
            check(filter, countries.constFirst());
            ++sites;
        }
        QVERIFY(sites > 5);
    }
    void amountsHaveUnitAndShare()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QVERIFY(map->total > 100);
        const figures::Figure figure = figures::layoutWorldMap(*map, QRectF(0, 0, 1200, 800), figures::Style::screen(figures::Palette::light()));
        static const QRegularExpression amount(u": [0-9\u202f]+ [a-zA-Z ]+, [<>]?\\d+ % of \\d+"_s);
        int said = 0;
        for (const figures::Cell &cell : figure.cells) {
            const bool counts = cell.id.startsWith("site:"_L1) || cell.id.startsWith("arc:"_L1) || (cell.id.startsWith("country:"_L1) && cell.value > 0);
            if (!counts)
                continue;
            QVERIFY2(amount.match(cell.tip).hasMatch(), qPrintable(cell.tip));
            ++said;
        }
        QVERIFY(said > 100);
        for (const figures::MapCountry &country : map->countries) {
            if (country.iso == u"DE"_s)
                QCOMPARE(map->amount(*country.value), QString::number(*country.value) + u" IT systems, "_s + QString::number(qRound(100 * *country.value / map->total)) + u" % of "_s + QString::number(map->total));
        }
        QCOMPARE(map->amount(1), u"1 IT system, <1 % of "_s + QString::number(map->total));
    }
    void numbersAreDoors_data() { everyMetricSaysSomething_data(); }
    void numbersAreDoors()
    {
        QFETCH(MapMetric, metric);
        const auto map = m_backend->mapFor(m_sample, {metric, {}, 0, 0});
        QVERIFY(map);
        for (const figures::MapCountry &country : map->countries.mid(0, 3)) {
            if (metric == MapMetric::Records || metric == MapMetric::Chips || metric == MapMetric::Score)
                continue; // sums and means are no numbers of things
            views::FilterState filter = views::filterOf(metric, {});
            QCOMPARE(views::filterForMark(u"country:"_s + country.iso, country.iso, filter), u"inventory"_s);
            const auto page = listedUnder(filter);
            QVERIFY(page);
            qint64 listed = filter.kind ? page->total : 0;
            for (const views::KindCount &count : page->counts)
                listed += filter.kind ? 0 : count.shown;
            QCOMPARE(static_cast<double>(listed), *country.value);
        }
    }
    void flowsAreDoors()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QSet<figures::ArcKind> kinds;
        for (const figures::MapArc &arc : map->arcs) {
            kinds << arc.kind;
            QVERIFY2(!arc.label.isEmpty() && !arc.note.isEmpty() && !arc.toName.isEmpty(), qPrintable(arc.id));
            views::FilterState filter = views::filterOf(MapMetric::Systems, {});
            QCOMPARE(views::filterForMark(u"arc:"_s + arc.id, arc.label, filter), u"inventory"_s);
            const auto page = listedUnder(filter);
            QVERIFY(page);
            QVERIFY2(page->total == qRound(arc.count), qPrintable(u"%1: %2 drawn, %3 listed"_s.arg(arc.label).arg(arc.count).arg(page->total)));
        }
        for (const auto kind : {figures::ArcKind::Transfer, figures::ArcKind::Backup, figures::ArcKind::Failover, figures::ArcKind::Support, figures::ArcKind::Administration,
                                figures::ArcKind::Keys, figures::ArcKind::Inference})
            QVERIFY2(kinds.contains(kind), qPrintable(map->words.arcs.value(static_cast<int>(kind)) + u" has no flow in the sample"_s));
    }
    void flowsWithoutARuleAreUnknown()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        for (const figures::MapArc &arc : map->arcs) {
            if (arc.note.contains(u"no rule that was evaluated"_s))
                QCOMPARE(figures::standingOf(arc), figures::Standing::Unknown);
        }
    }
    void shapesFollowTheKindOfSite()
    {
        const auto map = m_backend->mapFor(m_sample, {MapMetric::Systems, {}, 0, 0});
        QVERIFY(map);
        QSet<figures::SiteKind> kinds;
        for (const figures::MapSite &site : map->sites)
            kinds << site.kind;
        for (const auto kind : {figures::SiteKind::CloudRegion, figures::SiteKind::DataCentre, figures::SiteKind::SovereignRegion})
            QVERIFY(kinds.contains(kind));
    }
};

BAILIWICK_TEST(QApplication, TestMapNumbers)
} // namespace tst_mapnumbers

#include "tst_mapnumbers.moc"
