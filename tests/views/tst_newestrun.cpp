// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluatejob.h"
#include "domain/jobcontext.h"
#include "pages/frameworkspage.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/mapcanvas.h"

#include <QTreeWidget>

namespace tst_newestrun {

using namespace Qt::StringLiterals;

/// What pages count is of the frameworks that are chosen, and a part is not measured by the whole.
class TestNewestRun : public SampleWindowTest
{
    Q_OBJECT

    QString copy(const QString &name)
    {
        const QString path = m_folder.filePath(name);
        return QFile::copy(m_sample, path) ? path : QString();
    }
    static views::TileData tile(const views::OverviewData &data, const QString &id)
    {
        for (const views::TileData &one : data.tiles) {
            if (one.id == id)
                return one;
        }
        return {};
    }

    /// Of issues that are open; what is unknown has none.
    static QSet<QString> numbersOf(const views::IssueListData &list)
    {
        QSet<QString> out;
        for (const views::IssueRow &row : list.rows) {
            if (!row.number.isEmpty())
                out.insert(row.number);
        }
        return out;
    }

private slots:
    void initTestCase() { makeSample(); }

    void whatIsNoLongerChosenIsNotCounted()
    {
        const QString path = copy(u"chosen.bailiwick"_s);
        const auto before = m_backend->overview(path, {});
        QVERIFY(before && tile(*before, u"law"_s).number != u"0"_s);
        domain::QuietJob job;
        QVERIFY(m_backend->choose(path, {u"ai-sov"_s}));
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        const auto after = m_backend->overview(path, {});
        QVERIFY(after);
        QCOMPARE(tile(*after, u"law"_s).number, u"0"_s);
        const auto issues = m_backend->issues(path, {}, {});
        const auto runs = m_backend->runs(path);
        QVERIFY(issues && runs);
        QCOMPARE(static_cast<int>(numbersOf(*issues).size()), runs->constLast().openIssues);
        // Their numbers come back with them.
        const auto first = m_backend->issues(m_sample, {}, {});
        QVERIFY(m_backend->choose(path, before->info.frameworks));
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        const auto again = m_backend->issues(path, {}, {});
        QVERIFY(first && again);
        QCOMPARE(numbersOf(*again), numbersOf(*first));
    }

    void aPartIsNoTrend()
    {
        const QString path = copy(u"part.bailiwick"_s);
        domain::QuietJob job;
        QVERIFY(app::evaluateWorkspace(*m_services, {path, {}, {}, u"legal_entity:corvane-vie"_s}, m_clock, job));
        const auto part = m_backend->overview(path, {});
        QVERIFY(part);
        QVERIFY2(!tile(*part, u"law"_s).change.contains(u"since"_s) && tile(*part, u"law"_s).trend.isEmpty(), qPrintable(tile(*part, u"law"_s).change));
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 2);
        QCOMPARE(runs->constFirst().scope, QString());
        QVERIFY2(runs->constLast().scope.contains(u"Vie"_s), qPrintable(runs->constLast().scope));
        // The next one of the whole is measured by the whole.
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        const auto whole = m_backend->overview(path, {});
        QVERIFY(whole);
        QCOMPARE(tile(*whole, u"law"_s).trend.size(), runs->size());
        QCOMPARE(tile(*whole, u"law"_s).trend.constFirst(), tile(*whole, u"law"_s).trend.constLast());
    }

    void whatIsFoundByItsName_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("found");
        QTest::newRow("a provider among hundreds of keys") << u"amazon"_s << u"Amazon Web Services"_s;
        QTest::newRow("a service whose name is part of a region's") << u"Entra"_s << u"Microsoft Entra ID"_s;
    }
    void whatIsFoundByItsName()
    {
        QFETCH(QString, typed);
        QFETCH(QString, found);
        const auto hits = m_backend->search(m_sample, typed);
        QVERIFY(hits);
        QStringList names;
        for (const views::SearchHit &hit : *hits)
            names.append(hit.name);
        QVERIFY2(names.contains(found), qPrintable(names.join(u'\n')));
        QVERIFY2(names.constLast().contains(u"more: write more of"_s), qPrintable(names.constLast()));
    }

    void ticksAreWhatIsEvaluated()
    {
        m_sample = copy(u"ticks.bailiwick"_s);
        const auto window = openWindow(u"frameworks"_s);
        auto *page = window->findChild<views::FrameworksPage *>();
        auto *list = page->findChild<QTreeWidget *>(u"frameworkList"_s);
        QVERIFY(list);
        QTreeWidgetItem *gdpr = nullptr;
        for (QTreeWidgetItemIterator it(list); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == u"gdpr"_s)
                gdpr = *it;
        }
        QVERIFY(gdpr && gdpr->checkState(0) == Qt::Checked);
        gdpr->setCheckState(0, Qt::Unchecked);
        for (QAction *action : window->findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(u"F5"_s))
                action->trigger();
        }
        settle(*window);
        QVERIFY(!window->workspace().frameworks.contains(u"gdpr"_s));
        QVERIFY(window->workspace().frameworks.contains(u"ai-sov"_s));
    }

    /// A line that comes above the map moves it away from under the pointer.
    void aSecondClickIsForTheSameFlow()
    {
        const auto window = openWindow(u"map"_s);
        auto *map = window->findChild<views::MapCanvas *>();
        QVERIFY(QTest::qWaitFor([&] { return !map->ids().isEmpty(); }, patience));
        QSignalSpy chosen(map, &views::FigureView::chosen);
        QPoint at;
        for (int y = 20; y < map->height() - 80 && at.isNull(); y += 4) {
            for (int x = 20; x < map->width() - 20 && at.isNull(); x += 4) {
                const figures::Cell *cell = map->markAt(QPointF(x, y));
                const figures::Cell *above = map->markAt(QPointF(x, y - 40));
                if (cell && cell->id.startsWith("country:"_L1) && (!above || above->id != cell->id))
                    at = {x, y};
            }
        }
        QVERIFY(!at.isNull());
        const QString id = map->markAt(at)->id;
        const QPoint before = map->mapToGlobal(at);
        QTest::mouseClick(map, Qt::LeftButton, {}, at);
        settle(*window);
        QVERIFY(QTest::qWaitFor([&] { return map->mapToGlobal(at) != before; }, patience));
        QTest::mouseClick(map, Qt::LeftButton, {}, map->mapFromGlobal(before));
        settle(*window);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.at(1).at(0).toString(), id);
        QVERIFY(window->filter().isEmpty());
    }
};

BAILIWICK_TEST(QApplication, TestNewestRun)

} // namespace tst_newestrun

#include "tst_newestrun.moc"
