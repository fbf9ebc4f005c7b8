// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/sealfigures.h"

#include "domain/isolated.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int Rungs = 5;
constexpr double FullScore = 100;

Fill fillOf(int thing) { return thing == 0 ? Fill::of(Tone::Accent) : Fill::ofCategory(thing); }

qsizetype thingCount(const SealData &data) { return std::min<qsizetype>(data.things.size(), SealData::MostThings); }

bool isEmpty(const SealData &data) { return data.ids.isEmpty() || data.things.isEmpty(); }

QString sealText(std::optional<int> seal) { return seal ? u"SEAL-%1"_s.arg(*seal) : u"no SEAL yet"_s; }

QString rangeText(const SealData::Objective &o)
{
    return std::abs(o.high - o.low) < 0.05 ? u"%1 %"_s.arg(o.low, 0, 'f', 1) : u"%1 to %2 %"_s.arg(o.low, 0, 'f', 1).arg(o.high, 0, 'f', 1);
}

/// "12\u201380 %": short enough for a corner.
QString shortRange(const SealData::Objective &o)
{
    const auto whole = [](double value) { return QString::number(std::round(value), 'f', 0); };
    return whole(o.low) == whole(o.high) ? whole(o.low) + u" %"_s : u"%1\u2013%2 %"_s.arg(whole(o.low), whole(o.high));
}

/// "Legal & Jurisdictional Sovereignty" -> as much as is told in so little room, by whole words; empty: no word of it.
QString shortName(const QString &name, const QFontMetricsF &metrics, double width)
{
    QString whole = name;
    whole.remove(u" Sovereignty"_s);
    for (const QString &tried : {whole, whole.section(u" & "_s, 0, 0), whole.section(u' ', 0, 0)}) {
        if (metrics.horizontalAdvance(tried) <= width)
            return tried;
    }
    return {};
}

/// Of every objective; none where one has no word that short.
QStringList shortNames(const SealData &data, const QFontMetricsF &metrics, double width)
{
    QStringList words;
    for (qsizetype i = 0; i < data.ids.size(); ++i)
        words.append(shortName(data.names.value(i), metrics, width));
    return words.contains(QString()) ? QStringList() : words;
}

SealData::Objective at(const SealData::Thing &thing, qsizetype objective) { return thing.objectives.value(objective); }

/// What every thing has in an objective, for the tooltip.
QString tipOf(const SealData &data, qsizetype objective)
{
    QStringList lines;
    for (qsizetype t = 0; t < thingCount(data); ++t) {
        const SealData::Objective o = at(data.things.at(t), objective);
        lines.append(u"%1: %2, evidenced %3, score %4"_s.arg(domain::isolated(data.things.at(t).name), sealText(o.seal), sealText(o.evidenced), rangeText(o)));
    }
    const std::optional<int> minimum = data.minimum.value(objective);
    return u"%1 %2: %3"_s.arg(data.ids.at(objective), data.names.value(objective), lines.join(u"; "_s)) + (minimum ? u"; asked for: SEAL-%1"_s.arg(*minimum) : QString());
}

QList<Key> keysOf(const SealData &data)
{
    QList<Key> keys;
    for (qsizetype t = 0; t < thingCount(data); ++t) {
        Key key;
        key.label = data.things.at(t).name;
        key.fill = fillOf(int(t));
        keys.append(key);
    }
    return keys;
}

/// What the marks of the radar mean beside the colours of the things.
QList<Key> radarKeys(const SealData &data)
{
    QList<Key> keys = keysOf(data);
    const SealData::Thing &first = data.things.constFirst();
    const bool isOpen = std::any_of(first.objectives.begin(), first.objectives.end(), [](const SealData::Objective &o) { return o.high - o.low >= 0.05; });
    const QString name = thingCount(data) > 1 ? domain::isolated(first.name) + u": "_s : QString();
    Key decided;
    decided.label = name + u"decided"_s;
    decided.fill = Fill::sequential(1, 5);
    keys.append(decided);
    if (isOpen) {
        Key possible;
        possible.label = name + u"still possible (outer line)"_s;
        Fill line = Fill::of(Tone::Unknown);
        line.hatched = false;
        possible.fill = line;
        keys.append(possible);
    }
    return keys;
}

/// The same of the ladders: what is hatched in them, and the line that a tender draws.
QList<Key> ladderKeys(const SealData &data)
{
    QList<Key> keys = keysOf(data);
    bool claimed = false;
    bool open = false;
    for (qsizetype t = 0; t < thingCount(data); ++t) {
        for (const SealData::Objective &o : data.things.at(t).objectives) {
            claimed = claimed || (o.seal && (!o.evidenced || *o.evidenced < *o.seal));
            open = open || !o.seal;
        }
    }
    const auto add = [&keys](const QString &label, const Fill &fill) {
        Key key;
        key.label = label;
        key.fill = fill;
        keys.append(key);
    };
    if (claimed)
        add(u"hatched: claimed, not evidenced"_s, Fill::of(Tone::Unknown));
    if (open)
        add(u"half a step hatched: open, no SEAL yet"_s, Fill::of(Tone::Unknown));
    if (std::any_of(data.minimum.begin(), data.minimum.end(), [](const std::optional<int> &m) { return m.has_value(); }))
        add(u"thick line: asked for by the tender"_s, Fill::of(Tone::Ink));
    return keys;
}

/// Where an objective stands on the ring at this share of the radius; the first at the top, then clockwise.
QPointF corner(QPointF centre, double radius, double share, qsizetype objective, qsizetype count)
{
    const double angle = 2 * std::numbers::pi * double(objective) / double(count) - std::numbers::pi / 2;
    return centre + QPointF(std::cos(angle), std::sin(angle)) * radius * share;
}

QPainterPath ring(QPointF centre, double radius, qsizetype count, const std::function<double(qsizetype)> &share)
{
    QPainterPath path;
    for (qsizetype i = 0; i < count; ++i) {
        const QPointF p = corner(centre, radius, share(i), i, count);
        if (i == 0)
            path.moveTo(p);
        else
            path.lineTo(p);
    }
    path.closeSubpath();
    return path;
}

Cell pathCell(Cell::Kind kind, const QPainterPath &path, const Fill &fill, double width)
{
    Cell cell;
    cell.kind = kind;
    cell.path = path;
    cell.rect = path.boundingRect();
    cell.fill = fill;
    cell.penWidth = width;
    return cell;
}

} // namespace

TwinTable tableOf(const SealData &data)
{
    TwinTable table;
    table.columns = {u"Objective"_s, u"Name"_s, u"Assessed"_s, u"SEAL claimed"_s, u"SEAL evidenced"_s, u"Score from, %"_s, u"Score to, %"_s, u"SEAL asked for"_s};
    const auto number = [](std::optional<int> seal) { return seal ? QString::number(*seal) : QString(); };
    for (qsizetype i = 0; i < data.ids.size(); ++i) {
        for (qsizetype t = 0; t < thingCount(data); ++t) {
            const SealData::Objective o = at(data.things.at(t), i);
            table.rows.append({data.ids.at(i),
                               {data.ids.at(i), data.names.value(i), data.things.at(t).name, number(o.seal), number(o.evidenced), QString::number(o.low, 'f', 1), QString::number(o.high, 'f', 1),
                                number(data.minimum.value(i))},
                               o.low});
        }
    }
    return table;
}

Figure layoutSealRadar(const SealData &data, const QRectF &rect, const Style &style)
{
    if (isEmpty(data))
        return emptyFigure(rect, data.emptyText, style);
    Figure figure{rect, {}};
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const double keys = layoutKeys(figure.cells, radarKeys(data), rect.topLeft(), rect.width(), style) + style.px(4);
    const QRectF area = rect.adjusted(0, keys, 0, 0);
    // With room for it the score stands at each corner, under the objective.
    const double wide = caption.horizontalAdvance(u"100\u2013100 %"_s) + style.px(6);
    const bool scored = area.width() / 2 - wide >= style.px(70) && area.height() / 2 - 2 * caption.lineSpacing() >= style.px(70);
    const double high = caption.lineSpacing() * (scored ? 2 : 1);
    // The objectives' words stand there too, where that takes nothing from the ring.
    const double free = area.width() / 2 - (area.height() / 2 - high) - style.px(6);
    const double numbered = caption.horizontalAdvance(u"SOV-8 100\u2013100 %"_s);
    const QStringList words = shortNames(data, style.metrics(TextRole::Caption, true), free);
    const bool named = scored && !words.isEmpty() && numbered <= free;
    double widest = numbered;
    for (const QString &word : words)
        widest = std::max(widest, style.metrics(TextRole::Caption, true).horizontalAdvance(word));
    const double label = named ? widest + style.px(6) : scored ? wide : caption.horizontalAdvance(u"SOV-8"_s) + style.px(6);
    const double radius = std::max(style.px(8), std::min(area.width() / 2 - label, area.height() / 2 - high) - style.px(4));
    const QPointF centre = area.center();
    const qsizetype n = data.ids.size();
    const SealData::Thing &first = data.things.constFirst();
    const auto share = [](double percent) { return std::clamp(percent / FullScore, 0.0, 1.0); };

    figure.cells << pathCell(Cell::Kind::Path, ring(centre, radius, n, [&](qsizetype i) { return share(at(first, i).low); }), Fill::sequential(1, 5), 0);
    for (const double step : {0.25, 0.5, 0.75, 1.0})
        figure.cells << pathCell(Cell::Kind::Line, ring(centre, radius, n, [step](qsizetype) { return step; }), Fill::of(Tone::Line), 0);
    for (qsizetype i = 0; i < n; ++i)
        figure.cells << line(centre, corner(centre, radius, 1, i, n), Tone::Line);
    figure.cells << pathCell(Cell::Kind::Line, ring(centre, radius, n, [&](qsizetype i) { return share(at(first, i).high); }), Fill::of(Tone::Unknown), style.px(1));
    for (qsizetype t = thingCount(data) - 1; t >= 0; --t)
        figure.cells << pathCell(Cell::Kind::Line, ring(centre, radius, n, [&](qsizetype i) { return share(at(data.things.at(t), i).low); }), fillOf(int(t)), style.px(t == 0 ? 2.5 : 1.75));
    for (qsizetype i = 0; i < n; ++i) {
        // Beside the corner, above the top one and below the lowest: as far out as the label is wide or high in that direction.
        const QPointF ray = corner({}, 1, 1, i, n);
        const QPointF outer = corner(centre, radius, 1, i, n) + QPointF(ray.x() * (label / 2 + style.px(2)), ray.y() * (high / 2 + style.px(2)));
        const QRectF place(outer.x() - label / 2, outer.y() - high / 2, label, high);
        Cell hit = box(data.ids.at(i), place, {Tone::Surface, -1, 0, -1, false});
        hit.tip = tipOf(data, i);
        hit.value = at(first, i).low;
        figure.cells << hit << text(named ? words.at(i) : data.ids.at(i), QRectF(place.topLeft(), QSizeF(label, caption.lineSpacing())), style, TextRole::Caption, Qt::AlignCenter, Tone::Ink, scored);
        if (scored)
            figure.cells << text(named ? data.ids.at(i) + u' ' + shortRange(at(first, i)) : shortRange(at(first, i)), QRectF(place.left(), place.top() + caption.lineSpacing(), label, caption.lineSpacing()), style, TextRole::Caption,
                                 Qt::AlignCenter, Tone::InkSoft);
    }
    return figure;
}

Figure layoutSealLadders(const SealData &data, const QRectF &rect, const Style &style)
{
    if (isEmpty(data))
        return emptyFigure(rect, data.emptyText, style);
    Figure figure{rect, {}};
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const double keys = layoutKeys(figure.cells, ladderKeys(data), rect.topLeft(), rect.width(), style) + style.px(4);
    const double axis = caption.horizontalAdvance(u"SEAL-4"_s) + style.px(8);
    const double column = (rect.width() - axis) / double(data.ids.size());
    // Under each number the objective's word: in one line, or where that is too narrow in two, each with every other word.
    QStringList words = shortNames(data, caption, column - style.px(3));
    int rows = words.isEmpty() ? 2 : 1;
    if (words.isEmpty())
        words = shortNames(data, caption, column * 1.5);
    if (words.isEmpty() || rect.height() < style.px(150))
        rows = 0;
    const double foot = caption.lineSpacing() * (1 + rows) + style.px(4);
    const QRectF area = rect.adjusted(axis, keys + caption.lineSpacing() / 2, 0, -foot);
    const double rung = area.height() / Rungs;
    const auto top = [&](int seal) { return area.bottom() - rung * (seal + 1); };
    for (int seal = 0; seal < Rungs; ++seal) {
        figure.cells << line({area.left(), top(seal)}, {area.right(), top(seal)}, Tone::Line);
        figure.cells << text(u"SEAL-%1"_s.arg(seal), QRectF(rect.left(), top(seal) - caption.lineSpacing() / 2, axis - style.px(8), caption.lineSpacing()), style,
                             TextRole::Caption, Qt::AlignRight | Qt::AlignVCenter, Tone::InkSoft);
    }
    figure.cells << line(area.bottomLeft(), area.bottomRight(), Tone::Line, style.px(1));
    // "SOV-3" needs room; without it the number stands alone, and the tooltip names the objective.
    const bool isTight = column < caption.horizontalAdvance(data.ids.constFirst()) + style.px(3);
    const qsizetype things = thingCount(data);
    const double inner = column * 0.72;
    const double width = inner / double(things);
    for (qsizetype i = 0; i < data.ids.size(); ++i) {
        const double left = area.left() + column * double(i) + (column - inner) / 2;
        Cell whole = box(data.ids.at(i), QRectF(area.left() + column * double(i), area.top(), column, area.height() + foot), {Tone::Surface, -1, 0, -1, false});
        whole.tip = tipOf(data, i);
        whole.value = at(data.things.constFirst(), i).seal.value_or(0);
        figure.cells.prepend(whole);
        for (qsizetype t = 0; t < things; ++t) {
            const SealData::Objective o = at(data.things.at(t), i);
            const double x = left + width * double(t);
            if (!o.seal) {
                figure.cells << box({}, QRectF(x + style.px(1), area.bottom() - rung / 2, width - style.px(2), rung / 2), Fill::of(Tone::Unknown));
                continue;
            }
            figure.cells << box({}, QRectF(x + style.px(1), top(*o.seal), width - style.px(2), area.bottom() - top(*o.seal)), fillOf(int(t)));
            // Where evidence ends: what is above it is claimed only, and all of it where nothing is evidenced.
            const double proved = o.evidenced ? top(*o.evidenced) : area.bottom();
            if (proved > top(*o.seal))
                figure.cells << box({}, QRectF(x + style.px(1), top(*o.seal), width - style.px(2), proved - top(*o.seal)), Fill::of(Tone::Unknown));
        }
        if (const std::optional<int> minimum = data.minimum.value(i))
            figure.cells << line({area.left() + column * double(i) + style.px(2), top(*minimum)}, {area.left() + column * double(i + 1) - style.px(2), top(*minimum)}, Tone::Ink, style.px(2));
        figure.cells << text(isTight ? data.ids.at(i).section(u'-', -1) : data.ids.at(i), QRectF(area.left() + column * double(i), area.bottom() + style.px(2), column, caption.lineSpacing()), style, TextRole::Caption,
                             Qt::AlignCenter, Tone::Ink);
        if (rows > 0) {
            const double wide = caption.horizontalAdvance(words.at(i));
            const double from = std::clamp(area.left() + column * (double(i) + 0.5) - wide / 2, rect.left(), std::max(rect.left(), rect.right() - wide));
            figure.cells << text(words.at(i), QRectF(from, area.bottom() + style.px(2) + caption.lineSpacing() * double(1 + i % rows), wide, caption.lineSpacing()), style,
                                 TextRole::Caption, Qt::AlignCenter, Tone::InkSoft);
        }
    }
    return figure;
}

} // namespace figures
