// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/maparcs.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {

QList<double> dashesOf(domain::Status status)
{
    switch (status) {
    case domain::Status::Gap:
    case domain::Status::Error:
        return {9, 4};
    case domain::Status::Unknown:
        return {2.5, 3.5};
    case domain::Status::Accepted:
        return {9, 3.5, 2.5, 3.5};
    default:
        return {};
    }
}

QPainterPath taperedArc(QPointF from, QPointF to, double startWidth, double endWidth, const QList<double> &dashes,
                        double unit, const QRectF &frame)
{
    const QLineF chord(from, to);
    if (chord.length() < unit)
        return {};
    // The bow is always to the north, so that two flows in opposite directions don't cover each other.
    QPointF normal(-chord.dy() / chord.length(), chord.dx() / chord.length());
    if (normal.y() > 0)
        normal = -normal;
    const double side = chord.dx() >= 0 ? 1.0 : 0.6;
    // An arc that leaves the frame shall leave it in the direction of where it goes.
    const double most = frame.isNull() ? chord.length() : 0.3 * std::min(frame.width(), frame.height());
    const QPointF control = chord.center() + normal * std::min(chord.length() * 0.25 * side, most * side);
    const int count = std::clamp(static_cast<int>(chord.length() / unit), 16, 8000);
    const auto at = [&](double t) { return from * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + to * (t * t); };
    QPainterPath path;
    QPolygonF left;
    QPolygonF right;
    const auto flush = [&] {
        if (left.size() > 1) {
            std::reverse(right.begin(), right.end());
            path.addPolygon(left + right);
            path.closeSubpath();
        }
        left.clear();
        right.clear();
    };
    double along = 0;
    qsizetype dash = 0;
    for (int i = 0; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const QPointF p = at(t);
        const QPointF next = at(std::min(1.0, t + 0.5 / count)) - at(std::max(0.0, t - 0.5 / count));
        const double length = std::hypot(next.x(), next.y());
        if (!dashes.isEmpty() && along > dashes.at(dash % dashes.size()) * unit) {
            flush();
            along = 0;
            ++dash;
        }
        const bool visible = frame.isNull() || frame.contains(p);
        if (!visible)
            flush();
        if (visible && dash % 2 == 0 && length > 0) {
            const QPointF across =
                QPointF(-next.y(), next.x()) / length * ((startWidth + (endWidth - startWidth) * t) / 2);
            left << p + across;
            right << p - across;
        }
        if (i < count) {
            const QPointF step = at(static_cast<double>(i + 1) / count) - p;
            along += std::hypot(step.x(), step.y());
        }
    }
    flush();
    path.setFillRule(Qt::WindingFill);
    return path;
}

QList<QPointF> layoutArcs(Figure &figure, const MapData &data, const Frame &frame, const Style &style)
{
    QList<QPointF> trace;
    double most = 1;
    for (const MapArc &arc : data.arcs)
        most = std::max(most, arc.count);
    // What is wrong lies on top.
    QList<MapArc> arcs = data.arcs;
    const auto weight = [](const MapArc &a) {
        return a.status == domain::Status::Gap       ? 10 + static_cast<int>(a.grade)
               : a.status == domain::Status::Unknown ? 5
                                                     : 0;
    };
    std::stable_sort(arcs.begin(), arcs.end(), [&](const MapArc &a, const MapArc &b) { return weight(a) < weight(b); });
    for (const MapArc &arc : std::as_const(arcs)) {
        const auto from = frame.point(arc.from.x(), arc.from.y());
        const auto to = frame.point(arc.to.x(), arc.to.y());
        if (!from || !to)
            continue;
        Cell cell;
        cell.kind = Cell::Kind::Path;
        cell.id = u"arc:"_s + arc.id;
        cell.path = taperedArc(*from, *to, style.px(2.5 + 3.5 * std::sqrt(arc.count / most)), style.px(0.8),
                               dashesOf(arc.status), style.unit,
                               frame.target().adjusted(style.px(3), style.px(3), -style.px(3), -style.px(3)));
        if (cell.path.isEmpty())
            continue;
        for (int i = 0; i < cell.path.elementCount(); i += 3)
            trace << QPointF(cell.path.elementAt(i).x, cell.path.elementAt(i).y);
        cell.rect = cell.path.boundingRect();
        cell.fill = {toneOf(arc.status, arc.grade), -1, 0, -1, false};
        cell.value = arc.count;
        cell.tip = u"%1: %2"_s.arg(arc.label, formatNumber(arc.count));
        if (!arc.note.isEmpty())
            cell.tip += u" ("_s + arc.note + u')';
        figure.cells << cell;
    }
    return trace;
}

} // namespace figures
