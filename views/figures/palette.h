// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QColor>

namespace figures {

/// What a colour means. Figures are laid out in tones; a Palette turns a tone into a colour when painting,
/// so that one layout serves screen (light or dark) and paper.
enum class Tone {
    Paper,
    Surface,
    Line,
    Ink,
    InkSoft,
    Accent,
    Pass,
    Critical,
    High,
    Medium,
    Low,
    Unknown,
    Accepted,
    NotApplicable,
    Sea,
    Land
};

/// The one table of colours of the program, light and dark. Nothing else names a colour.
/// Value type; thread: any.
struct Palette
{
    QColor paper;
    QColor surface;
    QColor line;
    QColor ink;
    QColor inkSoft;
    QColor accent;
    QColor pass;
    QColor critical;
    QColor high;
    QColor medium;
    QColor low;
    QColor unknown;
    QColor accepted;
    QColor notApplicable;
    QColor sea;
    QColor land;

    static const Palette &light();
    static const Palette &dark();
    /// The table that suits a window of this background.
    static const Palette &forBackground(const QColor &window);

    QColor tone(Tone tone) const;
    QColor severity(domain::Severity severity) const;
    /// The colour of a status sign; Status::Gap takes the colour of `gapSeverity`.
    QColor status(domain::Status status, domain::Severity gapSeverity = domain::Severity::High) const;

    /// Step `index` of `count` (1..7) of the sequential scale: one hue, equal steps of lightness (CIE L*)
    /// from next to paper to the accent.
    QColor sequential(int index, int count) const;

    /// Class `index` of `count` (1..7) of a map: equal steps of lightness from a first that stands out from land without data
    /// (MapStep) to a last on which ink can still be read (3:1).
    QColor onLand(int index, int count) const;
    static constexpr double MapStep = 1.5; ///< the least contrast of a class with land

    /// The edge of a field or a box: 3:1 against paper and surface, softer than text.
    QColor edge() const;

    /// The text colour, ink or surface, that stands out more from `background`; where neither does (4.5:1), black or white.
    QColor textOn(const QColor &background) const;
    static constexpr double LeastTextContrast = 4.5;

    static constexpr int CategoryCount = 8;
    /// Okabe-Ito colours for categories without an order; an index outside 0..7 is "other" (unknown's grey).
    QColor category(int index) const;
};

/// The tone that belongs to a grade or a result.
Tone toneOf(domain::Severity severity);
Tone toneOf(domain::Status status, domain::Severity gapSeverity = domain::Severity::High);

/// Contrast ratio of WCAG 2.1 (1 to 21).
double contrastRatio(const QColor &a, const QColor &b);

} // namespace figures
