// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluatejob.h"

#include "core/services.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/editor.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace app {
namespace {

/// The rule sets that are asked for; all where none is. `shelf`: one look at them for the whole of a run, whatever another job changes meanwhile.
Result<QList<rules::Pack>> packsOf(const Shelf &shelf, const QStringList &frameworks)
{
    QList<rules::Pack> packs;
    for (const QString &id : std::as_const(frameworks)) {
        const rules::Pack *pack = shelf.pack(id.trimmed());
        const auto torn = std::find_if(shelf.unreadable.cbegin(), shelf.unreadable.cend(), [&id](const UnreadablePack &u) { return u.id == id.trimmed(); });
        if (!pack && torn != shelf.unreadable.cend())
            return Error{ErrorCode::PackInvalid,
                         u"the workspace's own rule set can no longer be read (%1: %2); choose other frameworks, or import it again"_s.arg(
                             torn->errors.constFirst().where, torn->errors.constFirst().message),
                         id};
        if (!pack)
            return Error{ErrorCode::UnknownFramework, u"no framework called %1; see bailiwick-cli frameworks"_s.arg(id), id};
        packs.append(*pack);
    }
    return packs.isEmpty() ? shelf.packs : packs;
}

} // namespace

QStringList chosenFrameworks(const QByteArray &setting)
{
    QStringList ids;
    const json list = json::parse(setting.constData(), setting.constData() + setting.size(), nullptr, false);
    if (list.is_array()) {
        for (const json &id : list) {
            if (id.is_string())
                ids.append(QString::fromStdString(id.get<std::string>()));
        }
    }
    return ids;
}

Result<rules::RunSummary> evaluateWorkspace(const Services &services, const EvaluateRequest &request, const Clock &clock, JobContext &context)
{
    store::ConnectionScope scope(request.workspace, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    QStringList frameworks = request.frameworks, chosen;
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
        services.follow(values, request.workspace);
        chosen = chosenFrameworks(store::readSetting(values, u"frameworks"_s));
        if (frameworks.isEmpty())
            frameworks = chosen;
    }
    const std::shared_ptr<const Shelf> shelf = services.shelf();
    const Result<QList<rules::Pack>> packs = packsOf(*shelf, frameworks);
    if (!packs)
        return packs.error();
    rules::RunRequest run;
    run.frameworks = frameworks;
    run.asOf = request.asOf.value_or(toDay(clock.today()));
    run.scope = request.scope;
    run.at = clock.now();
    for (const rules::Pack &pack : shelf->packs) {
        if (!chosen.contains(pack.id))
            continue;
        for (const rules::Rule *rule : pack.judged())
            run.kept.insert(rule->id);
    }
    return rules::evaluate(scope.db(), services.catalogue, *packs, run, context);
}

Result<QList<rules::EntityResult>> judgeOne(const Services &services, QSqlDatabase &db, const QStringList &frameworks, EntityId id, Day asOf)
{
    const Result<QList<rules::Pack>> packs = packsOf(*services.shelf(), frameworks);
    if (!packs)
        return packs.error();
    rules::RunRequest request;
    request.asOf = asOf;
    request.only = id;
    return rules::judgeEntity(db, services.catalogue, *packs, request);
}

} // namespace app
