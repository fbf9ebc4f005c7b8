// SPDX-License-Identifier: GPL-3.0-or-later
// Every number is a door: what it counts is what the page behind it lists.
#include "figures/figure.h"
#include "pages/mainwindow.h"
#include "support/testmain.h"
#include "widgets/figureview.h"
#include "widgets/filterbar.h"
#include "support/samplewindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <numeric>

namespace tst_doors {

using namespace Qt::StringLiterals;
using figures::formatCount;
using domain::EntityKind;
using views::FilterState;
using views::MapMetric;

class TestDoors : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void tilesCountWhatTheyLeadTo();
    void mapCountsWhatItLeadsTo_data();
    void mapCountsWhatItLeadsTo();
    void arcsCarryTheirStatus();
    void barsCountWhatTheyLeadTo();
    void calendarGroupsLeadToTheirMembers();
    void datesOfLawsAheadStandInTheCalendar_data();
    void datesOfLawsAheadStandInTheCalendar();
    void knownDatesOfLawsSayWhatChanges();
    void everyDateLeadsSomewhere();
    void kindsOfLawAreNeverAddedUp();
    void issuesLeadToWhatTheyAffect();
    void clicksGoThereAndBack();
    void remembersAcrossStarts();
    void zoneIsChosenAndTakenBack();

private:
    /// How many things the inventory lists under a filter: of its kind, or of all kinds.
    qint64 listed(const FilterState &filter);
};

qint64 TestDoors::listed(const FilterState &filter)
{
    views::InventoryQuery query;
    query.kind = filter.kind.value_or(EntityKind::Workload);
    query.filter = filter;
    const auto page = m_backend->inventory(m_sample, query);
    if (!page)
        return -1;
    if (filter.kind)
        return page->total;
    return std::accumulate(page->counts.begin(), page->counts.end(), qint64(0), [](qint64 sum, const views::KindCount &c) { return sum + c.shown; });
}

void TestDoors::tilesCountWhatTheyLeadTo()
{
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    QCOMPARE(overview->tiles.size(), 6);
    for (const views::TileData &tile : overview->tiles) {
        if (tile.page == u"issues"_s) {
            const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, tile.filter);
            QVERIFY(issues);
            const bool decided = tile.id == u"decided"_s;
            QVERIFY2((decided ? issues->unknowns : issues->findings) > 0, qPrintable(tile.id));
            if (decided)
                QVERIFY2(tile.note.startsWith(formatCount(issues->unknowns) + u' '), qPrintable(tile.note + u" / "_s + formatCount(issues->unknowns)));
            else
                QCOMPARE(tile.number, formatCount(issues->findings));
            continue;
        }
        QCOMPARE(tile.page, u"inventory"_s);
        const qint64 rows = listed(tile.filter);
        if (tile.id == u"lapse"_s)
            QCOMPARE(tile.number, formatCount(rows));
        else
            QVERIFY2(tile.note.startsWith(formatCount(rows) + u' '), qPrintable(tile.note + u" / "_s + formatCount(rows)));
    }
    // The three parts of the zone and of the reach are all there is.
    for (const auto &[what, parts] : {std::pair(u"zone"_s, QStringList{u"in"_s, u"out"_s, u"unknown"_s}), std::pair(u"reach"_s, QStringList{u"yes"_s, u"no"_s, u"unknown"_s})}) {
        qint64 sum = 0;
        for (const QString &part : parts)
            sum += listed(FilterState().narrow(what, part, part));
        FilterState systems;
        systems.kind = EntityKind::Workload;
        FilterState datasets;
        datasets.kind = EntityKind::Dataset;
        QCOMPARE(sum, listed(systems) + (what == u"zone"_s ? listed(datasets) : 0));
    }
}

void TestDoors::mapCountsWhatItLeadsTo_data()
{
    QTest::addColumn<MapMetric>("metric");
    QTest::newRow("systems stored") << MapMetric::Systems;
    QTest::newRow("systems reached") << MapMetric::SystemsReach;
    QTest::newRow("data stored") << MapMetric::Data;
    QTest::newRow("data reached") << MapMetric::DataReach;
    QTest::newRow("models") << MapMetric::Models;
    QTest::newRow("accelerators") << MapMetric::Accelerators;
    QTest::newRow("access") << MapMetric::Access;
    QTest::newRow("gaps") << MapMetric::Gaps;
}

void TestDoors::mapCountsWhatItLeadsTo()
{
    QFETCH(MapMetric, metric);
    const auto map = m_backend->map(m_sample, metric, {});
    QVERIFY(map);
    QVERIFY(!map->countries.isEmpty());
    const auto behind = [&](const QString &mark) {
        FilterState filter = views::filterOf(metric, {});
        return views::filterForMark(mark, mark, filter) == u"inventory"_s ? listed(filter) : -1;
    };
    for (const figures::MapCountry &country : map->countries)
        QVERIFY2(behind(u"country:"_s + country.iso) == qRound64(country.value.value_or(-1)),
                 qPrintable(u"%1: %2 drawn, %3 listed"_s.arg(country.iso).arg(country.value.value_or(-1)).arg(behind(u"country:"_s + country.iso))));
    for (const figures::MapSite &site : map->sites)
        QVERIFY2(behind(u"site:"_s + site.id) == qRound64(site.count), qPrintable(u"%1: %2 drawn, %3 listed"_s.arg(site.id).arg(site.count).arg(behind(u"site:"_s + site.id))));
    // What one mark would count for all sites together.
    if (map->sites.size() > 1) {
        QStringList ids;
        double sum = 0;
        for (const figures::MapSite &site : map->sites) {
            ids.append(site.id);
            sum += site.count;
        }
        for (const figures::MapShared &shared : map->shared)
            sum -= shared.count * static_cast<double>(shared.sites.size() - 1);
        QCOMPARE(behind(u"site:"_s + ids.join(QChar(0x1f))), qRound64(sum));
    }
    for (const figures::MapArc &arc : map->arcs)
        QCOMPARE(behind(u"arc:"_s + arc.id), qRound64(arc.count));
    QCOMPARE(behind(u"place:none"_s), map->noLocation);
    QCOMPARE(behind(u"place:global"_s), map->global);
}

void TestDoors::arcsCarryTheirStatus()
{
    const auto map = m_backend->map(m_sample, MapMetric::Data, {});
    QVERIFY(map);
    QVERIFY(!map->arcs.isEmpty());
    QSet<int> seen;
    for (const figures::MapArc &arc : map->arcs) {
        seen.insert(static_cast<int>(arc.status));
        FilterState gaps;
        views::filterForMark(u"arc:"_s + arc.id, {}, gaps);
        gaps.status = domain::Status::Gap;
        QCOMPARE(arc.status == domain::Status::Gap, listed(gaps) > 0);
        gaps.status = domain::Status::Unknown;
        if (arc.status == domain::Status::Pass)
            QCOMPARE(listed(gaps), 0);
    }
    QVERIFY2(seen.size() > 1, "all transfers have one status");
}

void TestDoors::barsCountWhatTheyLeadTo()
{
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    QVERIFY(!overview->frameworks.bars.isEmpty() && !overview->accelerators.bars.isEmpty() && !overview->principals.bars.isEmpty());
    for (const figures::Bar &bar : overview->frameworks.bars) {
        QVERIFY2(bar.label.size() <= 18, qPrintable(bar.label));
        for (const figures::BarSegment &segment : bar.segments) {
            FilterState filter;
            QCOMPARE(views::filterForMark(segment.id, {}, filter), u"issues"_s);
            const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Framework, filter);
            QVERIFY(issues);
            if (filter.status == domain::Status::Gap)
                QCOMPARE(issues->findings, qRound(segment.value));
        }
    }
    for (const figures::Bar &bar : overview->principals.bars) {
        FilterState filter;
        QCOMPARE(views::filterForMark(bar.id, {}, filter), u"inventory"_s);
        QCOMPARE(listed(filter), qRound64(bar.segments.constFirst().value));
    }
    // What forbids gives no access: the same rights as on the page of access, all in all, and on the map.
    double held = 0;
    for (const figures::Bar &bar : overview->principals.bars)
        held += bar.segments.constFirst().value;
    const auto access = m_backend->access(m_sample, {});
    QVERIFY(access && !access->left.isEmpty());
    QCOMPARE(qRound64(held), access->rights);
    QCOMPARE(qRound64(m_backend->map(m_sample, MapMetric::Access, {})->total), access->rights);
    // Most rights name a holder whose kind is known: the holder's own record says it.
    for (const figures::Bar &bar : overview->principals.bars)
        QVERIFY(bar.id != u"principal:"_s || bar.segments.constFirst().value < 20);
    for (const figures::Bar &bar : overview->accelerators.bars) {
        FilterState filter;
        QCOMPARE(views::filterForMark(bar.id, {}, filter), u"inventory"_s);
        views::InventoryQuery query;
        query.kind = EntityKind::Accelerator;
        query.filter = filter;
        query.columns = {u"count"_s};
        const auto pools = m_backend->inventory(m_sample, query);
        QVERIFY(pools);
        double chips = 0;
        for (const items::Row &row : pools->rows)
            chips += row.cells.constFirst().state == items::CellState::Value ? row.cells.constFirst().text.toDouble() : 1;
        QCOMPARE(chips, bar.segments.constFirst().value);
    }
}

void TestDoors::calendarGroupsLeadToTheirMembers()
{
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    QSet<QString> seen;
    int groups = 0;
    for (const views::CalendarRow &row : overview->calendar) {
        const QString once = row.date.toString(Qt::ISODate) + row.sort + row.framework; // answers to a framework lead to it
        QVERIFY2(row.sort.isEmpty() || !seen.contains(once), qPrintable(once));
        seen.insert(once);
        if (row.count > 1 && row.page == u"inventory"_s) {
            ++groups;
            QCOMPARE(listed(row.filter), row.count);
        }
    }
    QVERIFY(groups > 0);
}

void TestDoors::datesOfLawsAheadStandInTheCalendar_data()
{
    QTest::addColumn<QDate>("ofFramework");
    QTest::addColumn<QList<QDate>>("ofRules");     // from; the rules' own days go before the framework's
    QTest::addColumn<QDate>("until");              // of the first rule
    QTest::addColumn<QStringList>("rows");
    const QDate passed(2018, 5, 25);
    const QDate august(2027, 8, 2);
    QTest::newRow("all apply already") << passed << QList<QDate>{passed, passed, passed} << QDate() << QStringList();
    QTest::newRow("today is still a start") << passed << QList<QDate>{QDate(2026, 11, 20)} << QDate() << QStringList{u"2026-11-20 Starts to apply: %1"_s};
    QTest::newRow("one requirement") << passed << QList<QDate>{passed, august} << QDate() << QStringList{u"2027-08-02 Starts to apply: %2"_s};
    QTest::newRow("two on one day") << passed << QList<QDate>{august, august} << QDate() << QStringList{u"2027-08-02 Starts to apply: 2 requirements"_s};
    QTest::newRow("on two days") << passed << QList<QDate>{august, QDate(2027, 1, 1)} << QDate()
                                 << QStringList{u"2027-01-01 Starts to apply: %2"_s, u"2027-08-02 Starts to apply: %1"_s};
    QTest::newRow("the whole framework") << august << QList<QDate>{QDate(), QDate(), QDate()} << QDate() << QStringList{u"2027-08-02 Starts to apply: 3 requirements"_s};
    QTest::newRow("an end") << passed << QList<QDate>{passed} << QDate(2027, 6, 30) << QStringList{u"2027-06-30 Applies until: %1"_s};
    QTest::newRow("beyond what the calendar holds") << passed << QList<QDate>{QDate(2031, 1, 1)} << QDate() << QStringList();
}

void TestDoors::datesOfLawsAheadStandInTheCalendar()
{
    QFETCH(QDate, ofFramework);
    QFETCH(QList<QDate>, ofRules);
    QFETCH(QDate, until);
    QFETCH(QStringList, rows);
    const QList<rules::Pack> before = m_services->shipped();
    QList<rules::Pack> packs = before;
    const auto day = [](QDate date) { return date.isValid() ? std::optional(domain::toDay(date)) : std::nullopt; };
    auto pack = std::find_if(packs.begin(), packs.end(), [](const rules::Pack &p) { return p.id == u"gdpr"_s; });
    QVERIFY(pack != packs.end());
    pack->appliesFrom = day(ofFramework);
    pack->rules = pack->rules.mid(0, ofRules.size());
    for (qsizetype i = 0; i < ofRules.size(); ++i)
        pack->rules[i].appliesFrom = day(ofRules.at(i));
    pack->rules[0].appliesUntil = day(until);
    const QString name = u"GDPR"_s;
    QStringList wanted;
    for (QString row : rows) {
        for (qsizetype i = 0; i < ofRules.size(); ++i)
            row.replace(u'%' + QString::number(i + 1), pack->rules.at(i).heading);
        wanted.append(row);
    }
    m_services->ship(packs);
    const auto overview = m_backend->overview(m_sample, {});
    m_services->ship(before);
    QVERIFY(overview);
    QStringList found;
    for (const views::CalendarRow &row : overview->calendar) {
        if (row.text.startsWith(name + u": "_s))
            found.append(row.date.toString(Qt::ISODate) + u' ' + row.kind + u": "_s + row.text.mid(name.size() + 2));
    }
    QCOMPARE(found, wanted);
    QVERIFY(std::is_sorted(overview->calendar.begin(), overview->calendar.end(), [](const auto &a, const auto &b) { return a.date < b.date; }));
}

void TestDoors::knownDatesOfLawsSayWhatChanges()
{
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    // Once a day and law: where requirements start as well, with them.
    for (const auto &[day, words, change] : {std::tuple(u"2026-12-02"_s, u"AI Act: "_s, u"Marking of synthetic output"_s),
                                             std::tuple(u"2027-01-12"_s, u"Data Act: "_s, u"Providers may no longer charge"_s),
                                             std::tuple(u"2027-12-02"_s, u"AI Act: "_s, u"Duties for high-risk systems of Annex III"_s)}) {
        int told = 0;
        for (const views::CalendarRow &row : overview->calendar) {
            if (row.date.toString(Qt::ISODate) != day || !row.text.startsWith(words))
                continue;
            ++told;
            QVERIFY2(row.change.startsWith(change), qPrintable(row.change));
            QVERIFY(!row.article.isEmpty() && row.url.startsWith(u"https://"_s));
        }
        QCOMPARE(told, 1);
    }
    // Beyond what the calendar holds, and of other frameworks than the filter names.
    for (const views::CalendarRow &row : overview->calendar)
        QVERIFY(row.date < QDate(2028, 10, 31));
    FilterState only;
    only.framework = u"eu-data-act"_s;
    const auto narrowed = m_backend->overview(m_sample, only);
    QVERIFY(narrowed);
    for (const views::CalendarRow &row : narrowed->calendar)
        QVERIFY2(row.kind != u"Law changes"_s || row.text.startsWith(u"Data Act: "_s), qPrintable(row.text));
}

void TestDoors::everyDateLeadsSomewhere()
{
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    QVERIFY(overview->calendar.size() > 15);
    for (const views::CalendarRow &row : overview->calendar)
        QVERIFY2(row.entity != 0 || (!row.page.isEmpty() && !row.filter.isEmpty()) || !row.change.isEmpty(), qPrintable(row.text));
}

void TestDoors::kindsOfLawAreNeverAddedUp()
{
    // By what stands behind the rule: one of the Regulation's asks what is the provider's duty, and is no breach of ours.
    const auto gaps = [&](const QString &legal) {
        FilterState filter;
        filter.status = domain::Status::Gap;
        filter.narrow(u"law"_s, legal, legal);
        const auto list = m_backend->issues(m_sample, views::IssueGrouping::Severity, filter);
        return list ? list->findings : -1;
    };
    const auto number = [](int n) { return figures::formatNumber(n); };
    const auto overview = m_backend->overview(m_sample, {});
    const auto brief = m_backend->brief(m_sample);
    QVERIFY(overview && brief);
    for (const QList<views::TileData> *tiles : {&overview->tiles, &brief->tiles}) {
        QCOMPARE(tiles->at(3).number, number(gaps(u"law"_s)));
        QCOMPARE(tiles->at(4).number, number(gaps(u"programme,standard,scheme,proposal"_s)));
        QVERIFY2(tiles->at(4).note.contains(u"policy: %1 weak"_s.arg(number(gaps(u"own_policy"_s)))), qPrintable(tiles->at(4).note));
    }
    QVERIFY(gaps(u"law"_s) > 0 && gaps(u"own_policy"_s) > 0);
    FilterState ofGdpr;
    ofGdpr.status = domain::Status::Gap;
    ofGdpr.framework = u"gdpr"_s;
    const auto all = m_backend->issues(m_sample, views::IssueGrouping::Severity, ofGdpr);
    QVERIFY(all && all->findings > gaps(u"law"_s));
    // A second evaluation gives the results a line, and says of the other numbers why they have none.
    const QString path = m_folder.filePath(u"twice.bailiwick"_s);
    QVERIFY(QFile::copy(m_sample, path));
    domain::QuietJob job;
    QVERIFY(m_backend->evaluate(path, QDate(2027, 3, 1), job));
    const auto later = m_backend->overview(path, {});
    QVERIFY(later);
    for (const views::TileData &tile : later->tiles) {
        const bool ofResults = tile.id == u"decided"_s || tile.id == u"law"_s || tile.id == u"scheme"_s;
        QCOMPARE(tile.trend.size(), ofResults ? 2 : 0);
        QCOMPARE(tile.tip.contains(u"Without a line"_s), !ofResults);
    }
    QVERIFY2(later->tiles.at(4).change.contains(u"policy"_s), qPrintable(later->tiles.at(4).change));
}

void TestDoors::issuesLeadToWhatTheyAffect()
{
    FilterState gaps;
    gaps.status = domain::Status::Gap;
    const auto issues = m_backend->issues(m_sample, views::IssueGrouping::Severity, gaps);
    QVERIFY(issues);
    QVERIFY(issues->rows.size() > 3);
    for (const views::IssueRow &row : issues->rows.mid(0, 25)) {
        FilterState filter;
        filter.narrow(u"issue"_s, QString::number(row.id), row.title);
        filter.status = domain::Status::Gap;
        QCOMPARE(listed(filter), row.things);
        QVERIFY(!row.clauses.isEmpty());
        const auto detail = m_backend->issue(m_sample, row.id);
        QVERIFY(detail);
        // A fact that a file said names the file.
        for (const views::FactLine &fact : detail->example.facts)
            QVERIFY2(fact.value == u"not said"_s || !fact.label.isEmpty(), qPrintable(row.title));
    }
    const auto first = m_backend->issue(m_sample, issues->rows.constFirst().id);
    QVERIFY(std::any_of(first->example.facts.cbegin(), first->example.facts.cend(), [](const views::FactLine &f) { return f.where.contains(u"line"_s) || f.where.contains(u".json"_s); }));
}

void TestDoors::clicksGoThereAndBack()
{
    views::MainWindow window(*m_backend);
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    const auto overview = m_backend->overview(m_sample, {});
    QVERIFY(overview);
    const auto idle = [&] { return window.jobs().active() == 0; };
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *law = window.findChild<QAbstractButton *>(u"tile3"_s);
    QVERIFY(law && law->isEnabled());
    QTest::mouseClick(law, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *issues = window.findChild<QWidget *>(u"page_issues"_s);
    QVERIFY(issues->isVisible());
    QVERIFY(window.findChild<QLabel *>(u"issueCount"_s)->text().startsWith(overview->tiles.at(3).number + u" open"_s));
    auto *step = window.findChild<QAbstractButton *>(u"step0"_s);
    QVERIFY(step && step->isVisible());
    QCOMPARE(step->text(), u"Overview"_s);
    QTest::mouseClick(step, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(window.findChild<QWidget *>(u"page_overview"_s)->isVisible());
    QVERIFY(window.filter().isEmpty());
    // The map: a country leads to as many systems as it shows.
    auto *map = window.findChild<views::FigureView *>(u"overviewMap"_s);
    QVERIFY(map->ids().contains(u"country:DE"_s));
    const int shown = qRound(map->valueOf(u"country:DE"_s));
    QVERIFY(shown > 0);
    emit map->chosen(u"country:DE"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *table = window.findChild<QTableView *>(u"inventoryTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), shown, patience);
    QVERIFY(window.findChild<QAbstractButton *>(u"chip_country"_s)->text().startsWith(u"Germany"_s));
    QTest::mouseClick(window.findChild<QAbstractButton *>(u"back"_s), Qt::LeftButton);
    QVERIFY(window.findChild<QWidget *>(u"page_overview"_s)->isVisible());
}

void TestDoors::remembersAcrossStarts()
{
    const QString file = m_folder.filePath(u"window.ini"_s);
    {
        views::MainWindow window(*m_backend, views::UiSettings(file));
        window.resize(1100, 740);
        window.show();
        QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
        window.openWorkspace(m_sample, false);
        QVERIFY(opened.wait(patience));
        window.showPage(u"issues"_s);
        window.setTheme(views::ThemeChoice::Dark);
        window.close();
    }
    views::applyTheme(views::ThemeChoice::Light);
    const views::UiSettings settings(file);
    QCOMPARE(settings.theme(), u"dark"_s);
    QCOMPARE(settings.page(), u"issues"_s);
    QCOMPARE(settings.recent(), QStringList{m_sample});
    views::MainWindow window(*m_backend, views::UiSettings(file));
    QCOMPARE(window.size(), QSize(1100, 740));
    window.show();
    QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
    window.openWorkspace(m_sample, false);
    QVERIFY(opened.wait(patience));
    QVERIFY(window.findChild<QWidget *>(u"page_issues"_s)->isVisible());
}

void TestDoors::zoneIsChosenAndTakenBack()
{
    const auto before = m_backend->zone(m_sample);
    QVERIFY(before);
    QVERIFY(before->size() > 5);
    const auto outside = [&] {
        FilterState filter;
        return listed(filter.narrow(u"zone"_s, u"out"_s, {}));
    };
    const qint64 few = outside();
    QVERIFY(m_backend->setZone(m_sample, {u"LU"_s}));
    QCOMPARE(*m_backend->zone(m_sample), QStringList{u"LU"_s});
    QVERIFY(outside() > few);
    QVERIFY(m_backend->info(m_sample)->stale);
    QVERIFY(m_backend->undo(m_sample));
    QCOMPARE(*m_backend->zone(m_sample), *before);
    QCOMPARE(outside(), few);
    QCOMPARE(m_backend->setZone(m_sample, {}).error().code, domain::ErrorCode::InvalidValue);
    QCOMPARE(m_backend->setZone(m_sample, {u"XX"_s}).error().code, domain::ErrorCode::InvalidValue);
}

BAILIWICK_TEST(QApplication, TestDoors)

} // namespace tst_doors

#include "tst_doors.moc"
