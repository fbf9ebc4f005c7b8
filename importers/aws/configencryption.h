// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/configmapping.h"

namespace importers {

/// What an item says of encryption at rest, and by whose key.
void mapEncryption(domain::Record &, JsonTree::Ref configuration, JsonTree::Ref supplementary, const ConfigIdentity &);

} // namespace importers
