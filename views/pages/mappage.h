// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace views {

class MapCanvas;
class NothingFound;

/// Where things are: one metric at a time over the whole page, with the flows between places, as it is now or as an earlier evaluation
/// said, and what came and went between two of them.
class MapPage final : public Page
{
    Q_OBJECT
public:
    MapPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;

private:
    QLayout *headLine();
    QLayout *timeLine();
    void makeFlowMenu();
    void show(figures::MapData found);
    void showRuns(const QList<RunRow> &runs);
    void offerOthers();
    void showTime();
    void showWindow();
    void openSelected();
    void showFlows(const figures::MapData &map);
    void showSelection();
    void chooseMark(const QString &mark);
    void openList(const QString &mark);
    MapMetric metric() const;
    qint64 runAt(int place) const { return m_runs.isEmpty() ? 0 : m_runs.at(qBound(0, place, static_cast<int>(m_runs.size()) - 1)).id; }

    QComboBox *m_metric;
    QComboBox *m_view;
    QToolButton *m_flows;
    QMenu *m_flowMenu;
    QToolButton *m_list;
    QWidget *m_time;
    QSlider *m_run;
    QLabel *m_runWords;
    QComboBox *m_against;
    MapCanvas *m_map;
    NothingFound *m_nothing;
    QLabel *m_empty;
    QLabel *m_limit;            ///< what of the filter the metric can't be narrowed by
    QList<RunRow> m_runs;
    bool m_viewChosen = false;
};

} // namespace views
