// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/glyphs.h"
#include "figures/style.h"

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace figures {

/// How an area is filled: a tone, a step of the sequential scale, or a category.
struct Fill
{
    Tone tone = Tone::Accent;
    int step = -1; ///< 0 <= step < steps: the scale instead of the tone; with Tone::Land that of maps
    int steps = 0;
    int category = -1; ///< category colour instead of the tone
    bool hatched = false;
    double opacity = 1; ///< less: what lies under it shines through

    QColor colour(const Palette &palette) const;
    /// What words upon it have behind them: the colour, or the pale ground of a hatched area.
    QColor ground(const Palette &palette) const;
    static Fill of(Tone tone) { return {tone, -1, 0, -1, tone == Tone::Unknown}; }
    static Fill of(domain::Severity severity) { return of(toneOf(severity)); }
    static Fill of(domain::Status status) { return of(toneOf(status)); }
    static Fill sequential(int step, int steps) { return {Tone::Accent, step, steps, -1, false}; }
    /// A class of a map: a step of the scale that begins apart from land without data.
    static Fill onLand(int step, int steps) { return {Tone::Land, step, steps, -1, false}; }
    static Fill ofCategory(int index) { return {Tone::Accent, -1, 0, index, false}; }
};

/// One painted part of a figure. Marks with an id answer hover and click.
struct Cell
{
    enum class Kind { Box, Path, Line, Text, Sign, Grade };

    Kind kind = Kind::Box;
    QString id; ///< what a click filters by; empty where nothing can be chosen
    QRectF rect;
    QPainterPath path; ///< Kind::Path and Kind::Line
    Fill fill;
    std::optional<Tone> outline;
    double penWidth = 0;  ///< 0: the style's hairline
    double hitRadius = 0; ///< a small shape answers within this distance of its centre; a thin one of its edge
    bool thin = false;    ///< Kind::Path: a ribbon, which nobody can point at exactly
    QString text;         ///< Kind::Text
    TextRole role = TextRole::Caption;
    bool bold = false;
    bool halo = false; ///< text over a map or a hatched area: a rim of the surface's colour
    std::optional<Fill> on; ///< words, or a small sign, upon this: painted in what can be read there (Palette::textOn) instead of `fill`
    Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
    domain::Status sign = domain::Status::Unknown;   ///< Kind::Sign
    domain::Severity grade = domain::Severity::High; ///< Kind::Grade, or the gap's grade in a sign
    QString tip;                                     ///< number, unit and share, for the tooltip and for screen readers
    QStringList with; ///< ids of other marks: while one of them is pointed at, this one stands out and those that have no part in it step back
    double value = 0;                                ///< what the mark stands for

    /// In which it is painted.
    QColor colour(const Palette &palette) const { return on ? palette.textOn(on->ground(palette)) : fill.colour(palette); }
};

/// A laid out figure: a list of marks in painting order. Value type. Thread: any (painting: the painter's).
struct Figure
{
    QRectF rect;
    QList<Cell> cells;

    /// Paints all; marks whose id is in `selected` or equals `hovered` get an accent outline.
    void paint(QPainter &painter, const Style &style, const QString &hovered = {},
               const QStringList &selected = {}) const;
    /// The topmost mark with an id at this point, or nullptr; stays valid while the figure does.
    const Cell *hitTest(QPointF point) const;
    /// The same among these cells only, in painting order (HitIndex).
    const Cell *hitTest(QPointF point, const std::vector<int> &among) const;
    /// All marks with this id.
    QList<Cell> cellsOf(const QString &id) const;
};

/// A thin mark that is chosen or pointed at: a pale halo under it, and itself once more, so that its colour and its dashes still tell its status.
void paintThin(QPainter &, const Cell &, const Palette &, bool isSelected);

/// An entry of a legend.
struct Key
{
    QString label;
    std::optional<Fill> fill;              ///< none: words that explain, without a mark
    std::optional<domain::Severity> grade; ///< drawn as the severity's sign rather than a swatch
    std::optional<domain::Status> sign;
    std::optional<SiteKind> site; ///< drawn as this shape
};

// Helpers for layouts.

Cell box(const QString &id, const QRectF &rect, const Fill &fill);
Cell text(const QString &string, const QRectF &rect, const Style &style, TextRole role, Qt::Alignment align,
          Tone tone = Tone::Ink, bool bold = false);
/// Words upon a filled area: at least 4.5:1 against it, whatever its colour; with a rim where it is hatched.
Cell textOn(const Fill &ground, const QString &string, const QRectF &rect, const Style &style, TextRole role, Qt::Alignment align, bool bold = false);
Cell line(QPointF from, QPointF to, Tone tone, double width = 0);

/// Lays legend entries in lines of at most `width`; answers the height used.
double layoutKeys(QList<Cell> &cells, const QList<Key> &keys, QPointF topLeft, double width, const Style &style);

/// A figure without data: says why, and what to do.
Figure emptyFigure(const QRectF &rect, const QString &why, const Style &style);

/// 12345 -> "12 345" with thin spaces; up to two decimals where the number is not whole.
QString formatNumber(double value);
/// The same for what is counted.
QString formatCount(qint64 count);

/// Round steps for an axis from zero that covers `maximum` with at most `most` lines above zero.
QList<double> axisSteps(double maximum, int most = 4);
/// The same for what is counted: of things there is no half.
QList<double> countSteps(double maximum, int most = 4);
bool isWhole(double value);

} // namespace figures
