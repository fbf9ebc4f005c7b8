// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/issuelist.h"

#include "figures/glyphs.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTreeWidgetItemIterator>

using namespace Qt::StringLiterals;

namespace views {

domain::Status issueStatus(const IssueRow &row)
{
    if (row.open.total() > 0)
        return domain::Status::Gap;
    if (row.passes > 0)
        return domain::Status::Pass;
    return row.unknowns == 0 && row.accepted > 0 ? domain::Status::Accepted : domain::Status::Unknown;
}

QString issueState(const IssueRow &row)
{
    switch (issueStatus(row)) {
    case domain::Status::Gap: return text::tallyWords(row.open);
    case domain::Status::Accepted: return u"%1 %2"_s.arg(figures::formatNumber(row.accepted), text::statusWord(domain::Status::Accepted));
    case domain::Status::Pass: return IssueList::tr("%1 met").arg(figures::formatNumber(row.passes));
    default: return u"%1 %2"_s.arg(figures::formatNumber(row.unknowns), text::statusWord(domain::Status::Unknown));
    }
}

QString issueCounts(const IssueRow &row)
{
    const domain::Status status = issueStatus(row);
    if (status == domain::Status::Unknown)
        return row.unknowns == 1 ? IssueList::tr("1 unknown result") : IssueList::tr("%1 unknown results").arg(figures::formatNumber(row.unknowns));
    if (status == domain::Status::Pass)
        return row.passes == 1 ? IssueList::tr("1 result that another tool contradicts")
                               : IssueList::tr("%1 results that another tool contradicts").arg(figures::formatNumber(row.passes));
    return text::findingsOn(status == domain::Status::Gap ? row.open.total() : row.accepted, row.things, row.thing, row.thingsWord);
}

namespace {

QString unitWord(domain::Status status, int count)
{
    switch (status) {
    case domain::Status::Gap: return count == 1 ? IssueList::tr("finding") : IssueList::tr("findings");
    default: return text::statusWord(status);
    }
}

} // namespace

QString planWords(const IssuePlan &plan)
{
    if (!plan.due.isValid())
        return plan.owner.isEmpty() ? QString() : IssueList::tr("no date yet");
    const QString day = plan.due.toString(Qt::ISODate);
    return plan.overdue ? IssueList::tr("overdue since %1").arg(day) : IssueList::tr("due %1").arg(day);
}

QString contradictedWords(const IssueRow &row)
{
    return IssueList::tr("other tools disagree on %1").arg(figures::formatNumber(row.contradicted));
}

QString issueWords(const IssueRow &row)
{
    return issueState(row) + u", "_s + text::severityWord(row.severity).toLower();
}

QString fittingList(const QString &words, const QStringList &parts, const QFontMetrics &metrics, int width)
{
    const QString joined = parts.join(u"; "_s);
    if (metrics.horizontalAdvance(words) <= width)
        return words;
    if (parts.size() < 2 || !words.endsWith(joined))
        return metrics.elidedText(words, Qt::ElideRight, width);
    const QString before = words.chopped(joined.size());
    for (qsizetype kept = parts.size() - 1; kept > 0; --kept) {
        const QString some = before + IssueList::tr("%1 and %2 more").arg(parts.mid(0, kept).join(u"; "_s)).arg(parts.size() - kept);
        if (metrics.horizontalAdvance(some) <= width)
            return some;
    }
    // Not even the first fits whole: it is cut, but how many follow still shows.
    const QString rest = IssueList::tr("%1 and %2 more").arg(QString()).arg(parts.size() - 1);
    const int room = width - metrics.horizontalAdvance(before) - metrics.horizontalAdvance(rest);
    if (room > 5 * metrics.averageCharWidth())
        return before + IssueList::tr("%1 and %2 more").arg(metrics.elidedText(parts.constFirst(), Qt::ElideRight, room)).arg(parts.size() - 1);
    return metrics.elidedText(words, Qt::ElideRight, width);
}

int SignDelegate::wrappedHeight(const QString &words, const QFont &font, int cellWidth)
{
    const QRect room(0, 0, cellWidth - 2 * grid(4), QWIDGETSIZE_MAX);
    return QFontMetrics(font).boundingRect(room, Qt::TextWordWrap, words).height() + QFontMetrics(scaledFont(figures::TextRole::Caption)).height() + grid(2);
}

QSize SignDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int lines = m_twoLines ? QFontMetrics(scaledFont(figures::TextRole::Caption)).height() : 0;
    return {size.width(), qMax(size.height(), QFontMetrics(option.font).height() + lines + grid(m_twoLines ? 2 : 3))};
}

void SignDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant severity = index.data(SeverityRole);
    const QString below = m_twoLines ? index.data(BelowRole).toString() : QString();
    const QStringList parts = index.data(PartsRole).toStringList();
    if (!severity.isValid() && below.isEmpty() && parts.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString words = item.text;
    item.text.clear();
    const QWidget *widget = option.widget;
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
    const figures::Palette &palette = paletteOf(widget);
    const int side = grid(4);
    const QRect box = option.rect;
    const bool selected = item.state & QStyle::State_Selected;
    painter->save();
    int indent = grid(1);
    if (severity.isValid()) {
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF sign(box.left() + grid(1), box.center().y() - side / 2, side, side);
        // On the accent the grades' own colours would drown.
        if (selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(palette.surface);
            painter->drawEllipse(sign.adjusted(-3, -3, 3, 3));
        }
        figures::paintStatus(*painter, sign, static_cast<domain::Status>(index.data(StatusRole).toInt()), palette,
                             static_cast<domain::Severity>(severity.toInt()));
        indent = side + grid(3);
    }
    // A number ends where the head of its column ends.
    const int margin = QApplication::style()->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, widget) + 1;
    const QRect textBox = box.adjusted(indent, 0, item.displayAlignment & Qt::AlignRight ? -margin : -grid(1), 0);
    const QFont small = scaledFont(figures::TextRole::Caption);
    const QFontMetrics metrics(item.font);
    const QFontMetrics smallMetrics(small);
    const bool wrap = index.data(WrapRole).toBool();
    const int above = words.isEmpty() ? 0 : wrap ? metrics.boundingRect(QRect(0, 0, textBox.width(), QWIDGETSIZE_MAX), Qt::TextWordWrap, words).height() : metrics.height();
    const int height = above + (below.isEmpty() ? 0 : smallMetrics.height());
    QRect line(textBox.left(), box.center().y() - height / 2 + 1, textBox.width(), above);
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(item.font);
    const Qt::Alignment across = item.displayAlignment & Qt::AlignHorizontal_Mask;
    if (wrap)
        painter->drawText(line, Qt::TextWordWrap | across, words);
    else
        painter->drawText(line, Qt::AlignVCenter | across, fittingList(words, parts, metrics, line.width()));
    if (!below.isEmpty()) {
        line = QRect(line.left(), line.bottom() + 1, line.width(), smallMetrics.height());
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->setFont(small);
        painter->drawText(line, Qt::AlignVCenter | across, fittingList(below, parts, smallMetrics, line.width()));
    }
    painter->restore();
}

void makeFlat(QTreeWidget *list, const QString &objectName, const QString &accessibleName, const QStringList &head)
{
    list->setObjectName(objectName);
    list->setAccessibleName(accessibleName);
    list->setHeaderLabels(head);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setItemDelegate(new SignDelegate(list));
    list->header()->setStretchLastSection(false);
    list->header()->setMinimumSectionSize(grid(12));
}

IssueList::IssueList(const QString &name, bool brief, QWidget *parent) : QTreeWidget(parent), m_brief(brief)
{
    setAccessibleName(name);
    setItemDelegate(new SignDelegate(true, this));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setRootIsDecorated(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setAllColumnsShowFocus(true);
    if (brief) {
        setHeaderHidden(true);
        setColumnCount(2);
    } else {
        setHeaderLabels({tr("Issue and its cause"), tr("State"), tr("Clauses"), tr("Who answers"), tr("Touches")});
    }
    connect(this, &QTreeWidget::itemSelectionChanged, this, [this] {
        const QList<QTreeWidgetItem *> chosen = selectedItems();
        if (!chosen.isEmpty() && chosen.constFirst()->data(0, Qt::UserRole).isValid())
            emit issueChosen(chosen.constFirst()->data(0, Qt::UserRole).toLongLong());
    });
}

void IssueList::setIssues(const QList<IssueRow> &rows, bool grouped, const QString &emptyText)
{
    m_empty = rows.isEmpty() ? emptyText : QString();
    // Counted anew, the list stays where it was, with the same issue chosen.
    const QList<QTreeWidgetItem *> before = selectedItems();
    const QVariant chosen = before.isEmpty() ? QVariant() : before.constFirst()->data(0, Qt::UserRole);
    const int scrolled = verticalScrollBar()->value();
    const QSignalBlocker quiet(this);
    clear();
    QHash<QString, QTreeWidgetItem *> groups;
    QStringList order;
    QHash<QString, int> counts;
    QList<QTreeWidgetItem *> top;
    for (const IssueRow &row : rows) {
        QTreeWidgetItem *parent = nullptr;
        if (grouped) {
            parent = groups.value(row.group);
            if (!parent) {
                parent = new QTreeWidgetItem({row.group});
                QFont bold = scaledFont(figures::TextRole::Body, true);
                parent->setFont(0, bold);
                parent->setFlags(Qt::ItemIsEnabled);
                groups.insert(row.group, parent);
                top.append(parent);
            }
            ++counts[row.group];
        }
        const domain::Status status = issueStatus(row);
        const int shown = status == domain::Status::Unknown ? row.unknowns : status == domain::Status::Pass ? row.passes : status == domain::Status::Accepted ? row.accepted : row.open.total();
        QStringList cells = {row.title};
        if (m_brief)
            cells << figures::formatNumber(shown);
        else
            cells << issueState(row) << row.clauses.join(u"; "_s) << row.plan.owner << figures::formatNumber(row.things);
        auto *item = parent ? new QTreeWidgetItem(parent, cells) : new QTreeWidgetItem(cells);
        item->setData(0, Qt::UserRole, row.id);
        item->setData(0, SignDelegate::SeverityRole, static_cast<int>(row.severity));
        item->setData(0, SignDelegate::StatusRole, static_cast<int>(status));
        const bool passes = status == domain::Status::Pass;
        const QString cause = (row.number.isEmpty() ? QString() : row.number + u" \u00b7 "_s)
            + (row.contradicted > 0 && !passes ? contradictedWords(row) + u" \u00b7 "_s : QString())
            + (!row.root.isEmpty() ? row.root : passes ? tr("met here, not by another tool") : status == domain::Status::Unknown ? tr("facts are missing") : tr("no common cause"));
        item->setData(0, SignDelegate::BelowRole, m_brief ? cause + u" \u00b7 "_s + row.clauses.join(u"; "_s) : cause);
        item->setData(0, SignDelegate::PartsRole, row.clauses);
        if (m_brief) {
            item->setData(1, SignDelegate::BelowRole, unitWord(status, shown));
        } else {
            item->setData(2, SignDelegate::PartsRole, row.clauses);
            item->setData(0, SignDelegate::CauseRole, cause);
            item->setData(1, SignDelegate::BelowRole, text::severityWord(row.severity).toLower());
            // An empty cell would not tell a question, which nobody can be given, from an issue that nobody was given.
            if (row.plan.owner.isEmpty() && !row.number.isEmpty())
                item->setData(3, SignDelegate::BelowRole, tr("nobody yet"));
            else
                item->setData(3, SignDelegate::BelowRole, planWords(row.plan));
            item->setData(4, SignDelegate::BelowRole, row.things == 1 ? row.thing : row.thingsWord);
        }
        item->setData(0, Qt::AccessibleTextRole, row.title + u", "_s + issueWords(row) + u", "_s + cause + u", "_s + row.clauses.join(u"; "_s));
        QStringList tips = row.ruleTitles;
        tips << issueWords(row) << row.clauses.join(u"; "_s) << cause << issueCounts(row);
        if (!row.plan.isEmpty())
            tips << tr("Answers for it: %1").arg(row.plan.owner) + (row.plan.due.isValid() ? u", "_s + planWords(row.plan) : QString()) << row.plan.measure;
        tips.removeAll(QString());
        const QString tip = tips.join(u'\n');
        for (int c = 0; c < item->columnCount(); ++c)
            item->setToolTip(c, tip);
        item->setTextAlignment(m_brief ? 1 : 4, Qt::AlignRight | Qt::AlignVCenter);
        if (!parent)
            top.append(item);
    }
    addTopLevelItems(top);
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        it.value()->setText(0, u"%1  (%2)"_s.arg(it.key()).arg(counts.value(it.key())));
        it.value()->setFirstColumnSpanned(true);
        it.value()->setExpanded(groups.size() <= 60);
    }
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    if (m_brief) {
        header()->setSectionResizeMode(1, QHeaderView::Fixed);
        header()->resizeSection(1, grid(18));
    } else {
        header()->setMinimumSectionSize(grid(12));
        const QFontMetrics metrics(font());
        const QFontMetrics small(scaledFont(figures::TextRole::Caption));
        QList<int> needs = {grid(24)};
        QList<int> titles = {grid(40)};
        int state = metrics.horizontalAdvance(tr("State"));
        int things = metrics.horizontalAdvance(tr("Touches"));
        int owner = metrics.horizontalAdvance(tr("Who answers"));
        for (const IssueRow &row : rows) {
            needs.append(metrics.horizontalAdvance(row.clauses.join(u"; "_s)) + grid(5));
            titles.append(metrics.horizontalAdvance(row.title) + grid(14));
            state = qMax(state, metrics.horizontalAdvance(issueState(row)));
            things = qMax(things, small.horizontalAdvance(row.thingsWord));
            owner = qMax(owner, qMax(metrics.horizontalAdvance(row.plan.owner), small.horizontalAdvance(planWords(row.plan))));
        }
        std::sort(needs.begin(), needs.end());
        std::sort(titles.begin(), titles.end());
        m_clauseWidth = needs.at(needs.size() * 9 / 10);
        m_titleWidth = titles.at(titles.size() * 9 / 10);
        header()->resizeSection(1, qMin(state + grid(4), grid(52)));
        header()->resizeSection(3, qMin(owner + grid(4), grid(44)));
        header()->resizeSection(4, qMin(things + grid(4), grid(30)));
        headerItem()->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        tellCauses();
        shareWidth();
    }
    if (!chosen.isValid())
        return;
    for (QTreeWidgetItemIterator it(this); *it; ++it) {
        if ((*it)->data(0, Qt::UserRole) != chosen)
            continue;
        setCurrentItem(*it);
        verticalScrollBar()->setValue(scrolled);
        scrollToItem(*it);
        break;
    }
}

void IssueList::shareWidth()
{
    // The clauses take what they need, but never what the titles need: the details name all clauses.
    if (m_brief)
        return;
    const bool narrow = viewport()->width() < grid(210);
    if (narrow != m_narrow) {
        m_narrow = narrow;
        tellCauses();
    }
    for (const int c : {1, 2, 3})
        setColumnHidden(c, narrow);
    const int others = header()->sectionSize(1) + header()->sectionSize(3) + header()->sectionSize(4);
    const int left = viewport()->width() - others - m_titleWidth;
    header()->resizeSection(2, qBound(grid(36), m_clauseWidth, qMax(grid(36), qMin(left, viewport()->width() * 24 / 100))));
}

void IssueList::tellCauses()
{
    // Without room for their columns the state and the clauses stand below the title; between them the cause, which tells issues of one
    // title apart.
    const auto tell = [this](QTreeWidgetItem *item) {
        const QString cause = item->data(0, SignDelegate::CauseRole).toString();
        item->setData(0, SignDelegate::BelowRole, m_narrow && !cause.isEmpty() ? item->text(1) + u" \u00b7 "_s + cause + u" \u00b7 "_s + item->text(2) : cause);
    };
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = topLevelItem(i);
        if (top->childCount() == 0)
            tell(top);
        for (int k = 0; k < top->childCount(); ++k)
            tell(top->child(k));
    }
}

void IssueList::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    shareWidth();
}

void IssueList::paintEvent(QPaintEvent *event)
{
    QTreeWidget::paintEvent(event);
    if (topLevelItemCount() > 0 || m_empty.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(grid(2), grid(2), -grid(2), -grid(2)), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_empty);
}

} // namespace views
