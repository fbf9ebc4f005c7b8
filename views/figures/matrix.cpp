// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/matrix.h"

#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

constexpr double LinePx = 24;
constexpr double MatrixSignPx = 12;
constexpr double CellPadPx = 6;
constexpr double LeastColumnPx = 44;
constexpr double MostColumnPx = 150;
constexpr qsizetype MostHeadLines = 3;

const QString turnMark = u"matrix-turn:"_s;

const MatrixCell *cellAt(const MatrixData &data, qsizetype row, qsizetype column)
{
    return row < data.cells.size() && column < data.cells.at(row).size() ? &data.cells.at(row).at(column) : nullptr;
}

const QString &briefOf(const MatrixCell &cell) { return cell.brief.isEmpty() ? cell.word : cell.brief; }

QStringList wrapped(const QString &words, const QFontMetricsF &metrics, double width)
{
    QStringList lines;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.constLast() + u' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.last() = longer;
        else
            lines.append(word);
    }
    while (lines.size() > MostHeadLines) {
        const QString last = lines.takeLast();
        lines.last() += u' ' + last;
    }
    return lines;
}

/// The lengths that all pages of one matrix share.
struct Measure
{
    double rowHeads = 0;  ///< width of the row heads with the gap after them
    double column = 0;    ///< width of one column
    double head = 0;      ///< height of the column heads
    double row = 0;
    double line = 0;      ///< height of a line of captions
    double legend = 0;
    qsizetype columns = 0; ///< that stand side by side

    Measure(const MatrixData &data, double width, const Style &style)
    {
        const QFontMetricsF caption = style.metrics(TextRole::Caption);
        line = caption.lineSpacing();
        row = std::max(style.px(LinePx), line + style.px(6));
        QList<Cell> scratch;
        legend = layoutKeys(scratch, data.keys, {}, width, style);
        legend += legend > 0 ? style.px(8) : 0;
        double names = caption.horizontalAdvance(data.corner);
        for (const MatrixHead &head : data.rows)
            names = std::max(names, caption.horizontalAdvance(head.label));
        rowHeads = std::min(names + style.px(2), width * 0.32) + style.px(8);
        // No column so narrow that a cell's short word, or the longest word of a head, is cut.
        double least = style.px(LeastColumnPx);
        double most = style.px(MostColumnPx);
        QSet<QString> measured; // few words stand in many cells
        for (const QList<MatrixCell> &cells : data.cells) {
            for (const MatrixCell &cell : cells) {
                if (measured.contains(cell.word + u'/' + cell.brief))
                    continue;
                measured.insert(cell.word + u'/' + cell.brief);
                const double besides = style.px(CellPadPx * 2 + (cell.sign ? MatrixSignPx + 4 : 0));
                least = std::max(least, caption.horizontalAdvance(briefOf(cell)) + besides);
                most = std::max(most, caption.horizontalAdvance(cell.word) + besides);
            }
        }
        for (const MatrixHead &head : data.columns) {
            for (const QString &word : head.label.split(u' '))
                least = std::max(least, std::min(caption.horizontalAdvance(word), style.px(MostColumnPx)) + style.px(8));
        }
        const double room = std::max(least, width - rowHeads);
        columns = std::clamp<qsizetype>(static_cast<qsizetype>(room / least), 1, std::max<qsizetype>(1, data.columns.size()));
        column = std::min(room / static_cast<double>(columns), std::max(least, most));
        qsizetype lines = 1;
        for (const MatrixHead &head : data.columns)
            lines = std::max(lines, wrapped(head.label, caption, column - style.px(8)).size());
        head = static_cast<double>(lines) * line + style.px(6);
    }
};

/// One line of the body: a group's name, or a row.
struct Line
{
    QString group;
    qsizetype row = -1;
};

QList<Line> linesFrom(const MatrixData &data, qsizetype first)
{
    QList<Line> lines;
    for (qsizetype r = first; r < data.rows.size(); ++r) {
        const QString &group = data.rows.at(r).group;
        if (!group.isEmpty() && (r == first || data.rows.at(r - 1).group != group))
            lines.append({group, -1});
        lines.append({{}, r});
    }
    return lines;
}

void addCell(Figure &figure, const MatrixCell &data, const QRectF &place, const Style &style)
{
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    Cell ground = box(data.id, place.adjusted(style.px(1), style.px(1), -style.px(1), -style.px(1)), data.fill.value_or(Fill::of(Tone::Surface)));
    if (!data.fill)
        ground.outline = Tone::Line;
    ground.tip = data.tip;
    ground.value = data.value;
    figure.cells << ground;
    const double sign = data.sign ? style.px(MatrixSignPx) : 0;
    const double gap = data.sign ? style.px(4) : 0;
    const double room = ground.rect.width() - style.px(CellPadPx);
    const bool whole = sign + gap + caption.horizontalAdvance(data.word) <= room;
    const QString &word = whole ? data.word : briefOf(data);
    const double width = std::min(room, sign + gap + caption.horizontalAdvance(word));
    double x = ground.rect.center().x() - width / 2;
    if (data.sign) {
        Cell mark;
        mark.kind = Cell::Kind::Sign;
        mark.sign = *data.sign;
        mark.grade = data.grade;
        mark.rect = QRectF(x, ground.rect.center().y() - sign / 2, sign, sign);
        figure.cells << mark;
        x += sign + gap;
    }
    if (word.isEmpty())
        return;
    figure.cells << textOn(ground.fill, word, QRectF(x, ground.rect.top(), ground.rect.left() + room + style.px(CellPadPx) - x, ground.rect.height()), style, TextRole::Caption,
                           Qt::AlignLeft | Qt::AlignVCenter);
}

void addHead(Figure &figure, const MatrixHead &head, const QRectF &place, const Style &style, Qt::Alignment align, Tone tone)
{
    Cell cell = text(head.label, place, style, TextRole::Caption, align, head.id.isEmpty() ? tone : Tone::Accent);
    cell.id = head.id;
    cell.tip = head.tip.isEmpty() ? head.label : head.tip;
    figure.cells << cell;
}

/// "1 to 20 of 58" between the marks that turn back and on.
void addTurns(Figure &figure, const QString &more, qsizetype first, qsizetype shown, qsizetype all, const QRectF &place, const Style &style, bool down, MatrixPlace at)
{
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    const QString words = more.arg(first + 1).arg(first + shown).arg(all);
    const double arrow = style.px(22);
    const double width = caption.horizontalAdvance(words) + style.px(8);
    const auto turn = [&](const QString &sign, const QString &tip, qsizetype to, double x, bool can) {
        Cell mark = text(sign, QRectF(x, place.top(), arrow, place.height()), style, TextRole::Body, Qt::AlignCenter, can ? Tone::Accent : Tone::NotApplicable, true);
        if (can) {
            mark.id = turnMark + (down ? u"%1,%2"_s.arg(to).arg(at.column) : u"%1,%2"_s.arg(at.row).arg(to));
            mark.tip = tip;
        }
        figure.cells << mark;
    };
    turn(down ? u"\u2191"_s : u"\u2190"_s, words, std::max<qsizetype>(0, first - shown), place.left(), first > 0);
    figure.cells << text(words, QRectF(place.left() + arrow, place.top(), width, place.height()), style, TextRole::Caption, Qt::AlignCenter, Tone::InkSoft);
    turn(down ? u"\u2193"_s : u"\u2192"_s, words, first + shown, place.left() + arrow + width, first + shown < all);
}

} // namespace

Figure layoutMatrix(const MatrixData &data, const QRectF &rect, const Style &style, MatrixPlace place)
{
    if (data.rows.isEmpty() || data.columns.isEmpty())
        return emptyFigure(rect, data.emptyText, style);
    const Measure measure(data, rect.width(), style);
    Figure figure{rect, {}};
    layoutKeys(figure.cells, data.keys, rect.topLeft(), rect.width(), style);
    place.row = std::clamp<qsizetype>(place.row, 0, data.rows.size() - 1);
    place.column = std::clamp<qsizetype>(place.column, 0, data.columns.size() - measure.columns);

    const double top = rect.top() + measure.legend;
    const double body = top + measure.head;
    const QList<Line> lines = linesFrom(data, place.row);
    const bool across = measure.columns < data.columns.size();
    const auto fit = [&](double foot) { return std::max<qsizetype>(1, static_cast<qsizetype>((rect.bottom() - foot - body) / measure.row + 0.001)); };
    const double footLine = measure.row;
    qsizetype room = fit(across ? footLine : 0);
    const bool longer = place.row > 0 || lines.size() > room;
    if (longer && !across)
        room = fit(footLine);
    // A group's name never stands alone at the foot.
    if (room < lines.size() && room > 1 && lines.at(room - 1).row < 0)
        --room;
    room = std::min(room, lines.size());

    const auto columnAt = [&](qsizetype c) { return rect.left() + measure.rowHeads + static_cast<double>(c) * measure.column; };
    addHead(figure, {data.corner, {}, {}, {}}, QRectF(rect.left(), top, measure.rowHeads - style.px(8), measure.head - style.px(3)), style, Qt::AlignLeft | Qt::AlignBottom, Tone::InkSoft);
    const QFontMetricsF caption = style.metrics(TextRole::Caption);
    for (qsizetype c = 0; c < measure.columns; ++c) {
        const MatrixHead &head = data.columns.at(place.column + c);
        const QStringList words = wrapped(head.label, caption, measure.column - style.px(8));
        double y = body - style.px(3) - static_cast<double>(words.size()) * measure.line;
        for (const QString &one : words) {
            addHead(figure, {one, head.id, head.tip.isEmpty() ? head.label : head.tip, {}}, QRectF(columnAt(c) + style.px(4), y, measure.column - style.px(8), measure.line), style,
                    Qt::AlignHCenter | Qt::AlignVCenter, Tone::InkSoft);
            y += measure.line;
        }
    }
    qsizetype shown = 0;
    for (qsizetype i = 0; i < room; ++i) {
        const double y = body + static_cast<double>(i) * measure.row;
        const Line &one = lines.at(i);
        if (one.row < 0) {
            figure.cells << text(one.group, QRectF(rect.left(), y, rect.width(), measure.row), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignBottom, Tone::Ink, true);
            continue;
        }
        ++shown;
        addHead(figure, data.rows.at(one.row), QRectF(rect.left(), y, measure.rowHeads - style.px(8), measure.row), style, Qt::AlignLeft | Qt::AlignVCenter, Tone::Ink);
        for (qsizetype c = 0; c < measure.columns; ++c) {
            if (const MatrixCell *cell = cellAt(data, one.row, place.column + c))
                addCell(figure, *cell, QRectF(columnAt(c), y, measure.column, measure.row), style);
        }
    }
    const double foot = rect.bottom() - footLine;
    if (longer)
        addTurns(figure, data.more, place.row, shown, data.rows.size(), QRectF(rect.left(), foot, rect.width() / 2, footLine), style, true, place);
    if (across)
        addTurns(figure, data.more, place.column, measure.columns, data.columns.size(), QRectF(rect.left() + std::max(measure.rowHeads, rect.width() / 2), foot, rect.width() / 2, footLine),
                 style, false, place);
    return figure;
}

std::optional<MatrixPlace> matrixTurn(const QString &id)
{
    if (!id.startsWith(turnMark))
        return std::nullopt;
    const QString at = id.mid(turnMark.size());
    return MatrixPlace{at.section(u',', 0, 0).toLongLong(), at.section(u',', 1).toLongLong()};
}

double matrixHeight(const MatrixData &data, double width, const Style &style)
{
    const Measure measure(data, width, style);
    const bool across = measure.columns < data.columns.size();
    return measure.legend + measure.head + static_cast<double>(linesFrom(data, 0).size() + (across ? 1 : 0)) * measure.row;
}

TwinTable tableOf(const MatrixData &data)
{
    TwinTable table;
    const bool grouped = std::any_of(data.rows.cbegin(), data.rows.cend(), [](const MatrixHead &h) { return !h.group.isEmpty(); });
    if (grouped)
        table.columns.append(QString());
    table.columns.append(data.corner);
    for (const MatrixHead &head : data.columns)
        table.columns.append(head.label);
    for (qsizetype r = 0; r < data.rows.size(); ++r) {
        QStringList row;
        if (grouped)
            row.append(data.rows.at(r).group);
        row.append(data.rows.at(r).label);
        for (qsizetype c = 0; c < data.columns.size(); ++c) {
            const MatrixCell *cell = cellAt(data, r, c);
            row.append(cell ? cell->word : QString());
        }
        table.rows.append({data.rows.at(r).id, row, 0});
    }
    return table;
}

} // namespace figures
