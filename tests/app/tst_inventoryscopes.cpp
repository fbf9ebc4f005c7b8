// SPDX-License-Identifier: GPL-3.0-or-later
// What the exports of inventories are the whole of: what a newer one lacks is gone, within what both of them speak of, and nothing else.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_inventoryscopes {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

/// The last part of the keys of what has vanished, sorted.
QStringList gone(const Cli &cli)
{
    QStringList names;
    for (const QByteArray &key : Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE vanished<>0 AND key NOT LIKE 'acc:%' ORDER BY 1"))
        names.append(QString::fromUtf8(key).section(u'/', -1));
    names.sort();
    return names;
}

QByteArray reservation(const QByteArray &account, const QByteArray &region, const QByteArrayList &ids, const QByteArray &type = "m5.large", const QByteArray &state = "running")
{
    QByteArrayList instances;
    for (const QByteArray &id : ids)
        instances.append(R"({"InstanceId":"i-)" + id + R"(","InstanceType":")" + type + R"(","ImageId":"ami-1","State":{"Name":")" + state +
                         R"("},"Placement":{"AvailabilityZone":")" + region + R"(a"}})");
    return R"({"Reservations":[{"OwnerId":")" + account + R"(","Instances":[)" + instances.join(',') + "]}]}\n";
}

QByteArray vm(const QByteArray &subscription, const QByteArray &group, const QByteArray &name, const QByteArray &type = "Microsoft.Compute/virtualMachines")
{
    return R"({"id":"/subscriptions/)" + subscription + "/resourceGroups/" + group + "/providers/" + type + '/' + name + R"(","name":")" + name +
           R"(","location":"westeurope","properties":{}})";
}
/// An answer of the Resource Manager.
QByteArray answer(const QByteArrayList &rows) { return R"({"value":[)" + rows.join(',') + "]}"; }

/// One row of an export of Google Cloud assets.
QByteArray asset(const QByteArray &name, const QByteArray &type, const QByteArray &project = "77")
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(","resource":{"location":"europe-west4","data":{}},"ancestors":["projects/)" + project +
           R"(","organizations/5"]})" + "\n";
}
QByteArray bucket(const QByteArray &name, const QByteArray &project = "77") { return asset("storage.googleapis.com/" + name, "storage.googleapis.com/Bucket", project); }
QByteArray machine(const QByteArray &name, const QByteArray &id = "p-1", const QByteArray &project = "77")
{
    return asset("compute.googleapis.com/projects/" + id + "/zones/europe-west4-a/instances/" + name, "compute.googleapis.com/Instance", project);
}
QByteArray found(const QByteArrayList &names)
{
    QByteArray text = "name,assetType,project,location\n";
    for (const QByteArray &name : names)
        text += "//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/" + name + ",compute.googleapis.com/Instance,projects/77,europe-west4-a\n";
    return text;
}

/// Lists of SageMaker and Bedrock of one region; several in one file, or one list that several were put together to.
QByteArray endpoints(const QByteArray &region, const QByteArrayList &names)
{
    QByteArrayList items;
    for (const QByteArray &name : names)
        items.append(R"({"EndpointName":")" + name + R"(","EndpointArn":"arn:aws:sagemaker:)" + region + ":111122223333:endpoint/" + name + R"(","EndpointStatus":"InService"})");
    return R"({"Endpoints":[)" + items.join(',') + "]}\n";
}
QByteArray guardrails(const QByteArray &region, const QByteArrayList &names)
{
    QByteArrayList items;
    for (const QByteArray &name : names)
        items.append(R"({"id":")" + name + R"(","arn":"arn:aws:bedrock:)" + region + ":111122223333:guardrail/" + name + R"(","name":"n"})");
    return R"({"guardrails":[)" + items.join(',') + "]}\n";
}
QByteArray ownModel(const QByteArray &region, const QByteArray &type, const QByteArray &name)
{
    return R"({"modelArn":"arn:aws:bedrock:)" + region + ":111122223333:" + type + '/' + name + R"(","modelName":")" + name +
           R"(","baseModelArn":"arn:aws:bedrock:eu-west-1::foundation-model/meta.llama3"})";
}
QByteArray ownModels(const QByteArrayList &models) { return R"({"modelSummaries":[)" + models.join(',') + "]}\n"; }

struct File
{
    QString name;
    QByteArray text;
    QStringList options = {};
};
using Files = QList<File>;

} // namespace
#endif

class TestInventoryScopes : public QObject
{
    Q_OBJECT

private:
    CliRun import(const Cli &cli, const File &file)
    {
        cli.write(file.name, file.text);
        const CliRun run = cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s} + file.options + QStringList{file.name});
        if (run.code != 0)
            qWarning("%s%s", run.out.constData(), run.err.constData());
        return run;
    }

private slots:
    void vanished_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const Files &files, const QStringList &expected) { QTest::newRow(name) << files << expected; };
        const QByteArray one = "111122223333", two = "444455556666", frankfurt = "eu-central-1", ireland = "eu-west-1";
        const QByteArray both = reservation(one, frankfurt, {"a", "b"}) + reservation(one, ireland, {"c", "d"});
        row("EC2: two regions in one file, each by itself", {{u"e.json"_s, both}, {u"e.json"_s, reservation(one, frankfurt, {"a"}) + reservation(one, ireland, {"c", "d"})}}, {u"i-b"_s});
        row("EC2: the second region first", {{u"e.json"_s, both}, {u"e.json"_s, reservation(one, ireland, {"d"}) + reservation(one, frankfurt, {"a", "b"})}}, {u"i-c"_s});
        row("EC2: a region that does not appear was perhaps not asked for", {{u"e.json"_s, both}, {u"e.json"_s, reservation(one, frankfurt, {"a"})}}, {u"i-b"_s});
        row("EC2: one file, then a file for each", {{u"e.json"_s, both}, {u"f.json"_s, reservation(one, frankfurt, {"a", "b"})}, {u"i.json"_s, reservation(one, ireland, {"d"})}}, {u"i-c"_s});
        row("EC2: a file for each, then one", {{u"f.json"_s, reservation(one, frankfurt, {"a", "b"})}, {u"i.json"_s, reservation(one, ireland, {"c", "d"})}, {u"e.json"_s, reservation(one, ireland, {"c"}) + reservation(one, frankfurt, {"a"})}}, {u"i-b"_s, u"i-d"_s});
        row("EC2: two accounts", {{u"e.json"_s, reservation(one, frankfurt, {"a", "b"}) + reservation(two, frankfurt, {"c", "d"})}, {u"e.json"_s, reservation(two, frankfurt, {"c"})}}, {u"i-d"_s});
        row("EC2: machines with accelerators", {{u"e.json"_s, reservation(one, frankfurt, {"a", "b"}, "p4d.24xlarge") + reservation(one, ireland, {"c"}, "p4d.24xlarge")}, {u"e.json"_s, reservation(one, frankfurt, {"b"}, "p4d.24xlarge")}}, {u"i-a"_s});
        row("EC2: only terminated ones are left of a region", {{u"e.json"_s, both}, {u"e.json"_s, reservation(one, frankfurt, {"a", "b"}) + reservation(one, ireland, {"c"}, "m5.large", "terminated")}}, {u"i-c"_s, u"i-d"_s});
        row("EC2: an older file comes later", {{u"e-2026-11-02.json"_s, reservation(one, frankfurt, {"a"}) + reservation(one, ireland, {"c"})}, {u"e-2026-10-02.json"_s, both}}, {u"i-b"_s, u"i-d"_s});

        const QByteArray ends = endpoints(frankfurt, {"a", "b"}) + endpoints(ireland, {"c", "d"});
        row("SageMaker: two regions in one file, each by itself", {{u"s.json"_s, ends}, {u"s.json"_s, endpoints(ireland, {"d"}) + endpoints(frankfurt, {"a", "b"})}}, {u"c"_s});
        row("SageMaker: a region that does not appear was perhaps not asked for", {{u"s.json"_s, ends}, {u"s.json"_s, endpoints(frankfurt, {"a"})}}, {u"b"_s});
        row("SageMaker: one file, then a file for each", {{u"s.json"_s, ends}, {u"f.json"_s, endpoints(frankfurt, {"a", "b"})}, {u"i.json"_s, endpoints(ireland, {"d"})}}, {u"c"_s});
        row("SageMaker: guardrails are no endpoints", {{u"s.json"_s, endpoints(ireland, {"c"})}, {u"g.json"_s, guardrails(ireland, {"x"})}}, {});
        row("SageMaker: what was described alone is in no newer list", {{u"d.json"_s, QByteArray(R"({"EndpointName":"c","EndpointArn":"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/c"})")}, {u"s.json"_s, endpoints(ireland, {"d"})}}, {u"c"_s});
        row("SageMaker: what was described alone says nothing of the others", {{u"s.json"_s, endpoints(ireland, {"c", "d"})}, {u"d.json"_s, QByteArray(R"({"EndpointName":"c","EndpointArn":"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/c"})")}}, {});
        row("Bedrock: guardrails of two regions", {{u"g.json"_s, guardrails(ireland, {"a", "b"}) + guardrails(frankfurt, {"c"})}, {u"g.json"_s, guardrails(frankfurt, {"c"}) + guardrails(ireland, {"b"})}}, {u"a"_s});
        row("Bedrock: models of two regions in one list", {{u"m.json"_s, ownModels({ownModel(ireland, "custom-model", "a"), ownModel(ireland, "custom-model", "b"), ownModel(frankfurt, "custom-model", "c")})},
                                                           {u"m.json"_s, ownModels({ownModel(ireland, "custom-model", "a")})}}, {u"b"_s});
        row("Bedrock: imported models are no custom ones", {{u"m.json"_s, ownModels({ownModel(ireland, "custom-model", "a")})}, {u"m.json"_s, ownModels({ownModel(ireland, "imported-model", "b")})}}, {});
        row("Bedrock: two models described in one file, then one of them", {{u"m.json"_s, ownModel(ireland, "custom-model", "a") + '\n' + ownModel(ireland, "custom-model", "b")}, {u"m.json"_s, ownModel(ireland, "custom-model", "a")}}, {});

        row("Azure: all happen to lie in one group, then not", {{u"v.json"_s, answer({vm("s", "g", "a"), vm("s", "g", "b")})}, {u"v.json"_s, answer({vm("s", "g", "a"), vm("s", "h", "c")})}}, {u"b"_s});
        row("Azure: a group that does not appear was perhaps not asked for", {{u"v.json"_s, answer({vm("s", "g", "a"), vm("s", "h", "c")})}, {u"v.json"_s, answer({vm("s", "g", "a")})}}, {});
        row("Azure: a list of two subscriptions, then of others", {{u"v.json"_s, answer({vm("s", "g", "a"), vm("t", "g", "b")})}, {u"v.json"_s, answer({vm("s", "g", "a"), vm("u", "g", "c")})}}, {});
        row("Azure: what the command line lists may be narrowed", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + vm("s", "g", "b") + ']'}, {u"v.json"_s, '[' + vm("s", "g", "a") + ']'}}, {});
        row("Azure: said to be all", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + vm("s", "h", "b") + ']'}, {u"v.json"_s, '[' + vm("s", "g", "a") + ']', {u"--complete-for"_s, u"subscription:s"_s}}}, {u"b"_s});
        const QByteArray csv = "id,type,location\n/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/a,microsoft.compute/virtualmachines,westeurope\n";
        row("Azure: a list, then the portal's CSV said to be all", {{u"v.json"_s, answer({vm("s", "g", "a"), vm("s", "h", "b"), vm("t", "h", "c")})}, {u"v.csv"_s, csv, {u"--complete-for"_s, u"subscription:s"_s}}}, {u"b"_s});
        row("Azure: the CSV, then a list said to be all", {{u"v.csv"_s, csv}, {u"v.json"_s, '[' + vm("s", "g", "x") + ']', {u"--complete-for"_s, u"subscription:s"_s}}}, {u"a"_s});
        row("Azure: machines are not disks", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + vm("s", "g", "d", "Microsoft.Compute/disks") + ']'}, {u"w.json"_s, '[' + vm("s", "g", "x") + ']', {u"--complete-for"_s, u"subscription:s"_s}}}, {u"a"_s});

        row("Google: types that both have, in each project", {{u"a.json"_s, machine("m1") + machine("m2") + bucket("b1") + bucket("b2", "78")}, {u"a.json"_s, machine("m1") + bucket("b1")}}, {u"m2"_s});
        row("Google: a type that does not appear was perhaps not exported", {{u"a.json"_s, machine("m1") + bucket("b1") + asset("pubsub.googleapis.com/projects/p-1/topics/t", "pubsub.googleapis.com/Topic")}, {u"a.json"_s, machine("m1") + asset("pubsub.googleapis.com/projects/p-1/topics/u", "pubsub.googleapis.com/Topic")}}, {u"t"_s});
        row("Google: one type alone may be a piece of an export", {{u"a.json"_s, machine("m1") + machine("m2")}, {u"a.json"_s, machine("m1")}}, {});
        row("Google: nothing has changed since but what is gone", {{u"a-2026-10-01.json"_s, machine("m1") + machine("m2") + bucket("b1")}, {u"a-2026-11-01.json"_s, machine("m1") + bucket("b1")}}, {u"m2"_s});
        row("Google: the older one comes later", {{u"a-2026-11-01.json"_s, machine("m1") + bucket("b1")}, {u"a-2026-10-01.json"_s, machine("m1") + machine("m2") + bucket("b1")}}, {u"m2"_s});
        row("Google: a search said to be all, by the project's id", {{u"a.json"_s, machine("m1") + machine("m2") + bucket("b1")}, {u"s.csv"_s, found({"m1"}), {u"--complete-for"_s, u"project:p-1"_s}}}, {u"m2"_s});
        row("Google: and by its number", {{u"a.json"_s, machine("m1") + machine("m2") + bucket("b1")}, {u"s.csv"_s, found({"m1"}), {u"--complete-for"_s, u"project:77"_s}}}, {u"m2"_s});
        row("Google: the search first", {{u"s.csv"_s, found({"m1", "m2"})}, {u"a.json"_s, machine("m1"), {u"--complete-for"_s, u"project:77"_s}}}, {u"m2"_s});
        row("Google: what does not name its project, by the id of it", {{u"a.json"_s, machine("m1") + bucket("b1") + bucket("b3", "78")}, {u"b.json"_s, machine("m1") + bucket("b2"), {u"--complete-for"_s, u"project:p-1"_s}}}, {u"b1"_s});
        row("Google: another project stays", {{u"a.json"_s, machine("m1") + machine("m9", "p-2", "78")}, {u"s.csv"_s, found({"m2"}), {u"--complete-for"_s, u"project:p-1"_s}}}, {u"m1"_s});
    }
    void vanished()
    {
        QFETCH(const Files, files);
        QFETCH(const QStringList, expected);
        const Cli cli;
        for (const File &file : files)
            QCOMPARE(import(cli, file).code, 0);
        QCOMPARE(gone(cli), expected);
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
        // The newest import is taken back as a whole.
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QVERIFY(files.size() > 2 || gone(cli).isEmpty());
    }

    /// Of a sort that the list holds nothing of it may not have been asked: what was of it stays, and is told.
    void otherSortsStay_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const Files &files, const QByteArray &said) { QTest::newRow(name) << files << said; };
        const QStringList subscription{u"--complete-for"_s, u"subscription:s"_s}, project{u"--complete-for"_s, u"project:p-1"_s};
        const QByteArray disk = vm("s", "g", "d", "Microsoft.Compute/disks");
        row("Azure: the last disk", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + disk + ']'}, {u"w.json"_s, '[' + vm("s", "g", "a") + ']', subscription}}, "nothing of microsoft.compute/disks, ");
        row("Azure: of another subscription", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + vm("t", "g", "d", "Microsoft.Compute/disks") + ']'}, {u"w.json"_s, '[' + vm("s", "g", "a") + ']', subscription}}, "");
        row("Azure: nothing lacks", {{u"v.json"_s, '[' + vm("s", "g", "a") + ',' + disk + ']'}, {u"w.json"_s, '[' + vm("s", "g", "a") + ',' + disk + ']', subscription}}, "");
        row("Google: the last bucket", {{u"a.json"_s, machine("m1") + bucket("b1")}, {u"b.json"_s, machine("m1"), project}}, "nothing of storage.googleapis.com/Bucket, ");
        row("Google: a search without it", {{u"a.json"_s, machine("m1") + bucket("b1")}, {u"s.csv"_s, found({"m1"}), project}}, "nothing of storage.googleapis.com/Bucket, ");
        row("Google: nothing lacks", {{u"a.json"_s, machine("m1") + bucket("b1")}, {u"b.json"_s, machine("m1") + bucket("b2"), project}}, "");
    }
    void otherSortsStay()
    {
        QFETCH(const Files, files);
        QFETCH(const QByteArray, said);
        const Cli cli;
        QVERIFY(!import(cli, files.constFirst()).out.contains("it holds nothing of"));
        const CliRun run = import(cli, files.constLast());
        QVERIFY2(said.isEmpty() ? !run.out.contains("it holds nothing of") : run.out.contains("it holds " + said), run.out.constData());
    }

    /// What a region's file says of a machine is said by the same source in whatever file it comes.
    void valuesFollow()
    {
        const Cli cli;
        const QByteArray account = "111122223333";
        QCOMPARE(import(cli, {u"i.json"_s, reservation(account, "eu-west-1", {"c"}, "m5.large")}).code, 0);
        QCOMPARE(import(cli, {u"e.json"_s, reservation(account, "eu-central-1", {"a"}) + reservation(account, "eu-west-1", {"c"}, "m7.large")}).code, 0);
        Peek peek(cli.path(u"w"_s));
        QCOMPARE(peek.one("SELECT w.instance_type FROM entity e JOIN e_workload w ON w.id=e.id WHERE e.key LIKE '%/i-c'"), QByteArray("m7.large"));
        QCOMPARE(peek.count("SELECT count(*) FROM claim WHERE won=0"), 0);
        QCOMPARE(peek.rows("SELECT scope FROM feed WHERE format='aws-ec2-instances' ORDER BY 1"), (QList<QByteArray>{"111122223333/eu-central-1", "111122223333/eu-west-1"}));
    }

    void azureValuesFollow()
    {
        const Cli cli;
        const auto sized = [](QByteArray row, const QByteArray &size) {
            return row.replace("\"location\"", "\"hardwareProfile\":{\"vmSize\":\"" + size + "\"},\"location\"").replace(",\"properties\":{}", "");
        };
        QCOMPARE(import(cli, {u"v.json"_s, '[' + sized(vm("s", "g", "a"), "Standard_D2") + ']'}).code, 0);
        QCOMPARE(import(cli, {u"v.json"_s, '[' + sized(vm("t", "g", "z"), "Standard_D2") + ',' + sized(vm("s", "g", "a"), "Standard_D4") + ',' + sized(vm("s", "h", "b"), "Standard_D2") + ']'}).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT w.instance_type FROM entity e JOIN e_workload w ON w.id=e.id WHERE e.key LIKE '%/a'"), QByteArray("Standard_D4"));
    }

    /// Five are named, all are listed.
    void named()
    {
        const Cli cli;
        const QByteArray account = "111122223333";
        QCOMPARE(import(cli, {u"e.json"_s, reservation(account, "eu-west-1", {"1", "2", "3", "4", "5", "6", "7", "8"})}).code, 0);
        const CliRun run = import(cli, {u"e.json"_s, reservation(account, "eu-west-1", {"8"})});
        QCOMPARE(run.out.count("/i-"), 5);
        QVERIFY2(run.out.contains("7 things of earlier imports are no longer in it") && run.out.contains(" and 2 more") && run.out.contains("list KIND --vanished"), run.out.constData());
        const CliRun list = cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--vanished"_s});
        QCOMPARE(list.out.count("(vanished)"), 7);
        QCOMPARE(list.out.count('\n'), 7);
        // What was gone before is not said again.
        const CliRun again = import(cli, {u"e.json"_s, reservation(account, "eu-west-1", {"8"}, "m7.large")});
        QVERIFY2(!again.out.contains("no longer in it"), again.out.constData());
        const CliRun last = import(cli, {u"e.json"_s, reservation(account, "eu-west-1", {"9"}, "m7.large")});
        QVERIFY2(last.out.contains("one thing of an earlier import is no longer in it: arn:aws:ec2:eu-west-1:111122223333:instance/i-8"), last.out.constData());
    }

    /// Next month's list is the same list; another one is another.
    void listsByTheirNames_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("same");
        QTest::newRow("months") << u"workloads-2026-09.csv"_s << u"workloads-2026-10.csv"_s << true;
        QTest::newRow("days and a counter") << u"workloads 20260930.csv"_s << u"workloads 20261031 (1).csv"_s << true;
        QTest::newRow("a month in words") << u"workloads September 2026.csv"_s << u"workloads Oktober 2026.csv"_s << true;
        QTest::newRow("versions") << u"workloads_v2.csv"_s << u"workloads_v3.csv"_s << true;
        QTest::newRow("another list") << u"workloads-2026-09.csv"_s << u"services-2026-10.csv"_s << false;
        QTest::newRow("the older one later") << u"workloads-2026-10.csv"_s << u"workloads-2026-09.csv"_s << true;
    }
    void listsByTheirNames()
    {
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        QFETCH(const bool, same);
        const Cli cli;
        const bool later = second.contains(u"09"_s);
        const QByteArray two = "workload:key,name,role,service_model\nalpha,Alpha,assessed,saas\nbeta,Beta,assessed,saas\n", one = "workload:key,name,role,service_model\nalpha,Alpha,assessed,saas\n";
        QCOMPARE(import(cli, {first, later ? one : two}).code, 0);
        QCOMPARE(import(cli, {second, later ? two : one}).code, 0);
        QCOMPARE(gone(cli), same ? QStringList{u"beta"_s} : QStringList());
    }
};

BAILIWICK_TEST(QCoreApplication, TestInventoryScopes)

} // namespace tst_inventoryscopes

#include "tst_inventoryscopes.moc"
