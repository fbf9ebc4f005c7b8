// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wrappedrows.h"

#include "widgets/theme.h"

#include <QHeaderView>
#include <QStyle>
#include <QTreeWidget>

namespace views {

void wrapRows(QTreeWidget *list, const QList<int> &columns, int mostLines)
{
    const QFontMetrics metrics(list->font());
    // As the style lays a cell out: a margin on both sides of the text, and of the sign before it.
    const int margins = 2 * (list->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, list) + 1);
    const int slack = grid(1); // lines are laid out in fractions of a pixel: rather a line too many than a word too few
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = list->topLevelItem(i);
        int lines = 1;
        for (const int column : columns) {
            const int sign = item->icon(column).isNull() ? 0 : list->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, list) + margins;
            const int indent = column == 0 && list->rootIsDecorated() ? list->indentation() : 0;
            const QRect room(0, 0, list->header()->sectionSize(column) - margins - sign - indent - slack, 10000);
            lines = qMax(lines, metrics.boundingRect(room, Qt::TextWordWrap, item->text(column)).height() / metrics.lineSpacing());
        }
        item->setSizeHint(columns.constFirst(), QSize(0, qMin(lines, mostLines) * metrics.lineSpacing() + grid(2)));
    }
}

} // namespace views
