// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/figurefile.h"

#include <QTreeWidget>

namespace views {

/// A figure as a table: all that it draws, in rows that can be sorted, read aloud and followed as its marks are. Lies over the figure while
/// that is shown so (FigureTools). Numbers stand at the right and sort as numbers. GUI thread; child of the figure.
class FigureRows final : public QTreeWidget
{
    Q_OBJECT
public:
    FigureRows(const QString &name, QWidget *figure);
    void setTable(const report::FigureTable &table);

signals:
    /// A row was chosen that leads somewhere: the mark's id.
    void rowChosen(const QString &id);
    /// Esc: the figure again.
    void closeWanted();

protected:
    void resizeEvent(QResizeEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    bool event(QEvent *) override;

private:
    void fit();

    QList<int> m_wishes;   ///< width of each column, pixels
    int m_widest = 0;      ///< column of words that takes what room is left
};

} // namespace views
