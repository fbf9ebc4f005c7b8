// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QTest>

namespace tst_undoimport {

using namespace Qt::StringLiterals;

/// An import of several files is one deed: undone and done again as a whole, or its last file alone.
class TestUndoImport : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_cli = std::make_unique<Cli>();
        QVERIFY(QDir(m_cli->path({})).mkpath(u"exports"_s));
        m_cli->write(u"before.csv"_s, "workload:key,name\nold,Old system\n");
        for (const QByteArray name : {"a", "b", "c"})
            m_cli->write(u"exports/"_s + QString::fromLatin1(name) + u".csv"_s, "workload:key,name\nsystem-" + name + ",System " + name + "\nold,Renamed by " + name + "\n");
        run({u"import"_s, u"before.csv"_s});
        m_before = systems();
        run({u"import"_s, u"exports"_s});
        m_after = systems();
        QVERIFY(m_before != m_after);
    }

    void asAWhole()
    {
        QCOMPARE(run({u"undo"_s}).out.trimmed(), QByteArray("Undone: " + file("a") + " and 2 more files"));
        QCOMPARE(systems(), m_before);
        QCOMPARE(run({u"undo"_s, u"--redo"_s}).out.trimmed(), QByteArray("Done again: " + file("a") + " and 2 more files"));
        QCOMPARE(systems(), m_after);
        run({u"undo"_s, u"--redo"_s}, 1);
        // What was done again is one deed as well.
        run({u"undo"_s});
        QCOMPARE(systems(), m_before);
        run({u"undo"_s});
        QCOMPARE(systems(), QList<QByteArray>());
        run({u"undo"_s}, 1);
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(systems(), m_before);
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(systems(), m_after);
        QCOMPARE(run({u"doctor"_s}).code, 0);
    }

    void theLastFile()
    {
        QCOMPARE(run({u"undo"_s, u"--last-file"_s}).out.trimmed(), "Undone: " + file("c"));
        QCOMPARE(systems().size(), m_after.size() - 1);
        QCOMPARE(run({u"undo"_s}).out.trimmed(), QByteArray("Undone: " + file("a") + " and 1 more file"));
        QCOMPARE(systems(), m_before);
        run({u"undo"_s, u"--redo"_s});
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(systems(), m_after);
        run({u"undo"_s, u"--last-file"_s, u"--redo"_s}, 2);
    }

    /// One file is another now: nothing of the import is done again.
    void changedSince()
    {
        run({u"undo"_s});
        m_cli->write(u"exports/b.csv"_s, "workload:key,name\nelse,Something else\n");
        QVERIFY(run({u"undo"_s, u"--redo"_s}, -1).err.contains("exports/b.csv"));
        QCOMPARE(systems(), m_before);
        QVERIFY(QFile::remove(m_cli->path(u"exports/b.csv"_s)));
        QVERIFY(run({u"undo"_s, u"--redo"_s}, -1).err.contains("exports/b.csv"));
        QCOMPARE(systems(), m_before);
    }

    /// Accelerators that were made of a type of machine which an undone import had told: nobody waits for them.
    void madeOfTheType()
    {
        const auto list = [](const QByteArray &size) {
            return "[{\"id\":\"/subscriptions/s-1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm\",\"name\":\"vm\",\"type\":\"Microsoft.Compute/virtualMachines\",\"location\":\"swedencentral\","
                   "\"extendedLocation\":null,\"properties\":{\"hardwareProfile\":{\"vmSize\":\"" + size + "\"}}}]";
        };
        m_cli->write(u"plain.json"_s, list("Standard_D2s_v3"));
        m_cli->write(u"large.json"_s, list("Standard_NC40ads_H100_v5"));
        run({u"import"_s, u"plain.json"_s});
        const QByteArray before = run({u"list"_s, u"workloads"_s, u"--json"_s}).out;
        run({u"import"_s, u"large.json"_s});
        QVERIFY(run({u"list"_s, u"workloads"_s, u"--json"_s}).out.contains("acc:"));
        run({u"undo"_s});
        QCOMPARE(run({u"list"_s, u"workloads"_s, u"--json"_s}).out, before);
        QVERIFY(!before.contains("acc:"));
    }

private:
    CliRun run(const QStringList &words, int code = 0) { return m_cli->onWorkspace(words, code); }
    QByteArray file(const QByteArray &name) const { return "exports/" + name + ".csv"; }
    QList<QByteArray> systems() const { return Peek(m_cli->path(u"w"_s)).rows("SELECT key, name FROM entity WHERE kind=2 ORDER BY key"); }

    std::unique_ptr<Cli> m_cli;
    QList<QByteArray> m_before;
    QList<QByteArray> m_after;
};

BAILIWICK_TEST(QCoreApplication, TestUndoImport)

} // namespace tst_undoimport

#include "tst_undoimport.moc"
