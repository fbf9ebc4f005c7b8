// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/figurefile.h"

#include <QObject>
#include <QThreadPool>

class QAction;
class QMenu;
class QToolButton;

namespace views {

/// What stands beside every figure of a page when it is saved.
struct FigureFacts
{
    QString organisation;
    QStringList filters;
    QDate asOf;
};

/// A parent of figures that knows what they are about. The nearest one around a figure is asked.
class FigureHost
{
public:
    virtual ~FigureHost() = default;
    virtual FigureFacts figureFacts() const = 0;
    virtual void sayFigureFailed(const domain::Error &error) = 0;
};
FigureHost *figureHostOf(const QWidget *figure);

class FigureRows;

/// What can be done with any figure: save it as PNG, SVG, PDF or CSV, copy it as picture or table, and turn it into the same as a table,
/// in its own place. On a context menu (also by the menu key), on a small button in its corner that Tab reaches, and by keys: F4, Ctrl+C,
/// Ctrl+Shift+C, Ctrl+Shift+S; Esc turns the table back. Files are written in a thread of its own. GUI thread; child of the figure.
class FigureTools final : public QObject
{
    Q_OBJECT
public:
    using Sheet = std::function<report::FigureSheet()>;

    FigureTools(QWidget *figure, Sheet sheet);
    ~FigureTools() override;
    QMenu *menu() const { return m_menu; }
    /// Writes by the path's ending.
    void save(const QString &path, int dotsPerInch);
    /// The table in the figure's place, or the figure again. It is called as the figure is and "Rows".
    void setTable(bool table);
    bool isTable() const { return m_rows != nullptr; }
    /// The figure shows something else: its table too, soon.
    void refreshTable();

signals:
    void tableShown(bool table);
    /// A row was chosen: the id of its mark.
    void rowChosen(const QString &id);
    void saved(const QString &path, bool ok);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *add(const QString &name, const QString &text, const QKeySequence &keys, const std::function<void()> &work);
    void askWhere(const QString &ending, int dotsPerInch);
    void place();
    void fade();
    void fillTable();

    QWidget *m_figure;
    Sheet m_sheet;
    QMenu *m_menu;
    QToolButton *m_button;
    QAction *m_asTable = nullptr;
    FigureRows *m_rows = nullptr;   ///< only while it is shown
    QSize m_least, m_most;          ///< the figure's own limits, while its table needs more
    bool m_refreshing = false;
    QThreadPool m_pool;
};

} // namespace views
