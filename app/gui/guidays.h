// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar.h"
#include "pages/backend.h"

namespace app {

/// What comes as a line of a list, with where it leads under the filter. Pure; any thread.
views::CalendarRow calendarRow(const Coming &, const views::FilterState &filter);

} // namespace app
