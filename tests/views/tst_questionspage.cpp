// SPDX-License-Identifier: GPL-3.0-or-later
// The page of questions: ranked, answered for several things at once, and the number of unknown results that falls with it.
#include "gui/guiquestions.h"
#include "pages/askteamdialog.h"
#include "pages/calendardata.h"
#include "pages/importdialog.h"
#include "pages/questionspage.h"
#include "pages/teamsdialog.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/questionnaires.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "text/questiontext.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSet>
#include <QTreeWidget>

namespace tst_questionspage {

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
    /// Under which numbers things were asked of teams.
    QStringList idsOf(const QString &workspace)
    {
        QStringList ids;
        store::ConnectionScope scope(workspace, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        for (const store::SentQuestionnaire &q : store::sentQuestionnaires(values)) {
            for (const store::AskedItem &item : q.items)
                ids.append(q.idOf(item));
        }
        return ids;
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
    // A letter that opens a menu as well does nothing but move between the two.
    void noLetterOfThePageIsThatOfAMenu()
    {
        const auto window = open();
        QSet<QKeySequence> menus;
        for (const QAction *menu : window->menuBar()->actions())
            menus.insert(QKeySequence::mnemonic(menu->text()));
        menus.remove(QKeySequence());
        QVERIFY(menus.contains(QKeySequence(u"Alt+E"_s)));
        int letters = 0;
        const QList<QLabel *> labels = window->findChild<views::QuestionsPage *>()->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            const QKeySequence key = label->buddy() ? QKeySequence::mnemonic(label->text()) : QKeySequence();
            letters += key.isEmpty() ? 0 : 1;
            QVERIFY2(!menus.contains(key), qPrintable(label->text()));
        }
        QVERIFY(letters > 0);
    }

    void init()
    {
        static int number = 0;
        m_copy = m_folder.filePath(u"copy%1.bailiwick"_s.arg(++number));
        QVERIFY(QFile::copy(m_sample, m_copy));
    }

    // A look at another question costs nothing of what was ticked and typed.
    void aQuestionKeepsWhatWasTypedForIt()
    {
        const views::QuestionRow question = yesOrNo();
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        const auto choose = [&](const QString &sentence) {
            for (int i = 0; i < list->topLevelItemCount(); ++i) {
                if (list->topLevelItem(i)->text(0) == sentence)
                    list->setCurrentItem(list->topLevelItem(i));
            }
            settle(*window);
        };
        QString other;
        for (const views::QuestionRow &row : asked().rows) {
            if (row.id != question.id && !row.attr.isEmpty() && row.asked.size() > 1)
                other = row.sentence;
        }
        QVERIFY(!other.isEmpty());
        choose(question.sentence);
        auto *holders = window->findChild<QTreeWidget *>(u"questionHolders"_s);
        auto *value = window->findChild<QComboBox *>(u"answerValue"_s);
        auto *note = window->findChild<QLineEdit *>(u"answerNote"_s);
        auto *file = window->findChild<QLineEdit *>(u"answerEvidence"_s);
        holders->topLevelItem(1)->setCheckState(0, Qt::Checked);
        value->setEditText(u"yes"_s);
        note->setText(u"asked by phone"_s);
        file->setText(u"/tmp/paper.pdf"_s);
        choose(other);
        QVERIFY(value->currentText().isEmpty() && note->text().isEmpty() && file->text().isEmpty());
        QCOMPARE(holders->topLevelItem(1)->checkState(0), Qt::Unchecked);
        choose(question.sentence);
        QCOMPARE(value->currentText(), u"yes"_s);
        QCOMPARE(note->text(), u"asked by phone"_s);
        QCOMPARE(file->text(), u"/tmp/paper.pdf"_s);
        QCOMPARE(holders->topLevelItem(1)->checkState(0), Qt::Checked);
        QCOMPARE(holders->topLevelItem(0)->checkState(0), Qt::Unchecked);
        QVERIFY(window->findChild<QPushButton *>(u"answerSend"_s)->isEnabled());
    }

    void askingATeamIsFilledInFromTopToBottom()
    {
        views::AskDraft draft;
        draft.today = QDate(2026, 11, 20);
        draft.questions = {u"Who holds the keys?"_s};
        views::AskTeamDialog dialog(draft, nullptr);
        QStringList order;
        for (const QWidget *w = dialog.findChild<QLineEdit *>(u"askTeam"_s); !order.contains(u"askWords"_s) && order.size() < 20; w = w->nextInFocusChain()) {
            if ((w->focusPolicy() & Qt::TabFocus) && !w->focusProxy() && w->objectName().startsWith(u"ask"_s))
                order.append(w->objectName());
        }
        QCOMPARE(order, (QStringList{u"askTeam"_s, u"askDue"_s, u"askFile"_s, u"askChoose"_s, u"askWords"_s}));
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
                window->findChild<QLabel *>(u"questionCount"_s)->text().contains(figures::formatCount(data.unknown)));
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
        const auto window = open();
        QCOMPARE(window->findChild<QPushButton *>(u"questionTeams"_s)->text(), u"Teams …"_s);
        QCOMPARE(asked().unknown, before);
        // The row and the question say that a team has it.
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        QVERIFY(question(list, row.id)->text(1).endsWith(u"sent"_s));
        list->setCurrentItem(question(list, row.id));
        QVERIFY2(window->findChild<QLabel *>(u"questionAsked"_s)->text().contains(u"Procurement was asked on 2026-11-20, to answer by 2026-12-01"_s),
                 qPrintable(window->findChild<QLabel *>(u"questionAsked"_s)->text()));
        // Sent back as it went out, it has no answers: read, and nothing waits.
        const auto nothing = m_backend->import(m_copy, {{file}}, false, job);
        QVERIFY(nothing && nothing->files.size() == 1);
        QCOMPARE(nothing->files.constFirst().format, u"questionnaire"_s);
        QCOMPARE(nothing->files.constFirst().records.ignored, row.holders);
        QVERIFY(m_questions->teams(m_copy)->queue.isEmpty());
        // With answers it is dropped on the window like any file.
        const QString back = m_folder.filePath(u"back.csv"_s);
        const QString id = idsOf(m_copy).constFirst();
        QFile csv(back);
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("question id,Question,Asked of,Answer,Evidence,Note,Who says so (function)\n" + id.toUtf8() + ",,,yes,,clause 12,Legal\n");
        csv.close();
        window->importFiles({back});
        auto *import = window->findChild<views::ImportDialog *>(u"importDialog"_s);
        QVERIFY(import);
        QTRY_COMPARE_WITH_TIMEOUT(import->stage(), views::ImportDialog::Stage::Preview, patience);
        QVERIFY(!import->findChild<QPushButton *>(u"reviewAnswers"_s)->isVisible());
        import->findChild<QPushButton *>(u"importNow"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(import->stage(), views::ImportDialog::Stage::Done, patience);
        QVERIFY2(!import->findChild<QPushButton *>(u"evaluateNow"_s)->isVisible(), "nothing counts yet");
        QVERIFY(import->findChild<QLabel *>(u"importLead"_s)->text().contains(u"1 answer of a team goes into the queue"_s));
        import->findChild<QPushButton *>(u"reviewAnswers"_s)->click();
        settle(*window);
        auto *teams2 = window->findChild<views::TeamsDialog *>(u"teamsDialog"_s);
        QVERIFY(teams2 && teams2->isVisible());
        auto *queue = teams2->findChild<QTreeWidget *>(u"teamsQueue"_s);
        QCOMPARE(queue->topLevelItemCount(), 1);
        QCOMPARE(queue->topLevelItem(0)->text(2), u"yes"_s);
        QVERIFY(teams2->findChild<QLabel *>(u"teamsTold"_s)->text().contains(u"Note: clause 12"_s));
        QVERIFY(teams2->findChild<QLabel *>(u"teamsTold"_s)->text().contains(u"Legal (Procurement)"_s));
        QVERIFY(!m_backend->info(m_copy)->stale);
        QCOMPARE(window->findChild<QPushButton *>(u"questionTeams"_s)->text(), u"Teams: 1 to review …"_s);
        // Sent back with a word, and then accepted until a day.
        auto *back1 = teams2->findChild<QPushButton *>(u"teamsReturn"_s);
        QVERIFY2(!back1->isEnabled(), "a word is missing");
        teams2->findChild<QLineEdit *>(u"teamsWhy"_s)->setText(u"which page?"_s);
        QVERIFY(back1->isEnabled());
        back1->click();
        settle(*window);
        QCOMPARE(queue->topLevelItemCount(), 0);
        QVERIFY(teams2->findChild<QTreeWidget *>(u"teamsSent"_s)->topLevelItem(0)->child(0)->text(0).contains(u"which page?"_s));
        QVERIFY(m_backend->undo(m_copy).has_value());
        window->openWorkspace(m_copy, false);
        settle(*window);
        QCOMPARE(queue->topLevelItemCount(), 1);
        teams2->findChild<QDateEdit *>(u"teamsReview"_s)->setDate(QDate(2027, 3, 31));
        teams2->findChild<QPushButton *>(u"teamsAccept"_s)->click();
        settle(*window);
        QVERIFY(asked().unknown < before);
        const auto calendar = m_backend->calendar(m_copy, {});
        QVERIFY(calendar);
        int reviews = 0;
        for (const views::ComingRow &coming : calendar->rows)
            reviews += coming.sort == text::ComingSort::Review && coming.row.date == QDate(2027, 3, 31) && coming.row.entity != 0;
        QCOMPARE(reviews, 1);
        // Whoever has not answered is reminded.
        auto *remind = teams2->findChild<QPushButton *>(u"teamsRemind"_s);
        QVERIFY(remind->isEnabled());
        remind->click();
        auto *again = teams2->findChild<views::AskTeamDialog *>(u"askTeamDialog"_s);
        QVERIFY(again);
        QCOMPARE(again->findChild<QLineEdit *>(u"askTeam"_s)->text(), u"Procurement"_s);
        const QString reminder = m_folder.filePath(u"reminder.xlsx"_s);
        again->findChild<QLineEdit *>(u"askFile"_s)->setText(reminder);
        again->findChild<QPushButton *>(u"askOk"_s)->click();
        settle(*window);
        QVERIFY(QFile::exists(reminder));
        QCOMPARE(m_questions->teams(m_copy)->sent.constFirst().reminded, QStringList{u"2026-11-20"_s});
    }

    void askedOfWhatIsTicked()
    {
        const views::QuestionRow row = yesOrNo();
        QVERIFY(row.asked.size() > 2);
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        list->clearSelection();
        list->setCurrentItem(question(list, row.id));
        auto *holders = window->findChild<QTreeWidget *>(u"questionHolders"_s);
        QVERIFY(holders);
        QCOMPARE(holders->topLevelItemCount(), static_cast<int>(row.asked.size()));
        for (const int i : {0, 1})
            holders->topLevelItem(i)->setCheckState(0, Qt::Checked);
        window->findChild<QPushButton *>(u"questionAskTeam"_s)->click();
        auto *dialog = window->findChild<views::AskTeamDialog *>(u"askTeamDialog"_s);
        QVERIFY(dialog);
        const QString file = m_folder.filePath(u"some.xlsx"_s);
        dialog->findChild<QLineEdit *>(u"askTeam"_s)->setText(u"Some"_s);
        dialog->findChild<QLineEdit *>(u"askFile"_s)->setText(file);
        const QString words = dialog->findChild<QPlainTextEdit *>(u"askWords"_s)->toPlainText();
        QVERIFY2(words.contains(u"2 lines"_s), qPrintable(words));
        dialog->findChild<QPushButton *>(u"askOk"_s)->click();
        settle(*window);
        QVERIFY(QFile::exists(file));
        const auto teams = m_questions->teams(m_copy);
        QVERIFY(teams.has_value());
        QCOMPARE(teams->sent.size(), 1);
        QCOMPARE(teams->sent.constFirst().asked, 2);
    }

    void askedOfWhatTheFilterLeaves()
    {
        // The question's first thing, found by its name: the page lists and the workbook asks the same.
        const views::QuestionRow row = yesOrNo();
        views::FilterState filter;
        filter.text = row.asked.constFirst().name;
        filter.kind = row.kind;
        domain::QuietJob job;
        const auto listed = m_questions->questions(m_copy, filter, job);
        QVERIFY(listed.has_value());
        const auto same = std::find_if(listed->rows.cbegin(), listed->rows.cend(), [&row](const views::QuestionRow &r) { return r.id == row.id; });
        QVERIFY(same != listed->rows.cend());
        QVERIFY2(same->holders < row.holders, "the filter narrows");
        QVERIFY(m_questions->askTeam(m_copy, {{row.id}, u"Filtered"_s, m_folder.filePath(u"filtered.xlsx"_s), QDate(2026, 12, 1), filter, {}}, job).has_value());
        QCOMPARE(m_questions->teams(m_copy)->sent.constFirst().asked, static_cast<int>(same->holders));
    }

    void theWayOfAsking()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        auto *ask = window->findChild<QPushButton *>(u"questionAskTeam"_s);
        list->clearSelection();
        QVERIFY2(!ask->isEnabled(), "nothing is chosen");
        list->topLevelItem(0)->setSelected(true);
        list->topLevelItem(1)->setSelected(true);
        QCOMPARE(ask->text(), u"Ask a team: 2 …"_s);
        ask->click();
        auto *dialog = window->findChild<views::AskTeamDialog *>(u"askTeamDialog"_s);
        QVERIFY(dialog);
        auto *ok = dialog->findChild<QPushButton *>(u"askOk"_s);
        auto *file = dialog->findChild<QLineEdit *>(u"askFile"_s);
        QVERIFY(!ok->isEnabled());
        dialog->findChild<QLineEdit *>(u"askTeam"_s)->setText(u"Legal/IT"_s);
        QVERIFY2(file->text().endsWith(u"Questions to Legal_IT, 2026-11-20.xlsx"_s), qPrintable(file->text()));
        file->setText(m_folder.filePath(u"nowhere/asked.xlsx"_s));
        QVERIFY(!ok->isEnabled());
        QVERIFY(dialog->findChild<QLabel *>(u"askNote"_s)->text().contains(u"There is no folder"_s));
        // What is there already is not replaced unsaid.
        const QString there = m_folder.filePath(u"there.xlsx"_s);
        QVERIFY(QFile(there).open(QIODevice::WriteOnly));
        file->setText(there);
        QCOMPARE(ok->text(), u"Replace the workbook"_s);
        QVERIFY(dialog->findChild<QPlainTextEdit *>(u"askWords"_s)->toPlainText().contains(u"4 December 2026"_s));
        const QString asked = m_folder.filePath(u"asked.xlsx"_s);
        file->setText(asked);
        ok->click();
        settle(*window);
        QVERIFY(QFile::exists(asked));
        QCOMPARE(m_questions->teams(m_copy)->sent.size(), 1);
        QVERIFY(m_backend->undo(m_copy).has_value());
        QVERIFY(m_questions->teams(m_copy)->sent.isEmpty());
        domain::QuietJob job;
        QVERIFY(m_backend->redo(m_copy, job).has_value());
        QCOMPARE(m_questions->teams(m_copy)->sent.size(), 1);
    }

    void theNumberThatAQuestionDecidesIsNeverCut()
    {
        const auto window = open();
        auto *list = window->findChild<QTreeWidget *>(u"questionList"_s);
        QVERIFY(list->topLevelItemCount() > 0);
        list->topLevelItem(0)->setText(2, u"415 of 12\u202f345"_s);
        window->resize(window->size() + QSize(20, 0)); // the columns are shared out again
        settle(*window);
        const int needed = QFontMetrics(list->font()).horizontalAdvance(list->topLevelItem(0)->text(2));
        QTRY_VERIFY_WITH_TIMEOUT(list->columnWidth(2) > needed, patience);
    }
    // In the words of the question itself, not by its label.
    void whatAnAgentMayDoIsAskedInASentence_data()
    {
        QTest::addColumn<QString>("attr");
        for (const auto &attr : {u"on_behalf_of"_s, u"human_approval_for"_s, u"resource_kind"_s})
            QTest::newRow(qPrintable(attr)) << attr;
    }
    void whatAnAgentMayDoIsAskedInASentence()
    {
        QFETCH(QString, attr);
        const domain::KindInfo &grant = m_services->catalogue.kind(domain::EntityKind::Grant);
        const int at = grant.indexOf(attr);
        QVERIFY(at >= 0);
        const QString sentence = text::questionSentence(grant, &grant.attributes.at(at));
        QVERIFY2(sentence.endsWith(u'?') && !sentence.startsWith(grant.attributes.at(at).label), qPrintable(sentence));
    }

    // What is said to be decided, by what, adds up, and each number leads somewhere; an answer moves from open to answered.
    void itIsSaidWhatTheExportsDecide()
    {
        domain::QuietJob job;
        const auto before = m_questions->decided(m_copy, {}, job);
        QVERIFY(before && before->judged);
        QCOMPARE(before->byInventory + before->byAnswers + before->open, before->results);
        QVERIFY(before->byInventory > 0 && before->open > 0);
        const auto window = open();
        auto *words = window->findChild<QLabel *>(u"questionDecided"_s);
        QVERIFY2(words->text().contains(u"Your exports decide"_s) && words->text().contains(u"decide most of the rest."_s), qPrintable(words->text()));
        QVERIFY(words->text().contains(u">%1<"_s.arg(figures::formatCount(before->open))));
        const views::QuestionRow row = yesOrNo();
        QList<qint64> ids;
        for (const views::AskedRow &one : row.asked)
            ids.append(one.entity);
        QVERIFY(m_questions->answer(m_copy, {row.kind, row.attr, ids, u"yes"_s, {}, {}, u"Procurement"_s, {}}).has_value());
        QVERIFY(m_backend->evaluate(m_copy, QDate(2026, 11, 20), job).has_value());
        const auto after = m_questions->decided(m_copy, {}, job);
        QVERIFY(after.has_value());
        // What an answer shows not to apply is no result any more.
        QVERIFY(after->open < before->open && after->byAnswers > before->byAnswers);
        QCOMPARE(after->byInventory + after->byAnswers + after->open, after->results);
        QCOMPARE(after->byInventory, before->byInventory);
        QVERIFY(after->byAnswers - before->byAnswers <= before->open - after->open);
        emit words->linkActivated(u"issues"_s);
        settle(*window);
        QCOMPARE(window->filter().status, std::optional(domain::Status::Unknown));
    }
};

BAILIWICK_TEST(QApplication, TestQuestionsPage)

} // namespace tst_questionspage

#include "tst_questionspage.moc"
