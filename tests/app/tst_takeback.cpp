// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tst_takeback {

using namespace Qt::StringLiterals;

/// An import that is not the newest is taken back: the workspace is as if its file had never been imported, and what was done since stays.
class TestTakeBack : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_cli = std::make_unique<Cli>();
        // Three registers that differ on "shared"; the last name decides between registers of one rank.
        write("a", "shared,Shared,prod\nonly-a,Only A,prod\n");
        write("b", "shared,Shared,test\nonly-b,Only B,prod\n");
        write("c", "shared,Shared,\nonly-c,Only C,prod\n");
        for (const char *name : {"a", "b", "c"})
            run({u"import"_s, file(name), u"--who"_s, u"Head of IT"_s});
    }

    void theOthersStay()
    {
        QCOMPARE(value(u"shared"_s, u"env"_s), u"test"_s);
        const CliRun done = run({u"undo"_s, u"--import"_s, u"b.csv"_s, u"--who"_s, u"Head of Compliance"_s});
        QCOMPARE(done.out, QByteArray("Taken back: b.csv\n  done again over it: 1 later import, 0 other changes\n"));
        QCOMPARE(systems(), QList<QByteArray>({"only-a", "only-c", "shared"}));
        QCOMPARE(value(u"shared"_s, u"env"_s), u"prod"_s);
        QVERIFY2(!run({u"conflicts"_s}).out.contains("env"), "nobody differs with it any more");
        sound();
        // By whom it was done is kept, and the file that was read again is one import, of then.
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT DISTINCT who FROM change_set WHERE kind='undo'"), QList<QByteArray>({"Head of Compliance"}));
        const QJsonArray imports = QJsonDocument::fromJson(run({u"imports"_s, u"--json"_s}).out).array();
        QCOMPARE(imports.size(), 3);
        QStringList said;
        for (const QJsonValue &line : imports)
            said.append(line[u"file"_s].toString() + (line[u"undone"_s].toBool() ? u" undone"_s : QString()) + u' ' + line[u"who"_s].toString());
        QCOMPARE(said, QStringList({u"c.csv Head of IT"_s, u"b.csv undone Head of IT"_s, u"a.csv Head of IT"_s}));
    }

    /// Redo brings it back, and all is as before.
    void redone()
    {
        const QByteArray before = all();
        run({u"undo"_s, u"--import"_s, u"a.csv"_s});
        QVERIFY(all() != before);
        QCOMPARE(run({u"undo"_s, u"--redo"_s}).out, QByteArray("Done again: a.csv\n"));
        QCOMPARE(all(), before);
        run({u"undo"_s, u"--redo"_s}, -1);
        sound();
    }

    /// Several files of one import: one of them, or (--whole) all of them.
    void oneOfSeveralOrAll()
    {
        QVERIFY(QDir(m_cli->path({})).mkpath(u"more"_s));
        for (const QByteArray name : {"d", "e", "f"})
            m_cli->write(u"more/"_s + QString::fromLatin1(name) + u".csv"_s, "workload:key,name,env\nonly-" + name + ",Only " + name + ",prod\n");
        run({u"import"_s, u"more"_s});
        run({u"set"_s, u"workload:shared"_s, u"env=dev"_s});
        run({u"undo"_s, u"--import"_s, u"e.csv"_s});
        QCOMPARE(systems(), QList<QByteArray>({"only-a", "only-b", "only-c", "only-d", "only-f", "shared"}));
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(systems().size(), 7);
        QVERIFY(run({u"undo"_s, u"--import"_s, u"more/d.csv"_s, u"--whole"_s}).out.startsWith("Taken back: more/d.csv and 2 more files\n"));
        QCOMPARE(systems(), QList<QByteArray>({"only-a", "only-b", "only-c", "shared"}));
        QCOMPARE(value(u"shared"_s, u"env"_s), u"dev"_s);
        sound();
    }

    /// A person's word stands over what is there now; undone later, it gives way to what others say, and not to what was taken back.
    void editsStay()
    {
        run({u"set"_s, u"workload:shared"_s, u"env=dev"_s, u"--who"_s, u"CISO"_s});
        run({u"undo"_s, u"--import"_s, u"b.csv"_s});
        QCOMPARE(value(u"shared"_s, u"env"_s), u"dev"_s);
        run({u"set"_s, u"workload:shared"_s, u"env="_s});
        QCOMPARE(value(u"shared"_s, u"env"_s), u"prod"_s);
        run({u"undo"_s});
        QCOMPARE(value(u"shared"_s, u"env"_s), u"dev"_s);
        QCOMPARE(run({u"undo"_s}).out.left(8), QByteArray("Undone: "));
        QCOMPARE(value(u"shared"_s, u"env"_s), u"prod"_s);
        sound();
    }

    /// What was said of things that only the file had told of can't stay, and is named.
    void whatCannotStayIsNamed()
    {
        run({u"set"_s, u"workload:only-b"_s, u"env=dev"_s});
        run({u"retire"_s, u"workload:only-b"_s, u"workload:only-a"_s, u"--on"_s, u"2026-01-31"_s});
        const QByteArray out = run({u"undo"_s, u"--import"_s, u"b.csv"_s}).out;
        QVERIFY2(out.contains("1 later import, 2 other changes\n"), out);
        QCOMPARE(out.count("  left out: "), 2);
        QVERIFY2(out.contains(": it is about what only the import had told of\n"), out);
        QVERIFY2(out.contains(": 1 of 2 changes are about what only the import had told of\n"), out);
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT key FROM entity WHERE retired_on IS NOT NULL"), QList<QByteArray>({"only-a"}));
        sound();
    }

    /// Redo brings the edits back that were left out, those too of which a part had stayed; then each is undone by itself, and at last the import.
    void whatWasLeftOutComesBack()
    {
        run({u"set"_s, u"workload:only-b"_s, u"env=dev"_s});
        run({u"retire"_s, u"workload:only-b"_s, u"workload:only-a"_s, u"--on"_s, u"2026-01-31"_s});
        run({u"set"_s, u"workload:only-c"_s, u"env=test"_s});
        run({u"set"_s, u"workload:only-b"_s, u"name=Renamed"_s});
        const QByteArray before = all();
        QCOMPARE(run({u"undo"_s, u"--import"_s, u"b.csv"_s}).out.count("  left out: "), 3);
        QCOMPARE(value(u"only-c"_s, u"env"_s), u"test"_s);
        QCOMPARE(run({u"undo"_s, u"--redo"_s}).out, QByteArray("Done again: b.csv\n"));
        QCOMPARE(all(), before);
        sound();
        run({u"undo"_s, u"--redo"_s}, -1);
        // What the edit overrules is known again.
        run({u"set"_s, u"workload:only-b"_s, u"env="_s});
        QCOMPARE(value(u"only-b"_s, u"env"_s), u"prod"_s);
        QVERIFY(run({u"undo"_s}).out.startsWith("Undone: "));
        QCOMPARE(all(), before);
        for (int i = 0; i < 3; ++i)
            QVERIFY(run({u"undo"_s}).out != "Undone: b.csv\n");
        QCOMPARE(run({u"undo"_s}).out, QByteArray("Undone: b.csv\n"));
        for (int i = 0; i < 4; ++i)
            run({u"undo"_s, u"--redo"_s});
        QCOMPARE(all(), before);
        sound();
    }

    /// What was left out is none of what a plain undo goes through.
    void undoneAfterwards()
    {
        run({u"set"_s, u"workload:only-a"_s, u"env=dev"_s});
        run({u"set"_s, u"workload:only-b"_s, u"env=dev"_s});
        run({u"undo"_s, u"--import"_s, u"b.csv"_s});
        QCOMPARE(run({u"undo"_s}).out, QByteArray("Undone: Set workload:only-a\n"));
        QCOMPARE(value(u"only-a"_s, u"env"_s), u"prod"_s);
        QCOMPARE(run({u"undo"_s}).out, QByteArray("Undone: c.csv\n"));
        QCOMPARE(systems(), QList<QByteArray>({"only-a", "shared"}));
        sound();
    }

    /// One of several files of one import, taken back and done again, is undone by itself, wherever it stood.
    void oneOfSeveralStandsByItself()
    {
        QVERIFY(QDir(m_cli->path({})).mkpath(u"more"_s));
        for (const QByteArray name : {"d", "e"})
            m_cli->write(u"more/"_s + QString::fromLatin1(name) + u".csv"_s, "workload:key,name,env\nonly-" + name + ",Only " + name + ",prod\n");
        for (const char *taken : {"more/d.csv", "more/e.csv"}) {
            run({u"import"_s, u"more"_s});
            run({u"undo"_s, u"--import"_s, QString::fromLatin1(taken)});
            QCOMPARE(run({u"undo"_s, u"--redo"_s}).out, QByteArray("Done again: ") + taken + '\n');
            QCOMPARE(run({u"undo"_s}).out, QByteArray("Undone: ") + taken + '\n');
            QCOMPARE(systems().size(), 5);
            run({u"undo"_s});
            QCOMPARE(systems().size(), 4);
            sound();
        }
    }

    /// A number of a thing that was made one with another is not given to somebody who is added later: the merge, left out and done again, is of the same two.
    void aMergeComesBackBetweenTheSameThings()
    {
        m_cli->write(file("d"), "workload:key,name,env\nw3,Shop,prod\n");
        m_cli->write(file("e"), "workload:key,name,env\ncmdb-c,Shop system,prod\n");
        run({u"import"_s, file("d")});
        run({u"import"_s, file("e")});
        run({u"merge"_s, u"workload:w3"_s, u"workload:cmdb-c"_s});
        run({u"set"_s, u"--create"_s, u"workload:h9"_s, u"name=By hand"_s});
        const QByteArray before = all();
        QVERIFY(run({u"undo"_s, u"--import"_s, u"e.csv"_s}).out.contains("left out: "));
        QVERIFY(systems().contains("h9"));
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(all(), before);
        sound();
        run({u"undo"_s});
        QVERIFY(systems().contains("h9") && systems().contains("cmdb-c") && systems().contains("w3"));
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(all(), before);
        sound();
    }

    /// Nor is it given to what a later file brings.
    void aMergeThatIsLeftOutTakesNobodyElse()
    {
        run({u"merge"_s, u"workload:only-a"_s, u"workload:only-c"_s});
        write("d", "only-d,Trading,prod\n");
        run({u"import"_s, file("d")});
        const QByteArray before = all();
        QVERIFY(run({u"undo"_s, u"--import"_s, u"c.csv"_s}).out.contains("left out: "));
        QCOMPARE(systems(), QList<QByteArray>({"only-a", "only-b", "only-d", "shared"}));
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(all(), before);
        sound();
    }

    /// An answer of one legal entity goes with its list, is named, and comes back with it.
    void anAnswerOfOneEntity()
    {
        m_cli->write(u"le.csv"_s, "legal_entity:key,name,country\nLE1,Corp DE,DE\nLE2,Corp FR,FR\n");
        run({u"import"_s, u"le.csv"_s});
        run({u"attest"_s, u"gdpr"_s, u"Art. 37"_s, u"--state"_s, u"met"_s, u"--who"_s, u"DPO"_s, u"--for"_s, u"LE1"_s});
        QVERIFY(run({u"undo"_s, u"--import"_s, u"le.csv"_s}).out.contains("left out: "));
        run({u"undo"_s, u"--redo"_s});
        const QByteArray answered = run({u"attest"_s, u"gdpr"_s}).out;
        QVERIFY2(answered.contains("DPO"), answered);
        sound();
    }

    /// The members of an archive are taken back by its name; a file that was named from its own folder is found from elsewhere.
    void archivesAndFolders()
    {
        QVERIFY(QDir(m_cli->path({})).mkpath(u"ex"_s));
        m_cli->write(u"ex/d.csv"_s, "workload:key,name,env\nonly-d,Only D,prod\n");
        m_cli->write(u"ex/e.csv"_s, "workload:key,name,env\nonly-e,Only E,prod\n");
        QProcess tar;
        tar.start(u"tar"_s, {u"-C"_s, m_cli->path(u"ex"_s), u"-cf"_s, m_cli->path(u"b.tar"_s), u"d.csv"_s, u"e.csv"_s});
        QVERIFY(tar.waitForFinished() && tar.exitCode() == 0);
        run({u"import"_s, u"b.tar"_s});
        QCOMPARE(systems().size(), 6);
        QCOMPARE(run({u"undo"_s, u"--import"_s, u"b.tar"_s}).out, QByteArray("Taken back: b.tar!/d.csv and 1 more file\n"));
        QCOMPARE(systems().size(), 4);
        run({u"undo"_s, u"--redo"_s});
        QCOMPARE(systems().size(), 6);
        QProcess elsewhere;
        elsewhere.setWorkingDirectory(m_cli->path(u"ex"_s));
        elsewhere.start(Cli::program(), {u"undo"_s, u"--workspace"_s, m_cli->path(u"w"_s), u"--import"_s, u"a.csv"_s});
        const CliRun done = Cli::wait(elsewhere);
        QVERIFY2(done.code == 0, done.err.constData());
    }

    /// When somebody said something stays, whatever else is taken back; and a person who asked and got no answer is no file.
    void whoAndWhenStay()
    {
        run({u"merge"_s, u"workload:only-a"_s, u"workload:only-b"_s, u"--who"_s, u"Anna"_s});
        Peek peek(m_cli->path(u"w"_s));
        peek.rows("UPDATE change_set SET at='2026-01-02T03:04:05Z' WHERE kind='merge'");
        write("d", "only-d,Only D,prod\n");
        run({u"import"_s, file("d")});
        run({u"undo"_s, u"--import"_s, u"c.csv"_s});
        run({u"import"_s, u"c.csv"_s});
        QCOMPARE(peek.rows("SELECT at||who FROM change_set WHERE kind='merge' AND undone_by IS NULL"), QList<QByteArray>({"2026-01-02T03:04:05ZAnna"}));
        run({u"set"_s, u"workload:only-c"_s, u"env=?"_s, u"--who"_s, u"Me"_s});
        const QByteArray conflicts = run({u"conflicts"_s}).out;
        QVERIFY2(conflicts.contains("Me"), conflicts);
        run({u"undo"_s});
        // What nobody overrules any more is no losing word.
        run({u"set"_s, u"workload:only-a"_s, u"env=dev"_s});
        run({u"undo"_s});
        QCOMPARE(peek.count("SELECT count(*) FROM claim c JOIN entity e ON e.id=c.entity WHERE e.key='only-a' AND c.attr='env' AND c.won=0"), 0);
    }

    /// Of a thing that two sources know under different keys what was said stays, whichever of them goes.
    void knownUnderAnotherKey()
    {
        m_cli->write(u"ec2.json"_s, R"({"Reservations":[{"OwnerId":"012345678901","ReservationId":"r","Instances":[{"InstanceId":"i-0aaaaaaaaaaaaaaaa","InstanceType":"m5.large",)"
                                    R"("State":{"Code":16,"Name":"running"},"Placement":{"AvailabilityZone":"eu-central-1a","Tenancy":"default"},"Tags":[{"Key":"Name","Value":"alpha"}]}]}]})");
        m_cli->write(u"cmdb.csv"_s, "name,sys_class_name,sys_id,install_status,object_id,owned_by,environment\n"
                                    "alpha,cmdb_ci_vm_instance,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,Installed,i-0aaaaaaaaaaaaaaaa,Ops,Production\n");
        const QString ec2 = u"ec2.json"_s, cmdb = u"cmdb.csv"_s;
        run({u"import"_s, ec2});
        run({u"import"_s, cmdb});
        const QByteArray key = Peek(m_cli->path(u"w"_s)).one("SELECT key FROM entity WHERE key LIKE '%i-0aaaa%' AND kind=2");
        QCOMPARE(Peek(m_cli->path(u"w"_s)).count("SELECT count(*) FROM entity WHERE name='alpha' AND kind=2"), 1);
        run({u"set"_s, u"workload:"_s + QString::fromUtf8(key), u"rto_h=4"_s});
        run({u"retire"_s, u"workload:"_s + QString::fromUtf8(key), u"--on"_s, u"2026-01-31"_s});
        const QByteArray before = all();
        for (const QString &taken : {ec2, cmdb}) {
            QVERIFY(!run({u"undo"_s, u"--import"_s, taken}).out.contains("left out"));
            Peek peek(m_cli->path(u"w"_s));
            QCOMPARE(peek.rows("SELECT w.rto_h||' '||(e.retired_on IS NOT NULL) FROM entity e JOIN e_workload w ON w.id=e.id WHERE e.name='alpha'"), QList<QByteArray>({"4.0 1"}));
            run({u"undo"_s, u"--redo"_s});
            QCOMPARE(all(), before);
            sound();
        }
    }

    /// A file that was read again over the gap, undone and done again once more: an edit is about the same thing as before.
    void numbersStay()
    {
        m_cli->write(file("d"), "workload:key,name,env\nonly-d,Only D,prod\nshared,Shared,prod\nlast,Last,prod\n");
        run({u"import"_s, file("d")});
        for (const QString &key : {u"last"_s, u"only-d"_s, u"only-c"_s})
            run({u"set"_s, u"workload:"_s + key, u"env=dev"_s});
        for (const QString &taken : {u"a.csv"_s, u"b.csv"_s}) {
            run({u"undo"_s, u"--import"_s, taken});
            const QByteArray before = all();
            for (int i = 0; i < 5; ++i)
                run({u"undo"_s});
            QVERIFY(all() != before);
            for (int i = 0; i < 5; ++i)
                run({u"undo"_s, u"--redo"_s});
            QCOMPARE(all(), before);
            QCOMPARE(value(u"last"_s, u"env"_s), u"dev"_s);
            sound();
        }
    }

    /// An edit done again overrules what stands now, and says so.
    void whatAnEditOverrulesIsKnownWhenItIsDoneAgain()
    {
        run({u"set"_s, u"workload:only-c"_s, u"env=dev"_s});
        for (const QString &redo : {QString(), u"--redo"_s}) {
            for (int i = 0; i < 2; ++i)
                run(redo.isEmpty() ? QStringList{u"undo"_s} : QStringList{u"undo"_s, redo});
        }
        QCOMPARE(value(u"only-c"_s, u"env"_s), u"dev"_s);
        run({u"set"_s, u"workload:only-c"_s, u"env="_s});
        QCOMPARE(value(u"only-c"_s, u"env"_s), u"prod"_s);
    }

    /// What was said of a thing that a later file tells of as well stays: it is said once that file is read again.
    void whatALaterFileBringsStays()
    {
        run({u"set"_s, u"workload:only-b"_s, u"env=dev"_s, u"owner=Head of Fraud"_s, u"--who"_s, u"CISO"_s});
        run({u"retire"_s, u"workload:only-b"_s, u"--on"_s, u"2026-01-31"_s});
        m_cli->write(u"again.csv"_s, "workload:key,name,env\nonly-b,Only b,prod\n");
        run({u"import"_s, u"again.csv"_s});
        const QByteArray out = run({u"undo"_s, u"--import"_s, u"b.csv"_s}).out;
        QVERIFY2(!out.contains("left out"), out);
        QCOMPARE(value(u"only-b"_s, u"env"_s), u"dev"_s);
        QCOMPARE(value(u"only-b"_s, u"owner"_s), u"Head of Fraud"_s);
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT key FROM entity WHERE retired_on IS NOT NULL"), QList<QByteArray>({"only-b"}));
        sound();
        // Withdrawn, the later file's word stands.
        run({u"set"_s, u"workload:only-b"_s, u"env="_s});
        QCOMPARE(value(u"only-b"_s, u"env"_s), u"prod"_s);
        for (int i = 0; i < 3; ++i)
            run({u"undo"_s});
        QCOMPARE(value(u"only-b"_s, u"env"_s), u"prod"_s);
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT key FROM entity WHERE retired_on IS NOT NULL"), QList<QByteArray>());
        sound();
    }

    /// A merge that somebody decided, of things that the files which are left tell of too.
    void aMergeStays()
    {
        m_cli->write(u"cmdb.csv"_s, "workload:key,name\nsrv-1,Server one\n");
        run({u"import"_s, u"cmdb.csv"_s});
        run({u"merge"_s, u"workload:only-b"_s, u"workload:srv-1"_s});
        const QByteArray merged = systems().join(' ');
        m_cli->write(u"again.csv"_s, "workload:key,name,env\nonly-b,Only b,prod\n");
        run({u"import"_s, u"again.csv"_s});
        const QByteArray out = run({u"undo"_s, u"--import"_s, u"b.csv"_s}).out;
        QVERIFY2(!out.contains("left out"), out);
        QCOMPARE(systems().join(' '), merged);
        sound();
    }

    /// Things that were added by hand stay, and wait for what they named.
    void addedByHand()
    {
        m_cli->write(u"banks.csv"_s, "legal_entity:key,name\nbank,Bank\n");
        run({u"import"_s, u"banks.csv"_s});
        run({u"set"_s, u"workload:mine"_s, u"name=Mine"_s, u"legal_entity=bank"_s, u"--create"_s});
        run({u"undo"_s, u"--import"_s, u"banks.csv"_s});
        QVERIFY(systems().contains("mine"));
        QCOMPARE(value(u"mine"_s, u"legal_entity"_s), u"bank"_s);
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT value FROM pending_ref"), QList<QByteArray>({"bank"}));
        sound();
        run({u"import"_s, u"banks.csv"_s});
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT value FROM pending_ref"), QList<QByteArray>());
        QVERIFY(run({u"undo"_s}).code == 0 && run({u"undo"_s}).code == 0);
        QVERIFY2(!systems().contains("mine"), "the deed that added it can still be undone");
        sound();
    }

    /// Later files are read again, and must be what they were: else nothing changes.
    void laterFiles_data()
    {
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("gone") << QByteArray() << QByteArray("not there any more");
        QTest::newRow("another") << QByteArray("workload:key,name,env\nelse,Else,prod\n") << QByteArray("not what was imported then");
    }
    void laterFiles()
    {
        QFETCH(QByteArray, now);
        QFETCH(QByteArray, says);
        QVERIFY(QFile::remove(m_cli->path(u"c.csv"_s)));
        if (!now.isEmpty())
            m_cli->write(u"c.csv"_s, now);
        const QByteArray before = all();
        const QByteArray err = run({u"undo"_s, u"--import"_s, u"a.csv"_s}, -1).err;
        QVERIFY2(err.contains("c.csv") && err.contains(says) && err.contains("Nothing was changed"), err);
        QCOMPARE(all(), before);
        // Its own file need not be there.
        run({u"undo"_s, u"--import"_s, u"c.csv"_s});
        QVERIFY(!systems().contains("only-c"));
    }

    void whatIsNoImport_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("code");
        QTest::newRow("no such file") << QStringList{u"--import"_s, u"z.csv"_s} << -1;
        QTest::newRow("no such number") << QStringList{u"--import"_s, u"4711"_s} << -1;
        QTest::newRow("twice") << QStringList{u"--import"_s, u"b.csv"_s} << -1;
        QTest::newRow("with redo") << QStringList{u"--import"_s, u"a.csv"_s, u"--redo"_s} << 2;
        QTest::newRow("whole of nothing") << QStringList{u"--whole"_s} << 2;
    }
    void whatIsNoImport()
    {
        QFETCH(QStringList, words);
        QFETCH(int, code);
        run({u"undo"_s, u"--import"_s, u"b.csv"_s});
        const QByteArray before = all();
        run(QStringList{u"undo"_s} + words, code);
        QCOMPARE(all(), before);
    }

    /// Decisions and results point at things by number: those that come back have the number they had.
    void decisionsStayWithTheirThings()
    {
        m_cli->write(u"z.csv"_s, "workload:key,name,env,criticality\nbare,Bare,prod,critical\n");
        run({u"import"_s, u"z.csv"_s});
        run({u"choose"_s, u"--frameworks"_s, u"ai-sov"_s});
        run({u"evaluate"_s});
        const auto found = [this] { return Peek(m_cli->path(u"w"_s)).rows("SELECT r.name, e.key, f.status, f.since_run FROM finding f JOIN rule r ON r.id=f.rule JOIN entity e ON e.id=f.entity WHERE e.key='bare' ORDER BY 1"); };
        const QList<QByteArray> before = found();
        QVERIFY(!before.isEmpty());
        run({u"undo"_s, u"--import"_s, u"a.csv"_s});
        QCOMPARE(found(), before);
        QCOMPARE(Peek(m_cli->path(u"w"_s)).rows("SELECT sum(findings) FROM finding_sum"), Peek(m_cli->path(u"w"_s)).rows("SELECT count(*) FROM finding"));
        run({u"evaluate"_s});
        QCOMPARE(found(), before);
        sound();
    }

    /// The exports and registers of the sample, each taken back from among all others: as if it had not been there.
    void asIfNeverImported_data()
    {
        QTest::addColumn<QString>("taken");
        for (const char *name : {"111122223333_Config_eu-central-1_ConfigSnapshot_20261119T220000Z.json", "ai_uses.csv", "contracts.csv", "locations.csv", "providers.csv", "services.csv"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void asIfNeverImported()
    {
        QFETCH(QString, taken);
        m_cli = std::make_unique<Cli>();
        QVERIFY(QDir(m_cli->path({})).mkpath(u"sample"_s));
        QDirIterator files(u":/demo"_s, {u"*.csv"_s, u"*.json"_s}, QDir::Files);
        while (files.hasNext()) {
            const QString from = files.next();
            if (files.fileName() != u"manifest.json"_s)
                QVERIFY(QFile::copy(from, m_cli->path(u"sample/"_s + files.fileName())));
        }
        run({u"import"_s, u"sample"_s});
        run({u"undo"_s, u"--import"_s, taken});
        const QByteArray without = all();
        sound();
        QVERIFY(QFile::remove(m_cli->path(u"sample/"_s + taken)));
        QVERIFY(QFile::remove(m_cli->path(u"w"_s)));
        run({u"import"_s, u"sample"_s});
        QCOMPARE(without, all());
    }

private:
    CliRun run(const QStringList &words, int code = 0) { return m_cli->onWorkspace(words, code); }
    static QString file(const char *name) { return QString::fromLatin1(name) + u".csv"_s; }
    void write(const char *name, const QByteArray &rows) { m_cli->write(file(name), "workload:key,name,env\n" + rows); }
    QList<QByteArray> systems() const { return Peek(m_cli->path(u"w"_s)).rows("SELECT key FROM entity WHERE kind=2 ORDER BY key"); }
    QString value(const QString &key, const QString &attr)
    {
        const QJsonArray rows = QJsonDocument::fromJson(run({u"list"_s, u"workloads"_s, u"--json"_s}).out).array();
        for (const QJsonValue &row : rows) {
            if (row[u"key"_s].toString() == key)
                return row[attr].toString();
        }
        return u"not there"_s;
    }
    /// Everything that the inventory says, and on what its sources differ.
    QByteArray all()
    {
        QByteArray said;
        for (const QString &kind : {u"legal_entities"_s, u"business_services"_s, u"workloads"_s, u"datasets"_s, u"processing"_s, u"transfers"_s, u"models"_s, u"ai_uses"_s, u"accelerators"_s, u"identities"_s, u"grants"_s,
                                    u"providers"_s, u"contracting_entities"_s, u"contracts"_s, u"subprocessors"_s, u"services"_s, u"certifications"_s, u"dependencies"_s, u"requests"_s, u"locations"_s, u"keys"_s})
            said += run({u"list"_s, kind, u"--json"_s}).out;
        return said + run({u"conflicts"_s, u"--json"_s}).out + run({u"duplicates"_s, u"--json"_s}).out;
    }
    void sound()
    {
        const CliRun done = run({u"doctor"_s});
        QVERIFY2(!done.out.contains("WRONG"), done.out);
    }

    std::unique_ptr<Cli> m_cli;
};

BAILIWICK_TEST(QCoreApplication, TestTakeBack)

} // namespace tst_takeback

#include "tst_takeback.moc"
