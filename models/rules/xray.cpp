// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/xray.h"

#include "rules/evaluator.h"
#include "rules/resultblock.h"
#include "rules/xraysentence.h"
#include "store/pages/contradictionqueries.h"
#include "store/sql.h"

#include <QElapsedTimer>

#include <map>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

std::vector<std::unique_ptr<XrayFamily>> xrayFamilies()
{
    std::vector<std::unique_ptr<XrayFamily>> all;
    all.push_back(makePlaceChecks());
    all.push_back(makeCertificateChecks());
    all.push_back(makeEvidenceChecks());
    all.push_back(makeAccessChecks());
    all.push_back(makeUseChecks());
    all.push_back(makeDataChecks());
    all.push_back(makeContractChecks());
    all.push_back(makeKeyChecks());
    all.push_back(makeDateChecks());
    all.push_back(makeRegisterChecks());
    all.push_back(makeRequirementChecks());
    return all;
}

/// About one of the things asked for, or about a register as a whole.
bool isWithin(const XrayRow &row, const XrayRequest &request)
{
    if (!request.within)
        return true;
    bool any = false;
    for (const QList<XrayRow::At> &some : {row.things, row.further}) {
        for (const XrayRow::At &at : some) {
            if (request.within->contains(at.entity))
                return true;
            any = any || at.entity != 0;
        }
    }
    return !any;
}

QString textOrNothing(const store::Statement &s, int column) { return s.isNull(column) ? QString() : s.text(column); }

} // namespace

Result<void> eachXrayRow(XrayContext &context, const QString &query, const QByteArray &argument, const std::function<void(store::Statement &)> &row, int kind)
{
    const QByteArray sql = store::queryText(u"xray/"_s + query);
    store::Statement statement(store::nativeHandle(context.db), sql);
    if (!statement.isValid())
        return Error{ErrorCode::DatabaseError, statement.error(), query};
    statement.bind(1, qint64(context.asOf));
    if (!argument.isEmpty())
        statement.bindUtf8(2, argument);
    if (sql.contains("?3"))
        statement.bind(3, qint64(kind));
    while (statement.next())
        row(statement);
    if (!statement.ok())
        return Error{ErrorCode::DatabaseError, statement.error(), query};
    return {};
}

Result<QByteArray> XrayFamily::argument(const XrayCheck &, XrayContext &) { return QByteArray(); }

Result<void> XrayFamily::ask(const XrayCheck &check, XrayContext &context, const Found &found)
{
    const Result<QByteArray> given = argument(check, context);
    if (!given)
        return given.error();
    return eachXrayRow(context, check.query, *given, [&](store::Statement &s) {
        XrayRow row;
        for (const int at : {0, 2, 4})
            row.things.append({s.isNull(at) ? 0 : s.integer(at), textOrNothing(s, at + 1)});
        row.a = textOrNothing(s, 6);
        row.b = textOrNothing(s, 7);
        row.count = s.integer(8);
        if (check.further > 0) {
            for (const QString &id : s.text(9).split(u',', Qt::SkipEmptyParts))
                row.further.append({id.toLongLong(), row.things.at(check.further - 1).attr});
        }
        if (check.wide) {
            row.c = textOrNothing(s, 9);
            row.d = textOrNothing(s, 10);
        }
        found(check, row);
    }, kindOf(check));
}

PassingResults::PassingResults(XrayContext &context) : m_context(context)
{
    store::Statement &s = context.values.statement("SELECT max(id) FROM run");
    if (s.next())
        m_run = s.integer(0);
    s.reset();
}

Result<const QList<qint64> *> PassingResults::of(const Rule &rule)
{
    auto known = m_passing.constFind(rule.id);
    if (known == m_passing.cend()) {
        const auto results = readResults(m_context.db, m_run, rule.id, rule.entity);
        QList<qint64> passing;
        // A rule that the newest run did not judge has no results.
        if (results) {
            for (const EntityStatus &one : *results) {
                if (one.status == Status::Pass)
                    passing.append(one.entity.value);
            }
        }
        known = m_passing.insert(rule.id, passing);
    }
    return &*known;
}

Result<XrayReport> xray(QSqlDatabase &db, const Catalogue &catalogue, const QList<Pack> &packs, const XrayRequest &request, JobContext &job)
{
    store::AttributeStore values(store::nativeHandle(db), catalogue);
    XrayContext context{db, values, catalogue, packs, request.asOf, job};
    XraySentences sentences(context);
    std::map<std::pair<QString, QString>, store::Aside> asides;
    for (const store::Aside &a : store::asides(values))
        asides[{a.check, a.subject}] = a;
    XrayReport report;
    const auto all = xrayFamilies();
    qint64 total = 0, done = 0;
    for (const auto &family : all)
        total += family->checks().size();
    for (const auto &family : all) {
        for (const XrayCheck &check : family->checks()) {
            if (request.severity && check.severity != *request.severity)
                continue;
            if (job.isCancelled())
                return Error{ErrorCode::Cancelled, {}, {}};
            job.progress(done++, total, check.title);
            QElapsedTimer clock;
            clock.start();
            XrayCheckInfo info{check.id, family->title(), check.title, check.severity, 0, 0, 0};
            const auto first = asides.lower_bound({check.id, QString()});
            const bool anyAside = first != asides.end() && first->first.first == check.id;
            qsizetype listed = 0;
            const Result<void> asked = family->ask(check, context, [&](const XrayCheck &of, const XrayRow &row) {
                if (!isWithin(row, request)) {
                    ++report.outside;
                    return;
                }
                // What is only counted needs no words, unless somebody may have set it aside.
                const bool list = request.most == 0 || listed < request.most;
                if (!list && !anyAside) {
                    ++info.found;
                    return;
                }
                Contradiction one = sentences.say(of, row);
                if (const auto aside = asides.find({one.check, one.subject}); aside != asides.end())
                    one.aside = aside->second;
                const bool away = one.isAside();
                ++(away ? info.aside : info.found);
                if (!list && !away)
                    return;
                listed += away ? 0 : 1;
                report.found.append(std::move(one));
            });
            if (!asked)
                return asked.error();
            info.seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
            report.checks.append(info);
        }
    }
    report.otherTools = store::contradictionCount(values, {});
    return report;
}

} // namespace rules
