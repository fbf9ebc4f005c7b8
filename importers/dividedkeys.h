// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"

#include <QStringList>

namespace importers {

/// What to tell of the systems whose disks or copies have several keys, or keys for a part only, once their file was read; none: nothing.
void tellDividedKeys(const QStringList &systems, domain::RecordSink &);

} // namespace importers
