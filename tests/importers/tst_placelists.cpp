// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mappedtable.h"
#include "support/testmain.h"

namespace tst_placelists {

using namespace Qt::StringLiterals;

/// Several places in one cell.
class TestPlaceLists : public QObject
{
    Q_OBJECT

private slots:
    void partsTellTheirCountries_data();
    void partsTellTheirCountries();
};

void TestPlaceLists::partsTellTheirCountries_data()
{
    QTest::addColumn<QString>("places"); ///< empty: the row is rejected
    QTest::newRow("Frankfurt, Germany / Paris, France") << u"DE FR"_s;
    QTest::newRow("Frankfurt, Germany; Paris, France") << u"DE FR"_s;
    QTest::newRow("Frankfurt (Germany) / Ireland / aws/eu-west-3") << u"DE IE aws/eu-west-3"_s;
    QTest::newRow("Germany / France") << u"DE FR"_s;
    QTest::newRow("aws/eu-central-1") << u"aws/eu-central-1"_s;
    QTest::newRow("azure/West Europe") << u"azure/West Europe"_s;
    QTest::newRow("Frankfurt / Germany") << u"DE"_s;
    // Towns alone are no place, and no region of a provider that is called so.
    QTest::newRow("Frankfurt / Dublin") << QString();
    QTest::newRow("Frankfurt/Dublin") << QString();
    QTest::newRow("Frankfurt, Germany / Dublin") << QString();
    QTest::newRow("EU") << QString();
    QTest::newRow("On-prem (London)") << QString();
}

void TestPlaceLists::partsTellTheirCountries()
{
    QFETCH(QString, places);
    const QByteArray text = "workload:key,hosting_countries\nS1,\"" + QByteArray(QTest::currentDataTag()) + "\"\n";
    CollectingSink sink;
    readAsFile(sink, catalogueOf(), u"systems.csv"_s, text);
    QCOMPARE(sink.counts().rejected, places.isEmpty() ? 1 : 0);
    QStringList found;
    for (const domain::Record &record : sink.counts().rejected == 0 ? sink.records() : QList<domain::Record>()) {
        for (const domain::Place &place : record.places)
            found.append(place.region.isEmpty() ? place.country : place.provider + u'/' + place.region);
    }
    QCOMPARE(found.join(u' '), places);
}

BAILIWICK_TEST(QCoreApplication, TestPlaceLists)

} // namespace tst_placelists

#include "tst_placelists.moc"
