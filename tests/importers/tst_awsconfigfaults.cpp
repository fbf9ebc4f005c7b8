// SPDX-License-Identifier: GPL-3.0-or-later
// Exports of AWS Config that are broken, large or given up.
#include "importers/awsconfigtest.h"
#include "support/impatientjob.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QMap>
#include <QProcess>
#include <QTest>

#include <sys/resource.h>

namespace tst_awsconfigfaults {

using namespace Qt::StringLiterals;
using domain::Record;
using domain::Value;

namespace {

/// Counts without keeping anything.
class CountingSink final : public domain::RecordSink
{
public:
    domain::RecordCounts counts;
    void header(const domain::SourceHeader &) override {}
    void beginRecord(qint64, const QString &) override { ++counts.read; }
    void entity(Record &&record) override { counts.added += record.deleted ? 0 : 1; }
    void ignored(const QString &, const QString &) override { ++counts.ignored; }
    void rejected(const QString &, const QString &, const QString &) override { ++counts.rejected; }
    void diagnostic(const domain::Diagnostic &) override {}
    void markIncomplete(const QString &) override {}
};

} // namespace

class TestAwsConfigFaults : public AwsConfigTest
{
    Q_OBJECT

private slots:
    void badItems();
    void brokenTexts_data();
    void brokenTexts();
    void unknownTypesAreSaidOnce();
    void generated();
    void cancelling();
};

void TestAwsConfigFaults::badItems()
{
    CollectingSink sink;
    domain::FileReport report;
    const QByteArray text = "{\"configurationItems\":[null,[1,[2]],{}," +
                            item(u"a"_s, u"2026-01-01T00:00:00Z"_s).toUtf8() +
                            ",{\"resourceType\":{\"a\":1},\"tags\":7}]}";
    QVERIFY(run(text, sink, report).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{5, 1, 0, 0, 0, 4}));
    QCOMPARE(sink.entries.at(1).rejectedCode, u"no-item"_s);
    QCOMPARE(sink.entries.at(2).rejectedCode, u"no-identity"_s);
    QCOMPARE(sink.entries.at(3).where, u"/configurationItems/3"_s);
}

void TestAwsConfigFaults::brokenTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("where");
    const QByteArray good = item(u"a"_s, u"2026-01-01T00:00:00Z"_s).toUtf8();
    QTest::newRow("cut") << "{\"configurationItems\":[\n" + good + ",\n{\"resourceType\":"
                         << static_cast<int>(domain::ErrorCode::SyntaxError) << u"line 3"_s;
    QTest::newRow("trailing comma") << "{\"configurationItems\":[\n" + good + ",\n]}"
                                    << static_cast<int>(domain::ErrorCode::SyntaxError) << u"line 3, column 1"_s;
    QTest::newRow("deep") << "{\"configurationItems\":[{\"relationships\":" + QByteArray(200, '[') +
                                 QByteArray(200, ']') + "}]}"
                          << static_cast<int>(domain::ErrorCode::TooDeep) << u"line 1"_s;
    QTest::newRow("no list") << QByteArray("{\"a\":1}") << static_cast<int>(domain::ErrorCode::SchemaMismatch)
                             << QString();
}

void TestAwsConfigFaults::brokenTexts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QString, where);
    CollectingSink sink;
    domain::FileReport report;
    const auto done = run(text, sink, report);
    QVERIFY(!done.has_value());
    QCOMPARE(static_cast<int>(done.error().code), code);
    QVERIFY2(done.error().where.contains(where), qPrintable(done.error().where));
    QVERIFY(report.refused);
}

void TestAwsConfigFaults::unknownTypesAreSaidOnce()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(
        run(R"({"configurationItems":[{"resourceType":"AWS::Novel::Thing","resourceId":"1"},{"resourceType":"AWS::Novel::Thing","resourceId":"2"}]})",
            sink, report)
            .has_value());
    QCOMPARE(sink.counts().added, 2);
    QCOMPARE(sink.diagnostics.size(), 1);
    QCOMPARE(sink.diagnostics.first().code, u"unknown-type"_s);
    QVERIFY(sink.diagnostics.first().message.contains(u"2 items"_s));
    QCOMPARE(value(sink.records().first(), "role"), Value(u"supporting"_s));
}

void TestAwsConfigFaults::generated()
{
    // BAILIWICK_BENCH_ITEMS=500000 makes this the measurement of a large snapshot.
    const int wanted = qEnvironmentVariableIntValue("BAILIWICK_BENCH_ITEMS");
    const int items = wanted > 0 ? wanted : 5000;
    const QString path = m_dir.filePath(u"generated.json"_s);
    QProcess generator;
    generator.start(u"python3"_s, {QStringLiteral(SOURCE_ROOT) + u"/tests/bench/generate-config-snapshot"_s,
                                   QString::number(items), u"--output"_s, path});
    if (!generator.waitForStarted())
        QSKIP("python3 is not here");
    QVERIFY(generator.waitForFinished(600000));
    QCOMPARE(generator.exitCode(), 0);
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    CountingSink sink;
    domain::FileReport report;
    domain::QuietJob job;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(
        importers::readFile(path, importers::defaultRegistry(m_noCatalogue), QString(), sink, job, report).has_value());
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    qInfo() << items << "items," << report.bytes / 1000000 << "MB," << timer.elapsed() << "ms,"
            << (after.ru_utime.tv_sec - before.ru_utime.tv_sec) << "s of processor, peak grew by"
            << (after.ru_maxrss - before.ru_maxrss) / 1024 << "MiB";
    QCOMPARE(sink.counts.read, items);
    QCOMPARE(sink.counts.rejected, 0);
    // Counted in the text itself, not by the reader.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    qint64 deleted = 0;
    while (!file.atEnd())
        deleted += file.readLine().contains("\"configurationItemStatus\":\"ResourceDeleted\"") ? 1 : 0;
    QVERIFY(deleted > 0);
    QCOMPARE(sink.counts.ignored, deleted);
    QCOMPARE(sink.counts.added, items - deleted);
    // The document is many times larger than what the reader may keep: at most 120 bytes an item and its buffers.
    QVERIFY((after.ru_maxrss - before.ru_maxrss) / 1024 < 64 + items / 8000);
}

void TestAwsConfigFaults::cancelling()
{
    QByteArray text = "{\"configSnapshotId\":\"x\",\"configurationItems\":[";
    for (int i = 0; i < 3000; ++i)
        text += (i ? "," : "") + item(QString::number(i), u"2026-01-01T00:00:00Z"_s).toUtf8();
    QFile file(m_dir.filePath(u"many.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text + "]}");
    file.close();
    CountingSink sink;
    ImpatientJob job;
    domain::FileReport report;
    const auto done =
        importers::readFile(file.fileName(), importers::defaultRegistry(m_noCatalogue), QString(), sink, job, report);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::Cancelled);
    QVERIFY(report.cancelled);
    QVERIFY(sink.counts.read <= 1000);
}

BAILIWICK_TEST(QCoreApplication, TestAwsConfigFaults)

} // namespace tst_awsconfigfaults

#include "tst_awsconfigfaults.moc"
