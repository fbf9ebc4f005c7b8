// SPDX-License-Identifier: GPL-3.0-or-later
// Rule sets in the window: switching off, thresholds, copies, and a rule that is written in the form.
#include "pages/conditionedit.h"
#include "pages/reasondialog.h"
#include "pages/pathdialog.h"
#include "pages/ruleeditor.h"
#include "pages/rulescopedialog.h"
#include "pages/rulesetdialog.h"
#include "pages/rulesetmenu.h"
#include "pages/rulesetnamedialog.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/chipsedit.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace tst_rulesets {

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
        QVERIFY(child<QLabel>(dialog, u"ruleSetWords"_s)->text().contains(u"GDPR-44-01 is not met where"_s));
        QVERIFY(!child<QPushButton>(dialog, u"ruleSetUndo"_s)->isEnabled()); // nothing was done from here
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
        // Without a reason nothing is set.
        QVERIFY(!child<QPushButton>(dialog, u"thresholdSet"_s)->isEnabled());
        child<QLineEdit>(dialog, u"thresholdWhy"_s)->setText(u"board 12/26"_s);
        child<QPushButton>(dialog, u"thresholdSet"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), before + flips);
        QVERIFY(child<QLabel>(dialog, u"thresholdAbout"_s)->text().contains(u"board 12/26"_s));
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

    // Narrowing a shipped rule: live words and flips, a reason, and one undo, within the dialog.
    void aRuleIsNarrowed()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        auto *dialog = openRuleSet(*window);
        auto *list = child<QTreeWidget>(dialog, u"ruleSetRules"_s);
        list->setCurrentItem(itemOf(list, u"GDPR-44-01"_s));
        const qint64 before = open(u"gdpr"_s);
        child<QPushButton>(dialog, u"ruleNarrow"_s)->click();
        settle(*window);
        auto *scope = child<views::RuleScopeDialog>(dialog, u"ruleScopeDialog"_s);
        auto *narrow = child<QPushButton>(scope, u"scopeNarrow"_s);
        QVERIFY(!narrow->isEnabled()); // no reason yet
        QVERIFY(!child<QPushButton>(scope, u"scopeWiden"_s)->isVisibleTo(scope));
        // Only transfers that nobody makes: all of its findings leave.
        auto *what = child<QComboBox>(scope, u"rowKind"_s);
        what->setCurrentIndex(what->findText(u"Always or never"_s));
        emit what->activated(what->currentIndex());
        auto *value = child<QComboBox>(scope, u"rowValue"_s);
        value->setCurrentIndex(value->findData(u"no"_s));
        emit value->activated(value->currentIndex());
        waitForScope(*window, *scope);
        QCOMPARE(child<QLabel>(scope, u"scopeWords"_s)->text(), u"It concerns only those of which this is true: Never."_s);
        QVERIFY(child<QTreeWidget>(scope, u"scopeFlips"_s)->topLevelItemCount() > 0);
        QCOMPARE(open(u"gdpr"_s), before); // only tried
        child<QLineEdit>(scope, u"scopeWhy"_s)->setText(u"The group exports for us"_s);
        child<QComboBox>(scope, u"scopeWho"_s)->setEditText(u"Data Protection Officer"_s);
        QVERIFY(narrow->isEnabled());
        narrow->click();
        settle(*window);
        QVERIFY(!dialog->findChild<views::RuleScopeDialog *>(u"ruleScopeDialog"_s) || !scope->isVisible());
        const qint64 narrowed = open(u"gdpr"_s);
        QVERIFY(narrowed < before);
        QVERIFY(child<QLabel>(dialog, u"ruleSetWords"_s)->text().contains(u"Narrowed by Data Protection Officer since 2026-11-20: The group exports for us"_s));
        QVERIFY(child<QLabel>(window.get(), u"frameworkCoverage"_s)->text().contains(u"1 rule narrowed"_s));
        // Undo and redo without leaving the dialog.
        child<QPushButton>(dialog, u"ruleSetUndo"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), before);
        child<QPushButton>(dialog, u"ruleSetRedo"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), narrowed);
        // What stands is shown again, and can be taken back.
        list->setCurrentItem(itemOf(list, u"GDPR-44-01"_s));
        child<QPushButton>(dialog, u"ruleNarrow"_s)->click();
        settle(*window);
        scope = newest<views::RuleScopeDialog>(dialog);
        QCOMPARE(child<QLineEdit>(scope, u"scopeWhy"_s)->text(), u"The group exports for us"_s);
        child<QPushButton>(scope, u"scopeWiden"_s)->click();
        settle(*window);
        QCOMPARE(open(u"gdpr"_s), before);
        dialog->reject();
    }

    // The sovereign zone of one's own: countries as chips, with what flips.
    void theSovereignZoneIsOnesOwn()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        auto *dialog = openRuleSet(*window);
        child<QTabWidget>(dialog, u"ruleSetTabs"_s)->setCurrentIndex(2);
        auto *list = child<QTreeWidget>(dialog, u"ruleSetValueSets"_s);
        list->setCurrentItem(itemOf(list, u"ZONE"_s));
        auto *members = child<views::ChipsEdit>(dialog, u"valueSetMembers"_s);
        const QStringList zone = members->texts();
        QVERIFY(zone.contains(u"DE"_s) && zone.contains(u"FR"_s));
        auto *fill = child<QPushButton>(dialog, u"valueSetFill"_s);
        QVERIFY(!fill->isEnabled()); // nothing changed yet
        for (const QString &country : zone) {
            if (country != u"DE"_s)
                child<QToolButton>(members, u"valueSetMembers_"_s + country)->click();
        }
        QCOMPARE(members->texts(), QStringList{u"DE"_s});
        // A country is found by a part of its name, and nothing else is taken.
        auto *add = child<QComboBox>(members, u"valueSetMembersAdd"_s);
        add->setEditText(u"Middle-earth"_s);
        emit add->lineEdit()->returnPressed();
        QCOMPARE(members->texts(), QStringList{u"DE"_s});
        add->setEditText(u"Switzerland"_s);
        emit add->lineEdit()->returnPressed();
        QCOMPARE(members->texts(), (QStringList{u"DE"_s, u"CH"_s}));
        QCOMPARE(members->words(u"CH"_s), u"Switzerland"_s);
        child<QPushButton>(dialog, u"valueSetTry"_s)->click();
        settle(*window);
        QVERIFY2(child<QTreeWidget>(dialog, u"valueSetFlips"_s)->topLevelItemCount() > 0, qPrintable(child<QLabel>(dialog, u"valueSetFlipCount"_s)->text()));
        QVERIFY(fill->isEnabled());
        fill->click();
        settle(*window);
        QCOMPARE(itemOf(list, u"ZONE"_s)->text(1), u"Switzerland, Germany"_s);
        // A set of one's own, which conditions can name then.
        child<QPushButton>(dialog, u"valueSetNew"_s)->click();
        child<QLineEdit>(dialog, u"valueSetName"_s)->setText(u"OUR_TEAMS"_s);
        add->setEditText(u"Treasury"_s);
        emit add->lineEdit()->returnPressed();
        add->setEditText(u"Payments"_s);
        emit add->lineEdit()->returnPressed();
        fill->click();
        settle(*window);
        QCOMPARE(itemOf(list, u"OUR_TEAMS"_s)->text(1), u"Payments, Treasury"_s);
        bool offered = false;
        for (const auto &[name, words] : m_backend->ruleSets().ruleChoices(m_sample).sets)
            offered = offered || name == u"OUR_TEAMS"_s;
        QVERIFY(offered);
        for (int i = 0; i < 2; ++i) {
            child<QPushButton>(dialog, u"ruleSetUndo"_s)->click();
            settle(*window);
        }
        list->setCurrentItem(itemOf(list, u"ZONE"_s));
        QCOMPARE(members->texts(), zone);
        QVERIFY(!itemOf(list, u"OUR_TEAMS"_s));
        dialog->reject();
    }

    // The menu's own deeds: a copy under a name, export, import, import over it, removal; each with one undo.
    void aRuleSetIsCopiedSharedAndRemoved()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        QVERIFY(!child<QAction>(window.get(), u"ruleSetRemove"_s)->isEnabled()); // shipped
        child<QAction>(window.get(), u"ruleSetCopy"_s)->trigger();
        auto *name = newest<views::RuleSetNameDialog>(window.get());
        auto *ok = child<QDialogButtonBox>(name, {})->button(QDialogButtonBox::Ok);
        auto *id = child<QLineEdit>(name, u"ruleSetId"_s);
        QCOMPARE(id->text(), u"own-gdpr"_s);
        for (const QString &wrong : {u"gdpr"_s, u"GDPR"_s, u"two words"_s, u"../etc"_s, QString()}) {
            id->setText(wrong);
            QVERIFY2(!ok->isEnabled() && !child<QLabel>(name, u"ruleSetNameTold"_s)->text().isEmpty(), qPrintable(wrong));
        }
        id->setText(u"house-ai"_s);
        child<QLineEdit>(name, u"ruleSetTitle"_s)->setText(u"House rules on AI"_s);
        QVERIFY(ok->isEnabled());
        ok->click();
        settle(*window);
        QVERIFY(open(u"house-ai"_s) >= 0);
        // The same rules say the same; what people answered is said of the original alone: a gap of Corvane Vie.
        QCOMPARE(open(u"house-ai"_s) + 1, open(u"gdpr"_s));
        // It is the one that is shown.
        QCOMPARE(child<QTreeWidget>(window.get(), u"frameworkList"_s)->currentItem()->data(0, Qt::UserRole).toString(), u"house-ai"_s);
        QVERIFY(child<QLabel>(window.get(), u"frameworkCoverage"_s)->text().contains(u"copied from gdpr"_s));
        // Out of the program and in again.
        const QString file = m_folder.filePath(u"house.json"_s);
        saveTo(*window, u"ruleSetExport"_s, u"ruleSetExportFile"_s, file);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QJsonObject pack = QJsonDocument::fromJson(written.readAll()).object();
        written.close();
        QCOMPARE(pack.value(u"pack"_s).toString(), u"house-ai"_s);
        pack.insert(u"title"_s, u"House rules on AI, second edition"_s);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(QJsonDocument(pack).toJson());
        written.close();
        saveTo(*window, u"ruleSetImport"_s, u"ruleSetImportFile"_s, file);
        auto *replace = child<QMessageBox>(window.get(), u"ruleSetReplace"_s);
        QCOMPARE(title(u"house-ai"_s), u"House rules on AI"_s); // asked first
        replace->button(QMessageBox::Yes)->click();
        settle(*window);
        QCOMPARE(title(u"house-ai"_s), u"House rules on AI, second edition"_s);
        child<QAction>(window.get(), u"ruleSetRemove"_s)->trigger();
        settle(*window);
        QCOMPARE(open(u"house-ai"_s), -1);
        undo(*window); // the removal
        QCOMPARE(title(u"house-ai"_s), u"House rules on AI, second edition"_s);
        undo(*window); // the import over it
        QCOMPARE(title(u"house-ai"_s), u"House rules on AI"_s);
        redo(*window);
        QCOMPARE(title(u"house-ai"_s), u"House rules on AI, second edition"_s);
        undo(*window);
        undo(*window); // the copy
        QCOMPARE(open(u"house-ai"_s), -1);
    }

    // Every faulty file in the window: refused with its place, and nothing changed.
    void hostileFilesAreRefused()
    {
        const QString folder = QStringLiteral(TEST_DATA) + u"/packs/bad/"_s;
        const auto info = m_backend->info(m_sample);
        QVERIFY(info);
        const QString before = info->undo;
        const auto list = m_backend->frameworks(m_sample, {});
        QVERIFY(list);
        const QStringList files = QDir(folder).entryList(QDir::Files);
        QVERIFY(files.size() >= 70);
        for (const QString &name : files) {
            const auto done = m_backend->ruleSets().importRuleSet(m_sample, folder + name, true);
            QVERIFY2(!done, qPrintable(name));
            QVERIFY2(done.error().where.contains(name + u'#'), qPrintable(name + u": "_s + done.error().where));
            QVERIFY2(!done.error().detail.isEmpty() && done.error().detail.size() < 500, qPrintable(name));
        }
        const auto after = m_backend->frameworks(m_sample, {});
        QVERIFY(after);
        QCOMPARE(after->size(), list->size());
        QCOMPARE(m_backend->info(m_sample)->undo, before);
        // And what the officer sees of one.
        const auto window = openWindow(u"frameworks"_s);
        chooseFramework(*window, u"gdpr"_s);
        saveTo(*window, u"ruleSetImport"_s, u"ruleSetImportFile"_s, folder + u"unknown-attribute.json"_s);
        auto *refused = child<QMessageBox>(window.get(), u"ruleSetRefused"_s);
        QCOMPARE(refused->text(), u"The rule set was not imported, and nothing has changed."_s);
        QVERIFY2(refused->informativeText().contains(u"unknown-attribute.json#/rules/0/gap_if/attr"_s), qPrintable(refused->informativeText()));
        refused->reject();
    }

    // No field of the form wants JSON: laws, schemes, lists and far paths are chosen in words.
    void everyKindOfRowHasFieldsInWords()
    {
        const auto window = openWindow(u"frameworks"_s);
        QVERIFY(m_backend->ruleSets().newRuleSet(m_sample, u"words"_s, u"Words"_s));
        window->openWorkspace(m_sample, false);
        settle(*window);
        window->showPage(u"frameworks"_s);
        settle(*window);
        chooseFramework(*window, u"words"_s);
        auto *dialog = openRuleSet(*window);
        child<QPushButton>(dialog, u"ruleNew"_s)->click();
        settle(*window);
        auto *editor = child<views::RuleEditor>(dialog, u"ruleEditor"_s);
        type(editor, u"ruleTitle"_s, u"Within reach"_s);
        type(editor, u"ruleHeading"_s, u"Out of reach"_s);
        auto *gap = child<views::ConditionEdit>(editor, u"ruleGap"_s);
        // A provider within reach of one law.
        kind(gap, u"A provider is within reach of a law"_s);
        choose(gap, u"rowSubject"_s, u"provider"_s);
        auto *laws = child<views::ChipsEdit>(gap, u"rowLaws"_s);
        QVERIFY(laws->isVisibleTo(gap));
        add(laws, u"United States: CLOUD Act (Stored Communications Act as amended)"_s);
        QCOMPARE(laws->texts(), QStringList{u"US_CLOUD_ACT"_s});
        child<QCheckBox>(gap, u"rowPartial"_s)->click();
        QCOMPARE(gap->condition().toJson().toObject(), QJsonObject({{u"exposed"_s, u"provider"_s}, {u"laws"_s, QJsonArray{u"US_CLOUD_ACT"_s}}, {u"partial"_s, true}}));
        waitForTrial(*window, *editor);
        QVERIFY2(child<QLabel>(editor, u"ruleWords"_s)->text().contains(u"foreign subsidiaries counted"_s), qPrintable(child<QLabel>(editor, u"ruleWords"_s)->text()));
        QVERIFY(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled());
        // A certificate of a scheme that covers the service.
        kind(gap, u"A provider is certified"_s);
        choose(gap, u"rowSubject"_s, u"provider"_s);
        auto *schemes = child<views::ChipsEdit>(gap, u"rowSchemes"_s);
        QVERIFY(schemes->isVisibleTo(gap) && !laws->isVisibleTo(gap));
        add(schemes, u"SecNumCloud"_s);
        choose(gap, u"rowService"_s, u"service"_s);
        QCOMPARE(gap->condition().toJson().toObject(),
                 QJsonObject({{u"certified"_s, u"provider"_s}, {u"schemes"_s, QJsonArray{schemes->texts().constFirst()}}, {u"service"_s, u"service"_s}}));
        waitForTrial(*window, *editor);
        QVERIFY2(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled(), qPrintable(child<QLabel>(editor, u"ruleHits"_s)->text()));
        // A list of countries: chips, or one set.
        kind(gap, u"Something in one of these lists"_s);
        auto *values = child<views::ChipsEdit>(gap, u"rowValues"_s);
        QVERIFY(values->isVisibleTo(gap));
        QCOMPARE(values->texts(), QStringList{u"@ZONE"_s});
        QCOMPARE(values->words(u"@ZONE"_s), u"The sovereign zone"_s);
        add(values, u"Germany"_s);
        add(values, u"France"_s);
        QCOMPARE(values->texts(), (QStringList{u"DE"_s, u"FR"_s}));
        auto *lists = child<views::ChipsEdit>(gap, u"rowLists"_s);
        add(lists, u"Backed up in"_s);
        QCOMPARE(gap->condition().toJson().toObject(), QJsonObject({{u"any_of"_s, QJsonArray{u"all_places"_s, u"backup_countries"_s}}, {u"not_in"_s, QJsonArray{u"DE"_s, u"FR"_s}}}));
        waitForTrial(*window, *editor);
        QVERIFY2(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled(), qPrintable(child<QLabel>(editor, u"ruleHits"_s)->text()));
        // A value three references away, found in words.
        kind(gap, u"A value"_s);
        child<QToolButton>(gap, u"rowChoose"_s)->click();
        auto *path = newest<views::PathDialog>(gap);
        reach(path, {u"Service"_s, u"Contract"_s, u"Contracting entity"_s, u"Seat"_s});
        QCOMPARE(path->path(), u"service.contract.contracting_entity.country"_s);
        QVERIFY2(child<QLabel>(path, u"pathWords"_s)->text().startsWith(u"Seat of its contracting entity of its contract of its service"_s), qPrintable(child<QLabel>(path, u"pathWords"_s)->text()));
        path->accept();
        QCOMPARE(gap->condition().subject, u"service.contract.contracting_entity.country"_s);
        QCOMPARE(child<QComboBox>(gap, u"rowSubject"_s)->currentText(), u"seat of its contracting entity of its contract of its service"_s);
        waitForTrial(*window, *editor);
        QVERIFY2(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled(), qPrintable(child<QLabel>(editor, u"ruleHits"_s)->text()));
        // Found by its words, too.
        child<QToolButton>(gap, u"rowChoose"_s)->click();
        path = newest<views::PathDialog>(gap);
        QCOMPARE(path->path(), u"service.contract.contracting_entity.country"_s); // where it stands
        child<QLineEdit>(path, u"pathFind"_s)->setText(u"ultimate parent"_s);
        QVERIFY(child<QTreeWidget>(path, u"pathTree"_s)->topLevelItemCount() > 0);
        QVERIFY(path->path().contains(u"ultimate_parent"_s));
        child<QLineEdit>(path, u"pathFind"_s)->setText(u"moonshine"_s);
        QVERIFY(!child<QDialogButtonBox>(path, {})->button(QDialogButtonBox::Ok)->isEnabled());
        path->reject();
        // Related things, and beyond them.
        kind(gap, u"There is a related \u2026"_s);
        child<QToolButton>(gap, u"rowChoose"_s)->click();
        path = newest<views::PathDialog>(gap);
        auto *tree = child<QTreeWidget>(path, u"pathTree"_s);
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            if (tree->topLevelItem(i)->data(0, Qt::UserRole) == u"datasets"_s)
                tree->setCurrentItem(tree->topLevelItem(i));
        }
        QCOMPARE(path->path(), u"datasets"_s);
        tree->currentItem()->setExpanded(true);
        QTreeWidgetItem *further = nullptr;
        for (int i = 0; i < tree->currentItem()->childCount(); ++i) {
            if (tree->currentItem()->child(i)->data(0, Qt::UserRole) == u"datasets>transfer.datasets"_s)
                further = tree->currentItem()->child(i);
        }
        QVERIFY(further);
        tree->setCurrentItem(further);
        path->accept();
        QCOMPARE(gap->condition().subject, u"datasets>transfer.datasets"_s);
        waitForTrial(*window, *editor);
        QVERIFY2(child<QPushButton>(editor, u"ruleSave"_s)->isEnabled(), qPrintable(child<QLabel>(editor, u"ruleHits"_s)->text()));
        // All of it goes back by the editor's own undo.
        for (int i = 0; i < 100 && child<QPushButton>(editor, u"ruleUndo"_s)->isEnabled(); ++i)
            child<QPushButton>(editor, u"ruleUndo"_s)->click();
        QCOMPARE(gap->condition().toJson().toObject().value(u"all"_s).toArray().at(0).toObject().value(u"attr"_s).toString(), u"encryption_at_rest"_s);
        editor->reject();
        settle(*window);
        dialog->reject();
        undo(*window);
    }

    // Every row of every shipped rule stays what it is when it is only looked at.
    void lookingChangesNothing()
    {
        const auto choices = m_backend->ruleSets().ruleChoices(m_sample);
        views::ConditionChoices all;
        all.catalogue = &m_services->catalogue;
        all.countries = m_backend->countries();
        all.sets = choices.sets;
        all.laws = choices.laws;
        all.schemes = choices.schemes;
        all.named = {{u"in_scope"_s, u"in scope"_s}};
        QWidget parent;
        views::ConditionEdit edit(u"look"_s, u"Look"_s, all, &parent);
        QSignalSpy edited(&edit, &views::ConditionEdit::edited);
        int rows = 0;
        int named = 0;
        for (const QString &id : {u"gdpr"_s, u"eu-csf"_s, u"secnumcloud"_s, u"ai-sov"_s, u"dora"_s}) {
            QFile file(u":/packs/%1.json"_s.arg(id));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QJsonValue &rule : QJsonDocument::fromJson(file.readAll()).object().value(u"rules"_s).toArray()) {
                const auto entity = domain::kindFromName(rule[u"entity"_s].toString());
                QVERIFY(entity);
                for (const QString &part : {u"applies_if"_s, u"gap_if"_s}) {
                    if (!rule.toObject().contains(part))
                        continue;
                    const rules::FormRow row = rules::FormRow::fromJson(rule[part]);
                    edit.setCondition(row, *entity);
                    auto *tree = child<QTreeWidget>(&edit, u"lookTree"_s);
                    for (QTreeWidgetItemIterator it(tree); *it; ++it) {
                        tree->setCurrentItem(*it);
                        ++rows;
                        // Every row has a name for what it is.
                        const auto *kind = child<QComboBox>(&edit, u"rowKind"_s);
                        QVERIFY2(kind->currentIndex() >= 0, qPrintable(rule[u"id"_s].toString()));
                        named += kind->currentData().toInt() == static_cast<int>(rules::FormRow::Kind::Named) ? 1 : 0;
                    }
                    QCOMPARE(edit.condition().toJson(), rule[part]);
                }
            }
        }
        QVERIFY(rows > 500);
        QVERIFY(named > 20);
        QCOMPARE(edited.count(), 0);
    }

private:
    template <class W> static W *newest(QObject *of)
    {
        const QList<W *> all = of->findChildren<W *>();
        for (auto it = all.crbegin(); it != all.crend(); ++it) {
            if ((*it)->isVisible())
                return *it;
        }
        qFatal("no such dialog is open");
        return nullptr;
    }
    static void kind(QObject *of, const QString &words)
    {
        auto *box = child<QComboBox>(of, u"rowKind"_s);
        const int at = box->findText(words);
        if (at < 0)
            qFatal("no kind of row called %s", qPrintable(words));
        box->setCurrentIndex(at);
        emit box->activated(at);
    }
    static void choose(QObject *of, const QString &name, const QString &text)
    {
        auto *box = child<QComboBox>(of, name);
        const int at = box->findData(text);
        if (at < 0)
            qFatal("%s does not offer %s", qPrintable(name), qPrintable(text));
        box->setCurrentIndex(at);
        emit box->activated(at);
    }
    /// Adds what has these words.
    static void add(views::ChipsEdit *chips, const QString &words)
    {
        auto *box = child<QComboBox>(chips, chips->objectName() + u"Add"_s);
        box->setEditText(words);
        emit box->lineEdit()->returnPressed();
    }
    /// Opens the tree along these labels and stands on the last.
    static void reach(views::PathDialog *dialog, const QStringList &labels)
    {
        auto *tree = child<QTreeWidget>(dialog, u"pathTree"_s);
        QTreeWidgetItem *at = nullptr;
        for (const QString &label : labels) {
            QTreeWidgetItem *next = nullptr;
            const int count = at ? at->childCount() : tree->topLevelItemCount();
            for (int i = 0; i < count && !next; ++i) {
                QTreeWidgetItem *one = at ? at->child(i) : tree->topLevelItem(i);
                next = one->text(0) == label ? one : nullptr;
            }
            if (!next)
                qFatal("no line called %s", qPrintable(label));
            at = next;
            tree->setCurrentItem(at);
            at->setExpanded(true);
        }
    }
    /// Chooses a file in the dialog that an action opens.
    static void saveTo(views::MainWindow &window, const QString &action, const QString &dialog, const QString &file)
    {
        child<QAction>(&window, action)->trigger();
        auto *files = child<QFileDialog>(&window, dialog);
        emit files->fileSelected(file);
        files->reject();
        settle(window);
    }
    static void waitForScope(views::MainWindow &window, views::RuleScopeDialog &dialog)
    {
        QSignalSpy tried(&dialog, &views::RuleScopeDialog::tried);
        QVERIFY(tried.wait(patience));
        settle(window);
    }
    QString title(const QString &framework)
    {
        const auto list = m_backend->frameworks(m_sample, {});
        for (const views::FrameworkChoice &f : list ? *list : QList<views::FrameworkChoice>()) {
            if (f.id == framework)
                return f.title;
        }
        return {};
    }
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
    static void undo(views::MainWindow &window) { trigger(window, {QKeySequence(u"Ctrl+Z"_s)}); }
    static void redo(views::MainWindow &window) { trigger(window, {QKeySequence(u"Ctrl+Y"_s), QKeySequence(u"Ctrl+Shift+Z"_s)}); }
    static void trigger(views::MainWindow &window, const QList<QKeySequence> &keys)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (keys.contains(action->shortcut())) {
                action->trigger();
                settle(window);
                return;
            }
        }
        qFatal("there is no such action");
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
                return f.open.total();
        }
        return -1;
    }
};

BAILIWICK_TEST(QApplication, TestRuleSets)

} // namespace tst_rulesets

#include "tst_rulesets.moc"
