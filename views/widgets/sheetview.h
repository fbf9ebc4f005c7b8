// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <QHash>
#include <QPixmap>
#include <QSizeF>
#include <QWidget>

namespace views {

/// Shows pages as they will be printed, one or two side by side as the space allows. Page Up and Page Down turn them. GUI thread.
class SheetView final : public QWidget
{
    Q_OBJECT
public:
    explicit SheetView(QWidget *parent = nullptr);
    /// `points` is the paper, `dotsPerInch` the unit of the figures.
    void setSheets(const QList<figures::Figure> &sheets, const QSizeF &points, int dotsPerInch);
    /// Shown while there are no sheets.
    void setMessage(const QString &text);
    int count() const { return static_cast<int>(m_sheets.size()); }
    int current() const { return m_current; }
    /// How many pages stand side by side.
    int abreast() const;
    void turnTo(int page);
    QSize sizeHint() const override;

signals:
    void turned(int page);

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *) override;
    void wheelEvent(QWheelEvent *) override;
    void resizeEvent(QResizeEvent *) override;

private:
    double scale() const;
    const QPixmap &picture(int page);

    QList<figures::Figure> m_sheets;
    QSizeF m_points{595, 842};
    int m_dots = 300;
    int m_current = 0;
    QString m_message;
    QHash<int, QPixmap> m_pictures; ///< of the pages in sight, at the present size
};

/// Paints one sheet into `target` (painter units), always on white paper.
void paintSheet(QPainter &painter, const figures::Figure &sheet, const QSizeF &points, int dotsPerInch, const QRectF &target);

} // namespace views
