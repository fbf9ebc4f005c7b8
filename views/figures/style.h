// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/palette.h"

#include <QFont>
#include <QFontMetricsF>
#include <QString>

namespace figures {

/// The steps of the type scale: 11, 13, 16, 22 and 34 px at 100 %.
enum class TextRole { Caption, Body, Title, Number, Display };

/// How a figure is drawn on one surface: colours, family, and the length of one design pixel in the
/// painter's units. Value type; the palette must outlive it (both tables are static). Thread: any.
struct Style
{
    const Palette *palette = &Palette::light();
    QString family;
    double unit = 1.0;     ///< painter units for one pixel at 100 %
    double hairline = 1.0; ///< painter units

    /// For widgets and images: `unit` is the ratio of the font's size to the design's 13 px.
    static Style screen(const Palette &palette, double unit = 1.0);
    /// For a paged device of this resolution: captions become 8 pt and hairlines 0.5 pt. Always light.
    static Style paper(int dotsPerInch);

    double px(double designPixels) const { return designPixels * unit; }
    QFont font(TextRole role, bool bold = false) const;
    QFontMetricsF metrics(TextRole role, bool bold = false) const { return QFontMetricsF(font(role, bold)); }
    QColor tone(Tone t) const { return palette->tone(t); }
};

/// Registers the bundled family at the first call and answers its name; where the bundle is absent, the
/// installed "Inter", else the application's own family. Needs a QGuiApplication. Thread: any.
QString fontFamily();

} // namespace figures
