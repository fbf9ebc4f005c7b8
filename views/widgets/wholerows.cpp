// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wholerows.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

namespace views {

WholeRows::WholeRows(QTreeView *list, QWidget *parent) : QWidget(parent), m_list(list)
{
    list->setParent(this);
    setFocusProxy(list);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    // Later: the list also tells of its end.
    const auto later = [this] { fit(); };
    connect(list->model(), &QAbstractItemModel::rowsInserted, this, later, Qt::QueuedConnection);
    connect(list->model(), &QAbstractItemModel::modelReset, this, later, Qt::QueuedConnection);
}

QSize WholeRows::sizeHint() const { return m_list->sizeHint(); }

QSize WholeRows::minimumSizeHint() const { return {m_list->minimumSizeHint().width(), m_list->minimumSizeHint().height() / 2}; }

void WholeRows::resizeEvent(QResizeEvent *) { fit(); }

bool WholeRows::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::FontChange)
        fit();
    return QWidget::event(event);
}

void WholeRows::fit()
{
    int tall = height();
    const QModelIndex first = m_list->model()->index(0, 0);
    const int row = first.isValid() ? m_list->sizeHintForIndex(first).height() : 0;
    const int head = (m_list->isHeaderHidden() ? 0 : m_list->header()->sizeHint().height()) + 2 * m_list->frameWidth();
    if (row > 0 && tall > head + row)
        tall = head + (tall - head) / row * row;
    m_list->setGeometry(0, 0, width(), tall);
}

} // namespace views
