// SPDX-License-Identifier: GPL-3.0-or-later
// Rejected rows of tables that are read by a mapping, of workbooks and of templates that only the file's name tells: handed out, mended and
// imported again they make what the right table would have made. tst_rejects has the other forms.
#include "support/archives.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QPair>
#include <QTest>

namespace tst_mendedtables {

using namespace Qt::StringLiterals;

namespace {

using Cells = QList<QByteArrayList>;
using Replacements = QList<QPair<QByteArray, QByteArray>>;

QByteArray csvOf(const Cells &rows, char delimiter)
{
    QByteArray text;
    for (const QByteArrayList &row : rows)
        text += row.join(delimiter) + "\r\n";
    return text;
}

QByteArray xlsxOf(const Cells &rows)
{
    QByteArray cells;
    for (const QByteArrayList &row : rows) {
        cells += "<row>";
        for (const QByteArray &cell : row)
            cells += cell.isEmpty() ? QByteArray("<c/>") : "<c t='inlineStr'><is><t>" + cell + "</t></is></c>";
        cells += "</row>";
    }
    const QByteArray type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    return archives::make(archives::Pack::Zip,
                          {{"[Content_Types].xml", "<Types/>"},
                           {"_rels/.rels", "<Relationships><Relationship Id='r1' Type='" + type + "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
                           {"xl/workbook.xml", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                                               "<sheets><sheet name='Liste' sheetId='1' r:id='r1'/></sheets></workbook>"},
                           {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='" + type + "worksheet' Target='worksheets/sheet1.xml'/></Relationships>"},
                           {"xl/worksheets/sheet1.xml", "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>" + cells + "</sheetData></worksheet>"}});
}

QByteArray odsOf(const Cells &rows)
{
    QByteArray cells;
    for (const QByteArrayList &row : rows) {
        cells += "<table:table-row>";
        for (const QByteArray &cell : row)
            cells += cell.isEmpty() ? QByteArray("<table:table-cell/>") : "<table:table-cell office:value-type='string'><text:p>" + cell + "</text:p></table:table-cell>";
        cells += "</table:table-row>";
    }
    return archives::make(archives::Pack::StoredZip,
                          {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                           {"content.xml", "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
                                           "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet><table:table table:name='Liste'>" +
                                               cells + "</table:table></office:spreadsheet></office:body></office:document-content>"}});
}

QByteArray tableOf(const QString &name, const Cells &rows, bool latin)
{
    if (name.endsWith(".xlsx"_L1))
        return xlsxOf(rows);
    if (name.endsWith(".ods"_L1))
        return odsOf(rows);
    const QByteArray text = csvOf(rows, name.startsWith("b_"_L1) ? ',' : ';');
    return latin ? QString::fromUtf8(text).toLatin1() : text;
}

Cells mended(Cells rows, const Replacements &mends)
{
    for (QByteArrayList &row : rows) {
        for (QByteArray &cell : row) {
            for (const auto &[wrong, good] : mends) {
                if (cell == wrong)
                    cell = good;
            }
        }
    }
    return rows;
}

} // namespace

class TestMendedTables : public QObject
{
    Q_OBJECT

private slots:
    void again_data();
    void again();
    void germanRegister();
    void keeperOfATemplate();
};

void TestMendedTables::again_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Cells>("faulty");
    QTest::addColumn<bool>("latin");
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<Replacements>("mends");
    const Cells own{{"contract:key", "name", "start_date", "dpa"}, {"C-1", "One", "2024-01-01", "yes"}, {"C-2", "Two", "someday", "perhaps"}, {"C-3", "Three", "2024-01-03", "no"}};
    const Replacements ownMends{{"someday", "2024-02-02"}, {"perhaps", "no"}};
    QTest::newRow("register in a workbook") << u"c.xlsx"_s << own << false << QByteArray() << ownMends;
    QTest::newRow("register in a sheet of LibreOffice") << u"c.ods"_s << own << false << QByteArray() << ownMends;
    const QByteArray mapping = "{\"kind\":\"contract\",\"decimal_comma\":true,\"columns\":{\"Vertragsnr.\":\"key\",\"Prüfrechte\":\"audit_rights\",\"Beginn\":\"start_date\",\"Kosten\":\"annual_cost\"}}";
    const Cells german{{"Register der Verträge", "", "", ""}, {"Vertragsnr.", "Prüfrechte", "Beginn", "Kosten"}, {"V-1", "ja", "01.02.2024", "1.250,50"}, {"V-2", "jein", "31.02.2024", "zwölf"},
                       {"V-3", "nein", "03.02.2024", "3,50"}};
    const Replacements germanMends{{"jein", "nein"}, {"31.02.2024", "29.02.2024"}, {"zwölf", "12,00"}};
    QTest::newRow("mapped table in ISO 8859-1 below a title") << u"v.csv"_s << german << true << mapping << germanMends;
    QTest::newRow("mapped table in UTF-8") << u"v.csv"_s << german << false << mapping << germanMends;
    QTest::newRow("mapped workbook below a title") << u"v.xlsx"_s << german << false << mapping << germanMends;
    QTest::newRow("mapped sheet of LibreOffice below a title") << u"v.ods"_s << german << false << mapping << germanMends;
    const Cells dora{{"c0010", "c0020", "c0030", "c0040", "c0050"}, {"C-1", "eba_CO:x1", "", "eba_CU:EUR", "1000"}, {"", "eba_CO:x1", "", "eba_CU:EUR", "2000"}};
    QTest::newRow("template of the DORA register, told by the file's name") << u"b_02.01.csv"_s << dora << false << QByteArray() << Replacements();
}

void TestMendedTables::again()
{
    QFETCH(QString, name);
    QFETCH(Cells, faulty);
    QFETCH(bool, latin);
    QFETCH(QByteArray, mapping);
    QFETCH(Replacements, mends);
    Cli cli;
    cli.write(u"map.json"_s, mapping);
    const bool dora = name.startsWith("b_"_L1);
    const auto import = [&](const QString &workspace, const QString &file) {
        QStringList arguments{u"import"_s, u"--workspace"_s, workspace, file, u"--rejects"_s, u"mend.csv"_s, u"--json"_s};
        if (!mapping.isEmpty())
            arguments += {u"--mapping"_s, u"map.json"_s};
        return cli.run(arguments);
    };
    cli.write(name, tableOf(name, faulty, latin));
    const CliRun first = import(u"w"_s, name);
    QVERIFY2(first.code == 3, (first.err + first.out).constData());
    QCOMPARE(first.json()["files"][0]["records"]["rejected"], 1);
    const auto good = first.json()["files"][0]["records"]["added"].get<int>();
    QByteArray text = cli.read(u"mend.csv"_s);
    QCOMPARE(text.count("\r\n"), 2);
    if (dora) {
        QVERIFY2(text.startsWith("b_02.01.0010,b_02.01.0020,"), text.constData());
        text.replace("\r\n,eba_CO", "\r\nC-2,eba_CO");
        faulty[2][0] = "C-2";
    }
    const QByteArray delimiter = text.left(text.indexOf('\n')).contains(';') ? ";" : ",";
    for (const auto &[wrong, right] : mends) {
        QVERIFY2(text.count(delimiter + wrong + delimiter) == 1, (wrong + " in\n" + text).constData());
        text.replace(delimiter + wrong + delimiter, delimiter + (right.contains(delimiter) ? '"' + right + '"' : right) + delimiter);
    }
    cli.write(u"mended.csv"_s, text);
    const CliRun second = import(u"w"_s, u"mended.csv"_s);
    QVERIFY2(second.code == 0, (second.err + second.out + text).constData());
    QCOMPARE(second.json()["files"][0]["records"]["added"], 1);
    QCOMPARE(second.json()["files"][0]["records"]["read"], 1);

    cli.write(name, tableOf(name, dora ? faulty : mended(faulty, mends), latin));
    const CliRun whole = import(u"v"_s, name);
    QVERIFY2(whole.code == 0, (whole.err + whole.out).constData());
    QCOMPARE(whole.json()["files"][0]["records"]["added"], good + 1);
    const auto contracts = [&cli](const QString &workspace) { return cli.run({u"list"_s, u"--workspace"_s, workspace, u"contracts"_s, u"--json"_s}).out; };
    QVERIFY(contracts(u"v"_s).contains(dora ? "C-2" : "-2"));
    QCOMPARE(contracts(u"w"_s), contracts(u"v"_s));
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM entity WHERE vanished<>0"), 0);
}

/// As an office in Germany keeps it: semicolons, ISO 8859-1, decimal commas, days with points, "unbefristet", quotes, an empty row.
void TestMendedTables::germanRegister()
{
    Cli cli;
    const QString text = u"Vertragsnummer;Vertragsbezeichnung;Anbieter;Vertragsbeginn;Vertragsende;Jährliche Kosten (EUR);AV-Vertrag;Auslagerung;Prüfrechte;Anwendbares Recht;Ausstiegsklausel;Datenstandorte;Bemerkung\r\n"
                         "V-001;Rahmenvertrag Cloud;Amazon Web Services EMEA SARL;01.01.2022;31.12.2027;1.250.000,50;ja;Ja;ja;Luxemburg;ja;Deutschland, Irland;Größte Abhängigkeit\r\n"
                         "V-002;Büro-Software;Microsoft Ireland Operations Ltd;15.03.2021;unbefristet;350.000,00;Ja;nein;JA;Irland;nein;EU;\r\n"
                         "V-003;KI-Übersetzung;SAP SE;1.7.2024;30.6.2026;12.500,99;ja;nein;nein;Deutschland;;Deutschland;\"Zusatz: \"\"Pro\"\"-Tarif; monatlich kündbar\"\r\n"
                         ";;;;;;;;;;;;\r\n"
                         "V-004;Archiv;keiner;01.02.2020;31.12.2027;0,99;;;;;;keine;\r\n"
                         "V-005;Support;T-Systems International GmbH;31.12.2025;31.12.2027;5.000,00;x;;k.A.;DE;ja;Österreich;\r\n"_s;
    cli.write(u"vertraege_de.csv"_s, text.toLatin1());
    const CliRun proposed = cli.run({u"propose-mapping"_s, u"vertraege_de.csv"_s});
    QCOMPARE(proposed.code, 0);
    cli.write(u"map.json"_s, proposed.out);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--mapping"_s, u"map.json"_s, u"vertraege_de.csv"_s, u"--json"_s});
    QVERIFY2(run.code == 0, (run.err + run.out).constData());
    const auto records = run.json()["files"][0]["records"];
    QCOMPARE(records["read"], 5);
    QCOMPARE(records["added"], 5);
    QVERIFY2(run.out.contains("k.A."), run.out.constData());
    Peek peek(cli.path(u"w"_s));
    const auto told = [&peek](const char *column, const char *key) {
        return peek.one("SELECT coalesce(" + QByteArray(column) + ",'-') FROM e_contract c JOIN entity e ON e.id=c.id LEFT JOIN entity p ON p.id=c.provider WHERE e.key='" + key + "'");
    };
    QCOMPARE(told("e.name||'|'||p.key||'|'||date(start_date*86400,'unixepoch')||'|'||date(end_date*86400,'unixepoch')||'|'||annual_cost||'|'||dpa||outsourcing||audit_rights||exit_clause||'|'||governing_law||'|'||data_locations||'|'||c.description",
                  "V-001"),
             QByteArray("Rahmenvertrag Cloud|aws|2022-01-01|2027-12-31|1250000.5|1111|LU|Deutschland, Irland|Größte Abhängigkeit"));
    QCOMPARE(told("p.key||'|'||trim(c.absent)||'|'||annual_cost||'|'||dpa||outsourcing||audit_rights||exit_clause||'|'||governing_law", "V-002"), QByteArray("microsoft|end_date|350000.0|1010|IE"));
    QCOMPARE(told("e.name||'|'||date(start_date*86400,'unixepoch')||'|'||date(end_date*86400,'unixepoch')||'|'||annual_cost||'|'||coalesce(exit_clause,'?')||'|'||c.description", "V-003"),
             QByteArray("KI-Übersetzung|2024-07-01|2026-06-30|12500.99|?|Zusatz: \"Pro\"-Tarif; monatlich kündbar"));
    QCOMPARE(told("trim(c.absent)||'|'||coalesce(p.key,'')||'|'||annual_cost", "V-004"), QByteArray("provider data_locations||0.99"));
    QCOMPARE(told("p.key||'|'||dpa||'|'||coalesce(audit_rights,'?')||'|'||governing_law", "V-005"), QByteArray("t-systems|1|?|DE"));
}

/// Whose register of information a template is of stands in its folder: the mended rows, wherever they lie, are of the same one.
void TestMendedTables::keeperOfATemplate()
{
    const Cli cli;
    const QString lei = u"529900T8BM49AURSDO55"_s;
    QVERIFY(QDir(cli.folder.path()).mkpath(u"LEI_%1.CON/reports"_s.arg(lei)));
    const QString name = u"LEI_%1.CON/reports/b_02.01.csv"_s.arg(lei);
    cli.write(name, "c0010,c0020,c0030,c0040,c0050\r\nC-1,eba_CO:x1,,eba_CU:EUR,1000\r\n,eba_CO:x1,,eba_CU:EUR,2000\r\n");
    const auto import = [&](const QString &file, const QString &rejects) { return cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file, u"--rejects"_s, rejects, u"--json"_s}); };
    QCOMPARE(import(name, u"r1.csv"_s).code, 3);
    // Imported as it is, it is handed out once more, and is still of the same register.
    QCOMPARE(import(u"r1.csv"_s, u"r2.csv"_s).code, 3);
    QByteArray text = cli.read(u"r2.csv"_s);
    QVERIFY2(text.count(lei.toLatin1()) == 1, text.constData());
    text.replace("\r\n,eba_CO", "\r\nC-2,eba_CO");
    cli.write(u"mended.csv"_s, text);
    const CliRun second = import(u"mended.csv"_s, u"r3.csv"_s);
    QVERIFY2(second.code == 0, (second.err + second.out + text).constData());
    QCOMPARE(second.json()["files"][0]["records"]["added"], 1);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT scope FROM feed WHERE format='dora-register'"), QList<QByteArray>{(lei + u"/b_02.01"_s).toUtf8()});
    QCOMPARE(peek.rows("SELECT key FROM entity e JOIN e_contract c ON c.id=e.id WHERE e.vanished=0 ORDER BY 1"), (QList<QByteArray>{"C-1", "C-2"}));
}

BAILIWICK_TEST(QCoreApplication, TestMendedTables)

} // namespace tst_mendedtables

#include "tst_mendedtables.moc"
