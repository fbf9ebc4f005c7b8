// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

namespace views {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent) {}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

void FlowLayout::addItem(QLayoutItem *item) { m_items.append(item); }

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const { return arrange(QRect(0, 0, width, 0), false); }

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::sizeHint() const
{
    QSize all;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize one = item->sizeHint();
        all = QSize(all.width() + one.width() + spacing(), qMax(all.height(), one.height()));
    }
    const QMargins m = contentsMargins();
    return all + QSize(m.left() + m.right(), m.top() + m.bottom());
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    }
    const QMargins m = contentsMargins();
    return least + QSize(m.left() + m.right(), m.top() + m.bottom());
}

int FlowLayout::arrange(const QRect &rect, bool place) const
{
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    QList<std::pair<QLayoutItem *, QRect>> line;
    QPoint at = inner.topLeft();
    int height = 0;
    const auto finish = [&] {
        for (auto &[item, spot] : line) {
            // The widgets of a line stand on one middle.
            spot.moveTop(at.y() + (height - spot.height()) / 2);
            if (place)
                item->setGeometry(QStyle::visualRect(direction, inner, spot));
        }
        line.clear();
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo(QSize(qMax(inner.width(), 1), QWIDGETSIZE_MAX));
        if (!line.isEmpty() && at.x() + size.width() > inner.right() + 1) {
            finish();
            at = QPoint(inner.left(), at.y() + height + spacing());
            height = 0;
        }
        line.append({item, QRect(at, size)});
        at.rx() += size.width() + spacing();
        height = qMax(height, size.height());
    }
    finish();
    const QMargins m = contentsMargins();
    return at.y() + height - inner.top() + m.top() + m.bottom();
}

} // namespace views
