// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/pack.h"

#include <QSqlDatabase>

#include <functional>

namespace rules {

/// One example that did not come out as it says, or could not be run.
struct ExampleFailure
{
    QString rule, example;
    domain::Status expected = domain::Status::Unknown;
    domain::Status found = domain::Status::Error;
    QString detail;    ///< what could not be read or run; empty when only the status differs
};

struct CheckReport
{
    int rules = 0, examples = 0;
    QList<ExampleFailure> failures;
    QStringList warnings;   ///< rules without an example of a gap, a pass, or an unknown
    bool passed() const { return failures.isEmpty(); }
};

/// Fills the reference tables of a fresh workspace; the caller decides where they come from.
using ReferenceLoader = std::function<domain::Result<void>(QSqlDatabase &)>;

/// Runs the examples of every rule of a pack in a workspace in memory. Errors only when no example could be run at all or on
/// cancel. Thread: any.
domain::Result<CheckReport> checkPack(const Pack &, const domain::Catalogue &, const ReferenceLoader &, domain::JobContext &);

/// What a rule says of one entity; the workspace is open and the session's tables are made on the way.
domain::Result<domain::Status> statusOf(QSqlDatabase &, const domain::Catalogue &, const Pack &, const Rule &, domain::EntityId,
                                        domain::Day asOf);

} // namespace rules
