// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_placesofcopies {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

QByteArray bucket(const QByteArray &name, const QByteArray &region, const QByteArray &more = {})
{
    return R"({"resourceType":"AWS::S3::Bucket","resourceId":")" + name + R"(","ARN":"arn:aws:s3:::)" + name + R"(","awsAccountId":"111122223333","awsRegion":")" + region +
           R"(","configurationItemStatus":"OK","configurationItemCaptureTime":"2026-10-01T00:00:00.000Z")" + more + "}";
}

QByteArray snapshot(const QByteArray &item) { return R"({"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[)" + item + "]}"; }

const QByteArray copied = R"(,"supplementaryConfiguration":{"BucketReplicationConfiguration":{"rules":{"r":{"status":"Enabled","destinationConfig":{"bucketARN":"arn:aws:s3:::copy"}}}}})";

/// The same in a state of Terraform.
const QByteArray declared = R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","resources":[{"mode":"managed","type":"aws_s3_bucket","name":"b","instances":[{"attributes":)"
                            R"({"bucket":"original","arn":"arn:aws:s3:::original","region":"eu-central-1"}}]},{"mode":"managed","type":"aws_s3_bucket_replication_configuration","name":"r",)"
                            R"("instances":[{"attributes":{"bucket":"original","rule":[{"status":"Enabled","destination":[{"bucket":"arn:aws:s3:::copy"}]}]}}]}]})";

QByteArray conflictsOn(const Cli &cli, const char *attr)
{
    const CliRun run = cli.run({u"conflicts"_s, u"--workspace"_s, u"w"_s, u"--json"_s});
    return run.out.contains(attr) ? run.out : QByteArray();
}

} // namespace
#endif

/// Two sources that name the place of a copy in different ways: its region, or the bucket that it is kept in.
class TestPlacesOfCopies : public QObject
{
    Q_OBJECT

private slots:
    void oneBucket_data();
    void oneBucket();
    void twoNames_data();
    void twoNames();
};

void TestPlacesOfCopies::oneBucket_data()
{
    QTest::addColumn<QStringList>("order");
    QStringList files{u"copy.json"_s, u"original.json"_s, u"s.tfstate"_s};
    do
        QTest::newRow(qPrintable(files.join(u' '))) << files;
    while (std::next_permutation(files.begin(), files.end()));
}

void TestPlacesOfCopies::oneBucket()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"original.json"_s, snapshot(bucket("original", "eu-central-1", copied)));
    cli.write(u"copy.json"_s, snapshot(bucket("copy", "us-east-1")));
    cli.write(u"s.tfstate"_s, declared);
    importInOrder(cli, order);
    QCOMPARE(conflictsOn(cli, "backup_countries"), QByteArray());
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT group_concat(p.provider||'/'||p.region) FROM place p JOIN entity e ON e.id=p.entity WHERE e.key='arn:aws:s3:::original' AND p.facets & 4"),
             QByteArray("aws/us-east-1"));
}

void TestPlacesOfCopies::twoNames_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("differ");
    QTest::newRow("a region and a vault in it") << QByteArray("aws/us-east-1") << QByteArray("@arn:aws:backup:us-east-1:111122223333:backup-vault:v") << false;
    QTest::newRow("a country and a vault in it") << QByteArray("DE") << QByteArray("@arn:aws:backup:eu-central-1:111122223333:backup-vault:v") << false;
    QTest::newRow("a region and a vault elsewhere") << QByteArray("aws/us-east-1") << QByteArray("@arn:aws:backup:eu-central-1:111122223333:backup-vault:v") << true;
    QTest::newRow("a region and a bucket in it") << QByteArray("aws/us-east-1") << QByteArray("@arn:aws:s3:::copy") << false;
    QTest::newRow("a region and a bucket elsewhere") << QByteArray("aws/eu-west-1") << QByteArray("@arn:aws:s3:::copy") << true;
    QTest::newRow("a region and a bucket that nobody tells of") << QByteArray("aws/us-east-1") << QByteArray("@arn:aws:s3:::unknown") << true;
}

void TestPlacesOfCopies::twoNames()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(bool, differ);
    const auto own = [](const QByteArray &place) { return R"({"bailiwick":1,"entities":[{"kind":"workload","key":"w-1","name":"W","backup_countries":[")" + place + R"("]}]})"; };
    const Cli cli;
    cli.write(u"copy.json"_s, snapshot(bucket("copy", "us-east-1")));
    cli.write(u"one.json"_s, own(one));
    cli.write(u"other.json"_s, own(other));
    importInOrder(cli, {u"copy.json"_s, u"one.json"_s, u"other.json"_s});
    QCOMPARE(!conflictsOn(cli, "backup_countries").isEmpty(), differ);
}

BAILIWICK_TEST(QCoreApplication, TestPlacesOfCopies)

} // namespace tst_placesofcopies

#include "tst_placesofcopies.moc"
