// SPDX-License-Identifier: GPL-3.0-or-later
// A workbook in the same bytes is not read once more, but where what decides the reading is another since.
#include "support/archives.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_workbookagain {

using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QByteArrayList>;

QByteArray book(const QList<std::pair<QByteArray, Rows>> &sheets)
{
    const QByteArray head = "<?xml version=\"1.0\"?>", main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                     relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006/";
    QByteArray list, targets;
    QList<archives::Member> members;
    for (qsizetype i = 0; i < sheets.size(); ++i) {
        const QByteArray nr = QByteArray::number(i + 1);
        list += "<sheet name=\"" + sheets.at(i).first + "\" sheetId=\"" + nr + "\" r:id=\"r" + nr + "\"/>";
        targets += "<Relationship Id=\"r" + nr + "\" Type=\"" + relation + "/worksheet\" Target=\"worksheets/s" + nr + ".xml\"/>";
        QByteArray data;
        for (const QByteArrayList &row : sheets.at(i).second) {
            data += "<row>";
            for (const QByteArray &cell : row)
                data += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
            data += "</row>";
        }
        members.append({"xl/worksheets/s" + nr + ".xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>" + data + "</sheetData></worksheet>"});
    }
    members.append({"xl/workbook.xml", head + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relation + "\"><sheets>" + list + "</sheets></workbook>"});
    members.append({"xl/_rels/workbook.xml.rels", head + "<Relationships xmlns=\"" + package + "relationships\">" + targets + "</Relationships>"});
    members.append({"_rels/.rels", head + "<Relationships xmlns=\"" + package + "relationships\"><Relationship Id=\"a\" Type=\"" + relation + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"});
    members.prepend({"[Content_Types].xml", head + "<Types xmlns=\"" + package + "content-types\"><Override PartName=\"/xl/workbook.xml\" "
                     "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"});
    return archives::make(archives::Pack::Zip, members);
}

QByteArray registers(const QByteArray &name = "Payments")
{
    return book({{"Read me", {{"What this is"}}}, {"Systems", {{"workload:key", "name"}, {"S-1", name}, {"S-2", "Archive"}}}, {"People", {{"identity:key", "name"}, {"I-1", "Operator"}}}});
}

const QByteArray Mapping = R"({"kind":"contract","columns":{"Vertragsnr.":"key","Bezeichnung":"name"}})";

} // namespace

class TestWorkbookAgain : public QObject
{
    Q_OBJECT

private slots:
    void registersAgain_data();
    void registersAgain();
    void mappedAgain_data();
    void mappedAgain();

private:
    CliRun import(const Cli &cli, const QStringList &more = {}) { return cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s, u"--json"_s, u"book.xlsx"_s} + more); }
    static qint64 imports(const Cli &cli) { return Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM source WHERE path LIKE 'book.xlsx%'"); }
};

void TestWorkbookAgain::registersAgain_data()
{
    QTest::addColumn<QList<QStringList>>("between");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<QByteArray>("now");
    const QStringList w{u"--workspace"_s, u"w"_s};
    QTest::newRow("nothing in between") << QList<QStringList>{} << false << registers();
    QTest::newRow("another list was imported") << QList<QStringList>{QStringList{u"import"_s} + w + QStringList{u"other.csv"_s}} << false << registers();
    QTest::newRow("a value was edited") << QList<QStringList>{QStringList{u"set"_s} + w + QStringList{u"workload:S-1"_s, u"state=running"_s}} << true << registers();
    QTest::newRow("the import was taken back") << QList<QStringList>{QStringList{u"undo"_s} + w} << true << registers();
    QTest::newRow("another list spoke of one of them") << QList<QStringList>{QStringList{u"import"_s} + w + QStringList{u"same.csv"_s}} << true << registers();
    QTest::newRow("another workbook of the same name") << QList<QStringList>{} << true << registers("Cards");
}

void TestWorkbookAgain::registersAgain()
{
    QFETCH(const QList<QStringList>, between);
    QFETCH(const QByteArray, now);
    const Cli cli;
    cli.write(u"book.xlsx"_s, registers());
    cli.write(u"other.csv"_s, "provider:key,name\nP-1,Somebody\n");
    cli.write(u"same.csv"_s, "workload:key,name\nS-1,Paying\n");
    QCOMPARE(import(cli).code, 0);
    QCOMPARE(imports(cli), 2);
    for (const QStringList &command : between)
        QCOMPARE(cli.run(command).code, 0);
    cli.write(u"book.xlsx"_s, now);
    const CliRun again = import(cli);
    QCOMPARE(again.code, 0);
    QTEST(imports(cli) > 2, "isRead");
    QFETCH(const bool, isRead);
    if (isRead)
        return;
    // Accounted for as if it had been read.
    const auto files = again.json()["files"];
    QCOMPARE(files.size(), std::size_t(2));
    for (const auto &file : files) {
        QCOMPARE(file["records"]["unchanged"], file["records"]["read"]);
        QCOMPARE(file["records"]["added"], 0);
    }
    QVERIFY2(again.out.contains("sheets-not-read") && again.out.contains("'Read me'"), again.out.constData());
}

void TestWorkbookAgain::mappedAgain_data()
{
    QTest::addColumn<QStringList>("first");
    QTest::addColumn<QStringList>("then");
    QTest::addColumn<bool>("isRead");
    const QStringList mapping{u"--mapping"_s, u"m.json"_s}, other{u"--mapping"_s, u"n.json"_s}, profile{u"--save-profile"_s, u"Contracts"_s};
    QTest::newRow("the same mapping") << mapping << mapping << false;
    QTest::newRow("another mapping") << mapping << other << true;
    QTest::newRow("a profile") << mapping + profile << QStringList() << false;
    QTest::newRow("another mapping than the profile's") << mapping + profile << other << true;
}

void TestWorkbookAgain::mappedAgain()
{
    QFETCH(const QStringList, first);
    QFETCH(const QStringList, then);
    const Cli cli;
    cli.write(u"book.xlsx"_s, book({{"Verträge", {{"Vertragsnr.", "Bezeichnung"}, {"V-1", "Rahmen"}}}}));
    cli.write(u"m.json"_s, Mapping);
    cli.write(u"n.json"_s, QByteArray(Mapping).replace("Bezeichnung\":\"name", "Bezeichnung\":\"description"));
    QCOMPARE(import(cli, first).code, 0);
    const CliRun again = import(cli, then);
    QCOMPARE(again.code, 0);
    QTEST(imports(cli) > 1, "isRead");
}

BAILIWICK_TEST(QCoreApplication, TestWorkbookAgain)

} // namespace tst_workbookagain

#include "tst_workbookagain.moc"
