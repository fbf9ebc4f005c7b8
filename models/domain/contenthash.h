// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

namespace domain {

/// A hash of all that a record says. It is stored to tell "unchanged" at the next import, so it is the same on every
/// machine and in every run; where it changes with a new version, the values themselves are compared once more.
qint64 contentHash(const Record &);

} // namespace domain
