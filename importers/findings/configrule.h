// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/findings/toolfinding.h"

namespace importers {

/// What a rule of AWS Config is about, in whichever export its result stands; without a rule: all rules together. The same
/// result has the same key in all of them.
ToolFinding configRuleFinding(const QString &rule, const QString &resourceType, const QString &resourceId);

} // namespace importers
