// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace views {

/// Paints cells by the state of their value: a light dash for never asked, soft words for no answer and declared absent.
class StateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The name, and in soft ink what tells it from others of that name.
    void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *, const QModelIndex &) const override;
};

} // namespace views
