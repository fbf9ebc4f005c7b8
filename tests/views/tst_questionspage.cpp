// SPDX-License-Identifier: GPL-3.0-or-later
// The page of questions: ranked, answered for several things at once, and the number of unknown results that falls with it.
#include "gui/guiquestions.h"
#include "pages/questionspage.h"
#include "support/samplewindow.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class TestQuestionsPage : public SampleWindowTest
{
    Q_OBJECT

    std::unique_ptr<app::GuiQuestions> m_questions;
    QString m_copy;

    std::unique_ptr<views::MainWindow> open()
    {
        auto window = std::make_unique<views::MainWindow>(*m_backend, views::UiSettings(), nullptr, m_questions.get());
        window->show();
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(m_copy, false);
        if (!opened.wait(patience))
            qFatal("the sample did not open");
        window->showPage(u"questions"_s);
        settle(*window);
        return window;
    }
    static QTreeWidgetItem *question(QTreeWidget *list, const QString &id)
    {
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            if (list->topLevelItem(i)->data(0, Qt::UserRole).toString() == id)
                return list->topLevelItem(i);
        }
        return nullptr;
    }
    views::QuestionsData asked(const views::FilterState &filter = {})
    {
        domain::QuietJob job;
        const auto data = m_questions->questions(m_copy, filter, job);
        if (!data)
            qFatal("%s", qPrintable(data.error().detail));
        return *data;
    }
    /// A question of a yes or no that decides something alone.
    views::QuestionRow yesOrNo()
    {
        for (const views::QuestionRow &row : asked().rows) {
            if (row.form == "yes or no"_L1 && !row.attr.isEmpty() && row.decidesAlone > 0 && row.asked.size() > 1)
                return row;
        }
        qFatal("the sample asks no such question");
        return {};
    }

private slots:
    void initTestCase()
    {
        makeSample();
        m_questions = std::make_unique<app::GuiQuestions>(*m_services, m_clock);
    }
    void init()
    {
        static int number = 0;
        m_copy = m_folder.filePath(u"copy%1.bailiwick"_s.arg(++number));
        QVERIFY(QFile::copy(m_sample, m_copy));
    }

    void mostEffectFirstAndEveryNumberLeads()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        const views::QuestionsData data = asked();
        QVERIFY(data.judged);
        QCOMPARE(list->topLevelItemCount(), static_cast<int>(data.rows.size()));
        QVERIFY(list->topLevelItemCount() > 20);
        QCOMPARE(list->topLevelItem(0)->text(0), data.rows.constFirst().sentence);
        QVERIFY(window->findChild<QLabel *>(u"questionCount"_s)->text().contains(QLocale().toString(data.unknown)) ||
                window->findChild<QLabel *>(u"questionCount"_s)->text().contains(figures::formatNumber(static_cast<double>(data.unknown))));
        // No question is about the result of a mere code: each has words.
        for (const views::QuestionRow &row : data.rows)
            QVERIFY2(row.sentence.endsWith(u'?') || row.sentence.contains(u"? Name all"_s), qPrintable(row.id));
        emit window->findChild<QLabel *>(u"questionResults"_s)->linkActivated(u"results"_s);
        settle(*window);
        QCOMPARE(window->filter().status, std::optional(domain::Status::Unknown));
        QCOMPARE(window->filter().special.constFirst().what, u"rule"_s);
    }

    void findsByRuleAndThing()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        const views::QuestionRow row = yesOrNo();
        window->findChild<QLineEdit *>(u"questionFind"_s)->setText(row.asked.constFirst().name);
        QVERIFY(!question(list, row.id)->isHidden());
        window->findChild<QLineEdit *>(u"questionFind"_s)->setText(u"no such words anywhere"_s);
        QVERIFY(question(list, row.id)->isHidden());
    }

    void anAnswerForSeveralLetsTheNumberFall()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        const views::QuestionRow row = yesOrNo();
        const qint64 before = asked().unknown;
        list->setCurrentItem(question(list, row.id));
        settle(*window);
        auto *send = window->findChild<QPushButton *>(u"answerSend"_s);
        QVERIFY(!send->isEnabled());
        window->findChild<QPushButton *>(u"questionAll"_s)->click();
        QVERIFY(!send->isEnabled()); // nothing is answered yet
        window->findChild<QComboBox *>(u"answerValue"_s)->setEditText(u"yes"_s);
        window->findChild<QLineEdit *>(u"answerNote"_s)->setText(u"page 3"_s);
        window->findChild<QLineEdit *>(u"answerWho"_s)->setText(u"Procurement"_s);
        QVERIFY(send->isEnabled());
        send->click();
        settle(*window);
        const views::QuestionsData after = asked();
        QCOMPARE(before - after.unknown, row.decidesAlone);
        QVERIFY(!question(list, row.id));
        // The evaluation that follows says the same.
        const auto info = m_backend->info(m_copy);
        QVERIFY(info.has_value());
        QVERIFY(!info->stale);
        const auto detail = m_backend->entity(m_copy, row.asked.constFirst().entity);
        QVERIFY(detail.has_value());
        QVERIFY(info->undo.contains(u" of "_s));
    }

    void whatIsRefusedStaysWithTheReason()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        const views::QuestionRow row = yesOrNo();
        list->setCurrentItem(question(list, row.id));
        settle(*window);
        window->findChild<QPushButton *>(u"questionAll"_s)->click();
        auto *value = window->findChild<QComboBox *>(u"answerValue"_s);
        value->setEditText(u"perhaps"_s);
        window->findChild<QPushButton *>(u"answerSend"_s)->click();
        settle(*window);
        QVERIFY(window->findChild<QLabel *>(u"answerRefusal"_s)->text().contains(u"perhaps"_s));
        QCOMPARE(value->currentText(), u"perhaps"_s);
        QVERIFY(question(list, row.id));
    }

    void aFilterNarrowsWhatIsAsked()
    {
        const auto scopes = m_backend->scopes(m_copy);
        QVERIFY(scopes.has_value() && !scopes->isEmpty());
        views::FilterState filter;
        filter.legalEntity = scopes->constFirst().key;
        const views::QuestionsData part = asked(filter);
        QVERIFY(part.unknown > 0);
        QVERIFY(part.unknown < asked().unknown);
    }

    void aTeamIsAskedAndItsAnswersAreReviewed()
    {
        const views::QuestionRow row = yesOrNo();
        const qint64 before = asked().unknown;
        domain::QuietJob job;
        const QString file = m_folder.filePath(u"team.xlsx"_s);
        QVERIFY(m_questions->askTeam(m_copy, {{row.id}, u"Procurement"_s, file, QDate(2026, 12, 1)}, job).has_value());
        auto teams = m_questions->teams(m_copy);
        QVERIFY(teams.has_value());
        QCOMPARE(teams->sent.size(), 1);
        QCOMPARE(teams->sent.constFirst().asked, static_cast<int>(row.holders));
        QCOMPARE(teams->sent.constFirst().open, static_cast<int>(row.holders));
        QVERIFY(!teams->sent.constFirst().overdue);
        // Sent back as it went out, it has no answers.
        QVERIFY(!m_questions->takeIn(m_copy, file, job).has_value());
        const auto window = open();
        QCOMPARE(window->findChild<QPushButton *>(u"questionTeams"_s)->text(), u"Teams …"_s);
        QCOMPARE(asked().unknown, before);
    }
};

QTEST_MAIN(TestQuestionsPage)
#include "tst_questionspage.moc"
