// SPDX-License-Identifier: GPL-3.0-or-later
// A document that is read in pieces gives what it gives as a whole, record by record.
#include "domain/contenthash.h"
#include "importers/jsonimporter.h"
#include "importers/registry.h"
#include "importers/text/jsonpieces.h"
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QDirIterator>

namespace tst_pieces {

using namespace Qt::StringLiterals;
using importers::JsonImporter;
using importers::JsonPieces;
using importers::JsonScanner;
using nlohmann::json;

namespace {

constexpr qint64 Whole = 1LL << 40;

/// All that a sink was told, one line each, in no order: pieces tell the lists of a document as they follow one another in it.
QStringList told(const Reading &reading)
{
    QStringList lines{reading.error ? reading.error->where + u' ' + reading.error->detail : u"read"_s};
    const CollectingSink &sink = reading.sink;
    if (sink.head)
        lines.append(u"header %1 %2 %3"_s.arg(sink.head->scope).arg(sink.head->complete).arg(sink.head->captured));
    for (const CollectingSink::Entry &entry : sink.entries) {
        lines.append(u"%1 ignored:%2 rejected:%3 %4 %5"_s.arg(entry.where, entry.ignoredCode, entry.rejectedCode, entry.rejectedWhere, entry.message));
        for (const domain::Record &record : entry.entities)
            lines.append(u"%1: %2 %3"_s.arg(entry.where, record.key).arg(domain::contentHash(record)));
    }
    for (const domain::Diagnostic &d : sink.diagnostics)
        lines.append(u"%1 %2 %3"_s.arg(d.code, d.where, d.message));
    lines += sink.incomplete;
    lines.append(sink.selection ? u"selection"_s : u"all"_s);
    lines.sort();
    return lines;
}

void allFamilies(std::vector<std::unique_ptr<importers::Importer>> &all)
{
    for (const Family family : {importers::appendBom, importers::appendOscal, importers::appendTerraform, importers::appendKubernetes, importers::appendGoogle,
                                importers::appendAwsConfig, importers::appendAzure, importers::appendAws, importers::appendMlflow,
                                importers::appendFindings, importers::appendModelCards, importers::appendRegisters})
        family(all);
}

} // namespace

class TestPieces : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { JsonImporter::setPieceSize(512 * 1024); }
    void samplesInPieces_data();
    void samplesInPieces();
    void cutsLists_data();
    void cutsLists();
    void tellsDuplicates();
    void tellsElementsThatAreNoPages();
};

void TestPieces::samplesInPieces_data()
{
    QTest::addColumn<QString>("path");
    if (!haveSamples())
        QSKIP("the samples are not here");
    QDirIterator files(QString::fromUtf8(SAMPLES), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        static const QStringList kinds{u"json"_s, u"tfstate"_s, u"ndjson"_s};
        if (kinds.contains(file.suffix()) && file.size() < 1'000'000)
            QTest::newRow(qPrintable(file.fileName())) << file.filePath();
    }
}

void TestPieces::samplesInPieces()
{
    QFETCH(QString, path);
    JsonImporter::setPieceSize(Whole);
    const Reading whole = readWith(allFamilies, path);
    for (const qint64 size : {qint64(1), qint64(3000)}) {
        JsonImporter::setPieceSize(size);
        QCOMPARE(told(readWith(allFamilies, path)), told(whole));
    }
}

void TestPieces::cutsLists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("pieces");
    QTest::newRow("bare list") << QByteArray("[1,2,3]") << QStringList{u"0:[1]"_s, u"1:[2]"_s, u"2:[3]"_s};
    QTest::newRow("what stands behind the list is in each piece")
        << QByteArray(R"({"a":[1,2],"z":9})") << QStringList{uR"(0:{"a":[1],"z":9})"_s, uR"(1:{"a":[2],"z":9})"_s};
    QTest::newRow("two lists") << QByteArray(R"({"a":[1],"b":[2]})") << QStringList{uR"(0:{"a":[1],"b":[]})"_s, uR"(0:{"a":[],"b":[2]})"_s};
    QTest::newRow("empty list") << QByteArray(R"({"a":[]})") << QStringList{uR"(0:{"a":[]})"_s};
    QTest::newRow("a list in an element is whole")
        << QByteArray(R"([{"a":[1,2]},{"a":[3]}])") << QStringList{uR"(0:[{"a":[1,2]}])"_s, uR"(1:[{"a":[3]}])"_s};
    QTest::newRow("kept whole") << QByteArray(R"({"columns":[7,8],"a":[1,2]})")
                                << QStringList{uR"(0:{"a":[1],"columns":[7,8]})"_s, uR"(1:{"a":[2],"columns":[7,8]})"_s};
    QTest::newRow("trunk") << QByteArray(R"({"trunk":[{"a":[1,2],"n":5},{"a":[3]}]})")
                           << QStringList{uR"(0:{"trunk":[{"a":[1],"n":5},{"a":[]}]})"_s, uR"(1:{"trunk":[{"a":[2],"n":5},{"a":[]}]})"_s,
                                          uR"(0:{"trunk":[{"a":[],"n":5},{"a":[3]}]})"_s};
    QTest::newRow("not read") << QByteArray(R"({"unread":"x","a":[1]})") << QStringList{uR"(0:{"a":[1]})"_s};
}

/// The first index of the list that has elements.
static qsizetype firstOf(const JsonPieces &pieces, const json &value)
{
    if (value.is_array() && !value.empty() && !value.front().is_object())
        return pieces.first(value);
    if (value.is_array() && !value.empty() && pieces.first(value) > 0)
        return pieces.first(value);
    qsizetype found = 0;
    if (value.is_structured()) {
        for (const json &inner : value)
            found = std::max(found, firstOf(pieces, inner));
    }
    return found;
}

void TestPieces::cutsLists()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, pieces);
    const JsonPieces::Shape shape{[](std::string_view pointer) {
                                      return pointer == "/columns" ? JsonPieces::Part::Whole
                                             : pointer == "/trunk" ? JsonPieces::Part::Trunk
                                                                   : JsonPieces::Part::List;
                                  },
                                  [](std::string_view pointer) { return pointer != "/unread"; }};
    const auto goOn = [] { return true; };
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    JsonScanner first(view);
    JsonPieces outlines(first, shape, 1, goOn);
    json outline;
    QVERIFY(first.skipToValue());
    QVERIFY(outlines.outline(outline));
    QCOMPARE(outlines.isCut(), text != R"({"a":[]})");

    JsonScanner second(view);
    JsonPieces cut(second, shape, 1, goOn);
    QStringList found;
    json document;
    QVERIFY(second.skipToValue());
    QVERIFY(cut.pieces(outline, document, [&] {
        found.append(QString::number(firstOf(cut, document)) + u':' + QString::fromStdString(document.dump()));
        return true;
    }));
    QCOMPARE(found, pieces);
}

void TestPieces::tellsDuplicates()
{
    // Of a member that occurs twice the last one counts: such a document is not cut.
    JsonScanner scanner(std::string_view(R"({"a":[1,2],"a":[{"b":1,"b":2}]})"));
    JsonPieces pieces(scanner, {[](std::string_view) { return JsonPieces::Part::List; }}, 1000, [] { return true; });
    json document;
    QVERIFY(scanner.skipToValue());
    QVERIFY(pieces.outline(document));
    QCOMPARE(pieces.duplicates(), (QStringList{u"/a"_s, u"/a/0/b"_s}));
    QCOMPARE(QString::fromStdString(document.dump()), uR"({"a":[{"b":2}]})"_s);
}

/// Of a list of pages what is no page is counted and told, in pieces as in whole; a page on which nothing stands is no record.
void TestPieces::tellsElementsThatAreNoPages()
{
    const QByteArray page = R"({"ResourceTagMappingList":[{"ResourceARN":"arn:aws:s3:::%","Tags":[]}]})";
    const auto named = [&](const char *name) { return QByteArray(page).replace("%", name); };
    const QByteArray text = "[{\"Vpcs\":[{\"VpcId\":\"v\"}]}," + named("a") + ",7,{\"ResourceTagMappingList\":[],\"ResponseMetadata\":{\"a\":1}}," + named("b") + "]";
    for (const qint64 size : {Whole, qint64(1)}) {
        JsonImporter::setPieceSize(size);
        const Reading reading = readText(importers::appendAws, u"a.json"_s, text);
        QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
        QCOMPARE(reading.format, u"aws-tagging"_s);
        QCOMPARE(reading.sink.counts(), (domain::RecordCounts{4, 2, 0, 0, 0, 2}));
        QStringList rejected;
        for (const CollectingSink::Entry &entry : reading.sink.entries) {
            if (!entry.rejectedCode.isEmpty())
                rejected.append(entry.where + u' ' + entry.rejectedCode);
        }
        QCOMPARE(rejected, (QStringList{u"/0 unknown-record"_s, u"/2 unknown-record"_s}));
    }
}

BAILIWICK_TEST(QCoreApplication, TestPieces)

} // namespace tst_pieces

#include "tst_pieces.moc"
