// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/calendardata.h"
#include "pages/page.h"

class QDateEdit;
class QLabel;
class QPushButton;
class QTabBar;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace views {

class DaysPanel;
class FigureView;

/// What comes, by month and on a strip of days, and what a day changes: two days compared.
class CalendarPage final : public Page
{
    Q_OBJECT
public:
    /// `days` must outlive the page.
    CalendarPage(const PageContext &, DaysBackend &days, QWidget *parent);

    /// Asks what changes for the organisation on a day, and shows the answer.
    void compareDay(QDate day);

signals:
    /// A day of a law: its own details are to be shown.
    void dateWanted(const views::CalendarRow &row);

protected:
    void reload() override;
    QStringList ownNarrowing() const override;
    void resizeEvent(QResizeEvent *) override;

private:
    enum Column : int;
    void show(const CalendarData &found);
    void fillList();
    void fitColumns();
    void drawStrip();
    void markChosen();
    void choose(QDate day);
    void open(QTreeWidgetItem *item);
    void follow(const QTreeWidgetItem *item);
    void compare();
    QDate chosenDay() const;

    DaysBackend &m_backend;
    FigureView *m_strip;
    QTreeWidget *m_list;
    QTabBar *m_parts;
    DaysPanel *m_days;
    QDateEdit *m_day;
    QPushButton *m_whatChanges;
    QLabel *m_count;
    QLabel *m_empty;
    QList<QToolButton *> m_sorts;   ///< one for each text::ComingSort; checked: shown
    CalendarData m_data;
};

} // namespace views
