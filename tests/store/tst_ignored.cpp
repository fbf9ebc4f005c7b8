// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_ignored {

using namespace Qt::StringLiterals;
using namespace domain;

/// Records that are ignored for the same reason are told in one line, which says of none what is true of another only.
class TestIgnored : public QObject
{
    Q_OBJECT

private slots:
    void oneLineForAReason_data();
    void oneLineForAReason();
};

void TestIgnored::oneLineForAReason_data()
{
    QTest::addColumn<QStringList>("messages");
    QTest::addColumn<QString>("told");
    QTest::newRow("one") << QStringList{u"HDS of OVH: suspended"_s} << u"line 2: HDS of OVH: suspended"_s;
    QTest::newRow("the same of all") << QStringList{u"a remark"_s, u"a remark"_s, u"a remark"_s} << u"line 2: a remark (3 records)"_s;
    QTest::newRow("each its own") << QStringList{u"HDS of OVH: suspended"_s, u"C5 of M\u00fcller: withdrawn"_s}
                                  << u"line 2: HDS of OVH: suspended; line 3: C5 of M\u00fcller: withdrawn (2 records)"_s;
    QTest::newRow("some the same") << QStringList{u"a"_s, u"b"_s, u"a"_s, u"b"_s} << u"line 2: a; line 3: b (4 records)"_s;
    QTest::newRow("more than are named") << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s, u"a"_s}
                                         << u"line 2: a; line 3: b; line 4: c; line 5: d; line 6: e; and 2 more (8 records)"_s;
}

void TestIgnored::oneLineForAReason()
{
    QFETCH(QStringList, messages);
    QFETCH(QString, told);
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Catalogue catalogue = *Catalogue::fromJson(file.readAll());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"w.bailiwick"_s);
    QVERIFY(store::prepareWorkspace(path, true));
    store::ConnectionScope scope{path, store::Access::Write};
    store::AttributeStore values{store::nativeHandle(scope.db()), catalogue};
    const auto lookup = store::ReferenceLookup::fromResources();
    store::Transaction t(scope.db());
    QVERIFY(t.begin());
    store::ImportWriter writer(values, *lookup, {u"certs.csv"_s, u"certificate-register"_s, u"tester"_s, QDateTime::fromSecsSinceEpoch(1'762'128'000, Qt::UTC)});
    writer.header({u"certs.csv"_s, SourceRank::Register, true});
    for (qsizetype i = 0; i < messages.size(); ++i) {
        writer.beginRecord(i, u"line %1"_s.arg(i + 2));
        writer.ignored(u"not-in-force"_s, messages.at(i));
    }
    const auto report = writer.finish({});
    QVERIFY(report);
    QCOMPARE(report->records.ignored, messages.size());
    QStringList lines;
    for (const Diagnostic &d : report->diagnostics)
        lines.append(d.where + u": "_s + d.message);
    QCOMPARE(lines, QStringList{told});
}

BAILIWICK_TEST(QCoreApplication, TestIgnored)

} // namespace tst_ignored

#include "tst_ignored.moc"
