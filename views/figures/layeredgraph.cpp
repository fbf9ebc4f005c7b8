// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/layeredgraph.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr double NodePx = 34;
constexpr double NodeGapPx = 6;
constexpr double PassPx = 7; ///< room of an edge that passes by
constexpr int Sweeps = 6;

/// A place in a column: a node, or where an edge to a column further on passes by.
struct GraphSlots
{
    QList<int> layers;          ///< of each slot; the nodes come first, in their order
    QList<QList<int>> chains;   ///< of each edge that is drawn: the slots that it goes through
    QList<QList<int>> columns;  ///< from above
    qsizetype nodes = 0;

    double heightOf(int slot, const Style &style) const { return slot < nodes ? style.px(NodePx + NodeGapPx) : style.px(PassPx); }
};

/// So that edges cross little, each slot moves to the middle of what it is tied to, from the left and from the right in turn (Sugiyama's
/// barycentres).
GraphSlots slotsOf(const LayeredGraphData &data)
{
    GraphSlots out;
    out.nodes = data.nodes.size();
    const qsizetype layers = std::max<qsizetype>(1, data.layers.size());
    QHash<QString, int> index;
    for (int i = 0; i < static_cast<int>(data.nodes.size()); ++i) {
        index.insert(data.nodes.at(i).id, i);
        out.layers.append(static_cast<int>(std::clamp<qsizetype>(data.nodes.at(i).layer, 0, layers - 1)));
    }
    for (const GraphEdge &edge : data.edges) {
        const int from = index.value(edge.from, -1);
        const int to = index.value(edge.to, -1);
        if (from < 0 || to < 0 || from == to)
            continue;
        QList<int> chain{from};
        for (int layer = out.layers.at(from) + 1; layer < out.layers.at(to); ++layer) {
            chain.append(static_cast<int>(out.layers.size()));
            out.layers.append(layer);
        }
        chain.append(to);
        out.chains.append(chain);
    }
    QList<QList<int>> tied(out.layers.size());
    for (const QList<int> &chain : std::as_const(out.chains)) {
        for (qsizetype i = 1; i < chain.size(); ++i) {
            tied[chain.at(i - 1)].append(chain.at(i));
            tied[chain.at(i)].append(chain.at(i - 1));
        }
    }
    out.columns.resize(layers);
    for (int i = 0; i < static_cast<int>(out.layers.size()); ++i)
        out.columns[out.layers.at(i)].append(i);
    QList<double> at(out.layers.size());
    const auto settle = [&at](const QList<int> &column) {
        for (int i = 0; i < static_cast<int>(column.size()); ++i)
            at[column.at(i)] = column.size() < 2 ? 0.5 : static_cast<double>(i) / static_cast<double>(column.size() - 1);
    };
    for (const QList<int> &column : std::as_const(out.columns))
        settle(column);
    for (int sweep = 0; sweep < Sweeps; ++sweep) {
        for (qsizetype step = 0; step < layers; ++step) {
            QList<int> &column = out.columns[sweep % 2 == 0 ? step : layers - 1 - step];
            QHash<int, double> middle;
            for (const int slot : std::as_const(column)) {
                double sum = 0;
                for (const int other : tied.at(slot))
                    sum += at.at(other);
                // What stands alone comes last.
                middle.insert(slot, tied.at(slot).isEmpty() ? 2 : sum / static_cast<double>(tied.at(slot).size()));
            }
            std::stable_sort(column.begin(), column.end(), [&middle](int a, int b) { return middle.value(a) < middle.value(b); });
            settle(column);
        }
    }
    return out;
}

double graphHead(const Style &style) { return style.metrics(TextRole::Caption, true).lineSpacing() + style.px(8); }

/// The curve of one edge through its slots; it never runs behind a node.
QPainterPath pathOf(const QList<int> &chain, const QList<QRectF> &places, double gap, const Style &style)
{
    QPainterPath path;
    const QRectF &first = places.at(chain.constFirst());
    const QRectF &last = places.at(chain.constLast());
    if (first.right() > last.left()) {
        const QPointF start(first.left(), first.center().y());
        const QPointF end(last.left(), last.center().y());
        const double out = std::min(gap * 0.6, style.px(24));
        path.moveTo(start);
        path.cubicTo(start - QPointF(out, 0), end - QPointF(out, 0), end);
        return path;
    }
    path.moveTo(first.right(), first.center().y());
    for (qsizetype i = 1; i < chain.size(); ++i) {
        const QRectF &next = places.at(chain.at(i));
        const QPointF start = path.currentPosition();
        const QPointF end(next.left(), next.center().y());
        const double half = (end.x() - start.x()) / 2;
        path.cubicTo(start + QPointF(half, 0), end - QPointF(half, 0), end);
        if (i + 1 < chain.size())
            path.lineTo(next.right(), next.center().y());
    }
    return path;
}

} // namespace

namespace {

/// The top of each slot below the heads: as near as can be to the middle of what it comes from, in the order of its column.
QList<double> topsOf(const GraphSlots &laid, const Style &style, double &height)
{
    QList<QList<int>> before(laid.layers.size());
    for (const QList<int> &chain : laid.chains) {
        for (qsizetype i = 1; i < chain.size(); ++i) {
            if (laid.layers.at(chain.at(i - 1)) < laid.layers.at(chain.at(i)))
                before[chain.at(i)].append(chain.at(i - 1));
        }
    }
    QList<double> tops(laid.layers.size());
    height = 0;
    for (const QList<int> &column : laid.columns) {
        double free = 0;
        for (const int slot : column) {
            double sum = 0;
            for (const int from : before.at(slot))
                sum += tops.at(from) + laid.heightOf(from, style) / 2;
            const double own = laid.heightOf(slot, style);
            const double wanted = before.at(slot).isEmpty() ? 0 : sum / static_cast<double>(before.at(slot).size()) - own / 2;
            tops[slot] = std::max(free, wanted);
            free = tops.at(slot) + own;
        }
        height = std::max(height, free);
    }
    return tops;
}

} // namespace

double layeredGraphHeight(const LayeredGraphData &data, const Style &style)
{
    double height = 0;
    topsOf(slotsOf(data), style, height);
    return graphHead(style) + height;
}

Figure layoutLayeredGraph(const LayeredGraphData &data, const QRectF &rect, const Style &style)
{
    if (data.nodes.isEmpty() || data.layers.isEmpty() || rect.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    const GraphSlots laid = slotsOf(data);
    const double head = graphHead(style);
    const double gap = std::min(style.px(70), rect.width() * 0.08);
    const double width = (rect.width() - gap * static_cast<double>(laid.columns.size() - 1)) / static_cast<double>(laid.columns.size());
    double height = 0;
    const QList<double> tops = topsOf(laid, style, height);
    QList<QRectF> places(laid.layers.size());
    Figure figure{rect, {}};
    for (qsizetype c = 0; c < laid.columns.size(); ++c) {
        const double x = rect.left() + static_cast<double>(c) * (width + gap);
        figure.cells << text(data.layers.at(c), QRectF(x, rect.top(), width, head - style.px(4)), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft, true);
        for (const int slot : laid.columns.at(c))
            places[slot] = QRectF(x, rect.top() + head + tops.at(slot), width, slot < laid.nodes ? style.px(NodePx) : laid.heightOf(slot, style));
    }
    // Edges first, so that no curve runs over a name.
    for (const QList<int> &chain : laid.chains) {
        Cell curve;
        curve.kind = Cell::Kind::Line;
        curve.fill = {Tone::InkSoft, -1, 0, -1, false};
        curve.penWidth = style.px(1.2);
        curve.path = pathOf(chain, places, gap, style);
        curve.rect = curve.path.boundingRect();
        figure.cells << curve;
        // The end is told by a dot, so that the direction does not hang on the columns alone.
        const QRectF &end = places.at(chain.constLast());
        Cell dot = box({}, QRectF(end.left() - style.px(3), end.center().y() - style.px(3), style.px(6), style.px(6)), Fill::of(Tone::InkSoft));
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
        const QRectF inner = place.adjusted(style.px(8), style.px(3), -style.px(6), -style.px(3));
        const bool two = !node.note.isEmpty();
        figure.cells << textOn(node.fill, node.label, two ? QRectF(inner.left(), inner.top(), inner.width(), line) : inner, style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, true);
        if (!two)
            continue;
        Cell note = text(node.note, QRectF(inner.left(), inner.top() + line, inner.width(), line), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft);
        if (contrastRatio(style.tone(Tone::InkSoft), node.fill.ground(*style.palette)) < Palette::LeastTextContrast)
            note.on = node.fill;
        figure.cells << note;
    }
    return figure;
}

} // namespace figures
