// SPDX-License-Identifier: GPL-3.0-or-later
// What AWS Config tells of access: IAM's principals and policies, policies of resources, agents.
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_configaccess {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;

namespace {

const QString account = u"111122223333"_s;

QString encoded(const QString &policy)
{
    return QString::fromLatin1(policy.toUtf8().toPercentEncoding());
}

/// Within a JSON text.
QString quoted(const QString &text)
{
    return QString::fromStdString(nlohmann::json(text.toStdString()).dump());
}

QString item(const QString &type, const QString &arn, const QString &members,
             const QString &captured = u"2026-10-01T08:00:00.000Z"_s, const QString &status = u"OK"_s)
{
    return uR"({"resourceType":"%1","resourceId":"%2-id","resourceName":"%3","ARN":"%2","awsAccountId":"111122223333",
        "awsRegion":"%4","configurationItemStatus":"%5","configurationItemCaptureTime":"%6","resourceCreationTime":"2025-01-02T03:04:05.000Z",%7})"_s
        .arg(type, arn, arn.section(u'/', -1).section(u':', -1),
             type.startsWith("AWS::IAM"_L1) ? u"global"_s : u"eu-central-1"_s, status, captured, members);
}

Reading config(const QStringList &items, const QByteArray &head = "\"fileVersion\":\"1.0\",\"configSnapshotId\":\"s\"")
{
    return readText(importers::appendAwsConfig,
                    u"111122223333_Config_eu-central-1_ConfigSnapshot_20261001T080000Z_a.json"_s,
                    '{' + head + ",\"configurationItems\":[" + items.join(u',').toUtf8() + "]}");
}

/// A record as text, whatever export it comes from.
QString told(const Record &record)
{
    QStringList fields;
    for (const domain::Field &field : record.fields)
        fields.append(field.attr + u'=' + textField(record, field.attr));
    fields.sort();
    return domain::kindName(record.kind) + u' ' + record.key + u' ' + record.name + u' ' + fields.join(u"; "_s);
}

QStringList all(const CollectingSink &sink)
{
    QStringList lines;
    for (const Record &record : sink.records())
        lines.append(told(record));
    lines.sort();
    return lines;
}

const QString trust =
    uR"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root",
    "Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"x"}}}]})"_s;
const QString read =
    uR"({"Statement":{"Sid":"Read","Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::a","arn:aws:s3:::a/x"]}})"_s;
const QString own =
    uR"({"Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"*"}]})"_s;
const QString iam = u"arn:aws:iam::111122223333:"_s;

QString role(const QString &captured = u"2026-10-01T08:00:00.000Z"_s)
{
    return item(
        u"AWS::IAM::Role"_s, iam + u"role/path/deploy"_s,
        uR"("configuration":{"path":"/path/","roleName":"deploy","roleId":"AROA1","arn":"%1role/path/deploy","createDate":"2025-01-02T03:04:05.000Z",
        "assumeRolePolicyDocument":%2,"instanceProfileList":[],"rolePolicyList":[{"policyName":"inline","policyDocument":%3}],
        "attachedManagedPolicies":[{"policyName":"own","policyArn":"%1policy/own"},{"policyName":"AdministratorAccess","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}],
        "permissionsBoundary":null,"tags":[],"roleLastUsed":{"lastUsedDate":"2026-09-01T00:00:00.000Z","region":"eu-central-1"}},"tags":{"owner":"Platform"})"_s
            .arg(iam, quoted(encoded(trust)), quoted(encoded(read))),
        captured);
}
QString user()
{
    return item(
        u"AWS::IAM::User"_s, iam + u"user/ann"_s,
        uR"("configuration":{"path":"/","userName":"ann","userId":"AIDA1","arn":"%1user/ann","createDate":"2025-01-02T03:04:05.000Z",
        "userPolicyList":[{"policyName":"inline","policyDocument":%2}],"groupList":["admins"],"attachedManagedPolicies":[],"tags":[]})"_s
            .arg(iam, quoted(encoded(read))));
}
QString group()
{
    return item(
        u"AWS::IAM::Group"_s, iam + u"group/staff/admins"_s,
        uR"("configuration":{"path":"/staff/","groupName":"admins","groupId":"AGPA1","arn":"%1group/staff/admins","createDate":"2025-01-02T03:04:05.000Z",
        "groupPolicyList":[],"attachedManagedPolicies":[{"policyName":"own","policyArn":"%1policy/own"}]})"_s.arg(iam));
}
QString policy()
{
    return item(
        u"AWS::IAM::Policy"_s, iam + u"policy/own"_s,
        uR"("configuration":{"policyName":"own","policyId":"ANPA1","arn":"%1policy/own","path":"/","defaultVersionId":"v2","attachmentCount":2,
        "permissionsBoundaryUsageCount":0,"isAttachable":true,"policyVersionList":[{"document":%2,"versionId":"v1","isDefaultVersion":false},
        {"document":%3,"versionId":"v2","isDefaultVersion":true}]})"_s.arg(iam, quoted(encoded(read)),
                                                                           quoted(encoded(own))));
}

QByteArray accountDetails()
{
    return uR"({"UserDetailList":[{"UserName":"ann","Arn":"%1user/ann","UserId":"AIDA1","Path":"/","CreateDate":"2025-01-02T03:04:05+00:00",
        "GroupList":["admins"],"AttachedManagedPolicies":[],"UserPolicyList":[{"PolicyName":"inline","PolicyDocument":%3}],"Tags":[]}],
      "GroupDetailList":[{"GroupName":"admins","Arn":"%1group/staff/admins","Path":"/staff/","CreateDate":"2025-01-02T03:04:05+00:00","GroupPolicyList":[],
        "AttachedManagedPolicies":[{"PolicyName":"own","PolicyArn":"%1policy/own"}]}],
      "RoleDetailList":[{"RoleName":"deploy","Arn":"%1role/path/deploy","Path":"/path/","CreateDate":"2025-01-02T03:04:05+00:00","AssumeRolePolicyDocument":%2,
        "RolePolicyList":[{"PolicyName":"inline","PolicyDocument":%3}],"AttachedManagedPolicies":[{"PolicyName":"own","PolicyArn":"%1policy/own"},
        {"PolicyName":"AdministratorAccess","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}],
        "RoleLastUsed":{"LastUsedDate":"2026-09-01T00:00:00+00:00","Region":"eu-central-1"},"Tags":[{"Key":"owner","Value":"Platform"}]}],
      "Policies":[{"PolicyName":"own","Arn":"%1policy/own","DefaultVersionId":"v2","AttachmentCount":2,
        "PolicyVersionList":[{"VersionId":"v2","IsDefaultVersion":true,"Document":%4}]}]})"_s.arg(iam, trust, read, own)
        .toUtf8();
}

} // namespace

class TestConfigAccess : public QObject
{
    Q_OBJECT

private slots:
    void tells_the_same_as_the_account_details();
    void order_in_the_file_does_not_matter();
    void only_the_newest_capture_counts();
    void policies_alone_are_accounted_for();
    void identities_without_configuration_are_said();
    void resource_policies_data();
    void resource_policies();
    void blocked_public_access();
    void encrypted_connections();
    void public_access_lists();
    void unreadable_resource_policies_are_said();
    void principals_of_the_same_file_keep_their_own_record();
    void agents();
    void outposts();
    void replicas_data();
    void replicas();
    void replicated_buckets_are_said();
    void encryption_data();
    void encryption();
};

void TestConfigAccess::tells_the_same_as_the_account_details()
{
    const Reading fromConfig = config({role(), user(), group(), policy()});
    QVERIFY(!fromConfig.error);
    const Reading fromIam = readText(importers::appendAws, u"details.json"_s, accountDetails());
    QVERIFY(!fromIam.error);
    QCOMPARE(fromIam.format, u"aws-iam-details"_s);
    QCOMPARE(all(fromConfig.sink).join(u'\n'), all(fromIam.sink).join(u'\n'));
    // 3 identities, 2 principals from elsewhere; inline twice with two resources, the own policy twice with two
    // statements, the attached one and the two of the trust policy.
    QCOMPARE(countOfKind(fromConfig.sink, EntityKind::Identity), 5);
    QCOMPARE(countOfKind(fromConfig.sink, EntityKind::Grant), 4 + 4 + 1 + 2);
    QCOMPARE(fromConfig.sink.counts(), (domain::RecordCounts{4, 3, 0, 0, 1, 0}));
    QCOMPARE(fromConfig.sink.ignoredByCode(), (QMap<QString, int>{{u"read-with-principals"_s, 1}}));
    QCOMPARE(againstCatalogue(fromConfig.sink), QStringList());
    const auto foreign = fromConfig.sink.record(u"arn:aws:iam::999988887777:root"_s);
    QVERIFY(foreign);
    QCOMPARE(textField(*foreign, u"external"_s), u"true"_s);
}

void TestConfigAccess::order_in_the_file_does_not_matter()
{
    const QStringList first = all(config({policy(), group(), user(), role()}).sink);
    QCOMPARE(all(config({role(), user(), group(), policy()}).sink), first);
    // In a history, items are held back.
    QCOMPARE(all(config({user(), policy(), role(), group()}, "\"fileVersion\":\"1.0\"").sink), first);
}

void TestConfigAccess::only_the_newest_capture_counts()
{
    for (const QByteArray head : {"\"fileVersion\":\"1.0\",\"configSnapshotId\":\"s\"", "\"fileVersion\":\"1.0\""}) {
        const Reading reading =
            config({role(u"2026-10-01T08:00:00.000Z"_s),
                    item(u"AWS::IAM::Role"_s, iam + u"role/path/deploy"_s, u"\"configuration\":null"_s,
                         u"2026-10-02T08:00:00.000Z"_s, u"ResourceDeleted"_s),
                    user(), user()},
                   head);
        QCOMPARE(reading.sink.counts(), (domain::RecordCounts{4, 1, 0, 0, 3, 0}));
        QCOMPARE(reading.sink.ignoredByCode(), (QMap<QString, int>{{u"deleted"_s, 1}, {u"superseded"_s, 2}}));
        QVERIFY(!reading.sink.record(iam + u"role/path/deploy"_s));
        QVERIFY(reading.sink.record(iam + u"user/ann"_s));
    }
}

void TestConfigAccess::policies_alone_are_accounted_for()
{
    const Reading reading = config({policy()});
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 0, 0, 0, 1, 0}));
    QCOMPARE(reading.sink.ignoredByCode(), (QMap<QString, int>{{u"policy-principals-elsewhere"_s, 1}}));
}

void TestConfigAccess::identities_without_configuration_are_said()
{
    const Reading reading = readText(
        importers::appendAwsConfig, u"query.json"_s,
        R"({"Results":["{\"resourceType\":\"AWS::IAM::Role\",\"resourceId\":\"AROA\",\"resourceName\":\"x\",\"arn\":\"arn:aws:iam::1:role/x\"}"],
            "QueryInfo":{"SelectFields":[{"Name":"resourceId"}]}})");
    QCOMPARE(reading.sink.counts().added, 1);
    QVERIFY(reading.sink.hasDiagnostic(u"iam-policies-missing"_s));
}

void TestConfigAccess::resource_policies_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("principal"); // empty: no access right
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("privilege");
    const auto row = [](const char *name, const QString &statement, const char *principal, const char *kind,
                        const char *privilege) {
        QTest::newRow(name) << statement << QString::fromLatin1(principal) << QString::fromLatin1(kind)
                            << QString::fromLatin1(privilege);
    };
    const auto allow = [](const QString &principal, const QString &more = {}) {
        return uR"({"Sid":"S","Effect":"Allow","Principal":%1,"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x"%2})"_s
            .arg(principal, more);
    };
    const auto where = [](const QString &condition) { return u",\"Condition\":"_s + condition; };
    row("everybody", allow(u"\"*\""_s), "aws-principal/*", "public", "read");
    row("everybody, as AWS", allow(u"{\"AWS\":\"*\"}"_s), "aws-principal/*", "public", "read");
    row("another account", allow(u"{\"AWS\":\"arn:aws:iam::999988887777:root\"}"_s), "arn:aws:iam::999988887777:root",
        "account", "read");
    row("another account's number", allow(u"{\"AWS\":\"999988887777\"}"_s), "arn:aws:iam::999988887777:root", "account",
        "read");
    row("another account's role", allow(u"{\"AWS\":\"arn:aws:iam::999988887777:role/r\"}"_s),
        "arn:aws:iam::999988887777:role/r", "role", "read");
    row("own role", allow(u"{\"AWS\":\"arn:aws:iam::111122223333:role/r\"}"_s), "arn:aws:iam::111122223333:role/r",
        "role", "read");
    row("own account", allow(u"{\"AWS\":\"arn:aws:iam::111122223333:root\"}"_s), "", "", "");
    row("a service of the provider", allow(u"{\"Service\":\"cloudtrail.amazonaws.com\"}"_s), "", "", "");
    row("everybody of the own account",
        allow(u"\"*\""_s, where(uR"({"StringEquals":{"aws:SourceAccount":"111122223333"}})"_s)), "", "", "");
    row("everybody of another account",
        allow(u"\"*\""_s, where(uR"({"StringEquals":{"AWS:SourceOwner":"999988887777"}})"_s)),
        "arn:aws:iam::999988887777:root", "account", "read");
    row("the organisation", allow(u"\"*\""_s, where(uR"({"StringEquals":{"aws:PrincipalOrgID":"o-abc123"}})"_s)),
        "aws-principal/o-abc123", "account", "read");
    row("a network", allow(u"\"*\""_s, where(uR"({"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}})"_s)), "aws-principal/*",
        "public", "read");
    row("not this account", allow(u"\"*\""_s, where(uR"({"StringNotEquals":{"aws:SourceAccount":"111122223333"}})"_s)),
        "aws-principal/*", "public", "read");
    row("a deleted user", allow(u"{\"AWS\":\"AIDAEXAMPLE\"}"_s), "aws-principal/AIDAEXAMPLE", "(unsaid)", "read");
    row("denied", uR"({"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"})"_s, "", "", "");
    row("all of the bucket",
        uR"({"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"*"})"_s,
        "arn:aws:iam::999988887777:root", "account", "admin");
}

void TestConfigAccess::resource_policies()
{
    QFETCH(QString, statement);
    QFETCH(QString, principal);
    const QString document = u"{\"Version\":\"2012-10-17\",\"Statement\":[%1]}"_s.arg(statement);
    // As snapshots write it, and as a text.
    for (const QString &member :
         {u"{\"policyText\":%1}"_s.arg(quoted(document)), quoted(u"{\"policyText\":%1}"_s.arg(quoted(document)))}) {
        const Reading reading = config({item(
            u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
            u"\"configuration\":{\"name\":\"b\"},\"supplementaryConfiguration\":{\"BucketPolicy\":%1}"_s.arg(member))});
        QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
        QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), principal.isEmpty() ? 0 : 1);
        QCOMPARE(againstCatalogue(reading.sink), QStringList());
        QVERIFY(reading.sink.record(u"arn:aws:s3:::b"_s));
        for (const Record &record : reading.sink.records()) {
            if (record.kind != EntityKind::Grant)
                continue;
            QCOMPARE(textField(record, u"identity"_s), u"->"_s + principal);
            QTEST(textField(record, u"principal_type"_s), "kind");
            QTEST(textField(record, u"privilege"_s), "privilege");
            QCOMPARE(textField(record, u"workload"_s), u"->arn:aws:s3:::b"_s);
            QCOMPARE(textField(record, u"resource_kind"_s), u"data"_s);
            QCOMPARE(record.key.startsWith("arn:aws:s3:::b#policy#"_L1), true);
        }
    }
    // Keys, functions and queues keep their policies elsewhere.
    struct Holder
    {
        QString type, arn, members;
    };
    const QString twice = quoted(quoted(document));
    const QList<Holder> holders = {
        {u"AWS::KMS::Key"_s, u"arn:aws:kms:eu-central-1:111122223333:key/k"_s,
         u"\"configuration\":{},\"supplementaryConfiguration\":{\"Policy\":%1}"_s.arg(quoted(document))},
        {u"AWS::Lambda::Function"_s, u"arn:aws:lambda:eu-central-1:111122223333:function:f"_s,
         u"\"configuration\":{},\"supplementaryConfiguration\":{\"Policy\":%1}"_s.arg(twice)},
        {u"AWS::SQS::Queue"_s, u"arn:aws:sqs:eu-central-1:111122223333:q"_s,
         u"\"configuration\":{\"Policy\":%1}"_s.arg(document)},
        {u"AWS::SNS::Topic"_s, u"arn:aws:sns:eu-central-1:111122223333:t"_s,
         u"\"configuration\":{\"Policy\":%1}"_s.arg(quoted(document))},
        {u"AWS::ECR::Repository"_s, u"arn:aws:ecr:eu-central-1:111122223333:repository/r"_s,
         u"\"configuration\":{\"RepositoryPolicyText\":%1}"_s.arg(document)}};
    for (const Holder &holder : holders) {
        const Reading reading = config({item(holder.type, holder.arn, holder.members)});
        QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), principal.isEmpty() ? 0 : 1);
        for (const Record &record : reading.sink.records()) {
            if (record.kind == EntityKind::Grant)
                QCOMPARE(textField(record, u"identity"_s), u"->"_s + principal);
        }
    }
}

void TestConfigAccess::blocked_public_access()
{
    const QString everybody =
        quoted(uR"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]})"_s);
    const auto grants = [&](const char *block) {
        const Reading reading = config({item(
            u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
            uR"("configuration":{},"supplementaryConfiguration":{"BucketPolicy":{"policyText":%1},"PublicAccessBlockConfiguration":%2})"_s
                .arg(everybody, QString::fromLatin1(block)))});
        return QPair(countOfKind(reading.sink, EntityKind::Grant),
                     reading.sink.hasDiagnostic(u"policy-public-blocked"_s));
    };
    const char *const text1 = R"({"blockPublicPolicy":true,"restrictPublicBuckets":true})";
    QCOMPARE(grants(text1), QPair(0, true));
    const char *const text2 = R"("{\"blockPublicPolicy\":true,\"restrictPublicBuckets\":true}")";
    QCOMPARE(grants(text2), QPair(0, true));
    // What only blocks new policies leaves this one at work.
    const char *const text3 = R"({"blockPublicPolicy":true,"restrictPublicBuckets":false})";
    QCOMPARE(grants(text3), QPair(1, false));
    QCOMPARE(grants("null"), QPair(1, false));
}

void TestConfigAccess::encrypted_connections()
{
    const auto said = [](const char *statement) {
        const QString text = quoted(u"{\"Statement\":[%1]}"_s.arg(QString::fromLatin1(statement)));
        const Reading reading = config(
            {item(u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
                  u"\"configuration\":{},\"supplementaryConfiguration\":{\"BucketPolicy\":{\"policyText\":%1}}"_s.arg(
                      text))});
        return textField(*reading.sink.record(u"arn:aws:s3:::b"_s), u"encryption_in_transit"_s);
    };
    const char *const text4 =
        R"({"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}})";
    QCOMPARE(said(text4), u"true"_s);
    const char *const text5 =
        R"({"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":false}}})";
    QCOMPARE(said(text5), u"true"_s);
    const char *const text6 =
        R"({"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}})";
    QCOMPARE(said(text6), u"(unsaid)"_s);
    const char *const text7 =
        R"({"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"},"IpAddress":{"aws:SourceIp":"192.0.2.1"}}})";
    QCOMPARE(said(text7), u"(unsaid)"_s);
}

void TestConfigAccess::public_access_lists()
{
    const QString list =
        uR"({"grantSet":null,"grantList":[{"grantee":{"id":"own","displayName":null},"permission":"FullControl"},
        {"grantee":"AllUsers","permission":"Read"},{"grantee":{"id":"other","displayName":null},"permission":"Write"}],"owner":{"displayName":null,"id":"own"}})"_s;
    const auto read = [&](const char *block) {
        return config({item(
            u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
            uR"("configuration":{},"supplementaryConfiguration":{"AccessControlList":%1,"PublicAccessBlockConfiguration":%2})"_s
                .arg(quoted(quoted(list)), QString::fromLatin1(block)))});
    };
    const Reading open = read("null");
    const auto everybody = open.sink.record(u"arn:aws:s3:::b#acl#1"_s);
    QVERIFY(everybody);
    QCOMPARE(textField(*everybody, u"principal_type"_s), u"public"_s);
    QCOMPARE(textField(*everybody, u"privilege"_s), u"read"_s);
    const auto other = open.sink.record(u"arn:aws:s3:::b#acl#2"_s);
    QVERIFY(other);
    QCOMPARE(textField(*other, u"identity"_s), u"->aws-principal/other"_s);
    QCOMPARE(textField(*other, u"privilege"_s), u"write"_s);
    QCOMPARE(countOfKind(open.sink, EntityKind::Grant), 2);
    const char *const text8 = R"({"ignorePublicAcls":true})";
    QCOMPARE(countOfKind(read(text8).sink, EntityKind::Grant), 1);
}

void TestConfigAccess::unreadable_resource_policies_are_said()
{
    const Reading reading = config({item(u"AWS::SNS::Topic"_s, u"arn:aws:sns:eu-central-1:111122223333:t"_s,
                                         u"\"configuration\":{\"Policy\":\"see the wiki\"}"_s)});
    QCOMPARE(reading.sink.counts().added, 1);
    QVERIFY(reading.sink.hasDiagnostic(u"policy-unreadable"_s));
}

void TestConfigAccess::principals_of_the_same_file_keep_their_own_record()
{
    // An answer for several accounts: the role that the bucket admits stands in the file too, after the bucket.
    const QString policy = quoted(
        uR"({"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/path/deploy"},"Action":"s3:GetObject","Resource":"*"}]})"_s);
    QString bucket = item(
        u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
        u"\"configuration\":{},\"supplementaryConfiguration\":{\"BucketPolicy\":{\"policyText\":%1}}"_s.arg(policy));
    bucket.replace(u"\"awsAccountId\":\"111122223333\""_s, u"\"awsAccountId\":\"444455556666\""_s);
    const Reading reading = config({bucket, role()});
    int times = 0;
    for (const Record &record : reading.sink.records())
        times += static_cast<int>(record.key == iam + u"role/path/deploy"_s);
    QCOMPARE(times, 1);
    QCOMPARE(reading.sink.record(iam + u"role/path/deploy"_s)->name, u"deploy"_s);
}

void TestConfigAccess::agents()
{
    const QString arn = u"arn:aws:bedrock:eu-central-1:111122223333:agent/AG1"_s;
    QString recorded = item(
        u"AWS::Bedrock::Agent"_s, arn,
        uR"("configuration":{"AgentName":"claims","AgentArn":"%1","FoundationModel":"mistral.mistral-large-2402-v1:0",
            "AgentResourceRoleArn":"arn:aws:iam::111122223333:role/agents","CustomerEncryptionKeyArn":"arn:aws:kms:eu-central-1:111122223333:key/k"})"_s
            .arg(arn));
    recorded.replace(u"\"resourceName\":\"AG1\""_s, u"\"resourceName\":\"claims\""_s);
    const Reading reading = config({recorded});
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const Record system = reading.sink.records().last();
    QCOMPARE(system.kind, EntityKind::Workload);
    const QString model =
        u"arn:aws:bedrock:eu-central-1:111122223333:foundation-model/mistral.mistral-large-2402-v1:0"_s;
    QCOMPARE(textField(system, u"models"_s), model + u"..."_s);
    QCOMPARE(textField(system, u"key_management"_s), u"cmk"_s);
    QVERIFY(reading.sink.record(model));
    // The same four as `get-agent` gives.
    const Reading answer =
        readText(importers::appendAws, u"agent.json"_s,
                 uR"({"agent":{"agentArn":"%1","agentName":"claims","foundationModel":"mistral.mistral-large-2402-v1:0",
            "agentResourceRoleArn":"arn:aws:iam::111122223333:role/agents","customerEncryptionKeyArn":"arn:aws:kms:eu-central-1:111122223333:key/k"}})"_s.arg(arn)
                     .toUtf8());
    QStringList told = all(reading.sink);
    for (const QString &line : all(answer.sink))
        QVERIFY2(told.removeOne(line), qPrintable(line));
    QCOMPARE(told.size(), 0);
}

void TestConfigAccess::outposts()
{
    const QString site = u"arn:aws:outposts:eu-central-1:111122223333:outpost/op-1"_s;
    const Reading reading =
        config({item(u"AWS::EC2::Instance"_s, u"arn:aws:ec2:eu-central-1:111122223333:instance/i-1"_s,
                     u"\"configuration\":{\"outpostArn\":\"%1\",\"instanceType\":\"m5.large\"}"_s.arg(site))});
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    const auto place = reading.sink.record(site);
    QVERIFY(place);
    QCOMPARE(place->kind, EntityKind::Location);
    QCOMPARE(textField(*place, u"site_kind"_s), u"outpost"_s);
    QCOMPARE(placesOf(reading.sink.records().last()),
             QString::number(Facet::Hosting | Facet::Processing) + u" /"_s + site + u", 16 aws/eu-central-1"_s); // its region administers it
}

void TestConfigAccess::replicas_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("members");
    QTest::addColumn<QString>("places");
    const QString own = QString::number(Facet::Hosting) + u" aws/eu-central-1"_s;
    const auto also = [&](int facet, const char *region) {
        return own + u", "_s + QString::number(facet) + u" aws/"_s + QLatin1String(region);
    };
    QTest::newRow("global table")
        << u"AWS::DynamoDB::Table"_s
        << u"{\"replicas\":[{\"regionName\":\"eu-central-1\"},{\"regionName\":\"us-east-1\"}]}"_s
        << also(Facet::Failover, "us-east-1");
    QTest::newRow("global table, resource schema")
        << u"AWS::DynamoDB::GlobalTable"_s << u"{\"Replicas\":[{\"Region\":\"eu-west-1\"}]}"_s
        << also(Facet::Failover, "eu-west-1");
    QTest::newRow("read replicas")
        << u"AWS::RDS::DBInstance"_s
        << u"{\"readReplicaDBInstanceIdentifiers\":[\"near\",\"arn:aws:rds:eu-west-3:111122223333:db:far\"]}"_s
        << also(Facet::Failover, "eu-west-3");
    QTest::newRow("replicated backups")
        << u"AWS::RDS::DBInstance"_s
        << u"{\"dBInstanceAutomatedBackupsReplications\":[{\"dBInstanceAutomatedBackupsArn\":\"arn:aws:rds:eu-west-3:111122223333:auto-backup:ab-1\"}]}"_s
        << also(Facet::Backup, "eu-west-3");
    QTest::newRow("none") << u"AWS::RDS::DBInstance"_s << u"{\"readReplicaDBInstanceIdentifiers\":[]}"_s << own;
    QTest::newRow("key of several regions")
        << u"AWS::KMS::Key"_s
        << u"{\"multiRegion\":true,\"multiRegionConfiguration\":{\"primaryKey\":{\"arn\":\"a\",\"region\":\"eu-central-1\"},\"replicaKeys\":[{\"arn\":\"b\",\"region\":\"us-west-2\"}]}}"_s
        << QString::number(Facet::Keys) + u" aws/eu-central-1, "_s + QString::number(Facet::Keys) + u" aws/us-west-2"_s;
}

void TestConfigAccess::replicas()
{
    QFETCH(QString, type);
    QFETCH(QString, members);
    const Reading reading =
        config({item(type, u"arn:aws:x:eu-central-1:111122223333:y"_s, u"\"configuration\":"_s + members)});
    QTEST(placesOf(reading.sink.records().last()), "places");
}

void TestConfigAccess::replicated_buckets_are_said()
{
    const auto said = [](const QString &status) {
        const QString rules =
            u"{\"rules\":{\"r\":{\"status\":\"%1\",\"destinationConfig\":{\"bucketARN\":\"arn:aws:s3:::copy\"}}}}"_s
                .arg(status);
        const Reading reading = config(
            {item(u"AWS::S3::Bucket"_s, u"arn:aws:s3:::b"_s,
                  u"\"configuration\":{},\"supplementaryConfiguration\":{\"BucketReplicationConfiguration\":%1}"_s.arg(
                      quoted(rules)))});
        // Where the copy is kept the other bucket tells: here it is a name.
        return reading.sink.hasDiagnostic(u"replicated-buckets"_s) &&
               placesOf(reading.sink.records().last()) ==
                   u"1 aws/eu-central-1, %1 /arn:aws:s3:::copy"_s.arg(Facet::Backup);
    };
    QVERIFY(said(u"Enabled"_s));
    QVERIFY(!said(u"Disabled"_s));
}

void TestConfigAccess::encryption_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("members");
    QTest::addColumn<QString>("encrypted");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("key");
    const QString key = u"arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555"_s;
    const auto row = [](const char *name, const char *type, const QString &members, const char *encrypted,
                        const char *keys, const QString &k) {
        QTest::newRow(name) << QString::fromLatin1(type) << members << QString::fromLatin1(encrypted)
                            << QString::fromLatin1(keys) << k;
    };
    row("volume", "AWS::EC2::Volume", u"{\"encrypted\":true,\"kmsKeyId\":\"%1\"}"_s.arg(key), "true", "cmk",
        u"->"_s + key);
    row("file system", "AWS::EFS::FileSystem", u"{\"Encrypted\":true,\"KmsKeyId\":\"%1\"}"_s.arg(key), "true", "cmk",
        u"->"_s + key);
    row("topic", "AWS::SNS::Topic", u"{\"KmsMasterKeyId\":\"alias/aws/sns\"}"_s, "true", "provider", u"(unsaid)"_s);
    row("queue", "AWS::SQS::Queue", u"{\"KmsMasterKeyId\":\"%1\"}"_s.arg(key), "true", "cmk", u"->"_s + key);
    row("queue, managed", "AWS::SQS::Queue", u"{\"SqsManagedSseEnabled\":true}"_s, "true", "provider", u"(unsaid)"_s);
    row("queue, none", "AWS::SQS::Queue", u"{\"SqsManagedSseEnabled\":false}"_s, "false", "none", u"(unsaid)"_s);
    row("search", "AWS::OpenSearch::Domain",
        u"{\"EncryptionAtRestOptions\":{\"Enabled\":true,\"KmsKeyId\":\"%1\"}}"_s.arg(key), "true", "cmk",
        u"->"_s + key);
    row("cache", "AWS::ElastiCache::ReplicationGroup", u"{\"AtRestEncryptionEnabled\":false}"_s, "false", "none",
        u"(unsaid)"_s);
    row("stream", "AWS::Kinesis::Stream",
        u"{\"StreamEncryption\":{\"EncryptionType\":\"KMS\",\"KeyId\":\"alias/aws/kinesis\"}}"_s, "true", "provider",
        u"(unsaid)"_s);
    row("images", "AWS::ECR::Repository", u"{\"EncryptionConfiguration\":{\"EncryptionType\":\"AES256\"}}"_s, "true",
        "provider", u"(unsaid)"_s);
    row("images with a key", "AWS::ECR::Repository",
        u"{\"EncryptionConfiguration\":{\"EncryptionType\":\"KMS\",\"KmsKey\":\"%1\"}}"_s.arg(key), "true", "cmk",
        u"->"_s + key);
    row("not said", "AWS::Kinesis::Stream", u"{}"_s, "(unsaid)", "(unsaid)", u"(unsaid)"_s);
}

void TestConfigAccess::encryption()
{
    QFETCH(QString, type);
    QFETCH(QString, members);
    const Record record =
        config({item(type, u"arn:aws:x:eu-central-1:111122223333:y"_s, u"\"configuration\":"_s + members)})
            .sink.records()
            .last();
    QTEST(textField(record, u"encryption_at_rest"_s), "encrypted");
    QTEST(textField(record, u"key_management"_s), "keys");
    QTEST(textField(record, u"key"_s), "key");
}

BAILIWICK_TEST(QCoreApplication, TestConfigAccess)

} // namespace tst_configaccess

#include "tst_configaccess.moc"
