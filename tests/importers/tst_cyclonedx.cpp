// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/hubname.h"
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_cyclonedx {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestCycloneDx : public QObject
{
    Q_OBJECT

private slots:
    void countsSamples_data();
    void countsSamples();
    void refusesOtherFormats_data();
    void refusesOtherFormats();
    void tellsWhereSyntaxIsWrong();
    void rejectsAnInvalidFlow();
    void readsHostedModel();
    void readsEnergy();
    void readsServices();
    void readsAttestation();
    void readsSelfAssessments();
    void readsFlows();
    void readsGovernanceAndConsiderations();
    void readsOwnModels();
    void readsEmissions_data();
    void readsEmissions();
    void readsLooseBills();
    void tellsBillsApartByTheirFiles_data();
    void tellsBillsApartByTheirFiles();
    void readsAModelThatStandsTwiceOnce();
    void saysTheSameInAnyOrder();
    void readsAddresses_data();
    void readsAddresses();
    void findsHubNames_data();
    void findsHubNames();
};

void TestCycloneDx::countsSamples_data()
{
    // Counted with Python: components at any depth with metadata.component, services at any depth, attestations.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("read");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("software");
    QTest::addColumn<int>("noDataset");
    QTest::newRow("certificate") << u"bom-examples__CBOM_Certificate_bom.json"_s << 5 << 0 << 5 << 0;
    QTest::newRow("key") << u"bom-examples__CBOM_Key_bom.json"_s << 4 << 0 << 4 << 0;
    QTest::newRow("annotation 1.6") << u"spec__valid-annotation-1.6.json"_s << 1 << 0 << 1 << 0;
    QTest::newRow("annotation 1.7") << u"spec__valid-annotation-1.7.json"_s << 1 << 0 << 1 << 0;
    QTest::newRow("dependencies") << u"bom-examples__CBOM_Example-With-Dependencies_bom.json"_s << 4 << 0 << 4 << 0;
    QTest::newRow("protocol") << u"bom-examples__CBOM_Protocol_bom.json"_s << 9 << 0 << 9 << 0;
    QTest::newRow("hosted model") << u"bom-examples__MLBOM_Model_FoundationModels_bom.json"_s << 1 << 1 << 0 << 0;
    QTest::newRow("decoupled") << u"bom-examples__OBOM_Example-1-Decoupled_bom.json"_s << 904 << 0 << 904 << 0;
    QTest::newRow("operations") << u"bom-examples__OBOM_Example-1-Decoupled_obom.json"_s << 2 << 0 << 2 << 0;
    QTest::newRow("standalone") << u"bom-examples__OBOM_Example-1-Standalone_bom.json"_s << 905 << 0 << 905 << 0;
    QTest::newRow("windows") << u"bom-examples__OBOM_Example-2-cdxgen-windows_bom-win.json"_s << 1277 << 0 << 163
                             << 1114;
    QTest::newRow("laravel") << u"bom-examples__SBOM_laravel-7.12.0_bom.1.4.json"_s << 63 << 0 << 63 << 0;
    QTest::newRow("services 1.4") << u"bom-examples__SaaSBOM_apigateway-microservices-datastores_bom.json"_s << 7 << 6
                                  << 1 << 0;
    QTest::newRow("vulnerabilities") << u"bom-examples__VEX_vex.json"_s << 0 << 0 << 0 << 0;
    QTest::newRow("attestation") << u"spec__valid-attestation-1.6.json"_s << 1 << 1 << 0 << 0;
    QTest::newRow("configuration data") << u"spec__valid-component-data-1.6.json"_s << 1 << 0 << 0 << 1;
    QTest::newRow("model 1.6") << u"spec__valid-machine-learning-1.6.json"_s << 1 << 1 << 0 << 0;
    QTest::newRow("energy 1.6") << u"spec__valid-machine-learning-considerations-env-1.6.json"_s << 1 << 1 << 0 << 0;
    QTest::newRow("energy 1.7") << u"spec__valid-machine-learning-considerations-env-1.7.json"_s << 1 << 1 << 0 << 0;
    QTest::newRow("patent") << u"spec__valid-patent-1.7.json"_s << 2 << 1 << 1 << 0;
    QTest::newRow("services 1.6") << u"spec__valid-saasbom-1.6.json"_s << 7 << 6 << 1 << 0;
    QTest::newRow("services 1.7") << u"spec__valid-saasbom-1.7.json"_s << 7 << 6 << 1 << 0;
    QTest::newRow("standard") << u"spec__valid-standard-1.7.json"_s << 0 << 0 << 0 << 0;
}

void TestCycloneDx::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const Reading reading = readWith(importers::appendBom, sampleFile(u"cyclonedx/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"cyclonedx"_s);
    const auto counts = reading.sink.counts();
    QTEST(static_cast<int>(counts.read), "read");
    QTEST(static_cast<int>(counts.added), "added");
    QTEST(reading.sink.ignoredByCode().value(u"software-component"_s), "software");
    QTEST(reading.sink.ignoredByCode().value(u"not-a-dataset"_s), "noDataset");
    QCOMPARE(counts.rejected, 0);
    QCOMPARE(counts.read, counts.added + counts.ignored);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCycloneDx::refusesOtherFormats_data()
{
    QTest::addColumn<QString>("file");
    for (const char *version : {"1.5", "1.6", "1.7"})
        QTest::newRow(version) << u"spec__invalid-bomformat-%1.json"_s.arg(QLatin1String(version));
}

void TestCycloneDx::refusesOtherFormats()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    const QString path = sampleFile(u"cyclonedx/"_s + file);
    QCOMPARE(readWith(importers::appendBom, path).claims, QStringList());
    const Reading forced = readWith(importers::appendBom, path, u"cyclonedx"_s);
    QVERIFY(forced.error);
    QCOMPARE(forced.error->code, domain::ErrorCode::SchemaMismatch);
    QVERIFY2(forced.error->where.endsWith("/bomFormat"_L1), qPrintable(forced.error->where));
}

void TestCycloneDx::tellsWhereSyntaxIsWrong()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(
        importers::appendBom, sampleFile(u"cyclonedx/bom-examples__MLBOM_Model_OpenSource_bom.json"_s), u"cyclonedx"_s);
    QVERIFY(reading.error);
    QCOMPARE(reading.error->code, domain::ErrorCode::SyntaxError);
    QVERIFY2(reading.error->where.contains("line 9"_L1), qPrintable(reading.error->where));
    QCOMPARE(reading.sink.counts().read, 0);
}

void TestCycloneDx::rejectsAnInvalidFlow()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendBom, sampleFile(u"cyclonedx/spec__invalid-service-data-1.6.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.counts().rejected, 1);
    QCOMPARE(reading.sink.entries.at(0).rejectedWhere, u"/services/0/data/0/flow"_s);
}

void TestCycloneDx::readsHostedModel()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendBom, sampleFile(u"cyclonedx/bom-examples__MLBOM_Model_FoundationModels_bom.json"_s));
    const auto model = reading.sink.record(u"cyclonedx/bom-examples__MLBOM_Model_FoundationModels_bom#gpt-4o"_s);
    QVERIFY(model);
    QCOMPARE(model->kind, EntityKind::Model);
    QCOMPARE(textField(*model, u"developer"_s), u"->openai"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"(unsaid)"_s);
    QCOMPARE(reading.sink.head->rank, domain::SourceRank::Register);
}

void TestCycloneDx::readsEnergy()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(
        importers::appendBom, sampleFile(u"cyclonedx/spec__valid-machine-learning-considerations-env-1.7.json"_s));
    QCOMPARE(reading.sink.records().size(), 1);
    const auto model = reading.sink.records().constFirst();
    QCOMPARE(model.name, u"Llama-2-7b"_s);
    QCOMPARE(textField(model, u"co2_grams"_s), u"31220000"_s);
    QCOMPARE(textField(model, u"developer"_s), u"->meta"_s);
    QCOMPARE(textField(model, u"training_countries"_s), u"(unsaid)"_s);
    QCOMPARE(aliasOf(model, u"hub"_s), u"meta-llama/Llama-2-7b"_s);
}

void TestCycloneDx::readsServices()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendBom, sampleFile(u"cyclonedx/spec__valid-saasbom-1.6.json"_s));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Service), 6);
    const auto inner = reading.sink.record(u"Acme SaaSBOM Example#ms-1.example.com"_s);
    QVERIFY(inner);
    QCOMPARE(textField(*inner, u"provider"_s), u"->acme-inc"_s);
    QCOMPARE(textField(*inner, u"processed_in_clear"_s), u"(unsaid)"_s);
    const auto provider = reading.sink.record(u"acme-inc"_s);
    QVERIFY(provider);
    QCOMPARE(provider->name, u"Acme Inc"_s);
}

void TestCycloneDx::readsAttestation()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading = readWith(importers::appendBom, sampleFile(u"cyclonedx/spec__valid-attestation-1.6.json"_s));
    QCOMPARE(reading.sink.records().size(), 3);
    const auto certificate = reading.sink.records().at(1);
    QCOMPARE(certificate.kind, EntityKind::Certification);
    QCOMPARE(textField(certificate, u"auditor"_s), u"Assessors Inc"_s);
    QCOMPARE(textField(certificate, u"findings_open"_s), u"1"_s);
    QCOMPARE(textField(certificate, u"holder"_s), u"->acme-inc"_s);
    // How far each requirement is met is a finding of the assessor.
    const auto finding = reading.sink.records().constLast();
    QCOMPARE(finding.kind, EntityKind::ToolFinding);
    QCOMPARE(textField(finding, u"tool"_s), u"Assessors Inc"_s);
    QCOMPARE(textField(finding, u"outcome"_s), u"warning"_s);
    QCOMPARE(textField(finding, u"detail"_s), u"Conformance rationale here"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCycloneDx::readsSelfAssessments()
{
    const Reading reading = readText(importers::appendBom, u"a.json"_s, R"({"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"application","name":"app"}},
      "definitions":{"standards":[{"name":"CRA","requirements":[{"bom-ref":"r1","identifier":"1.1","title":"No known holes"}]}]},
      "declarations":{"assessors":[{"bom-ref":"a","thirdParty":false}],"attestations":[
        {"summary":"own","assessor":"a","map":[{"requirement":"r1","conformance":{"score":1}},{"requirement":"urn:cdx:other#r2","conformance":{"score":0}},{"requirement":"r3"}]},
        {"summary":"empty","assessor":"a","map":[{"requirement":"r1"}]}]}})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 3);
    QCOMPARE(reading.sink.ignoredByCode().value(u"self-assessed"_s), 1);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Certification), 0);
    QCOMPARE(countOfKind(reading.sink, EntityKind::ToolFinding), 2);
    const auto met = reading.sink.record(u"app#attestation/own/r1"_s);
    QVERIFY(met);
    QCOMPARE(textField(*met, u"outcome"_s), u"passed"_s);
    QCOMPARE(textField(*met, u"check"_s), u"1.1"_s);
    QCOMPARE(textField(*reading.sink.record(u"app#attestation/own/urn:cdx:other#r2"_s), u"outcome"_s), u"failed"_s);
}

void TestCycloneDx::readsFlows()
{
    const Reading reading = readText(importers::appendBom, u"saas.json"_s, R"({"bomFormat":"CycloneDX","specVersion":"1.5",
      "metadata":{"component":{"type":"application","name":"shop"}},
      "services":[{"bom-ref":"pay","name":"Payments","provider":{"name":"Amazon Web Services"},"endpoints":["https://pay.example"],
        "authenticated":true,"x-trust-boundary":true,"properties":[{"name":"cloud:region","value":"eu-central-1"}],
        "data":[{"classification":"PII","flow":"outbound","source":["https://shop.example"],"destination":["https://pay.example"]}]},
       {"bom-ref":"odd","name":"Odd","endpoints":7,"x-trust-boundary":"yes","data":[{"classification":"a","flow":"inbound","source":{},"destination":[{}]}]}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().added, 2);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto service = reading.sink.record(u"shop#pay"_s);
    QVERIFY(service);
    QCOMPARE(placesOf(*service), u"1 aws/eu-central-1"_s);
    QCOMPARE(textField(*service, u"description"_s),
             u"data: PII; flow: PII outbound from https://shop.example to https://pay.example; crosses a trust boundary; asks "
             "for authentication; endpoints: https://pay.example"_s);
    // Up to 1.4 nothing but the direction can be told.
    QCOMPARE(textField(*reading.sink.record(u"shop#odd"_s), u"description"_s), u"data: a; flow: a inbound; endpoints: 7"_s);
}

void TestCycloneDx::readsGovernanceAndConsiderations()
{
    const Reading reading = readText(importers::appendBom, u"ml.json"_s, R"({"bomFormat":"CycloneDX","specVersion":"1.6",
      "metadata":{"component":{"type":"application","name":"app"}},
      "components":[{"type":"application","name":"outer","components":[
        {"type":"machine-learning-model","bom-ref":"m","name":"m","pedigree":{"ancestors":[{"type":"machine-learning-model","name":"base","purl":"pkg:huggingface/org/base@1"}]},
         "modelCard":{"considerations":{"useCases":["triage"],"technicalLimitations":["adults"],"ethicalConsiderations":[{"name":"bias"}],
          "environmentalConsiderations":{"energyConsumptions":[{"activity":"training","activityEnergyCost":{"value":3,"unit":"kWh"},
            "energyProviders":[{"organization":{"address":{"country":"France"}}},{"organization":{"address":{"country":"Nowhere"}}}]},
           {"activity":"inference","energyProviders":[{"organization":{"address":{"country":"US"}}}]}]}}}},
        {"type":"data","bom-ref":"d","name":"d","data":[{"type":"dataset","sensitiveData":["names"],"governance":{"stewards":[{"organization":{"name":"Data office"}}]}}]}]}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 4);
    const auto model = reading.sink.record(u"app#m"_s);
    QVERIFY(model);
    QCOMPARE(textField(*model, u"base_model"_s), u"pkg:huggingface/org/base@1"_s);
    QCOMPARE(textField(*model, u"training_countries"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*model, u"description"_s), u"for: triage; limits: adults; ethical risk: bias; energy of training: 3 kWh"_s);
    const auto dataset = reading.sink.record(u"app#d"_s);
    QVERIFY(dataset);
    QCOMPARE(textField(*dataset, u"owner"_s), u"Data office"_s);
    QCOMPARE(textField(*dataset, u"description"_s), u"sensitive: names"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestCycloneDx::readsOwnModels()
{
    const Reading reading = readWith(importers::appendBom, ownFile(u"cyclonedx_models.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QVERIFY(reading.sink.hasDiagnostic(u"newer-version"_s));
    // application, its library, two models, two data, a nameless library; two services; three attestations
    const auto counts = reading.sink.counts();
    QCOMPARE(counts.read, 12);
    QCOMPARE(counts.added, 6);
    QCOMPARE(counts.rejected, 1);
    QCOMPARE(counts.ignored, 5);
    QCOMPARE(reading.sink.ignoredByCode().value(u"self-assessed"_s), 1);
    QCOMPARE(reading.sink.ignoredByCode().value(u"assessor-unknown"_s), 1);
    QCOMPARE(reading.sink.entries.at(1).where, u"/metadata/component/components/0"_s);
    QCOMPARE(reading.sink.entries.at(3).where, u"/components/0/components/0"_s);

    const QString key = u"pkg:huggingface/corvane/scorer@0a1b"_s;
    const auto scorer = reading.sink.record(key);
    QVERIFY(scorer);
    QCOMPARE(aliasOf(*scorer, u"purl"_s), key);
    QCOMPARE(aliasOf(*scorer, u"hub"_s), u"corvane/scorer"_s);
    QCOMPARE(textField(*scorer, u"licence"_s), u"Apache-2.0 OR MIT, Own terms"_s);
    QCOMPARE(textField(*scorer, u"base_model"_s), u"mistralai/Mistral-7B"_s);
    QCOMPARE(textField(*scorer, u"co2_grams"_s), u"750000"_s);
    QCOMPARE(textField(*scorer, u"tasks"_s), u"text-classification"_s);
    QCOMPARE(textField(*scorer, u"developer"_s), u"->corvane"_s);
    QCOMPARE(textField(*scorer, u"model_card"_s), u"https://huggingface.co/corvane/scorer"_s);

    // A random reference is no key: a document made anew has another one.
    const auto tiny = reading.sink.record(u"corvane/scoring#tiny"_s);
    QVERIFY(tiny);
    QCOMPARE(textField(*tiny, u"co2_grams"_s), u"(unsaid)"_s);
    const auto wiki = reading.sink.record(u"datasets/wikimedia/wikipedia"_s);
    QVERIFY(wiki);
    QCOMPARE(textField(*wiki, u"used_for_training"_s), key + u"|corvane/scoring#tiny..."_s);
    const auto claims = reading.sink.record(u"corvane/scoring#claims"_s);
    QVERIFY(claims);
    QCOMPARE(textField(*claims, u"classes"_s), u"personal|financial..."_s);
    QCOMPARE(textField(*claims, u"used_for_training"_s), key + u"..."_s);
    QCOMPARE(textField(*claims, u"owner"_s), u"Claims"_s);

    const auto service = reading.sink.record(u"corvane/scoring#outer"_s);
    QVERIFY(service);
    QCOMPARE(textField(*service, u"provider"_s), u"->mistral"_s);
    QCOMPARE(textField(*service, u"region"_s), u"eu-west-3"_s);
    const auto certificate = reading.sink.record(u"corvane/scoring#attestation/outside"_s);
    QVERIFY(certificate);
    QCOMPARE(textField(*certificate, u"scheme"_s), u"Sample Standard"_s);
    QCOMPARE(textField(*certificate, u"findings_open"_s), u"1"_s);
}

void TestCycloneDx::readsEmissions_data()
{
    QTest::addColumn<QByteArray>("costs");
    QTest::addColumn<QString>("grams");
    QTest::newRow("tonnes") << QByteArray(R"({"value":2.5,"unit":"tCO2eq"})") << u"2500000"_s;
    QTest::newRow("kilograms") << QByteArray(R"({"value":5,"unit":"kgCO2eq"})") << u"5000"_s;
    QTest::newRow("a unit that nobody knows is not zero") << QByteArray(R"({"value":5,"unit":"lbs"})") << u"(unsaid)"_s;
    QTest::newRow("no number") << QByteArray(R"({"value":"5","unit":"tCO2eq"})") << u"(unsaid)"_s;
}

void TestCycloneDx::readsEmissions()
{
    QFETCH(QByteArray, costs);
    QFETCH(QString, grams);
    const Reading reading = readText(
        importers::appendBom, u"bom.json"_s,
        R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"m","bom-ref":"m","modelCard":
        {"considerations":{"environmentalConsiderations":{"energyConsumptions":[{"activity":"training","co2CostEquivalent":)" +
            costs + "}]}}}}]}");
    QVERIFY(!reading.error);
    QCOMPARE(textField(reading.sink.records().constFirst(), u"co2_grams"_s), grams);
}

/// Members that are null are members that are not there; a dataset of the hub is the one that cards name.
void TestCycloneDx::readsLooseBills()
{
    const Reading reading = readText(importers::appendBom, u"bom.json"_s,
                                     R"({"bomFormat":"CycloneDX","specVersion":"1.6","services":null,"components":[
        {"type":"machine-learning-model","name":"m","modelCard":null,"licenses":null,"supplier":null},
        {"type":"data","name":"kyc","data":[{"type":"dataset","contents":{"url":"https://huggingface.co/datasets/corvane/kyc"}}]}]})");
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QCOMPARE(aliasOf(reading.sink.records().constLast(), u"hub"_s), u"datasets/corvane/kyc"_s);
}

void TestCycloneDx::readsAModelThatStandsTwiceOnce()
{
    const QByteArray model = "{\"type\":\"machine-learning-model\",\"bom-ref\":\"m\",\"name\":\"m\",\"modelCard\":{}}";
    const QByteArray other = "{\"type\":\"machine-learning-model\",\"bom-ref\":\"m\",\"name\":\"other\"}";
    const Reading reading = readText(importers::appendBom, u"bom.json"_s,
                                     "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[" + model + ',' + model + ',' + other + "]}");
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{3, 1, 0, 0, 2, 0}));
    QCOMPARE(reading.sink.ignoredByCode(), (QMap<QString, int>{{u"duplicate-component"_s, 2}}));
    QCOMPARE(reading.sink.records().last().name, u"m"_s);
}

void TestCycloneDx::saysTheSameInAnyOrder()
{
    const QByteArray one = "{\"type\":\"machine-learning-model\",\"bom-ref\":\"m\",\"name\":\"m\",\"modelCard\":{}}";
    const QByteArray two = "{\"type\":\"machine-learning-model\",\"bom-ref\":\"n\",\"name\":\"n\",\"modelCard\":{}}";
    const auto cardOf = [](const QByteArray &components) {
        const Reading reading = readText(importers::appendBom, u"shop.json"_s,
                                         "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[" + components + "]}");
        for (const domain::Record &record : reading.sink.records()) {
            if (record.name == "n"_L1)
                return textField(record, u"model_card"_s);
        }
        return QString();
    };
    QVERIFY(!cardOf(two).isEmpty());
    QCOMPARE(cardOf(one + ',' + two), cardOf(two));
}

/// A bill that names neither its subject nor itself: files are told apart, versions of one file are not.
void TestCycloneDx::tellsBillsApartByTheirFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::newRow("one application") << u"app-a.json"_s << u"app-a#Payment"_s;
    QTest::newRow("another one") << u"app-b.cdx.json"_s << u"app-b#Payment"_s;
    QTest::newRow("with a day") << u"app-a_2026-10-01.json"_s << u"app-a#Payment"_s;
    QTest::newRow("with day and time") << u"app-a-20261101T071500Z.cdx.json"_s << u"app-a#Payment"_s;
    QTest::newRow("a number is no day") << u"app-20269.json"_s << u"app-20269#Payment"_s;
    QTest::newRow("the format's name, in a folder") << u"shop/bom.json"_s << u"shop/bom#Payment"_s;
}

void TestCycloneDx::tellsBillsApartByTheirFiles()
{
    QFETCH(QString, file);
    const Reading reading = readText(importers::appendBom, file, R"({"bomFormat":"CycloneDX","specVersion":"1.4","services":[
      {"name":"Payment","provider":{"name":"Acme Pay"}}],"components":[{"type":"machine-learning-model","name":"classifier","version":"1"}]})");
    QVERIFY(!reading.error);
    QFETCH(QString, key);
    QVERIFY2(reading.sink.record(key), qPrintable(key));
    QVERIFY(reading.sink.record(key.section(u'#', 0, 0) + u"#classifier@1"_s));
}

void TestCycloneDx::readsAddresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("organisation");
    QTest::addColumn<QString>("directedFrom"); ///< of the organisation
    QTest::addColumn<QString>("developer");    ///< country of the model's
    QTest::addColumn<QString>("told");
    const auto model = [](const QByteArray &makers) { return R"("components":[{"type":"machine-learning-model","name":"B",)" + makers + "}]"; };
    const QString none = u"(unsaid)"_s;
    QTest::newRow("supplier of a model") << model(R"("supplier":{"name":"Vega Labs","address":{"country":"CN"}})") << u"vega-labs"_s << u"CN"_s << u"CN"_s << QString();
    QTest::newRow("country by its name") << model(R"("supplier":{"name":"Vega Labs","address":{"country":"Germany"}})") << u"vega-labs"_s << u"DE"_s << u"DE"_s << QString();
    QTest::newRow("manufacturer before supplier")
        << model(R"("manufacturer":{"name":"Vega Labs","address":{"country":"CN"}},"supplier":{"name":"Shop","address":{"country":"FR"}})") << u"vega-labs"_s << u"CN"_s << u"CN"_s
        << QString();
    QTest::newRow("supplier is no maker") << model(R"("manufacturer":{"name":"Vega Labs"},"supplier":{"name":"Shop","address":{"country":"FR"}})") << u"vega-labs"_s << none << none
                                          << QString();
    QTest::newRow("publisher is the supplier") << model(R"("publisher":"Vega Labs","supplier":{"name":"Vega Labs","address":{"country":"FR"}})") << u"vega-labs"_s << u"FR"_s << u"FR"_s
                                               << QString();
    QTest::newRow("subsidiary of one that is known") << model(R"("supplier":{"name":"Meta","address":{"country":"IE"}})") << QString() << none << none << QString();
    QTest::newRow("no country") << model(R"("supplier":{"name":"Vega Labs","address":{"country":"Atlantis"}})") << u"vega-labs"_s << none << none << u"unknown-country"_s;
    QTest::newRow("no address") << model(R"("supplier":{"name":"Vega Labs"})") << u"vega-labs"_s << none << none << QString();
    QTest::newRow("provider of a service") << QByteArray(R"("services":[{"name":"geo","provider":{"name":"Mapfirm","address":{"country":"RU"}}}])") << u"mapfirm"_s << u"RU"_s << none
                                           << QString();
}

/// From where whoever made a model or runs a service is directed.
void TestCycloneDx::readsAddresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, organisation);
    const Reading reading = readText(importers::appendBom, u"a.json"_s, R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1,)" + text + "}");
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto made = reading.sink.record(organisation);
    QCOMPARE(made.has_value(), !organisation.isEmpty());
    QTEST(made ? textField(*made, u"hq_country"_s) : u"(unsaid)"_s, "directedFrom");
    const domain::Record thing = reading.sink.records().last();
    QTEST(textField(thing, u"developer_country"_s), "developer");
    QStringList told;
    for (const domain::Diagnostic &one : reading.sink.diagnostics)
        told.append(one.code);
    QTEST(told.join(u'|'), "told");
}

void TestCycloneDx::findsHubNames_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("model") << u"https://huggingface.co/google-bert/bert-base-cased"_s
                           << u"google-bert/bert-base-cased"_s;
    QTest::newRow("file") << u"https://huggingface.co/a/b/tree/main"_s << u"a/b"_s;
    QTest::newRow("dataset") << u"https://huggingface.co/datasets/a/b"_s << u"datasets/a/b"_s;
    QTest::newRow("dataset of one part") << u"https://huggingface.co/datasets/beans"_s << u"datasets/beans"_s;
    QTest::newRow("organisation") << u"https://huggingface.co/google-bert"_s << QString();
    QTest::newRow("documentation") << u"https://huggingface.co/docs/hub"_s << QString();
    QTest::newRow("another site") << u"https://example.com/a/b"_s << QString();
}

void TestCycloneDx::findsHubNames()
{
    QFETCH(QString, url);
    QTEST(importers::hubNameOfUrl(url), "name");
}

BAILIWICK_TEST(QCoreApplication, TestCycloneDx)

} // namespace tst_cyclonedx

#include "tst_cyclonedx.moc"
