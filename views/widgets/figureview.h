// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <QWidget>

#include <functional>

namespace views {

/// Shows a figure: lays it out for its size, gives tooltips, answers the mouse and the keyboard (arrows go from mark to mark,
/// Enter chooses). Its accessible description is the list of all marks with their numbers. GUI thread.
class FigureView final : public QWidget
{
    Q_OBJECT
public:
    using Layout = std::function<figures::Figure(const QRectF &, const figures::Style &)>;

    explicit FigureView(const QString &name, QWidget *parent = nullptr);
    void setLayoutFunction(Layout layout);
    /// What a mark is called: its tooltip up to the number.
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

private:
    void relayout();

    Layout m_layout;
    figures::Figure m_figure;
    QString m_hovered;
    QStringList m_selected;
    QSize m_hint{320, 200};
    bool m_dirty = true;
};

} // namespace views
