// SPDX-License-Identifier: GPL-3.0-or-later
// Levels of certificates as people write them: which level it is, that nothing else is one, and that every way on which a result is found says the same.
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/explainer.h"
#include "rules/levels.h"
#include "rules/missingfacts.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "rules/second/levels.h"
#include "store/referencedata.h"
#include "rules/onepack.h"
#include "support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QTest>

namespace tst_levels {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

const char *const pack = R"({ "pack": "levels", "version": "1", "title": "T", "legal_status": "own_policy", "rules": [
  { "id": "V-1", "title": "Not high", "entity": "certification", "severity": "high", "gap_if": { "not": { "attr": "level", "at_least": "ENS:high" } },
    "reason": { "gap": "Below high.", "unknown": "Not known." } },
  { "id": "V-2", "title": "Holds no medium", "entity": "provider", "severity": "high",
    "gap_if": { "not": { "exists": "certification.holder", "where": { "all": [ { "attr": "scheme", "is": "ENS" }, { "attr": "level", "at_least": "ENS:medium" } ] } } },
    "reason": { "gap": "None.", "unknown": "Whether {name} holds one is not known." } } ] })";

QString statusAt(const QList<rules::EntityStatus> &results, domain::EntityId id)
{
    for (const rules::EntityStatus &one : results) {
        if (one.entity == id)
            return domain::statusName(one.status);
    }
    return u"none"_s;
}

} // namespace

class TestLevels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_packs = {packOf(pack)}; }

    void reading_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("level"); // empty: in no known form
        const auto row = [](const char *ladder, const char *text, const char *level) {
            QTest::addRow("%s: %s", ladder, text) << QString::fromUtf8(text) << (*level ? QString::fromLatin1(ladder) + u':' + QString::fromLatin1(level) : QString::fromLatin1(ladder));
        };
        for (const char *text : {"alto", "ALTO", "Alta", "high", "Nivel Alto", "Categoría ALTA", "  nivel:  alta ", "ENS Alta", "Certificado de conformidad, categoría ALTA", "ENS high (ALTA)"})
            row("ENS", text, "high");
        for (const char *text : {"medio", "MEDIA", "moderate", "Nivel medio", "Mod."})
            row("ENS", text, "medium");
        for (const char *text : {"básico", "Ba\u0301sica", "BÁSICA", "basic", "bajo"})
            row("ENS", text, "basic");
        for (const char *text : {"", "nivel", "foo", "alta?", "no alta", "media/alta", "medi", "altas", "pendiente alta", "3"})
            row("ENS", text, "");
        for (const char *text : {"Level 2", "L2", "l 2", "level two", "LEVEL II", "2", "CMMC Level 2 (C3PAO)", "CMMC 2.0 Level 2", "Conditional Level 2", "Advanced", "Ｌｅｖｅｌ ２", "Level 2 (Self)"})
            row("CMMC", text, "2");
        row("CMMC", "Foundational (Level 1)", "1");
        row("CMMC", "Level 3 (DIBCAC)", "3");
        for (const char *text : {"Level 12", "2+", ">2", "at least 2", "ML3", "level 2 pending", "CMMC 2.0", "Level 1 or 2", "Level 2.1"})
            row("CMMC", text, "");
        for (const char *text : {"Mod", "Moderate", "MODERATE", "Class C", "c", "20x Moderate", "Moderate (Class C)", "FedRAMP Moderate Rev5", "Moderate equivalent"})
            row("FEDRAMP", text, "moderate");
        for (const char *text : {"Low", "LI-SaaS", "Li SaaS", "LI-SaaS (Tailored)", "class b", "20x Low", "Low-Impact SaaS"})
            row("FEDRAMP", text, "low");
        row("FEDRAMP", "Class A pilot", "pilot");
        row("FEDRAMP", "High (Class D)", "high");
        for (const char *text : {"IL5", "High (in process)", "High (Class C)", "Class E", "SaaS", "FedRAMP Ready", "20x"})
            row("FEDRAMP", text, "");
        for (const char *text : {"Tier Three", "Level III", "level 3", "MTCS Level 3", "SS 584:2020 L3", "III"})
            row("MTCS", text, "3");
        row("MTCS", "tier 2", "2");
        row("MTCS", "SS 584:2020", "");
        for (const char *text : {"상", "상등급", "High", "CSAP 상"})
            row("CSAP", text, "high");
        for (const char *text : {"중", "middle", "Medium"})
            row("CSAP", text, "medium");
        row("CSAP", "하", "low");
        row("CSAP", "SaaS standard", "");
        for (const char *text : {"QC2", "qc 2", "QC-II", "2", "Livello 2", "livello due", "ACN QC2", "C2"})
            row("ACN", text, "QC2");
        for (const char *text : {"QI2", "QI", "ACN QI4"})
            row("ACN", text, "QI");
        for (const char *text : {"AC2", "QC", "QC5", "QC2 e QC3"})
            row("ACN", text, "");
        row("CSA_STAR", "STAR Level One: Self-Assessment", "1");
        row("CSA_STAR", "Level 2 (Attestation)", "2");
        row("CSA_STAR", "Level 1 certification", "");
        row("HCF", "Certified Strategic", "strategic");
        row("HCF", "Certified Assured", "assured");
        row("HCF", "Uncertified", "");
    }

    void reading()
    {
        QFETCH(QString, text);
        QFETCH(QString, level);
        const QString ladder = level.section(u':', 0, 0);
        const auto named = rules::levelNamed(level);
        QCOMPARE(named.has_value(), level.contains(u':'));
        const auto read = rules::levelRead(ladder, text);
        QCOMPARE(read.value_or(-1), named ? named->rank : -1);
        // The second implementation, by its own reading of the same list.
        for (const QString &name : rules::levelNames()) {
            const auto other = rules::levelNamed(name);
            if (other->ladder != ladder)
                continue;
            QCOMPARE(second::levelIs(name, text, true), read ? std::optional(*read >= other->rank) : std::nullopt);
            QCOMPARE(second::levelIs(name, text, false), read ? std::optional(*read < other->rank) : std::nullopt);
        }
    }

    void nothingIsWrittenTwice()
    {
        QFile file(u":/packs/levels/schemes.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        int forms = 0;
        for (const QJsonValue &ladder : json[u"ladders"_s].toArray()) {
            QSet<QString> seen;
            int rank = 0;
            for (const QJsonValue &level : ladder[u"levels"_s].toArray()) {
                QJsonArray all = level[u"forms"_s].toArray();
                for (const QJsonValue &number : json[u"numbers"_s][level[u"number"_s].toString()].toArray())
                    all.append(number);
                QVERIFY2(!all.isEmpty(), qPrintable(ladder[u"id"_s].toString()));
                for (const QJsonValue &form : std::as_const(all)) {
                    QVERIFY2(!seen.contains(form.toString()), qPrintable(form.toString()));
                    seen.insert(form.toString());
                    QCOMPARE(rules::levelRead(ladder[u"id"_s].toString(), form.toString()).value_or(-1), rank);
                    ++forms;
                }
                ++rank;
            }
            QJsonArray silent = json[u"says_nothing"_s].toArray();
            for (const QJsonValue &word : ladder[u"says_nothing"_s].toArray())
                silent.append(word);
            for (const QJsonValue &word : std::as_const(silent)) {
                QVERIFY2(!seen.contains(word.toString()), qPrintable(word.toString()));
                QCOMPARE(rules::levelRead(ladder[u"id"_s].toString(), word.toString()), std::nullopt);
            }
        }
        QVERIFY(forms > 100);
    }

    /// No shipped rule compares the text of a level any other way.
    void everyRuleReadsLevels()
    {
        const auto packs = rules::loadBuiltinPacks(catalogue(), {});
        QVERIFY(packs.has_value());
        QSet<QString> readBy;
        for (const rules::Pack &one : *packs) {
            for (const rules::Rule &rule : one.rules) {
                QList<const rules::Condition *> open{&rule.appliesIf, &rule.gapIf};
                while (!open.isEmpty()) {
                    const rules::Condition *c = open.takeFirst();
                    for (const rules::Condition &child : c->children)
                        open.append(&child);
                    if (c->path.isSelf() || c->path.steps.constLast() != u"level"_s)
                        continue;
                    QVERIFY2(c->op == rules::Op::AtLeast || c->op == rules::Op::Below, qPrintable(rule.id + c->pointer));
                    readBy.insert(rule.id);
                }
            }
        }
        QCOMPARE(readBy, (QSet<QString>{u"ACN-03"_s, u"ACN-04"_s, u"AU-HCF"_s, u"CMMC-01"_s, u"CMMC-02"_s, u"CMMC-03"_s, u"CSA-STAR"_s, u"ENS-01"_s, u"FED-02"_s, u"KR-CSAP"_s,
                                        u"SG-MTCS"_s}));
    }

    void everyWayAgrees_data()
    {
        QTest::addColumn<QString>("level"); // JSON
        QTest::addColumn<QString>("ofCertificate");
        QTest::addColumn<QString>("ofHolder");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("high") << u"\"Nivel Alto\""_s << u"pass"_s << u"pass"_s << QString();
        QTest::newRow("lower") << u"\"nivel básico\""_s << u"gap"_s << u"gap"_s << QString();
        QTest::newRow("between") << u"\"MEDIO\""_s << u"gap"_s << u"pass"_s << QString();
        QTest::newRow("in no known form") << u"\"foo\""_s << u"unknown"_s << u"unknown"_s << u" The level of Zert reads \u201cfoo\u201d, which is no level of the ENS."_s;
        QTest::newRow("nothing said") << u"null"_s << u"unknown"_s << u"unknown"_s << QString();
        QTest::newRow("declared absent") << u"{\"none\":true}"_s << u"gap"_s << u"gap"_s << QString();
    }

    void everyWayAgrees()
    {
        QFETCH(QString, level);
        QFETCH(QString, ofCertificate);
        QFETCH(QString, ofHolder);
        QFETCH(QString, sentence);
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db).has_value());
        rules::ExampleWriter writer(db, catalogue());
        QJsonObject certificate{{u"kind"_s, u"certification"_s}, {u"key"_s, u"z"_s}, {u"name"_s, u"Zert"_s}, {u"scheme"_s, u"ENS"_s}, {u"holder"_s, u"p"_s}};
        const QJsonArray holder = QJsonDocument::fromJson((u"["_s + level + u"]"_s).toUtf8()).array();
        if (!holder.at(0).isNull())
            certificate.insert(u"level"_s, holder.at(0));
        const QJsonArray things{QJsonObject{{u"kind"_s, u"provider"_s}, {u"key"_s, u"p"_s}, {u"name"_s, u"Wolke"_s}}, certificate};
        QVERIFY(writer.write(things).has_value());
        QSqlQuery attest(db);
        QVERIFY(attest.exec(u"INSERT INTO attestation (kind, attr, who, at) VALUES (%1, '*', 'Ana', '2026-11-01')"_s.arg(static_cast<int>(EntityKind::Certification))));
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(db, catalogue(), m_packs, request, job);
        QVERIFY2(run.has_value(), run ? "" : qPrintable(run.error().detail));
        const QList<std::tuple<QString, EntityKind, QString, QString>> asked = {{u"V-1"_s, EntityKind::Certification, u"z"_s, ofCertificate}, {u"V-2"_s, EntityKind::Provider, u"p"_s, ofHolder}};
        for (const auto &[rule, kind, key, expected] : asked) {
            const auto id = writer.find(kind, key);
            QVERIFY(id.has_value());
            const auto results = rules::readResults(db, run->run, rule, kind);
            QVERIFY(results.has_value());
            QCOMPARE(statusAt(*results, *id), expected);
            request.only = *id;
            const auto judged = rules::judgeEntity(db, catalogue(), m_packs, request);
            QVERIFY(judged.has_value() && judged->size() == 1);
            QCOMPARE(domain::statusName(judged->constFirst().status), expected);
            const auto e = rules::explain(db, catalogue(), m_packs.constFirst(), *m_packs.constFirst().rule(rule), *id, request.asOf);
            QVERIFY2(e.has_value(), e ? "" : qPrintable(e.error().detail));
            QCOMPARE(domain::statusName(e->status), expected);
            if (expected != u"unknown"_s)
                continue;
            QCOMPARE(e->reason, (rule == u"V-1"_s ? u"Not known."_s : u"Whether Wolke holds one is not known."_s) + sentence);
            if (!sentence.isEmpty())
                QCOMPARE(e->reason.mid(e->reasonSlots.constLast().start, e->reasonSlots.constLast().length), sentence.trimmed());
        }
    }

    /// What is asked about an open level: the level of that certificate.
    void theQuestionIsTheLevel()
    {
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        rules::ExampleWriter writer(db, catalogue());
        QVERIFY(writer.write(QJsonArray{QJsonObject{{u"kind"_s, u"certification"_s}, {u"key"_s, u"z"_s}, {u"level"_s, u"foo"_s}}}).has_value());
        const auto id = writer.find(EntityKind::Certification, u"z"_s);
        QVERIFY(id.has_value());
        rules::Session session(db, catalogue(), domain::toDay(QDate(2026, 11, 20)));
        QVERIFY(session.open().has_value());
        rules::MissingFacts facts(session, catalogue(), domain::toDay(QDate(2026, 11, 20)));
        QVERIFY(facts.open().has_value());
        QStringList asked;
        const rules::Condition &leaf = m_packs.constFirst().rules.constFirst().gapIf.children.constFirst();
        facts.ofLeaf(leaf, {{EntityKind::Certification, id->value}}, [&asked](const rules::MissingFact &fact) { asked.append(fact.attr ? fact.attr->name : QString()); });
        QCOMPARE(asked, QStringList{u"level"_s});
    }

private:
    QList<rules::Pack> m_packs;
};

BAILIWICK_TEST(QCoreApplication, TestLevels)

} // namespace tst_levels

#include "tst_levels.moc"
