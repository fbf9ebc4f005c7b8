// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/layeredgraph.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr double NodePx = 34;
constexpr double NodeGapPx = 6;
constexpr int Sweeps = 6;

/// The nodes of each column from above, so that edges cross little: each node moves to the middle of what it is tied to, from the left and
/// from the right in turn (Sugiyama's barycentres).
QList<QList<int>> columnsOf(const LayeredGraphData &data, const QHash<QString, int> &index)
{
    QList<QList<int>> columns(std::max<qsizetype>(1, data.layers.size()));
    for (int i = 0; i < static_cast<int>(data.nodes.size()); ++i)
        columns[std::clamp<qsizetype>(data.nodes.at(i).layer, 0, columns.size() - 1)].append(i);
    QList<QList<int>> tied(data.nodes.size());
    for (const GraphEdge &edge : data.edges) {
        const int from = index.value(edge.from, -1);
        const int to = index.value(edge.to, -1);
        if (from < 0 || to < 0 || from == to)
            continue;
        tied[from].append(to);
        tied[to].append(from);
    }
    QList<double> at(data.nodes.size());
    const auto settle = [&](const QList<int> &column) {
        for (int i = 0; i < static_cast<int>(column.size()); ++i)
            at[column.at(i)] = column.size() < 2 ? 0.5 : static_cast<double>(i) / static_cast<double>(column.size() - 1);
    };
    // What is tied to something comes before what stands alone.
    for (QList<int> &column : columns) {
        std::stable_sort(column.begin(), column.end(), [&tied](int a, int b) { return !tied.at(a).isEmpty() && tied.at(b).isEmpty(); });
        settle(column);
    }
    for (int sweep = 0; sweep < Sweeps; ++sweep) {
        for (qsizetype step = 0; step < columns.size(); ++step) {
            QList<int> &column = columns[sweep % 2 == 0 ? step : columns.size() - 1 - step];
            QHash<int, double> middle;
            for (const int node : std::as_const(column)) {
                double sum = 0;
                for (const int other : tied.at(node))
                    sum += at.at(other);
                middle.insert(node, tied.at(node).isEmpty() ? 2 : sum / static_cast<double>(tied.at(node).size()));
            }
            std::stable_sort(column.begin(), column.end(), [&middle](int a, int b) { return middle.value(a) < middle.value(b); });
            settle(column);
        }
    }
    return columns;
}

double graphHead(const Style &style) { return style.metrics(TextRole::Caption, true).lineSpacing() + style.px(8); }

} // namespace

double layeredGraphHeight(const LayeredGraphData &data, const Style &style)
{
    QHash<int, int> counts;
    int most = 1;
    for (const GraphNode &node : data.nodes)
        most = std::max(most, ++counts[node.layer]);
    return graphHead(style) + most * style.px(NodePx + NodeGapPx);
}

Figure layoutLayeredGraph(const LayeredGraphData &data, const QRectF &rect, const Style &style)
{
    if (data.nodes.isEmpty() || data.layers.isEmpty() || rect.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    QHash<QString, int> index;
    for (int i = 0; i < static_cast<int>(data.nodes.size()); ++i)
        index.insert(data.nodes.at(i).id, i);
    const QList<QList<int>> columns = columnsOf(data, index);
    const double head = graphHead(style);
    const double gap = std::min(style.px(70), rect.width() * 0.08);
    const double width = (rect.width() - gap * static_cast<double>(columns.size() - 1)) / static_cast<double>(columns.size());
    QList<QRectF> places(data.nodes.size());
    Figure figure{rect, {}};
    for (qsizetype c = 0; c < columns.size(); ++c) {
        const double x = rect.left() + static_cast<double>(c) * (width + gap);
        figure.cells << text(data.layers.at(c), QRectF(x, rect.top(), width, head - style.px(4)), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft, true);
        for (qsizetype i = 0; i < columns.at(c).size(); ++i)
            places[columns.at(c).at(i)] = QRectF(x, rect.top() + head + static_cast<double>(i) * style.px(NodePx + NodeGapPx), width, style.px(NodePx));
    }
    // Edges first, so that no curve runs over a name.
    for (const GraphEdge &edge : data.edges) {
        const int from = index.value(edge.from, -1);
        const int to = index.value(edge.to, -1);
        if (from < 0 || to < 0 || from == to)
            continue;
        const QRectF &a = places.at(from);
        const QRectF &b = places.at(to);
        Cell curve;
        curve.kind = Cell::Kind::Line;
        curve.fill = {Tone::InkSoft, -1, 0, -1, false};
        curve.penWidth = style.px(1.2);
        if (a.right() <= b.left()) {
            const QPointF start(a.right(), a.center().y());
            const QPointF end(b.left(), b.center().y());
            const double half = (end.x() - start.x()) / 2;
            curve.path.moveTo(start);
            curve.path.cubicTo(start + QPointF(half, 0), end - QPointF(half, 0), end);
        } else {
            const QPointF start(a.left(), a.center().y());
            const QPointF end(b.left(), b.center().y());
            const double out = std::min(gap * 0.6, style.px(24));
            curve.path.moveTo(start);
            curve.path.cubicTo(start - QPointF(out, 0), end - QPointF(out, 0), end);
        }
        curve.rect = curve.path.boundingRect();
        figure.cells << curve;
        // The end is told by a dot, so that the direction does not hang on the columns alone.
        Cell dot = box({}, QRectF(b.left() - style.px(3), b.center().y() - style.px(3), style.px(6), style.px(6)), Fill::of(Tone::InkSoft));
        dot.kind = Cell::Kind::Path;
        dot.path.addEllipse(dot.rect);
        figure.cells << dot;
    }
    const double line = style.metrics(TextRole::Caption).lineSpacing();
    for (int i = 0; i < static_cast<int>(data.nodes.size()); ++i) {
        const GraphNode &node = data.nodes.at(i);
        const QRectF &place = places.at(i);
        Cell ground = box(node.id, place, node.fill);
        ground.outline = Tone::Line;
        ground.tip = node.tip.isEmpty() ? node.label : node.tip;
        ground.value = 1;
        figure.cells << ground;
        const QColor behind = node.fill.hatched ? style.palette->surface : node.fill.colour(*style.palette);
        const Tone tone = style.palette->textOn(behind) == style.palette->ink ? Tone::Ink : Tone::Surface;
        const QRectF inner = place.adjusted(style.px(8), style.px(3), -style.px(6), -style.px(3));
        const bool two = !node.note.isEmpty();
        figure.cells << text(node.label, two ? QRectF(inner.left(), inner.top(), inner.width(), line) : inner, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, tone, true);
        if (two)
            figure.cells << text(node.note, QRectF(inner.left(), inner.top() + line, inner.width(), line), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter,
                                 tone == Tone::Ink ? Tone::InkSoft : tone);
    }
    return figure;
}

} // namespace figures
