// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_configcompliance {

using namespace Qt::StringLiterals;
using domain::EntityKind;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

/// A snapshot with one item of a resource's compliance.
QByteArray snapshot(const QByteArray &judged, const QByteArray &configuration, const QByteArray &status = "OK")
{
    return R"({"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::Config::ResourceCompliance","resourceId":")" + judged +
           R"(","awsAccountId":"111122223333","awsRegion":"eu-central-1","configurationItemStatus":")" + status +
           R"(","configurationItemCaptureTime":"2026-11-19T22:00:00Z","tags":{},"configuration":)" + configuration + R"(,"supplementaryConfiguration":{}}]})";
}

QByteArray rules(const QByteArray &list, const QByteArray &all = "NON_COMPLIANT")
{
    return R"({"configRuleList":)" + list + R"(,"complianceType":")" + all + R"("})";
}

Reading read(const QByteArray &text)
{
    return readText(importers::appendAwsConfig, u"111122223333_Config_eu-central-1_ConfigSnapshot_20261119T220000Z_s.json"_s, text);
}

} // namespace
#endif

/// What AWS Config says of a resource's compliance stands among the resources of a snapshot, and is a finding of that tool.
class TestConfigCompliance : public QObject
{
    Q_OBJECT

private slots:
    void findings_data();
    void findings();
    void fields();
    void eachRuleIsAFinding();
    void asTheComplianceExportSaysIt();
    void tellsNoResult_data();
    void tellsNoResult();
    void newestCounts();
};

void TestConfigCompliance::findings_data()
{
    QTest::addColumn<QByteArray>("judged");
    QTest::addColumn<QByteArray>("configuration");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("resource");
    const auto rule = [](const QByteArray &word) { return rules(R"([{"configRuleName":"r","configRuleId":"config-rule-1","complianceType":")" + word + R"("}])"); };
    const QString instance = u"arn:aws:ec2:eu-central-1:111122223333:instance/i-01"_s;
    QTest::newRow("does not comply") << QByteArray("AWS::EC2::Instance/i-01") << rule("NON_COMPLIANT") << u"aws-config:r|AWS::EC2::Instance|i-01"_s
                                     << u"failed"_s << instance;
    QTest::newRow("complies") << QByteArray("AWS::EC2::Instance/i-01") << rule("COMPLIANT") << u"aws-config:r|AWS::EC2::Instance|i-01"_s << u"passed"_s
                              << instance;
    QTest::newRow("does not apply") << QByteArray("AWS::EC2::Instance/i-01") << rule("NOT_APPLICABLE") << u"aws-config:r|AWS::EC2::Instance|i-01"_s
                                    << u"not_applicable"_s << instance;
    QTest::newRow("too little data") << QByteArray("AWS::EC2::Instance/i-01") << rule("INSUFFICIENT_DATA") << u"aws-config:r|AWS::EC2::Instance|i-01"_s
                                     << u"not_available"_s << instance;
    QTest::newRow("bucket") << QByteArray("AWS::S3::Bucket/claims") << rule("NON_COMPLIANT") << u"aws-config:r|AWS::S3::Bucket|claims"_s << u"failed"_s
                            << u"arn:aws:s3:::claims"_s;
    QTest::newRow("type whose ARN can't be told") << QByteArray("AWS::SSM::AssociationCompliance/AWS::EC2::ManagedInstance/i-01/a-1") << rule("COMPLIANT")
                                                  << u"aws-config:r|AWS::SSM::AssociationCompliance|AWS::EC2::ManagedInstance/i-01/a-1"_s
                                                  << u"passed"_s << u"AWS::EC2::ManagedInstance/i-01/a-1"_s;
    QTest::newRow("named apart, as queries select it")
        << QByteArray("x") << QByteArray(R"({"targetResourceType":"AWS::S3::Bucket","targetResourceId":"claims","complianceType":"COMPLIANT"})")
        << u"aws-config:all rules|AWS::S3::Bucket|claims"_s << u"passed"_s << u"arn:aws:s3:::claims"_s;
    QTest::newRow("rule named by its ARN") << QByteArray("AWS::S3::Bucket/claims")
                                           << rules(R"([{"configRuleArn":"arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-ab12","complianceType":"COMPLIANT"}])")
                                           << u"aws-config:config-rule-ab12|AWS::S3::Bucket|claims"_s << u"passed"_s << u"arn:aws:s3:::claims"_s;
    QTest::newRow("rules not listed") << QByteArray("AWS::S3::Bucket/claims") << rules("[]") << u"aws-config:all rules|AWS::S3::Bucket|claims"_s
                                      << u"failed"_s << u"arn:aws:s3:::claims"_s;
    QTest::newRow("configuration in a text") << QByteArray("AWS::S3::Bucket/claims") << QByteArray(R"("{\"complianceType\":\"COMPLIANT\",\"configRuleList\":[]}")")
                                             << u"aws-config:all rules|AWS::S3::Bucket|claims"_s << u"passed"_s << u"arn:aws:s3:::claims"_s;
}

void TestConfigCompliance::findings()
{
    QFETCH(QByteArray, judged);
    QFETCH(QByteArray, configuration);
    QFETCH(QString, key);
    const Reading reading = read(snapshot(judged, configuration));
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"aws-config"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.records().size(), 1);
    const auto finding = reading.sink.record(key);
    QVERIFY2(finding, qPrintable(reading.sink.records().first().key));
    QCOMPARE(finding->kind, EntityKind::ToolFinding);
    QTEST(textField(*finding, u"outcome"_s), "outcome");
    QTEST(textField(*finding, u"resource"_s), "resource");
}

void TestConfigCompliance::fields()
{
    const auto finding = read(snapshot("AWS::S3::Bucket/claims", rules(R"([{"configRuleName":"s3-encrypted","complianceType":"NON_COMPLIANT"}])"))).sink.records().first();
    QCOMPARE(textField(finding, u"tool"_s), u"AWS Config"_s);
    QCOMPARE(textField(finding, u"check"_s), u"s3-encrypted"_s);
    QCOMPARE(textField(finding, u"resource_name"_s), u"claims"_s);
    QCOMPARE(textField(finding, u"account"_s), u"111122223333"_s);
    QCOMPARE(textField(finding, u"region"_s), u"eu-central-1"_s);
    QCOMPARE(textField(finding, u"observed"_s), QString::number(domain::toDay({2026, 11, 19})));
}

void TestConfigCompliance::eachRuleIsAFinding()
{
    const Reading reading = read(snapshot("AWS::S3::Bucket/claims", rules(R"([{"configRuleName":"a","complianceType":"COMPLIANT"},{"configRuleName":"b","complianceType":"NON_COMPLIANT"},)"
                                                                          R"({"configRuleName":"c","complianceType":"SOMETHING_NEW"}])")));
    QCOMPARE(reading.sink.counts().added, 1); // one item
    QCOMPARE(reading.sink.records().size(), 2);
    QCOMPARE(textField(*reading.sink.record(u"aws-config:a|AWS::S3::Bucket|claims"_s), u"outcome"_s), u"passed"_s);
    QCOMPARE(textField(*reading.sink.record(u"aws-config:b|AWS::S3::Bucket|claims"_s), u"outcome"_s), u"failed"_s);
}

/// The same result has the same name, so that both exports of it are one finding.
void TestConfigCompliance::asTheComplianceExportSaysIt()
{
    const Reading other = readText(importers::appendFindings, u"c.json"_s,
                                   R"({"EvaluationResults":[{"EvaluationResultIdentifier":{"EvaluationResultQualifier":{"ConfigRuleName":"r","ResourceType":"AWS::S3::Bucket",)"
                                   R"("ResourceId":"claims"}},"ComplianceType":"NON_COMPLIANT","ResultRecordedTime":"2026-11-19T22:00:00Z"}]})");
    const Reading own = read(snapshot("AWS::S3::Bucket/claims", rules(R"([{"configRuleName":"r","complianceType":"NON_COMPLIANT"}])")));
    QCOMPARE(other.format, u"aws-config-compliance"_s);
    const domain::Record one = other.sink.records().first();
    const domain::Record two = own.sink.records().first();
    QCOMPARE(two.key, one.key);
    for (const domain::Field &field : one.fields)
        QCOMPARE(textField(two, field.attr), textField(one, field.attr));
}

void TestConfigCompliance::tellsNoResult_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("without its configuration") << snapshot("AWS::S3::Bucket/claims", "null") << u"compliance-item"_s;
    QTest::newRow("of nothing that is named") << snapshot("x", rules("[]")) << u"compliance-item"_s;
    QTest::newRow("of a resource that is gone") << snapshot("AWS::S3::Bucket/claims", "null", "ResourceDeleted") << u"deleted"_s;
}

void TestConfigCompliance::tellsNoResult()
{
    QFETCH(QByteArray, text);
    const Reading reading = read(text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.records().size(), 0);
    QTEST(reading.sink.entries.first().ignoredCode, "code");
}

void TestConfigCompliance::newestCounts()
{
    const auto item = [](const QByteArray &word, const QByteArray &time) {
        return R"({"resourceType":"AWS::Config::ResourceCompliance","resourceId":"AWS::S3::Bucket/claims","awsAccountId":"111122223333","awsRegion":"eu-central-1",)"
               R"("configurationItemStatus":"OK","configurationItemCaptureTime":")" + time + R"(","configuration":)" +
               rules(R"([{"configRuleName":"r","complianceType":")" + word + R"("}])", word) + '}';
    };
    const Reading reading = read(R"({"fileVersion":"1.0","configurationItems":[)" + item("COMPLIANT", "2026-11-20T08:00:00Z") + ',' +
                                 item("NON_COMPLIANT", "2026-11-19T08:00:00Z") + "]}");
    QCOMPARE(reading.sink.records().size(), 1);
    QCOMPARE(textField(reading.sink.records().first(), u"outcome"_s), u"passed"_s);
    QCOMPARE(reading.sink.ignoredByCode().value(u"superseded"_s), 1);
}

BAILIWICK_TEST(QCoreApplication, TestConfigCompliance)

} // namespace tst_configcompliance

#include "tst_configcompliance.moc"
