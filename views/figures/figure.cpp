// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/figure.h"

#include "figures/shaping.h"

#include <QPainter>
#include <QPen>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace figures {
namespace {

QColor blend(const QColor &a, const QColor &b, double t)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() + (b.redF() - a.redF()) * t),
                            static_cast<float>(a.greenF() + (b.greenF() - a.greenF()) * t),
                            static_cast<float>(a.blueF() + (b.blueF() - a.blueF()) * t));
}

/// From the point to the middle of a small shape, or to the edge of a thin one.
double distanceTo(const Cell &cell, QPointF point)
{
    const auto away = [point](double x, double y) { return std::hypot(point.x() - x, point.y() - y); };
    if (!cell.thin)
        return away(cell.rect.center().x(), cell.rect.center().y());
    double best = std::numeric_limits<double>::infinity();
    if (!cell.rect.adjusted(-cell.hitRadius, -cell.hitRadius, cell.hitRadius, cell.hitRadius).contains(point))
        return best;
    for (int i = 0; i < cell.path.elementCount(); ++i) {
        const QPainterPath::Element e = cell.path.elementAt(i);
        best = std::min(best, away(e.x, e.y));
    }
    return best;
}

void paintArea(QPainter &painter, const Cell &cell, const Style &style)
{
    QColor colour = cell.colour(*style.palette);
    colour.setAlphaF(static_cast<float>(cell.fill.opacity));
    const double width = cell.penWidth > 0 ? cell.penWidth : style.hairline;
    painter.setPen(cell.outline ? QPen(style.tone(*cell.outline), width) : QPen(Qt::NoPen));
    if (cell.kind == Cell::Kind::Path) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        QColor ground = cell.fill.hatched ? blend(style.palette->surface, colour, 0.2) : colour;
        ground.setAlphaF(static_cast<float>(cell.fill.opacity));
        painter.setBrush(ground);
        painter.drawPath(cell.path);
        if (cell.fill.hatched) {
            painter.save();
            painter.setClipPath(cell.path, Qt::IntersectClip);
            paintHatch(painter, cell.rect, colour, style.px(3.5), style.hairline);
            painter.restore();
        }
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!cell.fill.hatched) {
        painter.setBrush(colour);
        painter.drawRect(cell.rect);
        return;
    }
    painter.fillRect(cell.rect, cell.fill.ground(*style.palette));
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintHatch(painter, cell.rect, blend(style.palette->surface, colour, 0.75), style.px(5), style.hairline);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, style.hairline));
    painter.drawRect(cell.rect);
}

void paintCell(QPainter &painter, const Cell &cell, const Style &style)
{
    switch (cell.kind) {
    case Cell::Kind::Box:
    case Cell::Kind::Path:
        paintArea(painter, cell, style);
        break;
    case Cell::Kind::Line:
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(cell.fill.colour(*style.palette), cell.penWidth > 0 ? cell.penWidth : style.hairline,
                            Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(cell.path);
        break;
    case Cell::Kind::Text:
        painter.setFont(fontFor(style, cell.role, cell.bold, cell.text));
        if (cell.halo) {
            const QFontMetricsF metrics(painter.font());
            const double room = cell.rect.width() - metrics.horizontalAdvance(cell.text);
            const double indent = cell.align.testFlag(Qt::AlignRight) ? room : cell.align.testFlag(Qt::AlignHCenter) ? room / 2 : 0;
            const double top = cell.align.testFlag(Qt::AlignTop) ? cell.rect.top() : cell.rect.center().y() - metrics.height() / 2;
            QPainterPath rim;
            rim.addText(cell.rect.left() + indent, top + metrics.ascent(),
                        painter.font(), cell.text);
            painter.setRenderHint(QPainter::Antialiasing, true);
            painter.strokePath(rim,
                               QPen(style.palette->surface, style.px(2.5), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        }
        painter.setPen(cell.colour(*style.palette));
        painter.drawText(cell.rect, static_cast<int>(cell.align) | Qt::TextSingleLine | Qt::TextDontClip, cell.text);
        break;
    case Cell::Kind::Sign:
        paintStatus(painter, cell.rect, cell.sign, *style.palette, cell.grade);
        break;
    case Cell::Kind::Grade:
        paintSeverity(painter, cell.rect, cell.grade, *style.palette);
        break;
    }
}

} // namespace

QColor Fill::colour(const Palette &palette) const
{
    if (step >= 0 && steps > 0)
        return tone == Tone::Land ? palette.onLand(step, steps) : palette.sequential(step, steps);
    return category >= 0 ? palette.category(category) : palette.tone(tone);
}

QColor Fill::ground(const Palette &palette) const
{
    return hatched ? blend(palette.surface, colour(palette), 0.12) : colour(palette);
}

void paintThin(QPainter &painter, const Cell &cell, const Palette &palette, bool isSelected)
{
    QColor halo = palette.accent;
    halo.setAlphaF(isSelected ? 0.45F : 0.25F);
    QPen pen(halo, isSelected ? 10 : 6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    painter.strokePath(cell.path, pen);
    painter.fillPath(cell.path, cell.colour(palette));
}

void Figure::paint(QPainter &painter, const Style &style, const QString &hovered, const QStringList &selected) const
{
    painter.save();
    const auto partOf = [&hovered](const Cell &cell) { return cell.id == hovered || cell.with.contains(hovered); };
    const bool follows = !hovered.isEmpty() && std::any_of(cells.begin(), cells.end(), [&](const Cell &cell) { return cell.with.contains(hovered); });
    for (const Cell &cell : cells) {
        if (!follows || cell.with.isEmpty()) {
            paintCell(painter, cell, style);
            continue;
        }
        Cell shown = cell;
        shown.fill.opacity = partOf(cell) ? std::min(1.0, cell.fill.opacity * 1.6) : cell.fill.opacity * 0.3;
        paintCell(painter, shown, style);
    }
    for (const Cell &cell : cells) {
        if (cell.id.isEmpty() || (cell.id != hovered && !selected.contains(cell.id)))
            continue;
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setBrush(Qt::NoBrush);
        if (cell.thin) {
            paintThin(painter, cell, *style.palette, selected.contains(cell.id));
            continue;
        }
        painter.setPen(QPen(style.palette->accent, style.px(selected.contains(cell.id) ? 2 : 1.5)));
        if (cell.kind == Cell::Kind::Path || cell.kind == Cell::Kind::Line)
            painter.drawPath(cell.path);
        else
            painter.drawRect(cell.rect);
    }
    painter.restore();
}

const Cell *Figure::hitTest(QPointF point) const
{
    std::vector<int> all(static_cast<std::size_t>(cells.size()));
    std::iota(all.begin(), all.end(), 0);
    return hitTest(point, all);
}

const Cell *Figure::hitTest(QPointF point, const std::vector<int> &among) const
{
    // Twice: an exact hit beats the generous circle around a small neighbour.
    for (const bool generous : {false, true}) {
        const Cell *nearest = nullptr;
        double best = 0;
        for (auto it = among.crbegin(); it != among.crend(); ++it) {
            const Cell &cell = cells.at(*it);
            if (cell.id.isEmpty())
                continue;
            if (!generous) {
                if (cell.rect.contains(point) && (cell.kind != Cell::Kind::Path || cell.path.contains(point)))
                    return &cell;
                continue;
            }
            if (cell.hitRadius <= 0)
                continue;
            const double distance = distanceTo(cell, point);
            if (distance <= cell.hitRadius && (!nearest || distance < best)) {
                nearest = &cell;
                best = distance;
            }
        }
        if (nearest)
            return nearest;
    }
    return nullptr;
}

QList<Cell> Figure::cellsOf(const QString &id) const
{
    QList<Cell> result;
    std::copy_if(cells.begin(), cells.end(), std::back_inserter(result), [&](const Cell &c) { return c.id == id; });
    return result;
}

Cell box(const QString &id, const QRectF &rect, const Fill &fill)
{
    Cell cell;
    cell.id = id;
    cell.rect = rect;
    cell.fill = fill;
    return cell;
}

Cell text(const QString &string, const QRectF &rect, const Style &style, TextRole role, Qt::Alignment align, Tone tone,
          bool bold)
{
    Cell cell;
    cell.kind = Cell::Kind::Text;
    cell.rect = rect;
    cell.role = role;
    cell.bold = bold;
    cell.align = align;
    cell.fill = {tone, -1, 0, -1, false};
    cell.text = QFontMetricsF(fontFor(style, role, bold, string)).elidedText(string, Qt::ElideRight, rect.width() + style.px(1));
    return cell;
}

Cell textOn(const Fill &ground, const QString &string, const QRectF &rect, const Style &style, TextRole role, Qt::Alignment align, bool bold)
{
    Cell cell = text(string, rect, style, role, align, Tone::Ink, bold || ground.hatched);
    cell.on = ground;
    cell.halo = ground.hatched;
    return cell;
}

Cell line(QPointF from, QPointF to, Tone tone, double width)
{
    Cell cell;
    cell.kind = Cell::Kind::Line;
    cell.path.moveTo(from);
    cell.path.lineTo(to);
    cell.rect = QRectF(from, to).normalized();
    cell.fill = {tone, -1, 0, -1, false};
    cell.penWidth = width;
    return cell;
}

double layoutKeys(QList<Cell> &cells, const QList<Key> &keys, QPointF topLeft, double width, const Style &style)
{
    if (keys.isEmpty())
        return 0;
    const double lineHeight = style.px(16);
    const double sign = style.px(10);
    QPointF at = topLeft;
    for (const Key &key : keys) {
        const double words = QFontMetricsF(fontFor(style, TextRole::Caption, false, key.label)).horizontalAdvance(key.label);
        const bool marked = key.fill || key.grade || key.sign || key.site;
        const double needed = (marked ? sign + style.px(5) : 0) + words;
        if (at.x() > topLeft.x() && at.x() + needed > topLeft.x() + width)
            at = QPointF(topLeft.x(), at.y() + lineHeight);
        Cell mark = box({}, QRectF(at.x(), at.y() + (lineHeight - sign) / 2, sign, sign), key.fill.value_or(Fill()));
        if (key.grade) {
            mark.kind = Cell::Kind::Grade;
            mark.grade = *key.grade;
        } else if (key.sign) {
            mark.kind = Cell::Kind::Sign;
            mark.sign = *key.sign;
        } else if (key.site) {
            mark.kind = Cell::Kind::Path;
            mark.path = sitePath(*key.site, mark.rect);
        }
        if (marked)
            cells << mark;
        cells << text(key.label, QRectF(at.x() + needed - words, at.y(), words, lineHeight), style, TextRole::Caption, Qt::AlignLeft | Qt::AlignVCenter, Tone::InkSoft);
        at.rx() += needed + style.px(14);
    }
    return at.y() + lineHeight - topLeft.y();
}

Figure emptyFigure(const QRectF &rect, const QString &why, const Style &style)
{
    Figure figure{rect, {}};
    // In as many lines as the width asks for: words that say why must be read to their end.
    const QFontMetricsF metrics = style.metrics(TextRole::Body);
    QStringList lines;
    for (const QString &word : why.split(u' ')) {
        const QString longer = lines.isEmpty() ? word : lines.constLast() + u' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= rect.width())
            lines.last() = longer;
        else
            lines.append(word);
    }
    const double height = metrics.lineSpacing();
    double top = rect.center().y() - height * static_cast<double>(lines.size()) / 2;
    for (const QString &line : std::as_const(lines)) {
        figure.cells << text(line, QRectF(rect.left(), top, rect.width(), height), style, TextRole::Body, Qt::AlignCenter, Tone::InkSoft);
        top += height;
    }
    return figure;
}

QString formatNumber(double value)
{
    const bool whole = std::abs(value - std::round(value)) < 0.005;
    QString digits = QString::number(std::abs(value), 'f', whole ? 0 : 2);
    const qsizetype point = digits.indexOf(u'.');
    for (qsizetype i = (point < 0 ? digits.size() : point) - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x202F));
    if (!whole) {
        while (digits.endsWith(u'0'))
            digits.chop(1);
    }
    return value < 0 && digits != "0"_L1 ? QChar(0x2212) + digits : digits;
}

QString formatCount(qint64 count) { return formatNumber(static_cast<double>(count)); }

namespace {

/// Multiples of the step from zero until `maximum` is covered.
QList<double> stepsOf(double step, double maximum, int most)
{
    QList<double> result;
    for (int i = 0; i <= most; ++i) {
        result << i * step;
        if (result.last() >= maximum - step * 1e-9)
            break;
    }
    return result;
}

} // namespace

QList<double> axisSteps(double maximum, int most)
{
    if (!(maximum > 0) || most < 1)
        return {0};
    const double raw = maximum / most;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= raw - power * 1e-9) {
            step = factor * power;
            break;
        }
    }
    return stepsOf(step, maximum, most);
}

QList<double> countSteps(double maximum, int most)
{
    const QList<double> steps = axisSteps(maximum, most);
    return steps.size() < 2 || isWhole(steps.at(1)) ? steps : stepsOf(std::ceil(steps.at(1)), maximum, most);
}

bool isWhole(double value) { return std::abs(value - std::round(value)) < 1e-9; }

} // namespace figures
