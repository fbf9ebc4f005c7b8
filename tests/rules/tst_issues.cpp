// SPDX-License-Identifier: GPL-3.0-or-later
// Which findings stand together as one issue, and which entities a rule counts.
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTest>

namespace tst_issues {

using namespace Qt::StringLiterals;
using domain::Status;

namespace {

const char *packText = R"({ "pack": "test", "version": "1", "title": "Test", "legal_status": "own_policy",
 "causes": { "held": "Held elsewhere", "control": "Controlled elsewhere" },
 "rules": [
  { "id": "A", "title": "Encrypted", "entity": "workload", "severity": "medium", "gap_if": { "attr": "encryption_at_rest", "is": false },
    "root": ["provider"], "cause": "held", EXAMPLES },
  { "id": "B", "title": "Keys", "entity": "workload", "severity": "high", "gap_if": { "attr": "key_management", "is": "provider" },
    "root": ["provider"], "cause": "held", EXAMPLES },
  { "id": "C", "title": "Owner", "entity": "workload", "severity": "low", "gap_if": { "attr": "owner", "is_none": true },
    "root": "organisation", EXAMPLES },
  { "id": "D", "title": "Control", "entity": "provider", "severity": "high", "gap_if": { "attr": "ultimate_parent_country", "not_in": "@EEA" },
    "root": ["ultimate_parent_country"], "cause": "control", EXAMPLES },
  { "id": "E", "title": "Test systems only", "entity": "workload", "severity": "low", "applies_if": { "attr": "env", "is": "test" },
    "gap_if": { "attr": "encryption_at_rest", "is": false }, "only_concerned": true, EXAMPLES } ] })";

const char *exampleText = R"("examples": [ {"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"pass","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"unknown","given":[]} ])";

const char *worldText = R"([
 { "kind": "provider", "key": "p1", "ultimate_parent_country": "US" }, { "kind": "provider", "key": "p2", "ultimate_parent_country": "US" },
 { "kind": "provider", "key": "p3", "ultimate_parent_country": "DE" },
 { "kind": "workload", "key": "w1", "env": "prod", "provider": "p1", "encryption_at_rest": false, "key_management": "provider", "owner": { "none": true } },
 { "kind": "workload", "key": "w2", "env": "prod", "provider": "p1", "encryption_at_rest": false, "key_management": "hyok", "owner": { "none": true } },
 { "kind": "workload", "key": "w3", "env": "test", "provider": "p2", "encryption_at_rest": true, "key_management": "provider", "owner": "IT" },
 { "kind": "workload", "key": "w4", "provider": "p3", "encryption_at_rest": true, "key_management": "hyok", "owner": "IT" } ])";

} // namespace

class TestIssues : public QObject
{
    Q_OBJECT

private slots:
    void findings_of_one_cause_stand_together()
    {
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        const rules::LoadedPack loaded =
            rules::loadPack(QByteArray(packText).replace("EXAMPLES", exampleText), *catalogue);
        QVERIFY2(loaded.pack.has_value(), loaded.errors.isEmpty() ? ""
                                                                  : qPrintable(loaded.errors.constFirst().where +
                                                                               loaded.errors.constFirst().message));
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db).has_value());
        rules::ExampleWriter writer(db, *catalogue);
        QVERIFY(writer.write(QJsonDocument::fromJson(worldText).array()).has_value());
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(db, *catalogue, {*loaded.pack}, request, job);
        QVERIFY2(run.has_value(), run ? "" : qPrintable(run.error().detail));

        const auto issues = [&db] {
            QStringList out;
            QSqlQuery q(
                u"SELECT i.theme, coalesce(e.key, i.root_text), r.name, count(*) FROM finding f JOIN issue i ON i.id = "
                u"f.issue "
                "JOIN rule r ON r.id = i.rule LEFT JOIN entity e ON e.id = i.root WHERE i.closed_run IS NULL GROUP BY i.id ORDER BY 1, 2"_s,
                db);
            while (q.next())
                out.append(u"%1 of %2 led by %3: %4"_s.arg(q.value(0).toString(), q.value(1).toString(),
                                                           q.value(2).toString(), q.value(3).toString()));
            return out;
        };
        // Two rules meet at a provider and the graver one leads; a missing practice is one issue; a country is a root
        // as well.
        QCOMPARE(issues(), QStringList({u"C of * led by C: 2"_s, u"control of @US led by D: 2"_s,
                                        u"held of p1 led by B: 3"_s, u"held of p2 led by B: 1"_s}));
        QCOMPARE(run->openIssues, 4);

        // The graver rule is mended: the other one leads, and the issue keeps its number.
        const auto numberOf = [&db] {
            QSqlQuery q(
                u"SELECT i.id FROM issue i JOIN entity e ON e.id = i.root WHERE i.theme = 'held' AND e.key = 'p1'"_s,
                db);
            return q.next() ? q.value(0).toInt() : 0;
        };
        const int number = numberOf();
        QVERIFY(number > 0);
        QVERIFY(QSqlQuery(db).exec(u"UPDATE e_workload SET key_management = 'hyok'"_s));
        QVERIFY(rules::evaluate(db, *catalogue, {*loaded.pack}, request, job).has_value());
        QCOMPARE(issues(),
                 QStringList({u"C of * led by C: 2"_s, u"control of @US led by D: 2"_s, u"held of p1 led by A: 2"_s}));
        QCOMPARE(numberOf(), number);

        // Rule E is about test systems: two production systems have no result, w4 might be one.
        const rules::StatusCounts counts = run->rules.at(4).counts;
        qint64 all = 0;
        for (const qint64 n : counts)
            all += n;
        QCOMPARE(all, 2);
        QCOMPARE(counts.at(static_cast<std::size_t>(Status::Pass)), 1);
        QCOMPARE(counts.at(static_cast<std::size_t>(Status::Unknown)), 1);
    }

    void a_cause_is_named_by_the_pack()
    {
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        const rules::LoadedPack loaded =
            rules::loadPack(QByteArray(packText)
                                .replace("EXAMPLES", exampleText)
                                .replace("\"cause\": \"control\"", "\"cause\": \"nothing\""),
                            *catalogue);
        QVERIFY(!loaded.pack.has_value());
        QCOMPARE(loaded.errors.constFirst().where, u"/rules/3/cause"_s);
        QCOMPARE(loaded.errors.constFirst().code, u"unknown-value"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestIssues)

} // namespace tst_issues

#include "tst_issues.moc"
