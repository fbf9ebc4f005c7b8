// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/matrix.h"
#include "figures/twintable.h"
#include "widgets/figureview.h"

class QLabel;
class QToolButton;

namespace views {

/// A figure under its title, with a button that turns it into the same as a table (as F4 does): which screen readers and keys reach row by
/// row, and where a row answers as its mark does. GUI thread.
class FigureTwin final : public QWidget
{
    Q_OBJECT
public:
    /// `name`: the figure's object name; the button is NAME + "AsTable", the table NAME + "Rows".
    FigureTwin(const QString &name, const QString &title, QWidget *parent);
    void setTitle(const QString &title);
    /// `table` is asked for when the table is shown, saved or copied.
    void setFigure(FigureView::Layout layout, std::function<figures::TwinTable()> table);
    /// Turns its pages itself.
    void setMatrix(const figures::MatrixData &data);
    FigureView *view() const { return m_view; }

signals:
    /// A mark or its row was chosen.
    void chosen(const QString &mark);

private:
    void drawMatrix();

    FigureView *m_view;
    QLabel *m_title;
    QToolButton *m_asTable;
    figures::MatrixData m_matrix;
    figures::MatrixPlace m_place;
};

} // namespace views
