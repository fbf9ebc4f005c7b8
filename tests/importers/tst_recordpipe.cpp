// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/recordpipe.h"
#include "importers/registry.h"
#include "support/collectingsink.h"
#include "support/impatientjob.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

namespace tst_recordpipe {

using namespace Qt::StringLiterals;
using domain::Record;
using importers::RecordPipe;

namespace {

const domain::Catalogue noCatalogue;

bool never()
{
    return false;
}

QByteArray snapshot(int items, const QByteArray &tail = "]}")
{
    QByteArray text = "{\"configSnapshotId\":\"x\",\"configurationItems\":[";
    for (int i = 0; i < items; ++i) {
        text += i ? ",\n" : "\n";
        if (i % 11 == 3)
            text += "7";
        else
            text += "{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"q" + QByteArray::number(i % 997) +
                    "\",\"awsAccountId\":\"1\",\"awsRegion\":\"eu-west-1\",\"tags\":{\"Owner\":\"team " +
                    QByteArray::number(i % 13) + "\"},\"configurationItemStatus\":\"" + (i % 5 ? "OK" : "ResourceDeleted") +
                    "\",\"configurationItemCaptureTime\":\"2026-01-01T00:00:" + QByteArray::number(10 + i % 50) + "Z\"}";
    }
    return text + tail;
}

QString told(const CollectingSink &sink)
{
    QString text;
    for (const CollectingSink::Entry &e : sink.entries) {
        text += u"%1 %2 %3 %4 %5 %6\n"_s.arg(e.ordinal).arg(e.where, e.ignoredCode, e.rejectedCode, e.rejectedWhere, e.message);
        for (const Record &r : e.entities) {
            text += u"  %1 %2\n"_s.arg(r.key, r.name);
            for (const domain::Field &f : r.fields)
                text += u"    %1 %2\n"_s.arg(f.attr).arg(f.value.index());
        }
    }
    for (const domain::Diagnostic &d : sink.diagnostics)
        text += d.code + u' ' + d.where + u' ' + d.message + u'\n';
    return text + sink.incomplete.join(u'\n');
}

} // namespace

class TestRecordPipe : public QObject
{
    Q_OBJECT

private slots:
    void sameAsOneThread();
    void boundedAndInOrder();
    void errorInTheMiddle();
    void cancelled();
    void targetGivesUp();
    void readerThrows();

private:
    QTemporaryDir m_dir;
    QString write(const QByteArray &text)
    {
        QFile file(m_dir.filePath(u"111122223333_Config_eu-west-1_ConfigSnapshot_x.json"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }
};

void TestRecordPipe::sameAsOneThread()
{
    const QString path = write(snapshot(5000));
    const importers::Registry registry = importers::defaultRegistry(noCatalogue);
    domain::QuietJob job;
    CollectingSink direct;
    domain::FileReport directReport;
    QVERIFY(importers::readFile(path, registry, {}, direct, job, directReport).has_value());
    CollectingSink piped;
    domain::FileReport pipedReport;
    const auto reader = [&](domain::RecordSink &sink, domain::JobContext &context) {
        return importers::readFile(path, registry, {}, sink, context, pipedReport);
    };
    QVERIFY(RecordPipe::run(reader, piped, never, job).has_value());
    QCOMPARE(piped.headers, 1);
    QCOMPARE(piped.head->scope, direct.head->scope);
    QCOMPARE(piped.counts(), direct.counts());
    QCOMPARE(piped.counts().read, 5000);
    QCOMPARE(piped.counts().rejected, 455); // every eleventh from the fourth on
    QCOMPARE(told(piped), told(direct));
    QCOMPARE(pipedReport.sha256, directReport.sha256);
}

void TestRecordPipe::boundedAndInOrder()
{
    // A reader that is far faster than the writer must wait for it: what it has said and the writer has not yet heard
    // stays few.
    std::atomic<qint64> said = 0;
    class Slow final : public domain::RecordSink
    {
    public:
        explicit Slow(const std::atomic<qint64> &spoken) : m_said(spoken) {}
        qint64 heard = 0;
        qint64 furthest = 0;
        bool inOrder = true;
        Qt::HANDLE thread = nullptr;
        void header(const domain::SourceHeader &) override {}
        void beginRecord(qint64 ordinal, const QString &) override
        {
            inOrder = inOrder && ordinal == heard;
            ++heard;
            furthest = std::max(furthest, m_said.load() - heard);
            thread = QThread::currentThreadId();
        }
        void entity(Record &&) override {}
        void ignored(const QString &, const QString &) override {}
        void rejected(const QString &, const QString &, const QString &) override {}
        void diagnostic(const domain::Diagnostic &) override {}
        void markIncomplete(const QString &) override {}

    private:
        const std::atomic<qint64> &m_said;
    } target(said);
    domain::QuietJob job;
    Qt::HANDLE readerThread = nullptr;
    const auto reader = [&](domain::RecordSink &sink, domain::JobContext &) -> domain::Result<void> {
        readerThread = QThread::currentThreadId();
        for (qint64 i = 0; i < 100000; ++i) {
            ++said;
            sink.beginRecord(i, u"/x/%1"_s.arg(i));
        }
        return {};
    };
    QVERIFY(RecordPipe::run(reader, target, never, job).has_value());
    QCOMPARE(target.heard, 100000);
    QVERIFY(target.inOrder);
    QVERIFY2(target.furthest <= 10 * 256, qPrintable(QString::number(target.furthest)));
    QCOMPARE(target.thread, QThread::currentThreadId());
    QVERIFY(readerThread != QThread::currentThreadId());
}

void TestRecordPipe::errorInTheMiddle()
{
    const QString path = write(snapshot(5000, ",\n{\"resourceType\":"));
    const importers::Registry registry = importers::defaultRegistry(noCatalogue);
    domain::QuietJob job;
    CollectingSink sink;
    domain::FileReport report;
    const auto reader = [&](domain::RecordSink &to, domain::JobContext &context) {
        return importers::readFile(path, registry, u"aws-config"_s, to, context, report);
    };
    const auto done = RecordPipe::run(reader, sink, never, job);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::SyntaxError);
    QVERIFY2(done.error().where.contains(u"line 5002"_s), qPrintable(done.error().where));
    QVERIFY(report.refused);
}

void TestRecordPipe::cancelled()
{
    const QString path = write(snapshot(20000));
    const importers::Registry registry = importers::defaultRegistry(noCatalogue);
    ImpatientJob job(5);
    CollectingSink sink;
    domain::FileReport report;
    const auto reader = [&](domain::RecordSink &to, domain::JobContext &context) {
        return importers::readFile(path, registry, u"aws-config"_s, to, context, report);
    };
    const auto done = RecordPipe::run(reader, sink, never, job);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::Cancelled);
    QVERIFY(sink.entries.size() < 20000);
}

void TestRecordPipe::targetGivesUp()
{
    // A disk that is full: the writer stops, and the reader, waiting for room, must not wait for ever.
    domain::QuietJob job;
    CollectingSink sink;
    bool toldToStop = false;
    const auto reader = [&](domain::RecordSink &to, domain::JobContext &context) -> domain::Result<void> {
        to.header({});
        for (qint64 i = 0; !context.isCancelled(); ++i)
            to.beginRecord(i, u"/x"_s);
        toldToStop = true;
        return domain::Error{domain::ErrorCode::Cancelled, u"stopped"_s, {}};
    };
    QVERIFY(RecordPipe::run(reader, sink, [&] { return sink.entries.size() > 1000; }, job).has_value());
    QVERIFY(toldToStop);
}

void TestRecordPipe::readerThrows()
{
    domain::QuietJob job;
    CollectingSink sink;
    const auto reader = [](domain::RecordSink &, domain::JobContext &) -> domain::Result<void> {
        throw std::runtime_error("out of order");
    };
    const auto done = RecordPipe::run(reader, sink, never, job);
    QVERIFY(!done.has_value());
    QCOMPARE(done.error().code, domain::ErrorCode::Internal);
    QCOMPARE(done.error().detail, u"out of order"_s);
}

BAILIWICK_TEST(QCoreApplication, TestRecordPipe)

} // namespace tst_recordpipe

#include "tst_recordpipe.moc"
