// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/sankey.h"

#include "domain/isolated.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

using FlowState = SankeyData::State;

constexpr QChar NodeJoint(0x1f);
constexpr int MostNodeGroups = 14;

FlowState groupState(const SankeyData &data, int stage, const SankeyFlows::Group &group)
{
    FlowState state = FlowState::Neutral;
    for (const int member : group.members)
        state = std::max(state, data.stages.at(stage).nodes.at(member).state);
    return state;
}

Fill flowFill(FlowState state, double opacity)
{
    static constexpr std::array<Tone, 4> tones = {Tone::NotApplicable, Tone::Accent, Tone::High, Tone::Unknown};
    Fill fill = Fill::of(tones.at(static_cast<std::size_t>(state)));
    fill.opacity = opacity;
    return fill;
}

QString flowShare(double part, double whole)
{
    if (whole <= 0)
        return u"–"_s;
    const double percent = part * 100 / whole;
    return percent > 0 && percent < 0.5 ? u"< 1 %"_s : QString::number(std::round(percent), 'f', 0) + u" %"_s;
}

/// Where a column stands, and how far its labels may go.
struct SankeyColumn
{
    double x = 0;
    double labelLeft = 0, labelWidth = 0;
    bool labelsLeft = false;
};

struct SankeySlot
{
    QRectF node;
    double labelTop = 0;
};

/// The height of one unit of weight, so that each stage fits: a node is as high as its weight and has room for its line of words.
double flowScale(const SankeyFlows &flows, double height, double lineHeight, double gap)
{
    const auto fits = [&](double scale) {
        return std::all_of(flows.groups.begin(), flows.groups.end(), [&](const QList<SankeyFlows::Group> &stage) {
            double needed = gap * static_cast<double>(std::max<qsizetype>(0, stage.size() - 1));
            for (const SankeyFlows::Group &group : stage)
                needed += std::max(group.weight * scale, lineHeight);
            return needed <= height;
        });
    };
    double low = 0;
    double high = flows.total > 0 ? height / flows.total : 0;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

QList<int> mostNodeGroups(const SankeyData &data, double height, double lineHeight, double gap)
{
    // Words take at most two thirds of the height: what is left is for the flows.
    const int room = std::clamp(static_cast<int>(height * 0.67 / (lineHeight + gap)), 2, MostNodeGroups);
    return QList<int>(data.stages.size(), room);
}

} // namespace

SankeyFlows SankeyFlows::of(const SankeyData &data, const QList<int> &most)
{
    SankeyFlows out;
    const qsizetype stages = data.stages.size();
    QList<QList<double>> weights;
    for (const SankeyData::Stage &stage : data.stages)
        weights.append(QList<double>(stage.nodes.size(), 0));
    for (const SankeyData::Path &path : data.paths) {
        out.total += path.count;
        for (qsizetype s = 0; s < stages; ++s) {
            for (const int node : path.at.at(s))
                weights[s][node] += static_cast<double>(path.count) / static_cast<double>(path.at.at(s).size());
        }
    }
    QList<QList<int>> groupOf;
    for (qsizetype s = 0; s < stages; ++s) {
        QList<int> known;
        QList<int> unknown;
        for (int n = 0; n < static_cast<int>(weights.at(s).size()); ++n) {
            if (weights.at(s).at(n) > 0)
                (data.stages.at(s).nodes.at(n).state == FlowState::Unknown ? unknown : known).append(n);
        }
        std::stable_sort(known.begin(), known.end(), [&](int a, int b) { return weights.at(s).at(a) > weights.at(s).at(b); });
        const qsizetype room = std::max<qsizetype>(1, most.value(s, MostNodeGroups) - unknown.size());
        QList<Group> groups;
        // What is gathered is of one state, so that no word is said of what it is not true of. A single other one stands for itself.
        const auto outside = [&](int node) { return data.stages.at(s).nodes.at(node).state == FlowState::Outside; };
        qsizetype alone = known.size() <= room ? known.size() : std::max<qsizetype>(0, room - 1);
        const auto mixed = [&] {
            return std::any_of(known.begin() + alone, known.end(), outside) && !std::all_of(known.begin() + alone, known.end(), outside);
        };
        if (alone < known.size() && alone > 0 && mixed())
            --alone;
        for (qsizetype i = 0; i < alone; ++i)
            groups.append({{known.at(i)}, 0, 0});
        for (const bool out : {false, true}) {
            QList<int> rest;
            for (qsizetype i = alone; i < known.size(); ++i) {
                if (outside(known.at(i)) == out)
                    rest.append(known.at(i));
            }
            if (!rest.isEmpty())
                groups.append({rest, 0, 0});
        }
        for (const int node : unknown)
            groups.append({{node}, 0, 0});
        QList<int> of(weights.at(s).size(), -1);
        for (int g = 0; g < static_cast<int>(groups.size()); ++g) {
            for (const int node : groups.at(g).members)
                of[node] = g;
        }
        out.groups.append(groups);
        groupOf.append(of);
    }
    std::map<std::array<int, 3>, Link> links;
    for (const SankeyData::Path &path : data.paths) {
        // In which groups the things of the path are, with what part of each.
        QList<std::map<int, double>> parts;
        for (qsizetype s = 0; s < stages; ++s) {
            std::map<int, double> in;
            for (const int node : path.at.at(s))
                in[groupOf.at(s).at(node)] += 1.0 / static_cast<double>(path.at.at(s).size());
            for (const auto &[group, part] : in) {
                out.groups[s][group].weight += part * path.count;
                out.groups[s][group].count += path.count;
            }
            parts.append(in);
        }
        for (int s = 0; s + 1 < static_cast<int>(stages); ++s) {
            for (const auto &[from, fromPart] : parts.at(s)) {
                for (const auto &[to, toPart] : parts.at(s + 1)) {
                    Link &link = links[{s, from, to}];
                    link.stage = s;
                    link.from = from;
                    link.to = to;
                    link.weight += fromPart * toPart * path.count;
                    link.count += path.count;
                }
            }
        }
    }
    for (const auto &[at, link] : links)
        out.links.append(link);
    return out;
}

QString SankeyFlows::groupId(const SankeyData &data, int stage, int group) const
{
    QStringList ids;
    for (const int member : groups.at(stage).at(group).members)
        ids.append(data.stages.at(stage).nodes.at(member).id);
    return data.stages.at(stage).mark + u'=' + ids.join(NodeJoint);
}

QString SankeyFlows::linkId(const SankeyData &data, const Link &link) const
{
    return groupId(data, link.stage, link.from) + u'|' + groupId(data, link.stage + 1, link.to);
}

QString SankeyFlows::groupLabel(const SankeyData &data, int stage, int group, bool brief) const
{
    const QList<int> &members = groups.at(stage).at(group).members;
    if (members.size() > 1)
        return data.other.arg(members.size());
    const SankeyData::Node &node = data.stages.at(stage).nodes.at(members.constFirst());
    return brief && !node.shortLabel.isEmpty() ? node.shortLabel : node.label;
}

Figure layoutSankey(const SankeyData &data, const QRectF &rect, const Style &style)
{
    const int stages = static_cast<int>(data.stages.size());
    const bool something = std::any_of(data.paths.begin(), data.paths.end(), [](const SankeyData::Path &p) { return p.count > 0; });
    if (stages < 2 || !something || rect.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const QFontMetricsF bold = style.metrics(TextRole::Caption, true);
    const double lineHeight = caption.lineSpacing();
    const double gap = style.px(3);
    const double nodeWidth = style.px(9);
    const double pad = style.px(5);

    Figure figure{rect, {}};
    QList<Key> keys;
    for (const FlowState state : {FlowState::Neutral, FlowState::Plain, FlowState::Outside, FlowState::Unknown}) {
        const QString word = data.stateWords.at(static_cast<std::size_t>(state));
        const bool there = std::any_of(data.stages.begin(), data.stages.end(), [&](const SankeyData::Stage &stage) {
            return std::any_of(stage.nodes.begin(), stage.nodes.end(), [&](const SankeyData::Node &n) { return n.state == state; });
        });
        if (there && !word.isEmpty())
            keys.append({word, flowFill(state, 1), {}, {}, {}});
    }
    if (std::any_of(data.paths.begin(), data.paths.end(), [](const SankeyData::Path &path) { return std::any_of(path.at.begin(), path.at.end(), [](const QList<int> &at) { return at.size() > 1; }); }))
        keys.append({data.divided, std::nullopt, {}, {}, {}});
    QList<Cell> legend;
    const double legendHeight = keys.isEmpty() ? 0 : layoutKeys(legend, keys, rect.topLeft(), rect.width(), style) + style.px(2);
    const double top = rect.top() + lineHeight + style.px(6);
    const double height = rect.bottom() - legendHeight - style.px(2) - top;
    const SankeyFlows flows = SankeyFlows::of(data, mostNodeGroups(data, height, lineHeight, gap));
    const double scale = flowScale(flows, height, lineHeight, gap);

    // Words beside their node: of the first stage at its left, else at its right. Where full names leave too little for the flows, short ones.
    const auto words = [&](int s, int g, bool brief) { return flows.groupLabel(data, s, g, brief) + u"  "_s + formatNumber(flows.groups.at(s).at(g).count); };
    const auto widest = [&](int s, bool brief) {
        double most = 0;
        for (int g = 0; g < static_cast<int>(flows.groups.at(s).size()); ++g)
            most = std::max(most, caption.horizontalAdvance(words(s, g, brief)));
        return std::ceil(most) + style.px(1);
    };
    QList<bool> brief;
    for (int s = 0; s < stages; ++s)
        brief.append(widest(s, false) > rect.width() * 0.27);
    const double left = rect.left() + widest(0, brief.at(0)) + pad;
    const double right = rect.right() - widest(stages - 1, brief.at(stages - 1)) - pad - nodeWidth;
    QList<SankeyColumn> columns;
    for (int s = 0; s < stages; ++s) {
        SankeyColumn column;
        column.x = left + (right - left) * s / (stages - 1);
        column.labelsLeft = s == 0;
        column.labelWidth = widest(s, brief.at(s));
        column.labelLeft = column.labelsLeft ? column.x - pad - column.labelWidth : column.x + nodeWidth + pad;
        columns.append(column);
    }

    QList<QList<SankeySlot>> places;
    for (int s = 0; s < stages; ++s) {
        QList<SankeySlot> column;
        double y = top;
        for (const SankeyFlows::Group &group : flows.groups.at(s)) {
            const double h = group.weight * scale;
            const double slot = std::max(h, lineHeight);
            column.append({QRectF(columns.at(s).x, y + (slot - h) / 2, nodeWidth, h), y + (slot - lineHeight) / 2});
            y += slot + gap;
        }
        places.append(column);
    }

    // Ribbons, the thin ones on top so that each can be pointed at. At a node they lie in the order of what is at their other end.
    QList<QList<double>> out;
    QList<QList<double>> in;
    for (const QList<SankeyFlows::Group> &groups : flows.groups) {
        out.append(QList<double>(groups.size(), 0));
        in.append(QList<double>(groups.size(), 0));
    }
    QList<Cell> ribbons;
    for (const SankeyFlows::Link &link : flows.links) {
        const double thick = link.weight * scale;
        const QRectF from = places.at(link.stage).at(link.from).node;
        const QRectF to = places.at(link.stage + 1).at(link.to).node;
        const double y0 = from.top() + out.at(link.stage).at(link.from);
        const double y1 = to.top() + in.at(link.stage + 1).at(link.to);
        out[link.stage][link.from] += thick;
        in[link.stage + 1][link.to] += thick;
        const double x0 = from.right();
        const double x1 = to.left();
        const double bend = (x1 - x0) / 2;
        // A hair at least, so that nothing is drawn as nothing.
        const double shown = std::max(thick, style.px(1));
        Cell ribbon;
        ribbon.kind = Cell::Kind::Path;
        ribbon.id = flows.linkId(data, link);
        ribbon.path.moveTo(x0, y0);
        ribbon.path.cubicTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
        ribbon.path.lineTo(x1, y1 + shown);
        ribbon.path.cubicTo(x1 - bend, y1 + shown, x0 + bend, y0 + shown, x0, y0 + shown);
        ribbon.path.closeSubpath();
        ribbon.rect = ribbon.path.boundingRect();
        const FlowState state = std::max(groupState(data, link.stage, flows.groups.at(link.stage).at(link.from)), groupState(data, link.stage + 1, flows.groups.at(link.stage + 1).at(link.to)));
        ribbon.fill = flowFill(state, state == FlowState::Unknown || state == FlowState::Neutral ? 0.6 : 0.34);
        if (state == FlowState::Outside)
            ribbon.outline = Tone::High;
        ribbon.value = link.count;
        ribbon.with = {flows.groupId(data, link.stage, link.from), flows.groupId(data, link.stage + 1, link.to)};
        ribbon.tip = u"%1 → %2: %3 %4 (%5)"_s.arg(domain::isolated(flows.groupLabel(data, link.stage, link.from)), domain::isolated(flows.groupLabel(data, link.stage + 1, link.to)), formatNumber(link.count),
                                                 data.unit, flowShare(link.count, flows.total));
        ribbons.append(ribbon);
    }
    std::stable_sort(ribbons.begin(), ribbons.end(), [](const Cell &a, const Cell &b) { return a.value > b.value; });
    figure.cells = ribbons;

    for (int s = 0; s < stages; ++s) {
        const SankeyColumn &column = columns.at(s);
        for (int g = 0; g < static_cast<int>(flows.groups.at(s).size()); ++g) {
            const SankeyFlows::Group &group = flows.groups.at(s).at(g);
            const SankeySlot &slot = places.at(s).at(g);
            const FlowState state = groupState(data, s, group);
            Cell node = box(flows.groupId(data, s, g), slot.node, flowFill(state, 1));
            if (node.rect.height() < style.px(1.5))
                node.rect.setHeight(style.px(1.5));
            if (state == FlowState::Outside) {
                node.outline = Tone::Ink;
                node.penWidth = style.px(1);
            }
            node.value = group.count;
            node.hitRadius = style.px(9);
            const QString word = data.stateWords.at(static_cast<std::size_t>(state));
            node.tip = u"%1: %2 %3 (%4)%5"_s.arg(domain::isolated(flows.groupLabel(data, s, g)), formatNumber(group.count), data.unit, flowShare(group.count, flows.total),
                                                word.isEmpty() ? QString() : u", "_s + word);
            if (group.members.size() > 1) {
                QStringList names;
                for (const int member : group.members.mid(0, 12))
                    names.append(data.stages.at(s).nodes.at(member).label);
                node.tip += u'\n' + names.join(u", "_s) + (group.members.size() > 12 ? u" …"_s : QString());
            }
            figure.cells << node;
            Cell label = text(words(s, g, brief.at(s)), QRectF(column.labelLeft, slot.labelTop, column.labelWidth, lineHeight), style, TextRole::Caption,
                              (column.labelsLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            label.halo = s > 0 && s < stages - 1;
            figure.cells << label;
        }
        // Titles keep within the figure, over their stage.
        const double titleWidth = std::min(bold.horizontalAdvance(data.stages.at(s).title) + style.px(2), rect.width() / stages - style.px(4));
        const double middle = column.x + nodeWidth / 2;
        const double at = s == 0 ? rect.left() : s == stages - 1 ? rect.right() - titleWidth : middle - titleWidth / 2;
        figure.cells << text(data.stages.at(s).title, QRectF(at, rect.top(), titleWidth, lineHeight), style, TextRole::Caption,
                             (s == 0 ? Qt::AlignLeft : s == stages - 1 ? Qt::AlignRight : Qt::AlignHCenter) | Qt::AlignVCenter, Tone::InkSoft, true);
    }
    for (Cell &cell : legend) {
        const double down = rect.bottom() - legendHeight - rect.top() + style.px(2);
        cell.rect.translate(0, down);
        cell.path.translate(0, down);
    }
    figure.cells += legend;
    return figure;
}

TwinTable tableOf(const SankeyData &data)
{
    TwinTable table;
    table.columns = {QStringLiteral("Stages"), QStringLiteral("From"), QStringLiteral("To"), data.unit, QStringLiteral("%")};
    QList<int> all;
    for (const SankeyData::Stage &stage : data.stages)
        all.append(static_cast<int>(stage.nodes.size()) + 1);
    const SankeyFlows flows = SankeyFlows::of(data, all);
    QList<SankeyFlows::Link> links = flows.links;
    std::stable_sort(links.begin(), links.end(), [](const SankeyFlows::Link &a, const SankeyFlows::Link &b) { return a.stage != b.stage ? a.stage < b.stage : a.count > b.count; });
    for (const SankeyFlows::Link &link : std::as_const(links))
        table.rows.append({flows.linkId(data, link),
                           {u"%1 → %2"_s.arg(data.stages.at(link.stage).title, data.stages.at(link.stage + 1).title), flows.groupLabel(data, link.stage, link.from), flows.groupLabel(data, link.stage + 1, link.to), formatNumber(link.count), flowShare(link.count, flows.total)},
                           static_cast<double>(link.count)});
    return table;
}

} // namespace figures
