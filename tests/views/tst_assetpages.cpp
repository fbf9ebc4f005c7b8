// SPDX-License-Identifier: GPL-3.0-or-later
// Accelerators, certificates and AI: what the three pages have in common.
#include "support/testmain.h"
#include "views/assetpagestest.h"

#include "widgets/figuretwin.h"

#include <QApplication>
#include <QLabel>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

namespace tst_assetpages {

using namespace Qt::StringLiterals;
using namespace domain;

class TestAssetPages : public AssetPagesTest
{
    Q_OBJECT

    static QString emptyWorkspace(app::GuiBackend &backend, const QString &path)
    {
        QFile::remove(path);
        if (!backend.open(path, true))
            qFatal("no workspace");
        return path;
    }

private slots:
    void initTestCase() { makeSample(); }

    void anEmptyWorkspaceSaysWhichExportsFillThePages()
    {
        const QString path = emptyWorkspace(*m_backend, m_folder.filePath(u"empty.bailiwick"_s));
        QVERIFY(accelerators(path).nothing.contains(u"accelerators.csv"_s));
        QVERIFY(certificates(path).nothing.contains(u"certifications.csv"_s));
        QVERIFY(ai(path).nothing.contains(u"ai_uses.csv"_s));
    }

    void aWorkspaceWithoutSuchThingsShowsTheSentenceAlone()
    {
        const QString path = copyOfSample(u"bare"_s);
        {
            ByHand db(path);
            db.rows(u"PRAGMA foreign_keys=ON"_s);
            db.rows(u"DELETE FROM entity WHERE kind IN (6,7,8,16)"_s);
        }
        views::MainWindow window(*m_backend);
        window.show();
        QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
        window.openWorkspace(path, false);
        QVERIFY(opened.wait(patience));
        for (const QString &page : {u"accelerators"_s, u"certificates"_s, u"ai"_s}) {
            window.showPage(page);
            settle(window);
            const auto *nothing = window.findChild<QLabel *>(page + u"Nothing"_s);
            QVERIFY2(nothing && nothing->isVisible() && nothing->text().contains(u"fill this page"_s), qPrintable(page));
        }
        QVERIFY(!window.findChild<views::FigureTwin *>()->isVisible());
    }

    void thePagesLeadOnFromFigureTableAndList()
    {
        const auto window = openWindow(u"certificates"_s);
        auto *list = window->findChild<QTreeWidget *>(u"certificateList"_s);
        QVERIFY(list->topLevelItemCount() > 30);
        list->setCurrentItem(list->topLevelItem(0));
        emit list->itemActivated(list->topLevelItem(0), 0);
        settle(*window);
        QVERIFY(window->findChild<views::DetailsPane *>(u"detailsPane"_s)->isVisible());
        window->findChild<QTabBar *>(u"certificateParts"_s)->setCurrentIndex(1);
        auto *matrix = window->findChild<views::FigureView *>(u"certificateCoverage"_s);
        window->grab();
        const QStringList ids = matrix->ids();
        const auto scheme = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return id.startsWith(u"scheme:"_s); });
        QVERIFY(scheme != ids.end());
        // Further down, by the mark at the foot.
        const auto turn = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return figures::matrixTurn(id).has_value(); });
        QVERIFY(turn != ids.end());
        emit matrix->chosen(*turn);
        window->grab();
        QVERIFY(matrix->ids() != ids);
        // The same as a table.
        window->findChild<QToolButton *>(u"certificateCoverageAsTable"_s)->click();
        auto *table = window->findChild<QTreeWidget *>(u"certificateCoverageRows"_s);
        QVERIFY(table && table->isVisible() && table->size() == matrix->size());
        ByHand db(m_sample);
        QCOMPARE(qint64(table->topLevelItemCount()), db.number(u"SELECT count(*) FROM e_service"_s));
        emit matrix->chosen(*scheme);
        settle(*window);
        QCOMPARE(window->filter().kind, EntityKind::Certification);
        QVERIFY(window->findChild<QWidget *>(u"page_inventory"_s)->isVisible());
    }

    void everyControlHasAName()
    {
        for (const QString &page : {u"accelerators"_s, u"certificates"_s, u"ai"_s}) {
            const auto window = openWindow(page);
            const auto *shown = window->findChild<QWidget *>(u"page_"_s + page);
            for (const QWidget *widget : shown->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QLabel *>(widget) || !widget->inherits("QTreeWidget"))
                    continue;
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(page + u' ' + widget->objectName()));
            }
        }
    }
};

BAILIWICK_TEST(QApplication, TestAssetPages)

} // namespace tst_assetpages

#include "tst_assetpages.moc"
