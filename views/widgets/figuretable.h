// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/matrix.h"
#include "widgets/figureview.h"

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace views {

/// A figure under its title with the same as a table behind it: "As table" turns from one to the other. A line of the table answers as
/// its mark does. GUI thread.
class FigureTable final : public QWidget
{
    Q_OBJECT
public:
    /// The figure is called `name`, the table `name` + "Table", the button `name` + "AsTable".
    FigureTable(const QString &name, const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    /// `ids`: the mark of each line; empty where there is none.
    void setFigure(FigureView::Layout layout, const QStringList &head, const QList<QStringList> &rows, const QStringList &ids);
    /// Turns its pages itself.
    void setMatrix(const figures::MatrixData &data);
    FigureView *figure() const { return m_figure; }

signals:
    void chosen(const QString &id);

private:
    void fillTable(const QStringList &head, const QList<QStringList> &rows, const QStringList &ids);
    void drawMatrix();

    QLabel *m_title;
    FigureView *m_figure;
    QTreeWidget *m_table;
    QToolButton *m_asTable;
    QStackedWidget *m_stack;
    figures::MatrixData m_matrix;
    figures::MatrixPlace m_place;
};

} // namespace views
