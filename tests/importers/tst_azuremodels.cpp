// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <algorithm>

namespace tst_azuremodels {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

QString deployment(const QString &account, const QString &name)
{
    return u"/subscriptions/aaaa1111-0000-0000-0000-000000000001/resourcegroups/rg-ai/providers/microsoft.cognitiveservices/accounts/%1/deployments/%2"_s
        .arg(account, name);
}

} // namespace

/// Deployments of Azure OpenAI and Foundry with their accounts.
class TestAzureModels : public QObject
{
    Q_OBJECT

private slots:
    void readsTheSample();
    void placesDeployments_data();
    void placesDeployments();
    void readsFields_data();
    void readsFields();
    void tellsWhatRuns_data();
    void tellsWhatRuns();
    void joinsAccounts();
    void saysWhatIsNotKnown();
};

void TestAzureModels::readsTheSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAzure, sampleFile(u"azure/c7n__cognitiveservices-deployments.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // jq '.value | length' = 1
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Model), 1);
    QVERIFY(reading.sink.head->scope.endsWith(u"/accounts/cctestcogdeploy"_s));
    const domain::Record model = reading.sink.records().constLast();
    QCOMPARE(model.name, u"cctest-gpt4o-mini"_s);
    QCOMPARE(textField(model, u"base_model"_s), u"gpt-4o-mini"_s);
    QCOMPARE(textField(model, u"version"_s), u"2024-07-18"_s);
    QCOMPARE(textField(model, u"developer"_s), u"->openai"_s);
    QCOMPARE(textField(model, u"version_pinned"_s), u"false"_s);
    // A regional deployment runs where its account is, which the file does not tell; the area alone is a hint.
    QVERIFY(model.places.size() == 1 && model.places.constFirst().region.isEmpty());
    QVERIFY(model.places.constFirst().site.endsWith(u"/accounts/cctestcogdeploy"_s));
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QCOMPARE(reading.sink.diagnostics.constFirst().code, u"unknown-place"_s);
}

void TestAzureModels::placesDeployments_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("places");
    QTest::addColumn<int>("complete");
    QTest::newRow("in the account's region") << u"chat"_s << u"regional"_s << u"3 microsoft/swedencentral"_s << 3;
    QTest::newRow("anywhere") << u"chat"_s << u"anywhere"_s << u"2 microsoft/global"_s << 2;
    QTest::newRow("data zone of the account") << u"chat"_s << u"zone"_s << u"2 microsoft/eu"_s << 2;
    QTest::newRow("data zone that is said") << u"chat"_s << u"said-zone"_s << u"2 microsoft/us"_s << 2;
    QTest::newRow("without a promise") << u"chat"_s << u"tuned"_s << u"2 microsoft/global"_s << 2;
    QTest::newRow("account not there") << u"other"_s << u"lost"_s
                                       << u"3 /"_s + deployment(u"other"_s, u"lost"_s).section(u'/', 0, -3) << 3;
    QTest::newRow("kind not known") << u"other"_s << u"new-kind"_s << QString() << 0;
}

void TestAzureModels::placesDeployments()
{
    QFETCH(QString, account);
    QFETCH(QString, name);
    const auto model =
        readWith(importers::appendAzure, ownFile(u"azure_deployments.json"_s)).sink.record(deployment(account, name));
    QVERIFY(model);
    QTEST(placesOf(*model), "places");
    QTEST(model->completeFacets, "complete");
}

void TestAzureModels::readsFields_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *attr, const char *value) {
        QTest::newRow(qPrintable(QLatin1String(name) + u' ' + QLatin1String(attr)))
            << QString::fromLatin1(name) << QString::fromLatin1(attr) << QString::fromLatin1(value);
    };
    row("regional", "availability", "in_use");
    row("regional", "version_pinned", "true");
    row("regional", "guardrails", "Microsoft.DefaultV2");
    row("regional", "fine_tuned", "(unsaid)");
    row("anywhere", "developer", "->mistral");
    row("anywhere", "description", "GlobalProvisionedManaged");
    row("zone", "developer", "->openai");
    row("zone", "version_pinned", "(unsaid)");
    row("said-zone", "developer", "->contoso-research");
    row("tuned", "fine_tuned", "true");
    row("tuned", "base_model", "gpt-4o-mini-2024-07-18");
}

void TestAzureModels::readsFields()
{
    QFETCH(QString, name);
    QFETCH(QString, attr);
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_deployments.json"_s));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto model = reading.sink.record(deployment(u"chat"_s, name));
    QVERIFY(model);
    QTEST(textField(*model, attr), "value");
}

void TestAzureModels::tellsWhatRuns_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("availability");
    for (const char *state : {"Failed", "Creating", "Deleting", "Canceled", "Disabled", "Accepted"})
        QTest::newRow(state) << QByteArray(R"("provisioningState":")") + state + R"(",)" << u"available"_s;
    for (const char *state : {"Succeeded", "Moving", "Thinking"})
        QTest::newRow(state) << QByteArray(R"("provisioningState":")") + state + R"(",)" << u"in_use"_s;
    QTest::newRow("not said") << QByteArray() << u"in_use"_s;
}

/// Nobody can ask a deployment that failed; its account does not use the model either.
void TestAzureModels::tellsWhatRuns()
{
    QFETCH(QByteArray, state);
    QFETCH(QString, availability);
    const Reading reading = readText(importers::appendAzure, u"d.json"_s,
                                     R"([{"id":")" + deployment(u"chat"_s, u"r1"_s).toUtf8() + R"(","name":"r1","properties":{)" + state +
                                         R"("model":{"format":"DeepSeek","name":"DeepSeek-R1","version":"1"}},"sku":{"name":"GlobalStandard"}}])");
    QVERIFY(!reading.error);
    const auto model = reading.sink.record(deployment(u"chat"_s, u"r1"_s));
    QVERIFY(model);
    QCOMPARE(textField(*model, u"availability"_s), availability);
    const auto account = reading.sink.record(deployment(u"chat"_s, u"r1"_s).section(u'/', 0, -3));
    QVERIFY(account);
    QCOMPARE(textField(*account, u"models"_s), availability == "in_use"_L1 ? deployment(u"chat"_s, u"r1"_s) + u"..."_s : u"..."_s);
}

/// The lists were appended to one another; which stands first does not matter, nor do capitals.
void TestAzureModels::joinsAccounts()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_deployments.json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{8, 8, 0, 0, 0, 0}));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Model), 7);
    // The account of the list and, apart from it, its models; the account that only its deployments tell.
    QCOMPARE(countOfKind(reading.sink, EntityKind::Workload), 3);
    const auto listed = reading.sink.record(deployment(u"chat"_s, u"x"_s).section(u'/', 0, -3));
    QVERIFY(listed);
    const auto &all = reading.sink.records();
    const auto uses = std::find_if(all.cbegin(), all.cend(), [&](const domain::Record &one) { return one.key == listed->key && textField(one, u"models"_s) != "(unsaid)"_L1; });
    QVERIFY(uses != all.cend());
    const QStringList models = textField(*uses, u"models"_s).split(u'|');
    QCOMPARE(models.size(), 5);
    QCOMPARE(models.constFirst(), deployment(u"chat"_s, u"regional"_s));
    QCOMPARE(placesOf(*listed), u"1 microsoft/swedencentral"_s); // where its models run, they say themselves
    QCOMPARE(textField(*listed, u"key_management"_s), u"provider"_s);
    const auto told = reading.sink.record(deployment(u"other"_s, u"x"_s).section(u'/', 0, -3));
    QVERIFY(told);
    QVERIFY(told->places.isEmpty());
}

void TestAzureModels::saysWhatIsNotKnown()
{
    const Reading reading = readWith(importers::appendAzure, ownFile(u"azure_deployments.json"_s));
    QStringList said;
    for (const domain::Diagnostic &one : reading.sink.diagnostics)
        said.append(one.message);
    QCOMPARE(said.size(), 2);
    QVERIFY(said.at(0).contains(u"'LunarStandard'"_s));
    QVERIFY(said.at(1).contains(u"az cognitiveservices account list"_s));
    QCOMPARE(reading.sink.diagnostics.at(0).where, u"document 1/6"_s);
    QCOMPARE(reading.sink.diagnostics.at(1).where, u"document 1/5"_s);
}

BAILIWICK_TEST(QCoreApplication, TestAzureModels)

} // namespace tst_azuremodels

#include "tst_azuremodels.moc"
