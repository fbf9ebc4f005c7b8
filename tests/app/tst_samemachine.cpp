// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_samemachine {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

/// What several exports tell of one machine is one system, in whatever order they are imported.
class TestSameMachine : public QObject
{
    Q_OBJECT

private slots:
    void aws_data();
    void aws();
    void google();
    void replacedMachine();
};

void TestSameMachine::aws_data()
{
    QTest::addColumn<QStringList>("order");
    QStringList files{u"config.json"_s, u"ec2.json"_s, u"state.tfstate"_s, u"nodes.json"_s};
    std::sort(files.begin(), files.end());
    // Every fifth of all orders: each file comes first in one of them, and each last.
    int nr = 0;
    do {
        if (nr++ % 5 == 0)
            QTest::newRow(qPrintable(files.join(u' '))) << files;
    } while (std::next_permutation(files.begin(), files.end()));
}

void TestSameMachine::aws()
{
    QFETCH(QStringList, order);
    Cli cli;
    cli.write(
        u"config.json"_s,
        R"({"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::EC2::Instance","resourceId":"i-0aa11bb22cc33dd44",)"
        R"("ARN":"arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa11bb22cc33dd44","awsAccountId":"111122223333","awsRegion":"eu-central-1",)"
        R"("availabilityZone":"eu-central-1a","configurationItemStatus":"OK","configurationItemCaptureTime":"2026-11-19T22:00:00Z","tags":{},)"
        R"("configuration":{"instanceType":"p5.48xlarge"},"supplementaryConfiguration":{}}]})");
    cli.write(
        u"ec2.json"_s,
        R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0aa11bb22cc33dd44","InstanceType":"p5.48xlarge","ImageId":"ami-1",)"
        R"("Placement":{"AvailabilityZone":"eu-central-1a"},"State":{"Name":"running"}}]}]})");
    cli.write(
        u"state.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"aws_instance","name":"gpu","instances":[)"
        R"({"attributes":{"id":"i-0aa11bb22cc33dd44","arn":"arn:aws:ec2:eu-central-1:111122223333:instance/i-0aa11bb22cc33dd44","ami":"ami-old",)"
        R"("availability_zone":"eu-central-1a","instance_type":"p5.48xlarge"}}]}]})");
    cli.write(
        u"nodes.json"_s,
        R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"gpu-a","uid":"u-1","labels":{)"
        R"("topology.kubernetes.io/region":"eu-central-1","topology.kubernetes.io/zone":"eu-central-1a","node.kubernetes.io/instance-type":"p5.48xlarge",)"
        R"("nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3","nvidia.com/gpu.count":"8"}},"spec":{"providerID":"aws:///eu-central-1a/i-0aa11bb22cc33dd44"},)"
        R"("status":{"capacity":{"nvidia.com/gpu":"8"}}}]})");
    for (const QString &file : order) {
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file});
        QVERIFY2(run.code == 0, run.err.constData());
    }
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT key FROM entity WHERE kind=2"), QList<QByteArray>{"aws/i-0aa11bb22cc33dd44"});
    // Eight chips, not sixteen: the type of the machine and its node tell the same ones.
    QCOMPARE(peek.rows("SELECT e.key, a.count, a.vendor FROM e_accelerator a JOIN entity e ON e.id=a.id"),
             QList<QByteArray>{"acc:aws/i-0aa11bb22cc33dd44|8|NVIDIA"});
    QCOMPARE(peek.count("SELECT count(*) FROM link WHERE attr='accelerators'"), 1);
    // What is there comes before what the state file remembers.
    QCOMPARE(peek.one("SELECT image FROM e_workload"), QByteArray("ami-1"));
    QCOMPARE(peek.rows("SELECT DISTINCT provider, region FROM place"), QList<QByteArray>{"aws|eu-central-1"});
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

void TestSameMachine::google()
{
    Cli cli;
    cli.write(
        u"state.tfstate"_s,
        R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"google_compute_instance","name":"gpu","instances":[)"
        R"({"attributes":{"id":"projects/p/zones/europe-west4-a/instances/gpu","name":"gpu","project":"p","zone":"europe-west4-a","machine_type":"n1-standard-8",)"
        R"("guest_accelerator":[{"type":"nvidia-tesla-t4","count":2}]}}]}]})");
    cli.write(
        u"nodes.json"_s,
        R"({"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"gpu","uid":"u-1","labels":{"cloud.google.com/gke-accelerator":"nvidia-tesla-t4"}},)"
        R"("spec":{"providerID":"gce://p/europe-west4-a/gpu"},"status":{"capacity":{"nvidia.com/gpu":"2"}}}]})");
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"nodes.json"_s, u"state.tfstate"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.count("SELECT count(*) FROM entity WHERE kind=2"), 1);
    QCOMPARE(peek.rows("SELECT a.count, a.vendor FROM e_accelerator a"), QList<QByteArray>{"2|NVIDIA"});
    QCOMPARE(peek.rows("SELECT DISTINCT provider, region FROM place"), QList<QByteArray>{"google|europe-west4"});
}

/// What a state puts in the place of a machine has its address, but is another machine.
void TestSameMachine::replacedMachine()
{
    Cli cli;
    for (const char *id : {"i-01", "i-02"}) {
        cli.write(
            u"state.tfstate"_s,
            QByteArray(
                R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[{"mode":"managed","type":"aws_instance","name":"gpu",)"
                R"("instances":[{"attributes":{"id":"ID","arn":"arn:aws:ec2:eu-central-1:111122223333:instance/ID","instance_type":"m5.large"}}]}]})")
                .replace("ID", id));
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"state.tfstate"_s}).code, 0);
    }
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE kind=2 ORDER BY key"),
             (QList<QByteArray>{"arn:aws:ec2:eu-central-1:111122223333:instance/i-01",
                                "arn:aws:ec2:eu-central-1:111122223333:instance/i-02"}));
}

BAILIWICK_TEST(QCoreApplication, TestSameMachine)

} // namespace tst_samemachine

#include "tst_samemachine.moc"
