// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

namespace importers {

/// Data at "s3://bucket/path", which AWS keeps: where that is, whichever file has the bucket tells.
domain::Record awsDataInBucket(const QString &uri, const QString &partition, const QString &mapping);

} // namespace importers
