// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/systemscorespanel.h"

#include "domain/isolated.h"
#include "pages/issuelist.h"
#include "pages/systemscoresmodel.h"
#include "text/statustext.h"
#include "widgets/rangedelegate.h"
#include "widgets/theme.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTreeView>
#include <QTreeWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using figures::TextRole;

namespace views {
namespace {

/// Below so many steps of the grid the details stand below the list.
constexpr int NarrowPanel = 220;

void setRange(QTreeWidgetItem *item, int column, const std::optional<PossibleRange> &range)
{
    if (!range)
        return;
    item->setData(column, RangeDelegate::LowRole, range->low);
    item->setData(column, RangeDelegate::HighRole, range->high);
}

QString countWords(const SystemPart &part)
{
    int unmet = 0;
    int unknown = 0;
    int met = 0;
    for (const SystemFact &f : part.facts)
        ++(f.status == domain::Status::Pass ? met : f.status == domain::Status::Unknown || f.status == domain::Status::Error ? unknown : unmet);
    if (part.facts.isEmpty())
        return SystemScoresPanel::tr("no rule applies");
    QStringList words;
    if (unmet > 0)
        words.append(SystemScoresPanel::tr("%1 weak").arg(unmet));
    if (unknown > 0)
        words.append(SystemScoresPanel::tr("%1 unknown").arg(unknown));
    if (met > 0)
        words.append(SystemScoresPanel::tr("%1 met").arg(met));
    return words.join(SystemScoresPanel::tr(", "));
}

} // namespace

enum SystemScoresPanel::PartColumn : int { PartName, PartThing, PartBar, PartScore };
enum SystemScoresPanel::ItemRole : int { EntityRole = Qt::UserRole, ReasonRole };

SystemScoresPanel::SystemScoresPanel(QWidget *parent)
    : QWidget(parent), m_find(new QLineEdit(this)), m_model(new SystemScoresModel(this)), m_list(new QTreeView(this)), m_parts(new QTreeWidget(this)), m_told(makeLabel({}, TextRole::Body, true, false, this)),
      m_name(makeLabel({}, TextRole::Title, false, true, this)), m_fact(makeLabel({}, TextRole::Body, true, false, this)),
      m_supporting(new QPushButton(tr("Show the supporting ones"), this))
{
    buildLists();
    auto *left = new QVBoxLayout;
    left->setSpacing(grid(2));
    left->addWidget(m_find);
    left->addWidget(m_list, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(grid(2));
    right->addWidget(m_name);
    right->addWidget(m_parts, 1);
    right->addWidget(m_fact);
    m_beside = hairline(this, true);
    m_below = hairline(this);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->addLayout(left, 2);
    m_row->addWidget(m_beside);
    m_row->addWidget(m_below);
    m_row->addLayout(right, 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(2));
    m_supporting->setObjectName(u"scoreSupporting"_s);
    m_supporting->setAccessibleDescription(tr("Opens the inventory with the IT systems that have no score of their own"));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(4));
    head->addWidget(m_told, 1);
    head->addWidget(m_supporting, 0, Qt::AlignTop);
    layout->addLayout(head);
    layout->addLayout(m_row, 1);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        const qint64 before = current();
        m_filling = true;
        m_model->find(text);
        setCurrent(before);
        m_filling = false;
        tell();
        if (current() == 0)
            showDetail({});
        if (current() != before)
            emit systemChosen(current());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_filling)
            emit systemChosen(current());
    });
    const auto open = [this](const QTreeWidgetItem *item) {
        if (const qint64 entity = item->data(0, EntityRole).toLongLong(); entity != 0)
            emit entityWanted(entity);
    };
    connect(m_list, &QTreeView::activated, this, [this] {
        if (const qint64 entity = current(); entity != 0)
            emit entityWanted(entity);
    });
    connect(m_parts, &QTreeWidget::itemActivated, this, open);
    connect(m_supporting, &QPushButton::clicked, this, [this] { emit systemsWanted(m_supportingIds, tr("supporting others")); });
    connect(m_parts, &QTreeWidget::currentItemChanged, this, &SystemScoresPanel::showFact);
    setFocusProxy(m_list);
    showDetail({});
}

void SystemScoresPanel::buildLists()
{
    m_find->setObjectName(u"scoreFind"_s);
    m_find->setAccessibleName(tr("Find an IT system"));
    m_find->setPlaceholderText(tr("Find an IT system"));
    m_find->setClearButtonEnabled(true);
    m_list->setModel(m_model);
    m_list->setObjectName(u"scoreSystems"_s);
    m_list->setAccessibleName(tr("IT systems, the lowest score first; Enter opens the details"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle); // as in the list of services
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setMinimumSectionSize(grid(12));
    m_list->setItemDelegateForColumn(SystemScoresModel::Bar, new RangeDelegate(m_list));
    makeFlat(m_parts, u"scoreParts"_s, tr("The seven parts of the score with the results behind each; Enter opens the thing"), {tr("Part"), tr("Of"), tr("Decided, still possible"), tr("Score")});
    m_parts->setItemDelegateForColumn(PartBar, new RangeDelegate(m_parts));
    m_parts->setRootIsDecorated(true);
    m_parts->headerItem()->setTextAlignment(PartScore, Qt::AlignRight | Qt::AlignVCenter);
    m_told->setObjectName(u"scoreTold"_s);
    m_name->setObjectName(u"scoreName"_s);
    m_fact->setObjectName(u"scoreFact"_s);
    for (QLabel *label : {m_told, m_name, m_fact})
        label->setWordWrap(true);
    m_fact->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_fact->setFixedHeight(QFontMetrics(m_fact->font()).lineSpacing() * 4);
}

qint64 SystemScoresPanel::current() const { return m_list->currentIndex().data(SystemScoresModel::EntityRole).toLongLong(); }

void SystemScoresPanel::setCurrent(qint64 system)
{
    m_list->setCurrentIndex(m_model->index(std::max(0, m_model->rowOf(system)), SystemScoresModel::Name));
}

void SystemScoresPanel::showScores(const SystemScores &scores, const QString &scope)
{
    const qint64 before = current();
    QStringList told;
    if (!scores.why.isEmpty())
        told.append(scores.why);
    else
        told.append(tr("Our own score by the rule set AI sovereignty, %1: from what is decided (solid) to what is still possible (hatched); what is unknown is never counted as zero. "
                       "It is no SEAL and never enters one.").arg(scores.judged));
    if (!scope.isEmpty())
        told.append(scores.outside == 1 ? tr("Only %1: one more system lies outside.").arg(scope) : tr("Only %1: %2 more systems lie outside.").arg(scope).arg(scores.outside));
    const int judged = int(scores.rows.size());
    const int others = int(scores.supporting.size());
    if (others > 0)
        told.append(tr("Of the %1 IT systems in the inventory %2 are judged and have a score; %3 are recorded as supporting them (volumes, instances and the like): counted, and judged by no rule.")
                        .arg(judged + others).arg(judged).arg(others));
    m_supportingIds = scores.supporting;
    m_supporting->setVisible(others > 0);
    m_words = told.join(u' ');
    m_filling = true;
    m_model->setScores(scores.rows);
    setCurrent(before);
    m_filling = false;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_find, m_list, m_parts, m_fact})
        widget->setVisible(!scores.rows.isEmpty());
    tell();
    fit();
    if (current() == 0)
        showDetail({});
    emit systemChosen(current());
}

void SystemScoresPanel::tell()
{
    const bool searched = m_model->all() > 0 && !m_find->text().trimmed().isEmpty();
    m_told->setText(!searched ? m_words : m_words + u' ' + (m_model->rowCount() == 0 ? tr("No system's name or key holds \u201c%1\u201d.").arg(m_find->text().trimmed())
                                                            : tr("%1 of %2 systems found.").arg(m_model->rowCount()).arg(m_model->all())));
}

void SystemScoresPanel::addPart(const SystemPart &part, bool open)
{
    auto *group = new QTreeWidgetItem(m_parts, {tr("%1 (weight %2)").arg(part.name).arg(part.weight), countWords(part), QString(), rangeWords(part.score)});
    group->setFont(PartName, scaledFont(TextRole::Body, true));
    group->setTextAlignment(PartScore, Qt::AlignRight | Qt::AlignVCenter);
    setRange(group, PartBar, part.score);
    group->setData(PartName, Qt::AccessibleTextRole, tr("%1, weight %2: %3, %4").arg(part.name).arg(part.weight).arg(rangeWords(part.score), countWords(part)));
    group->setData(PartBar, Qt::AccessibleTextRole, rangeWords(part.score));
    for (const SystemFact &fact : part.facts) {
        const QString word = text::statusWord(fact.status, domain::LegalStatus::OwnPolicy);
        auto *item = new QTreeWidgetItem(group, {fact.words, fact.thing, QString(), word});
        item->setData(PartName, EntityRole, fact.entity);
        item->setData(PartName, ReasonRole, fact.reason);
        item->setData(PartName, SignDelegate::StatusRole, static_cast<int>(fact.status));
        item->setData(PartName, SignDelegate::SeverityRole, static_cast<int>(fact.severity));
        item->setTextAlignment(PartScore, Qt::AlignRight | Qt::AlignVCenter);
        const QString tip = u"%1: %2, %3. %4"_s.arg(fact.rule, fact.words, word, fact.reason).trimmed();
        item->setToolTip(PartName, tip);
        item->setToolTip(PartThing, fact.thing);
        item->setData(PartName, Qt::AccessibleTextRole, u"%1, %2: %3. %4"_s.arg(fact.words, fact.thing, word, fact.reason));
    }
    group->setExpanded(open);
}

void SystemScoresPanel::addQuestions(const QList<SystemQuestion> &questions)
{
    if (questions.isEmpty())
        return;
    auto *group = new QTreeWidgetItem(m_parts, {tr("What would decide the rest"), questions.size() == 1 ? tr("1 question") : tr("%1 questions").arg(questions.size())});
    group->setFont(PartName, scaledFont(TextRole::Body, true));
    for (const SystemQuestion &q : questions) {
        const QString decides = q.decides == 1 ? tr("for 1 unknown result") : tr("for %1 unknown results").arg(q.decides);
        auto *item = new QTreeWidgetItem(group, {q.words, decides});
        item->setData(PartName, EntityRole, q.entity);
        item->setData(PartName, ReasonRole, tr("Nobody has said this yet: %1 (%2). Enter opens the thing that it would be said of.").arg(q.words, decides));
        item->setToolTip(PartName, q.words);
        item->setData(PartName, Qt::AccessibleTextRole, u"%1, %2"_s.arg(q.words, decides));
    }
    group->setExpanded(true);
}

void SystemScoresPanel::showDetail(const SystemDetail &detail)
{
    m_name->setText(detail.entity == 0 ? QString() : detail.score ? tr("%1: %2 of 100").arg(domain::isolated(detail.name), rangeWords(detail.score)) : tr("%1: no rule applies").arg(domain::isolated(detail.name)));
    {
        const QSignalBlocker quiet(m_parts);
        m_parts->clear();
        // The part that costs most is open from the start.
        const SystemPart *weakest = nullptr;
        const auto lost = [](const SystemPart &p) { return p.score ? p.weight * (100 - p.score->low) : 0; };
        for (const SystemPart &part : detail.parts) {
            if (!weakest || lost(part) > lost(*weakest))
                weakest = &part;
        }
        for (const SystemPart &part : detail.parts)
            addPart(part, &part == weakest);
        addQuestions(detail.questions);
        m_parts->setCurrentItem(m_parts->topLevelItem(0));
    }
    fit();
    showFact();
}

void SystemScoresPanel::showFact()
{
    const QTreeWidgetItem *item = m_parts->currentItem();
    const QString words = !item ? QString() : item->parent() ? item->data(PartName, ReasonRole).toString() : item->data(PartName, Qt::AccessibleTextRole).toString();
    m_fact->setText(words.isEmpty() && item && item->parent() ? item->toolTip(PartName) : words);
    m_fact->setToolTip(m_fact->text());
}

void SystemScoresPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void SystemScoresPanel::fit()
{
    const bool narrow = width() < grid(NarrowPanel);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(narrow ? grid(2) : grid(4));
    m_row->setStretch(0, narrow ? 2 : 2);
    m_row->setStretch(3, 3);
    m_beside->setVisible(!narrow && m_list->isVisibleTo(this));
    m_below->setVisible(narrow && m_list->isVisibleTo(this));
    QHeaderView *list = m_list->header();
    list->setSectionResizeMode(SystemScoresModel::Name, QHeaderView::Stretch);
    list->setSectionResizeMode(SystemScoresModel::Bar, QHeaderView::Fixed);
    list->setSectionResizeMode(SystemScoresModel::Score, QHeaderView::ResizeToContents);
    list->resizeSection(SystemScoresModel::Bar, std::max(grid(24), m_list->viewport()->width() * 34 / 100));
    QHeaderView *parts = m_parts->header();
    parts->setSectionResizeMode(PartName, QHeaderView::Stretch);
    for (const int c : {int(PartThing), int(PartBar)})
        parts->setSectionResizeMode(c, QHeaderView::Fixed);
    parts->setSectionResizeMode(PartScore, QHeaderView::ResizeToContents);
    parts->resizeSection(PartThing, m_parts->viewport()->width() * 24 / 100);
    parts->resizeSection(PartBar, m_parts->viewport()->width() * 20 / 100);
}

} // namespace views
