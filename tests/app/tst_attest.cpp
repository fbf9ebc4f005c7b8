// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_attest {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

} // namespace

/// What people say of articles and controls that no rule decides: it counts in the coverage, serves elsewhere, ends on its day and can be taken back.
class TestAttest : public QObject
{
    Q_OBJECT

    Cli m_prepared; ///< a bank that is judged

    void prepare(Cli &cli) { QVERIFY(QFile::copy(m_prepared.path(u"w"_s), cli.path(u"w"_s))); }
    static ordered_json listOf(Cli &cli, const QString &list) { return cli.run(QStringList{u"frameworks"_s, list, u"--json"_s} + w).json(); }
    /// "answered pass", "open -" of one requirement.
    static QString standing(Cli &cli, const QString &list, const QString &requirement)
    {
        const ordered_json all = listOf(cli, list);
        for (const ordered_json &r : all.at("requirements")) {
            if (said(r, "id") == requirement)
                return said(r, "standing") + u' ' + (r.at("worst").is_null() ? u"-"_s : said(r, "worst"));
        }
        return u"none"_s;
    }
    static int answered(Cli &cli, const QString &list) { return listOf(cli, list).at("coverage").at("answered").get<int>(); }
    static CliRun attest(Cli &cli, const QStringList &arguments) { return cli.run(QStringList{u"attest"_s} + w + arguments); }

private slots:
    void initTestCase()
    {
        m_prepared.write(u"entities.csv"_s, "legal_entity:key,name,country,entity_types\nbank,Bank AG,DE,financial_entity\n");
        QCOMPARE(m_prepared.run(QStringList{u"import"_s, u"entities.csv"_s} + w).code, 0);
        QCOMPARE(m_prepared.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora,iso-27001,bsi-c5,eu-csf"_s} + w).code, 0);
    }

    void whatIsSaidCounts_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("standing");
        QTest::newRow("met") << u"met"_s << u"answered pass"_s;
        QTest::newRow("met in part is a gap") << u"partly"_s << u"answered gap"_s;
        QTest::newRow("not met") << u"not_met"_s << u"answered gap"_s;
        QTest::newRow("does not apply") << u"not_applicable"_s << u"not_concerned not_applicable"_s;
    }

    void whatIsSaidCounts()
    {
        QFETCH(QString, state);
        Cli cli;
        prepare(cli);
        QCOMPARE(standing(cli, u"dora"_s, u"Art. 5"_s), u"open -"_s);
        const CliRun run = attest(cli, {u"dora"_s, u"Art. 5"_s, u"--state"_s, state, u"--who"_s, u"CISO"_s, u"--why"_s, u"Seen in the minutes"_s, u"--evidence"_s, u"Minutes of May"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QTEST(standing(cli, u"dora"_s, u"Art. 5"_s), "standing");
        const QByteArray text = cli.run(QStringList{u"frameworks"_s, u"dora"_s} + w).out;
        QVERIFY2(text.contains("says CISO (") && text.contains("Seen in the minutes"), text.constData());
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(standing(cli, u"dora"_s, u"Art. 5"_s), u"open -"_s);
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QTEST(standing(cli, u"dora"_s, u"Art. 5"_s), "standing");
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 5"_s, u"--clear"_s}).code, 0);
        QCOMPARE(standing(cli, u"dora"_s, u"Art. 5"_s), u"open -"_s);
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    // What a dashboard can't reach may be answered too: somebody looked.
    void beyondReachAndSeveralAtOnce()
    {
        Cli cli;
        prepare(cli);
        const ordered_json before = listOf(cli, u"bsi-c5"_s).at("coverage");
        QStringList outside, asked;
        const ordered_json all = listOf(cli, u"bsi-c5"_s);
        for (const ordered_json &r : all.at("requirements")) {
            if (r.at("rules").empty())
                (said(r, "reach") == u"outside"_s ? outside : asked).append(said(r, "id"));
        }
        QVERIFY(outside.size() > 2 && asked.size() > 2);
        QCOMPARE(attest(cli, QStringList{u"bsi-c5"_s} + outside.mid(0, 2) + asked.mid(0, 1) + QStringList{u"--state"_s, u"met"_s, u"--who"_s, u"Auditor"_s}).code, 0);
        const ordered_json after = listOf(cli, u"bsi-c5"_s).at("coverage");
        QCOMPARE(after.at("answered").get<int>(), before.at("answered").get<int>() + 3);
        QCOMPARE(after.at("out_of_reach").get<int>(), before.at("out_of_reach").get<int>() - 2);
        QCOMPARE(after.at("open").get<int>(), before.at("open").get<int>() - 1);
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0); // one deed
        QCOMPARE(listOf(cli, u"bsi-c5"_s).at("coverage"), before);
    }

    // Where a catalogue asks for more, its being met serves for the part, and the part not being met keeps it from being met.
    void servesWhereTheSameIsAsked()
    {
        Cli cli;
        prepare(cli);
        const auto count = [&cli](const QString &list, const char *what) { return listOf(cli, list).at("coverage").at(what).get<int>(); };
        const int served = count(u"iso-27001"_s, "served"), refuted = count(u"dora"_s, "refuted");
        // DORA's framework for ICT risk has a method for assessing risks in it; ISO/IEC 27001 asks for the method.
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 6"_s, u"--state"_s, u"met"_s, u"--who"_s, u"CISO"_s}).code, 0);
        QVERIFY(count(u"iso-27001"_s, "served") > served);
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 6"_s, u"--clear"_s}).code, 0);
        QCOMPARE(count(u"iso-27001"_s, "served"), served);
        QCOMPARE(attest(cli, {u"iso-27001"_s, u"6.1.2"_s, u"--state"_s, u"not_met"_s, u"--who"_s, u"CISO"_s, u"--why"_s, u"no method"_s}).code, 0);
        QVERIFY(count(u"dora"_s, "refuted") > refuted);
        // C5 is asked of a provider: what holds of it says nothing of our own management system.
        QCOMPARE(attest(cli, {u"bsi-c5"_s, u"OIS-02"_s, u"--state"_s, u"met"_s, u"--who"_s, u"CISO"_s}).code, 0);
        QCOMPARE(count(u"iso-27001"_s, "served"), served);
    }

    // DORA goes before NIS2 for financial entities: of a bank nobody answers NIS2.
    void whomTheFrameworkLeavesOutIsNotAnsweredFor()
    {
        Cli cli;
        cli.write(u"entities.csv"_s, "legal_entity:key,name,country,entity_types\nbank,Bank AG,DE,financial_entity\nutil,Netz GmbH,DE,nis2_essential\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"entities.csv"_s} + w).code, 0);
        const QStringList training{u"nis2"_s, u"Art. 21(2)(g)"_s, u"--state"_s, u"not_met"_s, u"--why"_s, u"no training"_s, u"--who"_s, u"CISO"_s};
        const CliRun refused = attest(cli, training + QStringList{u"--for"_s, u"bank"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("nis2 does not concern Bank AG") && refused.err.contains("essential and important entities"), refused.err.constData());
        cli.write(u"a.json"_s, R"j({"answers":[{"framework":"nis2","requirement":"Art. 21(2)(g)","for":"bank","state":"met","who":"CISO"}]})j");
        const CliRun file = cli.run(QStringList{u"answer"_s, u"a.json"_s} + w);
        QVERIFY2(file.code != 0 && file.err.contains("nis2 does not concern Bank AG"), file.err.constData());
        QCOMPARE(attest(cli, training + QStringList{u"--for"_s, u"util"_s}).code, 0);
        // What was answered before it was known counts no longer, and can be taken back.
        QCOMPARE(cli.run(QStringList{u"set"_s, u"legal_entity:util"_s, u"entity_types=financial_entity"_s, u"--who"_s, u"Compliance"_s} + w).code, 0);
        cli.write(u"third.csv"_s, "legal_entity:key,name,country,entity_types\nwater,Wasser GmbH,DE,nis2_essential\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"third.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"nis2"_s} + w).code, 0);
        const ordered_json gaps = cli.run(QStringList{u"gaps"_s, u"--status"_s, u"gap"_s, u"--json"_s} + w).json();
        for (const ordered_json &gap : gaps)
            QVERIFY(said(gap, "key") != u"util"_s);
        QCOMPARE(attest(cli, {u"nis2"_s, u"Art. 21(2)(g)"_s, u"--clear"_s, u"--for"_s, u"util"_s}).code, 0);
    }

    void countsUntilItsDayAndNotBefore()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 5"_s, u"--state"_s, u"met"_s, u"--who"_s, u"CISO"_s, u"--on"_s, u"2026-01-15"_s, u"--review-on"_s, u"2098-12-31"_s}).code, 0);
        const auto asOf = [&cli](const QString &day) {
            if (cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora"_s, u"--as-of"_s, day} + w).code != 0)
                return u"evaluation failed"_s;
            return standing(cli, u"dora"_s, u"Art. 5"_s);
        };
        QCOMPARE(asOf(u"2026-01-14"_s), u"open -"_s);
        QCOMPARE(asOf(u"2026-01-15"_s), u"answered pass"_s);
        QCOMPARE(asOf(u"2098-12-31"_s), u"answered pass"_s);
        QCOMPARE(asOf(u"2099-01-01"_s), u"open -"_s);
        const QByteArray calendar = cli.run(QStringList{u"calendar"_s, u"--until"_s, u"2099-12-31"_s} + w).out;
        QVERIFY2(calendar.contains("Answer to a requirement to be reviewed"), calendar.constData());
        const QByteArray xray = cli.run(QStringList{u"x-ray"_s, u"--as-of"_s, u"2099-01-01"_s} + w).out;
        QVERIFY2(xray.contains("what CISO answered counted until 2098-12-31"), xray.constData());
    }

    void aFileAnswersSeveral()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"policy.txt"_s, "approved\n");
        cli.write(u"a.json"_s, R"({"answers":[{"framework":"iso-27001","requirements":["A.5.1","A.5.2"],"state":"met","evidence":{"file":"policy.txt","note":"section 4"}},
            {"framework":"dora","requirement":"Art. 5","state":"partly","why":"no training","who":"Board office","review_on":"2098-01-01"}]})");
        const CliRun run = cli.run(QStringList{u"answer"_s, u"a.json"_s, u"--who"_s, u"ISMS"_s} + w);
        QVERIFY2(run.code == 0, run.err.constData());
        const ordered_json all = attest(cli, {u"--json"_s}).json();
        QStringList lines;
        for (const ordered_json &a : all)
            lines.append(said(a, "framework") + u' ' + said(a, "requirement") + u' ' + said(a, "state") + u' ' + said(a, "who") + u' ' + said(a, "evidence").section(u',', 0, 0) + u' ' + said(a, "why"));
        QCOMPARE(lines, (QStringList{u"dora Art. 5 partly Board office  no training"_s, u"iso-27001 A.5.1 met ISMS policy.txt "_s, u"iso-27001 A.5.2 met ISMS policy.txt "_s}));
        // The digest of the file is kept, as `sha256sum policy.txt` has it.
        QVERIFY2(said(all.at(1), "evidence").contains(u"SHA-256 "_s) && said(all.at(1), "evidence").endsWith(u": section 4"_s), all.dump().c_str());
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(attest(cli, {u"--json"_s}).json().size(), 0U);
    }

    void whatIsWrongIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const QStringList who{u"--who"_s, u"CISO"_s}, met{u"--state"_s, u"met"_s};
        QTest::newRow("rules decide it") << QStringList{u"dora"_s, u"Art. 28(8)"_s} + met + who << 2 << QByteArray("is decided by rules (DORA-28-08, DORA-28-08-A)");
        QTest::newRow("a calculator decides it") << QStringList{u"eu-csf"_s, u"1.3"_s} + met + who << 2 << QByteArray("bailiwick-cli assess");
        QTest::newRow("no such requirement") << QStringList{u"dora"_s, u"Art. 5x"_s} + met + who << 2 << QByteArray("did you mean \"Art. 5\"?");
        QTest::newRow("no such framework") << QStringList{u"dorra"_s, u"Art. 5"_s} + met + who << 2 << QByteArray("did you mean \"dora\"?");
        QTest::newRow("no such state") << QStringList{u"dora"_s, u"Art. 5"_s, u"--state"_s, u"fine"_s} + who << 2 << QByteArray("met, partly, not_met, not_applicable");
        QTest::newRow("nobody says so") << QStringList{u"dora"_s, u"Art. 5"_s} + met << 1 << QByteArray("say who answers");
        QTest::newRow("no reason for a gap") << QStringList{u"dora"_s, u"Art. 5"_s, u"--state"_s, u"not_met"_s} + who << 1 << QByteArray("say what is missing");
        QTest::newRow("no reason why not") << QStringList{u"dora"_s, u"Art. 5"_s, u"--state"_s, u"not_applicable"_s} + who << 1 << QByteArray("say why it does not apply");
        QTest::newRow("a day ahead") << QStringList{u"dora"_s, u"Art. 5"_s, u"--on"_s, u"2098-01-01"_s} + met + who << 1 << QByteArray("lies ahead");
        QTest::newRow("over already") << QStringList{u"dora"_s, u"Art. 5"_s, u"--review-on"_s, u"2020-01-01"_s} + met + who << 1 << QByteArray("is over already");
        QTest::newRow("no file") << QStringList{u"dora"_s, u"Art. 5"_s, u"--evidence-file"_s, u"gone.pdf"_s} + met + who << 1 << QByteArray("gone.pdf");
        QTest::newRow("of which?") << QStringList{u"dora"_s} + met + who << 2 << QByteArray("say of which requirements");
        QTest::newRow("both") << QStringList{u"dora"_s, u"Art. 5"_s, u"--clear"_s} + met << 2 << QByteArray("either --clear or an answer");
        QTest::newRow("nothing to take back") << QStringList{u"dora"_s, u"Art. 5"_s, u"--clear"_s} << 1 << QByteArray("nobody has answered it");
    }

    void whatIsWrongIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        Cli &cli = m_prepared; // nothing of it is changed
        const CliRun run = attest(cli, arguments);
        QTEST(run.code, "code");
        QVERIFY2(run.err.contains(says), run.err.constData());
        QCOMPARE(attest(cli, {u"--json"_s}).json().size(), 0U);
    }

    // A copy of a rule set has the original's list, with answers of its own.
    void aCopyIsAnsweredForItself()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(cli.run(QStringList{u"packs"_s, u"--copy"_s, u"dora"_s, u"--as"_s, u"own-dora"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"own-dora,dora"_s} + w).code, 0);
        QCOMPARE(attest(cli, {u"own-dora"_s, u"Art. 6"_s, u"--state"_s, u"met"_s, u"--who"_s, u"O'Brien <b>"_s}).code, 0);
        QCOMPARE(standing(cli, u"own-dora"_s, u"Art. 6"_s), u"answered pass"_s);
        QCOMPARE(standing(cli, u"dora"_s, u"Art. 6"_s), u"open -"_s);
        QVERIFY(cli.run(QStringList{u"questions"_s} + w).out.contains("; 1 is answered."));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s, u"--reviewed-only"_s} + w).code, 0);
        const QByteArray html = cli.read(u"r.html"_s);
        QVERIFY(html.contains("Brien &lt;b&gt;") && !html.contains("Brien <b>"));
    }

    // What is listed is what can be asked for: a name with commas stands as it is, quoted where the form wants it.
    void aNameWithCommasStaysAsItIs()
    {
        Cli cli;
        prepare(cli);
        const QString number = u"Art. 30(1)(a)-(d), (f)-(g)"_s;
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
        QCOMPARE(attest(cli, {u"gdpr"_s, number, u"--state"_s, u"not_met"_s, u"--who"_s, u"CISO"_s, u"--why"_s, u"No record"_s}).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
        const QByteArray name = "gdpr " + number.toUtf8();
        int found = 0;
        for (const ordered_json &f : cli.run(QStringList{u"gaps"_s, u"--json"_s} + w).json())
            found += said(f, "rule") == QString::fromUtf8(name) ? 1 : 0;
        QCOMPARE(found, 1);
        QVERIFY(cli.run(QStringList{u"gaps"_s} + w).out.contains(name + ' '));
        QVERIFY(cli.run(QStringList{u"gaps"_s, u"--csv"_s} + w).out.contains('"' + name + '"'));
        for (const QString &file : {u"r.csv"_s, u"r.json"_s, u"r.html"_s}) {
            QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, file} + w).code, 0);
            const QByteArray report = cli.read(file);
            QVERIFY2(report.contains(name) || report.contains(number.toUtf8()), qPrintable(file));
            QVERIFY2(!report.contains("(a)-(d); (f)"), qPrintable(file));
        }
        QVERIFY(cli.read(u"r.csv"_s).contains('"' + name + '"'));
        QVERIFY(cli.read(u"r.json"_s).contains("\"rule\": \"" + name + '"'));
    }

    void theReportSaysWhoSaidIt()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 5"_s, u"Art. 6"_s, u"--state"_s, u"partly"_s, u"--who"_s, u"CISO"_s, u"--why"_s, u"Two of five tools are missing"_s}).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        const QByteArray html = cli.read(u"r.html"_s);
        QVERIFY(html.contains("What people say of requirements as a whole"));
        QVERIFY(html.contains("Two of five tools are missing") && html.contains("No evidence is named."));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.json"_s} + w).code, 0);
        const ordered_json report = ordered_json::parse(cli.read(u"r.json"_s).toStdString());
        bool found = false;
        for (const ordered_json &f : report.at("frameworks")) {
            if (said(f, "id") == u"dora"_s) {
                QCOMPARE(f.at("answered").size(), 1U); // both together
                QCOMPARE(f.at("answered").at(0).at("requirements").size(), 2U);
                found = true;
            }
        }
        QVERIFY(found);
    }
};

BAILIWICK_TEST(QCoreApplication, TestAttest)

} // namespace tst_attest

#include "tst_attest.moc"
