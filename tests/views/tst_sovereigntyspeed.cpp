// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time until the scores of systems and concentration are there, and how long they hold the window, with 200,000 entities behind them. Only with
// BAILIWICK_BENCH=1; BAILIWICK_WORKSPACE names a workspace that is kept for the next time.
#include "gui/guiassessments.h"
#include "pages/concentrationpanel.h"
#include "pages/systemscorespanel.h"
#include "rules/evaluator.h"
#include "support/filters.h"
#include "support/largeworkspace.h"
#include "support/testmain.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QTreeView>

namespace tst_sovereigntyspeed {

using namespace Qt::StringLiterals;
using views::FilterState;

class TestSovereigntySpeed : public LargeWorkspaceTest
{
    Q_OBJECT

    std::unique_ptr<app::GuiAssessments> m_assessments;

    /// The best of three.
    template <class Work> static double millis(Work work)
    {
        const QList<double> times = timesOf(3, work);
        return *std::min_element(times.cbegin(), times.cend());
    }

private slots:
    void initTestCase()
    {
        views::applyTheme(views::ThemeChoice::Light);
        makeLarge();
        if (!m_services)
            return;
        m_assessments = std::make_unique<app::GuiAssessments>(*m_services, m_clock);
        if (!m_isNew)
            return;
        const rules::Pack *pack = m_services->pack(u"ai-sov"_s);
        QVERIFY(pack);
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = m_clock.now();
        domain::QuietJob job;
        store::ConnectionScope workspace(m_path, store::Access::Write);
        QVERIFY(rules::evaluate(workspace.db(), m_services->catalogue, {*pack}, request, job).has_value());
    }

    void views_data()
    {
        QTest::addColumn<FilterState>("filter");
        QTest::newRow("no filter") << FilterState();
        QTest::newRow("one provider") << ofProvider(u"provider-100"_s);
        QTest::newRow("Germany") << inCountry(u"DE"_s);
    }

    void views()
    {
        QFETCH(FilterState, filter);
        domain::Result<::views::SystemScores> scores = domain::Error{};
        const double read = millis([&] { scores = m_assessments->systemScores(m_path, filter); });
        QVERIFY2(scores, qPrintable(scores ? QString() : scores.error().detail));
        QVERIFY2(scores->why.isEmpty(), qPrintable(scores->why));
        ::views::SystemScoresPanel panel;
        panel.resize(1200, 700);
        panel.show();
        const double shown = millis([&] {
            panel.showScores(*scores, {});
            QCoreApplication::processEvents();
        });
        auto *find = panel.findChild<QLineEdit *>(u"scoreFind"_s);
        const auto *list = panel.findChild<QTreeView *>(u"scoreSystems"_s);
        QCOMPARE(list->model()->rowCount(), int(scores->rows.size()));
        const QString last = scores->rows.constLast().key;
        const double searched = millis([&] {
            find->clear();
            find->setText(last);
            QCoreApplication::processEvents();
        });
        QVERIFY2(list->model()->rowCount() >= 1, "the system with the highest score is found too");
        domain::Result<::views::SystemDetail> detail = domain::Error{};
        const double one = millis([&] { detail = m_assessments->systemDetail(m_path, scores->rows.constFirst().entity); });
        QVERIFY(detail);
        domain::Result<::views::ConcentrationData> shares = domain::Error{};
        const double hung = millis([&] { shares = m_assessments->concentration(m_path, filter); });
        QVERIFY(shares);
        ::views::ConcentrationPanel concentration;
        concentration.resize(1200, 700);
        concentration.show();
        const double drawn = millis([&] {
            concentration.showConcentration(*shares, {});
            QCoreApplication::processEvents();
        });
        qInfo("%s: %lld systems read in %.0f ms, window held %.0f ms, search holds it %.0f ms; parts of one %.0f ms; concentration read in %.0f ms, window held %.0f ms", QTest::currentDataTag(),
              qlonglong(scores->rows.size()), read, shown, searched, one, hung, drawn);
    }
};

BAILIWICK_TEST(QApplication, TestSovereigntySpeed)

} // namespace tst_sovereigntyspeed

#include "tst_sovereigntyspeed.moc"
