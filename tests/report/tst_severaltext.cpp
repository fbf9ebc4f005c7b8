// SPDX-License-Identifier: GPL-3.0-or-later
// What is missing of several things is said once, not once for each.
#include "support/testmain.h"
#include "text/severaltext.h"

#include <QTest>

namespace tst_severaltext {

using namespace Qt::StringLiterals;

class TestSeveralText : public QObject
{
    Q_OBJECT

private slots:
    void missing_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one of one") << u"Country"_s << QStringList{u"Entra ID"_s} << u"Country of Entra ID"_s;
        QTest::newRow("two of two") << u"Authorised, Access to data"_s << QStringList{u"Night shift"_s, u"Remote access"_s}
                                    << u"Authorised and Access to data of Night shift and Remote access"_s;
        QTest::newRow("three of three") << u"Data classes, Key management, Ended"_s << QStringList{u"a"_s, u"b"_s, u"c"_s}
                                        << u"Data classes, Key management and Ended of a, b and c"_s;
        QTest::newRow("a label that ends in a preposition") << u"Backed up in"_s << QStringList{u"Recruiting with ranking"_s} << u"Recruiting with ranking: Backed up in"_s;
        QTest::newRow("of several") << u"Country, On behalf of"_s << QStringList{u"a"_s, u"b"_s} << u"a and b: Country and On behalf of"_s;
        QTest::newRow("a label that holds one") << u"Days of notice"_s << QStringList{u"a"_s} << u"Days of notice of a"_s;
        QTest::newRow("four are named") << u"Country"_s << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s} << u"Country of a, b, c and d"_s;
        QTest::newRow("of many the rest is counted") << u"Criticality"_s << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}
                                                     << u"Criticality of a, b, c and 2 more"_s;
    }

    void missing()
    {
        QFETCH(QString, asked);
        QFETCH(QStringList, names);
        QFETCH(QString, expected);
        QCOMPARE(text::ofSeveral(asked, names), expected);
    }
};

BAILIWICK_TEST(QCoreApplication, TestSeveralText)

} // namespace tst_severaltext

#include "tst_severaltext.moc"
