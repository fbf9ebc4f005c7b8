// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QEvent;

namespace views {

/// Keeps Esc for the widget that was asked for it; else the window's Esc takes the filter away. False: the event is about something else. GUI thread.
bool keepsEscape(QEvent *event);

} // namespace views
