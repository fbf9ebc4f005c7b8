// SPDX-License-Identifier: GPL-3.0-or-later
// The services' view of sovereignty: SEAL and score of what stands there, the 48 criteria answered from the keyboard, own weights, what a tender
// asks for, comparison and history.
#include "support/assessmentswindow.h"
#include "support/testmain.h"
#include "text/tellingpart.h"

#include "core/csfreport.h"
#include "core/csfwords.h"
#include "core/withstore.h"
#include "domain/isolated.h"
#include "pages/csfpanel.h"
#include "widgets/figureview.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTreeWidget>

namespace tst_assessments {

using namespace Qt::StringLiterals;

class TestAssessments : public AssessmentsWindowTest
{
    Q_OBJECT

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
    static QTreeWidgetItem *thing(const views::MainWindow &window, const QString &name)
    {
        const auto *things = window.findChild<QTreeWidget *>(u"assessThings"_s);
        for (int i = 0; i < things->topLevelItemCount(); ++i) {
            if (things->topLevelItem(i)->text(0).startsWith(name))
                return things->topLevelItem(i);
        }
        qFatal("%s is not there", qPrintable(name));
    }
    void choose(views::MainWindow &window, const QString &name)
    {
        window.findChild<QTreeWidget *>(u"assessThings"_s)->setCurrentItem(thing(window, name));
        settle(window);
    }
    static void showPart(const views::MainWindow &window, const QString &title)
    {
        auto *parts = window.findChild<QTabBar *>(u"assessParts"_s);
        for (int i = 0; i < parts->count(); ++i) {
            if (parts->tabText(i).startsWith(title))
                parts->setCurrentIndex(i);
        }
    }
    static QTreeWidgetItem *row(const QTreeWidget *tree, int column, const QString &start)
    {
        for (QTreeWidgetItemIterator it(const_cast<QTreeWidget *>(tree)); *it; ++it) {
            if ((*it)->text(column).startsWith(start))
                return *it;
        }
        return nullptr;
    }
    void press(views::MainWindow &window, const QString &id, Qt::Key key)
    {
        auto *tree = window.findChild<QTreeWidget *>(u"assessCriteria"_s);
        tree->setCurrentItem(criterion(window, id));
        QTest::keyClick(tree, key);
        settle(window);
    }

private slots:
    void initTestCase() { makeAssessedSample(); }

    void all48StandThereAndNothingIsMadeUp()
    {
        const auto window = openView(0);
        choose(*window, u"Hetzner dedicated servers"_s);
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
        const auto window = openView(0);
        choose(*window, u"Hetzner dedicated servers"_s);
        window->findChild<QLineEdit *>(u"assessWhy"_s)->setText(u"seen in the audit report"_s);
        press(*window, u"6.3"_s, Qt::Key_3);
        QVERIFY2(criterion(*window, u"6.3"_s)->text(1).startsWith(u"3 "_s), qPrintable(criterion(*window, u"6.3"_s)->text(1)));
        QCOMPARE(text(*window, u"assessSeal"_s), u"at most SEAL-3"_s);
        QCOMPARE(text(*window, u"assessCounted"_s), u"1 of 48 answered"_s);
        // The fewest changes, with what is open beside them: in the sentence, at the criterion, and of each objective.
        QVERIFY2(text(*window, u"assessHeld"_s).contains(u"The fewest changes to SEAL-4: 6.3 from 3 to 4; the score gains "_s)
                     && text(*window, u"assessHeld"_s).contains(u"Open, and to be answered for it as well: 1.1 at least 4"_s), qPrintable(text(*window, u"assessHeld"_s)));
        QVERIFY2(criterion(*window, u"1.1"_s)->text(3).contains(u"at least 4 for SEAL-4"_s), qPrintable(criterion(*window, u"1.1"_s)->text(3)));
        QVERIFY2(criterion(*window, u"6.3"_s)->parent()->text(0).contains(u"to SEAL-4: 6.3 from 3 to 4, score +"_s), qPrintable(criterion(*window, u"6.3"_s)->parent()->text(0)));
        QVERIFY(text(*window, u"assessTold"_s).contains(u"claimed at most SEAL-3, by 1 of 48; evidenced no SEAL yet"_s));
        QVERIFY(text(*window, u"assessHeld"_s).contains(u"Held at SEAL-3 by 6.3."_s));
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
        const auto window = openView(0);
        choose(*window, u"Hetzner dedicated servers"_s);
        window->findChild<QTreeWidget *>(u"assessCriteria"_s)->setCurrentItem(criterion(*window, u"6.4"_s));
        window->findChild<QComboBox *>(u"assessConfidence"_s)->setCurrentIndex(1);
        window->findChild<QLineEdit *>(u"assessEvidence"_s)->setText(u"Architecture paper, chapter 2"_s);
        QTest::keyClick(window->findChild<QTreeWidget *>(u"assessCriteria"_s), Qt::Key_4);
        settle(*window);
        QVERIFY(criterion(*window, u"6.4"_s)->text(3).contains(u"documented, Architecture paper, chapter 2"_s));
        QVERIFY(text(*window, u"assessTold"_s).contains(u"claimed at most SEAL-3, by 1 of 48; evidenced at most SEAL-3, by 1 of 48"_s));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    // Evidence and reason speak for the answer that they were given for.
    void anotherAnswerHasNotTheEvidenceOfTheFirst()
    {
        const auto window = openView(0);
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        auto *tree = window->findChild<QTreeWidget *>(u"assessCriteria"_s);
        const auto *evidence = window->findChild<QLineEdit *>(u"assessEvidence"_s);
        tree->setCurrentItem(criterion(*window, u"1.1"_s));
        QVERIFY(criterion(*window, u"1.1"_s)->text(1).startsWith(u"1 "_s) && criterion(*window, u"1.1"_s)->text(3).contains(u"documented"_s));
        const QString report = evidence->text();
        QVERIFY(!report.isEmpty());
        // Nothing said anew: it is refused, and the refusal goes with the next success.
        QTest::keyClick(tree, Qt::Key_3);
        settle(*window);
        QVERIFY(criterion(*window, u"1.1"_s)->text(1).startsWith(u"1 "_s));
        QVERIFY2(window->statusBar()->currentMessage().contains(u"not possible"_s), qPrintable(window->statusBar()->currentMessage()));
        // Only a reason: the new answer is somebody's word.
        QTest::keyClicks(window->findChild<QLineEdit *>(u"assessWhy"_s), u" (seen otherwise)"_s);
        QTest::keyClick(tree, Qt::Key_3);
        settle(*window);
        QVERIFY(criterion(*window, u"1.1"_s)->text(1).startsWith(u"3 "_s));
        QVERIFY2(criterion(*window, u"1.1"_s)->text(3).contains(u"claimed"_s) && !criterion(*window, u"1.1"_s)->text(3).contains(report), qPrintable(criterion(*window, u"1.1"_s)->text(3)));
        QVERIFY(evidence->text().isEmpty());
        QVERIFY2(window->statusBar()->currentMessage().isEmpty(), qPrintable(window->statusBar()->currentMessage()));
        QVERIFY(m_backend->undo(m_sample).has_value());
        // The same answer keeps its evidence, and evidence given anew goes with the new one.
        choose(*window, u"Kontora"_s);
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        tree->setCurrentItem(criterion(*window, u"1.1"_s));
        QCOMPARE(evidence->text(), report);
        QTest::keyClicks(window->findChild<QLineEdit *>(u"assessWhy"_s), u" (seen otherwise)"_s);
        QTest::keyClicks(const_cast<QLineEdit *>(evidence), u", annex"_s);
        QTest::keyClick(tree, Qt::Key_2);
        settle(*window);
        QVERIFY2(criterion(*window, u"1.1"_s)->text(3).contains(u"documented, %1, annex"_s.arg(report)), qPrintable(criterion(*window, u"1.1"_s)->text(3)));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    // Reason, evidence and how far it is borne out: on Enter, or when another criterion is chosen.
    void whatIsTypedForAnAnswerIsKept_data()
    {
        QTest::addColumn<bool>("enter");
        QTest::newRow("Enter") << true;
        QTest::newRow("another criterion") << false;
    }
    void whatIsTypedForAnAnswerIsKept()
    {
        QFETCH(bool, enter);
        const auto window = openView(0);
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        auto *tree = window->findChild<QTreeWidget *>(u"assessCriteria"_s);
        tree->setCurrentItem(criterion(*window, u"1.1"_s));
        auto *evidence = window->findChild<QLineEdit *>(u"assessEvidence"_s);
        const QString before = evidence->text();
        evidence->selectAll();
        QTest::keyClicks(evidence, u"Annual report 2026 p. 12"_s);
        if (enter)
            QTest::keyClick(evidence, Qt::Key_Return);
        else
            tree->setCurrentItem(criterion(*window, u"1.2"_s));
        settle(*window);
        QVERIFY2(criterion(*window, u"1.1"_s)->text(3).contains(u"Annual report 2026 p. 12"_s), qPrintable(criterion(*window, u"1.1"_s)->text(3)));
        QVERIFY(criterion(*window, u"1.1"_s)->text(1).startsWith(u"1 "_s));
        // Taken back it stays so.
        QVERIFY(m_backend->undo(m_sample).has_value());
        window->lookForOthers();
        settle(*window);
        tree->setCurrentItem(criterion(*window, u"1.2"_s));
        tree->setCurrentItem(criterion(*window, u"1.1"_s));
        settle(*window);
        QCOMPARE(evidence->text(), before);
        QVERIFY(criterion(*window, u"1.1"_s)->text(3).contains(before));
    }

    void whatIsTypedBeforeTheAnswerWaitsForIt()
    {
        const auto window = openView(0);
        choose(*window, u"Hetzner dedicated servers"_s);
        auto *tree = window->findChild<QTreeWidget *>(u"assessCriteria"_s);
        auto *why = window->findChild<QLineEdit *>(u"assessWhy"_s);
        auto *evidence = window->findChild<QLineEdit *>(u"assessEvidence"_s);
        tree->setCurrentItem(criterion(*window, u"6.4"_s));
        QTest::keyClicks(why, u"their own staff"_s);
        QTest::keyClicks(evidence, u"Paper, chapter 3"_s);
        QTest::keyClick(evidence, Qt::Key_Return);
        tree->setCurrentItem(criterion(*window, u"6.3"_s));
        settle(*window);
        QVERIFY(why->text().isEmpty());
        choose(*window, u"Kontora"_s);
        choose(*window, u"Hetzner dedicated servers"_s);
        tree->setCurrentItem(criterion(*window, u"6.4"_s));
        QCOMPARE(why->text(), u"their own staff"_s);
        QCOMPARE(evidence->text(), u"Paper, chapter 3"_s);
        QTest::keyClick(tree, Qt::Key_4);
        settle(*window);
        QVERIFY2(criterion(*window, u"6.4"_s)->text(3).contains(u"Paper, chapter 3"_s), qPrintable(criterion(*window, u"6.4"_s)->text(3)));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void whoAnswersIsKeptForTheNext()
    {
        const auto window = openView(0);
        choose(*window, u"Hetzner dedicated servers"_s);
        auto *who = window->findChild<QLineEdit *>(u"assessWho"_s);
        who->clear();
        // Nobody answers for what has no name beside it.
        press(*window, u"6.3"_s, Qt::Key_3);
        QVERIFY(window->focusWidget() == who && who->placeholderText() == u"Say first who answers"_s);
        QCOMPARE(criterion(*window, u"6.3"_s)->text(3), u"open"_s);
        QTest::keyClicks(who, u"CISO"_s);
        press(*window, u"6.3"_s, Qt::Key_3);
        press(*window, u"6.4"_s, Qt::Key_2);
        const auto *history = window->findChild<QTreeWidget *>(u"assessHistory"_s);
        QVERIFY(history->topLevelItemCount() >= 2);
        QCOMPARE(history->topLevelItem(0)->text(1), u"CISO"_s);
        QCOMPARE(history->topLevelItem(1)->text(1), u"CISO"_s);
        QVERIFY2(text(*window, u"assessGround"_s).startsWith(u"Answered by CISO on "_s), qPrintable(text(*window, u"assessGround"_s)));
        QVERIFY(m_backend->undo(m_sample).has_value());
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void theWordsOfACriterionAreWholeInAnyWindow()
    {
        const auto window = openView(0);
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        const auto *area = window->findChild<QScrollArea *>(u"assessGroundArea"_s);
        const auto *ground = window->findChild<QLabel *>(u"assessGround"_s);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window->resize(size);
            showPart(*window, u"Criteria"_s);
            for (const char *id : {"1.1", "3.1", "7.7"}) {
                window->findChild<QTreeWidget *>(u"assessCriteria"_s)->setCurrentItem(criterion(*window, QString::fromLatin1(id)));
                QCoreApplication::processEvents();
                const int needed = ground->heightForWidth(area->viewport()->width());
                QVERIFY2(ground->height() >= needed, id);
                QVERIFY2(area->viewport()->height() + area->verticalScrollBar()->maximum() >= needed, id);
                QVERIFY2(area->viewport()->height() >= needed || area->verticalScrollBar()->isVisible(), id);
            }
        }
    }

    void namesFromRightToLeftStayWhole()
    {
        const QString name = QString::fromUtf8("\xd8\xb3\xd8\xad\xd8\xa7\xd8\xa8\xd8\xa9 \xd8\xa7\xd9\x84\xd8\xae\xd9\x84\xd9\x8a\xd8\xac");
        QCOMPARE(domain::isolated(name), QChar(0x2068) + name + QChar(0x2069));
        QCOMPARE(domain::isolated(u"Société & Co"_s), u"Société & Co"_s);
        views::AssessmentData data;
        data.entity = 1;
        data.name = name;
        data.score = u"0.0 to 100.1 %"_s;
        views::CsfPanel panel;
        panel.showAssessment(data);
        const QString told = panel.findChild<QLabel *>(u"assessTold"_s)->text();
        QVERIFY2(told.startsWith(domain::isolated(name) + u": claimed"_s) && told.endsWith(u'%'), qPrintable(told));
        QVERIFY2(!told.isRightToLeft(), "the sentence stays a sentence from left to right");
    }

    void aProposalIsTakenOverByEnter()
    {
        const auto window = openView(0);
        auto *things = window->findChild<QTreeWidget *>(u"assessThings"_s);
        QTreeWidgetItem *proposed = nullptr;
        for (int i = 0; i < things->topLevelItemCount() && !proposed; ++i) {
            things->setCurrentItem(things->topLevelItem(i));
            settle(*window);
            QTreeWidgetItem *control = criterion(*window, u"1.1"_s);
            if (control && control->text(4).contains(u"since"_s) && control->text(1).isEmpty())
                proposed = control;
        }
        QVERIFY(proposed);
        const QString answer = proposed->text(4).left(1);
        press(*window, u"1.1"_s, Qt::Key_Return);
        QVERIFY2(criterion(*window, u"1.1"_s)->text(1).startsWith(answer), qPrintable(criterion(*window, u"1.1"_s)->text(1)));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void theSampleHasAnswersOfEverySort()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        // Confirmed as the inventory proposes it, overruled with a reason, and proposed but open.
        QTreeWidgetItem *confirmed = criterion(*window, u"2.1"_s);
        QCOMPARE(confirmed->text(1).left(1), confirmed->text(4).left(1));
        QVERIFY(confirmed->text(3).contains(u"documented"_s));
        QTreeWidgetItem *overruled = criterion(*window, u"3.1"_s);
        QVERIFY(overruled->text(1).left(1) != overruled->text(4).left(1));
        // Said where the column of proposals has no room, and of nothing else.
        QVERIFY2(overruled->text(3).startsWith(u"not the proposed"_s) && overruled->font(3).bold(), qPrintable(overruled->text(3)));
        QVERIFY2(!confirmed->text(3).contains(u"propos"_s) && !confirmed->font(3).bold(), qPrintable(confirmed->text(3)));
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        QTreeWidgetItem *open = criterion(*window, u"7.6"_s);
        QVERIFY(open->text(1).isEmpty() && open->text(4).contains(u"since"_s));
        for (const char *name : {"Amazon EC2 (aws-ec2-eu-central-1)", "OVHcloud SecNumCloud"})
            QVERIFY2(thing(*window, QString::fromLatin1(name))->text(1).toInt() >= 8, name);
    }

    void historyTellsWhoChangedWhat()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        showPart(*window, u"History"_s);
        const auto *history = window->findChild<QTreeWidget *>(u"assessHistory"_s);
        QVERIFY(history->isVisible());
        QCOMPARE(history->topLevelItemCount(), 6 + 6);
        const QTreeWidgetItem *keys = row(history, 2, u"3.1 "_s);
        QVERIFY(keys);
        QCOMPARE(keys->text(1), u"CISO"_s);
        QCOMPARE(keys->text(3), u"5 claimed"_s);
        QCOMPARE(keys->text(4), u"4 demonstrated"_s);
        QVERIFY2(keys->text(5).contains(u"against the proposed answer 5"_s), qPrintable(keys->text(5)));
        // A row leads to its criterion.
        emit const_cast<QTreeWidget *>(history)->itemActivated(const_cast<QTreeWidgetItem *>(keys), 0);
        QCOMPARE(window->findChild<QTreeWidget *>(u"assessCriteria"_s)->currentItem(), criterion(*window, u"3.1"_s));
    }

    void upToFourStandSideBySide()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        const auto *refusal = window->findChild<QLabel *>(u"assessTicked"_s);
        for (const char *name : {"Amazon EC2 (aws-ec2-eu-central-1)", "Amazon EC2 (European", "Hetzner"})
            thing(*window, QString::fromLatin1(name))->setCheckState(0, Qt::Checked);
        QVERIFY(!refusal->isVisible());
        // A fourth beside the chosen one is refused with a word.
        thing(*window, u"Kontora"_s)->setCheckState(0, Qt::Checked);
        QCOMPARE(thing(*window, u"Kontora"_s)->checkState(0), Qt::Unchecked);
        QVERIFY2(refusal->isVisible() && refusal->text().contains(u"Untick one first"_s), qPrintable(refusal->text()));
        settle(*window);
        showPart(*window, u"Comparison"_s);
        const auto *tree = window->findChild<QTreeWidget *>(u"assessComparison"_s);
        QVERIFY(tree->isVisible());
        QCOMPARE(tree->columnCount(), 5);
        QCOMPARE(tree->headerItem()->text(1), u"OVHcloud SecNumCloud"_s);
        QCOMPARE(tree->topLevelItemCount(), 7 + 8); // SEALs, score and what it hangs on; the objectives
        const auto line = [tree](const QString &name) {
            const QList<QTreeWidgetItem *> found = tree->findItems(name, Qt::MatchStartsWith, 0);
            return found.isEmpty() ? nullptr : found.first();
        };
        for (const char *name : {"Score by Framework v1.2.1 PDF", "Objective with the lowest score", "Objective with the highest score", "Score beside "})
            QVERIFY2(line(QString::fromLatin1(name)), name);
        QVERIFY2(line(u"Objective with the lowest"_s)->text(1).startsWith(u"SOV-"_s), qPrintable(line(u"Objective with the lowest"_s)->text(1)));
        const QString beside = line(u"Score beside "_s)->text(2);
        QVERIFY2((beside.startsWith(u"higher"_s) || beside.startsWith(u"lower"_s)) && beside.contains(u"by what is decided so far"_s), qPrintable(beside));
        QVERIFY(line(u"Score beside "_s)->text(1).isEmpty());
        QVERIFY(tree->topLevelItem(0)->text(1).contains(text(*window, u"assessSeal"_s)));
        const QTreeWidgetItem *control = row(tree, 0, u"1.1 "_s);
        QVERIFY(control->text(1).startsWith(u"3 "_s) && control->text(2).startsWith(u"1 "_s) && control->text(3) == u"open"_s);
        for (int c = 1; c < tree->columnCount(); ++c)
            QVERIFY(tree->columnWidth(c) > 60);
        // Whatever is chosen, all that is ticked is shown; an unticked one makes room for another.
        choose(*window, u"Kontora"_s);
        QCOMPARE(tree->columnCount(), 5);
        QCOMPARE(tree->headerItem()->text(4).left(7), u"Hetzner"_s);
        thing(*window, u"Hetzner"_s)->setCheckState(0, Qt::Unchecked);
        QVERIFY(!refusal->isVisible());
        thing(*window, u"OVHcloud SecNumCloud"_s)->setCheckState(0, Qt::Checked);
        QCOMPARE(thing(*window, u"OVHcloud SecNumCloud"_s)->checkState(0), Qt::Checked);
        settle(*window);
    }

    void aScoreAboveAHundredSaysWhy_data()
    {
        QTest::addColumn<qint64>("tenthsOfPercent");
        QTest::addColumn<bool>("told");
        QTest::newRow("all best answers") << qint64(1001) << true;
        QTest::newRow("the whole") << qint64(1000) << false;
        QTest::newRow("less") << qint64(643) << false;
    }
    void aScoreAboveAHundredSaysWhy()
    {
        QFETCH(qint64, tenthsOfPercent);
        const csf::Percent high{tenthsOfPercent * csf::Percent::One / 10};
        const QString words = app::csfScoreWords({{u"calculator"_s, u"Calculator"_s, {}, high}, {u"pdf"_s, u"PDF"_s, {}, {}}});
        QTEST(words.contains(u"the calculator doesn't cap"_s), "told");
        QTEST(!app::csfAboveWhole(high).isEmpty(), "told");
    }

    void ownWeightsAddUpToAHundred()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        const QString before = text(*window, u"assessTold"_s);
        window->findChild<QPushButton *>(u"assessOwnWeights"_s)->click();
        auto *dialog = window->findChild<QDialog *>(u"weightsDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        auto *keep = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY2(keep->isEnabled(), "it begins with a published set, which adds up");
        for (int i = 1; i <= 8; ++i)
            dialog->findChild<QDoubleSpinBox *>(u"weight_SOV-%1"_s.arg(i))->setValue(i == 3 ? 60 : i == 1 ? 39.5 : 0);
        QVERIFY(!keep->isEnabled());
        QVERIFY(dialog->findChild<QLabel *>(u"weightsSum"_s)->text().contains(u"0.50 too little"_s));
        dialog->findChild<QDoubleSpinBox *>(u"weight_SOV-1"_s)->setValue(40);
        QVERIFY(keep->isEnabled());
        keep->click();
        settle(*window);
        QCOMPARE(window->findChild<QComboBox *>(u"assessWeights"_s)->currentData().toString(), u"own"_s);
        const QString after = text(*window, u"assessTold"_s);
        QVERIFY(after != before);
        // By hand: 40 % of the first objective's score and 60 % of the third's.
        const auto data = m_assessments->assessment(m_sample, {thing(*window, u"OVHcloud"_s)->data(0, Qt::UserRole).toLongLong()}, u"own"_s);
        QVERIFY(data);
        const auto &objectives = data->seals.things.constFirst().objectives;
        const double low = 0.4 * objectives.at(0).low + 0.6 * objectives.at(2).low;
        const double high = 0.4 * objectives.at(0).high + 0.6 * objectives.at(2).high;
        QCOMPARE(data->score, u"%1 to %2 %"_s.arg(low, 0, 'f', 1).arg(high, 0, 'f', 1));
        // A report has them beside both published sets, in the chapter and under the board's picture.
        const domain::Day today = domain::toDay(QDate(2026, 11, 20));
        const auto reported = app::withStore<report::AssessedThings>(*m_services, m_sample, false, [&](store::AttributeStore &values) -> domain::Result<report::AssessedThings> {
            const auto board = app::csfChart(values, m_services->countries, today, true);
            if (!board || !board->caption.contains(u"% (pdf), "_s) || !board->caption.contains(u"% (own)"_s) || !board->caption.contains(u"own weights"_s))
                return domain::Error{domain::ErrorCode::InvalidValue, board ? board->caption : QString(), {}};
            return app::csfReport(values, m_services->countries, today);
        });
        QVERIFY2(reported, qPrintable(reported ? QString() : reported.error().detail));
        const auto told = std::find_if(reported->things.begin(), reported->things.end(), [](const report::Assessed &a) { return a.name.startsWith(u"OVHcloud"_s); });
        QVERIFY(told != reported->things.end());
        QStringList sets;
        for (const report::Assessed::Score &score : told->scores)
            sets.append(score.weights);
        QCOMPARE(sets, (QStringList{u"calculator"_s, u"pdf"_s, u"own"_s}));
        QCOMPARE(QString::number(told->scores.at(2).low, 'f', 1), QString::number(low, 'f', 1));
        QCOMPARE(QString::number(told->scores.at(2).high, 'f', 1), QString::number(high, 'f', 1));
        QVERIFY2(told->words.constFirst().contains(u"%1 to %2 % by own weights"_s.arg(low, 0, 'f', 1).arg(high, 0, 'f', 1)), qPrintable(told->words.constFirst()));
        QVERIFY(m_backend->undo(m_sample).has_value());
    }

    void aTenderSaysWhatFailsIt()
    {
        const auto window = openView(0);
        choose(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s);
        QVERIFY(!window->findChild<QLabel *>(u"assessAsked"_s)->isVisible());
        window->findChild<QPushButton *>(u"assessTender"_s)->click();
        auto *dialog = window->findChild<QDialog *>(u"tenderDialog"_s);
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit *>(u"tenderName"_s)->setText(u"2026/17"_s);
        dialog->findChild<QComboBox *>(u"tender_SOV-1"_s)->setCurrentIndex(1 + 2);
        dialog->findChild<QComboBox *>(u"tender_SOV-8"_s)->setCurrentIndex(1 + 1);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        settle(*window);
        const QString asked = text(*window, u"assessAsked"_s);
        QVERIFY2(asked.contains(u"The tender 2026/17 asks for SEAL-2 of SOV-1, SEAL-1 of SOV-8."_s), qPrintable(asked));
        QVERIFY2(asked.contains(u"By what is claimed: failed: SOV-1 by 1.1"_s) && asked.contains(u"By what is evidenced: "_s), qPrintable(asked));
        QVERIFY2(criterion(*window, u"1.1"_s)->text(2).contains(u"fails (asked: 2)"_s), qPrintable(criterion(*window, u"1.1"_s)->text(2)));
        // Naively: an answer fails where its SEAL lies below what is asked of its objective, and nothing else does.
        const auto data = m_assessments->assessment(m_sample, {thing(*window, u"Amazon EC2 (aws-ec2-eu-central-1)"_s)->data(0, Qt::UserRole).toLongLong()}, u"pdf"_s);
        QVERIFY(data);
        int failing = 0;
        for (const views::CriterionRow &c : data->criteria) {
            const int least = c.id.startsWith(u"1."_s) ? 2 : c.id.startsWith(u"8."_s) ? 1 : 0;
            const bool fails = c.answer != 0 && c.seals.at(c.answer - 1) < least;
            QCOMPARE(c.fails, fails);
            failing += fails;
        }
        QVERIFY(failing > 0);
        QCOMPARE(data->seals.minimum.value(0), std::optional(2));
        QCOMPARE(data->seals.minimum.value(1), std::optional<int>());
        QVERIFY(m_backend->undo(m_sample).has_value());
        QVERIFY(m_assessments->assessment(m_sample, {data->entity}, u"pdf"_s)->asked.isEmpty());
    }

    void whatIsNotProposedSaysWhy()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        for (const char *id : {"3.3", "7.1"}) {
            QTreeWidgetItem *item = criterion(*window, QString::fromLatin1(id));
            QVERIFY(item->text(4).isEmpty());
            window->findChild<QTreeWidget *>(u"assessCriteria"_s)->setCurrentItem(item);
            QVERIFY2(text(*window, u"assessGround"_s).contains(u"No proposal: "_s), id);
        }
    }

    void keysAreToldApart_data()
    {
        QTest::addColumn<QStringList>("keys");
        QTest::addColumn<QStringList>("parts");
        QTest::newRow("one key") << QStringList{u"aws:ec2"_s} << QStringList{u"aws:ec2"_s};
        QTest::newRow("regions at the end") << QStringList{u"aws:ec2:eu-west-1"_s, u"aws:ec2:eu-central-1"_s} << QStringList{u"eu-west-1"_s, u"eu-central-1"_s};
        QTest::newRow("regions in the middle") << QStringList{u"arn:trail:eu-west-1:1111:trail/t"_s, u"arn:trail:eu-west-3:1111:trail/t"_s} << QStringList{u"eu-west-1"_s, u"eu-west-3"_s};
        QTest::newRow("region and account") << QStringList{u"arn:eu-west-1:11:t"_s, u"arn:eu-west-3:11:t"_s, u"arn:eu-west-1:12:t"_s}
                                            << QStringList{u"eu-west-1:11"_s, u"eu-west-3:11"_s, u"eu-west-1:12"_s};
        QTest::newRow("a region of each, and accounts") << QStringList{u"arn:aws:eu-west-1:11:t"_s, u"arn:aws:eu-west-3:11:t"_s, u"arn:aws-eusc:eusc-de-east-1:12:t"_s}
                                                        << QStringList{u"eu-west-1"_s, u"eu-west-3"_s, u"eusc-de-east-1"_s};
        QTest::newRow("one goes on") << QStringList{u"a:b"_s, u"a:b:c"_s} << QStringList{u"b"_s, u"b:c"_s};
        QTest::newRow("one within the other") << QStringList{u"aa"_s, u"aaa"_s} << QStringList{u"aa"_s, u"aaa"_s};
    }
    void keysAreToldApart()
    {
        QFETCH(QStringList, keys);
        QFETCH(QStringList, parts);
        QStringList told;
        for (const QString &key : keys)
            told.append(text::tellingPart(key, keys));
        QCOMPARE(told, parts);
    }

    // Parts get their room when they are shown, not when the page does.
    void nothingIsSqueezedInASmallWindow()
    {
        const auto window = openView(0);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window->resize(size);
            showPart(*window, u"History"_s);
            QCoreApplication::processEvents();
            const auto *history = window->findChild<QTreeWidget *>(u"assessHistory"_s);
            QVERIFY(history->isVisible() && history->topLevelItemCount() > 0);
            int used = 0;
            for (int c = 0; c < history->columnCount(); ++c)
                used += history->columnWidth(c);
            QVERIFY2(used > history->viewport()->width() * 95 / 100 && used <= history->viewport()->width(), qPrintable(u"%1 of %2"_s.arg(used).arg(history->viewport()->width())));
            showPart(*window, u"Criteria"_s);
            QCoreApplication::processEvents();
            const auto *criteria = window->findChild<QTreeWidget *>(u"assessCriteria"_s);
            QVERIFY(criteria->isVisible());
            QVERIFY2(!criteria->horizontalScrollBar()->isVisible(), "every column is in sight");
            // Names have the room, and what is assessed shows without its number too.
            const auto *things = window->findChild<QTreeWidget *>(u"assessThings"_s);
            QVERIFY(things->columnWidth(0) > 120);
            // Cut names of one service in several regions still differ: the region stands at the end, and what is cut is the middle.
            static const QRegularExpression region(u"-\\d\\)$"_s);
            QSet<QString> seen;
            for (int i = 0; i < things->topLevelItemCount(); ++i) {
                const QTreeWidgetItem *item = things->topLevelItem(i);
                if (!item->text(0).contains(region))
                    continue;
                const int box = things->style()->pixelMetric(QStyle::PM_IndicatorWidth) + 4 * things->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, things);
                const QString shown = QFontMetrics(item->data(0, Qt::FontRole).isValid() ? item->font(0) : things->font()).elidedText(item->text(0), things->textElideMode(), things->columnWidth(0) - box);
                QVERIFY2(!seen.contains(shown), qPrintable(shown));
                seen.insert(shown);
                const QString told = item->text(0).section(u" ("_s, 1);
                QVERIFY2(item->toolTip(0).startsWith(item->text(0).section(u" ("_s, 0, 0)) && item->toolTip(0).contains(told.chopped(told.isEmpty() ? 0 : 1)), qPrintable(item->toolTip(0)));
            }
            QVERIFY(seen.size() > 8);
            const auto *weights = window->findChild<QComboBox *>(u"assessWeights"_s);
            QStyleOptionComboBox option;
            option.initFrom(weights);
            const int room = weights->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, weights).width();
            QVERIFY2(weights->fontMetrics().horizontalAdvance(weights->currentText()) <= room, qPrintable(u"%1 px for %2"_s.arg(room).arg(weights->currentText())));
            QVERIFY(thing(*window, u"OVHcloud"_s)->font(0).bold() && !thing(*window, u"AWS AI Factory"_s)->font(0).bold());
        }
        for (const char *button : {"assessOwnWeights", "assessTender"}) {
            window->findChild<QPushButton *>(QString::fromLatin1(button))->click();
            const QList<QDialog *> dialogs = window->findChildren<QDialog *>();
            QCOMPARE(dialogs.size(), 1);
            QStringList labels;
            for (const QLabel *label : dialogs.constFirst()->findChildren<QLabel *>())
                labels.append(label->text());
            QVERIFY2(labels.contains(u"SOV-2 Legal && Jurisdictional Sovereignty"_s), qPrintable(labels.join(u'|')));
            dialogs.constFirst()->reject();
            QTRY_COMPARE(window->findChildren<QDialog *>().size(), 0);
        }
    }

    void theRadarIsLegibleInALowWindow()
    {
        const auto window = openView(0);
        window->resize(1024, 700);
        QCoreApplication::sendPostedEvents();
        settle(*window);
        choose(*window, u"OVHcloud SecNumCloud"_s);
        showPart(*window, u"Picture"_s);
        const auto *radar = window->findChild<views::FigureView *>(u"assessRadar"_s);
        QTRY_VERIFY(radar->isVisible() && radar->height() > 240);
        QVERIFY(!window->findChild<QTreeWidget *>(u"assessCriteria"_s)->isVisible());
        showPart(*window, u"Criteria"_s);
        QVERIFY(!radar->isVisible());
        QVERIFY(window->findChild<QTreeWidget *>(u"assessCriteria"_s)->height() > 150);
        window->resize(1440, 900);
        QTRY_VERIFY(radar->isVisible() && window->findChild<QTreeWidget *>(u"assessCriteria"_s)->isVisible());
    }

    void theListObeysTheFilter()
    {
        const auto window = openView(0);
        const int all = window->findChild<QTreeWidget *>(u"assessThings"_s)->topLevelItemCount();
        views::FilterState filter;
        filter.provider = u"ovhcloud"_s;
        window->setFilter(filter);
        settle(*window);
        const int within = window->findChild<QTreeWidget *>(u"assessThings"_s)->topLevelItemCount();
        QVERIFY(within > 0 && within < all);
        QVERIFY2(text(*window, u"assessScope"_s).contains(u"%1 more lie outside"_s.arg(all - within)), qPrintable(text(*window, u"assessScope"_s)));
    }
};

BAILIWICK_TEST(QApplication, TestAssessments)

} // namespace tst_assessments

#include "tst_assessments.moc"
