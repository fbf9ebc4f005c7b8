// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/maparcs.h"

#include <QLineF>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int MostCrossings = 60; ///< for which a place for the name is looked for

/// A point of the curve and how far along it lies.
struct Station
{
    QPointF at;
    double along = 0;
};

QList<Station> stationsOf(QPointF from, QPointF to, const ArcLine &line)
{
    const QLineF chord(from, to);
    // The bow is always to the north, so that two flows in opposite directions don't cover each other.
    QPointF normal(-chord.dy() / chord.length(), chord.dx() / chord.length());
    if (normal.y() > 0)
        normal = -normal;
    const double side = (chord.dx() >= 0 ? 1.0 : 0.6) * line.bow;
    // An arc that leaves the frame shall leave it in the direction of where it goes.
    const double most = line.frame.isNull() ? chord.length() : 0.3 * std::min(line.frame.width(), line.frame.height());
    const QPointF control = chord.center() + normal * std::min(chord.length() * 0.25 * side, most * side);
    const int count = std::clamp(static_cast<int>(chord.length() / (4 * line.unit)), 16, 2000);
    QList<Station> stations;
    stations.reserve(count + 1);
    for (int i = 0; i <= count; ++i) {
        const double t = static_cast<double>(i) / count;
        const QPointF p = from * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + to * (t * t);
        const double along = stations.isEmpty() ? 0 : stations.constLast().along + QLineF(stations.constLast().at, p).length();
        stations.append({p, along});
    }
    return stations;
}

/// The arrow's head with its tip at the second point, around the same way as the ribbons: else the two would cancel each other.
void addHead(QPainterPath &path, QPointF before, QPointF tip, double length)
{
    const QLineF way(before, tip);
    if (way.length() <= 0)
        return;
    const QPointF along(way.dx() / way.length(), way.dy() / way.length());
    const QPointF across(-along.y(), along.x());
    path.addPolygon(QPolygonF{tip, tip - along * length - across * (length * 0.45), tip - along * length + across * (length * 0.45)});
    path.closeSubpath();
}

/// Cuts the line into dashes and writes their ribbons.
class Ribbon
{
public:
    Ribbon(ArcShape &shape, const ArcLine &line, double whole) : m_shape(shape), m_line(line), m_whole(whole) {}

    void piece(const Station &a, const Station &b)
    {
        const double length = b.along - a.along;
        double from = a.along;
        while (from < b.along - 1e-9) {
            const double dash = m_line.dashes.isEmpty() ? b.along - from : m_line.dashes.at(m_dash % m_line.dashes.size()) * m_line.unit - m_done;
            const double to = std::min(b.along, from + dash);
            if (m_line.dashes.isEmpty() || m_dash % 2 == 0) {
                const auto at = [&](double along) { return a.at + (b.at - a.at) * ((along - a.along) / length); };
                if (m_left.isEmpty())
                    add(at(from), from, a, b);
                add(at(to), to, a, b);
            }
            m_done += to - from;
            if (!m_line.dashes.isEmpty() && m_done >= m_line.dashes.at(m_dash % m_line.dashes.size()) * m_line.unit - 1e-9) {
                flush();
                m_done = 0;
                ++m_dash;
            }
            from = to;
        }
    }

    void flush()
    {
        if (m_left.size() > 1) {
            std::reverse(m_right.begin(), m_right.end());
            m_shape.path.addPolygon(m_left + m_right);
            m_shape.path.closeSubpath();
        }
        m_left.clear();
        m_right.clear();
    }

private:
    void add(QPointF p, double along, const Station &a, const Station &b)
    {
        const QLineF way(a.at, b.at);
        const double width = m_line.startWidth + (m_line.endWidth - m_line.startWidth) * (along / m_whole);
        const QPointF across = QPointF(-way.dy(), way.dx()) / way.length() * (width / 2);
        m_left << p + across;
        m_right << p - across;
        m_shape.trace << p;
    }

    ArcShape &m_shape;
    const ArcLine &m_line;
    double m_whole;
    double m_done = 0; ///< of the dash
    qsizetype m_dash = 0;
    QPolygonF m_left, m_right;
};

} // namespace

QList<double> dashesOf(Standing standing)
{
    switch (standing) {
    case Standing::Forbidden:
        return {9, 4};
    case Standing::Restricted:
        return {9, 3.5, 2.5, 3.5};
    case Standing::Accepted:
        return {16, 3, 2.5, 3, 2.5, 3};
    case Standing::Unknown:
        return {2.5, 3.5};
    case Standing::Allowed:
        break;
    }
    return {};
}

Tone toneOf(Standing standing)
{
    switch (standing) {
    case Standing::Forbidden:
        return Tone::Critical;
    case Standing::Restricted:
        return Tone::Medium;
    case Standing::Accepted:
        return Tone::Accepted;
    case Standing::Unknown:
        return Tone::Unknown;
    case Standing::Allowed:
        break;
    }
    return Tone::Pass;
}

ArcShape arcShape(QPointF from, QPointF to, const ArcLine &line)
{
    ArcShape shape;
    if (QLineF(from, to).length() < line.unit)
        return shape;
    const QList<Station> stations = stationsOf(from, to, line);
    const double whole = stations.constLast().along;
    const double stop = whole - line.before;
    Ribbon ribbon(shape, line, whole);
    const auto inside = [&line](QPointF p) { return line.frame.isNull() || line.frame.contains(p); };
    bool was = inside(stations.constFirst().at);
    QPointF before = stations.constFirst().at;
    QPointF tip = before;
    bool any = false;
    for (qsizetype i = 1; i < stations.size(); ++i) {
        const Station &a = stations.at(i - 1);
        Station b = stations.at(i);
        if (b.along > stop && a.along < stop && b.along > a.along) {
            b.at = a.at + (b.at - a.at) * ((stop - a.along) / (b.along - a.along));
            b.along = stop;
        }
        const bool is = inside(b.at);
        if (was && is && a.along < stop) {
            ribbon.piece(a, b);
            before = a.at;
            tip = b.at;
            any = true;
        } else {
            ribbon.flush();
            if (is && !was && !any)
                shape.enters = b.at;
        }
        if (was && !is && any)
            shape.leaves = a.at;
        was = is;
    }
    ribbon.flush();
    if (was)
        shape.leaves.reset();
    if (line.head > 0 && any)
        addHead(shape.path, before, tip, line.head);
    shape.path.setFillRule(Qt::WindingFill);
    return shape;
}

namespace {

/// Where an arc crosses the frame, and the place beyond it.
struct Crossing
{
    QString beyond;
    QList<QPointF> near; ///< of the arc, from the edge inwards
};

double distance(const QRectF &rect, QPointF p)
{
    return std::hypot(std::max({rect.left() - p.x(), 0.0, p.x() - rect.right()}), std::max({rect.top() - p.y(), 0.0, p.y() - rect.bottom()}));
}

/// Names the place beyond the edge beside the arc that goes there: nearer to it than to any other. Says whether there was room.
bool nameCrossing(QList<Cell> &names, const Crossing &crossing, const QList<Crossing> &all, const Frame &frame, const Style &style, Occupied &taken)
{
    const QFontMetricsF metrics = style.metrics(TextRole::Caption, true);
    const QSizeF size(metrics.horizontalAdvance(crossing.beyond) + style.px(2), metrics.height());
    const QRectF room = frame.target().adjusted(style.px(4), style.px(4), -style.px(4) - size.width(), -style.px(4) - size.height());
    if (crossing.beyond.isEmpty() || room.width() <= 0 || room.height() <= 0)
        return false;
    const auto away = [](const QRectF &place, const Crossing &from) {
        double least = std::numeric_limits<double>::infinity();
        for (const QPointF &p : from.near)
            least = std::min(least, distance(place, p));
        return least;
    };
    QList<const Crossing *> others;
    for (const Crossing &other : all) {
        if (other.beyond != crossing.beyond && distance(QRectF(crossing.near.constFirst(), QSizeF()), other.near.constFirst()) < style.px(200) + size.width())
            others << &other;
    }
    const double gap = style.px(8);
    // Clearly apart from the others where that is possible, else at least nearer to its own.
    for (const double apart : {style.px(6), style.px(1.5)}) {
        for (const QPointF &p : crossing.near) {
            // To its right and left, above and below.
            for (const QPointF &spot : {QPointF(p.x() + gap, p.y() - size.height() / 2), QPointF(p.x() - gap - size.width(), p.y() - size.height() / 2),
                                        QPointF(p.x() - size.width() / 2, p.y() - gap - size.height()), QPointF(p.x() - size.width() / 2, p.y() + gap)}) {
                const QRectF place(QPointF(std::clamp(spot.x(), room.left(), room.right()), std::clamp(spot.y(), room.top(), room.bottom())), size);
                if (!taken.isFree(place))
                    continue;
                const double own = away(place, crossing);
                const bool isOfAnother = std::any_of(others.begin(), others.end(), [&](const Crossing *other) { return away(place, *other) < own + apart; });
                if (own >= style.px(24) || isOfAnother)
                    continue;
                names << plated(text(crossing.beyond, place, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::Ink, true), style);
                taken.add(place);
                return true;
            }
        }
    }
    return false;
}

/// The trace from its end at `edge` inwards, as far as a name may stand from the edge.
Crossing crossingOf(const QString &beyond, QPointF edge, const QList<QPointF> &trace, const Style &style)
{
    Crossing out{beyond, {edge}};
    for (const QPointF &p : trace) {
        if (QLineF(p, edge).length() <= style.px(72))
            out.near << p;
    }
    std::sort(out.near.begin(), out.near.end(), [edge](QPointF a, QPointF b) { return QLineF(a, edge).length() < QLineF(b, edge).length(); });
    return out;
}

} // namespace

void layoutArcs(Figure &figure, const MapData &data, const Frame &frame, const Style &style, Occupied &taken)
{
    double most = 1;
    QList<const MapArc *> arcs;
    for (const MapArc &arc : data.arcs) {
        if (!data.shows(arc.kind))
            continue;
        most = std::max(most, arc.count);
        arcs << &arc;
    }
    // What is wrong lies on top.
    const auto weight = [](const MapArc *a) {
        switch (standingOf(*a)) {
        case Standing::Forbidden: return 10 + static_cast<int>(a->grade);
        case Standing::Restricted: return 7;
        case Standing::Unknown: return 5;
        case Standing::Accepted: return 3;
        case Standing::Allowed: break;
        }
        return 0;
    };
    std::stable_sort(arcs.begin(), arcs.end(), [&](const MapArc *a, const MapArc *b) { return weight(a) < weight(b); });
    const QRectF inner = frame.target().adjusted(style.px(3), style.px(3), -style.px(3), -style.px(3));
    QList<Crossing> edges;
    for (const MapArc *arc : std::as_const(arcs)) {
        const auto from = frame.point(arc->from.x(), arc->from.y());
        const auto to = frame.point(arc->to.x(), arc->to.y());
        if (!from || !to || !QRectF(*from, *to).normalized().adjusted(-1, -inner.height() * 0.4, 1, inner.height() * 0.4).intersects(inner))
            continue;
        const double share = std::sqrt(arc->count / most);
        const Standing standing = standingOf(*arc);
        const ArcLine line{style.px(2.5 + 3.5 * share), style.px(0.8), dashesOf(standing), style.unit, style.px(6 + 3 * share), style.px(5),
                           0.5 + 0.25 * static_cast<int>(arc->kind), inner};
        ArcShape shape = arcShape(*from, *to, line);
        if (shape.path.isEmpty())
            continue;
        for (const QPointF &p : std::as_const(shape.trace))
            taken.add(p);
        if (shape.leaves)
            edges << crossingOf(arc->toName, *shape.leaves, shape.trace, style);
        if (shape.enters)
            edges << crossingOf(arc->fromName, *shape.enters, shape.trace, style);
        Cell cell;
        cell.kind = Cell::Kind::Path;
        cell.id = u"arc:"_s + arc->id;
        cell.path = shape.path;
        cell.rect = cell.path.boundingRect();
        cell.fill = {toneOf(standing), -1, 0, -1, false};
        cell.thin = true;
        cell.hitRadius = style.px(4);
        cell.value = arc->count;
        cell.tip = u"%1: %2"_s.arg(arc->label, amountOf(arc->count, arc->unit, arc->of, data.words));
        if (!arc->note.isEmpty())
            cell.tip += u" ("_s + arc->note + u')';
        figure.cells << cell;
    }
    QSet<QString> named;
    QList<Cell> names;
    int tried = 0;
    // The gravest first: where two have no room, it is the graver one's name that stands.
    for (auto it = edges.crbegin(); it != edges.crend() && named.size() < 12 && tried < MostCrossings; ++it) {
        if (named.contains(it->beyond))
            continue;
        ++tried;
        if (nameCrossing(names, *it, edges, frame, style, taken))
            named.insert(it->beyond);
    }
    figure.cells << names;
}

} // namespace figures
