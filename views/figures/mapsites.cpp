// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/mapsites.h"

#include <QLineF>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {


constexpr int MaxLabels = 16;
/// One mark: a site, or several that would lie on each other.
struct Mark
{
    QList<MapSite> sites; ///< the largest first
    QList<int> indices;   ///< their places in the data
    double count = 0;     ///< what lies in them; what lies in several of them once
    QPointF at;
    double radius = 0;
    double reach = 0; ///< as far as its sites lie from the middle
    QRectF rect() const { return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius); }
};

/// What lies in at least one of the sites.
double countOf(const Mark &mark, const MapData &data)
{
    double count = 0;
    for (const MapSite &site : mark.sites)
        count += std::max(0.0, site.count);
    for (const MapShared &shared : data.shared) {
        const auto here = std::count_if(shared.sites.begin(), shared.sites.end(),
                                        [&mark](int site) { return mark.indices.contains(site); });
        if (here > 1)
            count -= shared.count * static_cast<double>(here - 1);
    }
    return count;
}

double radiusOf(double count, double most, const Style &style)
{
    return style.px(3.6 + 5.4 * std::sqrt(std::clamp(count / most, 0.0, 1.0)));
}

QList<Mark> marksOf(const MapData &data, const Frame &frame, const Style &style)
{
    QList<int> order;
    double most = 1;
    for (int i = 0; i < static_cast<int>(data.sites.size()); ++i) {
        order << i;
        most = std::max(most, data.sites.at(i).count);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&data](int a, int b) { return data.sites.at(a).count > data.sites.at(b).count; });
    QList<Mark> marks;
    for (const int index : std::as_const(order)) {
        const MapSite &site = data.sites.at(index);
        const auto at = frame.point(site.longitude, site.latitude);
        if (!at || !frame.target().contains(*at))
            continue;
        const double radius = radiusOf(site.count, most, style);
        const auto near = std::find_if(marks.begin(), marks.end(), [&](const Mark &mark) {
            return QLineF(mark.at, *at).length() < mark.radius + radius * 0.6;
        });
        if (near == marks.end()) {
            marks << Mark{{site}, {index}, site.count, *at, radius, 0};
            continue;
        }
        near->sites << site;
        near->indices << index;
        near->reach = std::max(near->reach, QLineF(near->at, *at).length() + style.px(1));
        near->radius = std::max(near->radius, style.px(8.5));
    }
    const auto measure = [&](Mark &mark) {
        if (mark.sites.size() < 2)
            return;
        mark.count = countOf(mark, data);
        // The number stands in it whole.
        const double words = style.metrics(TextRole::Caption, true).horizontalAdvance(formatNumber(mark.count));
        mark.radius = std::max(style.px(8.5), words / 2 + style.px(3));
    };
    for (Mark &mark : marks)
        measure(mark);
    // A mark that grew with its number may lie on another one now: they become one, until none hides another.
    for (qsizetype i = 0; i < marks.size(); ++i) {
        for (qsizetype j = i + 1; j < marks.size(); ++j) {
            Mark &into = marks[i];
            const Mark &from = marks.at(j);
            const double between = QLineF(into.at, from.at).length();
            const bool numbers = into.sites.size() > 1 || from.sites.size() > 1;
            if (!numbers || between >= (into.radius + from.radius) * 0.8)
                continue;
            into.sites << from.sites;
            into.indices << from.indices;
            into.reach = std::max(into.reach, between + std::max(from.reach, style.px(1)));
            measure(into);
            marks.removeAt(j);
            i = -1; // from the start: the larger one may reach others
            break;
        }
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

} // namespace

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
        cell.value = mark.count;
        cell.tip = several ? u"%1 %2: %3 %4\n%5"_s.arg(formatNumber(static_cast<double>(mark.sites.size())), data.words.places,
                                                       formatNumber(mark.count), data.unit, tips.join(u'\n'))
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

} // namespace figures
