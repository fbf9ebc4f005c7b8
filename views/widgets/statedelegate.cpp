// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/statedelegate.h"

#include "items/windowedtablemodel.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>

using figures::TextRole;

namespace views {

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto state = static_cast<items::CellState>(index.data(items::WindowedTableModel::StateRole).toInt());
    const bool gone = index.data(items::WindowedTableModel::VanishedRole).toBool();
    if (option->state & QStyle::State_Selected)
        return;
    if (state == items::CellState::NeverAsked)
        option->palette.setColor(QPalette::Text, paletteOf(option->widget).notApplicable);
    else if (state != items::CellState::Value || gone || index.data(items::WindowedTableModel::InheritedRole).toBool())
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    if (gone)
        option->font.setStrikeOut(true);
}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString hint = index.column() == 0 ? index.data(items::WindowedTableModel::HintRole).toString() : QString();
    if (hint.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString words = item.text;
    item.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, option.widget);
    const bool selected = item.state & QStyle::State_Selected;
    const QRect box = option.rect.adjusted(grid(1), 0, -grid(1), 0);
    const QFontMetrics metrics(item.font);
    const QFont small = scaledFont(TextRole::Caption);
    const int name = qMin(metrics.horizontalAdvance(words), box.width());
    painter->save();
    painter->setFont(item.font);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(words, Qt::ElideMiddle, box.width()));
    const QRect rest = box.adjusted(name + grid(2), 0, 0, 0);
    if (rest.width() > grid(8)) {
        painter->setFont(small);
        painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(small).elidedText(hint, Qt::ElideRight, rest.width()));
    }
    painter->restore();
}

} // namespace views
