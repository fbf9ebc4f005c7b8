// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools found, in each of the formats that they write it in.
#include "importers/findings/oscalresults.h"
#include "importers/findings/toolfinding.h"
#include "runimporter.h"
#include "support/testmain.h"

namespace tst_findings {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

Reading readFindings(const QString &path)
{
    return readWith(importers::appendFindings, path);
}
Reading readText(const QString &name, const QByteArray &content)
{
    return ::readText(importers::appendFindings, name, content);
}

/// Of the first record: "outcome|severity|resource|check|requirements".
QString firstOf(const Reading &reading)
{
    const QList<domain::Record> records = reading.sink.records();
    if (records.isEmpty())
        return u"(none)"_s;
    QStringList parts;
    for (const char *attr : {"outcome", "severity", "resource", "check", "requirements"})
        parts.append(textField(records.constFirst(), QString::fromLatin1(attr)));
    return parts.join(u'|');
}

QStringList keysOf(const Reading &reading)
{
    QStringList keys;
    for (const domain::Record &record : reading.sink.records())
        keys.append(record.key);
    keys.sort();
    return keys;
}

const QByteArray asffFinding = R"({"SchemaVersion":"2018-10-08","Id":"f-1","ProductArn":"arn:aws:securityhub:eu-central-1::product/aws/securityhub",
 "AwsAccountId":"111122223333","Region":"eu-central-1","GeneratorId":"security-control/S3.1","Title":"Buckets","UpdatedAt":"2025-02-14T14:27:03.913Z",
 "Severity":{"Label":"HIGH"},"Compliance":{"Status":"FAILED","SecurityControlId":"S3.1","RelatedRequirements":["PCI DSS v4.0.1/1.2.1","NIST.800-53.r5 AC-4"]},
 "Resources":[{"Id":"arn:aws:s3:::claims"},{"Id":"arn:aws:s3:::logs"}],"Workflow":{"Status":"SUPPRESSED"},"RecordState":"ACTIVE"})";

QByteArray with(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    if (!text.contains(from))
        qFatal("not there: %s", from.constData());
    return text.replace(from, to);
}

/// A finding a line.
QByteArray oneLine(QByteArray text) { return text.replace('\n', ' '); }

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private slots:
    /// Counted with jq.
    void samples_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("ignored");
        QTest::addColumn<QString>("outcomes");
        QTest::addColumn<QString>("first");
        const auto row = [](const char *file, const char *format, int read, int ignored, const char *outcomes, const char *first) {
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(format) << read << ignored << QString::fromLatin1(outcomes)
                                << QString::fromLatin1(first);
        };
        row("aws/awscli-doc__securityhub_get-findings.json", "asff", 1, 1, "", "(none)");
        row("aws/c7n__securityhub-get-findings__iamuser.json", "asff", 1, 0, "1 not_available",
            "not_available|low|arn:aws:iam::101010101111:user/developer|iam-user-finding|(unsaid)");
        row("aws/c7n__securityhub-get-findings__rds.json", "asff", 1, 0, "1 not_available",
            "not_available|(unsaid)|arn:aws:rds:us-west-2:644160558196:db:test-instance-3|rds-finding|(unsaid)");
        row("aws/ocsf-examples__inspector.asff.json", "asff", 1, 0, "1 not_available", nullptr);
        row("aws/ocsf-examples__sechub-guardduty.asff.json", "asff", 1, 0, "1 not_available", nullptr);
        row("aws/awscli-doc__configservice_get-compliance-details-by-config-rule.json", "aws-config-compliance", 3, 0, "3 failed",
            "failed|(unsaid)|i-1a2b3c4d|InstanceTypesAreT2micro|(unsaid)");
        row("aws/awscli-doc__configservice_describe-compliance-by-resource.json", "aws-config-compliance", 2, 0, "2 failed",
            "failed|(unsaid)|i-1a2b3c4d|all rules|(unsaid)");
        row("ocsf/ocsf-examples__inspector_vulnerability.json", "ocsf", 1, 0, "1 not_available", nullptr);
        row("ocsf/ocsf-examples__sechub-guardduty_detection.json", "ocsf", 1, 0, "1 not_available", nullptr);
        row("ocsf/ocsf-examples__sechub_v1.0.0-rc.2.json", "ocsf", 1, 0, "1 passed", nullptr);
        row("prowler/prowler__example_output_aws.csv", "prowler-csv", 4, 0, "2 failed, 2 manual", nullptr);
        row("prowler/prowler__example_output_azure.csv", "prowler-csv", 4, 0, "1 failed, 3 passed", nullptr);
        row("prowler/prowler__example_output_gcp.csv", "prowler-csv", 4, 0, "1 failed, 3 passed", nullptr);
        row("prowler/prowler__example_output_aws.ocsf.json", "ocsf", 5, 0, "2 failed, 3 manual", nullptr);
        row("prowler/prowler__example_output_azure.ocsf.json", "ocsf", 5, 0, "5 failed", nullptr);
        row("prowler/prowler__example_output_gcp.ocsf.json", "ocsf", 5, 0, "2 failed, 3 passed", nullptr);
        row("powerpipe/powerpipe__expected_check_json.json", "powerpipe", 21, 0, "2 error, 5 failed, 3 manual, 1 not_applicable, 10 passed",
            "error|high|steampipe|control.sample_control_mixed_results_1|(unsaid)");
        row("powerpipe/powerpipe__expected_check_json_multiple_parents.json", "powerpipe", 3, 0, "3 passed", "passed|high|pp|control.delay|(unsaid)");
        row("powerpipe/powerpipe__expected_check_csv.csv", "powerpipe-csv", 21, 0, "2 error, 5 failed, 3 manual, 1 not_applicable, 10 passed", nullptr);
        row("powerpipe/powerpipe__expected_check_csv_noheader.csv", "powerpipe-csv", 21, 0, "2 error, 5 failed, 3 manual, 1 not_applicable, 10 passed", nullptr);
        row("powerpipe/powerpipe__expected_check_csv_pipe_separator.csv", "powerpipe-csv", 21, 0, "2 error, 5 failed, 3 manual, 1 not_applicable, 10 passed",
            nullptr);
        row("powerpipe/powerpipe__expected_check_csv_sorted_tags.csv", "powerpipe-csv", 10, 0, "5 failed, 5 passed", nullptr);
        row("powerpipe/powerpipe__snapshot_source.json", "powerpipe-snapshot", 0, 0, "", "(none)");
    }
    void samples()
    {
        if (!haveSamples())
            QSKIP("no samples here");
        QFETCH(const QString, file);
        QFETCH(const QString, format);
        QFETCH(const int, read);
        QFETCH(const int, ignored);
        QFETCH(const QString, outcomes);
        QFETCH(const QString, first);
        const Reading reading = readFindings(sampleFile(file));
        QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
        QCOMPARE(reading.format, format);
        QCOMPARE(reading.sink.headers, 1);
        QCOMPARE(reading.sink.counts().read, read);
        QCOMPARE(reading.sink.counts().ignored, ignored);
        QCOMPARE(reading.sink.counts().rejected, 0);
        QMap<QString, int> counted;
        for (const domain::Record &record : reading.sink.records()) {
            QCOMPARE(record.kind, EntityKind::ToolFinding);
            ++counted[textField(record, u"outcome"_s)];
        }
        QStringList said;
        for (auto it = counted.cbegin(); it != counted.cend(); ++it)
            said.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
        QCOMPARE(said.join(u", "_s), outcomes);
        if (!first.isEmpty())
            QCOMPARE(firstOf(reading), first);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
    }

    /// The same findings in two formats are the same entities.
    void formatsMeet_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::newRow("Powerpipe JSON and CSV") << u"powerpipe/powerpipe__expected_check_json.json"_s << u"powerpipe/powerpipe__expected_check_csv.csv"_s;
        QTest::newRow("with and without header") << u"powerpipe/powerpipe__expected_check_csv.csv"_s << u"powerpipe/powerpipe__expected_check_csv_noheader.csv"_s;
        QTest::newRow("whatever the delimiter") << u"powerpipe/powerpipe__expected_check_csv.csv"_s << u"powerpipe/powerpipe__expected_check_csv_pipe_separator.csv"_s;
    }
    void formatsMeet()
    {
        if (!haveSamples())
            QSKIP("no samples here");
        QFETCH(const QString, one);
        QFETCH(const QString, other);
        QCOMPARE(keysOf(readFindings(sampleFile(one))), keysOf(readFindings(sampleFile(other))));
    }

    void prowlerCsvAndOcsfMeet()
    {
        const Reading csv = readText(u"prowler-output-111122223333.csv"_s,
                                     "TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID;"
                                     "RESOURCE_NAME;REGION;COMPLIANCE;PROWLER_VERSION\n"
                                     "2025-02-14 14:27:03.913874;111122223333;prowler-aws-s3_x-1;aws;s3_x;Buckets;FAIL;It is open;True;critical;arn:aws:s3:::claims;"
                                     "claims;eu-central-1;CIS-1.4: 1.20 | GDPR: article_25, article_32;5.2.0\n");
        const Reading ocsf = readText(u"o.json"_s,
                                      R"([{"class_uid":2004,"category_uid":2,"metadata":{"version":"1.4.0","event_code":"s3_x","product":{"name":"Prowler","version":"5.2.0"}},
 "severity_id":5,"status":"Suppressed","status_code":"FAIL","status_detail":"It is open","time":1739543223,"finding_info":{"uid":"prowler-aws-s3_x-1","title":"Buckets"},
 "resources":[{"uid":"arn:aws:s3:::claims","name":"claims"}],"cloud":{"account":{"uid":"111122223333"},"provider":"aws","region":"eu-central-1"},
 "unmapped":{"compliance":{"CIS-1.4":["1.20"],"GDPR":["article_25","article_32"]}}}])");
        QCOMPARE(csv.format, u"prowler-csv"_s);
        QCOMPARE(ocsf.format, u"ocsf"_s);
        QCOMPARE(csv.sink.records().size(), 1);
        QCOMPARE(ocsf.sink.records().size(), 1);
        const domain::Record a = csv.sink.records().constFirst();
        const domain::Record b = ocsf.sink.records().constFirst();
        QCOMPARE(a.key, u"prowler:prowler-aws-s3_x-1"_s);
        QCOMPARE(b.key, a.key);
        for (const char *attr : {"tool", "tool_version", "check", "title", "outcome", "severity", "resource", "resource_name", "muted", "account", "region", "detail", "requirements", "observed"})
            QCOMPARE(textField(b, QString::fromLatin1(attr)), textField(a, QString::fromLatin1(attr)));
        QCOMPARE(textField(a, u"requirements"_s), u"CIS-1.4: 1.20|gdpr: Art. 25|gdpr: Art. 32"_s);
        QCOMPARE(textField(a, u"muted"_s), u"true"_s);
        QCOMPARE(textField(a, u"observed"_s), u"20133"_s);
        QVERIFY(!csv.sink.selection);
        QVERIFY(!ocsf.sink.selection);
    }

    /// A stream of events holds more than findings; what can't be mended is not rejected.
    void eventsThatAreNoFindings()
    {
        const QByteArray flow = R"({"class_uid":4001,"category_uid":4,"metadata":{"version":"1.4.0","product":{"name":"Flow","vendor_name":"X"}}})";
        const QByteArray finding = R"({"class_uid":2003,"category_uid":2,"metadata":{"version":"1.4.0","product":{"name":"Tool"}},"finding_info":{"uid":"f-1","title":"T"},"status_code":"FAIL","time":1739543223})";
        for (const QByteArray &text : {"[" + flow + "," + finding + "," + flow + "]", "[" + finding + "," + flow + "," + flow + "]"}) {
            const Reading reading = readText(u"events.json"_s, text);
            QVERIFY(!reading.error);
            QCOMPARE(reading.sink.counts().read, 3);
            QCOMPARE(reading.sink.counts().ignored, 2);
            QCOMPARE(reading.sink.counts().rejected, 0);
            QCOMPARE(reading.sink.records().size(), 1);
        }
    }

    void envelopes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("read");
        QTest::addColumn<bool>("selection");
        const QByteArray second = with(asffFinding, "f-1", "f-2");
        QTest::newRow("answer") << QByteArray("{\"Findings\":[" + asffFinding + ',' + second + "]}") << 2 << false;
        QTest::newRow("bare list") << QByteArray('[' + asffFinding + ',' + second + ']') << 2 << false;
        QTest::newRow("a list a line") << QByteArray(oneLine(asffFinding) + '\n' + oneLine(second) + '\n') << 2 << true;
        QTest::newRow("one") << asffFinding << 1 << true;
        QTest::newRow("event") << QByteArray("{\"detail-type\":\"x\",\"detail\":{\"findings\":[" + asffFinding + "]}}") << 1 << true;
        QTest::newRow("pages one after the other") << QByteArray("{\"Findings\":[" + asffFinding + "]}\n{\"Findings\":[" + second + "]}\n") << 2 << false;
        QTest::newRow("a list of pages") << QByteArray("[{\"Findings\":[" + asffFinding + "]},{\"Findings\":[" + second + "]}]") << 2 << false;
    }
    void envelopes()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const int, read);
        QFETCH(const bool, selection);
        const Reading reading = readText(u"f.json"_s, content);
        QCOMPARE(reading.format, u"asff"_s);
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.counts().read, read);
        QCOMPARE(reading.sink.records().size(), read);
        QCOMPARE(reading.sink.selection, selection);
        QVERIFY(reading.sink.incomplete.isEmpty());
        QCOMPARE(reading.sink.head->scope, u"111122223333/eu-central-1"_s);
        const domain::Record record = reading.sink.records().constFirst();
        QCOMPARE(record.key, u"securityhub:f-1"_s);
        QCOMPARE(firstOf(reading), u"failed|high|arn:aws:s3:::claims|S3.1|NIST.800-53.r5: AC-4|pci-dss: 1.2.1"_s);
        QCOMPARE(textField(record, u"further_resources"_s), u"arn:aws:s3:::logs"_s);
        QCOMPARE(textField(record, u"muted"_s), u"true"_s);
        QCOMPARE(textField(record, u"tool"_s), u"AWS Security Hub"_s);
    }

    void morePagesAreSaid()
    {
        const Reading reading = readText(u"f.json"_s, "{\"Findings\":[" + asffFinding + "],\"NextToken\":\"x\"}");
        QCOMPARE(reading.sink.incomplete.size(), 1);
        QVERIFY(reading.sink.incomplete.constFirst().contains(u"NextToken"_s));
    }

    void archivedIsGone()
    {
        const Reading reading = readText(u"f.json"_s, '[' + with(asffFinding, "\"ACTIVE\"", "\"ARCHIVED\"") + ']');
        QCOMPARE(reading.sink.counts().ignored, 1);
        QCOMPARE(reading.sink.entries.constFirst().ignoredCode, u"archived"_s);
        QCOMPARE(reading.sink.deleted.size(), 1);
        QCOMPARE(reading.sink.deleted.constFirst().key, u"securityhub:f-1"_s);
    }

    void scopes_data()
    {
        QTest::addColumn<QByteArrayList>("findings");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("told"); ///< empty: nothing
        const QByteArray account = with(asffFinding, "111122223333", "222233334444");
        const QByteArray region = with(asffFinding, "eu-central-1", "eu-west-1");
        QTest::newRow("one") << QByteArrayList{asffFinding, with(asffFinding, "f-1", "f-2")} << u"111122223333/eu-central-1"_s << QString();
        QTest::newRow("two regions") << QByteArrayList{asffFinding, region} << u"111122223333/several"_s << u"2 scopes (111122223333/eu-central-1, 111122223333/eu-west-1)"_s;
        QTest::newRow("two regions, the other way round") << QByteArrayList{region, asffFinding} << u"111122223333/several"_s << u"2 scopes (111122223333/eu-west-1, 111122223333/eu-central-1)"_s;
        QTest::newRow("two accounts") << QByteArrayList{asffFinding, account} << u"several"_s << u"2 scopes (111122223333/eu-central-1, 222233334444/eu-central-1)"_s;
        QTest::newRow("two accounts and regions") << QByteArrayList{asffFinding, region, account} << u"several"_s << u"3 scopes"_s;
    }
    /// A file of several accounts or regions is the whole of each, is named by none of them alone, and says so.
    void scopes()
    {
        QFETCH(const QByteArrayList, findings);
        QFETCH(const QString, told);
        const Reading reading = readText(u"f.json"_s, '[' + findings.join(',') + ']');
        QVERIFY(!reading.sink.selection);
        QCOMPARE(reading.sink.headers, 1);
        QTEST(reading.sink.head->scope, "scope");
        QCOMPARE(reading.sink.counts().added, findings.size());
        QCOMPARE(reading.sink.hasDiagnostic(u"several-scopes"_s), !told.isEmpty());
        for (const domain::Diagnostic &d : reading.sink.diagnostics) {
            if (d.code == u"several-scopes"_s)
                QVERIFY2(d.message.contains(told), qPrintable(d.message));
        }
    }

    void mutedInAsff()
    {
        const Reading reading = readText(u"p.json"_s, R"([{"SchemaVersion":"2018-10-08","Id":"prowler-c-1","ProductArn":"p","ProductFields":{"ProviderName":"Prowler"},"Compliance":{"Status":"WARNING"}}])");
        QCOMPARE(reading.sink.records().size(), 1);
        QCOMPARE(textField(reading.sink.records().constFirst(), u"muted"_s), u"true"_s);
    }

    void bad_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("rejected");
        QTest::addColumn<QString>("where");
        QTest::newRow("no finding") << QByteArray("[7," + asffFinding + ",null,[]]") << 2 << u"/0"_s;
        QTest::newRow("an outcome that is none") << QByteArray('[' + with(asffFinding, "\"FAILED\"", "\"PERHAPS\"") + ']') << 1 << u"/0"_s;
        QTest::newRow("no identifier") << QByteArray('[' + asffFinding + ',' + with(asffFinding, "\"f-1\"", "\" \"") + ']') << 1 << u"/1"_s;
        QTest::newRow("a number as identifier of no kind") << QByteArray('[' + asffFinding + ',' + with(asffFinding, "\"f-1\"", "{}") + ']') << 1 << u"/1"_s;
        QTest::newRow("a broken line") << QByteArray(oneLine(asffFinding) + "\n{\"SchemaVersion\":\n") << 1 << u"line 2"_s;
    }
    void bad()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const int, rejected);
        QFETCH(const QString, where);
        const Reading reading = readText(u"f.json"_s, content);
        QCOMPARE(reading.format, u"asff"_s);
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.counts().rejected, rejected);
        QStringList places;
        for (const CollectingSink::Entry &entry : reading.sink.entries) {
            if (!entry.rejectedCode.isEmpty())
                places.append(entry.where);
        }
        QVERIFY2(places.contains(where), qPrintable(places.join(u' ')));
    }

    /// Members of any other type than the format's neither crash nor pass for what they are not.
    void wrongTypes_data()
    {
        QTest::addColumn<QByteArray>("content");
        for (const char *value : {"7", "null", "[]", "{}", "\"x\"", "[[7]]", "true"}) {
            for (const char *name : {"Resources", "Compliance", "Severity", "Workflow", "UpdatedAt", "ProductFields", "Title", "Remediation"})
                QTest::newRow(qPrintable(QString::fromLatin1(name) + u' ' + QString::fromLatin1(value)))
                    << QByteArray("[{\"" + QByteArray(name) + "\":" + value + ",\"SchemaVersion\":\"2018-10-08\",\"Id\":\"f\",\"ProductArn\":\"p\"}]");
            for (const char *name : {"finding_info", "resources", "cloud", "compliance", "unmapped", "severity_id", "time", "remediation"})
                QTest::newRow(qPrintable(QString::fromLatin1(name) + u' ' + QString::fromLatin1(value)))
                    << QByteArray("[{\"" + QByteArray(name) + "\":" + value + ",\"class_uid\":2003,\"category_uid\":2,\"metadata\":{\"version\":\"1.1.0\"}}]");
            for (const char *name : {"groups", "controls"})
                QTest::newRow(qPrintable(u"powerpipe "_s + QString::fromLatin1(name) + u' ' + QString::fromLatin1(value)))
                    << QByteArray("{\"group_id\":\"g\",\"summary\":{\"status\":{}},\"groups\":[],\"controls\":[{\"" + QByteArray(name) + "\":" + value + ",\"results\":" + value + "}]}");
            QTest::newRow(qPrintable(u"scoutsuite "_s + QString::fromLatin1(value)))
                << QByteArray("{\"account_id\":\"1\",\"provider_code\":\"aws\",\"last_run\":" + QByteArray(value) + ",\"services\":{\"s3\":{\"findings\":{\"r\":" + value + "}}}}");
            QTest::newRow(qPrintable(u"oscal "_s + QString::fromLatin1(value)))
                << QByteArray("{\"assessment-results\":{\"metadata\":{\"oscal-version\":\"1.1.2\"},\"results\":[{\"findings\":[{\"uuid\":\"u\",\"target\":" + QByteArray(value) +
                              "}],\"risks\":" + value + ",\"observations\":" + value + "}]}}");
            QTest::newRow(qPrintable(u"policy "_s + QString::fromLatin1(value)))
                << QByteArray("[{\"complianceState\":\"Compliant\",\"policyDefinitionId\":\"d\",\"resourceId\":\"r\",\"policyDefinitionGroupNames\":" + QByteArray(value) + ",\"timestamp\":" + value + "}]");
        }
    }
    void wrongTypes()
    {
        QFETCH(const QByteArray, content);
        const Reading reading = readText(u"f.json"_s, content);
        QVERIFY(!reading.format.isEmpty());
        const domain::RecordCounts counts = reading.sink.counts();
        QCOMPARE(counts.read, counts.added + counts.ignored + counts.rejected);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
    }

    void azurePolicy_data()
    {
        QTest::addColumn<QByteArray>("around");
        QTest::newRow("list") << QByteArray("[%]");
        QTest::newRow("answer") << QByteArray(R"({"@odata.context":"c","@odata.count":1,"value":[%]})");
        QTest::newRow("Resource Graph") << QByteArray(R"({"count":1,"data":[{"id":"/subscriptions/s","properties":%}],"skip_token":null,"total_records":1})");
    }
    void azurePolicy()
    {
        QFETCH(QByteArray, around);
        const QByteArray row = R"({"timestamp":"2025-02-14T14:27:03.1234567Z","resourceId":"/subscriptions/S-1/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/Claims",
 "policyAssignmentId":"/providers/a","policyDefinitionId":"/providers/d","policyDefinitionName":"deny-http","policyDefinitionReferenceId":"https","resourceLocation":"westeurope",
 "subscriptionId":"S-1","complianceState":"NonCompliant","policyDefinitionGroupNames":["ISO27001-2013_A.9.1.2","SOC_2_CC6.1"]})";
        const Reading reading = readText(u"p.json"_s, around.replace('%', row));
        QCOMPARE(reading.format, u"azure-policy"_s);
        QVERIFY(!reading.error);
        QCOMPARE(firstOf(reading), u"failed|(unsaid)|/subscriptions/s-1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/claims|https|"
                                   "ISO27001-2013: A.9.1.2|soc2: CC6.1"_s);
        QCOMPARE(reading.sink.head->scope, u"S-1"_s);
        QVERIFY(!reading.sink.selection);
    }

    void prowlerTables_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("first");
        QTest::newRow("compliance list") << u"prowler-output-111122223333-20250214142703_gdpr_aws.csv"_s
                                         << QByteArray("PROVIDER;DESCRIPTION;ACCOUNTID;REGION;ASSESSMENTDATE;REQUIREMENTS_ID;REQUIREMENTS_DESCRIPTION;STATUS;STATUSEXTENDED;RESOURCEID;CHECKID;MUTED\n"
                                                       "aws;GDPR;111122223333;eu-central-1;2025-02-14 14:27:03;article_25;By design;PASS;Fine;arn:aws:s3:::claims;s3_x;False\n")
                                         << u"passed|(unsaid)|arn:aws:s3:::claims|s3_x|gdpr: Art. 25"_s;
        QTest::newRow("version 3") << u"p.csv"_s
                                   << QByteArray("ASSESSMENT_START_TIME;FINDING_UNIQUE_ID;PROVIDER;ACCOUNT_ID;REGION;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;SEVERITY;RESOURCE_ID;RESOURCE_ARN;COMPLIANCE\n"
                                                 "2024-01-02T03:04:05;u-1;aws;1;eu-west-1;s3_x;Buckets;FAIL;Open;high;claims;arn:aws:s3:::claims;\n")
                                   << u"failed|high|arn:aws:s3:::claims|s3_x|(unsaid)"_s;
        QTest::newRow("version 2") << u"p.csv"_s
                                   << QByteArray("PROFILE,ACCOUNT_NUM,REGION,TITLE_ID,CHECK_RESULT,ITEM_SCORED,ITEM_LEVEL,TITLE_TEXT,CHECK_RESULT_EXTENDED,CHECK_SEVERITY\n"
                                                 "default,1,eu-west-1,1.1,PASS,Scored,Level 1,Avoid root,root is unused,Medium\n")
                                   << u"passed|medium|(unsaid)|1.1|(unsaid)"_s;
    }
    void prowlerTables()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        QFETCH(const QString, first);
        const Reading reading = readText(name, content);
        QCOMPARE(reading.format, u"prowler-csv"_s);
        QCOMPARE(firstOf(reading), first);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
    }

    /// A spreadsheet has made a number of the account: no finding is of an account that does not exist.
    void prowlerAccountThatASpreadsheetSpoilt()
    {
        const Reading reading = readText(u"prowler-output.csv"_s,
                                         "AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID;REGION\n"
                                         "p;2026-10-10 10:10:10;1.23457E+11;u1;aws;s3_y;T;FAIL;;False;low;arn:aws:s3:::b;eu-west-1\n"
                                         "p;2026-10-10 10:10:10;012345678901;u2;aws;s3_y;T;FAIL;;False;low;arn:aws:s3:::c;eu-west-1\n");
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 0, 1}));
        QCOMPARE(reading.sink.entries.constFirst().rejectedCode, u"spoilt-key"_s);
        QCOMPARE(reading.sink.head->scope, u"012345678901"_s);
    }

    void scoutSuite()
    {
        const Reading reading = readText(u"scoutsuite_results_aws-1.js"_s, "scoutsuite_results =\n"
                                         R"({"account_id":"1","provider_code":"aws","provider_name":"Amazon","last_run":{"time":"2024-09-28 17:32:22+0000","version":"5.14.0","summary":{}},)"
                                         R"("services":{"s3":{"buckets":{"0a1b":{"name":"claims","arn":"arn:aws:s3:::claims","versioning":false},"x.y":{"name":"logs.corvane","arn":"arn:aws:s3:::logs.corvane"}},)"
                                         R"("findings":{"s3-open":{"description":"Open buckets","level":"danger","checked_items":2,"flagged_items":2,"items":["s3.buckets.id.0a1b.versioning","s3.buckets.x.y.acl"],)"
                                         R"("compliance":[{"name":"CIS Amazon Web Services Foundations","version":"1.2.0","reference":"2.6"}],"references":["https://example.org/s3"]},)"
                                         R"("s3-quiet":{"description":"Fine","level":"warning","checked_items":2,"flagged_items":0,"items":[]},)"
                                         R"("s3-none":{"description":"Nothing there","level":"danger","checked_items":0,"flagged_items":0,"items":[]}}}}})");
        QCOMPARE(reading.format, u"scoutsuite"_s);
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.head->scope, u"aws/1"_s);
        QCOMPARE(reading.sink.head->captured, 1727544742);
        QStringList said;
        for (const domain::Record &r : reading.sink.records())
            said.append(textField(r, u"check"_s) + u' ' + textField(r, u"outcome"_s) + u' ' + textField(r, u"resource"_s) + u' ' + textField(r, u"further_resources"_s));
        QCOMPARE(said, (QStringList{u"s3-none not_applicable (unsaid) (unsaid)"_s, u"s3-open failed arn:aws:s3:::claims arn:aws:s3:::logs.corvane"_s,
                                    u"s3-quiet passed (unsaid) (unsaid)"_s}));
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
    }

    void scoutSuiteErrorsAreNotGreen()
    {
        const Reading reading = readText(u"scoutsuite_errors_aws-1.json"_s,
                                         R"([{"file":"/x/s3.py","line":7,"exception":"AccessDenied when listing buckets","traceback":"...","additional_details":{}}])");
        QCOMPARE(reading.format, u"scoutsuite-errors"_s);
        QCOMPARE(firstOf(reading), u"error|(unsaid)|(unsaid)|scan error|(unsaid)"_s);
    }

    void oscalResults()
    {
        const Reading reading = readText(u"ar.json"_s, R"({"assessment-results":{"uuid":"a","metadata":{"title":"Yearly audit","oscal-version":"1.1.2","last-modified":"2024-03-01T00:00:00Z"},
"import-ap":{"href":"plan.json"},"results":[
{"uuid":"old","start":"2023-01-01T00:00:00Z","findings":[{"uuid":"f0","title":"t","target":{"target-id":"ac-6.1_obj.a-2","status":{"state":"satisfied"}},"related-observations":[{"observation-uuid":"o"}]}],
"observations":[{"uuid":"o","subjects":[{"subject-uuid":"s","props":[{"name":"asset-id","value":"claims-archive"}]}]}]},
{"uuid":"new","start":"2024-01-01T00:00:00Z","end":"2024-02-01T00:00:00Z",
"findings":[{"uuid":"f1","title":"Least privilege","description":"Too wide.","target":{"type":"objective-id","target-id":"ac-6.1_obj.a-2","status":{"state":"not-satisfied"}},
"related-observations":[{"observation-uuid":"o"}],"related-risks":[{"risk-uuid":"r"}]}],
"observations":[{"uuid":"o","subjects":[{"subject-uuid":"s","type":"inventory-item","title":"Claims","props":[{"name":"asset-id","value":"claims-archive"}]}]}],
"risks":[{"uuid":"r","title":"Misuse","status":"open","deadline":"2024-06-30T00:00:00Z","characterizations":[{"facets":[{"name":"risk","value":"high"}]}]}]}]}})");
        QCOMPARE(reading.format, u"oscal-results"_s);
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.counts().read, 2);
        QCOMPARE(reading.sink.counts().ignored, 1);
        QCOMPARE(firstOf(reading), u"failed|high|claims-archive|ac-6.1|control: ac-6.1"_s);
        QCOMPARE(textField(reading.sink.records().constFirst(), u"detail"_s), u"Too wide. Risk: Misuse (open, due 2024-06-30)"_s);
        QCOMPARE(reading.sink.head->scope, u"plan.json"_s);
    }

    /// One result of the access controls, a newer one of audit and again of one access control, the newest of nothing.
    void oscalResultsOfSomeControls()
    {
        const Reading reading = readText(u"ar.json"_s, R"({"assessment-results":{"metadata":{"title":"Audit","oscal-version":"1.1.2"},"results":[
{"start":"2026-01-01T00:00:00Z","findings":[
 {"uuid":"ac-2","title":"t","target":{"target-id":"ac-2_obj","status":{"state":"not-satisfied"}}},
 {"uuid":"ac-3","title":"t","target":{"target-id":"ac-3_obj","status":{"state":"not-satisfied"}}},
 {"uuid":"of-b","title":"t","target":{"target-id":"ac-4_obj","status":{"state":"not-satisfied"}},"related-observations":[{"observation-uuid":"b"}]}],
 "observations":[{"uuid":"b","subjects":[{"subject-uuid":"system-b"}]}]},
{"start":"2026-04-01T00:00:00Z","findings":[
 {"uuid":"au-2","title":"t","target":{"target-id":"au-2_obj","status":{"state":"satisfied"}}},
 {"uuid":"ac-3-again","title":"t","target":{"target-id":"ac-3_obj","status":{"state":"satisfied"}}},
 {"uuid":"of-c","title":"t","target":{"target-id":"ac-4_obj","status":{"state":"satisfied"}},"related-observations":[{"observation-uuid":"c"}]}],
 "observations":[{"uuid":"c","subjects":[{"subject-uuid":"system-c"}]}]},
{"start":"2026-07-01T00:00:00Z"}]}})");
        QVERIFY(!reading.error);
        QCOMPARE(keysOf(reading), (QStringList{u"oscal:ac-2"_s, u"oscal:ac-3-again"_s, u"oscal:au-2"_s, u"oscal:of-b"_s, u"oscal:of-c"_s}));
        QCOMPARE(reading.sink.counts().ignored, 1);
    }

    /// The subject is a number of the document; the inventory item of that number says which system it is.
    void oscalSubjectsOfTheInventory()
    {
        for (const char *holder : {R"("local-definitions":%1,"results":[{)", R"("results":[{"local-definitions":%1,)"}) {
            const QByteArray items = R"({"inventory-items":[{"uuid":"i","props":[{"name":"asset-id","value":"arn:aws:rds:eu-central-1:111122223333:db:payroll"}]}]})";
            const Reading reading = readText(u"ar.json"_s, R"({"assessment-results":{"metadata":{"title":"Audit","oscal-version":"1.1.2"},)" + QByteArray(holder).replace("%1", items) +
R"("start":"2026-02-01T00:00:00Z","observations":[{"uuid":"o","subjects":[{"subject-uuid":"i","type":"inventory-item"}]}],
"findings":[{"uuid":"f","title":"t","target":{"target-id":"sc-28_smt","status":{"state":"not-satisfied"}},"related-observations":[{"observation-uuid":"o"}]}]}]}})");
            QVERIFY(!reading.error);
            QCOMPARE(reading.sink.counts().added, 1);
            QCOMPARE(textField(reading.sink.records().constFirst(), u"resource"_s), u"arn:aws:rds:eu-central-1:111122223333:db:payroll"_s);
        }
    }

    /// The second edition has its own column for the time: without it an old scan would outdo a newer one.
    void prowlerTwoTellsItsTime()
    {
        const Reading reading = readText(u"p.csv"_s, "PROFILE,ACCOUNT_NUM,REGION,TITLE_ID,CHECK_RESULT,TITLE_TEXT,CHECK_RESULT_EXTENDED,CHECK_SEVERITY,CHECK_RESOURCE_ID,PROWLER_START_TIME\n"
                                                     "default,111122223333,eu-central-1,7.1,FAIL,t,d,high,payroll,2026-01-01T00:00:00Z\n");
        QVERIFY(!reading.error);
        QCOMPARE(reading.sink.records().constFirst().captured, 1767225600);
        QCOMPARE(textField(reading.sink.records().constFirst(), u"observed"_s), u"20454"_s);
    }

    /// 0 to 100, in the bands that the format gives; a label goes first.
    void securityHubsNumberOfSeverity_data()
    {
        QTest::addColumn<QByteArray>("severity");
        QTest::addColumn<QString>("grade");
        QTest::newRow("none") << QByteArray(R"({"Normalized":0})") << u"(unsaid)"_s;
        QTest::newRow("low") << QByteArray(R"({"Normalized":39})") << u"low"_s;
        QTest::newRow("medium") << QByteArray(R"({"Normalized":40})") << u"medium"_s;
        QTest::newRow("high") << QByteArray(R"({"Normalized":70})") << u"high"_s;
        QTest::newRow("critical") << QByteArray(R"({"Normalized":90})") << u"critical"_s;
        QTest::newRow("label first") << QByteArray(R"({"Label":"LOW","Normalized":90})") << u"low"_s;
        QTest::newRow("no number") << QByteArray(R"({"Normalized":"much"})") << u"(unsaid)"_s;
    }
    void securityHubsNumberOfSeverity()
    {
        QFETCH(QByteArray, severity);
        QFETCH(QString, grade);
        const Reading reading = readText(u"f.json"_s, R"([{"SchemaVersion":"2018-10-08","Id":"n","ProductArn":"arn:aws:securityhub:eu-central-1::product/aws/securityhub","AwsAccountId":"111122223333","Title":"t","Severity":)" +
                                                          severity + R"(,"Compliance":{"Status":"FAILED"},"Resources":[{"Id":"x"}]}])");
        QVERIFY(!reading.error);
        QCOMPARE(textField(reading.sink.records().constFirst(), u"severity"_s), grade);
    }

    /// What groups and tags of a control name: the article below a group of the regulation, the number in a tag.
    void powerpipeRequirements()
    {
        const Reading reading = readText(u"pp.json"_s, R"({"group_id":"root","title":"b","summary":{"status":{}},"groups":[
{"group_id":"aws_compliance.benchmark.gdpr","groups":[{"group_id":"aws_compliance.benchmark.article_32","controls":[
 {"control_id":"c.1","title":"t","tags":{"gdpr":"true"},"results":[{"reason":"r","resource":"x","status":"alarm","dimensions":[]}]}]}]},
{"group_id":"aws_compliance.benchmark.nist_800_53_rev_5","groups":[{"group_id":"aws_compliance.benchmark.nist_800_53_rev_5_sc_28","controls":[
 {"control_id":"c.2","title":"t","tags":{"nist_800_53_rev_5":"true"},"results":[{"reason":"r","resource":"x","status":"alarm","dimensions":[]}]}]}]},
{"group_id":"b","controls":[{"control_id":"c.3","title":"t","tags":{"nist_800_53_rev_5":"sc_28","iso_27001_2022":"a.8.24","service":"AWS/RDS"},
 "results":[{"reason":"r","resource":"x","status":"alarm","dimensions":[]}]}]}]})");
        QVERIFY(!reading.error);
        QStringList said;
        for (const domain::Record &record : reading.sink.records())
            said.append(textField(record, u"check"_s) + u" = "_s + textField(record, u"requirements"_s));
        QCOMPARE(said, (QStringList{u"c.1 = gdpr: Art. 32"_s, u"c.2 = nist_800_53_rev_5: SC-28"_s, u"c.3 = iso-27001: A.8.24|nist_800_53_rev_5: SC-28"_s}));
    }

    /// Each requirement belongs to the standard that it names, to the only one, or, where there are as many, to the one at its place.
    void requirementsOfSeveralStandards_data()
    {
        QTest::addColumn<QByteArray>("compliance");
        QTest::addColumn<QString>("requirements");
        QTest::newRow("as many") << QByteArray(R"("standards":["ISO/IEC 27001:2022","PCI DSS v4.0"],"requirements":["A.8.24","3.5.1"])") << u"iso-27001: A.8.24|pci-dss: 3.5.1"_s;
        QTest::newRow("named in the requirement") << QByteArray(R"("standards":["standards/aws-foundational-security-best-practices/v/1.0.0"],"requirements":["ISO/IEC 27001:2022 A.8.24"])")
                                                  << u"iso-27001: A.8.24|standards/aws-foundational-security-best-practices/v/1.0.0"_s;
        QTest::newRow("an article") << QByteArray(R"("standards":["NIS2","GDPR"],"requirements":["Art. 21","Article 32"])") << u"gdpr: Art. 32|nis2: Art. 21"_s;
        QTest::newRow("one for two") << QByteArray(R"("standards":["NIS2","GDPR"],"requirements":["Art. 21"])") << u"Art. 21|gdpr|nis2"_s;
    }
    void requirementsOfSeveralStandards()
    {
        QFETCH(QByteArray, compliance);
        QFETCH(QString, requirements);
        const Reading reading = readText(u"o.json"_s, R"([{"class_uid":2003,"category_uid":2,"metadata":{"version":"1.6.0","product":{"name":"Scan"}},"finding_info":{"uid":"u","title":"t"},"resources":[{"uid":"x"}],"compliance":{"status_id":3,)" +
                                                          compliance + "}}]");
        QVERIFY(!reading.error);
        QCOMPARE(textField(reading.sink.records().constFirst(), u"requirements"_s), requirements);
    }

    void codesAsText_data()
    {
        QTest::addColumn<QByteArray>("status");   ///< of the compliance
        QTest::addColumn<QByteArray>("severity");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QString>("word");
        QTest::newRow("numbers") << QByteArray("3") << QByteArray("4") << u"failed"_s << u"high"_s;
        QTest::newRow("text") << QByteArray(R"("3")") << QByteArray(R"("4")") << u"failed"_s << u"high"_s;
        QTest::newRow("passed, as text") << QByteArray(R"("1")") << QByteArray(R"("2")") << u"passed"_s << u"low"_s;
        QTest::newRow("no codes") << QByteArray(R"("three")") << QByteArray(R"("x")") << u"not_available"_s << u"(unsaid)"_s;
        QTest::newRow("codes of none") << QByteArray(R"("99")") << QByteArray("99") << u"not_available"_s << u"(unsaid)"_s;
    }
    /// Tools that write all their numbers as text.
    void codesAsText()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, severity);
        const Reading reading = readText(u"o.json"_s, R"([{"class_uid":"2003","category_uid":"2","metadata":{"version":"1.1.0","product":{"name":"ToolX"}},"time":"1700000000000","severity_id":)" + severity
                                                          + R"(,"compliance":{"control":"C7","status_id":)" + status + R"(},"finding_info":{"uid":"u7","title":"T7"},"resource":{"uid":"x7"}}])");
        QVERIFY(!reading.error);
        QTEST(textField(reading.sink.records().constFirst(), u"outcome"_s), "outcome");
        QTEST(textField(reading.sink.records().constFirst(), u"severity"_s), "word");
    }

    void tagsOfOtherControls_data()
    {
        QTest::addColumn<QByteArray>("tags");
        QTest::addColumn<QString>("requirements");
        QTest::newRow("both") << QByteArray("1.1,true") << u"CIS: 1.1|gdpr"_s;
        QTest::newRow("one") << QByteArray("1.1,") << u"CIS: 1.1"_s;
        QTest::newRow("none of them") << QByteArray(",") << u"(unsaid)"_s;
        QTest::newRow("blanks") << QByteArray(" , ") << u"(unsaid)"_s;
    }
    /// A table of Powerpipe has a column for each tag of any of its controls.
    void tagsOfOtherControls()
    {
        QFETCH(QByteArray, tags);
        const Reading reading = readText(u"p.csv"_s, "group_id,title,description,control_id,control_title,control_description,reason,resource,status,severity,region,account_id,cis_item_id,gdpr\n"
                                                     "b,B,d,control.c,C,d,no,r,alarm,high,eu-west-1,012345678901," + tags + "\n");
        QVERIFY(!reading.error);
        QTEST(textField(reading.sink.records().constFirst(), u"requirements"_s), "requirements");
    }

    void controlsOfTargets_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("control");
        QTest::newRow("objective") << u"ac-6.1_obj"_s << u"ac-6.1"_s;
        QTest::newRow("part of an objective") << u"ac-6.1_obj.a-2"_s << u"ac-6.1"_s;
        QTest::newRow("statement") << u"s2.1.1_smt.b"_s << u"s2.1.1"_s;
        QTest::newRow("control") << u"ac-2"_s << u"ac-2"_s;
    }
    void controlsOfTargets()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, control);
        QCOMPARE(importers::oscalControlOf(target), control);
    }

    void times_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("UTC") << u"2025-02-14T14:27:03Z"_s << qint64(1739543223);
        QTest::newRow("with a zone") << u"2025-02-14T15:27:03+01:00"_s << qint64(1739543223);
        QTest::newRow("without one") << u"2025-02-14 14:27:03.913874"_s << qint64(1739543223);
        QTest::newRow("a zone without colon") << u"2024-09-28 17:32:22+0000"_s << qint64(1727544742);
        QTest::newRow("seven digits") << u"2025-02-14T14:27:03.1234567Z"_s << qint64(1739543223);
        QTest::newRow("seconds") << u"1739543223"_s << qint64(1739543223);
        QTest::newRow("milliseconds") << u"1739543223913"_s << qint64(1739543223);
        QTest::newRow("seconds with a fraction") << u"1450314645.261"_s << qint64(1450314645);
        QTest::newRow("a day") << u"2025-02-14"_s << qint64(1739491200);
        QTest::newRow("an open end") << u"9999-12-31T00:00:00Z"_s << qint64(0);
        QTest::newRow("none") << u"-"_s << qint64(0);
    }
    void times()
    {
        QFETCH(const QString, written);
        QFETCH(const qint64, seconds);
        QCOMPARE(importers::secondsOf(written), seconds);
    }

    void resources_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("identifier");
        QTest::newRow("ARN with blanks") << u" arn:aws:s3:::claims "_s << u"arn:aws:s3:::claims"_s;
        QTest::newRow("Azure in any case") << u"/subscriptions/A/resourceGroups/B/providers/Microsoft.Storage/storageAccounts/C"_s
                                           << u"/subscriptions/a/resourcegroups/b/providers/microsoft.storage/storageaccounts/c"_s;
        QTest::newRow("a link of Google's") << u"https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/i"_s << u"//compute.googleapis.com/projects/p/zones/z/instances/i"_s;
        QTest::newRow("Google's full name") << u"//compute.googleapis.com/projects/p/zones/z/instances/i"_s << u"//compute.googleapis.com/projects/p/zones/z/instances/i"_s;
        QTest::newRow("nothing") << u"N/A"_s << QString();
    }
    void resources()
    {
        QFETCH(const QString, written);
        QFETCH(const QString, identifier);
        QCOMPARE(importers::resourceIdentifier(written), identifier);
    }
};

BAILIWICK_TEST(QCoreApplication, TestFindings)

} // namespace tst_findings

#include "tst_findings.moc"
