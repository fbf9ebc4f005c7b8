// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/findingdetails.h"
#include "report/reportinput.h"
#include "store/rulereview.h"

#include <QSet>

namespace domain {
class JobContext;
}

namespace app {

class ReportScope;

/// What of a run's findings a report tells.
struct GatherOptions
{
    QStringList frameworks;       ///< empty: all of the run
    qint64 listedInAll = 0;       ///< as in ReportRequest
    QSet<QString> rulesLeftOut;
    store::RuleReviews reviews;
};

/// Fills the issues with their findings, what is unknown with the facts that are missing, and all other findings.
/// Only of what is in the scope. One pass over the findings of the run; thread: the connection's.
domain::Result<void> gatherFindings(const Services &, QSqlDatabase &, store::AttributeStore &, const GatherOptions &, domain::Day asOf, const ReportScope &,
                                    report::ReportInput &, domain::JobContext &);

/// The function that can say facts of this kind of thing.
QString whoAnswers(domain::EntityKind);

} // namespace app
