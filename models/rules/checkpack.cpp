// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/checkpack.h"

#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/session.h"

#include <QJsonDocument>
#include <QSqlError>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using domain::Status;

namespace rules {

Result<Status> statusOf(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, domain::EntityId id,
                        domain::Day asOf)
{
    if (const auto dated = statusByDate(pack, rule, asOf))
        return *dated;
    Session session(db, catalogue, asOf);
    if (auto r = session.open(); !r)
        return r.error();
    if (auto r = session.prepareJudged(rule.entity, QString()); !r)
        return r.error();
    {
        auto judged = session.run({u"SELECT 1 FROM "_s + Compiler::judgedTable(rule.entity) + u" WHERE id = ?"_s, {id.value}});
        if (!judged)
            return judged.error();
        if (!judged->next())
            return Status::NotApplicable;
    }
    Compiler compiler(catalogue, asOf, parameterValues(pack, {}));
    const CompiledRule compiled = compiler.compile(rule);
    if (auto r = session.prepare(compiled); !r)
        return r.error();
    auto rows = session.run(compiled.statement);
    if (!rows)
        return rows.error();
    Status status = Status::NotApplicable;
    while (rows->next()) {
        if (rows->value(0).toLongLong() == id.value)
            status = static_cast<Status>(rows->value(1).toInt());
    }
    return status;
}

namespace {

Result<Status> runExample(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule, const Example &example)
{
    ExampleWriter writer(db, catalogue);
    if (auto r = writer.write(QJsonDocument::fromJson(example.given).array()); !r)
        return r.error();
    if (auto r = writer.attest(example.attested); !r)
        return r.error();
    if (auto r = writer.setZone(example.zone); !r)
        return r.error();
    for (const auto &[name, values] : example.sets) {
        if (auto r = writer.addToSet(name, values); !r)
            return r.error();
    }
    const auto subject = writer.find(example.subjectKind, example.subjectKey);
    if (!subject)
        return subject.error();
    if (example.subjectKind != rule.entity)
        return Error{ErrorCode::InvalidValue, u"the subject is not of the rule's kind"_s, example.subjectKey};
    return statusOf(db, catalogue, pack, rule, *subject, example.asOf);
}

/// The database takes the rule's statements: they have no more columns, joins or values than it allows.
Result<void> proveStatements(QSqlDatabase &db, const domain::Catalogue &catalogue, const Pack &pack, const Rule &rule)
{
    Session session(db, catalogue, domain::Day(0));
    if (auto r = session.open(); !r)
        return r;
    if (auto r = session.prepareJudged(rule.entity, QString()); !r)
        return r;
    for (const bool explain : {false, true}) {
        Compiler compiler(catalogue, domain::Day(0), parameterValues(pack, {}));
        const CompiledRule compiled = explain ? compiler.compileForExplanation(rule) : compiler.compile(rule);
        if (auto r = session.prepare(compiled); !r)
            return r;
        if (auto prepared = session.statement(compiled.statement); !prepared)
            return prepared.error();
    }
    return {};
}

} // namespace

Result<CheckReport> checkPack(const Pack &pack, const domain::Catalogue &catalogue, const ReferenceLoader &reference, domain::JobContext &job)
{
    MemoryWorkspace workspace;
    if (auto r = workspace.open(); !r)
        return r.error();
    QSqlDatabase &db = workspace.database();
    if (reference) {
        if (auto r = reference(db); !r)
            return r.error();
    }
    CheckReport report;
    qint64 done = 0;
    for (const Rule &rule : pack.rules) {
        ++report.rules;
        if (const Result<void> proved = proveStatements(db, catalogue, pack, rule); !proved)
            report.failures.append({rule.id, QString(), Status::Error, Status::Error, u"the rule is more than the database can judge: "_s + proved.error().detail.left(200)});
        QSet<Status> expected;
        for (const Example &example : rule.examples) {
            if (job.isCancelled())
                return Error{ErrorCode::Cancelled, QString(), QString()};
            ++report.examples;
            expected.insert(example.expect);
            if (!db.transaction())
                return Error{ErrorCode::DatabaseError, db.lastError().text(), QString()};
            const Result<Status> found = runExample(db, catalogue, pack, rule, example);
            db.rollback();
            if (!found)
                report.failures.append({rule.id, example.name, example.expect, Status::Error, found.error().detail + u' ' + found.error().where});
            else if (*found != example.expect)
                report.failures.append({rule.id, example.name, example.expect, *found, QString()});
        }
        for (const auto &[status, name] : {std::pair(Status::Gap, u"gap"_s), std::pair(Status::Pass, u"pass"_s)}) {
            if (!expected.contains(status))
                report.warnings.append(rule.id + u": no example of "_s + name);
        }
        if (!expected.contains(Status::Unknown) && !expected.contains(Status::NotApplicable))
            report.warnings.append(rule.id + u": no example of unknown or not_applicable"_s);
        job.progress(++done, pack.rules.size(), rule.id);
    }
    return report;
}

} // namespace rules
