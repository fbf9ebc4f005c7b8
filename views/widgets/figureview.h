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
    QStringList ids() const;

    Layout m_layout;
    figures::Figure m_figure;
    QString m_hovered;
    QStringList m_selected;
    QSize m_hint{320, 200};
    bool m_dirty = true;
};

} // namespace views
