// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/figurefile.h"

#include <QWidget>

#include <functional>

namespace views {

class FigureTools;

/// Shows a figure: lays it out for its size, gives tooltips, answers the mouse and the keyboard (arrows go from mark to mark,
/// Enter chooses). Its accessible description is the list of all marks with their numbers. It can be saved, copied and shown as
/// a table (FigureTools). GUI thread.
class FigureView : public QWidget
{
    Q_OBJECT
public:
    using Layout = std::function<figures::Figure(const QRectF &, const figures::Style &)>;

    explicit FigureView(const QString &name, QWidget *parent = nullptr);
    void setLayoutFunction(Layout layout);
    /// What stands over it when it is saved; else its accessible name.
    void setTitle(const QString &title) { m_title = title; }
    /// Parts of the filter, as on their chips, that it is not narrowed by: where it is saved it says so, rather than claims them.
    void setNotNarrowedBy(const QStringList &parts) { m_notNarrowedBy = parts; }
    /// The numbers behind it, where they are more than its marks say.
    void setTableFunction(std::function<report::FigureTable()> table);
    /// As it is saved, copied and shown as a table.
    report::FigureSheet sheet() const;
    FigureTools *tools() const { return m_tools; }
    /// What a mark is called: its tooltip up to the number; of one that is only in the table, its name there.
    QString labelOf(const QString &id) const;
    /// How many things a mark stands for, as drawn; 0 where there is none.
    double valueOf(const QString &id) const;
    /// The ids of all marks, in painting order.
    QStringList ids() const;
    void setSelected(const QStringList &ids);
    QSize sizeHint() const override { return m_hint; }
    void setHint(QSize hint) { m_hint = hint; updateGeometry(); }

signals:
    void chosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;
    void changeEvent(QEvent *) override;
    void mouseMoveEvent(QMouseEvent *) override;
    void mousePressEvent(QMouseEvent *) override;
    void leaveEvent(QEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    bool event(QEvent *) override;

    /// What answers at a point; nullptr: nothing.
    virtual const figures::Cell *cellAt(QPointF at) const { return m_figure.hitTest(at); }
    const figures::Figure &figure() const { return m_figure; }
    void setFigure(const figures::Figure &figure);
    const QString &hovered() const { return m_hovered; }
    const QStringList &selected() const { return m_selected; }
    /// Points at a mark with its tooltip, as the mouse would.
    void pointAt(const QString &id, const QPoint &where);

private:
    void relayout();

    Layout m_layout;
    std::function<report::FigureTable()> m_table;
    figures::Figure m_figure;
    QString m_title;
    QStringList m_notNarrowedBy;
    QString m_hovered;
    QStringList m_selected;
    FigureTools *m_tools;
    QSize m_hint{320, 200};
    bool m_dirty = true;
};

} // namespace views
