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
    if (row.gaps > 0)
        return domain::Status::Gap;
    return row.unknowns == 0 && row.accepted > 0 ? domain::Status::Accepted : domain::Status::Unknown;
}

QString issueWords(const IssueRow &row)
{
    return text::statusWord(issueStatus(row), row.legal) + u", "_s + text::severityWord(row.severity).toLower();
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
    if (!severity.isValid() && below.isEmpty()) {
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
    const QRect textBox = box.adjusted(indent, 0, -grid(1), 0);
    const QFont small = scaledFont(figures::TextRole::Caption);
    const QFontMetrics metrics(item.font);
    const QFontMetrics smallMetrics(small);
    const int height = metrics.height() + (below.isEmpty() ? 0 : smallMetrics.height());
    QRect line(textBox.left(), box.center().y() - height / 2 + 1, textBox.width(), metrics.height());
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->setFont(item.font);
    const Qt::Alignment across = item.displayAlignment & Qt::AlignHorizontal_Mask;
    painter->drawText(line, Qt::AlignVCenter | across, metrics.elidedText(words, Qt::ElideRight, line.width()));
    if (!below.isEmpty()) {
        line = QRect(line.left(), line.bottom() + 1, line.width(), smallMetrics.height());
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->setFont(small);
        painter->drawText(line, Qt::AlignVCenter | across, smallMetrics.elidedText(below, Qt::ElideRight, line.width()));
    }
    painter->restore();
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
        setHeaderLabels({tr("Issue and its cause"), tr("Status"), tr("Clauses"), tr("Affected"), tr("Unknown")});
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
        const bool accepted = status == domain::Status::Accepted;
        const int affected = accepted ? row.accepted : row.gaps;
        const int shown = status == domain::Status::Unknown ? row.unknowns : affected;
        QStringList cells = {row.title};
        if (m_brief)
            cells << figures::formatNumber(shown);
        else
            cells << text::statusWord(status, row.legal) << row.clauses.join(u"; "_s) << figures::formatNumber(affected) << figures::formatNumber(row.unknowns);
        auto *item = parent ? new QTreeWidgetItem(parent, cells) : new QTreeWidgetItem(cells);
        item->setData(0, Qt::UserRole, row.id);
        item->setData(0, SignDelegate::SeverityRole, static_cast<int>(row.severity));
        item->setData(0, SignDelegate::StatusRole, static_cast<int>(status));
        const QString cause = !row.root.isEmpty() ? row.root : status == domain::Status::Unknown ? tr("facts are missing") : tr("no common cause");
        item->setData(0, SignDelegate::BelowRole, m_brief ? cause + u" \u00b7 "_s + row.clauses.join(u"; "_s) : cause);
        if (!m_brief) {
            item->setData(0, SignDelegate::CauseRole, cause);
            item->setData(1, SignDelegate::BelowRole, text::severityWord(row.severity).toLower());
        }
        item->setData(0, Qt::AccessibleTextRole, row.title + u", "_s + issueWords(row) + u", "_s + cause + u", "_s + row.clauses.join(u"; "_s));
        const QString tip = row.ruleTitles.join(u'\n') + u"\n"_s + issueWords(row) + u"\n"_s + row.clauses.join(u"; "_s) + u"\n"_s + cause
            + (accepted ? tr("\n%n accepted", nullptr, affected) : tr("\n%n affected", nullptr, affected)) + tr(", %n unknown", nullptr, row.unknowns);
        for (int c = 0; c < item->columnCount(); ++c)
            item->setToolTip(c, tip);
        for (int c = m_brief ? 1 : 3; c < item->columnCount(); ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
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
        header()->resizeSection(1, grid(14));
    } else {
        header()->setMinimumSectionSize(grid(12));
        const QFontMetrics metrics(font());
        QList<int> needs = {grid(24)};
        for (const IssueRow &row : rows)
            needs.append(metrics.horizontalAdvance(row.clauses.join(u"; "_s)) + grid(5));
        std::sort(needs.begin(), needs.end());
        m_clauseWidth = needs.at(needs.size() * 9 / 10);
        header()->resizeSection(1, metrics.horizontalAdvance(tr("not met")) + grid(9));
        header()->resizeSection(3, metrics.horizontalAdvance(tr("Affected")) + grid(5));
        header()->resizeSection(4, metrics.horizontalAdvance(tr("Unknown")) + grid(5));
        headerItem()->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
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
    // The clauses take what they need, but never more than the issue itself keeps.
    if (m_brief)
        return;
    const bool narrow = viewport()->width() < grid(210);
    if (narrow != m_narrow) {
        m_narrow = narrow;
        tellCauses();
    }
    for (const int c : {1, 2, 4})
        setColumnHidden(c, narrow);
    header()->resizeSection(2, qBound(grid(24), m_clauseWidth, viewport()->width() * 36 / 100));
}

void IssueList::tellCauses()
{
    // Without room for their columns what is unknown and the clauses stand below the title; before them the cause, which tells issues of
    // one title apart.
    const auto tell = [this](QTreeWidgetItem *item) {
        const QString cause = item->data(0, SignDelegate::CauseRole).toString();
        const QString status = item->text(4) == u"0"_s ? item->text(1) : item->data(0, SignDelegate::StatusRole).toInt() == static_cast<int>(domain::Status::Unknown)
            ? tr("%1 unknown").arg(item->text(4)) : tr("%1, %2 unknown").arg(item->text(1), item->text(4));
        item->setData(0, SignDelegate::BelowRole, m_narrow && !cause.isEmpty() ? status + u" \u00b7 "_s + cause + u" \u00b7 "_s + item->text(2) : cause);
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
