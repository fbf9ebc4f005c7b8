// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/explainer.h"

#include <QList>
#include <QString>

namespace rules {

/// One thing that leaves a result open.
struct OpenFact
{
    enum class Why : int {
        NotSaid, ///< or not in full
        Ahead,   ///< a day that lies ahead does not tell how old something is
        Unread,  ///< what is on record is in no known words
        InLaw    ///< all that an organisation can say is said: what a law or a decision covers is open, and counsel settles it
    };
    domain::EntityKind of = domain::EntityKind::Workload;   ///< of the thing
    domain::EntityKind kind = domain::EntityKind::Workload; ///< whose team can say it: the thing's own, or that of what goes with it
    QString attr;            ///< of the catalogue; a relation's text; empty: of the law
    QString label;
    domain::EntityId entity; ///< that it would be said of
    QString name;            ///< of something that goes with it, where the explanation knows it; else empty
    Why why = Why::NotSaid;
    bool ofUse = false;      ///< it is open whether the rule applies, and this is why
};

/// What leaves a result open, from the rule's own leaves, in their order: so that nobody is asked for what is on record, or for what would decide
/// nothing. Empty where it is decided.
QList<OpenFact> openFacts(const Explanation &, domain::EntityKind judged, const domain::Catalogue &);

} // namespace rules
