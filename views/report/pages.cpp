// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pages.h"

#include "figures/shaping.h"

#include <QHash>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace report {

using figures::TextRole;
using figures::Tone;

namespace {

constexpr double SideMargin = 46;
constexpr double TopMargin = 56;
constexpr double BottomMargin = 46;
constexpr double PairLabel = 82;
constexpr double SmallPairLabel = 50;

} // namespace

Pages::Pages(const figures::Style &style, int dotsPerInch, const QSizeF &paper)
    : m_style(style), m_dots(dotsPerInch), m_left(pt(SideMargin)), m_right(pt(paper.width() - SideMargin)),
      m_top(pt(TopMargin)), m_bottom(pt(paper.height() - BottomMargin))
{
}

QStringList Pages::wrap(const QString &words, TextRole role, bool bold, double width) const
{
    QStringList lines;
    QTextOption option;
    // Keys and hashes have no spaces: break them anywhere rather than cut them.
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    for (const QString &paragraph : words.split(u'\n')) {
        QTextLayout layout(paragraph, figures::fontFor(m_style, role, bold, paragraph));
        layout.setTextOption(option);
        layout.beginLayout();
        while (true) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(std::max(width, pt(8)));
            lines << paragraph.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
        if (paragraph.isEmpty())
            lines << QString();
    }
    return lines;
}

double Pages::lineHeight(TextRole role) const
{
    return m_style.metrics(role).height() * (role == TextRole::Body ? 1.22 : 1.1);
}

void Pages::newPage()
{
    m_pages << Page();
    m_y = m_top;
}

void Pages::ensure(double height)
{
    if (m_pages.isEmpty() || (m_y + height > m_bottom && m_y > m_top))
        newPage();
}

void Pages::put(const QString &words, const QRectF &rect, TextRole role, bool bold, Tone tone, Qt::Alignment align)
{
    figures::Cell cell;
    cell.kind = figures::Cell::Kind::Text;
    cell.rect = rect;
    cell.text = words;
    cell.role = role;
    cell.bold = bold;
    cell.align = align;
    cell.fill = {tone, -1, 0, -1, false};
    page().cells << cell;
}

void Pages::rule(double y, Tone tone)
{
    page().cells << figures::line(QPointF(m_left, y), QPointF(m_right, y), tone);
}

void Pages::flow(const QStringList &lines, double left, double width, TextRole role, bool bold, Tone tone)
{
    const double height = lineHeight(role);
    for (const QString &words : lines) {
        ensure(height);
        put(words, QRectF(left, m_y, width, height), role, bold, tone);
        m_y += height;
    }
}

void Pages::add(const Block &block, const QList<const Block *> &next)
{
    if (m_pages.isEmpty())
        newPage();
    if (const auto *heading = std::get_if<Heading>(&block)) {
        lay(*heading, next);
        return;
    }
    if (const auto *pairs = std::get_if<Pairs>(&block); pairs && !next.isEmpty() && std::holds_alternative<Table>(*next.constFirst())) {
        // What is said of all stands on the sheet of the first of them.
        double height = heightAfterHeading({}, {next.constFirst()});
        for (const auto &row : pairs->rows)
            height += pt(1.5) + lineHeight(pairs->small ? TextRole::Caption : TextRole::Body) *
                                    static_cast<double>(wrap(row.second, pairs->small ? TextRole::Caption : TextRole::Body, false,
                                                             m_right - m_left - pt(pairs->small ? SmallPairLabel : PairLabel)).size());
        if (height < (m_bottom - m_top) / 2)
            ensure(height);
    }
    std::visit(
        [this](const auto &kind) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(kind)>, Heading>)
                lay(kind);
        },
        block);
}

QList<std::tuple<int, QRectF, qsizetype>> Pages::resolveReferences(int offset)
{
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < m_anchors.size(); ++i) {
        if (!m_anchors.at(i).id.isEmpty())
            index.insert(m_anchors.at(i).id, i);
    }
    QList<std::tuple<int, QRectF, qsizetype>> links;
    for (const PageReference &reference : std::as_const(m_references)) {
        const auto it = index.constFind(reference.target);
        QString &words = m_pages[reference.page].cells[reference.cell].text;
        words = it == index.constEnd() ? u"\u2013"_s : QString::number(m_anchors.at(*it).page + offset + 1);
        if (it != index.constEnd())
            links << std::tuple(reference.page, reference.rect, *it);
    }
    return links;
}

double Pages::heightAfterHeading(const Heading &heading, const QList<const Block *> &next) const
{
    // What a heading must not be parted from: up to and with the first block that is more than a heading or a line of introduction.
    const auto lines = [](const QString &words, double perLine) { return 1 + std::floor(static_cast<double>(words.size()) / perLine); };
    double height = 0;
    for (const Block *block : next) {
        if (const auto *figure = std::get_if<FigureBlock>(block)) {
            double figureHeight = pt(figure->heightPoints);
            if (const auto *bars = std::get_if<figures::StackedBarsData>(&figure->data))
                figureHeight = figures::stackedBarsHeight(*bars, m_right - m_left, m_style);
            return height + figureHeight + lines(figure->caption, 110) * lineHeight(TextRole::Caption) + pt(8);
        }
        if (const auto *inner = std::get_if<Heading>(block)) {
            if (inner->newPage || inner->level <= heading.level)
                return height;
            height += pt(22);
        } else if (const auto *paragraph = std::get_if<Paragraph>(block)) {
            height += lineHeight(paragraph->soft ? TextRole::Caption : TextRole::Body) * std::min(5.0, lines(paragraph->text, 95));
            if (!paragraph->soft)
                return height;
        } else if (const auto *pairs = std::get_if<Pairs>(block)) {
            for (const auto &row : pairs->rows)
                height += lineHeight(TextRole::Caption) * std::min(3.0, lines(row.second, 110)) + pt(2);
            if (pairs->rows.size() > 1)
                return height;
        } else if (const auto *table = std::get_if<Table>(block); table && !table->rows.isEmpty()) {
            // Its head and its first row, which is not split.
            const QList<double> widths = columnWidths(*table);
            return height + headHeight(*table, widths) + std::min(layRow(*table, table->rows.constFirst(), widths).height, (m_bottom - m_top) / 2);
        } else if (!std::holds_alternative<Gap>(*block)) {
            return height + pt(48);
        }
    }
    return height;
}

void Pages::lay(const Heading &heading, const QList<const Block *> &next)
{
    const TextRole role = heading.level == 1   ? TextRole::Number
                          : heading.level == 2 ? TextRole::Title
                          : heading.level == 3 ? TextRole::Body
                                               : TextRole::Caption;
    const bool bold = heading.level > 1;
    if (heading.newPage && m_y > m_top)
        newPage();
    const double size = heading.level == 4 ? 8 : 12;
    const double sign = heading.grade ? pt(size + 5) : 0;
    const QStringList lines = wrap(heading.text, role, bold, m_right - m_left - sign);
    const double above = m_y > m_top ? pt(heading.level == 1 ? 14 : heading.level == 2 ? 8 : 4) : 0;
    const double below = pt(heading.level == 1 ? 8 : heading.level == 4 ? 2 : 4);
    ensure(above + static_cast<double>(lines.size()) * lineHeight(role) + below + heightAfterHeading(heading, next));
    if (m_y > m_top)
        m_y += above;
    if (heading.level <= 2)
        m_anchors << Anchor{heading.level,    heading.text, static_cast<int>(m_pages.size()) - 1, m_y * 72 / m_dots,
                            heading.contents, heading.id};
    if (heading.grade) {
        figures::Cell cell;
        cell.kind = figures::Cell::Kind::Grade;
        cell.grade = *heading.grade;
        cell.rect = QRectF(m_left, m_y + (lineHeight(role) - pt(size)) / 2, pt(size), pt(size));
        page().cells << cell;
    }
    flow(lines, m_left + sign, m_right - m_left - sign, role, bold, Tone::Ink);
    m_y += below;
}

void Pages::lay(const Paragraph &paragraph)
{
    const TextRole role = paragraph.soft ? TextRole::Caption : TextRole::Body;
    const QStringList lines = wrap(paragraph.text, role, paragraph.strong, m_right - m_left);
    // A few lines stay together.
    if (lines.size() <= 5)
        ensure(static_cast<double>(lines.size()) * lineHeight(role));
    flow(lines, m_left, m_right - m_left, role,
         paragraph.strong, paragraph.soft ? Tone::InkSoft : Tone::Ink);
    m_y += pt(4);
}

void Pages::lay(const Pairs &pairs)
{
    const TextRole role = pairs.small ? TextRole::Caption : TextRole::Body;
    const double labelWidth = pt(pairs.small ? SmallPairLabel : PairLabel);
    const double left = m_left + labelWidth;
    const double height = lineHeight(role);
    for (const auto &[label, value] : pairs.rows) {
        const QStringList lines = wrap(value, role, false, m_right - left);
        const QStringList labels = wrap(label, role, false, labelWidth - pt(6));
        // Short values stay together with their label; long ones go on over the page.
        ensure(height * std::min<double>(3, static_cast<double>(std::max(lines.size(), labels.size()))));
        double y = m_y;
        for (const QString &words : labels) {
            put(words, QRectF(m_left, y, labelWidth, height), role, false, Tone::InkSoft);
            y += height;
        }
        const double afterLabel = y;
        const auto sheet = m_pages.size();
        flow(lines, left, m_right - left, role, false, Tone::Ink);
        if (sheet == m_pages.size())
            m_y = std::max(m_y, afterLabel);
        m_y += pt(1.5);
    }
    m_y += pt(pairs.small ? 2 : 4);
}

void Pages::lay(const Tiles &tiles)
{
    constexpr int perLine = 3;
    const double gap = pt(10);
    const double width = (m_right - m_left - gap * (perLine - 1)) / perLine;
    const double pad = pt(9);
    const double numberHeight = lineHeight(TextRole::Display) * 0.9;
    for (qsizetype start = 0; start < tiles.tiles.size(); start += perLine) {
        const QList<Tile> line = tiles.tiles.mid(start, perLine);
        double height = 0;
        for (const Tile &tile : line) {
            const auto label = wrap(tile.label, TextRole::Body, true, width - 2 * pad).size();
            const auto note = wrap(tile.note, TextRole::Caption, false, width - 2 * pad).size();
            height = std::max(height, numberHeight + static_cast<double>(label) * lineHeight(TextRole::Body) +
                                          static_cast<double>(note) * lineHeight(TextRole::Caption) + 2 * pad);
        }
        ensure(height);
        double x = m_left;
        for (const Tile &tile : line) {
            figures::Cell card = figures::box({}, QRectF(x, m_y, width, height), {Tone::Surface, -1, 0, -1, false});
            card.outline = Tone::Line;
            page().cells << card;
            double y = m_y + pad;
            double indent = 0;
            if (tile.sign) {
                figures::Cell sign;
                sign.kind = figures::Cell::Kind::Sign;
                sign.sign = *tile.sign;
                sign.rect = QRectF(x + width - pad - pt(13), y + pt(2), pt(13), pt(13));
                page().cells << sign;
                indent = pt(16);
            }
            put(tile.number, QRectF(x + pad, y, width - 2 * pad - indent, numberHeight), TextRole::Display, false,
                tile.tone);
            y += numberHeight;
            for (const QString &words : wrap(tile.label, TextRole::Body, true, width - 2 * pad)) {
                put(words, QRectF(x + pad, y, width - 2 * pad, lineHeight(TextRole::Body)), TextRole::Body, true,
                    Tone::Ink);
                y += lineHeight(TextRole::Body);
            }
            for (const QString &words : wrap(tile.note, TextRole::Caption, false, width - 2 * pad)) {
                put(words, QRectF(x + pad, y, width - 2 * pad, lineHeight(TextRole::Caption)), TextRole::Caption, false,
                    Tone::InkSoft);
                y += lineHeight(TextRole::Caption);
            }
            x += width + gap;
        }
        m_y += height + gap;
    }
}

void Pages::lay(const Gap &gap)
{
    if (m_y > m_top)
        m_y += pt(gap.points);
}

void Pages::lay(const FigureBlock &block)
{
    const double width = m_right - m_left;
    const QStringList caption =
        block.caption.isEmpty() ? QStringList() : wrap(block.caption, TextRole::Caption, false, width);
    const double below = static_cast<double>(caption.size()) * lineHeight(TextRole::Caption);
    double height = pt(block.heightPoints);
    if (const auto *bars = std::get_if<figures::StackedBarsData>(&block.data))
        height = std::max(pt(20), figures::stackedBarsHeight(*bars, width, m_style));
    height = std::min(height, m_bottom - m_top - below - pt(4));
    ensure(height + below + pt(4));
    const QRectF rect(m_left, m_y, width, height);
    const figures::Figure figure = std::visit(
        [&](const auto &data) {
            using Kind = std::decay_t<decltype(data)>;
            if constexpr (std::is_same_v<Kind, figures::StackedBarsData>)
                return figures::layoutStackedBars(data, rect, m_style);
            else if constexpr (std::is_same_v<Kind, figures::LineChartData>)
                return figures::layoutLineChart(data, rect, m_style);
            else if constexpr (std::is_same_v<Kind, figures::HeatmapData>)
                return figures::layoutHeatmap(data, rect, m_style);
            else if constexpr (std::is_same_v<Kind, figures::TreemapData>)
                return figures::layoutTreemap(data, rect, m_style);
            else
                return figures::layoutWorldMap(data, rect, m_style);
        },
        block.data);
    page().cells << figure.cells;
    m_y += height + pt(4);
    flow(caption, m_left, width, TextRole::Caption, false, Tone::InkSoft);
}

void Pages::addCover(const Cover &cover)
{
    newPage();
    const double width = m_right - m_left;
    put(cover.organisation, QRectF(m_left, m_y, width * 0.7, lineHeight(TextRole::Title)), TextRole::Title, true,
        Tone::Ink);
    if (!cover.classification.isEmpty()) {
        const double w = m_style.metrics(TextRole::Caption, true).horizontalAdvance(cover.classification) + pt(14);
        figures::Cell mark = figures::box({}, QRectF(m_right - w, m_y, w, pt(18)), {Tone::Surface, -1, 0, -1, false});
        mark.outline = Tone::Ink;
        page().cells << mark;
        put(cover.classification, mark.rect, TextRole::Caption, true, Tone::Ink, Qt::AlignCenter);
    }
    m_y += pt(34);
    page().cells << figures::box({}, QRectF(m_left, m_y, pt(44), pt(3)), {Tone::Accent, -1, 0, -1, false});
    m_y += pt(96);
    flow(wrap(cover.title, TextRole::Display, true, width), m_left, width, TextRole::Display, true, Tone::Ink);
    m_y += pt(6);
    flow({cover.asOf.isEmpty() ? u"Not evaluated yet"_s : u"As of "_s + cover.asOf}, m_left, width, TextRole::Title, false,
         Tone::InkSoft);
    m_y += pt(4);
    flow(wrap(cover.kind, TextRole::Body, false, width), m_left, width, TextRole::Body, false, Tone::InkSoft);
    if (!cover.sampleNote.isEmpty()) {
        m_y += pt(14);
        const QStringList lines = wrap(cover.sampleNote, TextRole::Body, true, width - pt(20));
        const double height = static_cast<double>(lines.size()) * lineHeight(TextRole::Body) + pt(14);
        figures::Cell card = figures::box({}, QRectF(m_left, m_y, width, height), {Tone::Surface, -1, 0, -1, false});
        card.outline = Tone::High;
        page().cells << card;
        m_y += pt(7);
        flow(lines, m_left + pt(10), width - pt(20), TextRole::Body, true, Tone::Ink);
        m_y += pt(7);
    }
    m_y += pt(36);

    Pairs pairs;
    pairs.rows << std::pair(u"Scope"_s, cover.scope.isEmpty() ? u"not stated"_s : cover.scope);
    pairs.rows << std::pair(u"Exclusions"_s, cover.exclusions.isEmpty() ? u"none stated"_s : cover.exclusions.join(u'\n'));
    for (const auto &fact : cover.facts)
        pairs.rows << fact;
    rule(m_y, Tone::Line);
    m_y += pt(10);
    lay(pairs);
    m_y += pt(20);

    // Who signed: a line for each, with room for a signature.
    const double column = width / static_cast<double>(std::max<qsizetype>(1, cover.roles.size()));
    ensure(pt(80));
    m_y = std::max(m_y, m_bottom - pt(84));
    double x = m_left;
    for (const auto &[role, name] : cover.roles) {
        put(role, QRectF(x, m_y, column, lineHeight(TextRole::Caption)), TextRole::Caption, false, Tone::InkSoft);
        double y = m_y + lineHeight(TextRole::Caption);
        for (const QString &words : wrap(name.isEmpty() ? u"not stated"_s : name, TextRole::Body, true, column - pt(14))) {
            put(words, QRectF(x, y, column - pt(14), lineHeight(TextRole::Body)), TextRole::Body, true, Tone::Ink);
            y += lineHeight(TextRole::Body);
        }
        page().cells << figures::line(QPointF(x, m_y + pt(62)), QPointF(x + column - pt(14), m_y + pt(62)),
                                      Tone::InkSoft);
        put(u"Function, date, signature"_s, QRectF(x, m_y + pt(64), column, lineHeight(TextRole::Caption)), TextRole::Caption,
            false, Tone::InkSoft);
        x += column;
    }
}

QList<std::pair<int, QRectF>> Pages::addContents(const QList<Anchor> &anchors, int offset)
{
    QList<std::pair<int, QRectF>> places;
    newPage();
    flow({u"Contents"_s}, m_left, m_right - m_left, TextRole::Number, false, Tone::Ink);
    m_y += pt(8);
    for (const Anchor &anchor : anchors) {
        if (!anchor.contents) {
            places << std::pair(-1, QRectF());
            continue;
        }
        const bool top = anchor.level == 1;
        const double indent = top ? 0 : pt(14);
        const double numbers = pt(30);
        const QStringList lines = wrap(anchor.text, TextRole::Body, top, m_right - m_left - indent - numbers);
        const double height = lineHeight(TextRole::Body);
        const double all = height * static_cast<double>(lines.size());
        ensure(all + (top ? pt(24) : 0));
        if (top && m_y > m_top)
            m_y += pt(4);
        places << std::pair(
            static_cast<int>(m_pages.size()) - 1,
            QRectF(m_left * 72 / m_dots, m_y * 72 / m_dots, (m_right - m_left) * 72 / m_dots, all * 72 / m_dots));
        flow(lines, m_left + indent, m_right - m_left - indent - numbers, TextRole::Body, top, Tone::Ink);
        put(QString::number(anchor.page + offset + 1), QRectF(m_right - numbers, m_y - height, numbers, height),
            TextRole::Body, false, top ? Tone::Ink : Tone::InkSoft, Qt::AlignRight | Qt::AlignVCenter);
    }
    return places;
}

} // namespace report
