// SPDX-License-Identifier: GPL-3.0-or-later
// Rule sets from elsewhere that are faulty, or made to do harm: refused, with the place in the file, in little time and memory.
#include "rules/checkpack.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

namespace tst_badpacks {

using namespace Qt::StringLiterals;

namespace {

/// A rule set of one rule with this condition.
QByteArray withCondition(const QByteArray &condition)
{
    return R"({"pack":"big","version":"1","title":"Big","legal_status":"own_policy","rules":[{"id":"A","title":"T","entity":"workload","severity":"low","gap_if":)" + condition
           + "}]}";
}

QByteArray repeated(const QByteArray &part, int times, const QByteArray &between = ",")
{
    QByteArrayList parts;
    parts.fill(part, times);
    return parts.join(between);
}

/// The most memory that this process has had, in MB.
long peak()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

class TestBadPacks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue);
        m_catalogue = *catalogue;
        auto references = rules::builtinReferences();
        QVERIFY(references);
        m_references = *references;
    }

    // What the schema refuses is told with the words that it allows.
    void whatIsAllowedIsSaid_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("says");
        QTest::newRow("status of law") << QByteArray("own_policy") << QByteArray("policy") << u"/legal_status"_s
                                       << u"\"policy\" is none of the words that are allowed here: law, programme, standard, scheme, proposal, own_policy"_s;
        QTest::newRow("severity") << QByteArray("\"low\"") << QByteArray("\"hihg\"") << u"/rules/0/severity"_s << u"low, medium, high, critical; did you mean \"high\"?"_s;
        QTest::newRow("id") << QByteArray("\"id\":\"A\"") << QByteArray("\"id\":\"A B\"") << u"/rules/0/id"_s << u"\"A B\" does not have the form that is asked for here: letters and digits"_s;
        QTest::newRow("day") << QByteArray("\"id\":\"A\"") << QByteArray("\"id\":\"A\",\"applies_from\":\"1.2.2026\"") << u"/rules/0/applies_from"_s << u"a day such as 2026-11-20"_s;
    }

    void whatIsAllowedIsSaid()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const rules::LoadedPack loaded = rules::loadPack(withCondition(R"({"attr":"env","is":"test"})").replace(from, to), m_catalogue, m_references);
        QVERIFY(!loaded.pack && !loaded.errors.isEmpty());
        QTEST(loaded.errors.constFirst().where, "where");
        QFETCH(QString, says);
        QVERIFY2(loaded.errors.constFirst().message.contains(says), qPrintable(loaded.errors.constFirst().message));
    }

    void files_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("where");
        const auto row = [](const char *file, const QString &code, const QString &where) { QTest::newRow(file) << code << where; };
        row("not-json", u"syntax"_s, {});
        row("empty", u"syntax"_s, {});
        row("cut-off", u"syntax"_s, u"*"_s);
        row("list", u"syntax"_s, {});
        row("text-after-it", u"syntax"_s, {});
        row("invalid-utf8", u"syntax"_s, u"/title"_s);
        row("lone-surrogate", u"syntax"_s, u"/title"_s);
        row("zero-byte-in-a-text", u"control-character"_s, u"/title"_s);
        row("number-too-large", u"out-of-range"_s, u"/rules/0/gap_if/gt"_s);
        row("number-beyond-counting", u"out-of-range"_s, u"/parameters/p/value"_s);
        row("not-a-number", u"syntax"_s, u"/parameters/p/value"_s);
        row("same-member-twice", u"duplicate-member"_s, u"/rules/0/title"_s);
        row("same-member-twice-in-a-condition", u"duplicate-member"_s, u"/rules/0/gap_if/is"_s);
        row("same-rule-twice", u"duplicate-id"_s, u"/rules/1/id"_s);
        row("unknown-member", u"schema"_s, u"*"_s);
        row("unknown-member-of-a-rule", u"schema"_s, u"/rules/0"_s);
        row("unknown-attribute", u"unknown-attribute"_s, u"/rules/0/gap_if/attr"_s);
        row("attribute-with-sql", u"unknown-attribute"_s, u"/rules/0/gap_if/attr"_s);
        row("unknown-attribute-on-a-path", u"unknown-attribute"_s, u"/rules/0/gap_if/all/1/attr"_s);
        row("path-through-no-reference", u"wrong-type"_s, u"/rules/0/gap_if/attr"_s);
        row("path-outside", u"unknown-attribute"_s, u"/rules/0/gap_if/attr"_s);
        row("path-too-long", u"wrong-type"_s, u"/rules/0/gap_if/attr"_s);
        row("unknown-operator", u"unknown-operator"_s, u"/rules/0/gap_if/resembles"_s);
        row("two-operators", u"ambiguous"_s, u"/rules/0/gap_if"_s);
        row("no-operator", u"unknown-operator"_s, u"/rules/0/gap_if"_s);
        row("value-of-the-wrong-type", u"wrong-type"_s, u"/rules/0/gap_if/is"_s);
        row("value-that-is-none", u"unknown-value"_s, u"/rules/0/gap_if/is"_s);
        row("list-operator-on-a-value", u"wrong-type"_s, u"/rules/0/gap_if/contains"_s);
        row("by-country", u"wrong-type"_s, u"/rules/0/gap_if/by"_s);
        row("sites-of-another", u"wrong-type"_s, u"/rules/0/gap_if/by"_s);
        row("condition-that-is-a-list", u"wrong-type"_s, u"/rules/0/gap_if/all/0"_s);
        row("condition-that-is-a-text", u"schema"_s, u"/rules/0/gap_if"_s);
        row("empty-group", u"wrong-type"_s, u"/rules/0/gap_if/any"_s);
        row("all-and-any", u"ambiguous"_s, u"/rules/0/gap_if"_s);
        row("unknown-kind", u"unknown-kind"_s, u"/rules/0/entity"_s);
        row("evidence-as-a-kind", u"wrong-kind"_s, u"/rules/0/entity"_s);
        row("unknown-severity", u"schema"_s, u"/rules/0/severity"_s);
        row("unknown-legal-status", u"schema"_s, u"/legal_status"_s);
        row("unknown-relation", u"unknown-relation"_s, u"/rules/0/gap_if/exists"_s);
        row("relation-to-another-kind", u"wrong-type"_s, u"/rules/0/gap_if/exists"_s);
        row("relation-of-too-many-steps", u"too-deep"_s, u"/rules/0/gap_if/exists"_s);
        row("unknown-parameter", u"unknown-parameter"_s, u"/rules/0/gap_if/gt/param"_s);
        row("parameter-that-is-a-text", u"schema"_s, u"/parameters/p/value"_s);
        row("unknown-set", u"unknown-set"_s, u"/rules/0/gap_if/in"_s);
        row("unknown-country", u"unknown-country"_s, u"/rules/0/gap_if/in/1"_s);
        row("unknown-law", u"unknown-law"_s, u"/rules/0/gap_if/laws/0"_s);
        row("unknown-cause", u"unknown-value"_s, u"/rules/0/cause"_s);
        row("unknown-root", u"unknown-attribute"_s, u"/rules/0/root/1"_s);
        row("not-recorded-without-duty", u"not-recorded-without-duty"_s, u"/rules/0/gap_if/not_recorded"_s);
        row("date-that-is-none", u"wrong-type"_s, u"/rules/0/applies_from"_s);
        row("id-with-spaces", u"schema"_s, u"/rules/0/id"_s);
        row("pack-id-that-is-a-path", u"schema"_s, u"/pack"_s);
        row("reason-with-an-unknown-path", u"unknown-attribute"_s, u"/rules/0/reason/gap"_s);
        row("reason-that-points-nowhere", u"unknown-value"_s, u"/rules/0/reason/gap"_s);
        row("switched-off-without-a-reason", u"schema"_s, u"/rules/0/switched_off"_s);
        row("example-of-nothing", u"unknown-kind"_s, u"/rules/0/examples/0/subject"_s);
        row("example-with-an-unknown-status", u"schema"_s, u"/rules/0/examples/0/expect"_s);
        row("too-many-wildcards", u"too-long"_s, u"/rules/0/gap_if/matches"_s);
        row("conditions-too-deep", u"too-deep"_s, u"*"_s);
        row("groups-too-deep", u"too-deep"_s, u"*"_s);
        row("brackets", u"too-deep"_s, u"*"_s);
        row("objects", u"too-deep"_s, u"*"_s);
        row("day-of-the-year-10000", u"schema"_s, u"/rules/0/applies_from"_s);
        row("day-that-does-not-exist", u"wrong-type"_s, u"/rules/0/gap_if/before"_s);
        row("ends-before-it-begins", u"out-of-range"_s, u"/rules/0/applies_until"_s);
        row("later-start-not-later", u"out-of-range"_s, u"/rules/0/applies_later/0/from"_s);
        row("later-start-after-the-end", u"out-of-range"_s, u"/rules/0/applies_later/0/from"_s);
        row("later-start-of-nothing", u"schema"_s, u"/rules/0/applies_later/0"_s);
        row("later-start-of-an-unknown-attribute", u"unknown-attribute"_s, u"/rules/0/applies_later/0/where/attr"_s);
        row("list-three-steps-away", u"too-deep"_s, u"/rules/0/gap_if/minus/1"_s);
        row("those-of-nothing-related", u"wrong-type"_s, u"/rules/0/gap_if/where"_s);
        row("those-of-an-unknown-attribute", u"unknown-attribute"_s, u"/rules/0/gap_if/where/attr"_s);
        row("unsaid-places-hold-something", u"wrong-type"_s, u"/rules/0/gap_if/unsaid"_s);
        row("list-that-related-things-lack", u"unknown-attribute"_s, u"/rules/0/gap_if/minus/1"_s);
        row("set-aside-by-an-unknown-set", u"unknown-set"_s, u"/rules/0/gap_if/outside"_s);
        row("surely-not-of-a-number", u"wrong-type"_s, u"/rules/0/gap_if/surely_not"_s);
        row("surely-not-of-nothing", u"wrong-type"_s, u"/rules/0/gap_if/surely_not"_s);
        row("says-nothing", u"wrong-type"_s, u"/rules/0/gap_if/says"_s);
        row("says-with-a-star-inside", u"wrong-type"_s, u"/rules/0/gap_if/says/0"_s);
        row("but-not-beside-another", u"wrong-type"_s, u"/rules/0/gap_if/but_not"_s);
        row("unclear-beside-another", u"wrong-type"_s, u"/rules/0/gap_if/unclear"_s);
        row("level-of-no-ladder", u"unknown-level"_s, u"/rules/0/gap_if/at_least"_s);
        row("level-of-a-number", u"wrong-type"_s, u"/rules/0/gap_if/below"_s);
        row("condition-of-itself", u"cycle"_s, u"/conditions/a/not/condition"_s);
        row("condition-of-no-name", u"unknown-condition"_s, u"/rules/0/gap_if/condition"_s);
        row("condition-of-an-unknown-attribute", u"unknown-attribute"_s, u"/conditions/a/attr"_s);
        row("set-with-sql", u"unknown-set"_s, u"/rules/0/gap_if/in"_s);
        row("parameter-with-sql", u"unknown-parameter"_s, u"/rules/0/gap_if/older_than_days/param"_s);
        row("relation-with-sql", u"unknown-relation"_s, u"/rules/0/gap_if/exists"_s);
        row("rule-id-with-sql", u"schema"_s, u"/rules/0/id"_s);
        row("same-rule-in-other-case", u"duplicate-id"_s, u"/rules/1/id"_s);
        row("days-below-zero", u"out-of-range"_s, u"/rules/0/gap_if/older_than_days"_s);
        row("days-beyond-all-time", u"out-of-range"_s, u"/rules/0/gap_if/expires_within_days"_s);
        row("written-backwards", u"control-character"_s, u"/title"_s);
        row("mapping-inside", u"schema"_s, u"*"_s);
        row("out-of-itself", u"unknown-attribute"_s, u"/rules/0/gap_if/attr"_s);
        row("share-of-evidence", u"unknown-kind"_s, u"/rules/0/gap_if/share/kind"_s);
    }

    void files()
    {
        QFETCH(QString, code);
        QFETCH(QString, where);
        const QString path = QStringLiteral(TEST_DATA) + u"/packs/bad/"_s + QString::fromLatin1(QTest::currentDataTag()) + u".json"_s;
        const auto json = rules::readPackFile(path);
        QVERIFY2(json, qPrintable(path));
        const rules::LoadedPack loaded = rules::loadPack(*json, m_catalogue, m_references);
        QVERIFY(!loaded.pack);
        QVERIFY(!loaded.errors.isEmpty());
        const domain::Diagnostic first = loaded.errors.constFirst();
        QCOMPARE(first.code, code);
        if (where != u"*"_s)
            QCOMPARE(first.where, where);
        QVERIFY(!first.message.isEmpty());
    }

    void noFileIsForgotten()
    {
        QFile self(QStringLiteral(SOURCE_ROOT) + u"/tests/rules/tst_badpacks.cpp"_s);
        QVERIFY(self.open(QIODevice::ReadOnly));
        const QByteArray text = self.readAll();
        const QStringList names = QDir(QStringLiteral(TEST_DATA) + u"/packs/bad"_s).entryList(QDir::Files);
        QVERIFY(names.size() > 50);
        for (const QString &name : names)
            QVERIFY2(text.contains("row(\"" + name.chopped(5).toUtf8() + "\""), qPrintable(name));
    }

    // Made here, since they are too large to be kept.
    void largeOnes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("a list of countries") << withCondition("{\"attr\":\"provider.legal_country\",\"in\":[" + repeated("\"DE\"", 20000) + "]}") << u"/rules/0/gap_if/in/10000"_s;
        QTest::newRow("a list of conditions") << withCondition("{\"any\":[" + repeated("{\"const\":true}", 20000) + "]}") << u"/rules/0/gap_if/any/10000"_s;
        QTest::newRow("conditions in one rule") << withCondition("{\"any\":[" + repeated("{\"attr\":\"env\",\"is\":\"test\"}", 1000) + "]}") << u"/rules/0"_s;
        QTest::newRow("a text") << withCondition("{\"attr\":\"owner\",\"is\":\"" + QByteArray(1'000'000, 'a') + "\"}") << u"/rules/0/gap_if/is"_s;
        QTest::newRow("an id") << QByteArray("{\"pack\":\"" + QByteArray(200'000, 'a') + "\"}") << u"/pack"_s;
        QTest::newRow("the name of a member") << QByteArray("{\"" + QByteArray(5'000'000, 'a') + "\":1}") << QString();
        QTest::newRow("a date") << QByteArray("{\"applies_from\":\"" + QByteArray(60'000, '1') + "\"}") << u"/applies_from"_s;
        QTest::newRow("many rules") << QByteArray("{\"pack\":\"big\",\"version\":\"1\",\"title\":\"B\",\"legal_status\":\"law\",\"rules\":["
                                                  + repeated(R"({"id":"A","title":"T","entity":"workload","severity":"low","gap_if":{"const":true}})", 600) + "]}")
                                    << u"/rules"_s;
        QTest::newRow("values") << QByteArray("{\"a\":[" + repeated("[" + repeated("1", 9000) + "]", 400) + "]}") << u"*"_s;
        QTest::newRow("a number of many digits") << withCondition("{\"attr\":\"owner\",\"lt\":" + QByteArray(1'000'000, '9') + "}") << u"/rules/0/gap_if/lt"_s;
        QTest::newRow("brackets without end") << QByteArray(15'000'000, '[') << u"*"_s;
    }

    void largeOnes()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const long before = peak();
        QElapsedTimer timer;
        timer.start();
        const rules::LoadedPack loaded = rules::loadPack(json, m_catalogue, m_references);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(peak() - before < 400, qPrintable(QString::number(peak() - before)));
        QVERIFY(!loaded.pack);
        QVERIFY(!loaded.errors.isEmpty());
        if (where != u"*"_s)
            QCOMPARE(loaded.errors.constFirst().where, where);
    }

    void aFileOf100MegabytesIsNotRead()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"large.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(100 * 1024 * 1024));
        file.close();
        const long before = peak();
        const auto read = rules::readPackFile(path);
        QVERIFY(!read);
        QCOMPARE(read.error().code, domain::ErrorCode::PackInvalid);
        QVERIFY(read.error().where.startsWith(path));
        QVERIFY2(peak() - before < 60, qPrintable(QString::number(peak() - before)));
        QVERIFY(!rules::readPackFile(folder.path()));
        QVERIFY(!rules::readPackFile(folder.filePath(u"none.json"_s)));
    }

    // Within all limits, but as much as they allow: judged, or refused before anything is judged. Never an error in the middle of a run.
    void whatIsAllowedCanBeJudged_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QByteArray deep = R"({"attr":"env","is":"test"})";
        for (int i = 0; i < 25; ++i)
            deep = "{\"not\":" + deep + "}";
        QTest::newRow("not in not") << deep;
        // From a provider to its contracts and back, again and again.
        const auto toAndFro = [](const QByteArray &verb, int times, const QByteArray &inner) {
            QByteArray out = inner;
            for (int i = 0; i < times; ++i)
                out = "{\"" + verb + "\":\"contract.provider\",\"where\":{\"" + verb + "\":\"provider\",\"where\":" + out + "}}";
            return QByteArray("{\"exists\":\"provider\",\"where\":" + out + "}");
        };
        const QByteArray german = R"({"attr":"legal_country","is":"DE"})";
        QTest::newRow("relation in relation") << toAndFro("exists", 6, german);
        QTest::newRow("relations as deep as may be") << toAndFro("exists", 15, german);
        QTest::newRow("every in every") << toAndFro("every", 15, german);
        QTest::newRow("which speaks of what is outside") << toAndFro("exists", 10, R"({"attr":"^^legal_country","is":"DE"})");
        QTest::newRow("which speaks of what is far outside") << toAndFro("exists", 15, "{\"attr\":\"" + QByteArray(31, '^') + "owner\",\"is\":\"x\"}");
        QTest::newRow("190 conditions") << QByteArray("{\"any\":[" + repeated(R"({"attr":"provider.legal_country","is":"DE"})", 190) + "]}");
        QTest::newRow("190 relations") << QByteArray("{\"any\":[" + repeated(R"({"exists":"datasets"})", 190) + "]}");
        QTest::newRow("190 unions") << QByteArray("{\"any\":[" + repeated(R"({"any_of":["all_places","provider.all_places"],"not_in":"@EEA"})", 190) + "]}");
        QTest::newRow("64 lists") << QByteArray("{\"any_of\":[" + repeated("\"all_places\"", 64) + "],\"not_in\":\"@ZONE\"}");
        QTest::newRow("a list of 10000") << QByteArray("{\"attr\":\"owner\",\"in\":[" + repeated("\"x\"", 10000) + "]}");
        QByteArrayList far;
        const QByteArrayList ways = {"contract.provider", "contract.contracting_entity.provider", "service.provider", "service.contract.provider", "provider", "key"};
        for (int i = 0; i < 150; ++i)
            far.append("{\"attr\":\"" + ways.at(i % ways.size()) + ".name\",\"is\":\"" + QByteArray::number(i) + "\"}");
        QTest::newRow("150 paths") << QByteArray("{\"all\":[" + far.join(",") + "]}");
    }

    void whatIsAllowedCanBeJudged()
    {
        QFETCH(QByteArray, condition);
        QElapsedTimer timer;
        timer.start();
        const long before = peak();
        const rules::LoadedPack loaded = rules::loadPack(withCondition(condition), m_catalogue, m_references);
        if (loaded.pack) {
            domain::QuietJob job;
            const auto report = rules::checkPack(*loaded.pack, m_catalogue, store::loadReferenceData, job);
            QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
            for (const rules::ExampleFailure &f : report->failures)
                qInfo("refused: %s", qPrintable(f.detail.left(200)));
        } else {
            QVERIFY(loaded.errors.constFirst().where.startsWith(u"/rules/0"_s));
            qInfo("refused: %s %s", qPrintable(loaded.errors.constFirst().where), qPrintable(loaded.errors.constFirst().message));
        }
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(peak() - before < 400, qPrintable(QString::number(peak() - before)));
    }

private:
    domain::Catalogue m_catalogue;
    rules::References m_references;
};

BAILIWICK_TEST(QCoreApplication, TestBadPacks)

} // namespace tst_badpacks

#include "tst_badpacks.moc"
