// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runresults.h"

#include "core/services.h"
#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "store/attributestore.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace app {
namespace {

bool head(store::AttributeStore &values, qint64 entity, store::FindingRow &row)
{
    store::Statement &s = values.statement("SELECT kind, key, name FROM entity WHERE id=?1");
    s.bind(1, entity);
    const bool found = s.next();
    if (found) {
        row.kind = static_cast<EntityKind>(s.integer(0));
        row.key = s.text(1);
        row.name = s.text(2);
    }
    s.reset();
    return found;
}

qint64 issueOf(store::AttributeStore &values, const QString &rule, qint64 entity)
{
    store::Statement &s = values.statement("SELECT f.issue FROM finding f JOIN rule r ON r.id=f.rule WHERE r.name=?1 AND f.entity=?2");
    s.bind(1, rule).bind(2, entity);
    const qint64 issue = s.next() ? s.integer(0) : 0;
    s.reset();
    return issue;
}

} // namespace

Result<void> forEachResult(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const store::FindingFilter &filter,
                           const std::function<bool(const store::FindingRow &)> &callback)
{
    const Result<rules::RunSummary> run = rules::lastRun(db);
    if (!run)
        return run.error();
    const QList<Status> wanted = filter.statuses.isEmpty() ? QList<Status>{Status::Gap} : filter.statuses;
    const bool tableHasAll = run->scope.isEmpty() && !wanted.contains(Status::Pass) && !wanted.contains(Status::NotApplicable);
    if (tableHasAll) {
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
        for (const rules::EntityStatus &one : *results) {
            if (!wanted.contains(one.status))
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
            row.issue = issueOf(values, row.rule, row.entity);
            if ((filter.issue == 0 || row.issue == filter.issue) && !callback(row))
                return {};
        }
    }
    return {};
}

} // namespace app
