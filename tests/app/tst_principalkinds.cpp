// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_principalkinds {

using namespace Qt::StringLiterals;

/// What somebody says an identity is holds for all its access rights.
class TestPrincipalKinds : public QObject
{
    Q_OBJECT

    static void import(const Cli &cli, const QString &file) { QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0); }
    static QStringList kinds(const Cli &cli)
    {
        QStringList all;
        for (const auto &row : cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"grants"_s, u"--json"_s}).json())
            all.append(row["principal_type"].is_null() ? u"~"_s : QString::fromStdString(row["principal_type"].get<std::string>()));
        all.removeDuplicates();
        return all;
    }

private slots:
    void markedByHand_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("identity");
        QTest::addColumn<QString>("told");
        QTest::newRow("trust of a role") << u"iam.json"_s
            << QByteArray(R"({"UserDetailList":[],"GroupDetailList":[],"Policies":[],"RoleDetailList":[{"RoleName":"r","Arn":"arn:aws:iam::111122223333:role/r","AssumeRolePolicyDocument":)"
                          R"({"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]},"RolePolicyList":[],"AttachedManagedPolicies":[]}]})")
            << u"identity:aws-principal/lambda.amazonaws.com"_s << u"service"_s;
        QTest::newRow("role assignment") << u"roles.json"_s
            << QByteArray(R"([{"id":"/subscriptions/s/providers/Microsoft.Authorization/roleAssignments/a","type":"Microsoft.Authorization/roleAssignments","principalId":"00000000-0000-0000-0000-00000000000a",)"
                          R"("principalName":"app","principalType":"ServicePrincipal","roleDefinitionId":"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",)"
                          R"("roleDefinitionName":"Contributor","scope":"/subscriptions/s"}])")
            << QString() << u"service"_s;
        QTest::newRow("binding of Google") << u"cai.json"_s
            << QByteArray(R"({"name":"//storage.googleapis.com/b","asset_type":"storage.googleapis.com/Bucket","iam_policy":{"bindings":[{"role":"roles/storage.admin","members":["serviceAccount:a@p.iam.gserviceaccount.com"]}]}})"
                          "\n")
            << QString() << u"service"_s;
        QTest::newRow("register of rights, without a word of its own") << u"g.csv"_s << QByteArray("grant:key,identity,principal_type\ng1,i1,service\n") << u"identity:i1"_s << u"service"_s;
    }
    void markedByHand()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, identity);
        QFETCH(QString, told);
        const Cli cli;
        cli.write(u"i.csv"_s, "identity:key,kind\ni1,service\n");
        cli.write(file, bytes);
        if (file == u"g.csv"_s)
            import(cli, u"i.csv"_s);
        import(cli, file);
        QCOMPARE(kinds(cli), QStringList{told});
        if (identity.isEmpty())
            identity = u"identity:"_s + QString::fromUtf8(Peek(cli.path(u"w"_s)).one("SELECT e.key FROM e_grant g JOIN entity e ON e.id=g.identity"));
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, identity, u"kind=agent"_s}).code, 0);
        QCOMPARE(kinds(cli), QStringList{u"agent"_s});
        // The file once more says nothing against it.
        cli.write(u"again-"_s + file, bytes + '\n');
        import(cli, u"again-"_s + file);
        if (file != u"g.csv"_s)
            QCOMPARE(kinds(cli), QStringList{u"agent"_s});
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(kinds(cli), QStringList{told});
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }

    /// Rights that came before anything was known of the identity follow it as well.
    void identityComesLater()
    {
        const Cli cli;
        cli.write(u"f.json"_s,
                  R"({"findings":[{"id":"f","principal":{"AWS":"arn:aws:iam::111122223333:role/r"},"action":["s3:GetObject"],"resource":"arn:aws:s3:::b","resourceType":"AWS::S3::Bucket",)"
                  R"("isPublic":false,"status":"ACTIVE","resourceOwnerAccount":"111122223333","createdAt":"2026-11-01T00:00:00Z","analyzedAt":"2026-11-01T00:00:00Z","updatedAt":"2026-11-01T00:00:00Z"}]})");
        import(cli, u"f.json"_s);
        QCOMPARE(kinds(cli), QStringList{u"role"_s});
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"identity:arn:aws:iam::111122223333:role/r"_s, u"kind=agent"_s, u"--create"_s}).code, 0);
        cli.write(u"g.csv"_s, "grant:key,identity\nown,arn:aws:iam::111122223333:role/r\n");
        import(cli, u"g.csv"_s);
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"identity:arn:aws:iam::111122223333:role/r"_s, u"kind=service"_s}).code, 0);
        QCOMPARE(kinds(cli), QStringList{u"service"_s});
    }
};

BAILIWICK_TEST(QCoreApplication, TestPrincipalKinds)

} // namespace tst_principalkinds

#include "tst_principalkinds.moc"
