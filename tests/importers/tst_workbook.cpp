// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/archive/fileparts.h"
#include "importers/spreadsheet/cellnumber.h"
#include "importers/registry.h"
#include "importers/spreadsheet/rowwriter.h"
#include "importers/spreadsheet/templatebook.h"
#include "importers/spreadsheet/workbook.h"
#include "importers/text/csvreader.h"
#include "support/archives.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace tst_workbook {

using namespace Qt::StringLiterals;
using archives::Member;
using archives::Pack;
using domain::ErrorCode;

namespace {

/// What a workbook is made of besides one sheet.
struct Parts
{
    QByteArray cells = {};     ///< of sheetData
    QByteArray after = {};     ///< what follows sheetData
    QByteArray texts = {};     ///< si elements
    QByteArray formats = {};   ///< numFmt elements
    QByteArray styles = {};    ///< xf elements
    QByteArray bookProperties = {};
    QByteArray target = "worksheets/sheet1.xml";
    QByteArray space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    QByteArray relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
};

QByteArray xlsx(const Parts &p)
{
    const QByteArray type = p.relations + "/";
    QList<Member> members{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships><Relationship Id='rId1' Type='" + type + "officeDocument' Target='xl/workbook.xml'/></Relationships>"},
        {"xl/workbook.xml", "<workbook xmlns='" + p.space + "' xmlns:r='" + p.relations + "'>" + p.bookProperties
                                + "<sheets><sheet name='Systems' sheetId='1' r:id='rId1'/><sheet name='Lists' sheetId='2' state='veryHidden' r:id='rId2'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId1' Type='" + type + "worksheet' Target='" + p.target
                                           + "'/><Relationship Id='rId2' Type='" + type + "worksheet' Target='worksheets/sheet2.xml'/>"
                                           + "<Relationship Id='rId3' Type='" + type + "styles' Target='styles.xml'/>"
                                           + (p.texts.isEmpty() ? QByteArray() : "<Relationship Id='rId4' Type='" + type + "sharedStrings' Target='sharedStrings.xml'/>") + "</Relationships>"},
        {"xl/styles.xml", "<styleSheet xmlns='" + p.space + "'><numFmts>" + p.formats + "</numFmts><cellXfs><xf numFmtId='0'/>" + p.styles + "</cellXfs></styleSheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet xmlns='" + p.space + "'><dimension ref='A1'/><sheetData>" + p.cells + "</sheetData>" + p.after + "</worksheet>"},
        {"xl/worksheets/sheet2.xml", "<worksheet xmlns='" + p.space + "'><sheetData><row><c t='inlineStr'><is><t>hidden</t></is></c></row></sheetData></worksheet>"}};
    if (!p.texts.isEmpty())
        members.append({"xl/sharedStrings.xml", "<sst xmlns='" + p.space + "'>" + p.texts + "</sst>"});
    return archives::make(Pack::Zip, members);
}

QByteArray ods(const QByteArray &tables, const QByteArray &styles = {})
{
    return archives::make(Pack::StoredZip,
                          {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                           {"content.xml", "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                                           "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
                                           "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'><office:automatic-styles>"
                                               + styles + "</office:automatic-styles><office:body><office:spreadsheet>" + tables
                                               + "</office:spreadsheet></office:body></office:document-content>"}});
}

} // namespace

/// Sheets of workbooks as tables: the cells as people see them, the rows by their numbers.
class tst_Workbook : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    int m_count = 0;
    QList<domain::Diagnostic> m_notes;

    QString write(const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(u"b%1.xlsx"_s.arg(++m_count)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }
    domain::Result<QByteArray> csv(const QString &path, qsizetype sheet = 0)
    {
        auto book = importers::Workbook::open(path);
        if (!book)
            return book.error();
        QBuffer to;
        to.open(QIODevice::WriteOnly);
        domain::QuietJob job;
        auto notes = (*book)->writeCsv(sheet, to, job);
        if (!notes)
            return notes.error();
        m_notes = *notes;
        return to.data();
    }
    QByteArray csvOf(const QByteArray &bytes)
    {
        const auto text = csv(write(bytes));
        return text ? *text : "error: " + text.error().detail.toUtf8();
    }

private slots:
    // Counted with Python's zipfile and ElementTree: rows and cells that hold more than blanks.
    void realWorkbooks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("sheets");
        QTest::newRow("charts, merged cells, formulas") << u"CyFun2025_Self-Assessment_ESSENTIAL"_s
            << QStringList{u"Introduction 16 30"_s, u"Maturity Levels 10 37"_s, u"GOVERN 42 282"_s, u"IDENTIFY 57 308"_s, u"PROTECT 81 431"_s, u"DETECT 24 147"_s,
                           u"RESPOND 16 119"_s, u"RECOVER 10 80"_s, u"ESSENTIAL Summary 39 324"_s, u"(Sheet1) 5 8"_s, u"References 6 12"_s};
        QTest::newRow("shared texts") << u"dora"_s << QStringList{u"library_meta 20 40"_s, u"dora_meta 12 24"_s, u"dora_content 683 4542"_s};
        QTest::newRow("shared texts, a table") << u"annex-nis2-regulation--2024-2690-with-technical-implementation-guidance-by-enisa"_s
            << QStringList{u"library_meta 23 46"_s, u"req_meta 14 28"_s, u"req_content 440 5037"_s};
        QTest::newRow("inline texts") << u"findings_assessment_template"_s << QStringList{u"Sheet1 4 27"_s};
        QTest::newRow("inline texts, absolute targets, 9,316 rows") << u"it-grundschutz-kompendium-2023"_s
            << QStringList{u"library_meta 10 20"_s, u"requirements_meta 7 14"_s, u"requirements_content 9316 42669"_s, u"implementation_groups_meta 2 4"_s, u"implementation_groups_content 4 9"_s};
        QTest::newRow("six sheets") << u"mapping-adobe-ccf-v5-and-bsi-c5-2020"_s
            << QStringList{u"library_meta 11 22"_s, u"mappings_meta 9 18"_s, u"mappings_content 354 1064"_s, u"guidelines 13 18"_s, u"source 343 1983"_s, u"target 139 783"_s};
        QTest::newRow("of another program") << u"processings_template"_s << QStringList{u"Sheet1 3 22"_s};
        QTest::newRow("annex") << u"secnumcloud-3.2-annexe-2"_s << QStringList{u"library_meta 10 20"_s, u"mesures_meta 6 12"_s, u"mesures_content 16 49"_s};
        QTest::newRow("rich texts") << u"secnumcloud-3.2"_s << QStringList{u"library_meta 10 20"_s, u"mesures_meta 6 12"_s, u"mesures_content 652 2203"_s};
        QTest::newRow("links") << u"users_template"_s << QStringList{u"Sheet1 3 9"_s};
    }
    void realWorkbooks()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, sheets);
        const QString path = QStringLiteral(SAMPLES "/spreadsheets/ciso__%1.xlsx").arg(name);
        if (!QFileInfo::exists(path))
            QSKIP("the samples are not here");
        const auto book = importers::Workbook::open(path);
        QVERIFY(book.has_value());
        QStringList found;
        for (qsizetype i = 0; i < (*book)->sheets().size(); ++i) {
            auto text = csv(path, i);
            QVERIFY(text.has_value());
            QBuffer buffer(&*text);
            QVERIFY(buffer.open(QIODevice::ReadOnly));
            importers::CsvReader reader(&buffer, ',');
            QStringList cells;
            int rows = 0;
            qsizetype filled = 0;
            while (reader.next(cells)) {
                ++rows;
                filled += std::count_if(cells.cbegin(), cells.cend(), [](const QString &c) { return !c.trimmed().isEmpty(); });
            }
            const importers::Sheet &sheet = (*book)->sheets().at(i);
            found += (sheet.hidden ? u"(%1)"_s.arg(sheet.name) : sheet.name) + u" %1 %2"_s.arg(rows).arg(filled);
        }
        // Values of cells merged downwards stand for each row: only this workbook has such.
        if (name.startsWith(u"CyFun"_s)) {
            QCOMPARE(found.size(), sheets.size());
            for (qsizetype i = 0; i < found.size(); ++i) {
                QCOMPARE(found.at(i).section(u' ', 0, -3), sheets.at(i).section(u' ', 0, -3));
                QVERIFY2(found.at(i).section(u' ', -2, -2).toInt() >= sheets.at(i).section(u' ', -2, -2).toInt(), qPrintable(found.at(i)));
                QVERIFY2(found.at(i).section(u' ', -1).toInt() >= sheets.at(i).section(u' ', -1).toInt(), qPrintable(found.at(i)));
            }
            return;
        }
        QCOMPARE(found, sheets);
    }

    void cells_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("csv");
        const auto row = [](const Parts &parts, const char *name, const char *csv) { QTest::newRow(name) << xlsx(parts) << QByteArray(csv); };
        row({.cells = "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='C1' t='s'><v>0</v></c></row>", .texts = "<si><t>zero</t></si><si><r><t>on</t></r><r><rPr><b/></rPr><t>e</t></r><rPh><t>x</t></rPh></si>"},
            "shared and rich texts, a gap", "one,,zero\n");
        row({.cells = "<row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t xml:space='preserve'> b </t></is></c></row>"}, "inline texts, no places", "a, b \n");
        row({.cells = "<row r='3'><c r='B3'><v>7</v></c></row><row r='5'><c r='A5'><v>8</v></c></row>"}, "rows keep their numbers", "\n\n,7\n\n8\n");
        row({.cells = "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='str'><f>x</f><v>two, \"three\"</v></c></row>"}, "truth and formulas", "true,false,\"two, \"\"three\"\"\"\n");
        row({.cells = "<row r='1'><c r='A1'><v>123456789012</v></c><c r='B1'><v>0.30000000000000004</v></c><c r='C1'><v>1.5E-2</v></c><c r='D1'><v>12345678901234567890</v></c></row>"},
            "numbers", "123456789012,0.3,0.015,1.23456789012346E+19\n");
        row({.cells = "<row r='1'><c r='A1' s='1'><v>46346</v></c><c r='B1' s='2'><v>46346.5</v></c><c r='C1' s='3'><v>12345</v></c><c r='D1' s='4'><v>46346</v></c><c r='E1' s='5'><v>0.25</v></c></row>",
             .formats = "<numFmt numFmtId='164' formatCode='dd/mm/yyyy\\ hh:mm'/><numFmt numFmtId='165' formatCode='000000000000'/><numFmt numFmtId='166' formatCode='[$-407]d\\. mmmm yyyy;@'/><numFmt numFmtId='167' formatCode='\"days\" 0.00'/>",
             .styles = "<xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/>"},
            "days by their format, leading zeros", "2026-11-20,2026-11-20T12:00:00,000000012345,2026-11-20,0.25\n");
        row({.cells = "<row r='1'><c r='A1' s='1'><v>44884</v></c></row>", .styles = "<xf numFmtId='14'/>", .bookProperties = "<workbookPr date1904='1'/>"}, "days since 1904", "2026-11-20\n");
        row({.cells = "<row r='1'><c r='A1' t='d'><v>2026-11-20</v></c></row>"}, "a day in words of its own", "2026-11-20\n");
        row({.cells = "<row r='1'><c r='A1' t='inlineStr'><is><t>a\r\nb_x000A_c_x005F_x000A_d</t></is></c></row><row r='2'><c r='A2'><v>2</v></c></row>"}, "line breaks stay in their row",
            "\"a\rb\rc_x000A_d\"\n2\n");
        row({.cells = "<row r='1'><c r='A1' t='inlineStr'><is><t>p</t></is></c><c r='B1'><v>1</v></c></row><row r='2'><c r='A2'/><c r='B2'><v>2</v></c></row><row r='3'><c r='B3'><v>3</v></c></row>",
             .after = "<mergeCells count='2'><mergeCell ref='A1:A2'/><mergeCell ref='C1:D1'/></mergeCells>"},
            "merged downwards", "p,1\np,2\n,3\n");
        row({.cells = "<row r='1'><c r='A1'><v>1</v></c></row>", .target = "/xl/worksheets/sheet1.xml"}, "an absolute target", "1\n");
        row({.cells = "<row r='1'><c r='A1'><v>1</v></c></row>", .space = "http://purl.oclc.org/ooxml/spreadsheetml/main", .relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"}, "strict", "1\n");
        row({.cells = "<row r='1'/><row r='1048576'/>"}, "nothing", "");
        row({.cells = "<row r='1'><c r='A1' s='1'><v>0.25</v></c><c r='B1' s='2'><v>0.075</v></c><c r='C1' s='3'><v>0.07</v></c><c r='D1' s='4'><v>0.5</v></c></row>",
             .formats = "<numFmt numFmtId='170' formatCode='0.0%'/><numFmt numFmtId='171' formatCode='0&quot;%&quot;'/>", .styles = "<xf numFmtId='9'/><xf numFmtId='10'/><xf numFmtId='170'/><xf numFmtId='171'/>"},
            "percentages", "25%,7.5%,7%,0.5\n");
        const auto table = [](const QByteArray &rows) { return ods("<table:table table:name='T'>" + rows + "</table:table>"); };
        QTest::newRow("ODF: values by type") << table("<table:table-column table:number-columns-repeated='4'/><table:table-row>"
                                                      "<table:table-cell office:value-type='string'><text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p></table:table-cell>"
                                                      "<table:table-cell office:value-type='float' office:value='12.5'><text:p>12,5</text:p></table:table-cell>"
                                                      "<table:table-cell office:value-type='date' office:date-value='2026-11-20'><text:p>20.11.26</text:p></table:table-cell>"
                                                      "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>"
                                                      "<table:table-cell office:value-type='percentage' office:value='0.25'><text:p>25%</text:p></table:table-cell>"
                                                      "<table:table-cell office:value-type='float' office:value='42'><text:p>000042</text:p></table:table-cell></table:table-row>")
                                             << QByteArray("\"a  b\rc\",12.5,2026-11-20,true,25%,000042\n");
        QTest::newRow("ODF: repeated") << table("<table:table-row table:number-rows-repeated='2'><table:table-cell/></table:table-row><table:table-row-group>"
                                                "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/><table:table-cell table:number-columns-repeated='2' "
                                                "office:value-type='string'><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated='16380'/></table:table-row>"
                                                "</table:table-row-group><table:table-row table:number-rows-repeated='1048572'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>")
                                       << QByteArray("\n\n,,x,x\n,,x,x\n");
        QTest::newRow("ODF: spanning rows") << table("<table:table-row><table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>p</text:p></table:table-cell>"
                                                     "<table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell></table:table-row>"
                                                     "<table:table-row><table:covered-table-cell/><table:table-cell office:value-type='float' office:value='2'><text:p>2</text:p></table:table-cell></table:table-row>"
                                                     "<table:table-row><table:table-cell/><table:table-cell office:value-type='float' office:value='3'><text:p>3</text:p></table:table-cell></table:table-row>")
                                            << QByteArray("p,1\np,2\n,3\n");
        QTest::newRow("ODF: a remark is no text") << table("<table:table-row><table:table-cell office:value-type='string'><office:annotation><text:p>no</text:p></office:annotation>"
                                                           "<text:p>yes</text:p></table:table-cell></table:table-row>")
                                                  << QByteArray("yes\n");
    }
    void cells()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, csv);
        QCOMPARE(csvOf(bytes), csv);
        QVERIFY(m_notes.isEmpty());
    }

    void doubtfulCellsAreTold()
    {
        QCOMPARE(csvOf(xlsx({.cells = "<row r='2'><c r='A2' t='e'><v>#N/A</v></c><c r='B2'><f>SUM(A1)</f></c><c r='C2'><v>1</v></c></row>"})), QByteArray("\n,,1\n"));
        QCOMPARE(m_notes.size(), 2);
        QCOMPARE(m_notes.at(0).code, u"cell-error"_s);
        QCOMPARE(m_notes.at(0).where, u"A2"_s);
        QCOMPARE(m_notes.at(1).code, u"formula-without-value"_s);
        QCOMPARE(m_notes.at(1).where, u"B2"_s);
        // As openpyxl writes a formula; an empty text that was calculated is a value.
        QCOMPARE(csvOf(xlsx({.cells = "<row r='1'><c r='A1'><f>TODAY()</f><v></v></c><c r='B1' t='str'><f>TRIM(C1)</f><v></v></c><c r='C1'><v>1</v></c></row>"})), QByteArray(",,1\n"));
        QCOMPARE(m_notes.size(), 1);
        QCOMPARE(m_notes.at(0).code, u"formula-without-value"_s);
        QCOMPARE(m_notes.at(0).where, u"A1"_s);
        QCOMPARE(csvOf(ods("<table:table table:name='T'><table:table-row><table:table-cell table:formula='of:=TODAY()'/><table:table-cell table:formula='of:=TRIM([.C1])' office:value-type='string'/>"
                           "<table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row></table:table>")), QByteArray(",,x\n"));
        QCOMPARE(m_notes.size(), 1);
        QCOMPARE(m_notes.at(0).where, u"A1"_s);
        QByteArray many;
        for (int i = 1; i <= 150; ++i)
            many += "<row r='" + QByteArray::number(i) + "'><c t='e'><v>#REF!</v></c></row>";
        QCOMPARE(csvOf(xlsx({.cells = many})), QByteArray());
        QCOMPARE(m_notes.size(), 101);
        QVERIFY(m_notes.last().message.contains(u"50 more"_s));
    }

    /// Of an OpenDocument table as of Excel's: which cell of which sheet.
    void placesInOdf()
    {
        const QByteArray row = "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>x</text:p></table:table-cell>";
        const QByteArray error = "<table:table-cell table:formula='of:=[.A1]' office:value-type='string'><text:p>#REF!</text:p></table:table-cell></table:table-row>";
        QCOMPARE(csvOf(ods("<table:table table:name='T'>" + row + error + "</table:table>")), QByteArray("x,x\nx,x\n"));
        QCOMPARE(m_notes.size(), 1);
        QCOMPARE(m_notes.at(0).where, u"C1"_s);
        const auto damaged = csv(write(ods("<table:table table:name='Systems'>" + row + "</table:table-row><table:table-row><table:table-cell/><table:table-cell></table:table-row></table:table>")));
        QVERIFY(!damaged.has_value());
        QVERIFY2(damaged.error().where.endsWith("!/Systems:B3"_L1), qPrintable(damaged.error().where));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("rows backwards") << xlsx({.cells = "<row r='5'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row>"}) << int(ErrorCode::SchemaMismatch);
        QTest::newRow("row 1,048,577") << xlsx({.cells = "<row r='1048577'><c><v>1</v></c></row>"}) << int(ErrorCode::SchemaMismatch);
        QTest::newRow("broken XML") << xlsx({.cells = "<row><c></row>"}) << int(ErrorCode::SyntaxError);
        QTest::newRow("no parts") << archives::make(Pack::Zip, {{"xl/workbook.xml", "<workbook/>"}}) << int(ErrorCode::FileNotFound);
        QTest::newRow("binary workbook") << archives::make(Pack::Zip, {{"xl/workbook.bin", "x"}}) << int(ErrorCode::UnsupportedVersion);
        const QByteArray entry = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>";
        const QByteArray manifest = "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>" + entry + "</manifest:manifest>";
        for (const char *part : {"content.xml", "encrypted-package"}) { // since LibreOffice 24.8 all parts as one
            QTest::addRow("ODF with a password: %s", part) << archives::make(Pack::Zip, {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {part, "\x8f\x01z"}, {"META-INF/manifest.xml", manifest}})
                                                           << int(ErrorCode::FileUnreadable);
        }
        QTest::newRow("laughs") << ods("<table:table/>").replace("<office:document-content xmlns:o", "<!DOCTYPE a   [<!ENTITY x 'y'>]>") << int(ErrorCode::Refused);
        QTest::newRow("an ODF table of too many cells") << ods("<table:table table:name='T'><table:table-row table:number-rows-repeated='1048576'><table:table-cell "
                                                               "table:number-columns-repeated='16384' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row></table:table>")
                                                        << int(ErrorCode::LimitExceeded);
    }
    void refused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        if (qstrcmp(QTest::currentDataTag(), "laughs") == 0) // with the sum of the changed bytes
            bytes = archives::make(Pack::StoredZip, {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}});
        const auto text = csv(write(bytes));
        QVERIFY(!text.has_value());
        QCOMPARE(int(text.error().code), code);
    }

    void hiddenSheets()
    {
        const QString path = write(xlsx({.cells = "<row><c><v>1</v></c></row>"}));
        auto book = importers::Workbook::open(path);
        QVERIFY(book.has_value());
        QCOMPARE((*book)->sheets().size(), 2);
        QVERIFY(!(*book)->sheets().at(0).hidden && (*book)->sheets().at(1).hidden);
        const auto walk = [](const QString &what) {
            QStringList met;
            importers::PartVisitor visitor;
            visitor.file = [&](const importers::InputFile &part) { met += part.shown.section(u'/', -1) + u" in "_s + part.workbook.section(u'/', -1); };
            visitor.refused = [&](const QString &, const domain::Error &error) { met += error.detail; };
            visitor.sheetsDone = [&](const QString &, const QStringList &) { met += u"done"_s; };
            visitor.passedOver = [](const QString &, int, const QString &) {};
            domain::QuietJob job;
            importers::walkParts(what, {}, job, visitor);
            return met;
        };
        const QString name = path.section(u'/', -1);
        QCOMPARE(walk(path), (QStringList{u"Systems in "_s + name, u"done"_s}));
        QCOMPARE(walk(path + u"!/Lists"_s), (QStringList{u"Lists in "_s + name, u"done"_s}));
        QCOMPARE(walk(path + u"!/Other"_s), (QStringList{u"there is no sheet 'Other' in this workbook, but Systems, Lists"_s, u"done"_s}));
        const QString hidden = write(ods("<table:table table:name='A' table:style-name='ta1'/><table:table table:name='B' table:style-name='ta2'/>",
                                         "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='true'/></style:style>"
                                         "<style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style>"));
        book = importers::Workbook::open(hidden);
        QVERIFY(book.has_value());
        QVERIFY(!(*book)->sheets().at(0).hidden && (*book)->sheets().at(1).hidden);
    }

    /// What a team gets to fill in is read as it is, and holds nothing yet.
    void templates()
    {
        QFile file(QStringLiteral(SOURCE_ROOT "/resources/packs/attributes.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto catalogue = domain::Catalogue::fromJson(file.readAll());
        QVERIFY(catalogue.has_value());
        QList<const domain::KindInfo *> kinds;
        for (const domain::KindInfo &kind : catalogue->kinds())
            kinds.append(&kind);
        const QString path = m_dir.filePath(u"all.xlsx"_s);
        QVERIFY(importers::writeTemplateWorkbook(path, kinds).has_value());
        const importers::Registry registry = importers::defaultRegistry(*catalogue);
        auto book = importers::Workbook::open(path);
        QVERIFY(book.has_value());
        QCOMPARE((*book)->sheets().size(), kinds.size() + 2);
        int read = 0;
        importers::PartVisitor visitor;
        visitor.file = [&](const importers::InputFile &part) {
            if (part.shown.endsWith(u"How to fill this in"_s))
                return;
            CollectingSink sink;
            domain::QuietJob job;
            domain::FileReport report;
            const auto done = importers::readFile(part, registry, {}, sink, job, report);
            QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
            QVERIFY(report.format.startsWith(u"bailiwick-csv"_s));
            for (const CollectingSink::Entry &entry : std::as_const(sink.entries)) {
                QVERIFY(entry.entities.isEmpty());
                QCOMPARE(entry.ignoredCode, u"remark"_s);
            }
            ++read;
        };
        visitor.refused = [&](const QString &shown, const domain::Error &error) { QFAIL(qPrintable(shown + error.detail)); };
        visitor.sheetsDone = [](const QString &, const QStringList &) {};
        domain::QuietJob job;
        importers::walkParts(path, {}, job, visitor);
        QCOMPARE(read, int(kinds.size()));
        // Its rows are those of the table: the drop-downs and the example lie in the sheet.
        const auto sheet = csv(path, 2);
        QVERIFY(sheet.has_value());
        QVERIFY2(sheet->startsWith("workload:key,name,"), sheet->left(60).constData());
        QVERIFY(sheet->contains("\n# workload-1,"));
    }

    void places_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::newRow("A1") << u"A1"_s << 0 << 0;
        QTest::newRow("Z9") << u"Z9"_s << 8 << 25;
        QTest::newRow("AA10") << u"AA10"_s << 9 << 26;
        QTest::newRow("XFD1048576") << u"XFD1048576"_s << 1'048'575 << 16'383;
    }
    void places()
    {
        QFETCH(QString, name);
        QFETCH(int, row);
        QFETCH(int, column);
        QCOMPARE(importers::cellName(row, column), name);
        const auto place = importers::cellPlace(name);
        QVERIFY(place.has_value());
        QCOMPARE(place->first, row);
        QCOMPARE(place->second, column);
        for (const QString &bad : {u"1A"_s, u"A"_s, u"7"_s, u"XFE1"_s, u"A1048577"_s, u"A1B"_s, QString()})
            QVERIFY(!importers::cellPlace(bad));
    }

    void formats_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("day");
        QTest::addColumn<bool>("time");
        QTest::newRow("General") << u"General"_s << false << false;
        QTest::newRow("euros") << u"#,##0.00\\ \"€\";[Red]-#,##0.00\\ \"€\""_s << false << false;
        QTest::newRow("a number with words of days") << u"0\" days\""_s << false << false;
        QTest::newRow("yyyy-mm-dd") << u"yyyy\\-mm\\-dd"_s << true << false;
        QTest::newRow("mmm-yy") << u"mmm-yy"_s << true << false;
        QTest::newRow("h:mm") << u"h:mm"_s << false << true;
        QTest::newRow("[h]:mm:ss") << u"[h]:mm:ss"_s << false << true;
        QTest::newRow("day and time, of a language") << u"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy\\ hh:mm"_s << true << true;
        QTest::newRow("mm:ss.0") << u"mm:ss.0"_s << false << true;
        QTest::newRow("text") << u"@"_s << false << false;
    }
    void formats()
    {
        QFETCH(QString, code);
        QFETCH(bool, day);
        QFETCH(bool, time);
        const importers::NumberFormat format = importers::numberFormat(164, code);
        QCOMPARE(format.day, day);
        QCOMPARE(format.time, time);
    }
};

BAILIWICK_TEST(QCoreApplication, tst_Workbook)

} // namespace tst_workbook

#include "tst_workbook.moc"
