// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of requirements that no rule decides, recorded on the page of frameworks.
#include "gui/guiquestions.h"
#include "pages/askteamdialog.h"
#include "pages/attestdialog.h"
#include "pages/frameworkpanel.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

namespace tst_attestpage {

using namespace Qt::StringLiterals;

class TestAttestPage : public SampleWindowTest
{
    Q_OBJECT

    static QTreeWidgetItem *itemOf(QTreeWidget *tree, const QString &begins)
    {
        for (QTreeWidgetItemIterator it(tree); *it; ++it) {
            if ((*it)->text(0).startsWith(begins))
                return *it;
        }
        return nullptr;
    }
    static void chooseGdpr(views::MainWindow &window)
    {
        auto *list = window.findChild<QTreeWidget *>(u"frameworkList"_s);
        for (QTreeWidgetItemIterator it(list); *it; ++it) {
            if ((*it)->data(0, Qt::UserRole).toString() == u"gdpr"_s)
                list->setCurrentItem(*it);
        }
        settle(window);
    }
    views::RequirementRow rowOf(const QString &requirement)
    {
        const auto detail = m_backend->framework(m_sample, u"gdpr"_s, {});
        for (const views::RequirementRow &r : detail->requirements) {
            if (r.id == requirement)
                return r;
        }
        return {};
    }

private slots:
    void initTestCase() { makeSample(); }

    void aRequirementIsAnsweredInTheWindow()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseGdpr(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        auto *answer = window->findChild<QToolButton *>(u"answerRequirement"_s);
        auto *words = window->findChild<QLabel *>(u"requirementWords"_s);
        auto *coverage = window->findChild<QLabel *>(u"frameworkCoverage"_s);
        tree->setCurrentItem(itemOf(tree, u"Art. 5(1)(e)"_s)); // rules decide it
        QVERIFY(!answer->isEnabled());
        tree->setCurrentItem(itemOf(tree, u"Art. 7 "_s));
        QVERIFY(answer->isEnabled());
        QVERIFY2(words->text().contains(u"record what was found"_s), qPrintable(words->text()));
        const QString before = coverage->text();
        answer->click();
        auto *dialog = window->findChild<views::AttestDialog *>(u"attestDialog"_s);
        QVERIFY(dialog);
        QPushButton *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(!ok->isEnabled()); // nobody is named
        dialog->findChild<QComboBox *>(u"attestWho"_s)->setEditText(u"Board office"_s);
        QVERIFY(ok->isEnabled());
        auto *state = dialog->findChild<QComboBox *>(u"attestState"_s);
        state->setCurrentIndex(state->findData(static_cast<int>(domain::Fulfilment::Partly)));
        QVERIFY(!ok->isEnabled()); // what is missing must be said
        dialog->findChild<QPlainTextEdit *>(u"attestWhy"_s)->setPlainText(u"Nobody is named yet"_s);
        QFile evidence(m_folder.filePath(u"minutes.txt"_s));
        QVERIFY(evidence.open(QIODevice::WriteOnly) && evidence.write("minutes\n") > 0);
        evidence.close();
        dialog->findChild<QLineEdit *>(u"attestFile"_s)->setText(evidence.fileName());
        QVERIFY(ok->isEnabled());
        ok->click();
        settle(*window);
        const views::RequirementRow row = rowOf(u"Art. 7"_s);
        QVERIFY(row.answer && row.answerCounts);
        QCOMPARE(row.result.standing, rules::Standing::Answered);
        QCOMPARE(row.result.worst, std::optional(domain::Status::Gap));
        // As `printf 'minutes\n' | sha256sum` has it.
        QVERIFY2(row.answer->evidence.startsWith(u"minutes.txt, SHA-256 "_s) && row.answer->evidence.size() == QString(u"minutes.txt, SHA-256 "_s).size() + 64, qPrintable(row.answer->evidence));
        // What is shown is not out of date by it, and stays where it was.
        QVERIFY(!window->workspace().stale);
        QCOMPARE(tree->currentItem(), itemOf(tree, u"Art. 7 "_s));
        QCOMPARE(tree->currentItem()->text(1), u"met in part"_s);
        QVERIFY2(words->text().contains(u"Met in part, says Board office"_s) && words->text().contains(u"Nobody is named yet"_s), qPrintable(words->text()));
        static const QRegularExpression answered(u"(\\d+) answered"_s);
        QCOMPARE(answered.match(coverage->text()).captured(1).toInt(), answered.match(before).captured(1).toInt() + 1);
        QVERIFY2(tree->currentItem()->parent()->text(0).contains(u"1 found not met"_s), qPrintable(tree->currentItem()->parent()->text(0)));
        QVERIFY(m_backend->undo(m_sample));
        QVERIFY(!rowOf(u"Art. 7"_s).answer);
    }

    // A team is asked of what is chosen; the workbook goes out and is remembered.
    void aTeamIsAsked()
    {
        app::GuiQuestions questions(*m_services, m_clock);
        const auto window = openWindow(u"frameworks"_s, &questions);
        chooseGdpr(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        tree->setCurrentItem(itemOf(tree, u"Art. 37"_s));
        window->findChild<QToolButton *>(u"askRequirement"_s)->click();
        auto *dialog = window->findChild<views::AskTeamDialog *>(u"askTeamDialog"_s);
        QVERIFY(dialog);
        dialog->findChild<QLineEdit *>(u"askTeam"_s)->setText(u"DPO office"_s);
        const QString out = m_folder.filePath(u"asked.xlsx"_s);
        dialog->findChild<QLineEdit *>(u"askFile"_s)->setText(out);
        dialog->findChild<QPushButton *>(u"askOk"_s)->click();
        settle(*window);
        QVERIFY(QFile::exists(out));
        const auto teams = questions.teams(m_sample);
        QVERIFY(teams && !teams->sent.isEmpty());
        QCOMPARE(teams->sent.constLast().team, u"DPO office"_s);
        QCOMPARE(teams->sent.constLast().openQuestions, QStringList{u"gdpr Art. 37"_s});
    }

    // All of a chapter alike; those that rules decide are left alone. Taken back as it was said.
    void aChapterAtOnceAndTakenBack()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseGdpr(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        auto *answer = window->findChild<QToolButton *>(u"answerRequirement"_s);
        QTreeWidgetItem *chapter = itemOf(tree, u"Chapter II:"_s);
        QVERIFY(chapter);
        tree->setCurrentItem(chapter);
        answer->click();
        auto *dialog = window->findChild<views::AttestDialog *>(u"attestDialog"_s);
        dialog->findChild<QComboBox *>(u"attestWho"_s)->setEditText(u"CISO"_s);
        const QStringList ids = dialog->attestation().requirements;
        QVERIFY(ids.size() > 3 && ids.contains(u"Art. 5(2)"_s) && !ids.contains(u"Art. 5(1)(e)"_s));
        QVERIFY(!dialog->findChild<QPushButton *>(u"attestBack"_s)); // nothing was said yet
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        settle(*window);
        for (const QString &id : ids)
            QVERIFY2(rowOf(id).answerCounts, qPrintable(id));
        tree->setCurrentItem(itemOf(tree, u"Chapter II:"_s));
        answer->click();
        dialog = nullptr;
        for (auto *one : window->findChildren<views::AttestDialog *>()) {
            if (one->isVisible())
                dialog = one;
        }
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QComboBox *>(u"attestWho"_s)->currentText(), u"CISO"_s); // what was said alike is there to be changed
        dialog->findChild<QPushButton *>(u"attestBack"_s)->click();
        settle(*window);
        for (const QString &id : ids)
            QVERIFY2(!rowOf(id).answer, qPrintable(id));
    }
};

BAILIWICK_TEST(QApplication, TestAttestPage)

} // namespace tst_attestpage

#include "tst_attestpage.moc"
