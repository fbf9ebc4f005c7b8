// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/hitindex.h"

#include <algorithm>
#include <cmath>

namespace figures {
namespace {

constexpr double SquareSide = 24;

} // namespace

HitIndex::HitIndex(const Figure &figure) : m_figure(figure), m_area(figure.rect)
{
    m_columns = std::max(1, static_cast<int>(m_area.width() / SquareSide) + 1);
    m_rows = std::max(1, static_cast<int>(m_area.height() / SquareSide) + 1);
    m_squares.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
    for (int i = 0; i < static_cast<int>(figure.cells.size()); ++i) {
        const Cell &cell = figure.cells.at(i);
        if (cell.id.isEmpty())
            continue;
        const double around = cell.hitRadius;
        if (!cell.thin) {
            // The circle lies around the middle of the shape, which may be larger or smaller than it.
            const QPointF c = cell.rect.center();
            add(cell.rect | QRectF(c.x() - around, c.y() - around, 2 * around, 2 * around), i);
            continue;
        }
        // A ribbon's box may be as large as the map: only the squares along it.
        for (int e = 0; e < cell.path.elementCount(); ++e) {
            const QPainterPath::Element to = cell.path.elementAt(e);
            const QPainterPath::Element from = e > 0 && to.type != QPainterPath::MoveToElement ? cell.path.elementAt(e - 1) : to;
            add(QRectF(QPointF(std::min(from.x, to.x) - around, std::min(from.y, to.y) - around),
                       QPointF(std::max(from.x, to.x) + around, std::max(from.y, to.y) + around)), i);
        }
    }
}

int HitIndex::square(double x, double y) const
{
    const int column = std::clamp(static_cast<int>(std::floor((x - m_area.left()) / SquareSide)), 0, m_columns - 1);
    const int row = std::clamp(static_cast<int>(std::floor((y - m_area.top()) / SquareSide)), 0, m_rows - 1);
    return row * m_columns + column;
}

void HitIndex::add(const QRectF &rect, int cell)
{
    const int first = square(rect.left(), rect.top());
    const int last = square(rect.right(), rect.bottom());
    for (int row = first / m_columns; row <= last / m_columns; ++row) {
        for (int column = first % m_columns; column <= last % m_columns; ++column) {
            std::vector<int> &cells = m_squares[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)];
            if (cells.empty() || cells.back() != cell)
                cells.push_back(cell);
        }
    }
}

const Cell *HitIndex::at(QPointF point) const
{
    if (!m_area.contains(point))
        return nullptr;
    return m_figure.hitTest(point, m_squares[static_cast<std::size_t>(square(point.x(), point.y()))]);
}

} // namespace figures
