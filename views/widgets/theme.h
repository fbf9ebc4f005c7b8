// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures/style.h"

#include <QFont>
#include <QPalette>
#include <QWidget>

class QLabel;

namespace views {

enum class ThemeChoice { System, Light, Dark };

/// The one look: Fusion, the atlas palette, the bundled family. GUI thread. Called at start and when the theme changes.
void applyTheme(ThemeChoice choice);

/// The table of colours that suits what a widget is drawn with now.
const figures::Palette &paletteOf(const QWidget *widget);
/// Figures on this widget: its palette, and lengths in proportion to the application's font.
figures::Style styleOf(const QWidget *widget);

/// A step of the 4 px grid at the present font size.
int grid(int steps);
/// A font of the type scale.
QFont scaledFont(figures::TextRole role, bool bold = false);

/// A label of the type scale that keeps its colour role when the theme changes.
QLabel *makeLabel(const QString &text, figures::TextRole role, bool soft = false, bool bold = false, QWidget *parent = nullptr);
/// A one-pixel line of the palette's line colour.
QWidget *hairline(QWidget *parent, bool vertical = false);

} // namespace views
