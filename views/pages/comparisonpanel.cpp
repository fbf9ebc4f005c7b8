// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/comparisonpanel.h"

#include "pages/elsewherewords.h"
#include "pages/issuelist.h"
#include "text/mappingtext.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using domain::Status;
using figures::TextRole;

namespace views {
namespace {

/// Whether a framework can be opened: a further edition is only seen beside another list.
bool opens(const QString &list) { return !list.contains(u'@'); }

QString link(const ComparedSide &side, const QString &id)
{
    const QString name = (side.name + u' ' + id).toHtmlEscaped();
    return opens(side.list) ? u"<a href=\"%1/%2\">%3</a>"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(side.list)), QString::fromLatin1(QUrl::toPercentEncoding(id)), name)
                            : name;
}

} // namespace

enum ComparisonPanel::Column : int { Left, LeftState, Relation, Right, RightState };
enum ComparisonPanel::Role : int { LeftRole = Qt::UserRole, RightRole, WordsRole };

ComparisonPanel::ComparisonPanel(QWidget *parent)
    : QWidget(parent), m_title(makeLabel({}, TextRole::Title, false, true, this)), m_counts(makeLabel({}, TextRole::Body, false, true, this)),
      m_sources(makeLabel({}, TextRole::Caption, true, false, this)), m_told(makeLabel({}, TextRole::Body, false, false, this)), m_back(new QToolButton(this)),
      m_tree(new QTreeWidget(this))
{
    makeFlat(m_tree, u"comparisonTree"_s, tr("Requirements of two frameworks side by side"), {tr("Left"), tr("State"), tr("Relation"), tr("Right"), tr("State")});
    m_tree->setRootIsDecorated(true);
    m_title->setObjectName(u"comparisonTitle"_s);
    m_counts->setObjectName(u"comparisonCounts"_s);
    m_sources->setObjectName(u"comparisonSources"_s);
    m_told->setObjectName(u"comparisonWords"_s);
    m_told->setAccessibleName(tr("Why the two speak to each other"));
    for (QLabel *label : {m_title, m_counts, m_sources, m_told})
        label->setWordWrap(true);
    m_told->setTextFormat(Qt::RichText);
    m_told->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_told->setMinimumHeight(grid(12));
    m_told->setAlignment(Qt::AlignTop);
    m_back->setObjectName(u"comparisonBack"_s);
    m_back->setText(tr("Close comparison"));
    m_back->setToolTip(tr("Back to the framework (Esc)"));
    m_back->setShortcut(QKeySequence(Qt::Key_Escape));
    auto *head = new QHBoxLayout;
    head->setSpacing(grid(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_back, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid(1));
    layout->addLayout(head);
    layout->addWidget(m_counts);
    layout->addWidget(m_sources);
    layout->addWidget(hairline(this));
    layout->addWidget(m_tree, 1);
    layout->addWidget(hairline(this));
    layout->addWidget(m_told);
    connect(m_back, &QToolButton::clicked, this, &ComparisonPanel::closed);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ComparisonPanel::tellOf);
    connect(m_tree, &QTreeWidget::itemActivated, this, &ComparisonPanel::open);
    connect(m_told, &QLabel::linkActivated, this, [this](const QString &wanted) { emit requirementWanted(requirementOfLink(wanted)); });
    setFocusProxy(m_tree);
}

QTreeWidgetItem *ComparisonPanel::group(const QString &title, qsizetype count)
{
    auto *item = new QTreeWidgetItem(m_tree, {tr("%1 (%2)").arg(title).arg(count)});
    item->setFont(0, scaledFont(TextRole::Body, true));
    item->setFirstColumnSpanned(true);
    return item;
}

void ComparisonPanel::setSide(QTreeWidgetItem *item, const ComparedSide &side, const QString &id, bool left)
{
    const ComparedSide::Row *row = side.row(id);
    if (!row)
        return;
    const int what = left ? Left : Right;
    const int state = left ? LeftState : RightState;
    item->setText(what, row->id + u"  "_s + row->title);
    item->setData(Left, left ? LeftRole : RightRole, id);
    item->setText(state, row->served ? tr("served") : standingWord(row->result, side.judged, side.legal));
    const bool said = side.judged && row->result.worst && row->result.standing != rules::Standing::NotConcerned && row->result.standing != rules::Standing::NotYet;
    if (said)
        item->setData(state, SignDelegate::StatusRole, static_cast<int>(*row->result.worst == Status::Error ? Status::Unknown : *row->result.worst));
    for (const int c : {what, state})
        item->setToolTip(c, side.name + u' ' + row->id + u": "_s + row->title + u'\n' + item->text(state));
}

void ComparisonPanel::addPair(QTreeWidgetItem *parent, const FrameworkComparison::Pair &pair)
{
    auto *item = new QTreeWidgetItem(parent);
    setSide(item, m_shown.left, pair.left, true);
    setSide(item, m_shown.right, pair.right, false);
    item->setText(Relation, text::relationSign(pair.relation) + u' ' + text::relationShort(pair.relation));
    const QString why = pair.by.isEmpty() ? pair.words : tr("%1 (by way of %2)").arg(pair.words, pair.by);
    item->setToolTip(Relation, why);
    item->setData(Left, WordsRole, why);
    item->setData(Left, Qt::AccessibleTextRole, QStringList{item->text(Left), item->text(LeftState), text::relationShort(pair.relation), item->text(Right), item->text(RightState)}.join(u", "_s));
}

void ComparisonPanel::addOnly(QTreeWidgetItem *parent, const ComparedSide &side, const QString &id, bool left)
{
    auto *item = new QTreeWidgetItem(parent);
    setSide(item, side, id, left);
    item->setData(Left, Qt::AccessibleTextRole, left ? item->text(Left) + u", "_s + item->text(LeftState) : item->text(Right) + u", "_s + item->text(RightState));
}

void ComparisonPanel::showComparison(const FrameworkComparison &comparison, const rules::ListedRequirement &wanted)
{
    m_shown = comparison;
    const ComparedSide &a = m_shown.left;
    const ComparedSide &b = m_shown.right;
    m_title->setText(tr("%1 and %2").arg(a.name, b.name));
    m_counts->setText(tr("%1 of %2 requirements of %3 speak to %4 of %5 of %6.").arg(a.mapped).arg(a.rows.size()).arg(a.name).arg(b.mapped).arg(b.rows.size()).arg(b.name));
    QStringList sources = m_shown.sources;
    for (const ComparedSide *side : {&a, &b}) {
        if (!opens(side->list))
            sources << side->name + u": "_s + side->note;
    }
    m_sources->setText(sources.join(u' '));
    m_tree->setHeaderLabels({a.name, tr("State"), tr("is"), b.name, tr("State")});
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    QTreeWidgetItem *pairs = group(tr("Speak to each other"), m_shown.pairs.size());
    for (const FrameworkComparison::Pair &pair : std::as_const(m_shown.pairs))
        addPair(pairs, pair);
    QTreeWidgetItem *onlyLeft = group(tr("Only in %1").arg(a.name), m_shown.onlyLeft.size());
    for (const QString &id : std::as_const(m_shown.onlyLeft))
        addOnly(onlyLeft, a, id, true);
    QTreeWidgetItem *onlyRight = group(tr("Only in %1").arg(b.name), m_shown.onlyRight.size());
    for (const QString &id : std::as_const(m_shown.onlyRight))
        addOnly(onlyRight, b, id, false);
    pairs->setExpanded(true);
    QTreeWidgetItem *chosen = pairs->child(0) ? pairs->child(0) : pairs;
    for (QTreeWidgetItemIterator it(m_tree); *it && !wanted.id.isEmpty(); ++it) {
        const Role role = wanted.list == a.list ? LeftRole : RightRole;
        if ((*it)->data(Left, role).toString() == wanted.id) {
            chosen = *it;
            break;
        }
    }
    if (chosen->parent())
        chosen->parent()->setExpanded(true);
    m_tree->setCurrentItem(chosen);
    if (wanted.id.isEmpty())
        m_tree->scrollToTop();
    else
        m_tree->scrollToItem(chosen, QAbstractItemView::PositionAtCenter);
    tellOf(chosen);
    setColumns();
}

void ComparisonPanel::tellOf(QTreeWidgetItem *item)
{
    const QString left = item ? item->data(Left, LeftRole).toString() : QString();
    const QString right = item ? item->data(Left, RightRole).toString() : QString();
    QStringList lines;
    if (!left.isEmpty() && !right.isEmpty())
        lines << tr("%1 %2 %3").arg(link(m_shown.left, left), item->text(Relation).toHtmlEscaped(), link(m_shown.right, right))
              << item->data(Left, WordsRole).toString().toHtmlEscaped();
    else if (!left.isEmpty())
        lines << tr("%1: nothing of %2 speaks to it.").arg(link(m_shown.left, left), m_shown.right.name.toHtmlEscaped());
    else if (!right.isEmpty())
        lines << tr("%1: nothing of %2 speaks to it.").arg(link(m_shown.right, right), m_shown.left.name.toHtmlEscaped());
    m_told->setText(lines.join(u"<br>"_s));
}

void ComparisonPanel::open(QTreeWidgetItem *item)
{
    const QString left = item ? item->data(Left, LeftRole).toString() : QString();
    const QString right = item ? item->data(Left, RightRole).toString() : QString();
    // The other side is the way on; what has none opens itself.
    if (!right.isEmpty() && opens(m_shown.right.list))
        emit requirementWanted({m_shown.right.list, right});
    else if (!left.isEmpty() && opens(m_shown.left.list))
        emit requirementWanted({m_shown.left.list, left});
}

void ComparisonPanel::setColumns()
{
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    const bool narrow = width() < grid(170);
    m_sources->setVisible(height() > grid(140));
    const QFontMetrics metrics(m_tree->font());
    for (const int c : {int(Left), int(Right)})
        header->setSectionResizeMode(c, QHeaderView::Stretch);
    for (const int c : {int(LeftState), int(RightState)}) {
        header->setSectionResizeMode(c, QHeaderView::Fixed);
        header->resizeSection(c, metrics.horizontalAdvance(narrow ? tr("undecided") : tr("not concerned")) + grid(narrow ? 4 : 8));
    }
    header->setSectionResizeMode(Relation, QHeaderView::Fixed);
    header->resizeSection(Relation, metrics.horizontalAdvance(u"\u2283 "_s + text::relationShort(domain::SetRelation::Superset)) + grid(narrow ? 3 : 6));
}

void ComparisonPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setColumns();
}

} // namespace views
