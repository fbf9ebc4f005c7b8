// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/evaluator.h"
#include "text/reviewtext.h"

#include <QSet>
#include <QStringList>

namespace store {
class RuleReviews;
}

namespace app {

struct Services;

/// What a count of reviewed rules leaves out of a run.
struct ReviewedOnly
{
    QSet<QString> rules; ///< in no count: those that counsel has not reviewed or disagrees with, and what people answered
    text::LeftOut left;
};

/// Takes it out of the run's counts; what stays out of `frameworks` (none: all) is neither counted nor left out. Any thread.
ReviewedOnly keepReviewed(rules::RunSummary &, const QStringList &frameworks, const Services &, const store::RuleReviews &);

} // namespace app
