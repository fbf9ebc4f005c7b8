// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

#include <vector>

namespace figures {

/// Answers as Figure::hitTest() does, without asking each mark: the marks by the squares of the picture that they touch. Keeps a
/// reference to the figure, which must outlive it unchanged. Thread: any.
class HitIndex
{
public:
    explicit HitIndex(const Figure &figure);
    const Cell *at(QPointF point) const;

private:
    int square(double x, double y) const;
    void add(const QRectF &rect, int cell);

    const Figure &m_figure;
    QRectF m_area;
    int m_columns = 0, m_rows = 0;
    std::vector<std::vector<int>> m_squares; ///< places in Figure::cells, in painting order
};

} // namespace figures
