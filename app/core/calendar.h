// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/result.h"
#include "text/calendartext.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace store {
class AttributeStore;
class Estate;
struct PageFilter;
}

namespace app {

struct Services;

/// What comes on a day: one thing, or several of one sort together.
struct Coming
{
    domain::Day day = 0;
    text::ComingSort sort = text::ComingSort::Law;
    QString what;        ///< within the sort: starts, until, changes, adequacy, certificate, dpf, acceptance, declaration, contract, review, requirement, plan
    QString event;       ///< "Certificates lapse"
    QString subject;     ///< which: "ISO 27001, Kontora; C5, Nimbus"
    int count = 1;       ///< things, requirements or issues
    QString framework;   ///< of a law or scheme: the rule set's id
    QStringList rules;   ///< that start or end on the day
    QString change, article, url, confidence;
    QString country;     ///< of a recognition
    std::optional<domain::EntityKind> kind; ///< of the things; of a declaration the kind that it is about
    QList<qint64> entities;
    QList<qint64> issues; ///< whose plan is due
};

/// What comes is told for three years, to the day, where nobody names another end.
domain::Day comingUntil(domain::Day from);

/// Everything dated that is known, soonest first, both days included: days of laws (of the reference data, whether there is a rule set or not, narrowed by
/// the filter's frameworks) and of the rules of the `chosen` frameworks (empty: of all), recognitions of countries, and what is recorded of the things
/// under the filter: certificates, acceptances that stand, contracts, answers to be reviewed (where no filter narrows), plans of open issues, and declarations that a register is complete.
/// The one source of the overview, the calendar's page, the command line and the report. With an estate, what a filter leaves is counted from its columns. Thread: the store's.
domain::Result<QList<Coming>> comingDays(const Services &, store::AttributeStore &, const store::PageFilter &, const QStringList &chosen,
                                         domain::Day from, domain::Day until, const store::Estate *estate = nullptr);

} // namespace app
