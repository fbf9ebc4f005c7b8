// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapsites.h"

#include "domain/isolated.h"
#include "figures/mapclusters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int MaxLabels = 16;
constexpr int MostTried = 120; ///< marks for which a place for the name is looked for
constexpr int MostInTip = 24;

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

QString siteTip(const MapSite &site, const MapData &data)
{
    return u"%1: %2"_s.arg(domain::isolated(site.label), data.amount(site.count));
}

Cell shape(const MapSite &site, const QRectF &rect, const Style &style)
{
    Cell cell;
    cell.kind = Cell::Kind::Path;
    cell.rect = rect;
    cell.path = sitePath(site.kind, rect);
    cell.path.setFillRule(Qt::OddEvenFill);
    cell.fill = site.status ? Fill::of(*site.status) : Fill{Tone::Ink, -1, 0, -1, false};
    cell.outline = cell.fill.hatched ? Tone::Ink : Tone::Surface;
    cell.penWidth = style.px(1);
    return cell;
}

Cell markCell(const SiteMark &mark, const MapData &data, const Style &style)
{
    const MapSite &first = data.sites.at(mark.sites.constFirst());
    const bool several = mark.sites.size() > 1;
    Cell cell = shape(first, mark.rect(), style);
    if (several) {
        cell.path = sitePath(SiteKind::CloudRegion, cell.rect);
        cell.fill = {Tone::Ink, -1, 0, -1, false};
        cell.outline = Tone::Surface;
        cell.penWidth = style.px(1.6);
    }
    cell.id = u"site:"_s + mark.ids(data);
    cell.hitRadius = std::max({mark.radius, std::min(mark.reach, style.px(24)), style.px(7)});
    cell.value = mark.count;
    cell.tip = siteTip(first, data);
    if (several) {
        QStringList tips;
        for (const int site : mark.sites.mid(0, MostInTip))
            tips << siteTip(data.sites.at(site), data);
        if (mark.sites.size() > MostInTip)
            tips << u"+ %1"_s.arg(formatCount(mark.sites.size() - MostInTip));
        cell.tip = u"%1 %2: %3\n%4"_s.arg(formatCount(mark.sites.size()), data.words.places, data.amount(mark.count), tips.join(u'\n'));
    }
    return cell;
}

/// Rectangles that words keep away from.
class Taken
{
public:
    void add(const QRectF &rect) { m_rects << rect; }
    /// `besides`: one that does not count.
    bool isFree(const QRectF &place, const QRectF &besides = {}) const
    {
        return std::none_of(m_rects.begin(), m_rects.end(), [&](const QRectF &other) { return other != besides && other.intersects(place); });
    }

private:
    QList<QRectF> m_rects;
};

/// The sites of a mark around it, each with a line to it and, where there is room, its name; the tooltip has it in any case.
QList<Cell> fanOut(const SiteMark &mark, const MapData &data, const Frame &frame, const Style &style, Taken &taken)
{
    const int count = static_cast<int>(mark.sites.size());
    const double size = style.px(9);
    const double radius = std::max(mark.radius + style.px(26), count * size * 3 / (2 * std::numbers::pi));
    // Wholly in the picture, wherever the mark lies.
    const QRectF room = frame.target().adjusted(radius + size, radius + size, -radius - size, -radius - size);
    const QPointF centre(room.width() > 0 ? std::clamp(mark.at.x(), room.left(), room.right()) : mark.at.x(),
                         room.height() > 0 ? std::clamp(mark.at.y(), room.top(), room.bottom()) : mark.at.y());
    const auto angleOf = [count](int i) { return 2 * std::numbers::pi * (i + 0.5) / count - std::numbers::pi / 2; };
    QList<Cell> lines, shapes, names;
    for (int i = 0; i < count; ++i) {
        const MapSite &site = data.sites.at(mark.sites.at(i));
        const QPointF at = centre + QPointF(std::cos(angleOf(i)), std::sin(angleOf(i))) * radius;
        lines << line(mark.at, at, Tone::Ink, style.px(1));
        Cell cell = shape(site, QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size), style);
        cell.id = u"site:"_s + site.id;
        cell.value = site.count;
        cell.tip = siteTip(site, data);
        cell.hitRadius = size * 1.4;
        shapes << cell;
        taken.add(cell.rect);
    }
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    for (int i = 0; i < count && count <= MaxLabels; ++i) {
        const QString words = shortLabel(data.sites.at(mark.sites.at(i)));
        const QRectF beside = shapes.at(i).rect;
        const QSizeF needed(caption.horizontalAdvance(words), caption.height());
        const double gap = style.px(3);
        const QRectF place(QPointF(std::cos(angleOf(i)) >= 0 ? beside.right() + gap : beside.left() - gap - needed.width(), beside.center().y() - needed.height() / 2), needed);
        if (!frame.target().contains(place) || !taken.isFree(place))
            continue;
        taken.add(place);
        names << plated(text(words, place, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter), style);
    }
    return lines + shapes + names;
}

/// What came and went, over its country as near to the middle as it lies on no mark.
QList<Cell> landMark(const LandMark &mark, const Frame &frame, const Style &style, Taken &taken)
{
    const QFontMetricsF metrics = style.metrics(TextRole::Body, true);
    const QSizeF size(metrics.horizontalAdvance(mark.words) + style.px(2), metrics.height());
    const QPointF middle = mark.land.center() - QPointF(size.width() / 2, size.height() / 2);
    QList<QPointF> ways{{0, 0}};
    for (int ring = 1; ring <= 4; ++ring) {
        for (const QPointF &way : {QPointF(0, -1), QPointF(0, 1), QPointF(-1, 0), QPointF(1, 0), QPointF(-1, -1), QPointF(1, -1), QPointF(-1, 1), QPointF(1, 1)})
            ways << QPointF(way.x() * size.width() * 0.6, way.y() * size.height()) * ring;
    }
    for (const QPointF &way : std::as_const(ways)) {
        const QRectF place(middle + way, size);
        if (!frame.target().contains(place) || !taken.isFree(place))
            continue;
        taken.add(place);
        return plated(text(mark.words, place, style, TextRole::Body, Qt::AlignCenter, Tone::Ink, true), style);
    }
    return {};
}

} // namespace

void layoutSites(Figure &figure, const MapData &data, const QList<LandMark> &lands, const Frame &frame, const Style &style, const Occupied &arcs)
{
    const QList<SiteMark> marks = siteMarks(data, frame, style);
    Taken taken;
    const SiteMark *fanned = nullptr;
    for (const SiteMark &mark : marks) {
        const Cell cell = markCell(mark, data, style);
        figure.cells << cell;
        if (mark.sites.size() > 1)
            figure.cells << text(shortNumber(cell.value), cell.rect, style, TextRole::Caption, Qt::AlignCenter,
                                 Tone::Surface, true);
        taken.add(cell.rect);
        if (!data.fanned.isEmpty() && mark.sites.size() > 1 && mark.ids(data) == data.fanned)
            fanned = &mark;
    }
    // What was asked for stands first, then what is said of countries, then what else is there.
    const QList<Cell> fan = fanned ? fanOut(*fanned, data, frame, style, taken) : QList<Cell>();
    for (const LandMark &land : lands)
        figure.cells << landMark(land, frame, style, taken);

    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    int labels = 0;
    for (const SiteMark &mark : marks.mid(0, MostTried)) {
        QString words = shortLabel(data.sites.at(mark.sites.constFirst()));
        if (labels == MaxLabels || words.isEmpty())
            continue;
        if (mark.sites.size() > 1)
            words += u" +%1"_s.arg(mark.sites.size() - 1);
        const QSizeF size(caption.horizontalAdvance(words), caption.height());
        const QRectF box = mark.rect();
        const double gap = style.px(4);
        const std::array<QPointF, 6> spots = {
            QPointF(box.right() + gap, box.center().y() - size.height() / 2),
            QPointF(box.left() - gap - size.width(), box.center().y() - size.height() / 2),
            QPointF(box.center().x() - size.width() / 2, box.bottom()),
            QPointF(box.center().x() - size.width() / 2, box.top() - size.height()),
            QPointF(box.right() - gap, box.bottom() - gap),
            QPointF(box.left() + gap - size.width(), box.bottom() - gap)};
        for (const QPointF &spot : spots) {
            const QRectF place(spot, size);
            if (!frame.target().contains(place) || !arcs.isFree(place) || !taken.isFree(place, box))
                continue;
            figure.cells << plated(text(words, place, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter), style);
            taken.add(place);
            ++labels;
            break;
        }
    }
    figure.cells << fan;
}

} // namespace figures
