// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/issuelist.h"

#include "figures/glyphs.h"
#include "text/statustext.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace views {

QString issueWords(const IssueRow &row)
{
    const domain::Status status = row.gaps > 0 ? domain::Status::Gap : domain::Status::Unknown;
    return text::statusWord(status, row.legal) + u", "_s + text::severityWord(row.severity).toLower();
}

QSize SignDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), qMax(size.height(), QFontMetrics(option.font).height() + grid(3))};
}

void SignDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QVariant severity = index.data(SeverityRole);
    if (!severity.isValid()) {
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
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF sign(box.left() + grid(1), box.center().y() - side / 2, side, side);
    figures::paintStatus(*painter, sign, static_cast<domain::Status>(index.data(StatusRole).toInt()), palette,
                         static_cast<domain::Severity>(severity.toInt()));
    painter->setPen(item.state & QStyle::State_Selected ? option.palette.color(QPalette::HighlightedText) : option.palette.color(QPalette::Text));
    painter->setFont(item.font);
    const QRect textBox = box.adjusted(side + grid(3), 0, -grid(1), 0);
    painter->drawText(textBox, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(item.font).elidedText(words, Qt::ElideRight, textBox.width()));
    painter->restore();
}

IssueList::IssueList(const QString &name, bool brief, QWidget *parent) : QTreeWidget(parent), m_brief(brief)
{
    setAccessibleName(name);
    setItemDelegate(new SignDelegate(this));
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
        setHeaderLabels({tr("Issue"), tr("Common cause"), tr("Status"), tr("Framework and clause"), tr("Open"), tr("Unknown")});
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
        const bool gap = row.gaps > 0;
        const int shown = gap ? row.gaps : row.unknowns;
        QStringList cells = {row.title};
        if (m_brief)
            cells << figures::formatNumber(shown);
        else
            cells << row.root << issueWords(row) << row.frameworkTitle + (row.clause.isEmpty() ? QString() : u", "_s + row.clause) << figures::formatNumber(row.gaps)
                  << figures::formatNumber(row.unknowns);
        auto *item = parent ? new QTreeWidgetItem(parent, cells) : new QTreeWidgetItem(cells);
        item->setData(0, Qt::UserRole, row.id);
        item->setData(0, SignDelegate::SeverityRole, static_cast<int>(row.severity));
        item->setData(0, SignDelegate::StatusRole, static_cast<int>(gap ? domain::Status::Gap : domain::Status::Unknown));
        item->setData(0, Qt::AccessibleTextRole, row.title + u", "_s + issueWords(row) + u", "_s + row.frameworkTitle);
        const QString tip = u"%1\n%2\n%3 %4%5"_s.arg(row.title, issueWords(row), row.frameworkTitle, row.clause,
                                                      row.root.isEmpty() ? QString() : u"\n"_s + row.root)
            + tr("\n%n open", nullptr, row.gaps) + tr(", %n unknown", nullptr, row.unknowns);
        for (int c = 0; c < item->columnCount(); ++c)
            item->setToolTip(c, tip);
        for (int c = m_brief ? 1 : 4; c < item->columnCount(); ++c)
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
        header()->resizeSection(1, grid(50));
        header()->resizeSection(2, grid(32));
        header()->resizeSection(3, grid(58));
        header()->resizeSection(4, grid(15));
        header()->resizeSection(5, grid(20));
        headerItem()->setTextAlignment(4, Qt::AlignRight | Qt::AlignVCenter);
        headerItem()->setTextAlignment(5, Qt::AlignRight | Qt::AlignVCenter);
    }
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
