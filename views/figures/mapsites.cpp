// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapsites.h"

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
    return u"%1: %2 %3"_s.arg(site.label, formatNumber(site.count), data.unit).trimmed();
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
            tips << u"+ %1"_s.arg(formatNumber(static_cast<double>(mark.sites.size() - MostInTip)));
        cell.tip = u"%1 %2: %3 %4\n%5"_s.arg(formatNumber(static_cast<double>(mark.sites.size())), data.words.places, formatNumber(mark.count), data.unit,
                                             tips.join(u'\n'));
    }
    return cell;
}

/// The sites of a mark around it, each with a line to it and, where they are few, its name.
void fanOut(Figure &figure, const SiteMark &mark, const MapData &data, const Frame &frame, const Style &style)
{
    const int count = static_cast<int>(mark.sites.size());
    const double size = style.px(9);
    const bool named = count <= MaxLabels;
    const double radius = std::max(mark.radius + style.px(26), count * size * 3 / (2 * std::numbers::pi));
    // Wholly in the picture, wherever the mark lies.
    const QRectF room = frame.target().adjusted(radius + size, radius + size, -radius - size, -radius - size);
    const QPointF centre(room.width() > 0 ? std::clamp(mark.at.x(), room.left(), room.right()) : mark.at.x(),
                         room.height() > 0 ? std::clamp(mark.at.y(), room.top(), room.bottom()) : mark.at.y());
    QList<Cell> above;
    for (int i = 0; i < count; ++i) {
        const MapSite &site = data.sites.at(mark.sites.at(i));
        const double angle = 2 * std::numbers::pi * (i + 0.5) / count - std::numbers::pi / 2;
        const QPointF at = centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
        figure.cells << line(mark.at, at, Tone::Ink, style.px(1));
        Cell cell = shape(site, QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size), style);
        cell.id = u"site:"_s + site.id;
        cell.value = site.count;
        cell.tip = siteTip(site, data);
        cell.hitRadius = size * 1.4;
        above << cell;
        if (!named)
            continue;
        const QString words = shortLabel(site);
        const QFontMetricsF caption = style.metrics(TextRole::Caption);
        const QSizeF room2(caption.horizontalAdvance(words), caption.height());
        const bool right = std::cos(angle) >= 0;
        Cell label = text(words, QRectF(QPointF(right ? at.x() + size + style.px(3) : at.x() - size - style.px(3) - room2.width(), at.y() - room2.height() / 2), room2),
                          style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter);
        label.halo = true;
        above << label;
    }
    figure.cells << above;
}

} // namespace

void layoutSites(Figure &figure, const MapData &data, const Frame &frame, const Style &style, const Occupied &arcs)
{
    const QList<SiteMark> marks = siteMarks(data, frame, style);
    QList<QRectF> taken;
    const SiteMark *fanned = nullptr;
    for (const SiteMark &mark : marks) {
        const Cell cell = markCell(mark, data, style);
        figure.cells << cell;
        if (mark.sites.size() > 1)
            figure.cells << text(formatNumber(cell.value), cell.rect, style, TextRole::Caption, Qt::AlignCenter,
                                 Tone::Surface, true);
        taken << cell.rect;
        if (!data.fanned.isEmpty() && mark.sites.size() > 1 && mark.ids(data) == data.fanned)
            fanned = &mark;
    }

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
            const bool free = frame.target().contains(place) && arcs.isFree(place) &&
                              std::none_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other != box && other.intersects(place); });
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
    if (fanned)
        fanOut(figure, *fanned, data, frame, style);
}

} // namespace figures
