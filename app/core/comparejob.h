// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "rules/comparison.h"

namespace app {

struct Services;

struct CompareJob
{
    QString workspace;
    QStringList frameworks;          ///< empty: those chosen in the workspace, or all where none are
    domain::Day from = 0, to = 0;
    QString scope;                   ///< "legal_entity:KEY", "business_service:KEY" or empty
};

/// What evaluations of the two days would say differently; writes nothing. Blocking: call it from a job's thread; it opens
/// its own connections.
domain::Result<rules::Comparison> compareWorkspace(const Services &, const CompareJob &, domain::JobContext &);

/// The causes of a change by name, for text::causesLine().
QStringList causeNames(const rules::ChangedResults &);

} // namespace app
