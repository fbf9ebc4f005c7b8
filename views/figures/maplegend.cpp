// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/maplegend.h"

#include "figures/maparcs.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

/// One entry of the legend: a mark of this width and its words.
struct Entry
{
    Cell mark;
    double width = 0;
    QString words;
    QString inside; ///< stands in the mark
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
    for (int kind = 0; kind < SiteKindCount; ++kind) {
        const auto site = static_cast<SiteKind>(kind);
        if (std::none_of(data.sites.begin(), data.sites.end(), [&](const MapSite &s) { return s.kind == site; }))
            continue;
        Cell mark = box({}, QRectF(0, 0, size, size), {Tone::Ink, -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path = sitePath(site, mark.rect);
        mark.path.setFillRule(Qt::OddEvenFill);
        entries << Entry{mark, size, data.words.sites.value(kind), {}};
    }
    if (data.sites.size() > 1) {
        Cell mark = box({}, QRectF(0, 0, size * 1.5, size * 1.5), {Tone::Ink, -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path.addEllipse(mark.rect);
        entries << Entry{mark, size * 1.5, data.words.together, u"n"_s};
    }
    const std::array flows = {qMakePair(Standing::Allowed, data.words.allowed), qMakePair(Standing::Restricted, data.words.restricted),
                              qMakePair(Standing::Forbidden, data.words.forbidden), qMakePair(Standing::Accepted, data.words.accepted),
                              qMakePair(Standing::Unknown, data.words.unknown)};
    const auto shown = [&data](const MapArc &arc) { return data.shows(arc.kind); };
    for (const auto &[standing, words] : flows) {
        if (std::none_of(data.arcs.begin(), data.arcs.end(), [&, standing = standing](const MapArc &a) { return shown(a) && standingOf(a) == standing; }))
            continue;
        Cell mark = box({}, QRectF(0, 0, style.px(34), size), {toneOf(standing), -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path = arcShape(QPointF(0, size * 0.9), QPointF(style.px(34), size * 0.9), {style.px(4), style.px(1.6), dashesOf(standing), style.unit, style.px(6)}).path;
        entries << Entry{mark, style.px(34), u"%1: %2"_s.arg(data.words.flow, words), {}};
    }
    QStringList kinds;
    for (int kind = 0; kind < ArcKindCount; ++kind) {
        const auto of = std::count_if(data.arcs.begin(), data.arcs.end(), [&](const MapArc &a) { return shown(a) && a.kind == static_cast<ArcKind>(kind); });
        if (of > 0)
            kinds << data.words.arcs.value(kind);
    }
    // Which kinds are drawn stands in the picture too, where the switch beside it is not seen.
    if (!kinds.isEmpty() && (kinds.size() > 1 || kinds.constFirst() != data.words.flow))
        entries << Entry{box({}, QRectF(0, 0, 0, size), {Tone::Paper, -1, 0, -1, false}), 0, kinds.join(u", "_s), {}};
    entries << Entry{box({}, QRectF(0, 0, style.px(16), size), {Tone::NotApplicable, -1, 0, -1, true}), style.px(16), data.words.outlines, {}};
    return entries;
}

} // namespace

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
        cells << entry.mark;
        if (!entry.inside.isEmpty())
            cells << text(entry.inside, entry.mark.rect, style, TextRole::Caption, Qt::AlignCenter, Tone::Surface, true);
        cells << text(entry.words, QRectF(at.x() + entry.width + style.px(5), at.y(), words, lineHeight), style,
                      TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft);
        at.rx() += needed + style.px(12);
    }
    QList<QPair<QString, QPair<QString, int>>> places = {{u"place:none"_s, {data.words.noLocation, data.noLocation}},
                                                         {u"place:global"_s, {data.words.global, data.global}}};
    if (outside > 0 || data.extent)
        places << QPair<QString, QPair<QString, int>>{u"place:outside"_s, {data.words.outside, outside}};
    for (const auto &[id, entry] : std::as_const(places)) {
        const QString words = u"%1: %2"_s.arg(entry.first, formatNumber(entry.second));
        const double needed = bold.horizontalAdvance(words) + style.px(14);
        wrap(needed);
        // What counts nothing leads to no list; what lies outside the view leads to the whole world.
        const bool isDoor = entry.second > 0 || id == u"place:outside"_s;
        Cell chip = box(isDoor ? id : u"note:"_s + id, QRectF(at.x(), at.y() + style.px(1), needed, lineHeight - style.px(2)),
                        {Tone::Surface, -1, 0, -1, false});
        chip.outline = entry.second > 0 ? Tone::InkSoft : Tone::Line;
        chip.value = entry.second;
        chip.tip = id == u"place:outside"_s ? words : u"%1: %2"_s.arg(entry.first, amountOf(entry.second, data.unitOfThings(entry.second), data.things.isEmpty() ? data.total : 0, data.words));
        cells << chip
              << text(words, chip.rect, style, TextRole::Caption, Qt::AlignCenter,
                      entry.second > 0 ? Tone::Ink : Tone::InkSoft, entry.second > 0);
        at.rx() += needed + style.px(8);
    }
    return at.y() + lineHeight - topLeft.y();
}

} // namespace figures
