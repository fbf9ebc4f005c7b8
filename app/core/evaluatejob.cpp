// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluatejob.h"

#include "core/services.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/editor.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace app {
namespace {

Result<QList<rules::Pack>> packsOf(const Services &services, const QStringList &frameworks)
{
    QList<rules::Pack> packs;
    for (const QString &id : std::as_const(frameworks)) {
        const rules::Pack *pack = services.pack(id.trimmed());
        if (!pack)
            return Error{ErrorCode::UnknownFramework, u"no framework called %1; see bailiwick-cli frameworks"_s.arg(id), id};
        packs.append(*pack);
    }
    return packs;
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
    QStringList frameworks = request.frameworks;
    {
        store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
        if (frameworks.isEmpty())
            frameworks = chosenFrameworks(store::readSetting(values, u"frameworks"_s));
    }
    const Result<QList<rules::Pack>> packs = packsOf(services, frameworks);
    if (!packs)
        return packs.error();
    rules::RunRequest run;
    run.frameworks = frameworks;
    run.asOf = request.asOf.value_or(toDay(clock.today()));
    run.scope = request.scope;
    run.at = clock.now();
    return rules::evaluate(scope.db(), services.catalogue, *packs, run, context);
}

Result<QList<rules::EntityResult>> judgeOne(const Services &services, QSqlDatabase &db, const QStringList &frameworks, EntityId id, Day asOf)
{
    const Result<QList<rules::Pack>> packs = packsOf(services, frameworks);
    if (!packs)
        return packs.error();
    rules::RunRequest request;
    request.asOf = asOf;
    request.only = id;
    return rules::judgeEntity(db, services.catalogue, *packs, request);
}

} // namespace app
