// SPDX-License-Identifier: GPL-3.0-or-later
// Time of a filter change through all figures of a page, with 200,000 judged entities behind it: residency, access, issues, overview, accelerators,
// certificates, AI. BAILIWICK_BENCH=1 measures, and fails where a filter takes a page more than 150 ms of the thread.
#include "pages/flowpages.h"
#include "support/filters.h"
#include "support/largeworkspace.h"
#include "support/testmain.h"
#include "widgets/theme.h"

#include <QApplication>

namespace tst_flowspeed {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

namespace {

/// What tests/bench/rules-inventory.sql lacks for these pages: data subjects, from where data is reached, laws' reach.
const QString More = uR"(
INSERT OR IGNORE INTO list_item SELECT id, 'subject_countries', CASE $70 % 7 WHEN 0 THEN 'DE' WHEN 1 THEN 'FR' WHEN 2 THEN 'IT' WHEN 3 THEN 'US' WHEN 4 THEN 'CH' WHEN 5 THEN 'PL' ELSE 'GB' END
 FROM entity WHERE kind = 3 AND $71 < 70;
INSERT OR IGNORE INTO list_item SELECT id, 'subject_countries', CASE $72 % 5 WHEN 0 THEN 'DE' WHEN 1 THEN 'LU' WHEN 2 THEN 'LT' WHEN 3 THEN 'SG' ELSE 'GR' END FROM entity WHERE kind = 3 AND $73 < 40;
INSERT INTO place (entity, nr, facets, country) SELECT id, 2, 1024, CASE $74 % 6 WHEN 0 THEN 'IN' WHEN 1 THEN 'US' WHEN 2 THEN 'PL' ELSE 'DE' END FROM entity WHERE kind = 3 AND $75 < 60;
INSERT INTO place (entity, nr, facets, country) SELECT id, 2, 96, CASE $76 % 6 WHEN 0 THEN 'IN' WHEN 1 THEN 'US' WHEN 2 THEN 'PL' ELSE 'DE' END FROM entity WHERE kind = 2 AND $77 < 60;
UPDATE place SET facets = 512 WHERE entity IN (SELECT id FROM e_key);
INSERT OR REPLACE INTO provider_reach SELECT id, $78 % 2 FROM entity WHERE kind = 11;
)"_s;

constexpr double FilterMs = 150;

} // namespace

class TestFlowSpeed : public LargeWorkspaceTest
{
    Q_OBJECT

    /// Milliseconds of the first, and of the middle one of five.
    struct Took
    {
        double first = 0, middle = 0;
    };
    template <class Work> static Took took(Work work)
    {
        QList<double> times = timesOf(5, work);
        const double first = times.constFirst();
        std::sort(times.begin(), times.end());
        return {first, times.at(2)};
    }

private slots:
    void initTestCase()
    {
        makeLarge(More);
        if (!m_backend)
            return;
        const auto timed = [](const char *what, auto work) {
            const double before = threadTime();
            work();
            qInfo("%s: %.0f ms", what, threadTime() - before);
        };
        domain::QuietJob quiet;
        timed("judged by the rule sets that a new workspace has chosen", [&] { QVERIFY(m_backend->evaluate(m_path, QDate(2026, 11, 20), quiet)); });
        timed("the workspace read into columns", [&] { QVERIFY(m_backend->prepare(m_path, quiet)); });
        timed("residency of datasets, first opened", [&] { QVERIFY(m_backend->residency(m_path, EntityKind::Dataset, {})); });
        timed("residency of IT systems, first opened", [&] { QVERIFY(m_backend->residency(m_path, EntityKind::Workload, {})); });
        timed("access, first opened", [&] { QVERIFY(m_backend->access(m_path, {})); });
        timed("overview, first opened", [&] { QVERIFY(m_backend->overview(m_path, {})); });
        timed("certificates, first opened", [&] { QVERIFY(m_backend->certificates(m_path, {})); });
        timed("AI, first opened", [&] { QVERIFY(m_backend->aiState(m_path, {})); });
    }

    void pages_data()
    {
        QTest::addColumn<FilterState>("filter");
        QTest::newRow("no filter") << FilterState();
        QTest::newRow("Germany") << inCountry(u"DE"_s);
        QTest::newRow("one provider") << ofProvider(u"provider-100"_s);
        FilterState entity;
        entity.legalEntity = u"legal_entity-3"_s;
        QTest::newRow("one legal entity") << entity;
        FilterState health;
        health.special.append({u"class"_s, u"health"_s, u"health"_s});
        QTest::newRow("health data") << health;
    }

    void pages()
    {
        QFETCH(FilterState, filter);
        const figures::Style style = figures::Style::screen(figures::Palette::light());
        const QRectF wide(0, 0, 1230, 290);
        const QRectF half(0, 0, 600, 360);
        for (const auto kind : {EntityKind::Dataset, EntityKind::Workload}) {
            int things = 0;
            const Took all = took([&] {
                const auto found = m_backend->residency(m_path, kind, filter);
                QVERIFY(found.has_value());
                things = found->things;
                QVERIFY(!figures::layoutHeatmap(found->zone, wide, style).cells.isEmpty());
                QVERIFY(!figures::layoutHeatmap(found->facets.constFirst().countries, half, style).cells.isEmpty());
                QVERIFY(!figures::layoutSankey(found->flow, half, style).cells.isEmpty());
            });
            qInfo("%-16s residency of %-10s %7d things, 3 figures: first %7.1f ms, then %7.1f ms", QTest::currentDataTag(), kind == EntityKind::Dataset ? "datasets" : "IT systems", things, all.first, all.middle);
            QVERIFY(all.first <= FilterMs);
        }
        int rights = 0;
        qsizetype rows = 0;
        const Took all = took([&] {
            const auto found = m_backend->access(m_path, filter);
            QVERIFY(found.has_value());
            rights = found->rights;
            rows = found->exposures.size();
            QVERIFY(!figures::layoutHeatmap(found->classes, wide, style).cells.isEmpty());
            QVERIFY(!figures::layoutSankey(found->flow, half, style).cells.isEmpty());
        });
        qInfo("%-16s access, %24d rights, 2 figures and %lld exposures: first %7.1f ms, then %7.1f ms", QTest::currentDataTag(), rights, static_cast<qint64>(rows), all.first, all.middle);
        QVERIFY(all.first <= FilterMs);
        const auto page = [&](const char *name, auto work) {
            const Took times = took(work);
            qInfo("%-16s %s: first %7.1f ms, then %7.1f ms", QTest::currentDataTag(), name, times.first, times.middle);
            QVERIFY(times.first <= FilterMs);
        };
        page("issues", [&] { QVERIFY(m_backend->issues(m_path, views::IssueGrouping::Severity, filter)); });
        page("overview", [&] { QVERIFY(m_backend->overview(m_path, filter)); });
        page("accelerators", [&] { QVERIFY(m_backend->accelerators(m_path, filter, {})); });
        page("certificates", [&] { QVERIFY(m_backend->certificates(m_path, filter)); });
        page("AI", [&] { QVERIFY(m_backend->aiState(m_path, filter)); });
    }
};

BAILIWICK_TEST(QApplication, TestFlowSpeed)

} // namespace tst_flowspeed

#include "tst_flowspeed.moc"
