// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_spdx {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestSpdx : public QObject
{
    Q_OBJECT

private slots:
    void countsSamples_data();
    void countsSamples();
    void readsTheSampleModels();
    void readsTheSampleDataset();
    void readsTrainingByFiles();
    void readsAModel();
    void tellsUnsaidFromNone_data();
    void tellsUnsaidFromNone();
    void readsWrongTypes_data();
    void readsWrongTypes();
    void followsNoCircle();
};

void TestSpdx::countsSamples_data()
{
    // Counted with jq: elements of @graph by type, packages of version 2.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("models");
    QTest::addColumn<int>("datasets");
    QTest::addColumn<int>("software");
    QTest::addColumn<int>("relationships");
    QTest::addColumn<int>("others");
    QTest::newRow("handwriting") << u"spdx-examples__ai_example01_spdx3.0_simplehtr-example.json"_s << 118 << 2 << 1 << 44 << 32 << 39;
    QTest::newRow("sentiment") << u"spdx-examples__ai_example02_spdx3.0_sbom.spdx3.json"_s << 37 << 1 << 1 << 16 << 15 << 4;
    QTest::newRow("maven 3.0") << u"spdx-examples__software_example14_spdx3.0_examplemaven-0.0.1-enriched.spdx3.json"_s
                               << 53 << 0 << 0 << 9 << 28 << 16;
    QTest::newRow("maven 2.3") << u"spdx-examples__software_example8_spdx2.3_examplemaven-0.0.1.spdx.json"_s << 6 << 0 << 0
                               << 6 << 0 << 0;
    QTest::newRow("bomination 2.2") << u"spdx-examples__software_example9_spdx2.2_appbomination.spdx.json"_s << 7 << 0 << 0
                                    << 7 << 0 << 0;
}

void TestSpdx::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(int, models);
    QFETCH(int, datasets);
    const Reading reading = readWith(importers::appendBom, sampleFile(u"spdx/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"spdx"_s));
    const auto counts = reading.sink.counts();
    QTEST(static_cast<int>(counts.read), "read");
    QCOMPARE(static_cast<int>(counts.added), models + datasets);
    QCOMPARE(counts.rejected, 0);
    const auto ignored = reading.sink.ignoredByCode();
    QTEST(ignored.value(u"software-component"_s), "software");
    QTEST(ignored.value(u"relationship"_s), "relationships");
    QTEST(ignored.value(u"document-element"_s), "others");
    QCOMPARE(countOfKind(reading.sink, EntityKind::Model), models);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Dataset), datasets);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.headers, 1);
    QVERIFY(!reading.sink.head->scope.isEmpty());
}

void TestSpdx::readsTheSampleModels()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendBom, sampleFile(u"spdx/spdx-examples__ai_example01_spdx3.0_simplehtr-example.json"_s));
    QCOMPARE(reading.sink.head->scope, u"https://my-first-aibom.com/document1"_s);
    const auto model = reading.sink.record(u"https://my-first-aibom.com/word-model"_s);
    QVERIFY(model);
    QCOMPARE(model->name, u"word-model"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->harald-scheidl"_s);
    QCOMPARE(textField(*model, u"version"_s), u"0.0"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"MIT"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*model, u"description"_s),
             u"Word level handwriting recognition model; domains: handwriting recognition, image recognition, optical "
             "character recognition; acts autonomously: no; safety risk: low"_s);
    const auto maker = reading.sink.record(u"harald-scheidl"_s);
    QVERIFY(maker);
    QCOMPARE(maker->name, u"Harald Scheidl"_s);
}

void TestSpdx::readsTheSampleDataset()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendBom, sampleFile(u"spdx/spdx-examples__ai_example01_spdx3.0_simplehtr-example.json"_s));
    const auto dataset = reading.sink.record(u"https://my-first-aibom.com/IAMdataset"_s);
    QVERIFY(dataset);
    QCOMPARE(textField(*dataset, u"used_for_training"_s),
             u"https://my-first-aibom.com/line-model|https://my-first-aibom.com/word-model..."_s);
    QVERIFY(textField(*dataset, u"description"_s).contains(u"confidentiality: clear"_s));
    QVERIFY(textField(*dataset, u"provenance"_s).endsWith(u"https://fki.tic.heia-fr.ch/databases/iam-handwriting-database"_s));
    QCOMPARE(textField(*dataset, u"classes"_s), u"(unsaid)"_s);
}

/// The model's file was trained on files that the dataset contains.
void TestSpdx::readsTrainingByFiles()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendBom, sampleFile(u"spdx/spdx-examples__ai_example02_spdx3.0_sbom.spdx3.json"_s));
    const auto dataset =
        reading.sink.record(u"https://spdx.org/spdxdocs/DatasetPackage1-d1f693d0-b420-4b6a-b9f2-ec2097bac863"_s);
    QVERIFY(dataset);
    QCOMPARE(textField(*dataset, u"used_for_training"_s),
             u"https://spdx.org/spdxdocs/AIPackage1-a1fae2b4-2c1a-4f21-9001-1bdc5ac9e481..."_s);
    QCOMPARE(textField(*dataset, u"licence"_s), u"CC0-1.0"_s);
    QVERIFY(textField(*dataset, u"description"_s).contains(u"size in bytes: 117553"_s));
}

void TestSpdx::readsAModel()
{
    const Reading reading = readText(importers::appendBom, u"model.spdx3.json"_s, R"({
      "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
      "@graph": [
        {"type": "CreationInfo", "@id": "_:c", "created": "2026-05-01T10:00:00Z"},
        {"type": "SpdxDocument", "spdxId": "https://acme.example/doc", "name": "doc"},
        {"type": "ai_AIPackage", "spdxId": "https://acme.example/m", "name": "triage",
         "originatedBy": "https://acme.example/acme", "suppliedBy": "https://huggingface.co/huggingface",
         "software_packageVersion": "2", "software_packageUrl": "pkg:huggingface/acme/triage@abc",
         "ai_domain": "healthcare", "ai_autonomyType": "noAssertion", "ai_safetyRiskAssessment": "serious",
         "ai_useSensitivePersonalInformation": "yes", "ai_standardCompliance": ["ISO/IEC 42001"],
         "ai_limitation": "adults only",
         "ai_energyConsumption": {"ai_trainingEnergyConsumption": [{"ai_energyQuantity": 12.5, "ai_energyUnit": "kilowattHour"}]},
         "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "00ff"}]},
        {"type": "ai_AIPackage", "spdxId": "https://acme.example/base", "name": "base",
         "software_downloadLocation": "https://huggingface.co/mistralai/Mistral-7B-v0.1"},
        {"type": "dataset_DatasetPackage", "spdxId": "https://acme.example/d", "name": "notes",
         "dataset_hasSensitivePersonalInformation": "yes", "dataset_confidentialityLevel": "red",
         "dataset_intendedUse": "tuning", "dataset_knownBias": "adults only", "dataset_datasetSize": 4096},
        {"type": "Organization", "spdxId": "https://acme.example/acme", "name": "Acme Medical GmbH"},
        {"type": "Relationship", "from": "https://acme.example/m", "to": ["https://acme.example/base"], "relationshipType": "descendantOf"},
        {"type": "Relationship", "from": "https://acme.example/m", "to": "https://acme.example/d", "relationshipType": "finetunedOn"},
        {"type": "Relationship", "from": "https://acme.example/m", "to": ["https://spdx.org/licenses/Apache-2.0"], "relationshipType": "hasConcludedLicense"}
      ]})");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.head->captured, 1777629600);
    const auto model = reading.sink.record(u"pkg:huggingface/acme/triage@abc"_s);
    QVERIFY(model);
    QCOMPARE(aliasOf(*model, u"purl"_s), u"pkg:huggingface/acme/triage@abc"_s);
    QCOMPARE(aliasOf(*model, u"hub"_s), u"acme/triage"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->acme-medical-gmbh"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"Apache-2.0"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"mistralai/Mistral-7B-v0.1"_s);
    QCOMPARE(textField(*model, u"fine_tuned"_s), u"true"_s);
    QCOMPARE(textField(*model, u"domain"_s), u"health..."_s);
    QCOMPARE(textField(*model, u"weights_hash"_s), u"sha256:00ff"_s);
    QCOMPARE(textField(*model, u"description"_s),
             u"domains: healthcare; acts autonomously: noAssertion; safety risk: serious; uses sensitive personal "
             "information: yes; standards: ISO/IEC 42001; limitation: adults only; training energy: 12.5 kilowattHour"_s);
    const auto dataset = reading.sink.record(u"https://acme.example/d"_s);
    QVERIFY(dataset);
    QCOMPARE(textField(*dataset, u"classes"_s), u"personal..."_s);
    QCOMPARE(textField(*dataset, u"used_for_training"_s), u"pkg:huggingface/acme/triage@abc..."_s);
    QCOMPARE(textField(*dataset, u"description"_s),
             u"intended use: tuning; sensitive personal information: yes; confidentiality: red; known bias: adults only; "
             "size in bytes: 4096"_s);
}

void TestSpdx::tellsUnsaidFromNone_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("developer");
    QTest::addColumn<QString>("licence");
    const auto row = [](const char *name, const char *agent, const char *licence, const QString &developer, const QString &right) {
        QTest::newRow(name) << u"\"%1\" \"%2\""_s.arg(QLatin1String(agent), QLatin1String(licence)) << developer << right;
    };
    row("addresses: unsaid", "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement", "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense",
        u"(unsaid)"_s, u"(unsaid)"_s);
    row("addresses: none", "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement", "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoneLicense",
        u"(absent)"_s, u"(absent)"_s);
    row("names: unsaid", "NoAssertionElement", "NOASSERTION", u"(unsaid)"_s, u"(unsaid)"_s);
    row("names: none", "NoneElement", "NONE", u"(absent)"_s, u"(absent)"_s);
    row("said", "https://example.eu/acme", "https://spdx.org/licenses/MIT", u"->https-example-eu-acme"_s, u"MIT"_s);
    row("the address of one that is known", "https://www.mistral.ai", "https://spdx.org/licenses/MIT", u"->mistral"_s, u"MIT"_s);
    row("a page of one that is known", "https://ai.meta.com/research/data", "https://spdx.org/licenses/MIT", u"->meta"_s, u"MIT"_s);
    row("an account of the hub", "https://huggingface.co/acme-labs/triage", "https://spdx.org/licenses/MIT", u"->acme-labs"_s, u"MIT"_s);
    row("the name of one that is known in a place of another's", "https://mistral.example.eu/openai", "https://spdx.org/licenses/MIT", u"->https-mistral-example-eu-openai"_s,
        u"MIT"_s);
    row("a part of an address that anybody may have", "https://acme.example/teams/data", "https://spdx.org/licenses/MIT", u"->https-acme-example-teams-data"_s, u"MIT"_s);
}

void TestSpdx::tellsUnsaidFromNone()
{
    QFETCH(QString, said);
    const QString agent = said.section(u'"', 1, 1);
    const QString licence = said.section(u'"', 3, 3);
    const QString text = uR"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
      {"type":"ai_AIPackage","spdxId":"https://x/m","name":"m","suppliedBy":"%1"},
      {"type":"dataset_DatasetPackage","spdxId":"https://x/d","name":"d","originatedBy":["%1"]},
      {"type":"Relationship","spdxId":"https://x/r","from":"https://x/m","relationshipType":"hasDeclaredLicense","to":["%2"]}]})"_s.arg(agent, licence);
    const Reading reading = readText(importers::appendBom, u"m.json"_s, text.toUtf8());
    QVERIFY(!reading.error);
    if (agent.startsWith("https://"_L1) && !agent.contains("spdx.org"_L1))
        QCOMPARE(textField(*reading.sink.record(u"https://x/d"_s), u"provenance"_s), agent);
    const auto model = reading.sink.record(u"https://x/m"_s);
    QVERIFY(model);
    QTEST(textField(*model, u"developer"_s), "developer");
    QTEST(textField(*model, u"licence"_s), "licence");
    QVERIFY(againstCatalogue(reading.sink).isEmpty());
    // Those that the reference data knows need no entity.
    const QString developer = textField(*model, u"developer"_s);
    const bool made = developer.startsWith("->"_L1) && developer != "->mistral"_L1 && developer != "->meta"_L1;
    QCOMPARE(countOfKind(reading.sink, EntityKind::Provider), made ? 1 : 0);
}

void TestSpdx::readsWrongTypes_data()
{
    QTest::addColumn<QByteArray>("graph");
    QTest::addColumn<int>("added");
    QTest::addColumn<QString>("code");
    QTest::newRow("number") << QByteArray("7") << 0 << u"not-an-object"_s;
    QTest::newRow("no type") << QByteArray(R"({"spdxId":"a"})") << 0 << u"missing-type"_s;
    QTest::newRow("no id") << QByteArray(R"({"type":"ai_AIPackage","name":"a"})") << 0 << u"missing-id"_s;
    QTest::newRow("no name") << QByteArray(R"({"type":"ai_AIPackage","spdxId":"a","name":[]})") << 0 << u"missing-name"_s;
    QTest::newRow("everything else")
        << QByteArray(
               R"({"type":"ai_AIPackage","spdxId":"a","name":"a","originatedBy":[7,{}],"verifiedUsing":"x","ai_domain":{"a":1},"ai_energyConsumption":[1],"externalIdentifier":4})")
        << 1 << QString();
    QTest::newRow("relationship") << QByteArray(R"({"type":"Relationship","relationshipType":"trainedOn","from":{},"to":[[],null]})")
                                  << 0 << QString();
}

void TestSpdx::readsWrongTypes()
{
    QFETCH(QByteArray, graph);
    QFETCH(int, added);
    QFETCH(QString, code);
    const Reading reading =
        readText(importers::appendBom, u"a.json"_s,
                 R"({"@context":["https://spdx.org/rdf/3.0.1/spdx-context.jsonld"],"@graph":[)" + graph + "]}");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(static_cast<int>(reading.sink.counts().added), added);
    QCOMPARE(reading.sink.entries.constFirst().rejectedCode, code);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestSpdx::followsNoCircle()
{
    const Reading reading = readText(
        importers::appendBom, u"a.json"_s,
        R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
        {"type":"software_File","spdxId":"a","name":"a"},{"type":"software_File","spdxId":"b","name":"b"},
        {"type":"ai_AIPackage","spdxId":"m","name":"m"},
        {"type":"Relationship","relationshipType":"contains","from":"a","to":["b"]},
        {"type":"Relationship","relationshipType":"contains","from":"b","to":["a"]},
        {"type":"Relationship","relationshipType":"trainedOn","from":"m","to":["a"]}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.ignoredByCode().value(u"relationship"_s), 3);
}

BAILIWICK_TEST(QCoreApplication, TestSpdx)

} // namespace tst_spdx

#include "tst_spdx.moc"
