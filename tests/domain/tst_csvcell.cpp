// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/csvcell.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

namespace tst_csvcell {

using namespace Qt::StringLiterals;

class TestCsvCell final : public QObject
{
    Q_OBJECT

private slots:
    void noFormulaGoesOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("a sum") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("a link") << u"=HYPERLINK(\"http://x\",1)"_s << u"\"'=HYPERLINK(\"\"http://x\"\",1)\""_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("plus") << u"+cmd|' /C calc'!A0"_s << u"'+cmd|' /C calc'!A0"_s;
        QTest::newRow("behind a tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("a negative number") << u"-5.25"_s << u"-5.25"_s;
        QTest::newRow("a telephone number") << u"+49 30 1"_s << u"'+49 30 1"_s;
        QTest::newRow("a dash") << u"-"_s << u"'-"_s;
        QTest::newRow("an apostrophe before a sum") << u"'=1"_s << u"''=1"_s;
        QTest::newRow("an apostrophe before a word") << u"'s-Hertogenbosch"_s << u"'s-Hertogenbosch"_s;
        QTest::newRow("a sign within") << u"a=b"_s << u"a=b"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void noFormulaGoesOut()
    {
        QFETCH(QString, text);
        QTEST(domain::csvCell(text), "cell");
    }

    /// Any text of the letters that matter comes back as it was.
    void comesBackExactly()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 20000; ++i) {
            QString text;
            for (quint32 n = random.bounded(6U); n > 0; --n)
                text += u"'=+-@\ta1. "_s.at(static_cast<qsizetype>(random.bounded(10U)));
            QCOMPARE(domain::withoutApostrophe(domain::csvCell(text)), text);
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestCsvCell)

} // namespace tst_csvcell

#include "tst_csvcell.moc"
