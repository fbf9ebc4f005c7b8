// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QTest>

namespace tst_statecommands {

using namespace Qt::StringLiterals;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

} // namespace

/// What a person says of a register as a whole, and of whether a thing is still in use, reaches the results and can be taken back.
class TestStateCommands : public QObject
{
    Q_OBJECT

    /// Personal data that goes to the United States by a derogation, and a record of processing that names the country and no safeguard.
    static void prepare(Cli &cli)
    {
        cli.write(u"data.csv"_s, "dataset:key,name,classes,storage_countries\nhr,Personnel files,personal,US\n");
        cli.write(u"record.csv"_s, "processing:key,name,datasets,third_countries\nP-1,Personnel,hr,US\n");
        cli.write(u"transfers.csv"_s, "transfer:key,name,datasets,importer_country,tool\nT-1,Personnel to the US,hr,US,derogation\n");
        cli.write(u"entities.csv"_s, "legal_entity:key,name,country\nse,Group SE,DE\nbank,Bank AG,DE\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"data.csv"_s, u"record.csv"_s, u"transfers.csv"_s, u"entities.csv"_s} + w).code, 0);
    }
    static QByteArray resultOf(Cli &cli, const QByteArray &rule, const QStringList &more = {})
    {
        if (cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w + more).code != 0)
            return "evaluation failed";
        const CliRun gaps = cli.run(QStringList{u"gaps"_s, u"--csv"_s, u"--status"_s, u"gap,unknown,pass"_s} + w);
        for (const QByteArray &line : gaps.out.split('\n')) {
            if (line.startsWith(rule + ','))
                return line.split(',').value(3);
        }
        return "none";
    }

private slots:
    void aDeclaredRegisterTurnsABlankIntoAGap()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
        QVERIFY(cli.run(QStringList{u"declare"_s} + w).out.contains("No register is declared complete."));
        QCOMPARE(cli.run(QStringList{u"declare"_s, u"processing"_s, u"--who"_s, u"Data Protection Officer"_s, u"--until"_s, u"2099-01-01"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        // Whoever reads the report knows what a blank in it means, and who answers for that.
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("so that what is not recorded there does not exist: Processing activities"));
        const CliRun list = cli.run(QStringList{u"declare"_s} + w);
        QVERIFY2(list.out.contains("processing") && list.out.contains("Data Protection Officer") && list.out.contains("until 2099-01-01"), list.out.constData());
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        // After its last day nobody answers for it any more.
        QCOMPARE(resultOf(cli, "GDPR-30-01", {u"--as-of"_s, u"2099-01-02"_s}), "unknown");
        QCOMPARE(cli.run(QStringList{u"declare"_s, u"processing"_s, u"--withdraw"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
        QVERIFY(cli.run(QStringList{u"declare"_s, u"processing"_s, u"--withdraw"_s} + w).code != 0);
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    // Who answers for it, and on what it rests: beside the answers of people, and taken back and done again with the declaration.
    void aDeclarationHasItsEvidence()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"record.pdf"_s, "the record");
        const QString hash = QString::fromLatin1(QCryptographicHash::hash("the record", QCryptographicHash::Sha256).toHex());
        const QStringList declare{u"declare"_s, u"processing"_s, u"--who"_s, u"DPO"_s};
        QCOMPARE(cli.run(declare + QStringList{u"--evidence"_s, u"seen on 3 November"_s, u"--evidence-file"_s, u"record.pdf"_s} + w).code, 0);
        const QString rests = u"record.pdf, SHA-256 %1: seen on 3 November"_s.arg(hash);
        const auto kept = [&cli] { return cli.run(QStringList{u"declare"_s, u"--json"_s} + w).json(); };
        QCOMPARE(said(kept()[0], "evidence"), rests);
        QVERIFY(cli.run(QStringList{u"declare"_s} + w).out.contains("evidence: record.pdf"));
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        const CliRun gaps = cli.run(QStringList{u"gaps"_s, u"--json"_s} + w);
        QVERIFY2(gaps.out.contains("DPO's word of") && gaps.out.contains(rests.toUtf8()) && !gaps.out.contains("no evidence is kept with it"), gaps.out.constData());
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("evidence: record.pdf"));
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QVERIFY(kept().empty());
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(said(kept()[0], "evidence"), rests);
        // By an answer, in a file of either kind, as well.
        cli.write(u"answers.csv"_s, "answer:entity,attribute,value,who,at,evidence\nprocessing:*,*,complete,Legal,2026-11-01,minutes p. 3\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"answers.csv"_s} + w).code, 0);
        QCOMPARE(said(kept()[0], "who") + u": "_s + said(kept()[0], "evidence"), u"Legal: minutes p. 3"_s);
        cli.write(u"answers.json"_s, R"({"answers":[{"kind":"processing","complete":true,"evidence":{"note":"letter of the DPO"}}]})");
        QCOMPARE(cli.run(QStringList{u"answer"_s, u"answers.json"_s, u"--who"_s, u"DPO"_s} + w).code, 0);
        QCOMPARE(said(kept()[0], "evidence"), u"letter of the DPO"_s);
        // Evidence of nothing, of what is taken back, or that is not there.
        for (const QStringList &wrong : {QStringList{u"declare"_s, u"--evidence"_s, u"x"_s}, QStringList{u"declare"_s, u"processing"_s, u"--withdraw"_s, u"--evidence"_s, u"x"_s},
                                         QStringList{u"declare"_s, u"contract"_s, u"--evidence-file"_s, u"nowhere.pdf"_s}})
            QVERIFY(cli.run(wrong + w).code != 0);
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    void anAttributeOfAllThings()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(cli.run(QStringList{u"declare"_s, u"processing.safeguards"_s, u"processing.datasets"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
    }

    void namesThatAreNone_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("a register") << QStringList{u"proccessing"_s} << QByteArray("did you mean 'processing'");
        QTest::newRow("a column") << QStringList{u"processing.safegards"_s} << QByteArray("did you mean 'safeguards'");
        QTest::newRow("a day") << QStringList{u"processing"_s, u"--until"_s, u"soon"_s} << QByteArray("--until needs a date");
        QTest::newRow("none at all") << QStringList{u"--withdraw"_s} << QByteArray("name a register");
    }
    void namesThatAreNone()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        Cli cli;
        prepare(cli);
        const qint64 sets = Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set");
        const CliRun run = cli.run(QStringList{u"declare"_s} + arguments + w);
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set"), sets);
    }

    void answersDeclareToo()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"answers.csv"_s, "answer:entity,attribute,value,who,at,until\nprocessing:*,*,complete,DPO,2026-11-01,2099-12-31\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"answers.csv"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        QVERIFY(cli.run(QStringList{u"declare"_s} + w).out.contains("2026-11-01"));
        const CliRun again = cli.run(QStringList{u"import"_s, u"answers.csv"_s, u"--json"_s} + w);
        QVERIFY2(again.out.contains("\"unchanged\":1"), again.out.constData());
        cli.write(u"back.csv"_s, "answer:entity,attribute,value\nprocessing:*,*,not complete\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"back.csv"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        cli.write(u"wrong.csv"_s, "answer:entity,attribute,value,at\nprocessing:*,*,mostly,\nprocessing:P-1,safeguards,SCC 2021,2999-01-01\n");
        const CliRun wrong = cli.run(QStringList{u"import"_s, u"wrong.csv"_s} + w);
        QVERIFY2(wrong.err.contains("not 'mostly'") || wrong.out.contains("not 'mostly'"), (wrong.out + wrong.err).constData());
        QVERIFY2(wrong.err.contains("still to come") || wrong.out.contains("still to come"), (wrong.out + wrong.err).constData());
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
    }

    void eachLegalEntityForItsOwnRecord()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(cli.run(QStringList{u"set"_s, u"legal_entity:se"_s, u"processing_register_complete=yes"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
        QCOMPARE(cli.run(QStringList{u"set"_s, u"legal_entity:bank"_s, u"processing_register_complete=yes"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "gap");
        QCOMPARE(cli.run(QStringList{u"set"_s, u"legal_entity:bank"_s, u"processing_register_complete=no"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-30-01"), "unknown");
    }

    void oneRunOneAccount()
    {
        // A run over one part tells of that part only, wherever it is asked, and the same as a whole run narrowed to it.
        Cli cli;
        cli.write(u"entities.csv"_s, "legal_entity:key,name,country\nse,Group SE,DE\nbank,Bank AG,DE\n");
        cli.write(u"systems.csv"_s, "workload:key,name,legal_entity,criticality,data_classes\nw1,Core,se,critical,personal\nw2,Cards,bank,critical,personal\n");
        cli.write(u"grants.csv"_s, "grant:key,principal,principal_type,workload,privilege,standing,mfa\ng1,eve,human,w1,admin,yes,no\ng2,bob,human,w2,admin,yes,no\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"entities.csv"_s, u"systems.csv"_s, u"grants.csv"_s} + w).code, 0);
        const auto findings = [&cli](const QStringList &more) {
            QStringList lines;
            for (const QByteArray &line : cli.run(QStringList{u"gaps"_s, u"--csv"_s, u"--status"_s, u"gap,unknown"_s} + more + w).out.split('\n'))
                lines.append(QString::fromUtf8(line));
            return lines;
        };
        QCOMPARE(cli.run(QStringList{u"evaluate"_s} + w).code, 0);
        const auto inIssues = [&cli] {
            qint64 sum = 0;
            for (const auto &issue : cli.run(QStringList{u"issues"_s, u"--json"_s} + w).json())
                sum += issue["findings"].get<int>();
            return sum;
        };
        const qint64 whole = inIssues();
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"narrowed.csv"_s, u"--scope"_s, u"legal_entity:bank"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--scope"_s, u"legal_entity:bank"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"part.csv"_s} + w).code, 0);
        QCOMPARE(cli.read(u"part.csv"_s), cli.read(u"narrowed.csv"_s));
        QVERIFY(inIssues() < whole);
        QCOMPARE(inIssues(), qint64(findings({}).filter(u",gap,"_s).size()));
        QVERIFY(findings({}).filter(u",g2,"_s).size() > 0);
        QCOMPARE(findings({}).filter(u",g1,"_s).size(), 0);
        // A run of one framework tells of no other.
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
        for (const auto &issue : cli.run(QStringList{u"issues"_s, u"--json"_s} + w).json()) {
            for (const auto &rule : issue["rules"])
                QVERIFY2(rule.get<std::string>().starts_with("GDPR-"), rule.get<std::string>().c_str());
        }
    }

    void whatIsOnRecordIsNotCalledMissing()
    {
        Cli cli;
        cli.write(u"data.csv"_s, "dataset:key,name,retention_days\nd1,Letters,30\nd2,Files,none\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"data.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
        const QByteArray told = cli.run(QStringList{u"gaps"_s, u"--csv"_s, u"--status"_s, u"unknown"_s} + w).out;
        QVERIFY2(told.contains("It is not known whether this is asked of Letters. If it is, it is met"), told.constData());
        QVERIFY2(told.contains("It is not known whether this is asked of Files. If it is, it is not met"), told.constData());
        QVERIFY2(!told.contains("The retention period of"), told.constData());
    }

    void whatIsOutOfUseIsNotJudged()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(resultOf(cli, "GDPR-25-01"), "unknown");
        const CliRun future = cli.run(QStringList{u"retire"_s, u"dataset:hr"_s, u"--on"_s, u"2999-01-01"_s} + w);
        QCOMPARE(future.code, 2);
        QVERIFY2(future.err.contains("still to come"), future.err.constData());
        QCOMPARE(cli.run(QStringList{u"retire"_s, u"dataset:hr"_s, u"--on"_s, u"2026-01-31"_s, u"--who"_s, u"Head of IT"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-25-01"), "none");
        QCOMPARE(resultOf(cli, "GDPR-25-01", {u"--as-of"_s, u"2026-01-30"_s}), "unknown");
        QVERIFY(cli.run(QStringList{u"list"_s, u"datasets"_s} + w).out.contains("(retired 2026-01-31)"));
        QVERIFY(cli.run(QStringList{u"show"_s, u"dataset:hr"_s, u"--json"_s} + w).out.contains("\"retired_on\": \"2026-01-31\""));
        // Its register still names it: that is said, and it stays retired.
        const CliRun import = cli.run(QStringList{u"import"_s, u"data.csv"_s} + w);
        QVERIFY2((import.out + import.err).contains("one thing that somebody has retired still is in this export"), (import.out + import.err).constData());
        QCOMPARE(resultOf(cli, "GDPR-25-01"), "none");
        QVERIFY(cli.run(QStringList{u"retire"_s, u"dataset:hr"_s, u"--back"_s} + w).code == 0);
        QCOMPARE(resultOf(cli, "GDPR-25-01"), "unknown");
        QVERIFY(cli.run(QStringList{u"retire"_s, u"dataset:hr"_s, u"--back"_s} + w).code != 0);
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(resultOf(cli, "GDPR-25-01"), "none");
        QVERIFY(cli.run(QStringList{u"retire"_s, u"dataset:nothing"_s} + w).code != 0);
    }
};

BAILIWICK_TEST(QCoreApplication, TestStateCommands)

} // namespace tst_statecommands

#include "tst_statecommands.moc"
