// SPDX-License-Identifier: GPL-3.0-or-later
// What AWS Config tells of the whole: which account and region a snapshot is of, when each item was captured, what was deleted.
#include "runimporter.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_configscope {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

QByteArray item(const QByteArray &id, const QByteArray &region, const QByteArray &status = "OK",
                const QByteArray &captured = "2026-10-01T08:00:00.500Z", const QByteArray &account = "111122223333")
{
    return R"({"resourceType":"AWS::SQS::Queue","resourceId":")" + id + R"(","ARN":"arn:aws:sqs:)" + region + ':' + account + ':' + id +
           R"(","awsAccountId":")" + account + R"(","awsRegion":")" + region + R"(","configurationItemStatus":")" + status +
           R"(","configurationItemCaptureTime":")" + captured + R"(","configuration":{}})";
}

QByteArray file(const QByteArrayList &items, const QByteArray &head = R"("fileVersion":"1.0","configSnapshotId":"s",)")
{
    return '{' + head + R"("configurationItems":[)" + items.join(',') + "]}";
}

} // namespace
#endif

class TestConfigScope : public QObject
{
    Q_OBJECT

private slots:
    void a_snapshot_is_of_an_account_and_region_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<bool>("complete");
        const QByteArray frankfurt = item("a", "eu-central-1");
        QTest::newRow("by its items") << u"s.json"_s << file({frankfurt, item("b", "eu-central-1")}) << u"111122223333/eu-central-1"_s << true;
        QTest::newRow("what is global is in each") << u"s.json"_s << file({item("g", "global"), frankfurt}) << u"111122223333/eu-central-1"_s << true;
        QTest::newRow("only global ones") << u"s.json"_s << file({item("g", "global")}) << u"s.json"_s << true;
        QTest::newRow("two regions") << u"s.json"_s << file({frankfurt, item("b", "eu-west-1")}) << u"s.json"_s << true;
        QTest::newRow("by its name") << u"111122223333_Config_eu-west-1_ConfigSnapshot_20261001T000000Z_x.json"_s << file({item("b", "eu-west-1")})
                                     << u"111122223333/eu-west-1"_s << true;
        QTest::newRow("a history is a selection") << u"h.json"_s << file({frankfurt}, R"("fileVersion":"1.0",)") << u"h.json"_s << false;
    }
    void a_snapshot_is_of_an_account_and_region()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, text);
        const Reading reading = readText(importers::appendAwsConfig, name, text);
        QVERIFY(!reading.error);
        QTEST(reading.sink.head->scope, "scope");
        QTEST(reading.sink.head->complete, "complete");
        QVERIFY(!reading.sink.selection);
    }

    void a_file_put_together_of_several_tells_nothing_of_what_it_lacks()
    {
        // The other region comes after what is looked at to recognise the file.
        QByteArrayList items;
        for (int i = 0; i < 4000; ++i)
            items.append(item("q" + QByteArray::number(i), "eu-central-1"));
        const Reading whole = readText(importers::appendAwsConfig, u"s.json"_s, file(items));
        QCOMPARE(whole.sink.head->scope, u"111122223333/eu-central-1"_s);
        QVERIFY(!whole.sink.selection);
        items.append(item("last", "eu-west-1"));
        const Reading joined = readText(importers::appendAwsConfig, u"s.json"_s, file(items));
        QCOMPARE(joined.sink.head->scope, u"111122223333/eu-central-1"_s);
        QVERIFY(joined.sink.selection);
    }

    void each_item_tells_when_it_was_captured()
    {
        const Reading reading = readText(importers::appendAwsConfig, u"s.json"_s, file({item("a", "eu-central-1"), item("b", "eu-central-1", "OK", "")}));
        QCOMPARE(reading.sink.record(u"arn:aws:sqs:eu-central-1:111122223333:a"_s)->captured,
                 QDateTime(QDate(2026, 10, 1), QTime(8, 0), Qt::UTC).toSecsSinceEpoch());
        QCOMPARE(reading.sink.record(u"arn:aws:sqs:eu-central-1:111122223333:b"_s)->captured, 0);
    }

    void deletions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("there");
        QTest::addColumn<int>("deleted");
        const QByteArray history = R"("fileVersion":"1.0",)";
        const QByteArray gone = item("a", "eu-central-1", "ResourceDeleted", "2026-10-02T08:00:00.000Z");
        QTest::newRow("deleted") << file({gone}, history) << 0 << 1;
        QTest::newRow("there, then deleted") << file({item("a", "eu-central-1"), gone}, history) << 0 << 1;
        QTest::newRow("deleted, written before it was there") << file({gone, item("a", "eu-central-1")}, history) << 0 << 1;
        QTest::newRow("made anew") << file({gone, item("a", "eu-central-1", "ResourceDiscovered", "2026-10-03T08:00:00.000Z")}, history) << 1 << 0;
        QTest::newRow("made anew, in a snapshot, written before") << file({item("a", "eu-central-1", "ResourceDiscovered", "2026-10-03T08:00:00.000Z"), gone}) << 1 << 0;
    }
    void deletions()
    {
        QFETCH(const QByteArray, text);
        const Reading reading = readText(importers::appendAwsConfig, u"h.json"_s, text);
        QTEST(int(reading.sink.records().size()), "there");
        QTEST(int(reading.sink.deleted.size()), "deleted");
        for (const Record &record : reading.sink.deleted) {
            QCOMPARE(record.key, u"arn:aws:sqs:eu-central-1:111122223333:a"_s);
            QCOMPARE(record.kind, EntityKind::Workload);
            QCOMPARE(record.captured, QDateTime(QDate(2026, 10, 2), QTime(8, 0), Qt::UTC).toSecsSinceEpoch());
        }
        const domain::RecordCounts counts = reading.sink.counts();
        QCOMPARE(counts.read, counts.added + counts.ignored);
    }
};

BAILIWICK_TEST(QCoreApplication, TestConfigScope)

} // namespace tst_configscope

#include "tst_configscope.moc"
