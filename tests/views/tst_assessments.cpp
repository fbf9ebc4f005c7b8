// SPDX-License-Identifier: GPL-3.0-or-later
// The page of assessments: SEAL and score of what stands there, and the 48 criteria answered from the keyboard.
#include "support/samplewindow.h"

#include "gui/guiassessments.h"
#include "support/testmain.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>

namespace tst_assessments {

using namespace Qt::StringLiterals;

class TestAssessments : public SampleWindowTest
{
    Q_OBJECT

    std::unique_ptr<app::GuiAssessments> m_assessments;

    std::unique_ptr<views::MainWindow> openPage()
    {
        auto window = std::make_unique<views::MainWindow>(*m_backend, views::UiSettings(), nullptr, nullptr, m_assessments.get());
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(m_sample, false);
        if (!opened.wait(patience))
            qFatal("the sample did not open");
        window->showPage(u"assessments"_s);
        settle(*window);
        return window;
    }
    static QTreeWidgetItem *criterion(const views::MainWindow &window, const QString &id)
    {
        const auto *tree = window.findChild<QTreeWidget *>(u"assessCriteria"_s);
        for (int g = 0; g < tree->topLevelItemCount(); ++g) {
            for (int i = 0; i < tree->topLevelItem(g)->childCount(); ++i) {
                if (tree->topLevelItem(g)->child(i)->text(0).startsWith(id + u' '))
                    return tree->topLevelItem(g)->child(i);
            }
        }
        return nullptr;
    }
    static QString text(const views::MainWindow &window, const QString &name) { return window.findChild<QLabel *>(name)->text().remove(QChar(0x200b)); }
    void press(views::MainWindow &window, const QString &id, Qt::Key key)
    {
        auto *tree = window.findChild<QTreeWidget *>(u"assessCriteria"_s);
        tree->setCurrentItem(criterion(window, id));
        QTest::keyClick(tree, key);
        settle(window);
    }

private slots:
    void initTestCase()
    {
        makeSample();
        m_assessments = std::make_unique<app::GuiAssessments>(*m_services, m_clock);
    }

    void all48StandThereAndNothingIsMadeUp()
    {
        const auto window = openPage();
        const auto *tree = window->findChild<QTreeWidget *>(u"assessCriteria"_s);
        QCOMPARE(tree->topLevelItemCount(), 8);
        int criteria = 0;
        for (int g = 0; g < 8; ++g)
            criteria += tree->topLevelItem(g)->childCount();
        QCOMPARE(criteria, 48);
        QCOMPARE(text(*window, u"assessSeal"_s), u"no SEAL yet"_s);
        QVERIFY(text(*window, u"assessAttribution"_s).contains(u"CC BY 4.0"_s));
        QVERIFY(window->findChild<QTreeWidget *>(u"assessThings"_s)->topLevelItemCount() > 100);
    }

    void keysAnswerAndUndoTakesBack()
    {
        const auto window = openPage();
        window->findChild<QLineEdit *>(u"assessWhy"_s)->setText(u"seen in the audit report"_s);
        press(*window, u"6.3"_s, Qt::Key_3);
        QVERIFY2(criterion(*window, u"6.3"_s)->text(1).startsWith(u"3 "_s), qPrintable(criterion(*window, u"6.3"_s)->text(1)));
        QCOMPARE(text(*window, u"assessSeal"_s), u"SEAL-3"_s);
        QVERIFY(text(*window, u"assessTold"_s).contains(u"claimed SEAL-3, evidenced SEAL-2"_s));
        QVERIFY(text(*window, u"assessHeld"_s).contains(u"held there by 6.3"_s));
        QVERIFY(criterion(*window, u"6.3"_s)->text(2).contains(u"holds it"_s));
        // A criterion that has four answers does not take a fifth.
        press(*window, u"1.3"_s, Qt::Key_5);
        QVERIFY(criterion(*window, u"1.3"_s)->text(1).isEmpty());
        press(*window, u"6.3"_s, Qt::Key_0);
        QCOMPARE(text(*window, u"assessSeal"_s), u"no SEAL yet"_s);
        domain::QuietJob job;
        QVERIFY(m_backend->undo(m_sample).has_value());
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void evidenceIsKeptWithTheAnswer()
    {
        const auto window = openPage();
        window->findChild<QComboBox *>(u"assessConfidence"_s)->setCurrentIndex(1);
        window->findChild<QTreeWidget *>(u"assessCriteria"_s)->setCurrentItem(criterion(*window, u"6.4"_s));
        window->findChild<QLineEdit *>(u"assessEvidence"_s)->setText(u"Architecture paper, chapter 2"_s);
        QTest::keyClick(window->findChild<QTreeWidget *>(u"assessCriteria"_s), Qt::Key_4);
        settle(*window);
        QVERIFY(criterion(*window, u"6.4"_s)->text(3).contains(u"documented, Architecture paper, chapter 2"_s));
        QVERIFY(text(*window, u"assessTold"_s).contains(u"claimed SEAL-3, evidenced SEAL-3"_s));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void aProposalIsTakenOverByEnter()
    {
        const auto window = openPage();
        auto *things = window->findChild<QTreeWidget *>(u"assessThings"_s);
        QTreeWidgetItem *proposed = nullptr;
        for (int i = 0; i < things->topLevelItemCount() && !proposed; ++i) {
            things->setCurrentItem(things->topLevelItem(i));
            settle(*window);
            QTreeWidgetItem *control = criterion(*window, u"1.1"_s);
            if (control && control->text(4).contains(u"since"_s))
                proposed = control;
        }
        QVERIFY(proposed);
        const QString answer = proposed->text(4).left(1);
        press(*window, u"1.1"_s, Qt::Key_Return);
        QVERIFY2(criterion(*window, u"1.1"_s)->text(1).startsWith(answer), qPrintable(criterion(*window, u"1.1"_s)->text(1)));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }
};

BAILIWICK_TEST(QApplication, TestAssessments)

} // namespace tst_assessments

#include "tst_assessments.moc"
