// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/escapekey.h"

#include <QKeyEvent>

namespace views {

bool keepsEscape(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return false;
    event->accept();
    return true;
}

} // namespace views
