// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/linechart.h"

#include <QtCharts/QChartView>

namespace views {

class FigureTools;

/// Lines over the runs, drawn by Qt Charts in the program's colours: the value axis from zero in whole numbers, at most five lines of
/// grid, each series named at its end, without animation. On paper and in files the same lines are a figure (figures::layoutLineChart). Its accessible description says the last values. GUI thread.
class TrendChart final : public QChartView
{
    Q_OBJECT
public:
    explicit TrendChart(const QString &name, QWidget *parent = nullptr);
    /// Without a point to draw it says `emptyText` instead of empty axes.
    void setSeries(const QList<figures::LineSeries> &series, const QString &emptyText = {});
    FigureTools *tools() const { return m_tools; }

signals:
    /// A point was clicked: the series' id and the point's place in it.
    void chosen(const QString &series, int point);

protected:
    void changeEvent(QEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void paintEvent(QPaintEvent *) override;

private:
    void rebuild();
    void placeLabels();

    QList<figures::LineSeries> m_series;
    QString m_emptyText;
    FigureTools *m_tools;
    QList<QGraphicsSimpleTextItem *> m_labels;
};

} // namespace views
