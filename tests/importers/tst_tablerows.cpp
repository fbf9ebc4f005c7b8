// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mappedtable.h"
#include "support/testmain.h"

namespace tst_tablerows {

using namespace Qt::StringLiterals;

/// Rows as officers keep them in tables of their own: totals below them, words for none, days in the order of the table.
class TestTableRows : public QObject
{
    Q_OBJECT

private:
    domain::Catalogue m_catalogue = catalogueOf();

    MappedReading read(const QByteArray &mapping, const QByteArray &text)
    {
        const auto known = importers::csvMappingFromJson(mapping, u"map.json"_s, m_catalogue);
        if (!known)
            qFatal("%s", qPrintable(known.error().detail));
        MappedReading table;
        readMapped(table, m_catalogue, text, *known);
        return table;
    }

private slots:
    void totalsAreNoThings_data();
    void totalsAreNoThings();
    void totalsInTablesWithoutNumbers();
};

void TestTableRows::totalsAreNoThings_data()
{
    QTest::addColumn<QByteArray>("row"); ///< number; title; supplier; start; yearly amount; and a column that is not read
    QTest::addColumn<bool>("total");
    const auto row = [](const char *cells, bool total) { QTest::newRow(cells) << QByteArray(cells) << total; };
    for (const char *word : {"Total", "TOTAL:", "Totals", "Grand total", "Sub-total", "Summe", "Gesamt", "Gesamtsumme", "Insgesamt", "Zwischensumme :", "Total g\u00e9n\u00e9ral",
                             "Total General", "Somme", "Sous-total", "Totale", "Totale generale", "Suma", "Subtotal", "Insgesamt 2", "Total (EUR)", "Summe: 5 Vertr\u00e4ge"}) {
        QTest::addRow("key %s", word) << QByteArray(word) + ";;;;;" << true;
        QTest::addRow("title %s", word) << ";" + QByteArray(word) + ";;;;" << true;
    }
    row("Total;;;;1 714 501,25;", true);
    row("Total;12 contrats;;;EUR 1 714 501,25;", true);
    row("Total;;-;n/a;96 %;EUR", true);
    row(";;;;1714501.25;Summe", true);
    // Something of its own, whatever it is called.
    row("C-7;Total;;;;", false);
    row("7;Total;;;;", false);
    row("Total;Trading platform;;;;", false);
    row("Total;;Contoso;;;", false);
    row("Total;;;2026-01-01;12;", false);
    row("Total;;;;12;main office", false);
    row("Totalrevision;;;;;", false);
    row("Total Energies;;;;12;", false);
    row("Sum up CRM;;;;;", false);
    row("Total: group;;;;;", false);
}

void TestTableRows::totalsAreNoThings()
{
    QFETCH(QByteArray, row);
    QFETCH(bool, total);
    const MappedReading table = read(R"({"kind":"contract","decimal_comma":true,"columns":{"No":"key","Title":"name","Supplier":"provider","Start":"start_date","Per year":"switching_fee","Remark":null}})",
                                     "No;Title;Supplier;Start;Per year;Remark\nC-1;Hosting;Contoso;2026-01-01;12;\n" + row + "\nC-2;Support;Contoso;2026-01-01;12;\n");
    QVERIFY(!table.error);
    QCOMPARE(table.sink.entries.size(), 3);
    const auto &entry = table.sink.entries.at(1);
    QCOMPARE(entry.ignoredCode, total ? u"totals-row"_s : QString());
    QVERIFY2(entry.rejectedCode.isEmpty(), qPrintable(entry.message));
    QCOMPARE(table.sink.counts(), total ? (domain::RecordCounts{3, 2, 0, 0, 1, 0}) : (domain::RecordCounts{3, 3, 0, 0, 0, 0}));
}

void TestTableRows::totalsInTablesWithoutNumbers()
{
    const MappedReading table = read(R"({"kind":"provider","columns":{"Firma":"name","Land":"legal_country"}})", "Land;Firma\nDE;Muster AG\n;Summe\n;1 Firma\nFR;Total\n");
    QCOMPARE(table.sink.counts(), (domain::RecordCounts{4, 3, 0, 0, 1, 0}));
    QCOMPARE(table.sink.entries.at(1).ignoredCode, u"totals-row"_s);
}

BAILIWICK_TEST(QCoreApplication, TestTableRows)

} // namespace tst_tablerows

#include "tst_tablerows.moc"
