// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/figure.h"

namespace report {

/// A figure as an SVG element that stands alone (no style sheet, no script), with its tooltips as titles.
/// Pure. Thread: any.
QString toSvg(const figures::Figure &figure, const figures::Style &style, const QString &description);

/// The sign of a status or grade as a small SVG element for running text; decorative: the word stands beside it.
QString signSvg(std::optional<domain::Status> status, std::optional<domain::Severity> grade,
                const figures::Palette &palette);

} // namespace report
