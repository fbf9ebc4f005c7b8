// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions to which a rule set gives a name: what is read is what was repeated before, and what is kept is what was written.
#include "rules/namedconditions.h"
#include "rules/ownrules.h"
#include "rules/packloader.h"
#include "rules/ruleform.h"
#include "rules/onepack.h"
#include "support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tst_namedconditions {

using namespace Qt::StringLiterals;

namespace {

const QByteArray inUnion = R"({"any":[{"attr":"country","in":"@EEA"},{"attr":"customers_in","contains_any":"@EEA"}]})";
const QByteArray ofEntity = R"({"exists":"legal_entity","where":)" + inUnion + "}";

/// A rule set in which names stand (`names` said) or what they stand for.
QByteArray packWith(bool names)
{
    const QByteArray scope = names ? QByteArray(R"({"condition":"in_union"})") : inUnion;
    const QByteArray entity = names ? QByteArray(R"({"condition":"entity_in_union"})") : ofEntity;
    return R"({"pack":"own","version":"1","title":"T","legal_status":"own_policy",)" +
           (names ? R"("conditions":{"entity_in_union":{"exists":"legal_entity","where":{"condition":"in_union"}},"in_union":)" + inUnion + "}," : QByteArray()) +
           R"("concerns":{"if":)" + scope + R"(,"words":"w"},"rules":[
        {"id":"A","title":"T","severity":"low","entity":"workload","applies_from":"2027-01-01","applies_if":{"all":[)" + entity + R"(,{"attr":"env","is":"prod"}]},
         "applies_later":[{"from":"2028-01-01","where":{"not":)" + entity + R"(}}],"gap_if":{"any":[{"attr":"backup","is":false},{"not":)" + entity + R"(}]},
         "reason":{"gap":"[/applies_if/all/0: in the Union]{@/gap_if/any/1/not}"}},
        {"id":"B","title":"T","severity":"low","entity":"legal_entity","applies_if":)" + scope + R"(,"gap_if":{"share":{"kind":"workload","where":)" + entity + R"(,"by":"legal_entity"},"gt":50}},
        {"id":"C","title":"T","severity":"low","entity":"contract","gap_if":{"every":"signed_by","where":)" + scope + "}}]}";
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A rule set of one rule on systems, with these names.
QByteArray refusable(const QByteArray &conditions, const QByteArray &gap)
{
    return R"({"pack":"own","version":"1","title":"T","legal_status":"own_policy",)" + (conditions.isEmpty() ? QByteArray() : "\"conditions\":" + conditions + ",") +
           R"("rules":[{"id":"A","title":"T","severity":"low","entity":"workload","gap_if":)" + gap + "}]}";
}

} // namespace

class TestNamedConditions : public QObject
{
    Q_OBJECT

private slots:
    void whatIsReadIsWhatTheyStandFor()
    {
        const rules::Pack named = packOf(packWith(true));
        // Conditions, the places in them that sentences name, and the hashes that tell whether a rule changed.
        QVERIFY(named == packOf(packWith(false)));
        // What is named elsewhere changes the rule's meaning, as if it had been changed in the rule.
        const rules::Pack other = packOf(packWith(true).replace(R"({"attr":"customers_in","contains_any":"@EEA"})", R"({"attr":"customers_in","contains_any":"@EU"})"));
        for (qsizetype i = 0; i < 3; ++i)
            QVERIFY(other.rules.at(i).hash != named.rules.at(i).hash);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("where");
        const QByteArray use = R"({"condition":"a"})";
        const auto row = [](const char *name, const QByteArray &json, const char *code, const char *where) { QTest::newRow(name) << json << QString::fromLatin1(code) << QString::fromLatin1(where); };
        row("no names at all", refusable({}, use), "unknown-condition", "/rules/0/gap_if/condition");
        row("a name that is not there", refusable(R"({"b":{"const":true}})", use), "unknown-condition", "/rules/0/gap_if/condition");
        row("a name that is not there, in another", refusable(R"({"a":{"not":{"condition":"b"}}})", use), "unknown-condition", "/conditions/a/not/condition");
        row("no name", refusable(R"({"a":{"const":true}})", R"({"condition":1})"), "unknown-condition", "/rules/0/gap_if/condition");
        row("beside something else", refusable(R"({"a":{"const":true}})", R"({"condition":"a","unsaid":true})"), "ambiguous", "/rules/0/gap_if");
        row("of itself", refusable(R"({"a":{"any":[{"const":true},{"condition":"a"}]}})", use), "cycle", "/conditions/a/any/1/condition");
        row("of itself by another", refusable(R"({"a":{"condition":"b"},"b":{"exists":"datasets","where":{"condition":"a"}}})", use), "cycle", "/conditions/b/where/condition");
        row("an unknown attribute", refusable(R"({"a":{"all":[{"const":true},{"attr":"colour","is":"red"}]}})", use), "unknown-attribute", "/conditions/a/all/1/attr");
        row("an unknown attribute, two names away", refusable(R"({"a":{"not":{"condition":"b"}},"b":{"attr":"colour","is":"red"}})", use), "unknown-attribute", "/conditions/b/attr");
        row("no condition", refusable(R"({"a":[]})", use), "schema", "/conditions/a");
        row("a name that is none", refusable(R"({"A/b":{"const":true}})", R"({"const":true})"), "schema", "");
        QByteArray chain = "{\"a\":{\"condition\":\"b0\"}";
        for (int i = 0; i < 40; ++i)
            chain += ",\"b" + QByteArray::number(i) + "\":{\"condition\":\"b" + QByteArray::number(i + 1) + "\"}";
        row("too deep", refusable(chain + ",\"b40\":{\"const\":true}}", use), "too-deep", "*");
        QByteArray grows = "{\"a\":{\"any\":[{\"condition\":\"b0\"},{\"condition\":\"b0\"}]}";
        for (int i = 0; i < 25; ++i)
            grows += ",\"b" + QByteArray::number(i) + "\":{\"any\":[{\"condition\":\"b" + QByteArray::number(i + 1) + "\"},{\"condition\":\"b" + QByteArray::number(i + 1) + "\"}]}";
        row("that grows by doubling", refusable(grows + ",\"b25\":{\"const\":true}}", use), "too-long", "*");
        QByteArray often = "[" + use;
        for (int i = 0; i < 60; ++i)
            often += "," + use;
        row("too often in one rule", refusable(R"({"a":{"any":[{"const":true},{"const":true},{"const":true},{"const":true}]}})", R"({"any":)" + often + "]}"), "too-long", "*");
    }

    void refused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        QFETCH(QString, where);
        const rules::LoadedPack loaded = rules::loadPack(json, catalogue());
        QVERIFY(!loaded.pack);
        QVERIFY(!loaded.errors.isEmpty());
        QCOMPARE(loaded.errors.constFirst().code, code);
        if (where != u"*"_s)
            QCOMPARE(loaded.errors.constFirst().where, where);
        else
            QVERIFY(loaded.errors.constFirst().where.startsWith(u"/conditions"_s) || loaded.errors.constFirst().where.startsWith(u"/rules/0/gap_if"_s));
        QVERIFY(!loaded.errors.constFirst().message.isEmpty());
    }

    void aFaultIsToldOnceWhereItIsWritten()
    {
        QByteArray json = R"({"pack":"own","version":"1","title":"T","legal_status":"own_policy","conditions":{"a":{"attr":"colour","is":"red"}},"rules":[)";
        for (int i = 0; i < 5; ++i)
            json += QByteArray(i > 0 ? "," : "") + "{\"id\":\"A" + QByteArray::number(i) + "\",\"title\":\"T\",\"severity\":\"low\",\"entity\":\"workload\",\"gap_if\":{\"not\":{\"condition\":\"a\"}}}";
        const rules::LoadedPack loaded = rules::loadPack(json + "]}", catalogue());
        QCOMPARE(loaded.errors.size(), 1);
        QCOMPARE(loaded.errors.constFirst().where, u"/conditions/a/attr"_s);
        QVERIFY2(loaded.errors.constFirst().message.endsWith(u"(named at /rules/0/gap_if/not/attr)"_s), qPrintable(loaded.errors.constFirst().message));
    }

    void whatIsKeptIsWhatWasWritten()
    {
        const QByteArray json = packWith(true);
        const auto copied = rules::copyOf(json, u"mine"_s, u"Mine"_s);
        QVERIFY(copied.has_value());
        const QJsonObject before = objectOf(json);
        const QJsonObject copy = objectOf(*copied);
        QCOMPARE(copy.value(u"conditions"_s), before.value(u"conditions"_s));
        for (int i = 0; i < 3; ++i) {
            for (const QString &part : {u"applies_if"_s, u"gap_if"_s, u"applies_later"_s})
                QCOMPARE(copy.value(u"rules"_s).toArray().at(i)[part], before.value(u"rules"_s).toArray().at(i)[part]);
        }
        // A narrowed rule keeps its names beside what the workspace adds.
        rules::PackChange narrowed;
        narrowed.kind = rules::PackChange::Kind::Scope;
        narrowed.pack = u"own"_s;
        narrowed.name = u"B"_s;
        narrowed.condition = R"({"attr":"kind","is":"branch"})";
        narrowed.by.why = u"branches first"_s;
        const QJsonObject taken = objectOf(rules::changedJson(json, {narrowed}));
        QCOMPARE(taken.value(u"conditions"_s), before.value(u"conditions"_s));
        QCOMPARE(taken.value(u"rules"_s).toArray().at(1)[u"applies_if"_s], QJsonValue(objectOf(R"({"all":[{"condition":"in_union"},{"attr":"kind","is":"branch"}]})")));
        QVERIFY(rules::loadPack(rules::changedJson(json, {narrowed}), catalogue()).pack.has_value());
        // In a form it is a row with a name.
        for (const QJsonValue &rule : before.value(u"rules"_s).toArray())
            QCOMPARE(rules::RuleForm::fromJson(rule.toObject()).toJson(), rule.toObject());
        const rules::FormRow row = rules::FormRow::fromJson(objectOf(R"({"not":{"condition":"in_union"}})"));
        QCOMPARE(row.rows.constFirst().kind, rules::FormRow::Kind::Named);
        QCOMPARE(row.rows.constFirst().subject, u"in_union"_s);
    }

    /// Names are there to be used: a shipped one that stands in one place only would only hide what it says.
    void shippedNamesAreUsed()
    {
        QFile file(u":/packs/gdpr.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray json = file.readAll();
        const QStringList names = objectOf(json).value(u"conditions"_s).toObject().keys();
        QVERIFY(names.contains(u"in_scope"_s));
        QByteArray packed = QJsonDocument(objectOf(json)).toJson(QJsonDocument::Compact);
        for (const QString &name : names)
            QVERIFY2(packed.count("{\"condition\":\"" + name.toUtf8() + "\"}") > 1, qPrintable(name));
    }

private:
};

BAILIWICK_TEST(QCoreApplication, TestNamedConditions)

} // namespace tst_namedconditions

#include "tst_namedconditions.moc"
