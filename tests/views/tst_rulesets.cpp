// SPDX-License-Identifier: GPL-3.0-or-later
// Rule sets in the window: switching off, thresholds, copies, and a rule that is written in the form.
#include "pages/conditionedit.h"
#include "pages/reasondialog.h"
#include "pages/ruleeditor.h"
#include "pages/rulesetdialog.h"
#include "support/samplewindow.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace Qt::StringLiterals;

namespace {

QTreeWidgetItem *itemOf(QTreeWidget *list, const QString &id)
{
    for (QTreeWidgetItemIterator it(list); *it; ++it) {
        if ((*it)->data(0, Qt::UserRole).toString() == id)
            return *it;
    }
    return nullptr;
}

template <class W> W *child(QObject *of, const QString &name)
{
    W *found = of->findChild<W *>(name);
    if (!found)
        qFatal("there is no %s", qPrintable(name));
    return found;
}

} // namespace

class TestRuleSets : public SampleWindowTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    void aRuleIsSwitchedOffWithAReason()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        auto *dialog = openRuleSet(*window);
        auto *rules = child<QTreeWidget>(dialog, u"ruleSetRules"_s);
        rules->setCurrentItem(itemOf(rules, u"GDPR-44-01"_s));
        // In plain words, and not to be written: it is shipped.
        QVERIFY(child<QLabel>(dialog, u"ruleSetWords"_s)->text().contains(u"not met where"_s));
        QVERIFY(!child<QPushButton>(dialog, u"ruleEdit"_s)->isEnabled());
        const qint64 before = open(u"gdpr"_s);
        child<QPushButton>(dialog, u"ruleSwitch"_s)->click();
        auto *reason = child<views::ReasonDialog>(dialog, u"reasonDialog"_s);
        auto *ok = child<QDialogButtonBox>(reason, {})->button(QDialogButtonBox::Ok);
        QVERIFY(!ok->isEnabled());
        child<QPlainTextEdit>(reason, u"reason"_s)->setPlainText(u"Judged by the group"_s);
        QVERIFY(ok->isEnabled());
        child<QComboBox>(reason, u"reasonWho"_s)->setEditText(u"Data Protection Officer"_s);
        ok->click();
        settle(*window);
        QVERIFY(open(u"gdpr"_s) < before);
        QVERIFY(child<QLabel>(dialog, u"ruleSetWords"_s)->text().contains(u"by Data Protection Officer since 2026-11-20: Judged by the group"_s));
        QVERIFY(child<QLabel>(window.get(), u"frameworkCoverage"_s)->text().contains(u"1 rule switched off"_s));
        QCOMPARE(child<QPushButton>(dialog, u"ruleSwitch"_s)->text(), u"Switch on"_s);
        // One undo takes it back, and everything is counted again.
        dialog->reject();
        undo(*window);
        QCOMPARE(open(u"gdpr"_s), before);
    }

    void aThresholdShowsWhatFlips()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        auto *dialog = openRuleSet(*window);
        child<QTabWidget>(dialog, u"ruleSetTabs"_s)->setCurrentIndex(1);
        auto *list = child<QTreeWidget>(dialog, u"ruleSetThresholds"_s);
        list->setCurrentItem(itemOf(list, u"tia_max_age_days"_s));
        QCOMPARE(child<QLineEdit>(dialog, u"thresholdValue"_s)->text(), u"365"_s);
        const qint64 before = open(u"gdpr"_s);
        child<QLineEdit>(dialog, u"thresholdValue"_s)->setText(u"1"_s);
        child<QPushButton>(dialog, u"thresholdTry"_s)->click();
        settle(*window);
        const int flips = child<QTreeWidget>(dialog, u"thresholdFlips"_s)->topLevelItemCount();
        QVERIFY(flips > 0);
        QVERIFY(child<QLabel>(dialog, u"thresholdFlipCount"_s)->text().startsWith(QString::number(flips)));
        QCOMPARE(open(u"gdpr"_s), before); // only tried
        child<QPushButton>(dialog, u"thresholdSet"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), before + flips);
        QCOMPARE(itemOf(list, u"tia_max_age_days"_s)->text(2), u"365 days"_s);
        list->setCurrentItem(itemOf(list, u"tia_max_age_days"_s));
        child<QPushButton>(dialog, u"thresholdReset"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), before);
        dialog->reject();
    }

    void aRuleIsWrittenInTheForm()
    {
        const auto window = openWindow(u"frameworks"_s);
        auto made = m_backend->ruleSets().newRuleSet(m_sample, u"house"_s, u"House rules"_s);
        QVERIFY(made);
        window->openWorkspace(m_sample, false);
        settle(*window);
        window->showPage(u"frameworks"_s);
        settle(*window);
        chooseFramework(*window, u"house"_s);
        auto *dialog = openRuleSet(*window);
        child<QPushButton>(dialog, u"ruleNew"_s)->click();
        settle(*window);
        auto *editor = child<views::RuleEditor>(dialog, u"ruleEditor"_s);
        // It lacks a title yet: nothing to save.
        QVERIFY(!child<QPushButton>(editor, u"ruleSave"_s)->isEnabled());
        type(editor, u"ruleTitle"_s, u"Not encrypted"_s);
        type(editor, u"ruleHeading"_s, u"Everything is encrypted at rest"_s);
        waitForTrial(*window, *editor);
        QCOMPARE(child<QLabel>(editor, u"ruleWords"_s)->text(), u"It is not met where this is true: Encrypted at rest is no."_s);
        const QString hits = child<QLabel>(editor, u"ruleHits"_s)->text();
        QVERIFY2(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled(), qPrintable(hits));
        // Another value: other hits; undo brings the first ones back.
        auto *gap = child<views::ConditionEdit>(editor, u"ruleGap"_s);
        auto *tree = child<QTreeWidget>(gap, u"ruleGapTree"_s);
        tree->setCurrentItem(tree->topLevelItem(0)->child(0));
        auto *value = child<QComboBox>(gap, u"rowValue"_s);
        value->setCurrentIndex(value->findData(u"yes"_s));
        emit value->activated(value->currentIndex());
        waitForTrial(*window, *editor);
        QCOMPARE(child<QLabel>(editor, u"ruleWords"_s)->text(), u"It is not met where this is true: Encrypted at rest is yes."_s);
        QVERIFY(child<QLabel>(editor, u"ruleHits"_s)->text() != hits);
        child<QPushButton>(editor, u"ruleUndo"_s)->click();
        waitForTrial(*window, *editor);
        QCOMPARE(child<QLabel>(editor, u"ruleHits"_s)->text(), hits);
        QVERIFY(child<QPushButton>(editor, u"ruleRedo"_s)->isEnabled());
        // What is wrong stands at its row, and cannot be saved.
        tree->setCurrentItem(tree->topLevelItem(0)->child(0));
        auto *subject = child<QComboBox>(gap, u"rowSubject"_s);
        subject->setEditText(u"colour"_s);
        emit subject->lineEdit()->editingFinished();
        waitForTrial(*window, *editor);
        QVERIFY(tree->topLevelItem(0)->child(0)->text(1).contains(u"colour"_s));
        QVERIFY(!child<QPushButton>(editor, u"ruleSave"_s)->isEnabled());
        child<QPushButton>(editor, u"ruleUndo"_s)->click();
        waitForTrial(*window, *editor);
        const qint64 before = open(u"house"_s);
        QCOMPARE(before, 0);
        child<QPushButton>(editor, u"ruleSave"_s)->click();
        settle(*window);
        QVERIFY(open(u"house"_s) > 0);
        QCOMPARE(child<QTreeWidget>(dialog, u"ruleSetRules"_s)->topLevelItemCount(), 2);
        QVERIFY2(hits.startsWith(QString::number(open(u"house"_s)) + u" not met"_s), qPrintable(hits));
        dialog->reject();
        undo(*window);
        QCOMPARE(open(u"house"_s), 0);
    }

private:
    static void chooseFramework(views::MainWindow &window, const QString &id)
    {
        auto *list = child<QTreeWidget>(&window, u"frameworkList"_s);
        QTreeWidgetItem *item = itemOf(list, id);
        if (!item)
            qFatal("no line for %s", qPrintable(id));
        list->setCurrentItem(item);
        settle(window);
    }
    static views::RuleSetDialog *openRuleSet(views::MainWindow &window)
    {
        child<QAction>(&window, u"ruleSetOpen"_s)->trigger();
        settle(window);
        return child<views::RuleSetDialog>(&window, u"ruleSetDialog"_s);
    }
    static void undo(views::MainWindow &window)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(u"Ctrl+Z"_s)) {
                action->trigger();
                settle(window);
                return;
            }
        }
        qFatal("there is no undo");
    }
    static void type(QObject *of, const QString &name, const QString &text)
    {
        auto *line = child<QLineEdit>(of, name);
        line->setText(text);
        emit line->textEdited(text);
    }
    /// Until what was edited last has been judged.
    static void waitForTrial(views::MainWindow &window, views::RuleEditor &editor)
    {
        QSignalSpy tried(&editor, &views::RuleEditor::tried);
        QVERIFY(tried.wait(patience));
        settle(window);
    }
    qint64 open(const QString &framework)
    {
        const auto list = m_backend->frameworks(m_sample, {});
        if (!list)
            qFatal("%s", qPrintable(list.error().detail));
        for (const views::FrameworkChoice &f : *list) {
            if (f.id == framework)
                return f.open;
        }
        return -1;
    }
};

QTEST_MAIN(TestRuleSets)
#include "tst_rulesets.moc"
