// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportscope.h"

#include "core/services.h"
#include "rules/resultblock.h"
#include "store/attributestore.h"
#include "store/pages/reportqueries.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {

ReportScope::ReportScope(const Services &services, store::AttributeStore &values, const ReportRequest &request)
    : m_services(services), m_values(values), m_whole(request.legalEntity.isEmpty() && request.businessService.isEmpty())
{
    m_filter.legalEntity = request.legalEntity;
    m_filter.businessService = request.businessService;
    if (!m_whole)
        m_entities = store::entitiesOf(values, m_filter);
}

QString ReportScope::named(EntityKind kind, const QString &key) const
{
    const QString name = store::displayName(m_values, m_values.find(kind, key));
    return m_services.catalogue.kind(kind).label + u": "_s + (name.isEmpty() ? key : name);
}

QString ReportScope::words(const QString &run) const
{
    QStringList parts;
    if (const auto kind = kindFromName(run.section(u':', 0, 0)); kind && !run.isEmpty())
        parts.append(named(*kind, run.section(u':', 1)));
    else if (!run.isEmpty())
        parts.append(run);
    if (!m_filter.legalEntity.isEmpty())
        parts.append(named(EntityKind::LegalEntity, m_filter.legalEntity));
    if (!m_filter.businessService.isEmpty())
        parts.append(named(EntityKind::BusinessService, m_filter.businessService));
    parts.removeDuplicates();
    return parts.isEmpty() ? u"Whole organisation"_s : parts.join(u"; "_s);
}

Result<void> ReportScope::narrow(QSqlDatabase &db, rules::RunSummary &summary) const
{
    if (m_whole)
        return {};
    for (rules::FrameworkResult &framework : summary.frameworks)
        framework.counts = {};
    for (rules::RuleResult &rule : summary.rules) {
        rule.counts = {};
        const rules::Rule *known = m_services.rule(rule.rule).second;
        if (!known)
            continue;
        const auto results = rules::readResults(db, summary.run, rule.rule, known->entity);
        if (!results)
            return results.error();
        for (const rules::EntityStatus &one : *results) {
            if (has(one.entity.value))
                ++rule.counts.at(static_cast<std::size_t>(one.status));
        }
        for (rules::FrameworkResult &framework : summary.frameworks) {
            for (std::size_t i = 0; framework.framework == rule.framework && i < rule.counts.size(); ++i)
                framework.counts.at(i) += rule.counts.at(i);
        }
    }
    return {};
}

} // namespace app
