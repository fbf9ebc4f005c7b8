// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace views {

/// The program's own icons (:/icons/NAME.svg, drawn in black) in the colours of the theme that is in use when they are painted; never the
/// desktop's icon theme. GUI thread.
QIcon loadIcon(const QString &name);

} // namespace views
