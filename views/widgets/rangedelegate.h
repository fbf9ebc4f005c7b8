// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace views {

/// Paints a cell as a bar from 0 to 100: solid up to what is decided, hatched from there to what is still possible, and a mark at a limit
/// where there is one. The cell's words belong into another column, and into Qt::AccessibleTextRole.
class RangeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role { LowRole = Qt::UserRole + 40, HighRole, LimitRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &) const override;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override;

    /// The parts of the bar in a cell of this place: left and right edge of what is decided, and right edge of what is possible.
    struct Bar
    {
        QRectF track, decided, possible;
        double limit = -1; ///< x; below 0: none
    };
    static Bar barOf(const QRectF &cell, const QModelIndex &);
};

} // namespace views
