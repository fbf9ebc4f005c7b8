// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QList>
#include <QString>

namespace importers {

/// The global names that an identifier which people copied into a list is: an ARN, Azure's or Google's full name of a resource, an EC2
/// instance. Empty for serial numbers, host names and all else that is not unique in the world.
QList<domain::Alias> aliasesOfAssetName(const QString &);

} // namespace importers
