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
    if (data.sites.size() > 1) {
        Cell mark = box({}, QRectF(0, 0, size * 1.5, size * 1.5), {Tone::Ink, -1, 0, -1, false});
        mark.kind = Cell::Kind::Path;
        mark.path.addEllipse(mark.rect);
        entries << Entry{mark, size * 1.5, data.words.together, u"n"_s};
    }
    const std::array flows = {qMakePair(domain::Status::Pass, data.words.pass),
                              qMakePair(domain::Status::Gap, data.words.gap),
                              qMakePair(domain::Status::Unknown, data.words.unknown),
                              qMakePair(domain::Status::Accepted, data.words.accepted)};
    for (const auto &[status, words] : flows) {
        // The gravest first; what is no gap has one colour only.
        for (int grade = domain::SeverityCount - 1; grade >= 0; --grade) {
            const auto severity = static_cast<domain::Severity>(grade);
            const bool isGap = status == domain::Status::Gap;
            const bool there = std::any_of(data.arcs.begin(), data.arcs.end(), [&, status = status](const MapArc &a) {
                return a.status == status && (!isGap || a.grade == severity);
            });
            if (!there)
                continue;
            Cell mark = box({}, QRectF(0, 0, style.px(34), size), {toneOf(status, severity), -1, 0, -1, false});
            mark.kind = Cell::Kind::Path;
            mark.path = taperedArc(QPointF(0, size * 0.9), QPointF(style.px(34), size * 0.9), style.px(4),
                                   style.px(1.6), dashesOf(status), style.unit);
            entries << Entry{mark, style.px(34),
                             isGap ? u"%1: %2, %3"_s.arg(data.words.flow, words, data.words.grades.value(grade))
                                   : u"%1: %2"_s.arg(data.words.flow, words),
                             {}};
            if (!isGap)
                break;
        }
    }
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

} // namespace figures
