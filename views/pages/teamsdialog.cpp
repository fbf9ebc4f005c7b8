// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/teamsdialog.h"

#include "widgets/dialogparts.h"
#include "widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {


QTreeWidget *makeList(const QString &name, const QString &label, const QStringList &heads, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setObjectName(name);
    list->setAccessibleName(label);
    list->setHeaderLabels(heads);
    list->setFrameShape(QFrame::NoFrame);
    list->header()->setStretchLastSection(true);
    return list;
}

} // namespace

TeamsDialog::TeamsDialog(QDate today, QWidget *parent)
    : QDialog(parent), m_today(today), m_none(makeParagraph(tr("No team was asked yet. Select questions and choose “Ask a team …”."), true, this)),
      m_sent(makeList(u"teamsSent"_s, tr("Teams that were asked"), {tr("Team"), tr("Due"), tr("Not answered"), tr("To review")}, this)),
      m_queue(makeList(u"teamsQueue"_s, tr("Answers to review"), {tr("Thing"), tr("Question"), tr("Answer"), tr("Evidence and note")}, this)), m_why(new QLineEdit(this)),
      m_take(new QPushButton(tr("Take in a workbook …"), this)), m_accept(new QPushButton(this)), m_back(new QPushButton(tr("Send back"), this))
{
    setObjectName(u"teamsDialog"_s);
    setWindowTitle(tr("Teams"));
    resize(grid(230), grid(150));
    m_take->setObjectName(u"teamsTakeIn"_s);
    m_accept->setObjectName(u"teamsAccept"_s);
    m_back->setObjectName(u"teamsReturn"_s);
    m_why->setObjectName(u"teamsWhy"_s);
    m_why->setAccessibleName(tr("Why it goes back"));
    m_why->setPlaceholderText(tr("Why it goes back"));
    m_queue->setRootIsDecorated(false);
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Who was asked"), TextRole::Title, false, true, this), 1);
    head->addWidget(m_take);
    auto *tail = new QHBoxLayout;
    tail->setSpacing(grid(2));
    tail->addWidget(m_why, 1);
    tail->addWidget(m_back);
    tail->addWidget(m_accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid(6), grid(6), grid(6), grid(4));
    layout->setSpacing(grid(3));
    layout->addLayout(head);
    layout->addWidget(m_none);
    layout->addWidget(m_sent, 1);
    layout->addWidget(makeLabel(tr("Answers to review"), TextRole::Title, false, true, this));
    layout->addWidget(m_queue, 2);
    layout->addLayout(tail);
    connect(m_take, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Questionnaire that came back"), {}, tr("Workbooks and tables (*.xlsx *.ods *.csv)"));
        if (!file.isEmpty())
            emit takeInWanted(file);
    });
    connect(m_queue, &QTreeWidget::itemChanged, this, &TeamsDialog::refresh);
    connect(m_why, &QLineEdit::textChanged, this, &TeamsDialog::refresh);
    connect(m_accept, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_back, &QPushButton::clicked, this, [this] { decide(false); });
    refresh();
}

void TeamsDialog::showTeams(const TeamsData &teams)
{
    m_none->setVisible(teams.sent.isEmpty());
    m_sent->clear();
    for (const SentRow &row : teams.sent) {
        const QString due = row.due.toString(Qt::ISODate) + (row.overdue ? tr(" (overdue)") : QString());
        auto *item = new QTreeWidgetItem(m_sent, {row.team, due, row.open == 0 ? tr("none") : tr("%1 of %2").arg(row.open).arg(row.asked), row.waiting == 0 ? QString() : QString::number(row.waiting)});
        item->setToolTip(0, tr("Sent on %1, %2 accepted").arg(row.sent).arg(row.accepted));
        for (const QString &open : row.unanswered) {
            auto *child = new QTreeWidgetItem(item, {open});
            child->setFirstColumnSpanned(true);
        }
    }
    for (int c = 0; c < 3; ++c)
        m_sent->resizeColumnToContents(c);
    {
        const QSignalBlocker quiet(m_queue);
        m_queue->clear();
        for (const ReviewRow &row : teams.queue) {
            QStringList evidence = {row.evidence, row.note, row.who.isEmpty() ? row.team : u"%1, %2"_s.arg(row.who, row.team)};
            evidence.removeAll(QString());
            auto *item = new QTreeWidgetItem(m_queue, {row.thing, row.sentence, row.answer, evidence.join(u"; "_s)});
            item->setData(0, Qt::UserRole, row.id);
            item->setToolTip(1, row.sentence);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(0, Qt::Checked);
        }
    }
    m_queue->header()->resizeSection(0, grid(50));
    m_queue->header()->resizeSection(1, grid(80));
    refresh();
}

QStringList TeamsDialog::ticked() const
{
    QStringList ids;
    for (int i = 0; i < m_queue->topLevelItemCount(); ++i) {
        if (m_queue->topLevelItem(i)->checkState(0) == Qt::Checked)
            ids.append(m_queue->topLevelItem(i)->data(0, Qt::UserRole).toString());
    }
    return ids;
}

void TeamsDialog::refresh()
{
    const qsizetype count = ticked().size();
    m_accept->setText(count == 1 ? tr("Accept 1 answer") : tr("Accept %1 answers").arg(count));
    m_accept->setEnabled(count > 0);
    m_back->setEnabled(count > 0 && !m_why->text().trimmed().isEmpty());
    m_back->setToolTip(m_why->text().trimmed().isEmpty() ? tr("Say why it goes back") : QString());
}

void TeamsDialog::decide(bool accept)
{
    ReviewDecision decision{ticked(), accept, accept ? QString() : m_why->text().trimmed(), accept ? m_today.addMonths(ReviewMonths) : QDate()};
    m_why->clear();
    emit reviewWanted(decision);
}

} // namespace views
