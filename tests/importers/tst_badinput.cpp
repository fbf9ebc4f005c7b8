// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_badinput {

using namespace Qt::StringLiterals;

/// Nothing that a user can choose may crash, hang or import half: every file ends in records or in an error that says
/// where.
class TestBadInput : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    domain::Catalogue m_catalogue;
    importers::Registry m_registry;

    domain::Result<void> run(const QString &path, CollectingSink &sink, domain::FileReport &report,
                             const QString &format = {})
    {
        domain::QuietJob job;
        return importers::readFile(path, m_registry, format, sink, job, report);
    }
    QString write(const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(u"bad.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }

private slots:
    void initTestCase();
    void everySample_data();
    void everySample();
    void invalidSamples_data();
    void invalidSamples();
    void cutAnywhere_data();
    void cutAnywhere();
    void anyByteChanged();
    void wrongFormatNamed_data();
    void wrongFormatNamed();
    void depth_data();
    void depth();
    void membersThatOccurTwice_data();
    void membersThatOccurTwice();
};

void TestBadInput::initTestCase()
{
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto catalogue = domain::Catalogue::fromJson(file.readAll());
    QVERIFY(catalogue.has_value());
    m_catalogue = *catalogue;
    m_registry = importers::defaultRegistry(m_catalogue);
}

void TestBadInput::everySample_data()
{
    QTest::addColumn<QString>("path");
    const QDir root(QStringLiteral(SAMPLES));
    if (!root.exists()) {
        QTest::newRow("none") << QString();
        return;
    }
    QDirIterator it(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        QTest::newRow(qPrintable(root.relativeFilePath(path))) << path;
    }
}

void TestBadInput::everySample()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the sample exports are not here");
    CollectingSink sink;
    domain::FileReport report;
    const auto done = run(path, sink, report);
    QCOMPARE(report.path, path);
    QCOMPARE(report.refused, !done.has_value());
    if (done) {
        QVERIFY(!report.format.isEmpty());
        QCOMPARE(report.sha256.size(), 64);
        QCOMPARE(sink.headers, 1);
    } else {
        QVERIFY(!done.error().detail.isEmpty());
        QVERIFY(!done.error().where.isEmpty());
    }
}

void TestBadInput::invalidSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    // Lines by: jq . FILE. An error of syntax is said only when no known format claims the file; else the format is
    // named.
    QTest::newRow("instances") << u"aws/awscli-doc__ec2_describe-instances_2.INVALID.json"_s << u"line 14"_s;
    QTest::newRow("databases") << u"aws/awscli-doc__rds_describe-db-instances.INVALID.json"_s << u"line 14"_s;
    QTest::newRow("state") << u"terraform/tfjson__invalid_state.json"_s << u"line 12"_s;
}

void TestBadInput::invalidSamples()
{
    QFETCH(QString, file);
    QFETCH(QString, line);
    const QString path = QStringLiteral(SAMPLES) + u'/' + file;
    if (!QFile::exists(path))
        QSKIP("the sample exports are not here");
    CollectingSink sink;
    domain::FileReport report;
    const auto done = run(path, sink, report);
    QVERIFY(!done.has_value());
    const bool named = done.error().code == domain::ErrorCode::UnsupportedVersion;
    const bool placed = done.error().code == domain::ErrorCode::SyntaxError && done.error().where.contains(line);
    QVERIFY2(named || placed, qPrintable(done.error().where));
    // Read as own JSON, the syntax is judged first.
    const auto forced = run(path, sink, report, u"bailiwick-json"_s);
    QVERIFY(!forced.has_value());
    QVERIFY2(forced.error().where.contains(line) || forced.error().code == domain::ErrorCode::SchemaMismatch,
             qPrintable(forced.error().where));
}

void TestBadInput::cutAnywhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("format");
    QTest::newRow("own json")
        << QByteArray(R"({"bailiwick":1,"entities":[{"kind":"contract","key":"a","dpa":true,"services":["x"]}]})")
        << u"bailiwick-json"_s;
    QTest::newRow("config")
        << QByteArray(
               R"({"fileVersion":"1.0","configurationItems":[{"resourceType":"AWS::SQS::Queue","resourceId":"a","tags":{"a":"b"},"x":[1,2]}]})")
        << u"aws-config"_s;
}

void TestBadInput::cutAnywhere()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, format);
    for (qsizetype i = 1; i < text.size(); ++i) {
        CollectingSink sink;
        domain::FileReport report;
        const auto done = run(write(text.first(i)), sink, report, format);
        QVERIFY2(!done.has_value(), qPrintable(QString::number(i)));
        QCOMPARE(done.error().code, domain::ErrorCode::SyntaxError);
        QVERIFY2(done.error().where.contains(u"line 1, column"_s), qPrintable(done.error().where));
    }
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(write(text), sink, report, format).has_value());
    QCOMPARE(sink.counts().added, 1);
}

void TestBadInput::anyByteChanged()
{
    const QByteArray text =
        R"({"fileVersion":"1.0","configurationItems":[{"resourceType":"AWS::EC2::Instance","resourceId":"a","tags":{"a":"b"},"configuration":{"state":{"name":"x"}}}]})";
    int outcomes = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const char c : {'\0', '"', '{', ']', '\\', '\xFF', '0'}) {
            QByteArray changed = text;
            changed[i] = c;
            CollectingSink sink;
            domain::FileReport report;
            const auto done = run(write(changed), sink, report);
            const domain::RecordCounts counts = sink.counts();
            QCOMPARE(counts.read, counts.added + counts.ignored + counts.rejected);
            QVERIFY(done.has_value() || !done.error().detail.isEmpty());
            ++outcomes;
        }
    }
    QCOMPARE(outcomes, 7 * text.size());
}

void TestBadInput::wrongFormatNamed_data()
{
    QTest::addColumn<QString>("format");
    for (const auto &importer : m_registry)
        QTest::newRow(qPrintable(importer->id())) << importer->id();
}

void TestBadInput::wrongFormatNamed()
{
    QFETCH(QString, format);
    for (const QByteArray &text :
         {QByteArray("[1,2]"), QByteArray("{\"a\":[null]}"), QByteArray("x"), QByteArray("\"text\""),
          QByteArray("a,b\n1,2\n"), QByteArray("---\na: [\n---\n"), QByteArray("[[[]]]")}) {
        CollectingSink sink;
        domain::FileReport report;
        const auto done = run(write(text), sink, report, format);
        const domain::RecordCounts counts = sink.counts();
        QCOMPARE(counts.read, counts.added + counts.ignored + counts.rejected);
        if (format.startsWith(u"bailiwick"_s) || format == "aws-config"_L1)
            QCOMPARE(counts.added, 0);
        QCOMPARE(report.refused, !done.has_value());
    }
    CollectingSink sink;
    domain::FileReport report;
    const auto none = run(write("{}"), sink, report, u"no-such-format"_s);
    QVERIFY(!none.has_value());
    QCOMPARE(none.error().code, domain::ErrorCode::UsageError);
}

void TestBadInput::depth_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lists") << QByteArray(200, '[') + QByteArray(200, ']');
    QTest::newRow("objects") << QByteArray("{\"a\":").repeated(200) + "1" + QByteArray(200, '}');
    QTest::newRow("a million open brackets") << QByteArray(1000000, '[');
    QTest::newRow("config") << "{\"configurationItems\":[" + QByteArray("{\"tags\":").repeated(200) + "1" +
                                   QByteArray(200, '}') + "]}";
}

void TestBadInput::depth()
{
    QFETCH(QByteArray, text);
    CollectingSink sink;
    domain::FileReport report;
    const auto done = run(write(text), sink, report);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::TooDeep);
    QVERIFY2(done.error().where.contains(u"line 1, column"_s), qPrintable(done.error().where));
    QCOMPARE(sink.counts().added, 0);
}

void TestBadInput::membersThatOccurTwice_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("where");
    const QByteArray fine = R"({"name":"//storage.googleapis.com/x2","asset_type":"storage.googleapis.com/Bucket","resource":{"data":{"location":"EU"}}})";
    const QByteArray twice = R"({"name":"//storage.googleapis.com/x1","asset_type":"storage.googleapis.com/Bucket","resource":{"data":{"location":"EU","location":"US"}}})";
    QTest::newRow("lines of Google's inventory") << fine + '\n' + twice + '\n' << QStringList{u"line 2/resource/data/location"_s};
    QTest::newRow("a list of Google's inventory") << '[' + fine + ',' + twice + ']' << QStringList{u"/1/resource/data/location"_s};
    QTest::newRow("an answer of Google's inventory") << R"({"assets":[)" + twice + ',' + fine + R"(],"readTime":"x"})" << QStringList{u"/assets/0/resource/data/location"_s};
    QTest::newRow("inside of a list, and a row's own")
        << QByteArray(R"({"name":"//compute.googleapis.com/projects/p/zones/z-a/instances/i","asset_type":"compute.googleapis.com/Instance","ancestors":[],"ancestors":["projects/7"],)"
                      R"("resource":{"data":{"disks":[{},{"diskEncryptionKey":{"kmsKeyName":"a","kmsKeyName":"b"}}]}}})") + '\n' + fine + '\n'
        << QStringList{u"line 1/ancestors"_s, u"line 1/resource/data/disks/1/diskEncryptionKey/kmsKeyName"_s};
    const QByteArray node = R"({"apiVersion":"v1","kind":"Node","metadata":{"name":"a","uid":"u-1"},"status":{"capacity":{"nvidia.com/gpu":"8","nvidia.com/gpu":"4"}}})";
    QTest::newRow("lines of Kubernetes") << QByteArray(node).replace(R"(,"nvidia.com/gpu":"4")", "").replace("u-1", "u-2") + '\n' + node + '\n'
                                         << QStringList{u"line 2/status/capacity/nvidia.com~1gpu"_s};
    const QByteArray finding = R"({"SchemaVersion":"2018-10-08","Id":"%1","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/securityhub","AwsAccountId":"111122223333",)"
                               R"("Title":"t","Types":[],"Severity":{"Label":"HIGH"%2},"Compliance":{"Status":"FAILED"},"Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::b"}]})";
    const auto one = [&finding](const char *id, const char *more) { return QByteArray(finding).replace("%1", id).replace("%2", more); };
    QTest::newRow("items of AWS Config")
        << QByteArray(R"({"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::EC2::Instance","resourceId":"i-1","awsAccountId":"111122223333",)"
                      R"("awsRegion":"us-east-1","awsRegion":"eu-central-1","configurationItemStatus":"OK","configuration":{"instanceType":"p5.48xlarge","instanceType":"m5.large"}}]})")
        << QStringList{u"/configurationItems/0/awsRegion"_s, u"/configurationItems/0/configuration/instanceType"_s};
    QTest::newRow("lines of findings") << one("a", "") + '\n' + one("b", R"(,"Label":"LOW")") + '\n' << QStringList{u"line 2/Severity/Label"_s};
    QTest::newRow("a list of findings") << R"({"Findings":[)" + one("a", R"(,"Label":"LOW")") + "]}" << QStringList{u"/Findings/0/Severity/Label"_s};
}

/// The last one counts, and whoever wrote the first may have meant it.
void TestBadInput::membersThatOccurTwice()
{
    QFETCH(QByteArray, text);
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(run(write(text), sink, report).has_value());
    QStringList where;
    for (const domain::Diagnostic &said : sink.diagnostics) {
        if (said.code == "duplicate-member"_L1)
            where.append(said.where);
    }
    QTEST(where, "where");
}

BAILIWICK_TEST(QCoreApplication, TestBadInput)

} // namespace tst_badinput

#include "tst_badinput.moc"
