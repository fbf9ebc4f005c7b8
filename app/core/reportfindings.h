// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/findingdetails.h"
#include "report/reportinput.h"

namespace domain {
class JobContext;
}

namespace app {

class ReportScope;

/// Fills the issues with their findings, what is unknown with the facts that are missing, and all other findings.
/// Only of what is in the scope. One pass over the findings of the run; thread: the connection's. `listedInAll`: as in ReportRequest.
domain::Result<void> gatherFindings(const Services &, QSqlDatabase &, store::AttributeStore &, const QStringList &frameworks, domain::Day asOf, const ReportScope &,
                                    qint64 listedInAll, report::ReportInput &, domain::JobContext &);

/// The function that can say facts of this kind of thing.
QString whoAnswers(domain::EntityKind);

} // namespace app
