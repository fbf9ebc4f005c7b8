// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/iampolicy.h"
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_iam {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestIam : public QObject
{
    Q_OBJECT

private slots:
    void countsSamples_data();
    void countsSamples();
    void marksTruncatedExport();
    void leavesOtherFilesAlone_data();
    void leavesOtherFilesAlone();
    void judgesPrivilege_data();
    void judgesPrivilege();
    void readsQuirks();
    void readsTrust_data();
    void readsTrust();
    void trustsAnAccount();
    void privilegeOfTrust_data();
    void privilegeOfTrust();
    void givesStableKeys();
    void readsWrittenPolicies_data();
    void readsWrittenPolicies();
    void servicesBelongToTheirPartition();
    void documentsInAnyEncoding_data();
    void documentsInAnyEncoding();
    void policiesOnALaterPage_data();
    void policiesOnALaterPage();

private:
    static Reading quirks() { return readWith(importers::appendAws, ownFile(u"iam_quirks.json"_s)); }
    static int grants(const CollectingSink &sink, const QString &attr, const QString &value)
    {
        int count = 0;
        for (const domain::Record &record : sink.records())
            count += static_cast<int>(record.kind == EntityKind::Grant && textField(record, attr) == value);
        return count;
    }
};

void TestIam::countsSamples_data()
{
    // Counted with Python: statements times resources for each principal and attached policy, principals of trust
    // policies.
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("identities"); // of the three lists
    QTest::addColumn<int>("attached");   // policies of the file that are attached
    QTest::addColumn<int>("grants");
    QTest::addColumn<int>("trust");
    QTest::addColumn<int>("deny");
    QTest::newRow("cloudsplaining") << u"cloudsplaining__gaad_example.json"_s << 211 << 127 << 59 << 464 << 87 << 6;
    QTest::newRow("cloudmapper") << u"cloudmapper__iam-get-account-authorization-details.json"_s << 9 << 7 << 1 << 31
                                 << 4 << 0;
    // Two grants that are read and four of managed policies without a text.
    QTest::newRow("documentation") << u"awscli-doc__iam_get-account-authorization-details.json"_s << 10 << 7 << 0 << 6
                                   << 1 << 1;
}

void TestIam::countsSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(int, grants);
    QFETCH(int, trust);
    const Reading reading = readWith(importers::appendAws, sampleFile(u"aws/"_s + file));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"aws-iam-details"_s));
    const auto counts = reading.sink.counts();
    QTEST(static_cast<int>(counts.read), "records");
    QTEST(static_cast<int>(counts.added), "identities");
    QCOMPARE(counts.rejected, 0);
    QCOMPARE(counts.read, counts.added + counts.ignored);
    QTEST(reading.sink.ignoredByCode().value(u"read-with-principals"_s), "attached");
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), grants + trust);
    QCOMPARE(this->grants(reading.sink, u"trust"_s, u"true"_s), trust);
    QTEST(this->grants(reading.sink, u"effect"_s, u"deny"_s), "deny");
    QCOMPARE(this->grants(reading.sink, u"maximum"_s, u"true"_s), grants + trust);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestIam::marksTruncatedExport()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendAws, sampleFile(u"aws/awscli-doc__iam_get-account-authorization-details.json"_s));
    QCOMPARE(reading.sink.incomplete.size(), 1);
    QVERIFY(reading.sink.hasDiagnostic(u"policy-text-missing"_s));
    QCOMPARE(reading.sink.head->scope, u"123456789012"_s);
    // The official example has an object where others have a list.
    const auto admins = reading.sink.record(
        u"arn:aws:iam::123456789012:group/Admins#arn:aws:iam::aws:policy/AdministratorAccess#attached#0"_s);
    QVERIFY(admins);
    QCOMPARE(textField(*admins, u"privilege"_s), u"admin"_s);
}

void TestIam::leavesOtherFilesAlone_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("cloudsplaining's results") << u"cloudsplaining__iam-results-example.json"_s;
    QTest::newRow("missing constraints") << u"cloudsplaining__gaad_missing_constraints.json"_s;
    QTest::newRow("list of users") << u"awscli-doc__iam_list-users.json"_s;
    QTest::newRow("list of roles") << u"awscli-doc__iam_list-roles.json"_s;
    QTest::newRow("attached policies") << u"awscli-doc__iam_list-attached-role-policies.json"_s;
}

void TestIam::leavesOtherFilesAlone()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QCOMPARE(readWith(importers::appendAws, sampleFile(u"aws/"_s + file)).claims, QStringList());
}

void TestIam::judgesPrivilege_data()
{
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<bool>("allBut");
    QTest::addColumn<QString>("privilege");
    QTest::newRow("all") << QStringList(u"*"_s) << false << u"admin"_s;
    QTest::newRow("all with a colon") << QStringList(u"*:*"_s) << false << u"admin"_s;
    QTest::newRow("iam") << QStringList(u"iam:*"_s) << false << u"admin"_s;
    QTest::newRow("a service") << QStringList(u"s3:*"_s) << false << u"admin"_s;
    QTest::newRow("reading") << QStringList{u"s3:Get*"_s, u"s3:ListBucket"_s, u"ec2:Describe*"_s} << false << u"read"_s;
    QTest::newRow("one writes") << QStringList{u"s3:GetObject"_s, u"s3:PutObject"_s} << false << u"write"_s;
    QTest::newRow("pattern of a verb") << QStringList(u"s3:*Object"_s) << false << u"write"_s;
    QTest::newRow("all but") << QStringList(u"NOT iam:*"_s) << true << u"admin"_s;
    QTest::newRow("none") << QStringList() << false << QString();
}

void TestIam::judgesPrivilege()
{
    importers::IamStatement statement;
    QFETCH(QStringList, actions);
    QFETCH(bool, allBut);
    statement.actions = actions;
    statement.allActionsBut = allBut;
    QTEST(importers::iamPrivilege(statement), "privilege");
}

void TestIam::readsQuirks()
{
    const Reading reading = quirks();
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto counts = reading.sink.counts();
    QCOMPARE(counts.read, 7);
    QCOMPARE(counts.added, 4);
    QCOMPARE(counts.rejected, 1);
    QCOMPARE(counts.ignored, 2);
    QCOMPARE(reading.sink.entries.at(1).rejectedWhere, u"/UserDetailList/1/Arn"_s);
    QCOMPARE(reading.sink.ignoredByCode().value(u"policy-not-attached"_s), 1);
    QVERIFY(reading.sink.hasDiagnostic(u"policy-unreadable"_s));

    const auto eve = reading.sink.record(u"arn:aws:iam::111122223333:user/ops/eve"_s);
    QVERIFY(eve);
    QCOMPARE(eve->name, u"eve"_s);
    QCOMPARE(textField(*eve, u"kind"_s), u"(unsaid)"_s); // a person or a machine
    QCOMPARE(textField(*eve, u"owner"_s), u"Head of Ops"_s);
    QCOMPARE(textField(*eve, u"member_of"_s),
             u"arn:aws:iam::111122223333:group/team/admins|arn:aws:iam::111122223333:group/gone"_s);
    QCOMPARE(textField(*eve, u"created_at"_s), QString::number(domain::toDay(QDate(2018, 3, 2))));

    const auto bucket = reading.sink.record(u"arn:aws:iam::111122223333:user/ops/eve#encoded#S1#0"_s);
    QVERIFY(bucket);
    QCOMPARE(textField(*bucket, u"workload"_s), u"->arn:aws:s3:::books"_s);
    QCOMPARE(textField(*bucket, u"privilege"_s), u"read"_s);
    QCOMPARE(textField(*bucket, u"mfa"_s), u"true"_s);
    QCOMPARE(textField(*bucket, u"conditions"_s), u"{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"_s);
    QCOMPARE(textField(*bucket, u"resource_kind"_s), u"data"_s);
    const auto objects = reading.sink.record(u"arn:aws:iam::111122223333:user/ops/eve#encoded#S1#1"_s);
    QVERIFY(objects);
    QCOMPARE(textField(*objects, u"workload"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*objects, u"resource"_s), u"arn:aws:s3:::books/*"_s);

    const QString scorer = u"arn:aws:iam::111122223333:role/scorer"_s;
    QCOMPARE(textField(*reading.sink.record(scorer), u"kind"_s), u"agent"_s);
    QCOMPARE(textField(*reading.sink.record(scorer), u"last_used_at"_s),
             QString::number(domain::toDay(QDate(2026, 11, 1))));
    QCOMPARE(textField(*reading.sink.record(u"arn:aws:iam::111122223333:role/robot"_s), u"kind"_s), u"agent"_s);
    const auto allBut = reading.sink.record(scorer + u"#p#0#0"_s);
    QVERIFY(allBut);
    QCOMPARE(textField(*allBut, u"actions"_s), u"NOT iam:*, organizations:*..."_s);
    QCOMPARE(textField(*allBut, u"privilege"_s), u"admin"_s);
    QCOMPARE(textField(*allBut, u"conditions"_s), u"(absent)"_s);
    const auto elsewhere = reading.sink.record(scorer + u"#p#1#0"_s);
    QVERIFY(elsewhere);
    QCOMPARE(textField(*elsewhere, u"effect"_s), u"deny"_s);
    QCOMPARE(textField(*elsewhere, u"resource"_s), u"NOT arn:aws:s3:::a/*, arn:aws:s3:::b/*"_s);
    QCOMPARE(textField(*reading.sink.record(scorer + u"#p#2#0"_s), u"model"_s),
             u"->arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2"_s);
    // The default version counts, not the first one.
    const auto managed = reading.sink.record(scorer + u"#arn:aws:iam::111122223333:policy/mine#0#0"_s);
    QVERIFY(managed);
    QCOMPARE(textField(*managed, u"privilege"_s), u"write"_s);
}

void TestIam::readsTrust_data()
{
    QTest::addColumn<QString>("grant");
    QTest::addColumn<QString>("identity");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("external"); // of the identity, where the file has it
    const QString s = u"scorer#trust#"_s;
    QTest::newRow("service") << s + u"0#0"_s << u"->aws-principal/bedrock.amazonaws.com"_s << u"service"_s
                             << u"(unsaid)"_s;
    QTest::newRow("account") << s + u"Partner#0"_s << u"->arn:aws:iam::999988887777:root"_s << u"account"_s
                             << u"true"_s;
    QTest::newRow("own user") << s + u"Partner#1"_s << u"->arn:aws:iam::111122223333:user/ops/eve"_s << u"(unsaid)"_s
                              << u"false"_s;
    QTest::newRow("deleted role") << s + u"Partner#2"_s << u"->aws-principal/AROAGONE"_s << u"role"_s << u"(unsaid)"_s;
    QTest::newRow("foreign role") << s + u"Partner#3"_s << u"->arn:aws:iam::555566667777:role/vendor"_s << u"role"_s
                                  << u"true"_s;
    QTest::newRow("everyone") << s + u"2#0"_s << u"->aws-principal/*"_s << u"public"_s << u"true"_s;
    QTest::newRow("web identity") << s + u"3#0"_s << u"->aws-principal/token.actions.githubusercontent.com"_s
                                  << u"federated"_s << u"true"_s;
    QTest::newRow("all but") << s + u"4#0"_s << u"->aws-principal/NOT arn:aws:iam::111122223333:root"_s << u"public"_s
                             << u"true"_s;
    QTest::newRow("second of a list") << u"robot#trust#0#1"_s << u"->aws-principal/ec2.amazonaws.com"_s << u"service"_s
                                      << u"(unsaid)"_s;
}

void TestIam::readsTrust()
{
    QFETCH(QString, grant);
    QFETCH(QString, identity);
    const Reading reading = quirks();
    const auto record = reading.sink.record(u"arn:aws:iam::111122223333:role/"_s + grant);
    QVERIFY(record);
    QCOMPARE(textField(*record, u"trust"_s), u"true"_s);
    QCOMPARE(textField(*record, u"identity"_s), identity);
    QTEST(textField(*record, u"principal_type"_s), "type");
    const auto principal = reading.sink.record(identity.mid(2));
    QVERIFY(principal);
    QTEST(textField(*principal, u"kind"_s), "type");
    QTEST(textField(*principal, u"external"_s), "external");
}

/// An account by its number and by its ARN is one: AWS itself turns the one into the other when it keeps the policy.
void TestIam::trustsAnAccount()
{
    for (const QByteArray written : {"555566667777", "arn:aws:iam::555566667777:root"}) {
        const Reading reading = readText(importers::appendAws, u"gaad.json"_s,
                                         R"({"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"RoleName":"scorer","RoleId":"AROA1","Path":"/","Arn":"arn:aws:iam::111122223333:role/scorer",)"
                                         R"("AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":")" + written +
                                             R"("},"Action":"sts:AssumeRole"}]},"InstanceProfileList":[],"RolePolicyList":[],"AttachedManagedPolicies":[]}]})");
        const auto grant = reading.sink.record(u"arn:aws:iam::111122223333:role/scorer#trust#0#0"_s);
        QVERIFY(grant);
        QCOMPARE(grant->name, u"arn:aws:iam::555566667777:root -> scorer"_s);
        QCOMPARE(textField(*grant, u"principal"_s), u"arn:aws:iam::555566667777:root"_s);
        QVERIFY(reading.sink.record(u"arn:aws:iam::555566667777:root"_s));
    }
}

void TestIam::privilegeOfTrust_data()
{
    QTest::addColumn<QByteArray>("policies");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<QString>("privilege"); ///< of the role
    QTest::addColumn<bool>("takes");        ///< the right gives what the role may
    QTest::addColumn<QString>("unknown");
    const auto row = [](const char *name, const QByteArray &policies, const QString &privilege, const QString &unknown, const char *action = "sts:AssumeRole", const char *effect = "Allow",
                        bool takes = true) {
        QTest::newRow(name) << policies << QByteArray(R"({"Effect":")" + QByteArray(effect) + R"(","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":")" + action + R"("})") << privilege
                            << takes << unknown;
    };
    const QString unsaid = u"(unsaid)"_s;
    const auto inlined = [](const char *actions) {
        return QByteArray(R"("RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":)") + actions + R"(,"Resource":"*"}]}}],"AttachedManagedPolicies":[])";
    };
    const auto attached = [](const char *arn) { return QByteArray(R"("RolePolicyList":[],"AttachedManagedPolicies":[{"PolicyName":"x","PolicyArn":")") + arn + R"("}])"; };
    row("reads", inlined(R"(["s3:GetObject","s3:ListBucket"])"), u"read"_s, unsaid);
    row("writes", inlined(R"(["s3:GetObject","s3:PutObject"])"), u"write"_s, unsaid);
    row("does all", inlined(R"("*")"), u"admin"_s, unsaid);
    row("a policy of AWS by its name", attached("arn:aws:iam::aws:policy/ReadOnlyAccess"), u"read"_s, unsaid);
    row("a policy whose text is in the file", attached("arn:aws:iam::111122223333:policy/known"), u"write"_s, unsaid);
    row("a policy whose text is elsewhere", attached("arn:aws:iam::111122223333:policy/elsewhere"), unsaid, u"arn:aws:iam::111122223333:policy/elsewhere"_s);
    row("all, whatever else", R"("RolePolicyList":[],"AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"},{"PolicyArn":"arn:aws:iam::111122223333:policy/elsewhere"}])",
        u"admin"_s, unsaid);
    row("a policy that only denies", R"("RolePolicyList":[{"PolicyName":"p","PolicyDocument":{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}}],"AttachedManagedPolicies":[])", unsaid,
        u"no policy"_s);
    row("no policies", R"("RolePolicyList":[],"AttachedManagedPolicies":[])", unsaid, u"no policy"_s);
    row("a listing without policies", R"("Path":"/")", unsaid, u"does not tell"_s);
    row("by a web identity", inlined(R"("*")"), u"admin"_s, unsaid, "sts:AssumeRoleWithWebIdentity");
    row("any action of it", inlined(R"("*")"), u"admin"_s, unsaid, "sts:*");
    row("only names its sessions", inlined(R"("*")"), u"admin"_s, unsaid, "sts:TagSession", "Allow", false);
    row("denies", inlined(R"("*")"), u"admin"_s, unsaid, "sts:AssumeRole", "Deny", false);
}

/// Who may take a role has what the role may at most, and where that is not known it is said why.
void TestIam::privilegeOfTrust()
{
    QFETCH(QByteArray, policies);
    QFETCH(QByteArray, trust);
    QFETCH(bool, takes);
    QFETCH(QString, unknown);
    const Reading reading = readText(
        importers::appendAws, u"iam.json"_s,
        R"({"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":{"Statement":[)" + trust + "]}," + policies +
            R"(}],"Policies":[{"PolicyName":"known","Arn":"arn:aws:iam::111122223333:policy/known","DefaultVersionId":"v1","PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":true,)"
            R"("Document":{"Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}}]}]})");
    const auto role = reading.sink.record(u"arn:aws:iam::111122223333:role/r"_s);
    const auto grant = reading.sink.record(u"arn:aws:iam::111122223333:role/r#trust#0#0"_s);
    QVERIFY(role && grant);
    QTEST(textField(*role, u"privilege"_s), "privilege");
    // The right says nothing of its own: it is the role's, whenever that becomes known.
    QCOMPARE(textField(*grant, u"privilege"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*grant, u"role"_s), takes ? u"->arn:aws:iam::111122223333:role/r"_s : u"(unsaid)"_s);
    const QString why = textField(*grant, u"description"_s);
    if (unknown == u"(unsaid)"_s)
        QCOMPARE(why, unknown);
    else
        QVERIFY2(why.startsWith(u"What taking the role allows is not known"_s) && why.contains(unknown), qPrintable(why));
}

void TestIam::givesStableKeys()
{
    const auto keysOf = [](const Reading &reading) {
        QStringList keys;
        for (const domain::Record &record : reading.sink.records())
            keys.append(record.key);
        return keys;
    };
    QStringList files{ownFile(u"iam_quirks.json"_s)};
    if (haveSamples())
        files.append(sampleFile(u"aws/cloudsplaining__gaad_example.json"_s));
    for (const QString &file : files) {
        const QStringList first = keysOf(readWith(importers::appendAws, file));
        QVERIFY(!first.isEmpty());
        QCOMPARE(QSet<QString>(first.begin(), first.end()).size(), first.size());
        QCOMPARE(keysOf(readWith(importers::appendAws, file)), first);
    }
}

void TestIam::readsWrittenPolicies_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("privilege");
    QTest::addColumn<QString>("mfa");
    const auto row = [](const char *what, const QByteArray &statement, const char *privilege, const char *mfa) {
        QTest::newRow(what) << QByteArray(R"({"Statement":{"Effect":"Allow","Resource":"*",)" + statement + "}}")
                            << QString::fromLatin1(privilege) << QString::fromLatin1(mfa);
    };
    row("actions without case", R"("Action":["s3:getobject","S3:LISTBUCKET"])", "read", "(unsaid)");
    row("one of them writes", R"("Action":["s3:getobject","s3:putobject"])", "write", "(unsaid)");
    row("a key without case, a list of one",
        R"("Action":"s3:Get*","Condition":{"bool":{"aws:multifactorauthpresent":["True"]}})", "read", "true");
    row("if it exists demands nothing",
        R"("Action":"s3:Get*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}})", "read", "(unsaid)");
    row("without a second factor", R"("Action":"s3:Get*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}})",
        "read", "(unsaid)");
    const QByteArray plain = R"({"Statement":{"Effect":"Allow","Resource":"*","Action":"s3:Get*"}})";
    QTest::newRow("encoded, with a line break before the brace")
        << QByteArray("%0A" + plain.toPercentEncoding()) << u"read"_s << u"(unsaid)"_s;
    QTest::newRow("a text with blanks before the brace")
        << QByteArray(" \\n" + QByteArray(plain).replace('"', "\\\"")) << u"read"_s << u"(unsaid)"_s;
}

void TestIam::readsWrittenPolicies()
{
    QFETCH(QByteArray, policy);
    QFETCH(QString, privilege);
    QFETCH(QString, mfa);
    const QByteArray document = policy.startsWith('{') ? policy : '"' + policy + '"';
    const Reading reading = readText(
        importers::appendAws, u"iam.json"_s,
        R"({"UserDetailList":[{"UserName":"u","Arn":"arn:aws:iam::111122223333:user/u","UserPolicyList":[{"PolicyName":"p","PolicyDocument":)" +
            document + R"(}]}],"RoleDetailList":[]})");
    QVERIFY(!reading.error);
    // Nothing is wrong with it but that one user is no whole account.
    QCOMPARE(reading.sink.diagnostics.size(), 1);
    QVERIFY2(reading.sink.diagnostics.constFirst().code == "part-of-account"_L1, qPrintable(reading.sink.diagnostics.constFirst().message));
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 1);
    const domain::Record grant = reading.sink.records().constLast();
    QCOMPARE(textField(grant, u"privilege"_s), privilege);
    QCOMPARE(textField(grant, u"mfa"_s), mfa);
}

/// A role of the European Sovereign Cloud is not taken by a service of the other provider.
void TestIam::servicesBelongToTheirPartition()
{
    const Reading reading = readText(
        importers::appendAws, u"iam.json"_s,
        R"({"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws-eusc:iam::111122223333:role/r","AssumeRolePolicyDocument":
        {"Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}}],"UserDetailList":[]})");
    QVERIFY(!reading.error);
    const auto service = reading.sink.record(u"aws-esc-principal/ec2.amazonaws.com"_s);
    QVERIFY(service);
    QCOMPARE(textField(*service, u"provider"_s), u"->aws-esc"_s);
}

/// The API ends a page wherever it is full: roles stand in one, the text of their policies in the next.
void TestIam::documentsInAnyEncoding_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<bool>("readable");
    const QByteArray policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"999988887777\"}, \"Action\": \"sts:AssumeRole\"}]}";
    QTest::newRow("text") << QString::fromLatin1(policy) << true;
    QTest::newRow("encoded") << QString::fromLatin1(policy.toPercentEncoding()) << true;
    QTest::newRow("encoded as forms are") << QString::fromLatin1(policy.toPercentEncoding(" ").replace(' ', '+')) << true;
    QTest::newRow("cut off") << QString::fromLatin1(policy.toPercentEncoding().left(60)) << false;
}

void TestIam::documentsInAnyEncoding()
{
    QFETCH(QString, document);
    QFETCH(bool, readable);
    const auto read = importers::iamDocument(nlohmann::json(document.toStdString()));
    QCOMPARE(read.has_value(), readable);
    if (readable)
        QCOMPARE(importers::iamStatements(*read).front().principals.front().second, u"999988887777"_s);
}

void TestIam::policiesOnALaterPage_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::newRow("pages one after the other") << QByteArray("%1\n%2\n");
    QTest::newRow("a list of pages") << QByteArray("[%1,%2]");
}

void TestIam::policiesOnALaterPage()
{
    QFETCH(QByteArray, form);
    const QByteArray first =
        R"({"UserDetailList":[],"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r",
        "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]}],"IsTruncated":true,"Marker":"m"})";
    const QByteArray second =
        R"({"RoleDetailList":[],"Policies":[{"PolicyName":"p","Arn":"arn:aws:iam::111122223333:policy/p","DefaultVersionId":"v1",
        "PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":true,"Document":{"Statement":{"Sid":"S","Effect":"Allow","Action":"*","Resource":"*"}}}]}],
        "IsTruncated":false})";
    const Reading reading =
        readText(importers::appendAws, u"iam.json"_s, QByteArray(form).replace("%1", first).replace("%2", second));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{2, 1, 0, 0, 1, 0}));
    QVERIFY(reading.sink.diagnostics.isEmpty());
    const auto grant = reading.sink.record(u"arn:aws:iam::111122223333:role/r#arn:aws:iam::111122223333:policy/p#S#0"_s);
    QVERIFY(grant);
    QCOMPARE(textField(*grant, u"privilege"_s), u"admin"_s);
}

BAILIWICK_TEST(QCoreApplication, TestIam)

} // namespace tst_iam

#include "tst_iam.moc"
