// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QByteArray>
#include <QList>

namespace rules {

/// Looks at the bytes of a rule set that comes from elsewhere before anything is built of them: nesting, sizes, numbers, names that stand
/// twice in one object, text that is no UTF-8. One pass, memory in the measure of what is open; stops at the first fault, whose `where` is
/// a JSON pointer. Nothing for what may be read. Thread: any.
QList<domain::Diagnostic> guardJson(const QByteArray &json);

} // namespace rules
