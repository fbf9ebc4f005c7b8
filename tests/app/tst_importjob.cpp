// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attributestore.h"
#include "store/changelog.h"
#include "support/impatientjob.h"
#include "support/importtest.h"
#include "support/testmain.h"

#include <QDateTime>
#include <QDir>
#include <QProcess>

#include <sys/stat.h>

namespace tst_importjob {

using namespace Qt::StringLiterals;
using domain::FileReport;
using domain::RecordCounts;

namespace {

QByteArray item(const QByteArray &id, const QByteArray &more = {})
{
    return "{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"" + id + "\",\"ARN\":\"arn:aws:sqs:eu-central-1:111122223333:" + id
           + "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"OK\"" + more + "}";
}

QByteArray snapshot(const QByteArrayList &items) { return "{\"configSnapshotId\":\"x\",\"configurationItems\":[\n" + items.join(",\n") + "\n]}"; }

} // namespace

/// Files through the whole of an import: the reader's thread, the writer, the transaction.
class tst_ImportJob : public ImportTest
{
    Q_OBJECT

private:
    FileReport import(const QString &path, domain::JobContext &job) const { return ImportTest::import({path}, job).value(0); }
    FileReport import(const QString &path) const { return ImportTest::import({path}).value(0); }
    /// Everything that an import may touch, as text.
    QString contents()
    {
        store::ConnectionScope scope(m_workspace, store::Access::Read);
        QString text;
        for (const char *table : {"entity", "e_workload", "e_accelerator", "place", "list_item", "link", "entity_source", "source", "alias",
                                  "pending_ref", "change_set", "change", "feed"}) {
            QSqlQuery query(scope.db());
            query.exec(u"SELECT * FROM "_s + QLatin1StringView(table));
            while (query.next()) {
                for (int i = 0; query.value(i).isValid(); ++i)
                    text += query.value(i).toString() + u'|';
                text += u'\n';
            }
        }
        return text;
    }

private slots:
    void initTestCase() { loadServices(); }
    void init() { makeWorkspace(); }

    void accountsForEveryItem();
    void sameBytesAgain();
    void sameContentAfterOtherFiles();
    void newestOfAFileWins();
    void brokenInTheMiddle();
    void cancelledInTheMiddle();
    void poolsOfAccelerators();
    void acceleratorsFollowTheInstanceType();
    void poolsOfARegisterAreTheMachines();
    void whoeverCouldNotTellDoesNotVouch();
    void acceleratorsGoWithTheirMachine();
    void anOlderExportChangesNothing_data();
    void anOlderExportChangesNothing();
    void foldersOfTooManyFiles();
    void whatIsNoFileIsPassedOver();
    void theWorkspaceItselfIsNoExport();
    void copiesOfBuckets();
    void keysNamedByArn_data();
    void keysNamedByArn();
};

void tst_ImportJob::accountsForEveryItem()
{
    const QString path = m_folder.filePath(u"111122223333_Config_eu-west-1_ConfigSnapshot_generated.json"_s);
    QProcess generator;
    generator.start(u"python3"_s, {QStringLiteral(SOURCE_ROOT) + u"/tests/bench/generate-config-snapshot"_s, u"5000"_s, u"--output"_s, path});
    if (!generator.waitForStarted())
        QSKIP("python3 is not here");
    QVERIFY(generator.waitForFinished(60000));
    QCOMPARE(generator.exitCode(), 0);
    // Counted in the text itself, not by the reader.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    const qint64 deleted = text.count("\"configurationItemStatus\":\"ResourceDeleted\"");
    const qint64 hosts = text.count("\"instanceType\":\"p5.48xlarge\"");
    qint64 deletedHosts = 0;
    for (const QByteArray &line : text.split('\n'))
        deletedHosts += line.contains("\"p5.48xlarge\"") && line.contains("\"ResourceDeleted\"") ? 1 : 0;
    QVERIFY(deleted > 0 && hosts > deletedHosts);

    const FileReport report = import(path);
    QVERIFY(!report.refused);
    QCOMPARE(report.format, u"aws-config"_s);
    QCOMPARE(report.records, (RecordCounts{5000, 5000 - deleted, 0, 0, deleted, 0}));
    QCOMPARE(count(u"SELECT count(*) FROM entity WHERE kind=2"_s), 5000 - deleted);
    QCOMPARE(count(u"SELECT count(*) FROM e_workload"_s), 5000 - deleted);
    QCOMPARE(count(u"SELECT count(*) FROM e_accelerator"_s), hosts - deletedHosts);
    QCOMPARE(count(u"SELECT count(*) FROM entity_source s JOIN feed f ON f.id=s.feed WHERE f.format='aws-config'"_s), 5000 - deleted);
    QCOMPARE(count(u"SELECT count(*) FROM change_set"_s), 1);
}

void tst_ImportJob::sameBytesAgain()
{
    const QString path = write(u"again.json"_s, snapshot({item("a"), item("b"), "7", item("c", ",\"configurationItemStatus\":\"ResourceDeleted\"")}));
    QCOMPARE(import(path).records, (RecordCounts{4, 2, 0, 0, 1, 1}));
    const QString before = contents();
    const FileReport again = import(path);
    QCOMPARE(again.records, (RecordCounts{4, 0, 0, 2, 1, 1}));
    QCOMPARE(contents(), before);
    // Other bytes of the same size are read.
    write(u"again.json"_s, snapshot({item("a"), item("d"), "7", item("c", ",\"configurationItemStatus\":\"ResourceDeleted\"")}));
    QCOMPARE(import(path).records, (RecordCounts{4, 1, 0, 1, 1, 1}));
}

void tst_ImportJob::sameContentAfterOtherFiles()
{
    QByteArrayList items;
    for (int i = 0; i < 3000; ++i)
        items.append(item("q" + QByteArray::number(i), ",\"tags\":{\"Owner\":\"team " + QByteArray::number(i % 7) + "\"}"));
    const QString path = write(u"first.json"_s, snapshot(items));
    QCOMPARE(import(path).records, (RecordCounts{3000, 3000, 0, 0, 0, 0}));
    QCOMPARE(import(write(u"other.json"_s, snapshot({item("z")}))).records, (RecordCounts{1, 1, 0, 0, 0, 0}));
    // Now the hash of the file does not answer: each record is compared.
    QCOMPARE(import(path).records, (RecordCounts{3000, 0, 0, 3000, 0, 0}));
    items[17] = item("q17", ",\"tags\":{\"Owner\":\"somebody else\"}");
    items.append(item("new"));
    QCOMPARE(import(write(u"first.json"_s, snapshot(items))).records, (RecordCounts{3001, 1, 1, 2999, 0, 0}));
    QCOMPARE(count(u"SELECT count(*) FROM e_workload WHERE owner='somebody else'"_s), 1);
}

void tst_ImportJob::newestOfAFileWins()
{
    const auto at = [](const char *day, const char *owner) {
        return item("q", ",\"configurationItemCaptureTime\":\"2026-01-" + QByteArray(day) + "T00:00:00Z\",\"tags\":{\"Owner\":\"" + owner + "\"}");
    };
    const QString path = write(u"twice.json"_s, snapshot({at("02", "second"), at("01", "first"), at("03", "third")}));
    const RecordCounts counts = import(path).records;
    QCOMPARE(counts, (RecordCounts{3, 1, 1, 0, 1, 0}));
    QCOMPARE(count(u"SELECT count(*) FROM e_workload"_s), 1);
    QCOMPARE(count(u"SELECT count(*) FROM e_workload WHERE owner='third'"_s), 1);
    QCOMPARE(count(u"SELECT count(*) FROM place"_s), 1);
}

void tst_ImportJob::brokenInTheMiddle()
{
    QVERIFY(!import(write(u"good.json"_s, snapshot({item("a")}))).refused);
    const QString before = contents();
    QByteArrayList items;
    for (int i = 0; i < 4000; ++i)
        items.append(item(QByteArray::number(i)));
    QByteArray text = snapshot(items);
    text.insert(text.lastIndexOf("\"resourceId\""), "}");
    const FileReport report = import(write(u"broken.json"_s, text));
    QVERIFY(report.refused);
    QVERIFY(!report.cancelled);
    QVERIFY2(report.diagnostics.value(0).where.contains(u"line 4001"_s), qPrintable(report.diagnostics.value(0).where));
    QCOMPARE(contents(), before);
    // The connection and the workspace are as good as before.
    QVERIFY(!import(write(u"next.json"_s, snapshot({item("b")}))).refused);
}

void tst_ImportJob::cancelledInTheMiddle()
{
    QVERIFY(!import(write(u"good.json"_s, snapshot({item("a")}))).refused);
    const QString before = contents();
    QByteArrayList items;
    for (int i = 0; i < 8000; ++i)
        items.append(item(QByteArray::number(i)));
    ImpatientJob job(4);
    const FileReport report = import(write(u"long.json"_s, snapshot(items)), job);
    QVERIFY(report.refused);
    QVERIFY(report.cancelled);
    QCOMPARE(contents(), before);
}

void tst_ImportJob::foldersOfTooManyFiles()
{
    QDir(m_folder.path()).mkpath(u"many/below"_s);
    for (const char *name : {"many/1.json", "many/2.json", "many/below/3.json"})
        write(QString::fromLatin1(name), snapshot({item(name)}));
    const QString single = write(u"single.json"_s, snapshot({item("single")}));
    app::ImportRequest request{m_workspace, {m_folder.filePath(u"many"_s), single}, {}, u"tester"_s, false};
    request.maxFilesInFolder = 2;
    domain::QuietJob job;
    domain::ImportReport report = app::importFiles(*m_services, request, domain::SystemClock(), job);
    QCOMPARE(report.files.size(), 2);
    QVERIFY(report.files.at(0).refused);
    QCOMPARE(report.files.at(0).path, m_folder.filePath(u"many"_s));
    QCOMPARE(report.files.at(0).diagnostics.first().code, u"limit-exceeded"_s);
    QVERIFY(report.files.at(0).diagnostics.first().message.contains(u"more than 2 files"_s));
    QCOMPARE(report.files.at(1).records, (RecordCounts{1, 1, 0, 0, 0, 0}));
    QVERIFY(!contents().contains(u"below"_s));
    // As many as may be are read, those below too.
    request.maxFilesInFolder = 3;
    report = app::importFiles(*m_services, request, domain::SystemClock(), job);
    QCOMPARE(report.files.size(), 4);
    QVERIFY(std::none_of(report.files.cbegin(), report.files.cend(), [](const FileReport &f) { return f.refused; }));
}

void tst_ImportJob::whatIsNoFileIsPassedOver()
{
    QDir(m_folder.path()).mkpath(u"mixed"_s);
    write(u"mixed/a.json"_s, snapshot({item("a")}));
    const QString pipe = m_folder.filePath(u"mixed/pipe"_s);
    QVERIFY(mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    QVERIFY(QFile::link(m_folder.filePath(u"nowhere"_s), m_folder.filePath(u"mixed/zlink"_s)));
    QVERIFY(QFile::link(m_folder.path(), m_folder.filePath(u"mixed/circle"_s)));
    domain::QuietJob job;
    const domain::ImportReport report = app::importFiles(
        *m_services, {m_workspace, {m_folder.filePath(u"mixed"_s)}, {}, u"tester"_s, false}, domain::SystemClock(), job);
    QCOMPARE(report.files.size(), 1);
    QCOMPARE(report.files.first().records, (RecordCounts{1, 1, 0, 0, 0, 0}));
    QStringList said;
    for (const domain::Diagnostic &d : report.files.first().diagnostics) {
        if (d.code == u"special-files"_s)
            said.append(d.message);
    }
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.first().startsWith(u"2 entries"_s) && said.first().contains(u"mixed/"_s), qPrintable(said.first()));
}

void tst_ImportJob::theWorkspaceItselfIsNoExport()
{
    QDir(m_folder.path()).mkpath(u"own"_s);
    write(u"own/a.json"_s, snapshot({item("a")}));
    const QString workspace = m_folder.filePath(u"own/w.bailiwick"_s);
    QVERIFY(store::prepareWorkspace(workspace, true).has_value());
    domain::QuietJob job;
    const domain::ImportReport report = app::importFiles(
        *m_services, {workspace, {m_folder.filePath(u"own"_s)}, {}, u"tester"_s, false}, domain::SystemClock(), job);
    QCOMPARE(report.files.size(), 1);
    QCOMPARE(report.files.first().records.added, 1);
}

void tst_ImportJob::poolsOfAccelerators()
{
    const auto host = [](const QByteArray &id, const QByteArray &type) {
        return "{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"" + id + "\",\"ARN\":\"arn:aws:ec2:eu-central-1:111122223333:instance/" + id
               + "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"availabilityZone\":\"eu-central-1a\",\"configurationItemStatus\":\"OK\",\"configuration\":{\"instanceType\":\"" + type + "\"}}";
    };
    QVERIFY(!import(write(u"one.json"_s, snapshot({host("i-1", "p5.48xlarge"), host("i-2", "m5.large")}))).refused);
    QVERIFY(!import(write(u"two.json"_s, snapshot({host("i-3", "p5.48xlarge")}))).refused);
    QCOMPARE(count(u"SELECT count(*) FROM e_accelerator WHERE vendor='NVIDIA' AND count=8 AND vendor_country='US' AND fab_country='TW'"_s), 2);
    QCOMPARE(count(u"SELECT count(*) FROM link l JOIN entity w ON w.id=l.entity JOIN entity a ON a.id=l.target "
                   "WHERE l.attr='accelerators' AND a.key='acc:'||w.key"_s), 2);
    QCOMPARE(count(u"SELECT count(*) FROM place p JOIN e_accelerator a ON a.id=p.entity WHERE p.region='eu-central-1'"_s), 2);
    QCOMPARE(count(u"SELECT count(*) FROM e_accelerator WHERE lists=' location_countries=2 '"_s), 2);
}

void tst_ImportJob::acceleratorsFollowTheInstanceType()
{
    const auto snapshot = [](const QByteArray &type, const QByteArray &day) {
        return "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":[{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-1\","
               "\"configurationItemStatus\":\"OK\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemCaptureTime\":\"2026-11-" + day +
               "T22:00:00Z\",\"ARN\":\"arn:aws:ec2:eu-central-1:111122223333:instance/i-1\",\"tags\":{\"Name\":\"train\"},\"configuration\":{\"instanceType\":\"" + type + "\"}}]}";
    };
    const auto pool = [this] {
        store::ConnectionScope scope(m_workspace, store::Access::Read);
        QSqlQuery query(u"SELECT a.count||' '||coalesce(a.chip,'-')||' / '||e.name||' / '||e.vanished||' / '||(SELECT count(*) FROM link l WHERE "
                        "l.attr='accelerators' AND l.target=a.id) FROM e_accelerator a JOIN entity e ON e.id=a.id"_s, scope.db());
        return query.next() ? query.value(0).toString() : QString();
    };
    const QString name = u"111122223333_Config_eu-central-1_ConfigSnapshot_%1.json"_s;
    QVERIFY(!import(write(name.arg(u"20261110T220000Z"_s), snapshot("p5.48xlarge", "10"))).refused);
    const QString first = pool();
    QVERIFY2(first.startsWith(u"8 "_s) && first.endsWith(u" in train / 0 / 1"_s), qPrintable(first));
    QVERIFY(!import(write(name.arg(u"20261118T220000Z"_s), snapshot("g6.12xlarge", "18"))).refused);
    const QString second = pool();
    QVERIFY2(second.startsWith(u"4 "_s) && second.endsWith(u" in train / 0 / 1"_s), qPrintable(second));
    QVERIFY(!import(write(name.arg(u"20261119T220000Z"_s), snapshot("m5.large", "19"))).refused);
    QVERIFY2(pool().startsWith(u"0 - / "_s) && pool().endsWith(u" / 1 / 0"_s), qPrintable(pool()));
    // Taken back step by step, the accelerators come back with the instance types.
    store::ConnectionScope scope(m_workspace, store::Access::Write);
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
    QVERIFY(store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value());
    QCOMPARE(pool(), second);
    QVERIFY(store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value());
    QCOMPARE(pool(), first);
}

void tst_ImportJob::poolsOfARegisterAreTheMachines()
{
    const QString arn = u"arn:aws:ec2:eu-central-1:111122223333:instance/i-1"_s;
    const QString machines = write(u"machines.json"_s, "{\"configurationItems\":[{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-1\",\"ARN\":\"" + arn.toUtf8() +
        "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configuration\":{\"instanceType\":\"p5.48xlarge\"}}]}");
    const QString pools = write(u"pools.csv"_s, "accelerator:key;name;chip;count\nh100-fra;H100 of fraud detection;H100;8\nother;Elsewhere;H100;4\n");
    const QString systems = write(u"systems.csv"_s, "workload:key;name;accelerators;alias:arn\nfraud;Fraud detection;h100-fra;" + arn.toUtf8() + "\n");
    QList<QStringList> orders = {{machines, pools, systems}, {pools, systems, machines}, {systems, machines, pools}, {pools, machines, systems}};
    for (const QStringList &order : orders) {
        QList<QString> before;
        for (const QString &file : order) {
            before.append(contents());
            const FileReport report = import(file);
            QVERIFY2(!report.refused && report.records.rejected == 0, qPrintable(file));
        }
        QCOMPARE(count(u"SELECT count(*) FROM e_accelerator"_s), 2);
        QCOMPARE(count(u"SELECT a.count FROM e_accelerator a JOIN entity e USING(id) WHERE e.key='h100-fra'"_s), 8);
        QCOMPARE(count(u"SELECT count(*) FROM link l JOIN entity w ON w.id=l.entity JOIN entity a ON a.id=l.target WHERE l.attr='accelerators' AND "
                       "w.key='fraud' AND a.key='h100-fra'"_s), 1);
        // Read again, nothing comes twice.
        QVERIFY(!import(machines).refused);
        QCOMPARE(count(u"SELECT count(*) FROM e_accelerator"_s), 2);
        store::ConnectionScope scope(m_workspace, store::Access::Write);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        while (store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value()) { }
        QCOMPARE(count(u"SELECT count(*) FROM entity"_s), 0);
    }
}

void tst_ImportJob::acceleratorsGoWithTheirMachine()
{
    const auto machine = [](const QByteArray &id, const QByteArray &day, const QByteArray &status) {
        return "{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"" + id + "\",\"ARN\":\"arn:aws:ec2:eu-central-1:111122223333:instance/" + id +
               "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"" + status +
               "\",\"configurationItemCaptureTime\":\"2026-11-" + day + "T08:00:00Z\",\"configuration\":{\"instanceType\":\"p5.48xlarge\"}}";
    };
    const auto snapshot = [](const QByteArrayList &items) { return "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"s\",\"configurationItems\":[" + items.join(',') + "]}"; };
    const QString pools = u"SELECT sum(e.vanished<>0) FROM e_accelerator a JOIN entity e USING(id)"_s;
    QVERIFY(!import(write(u"s1.json"_s, snapshot({machine("i-1", "01", "OK"), machine("i-2", "01", "OK")}))).refused);
    QCOMPARE(count(pools), 0);
    QVERIFY(!import(write(u"h.json"_s, "{\"fileVersion\":\"1.0\",\"configurationItems\":[" + machine("i-1", "02", "ResourceDeleted") + "]}")).refused);
    QCOMPARE(count(pools), 1);
    QVERIFY(!import(write(u"s2.json"_s, snapshot({machine("i-1", "03", "OK")}))).refused);
    QCOMPARE(count(u"SELECT e.vanished FROM entity e WHERE e.key='acc:arn:aws:ec2:eu-central-1:111122223333:instance/i-1'"_s), 0);
    QCOMPARE(count(u"SELECT e.vanished FROM entity e WHERE e.key='acc:arn:aws:ec2:eu-central-1:111122223333:instance/i-2'"_s), 1);
    store::ConnectionScope scope(m_workspace, store::Access::Write);
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
    for (const int gone : {1, 0}) {
        QVERIFY(store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value());
        QCOMPARE(count(pools), gone);
    }
}

void tst_ImportJob::whoeverCouldNotTellDoesNotVouch()
{
    const QString contracts = write(u"contracts.csv"_s, "contract:key;name;dpa\nQ-1;Agreement;no\n");
    const QString answers = write(u"answers.csv"_s, "answer:entity,attribute,value,who,at,evidence\ncontract:Q-1,dpa,?,Head of Legal,2026-11-01,\n");
    for (const QStringList &order : {QStringList{contracts, answers}, QStringList{contracts, answers, contracts}}) {
        for (const QString &file : order) {
            const FileReport report = import(file);
            QVERIFY2(!report.refused && report.records.rejected == 0, qPrintable(file));
        }
        QCOMPARE(count(u"SELECT count(*) FROM e_contract WHERE dpa IS NULL"_s), 1);
        QCOMPARE(count(u"SELECT state FROM claim WHERE attr='dpa' AND feed=0"_s), 1);
        QCOMPARE(count(u"SELECT count(*) FROM claim WHERE attr='dpa' AND feed<>0 AND won=0 AND value='false'"_s), 1);
    }
    store::ConnectionScope scope(m_workspace, store::Access::Write);
    store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
    QVERIFY(store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value());
    while (count(u"SELECT count(*) FROM claim WHERE feed=0"_s) > 0)
        QVERIFY(store::undoLast(values, {}, QDateTime::currentDateTimeUtc()).has_value());
    QCOMPARE(count(u"SELECT dpa FROM e_contract"_s), 0);
    QCOMPARE(count(u"SELECT count(*) FROM e_contract WHERE dpa IS NULL"_s), 0);
}

void tst_ImportJob::anOlderExportChangesNothing_data()
{
    QTest::addColumn<QByteArray>("older");
    QTest::addColumn<QByteArray>("newer");
    QTest::addColumn<QString>("ask");
    const auto state = [](const QByteArray &serial, const QByteArray &type) {
        return R"({"version":4,"terraform_version":"1.9.5","serial":)" + serial +
               R"(,"lineage":"l-1","resources":[{"mode":"managed","type":"aws_instance","name":"gpu","instances":[{"attributes":{"id":"i-01",)"
               R"("arn":"arn:aws:ec2:eu-central-1:111122223333:instance/i-01","instance_type":")" + type + R"("}}]}]})";
    };
    QTest::newRow("serial of a state") << state("2", "m5.large") << state("3", "g5.xlarge") << u"SELECT count(*) FROM e_workload WHERE instance_type='g5.xlarge'"_s;
    const auto report = [](const QByteArray &made, const QByteArray &mfa) {
        const QByteArray table = "user,arn,user_creation_time,password_enabled,password_last_used,mfa_active\n"
                                 "ann,arn:aws:iam::111122223333:user/ann,2024-01-01T00:00:00+00:00,true,N/A," + mfa + "\n";
        return R"({"Content":")" + table.toBase64() + R"(","ReportFormat":"text/csv","GeneratedTime":")" + made + R"("})";
    };
    QTest::newRow("credential report") << report("2026-02-20T10:00:00+00:00", "false") << report("2026-11-20T10:00:00+00:00", "true")
                                       << u"SELECT count(*) FROM e_identity WHERE mfa=1"_s;
}

void tst_ImportJob::anOlderExportChangesNothing()
{
    QFETCH(const QByteArray, older);
    QFETCH(const QByteArray, newer);
    QFETCH(const QString, ask);
    const QString a = write(u"a.json"_s, older);
    const QString b = write(u"b.json"_s, newer);
    QVERIFY(!import(b).refused);
    QCOMPARE(count(ask), 1);
    const FileReport report = import(a);
    QVERIFY(!report.refused);
    QCOMPARE(report.records.updated, 0);
    QCOMPARE(count(ask), 1);
    QVERIFY(!import(b).refused);
    QCOMPARE(count(ask), 1);
}

void tst_ImportJob::copiesOfBuckets()
{
    const auto bucket = [](const QByteArray &name, const QByteArray &region, const QByteArray &more = {}) {
        return "{\"resourceType\":\"AWS::S3::Bucket\",\"resourceId\":\"" + name + "\",\"ARN\":\"arn:aws:s3:::" + name
               + "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"" + region + "\",\"configurationItemStatus\":\"OK\"" + more + "}";
    };
    const QByteArray rules = R"({"rules":{"r":{"status":"Enabled","destinationConfig":{"bucketARN":"arn:aws:s3:::copy"}}}})";
    const QByteArray original = snapshot({bucket("original", "eu-central-1", ",\"supplementaryConfiguration\":{\"BucketReplicationConfiguration\":" + rules + "}")});
    const QByteArray copy = snapshot({bucket("copy", "us-east-1")});
    const auto kept = [this](const char *region) {
        return count(u"SELECT count(*) FROM place p JOIN entity e ON e.id=p.entity WHERE e.key='arn:aws:s3:::original' AND p.facets=%1 "
                     "AND p.region='%2'"_s.arg(domain::Facet::Backup).arg(QLatin1StringView(region)));
    };
    // The copy's bucket comes last, first, and in the same file.
    QVERIFY(!import(write(u"111122223333_Config_eu-central-1_ConfigSnapshot_1.json"_s, original)).refused);
    QCOMPARE(kept("us-east-1"), 0);
    QCOMPARE(kept("@arn:aws:s3:::copy"), 1);
    QVERIFY(!import(write(u"111122223333_Config_us-east-1_ConfigSnapshot_1.json"_s, copy)).refused);
    QCOMPARE(kept("us-east-1"), 1);
    QCOMPARE(kept("@arn:aws:s3:::copy"), 0);
    init();
    QVERIFY(!import(m_folder.filePath(u"111122223333_Config_us-east-1_ConfigSnapshot_1.json"_s)).refused);
    QVERIFY(!import(m_folder.filePath(u"111122223333_Config_eu-central-1_ConfigSnapshot_1.json"_s)).refused);
    QCOMPARE(kept("us-east-1"), 1);
    QCOMPARE(count(u"SELECT count(*) FROM place WHERE region LIKE '@%'"_s), 0);
}

void tst_ImportJob::keysNamedByArn_data()
{
    QTest::addColumn<QStringList>("order");
    QTest::addColumn<int>("places");
    QTest::newRow("the key is in no inventory") << QStringList{u"volume.json"_s} << 1;
    QTest::newRow("the key comes later") << QStringList{u"volume.json"_s, u"key.json"_s} << 2;
    QTest::newRow("the key comes first") << QStringList{u"key.json"_s, u"volume.json"_s} << 2;
}

void tst_ImportJob::keysNamedByArn()
{
    QFETCH(QStringList, order);
    QFETCH(int, places);
    const QByteArray arn = "arn:aws:kms:eu-west-3:999988887777:key/mrk-1234";
    write(u"volume.json"_s, snapshot({"{\"resourceType\":\"AWS::EC2::Volume\",\"resourceId\":\"vol-1\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\","
                                      "\"configurationItemStatus\":\"OK\",\"configuration\":{\"encrypted\":true,\"kmsKeyId\":\"" + arn + "\"}}"}));
    write(u"key.json"_s, snapshot({"{\"resourceType\":\"AWS::KMS::Key\",\"resourceId\":\"mrk-1234\",\"ARN\":\"" + arn + "\",\"awsAccountId\":\"999988887777\",\"awsRegion\":\"eu-west-3\","
                                   "\"configurationItemStatus\":\"OK\",\"configuration\":{\"multiRegion\":true,\"multiRegionConfiguration\":{\"replicaKeys\":[{\"arn\":\"b\",\"region\":\"us-west-2\"}]}}}"}));
    for (const QString &name : std::as_const(order))
        QVERIFY(!import(m_folder.filePath(name)).refused);
    QCOMPARE(count(u"SELECT count(*) FROM e_key"_s), 1);
    QCOMPARE(count(u"SELECT count(*) FROM place p JOIN e_key k ON k.id=p.entity WHERE p.facets=%1"_s.arg(domain::Facet::Keys)), places);
    QCOMPARE(count(u"SELECT count(*) FROM place p JOIN e_key k ON k.id=p.entity WHERE p.provider='aws' AND p.region='eu-west-3'"_s), 1);
    QCOMPARE(count(u"SELECT count(*) FROM e_workload w JOIN e_key k ON k.id=w.\"key\""_s), 1);
    QCOMPARE(count(u"SELECT count(*) FROM pending_ref WHERE attr='key'"_s), 0);
}

BAILIWICK_TEST(QCoreApplication, tst_ImportJob)

} // namespace tst_importjob

#include "tst_importjob.moc"
