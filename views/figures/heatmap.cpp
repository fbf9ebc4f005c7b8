// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/heatmap.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr int Steps = 5;

std::optional<double> valueAt(const HeatmapData &data, qsizetype row, qsizetype column)
{
    if (row >= data.values.size() || column >= data.values.at(row).size())
        return std::nullopt;
    return data.values.at(row).at(column);
}

} // namespace

Figure layoutHeatmap(const HeatmapData &data, const QRectF &rect, const Style &style)
{
    if (data.rows.isEmpty() || data.columns.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    double most = 0;
    for (const auto &row : data.values) {
        for (const auto &value : row)
            most = std::max(most, value.value_or(0));
    }
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    double labels = 0;
    for (const QString &row : data.rows)
        labels = std::max(labels, caption.horizontalAdvance(row));
    labels = std::min(labels + style.px(1), rect.width() * 0.35) + style.px(8);
    const double head = caption.lineSpacing() + style.px(6);
    const double w = (rect.width() - labels) / static_cast<double>(data.columns.size());
    const double h = std::min((rect.height() - head) / static_cast<double>(data.rows.size()), style.px(28));

    Figure figure{rect, {}};
    for (qsizetype c = 0; c < data.columns.size(); ++c)
        figure.cells << text(data.columns.at(c),
                             QRectF(rect.left() + labels + static_cast<double>(c) * w, rect.top(), w, head), style,
                             TextRole::Caption, Qt::AlignHCenter | Qt::AlignVCenter, Tone::InkSoft);
    for (qsizetype r = 0; r < data.rows.size(); ++r) {
        const double y = rect.top() + head + static_cast<double>(r) * h;
        figure.cells << text(data.rows.at(r), QRectF(rect.left(), y, labels - style.px(8), h), style, TextRole::Caption,
                             Qt::AlignLeft | Qt::AlignVCenter);
        for (qsizetype c = 0; c < data.columns.size(); ++c) {
            const std::optional<double> value = valueAt(data, r, c);
            Fill fill = Fill::of(Tone::Unknown);
            if (value && *value <= 0)
                fill = {Tone::Paper, -1, 0, -1, false};
            else if (value)
                fill = Fill::sequential(
                    std::clamp(static_cast<int>(std::ceil(*value / most * Steps)) - 1, 0, Steps - 1), Steps);
            Cell cell = box(data.rowIds.value(r) + u'|' + data.columnIds.value(c),
                            QRectF(rect.left() + labels + static_cast<double>(c) * w, y, w, h)
                                .adjusted(style.px(1), style.px(1), -style.px(1), -style.px(1)),
                            fill);
            cell.value = value.value_or(0);
            const QString number = value ? formatNumber(*value) : u"?"_s;
            cell.tip = u"%1, %2: %3 %4"_s.arg(data.rows.at(r), data.columns.at(c), number, data.unit).trimmed();
            figure.cells << cell;
            if (cell.rect.height() >= caption.height() && cell.rect.width() > caption.horizontalAdvance(number)) {
                const QColor ground = fill.hatched ? style.palette->surface : fill.colour(*style.palette);
                const Tone tone = style.palette->textOn(ground) == style.palette->ink ? Tone::Ink : Tone::Surface;
                figure.cells << text(number, cell.rect, style, TextRole::Caption, Qt::AlignCenter, tone, fill.hatched);
            }
        }
    }
    return figure;
}

} // namespace figures
