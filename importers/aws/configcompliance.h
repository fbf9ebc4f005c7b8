// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/aws/configmapping.h"

#include <QList>

namespace importers {

/// What the rules of AWS Config say of a resource, from an item AWS::Config::ResourceCompliance: one finding for each rule, or one for all
/// of them where the item lists none. Empty: the item tells no result. Words that are no result stay unsaid.
QList<domain::Record> configCompliance(JsonTree::Ref item, const ConfigIdentity &);

} // namespace importers
