// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/questionspage.h"

#include "domain/foldedtext.h"
#include "pages/answerpanel.h"
#include "pages/askteamdialog.h"
#include "pages/teamsdialog.h"
#include "widgets/theme.h"
#include "widgets/wrappedrows.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using figures::TextRole;
using figures::formatCount;

namespace views {
enum QuestionsPage::Column : int { Sentence, AskedOf, Decides };

QuestionsPage::QuestionsPage(const PageContext &context, QuestionsBackend &questions, QWidget *parent)
    : Page(u"questions"_s, tr("Questions"), context, parent), m_questions(questions), m_decided(makeLabel({}, TextRole::Body, false, false, this)), m_count(makeLabel({}, TextRole::Body, true, false, this)),
      m_nothing(makeLabel({}, TextRole::Body, true, false, this)), m_find(new QLineEdit(this)), m_list(new QTreeWidget(this)), m_panel(new AnswerPanel(this)),
      m_ask(new QPushButton(tr("Ask a team …"), this)), m_teams(new QPushButton(tr("Teams …"), this))
{
    m_decided->setObjectName(u"questionDecided"_s);
    m_decided->setAccessibleName(tr("What decides the results"));
    m_decided->setTextFormat(Qt::RichText);
    m_decided->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_decided->setWordWrap(true);
    m_count->setObjectName(u"questionCount"_s);
    m_count->setWordWrap(true);
    m_nothing->setObjectName(u"questionNothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_find->setObjectName(u"questionFind"_s);
    m_find->setPlaceholderText(tr("Find a question, a rule or a thing"));
    m_find->setAccessibleName(tr("Find a question"));
    m_find->setClearButtonEnabled(true);
    m_list->setObjectName(u"questionList"_s);
    m_list->setAccessibleName(tr("Questions, the one that decides most first"));
    m_list->setHeaderLabels({tr("Question"), tr("Asked of"), tr("Decides")});
    m_list->headerItem()->setToolTip(Decides, tr("Unknown results that it decides once the questions before it are answered, of those that rest on it"));
    m_list->headerItem()->setTextAlignment(Decides, Qt::AlignRight | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    // A scroll bar that comes takes room from the sentences.
    connect(m_list->header(), &QHeaderView::sectionResized, m_list, [this](int column) {
        if (column == Sentence)
            wrapRows(m_list, {Sentence, AskedOf});
    }, Qt::QueuedConnection);
    m_ask->setObjectName(u"questionAskTeam"_s);
    m_ask->setToolTip(tr("Writes the selected questions as a workbook for a team, asked of what the filter leaves; of one question only what is ticked beside it, if anything is"));
    m_teams->setObjectName(u"questionTeams"_s);
    m_teams->setToolTip(tr("What teams were asked, who has not answered, and answers to be reviewed"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(Sentence, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(AskedOf, QHeaderView::Fixed);
    m_list->header()->setSectionResizeMode(Decides, QHeaderView::Fixed);
    m_list->setAllColumnsShowFocus(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(3));
    head->addWidget(makeLabel(tr("Questions"), TextRole::Title, false, true, this));
    head->addStretch(1);
    head->addWidget(m_ask);
    head->addWidget(m_teams);
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(2));
    left->addWidget(m_find);
    left->addWidget(m_list, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(grid(4));
    row->addLayout(left, 1);
    row->addWidget(hairline(this, true));
    row->addWidget(m_panel, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(4), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_decided);
    layout->addWidget(m_count);
    layout->addWidget(m_nothing);
    layout->addLayout(row, 1);
    m_nothing->hide();

    connect(m_list, &QTreeWidget::currentItemChanged, this, &QuestionsPage::showQuestion);
    connect(m_find, &QLineEdit::textChanged, this, &QuestionsPage::narrowList);
    connect(m_panel, &AnswerPanel::entityWanted, this, &Page::entityWanted);
    connect(m_panel, &AnswerPanel::answered, this, [this](const AnswerRequest &request, qint64 decides) {
        expect(decides);
        emit answerWanted(request);
    });
    connect(m_panel, &AnswerPanel::resultsWanted, this, [this] {
        const QuestionRow *question = current();
        if (!question)
            return;
        FilterState filter = m_filter.about();
        filter.status = domain::Status::Unknown;
        filter.narrow(u"rule"_s, question->ruleIds, tr("Rules that ask: %1").arg(question->sentence));
        emit filterWanted(filter, u"issues"_s);
    });
    connect(m_decided, &QLabel::linkActivated, this, [this](const QString &page) {
        FilterState filter = m_filter.about();
        if (page == "issues"_L1)
            filter.status = domain::Status::Unknown;
        emit filterWanted(filter, page);
    });
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &QuestionsPage::refreshAsk);
    connect(m_ask, &QPushButton::clicked, this, &QuestionsPage::askTeam);
    connect(m_teams, &QPushButton::clicked, this, &QuestionsPage::openTeams);
    setFocusProxy(m_list);
}

void QuestionsPage::reload()
{
    m_context.jobs.run<domain::Result<TeamsData>>(u"questions/teams"_s, this, [questions = &m_questions, path = m_info.path](domain::JobContext &) { return questions->teams(path); },
                                                  [this](domain::Result<TeamsData> teams) {
                                                      if (teams)
                                                          showTeams(*teams);
                                                      else
                                                          emit failed(teams.error());
                                                  });
    QuestionsBackend *questions = &m_questions;
    m_context.jobs.run<domain::Result<DecidedData>>(
        u"questions/decided"_s, this, [questions, path = m_info.path, filter = m_filter](domain::JobContext &job) { return questions->decided(path, filter, job); },
        [this](const domain::Result<DecidedData> &found) {
            m_split = found ? *found : DecidedData();
            tellDecided();
            if (!found && found.error().code != domain::ErrorCode::Cancelled)
                emit failed(found.error());
        });
    m_context.jobs.run<domain::Result<QuestionsData>>(
        u"questions"_s, this, [questions, path = m_info.path, filter = m_filter](domain::JobContext &job) { return questions->questions(path, filter, job); },
        [this](domain::Result<QuestionsData> found) {
            if (found)
                show(*found);
            else if (found.error().code != domain::ErrorCode::Cancelled)
                emit failed(found.error());
        });
}

const QuestionRow *QuestionsPage::current() const
{
    const QString id = m_list->currentItem() ? m_list->currentItem()->data(Sentence, Qt::UserRole).toString() : QString();
    const auto found = std::find_if(m_data.rows.cbegin(), m_data.rows.cend(), [&id](const QuestionRow &row) { return row.id == id; });
    return found == m_data.rows.cend() ? nullptr : &*found;
}

/// What the exports decide, what people have answered, and what is open: each number leads to what it counts.
void QuestionsPage::tellDecided()
{
    m_decided->setVisible(m_split.judged && m_split.results > 0);
    if (!m_split.judged || m_split.results == 0)
        return;
    const auto door = [](const QString &page, qint64 n) { return u"<a href=\"%1\">%2</a>"_s.arg(page, formatCount(n)); };
    QString words = tr("Your exports decide %1 of %2 results").arg(door(u"frameworks"_s, m_split.byInventory), formatCount(m_split.results));
    if (m_split.byAnswers > 0)
        words += tr(", answers %1 more").arg(door(u"history"_s, m_split.byAnswers));
    words += m_split.open == 0 ? tr("; none is open.") : tr("; %1 are open.").arg(door(u"issues"_s, m_split.open));
    if (!m_data.rest.isEmpty() && m_split.open > 0)
        words += u' ' + m_data.rest.toHtmlEscaped();
    if (m_data.forPeople > 0)
        words += u' ' + tr("Beside them %1 requirements ask for a person's judgement as a whole; %2 are answered.").arg(door(u"frameworks"_s, m_data.forPeople), formatCount(m_data.forPeopleAnswered));
    m_decided->setText(words);
}

QString QuestionsPage::askedWords(const QString &question) const
{
    QStringList teams;
    for (const SentRow &row : m_sent.sent) {
        if (row.openQuestions.contains(question))
            teams.append(row.overdue ? tr("%1 was asked on %2 and is overdue since %3").arg(row.team, row.sent, row.due.toString(Qt::ISODate))
                                     : tr("%1 was asked on %2, to answer by %3").arg(row.team, row.sent, row.due.toString(Qt::ISODate)));
    }
    return teams.isEmpty() ? QString() : teams.join(u"; "_s) + u'.';
}

/// The numbers fall while answering, before anything is judged again.
void QuestionsPage::expect(qint64 decides)
{
    m_expected = decides;
    m_split.byAnswers += decides;
    m_split.open -= decides;
    tellCount();
    tellDecided();
}

void QuestionsPage::tellCount()
{
    if (!m_data.judged || m_data.rows.isEmpty()) {
        m_count->clear();
        return;
    }
    constexpr qsizetype first = 10;
    const qint64 unknown = m_data.unknown - m_expected;
    QString words = tr("%1 results are unknown.").arg(formatCount(unknown));
    if (m_data.rows.size() > first)
        words += u' ' + tr("The first %1 questions decide %2 of them, all %3 decide %4.")
                            .arg(first).arg(formatCount(m_data.rows.at(first - 1).decidedSoFar)).arg(m_data.rows.size()).arg(formatCount(m_data.rows.constLast().decidedSoFar));
    if (m_data.leftOff > 0)
        words += u' ' + tr("%1 more were not looked at.").arg(formatCount(m_data.leftOff));
    if (!m_data.switchedOff.isEmpty())
        words += u' ' + m_data.switchedOff;
    if (m_data.cut > 0)
        words += u' ' + tr("Of %1 not all was looked at that is missing: it is too much.").arg(formatCount(m_data.cut));
    m_count->setText(words);
    m_count->setToolTip(m_data.without > 0 ? tr("For %1 results no answer of yours is missing: a law is uncertain, say").arg(formatCount(m_data.without)) : QString());
}

void QuestionsPage::show(const QuestionsData &fresh)
{
    const QuestionRow *before = current();
    const QString id = before ? before->id : QString();
    if (m_draftsOf != m_info.path)
        m_panel->forgetDrafts();
    m_draftsOf = m_info.path;
    m_data = fresh;
    m_expected = 0;
    tellCount();
    tellDecided();
    const bool nothing = fresh.rows.isEmpty();
    m_nothing->setVisible(nothing);
    m_nothing->setText(!fresh.judged              ? tr("Nothing was evaluated yet. Evaluate, and what is not known becomes questions.")
                       : !m_filter.isEmpty()     ? tr("Under this filter nothing is unknown that an answer could decide.")
                                                 : tr("Nothing is unknown that an answer could decide."));
    m_find->setVisible(!nothing);
    m_list->setVisible(!nothing);
    m_panel->setVisible(!nothing);
    m_ask->setVisible(!nothing);
    m_count->setVisible(!nothing);
    QTreeWidgetItem *again = nullptr;
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        qint64 before = 0;
        for (const QuestionRow &row : fresh.rows) {
            // By this they are ranked: what it decides beside those before it.
            const qint64 next = row.decidedSoFar - std::exchange(before, row.decidedSoFar);
            auto *item = new QTreeWidgetItem(m_list, {row.sentence, row.attr.isEmpty() ? tr("the register") : row.kindWords,
                                                      next == row.decides ? formatCount(next) : tr("%1 of %2").arg(formatCount(next), formatCount(row.decides))});
            item->setData(Sentence, Qt::UserRole, row.id);
            QStringList names;
            for (const AskedRow &asked : row.asked.mid(0, 200))
                names.append(asked.name);
            item->setData(AskedOf, Qt::UserRole, names.join(u'\n') + row.rules.join(u'\n') + row.ruleIds);
            item->setToolTip(Sentence, row.sentence);
            item->setToolTip(Decides, tr("Once those before it are answered it decides %1 more; %2 unknown results rest on it, and for %3 of them nothing else is missing").arg(formatCount(next), formatCount(row.decides), formatCount(row.decidesAlone)));
            item->setTextAlignment(Decides, Qt::AlignRight | Qt::AlignVCenter);
            if (row.id == id)
                again = item;
        }
        markAsked();
        m_list->setCurrentItem(again ? again : m_list->topLevelItem(0));
    }
    fitRows();
    refreshAsk();
    narrowList(m_find->text());
    showQuestion();
}

void QuestionsPage::narrowList(const QString &text)
{
    const QString wanted = text.trimmed();
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        const bool found = domain::finds(item->text(Sentence), wanted) ||
                           domain::finds(item->data(AskedOf, Qt::UserRole).toString(), wanted) || domain::finds(item->text(AskedOf), wanted);
        item->setHidden(!found);
    }
}

void QuestionsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitRows();
}

/// What was sent to a team and is not answered yet is told in the row.
void QuestionsPage::markAsked()
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        const QString id = item->data(Sentence, Qt::UserRole).toString();
        const auto row = std::find_if(m_data.rows.cbegin(), m_data.rows.cend(), [&id](const QuestionRow &r) { return r.id == id; });
        if (row == m_data.rows.cend())
            continue;
        const QString of = row->attr.isEmpty() ? tr("the register") : row->kindWords;
        const QString asked = askedWords(id);
        item->setText(AskedOf, asked.isEmpty() ? of : tr("%1, sent").arg(of));
        item->setToolTip(AskedOf, asked.isEmpty() ? of : of + u'\n' + asked);
    }
}

/// The last two columns as wide as what is in them, up to a third of the list; a question that doesn't fit into one line has more.
void QuestionsPage::fitRows()
{
    QHeaderView *header = m_list->header();
    const QFontMetrics metrics(m_list->font());
    int asked = metrics.horizontalAdvance(m_list->headerItem()->text(AskedOf));
    int decides = metrics.horizontalAdvance(m_list->headerItem()->text(Decides));
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        asked = qMax(asked, metrics.horizontalAdvance(m_list->topLevelItem(i)->text(AskedOf)));
        decides = qMax(decides, metrics.horizontalAdvance(m_list->topLevelItem(i)->text(Decides)));
    }
    header->resizeSection(Decides, decides + grid(5)); // a number is never cut
    header->resizeSection(AskedOf, qMin(asked + grid(4), m_list->viewport()->width() / 3));
    wrapRows(m_list, {Sentence, AskedOf});
}

void QuestionsPage::showQuestion()
{
    const QuestionRow *question = current();
    m_panel->setEnabled(question != nullptr);
    if (!question)
        return;
    const bool another = question->id != m_shown;
    m_shown = question->id;
    m_panel->showQuestion(*question, m_data.today);
    m_panel->setAsked(askedWords(question->id));
    if (!another || question->attr.isEmpty())
        return;
    ask<QList<ValueChoice>>(u"choices"_s, [kind = question->kind, attr = question->attr](Backend &backend, const QString &path) { return backend.choices(path, kind, attr, {}); },
                            [this](const QList<ValueChoice> &choices) { m_panel->offer(choices); });
}

void QuestionsPage::refreshAsk()
{
    const qsizetype count = m_list->selectedItems().size();
    m_ask->setText(count > 1 ? tr("Ask a team: %1 …").arg(count) : tr("Ask a team …"));
    m_ask->setEnabled(count > 0);
}

void QuestionsPage::askTeam()
{
    QStringList ids;
    AskDraft draft;
    draft.today = m_data.today;
    for (const QTreeWidgetItem *item : m_list->selectedItems()) {
        const QString id = item->data(Sentence, Qt::UserRole).toString();
        const auto row = std::find_if(m_data.rows.cbegin(), m_data.rows.cend(), [&id](const QuestionRow &r) { return r.id == id; });
        if (item->isHidden() || row == m_data.rows.cend())
            continue;
        ids.append(id);
        draft.questions.append(row->sentence);
        draft.lines += row->attr.isEmpty() ? 1 : row->holders;
    }
    if (ids.isEmpty())
        return;
    // What is ticked beside a question is what it is asked of.
    const QList<qint64> things = ids == QStringList{m_shown} ? m_panel->chosen() : QList<qint64>();
    if (!things.isEmpty())
        draft.lines = things.size();
    for (const SentRow &row : std::as_const(m_sent.sent)) {
        if (!draft.teams.contains(row.team))
            draft.teams.append(row.team);
    }
    auto *dialog = new AskTeamDialog(draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AskTeamDialog::asked, this, [this, ids, things, filter = m_filter](const QString &team, QDate due, const QString &out) {
        emit askWanted({ids, team, out, due, filter, things});
    });
    dialog->open();
}

void QuestionsPage::openTeams()
{
    m_teamsWanted = !m_sent.today.isValid();
    if (m_teamsWanted)
        return;
    if (!m_dialog) {
        m_dialog = new TeamsDialog(m_sent.today, this);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
        connect(m_dialog, &TeamsDialog::takeInWanted, this, &QuestionsPage::takeInWanted);
        connect(m_dialog, &TeamsDialog::reviewWanted, this, &QuestionsPage::reviewWanted);
        connect(m_dialog, &TeamsDialog::remindWanted, this, &QuestionsPage::remindWanted);
        connect(m_dialog, &TeamsDialog::entityWanted, this, &Page::entityWanted);
    }
    m_dialog->showTeams(m_sent);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void QuestionsPage::showTeams(const TeamsData &teams)
{
    m_sent = teams;
    const auto overdue = std::count_if(teams.sent.cbegin(), teams.sent.cend(), [](const SentRow &row) { return row.overdue; });
    m_teams->setText(!teams.queue.isEmpty() ? tr("Teams: %1 to review …").arg(teams.queue.size()) : overdue > 0 ? tr("Teams: %1 overdue …").arg(overdue) : tr("Teams …"));
    markAsked();
    fitRows();
    if (const QuestionRow *question = current())
        m_panel->setAsked(askedWords(question->id));
    if (m_dialog)
        m_dialog->showTeams(teams);
    if (m_teamsWanted)
        openTeams();
}

void QuestionsPage::refuse(const QString &why)
{
    expect(-m_expected);
    m_expected = 0;
    tellCount();
    m_panel->refuse(why);
}

} // namespace views
