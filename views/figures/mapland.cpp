// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapland.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {

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
        // 10, 100, 1000; where that makes few classes 3, 10, 30, 100.
        const int from = static_cast<int>(std::ceil(std::log10(least) + 1e-9));
        const int to = static_cast<int>(std::ceil(std::log10(most) - 1e-9));
        for (int power = from; power <= to && classes.bounds.size() < 5; ++power) {
            const double bound = std::pow(10.0, power);
            if (to - from < 3)
                classes.bounds << bound * 0.3;
            classes.bounds << bound;
        }
        if (classes.bounds.size() > 1 && classes.bounds.at(classes.bounds.size() - 2) >= most)
            classes.bounds.removeLast();
        classes.bounds.last() = std::max(classes.bounds.last(), most);
    } else {
        // Of things that are counted: 1, 2, 3 or 1 to 3, 4 to 6.
        const bool counts = std::all_of(countries.begin(), countries.end(), [](const MapCountry &c) { return isWhole(c.value.value_or(0)); });
        classes.bounds = (counts ? countSteps(most, 5) : axisSteps(most, 5)).mid(1);
    }
    return classes;
}

Fill classFill(int index, int count)
{
    return count > 1 ? Fill::onLand(index, count) : Fill::onLand(1, 3);
}

namespace {

/// A ring in the picture, without points that nobody could tell apart, cut at the frame.
QPolygonF inPicture(const PlaneRing &ring, const Frame &frame, double least)
{
    QPolygonF points;
    points.reserve(ring.points.size());
    for (const QPointF &plane : ring.points) {
        const QPointF p = frame.fromPlane(plane);
        if (points.isEmpty() || std::abs(p.x() - points.constLast().x()) + std::abs(p.y() - points.constLast().y()) >= least)
            points << p;
    }
    if (points.size() < 3)
        points = QPolygonF(frame.fromPlane(ring.bounds));
    return clipped(points, frame.target());
}

void say(Cell &cell, const MapCountry &country, const MapData &data, const Classes &classes)
{
    if (!country.value) {
        cell.fill = {Tone::Unknown, -1, 0, -1, true};
        cell.tip += u": "_s + data.words.unknown;
    } else {
        cell.value = *country.value;
        cell.fill = cell.value > 0 ? classFill(classes.of(cell.value), classes.count()) : Fill{Tone::Surface, -1, 0, -1, false};
        // Told from land without a number by its edge too, where its neighbour is the sea or a pale class.
        if (cell.value > 0)
            cell.outline = Tone::Accent;
        cell.tip += u": "_s + (country.upTo ? u"%1 %2"_s.arg(rangeOf(country, data.words), data.unit) : data.amount(cell.value));
        if (country.of > 0)
            cell.tip += u", "_s + data.words.mean.arg(formatNumber(country.of), data.unitOfThings(country.of));
    }
    if (!country.note.isEmpty())
        cell.tip += u'\n' + country.note;
}

/// A state of a few square kilometres still has to be seen: a disc in its place.
Cell disc(const Cell &country, QPointF at, const Style &style)
{
    Cell cell = country;
    cell.kind = Cell::Kind::Path;
    cell.path = QPainterPath();
    cell.path.addEllipse(at, style.px(4), style.px(4));
    cell.rect = cell.path.boundingRect();
    cell.hitRadius = style.px(8);
    cell.outline = Tone::InkSoft;
    return cell;
}

} // namespace

QList<LandMark> layoutCountries(Figure &figure, const MapData &data, const Classes &classes, const Frame &frame,
                     const Style &style)
{
    QHash<QString, MapCountry> values;
    for (const MapCountry &country : data.countries)
        values.insert(country.iso.toUpper(), country);

    QList<Cell> counted; // above their neighbours, whose edges would hide theirs
    QList<Cell> small;
    QList<LandMark> marks;
    const double least = style.px(0.5);
    QSet<QString> outlined;
    for (const PlaneCountry &country : frame.outlines()) {
        Cell cell;
        cell.kind = Cell::Kind::Path;
        cell.fill = {Tone::Land, -1, 0, -1, false};
        cell.outline = Tone::Paper;
        double largest = 0;
        QRectF main;
        Cell overseas = cell;
        outlined.insert(country.iso);
        for (const PlaneRing &ring : country.rings) {
            if (!frame.fromPlane(ring.bounds).intersects(frame.target()))
                continue;
            const QPolygonF points = inPicture(ring, frame, least);
            if (points.size() < 3)
                continue;
            if (ring.overseas) {
                overseas.path.addPolygon(points);
                overseas.path.closeSubpath();
                continue;
            }
            cell.path.addPolygon(points);
            cell.path.closeSubpath();
            const double area = ringArea(points);
            if (area > largest || main.isNull()) {
                largest = area;
                main = points.boundingRect();
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
        if (country.disputed) {
            cell.id = u"note:disputed"_s;
            cell.fill = {Tone::NotApplicable, -1, 0, -1, true};
            cell.tip = u"%1: %2"_s.arg(country.name, data.words.disputed);
        }
        const bool isSmall = std::max(main.width(), main.height()) < style.px(9);
        const auto value = values.constFind(country.iso);
        if (isSmall) {
            cell.rect = main;
            // Where nothing is, a click beside it is one into the sea.
            cell.hitRadius = style.px(value == values.constEnd() ? 3 : 8);
        }
        if (value != values.constEnd() && !country.iso.isEmpty()) {
            say(cell, *value, data, classes);
            if (isSmall)
                small << disc(cell, main.center(), style);
            if (!value->mark.isEmpty())
                marks << LandMark{value->mark, main & frame.target()};
        }
        (cell.value > 0 ? counted : figure.cells) << cell;
    }
    // What the outlines don't hold as a country of its own (French Guiana) is not dropped.
    for (const MapCountry &country : data.countries) {
        const auto at = country.at && !outlined.contains(country.iso.toUpper()) ? frame.point(country.at->x(), country.at->y()) : std::nullopt;
        if (!at || !frame.target().contains(*at))
            continue;
        Cell cell;
        cell.id = u"country:"_s + country.iso.toUpper();
        cell.tip = country.iso.toUpper();
        say(cell, country, data, classes);
        small << disc(cell, *at, style);
        if (!country.mark.isEmpty())
            marks << LandMark{country.mark, small.constLast().rect};
    }
    figure.cells << counted << small;
    return marks;
}

} // namespace figures
