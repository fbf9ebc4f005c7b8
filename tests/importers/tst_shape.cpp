// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/jsonimporter.h"
#include "importers/registry.h"
#include "importers/text/jsontext.h"
#include "importers/text/shape.h"
#include "importers/text/textdevice.h"
#include "support/collectingsink.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QFile>
#include <QFloat16> // QCOMPARE of a JSON value looks whether it may become one
#include <QProcess>
#include <QStringConverter>
#include <QTemporaryDir>
#include <QTest>

namespace tst_shape {

using namespace Qt::StringLiterals;
using importers::Shape;
using nlohmann::json;

namespace {

/// Reads any JSON whose objects have an `id`; one record each.
class Things final : public importers::JsonImporter
{
public:
    QString id() const override { return u"things"_s; }
    QString displayName() const override { return u"Things"_s; }

protected:
    int score(const json &root) const override
    {
        if (root.is_object())
            return root.contains("things") ? 2 : 0;
        return root.is_array() && !root.empty() && root.front().is_object() && root.front().contains("id") ? 1 : 0;
    }
    domain::SourceHeader header(const json &, const importers::Source &source) const override
    {
        return {source.probe.fileName, domain::SourceRank::LiveInventory, true};
    }
    domain::Result<void> read(const Page &page, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &) const override
    {
        const json &root = *page.root;
        const QString &base = page.pointer;
        const json &list = root.is_array() ? root : root.at("things");
        int i = 0;
        for (const json &thing : list) {
            sink.beginRecord(ordinal++, base + (root.is_array() ? u"/%1"_s : u"/things/%1"_s).arg(i++));
            domain::Record record;
            record.key = QString::fromStdString(thing.value("id", std::string()));
            sink.entity(std::move(record));
        }
        return {};
    }
};

QByteArray utf16(const QString &text, bool big, bool mark)
{
    QStringEncoder encoder(big ? QStringConverter::Utf16BE : QStringConverter::Utf16LE,
                           mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TestShape : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }
    QByteArray gzip(const QByteArray &bytes)
    {
        QProcess process;
        process.start(u"gzip"_s, {u"-c"_s});
        process.write(bytes);
        process.closeWriteChannel();
        if (!process.waitForFinished())
            qFatal("gzip is needed");
        return process.readAllStandardOutput();
    }
    static QByteArray readAll(importers::TextDevice &device)
    {
        QByteArray all;
        for (;;) {
            const QByteArray part = device.read(1000);
            if (part.isEmpty())
                return all;
            all += part;
        }
    }
    domain::Result<void> runThings(const QByteArray &bytes, CollectingSink &sink, domain::FileReport &report)
    {
        importers::Registry registry;
        registry.push_back(std::make_unique<Things>());
        domain::QuietJob job;
        return importers::readFile(write(u"things.json"_s, bytes), registry, u"things"_s, sink, job, report);
    }

private slots:
    void encodings_data();
    void encodings();
    void oneEncodingPerFile();
    void longTexts();
    void sampleEncodings();
    void shapes_data();
    void shapes();
    void prefixes_data();
    void prefixes();
    void gzipIsInflated();
    void gzipWithWrongSizeClaim();
    void gzipWithWrongCheckSum();
    void gzipTruncated();
    void gzipCaps();
    void refusedContainers_data();
    void refusedContainers();
    void vanishing();
    void missing();
    void sampleIsCut();
    void sampleOfTruncatedText();
    void envelopes_data();
    void envelopes();
    void documents_data();
    void documents();
    void syntaxErrors_data();
    void syntaxErrors();
    void badLineOfMany();
    void duplicates();
    void bigNumbersAndNul();
    void continuation();
    void emptyFile();
};

void TestShape::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("guessed");
    const QString text = u"[{\"id\":\"Zürich €\"}]\r\n"_s;
    QTest::newRow("utf-8") << text.toUtf8() << text << false;
    QTest::newRow("utf-8 with mark") << QByteArray("\xEF\xBB\xBF") + text.toUtf8() << text << false;
    QTest::newRow("utf-16 le") << utf16(text, false, true) << text << false;
    QTest::newRow("utf-16 be") << utf16(text, true, true) << text << false;
    QTest::newRow("utf-16 le, no mark") << utf16(text, false, false) << text << true;
    QTest::newRow("utf-16 be, no mark") << utf16(text, true, false) << text << true;
    QTest::newRow("windows-1252") << QByteArray("[{\"id\":\"Z\xFCrich \x80\"}]\r\n") << text << true;
    QTest::newRow("overlong is not utf-8") << QByteArray("a;\xC0\xAF") << u"a;À¯"_s << true;
    QTest::newRow("surrogate is not utf-8")
        << QByteArray("a;\xED\xA0\x80") << QString(u"a;í"_s + QChar(0xA0) + u'€') << true;
    QTest::newRow("cut sequence at the end") << QByteArray("a;\xE2\x82") << u"a;â‚"_s << true;
    QTest::newRow("empty") << QByteArray() << QString() << false;
    QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << QString() << false;
}

void TestShape::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QFETCH(bool, guessed);
    auto device = importers::TextDevice::openFile(write(u"a.txt"_s, bytes));
    QVERIFY(device.has_value());
    QCOMPARE(QString::fromUtf8(readAll(**device)), text);
    QVERIFY(!(*device)->error());
    QCOMPARE((*device)->diagnostics().size(), guessed ? 1 : 0);
    if (guessed)
        QCOMPARE((*device)->diagnostics().first().code, u"encoding-guessed"_s);
    QCOMPARE((*device)->bytes().finishSha256(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

void TestShape::oneEncodingPerFile()
{
    // The first wrong byte stands behind the megabyte that decides: exact for ASCII before it, an error for UTF-8
    // before it.
    const QByteArray ascii(2 * 1024 * 1024, 'a');
    auto device = importers::TextDevice::openFile(write(u"late.txt"_s, ascii + "\xFC\n"));
    QVERIFY(device.has_value());
    QCOMPARE(readAll(**device), ascii + QByteArray("\xC3\xBC\n"));
    QCOMPARE((*device)->diagnostics().size(), 1);

    auto mixed = importers::TextDevice::openFile(write(u"mixed.txt"_s, QByteArray("\xC3\xBC") + ascii + "\xFC\n"));
    QVERIFY(mixed.has_value());
    readAll(**mixed);
    QVERIFY((*mixed)->error().has_value());
    QCOMPARE((*mixed)->error()->code, domain::ErrorCode::EncodingError);
    QVERIFY2((*mixed)->error()->detail.contains(u"byte 2097154"_s), qPrintable((*mixed)->error()->detail));
}

void TestShape::longTexts()
{
    // Sequences that straddle every chunk border.
    QString text;
    while (text.size() < 1500000)
        text += u"aä€\U0001F600"_s;
    for (const QByteArray &bytes : {text.toUtf8(), utf16(text, false, true), utf16(text, true, true)}) {
        auto device = importers::TextDevice::openFile(write(u"long.txt"_s, bytes));
        QVERIFY(device.has_value());
        QVERIFY(readAll(**device) == text.toUtf8());
        QVERIFY(!(*device)->error());
        QVERIFY((*device)->diagnostics().isEmpty());
    }
}

void TestShape::sampleEncodings()
{
    const QString folder = QStringLiteral(SAMPLES) + u"/encodings/"_s;
    if (!QFile::exists(folder))
        QSKIP("the sample exports are not here");
    const auto text = [&](const QString &name) {
        auto device = importers::TextDevice::openFile(folder + name);
        return device ? readAll(**device).replace("\r\n", "\n").trimmed() : QByteArray();
    };
    const QByteArray plain = text(u"az_role_assignment_list__utf8.json"_s);
    QVERIFY(plain.size() > 100);
    QCOMPARE(json::parse(text(u"az_role_assignment_list__utf16le_bom_crlf.json"_s).toStdString()),
             json::parse(plain.toStdString()));
    QCOMPARE(json::parse(text(u"az_role_assignment_list__utf8bom_crlf.json"_s).toStdString()),
             json::parse(plain.toStdString()));
    auto old = importers::TextDevice::openFile(folder + u"task_templates__cp1252_crlf.csv"_s);
    QVERIFY(old.has_value());
    QCOMPARE((*old)->encoding(), importers::TextEncoding::Windows1252);
    // `sep=;` is dropped, and counted.
    const auto probe = importers::makeProbe(folder + u"task_templates__utf8bom.csv"_s);
    QVERIFY(probe.has_value());
    QVERIFY(!probe->head.startsWith("sep="));
    QCOMPARE(probe->shape, Shape::Delimited);
    const auto pages = importers::makeProbe(folder + u"ec2_describe_instances__two_pages_concatenated.json"_s);
    QVERIFY(pages.has_value());
    QVERIFY(pages->shape == Shape::ConcatenatedJson || pages->shape == Shape::NdJson);
    const json sample = json::parse(pages->sample.toStdString());
    QVERIFY(sample.is_array());
    QCOMPARE(sample.size(), std::size_t(2));
}

void TestShape::shapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("shape");
    const auto row = [](const char *name, const char *text, Shape shape) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(shape);
    };
    row("object", "\n {\"a\": [1, 2]}\n", Shape::Json);
    row("array", "[]", Shape::Json);
    row("cut object", "{\"a\": \"}{\", \"b\": [", Shape::Json);
    row("lines", "{\"a\":1}\n{\"a\":2}\n", Shape::NdJson);
    row("lines after comments", "# head\n{\"a\":1}\n{\"a\":2}\n", Shape::NdJson);
    row("comment between lines", "{\"a\":1}\n# note\n{\"a\":2}\n", Shape::NdJson);
    row("pretty documents", "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n", Shape::ConcatenatedJson);
    row("documents on one line", "{\"a\":1}{\"a\":2}", Shape::ConcatenatedJson);
    row("front matter", "---\nlicense: mit\n---\n# Card\n", Shape::FrontMatter);
    row("front matter, CRLF", "---\r\nlicense: mit\r\n---\r\n", Shape::FrontMatter);
    row("commas", "a,b\n1,2\n", Shape::Delimited);
    row("semicolons", "a;b\n1;2\n", Shape::Delimited);
    row("tabs", "a\tb\n1\t2\n", Shape::Delimited);
    row("pipes", "a|b\n1|2\n", Shape::Delimited);
    row("one key column", "contract:key\nC-1\n", Shape::Delimited);
    row("prose", "Hello world\n", Shape::Unknown);
    row("blank", " \r\n\t\n", Shape::Empty);
    row("nothing", "", Shape::Empty);
}

void TestShape::shapes()
{
    QFETCH(QByteArray, text);
    QFETCH(int, shape);
    QCOMPARE(static_cast<int>(importers::shapeOf(text)), shape);
}

void TestShape::prefixes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<int>("lines");
    QTest::newRow("scoutsuite") << QByteArray("scoutsuite_results =\n{\"a\":1}") << QByteArray("{\"a\":1}") << 1;
    QTest::newRow("var") << QByteArray("var x = {\"a\":1};") << QByteArray("{\"a\":1};") << 0;
    QTest::newRow("const") << QByteArray("const data.x=[1]") << QByteArray("[1]") << 0;
    QTest::newRow("sep") << QByteArray("sep=;\r\na;b\r\n") << QByteArray("a;b\r\n") << 1;
    QTest::newRow("SEP") << QByteArray("SEP=,\na,b\n") << QByteArray("a,b\n") << 1;
    QTest::newRow("a column named sep") << QByteArray("sep,b\n") << QByteArray("sep,b\n") << 0;
    QTest::newRow("no assignment of JSON") << QByteArray("x = 3") << QByteArray("x = 3") << 0;
}

void TestShape::prefixes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rest);
    QFETCH(int, lines);
    const importers::Prefix prefix = importers::prefixOf(text);
    QCOMPARE(text.sliced(prefix.bytes), rest);
    QCOMPARE(prefix.lines, lines);
}

void TestShape::gzipIsInflated()
{
    const QByteArray text = "{\"things\":[{\"id\":\"a\"}]}";
    const QByteArray packed = gzip(text);
    auto device = importers::TextDevice::openFile(write(u"plain-name.json"_s, packed));
    QVERIFY(device.has_value());
    QCOMPARE(readAll(**device), text);
    QCOMPARE((*device)->bytes().finishSha256(), QCryptographicHash::hash(packed, QCryptographicHash::Sha256).toHex());
    // Two members after one another are one text.
    auto two = importers::TextDevice::openFile(write(u"two.gz"_s, packed + packed));
    QVERIFY(two.has_value());
    QCOMPARE(readAll(**two), text + text);
    auto none = importers::TextDevice::openFile(write(u"none.gz"_s, gzip({})));
    QVERIFY2(none.has_value(), none ? "" : qPrintable(none.error().detail));
    QCOMPARE(readAll(**none), QByteArray());
    QVERIFY(!(*none)->error());
}

void TestShape::gzipWithWrongSizeClaim()
{
    const QByteArray text = "{\"things\":[]}";
    const auto claiming = [&](char claim) {
        QByteArray packed = gzip(text);
        for (qsizetype i = packed.size() - 4; i < packed.size(); ++i)
            packed[i] = claim;
        return importers::TextDevice::openFile(write(u"lie.gz"_s, packed));
    };
    for (const char claim : {'\x00', '\xFF'}) {
        const auto lie = claiming(claim);
        QVERIFY(!lie.has_value());
        QVERIFY2(lie.error().detail.contains(u"damaged gzip"_s), qPrintable(lie.error().detail));
    }
}

/// One byte is another one: the lengths are right all the same, and only the check sum knows.
void TestShape::gzipWithWrongCheckSum()
{
    const QByteArray text = "provider,country\naws,DE\n";
    const QByteArray sound = gzip(text);
    QByteArray packed = sound;
    packed[packed.size() - 8] = static_cast<char>(packed.at(packed.size() - 8) ^ 1);
    for (const QByteArray &damaged : {packed, sound + packed, packed + sound}) {
        const auto device = importers::TextDevice::openFile(write(u"flip.gz"_s, damaged));
        QVERIFY(!device.has_value());
        QCOMPARE(device.error().code, domain::ErrorCode::FileUnreadable);
        QVERIFY2(device.error().detail.contains(u"damaged gzip"_s), qPrintable(device.error().detail));
    }
    // Zeros fill a block; anything else is no part of it.
    auto filled = importers::TextDevice::openFile(write(u"tape.gz"_s, sound + QByteArray(512, '\0')));
    QVERIFY(filled.has_value());
    QCOMPARE(readAll(**filled), text);
    QVERIFY(!importers::TextDevice::openFile(write(u"more.gz"_s, sound + "more")).has_value());
}

void TestShape::gzipTruncated()
{
    QByteArray noise;
    for (int i = 0; i < 20000; ++i)
        noise += QByteArray::number(i * 7919 % 10007) + ' ';
    const QByteArray packed = gzip(noise);
    auto device = importers::TextDevice::openFile(write(u"cut.gz"_s, packed.first(packed.size() / 2)));
    if (!device) {
        QCOMPARE(device.error().code, domain::ErrorCode::FileUnreadable);
        return;
    }
    readAll(**device);
    QVERIFY((*device)->error().has_value());
    QCOMPARE((*device)->error()->code, domain::ErrorCode::FileUnreadable);
}

void TestShape::gzipCaps()
{
    const QString bomb = write(u"bomb.gz"_s, gzip(QByteArray(80 * 1024 * 1024, ' ')));
    auto byRatio = importers::TextDevice::openFile(bomb);
    QVERIFY(byRatio.has_value());
    readAll(**byRatio);
    QVERIFY((*byRatio)->error().has_value());
    QCOMPARE((*byRatio)->error()->code, domain::ErrorCode::LimitExceeded);
    importers::ByteLimits limits;
    limits.inflated = 1024 * 1024 * 2;
    auto bySize = importers::TextDevice::openFile(bomb, limits);
    QVERIFY(bySize.has_value());
    readAll(**bySize);
    QVERIFY((*bySize)->error().has_value());
    QCOMPARE((*bySize)->error()->code, domain::ErrorCode::LimitExceeded);
}

void TestShape::refusedContainers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto code = [](domain::ErrorCode c) { return static_cast<int>(c); };
    QTest::newRow("ole2") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest")
                          << code(domain::ErrorCode::UnknownFormat) << u"encrypted"_s;
    QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << code(domain::ErrorCode::UnknownFormat) << u"PDF"_s;
    QTest::newRow("broken zip") << QByteArray("PK\x03\x04 nothing") << code(domain::ErrorCode::UnknownFormat)
                                << u"zip"_s;
    QTest::newRow("binary") << QByteArray("\x7F"
                                          "ELF\x02\x01\x01\x00\x00\x00",
                                          10)
                            << code(domain::ErrorCode::UnknownFormat) << u"binary"_s;
    QTest::newRow("broken gzip") << QByteArray("\x1F\x8B\xFF\xFF\xFF\xFF") << code(domain::ErrorCode::FileUnreadable)
                                 << u"gzip"_s;
}

void TestShape::refusedContainers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QString, says);
    const auto probe = importers::makeProbe(write(u"container.json"_s, bytes));
    QVERIFY(!probe.has_value());
    QCOMPARE(static_cast<int>(probe.error().code), code);
    QVERIFY2(probe.error().detail.contains(says), qPrintable(probe.error().detail));
}

void TestShape::vanishing()
{
    const QString path = write(u"vanishing.json"_s, QByteArray(4 * 1024 * 1024, ' '));
    auto device = importers::TextDevice::openFile(path);
    QVERIFY(device.has_value());
    QVERIFY(QFile::resize(path, 1024 * 1024 + 10));
    readAll(**device);
    QVERIFY((*device)->error().has_value());
    QCOMPARE((*device)->error()->code, domain::ErrorCode::FileVanished);
}

void TestShape::missing()
{
    QCOMPARE(importers::makeProbe(m_dir.filePath(u"no-such"_s)).error().code, domain::ErrorCode::FileNotFound);
    QCOMPARE(importers::makeProbe(m_dir.path()).error().code, domain::ErrorCode::FileUnreadable);
}

void TestShape::sampleIsCut()
{
    const QByteArray text =
        "{\"a\":[1,2,3,4,[5]],\"b\":\"" + QByteArray(1000, 'x') + "\",\"c\":[[1,2,3,4],{},{},{\"d\":[1]},7],\"z\":1}";
    const json sample = json::parse(importers::sampleOf(text).toStdString());
    QCOMPARE(sample["a"], json({1, 2, 3}));
    QCOMPARE(sample["b"].get<std::string>().size(), std::size_t(300));
    QCOMPARE(sample["c"], json({{1, 2, 3}, json::object(), json::object()}));
    QCOMPARE(sample["z"], json(1));
}

void TestShape::sampleOfTruncatedText()
{
    const QByteArray whole = R"({"fileVersion":"1.0","list":[{"a":{"b":"c\"d"}},{"a":2}]})";
    for (qsizetype i = 1; i < whole.size(); ++i) {
        bool broken = false;
        const json sample = json::parse(importers::sampleOf(whole.first(i), &broken).toStdString(), nullptr, false);
        QVERIFY2(sample.is_object(), qPrintable(QString::number(i)));
        QVERIFY(broken);
    }
    const json cut = json::parse(importers::sampleOf(whole.first(46)).toStdString());
    QCOMPARE(cut["fileVersion"], json("1.0"));
    QCOMPARE(cut["list"][0]["a"]["b"], json("c\"d"));
}

void TestShape::envelopes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("placebo") << QByteArray(R"({"status_code":200,"data":{"Reservations":[]}})")
                             << QByteArray(R"({"Reservations":[]})") << u"/data"_s;
    QTest::newRow("recorded") << QByteArray(R"({"headers":{},"body":{"items":1}})") << QByteArray(R"({"items":1})")
                              << u"/body"_s;
    QTest::newRow("recorded text") << QByteArray(R"({"headers":{},"body":"[{\"a\":1}]"})") << QByteArray(R"([{"a":1}])")
                                   << u"/body"_s;
    QTest::newRow("nextLink") << QByteArray(R"({"value":[{"id":"x"}],"nextLink":"u"})") << QByteArray(R"([{"id":"x"}])")
                              << u"/value"_s;
    QTest::newRow("value only") << QByteArray(R"({"value":[{"id":"x"}]})") << QByteArray(R"([{"id":"x"}])")
                                << u"/value"_s;
    QTest::newRow("graph query") << QByteArray(R"({"count":1,"data":[{"id":"x"}],"skip_token":null,"total_records":1})")
                                 << QByteArray(R"([{"id":"x"}])") << u"/data"_s;
    QTest::newRow("kubectl") << QByteArray(R"({"kind":"List","apiVersion":"v1","items":[{"kind":"Pod"}]})")
                             << QByteArray(R"([{"kind":"Pod"}])") << u"/items"_s;
    QTest::newRow("event") << QByteArray(R"({"detail":{"findings":[{"Id":1}]}})") << QByteArray(R"([{"Id":1}])")
                           << u"/detail/findings"_s;
    QTest::newRow("sns") << QByteArray(
                                R"({"Type":"Notification","Message":"{\"detail\":{\"findings\":[{\"Id\":1}]}}"})")
                         << QByteArray(R"([{"Id":1}])") << u"/Message/detail/findings"_s;
    QTest::newRow("two envelopes") << QByteArray(R"({"status_code":200,"data":{"value":[{"id":"x"}]}})")
                                   << QByteArray(R"([{"id":"x"}])") << u"/data/value"_s;
    QTest::newRow("array of arrays") << QByteArray(R"([[{"a":1}],[{"a":2}]])") << QByteArray(R"([{"a":1},{"a":2}])")
                                     << u"/0"_s;
    QTest::newRow("table answer stays") << QByteArray(R"({"count":1,"data":{"columns":[],"rows":[]}})")
                                        << QByteArray(R"({"count":1,"data":{"columns":[],"rows":[]}})") << QString();
    QTest::newRow("own value stays") << QByteArray(R"({"value":[1],"name":"x"})")
                                     << QByteArray(R"({"name":"x","value":[1]})") << QString();
}

void TestShape::envelopes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, sample);
    QFETCH(QString, pointer);
    QCOMPARE(importers::sampleOf(text), sample);
    json document = json::parse(text.toStdString());
    QCOMPARE(importers::unwrap(document).front().pointer, pointer);
}

void TestShape::documents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("where");
    QTest::newRow("one") << QByteArray(R"({"things":[{"id":"a"},{"id":"b"}]})")
                         << QStringList{u"/things/0"_s, u"/things/1"_s};
    QTest::newRow("bare list") << QByteArray(R"([{"id":"a"}])") << QStringList{u"/0"_s};
    QTest::newRow("envelope") << QByteArray(R"({"status_code":200,"data":{"things":[{"id":"a"}]}})")
                              << QStringList{u"/data/things/0"_s};
    QTest::newRow("pages in a list") << QByteArray(R"([{"things":[{"id":"a"}]},{"things":[{"id":"b"}]}])")
                                     << QStringList{u"/0/things/0"_s, u"/1/things/0"_s};
    QTest::newRow("pretty pages") << QByteArray("{\n\"things\":[{\"id\":\"a\"}]\n}\n{\n\"things\":[{\"id\":\"b\"}]\n}")
                                  << QStringList{u"document 1/things/0"_s, u"document 2/things/0"_s};
    QTest::newRow("lines") << QByteArray("# c\n{\"id\":\"a\"}\n\n{\"id\":\"b\"}\n")
                           << QStringList{u"line 2/0"_s, u"line 4/0"_s};
    QTest::newRow("script") << QByteArray("var x = {\"things\":[{\"id\":\"a\"}]};\n") << QStringList{u"/things/0"_s};
    QTest::newRow("lists in a list") << QByteArray(R"([[{"id":"a"}],[{"id":"b"}]])")
                                     << QStringList{u"/0/0"_s, u"/1/0"_s};
}

void TestShape::documents()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, where);
    CollectingSink sink;
    domain::FileReport report;
    const auto done = runThings(text, sink, report);
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
    QStringList found;
    qint64 ordinal = 0;
    for (const CollectingSink::Entry &entry : sink.entries) {
        QCOMPARE(entry.ordinal, ordinal++);
        found.append(entry.where);
    }
    QCOMPARE(found, where);
    QCOMPARE(sink.headers, 1);
    QVERIFY(!report.refused);
    QCOMPARE(report.sha256, QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(report.bytes, text.size());
}

void TestShape::syntaxErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("where");
    const int syntax = static_cast<int>(domain::ErrorCode::SyntaxError);
    const int deep = static_cast<int>(domain::ErrorCode::TooDeep);
    QTest::newRow("trailing comma") << QByteArray("{\n \"things\": [1,\n ]}") << syntax << u"line 3, column 2"_s;
    QTest::newRow("NaN") << QByteArray("{\n \"a\": NaN}") << syntax << u"line 2, column 7"_s;
    QTest::newRow("unfinished") << QByteArray("{\"things\":[{\"id\":\"a\"}") << syntax << u"line 1, column 22"_s;
    QTest::newRow("rest") << QByteArray("{\"things\":[]}\n}\n") << syntax << u"line 2, column 1"_s;
    QTest::newRow("second page") << QByteArray("{\n\"things\":[]\n}\n{\n\"things\":x}") << syntax
                                 << u"line 5, column 10"_s;
    QTest::newRow("control character") << QByteArray("{\"a\":\"b\nc\"}") << syntax << u"line 1"_s;
    QTest::newRow("number out of range") << QByteArray("{\"a\":1e999}") << syntax << u"line 1"_s;
    QTest::newRow("200 levels") << QByteArray(200, '[') + QByteArray(200, ']') << deep << u"line 1, column 102"_s;
    QTest::newRow("200 objects") << QByteArray("{\"a\":").repeated(200) + "1" + QByteArray(200, '}') << deep
                                 << u"line 1"_s;
}

void TestShape::syntaxErrors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QString, where);
    CollectingSink sink;
    domain::FileReport report;
    const auto done = runThings(text, sink, report);
    QVERIFY(!done.has_value());
    QCOMPARE(static_cast<int>(done.error().code), code);
    QVERIFY2(done.error().where.contains(where), qPrintable(done.error().where));
    QVERIFY(report.refused);
}

void TestShape::badLineOfMany()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(runThings("{\"id\":\"a\"}\n{\"id\":}\n{\"id\":\"c\"}\n", sink, report).has_value());
    QCOMPARE(sink.counts(), (domain::RecordCounts{3, 2, 0, 0, 0, 1}));
    QCOMPARE(sink.entries.at(1).rejectedCode, u"syntax-error"_s);
    QVERIFY(sink.entries.at(1).rejectedWhere.startsWith(u"line 2"_s));
    QCOMPARE(sink.entries.at(2).entities.first().key, u"c"_s);
}

void TestShape::duplicates()
{
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(
        runThings(R"({"things":[{"id":"a"},{"id":"b","x":{"k/1":1,"k/1":2},"id":"c"}]})", sink, report).has_value());
    QStringList pointers;
    for (const domain::Diagnostic &said : sink.diagnostics) {
        QCOMPARE(said.code, u"duplicate-member"_s);
        pointers.append(said.where);
    }
    QCOMPARE(pointers, (QStringList{u"/things/1/x/k~11"_s, u"/things/1/id"_s}));
    QCOMPARE(sink.entries.at(1).entities.first().key, u"c"_s);
}

void TestShape::bigNumbersAndNul()
{
    const QByteArray text = R"({"big":123456789012345678901234567890,"nul":"a\u0000b","f":1.5})";
    importers::JsonTextReader reader(text);
    QVERIFY(reader.next());
    json document;
    QVERIFY(reader.read(document).has_value());
    QCOMPARE(document["big"], json("123456789012345678901234567890"));
    QCOMPARE(QString::fromStdString(document["nul"].get<std::string>()).size(), 3);
    QCOMPARE(document["f"], json(1.5));
    QVERIFY(!reader.next());
}

void TestShape::continuation()
{
    CollectingSink complete;
    domain::FileReport report;
    QVERIFY(runThings("{\"things\":[],\"NextToken\":\"x\"}{\"things\":[]}", complete, report).has_value());
    QVERIFY(complete.incomplete.isEmpty());
    CollectingSink cut;
    QVERIFY(runThings(R"({"things":[{"id":"a"}],"NextToken":"x"})", cut, report).has_value());
    QCOMPARE(cut.incomplete.size(), 1);
}

void TestShape::emptyFile()
{
    const auto probe = importers::makeProbe(write(u"nothing.json"_s, "\n"));
    QVERIFY(probe.has_value());
    const auto refused = importers::recognise(*probe, {});
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, domain::ErrorCode::FileEmpty);
    // When the caller names the format, a file without rows is an export without rows.
    CollectingSink sink;
    domain::FileReport report;
    QVERIFY(runThings("", sink, report).has_value());
    QCOMPARE(sink.counts().read, 0);
    QCOMPARE(sink.headers, 1);
}

BAILIWICK_TEST(QCoreApplication, TestShape)

} // namespace tst_shape

#include "tst_shape.moc"
