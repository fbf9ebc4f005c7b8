// SPDX-License-Identifier: GPL-3.0-or-later
// Which results other tools contradict: what a run writes down, against a comparison of each result with each finding.
#include "domain/agreement.h"
#include "domain/requirement.h"
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>
#include <QSqlQuery>
#include <QTest>

namespace tst_contradictions {

using namespace Qt::StringLiterals;
using domain::Status;

namespace {

const char *packText = R"({ "pack": "gdpr", "version": "1", "title": "Test", "legal_status": "law", "rules": [
  { "id": "A", "title": "Encrypted", "entity": "workload", "severity": "high", "clause": "Art. 32", "gap_if": { "attr": "encryption_at_rest", "is": false }, EXAMPLES },
  { "id": "B", "title": "Transit", "entity": "workload", "severity": "low", "clause": "Art. 44-46", "gap_if": { "attr": "encryption_in_transit", "is": false }, EXAMPLES },
  { "id": "C", "title": "Owner", "entity": "workload", "severity": "low", "clause": "Theme: owners", "gap_if": { "attr": "owner", "is_none": true }, EXAMPLES },
  { "id": "D", "title": "Parent", "entity": "provider", "severity": "low", "clause": "Art. 28", "gap_if": { "attr": "ultimate_parent_country", "not_in": "@EEA" }, EXAMPLES } ] })";

const char *exampleText = R"("examples": [ {"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"pass","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"unknown","given":[]} ])";

const QStringList requirements = {u"gdpr: Art. 32"_s, u"gdpr: Art. 32(1)(b)"_s, u"gdpr: Art. 45"_s, u"gdpr: Art. 28"_s, u"gdpr: Art. 5"_s, u"gdpr"_s, u"CIS-1.4: 1.20"_s};
const QStringList outcomes = {u"passed"_s, u"passed"_s, u"failed"_s, u"warning"_s, u"manual"_s, u"error"_s, u"not_available"_s, u"not_applicable"_s};

struct Found
{
    QString key, tool, outcome, resource;
    QStringList further, requirements;
    bool muted = false, gone = false;
};

} // namespace

class TestContradictions : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        std::optional<domain::Catalogue> catalogue;
        std::optional<rules::Pack> pack;
        rules::MemoryWorkspace workspace;
        QJsonArray things;
        QHash<QString, QStringList> names; ///< of a thing: its key and its aliases

        bool open()
        {
            const auto loaded = rules::loadBuiltinCatalogue();
            if (!loaded)
                return false;
            catalogue = *loaded;
            pack = rules::loadPack(QByteArray(packText).replace("EXAMPLES", exampleText), *catalogue).pack;
            return pack && workspace.open() && store::loadReferenceData(workspace.database());
        }
        bool write(const QList<Found> &all)
        {
            QJsonArray records = things;
            for (const Found &f : all)
                records.append(QJsonObject{{u"kind"_s, u"tool_finding"_s}, {u"key"_s, f.key}, {u"tool"_s, f.tool}, {u"outcome"_s, f.outcome},
                                           {u"muted"_s, f.muted}, {u"resource"_s, f.resource}, {u"further_resources"_s, QJsonArray::fromStringList(f.further)},
                                           {u"requirements"_s, QJsonArray::fromStringList(f.requirements)}});
            rules::ExampleWriter writer(workspace.database(), *catalogue);
            if (!writer.write(records))
                return false;
            QSqlQuery q(workspace.database());
            for (const Found &f : all) {
                if (f.gone && !q.exec(u"UPDATE entity SET vanished=1 WHERE key='%1'"_s.arg(f.key)))
                    return false;
            }
            for (auto it = names.cbegin(); it != names.cend(); ++it) {
                for (const QString &name : it.value()) {
                    if (name != it.key() && !q.exec(u"INSERT INTO alias SELECT 'test', '%1', id FROM entity WHERE key='%2'"_s.arg(name, it.key())))
                        return false;
                }
            }
            return true;
        }
        bool evaluate(const QString &scope = {})
        {
            rules::RunRequest request;
            request.asOf = domain::toDay(QDate(2026, 11, 20));
            request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
            request.scope = scope;
            domain::QuietJob job;
            return rules::evaluate(workspace.database(), *catalogue, {*pack}, request, job).has_value();
        }
        QStringList written()
        {
            QStringList out;
            QSqlQuery q(u"SELECT r.name, e.key, c.status FROM contradiction c JOIN rule r ON r.id=c.rule JOIN entity e ON e.id=c.entity ORDER BY 1,2"_s,
                        workspace.database());
            while (q.next())
                out.append(u"%1 %2 %3"_s.arg(q.value(0).toString(), q.value(1).toString(), domain::statusName(static_cast<Status>(q.value(2).toInt()))));
            return out;
        }
    };

    /// Each result beside each finding.
    static QStringList naive(const World &w, const QList<Found> &all, const QHash<QString, Status> &results)
    {
        QStringList out;
        for (const rules::Rule &rule : w.pack->rules) {
            for (const QJsonValue &thing : w.things) {
                const QString key = thing.toObject().value(u"key"_s).toString();
                const auto own = results.constFind(rule.id + u' ' + key);
                if (own == results.cend())
                    continue;
                bool contradicted = false;
                QSet<QString> tools;
                for (const Found &f : all)
                    tools.insert(f.tool);
                for (const QString &tool : std::as_const(tools)) {
                    bool failed = false, passed = false, open = false;
                    for (const Found &f : all) {
                        if (f.tool != tool || f.gone)
                            continue;
                        bool named = false;
                        for (const QString &name : w.names.value(key))
                            named = named || f.resource == name || f.further.contains(name);
                        bool speaks = false;
                        for (const QString &r : f.requirements)
                            speaks = speaks || (r.startsWith(u"gdpr: "_s) && domain::sameRequirement(rule.clause, r.mid(6)) == domain::SameRequirement::Article);
                        if (!named || !speaks)
                            continue;
                        const bool fails = f.outcome == u"failed"_s || f.outcome == u"warning"_s;
                        failed = failed || (fails && !f.muted);
                        open = open || (fails && f.muted) || f.outcome == u"manual"_s || f.outcome == u"error"_s;
                        passed = passed || f.outcome == u"passed"_s;
                    }
                    if (*own == Status::Pass)
                        contradicted = contradicted || failed;
                    if (*own == Status::Gap)
                        contradicted = contradicted || (passed && !failed && !open);
                }
                if (contradicted)
                    out.append(u"%1 %2 %3"_s.arg(rule.id, key, domain::statusName(*own)));
            }
        }
        out.sort();
        return out;
    }

private slots:
    void againstEachFinding()
    {
        QRandomGenerator random(20261120);
        int met = 0, open = 0;
        for (int round = 0; round < 12; ++round) {
            World w;
            QVERIFY(w.open());
            QHash<QString, Status> results;
            const auto truth = [&](const QString &rule, const QString &key, QJsonObject &thing, const QString &attr) {
                switch (random.bounded(3)) {
                case 0: thing[attr] = true; results.insert(rule + u' ' + key, Status::Pass); break;
                case 1: thing[attr] = false; results.insert(rule + u' ' + key, Status::Gap); break;
                default: results.insert(rule + u' ' + key, Status::Unknown);
                }
            };
            QStringList known;
            for (int i = 0; i < 8; ++i) {
                const QString key = u"w%1"_s.arg(i);
                QJsonObject thing{{u"kind"_s, u"workload"_s}, {u"key"_s, key}};
                truth(u"A"_s, key, thing, u"encryption_at_rest"_s);
                truth(u"B"_s, key, thing, u"encryption_in_transit"_s);
                if (random.bounded(2)) {
                    thing[u"owner"_s] = u"IT"_s;
                    results.insert(u"C "_s + key, Status::Pass);
                }
                w.things.append(thing);
                w.names.insert(key, {key, u"arn:"_s + key});
                known += w.names.value(key);
            }
            w.things.append(QJsonObject{{u"kind"_s, u"provider"_s}, {u"key"_s, u"p0"_s}, {u"ultimate_parent_country"_s, u"US"_s}});
            results.insert(u"D p0"_s, Status::Gap);
            w.names.insert(u"p0"_s, {u"p0"_s});
            known += QStringList{u"p0"_s, u"elsewhere"_s};
            const auto anyOf = [&random](const QStringList &list) { return list.at(random.bounded(static_cast<int>(list.size()))); };
            QList<Found> all;
            for (int i = 0; i < 60; ++i) {
                Found f{u"f%1"_s.arg(i), random.bounded(2) ? u"Prowler"_s : u"Hub"_s, anyOf(outcomes), anyOf(known), {}, {anyOf(requirements)},
                        random.bounded(5) == 0, random.bounded(8) == 0};
                if (random.bounded(4) == 0)
                    f.further = {anyOf(known)};
                if (const QString second = anyOf(requirements); second != f.requirements.constFirst())
                    f.requirements.append(second);
                all.append(f);
            }
            QVERIFY(w.write(all));
            QVERIFY(w.evaluate());
            const QStringList expected = naive(w, all, results);
            QCOMPARE(w.written(), expected);
            for (const QString &line : expected)
                ++(line.endsWith(u"pass"_s) ? met : open);
            // The same again writes the same, and when the tools are silent nothing is left.
            QVERIFY(w.evaluate());
            QCOMPARE(w.written(), expected);
            QVERIFY(QSqlQuery(w.workspace.database()).exec(u"UPDATE entity SET vanished=1 WHERE key LIKE 'f%'"_s));
            QVERIFY(w.evaluate());
            QCOMPARE(w.written(), QStringList());
        }
        QVERIFY2(met > 5 && open > 5, "the random worlds hold no contradictions of both ways");
    }

    /// A run over a part says nothing of the rest.
    void partOfTheOrganisation()
    {
        World w;
        QVERIFY(w.open());
        w.things = QJsonArray{QJsonObject{{u"kind"_s, u"legal_entity"_s}, {u"key"_s, u"bank"_s}},
                              QJsonObject{{u"kind"_s, u"workload"_s}, {u"key"_s, u"w0"_s}, {u"legal_entity"_s, u"bank"_s}, {u"encryption_at_rest"_s, true}},
                              QJsonObject{{u"kind"_s, u"workload"_s}, {u"key"_s, u"w1"_s}, {u"encryption_at_rest"_s, true}}};
        QVERIFY(w.write({{u"f0"_s, u"Hub"_s, u"failed"_s, u"w0"_s, {}, {u"gdpr: Art. 32"_s}}, {u"f1"_s, u"Hub"_s, u"failed"_s, u"w1"_s, {}, {u"gdpr: Art. 32"_s}}}));
        QVERIFY(w.evaluate());
        const QStringList both = {u"A w0 pass"_s, u"A w1 pass"_s};
        QCOMPARE(w.written(), both);
        QVERIFY(QSqlQuery(w.workspace.database()).exec(u"UPDATE e_tool_finding SET outcome='passed'"_s));
        QVERIFY(w.evaluate(u"legal_entity:bank"_s));
        QCOMPARE(w.written(), (QStringList{u"A w1 pass"_s}));
    }
};

BAILIWICK_TEST(QCoreApplication, TestContradictions)

} // namespace tst_contradictions

#include "tst_contradictions.moc"
