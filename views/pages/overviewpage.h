// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

#include <QHash>

class QComboBox;
class QLabel;
class QVBoxLayout;
class QTreeWidget;

namespace views {

class WholeRows;

class FigureView;
class IssueList;
class NothingFound;
class Tile;

/// The atlas plate: six numbers, the map, what is open, what comes. Reads what the last run stored.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    OverviewPage(const PageContext &, QWidget *parent);

signals:
    /// Of a day that no page lists: what changes on it.
    void dateWanted(const views::CalendarRow &row);

protected:
    void reload() override;
    bool eventFilter(QObject *, QEvent *) override;

private:
    void show(const OverviewData &data);
    void chooseMark(FigureView *view, const QString &id);
    void fitTiles();
    void fitCalendar();
    void showTiles(const QList<TileData> &tiles);
    void showLimits();
    void showCalendar(const QList<CalendarRow> &rows);
    QLabel *limitOf(QWidget *figure);
    QWidget *section(const QString &title, QWidget *content, QWidget *beside = nullptr);
    void showRuns(const QList<RunRow> &runs);
    void showFrameworks();
    void showBars(FigureView *view, const figures::StackedBarsData &stack);

    QList<Tile *> m_tiles;
    QList<TileData> m_tileData;
    QList<CalendarRow> m_calendarData;
    bool m_complete = false;
    FigureView *m_map;
    FigureView *m_frameworks;
    FigureView *m_accelerators;
    FigureView *m_principals;
    QComboBox *m_against;               ///< evaluation that the frameworks are compared with
    QList<qint64> m_runs;
    figures::StackedBarsData m_open;
    std::optional<OpenCompared> m_compared;
    IssueList *m_issues;
    QWidget *m_content;
    NothingFound *m_nothing;
    QVBoxLayout *m_bars;
    QHash<QWidget *, QLabel *> m_limits;    ///< by figure: what it is not narrowed by
    QTreeWidget *m_calendar;
    WholeRows *m_coming = nullptr;
    int m_widestKind = 0;
    QLabel *m_calendarEmpty;
};

} // namespace views
