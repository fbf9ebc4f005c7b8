// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QFileInfo>
#include <QTest>

#include <set>

namespace tst_twoprograms {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

QByteArray workloads(const QByteArray &prefix, int count)
{
    QByteArray csv = "workload:key;name;env\n";
    for (int i = 0; i < count; ++i)
        csv += prefix + QByteArray::number(i) + ";System;prod\n";
    return csv;
}

} // namespace

/// Two programs on one workspace: both get through, or one says why not and has changed nothing.
class TestTwoPrograms : public QObject
{
    Q_OBJECT

private slots:
    void twoImportsIntoANewWorkspace();
    void twoImportsIntoOneWorkspace();
    void writerIsHeldOff();
    void readerSeesOneState();
    void killedImportLeavesNothing();
    void opensNoInternetSocket_data();
    void opensNoInternetSocket();
};

void TestTwoPrograms::twoImportsIntoANewWorkspace()
{
    for (int round = 0; round < 5; ++round) {
        Cli cli;
        cli.write(u"a.csv"_s, workloads("a", 200));
        cli.write(u"b.csv"_s, workloads("b", 200));
        QProcess first, second;
        cli.start(first, {u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s});
        cli.start(second, {u"import"_s, u"--workspace"_s, u"w"_s, u"b.csv"_s});
        const CliRun one = Cli::wait(first);
        const CliRun two = Cli::wait(second);
        Peek peek(cli.path(u"w"_s));
        for (const auto &[run, prefix] : {std::pair(one, "a"), std::pair(two, "b")}) {
            const qint64 stored = peek.count(QByteArray("SELECT count(*) FROM entity WHERE kind=2 AND key LIKE '") + prefix + "%'");
            QVERIFY2(run.code == 0 || (run.code == 1 && run.err.contains("another program")), run.err.constData());
            QCOMPARE(stored, run.code == 0 ? 200 : 0);
        }
        QVERIFY(one.code == 0 || two.code == 0);
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }
}

void TestTwoPrograms::twoImportsIntoOneWorkspace()
{
    Cli cli;
    cli.write(u"seed.csv"_s, workloads("s", 1));
    cli.write(u"a.csv"_s, workloads("a", 4000));
    cli.write(u"b.csv"_s, workloads("b", 4000));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"seed.csv"_s}).code, 0);
    QProcess first, second;
    cli.start(first, {u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s, u"--json"_s});
    cli.start(second, {u"import"_s, u"--workspace"_s, u"w"_s, u"b.csv"_s, u"--json"_s});
    const CliRun one = Cli::wait(first);
    const CliRun two = Cli::wait(second);
    QVERIFY2(one.code == 0, one.err.constData());
    QVERIFY2(two.code == 0, two.err.constData());
    QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM e_workload"), 8001);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
}

void TestTwoPrograms::writerIsHeldOff()
{
    Cli cli;
    cli.write(u"seed.csv"_s, workloads("s", 3));
    cli.write(u"a.csv"_s, workloads("a", 3));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"seed.csv"_s}).code, 0);
    Peek other(cli.path(u"w"_s));
    const QByteArray before = other.dump();
    other.rows("BEGIN IMMEDIATE");   // another program writes, for longer than anybody waits
    for (const QStringList &command : {QStringList{u"import"_s, u"a.csv"_s}, QStringList{u"set"_s, u"workload:s1"_s, u"env=test"_s},
                                       QStringList{u"undo"_s}, QStringList{u"choose"_s, u"--frameworks"_s, u"gdpr"_s}}) {
        const CliRun run = cli.run(command + QStringList{u"--workspace"_s, u"w"_s});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("another program is writing to this workspace"), run.err.constData());
        QVERIFY2(run.err.contains("nothing was changed"), run.err.constData());
    }
    // Looking needs no lock.
    QCOMPARE(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"workloads"_s, u"--json"_s}).json().size(), 3U);
    other.rows("ROLLBACK");
    QCOMPARE(other.dump(), before);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s}).code, 0);
}

void TestTwoPrograms::readerSeesOneState()
{
    Cli cli;
    cli.write(u"seed.csv"_s, workloads("s", 10));
    cli.write(u"a.csv"_s, workloads("a", 20000));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"seed.csv"_s}).code, 0);
    QProcess writer;
    cli.start(writer, {u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s});
    Peek reader(cli.path(u"w"_s));
    std::set<qint64> seen;
    while (!writer.waitForFinished(0)) {
        if (writer.state() == QProcess::NotRunning)
            break;
        seen.insert(reader.count("SELECT count(*) FROM e_workload"));
    }
    QCOMPARE(writer.exitCode(), 0);
    seen.insert(reader.count("SELECT count(*) FROM e_workload"));
    QVERIFY(seen.contains(20010));
    seen.erase(10);
    QVERIFY(seen == std::set<qint64>{20010});   // before or after, nothing between
}

void TestTwoPrograms::killedImportLeavesNothing()
{
    Cli cli;
    cli.write(u"seed.csv"_s, workloads("s", 10));
    cli.write(u"a.csv"_s, workloads("a", 100'000));
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"seed.csv"_s}).code, 0);
    const QByteArray before = Peek(cli.path(u"w"_s)).dump();
    const qint64 wal = QFileInfo(cli.path(u"w-wal"_s)).size();
    QProcess writer;
    cli.start(writer, {u"import"_s, u"--workspace"_s, u"w"_s, u"a.csv"_s});
    // Killed in the middle of the transaction: somebody holds the write lock.
    Peek other(cli.path(u"w"_s));
    const auto locked = [&other] {
        sqlite3 *db = other.handle();
        const int code = sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK)
            sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
        return code == SQLITE_BUSY;
    };
    while (writer.state() != QProcess::NotRunning && !(QFileInfo(cli.path(u"w-wal"_s)).size() > wal && locked()))
        writer.waitForFinished(1);
    QCOMPARE(writer.state(), QProcess::Running);
    writer.kill();
    QVERIFY(writer.waitForFinished());
    QCOMPARE(Peek(cli.path(u"w"_s)).dump(), before);
    QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"seed.csv"_s}).code, 0);
}

void TestTwoPrograms::opensNoInternetSocket_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const QString cli = Cli::program();
    QTest::newRow("demo") << cli << QStringList{u"demo"_s, u"--workspace"_s, u"w"_s};
    QTest::newRow("evaluate") << cli << QStringList{u"evaluate"_s, u"--workspace"_s, u"w"_s};
    QTest::newRow("report") << cli << QStringList{u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r.pdf"_s};
    QTest::newRow("window") << qEnvironmentVariable("BAILIWICK_APP") << QStringList{u"w"_s, u"--render-pages"_s, u"pages"_s};
}

void TestTwoPrograms::opensNoInternetSocket()
{
    static Cli cli;
    if (QProcess::execute(u"strace"_s, {u"-qq"_s, u"-e"_s, u"trace=none"_s, u"true"_s}) != 0)
        QSKIP("strace is not installed or may not trace");
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    QProcess process;
    process.setWorkingDirectory(cli.folder.path());
    process.start(u"strace"_s, QStringList{u"-f"_s, u"-qq"_s, u"-e"_s, u"trace=socket,connect,bind"_s, u"-o"_s, u"net.txt"_s, program} + arguments);
    const CliRun run = Cli::wait(process);
    QVERIFY2(run.code == 0, run.err.constData());
    for (const QByteArray &line : cli.read(u"net.txt"_s).split('\n')) {
        QVERIFY2(!line.contains("AF_INET"), line.constData());
        QVERIFY2(!line.contains("socket(") || line.contains("AF_UNIX") || line.contains("AF_LOCAL") || line.contains("AF_NETLINK"), line.constData());
    }
}

BAILIWICK_TEST(QCoreApplication, TestTwoPrograms)

} // namespace tst_twoprograms

#include "tst_twoprograms.moc"
