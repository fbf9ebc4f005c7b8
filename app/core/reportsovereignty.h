// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "report/ownstandard.h"

class QSqlDatabase;

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// Scores of the systems by the newest evaluation, and their concentration on the day. `scored`: the report is about the rule set ai-sov as well,
/// by which systems have a score. On the connection's thread.
domain::Result<report::OwnStandard> ownStandardOf(const Services &, QSqlDatabase &, store::AttributeStore &, bool scored, domain::Day asOf);

} // namespace app
