// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/worldmap.h"

#include "figures/outlines.h"

#include <QHash>
#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int MaxLabels = 16;

double ringArea(const QPolygonF &ring)
{
    double area = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF &a = ring.at(i);
        const QPointF &b = ring.at((i + 1) % ring.size());
        area += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(area) / 2;
}

qsizetype largestRing(const CountryOutline &country)
{
    qsizetype best = 0;
    double largest = 0;
    for (qsizetype i = 0; i < country.rings.size(); ++i) {
        const double area = ringArea(country.rings.at(i));
        if (area > largest) {
            largest = area;
            best = i;
        }
    }
    return best;
}

/// Parts of European states in other parts of the world: they belong to the state, yet what is counted there is not
/// there.
bool isOverseas(const CountryOutline &country, const QPolygonF &ring)
{
    static const QStringList states = {u"FR"_s, u"NL"_s, u"ES"_s, u"PT"_s, u"NO"_s};
    return states.contains(country.iso) && !ring.boundingRect().intersects(QRectF(-11, 34, 45, 38));
}

/// From degrees to the painter's units.
class Frame
{
public:
    Frame(const MapData &data, const QRectF &target) : m_view(viewOf(data)), m_projection(m_view), m_target(target)
    {
        const QRectF extent = data.view == MapView::Fit && m_view == MapView::World ? fitted(data) : filled(data);
        m_scale = std::min(target.width() / extent.width(), target.height() / extent.height());
        m_origin = target.center() - extent.center() * m_scale;
        m_detail = m_view == MapView::Europe || extent.width() < whole().width() / 2 ? OutlineDetail::Fine
                                                                                     : OutlineDetail::Coarse;
    }

    std::optional<QPointF> point(double longitude, double latitude) const
    {
        const auto plane = m_projection.project(longitude, latitude);
        return plane ? std::optional(*plane * m_scale + m_origin) : std::nullopt;
    }
    const QRectF &target() const { return m_target; }
    OutlineDetail detail() const { return m_detail; }
    /// The azimuthal view turns the far side of the globe inside out: leave it away.
    bool farAway(const QPolygonF &ring) const
    {
        const QRectF bounds = ring.boundingRect();
        return m_view == MapView::Europe && !bounds.intersects(QRectF(-60, 5, 140, 80));
    }

private:
    static bool inEurope(double longitude, double latitude)
    {
        return longitude > -25 && longitude < 35 && latitude > 34 && latitude < 71;
    }
    static MapView viewOf(const MapData &data)
    {
        if (data.view != MapView::Fit)
            return data.view;
        if (data.sites.isEmpty() && data.arcs.isEmpty())
            return MapView::World;
        const bool sites = std::all_of(data.sites.begin(), data.sites.end(),
                                       [](const MapSite &s) { return inEurope(s.longitude, s.latitude); });
        const bool arcs = std::all_of(data.arcs.begin(), data.arcs.end(), [](const MapArc &a) {
            return inEurope(a.from.x(), a.from.y()) && inEurope(a.to.x(), a.to.y());
        });
        return sites && arcs ? MapView::Europe : MapView::World;
    }
    QRectF whole() const
    {
        if (m_view == MapView::Europe)
            return QRectF(QPointF(-2.05e6, -1.85e6), QPointF(1.9e6, 1.85e6));
        const auto side = m_projection.project(180, 0);
        const auto north = m_projection.project(0, 76);
        const auto south = m_projection.project(0, -56);
        if (!side || !north || !south)
            return QRectF(-1.7e7, -8e6, 3.4e7, 1.5e7);
        return QRectF(QPointF(-side->x(), north->y()), QPointF(side->x(), south->y()));
    }
    static constexpr double OuterLongitude = 140;
    static bool anyFurther(const MapData &data)
    {
        const auto outer = [](double longitude) { return std::abs(longitude) > OuterLongitude; };
        return std::any_of(data.sites.begin(), data.sites.end(),
                           [&](const MapSite &s) { return outer(s.longitude); }) ||
               std::any_of(data.arcs.begin(), data.arcs.end(),
                           [&](const MapArc &a) { return outer(a.from.x()) || outer(a.to.x()); });
    }
    /// The world, with the empty ocean at its sides cut where the frame is high enough to gain from it.
    QRectF filled(const MapData &data) const
    {
        const QRectF all = whole();
        if (m_view == MapView::Europe)
            return all;
        const double least = all.width() * (anyFurther(data) ? 0.94 : 0.8);
        const double width =
            std::clamp(all.height() * m_target.width() / std::max(1.0, m_target.height()), least, all.width());
        const double shift = anyFurther(data) ? 0 : all.width() * 0.02;
        return QRectF(all.center().x() - width / 2 + shift, all.top(), width, all.height());
    }
    /// The part of the world that holds the data, in the frame's proportions.
    QRectF fitted(const MapData &data) const
    {
        QPolygonF points;
        const auto add = [&](double longitude, double latitude) {
            if (const auto p = m_projection.project(longitude, latitude))
                points << *p;
        };
        for (const MapSite &site : data.sites)
            add(site.longitude, site.latitude);
        for (const MapArc &arc : data.arcs) {
            add(arc.from.x(), arc.from.y());
            add(arc.to.x(), arc.to.y());
        }
        QStringList counted;
        for (const MapCountry &country : data.countries) {
            if (country.value.value_or(0) > 0)
                counted << country.iso;
        }
        for (const CountryOutline &outline : bundledOutlines(OutlineDetail::Coarse)) {
            if (!counted.contains(outline.iso) || outline.rings.isEmpty())
                continue;
            // The middle of its largest part: a country need not be seen whole to be recognised.
            const QRectF box = outline.rings.at(largestRing(outline)).boundingRect();
            add(box.center().x() - box.width() / 4, box.center().y() - box.height() / 4);
            add(box.center().x() + box.width() / 4, box.center().y() + box.height() / 4);
        }
        const QRectF all = whole();
        if (points.isEmpty())
            return filled(data);
        QRectF bounds = points.boundingRect();
        double w = std::max(bounds.width() * 1.24, all.width() / 5);
        double h = std::max(bounds.height() * 1.3, all.height() / 5);
        const double aspect = m_target.width() / std::max(1.0, m_target.height());
        w = std::max(w, h * aspect);
        h = w / aspect;
        if (w >= all.width() * 0.9 || h >= all.height())
            return filled(data);
        bounds = QRectF(bounds.center().x() - w / 2, bounds.center().y() - h / 2, w, h);
        bounds.moveTop(std::clamp(bounds.top(), all.top(), all.bottom() - h));
        bounds.moveLeft(std::clamp(bounds.left(), all.left(), all.right() - w));
        return bounds;
    }

    MapView m_view;
    Projection m_projection;
    QRectF m_target;
    double m_scale = 1;
    QPointF m_origin;
    OutlineDetail m_detail = OutlineDetail::Coarse;
};

/// Sutherland-Hodgman against the four sides of the frame: what is outside never reaches the file.
QPolygonF clipped(QPolygonF polygon, const QRectF &frame)
{
    if (frame.contains(polygon.boundingRect()))
        return polygon;
    const auto side = [&frame](int edge, QPointF p) {
        switch (edge) {
        case 0:
            return p.x() - frame.left();
        case 1:
            return frame.right() - p.x();
        case 2:
            return p.y() - frame.top();
        default:
            return frame.bottom() - p.y();
        }
    };
    for (int edge = 0; edge < 4 && !polygon.isEmpty(); ++edge) {
        QPolygonF kept;
        QPointF before = polygon.last();
        double was = side(edge, before);
        for (const QPointF &p : std::as_const(polygon)) {
            const double is = side(edge, p);
            if ((is >= 0) != (was >= 0))
                kept << before + (p - before) * (was / (was - is));
            if (is >= 0)
                kept << p;
            before = p;
            was = is;
        }
        polygon = kept;
    }
    return polygon;
}

/// Classes of the choropleth: upper bounds. Powers of ten where the values span more than two of them.
struct Classes
{
    QList<double> bounds;
    int of(double value) const
    {
        const auto it = std::lower_bound(bounds.begin(), bounds.end(), value - 1e-9);
        return static_cast<int>(std::min<std::ptrdiff_t>(it - bounds.begin(), bounds.size() - 1));
    }
    int count() const { return static_cast<int>(bounds.size()); }
};

Classes classesOf(const QList<MapCountry> &countries)
{
    double least = 0;
    double most = 0;
    for (const MapCountry &country : countries) {
        const double value = country.value.value_or(0);
        if (value > 0) {
            least = least > 0 ? std::min(least, value) : value;
            most = std::max(most, value);
        }
    }
    Classes classes;
    if (most <= 0)
        return classes;
    if (most / least > 80) {
        double bound = std::pow(10.0, std::ceil(std::log10(least) + 1e-9));
        for (; classes.bounds.size() < 5 && bound < most * 10; bound *= 10)
            classes.bounds << bound;
        classes.bounds.last() = std::max(classes.bounds.last(), most);
    } else {
        classes.bounds = axisSteps(most, 5).mid(1);
        // Of things that are counted there is no half: 1, 2, 3 or 1 to 3, 4 to 6.
        const auto isWhole = [](double value) { return std::abs(value - std::round(value)) < 1e-9; };
        const bool counts = std::all_of(countries.begin(), countries.end(), [&](const MapCountry &c) { return isWhole(c.value.value_or(0)); });
        if (counts && !std::all_of(classes.bounds.begin(), classes.bounds.end(), isWhole)) {
            const double step = std::ceil(classes.bounds.first());
            classes.bounds.clear();
            for (double bound = step; classes.bounds.isEmpty() || classes.bounds.last() < most; bound += step)
                classes.bounds << bound;
        }
    }
    return classes;
}

/// The steps stop short of the full accent, so that names and marks stay legible on every country.
Fill classFill(int index, int count)
{
    constexpr int steps = 7;
    return Fill::sequential(count > 1 ? index * (steps - 3) / (count - 1) : steps / 2, steps);
}

void layoutCountries(Figure &figure, const MapData &data, const Classes &classes, const Frame &frame,
                     const Style &style)
{
    QHash<QString, MapCountry> values;
    for (const MapCountry &country : data.countries)
        values.insert(country.iso.toUpper(), country);

    QList<Cell> small;
    for (const CountryOutline &country : bundledOutlines(frame.detail())) {
        if (country.iso == "AQ"_L1)
            continue;
        Cell cell;
        cell.kind = Cell::Kind::Path;
        cell.fill = {Tone::Land, -1, 0, -1, false};
        cell.outline = Tone::Paper;
        double largest = 0;
        QRectF main;
        Cell overseas;
        overseas.kind = Cell::Kind::Path;
        overseas.fill = cell.fill;
        overseas.outline = cell.outline;
        for (const QPolygonF &ring : country.rings) {
            if (frame.farAway(ring))
                continue;
            QPolygonF projected;
            for (const QPointF &degrees : ring) {
                if (const auto p = frame.point(degrees.x(), degrees.y()))
                    projected << *p;
            }
            projected = clipped(projected, frame.target());
            if (projected.size() < 3)
                continue;
            if (isOverseas(country, ring)) {
                overseas.path.addPolygon(projected);
                overseas.path.closeSubpath();
                continue;
            }
            cell.path.addPolygon(projected);
            cell.path.closeSubpath();
            const double area = ringArea(projected);
            if (area > largest || main.isNull()) {
                largest = area;
                main = projected.boundingRect();
            }
        }
        if (!overseas.path.isEmpty()) {
            overseas.rect = overseas.path.boundingRect();
            overseas.tip = u"%1, %2"_s.arg(country.name, data.words.overseas);
            figure.cells << overseas;
        }
        if (cell.path.isEmpty())
            continue;
        cell.rect = cell.path.boundingRect();
        cell.id = country.iso.isEmpty() ? QString() : u"country:"_s + country.iso;
        cell.tip = country.name;
        const bool isSmall = std::max(main.width(), main.height()) < style.px(9);
        if (isSmall) {
            cell.rect = main;
            cell.hitRadius = style.px(8);
        }
        const auto value = values.constFind(country.iso);
        if (value != values.constEnd()) {
            if (!value->value) {
                cell.fill = {Tone::Unknown, -1, 0, -1, true};
                cell.tip += u": "_s + data.words.unknown;
            } else {
                cell.value = *value->value;
                cell.fill = cell.value > 0 ? classFill(classes.of(cell.value), classes.count())
                                           : Fill{Tone::Surface, -1, 0, -1, false};
                cell.tip += u": %1 %2"_s.arg(formatNumber(cell.value), data.unit).trimmed();
            }
            if (isSmall) {
                // A state of a few square kilometres still has to be seen: a disc in its place.
                Cell disc = cell;
                disc.path = QPainterPath();
                disc.path.addEllipse(main.center(), style.px(4), style.px(4));
                disc.rect = disc.path.boundingRect();
                disc.outline = Tone::InkSoft;
                small << disc;
            }
        }
        figure.cells << cell;
    }
    figure.cells << small;
}

/// Dashes in design pixels, on and off in turn; empty is a solid line.
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

/// A ribbon along the curve, wide where the flow begins and thin where it ends, cut into dashes.
QPainterPath taperedArc(QPointF from, QPointF to, double startWidth, double endWidth, const QList<double> &dashes,
                        double unit, const QRectF &frame = {})
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

/// Answers points along the arcs, for labels to keep away from.
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

/// One mark: a site, or several that would lie on each other.
struct Mark
{
    QList<MapSite> sites; ///< the largest first
    QPointF at;
    double radius = 0;
    double reach = 0; ///< as far as its sites lie from the middle
    QRectF rect() const { return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius); }
};

QList<Mark> marksOf(const MapData &data, const Frame &frame, const Style &style)
{
    QList<MapSite> sites = data.sites;
    std::stable_sort(sites.begin(), sites.end(), [](const MapSite &a, const MapSite &b) { return a.count > b.count; });
    double most = 1;
    for (const MapSite &site : std::as_const(sites))
        most = std::max(most, site.count);
    QList<Mark> marks;
    for (const MapSite &site : std::as_const(sites)) {
        const auto at = frame.point(site.longitude, site.latitude);
        if (!at || !frame.target().contains(*at))
            continue;
        const double radius = style.px(3.6 + 5.4 * std::sqrt(std::max(0.0, site.count) / most));
        const auto near = std::find_if(marks.begin(), marks.end(), [&](const Mark &mark) {
            return QLineF(mark.at, *at).length() < mark.radius + radius * 0.6;
        });
        if (near == marks.end()) {
            marks << Mark{{site}, *at, radius, 0};
            continue;
        }
        near->sites << site;
        near->reach = std::max(near->reach, QLineF(near->at, *at).length() + style.px(1));
        near->radius = std::max(near->radius, style.px(8.5));
    }
    return marks;
}

/// "Dublin" for "Dublin (aws eu-west-1)": the rest stands in the tooltip.
QString shortLabel(const MapSite &site)
{
    const qsizetype cut = site.label.indexOf(u" ("_s);
    // "Europe (Frankfurt)": the part of the world says nothing on a map, the city does.
    static const QStringList wide{u"Africa"_s, u"Asia Pacific"_s, u"Canada"_s, u"China"_s, u"Europe"_s, u"Israel"_s, u"Mexico"_s, u"Middle East"_s,
                                  u"South America"_s, u"US East"_s, u"US West"_s};
    if (cut > 0 && site.label.endsWith(u')') && wide.contains(site.label.left(cut)))
        return site.label.mid(cut + 2, site.label.size() - cut - 3);
    return cut > 0 ? site.label.left(cut) : site.label;
}

void layoutSites(Figure &figure, const MapData &data, const Frame &frame, const Style &style,
                 const QList<QPointF> &arcs)
{
    const QList<Mark> marks = marksOf(data, frame, style);
    QList<QRectF> taken;
    const auto siteTip = [&data](const MapSite &site) {
        return u"%1: %2 %3"_s.arg(site.label, formatNumber(site.count), data.unit).trimmed();
    };
    for (const Mark &mark : marks) {
        const MapSite &first = mark.sites.constFirst();
        const bool several = mark.sites.size() > 1;
        Cell cell;
        cell.kind = Cell::Kind::Path;
        cell.rect = mark.rect();
        QStringList ids;
        QStringList tips;
        for (const MapSite &site : mark.sites) {
            ids << site.id;
            tips << siteTip(site);
        }
        cell.id = u"site:"_s + ids.join(QChar(0x1f));
        cell.path = sitePath(several ? SiteKind::CloudRegion : first.kind, cell.rect);
        cell.path.setFillRule(Qt::OddEvenFill);
        cell.fill = first.status && !several ? Fill::of(*first.status) : Fill{Tone::Ink, -1, 0, -1, false};
        cell.outline = cell.fill.hatched ? Tone::Ink : Tone::Surface;
        cell.penWidth = style.px(several ? 1.6 : 1);
        cell.hitRadius = std::max({mark.radius, mark.reach, style.px(7)});
        cell.value = several ? static_cast<double>(mark.sites.size()) : first.count;
        cell.tip = several ? u"%1 %2\n%3"_s.arg(formatNumber(cell.value), data.words.places, tips.join(u'\n'))
                           : tips.constFirst();
        figure.cells << cell;
        if (several)
            figure.cells << text(formatNumber(cell.value), cell.rect, style, TextRole::Caption, Qt::AlignCenter,
                                 Tone::Surface, true);
        taken << cell.rect;
    }

    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    int labels = 0;
    for (const Mark &mark : marks) {
        QString words = shortLabel(mark.sites.constFirst());
        if (labels == MaxLabels || words.isEmpty())
            continue;
        if (mark.sites.size() > 1)
            words += u" +%1"_s.arg(mark.sites.size() - 1);
        const QSizeF size(caption.horizontalAdvance(words), caption.height());
        const QRectF box = mark.rect();
        const double gap = style.px(3);
        const std::array<QPointF, 6> spots = {
            QPointF(box.right() + gap, box.center().y() - size.height() / 2),
            QPointF(box.left() - gap - size.width(), box.center().y() - size.height() / 2),
            QPointF(box.center().x() - size.width() / 2, box.bottom()),
            QPointF(box.center().x() - size.width() / 2, box.top() - size.height()),
            QPointF(box.right() - gap, box.bottom() - gap),
            QPointF(box.left() + gap - size.width(), box.bottom() - gap)};
        for (const QPointF &spot : spots) {
            const QRectF place(spot, size);
            const bool free =
                frame.target().contains(place) &&
                std::none_of(taken.begin(), taken.end(),
                             [&](const QRectF &other) { return other != box && other.intersects(place); }) &&
                std::none_of(arcs.begin(), arcs.end(), [&](const QPointF &p) { return place.contains(p); });
            if (!free)
                continue;
            Cell label = text(words, place, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter);
            label.halo = true;
            figure.cells << label;
            taken << place;
            ++labels;
            break;
        }
    }
}

/// One entry of the legend: a mark of this width and its words.
struct Entry
{
    Cell mark;
    double width = 0;
    QString words;
    QString id;
};

QList<Entry> legendEntries(const MapData &data, const Classes &classes, const Style &style)
{
    QList<Entry> entries;
    const double size = style.px(10);
    double before = 0;
    for (int i = 0; i < classes.count(); ++i) {
        const double bound = classes.bounds.at(i);
        const bool whole = bound - before > 1 && std::abs(bound - std::round(bound)) < 1e-9;
        const QString from = formatNumber(whole && i > 0 ? before + 1 : whole ? 1 : before);
        entries << Entry{box({}, QRectF(0, 0, style.px(16), size), classFill(i, classes.count())),
                         style.px(16),
                         bound - before > 1 || !whole ? u"%1\u2013%2"_s.arg(from, formatNumber(bound))
                                                      : formatNumber(bound),
                         {}};
        if (!whole && std::abs(bound - before - 1) < 1e-9)
            entries.last().words = formatNumber(bound);
        before = bound;
    }
    if (std::any_of(data.countries.begin(), data.countries.end(), [](const MapCountry &c) { return !c.value; }))
        entries << Entry{
            box({}, QRectF(0, 0, style.px(16), size), Fill::of(Tone::Unknown)), style.px(16), data.words.unknown, {}};
    const std::array kinds = {qMakePair(SiteKind::CloudRegion, data.words.cloudRegion),
                              qMakePair(SiteKind::DataCentre, data.words.dataCentre),
                              qMakePair(SiteKind::Office, data.words.office),
                              qMakePair(SiteKind::Provider, data.words.provider),
                              qMakePair(SiteKind::SovereignRegion, data.words.sovereignRegion),
                              qMakePair(SiteKind::Dedicated, data.words.dedicated),
                              qMakePair(SiteKind::Edge, data.words.edge)};
    for (const auto &kind : kinds) {
        if (std::none_of(data.sites.begin(), data.sites.end(), [&](const MapSite &s) { return s.kind == kind.first; }))
            continue;
        Cell mark = box({}, QRectF(0, 0, size, size), {Tone::Ink, -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path = sitePath(kind.first, mark.rect);
        mark.path.setFillRule(Qt::OddEvenFill);
        entries << Entry{mark, size, kind.second, {}};
    }
    const std::array flows = {qMakePair(domain::Status::Pass, data.words.pass),
                              qMakePair(domain::Status::Gap, data.words.gap),
                              qMakePair(domain::Status::Unknown, data.words.unknown),
                              qMakePair(domain::Status::Accepted, data.words.accepted)};
    for (const auto &flow : flows) {
        const auto it =
            std::find_if(data.arcs.begin(), data.arcs.end(), [&](const MapArc &a) { return a.status == flow.first; });
        if (it == data.arcs.end())
            continue;
        Cell mark = box({}, QRectF(0, 0, style.px(34), size), {toneOf(flow.first, it->grade), -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path = taperedArc(QPointF(0, size * 0.9), QPointF(style.px(34), size * 0.9), style.px(4), style.px(1.6),
                               dashesOf(flow.first), style.unit);
        entries << Entry{mark, style.px(34), u"%1: %2"_s.arg(data.words.flow, flow.second), {}};
    }
    return entries;
}

/// Lays the legend in lines from the left; answers the height used.
double layoutLegend(QList<Cell> &cells, const MapData &data, const Classes &classes, int outside, QPointF topLeft,
                    double width, const Style &style)
{
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const QFontMetricsF bold = style.metrics(TextRole::Caption, true);
    const double lineHeight = style.px(18);
    QPointF at = topLeft;
    const auto wrap = [&](double needed) {
        if (at.x() > topLeft.x() && at.x() + needed > topLeft.x() + width)
            at = QPointF(topLeft.x(), at.y() + lineHeight);
    };
    if (classes.count() > 0 && !data.metric.isEmpty()) {
        const double needed = std::min(bold.horizontalAdvance(data.metric) + style.px(1), width);
        cells << text(data.metric, QRectF(at.x(), at.y(), needed, lineHeight), style, TextRole::Caption,
                      Qt::AlignLeft | Qt::AlignVCenter, Tone::Ink, true);
        at.rx() += needed + style.px(10);
    }
    for (Entry &entry : legendEntries(data, classes, style)) {
        const double words = caption.horizontalAdvance(entry.words) + style.px(1);
        const double needed = entry.width + style.px(5) + words;
        wrap(needed);
        const QPointF move(at.x(), at.y() + (lineHeight - entry.mark.rect.height()) / 2);
        entry.mark.rect.translate(move);
        entry.mark.path.translate(move);
        cells << entry.mark
              << text(entry.words, QRectF(at.x() + entry.width + style.px(5), at.y(), words, lineHeight), style,
                      TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft);
        at.rx() += needed + style.px(12);
    }
    QList<QPair<QString, QPair<QString, int>>> places = {{u"place:none"_s, {data.words.noLocation, data.noLocation}},
                                                         {u"place:global"_s, {data.words.global, data.global}}};
    if (outside > 0)
        places << QPair<QString, QPair<QString, int>>{u"place:outside"_s, {data.words.outside, outside}};
    for (const auto &[id, entry] : std::as_const(places)) {
        const QString words = u"%1: %2"_s.arg(entry.first, formatNumber(entry.second));
        const double needed = bold.horizontalAdvance(words) + style.px(14);
        wrap(needed);
        Cell chip = box(id, QRectF(at.x(), at.y() + style.px(1), needed, lineHeight - style.px(2)),
                        {Tone::Surface, -1, 0, -1, false});
        chip.outline = entry.second > 0 ? Tone::InkSoft : Tone::Line;
        chip.value = entry.second;
        chip.tip = words;
        cells << chip
              << text(words, chip.rect, style, TextRole::Caption, Qt::AlignCenter,
                      entry.second > 0 ? Tone::Ink : Tone::InkSoft, entry.second > 0);
        at.rx() += needed + style.px(8);
    }
    return at.y() + lineHeight - topLeft.y();
}

/// Sites that the frame does not hold: said in the legend rather than dropped.
int sitesOutside(const MapData &data, const Frame &frame)
{
    return static_cast<int>(std::count_if(data.sites.begin(), data.sites.end(), [&](const MapSite &site) {
        const auto at = frame.point(site.longitude, site.latitude);
        return !at || !frame.target().contains(*at);
    }));
}

QRectF mapRect(const MapData &data, const Classes &classes, const QRectF &rect, const Style &style)
{
    QList<Cell> scratch;
    // The frame, and so what it leaves out, depends on the legend's height: reserve for the longest legend.
    const double legend = layoutLegend(scratch, data, classes, sitesOutside(data, Frame(data, rect)), rect.topLeft(),
                                       rect.width(), style);
    return rect.adjusted(0, 0, 0, -legend - style.px(6));
}

} // namespace

MapWords MapWords::english()
{
    return {u"No location known"_s,
            u"Global service"_s,
            u"Sites outside this view"_s,
            u"unknown"_s,
            u"Cloud region"_s,
            u"Data centre"_s,
            u"Office"_s,
            u"Provider"_s,
            u"Flow"_s,
            u"pass"_s,
            u"gap"_s,
            u"accepted"_s,
            u"Sovereign region"_s,
            u"Dedicated at the customer"_s,
            u"Local zone, edge"_s,
            u"places"_s,
            u"overseas"_s};
}

Figure layoutWorldMap(const MapData &data, const QRectF &rect, const Style &style)
{
    const Classes classes = classesOf(data.countries);
    const Frame frame(data, mapRect(data, classes, rect, style));
    Figure figure{rect, {}};
    figure.cells << box({}, frame.target(), {Tone::Sea, -1, 0, -1, false});
    layoutCountries(figure, data, classes, frame, style);
    const QList<QPointF> arcs = layoutArcs(figure, data, frame, style);
    layoutSites(figure, data, frame, style, arcs);
    layoutLegend(figure.cells, data, classes, sitesOutside(data, frame),
                 QPointF(rect.left(), frame.target().bottom() + style.px(6)), rect.width(), style);
    return figure;
}

std::optional<QPointF> mapPoint(const MapData &data, const QRectF &rect, const Style &style, double longitude,
                                double latitude)
{
    const Frame frame(data, mapRect(data, classesOf(data.countries), rect, style));
    const auto point = frame.point(longitude, latitude);
    return point && frame.target().contains(*point) ? point : std::nullopt;
}

} // namespace figures
