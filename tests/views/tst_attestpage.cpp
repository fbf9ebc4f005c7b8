// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of requirements that no rule decides, recorded on the page of frameworks.
#include "gui/guiquestions.h"
#include "pages/askteamdialog.h"
#include "pages/attestdialog.h"
#include "pages/frameworkpanel.h"
#include "pages/issuelist.h"
#include "pages/requirementtree.h"
#include "support/cli.h"
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

    /// Open findings as a chapter's line tells them.
    static qint64 openIn(const QTreeWidgetItem *part)
    {
        static const QRegularExpression open(u"(\\d+) (?:gaps?|not met)"_s);
        return open.match(part->text(0)).captured(1).toLongLong();
    }
    domain::Result<views::WorkspaceInfo> judged()
    {
        domain::QuietJob job;
        return m_backend->evaluate(m_sample, {}, job);
    }
    /// Open gaps of a framework as each place tells them: the list of frameworks, the issues under a filter, the findings themselves.
    QList<qint64> openOf(const QString &framework)
    {
        QList<qint64> out;
        for (const views::FrameworkChoice &f : m_backend->frameworks(m_sample, {}).value_or({})) {
            if (f.id == framework)
                out.append(f.open.total());
        }
        views::FilterState filter;
        filter.framework = framework;
        out.append(m_backend->issues(m_sample, {}, filter).value_or({}).findings);
        out.append(Peek(m_sample).count("SELECT count(*) FROM finding f JOIN rule r ON r.id=f.rule WHERE f.status=1 AND r.framework='" + framework.toUtf8() + "'"));
        return out;
    }

private slots:
    void initTestCase() { makeSample(); }

    // What is not met is counted once wherever an officer looks, and every list leads to it. Of a standard it may be accepted, of law never.
    void notMetStandsInEveryList_data()
    {
        QTest::addColumn<QString>("framework");
        QTest::addColumn<QString>("requirement");
        QTest::addColumn<bool>("acceptable");
        QTest::newRow("law") << u"gdpr"_s << u"Art. 7"_s << false;
        QTest::newRow("standard") << u"iso-27001"_s << u"A.5.1"_s << true;
    }

    void notMetStandsInEveryList()
    {
        QFETCH(QString, framework);
        QFETCH(QString, requirement);
        const auto chosen = m_backend->frameworks(m_sample, {});
        QStringList ids{framework};
        for (const views::FrameworkChoice &f : *chosen) {
            if (f.chosen && f.id != framework)
                ids.append(f.id);
        }
        QVERIFY(m_backend->choose(m_sample, ids));
        QVERIFY(judged());
        const QList<qint64> before = openOf(framework);
        QCOMPARE(before, QList<qint64>(3, before.constFirst()));
        views::Attestation said;
        said.list = framework;
        said.requirements = {requirement};
        said.legalEntity = u"corvane-vie"_s;
        said.state = domain::Fulfilment::NotMet;
        said.who = u"CISO"_s;
        said.why = u"Nobody has written it"_s;
        said.on = m_clock.today();
        QVERIFY(m_backend->attest(m_sample, said));
        said.legalEntity.clear();
        said.state = domain::Fulfilment::Met;
        QVERIFY(m_backend->attest(m_sample, said));
        QVERIFY(judged());
        const QList<qint64> after = openOf(framework);
        QCOMPARE(after, QList<qint64>(3, before.constFirst() + 1)); // one legal entity, one gap
        views::FilterState filter;
        filter.framework = framework;
        filter.narrow(u"rule"_s, framework + u' ' + requirement, requirement);
        const auto issues = m_backend->issues(m_sample, {}, filter);
        QVERIFY(issues && issues->rows.size() == 1);
        const views::IssueRow issue = issues->rows.constFirst();
        QVERIFY2(issue.root.contains(u"Corvane Vie"_s), qPrintable(issue.root));
        QCOMPARE(issue.severity, domain::Severity::High);
        const views::FrameworkDetail shown = m_backend->framework(m_sample, framework, {}).value_or({});
        views::RequirementTree tree(nullptr);
        tree.showFramework(shown, false);
        const QTreeWidgetItem *line = itemOf(&tree, requirement + u' ');
        QVERIFY(line);
        QCOMPARE(line->data(views::RequirementTree::State, views::SignDelegate::SeverityRole).toInt(), static_cast<int>(domain::Severity::High));
        const auto detail = m_backend->issue(m_sample, issue.id, {});
        QVERIFY(detail && detail->findings.size() == 1);
        QTEST(detail->acceptable > 0, "acceptable");
        QCOMPARE(detail->notAcceptable.isEmpty(), detail->acceptable > 0);
        if (detail->acceptable > 0) {
            const auto draft = m_backend->acceptable(m_sample, issue.id);
            QVERIFY(draft && draft->findings.size() == 1);
            const QDate until = m_clock.today().addMonths(3);
            QVERIFY(m_backend->accept(m_sample, {{{framework + u' ' + requirement, draft->findings.constFirst().entity}}, u"Written by spring"_s, u"CISO"_s, u"Head of Underwriting"_s, until}));
            QVERIFY(judged());
            QCOMPARE(openOf(framework), before);
            // Another answer is another fact, that nobody has accepted.
            said.legalEntity = u"corvane-vie"_s;
            said.state = domain::Fulfilment::Partly;
            said.why = u"Half of it is written"_s;
            QVERIFY(m_backend->attest(m_sample, said));
            QVERIFY(judged());
            QCOMPARE(openOf(framework), after);
            QVERIFY(m_backend->undo(m_sample));
            QVERIFY(m_backend->undo(m_sample));
        }
        QVERIFY(m_backend->undo(m_sample));
        QVERIFY(m_backend->undo(m_sample));
        QVERIFY(m_backend->undo(m_sample)); // the choice
        QVERIFY(judged());
    }

    // For whom an answer holds is chosen in the dialog; who has none is named in the tree.
    void aLegalEntityIsAnswered()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseGdpr(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        tree->setCurrentItem(itemOf(tree, u"Art. 7 "_s));
        window->findChild<QToolButton *>(u"answerRequirement"_s)->click();
        auto *dialog = window->findChild<views::AttestDialog *>(u"attestDialog"_s);
        QVERIFY(dialog);
        auto *of = dialog->findChild<QComboBox *>(u"attestFor"_s);
        QCOMPARE(of->currentData().toString(), QString()); // the whole organisation
        of->setCurrentIndex(of->findData(u"corvane-vie"_s));
        dialog->findChild<QComboBox *>(u"attestWho"_s)->setEditText(u"Board office"_s);
        QCOMPARE(dialog->attestation().legalEntity, u"corvane-vie"_s);
        dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->click();
        settle(*window);
        const views::RequirementRow row = rowOf(u"Art. 7"_s);
        QVERIFY(row.answerFor(u"corvane-vie"_s) && !row.answerFor());
        QCOMPARE(row.result.standing, rules::Standing::Open);
        QVERIFY2(row.unanswered.contains(u"Corvane SE"_s), qPrintable(row.unanswered.join(u',')));
        QStringList lines;
        for (int i = 0; i < tree->currentItem()->childCount(); ++i)
            lines.append(tree->currentItem()->child(i)->text(0));
        QVERIFY2(lines.constFirst().startsWith(u"Met for Corvane Vie SA, says Board office"_s), qPrintable(lines.join(u'\n')));
        QVERIFY2(lines.contains(u"Not answered for Corvane SE"_s), qPrintable(lines.join(u'\n')));
        QVERIFY(m_backend->undo(m_sample));
        QVERIFY(judged());
    }

    void aRequirementIsAnsweredInTheWindow()
    {
        const auto window = openWindow(u"frameworks"_s);
        chooseGdpr(*window);
        auto *tree = window->findChild<QTreeWidget *>(u"requirementTree"_s);
        auto *answer = window->findChild<QToolButton *>(u"answerRequirement"_s);
        auto *words = window->findChild<QLabel *>(u"requirementWords"_s);
        auto *coverage = window->findChild<QLabel *>(u"frameworkCoverage"_s);
        tree->setCurrentItem(itemOf(tree, u"Art. 28(2)"_s)); // rules decide it
        QVERIFY(!answer->isEnabled());
        tree->setCurrentItem(itemOf(tree, u"Art. 6(1)"_s)); // rules decide a part of it
        QVERIFY(answer->isEnabled());
        QVERIFY2(words->text().contains(u"In part decided by GDPR-48-01"_s), qPrintable(words->text()));
        tree->setCurrentItem(itemOf(tree, u"Art. 7 "_s));
        QVERIFY(answer->isEnabled());
        QVERIFY2(words->text().contains(u"record what was found"_s), qPrintable(words->text()));
        const QString before = coverage->text();
        const qint64 openBefore = openIn(tree->currentItem()->parent());
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
        QVERIFY(row.answerFor() && row.answerCounts);
        QCOMPARE(row.result.standing, rules::Standing::Answered);
        QCOMPARE(row.result.worst, std::optional(domain::Status::Gap));
        // As `printf 'minutes\n' | sha256sum` has it.
        QVERIFY2(row.answerFor()->evidence.startsWith(u"minutes.txt, SHA-256 "_s) && row.answerFor()->evidence.size() == QString(u"minutes.txt, SHA-256 "_s).size() + 64, qPrintable(row.answerFor()->evidence));
        // What is shown is not out of date by it, and stays where it was.
        QVERIFY(!window->workspace().stale);
        QCOMPARE(tree->currentItem(), itemOf(tree, u"Art. 7 "_s));
        QCOMPARE(tree->currentItem()->text(1), u"met in part"_s);
        QVERIFY2(words->text().contains(u"Met in part, says Board office"_s) && words->text().contains(u"Nobody is named yet"_s), qPrintable(words->text()));
        static const QRegularExpression answered(u"(\\d+) answered"_s);
        QCOMPARE(answered.match(coverage->text()).captured(1).toInt(), answered.match(before).captured(1).toInt() + 1);
        // It is a gap of each legal entity that the law concerns, and stands among the open ones of its chapter.
        QVERIFY(row.judged && row.judged->open > 1);
        QCOMPARE(tree->currentItem()->text(3), figures::formatCount(row.judged->open));
        QCOMPARE(openIn(tree->currentItem()->parent()), openBefore + row.judged->open);
        QVERIFY(window->findChild<QAbstractButton *>(u"requirementFindings"_s)->isEnabled());
        QVERIFY(m_backend->undo(m_sample));
        QVERIFY(rowOf(u"Art. 7"_s).answers.isEmpty());
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
        QVERIFY(ids.size() > 3 && ids.contains(u"Art. 5(2)"_s) && ids.contains(u"Art. 5(1)(e)"_s));
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
            QVERIFY2(rowOf(id).answers.isEmpty(), qPrintable(id));
    }
};

BAILIWICK_TEST(QApplication, TestAttestPage)

} // namespace tst_attestpage

#include "tst_attestpage.moc"
