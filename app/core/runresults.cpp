// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runresults.h"

#include "core/services.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "store/attributestore.h"
#include "store/pages/contradictionqueries.h"
#include "store/pages/listqueries.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

bool head(store::AttributeStore &values, qint64 entity, store::FindingRow &row)
{
    const std::optional<store::EntityHead> found = store::entityHead(values, entity);
    if (found) {
        row.kind = found->kind;
        row.key = found->key;
        row.name = found->name;
    }
    return found.has_value();
}

} // namespace

Result<void> judgedInLastRun(QSqlDatabase &db, const QStringList &frameworks)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    QStringList judged;
    for (const rules::FrameworkResult &f : run->frameworks)
        judged.append(f.framework);
    for (const QString &id : frameworks) {
        if (!judged.contains(id))
            return Error{ErrorCode::NoRun, u"the last run did not judge %1, only %2"_s.arg(id, judged.join(u", "_s)), {}};
    }
    return {};
}

Result<void> forEachResult(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const store::FindingFilter &filter,
                           const std::function<bool(const store::FindingRow &)> &callback)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    const QList<Status> wanted = filter.statuses.isEmpty() ? QList<Status>{Status::Gap} : filter.statuses;
    const bool tableHasAll = run->scope.isEmpty() && !wanted.contains(Status::Pass) && !wanted.contains(Status::NotApplicable);
    if (tableHasAll || (filter.contradicted && run->scope.isEmpty())) {
        store::FindingFilter stored = filter;
        if (stored.frameworks.isEmpty()) {
            for (const rules::FrameworkResult &f : run->frameworks)
                stored.frameworks.append(f.framework);
        }
        store::forEachFinding(values, stored, callback);
        return {};
    }
    QList<rules::RuleResult> judged = run->rules;
    std::stable_sort(judged.begin(), judged.end(), [](const auto &a, const auto &b) { return a.severity != b.severity ? a.severity > b.severity : a.rule < b.rule; });
    for (const rules::RuleResult &result : std::as_const(judged)) {
        const rules::Rule *rule = services.rule(result.rule).second;
        if (!rule || (!filter.frameworks.isEmpty() && !filter.frameworks.contains(result.framework)))
            continue;
        const auto results = rules::readResults(db, run->run, result.rule, rule->entity);
        if (!results)
            return results.error();
        const QSet<qint64> contradicted = filter.contradicted ? store::contradictedUnder(values, result.rule) : QSet<qint64>();
        for (const rules::EntityStatus &one : *results) {
            if (!wanted.contains(one.status) || (filter.contradicted && !contradicted.contains(one.entity.value)))
                continue;
            store::FindingRow row;
            row.rule = result.rule;
            row.framework = result.framework;
            row.severity = result.severity;
            row.status = one.status;
            row.entity = one.entity.value;
            // An entity may have been removed since the run.
            if (!head(values, row.entity, row))
                continue;
            row.issue = store::issueOfFinding(values, row.rule, row.entity);
            if ((filter.issue == 0 || row.issue == filter.issue) && !callback(row))
                return {};
        }
    }
    return {};
}

} // namespace app
