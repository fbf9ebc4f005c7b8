// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamsdialog.h"

#include "pages/askteamdialog.h"
#include "widgets/dialogparts.h"
#include "widgets/plaintext.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

QTreeWidget *makeList(const QString &name, const QString &label, const QStringList &heads, QWidget *parent)
{
    QTreeWidget *list = named(new QTreeWidget(parent), name, label);
    list->setHeaderLabels(heads);
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->header()->setStretchLastSection(true);
    return list;
}

QString evidenceWords(const ReviewRow &row)
{
    QStringList words = {row.evidence, row.note};
    words.removeAll(QString());
    return words.join(u"; "_s);
}

} // namespace

enum TeamsDialog::SentColumn : int { Team, Due, NotAnswered, ToReview, Taken, Reminded };
enum TeamsDialog::QueueColumn : int { Thing, Asked, Answer, Evidence, Who };

TeamsDialog::TeamsDialog(QDate today, QWidget *parent)
    : QDialog(parent), m_today(today), m_sentHead(makeLabel(tr("Who was asked"), TextRole::Title, false, true, this)),
      m_none(makeParagraph(tr("No team was asked yet. Select questions on the page Questions and choose “Ask a team …”."), true, this)),
      m_queueHead(makeLabel(tr("Answers to review"), TextRole::Title, false, true, this)),
      m_nothing(makeParagraph(tr("No answer waits for review. When a workbook comes back, import it like any file, or with “Take in a workbook …”."), true, this)), m_told(makeParagraph({}, false, this)),
      m_sent(makeList(u"teamsSent"_s, tr("Teams that were asked"), {tr("Team"), tr("Answered by"), tr("Not answered"), tr("To review"), tr("Accepted"), tr("Reminded")}, this)),
      m_queue(makeList(u"teamsQueue"_s, tr("Answers to review"), {tr("Asked of"), tr("Question"), tr("Answer"), tr("Evidence and note"), tr("Who says so")}, this)),
      m_why(named(new QLineEdit(this), u"teamsWhy"_s, tr("Why it goes back"))), m_reviewed(named(new QCheckBox(tr("Counts &until"), this), u"teamsReviewed"_s, tr("Accepted answers count until a day"))),
      m_review(makeDayField(u"teamsReview"_s, tr("The last day on which accepted answers count"), today.addMonths(ReviewMonths), this)),
      m_take(named(new QPushButton(tr("Take &in a workbook …"), this), u"teamsTakeIn"_s, tr("Take in a workbook that came back"))),
      m_remind(named(new QPushButton(tr("&Remind …"), this), u"teamsRemind"_s, tr("Remind the chosen team"))), m_all(named(new QPushButton(tr("A&ll"), this), u"teamsAll"_s, tr("Tick all"))),
      m_noneTicked(named(new QPushButton(tr("&None"), this), u"teamsNone"_s, tr("Tick none"))), m_accept(new QPushButton(this)), m_back(new QPushButton(tr("Send &back"), this))
{
    setObjectName(u"teamsDialog"_s);
    setWindowTitle(tr("Teams"));
    resize(parent ? QSize(qMin(grid(250), parent->window()->width() - grid(16)), qMin(grid(165), parent->window()->height() - grid(16))) : QSize(grid(230), grid(150)));
    m_accept->setObjectName(u"teamsAccept"_s);
    m_back->setObjectName(u"teamsReturn"_s);
    m_why->setPlaceholderText(tr("Why it goes back, as “which clause?”"));
    m_told->setObjectName(u"teamsTold"_s);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_queue->setRootIsDecorated(false);
    m_review->setMinimumDate(today);
    m_reviewed->setChecked(true);
    m_reviewed->setToolTip(tr("After this day the answers count as not said, until somebody answers again"));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_sentHead, 1);
    head->addWidget(m_remind);
    head->addWidget(m_take);
    auto *queueHead = new QHBoxLayout;
    queueHead->setSpacing(grid(2));
    queueHead->addWidget(m_queueHead, 1);
    queueHead->addWidget(m_all);
    queueHead->addWidget(m_noneTicked);
    auto *tail = new QHBoxLayout;
    tail->setSpacing(grid(2));
    tail->addWidget(m_why, 1);
    tail->addWidget(m_back);
    tail->addSpacing(grid(4));
    tail->addWidget(m_reviewed);
    tail->addWidget(m_review);
    tail->addWidget(m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(5), grid(6), grid(4));
    layout->setSpacing(grid(2));
    layout->addLayout(head);
    layout->addWidget(hairline(this));
    layout->addWidget(m_none);
    layout->addWidget(m_sent, 2);
    layout->addSpacing(grid(2));
    layout->addLayout(queueHead);
    layout->addWidget(hairline(this));
    layout->addWidget(m_nothing);
    layout->addWidget(m_queue, 3);
    layout->addWidget(m_told);
    layout->addLayout(tail);
    layout->addStretch(0);
    connect(m_take, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Questionnaires that came back"), {}, tr("Workbooks and tables (*.xlsx *.ods *.csv)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFiles);
        connect(dialog, &QFileDialog::filesSelected, this, &TeamsDialog::takeInWanted);
        dialog->open();
    });
    connect(m_remind, &QPushButton::clicked, this, &TeamsDialog::remind);
    connect(m_sent, &QTreeWidget::currentItemChanged, this, &TeamsDialog::refresh);
    connect(m_queue, &QTreeWidget::itemChanged, this, &TeamsDialog::refresh);
    connect(m_queue, &QTreeWidget::currentItemChanged, this, &TeamsDialog::tellAnswer);
    connect(m_queue, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        if (const qint64 entity = item->data(Thing, Qt::UserRole + 1).toLongLong(); entity != 0)
            emit entityWanted(entity);
    });
    connect(m_why, &QLineEdit::textChanged, this, &TeamsDialog::refresh);
    connect(m_reviewed, &QCheckBox::toggled, this, &TeamsDialog::refresh);
    connect(m_all, &QPushButton::clicked, this, [this] { tickAll(true); });
    connect(m_noneTicked, &QPushButton::clicked, this, [this] { tickAll(false); });
    connect(m_accept, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_back, &QPushButton::clicked, this, [this] { decide(false); });
    // Enter in a field is no decision on many answers.
    for (QPushButton *button : {m_take, m_remind, m_all, m_noneTicked, m_accept, m_back})
        button->setAutoDefault(false);
    showTeams({});
}

void TeamsDialog::showTeams(const TeamsData &teams)
{
    m_data = teams;
    fillSent();
    fillQueue();
    refresh();
    tellAnswer();
}

void TeamsDialog::fillSent()
{
    const QString before = chosenTeam();
    const QSignalBlocker quiet(m_sent);
    m_sent->clear();
    m_none->setVisible(m_data.sent.isEmpty());
    m_sent->setVisible(!m_data.sent.isEmpty());
    QTreeWidgetItem *again = nullptr;
    for (const SentRow &row : m_data.sent) {
        const QString due = row.due.toString(Qt::ISODate) + (row.overdue ? tr(" (overdue)") : QString());
        const auto shown = [](int n) { return n == 0 ? QString() : QString::number(n); };
        auto *item = new QTreeWidgetItem(m_sent, {row.team, due, row.open == 0 ? tr("all answered") : tr("%1 of %2").arg(row.open).arg(row.asked), shown(row.waiting), shown(row.accepted),
                                                  row.reminded.isEmpty() ? QString() : row.reminded.constLast()});
        item->setData(Team, Qt::UserRole, row.team);
        item->setToolTip(Team, tr("Asked on %1").arg(row.sent));
        item->setToolTip(Reminded, row.reminded.join(u", "_s));
        if (row.overdue)
            item->setFont(Due, scaledFont(TextRole::Body, true));
        for (const QString &open : row.unanswered) {
            auto *child = new QTreeWidgetItem(item, {open});
            child->setData(Team, Qt::UserRole, row.team);
            child->setToolTip(Team, open);
            child->setFirstColumnSpanned(true);
        }
        if (!again && (row.team == before || (before.isEmpty() && row.open > 0)))
            again = item;
    }
    m_sent->setCurrentItem(again ? again : m_sent->topLevelItem(0));
    for (int c = Team; c < Reminded; ++c)
        m_sent->resizeColumnToContents(c);
    m_sent->header()->resizeSection(Team, qBound(grid(40), m_sent->header()->sectionSize(Team) + grid(4), grid(70)));
}

void TeamsDialog::fillQueue()
{
    const QSignalBlocker quiet(m_queue);
    const QString before = m_queue->currentItem() ? m_queue->currentItem()->data(Thing, Qt::UserRole).toString() : QString();
    m_queue->clear();
    QTreeWidgetItem *again = nullptr;
    for (const ReviewRow &row : m_data.queue) {
        auto *item = new QTreeWidgetItem(m_queue, {row.thing, row.sentence, row.answer, evidenceWords(row), row.who.isEmpty() ? row.team : row.who});
        item->setData(Thing, Qt::UserRole, row.id);
        item->setData(Thing, Qt::UserRole + 1, row.entity);
        item->setToolTip(Thing, row.entity != 0 ? tr("%1. Enter or a double click shows it.").arg(row.thing) : row.thing);
        item->setToolTip(Asked, row.sentence);
        item->setToolTip(Answer, row.answer);
        item->setToolTip(Evidence, evidenceWords(row));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Thing, Qt::Checked);
        if (row.id == before)
            again = item;
    }
    m_queue->setCurrentItem(again ? again : m_queue->topLevelItem(0));
    const bool any = !m_data.queue.isEmpty();
    m_nothing->setVisible(!any);
    for (QWidget *w : std::initializer_list<QWidget *>{m_queue, m_told, m_why, m_back, m_reviewed, m_review, m_accept, m_all, m_noneTicked})
        w->setVisible(any);
    m_queueHead->setText(any ? tr("Answers to review: %1").arg(m_data.queue.size()) : tr("Answers to review"));
    const int room = qMax(width() - grid(14), grid(150));
    for (const auto &[column, share] : {std::pair(Thing, 22), std::pair(Asked, 32), std::pair(Answer, 15), std::pair(Evidence, 18)})
        m_queue->header()->resizeSection(column, room * share / 100);
}

/// The chosen answer in full: columns cut what is long.
void TeamsDialog::tellAnswer()
{
    const QString id = m_queue->currentItem() ? m_queue->currentItem()->data(Thing, Qt::UserRole).toString() : QString();
    const auto row = std::find_if(m_data.queue.cbegin(), m_data.queue.cend(), [&id](const ReviewRow &r) { return r.id == id; });
    if (row == m_data.queue.cend()) {
        m_told->clear();
        return;
    }
    QString words = tr("%1: %2 %3 says: %4.").arg(row->thing, row->sentence, row->who.isEmpty() ? row->team : tr("%1 (%2)").arg(row->who, row->team), row->answer);
    if (row->evidence.isEmpty() && row->note.isEmpty())
        words += u' ' + tr("No evidence is named.");
    if (!row->evidence.isEmpty())
        words += u' ' + (row->sha256.isEmpty() ? tr("Evidence: %1 (only named; the file did not come along).").arg(row->evidence)
                                               : tr("Evidence: %1 (SHA-256 %2 …).").arg(row->evidence, row->sha256.left(12)));
    if (!row->note.isEmpty())
        words += u' ' + tr("Note: %1").arg(row->note);
    m_told->setText(words);
}

QString TeamsDialog::chosenTeam() const { return m_sent->currentItem() ? m_sent->currentItem()->data(Team, Qt::UserRole).toString() : QString(); }

qint64 TeamsDialog::openOf(const QString &team) const
{
    qint64 open = 0;
    for (const SentRow &row : m_data.sent)
        open += row.team == team ? row.open : 0;
    return open;
}

QStringList TeamsDialog::ticked() const
{
    QStringList ids;
    for (int i = 0; i < m_queue->topLevelItemCount(); ++i) {
        if (m_queue->topLevelItem(i)->checkState(Thing) == Qt::Checked)
            ids.append(m_queue->topLevelItem(i)->data(Thing, Qt::UserRole).toString());
    }
    return ids;
}

void TeamsDialog::tickAll(bool on)
{
    {
        const QSignalBlocker quiet(m_queue);
        for (int i = 0; i < m_queue->topLevelItemCount(); ++i)
            m_queue->topLevelItem(i)->setCheckState(Thing, on ? Qt::Checked : Qt::Unchecked);
    }
    refresh();
}

void TeamsDialog::refresh()
{
    const qsizetype count = ticked().size();
    const bool said = !m_why->text().trimmed().isEmpty();
    m_accept->setText(count == 0 ? tr("&Accept") : count == 1 ? tr("&Accept 1 answer") : tr("&Accept %1 answers").arg(count));
    m_accept->setEnabled(count > 0);
    m_back->setEnabled(count > 0 && said);
    m_back->setToolTip(count == 0 ? tr("Tick what goes back") : said ? QString() : tr("Say why it goes back"));
    m_review->setEnabled(m_reviewed->isChecked());
    const QString team = chosenTeam();
    m_remind->setText(team.isEmpty() ? tr("&Remind …") : tr("&Remind %1 …").arg(plain(team)));
    m_remind->setEnabled(openOf(team) > 0);
    m_remind->setVisible(!m_data.sent.isEmpty());
}

void TeamsDialog::remind()
{
    AskDraft draft;
    draft.team = chosenTeam();
    draft.lines = openOf(draft.team);
    draft.today = m_today;
    for (const SentRow &row : m_data.sent)
        draft.questions += row.team == draft.team ? row.unanswered : QStringList();
    auto *dialog = new AskTeamDialog(draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AskTeamDialog::asked, this, [this](const QString &team, QDate due, const QString &out) { emit remindWanted({team, out, due}); });
    dialog->open();
}

void TeamsDialog::decide(bool accept)
{
    const ReviewDecision decision{ticked(), accept, accept ? QString() : m_why->text().trimmed(), accept && m_reviewed->isChecked() ? m_review->date() : QDate()};
    m_why->clear();
    emit reviewWanted(decision);
}

} // namespace views
