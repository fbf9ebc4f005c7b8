// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo.h"

#include "core/csfassess.h"
#include "core/importjob.h"
#include "core/requirementlists.h"
#include "core/services.h"
#include "rules/acceptance.h"
#include "store/completeness.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/editor.h"
#include "store/requirementanswers.h"
#include "store/settings.h"
#include "store/workspace.h"

#include <QFile>
#include <QSqlDatabase>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace app {
namespace {

QStringList textsOf(const json &array)
{
    QStringList list;
    for (const json &item : array)
        list.append(QString::fromStdString(item.get<std::string>()));
    return list;
}

Result<void> applySettings(store::AttributeStore &values, const json &manifest, const Clock &clock)
{
    for (const char *name : {"organisation", "frameworks", "roles"}) {
        if (!manifest.contains(name))
            continue;
        const Result<qint64> done = store::changeSetting(values, QString::fromLatin1(name), QByteArray::fromStdString(manifest[name].dump()),
                                                         u"Sample organisation"_s, {}, clock.now());
        if (!done)
            return done.error();
    }
    // Reports of it say that it is a sample.
    if (const Result<qint64> done = store::changeSetting(values, u"sample"_s, "true", u"Sample organisation"_s, {}, clock.now()); !done)
        return done.error();
    if (manifest.contains("sovereign_zone"))
        store::writeValueSet(values, u"ZONE"_s, textsOf(manifest["sovereign_zone"]));
    // Named first: a range-for over items() of a temporary would outlive it.
    const json sets = manifest.value("value_sets", json::object());
    for (auto it = sets.begin(); it != sets.end(); ++it) {
        const QString name = QString::fromStdString(it.key()).toUpper();
        store::writeValueSet(values, name == u"RESTRICTED_CLASSES"_s ? u"RESTRICTED"_s : name, textsOf(it.value()));
    }
    return {};
}

/// What is declared complete is so of what was imported: said before, it would be contradicted by the imports.
Result<void> declareRegisters(store::AttributeStore &values, const json &manifest, const Clock &clock)
{
    const json attested = manifest.value("attested", json::array());
    QList<store::Completeness> declared;
    for (const json &what : attested) {
        Result<store::Completeness> one = store::completenessOf(values.catalogue(), QString::fromStdString(what.get<std::string>()));
        if (!one)
            return one.error();
        one->who = u"Head of Compliance"_s;
        one->at = clock.today().toString(Qt::ISODate);
        declared.append(*one);
    }
    if (!declared.isEmpty()) {
        if (const auto done = store::changeCompleteness(values, declared, true, u"Head of Compliance"_s, clock.now()); !done)
            return done.error();
    }
    return {};
}

QString textOf(const json &object, const char *name) { return QString::fromStdString(object.value(name, std::string())); }

Day dayOf(const json &object, const char *name) { return toDay(QDate::fromString(textOf(object, name), Qt::ISODate)); }

/// Decisions that were taken before: each is one change set, written as the window would have on its day.
Result<void> applyAcceptances(const Services &services, QSqlDatabase &db, store::AttributeStore &values, const json &manifest, const Clock &clock)
{
    const json list = manifest.value("acceptances", json::array());
    for (const json &one : list) {
        QList<rules::GapOf> gaps;
        const json named = one.value("gaps", json::object());
        for (auto it = named.begin(); it != named.end(); ++it) {
            const QString rule = QString::fromStdString(it.key());
            const rules::Rule *known = services.rule(rule).second;
            for (const QString &key : textsOf(it.value())) {
                const qint64 entity = known ? values.find(known->entity, key) : 0;
                if (entity == 0)
                    return Error{ErrorCode::UnknownEntity, {}, u"manifest.json#/acceptances, "_s + rule + u", "_s + key};
                gaps.append({rule, {entity}});
            }
        }
        const rules::Decision decision{textOf(one, "reason"), textOf(one, "requested_by"), textOf(one, "approved_by"), dayOf(one, "on"), dayOf(one, "expires")};
        const Result<qint64> done = rules::acceptGaps(db, values, services.packs(), gaps, decision, dayOf(manifest, "as_of"), acceptanceTitle(gaps),
                                                      {}, clock.now());
        if (!done)
            return done.error();
    }
    return {};
}

/// Self-assessments by the Cloud Sovereignty Framework: each is one change set, as a person's answers are.
Result<void> applyAssessments(const Services &services, store::AttributeStore &values, const json &manifest, const Clock &clock)
{
    const json list = manifest.value("assessments", json::array());
    if (list.empty())
        return {};
    const Result<csf::Calculator> &calculator = csf::Calculator::shipped();
    if (!calculator)
        return calculator.error();
    static const QStringList words = {u"claimed"_s, u"documented"_s, u"demonstrated"_s};
    for (const json &one : list) {
        const QString key = textOf(one, "service");
        const qint64 service = values.find(EntityKind::Service, key);
        if (service == 0)
            return Error{ErrorCode::UnknownEntity, {}, u"manifest.json#/assessments, "_s + key};
        QList<store::CsfAnswer> answers;
        const json given = one.value("answers", json::object());
        for (auto it = given.begin(); it != given.end(); ++it) {
            store::CsfAnswer a;
            a.criterion = QString::fromStdString(it.key());
            a.answer = it->value("answer", 0);
            a.confidence = static_cast<store::CsfConfidence>(std::max(0, int(words.indexOf(textOf(*it, "confidence")))));
            a.justification = textOf(*it, "reason");
            a.evidence = textOf(*it, "evidence");
            answers.append(a);
        }
        const Result<qint64> done = csfAnswer({*calculator, services.countries}, values, service, answers, textOf(one, "who"), clock.now());
        if (!done)
            return Error{done.error().code, done.error().detail, u"manifest.json#/assessments, %1 %2"_s.arg(key, done.error().where)};
    }
    return {};
}

/// What people found of requirements that no rule decides, as one change set. The sample has days of its own, so that they are written as they are.
Result<void> answerRequirements(const Services &services, store::AttributeStore &values, const json &manifest, const Clock &clock)
{
    QList<RequirementAnswer> answers;
    for (const json &one : manifest.value("requirements", json::array())) {
        const std::optional<Fulfilment> state = fulfilmentFromName(textOf(one, "state"));
        const Result<rules::RequirementList> list = listNamed(textOf(one, "framework"), services);
        const Result<void> may = list ? answerable(*list, textOf(one, "requirement")) : Result<void>(list.error());
        if (!state || !may)
            return Error{ErrorCode::Internal, state ? may.error().detail : u"no such state"_s, u"manifest.json#/requirements"_s};
        const Result<qint64> of = one.contains("for") ? legalEntityNamed(textOf(one, "for"), values) : Result<qint64>(0);
        if (!of)
            return of.error();
        answers.append({list->id, textOf(one, "requirement"), *state, textOf(one, "who"), dayOf(one, "on"), textOf(one, "why"), textOf(one, "evidence"), dayOf(one, "review_on"), *of});
    }
    if (answers.isEmpty())
        return {};
    store::ChangeLog log(values, u"answer"_s, u"Answer %1 requirements"_s.arg(answers.size()), {}, clock.now());
    store::recordRequirementAnswers(values, log, answers);
    log.finish();
    return {};
}

/// `work` on the workspace, as one transaction.
template <class F>
Result<void> inTransaction(const Services &services, const QString &path, F &&work)
{
    store::ConnectionScope scope(path, store::Access::Write);
    if (!scope.isOpen())
        return scope.error();
    QSqlDatabase &db = scope.db();
    store::AttributeStore values(store::nativeHandle(db), services.catalogue);
    store::Transaction transaction(db);
    if (const Result<void> begun = transaction.begin(); !begun)
        return begun;
    if (const Result<void> done = work(db, values); !done)
        return done;
    return transaction.commit();
}

} // namespace

Result<ImportReport> makeDemoWorkspace(const Services &services, const QString &path, const Clock &clock, JobContext &context)
{
    QFile file(u":/demo/manifest.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, file.errorString(), file.fileName()};
    const QByteArray bytes = file.readAll();
    const json manifest = json::parse(bytes.constData(), bytes.constData() + bytes.size(), nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files"))
        return Error{ErrorCode::Internal, u"not a manifest"_s, file.fileName()};
    if (const Result<void> prepared = store::prepareWorkspace(path, true); !prepared)
        return prepared.error();
    const Result<void> set = inTransaction(services, path, [&](QSqlDatabase &, store::AttributeStore &values) { return applySettings(values, manifest, clock); });
    if (!set)
        return set.error();
    ImportRequest request;
    request.workspace = path;
    for (const QString &name : textsOf(manifest["files"]))
        request.paths.append(u":/demo/"_s + name);
    Result<ImportReport> imported = importFiles(services, request, clock, context);
    if (!imported)
        return imported;
    const Result<void> decided = inTransaction(services, path, [&](QSqlDatabase &db, store::AttributeStore &values) {
        const Result<void> declared = declareRegisters(values, manifest, clock);
        if (!declared)
            return declared;
        const Result<void> accepted = applyAcceptances(services, db, values, manifest, clock);
        const Result<void> assessed = accepted ? applyAssessments(services, values, manifest, clock) : accepted;
        return assessed ? answerRequirements(services, values, manifest, clock) : assessed;
    });
    if (!decided)
        return decided.error();
    return imported;
}

} // namespace app
