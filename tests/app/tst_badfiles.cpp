// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

namespace tst_badfiles {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr auto Sound = "contract:key;name\nC-1;Master agreement\n";
constexpr auto Instances = R"({"Reservations":[{"Instances":[{"InstanceId":"i-00000000000000001","InstanceType":"t3.micro"}]}]})";

QByteArray utf16(const QByteArray &text, bool bigEndian, bool mark)
{
    QByteArray bytes = mark ? (bigEndian ? QByteArray("\xFE\xFF") : QByteArray("\xFF\xFE")) : QByteArray();
    for (const char c : text)
        bytes += bigEndian ? QByteArray(1, '\0') + c : QByteArray(1, c) + '\0';
    return bytes;
}

// A gzip by hand: one stored block, and at its end whatever length the test wants it to claim.
QByteArray gzip(const QByteArray &text, quint32 claimed)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : text) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    const auto little = [](quint32 value, int bytes) {
        QByteArray out;
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>((value >> (8 * i)) & 0xFFU);
        return out;
    };
    const auto size = static_cast<quint32>(text.size());
    return QByteArray("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03", 10) + '\x01' + little(size, 2) + little(~size & 0xFFFFU, 2) + text
           + little(~crc, 4) + little(claimed, 4);
}

} // namespace

/// Whatever a person takes for an export: a message that names the file, the place in it and the way out, and nothing changed.
class TestBadFiles : public QObject
{
    Q_OBJECT

private:
    Cli m_cli;
    QByteArray m_before;
    void refused(const QString &name, const QString &code, const QByteArray &says);
    static CliRun somebody(const Cli &cli, const QStringList &arguments);
    bool unchanged() { return Peek(m_cli.path(u"w"_s)).dump() == m_before; }

private slots:
    void initTestCase();
    void content_data();
    void content();
    void noFile_data();
    void noFile();
    void noPermission();
    void readOnlyWorkspace();
    void linkToItself();
    void pipe();
    void shrinksWhileItIsRead();
    void encodings_data();
    void encodings();
    void soundGzipIsRead();
    void badWorkspaces_data();
    void badWorkspaces();
    void invalidSamples_data();
    void invalidSamples();
    void everySampleAtOnce();
};

void TestBadFiles::initTestCase()
{
    m_cli.write(u"sound.csv"_s, Sound);
    QCOMPARE(m_cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"sound.csv"_s}).code, 0);
    m_before = Peek(m_cli.path(u"w"_s)).dump();
    QVERIFY(m_before.contains("Master agreement"));
}

void TestBadFiles::refused(const QString &name, const QString &code, const QByteArray &says)
{
    const CliRun run = m_cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--json"_s, u"--"_s, name});
    QCOMPARE(run.code, 1);
    const ordered_json file = run.json()["files"][0];
    QVERIFY2(file["records"].is_null(), run.out.constData());
    const ordered_json &said = file["diagnostics"][0];
    QCOMPARE(QString::fromStdString(said["code"]), code);
    QCOMPARE(said["severity"], "error");
    QVERIFY2(QString::fromStdString(said["where"]).contains(QFileInfo(name).fileName()), run.out.constData());
    QVERIFY2((said["where"].get<std::string>() + ": " + said["message"].get<std::string>()).find(says.toStdString()) != std::string::npos,
             run.out.constData());
    QVERIFY2(run.err.contains(QFileInfo(name).fileName().toUtf8()), run.err.constData());
    QVERIFY(unchanged());
}

void TestBadFiles::content_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("says");
    const QString syntax = u"syntax-error"_s;
    QByteArray noise(4096, '\0');
    for (qsizetype i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>((i * 7919 + i / 3 * 131) & 0xFF);
    QTest::newRow("cut off") << u"t.json"_s << QByteArray(Instances).chopped(4) << syntax << QByteArray("t.json:line 1, column ");
    QTest::newRow("cut off, several lines") << u"t.json"_s << QByteArray("{\n\"Reservations\": [\n{\"Instances\": [\n") << syntax
                                            << QByteArray("t.json:line 4, column ");
    QTest::newRow("two commas") << u"c.json"_s << QByteArray("{\"Reservations\":\n [,,]}") << syntax << QByteArray("c.json:line 2, column ");
    QTest::newRow("open quote") << u"q.csv"_s << QByteArray("contract:key;name\nC-2;x\nC-3;\"never closed\n") << syntax << QByteArray("q.csv:line 3");
    QTest::newRow("binary") << u"x.json"_s << noise << u"unknown-format"_s << QByteArray("binary");
    QTest::newRow("200 levels") << u"d.json"_s << QByteArray(200, '[') + QByteArray(200, ']') << u"too-deep"_s << QByteArray("d.json:line 1, column ");
    QTest::newRow("200 levels inside an export")
        << u"d.json"_s << "{\"Reservations\":[{\"Instances\":" + QByteArray(200, '[') + QByteArray(200, ']') + "}]}" << u"too-deep"_s
        << QByteArray("d.json");
    QTest::newRow("100,000 levels that never end") << u"d.json"_s << QByteArray(100'000, '[') << u"too-deep"_s << QByteArray("d.json:line 1, column ");
    QTest::newRow("JSON of no format") << u"n.json"_s << QByteArray("{\"hello\":1}") << u"unknown-format"_s << QByteArray("bailiwick-cli formats");
    QTest::newRow("table of no format") << u"n.csv"_s << QByteArray("a;b\n1;2\n") << u"unknown-format"_s << QByteArray("--mapping");
    QTest::newRow("manifests with dashes") << u"m.yaml"_s << QByteArray("---\napiVersion: v1\nkind: Node\nmetadata:\n  name: n1\n---\napiVersion: apps/v1\nkind: Deployment\n") << u"unsupported-version"_s << QByteArray("-o json");
    QTest::newRow("values of a chart") << u"values.yaml"_s << QByteArray("---\nreplicaCount: 1\nimage: x\n---\n") << u"unknown-format"_s << QByteArray("not the head of a model or dataset card");
    QTest::newRow("post of a blog") << u"post.md"_s << QByteArray("---\ntitle: My blog\nlayout: post\ntags: [ai]\n---\n# Hello\n") << u"unknown-format"_s << QByteArray("not the head of a model or dataset card");
    QTest::newRow("headers of HTTP before the JSON") << u"h.json"_s << QByteArray("HTTP/1.1 200 OK\ncontent-type: json\n\n{\"Reservations\":[]}\n") << u"unknown-format"_s << QByteArray("JSON begins on line 4");
    QTest::newRow("a command that failed") << u"f.json"_s << QByteArray("\nAn error occurred (AccessDenied) when calling the ListUsers operation: no\n") << u"unknown-format"_s << QByteArray("run it again");
    QTest::newRow("later edition") << u"l.json"_s << QByteArray("{\"bailiwick\":2,\"entities\":[]}") << u"unsupported-version"_s << QByteArray("edition 2");
    QTest::newRow("unknown kind") << u"k.csv"_s << QByteArray("server:key\ns-1\n") << u"unknown-kind"_s << QByteArray("k.csv:line 1");
    QTest::newRow("gzip that claims 2 GB") << u"z.json.gz"_s << gzip(Instances, 0x7FFFFFFFU) << u"file-unreadable"_s << QByteArray("damaged gzip");
    QTest::newRow("gzip cut off") << u"z.json.gz"_s << gzip(Instances, 100).left(40) << u"file-unreadable"_s << QByteArray("gzip");
    QTest::newRow("only a gzip's magic") << u"z.gz"_s << QByteArray("\x1F\x8B") << u"file-unreadable"_s << QByteArray("gzip");
    QTest::newRow("zip") << u"a.zip"_s << QByteArray("PK\x03\x04 and no more") << u"file-unreadable"_s << QByteArray("cut off on its way, and nothing of it was read");
    QTest::newRow("old Excel") << u"a.xls"_s << QByteArray("\xD0\xCF\x11\xE0 and so on") << u"unknown-format"_s << QByteArray("save it as CSV");
    QTest::newRow("PDF") << u"a.pdf"_s << QByteArray("%PDF-1.7\n") << u"unknown-format"_s << QByteArray("PDF");
    QTest::newRow("workspace") << u"a.bailiwick"_s << QByteArray("SQLite format 3\0 and so on", 26) << u"unknown-format"_s << QByteArray("open it");
    QTest::newRow("UTF-16 cut in a character") << u"u.json"_s << utf16(Instances, false, true).chopped(1) << u"encoding-error"_s << QByteArray("u.json");
    QTest::newRow("name with a line feed") << u"a\nb.json"_s << QByteArray("{") << syntax << QByteArray("line 1");
    QTest::newRow("name like an option") << u"--json"_s << QByteArray("{") << syntax << QByteArray("--json:line 1");
}

void TestBadFiles::content()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QByteArray, says);
    m_cli.write(name, bytes);
    refused(name, code, says);
    QFile::remove(m_cli.path(name));
}

void TestBadFiles::noFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("not there") << u"gone.json"_s << u"file-not-found"_s << QByteArray("check the path");
    QTest::newRow("folder without files") << u"hollow"_s << u"file-not-found"_s << QByteArray("no file in this folder");
    QTest::newRow("device") << u"/dev/zero"_s << u"file-unreadable"_s << QByteArray("not a regular file");
    QTest::newRow("name of 300 characters") << QString(300, u'x') << u"file-not-found"_s << QByteArray("check the path");
}

void TestBadFiles::noFile()
{
    QFETCH(QString, name);
    QFETCH(QString, code);
    QFETCH(QByteArray, says);
    QVERIFY(QDir(m_cli.folder.path()).mkpath(u"hollow/inside"_s));
    refused(name, code, says);
}

// Root may read and write everything: then somebody else runs the program.
CliRun TestBadFiles::somebody(const Cli &cli, const QStringList &arguments)
{
    QProcess process;
    if (geteuid() != 0) {
        cli.start(process, arguments);
        return Cli::wait(process);
    }
    const QString copy = cli.path(u"bailiwick-cli"_s);
    if (chmod(QFile::encodeName(cli.folder.path()).constData(), 0777) != 0
        || (!QFileInfo::exists(copy) && !QFile::copy(Cli::program(), copy)) || chmod(QFile::encodeName(copy).constData(), 0755) != 0)
        qFatal("the program can't be lent out");
    process.setWorkingDirectory(cli.folder.path());
    process.start(u"setpriv"_s, QStringList{u"--reuid"_s, u"65534"_s, u"--clear-groups"_s, copy} + arguments);
    return Cli::wait(process);
}

void TestBadFiles::readOnlyWorkspace()
{
    Cli cli;
    cli.write(u"sound.csv"_s, Sound);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"sound.csv"_s}).code, 0);
    QVERIFY(chmod(QFile::encodeName(cli.path(u"w"_s)).constData(), 0444) == 0);
    cli.write(u"more.csv"_s, "contract:key\nC-2\n");
    QVERIFY(chmod(QFile::encodeName(cli.path(u"more.csv"_s)).constData(), 0444) == 0);
    const QByteArray before = cli.read(u"w"_s);
    for (const QStringList &command : {QStringList{u"import"_s, u"more.csv"_s}, QStringList{u"set"_s, u"contract:C-1"_s, u"dpa=yes"_s}}) {
        const CliRun run = somebody(cli, command + QStringList{u"--workspace"_s, u"w"_s});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("may not be written to"), run.err.constData());
    }
    QCOMPARE(cli.read(u"w"_s), before);
}

void TestBadFiles::noPermission()
{
    Cli cli;
    cli.write(u"secret.json"_s, Instances);
    QVERIFY(QFile::setPermissions(cli.path(u"secret.json"_s), QFile::Permissions()));
    const CliRun run = somebody(cli, {u"import"_s, u"--workspace"_s, u"w"_s, u"secret.json"_s, u"--json"_s});
    QCOMPARE(run.code, 1);
    QCOMPARE(run.json()["files"][0]["diagnostics"][0]["code"], "file-unreadable");
    QVERIFY2(run.err.contains("secret.json: you have no permission"), run.err.constData());
}

void TestBadFiles::linkToItself()
{
    QVERIFY(QFile::link(u"b.json"_s, m_cli.path(u"a.json"_s)));
    QVERIFY(QFile::link(u"a.json"_s, m_cli.path(u"b.json"_s)));
    refused(u"a.json"_s, u"file-not-found"_s, "in a circle");
    // A folder that contains itself by a link is walked once.
    QVERIFY(QDir(m_cli.folder.path()).mkpath(u"ring"_s));
    QVERIFY(QFile::link(m_cli.path(u"ring"_s), m_cli.path(u"ring/again"_s)));
    refused(u"ring"_s, u"file-not-found"_s, "no file in this folder");
}

void TestBadFiles::pipe()
{
    QVERIFY(mkfifo(QFile::encodeName(m_cli.path(u"pipe"_s)).constData(), 0600) == 0);
    refused(u"pipe"_s, u"file-unreadable"_s, "not a regular file");   // and does not wait for a writer
}

void TestBadFiles::shrinksWhileItIsRead()
{
    constexpr qint64 Items = 150'000;
    QFile file(m_cli.path(u"large.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"fileVersion":"1.0","configSnapshotId":"1","configurationItems":[)");
    for (qint64 i = 0; i < Items; ++i) {
        file.write(i ? "," : "");
        file.write(R"({"configurationItemVersion":"1.3","configurationItemCaptureTime":"2026-11-19T22:00:00Z","configurationStateId":1,)"
                   R"("awsAccountId":"111122223333","configurationItemStatus":"OK","resourceType":"AWS::S3::Bucket","resourceId":"b-)"
                   + QByteArray::number(i) + R"(","resourceName":"b","ARN":"arn:aws:s3:::b-)" + QByteArray::number(i)
                   + R"(","awsRegion":"eu-central-1","tags":{},"relatedEvents":[],"relationships":[],"configuration":{"note":")"
                   + QByteArray(300, 'x') + R"("},"supplementaryConfiguration":{}})");
    }
    file.write("]}");
    file.close();
    const qint64 size = file.size();
    QProcess process;
    m_cli.start(process, {u"import"_s, u"--workspace"_s, u"w"_s, u"large.json"_s, u"--json"_s});
    QVERIFY(process.waitForStarted());
    // Once the program has read a good part of it, as the kernel tells, the file loses its end.
    const QString fds = u"/proc/%1/fd"_s.arg(process.processId());
    bool cut = false;
    QElapsedTimer patience;
    for (patience.start(); !cut && patience.elapsed() < 60'000 && QFileInfo::exists(fds);) {
        for (const QString &fd : QDir(fds).entryList(QDir::Files | QDir::System)) {
            QFile info(u"/proc/%1/fdinfo/%2"_s.arg(process.processId()).arg(fd));
            if (!QFile::symLinkTarget(fds + u'/' + fd).endsWith(u"/large.json"_s) || !info.open(QIODevice::ReadOnly))
                continue;
            const qint64 position = info.readLine().mid(4).trimmed().toLongLong();
            if (position > 12 * 1024 * 1024 && position < size / 2)
                cut = QFile::resize(file.fileName(), position);
        }
    }
    QVERIFY2(cut, "the program read the file faster than it could be cut");
    const CliRun run = Cli::wait(process);
    QCOMPARE(run.code, 1);
    QCOMPARE(run.json()["files"][0]["diagnostics"][0]["code"], "file-vanished");
    QVERIFY2(run.err.contains("large.json"), run.err.constData());
    QVERIFY(unchanged());
    QFile::remove(file.fileName());
}

void TestBadFiles::encodings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("doubtful");
    QTest::newRow("UTF-16 LE with mark") << utf16(Instances, false, true) << false;
    QTest::newRow("UTF-16 BE with mark") << utf16(Instances, true, true) << false;
    QTest::newRow("UTF-16 LE") << utf16(Instances, false, false) << true;
    QTest::newRow("UTF-16 BE") << utf16(Instances, true, false) << true;
    QTest::newRow("UTF-8 with mark") << "\xEF\xBB\xBF" + QByteArray(Instances) << false;
}

void TestBadFiles::encodings()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, doubtful);
    Cli cli;
    cli.write(u"i.json"_s, bytes);
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"i.json"_s, u"--json"_s});
    QCOMPARE(run.code, 0);
    const ordered_json file = run.json()["files"][0];
    QCOMPARE(file["records"]["added"], 1);
    QCOMPARE(!file["diagnostics"].empty() && file["diagnostics"][0]["code"] == "encoding-guessed", doubtful);
}

void TestBadFiles::soundGzipIsRead()
{
    Cli cli;
    cli.write(u"i.json.gz"_s, gzip(Instances, static_cast<quint32>(qstrlen(Instances))));
    cli.write(u"two.json.gz"_s, gzip("{\"Reservations\":[", 17) + gzip(QByteArray(Instances).mid(17), quint32(qstrlen(Instances)) - 17));
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"i.json.gz"_s, u"two.json.gz"_s, u"--json"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(run.json()["files"][0]["records"]["added"], 1);
    QCOMPARE(run.json()["files"][1]["records"]["read"], 1);
}

void TestBadFiles::badWorkspaces_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("text") << QByteArray(5000, 'x') << QByteArray("not a Bailiwick workspace");
    QTest::newRow("SQLite's head only") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\1') << QByteArray("not a Bailiwick workspace");
}

void TestBadFiles::badWorkspaces()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, says);
    Cli cli;
    cli.write(u"sound.csv"_s, Sound);
    cli.write(u"w"_s, bytes);
    for (const QStringList &command : {QStringList{u"import"_s, u"sound.csv"_s}, QStringList{u"doctor"_s}, QStringList{u"undo"_s}}) {
        const CliRun run = cli.run(command + QStringList{u"--workspace"_s, u"w"_s});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains(says) && run.err.contains("w: "), run.err.constData());
        QCOMPARE(cli.read(u"w"_s), bytes);
    }
}

void TestBadFiles::invalidSamples_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator it(QStringLiteral(SAMPLES), {u"*.INVALID.json"_s, u"*invalid-bomformat*"_s, u"tfjson__invalid_state.json"_s}, QDir::Files,
                    QDirIterator::Subdirectories);
    bool any = false;
    while (it.hasNext()) {
        const QString path = it.next();
        any = true;
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
    }
    if (!any)
        QTest::newRow("no samples") << QString();
}

void TestBadFiles::invalidSamples()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the folder of samples is not there");
    const CliRun run = m_cli.run({u"import"_s, u"--workspace"_s, u"w"_s, path, u"--json"_s});
    QCOMPARE(run.code, 1);
    const ordered_json said = run.json()["files"][0]["diagnostics"][0];
    QVERIFY2(QString::fromStdString(said["where"]).contains(QFileInfo(path).fileName()), run.out.constData());
    QVERIFY(!said["message"].get<std::string>().empty());
    if (path.endsWith(u".INVALID.json"_s))   // both break in their line 14, as Python's json says too
        QVERIFY2(QString::fromStdString(said["where"]).contains(u"line 14, column "_s), run.out.constData());
    QVERIFY(unchanged());
}

void TestBadFiles::everySampleAtOnce()
{
    if (!QFileInfo::exists(QStringLiteral(SAMPLES)))
        QSKIP("the folder of samples is not there");
    qint64 files = 0;
    for (QDirIterator it(QStringLiteral(SAMPLES), QDir::Files, QDirIterator::Subdirectories); it.hasNext(); it.next())
        ++files;
    Cli cli;
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, QStringLiteral(SAMPLES), u"--json"_s});
    QCOMPARE(run.code, 1);   // formats of later parts are among them
    const ordered_json list = run.json()["files"];
    // Sheets of workbooks are told one by one.
    QSet<QString> told;
    for (const ordered_json &f : list)
        told.insert(QString::fromStdString(f["path"]).section(u"!/"_s, 0, 0));
    QCOMPARE(qint64(told.size()), files);
    qint64 imported = 0;
    for (const ordered_json &f : list) {
        const QByteArray path = QByteArray::fromStdString(f["path"]);
        if (f["records"].is_null()) {
            QVERIFY2(f["diagnostics"].size() > 0, path.constData());
            QVERIFY2(!f["diagnostics"][0]["message"].get<std::string>().empty(), path.constData());
            QVERIFY2(f["diagnostics"][0]["where"].get<std::string>().find(QFileInfo(QString::fromUtf8(path)).fileName().toStdString())
                         != std::string::npos, f["diagnostics"].dump().c_str());
            continue;
        }
        ++imported;
        const ordered_json &r = f["records"];
        QVERIFY2(r["read"].get<int>() == r["added"].get<int>() + r["updated"].get<int>() + r["unchanged"].get<int>() + r["ignored"].get<int>()
                                             + r["rejected"].get<int>(), path.constData());
    }
    QVERIFY(imported > 40);
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM source"), imported);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

BAILIWICK_TEST(QCoreApplication, TestBadFiles)

} // namespace tst_badfiles

#include "tst_badfiles.moc"
