// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/stackedbars.h"

#include "domain/isolated.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr double RowPx = 24;
constexpr double BarPx = 14;

double total(const Bar &bar)
{
    return std::accumulate(bar.segments.begin(), bar.segments.end(), 0.0,
                           [](double sum, const BarSegment &s) { return sum + std::max(0.0, s.value); });
}

QString tipFor(const Bar &bar, const BarSegment &segment, double whole, const QString &unit)
{
    QString tip = domain::isolated(bar.label);
    if (!segment.label.isEmpty())
        tip += u", "_s + segment.label;
    tip += u": "_s + formatNumber(segment.value);
    if (const QString of = segment.unit.isEmpty() ? unit : segment.unit; !of.isEmpty())
        tip += u' ' + of;
    if (whole > 0)
        tip += u" (%1 %)"_s.arg(QString::number(segment.value * 100 / whole, 'f', 0));
    return tip;
}

/// Bars of one part are parts of the whole figure; of several, each bar is a whole.
bool isPlain(const StackedBarsData &data)
{
    return std::all_of(data.bars.cbegin(), data.bars.cend(), [](const Bar &b) { return b.segments.size() == 1; });
}

double totalOf(const StackedBarsData &data)
{
    return std::accumulate(data.bars.cbegin(), data.bars.cend(), 0.0, [](double sum, const Bar &b) { return sum + total(b); });
}

} // namespace

TwinTable tableOf(const StackedBarsData &data)
{
    const bool named = std::any_of(data.bars.cbegin(), data.bars.cend(),
                                   [](const Bar &b) { return std::any_of(b.segments.cbegin(), b.segments.cend(), [](const BarSegment &s) { return !s.label.isEmpty(); }); });
    TwinTable table;
    table.columns = named ? QStringList{data.title, u"What"_s, u"Number"_s, u"%"_s} : QStringList{data.title, data.unit, u"%"_s};
    const double all = isPlain(data) ? totalOf(data) : 0;
    for (const Bar &bar : data.bars) {
        const double whole = all > 0 ? all : total(bar);
        const auto add = [&](const QString &id, const QStringList &names, double value) {
            if (value > 0)
                table.rows.append({id, names + QStringList{formatNumber(value), QString::number(value * 100 / whole, 'f', 0)}, value});
        };
        for (const BarSegment &part : bar.gathered)
            add(part.id, named ? QStringList{bar.label, part.label} : QStringList{part.label}, part.value);
        for (const BarSegment &part : bar.gathered.isEmpty() ? bar.segments : QList<BarSegment>())
            add(part.id.isEmpty() ? bar.id : part.id, named ? QStringList{bar.label, part.label} : QStringList{bar.label}, part.value);
    }
    return table;
}

double stackedBarsHeight(const StackedBarsData &data, double width, const Style &style)
{
    QList<Cell> scratch;
    const double keys = layoutKeys(scratch, data.keys, {}, width, style);
    return keys + (keys > 0 ? style.px(8) : 0) + static_cast<double>(data.bars.size()) * style.px(RowPx);
}

Figure layoutStackedBars(const StackedBarsData &data, const QRectF &rect, const Style &style)
{
    double most = 0;
    double labels = 0;
    double numbers = 0;
    const QFontMetricsF body = style.metrics(TextRole::Body);
    const QFontMetricsF bold = style.metrics(TextRole::Body, true);
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    for (const Bar &bar : data.bars) {
        most = std::max({most, total(bar), bar.before.value_or(0)});
        labels = std::max(labels, body.horizontalAdvance(bar.label));
        const double note = bar.note.isEmpty() ? 0 : caption.horizontalAdvance(bar.note) + style.px(4);
        numbers = std::max(numbers, bold.horizontalAdvance(formatNumber(total(bar))) + note);
    }
    if (most <= 0)
        return emptyFigure(rect, data.emptyText, style);

    Figure figure{rect, {}};
    double y = rect.top();
    const double keys = layoutKeys(figure.cells, data.keys, rect.topLeft(), rect.width(), style);
    y += keys > 0 ? keys + style.px(8) : 0;

    labels = std::min(labels + style.px(1), rect.width() * 0.42);
    const double gap = style.px(8);
    const double left = rect.left() + labels + gap;
    const double width = std::max(style.px(10), rect.right() - numbers - gap - left);
    const double row = style.px(RowPx);
    const auto room = static_cast<qsizetype>(std::max(0.0, (rect.bottom() - y) / row + 0.001));
    const qsizetype shown = data.bars.size() <= room ? data.bars.size() : std::max<qsizetype>(0, room - 1);

    const bool plain = isPlain(data);
    const double all = totalOf(data);
    for (qsizetype i = 0; i < shown; ++i) {
        const Bar &bar = data.bars.at(i);
        const double whole = total(bar);
        Cell label = text(bar.label, QRectF(rect.left(), y, labels, row), style, TextRole::Body,
                          Qt::AlignLeft | Qt::AlignVCenter);
        label.id = bar.id;
        label.tip = bar.label;
        figure.cells << label;
        double x = left;
        for (const BarSegment &segment : bar.segments) {
            if (segment.value <= 0)
                continue;
            const double w = width * segment.value / most;
            Cell cell = box(segment.id.isEmpty() ? bar.id : segment.id,
                            QRectF(x, y + (row - style.px(BarPx)) / 2, w, style.px(BarPx)), segment.fill);
            // A rim of paper parts the segments where ink alone (grey print) would not.
            if (bar.segments.size() > 1 && !segment.fill.hatched)
                cell.outline = Tone::Surface;
            cell.value = segment.value;
            cell.tip = tipFor(bar, segment, plain ? all : whole, data.unit);
            figure.cells << cell;
            const QString number = formatNumber(segment.value);
            if (bar.segments.size() > 1 && w > caption.horizontalAdvance(number) + style.px(6) &&
                !segment.fill.hatched)
                figure.cells << textOn(segment.fill, number, cell.rect, style, TextRole::Caption, Qt::AlignCenter);
            x += w;
        }
        if (bar.before) {
            // Over the bar's edges, so that it is seen on any colour.
            Cell mark = box({}, QRectF(left + width * *bar.before / most - style.px(1), y + style.px(2), style.px(2), row - style.px(4)), {Tone::Ink, -1, 0, -1, false});
            mark.outline = Tone::Surface;
            mark.tip = u"%1, before: %2 %3"_s.arg(domain::isolated(bar.label), formatNumber(*bar.before), data.unit).trimmed();
            mark.value = *bar.before;
            figure.cells << mark;
        }
        const double note = bar.note.isEmpty() ? 0 : caption.horizontalAdvance(bar.note) + style.px(4);
        figure.cells << text(formatNumber(whole), QRectF(rect.right() - numbers, y, numbers - note, row), style,
                             TextRole::Body, Qt::AlignRight | Qt::AlignVCenter, Tone::Ink, true);
        if (note > 0)
            figure.cells << text(bar.note, QRectF(rect.right() - note, y, note, row), style, TextRole::Caption,
                                 Qt::AlignRight | Qt::AlignVCenter, Tone::InkSoft);
        y += row;
    }
    if (shown < data.bars.size())
        figure.cells << text(u"+ %1"_s.arg(data.bars.size() - shown), QRectF(rect.left(), y, rect.width(), row), style,
                             TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft);
    return figure;
}

} // namespace figures
