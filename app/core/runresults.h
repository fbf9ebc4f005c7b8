// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/findings.h"

#include <QSqlDatabase>

#include <functional>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// NoRun where the last run did not judge one of the frameworks: what an earlier run found of it may be out of date.
domain::Result<void> judgedInLastRun(QSqlDatabase &, const QStringList &frameworks);

/// The results of the newest run, and of nothing but that run: its frameworks, its scope, pass and not applicable included, which
/// the finding table doesn't hold. Gravest rules first, then by rule and entity. Stops when the callback returns false.
/// NoRun before the first evaluation. Thread: the connection's.
domain::Result<void> forEachResult(const Services &, QSqlDatabase &, store::AttributeStore &, const store::FindingFilter &,
                                   const std::function<bool(const store::FindingRow &)> &);

} // namespace app
