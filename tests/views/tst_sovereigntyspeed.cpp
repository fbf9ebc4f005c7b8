// SPDX-License-Identifier: GPL-3.0-or-later
// Processor time until the scores of systems and concentration are there, and how long they hold the window, with 200,000 entities behind them. Only with
// BAILIWICK_BENCH=1; BAILIWICK_WORKSPACE names a workspace that is kept for the next time.
#include "core/services.h"
#include "gui/guiassessments.h"
#include "gui/guibackend.h"
#include "pages/concentrationpanel.h"
#include "pages/systemscorespanel.h"
#include "rules/evaluator.h"
#include "store/connectionscope.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/largeinventory.h"
#include "support/testmain.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>
#include <ctime>
#include <memory>

namespace tst_sovereigntyspeed {

using namespace Qt::StringLiterals;
using views::FilterState;

namespace {

class Noon final : public domain::Clock
{
public:
    QDateTime now() const override { return QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC); }
};

} // namespace

class TestSovereigntySpeed : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Noon m_clock;
    std::unique_ptr<app::Services> m_services;
    std::unique_ptr<app::GuiAssessments> m_assessments;
    QString m_path;

    /// Of this thread, so that what other programs take does not count; of the best of three.
    template <class Work> static double millis(Work work)
    {
        const auto now = [] {
            timespec t{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
            return double(t.tv_sec) * 1000 + double(t.tv_nsec) / 1e6;
        };
        QList<double> times;
        for (int i = 0; i < 3; ++i) {
            const double before = now();
            work();
            times.append(now() - before);
        }
        std::sort(times.begin(), times.end());
        return times.constFirst();
    }

private slots:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("BAILIWICK_BENCH"))
            QSKIP("a measurement: set BAILIWICK_BENCH=1");
        views::applyTheme(views::ThemeChoice::Light);
        auto services = app::Services::load();
        QVERIFY(services.has_value());
        m_services = std::move(*services);
        m_assessments = std::make_unique<app::GuiAssessments>(*m_services, m_clock);
        m_path = qEnvironmentVariable("BAILIWICK_WORKSPACE", m_folder.filePath(u"large.bailiwick"_s));
        if (QFile::exists(m_path))
            return;
        app::GuiBackend backend(*m_services, m_clock);
        QVERIFY(backend.open(m_path, true).has_value());
        store::ConnectionScope workspace(m_path, store::Access::Write);
        {
            store::Transaction transaction(workspace.db());
            QVERIFY(transaction.begin().has_value());
            const auto filled = store::runScript(workspace.db(), largeInventoryScript(), u"fill"_s);
            QVERIFY2(filled.has_value(), filled ? "" : qPrintable(filled.error().detail));
            QVERIFY(transaction.commit().has_value());
        }
        const rules::Pack *pack = m_services->pack(u"ai-sov"_s);
        QVERIFY(pack);
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = m_clock.now();
        domain::QuietJob job;
        QVERIFY(rules::evaluate(workspace.db(), m_services->catalogue, {*pack}, request, job).has_value());
    }

    void views_data()
    {
        QTest::addColumn<FilterState>("filter");
        QTest::newRow("no filter") << FilterState();
        FilterState provider;
        provider.provider = u"provider-100"_s;
        QTest::newRow("one provider") << provider;
        FilterState country;
        country.country = u"DE"_s;
        QTest::newRow("Germany") << country;
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
