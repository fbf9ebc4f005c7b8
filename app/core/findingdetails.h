// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/explainer.h"
#include "store/findings.h"

#include <QSqlDatabase>

#include <functional>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// A fact behind a result, in words, with the place that it was read from.
struct FactLine
{
    QString attr;
    QString label;
    QString value;     ///< "not said" and "none" are values too
    QString where;
};

struct ExplainedFinding
{
    store::FindingRow row;
    QString reason;
    QList<FactLine> facts;
};

/// Explains findings rule by rule, in batches, so that a long list needs little memory. Stops when the callback returns false.
domain::Result<void> explainFindings(const Services &, QSqlDatabase &, store::AttributeStore &, const store::FindingFilter &, domain::Day asOf,
                                     const std::function<bool(const ExplainedFinding &)> &);

} // namespace app
