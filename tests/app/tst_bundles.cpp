// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history.h"
#include "core/rejects.h"
#include "support/archives.h"
#include "support/importtest.h"
#include "support/testmain.h"

namespace tst_bundles {

using namespace Qt::StringLiterals;
using archives::Pack;
using domain::FileReport;
using domain::RecordCounts;

namespace {

QByteArray item(const QByteArray &account, const QByteArray &id)
{
    return "{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"" + id + "\",\"ARN\":\"arn:aws:sqs:eu-central-1:" + account + ":" + id
           + "\",\"awsAccountId\":\"" + account + "\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"OK\"}";
}

QByteArray snapshot(const QByteArrayList &items) { return "{\"configSnapshotId\":\"x\",\"configurationItems\":[\n" + items.join(",\n") + "\n]}"; }

const QByteArray One = "111122223333";
const QByteArray Two = "444455556666";

} // namespace

/// Archives and folders through the whole of an import: each member a file of its own.
class tst_Bundles : public ImportTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadServices(); }
    void init() { makeWorkspace(); }

    void eachMemberIsAFile()
    {
        const QString bundle = write(u"exports.zip"_s, archives::make(Pack::Zip, {{"aws/one.json", snapshot({item(One, "a"), item(One, "b")})},
                                                                                   {"notes.txt", "to whom it may concern"},
                                                                                   {"../evil.json", snapshot({item(One, "evil")})},
                                                                                   {"aws/two.json", snapshot({item(Two, "c"), "7"})}}));
        const QList<FileReport> files = import({bundle});
        QCOMPARE(files.size(), 4);
        QCOMPARE(files.at(0).path, bundle + u"!/aws/one.json"_s);
        QCOMPARE(files.at(0).records, (RecordCounts{2, 2, 0, 0, 0, 0}));
        QVERIFY(files.at(1).refused);
        QCOMPARE(files.at(1).diagnostics.constFirst().code, u"unknown-format"_s);
        QVERIFY(files.at(1).diagnostics.constFirst().where.startsWith(bundle + u"!/notes.txt"_s));
        QVERIFY(files.at(2).refused);
        QCOMPARE(files.at(2).path, bundle + u"!/../evil.json"_s);
        QCOMPARE(files.at(3).records, (RecordCounts{2, 1, 0, 0, 0, 1}));
        QCOMPARE(texts(u"SELECT path FROM source ORDER BY id"_s), (QStringList{bundle + u"!/aws/one.json"_s, bundle + u"!/aws/two.json"_s}));
        QCOMPARE(count(u"SELECT count(*) FROM e_workload"_s), 3);
        QCOMPARE(count(u"SELECT count(*) FROM source WHERE length(sha256)=64"_s), 2);
        // Nobody is told of the temporary place.
        for (const FileReport &f : files) {
            for (const domain::Diagnostic &d : f.diagnostics)
                QVERIFY2(!(d.where + d.message).contains(u"/tmp/bailiwick"_s) || bundle.startsWith(u"/tmp/bailiwick"_s), qPrintable(d.where + d.message));
        }
    }

    void aBundleGivesWhatItsFilesGive()
    {
        const QByteArray first = snapshot({item(One, "a"), item(One, "b")});
        const QByteArray second = snapshot({item(Two, "c")});
        import({write(u"first.json"_s, first), write(u"second.json"_s, second)});
        const QString things = u"SELECT kind||' '||key||' '||name FROM entity ORDER BY kind, key"_s;
        const QStringList loose = texts(things);
        QVERIFY(loose.size() >= 3);
        init();
        import({write(u"both.tgz"_s, archives::make(Pack::TarGz, {{"second.json", second}, {"first.json", first}}))});
        QCOMPARE(texts(things), loose);
    }

    void theSameBundleAgainReadsNothing()
    {
        const QString bundle = write(u"again.zip"_s, archives::make(Pack::Zip, {{"1.json", snapshot({item(One, "a"), item(One, "b")})}, {"2.json", snapshot({item(Two, "c")})}}));
        import({bundle});
        QCOMPARE(count(u"SELECT count(*) FROM source"_s), 2);
        const QList<FileReport> again = import({bundle});
        QCOMPARE(again.size(), 2);
        QCOMPARE(again.at(0).records, (RecordCounts{2, 0, 0, 2, 0, 0}));
        QCOMPARE(again.at(1).records, (RecordCounts{1, 0, 0, 1, 0, 0}));
        QCOMPARE(count(u"SELECT count(*) FROM source"_s), 2); // both were known by their bytes
        // Another file of the scope of the second, in between: it is read again, the first is not.
        import({write(u"later.json"_s, snapshot({item(Two, "c"), item(Two, "d")}))});
        import({bundle});
        QCOMPARE(texts(u"SELECT path FROM source ORDER BY id"_s).mid(3), QStringList{bundle + u"!/2.json"_s});
    }

    void whatAnotherScopeSaysOfItsThingsIsReadAgain()
    {
        const QString one = write(u"one.csv"_s, "workload:key,owner\nw1,first\n");
        import({one});
        import({write(u"two.csv"_s, "workload:key,owner\nw1,second\n")});
        import({one});
        QCOMPARE(count(u"SELECT count(*) FROM source"_s), 3);
    }

    void rejectedRecordsOfAMember()
    {
        const QString bundle = write(u"bad.zip"_s, archives::make(Pack::Zip, {{"list.json", snapshot({item(One, "a"), "7"})}}));
        app::Rejects rejects;
        import({bundle}, &rejects);
        const QString to = m_folder.filePath(u"rejects.json"_s);
        const auto written = app::writeRejects(rejects, to);
        QVERIFY(written.has_value());
        QCOMPARE(*written, QStringList{to});
        QFile file(to);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("_bailiwick_rejected"));
    }

    void undoneAndRedone()
    {
        const QString bundle = write(u"undo.zip"_s, archives::make(Pack::Zip, {{"1.json", snapshot({item(One, "a")})}, {"2.json", snapshot({item(Two, "c")})}}));
        import({bundle});
        QVERIFY(app::undoChange(*m_services, m_workspace, domain::SystemClock()).has_value());
        QCOMPARE(count(u"SELECT count(*) FROM e_workload"_s), 0); // the archive is one import
        domain::QuietJob job;
        const auto redone = app::redoChange(*m_services, m_workspace, domain::SystemClock(), job);
        QVERIFY2(redone.has_value(), redone ? "" : qPrintable(redone.error().detail));
        QCOMPARE(*redone, QString(bundle + u"!/1.json and 1 more file"_s));
        QCOMPARE(count(u"SELECT count(*) FROM e_workload"_s), 2);
    }

    void limitsAreTold()
    {
        domain::QuietJob job;
        app::ImportRequest request{m_workspace, {write(u"limit.zip"_s, archives::make(Pack::Zip, {{"1.json", snapshot({item(One, "a")})}, {"2.json", snapshot({item(Two, "c")})}}))}, {}, {}, false};
        request.archives.members = 1;
        const QList<FileReport> files = app::importFiles(*m_services, request, domain::SystemClock(), job).files;
        QCOMPARE(files.size(), 2);
        QCOMPARE(files.at(0).records.added, 1);
        QVERIFY(files.at(1).refused);
        QCOMPARE(files.at(1).diagnostics.constFirst().code, u"limit-exceeded"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, tst_Bundles)

} // namespace tst_bundles

#include "tst_bundles.moc"
