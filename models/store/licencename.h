// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace store {

/// The SPDX identifier (else the hub's own word) of a licence however it is written: "Apache License, Version 2.0", "apache-2.0" and
/// "https://spdx.org/licenses/Apache-2.0" are "Apache-2.0"; of an expression its parts, in one order where that tells nothing. A name that
/// is not known comes back without case and punctuation. To be compared, not to be shown: what was written stays as it is. Thread: any.
QString comparableLicence(const QString &written);

} // namespace store
