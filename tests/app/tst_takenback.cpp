// SPDX-License-Identifier: GPL-3.0-or-later
// What a newer export of the same source says no longer is no longer so, for each format that tells the whole of a thing.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_takenback {

using namespace Qt::StringLiterals;

class TestTakenBack : public QObject
{
    Q_OBJECT

    /// JSON written with single quotes.
    static QByteArray json(QByteArray text) { return text.replace('\'', '"'); }
    /// The value of an attribute as `show` has it; "never_asked" and the like where there is none.
    static QByteArray said(const Cli &cli, const QString &thing, const QString &attr)
    {
        const CliRun show = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, thing, u"--json"_s});
        if (show.code != 0)
            return show.err;
        const auto shown = show.json();
        for (const auto &value : shown["values"]) {
            if (value["attr"] != attr.toStdString())
                continue;
            const std::string state = value["state"].get<std::string>();
            return QByteArray::fromStdString(state == "value" ? value["value"].dump() : state);
        }
        return "no such attribute";
    }

private slots:
    void whatIsSaidNoLonger_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");    // with %1 where the newer export says less
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<QString>("thing");
        QTest::addColumn<QString>("attr");
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("IAM details") << u"iam.json"_s
                                     << json("{'UserDetailList':[{'Path':'/','UserName':'eve','UserId':'AIDA1','Arn':'arn:aws:iam::111122223333:user/eve',"
                                           "'CreateDate':'2024-01-01T00:00:00Z','GroupList':[],'AttachedManagedPolicies':[],'Tags':[%1]}],'GroupDetailList':[],'RoleDetailList':[],'Policies':[]}")
                                     << json("{'Key':'owner','Value':'Head of IT'}") << u"identity:arn:aws:iam::111122223333:user/eve"_s << u"owner"_s
                                     << QByteArray("\"Head of IT\"");
        QTest::newRow("Bedrock models") << u"models.json"_s
                                        << json("{'modelSummaries':[{'modelArn':'arn:aws:bedrock:eu-central-1::foundation-model/x.m-1','modelId':'x.m-1','modelName':'M'%1}]}")
                                        << json(",'modelLifecycle':{'status':'LEGACY'}") << u"model:arn:aws:bedrock:eu-central-1::foundation-model/x.m-1"_s
                                        << u"description"_s << QByteArray("\"LEGACY\"");
        QTest::newRow("a BOM") << u"bom.cdx.json"_s
                               << json("{'bomFormat':'CycloneDX','specVersion':'1.6','serialNumber':'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79','version':1,"
                                           "'components':[{'type':'machine-learning-model','bom-ref':'m1','name':'Scorer','version':'2'%1}]}")
                               << json(",'licenses':[{'license':{'id':'Apache-2.0'}}]") << u"model"_s << u"licence"_s << QByteArray("\"Apache-2.0\"");
        QTest::newRow("a model card") << u"README.md"_s << QByteArray("---\nlibrary_name: transformers\nmodel_name: acme/chat\n%1---\n# Chat\n")
                                      << QByteArray("license: apache-2.0\n") << u"model"_s << u"licence"_s << QByteArray("\"apache-2.0\"");
        QTest::newRow("a Terraform state") << u"t.tfstate"_s
                                           << json("{'version':4,'terraform_version':'1.9.0','serial':7,'lineage':'aaaa-bbbb','outputs':{},'resources':[{'mode':'managed',"
                                           "'type':'aws_instance','name':'app','provider':'provider[\\'registry.terraform.io/hashicorp/aws\\']','instances':[{'schema_version':1,'attributes':{"
                                           "'arn':'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0','id':'i-0123456789abcdef0','availability_zone':'eu-central-1a'%1}}]}]}")
                                           << json(",'instance_type':'m5.large'") << u"workload"_s << u"instance_type"_s << QByteArray("\"m5.large\"");
        QTest::newRow("Kubernetes objects") << u"k8s.json"_s
                                            << json("{'apiVersion':'v1','kind':'List','items':[{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'bot',"
                                           "'uid':'11111111-2222-3333-4444-555555555555'},'spec':{%1'template':{'spec':{'containers':[{'name':'c','image':'registry.example/bot:1'}]}}}}]}")
                                            << json("'replicas':3,") << u"workload"_s << u"instance_count"_s << QByteArray("3");
    }
    void whatIsSaidNoLonger()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, piece);
        QFETCH(QString, thing);
        QFETCH(QString, attr);
        QFETCH(QByteArray, before);
        Cli cli;
        const QStringList import = {u"import"_s, u"--workspace"_s, u"w"_s, file};
        cli.write(file, QByteArray(text).replace("%1", piece));
        const CliRun first = cli.run(import);
        QVERIFY2(first.code == 0, (first.out + first.err).constData());
        if (!thing.contains(u':')) {
            // The one thing of its kind that the file brought.
            const QByteArray rows = cli.run({u"list"_s, u"--workspace"_s, u"w"_s, thing == u"identity"_s ? u"identities"_s : thing + u's', u"--json"_s}).out;
            const auto list = nlohmann::json::parse(rows.constData(), nullptr, false);
            QVERIFY2(list.is_array() && list.size() == 1, rows.constData());
            thing += u':' + QString::fromStdString(list[0]["key"].get<std::string>());
        }
        QCOMPARE(said(cli, thing, attr), before);
        cli.write(file, QByteArray(text).replace("%1", ""));
        const CliRun second = cli.run(import);
        QVERIFY2(second.out.contains("1 updated"), second.out.constData());
        QCOMPARE(said(cli, thing, attr), "never_asked");
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(said(cli, thing, attr), before);
    }
};

BAILIWICK_TEST(QCoreApplication, TestTakenBack)

} // namespace tst_takenback

#include "tst_takenback.moc"
