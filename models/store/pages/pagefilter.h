// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "store/attributestore.h"

namespace store {

/// Which entities a page counts or lists. All members narrow; empty ones don't. The country "?" stands for no known place, "*" for a
/// service without a place of its own. `facets` tells how a thing must be at the country (bits of domain::Facet; 0: in whatever way, and
/// access rights by where their holder is). `attrValue` may hold several values with U+001F between.
/// A legal entity or business service takes with it the access rights to its systems.
/// `special`: what a tile, an arc, a site or an issue counts: "site" (ids, U+001F between), "flow" ("DE>IN"), "zone" (in, out, unknown),
/// "reach" (yes, no, unknown), "expires" ("FIRST:LAST" day), "day" ("WHAT:DAY"), "issue" (a line of issueLines()), "plan" (of the
/// issue: overdue, unassigned, assigned) and "tools" (contradict); and those of flowCondition().
struct PageFilter
{
    QString country, provider, legalEntity, businessService, framework, attr, attrValue, text;
    std::optional<domain::Severity> severity;
    std::optional<domain::Status> status;
    std::optional<domain::EntityKind> kind;
    int facets = 0;
    QList<std::pair<QString, QString>> special;
    QList<domain::LegalStatus> legal; ///< only what rules of these find; empty: of any
    QStringList rules;                ///< only what these rules find; empty: all
};

/// The same of things of this kind, without what asks of another kind of thing.
PageFilter filterFor(PageFilter, domain::EntityKind);

/// What the filter says of the rule that found something, on `rule u`: "" or " AND ..." (frameworks, one or several with commas between,
/// severity, legal status, and the rules themselves).
QByteArray ruleCondition(const PageFilter &);

/// The kind of a right's holder, on `e_grant t` joined with its identity as `e_identity i`: what the right says, else what the
/// identity says. The same for the holder's country.
extern const char principalKind[];
extern const char principalCountry[];

/// Of the log as `change h`: what somebody would call a change, without the book-keeping of who said what.
extern const char visibleChange[];

/// The acceptances that hold by the newest run, as a table to join: rule, entity, expires.
extern const char standingWaivers[];

/// What is out of use, as a SELECT of ids: now, or on its day where the newest run looked at a day before it; is there any?
extern const char retiredIds[];
bool hasRetired(AttributeStore &);

/// The value of a scalar attribute of the row `alias` of the kind's table as SQL: its own, else the one that it takes over (an IT
/// system's legal entity from its business service), unless somebody said that there is none. As the rules see it.
QByteArray effectiveColumn(const domain::Catalogue &, domain::EntityKind, const domain::Attribute &, const QByteArray &alias);

/// A condition on `issue i`: what its plan must be (PageFilter::special, "plan"). Overdue is judged on the day of the newest run.
QByteArray planCondition(const QString &wanted);

/// Only results that other tools contradict?
bool wantsContradicted(const PageFilter &);

/// A text as SQL literal.
QByteArray quoted(const QString &text);

/// A condition on `entity e` for the filter, all kinds alike: "1" when nothing narrows. Findings are matched by framework, severity
/// and status when `findings` is true (lists of entities; lists of findings match their own columns).
QByteArray entityCondition(AttributeStore &, const PageFilter &, bool findings);

/// The countries of a workspace's sovereign zone; the EEA where the officer chose none.
QStringList zoneCountries(AttributeStore &);

} // namespace store
