// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/flowfigures.h"

#include "text/wordtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace app {

QList<int> FlowRows::of(const QList<int> &codes) const
{
    QList<int> out;
    for (int r = 0; r < static_cast<int>(rows.size()); ++r) {
        if (rows.at(r).has(codes))
            out.append(r);
    }
    return out;
}

FlowRows rowsOf(const QString &what, const QStringList &codes, const std::function<int(const std::function<bool(const QList<int> &)> &)> &count, const QString &title)
{
    constexpr qsizetype most = 11;
    const auto add = [&](FlowRows &to, const QList<int> &of, const QString &label) {
        FlowRow row;
        row.codes = of;
        row.label = label;
        QStringList names;
        for (const int one : of)
            names.append(codes.at(one));
        row.mark = what + u'=' + (of.isEmpty() ? u"?"_s : names.join(QChar(0x1f)));
        row.total = count([row](const QList<int> &in) { return row.has(in); });
        if (row.total > 0)
            to.rows.append(row);
    };
    FlowRows single;
    for (int c = 0; c < static_cast<int>(codes.size()); ++c)
        add(single, {c}, text::valueWord(codes.at(c)));
    std::stable_sort(single.rows.begin(), single.rows.end(), [](const FlowRow &a, const FlowRow &b) { return a.total > b.total; });
    FlowRows out{title, single.rows.mid(0, single.rows.size() <= most + 1 ? single.rows.size() : most)};
    QList<int> rest;
    for (qsizetype i = out.rows.size(); i < single.rows.size(); ++i)
        rest += single.rows.at(i).codes;
    if (!rest.isEmpty())
        add(out, rest, u"other (%1)"_s.arg(rest.size()));
    add(out, {}, u"not recorded"_s);
    return out;
}

figures::HeatmapData mapOf(const FlowRows &rows, const QString &unit)
{
    figures::HeatmapData map;
    map.unit = unit;
    map.rowTitle = rows.title;
    for (const FlowRow &row : rows.rows) {
        map.rows.append(row.label);
        map.rowIds.append(row.mark);
        map.rowTotals.append(row.total);
    }
    return map;
}

QList<figures::SankeyData::Node> countryNodes(const QStringList &countries, const QList<bool> &inZone, const std::function<QString(const QString &)> &name, bool judged)
{
    using State = figures::SankeyData::State;
    QList<figures::SankeyData::Node> nodes;
    for (qsizetype i = 0; i < countries.size(); ++i) {
        const QString &code = countries.at(i);
        if (code == u"*"_s)
            nodes.append({code, u"global service"_s, u"global"_s, State::Unknown});
        else
            nodes.append({code, name(code), code, !judged ? State::Neutral : inZone.at(i) ? State::Plain : State::Outside});
    }
    nodes.append({u"?"_s, u"not recorded"_s, u"unknown"_s, State::Unknown});
    return nodes;
}

QString flowLink(const QString &mark, int count)
{
    if (count == 0)
        return u"0"_s; // there is nothing behind it
    return u"<a href=\"%1\">%2</a>"_s.arg(mark.toHtmlEscaped(), figures::formatNumber(count));
}

} // namespace app
