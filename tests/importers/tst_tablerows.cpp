// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cellvalues.h"
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
    void notesBelowTheTable_data();
    void notesBelowTheTable();
    void totalsInKnownTables_data();
    void totalsInKnownTables();
    void daysStayInTheirOrder_data();
    void daysStayInTheirOrder();
    void noCountryAtAll_data();
    void noCountryAtAll();
    void zerosOfAccounts_data();
    void zerosOfAccounts();
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

void TestTableRows::notesBelowTheTable_data()
{
    QTest::addColumn<QByteArray>("row"); ///< number; title; supplier
    QTest::addColumn<bool>("note");
    const auto row = [](const char *cells, bool note) { QTest::newRow(cells) << QByteArray(cells) << note; };
    row("Hinweis: Betr\u00e4ge netto;;", true);
    row("Anmerkung : Stand der Liste ist der 1. Mai;;", true);
    row(";Note: amounts without VAT;", true);
    row(";;Remarque : montants hors taxe", true);
    row("Quelle: SAP;;", true);
    row("Stand: 01.05.2026;;", true);
    row("Nota: sin IVA;;", true);
    row("* without VAT;;", true);
    row("\u00b9 ohne Umsatzsteuer;;", true);
    // Keys, however they look, and what says something of one thing.
    row("Note:7;;", false);
    row("Hinweis;;", false);
    row("Hinweis: Betr\u00e4ge netto;Contoso;", false);
    row("*1;;", false);
    row("1) Hosting;;", false); // people number their things so
    row("Notebook leasing;;", false);
    row("Standby: server;;", false);
    row("C 7;;", false);
}

void TestTableRows::notesBelowTheTable()
{
    QFETCH(QByteArray, row);
    QFETCH(bool, note);
    const MappedReading table = read(R"({"kind":"contract","columns":{"No":"key","Title":"name","Supplier":"provider"}})", "No;Title;Supplier\nC-1;Hosting;Contoso\n\n" + row + "\n");
    QVERIFY(!table.error);
    const auto &entry = table.sink.entries.constLast();
    QCOMPARE(entry.ignoredCode, note ? u"note-row"_s : QString());
    QCOMPARE(table.sink.counts(), note ? (domain::RecordCounts{2, 1, 0, 0, 1, 0}) : (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
}

void TestTableRows::totalsInKnownTables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text"); ///< the last row is looked at; all others are taken
    QTest::addColumn<bool>("total");
    const QByteArray cmdb = "CI-Nummer;CI-Name;CI-Typ;Status;Standort;Seriennummer\n0001;srv-1;Server;In Betrieb;Frankfurt;A1\n";
    QTest::newRow("list of a CMDB") << u"cmdb.csv"_s << cmdb + "Gesamt;;;;;\n" << true;
    QTest::newRow("list of a CMDB, under the name") << u"cmdb.csv"_s << cmdb + ";Summe: 1 Server;;;;\n" << true;
    QTest::newRow("a server of that name") << u"cmdb.csv"_s << cmdb + "0002;total;Server;In Betrieb;Frankfurt;A2\n" << false;
    const QByteArray certificates = "scheme;holder;valid_until;certificate_no\nISO 27001;Contoso;2027-01-01;1\n";
    QTest::newRow("certificates") << u"certs.csv"_s << certificates + "Total;1;;\n" << true;
    QTest::newRow("certificates, under the holder") << u"certs.csv"_s << certificates + ";Totale: 1 certificato;;\n" << true;
    QTest::newRow("a holder of that name") << u"certs.csv"_s << certificates + "ISO 27001;Total;2027-01-01;2\n" << false;
    const QByteArray contracts = "c0010,c0020,c0030,c0040,c0050\nC-1,1,,EUR,40000\n";
    QTest::newRow("register of information") << u"b_02.01.csv"_s << contracts + "Total,,,EUR,40000\n" << true;
    QTest::newRow("a contract of that name") << u"b_02.01.csv"_s << contracts + "TOTAL-1,1,,EUR,1\n" << false;
}

/// Officers sum up the tables of known forms as well.
void TestTableRows::totalsInKnownTables()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(bool, total);
    const Reading reading = readText(importers::appendRegisters, file, text);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), total ? (domain::RecordCounts{2, 1, 0, 0, 1, 0}) : (domain::RecordCounts{2, 2, 0, 0, 0, 0}));
    QCOMPARE(reading.sink.entries.constLast().ignoredCode, total ? u"totals-row"_s : QString());
}

void TestTableRows::daysStayInTheirOrder_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QString>("day"); ///< days since 1970; empty: there is no such day
    const auto row = [](const char *order, const char *cell, const char *day) { QTest::addRow("%s %s", order, cell) << QByteArray(order) << QByteArray(cell) << QString::fromLatin1(day); };
    row("day-first", "13/01/2024", "19735");
    row("day-first", "01/13/2024", "");
    row("day-first", "01-13-24", "");
    row("day-first", "31/04/2024", "");
    row("month-first", "01/13/2024", "19735");
    row("month-first", "13/01/2024", "");
    row("month-first", "13.01.2024", "");
    row("dd/MM/yyyy", "01/13/2024", "");
    row("MM/dd/yyyy", "13/01/2024", "");
    row("dd/MM/yyyy", "13/01/2024", "19735");
    // What says its order itself.
    row("month-first", "2024-01-13", "19735");
    row("day-first", "13 Jan 2024", "19735");
}

/// A day that there is not in the order of the table is a slip of the pen, and not the same day in another order.
void TestTableRows::daysStayInTheirOrder()
{
    QFETCH(QByteArray, order);
    QFETCH(QByteArray, cell);
    QFETCH(QString, day);
    const MappedReading table = read(R"({"kind":"contract","dates":")" + order + R"(","columns":{"No":"key","Start":"start_date"}})", "No;Start\nC-1;" + cell + "\n");
    QVERIFY(!table.error);
    const auto &entry = table.sink.entries.constFirst();
    if (day.isEmpty()) {
        QCOMPARE(entry.rejectedCode, u"invalid-value"_s);
        QVERIFY2(entry.message.contains(u"no such day"_s), qPrintable(entry.message));
    } else {
        QCOMPARE(textField(table.sink.records().constFirst(), u"start_date"_s), day);
    }
}

void TestTableRows::noCountryAtAll_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<bool>("none");
    for (const char *word : {"none", "keine", "Keine", "kein", "nein", "aucun", "aucune", "n\u00e9ant", "ninguno", "ninguna", "nessuno", "nessuna", "geen", "non"})
        QTest::addRow("%s", word) << QByteArray(word) << true;
    for (const char *word : {"no", "No", "NO", "nicht", "nada"})
        QTest::addRow("%s", word) << QByteArray(word) << false;
}

/// Nobody has access from anywhere, said in the register's own language: known, and not a row to be refused.
void TestTableRows::noCountryAtAll()
{
    QFETCH(QByteArray, cell);
    QFETCH(bool, none);
    const MappedReading table = read(R"({"kind":"workload","columns":{"No":"key","Admins":"admin_countries"}})", "No;Admins\nW-1;" + cell + "\n");
    QVERIFY(!table.error);
    QCOMPARE(table.sink.entries.constFirst().rejectedCode, none ? QString() : u"invalid-value"_s);
    if (!none)
        return;
    const domain::Record record = table.sink.records().constFirst();
    QVERIFY(record.places.isEmpty());
    QCOMPARE(record.completeFacets, domain::facetFromName(u"admin"));
    // One country, of which there is none.
    const MappedReading entities = read(R"({"kind":"legal_entity","columns":{"No":"key","Land":"dpo_country"}})", "No;Land\nE-1;" + cell + "\n");
    const domain::Value *value = CollectingSink::field(entities.sink.records().constFirst(), u"dpo_country"_s);
    QVERIFY(value && std::holds_alternative<domain::Absent>(*value));
}

void TestTableRows::zerosOfAccounts_data()
{
    QTest::addColumn<QByteArray>("table"); ///< the row of S2 is looked at
    QTest::addColumn<QString>("outcome");  ///< the account; "refused"; "unread", which is told
    const auto row = [](const char *name, const char *table, const char *outcome) { QTest::newRow(name) << QByteArray(table) << QString::fromLatin1(outcome); };
    row("of AWS, a zero is lost", "ID;Account;Provider\nS1;111122223333;AWS\nS2;12345678901;AWS\n", "refused");
    row("of AWS, alone in its column", "ID;Account;Provider\nS1;;AWS\nS2;12345678901;Amazon Web Services\n", "refused");
    row("of AWS, two zeros are lost", "ID;Account;Provider\nS1;;AWS\nS2;1234567890;AWS\n", "refused");
    row("of AWS, one digit too many", "ID;Account;Provider\nS1;111122223333;AWS\nS2;1234567890123;AWS\n", "refused");
    row("of AWS, whole", "ID;Account;Provider\nS1;111122223333;AWS\nS2;012345678901;AWS\n", "012345678901");
    row("of AWS, by a name", "ID;Account;Provider\nS1;111122223333;AWS\nS2;core-prod;AWS\n", "core-prod");
    row("of nobody knows whom, among accounts", "ID;Account\nS1;111122223333\nS2;12345678901\nS3;222233334444\n", "unread");
    row("of nobody knows whom, of no common length", "ID;Account\nS1;4711\nS2;12345678901\nS3;815\n", "12345678901");
    row("short numbers of our own among accounts", "ID;Account\nS1;111122223333\nS2;4711\nS3;222233334444\n", "4711");
    row("of Google", "ID;Account;Provider\nS1;111122223333;AWS\nS2;12345678901;Google Cloud\n", "12345678901");
    row("numbers of projects", "ID;Project;\nS1;111122223333;\nS2;12345678901;\nS3;222233334444;\n", "12345678901");
}

/// Spreadsheets take the number of an account for an amount and drop its zeros; no other account may come of it, nor a guess.
void TestTableRows::zerosOfAccounts()
{
    QFETCH(QByteArray, table);
    QFETCH(QString, outcome);
    const QByteArray provider = table.contains("Provider") ? R"(,"Provider":"provider")" : "";
    const QByteArray account = table.contains("Project") ? "Project" : "Account";
    const MappedReading mapped = read(R"({"kind":"workload","columns":{"ID":"key",")" + account + R"(":"account")" + provider + "}}", table);
    QVERIFY(!mapped.error);
    const auto &entry = mapped.sink.entries.at(1);
    QCOMPARE(entry.rejectedCode, outcome == "refused"_L1 ? u"invalid-value"_s : QString());
    if (outcome == "refused"_L1)
        QVERIFY2(entry.message.contains(u"an account of AWS has 12"_s), qPrintable(entry.message));
    else
        QCOMPARE(textField(mapped.sink.records().at(1), u"account"_s), outcome == "unread"_L1 ? u"(unsaid)"_s : outcome);
    QCOMPARE(mapped.sink.hasDiagnostic(u"doubtful-account"_s), outcome == "unread"_L1);
}

BAILIWICK_TEST(QCoreApplication, TestTableRows)

} // namespace tst_tablerows

#include "tst_tablerows.moc"
