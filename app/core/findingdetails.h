// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "report/reportinput.h"
#include "rules/explainer.h"
#include "store/findings.h"
#include "store/pages/toolfindings.h"
#include "store/waiver.h"

#include <QSqlDatabase>

#include <functional>
#include <optional>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// A fact behind a result, in words, with the places that it was read from.
struct FactLine
{
    QString attr;
    QString label;
    QString value;     ///< "not said" and "none" are values too
    QString where;     ///< the origins in words, in the order of the way to the fact
    QList<report::Origin> origins;
    bool context = false; ///< only makes the rule apply
};

/// A fact that nobody has said, and the thing that it would be said of; or a point of law that is open for it.
struct MissingAt
{
    domain::EntityKind of = domain::EntityKind::Workload;   ///< of the thing
    domain::EntityKind kind = domain::EntityKind::Workload; ///< whose team can say it: the thing's own, or that of what goes with it
    QString attr;
    QString label;
    qint64 entity = 0;
    QString name;
    bool inLaw = false; ///< no answer settles it
};
/// Who can say it, or where nobody of the organisation can, who settles it.
QString whoSettles(const MissingAt &);

struct ExplainedFinding
{
    store::FindingRow row;
    QString reason;
    QList<rules::ReasonSlot> slots_; ///< what in the reason is of this one thing
    QList<FactLine> facts;
    QList<MissingAt> missing; ///< what leaves it open; empty where it is decided
    QList<store::ToolFindingLine> otherTools; ///< what other tools say of the thing and this requirement; it changes nothing
    std::optional<store::Waiver> waiver; ///< of an accepted one, what accepts it; of a gap, the newest that did and does no longer
};

/// What other tools say beside the result, a sentence each: agreeing or contradicting.
QStringList otherToolWords(const ExplainedFinding &, domain::LegalStatus);

/// Why a decision holds no longer on a day: "expired on 2026-11-15".
QString endOf(const store::Waiver &, domain::Day);

/// Explains these, those of one rule in batches. Stops when the callback returns false.
domain::Result<void> explainRows(const Services &, QSqlDatabase &, store::AttributeStore &, const QList<store::FindingRow> &, domain::Day asOf,
                                 const std::function<bool(const ExplainedFinding &)> &);

/// Explains findings rule by rule, in batches, so that a long list needs little memory. Stops when the callback returns false.
/// `counted`: with it, of each rule and status only filter.namedAtMost are explained; it gets the rest, without their names.
domain::Result<void> explainFindings(const Services &, QSqlDatabase &, store::AttributeStore &, const store::FindingFilter &, domain::Day asOf,
                                     const std::function<bool(const ExplainedFinding &)> &,
                                     const std::function<void(const store::FindingRow &)> &counted = {});

} // namespace app
