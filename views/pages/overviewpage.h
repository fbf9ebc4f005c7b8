// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/page.h"

class QLabel;
class QVBoxLayout;
class QTreeWidget;

namespace views {

class WholeRows;

class FigureView;
class IssueList;
class Tile;

/// The atlas plate: six numbers, the map, what is open, what comes. Reads what the last run stored.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    OverviewPage(const PageContext &, QWidget *parent);

protected:
    void reload() override;
    void resizeEvent(QResizeEvent *) override;

private:
    void show(const OverviewData &data);
    void chooseMark(FigureView *view, const QString &id);
    void fitTiles();
    void showTiles(const QList<TileData> &tiles);
    void showCalendar(const QList<CalendarRow> &rows);
    QWidget *section(const QString &title, QWidget *content);

    QList<Tile *> m_tiles;
    QList<TileData> m_tileData;
    QList<CalendarRow> m_calendarData;
    bool m_complete = false;
    FigureView *m_map;
    FigureView *m_frameworks;
    FigureView *m_accelerators;
    FigureView *m_principals;
    IssueList *m_issues;
    QVBoxLayout *m_bars;
    QWidget *m_access = nullptr;
    QTreeWidget *m_calendar;
    WholeRows *m_coming = nullptr;
    QLabel *m_calendarEmpty;
};

} // namespace views
