// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/twintable.h"
#include "widgets/figureview.h"

class QLabel;
class QStackedLayout;
class QToolButton;
class QTreeWidget;

namespace views {

/// A figure with its title and its twin: the same as a table, which screen readers and keys reach row by row. GUI thread.
class FigureTwin final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: the figure's object name; the switch is NAME + "Table", the table NAME + "Rows".
    FigureTwin(const QString &name, const QString &title, QWidget *parent);
    void setTitle(const QString &title);
    /// `table` is asked for when the table is shown.
    void setFigure(FigureView::Layout layout, std::function<figures::TwinTable()> table);
    FigureView *view() const { return m_view; }

signals:
    /// A mark or its row was chosen.
    void chosen(const QString &mark);

private:
    void fillTable();

    FigureView *m_view;
    QLabel *m_title;
    QToolButton *m_switch;
    QTreeWidget *m_rows;
    QStackedLayout *m_stack;
    std::function<figures::TwinTable()> m_table;
};

} // namespace views
