// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/agreement.h"
#include "domain/clock.h"
#include "domain/status.h"
#include "store/attributestore.h"
#include "store/pages/listqueries.h"

namespace store {

/// What another tool says of a thing. It stands beside Bailiwick's own result and never changes it.
struct ToolFindingLine
{
    qint64 id = 0;
    QString key, name, tool, check, title, outcome;
    QStringList requirements;      ///< as domain::RequirementName::text()
    std::optional<domain::Day> observed;
    bool muted = false;
    QString detail, url;
    domain::Agreement agreement = domain::Agreement::Neither; ///< with Bailiwick's own result; set by onRequirement()
};

/// The findings that name the entity, by its key or any name that it is known by; what vanished or is retired is left out. Those that failed
/// first, then the newest.
QList<ToolFindingLine> toolFindingsOf(AttributeStore &, qint64 entity, int limit);
qint64 toolFindingCountOf(AttributeStore &, qint64 entity);

/// How many findings of other tools that are there name a requirement of the framework, by what they say; those that judge nothing are left
/// out. The requirement is as domain::RequirementName::text().
struct ToolOutcome
{
    QString requirement;
    bool failed = false;
    int count = 0;
};
QList<ToolOutcome> toolOutcomes(AttributeStore &, const QString &framework);

/// The other way: the things that a finding names and that are there.
QList<EntityHead> thingsNamedBy(AttributeStore &, qint64 toolFinding, int limit);

/// Of those of toolFindingsOf() that speak to this clause of the framework, each with whether its tool agrees with Bailiwick's own result.
/// Of what only names the framework nothing can be said. A finding that its tool's others outweigh neither agrees nor contradicts.
QList<ToolFindingLine> onRequirement(const QList<ToolFindingLine> &, const QString &framework, const QString &clause, domain::Status own);

} // namespace store
