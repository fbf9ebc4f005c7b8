// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QTabBar;
class QTreeWidget;

namespace views {

class DeedsPanel;
class TrendChart;

/// Every evaluation that was made, how what is open went from one to the next, and everything that was done to the data.
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
    /// The evaluation of this row beside the one before it.
    void showRun(int row);
    /// Frameworks that the width has no room for stand together in the last column, in full in its tooltip.
    void fold();

    TrendChart *m_gaps;
    TrendChart *m_unknown;
    QTreeWidget *m_list;
    QTreeWidget *m_compare;
    QLabel *m_compareTitle;
    DeedsPanel *m_deeds;
    QTabBar *m_parts;
    QList<RunRow> m_runs;   ///< oldest first
    QLabel *m_listTitle = nullptr;
    QList<QLabel *> m_chartTitles; ///< open and unknown
    QList<QWidget *> m_lines; ///< below the titles of the lists
    QLabel *m_count;
    QStringList m_frameworks;
};

} // namespace views
