// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/concern.h"
#include "rules/resultblock.h"
#include "rules/evaluator.h"
#include "rules/rulereader.h"

#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {
namespace {

/// Not known, of what only counts for those whom the framework concerns.
bool isDoubtful(const Pack &pack, const Rule &rule, Status status)
{
    return status == Status::Unknown && rule.onlyConcerned && pack.concerns;
}

} // namespace

Result<QList<EntityResult>> judgeEntity(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const RunRequest &request)
{
    QSqlQuery query(db);
    if (!query.exec(u"SELECT kind FROM entity WHERE id = %1"_s.arg(request.only.value)) || !query.next())
        return Error{ErrorCode::UnknownEntity, query.lastError().text(), QString::number(request.only.value)};
    const auto kind = static_cast<EntityKind>(query.value(0).toInt());
    query.finish();
    QList<EntityResult> results;
    QStringList doubtful; // frameworks with something unknown that is no question where they concern nobody
    {
        RuleReader reader(db, catalogue, request);
        if (auto r = reader.open(); !r)
            return r.error();
        for (const Pack &pack : packs) {
            if (!request.frameworks.isEmpty() && !request.frameworks.contains(pack.id))
                continue;
            for (const Rule *judged : pack.judged()) {
                const Rule &rule = *judged;
                if (rule.entity != kind || rule.off)
                    continue;
                const auto outcome = reader.ask(pack, rule);
                if (!outcome)
                    return Error{outcome.error().code, outcome.error().detail, u"rule "_s + rule.id};
                for (const char status : outcome->statuses) {
                    if (status == NotConcerned)
                        continue;
                    results.append({rule.id, pack.id, static_cast<Status>(status)});
                    if (isDoubtful(pack, rule, results.constLast().status))
                        doubtful.append(pack.id);
                }
            }
        }
    }
    if (doubtful.isEmpty())
        return results;
    const auto nobody = unconcerned(db, catalogue, packs, request.asOf, doubtful);
    if (!nobody)
        return nobody.error();
    QList<EntityResult> asked;
    for (const EntityResult &result : std::as_const(results)) {
        const Pack &pack = *std::find_if(packs.cbegin(), packs.cend(), [&result](const Pack &p) { return p.id == result.framework; });
        if (!nobody->contains(pack.id) || !isDoubtful(pack, *pack.rule(result.rule), result.status))
            asked.append(result);
    }
    return asked;
}

} // namespace rules
