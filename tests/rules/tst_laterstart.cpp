// SPDX-License-Identifier: GPL-3.0-or-later
// A rule that applies to some of what it concerns from a later day on: the same by every way on which a result is found.
#include "rules/conditionwords.h"
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/explainer.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "rules/ruleform.h"
#include "rules/turns.h"
#include "store/referencedata.h"
#include "rules/onepack.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTest>

namespace tst_laterstart {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Status;

namespace {

/// Of systems with records from 2027-12-02, of those on own premises from 2028-08-02; only what went live after its day is concerned.
const char *const rule = R"({ "id": "L-1", "title": "Not encrypted", "entity": "workload", "severity": "high", "applies_from": "2027-12-02",
  "applies_later": [ { "from": "2028-08-02", "where": { "attr": "service_model", "is": "onprem" } } ],
  "applies_if": { "any": [
    { "all": [ { "attr": "service_model", "is_not": "onprem" }, { "attr": "env", "is": "prod" } ] },
    { "all": [ { "attr": "service_model", "is": "onprem" }, { "attr": "env", "is": "prod" }, { "attr": "backup", "is": true } ] } ] },
  "gap_if": { "attr": "encryption_at_rest", "is": false },
  "examples": [ {"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]} ] })";

const char *const world = R"([
 { "kind": "workload", "key": "cloud", "service_model": "iaas", "env": "prod", "encryption_at_rest": false },
 { "kind": "workload", "key": "own", "service_model": "onprem", "env": "prod", "backup": true, "encryption_at_rest": false },
 { "kind": "workload", "key": "own, unsaid", "service_model": "onprem" },
 { "kind": "workload", "key": "own, not concerned", "service_model": "onprem", "env": "test" },
 { "kind": "workload", "key": "nobody said", "env": "prod", "backup": true, "encryption_at_rest": false } ])";

domain::Day day(const char *iso)
{
    return domain::toDay(QDate::fromString(QString::fromLatin1(iso), Qt::ISODate));
}

} // namespace

class TestLaterStart : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_packs = {packOf(QByteArray(R"({ "pack": "later", "version": "1", "title": "T", "legal_status": "own_policy", "rules": [)") + rule + "] }")}; }

    void everyWayAgrees_data()
    {
        QTest::addColumn<domain::Day>("on");
        QTest::addColumn<QStringList>("expected"); // in the order of the world
        QTest::newRow("before both") << day("2027-12-01") << QStringList{u"not_yet_applicable"_s, u"not_yet_applicable"_s, u"not_yet_applicable"_s, u"not_yet_applicable"_s, u"not_yet_applicable"_s};
        QTest::newRow("between") << day("2028-01-15") << QStringList{u"gap"_s, u"not_yet_applicable"_s, u"not_yet_applicable"_s, u"not_applicable"_s, u"unknown"_s};
        QTest::newRow("the last day between") << day("2028-08-01") << QStringList{u"gap"_s, u"not_yet_applicable"_s, u"not_yet_applicable"_s, u"not_applicable"_s, u"unknown"_s};
        QTest::newRow("the later day") << day("2028-08-02") << QStringList{u"gap"_s, u"gap"_s, u"unknown"_s, u"not_applicable"_s, u"unknown"_s};
    }

    void everyWayAgrees()
    {
        QFETCH(domain::Day, on);
        QFETCH(QStringList, expected);
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db).has_value());
        rules::ExampleWriter writer(db, catalogue());
        const QJsonArray things = QJsonDocument::fromJson(world).array();
        QVERIFY(writer.write(things).has_value());
        rules::RunRequest request;
        request.asOf = on;
        request.at = QDateTime(domain::fromDay(on), QTime(8, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(db, catalogue(), m_packs, request, job);
        QVERIFY2(run.has_value(), run ? "" : qPrintable(run.error().detail));
        const auto results = rules::readResults(db, run->run, u"L-1"_s, EntityKind::Workload);
        QVERIFY(results.has_value());
        QStringList bulk;
        QStringList alone;
        QStringList explained;
        for (const QJsonValue &thing : things) {
            const auto id = writer.find(EntityKind::Workload, thing[u"key"_s].toString());
            QVERIFY(id.has_value());
            for (const rules::EntityStatus &one : *results) {
                if (one.entity == *id)
                    bulk.append(domain::statusName(one.status));
            }
            request.only = *id;
            const auto judged = rules::judgeEntity(db, catalogue(), m_packs, request);
            QVERIFY(judged.has_value());
            for (const rules::EntityResult &one : *judged)
                alone.append(domain::statusName(one.status));
            const auto e = rules::explain(db, catalogue(), m_packs.constFirst(), m_packs.constFirst().rules.constFirst(), *id, on);
            QVERIFY2(e.has_value(), e ? "" : qPrintable(e.error().detail));
            explained.append(domain::statusName(e->status));
        }
        QCOMPARE(bulk, expected);
        QCOMPARE(alone, expected);
        QCOMPARE(explained, expected);
    }

    void theLawTurnsOnTheLaterDayToo()
    {
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        const rules::Pack &pack = m_packs.constFirst();
        const auto turns = [&](const char *from, const char *to) {
            const auto between = rules::Turns::between(workspace.database(), day(from), day(to));
            return between && between->of(pack, pack.rules.constFirst()).contains(rules::Turn::Law);
        };
        QVERIFY(turns("2028-08-01", "2028-08-02"));
        QVERIFY(turns("2027-12-01", "2028-01-15"));
        QVERIFY(!turns("2028-01-15", "2028-08-01"));
        QVERIFY(!turns("2028-08-02", "2029-08-02"));
    }

    void itIsPartOfTheRule()
    {
        const QJsonObject json = QJsonDocument::fromJson(rule).object();
        QCOMPARE(rules::RuleForm::fromJson(json).toJson(), json);
        const rules::Pack &pack = m_packs.constFirst();
        const QHash<QString, QString> none;
        QCOMPARE(rules::ConditionWords(catalogue(), &pack, none).laterStarts(pack.rules.constFirst()),
                 QStringList{u"applies from 2028-08-02 where service model is \u201conprem\u201d"_s});
        QJsonObject other = json;
        other.insert(u"applies_later"_s, QJsonArray{QJsonObject{{u"from"_s, u"2028-08-03"_s}, {u"where"_s, json[u"applies_later"_s][0][u"where"_s]}}});
        const QByteArray text = QJsonDocument(QJsonObject{{u"pack"_s, u"later"_s}, {u"version"_s, u"1"_s}, {u"title"_s, u"T"_s}, {u"legal_status"_s, u"own_policy"_s}, {u"rules"_s, QJsonArray{other}}}).toJson();
        const rules::LoadedPack changed = rules::loadPack(text, catalogue());
        QVERIFY(changed.pack.has_value());
        QVERIFY(changed.pack->rules.constFirst().hash != pack.rules.constFirst().hash);
    }

private:
    QList<rules::Pack> m_packs;
};

BAILIWICK_TEST(QCoreApplication, TestLaterStart)

} // namespace tst_laterstart

#include "tst_laterstart.moc"
