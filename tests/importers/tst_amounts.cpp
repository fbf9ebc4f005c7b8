// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mappedtable.h"
#include "importers/table/mappingproposal.h"
#include "support/testmain.h"

namespace tst_amounts {

using namespace Qt::StringLiterals;
using domain::EntityKind;

/// Amounts of money as spreadsheets save them.
class TestAmounts : public QObject
{
    Q_OBJECT

private slots:
    void currenciesAreRead_data();
    void currenciesAreRead();
    void mappedAmountsAreRead();
};

void TestAmounts::currenciesAreRead_data()
{
    QTest::addColumn<QString>("column");   ///< of the register's currency; empty: it has none
    QTest::addColumn<double>("amount");    ///< negative: the row is rejected
    QTest::addColumn<QString>("currency"); ///< of the row, or what is said of it
    QTest::newRow("€ 1.200.000,00") << QString() << 1200000.0 << u"EUR"_s;
    QTest::newRow("1.200.000,00") << QString() << 1200000.0 << QString();
    QTest::newRow("1.200.000,00 €") << QString() << 1200000.0 << u"EUR"_s;
    QTest::newRow("£1,200.50") << QString() << 1200.5 << u"GBP"_s;
    QTest::newRow("EUR 1200") << QString() << 1200.0 << u"EUR"_s;
    QTest::newRow("1200 chf") << QString() << 1200.0 << u"CHF"_s;
    QTest::newRow("1 200,50 zł") << QString() << 1200.5 << u"PLN"_s;
    QTest::newRow("EUR 1300") << u"EUR"_s << 1300.0 << u"EUR"_s;
    // Whose dollars they are the sign does not tell.
    QTest::newRow("$1,200.50") << QString() << 1200.5 << QString();
    QTest::newRow("$1,300.50") << u"CAD"_s << 1300.5 << u"CAD"_s;
    QTest::newRow("USD 1200") << u"EUR"_s << -1.0 << u"the row's currency is EUR"_s;
    QTest::newRow("€ 1.200") << QString() << 1.2 << u"EUR"_s; // as 1.200 alone
    QTest::newRow("about 1200") << QString() << -1.0 << u"is not a number"_s;
    QTest::newRow("XYZ 1200") << QString() << -1.0 << u"is not a number"_s;
}

void TestAmounts::currenciesAreRead()
{
    QFETCH(QString, column);
    QFETCH(double, amount);
    QFETCH(QString, currency);
    const QByteArray cell = QTest::currentDataTag();
    const QByteArray text = "contract:key;annual_cost" + QByteArray(column.isEmpty() ? "" : ";currency") + "\nC-1;" + cell + (column.isEmpty() ? QByteArray() : ';' + column.toLatin1()) + '\n';
    CollectingSink sink;
    readAsFile(sink, catalogueOf(), u"contracts.csv"_s, text);
    if (amount < 0) {
        QCOMPARE(sink.counts().rejected, 1);
        QVERIFY2(sink.entries.constLast().message.contains(currency), qPrintable(sink.entries.constLast().message));
        return;
    }
    QCOMPARE(sink.counts().rejected, 0);
    const domain::Record record = sink.records().constFirst();
    const domain::Value *cost = CollectingSink::field(record, u"annual_cost"_s);
    QVERIFY(cost);
    QCOMPARE(std::get<double>(*cost), amount);
    const domain::Value *said = CollectingSink::field(record, u"currency"_s);
    QCOMPARE(said ? std::get<QString>(*said) : QString(), currency);
}

/// A table of somebody's own: the column is proposed, and its decimal comma is known by its cells.
void TestAmounts::mappedAmountsAreRead()
{
    const domain::Catalogue catalogue = catalogueOf();
    const auto names = importers::ColumnNames::fromResources(catalogue);
    QVERIFY(names);
    const QByteArray text = "Vertragsnummer;Vertrag;Jährliche Kosten\nV-1;Hosting;€ 1.200.000,50\nV-2;Support;€ 1.500\n";
    const auto proposal = importers::proposeMapping(importers::tableShape(text, 0, true), catalogue, *names, u"1"_s, EntityKind::Contract);
    QCOMPARE(proposal.mapping.meaningOf(u"Jährliche Kosten"_s), u"annual_cost"_s);
    QCOMPARE(proposal.mapping.decimalComma, std::optional(true));
    MappedReading table;
    readMapped(table, catalogue, text, proposal.mapping);
    QCOMPARE(table.sink.counts(), (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    const domain::Value *cost = CollectingSink::field(table.sink.records().constLast(), u"annual_cost"_s);
    QVERIFY(cost);
    QCOMPARE(std::get<double>(*cost), 1500.0);
}

BAILIWICK_TEST(QCoreApplication, TestAmounts)

} // namespace tst_amounts

#include "tst_amounts.moc"
