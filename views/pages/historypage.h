// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QTreeWidget;

namespace views {

class TrendChart;

/// Every evaluation that was made, and how what is open went from one to the next.
class HistoryPage final : public Page
{
    Q_OBJECT
public:
    HistoryPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;
    bool eventFilter(QObject *, QEvent *) override;

private:
    void show(const QList<RunRow> &runs);
    /// Frameworks that the width has no room for stand together in the last column, in full in its tooltip.
    void fold();

    TrendChart *m_gaps;
    TrendChart *m_unknown;
    QTreeWidget *m_list;
    QLabel *m_listTitle = nullptr;
    QLabel *m_count;
    QStringList m_frameworks;
};

} // namespace views
