// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testmain.h"
#include "writing.h"

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
    Writing import(u"certs.csv"_s, u"certificate-register"_s);
    QVERIFY(import.begun);
    for (qsizetype i = 0; i < messages.size(); ++i) {
        import.writer.beginRecord(i, u"line %1"_s.arg(i + 2));
        import.writer.ignored(u"not-in-force"_s, messages.at(i));
    }
    const auto report = import.writer.finish({});
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
