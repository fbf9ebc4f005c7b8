// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

class QWidget;

namespace views {

/// The program's own icons (:/icons/NAME.svg, drawn in black) in the colours of a widget's palette; never the desktop's icon theme.
/// GUI thread. Ask again after a change of palette.
QIcon loadIcon(const QString &name, const QWidget *widget, bool onAccent = false);

} // namespace views
