// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rules {

/// A number as a sentence says it, with up to twelve digits: "0.25", "3650", and a very large or very small one as
/// "2.1 × 10^22" instead of the shorthand of programs, "2.1e+22". For people to read, not to be read in again.
QString numberText(double number);

} // namespace rules
