// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_ownjson {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;

class TestOwnJson : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    domain::Catalogue m_catalogue;

    domain::Result<void> run(const QByteArray &text, CollectingSink &sink, const QString &format = {})
    {
        QFile file(m_dir.filePath(u"own.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test file");
        file.close();
        domain::QuietJob job;
        domain::FileReport report;
        return importers::readFile(file.fileName(), importers::defaultRegistry(m_catalogue), format, sink, job, report);
    }
    static Value value(const Record &record, const char *attr)
    {
        const Value *found = CollectingSink::field(record, QString::fromLatin1(attr));
        return found ? *found : Value(u"unsaid"_s);
    }

private slots:
    void initTestCase();
    void documentedExample();
    void placesOfKindsWithout();
    void states();
    void wrongMembers_data();
    void wrongMembers();
    void unknownMember();
    void attributesCalledKindOrKey();
    void unknownRootMember();
    void roots_data();
    void roots();
    void answered();
    void nulInTexts();
};

void TestOwnJson::initTestCase()
{
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto catalogue = domain::Catalogue::fromJson(file.readAll());
    QVERIFY(catalogue.has_value());
    m_catalogue = *catalogue;
}

void TestOwnJson::documentedExample()
{
    // The example of the help page itself.
    QFile help(QStringLiteral(SOURCE_ROOT) + u"/resources/help/own-formats.md"_s);
    QVERIFY(help.open(QIODevice::ReadOnly));
    const QByteArray page = help.readAll();
    const qsizetype start = page.indexOf("```\n{");
    const qsizetype end = page.indexOf("```", start + 4);
    QVERIFY(start >= 0 && end > start);
    CollectingSink sink;
    const auto done = run(page.sliced(start + 4, end - start - 4), sink);
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QVERIFY(sink.diagnostics.isEmpty());
    QCOMPARE(sink.entries.first().where, u"/entities/0"_s);
    const Record record = sink.records().first();
    QCOMPARE(record.kind, domain::EntityKind::Contract);
    QCOMPARE(record.key, u"C-017"_s);
    QCOMPARE(record.name, u"Master agreement"_s);
    QCOMPARE(record.aliases.first().value, u"4711"_s);
    QCOMPARE(value(record, "provider"), Value(domain::Reference{u"aws"_s}));
    QCOMPARE(value(record, "dpa"), Value(true));
    QCOMPARE(value(record, "exit_clause"), Value(domain::Absent{}));
    QCOMPARE(value(record, "audit_rights"), Value(domain::NoAnswer{}));
    QCOMPARE(value(record, "services"), Value(domain::ListValue{{u"aws-bedrock-eu-central-1"_s}, true}));
    QCOMPARE(value(record, "start_date"), Value(qint64(18993)));
    const QList<domain::Place> places = {{Facet::Hosting | Facet::Backup, u"DE"_s, {}, {}, {}},
                                         {Facet::Processing, {}, u"aws"_s, u"eu-central-1"_s, {}}};
    QCOMPARE(sink.records().at(1).places, places);
    QCOMPARE(sink.records().at(1).completeFacets, Facet::Hosting | Facet::Backup | Facet::Processing);
}

/// A contract stands nowhere and a model has no backups: such places are said, not kept.
void TestOwnJson::placesOfKindsWithout()
{
    CollectingSink sink;
    QVERIFY(run(R"({"bailiwick":1,"entities":[
        {"kind":"contract","key":"c","places":[{"facets":["hosting"],"country":"DE"}]},
        {"kind":"model","key":"m","places":[{"facets":["hosting","backup"],"country":"DE"}]}]})",
                sink)
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QVERIFY(sink.records().at(0).places.isEmpty());
    QCOMPARE(sink.records().at(1).places.first().facets, static_cast<int>(Facet::Hosting));
    QCOMPARE(sink.diagnostics.size(), 2);
    QCOMPARE(sink.diagnostics.at(0).where, u"/entities/0/places/0"_s);
    QVERIFY(sink.diagnostics.at(1).message.contains(u"backup"_s));
}

void TestOwnJson::states()
{
    CollectingSink sink;
    QVERIFY(run(R"({"bailiwick":1,"entities":[{"kind":"workload","key":"a","env":null,"data_classes":{"none":true},
        "hosting_countries":{"items":["DE","aws/eu-west-1"],"complete":false},"models":{"items":["m"]},"rto_h":4,"instance_count":3,"alternative_provider":"none"}]})",
                sink)
                .has_value());
    const Record record = sink.records().first();
    QVERIFY(!CollectingSink::field(record, u"env"_s));
    QCOMPARE(value(record, "data_classes"), Value(domain::ListValue{{}, true}));
    QCOMPARE(value(record, "models"), Value(domain::ListValue{{u"m"_s}, true}));
    QCOMPARE(value(record, "rto_h"), Value(4.0));
    QCOMPARE(value(record, "instance_count"), Value(qint64(3)));
    QCOMPARE(value(record, "alternative_provider"), Value(domain::Absent{}));
    QCOMPARE(record.places.size(), 2);
    QCOMPARE(record.completeFacets, 0);
}

void TestOwnJson::wrongMembers_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QString>("where");
    QTest::newRow("bool") << QByteArray(R"({"kind":"contract","key":"a","dpa":"yes"})") << u"/entities/1/dpa"_s;
    QTest::newRow("date") << QByteArray(R"({"kind":"contract","key":"a","start_date":"1/2/2022"})")
                          << u"/entities/1/start_date"_s;
    QTest::newRow("date, none") << QByteArray(R"({"kind":"contract","key":"a","start_date":"none"})")
                                << u"/entities/1/start_date"_s;
    QTest::newRow("whole number") << QByteArray(R"({"kind":"contract","key":"a","transition_days":1.5})")
                                  << u"/entities/1/transition_days"_s;
    QTest::newRow("beyond what JSON keeps exactly")
        << QByteArray(R"({"kind":"dataset","key":"a","record_count":12345678901234567890})")
        << u"/entities/1/record_count"_s;
    QTest::newRow("number") << QByteArray(R"({"kind":"contract","key":"a","switching_fee":"1"})")
                            << u"/entities/1/switching_fee"_s;
    QTest::newRow("text") << QByteArray(R"({"kind":"contract","key":"a","description":7})")
                          << u"/entities/1/description"_s;
    QTest::newRow("enum") << QByteArray(R"({"kind":"workload","key":"a","env":"live"})") << u"/entities/1/env"_s;
    QTest::newRow("country") << QByteArray(R"({"kind":"contract","key":"a","governing_law":"deu"})")
                             << u"/entities/1/governing_law"_s;
    QTest::newRow("list") << QByteArray(R"({"kind":"contract","key":"a","services":"x"})") << u"/entities/1/services"_s;
    QTest::newRow("list of numbers") << QByteArray(R"({"kind":"contract","key":"a","services":[1]})")
                                     << u"/entities/1/services"_s;
    QTest::newRow("object") << QByteArray(R"({"kind":"contract","key":"a","dpa":{}})") << u"/entities/1/dpa"_s;
    QTest::newRow("facet")
        << QByteArray(
               R"({"kind":"workload","key":"a","places":[{"facets":["hosting"],"country":"DE"},{"facets":["moon"],"country":"DE"}]})")
        << u"/entities/1/places/1/facets"_s;
    QTest::newRow("place") << QByteArray(R"({"kind":"workload","key":"a","places":[{"facets":["hosting"]}]})")
                           << u"/entities/1/places/0"_s;
    QTest::newRow("region") << QByteArray(
                                   R"({"kind":"workload","key":"a","places":[{"facets":["hosting"],"region":"x"}]})")
                            << u"/entities/1/places/0/provider"_s;
    QTest::newRow("alias") << QByteArray(R"({"kind":"workload","key":"a","aliases":[{"scheme":"arn"}]})")
                           << u"/entities/1/aliases/0"_s;
    QTest::newRow("kind") << QByteArray(R"({"kind":"contrakt","key":"a"})") << u"/entities/1/kind"_s;
    QTest::newRow("key") << QByteArray(R"({"kind":"contract","key":" "})") << u"/entities/1/key"_s;
    QTest::newRow("number as key") << QByteArray(R"({"kind":"contract","key":17})") << u"/entities/1/key"_s;
    QTest::newRow("number as name") << QByteArray(R"({"kind":"contract","key":"a","name":17})")
                                    << u"/entities/1/name"_s;
    QTest::newRow("no kind") << QByteArray(R"({"key":"a"})") << u"/entities/1/kind"_s;
    QTest::newRow("no object") << QByteArray("[1]") << u"/entities/1"_s;
    QTest::newRow("answered") << QByteArray(R"({"kind":"contract","key":"a","answered":{"at":"yesterday"}})")
                              << u"/entities/1/answered/at"_s;
}

void TestOwnJson::wrongMembers()
{
    QFETCH(QByteArray, entity);
    QFETCH(QString, where);
    CollectingSink sink;
    QVERIFY(run("{\"bailiwick\":1,\"entities\":[{\"kind\":\"contract\",\"key\":\"good\"}," + entity + "]}", sink)
                .has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.at(1).rejectedWhere, where);
    QVERIFY(!sink.entries.at(1).message.isEmpty());
}

/// Entities under a name of their own would be lost without a word.
void TestOwnJson::unknownRootMember()
{
    CollectingSink sink;
    QVERIFY(run(R"({"bailiwick":1,"organisation":"Corvane","contracts":[{"key":"a"}]})", sink).has_value());
    QCOMPARE(sink.counts().read, 0);
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.first().code, u"unknown-member"_s);
    QCOMPARE(sink.diagnostics.first().where, u"/contracts"_s);
}

void TestOwnJson::unknownMember()
{
    CollectingSink sink;
    QVERIFY(run(R"({"bailiwick":1,"entities":[{"kind":"contract","key":"a","exit_claus":true}]})", sink).has_value());
    QCOMPARE(sink.counts().added, 1);
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.first().where, u"/entities/0/exit_claus"_s);
    QVERIFY(sink.diagnostics.first().message.contains(u"'exit_clause'"_s));
}

void TestOwnJson::attributesCalledKindOrKey()
{
    CollectingSink sink;
    QVERIFY(run(R"({"bailiwick":1,"entities":[{"kind":"identity","key":"a","attr:kind":"agent"},{"kind":"workload","key":"w","attr:key":"k-1"}]})", sink).has_value());
    QCOMPARE(sink.counts().added, 2);
    QCOMPARE(sink.diagnostics.size(), 0);
    QCOMPARE(value(sink.records().first(), "kind"), Value(u"agent"_s));
    QCOMPARE(sink.records().first().kind, domain::EntityKind::Identity);
    QCOMPARE(value(sink.records().last(), "key"), Value(domain::Reference{u"k-1"_s}));
    QCOMPARE(sink.records().last().key, u"w"_s);
}

void TestOwnJson::roots_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("later edition") << QByteArray(R"({"bailiwick":2,"entities":[]})")
                                   << static_cast<int>(domain::ErrorCode::UnsupportedVersion);
    QTest::newRow("no list") << QByteArray(R"({"bailiwick":1,"entities":{}})")
                             << static_cast<int>(domain::ErrorCode::SchemaMismatch);
    QTest::newRow("broken") << QByteArray("{\"bailiwick\":1,\n\"entities\":[}")
                            << static_cast<int>(domain::ErrorCode::SyntaxError);
}

void TestOwnJson::roots()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    CollectingSink sink;
    const auto done = run(text, sink);
    QVERIFY(!done.has_value());
    QCOMPARE(static_cast<int>(done.error().code), code);
    QVERIFY(!done.error().where.isEmpty());
}

void TestOwnJson::answered()
{
    CollectingSink sink;
    QVERIFY(
        run(R"({"bailiwick":1,"entities":[{"kind":"contract","key":"a","dpa":true,"answered":{"who":"DPO","at":"2026-11-01","evidence":"x.pdf"}}]})",
            sink)
            .has_value());
    const Record record = sink.records().first();
    QCOMPARE(record.person->who, u"DPO"_s);
    QCOMPARE(record.person->at, u"2026-11-01"_s);
    QCOMPARE(record.person->evidence, u"x.pdf"_s);
}

void TestOwnJson::nulInTexts()
{
    CollectingSink sink;
    QVERIFY(run("{\"bailiwick\":1,\"entities\":[{\"kind\":\"contract\",\"key\":\"a\",\"description\":\"x\\u0000y\"}]}",
                sink)
                .has_value());
    const QString text = std::get<QString>(value(sink.records().first(), "description"));
    QCOMPARE(text.size(), 3);
    QCOMPARE(text.at(2), QChar(u'y'));
}

BAILIWICK_TEST(QCoreApplication, TestOwnJson)

} // namespace tst_ownjson

#include "tst_ownjson.moc"
