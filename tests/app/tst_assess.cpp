// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_assess {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

} // namespace

/// Answers to the criteria are kept for services, systems and business services, each with who, when and on what ground; the inventory proposes,
/// a person decides, and nothing of it is lost by undo.
class TestAssess : public QObject
{
    Q_OBJECT

    static void prepare(Cli &cli)
    {
        cli.write(u"s.csv"_s, "business_service:key,name\npay,Payments\n");
        cli.write(u"p.csv"_s, "provider:key,name,ultimate_parent_country,energy_report\nk,Kontora,US,no\nf,Fjord,FI,\n");
        cli.write(u"v.csv"_s, "service:key,name,provider,processed_in_clear\ncloud,Cloud,k,no\nvault,Vault,f,\n");
        cli.write(u"y.csv"_s, "workload:key,name,provider,service,business_services,key_management,key_countries\n"
                              "w1,Ledger,k,cloud,pay,external,DE\nw2,Archive,f,vault,pay,provider,FI\nw3,Desk,,,pay,,\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"s.csv"_s, u"p.csv"_s, u"v.csv"_s, u"y.csv"_s} + w).code, 0);
    }
    static CliRun assess(const Cli &cli, QStringList arguments)
    {
        const bool says = arguments.contains(u"--answers"_s) || arguments.contains(u"--confirm"_s);
        if (says && !arguments.contains(u"--who"_s))
            arguments += {u"--who"_s, u"Assessor"_s};
        return cli.run(QStringList{u"assess"_s} + arguments + w);
    }
    static ordered_json look(const Cli &cli, const QString &what) { return assess(cli, {what, u"--history"_s, u"--json"_s}).json(); }
    static ordered_json criterion(const ordered_json &assessed, const std::string &id)
    {
        for (const ordered_json &c : assessed["criteria"]) {
            if (c["id"] == id)
                return c;
        }
        return nullptr;
    }

private slots:
    void anAnswerIsKeptWithItsGround()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"3.2": 4, "7.1": 3})");
        const CliRun run = assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--confidence"_s, u"documented"_s, u"--evidence"_s, u"Report of 2026, page 4"_s,
                                        u"--why"_s, u"seen by us"_s, u"--who"_s, u"CISO"_s, u"--json"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        ordered_json o = look(cli, u"service:cloud"_s);
        QCOMPARE(o["status"].get<std::string>(), std::string("Self-assessment, not a Commission SEAL"));
        QCOMPARE(o["seal"].get<int>(), 2);
        QCOMPARE(o["evidenced_seal"].get<int>(), 2);
        const ordered_json ground = criterion(o, "3.2")["ground"];
        QCOMPARE(ground["answer"].get<int>(), 4);
        QCOMPARE(ground["confidence"].get<std::string>(), std::string("documented"));
        QCOMPARE(ground["evidence"].get<std::string>(), std::string("Report of 2026, page 4"));
        QCOMPARE(ground["justification"].get<std::string>(), std::string("seen by us"));
        QCOMPARE(ground["who"].get<std::string>(), std::string("CISO"));
        QVERIFY(!ground["at"].get<std::string>().empty());
        // Said in the text as well, of the answer and of each step of its history.
        const QByteArray words = assess(cli, {u"service:cloud"_s, u"--history"_s}).out;
        QCOMPARE(words.count("documented by CISO; seen by us; evidence: Report of 2026, page 4"), 4);
        // A better claim beside it does not raise what is evidenced.
        cli.write(u"b.json"_s, R"({"6.1": 5})");
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"b.json"_s}).code, 0);
        o = look(cli, u"service:cloud"_s);
        QCOMPARE(o["seal"].get<int>(), 2);
        QCOMPARE(o["evidenced_seal"].get<int>(), 2);
        QCOMPARE(o["history"].size(), std::size_t(3));
        // Undo and redo, and both stand in the history.
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        o = look(cli, u"service:cloud"_s);
        QVERIFY(criterion(o, "6.1")["answer"].is_null());
        QCOMPARE(o["history"].size(), std::size_t(4));
        QVERIFY(o["history"][0]["deed"].get<std::string>().rfind("Undo: ", 0) == 0);
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(criterion(look(cli, u"service:cloud"_s), "6.1")["answer"].get<int>(), 5);
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--withdraw"_s, u"all"_s}).code, 0);
        QVERIFY(look(cli, u"service:cloud"_s)["seal"].is_null());
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(criterion(look(cli, u"service:cloud"_s), "3.2")["ground"], ground);
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    // Nothing is evidenced by a claim, and nobody proves more than he claims.
    void aClaimIsNoEvidence_data()
    {
        QTest::addColumn<QByteArray>("claimed");
        QTest::addColumn<QByteArray>("proved");
        QTest::addColumn<QByteArray>("seal");
        QTest::addColumn<double>("possible");
        const QByteArray nothing;
        QTest::newRow("three claims of the best, none proved") << QByteArray(R"({"1.2": 5, "1.4": 5, "8.4": 4})") << nothing << QByteArray("no SEAL yet") << 99.7631;
        QTest::newRow("one claim below the best") << QByteArray(R"({"1.1": 2})") << nothing << QByteArray("no SEAL yet") << 98.4088;
        QTest::newRow("one proved, nothing claimed") << nothing << QByteArray(R"({"1.1": 4})") << QByteArray("at most SEAL-4, by 1 of 48") << 100.0756;
        QTest::newRow("one proved, another claimed") << QByteArray(R"({"6.5": 5})") << QByteArray(R"({"1.1": 4})") << QByteArray("at most SEAL-4, by 1 of 48") << 100.0756;
        QTest::newRow("one proved, a worse one claimed") << QByteArray(R"({"6.5": 1})") << QByteArray(R"({"1.1": 4})") << QByteArray("SEAL-0, by 1 of 48") << 97.0756;
    }
    void aClaimIsNoEvidence()
    {
        QFETCH(QByteArray, claimed);
        QFETCH(QByteArray, proved);
        QFETCH(QByteArray, seal);
        QFETCH(double, possible);
        Cli cli;
        prepare(cli);
        const QStringList said = {u"--why"_s, u"seen"_s, u"--who"_s, u"CISO"_s};
        cli.write(u"c.json"_s, claimed);
        cli.write(u"p.json"_s, proved);
        if (!claimed.isEmpty())
            QCOMPARE(assess(cli, QStringList{u"service:vault"_s, u"--answers"_s, u"c.json"_s} + said).code, 0);
        if (!proved.isEmpty())
            QCOMPARE(assess(cli, QStringList{u"service:vault"_s, u"--answers"_s, u"p.json"_s, u"--confidence"_s, u"documented"_s, u"--evidence"_s, u"Report, page 4"_s} + said).code, 0);
        const QStringList of = QStringList{u"score"_s, u"--of"_s, u"service:vault"_s} + w;
        const CliRun told = cli.run(of);
        QVERIFY2(told.out.contains("By what is evidenced, no better than claimed: " + seal + ", score "), told.out.constData());
        const ordered_json o = cli.run(of + QStringList{u"--json"_s}).json();
        QCOMPARE(o["evidenced_possible_pct"].get<double>(), possible);
        const ordered_json looked = look(cli, u"service:vault"_s);
        QCOMPARE(looked["evidenced_seal"].is_null(), seal == "no SEAL yet");
    }

    void theInventoryProposesAndAPersonDecides()
    {
        Cli cli;
        prepare(cli);
        ordered_json o = look(cli, u"service:cloud"_s);
        QCOMPARE(criterion(o, "3.1")["proposal"]["answer"].get<int>(), 5);
        QVERIFY(criterion(o, "3.1")["proposal"]["sentence"].get<std::string>().find("keys held outside the provider") != std::string::npos);
        QCOMPARE(criterion(o, "1.1")["proposal"]["answer"].get<int>(), 1);
        QVERIFY(criterion(o, "1.1")["proposal"]["fact"].get<std::string>().find("United States") != std::string::npos);
        QVERIFY(criterion(o, "2.1")["proposal"].is_null());
        QVERIFY2(o["seal"].is_null(), "a proposal is no answer");
        // Overruled only with a reason.
        cli.write(u"a.json"_s, R"({"1.1": 3})");
        const CliRun bare = assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s});
        QCOMPARE(bare.code, 1);
        QVERIFY2(bare.err.contains("1.1: the inventory proposes answer 1 (Kontora is controlled from"), bare.err.constData());
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--why"_s, u"The parent sold its share in May"_s}).code, 0);
        o = look(cli, u"service:cloud"_s);
        QCOMPARE(criterion(o, "1.1")["ground"]["proposed"].get<int>(), 1);
        QCOMPARE(criterion(o, "1.1")["ground"]["justification"].get<std::string>(), std::string("The parent sold its share in May"));
        // Confirmed as proposed, with the fact of that day.
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"3.1,8.1"_s}).code, 0);
        o = look(cli, u"service:cloud"_s);
        QCOMPARE(criterion(o, "3.1")["ground"]["answer"].get<int>(), 5);
        QVERIFY(!criterion(o, "3.1")["ground"]["fact"].get<std::string>().empty());
        QCOMPARE(criterion(o, "8.1")["answer"].get<int>(), 1);
    }

    // What a person overruled or proved stands: only what is open is taken over, and the rest is named.
    void confirmAllLeavesAPersonsAnswersAlone()
    {
        Cli cli;
        prepare(cli);
        const QStringList proof = {u"--confidence"_s, u"demonstrated"_s, u"--evidence"_s, u"Test of the key ceremony, 2026-06-17"_s, u"--who"_s, u"CISO"_s};
        cli.write(u"a.json"_s, R"({"3.1": 4, "1.1": 1})");
        QCOMPARE(assess(cli, QStringList{u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--why"_s, u"They can recover a key together with ours"_s} + proof).code, 0);
        const ordered_json before = look(cli, u"service:cloud"_s);
        const CliRun run = assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"all"_s, u"--who"_s, u"Auditor"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(run.out.contains("Left alone, as a person has answered: 1.1 (answer 1, demonstrated, by CISO; as proposed), 3.1 (answer 4, demonstrated, by CISO; proposed: 5)"), run.out.constData());
        const ordered_json after = look(cli, u"service:cloud"_s);
        for (const char *id : {"1.1", "3.1"})
            QCOMPARE(criterion(after, id)["ground"], criterion(before, id)["ground"]);
        QCOMPARE(criterion(after, "8.1")["ground"]["who"].get<std::string>(), std::string("Auditor"));
        // A second time there is nothing left to take over.
        const CliRun again = assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"all"_s});
        QCOMPARE(again.code, 1);
        QVERIFY2(again.err.contains("nothing that is proposed is open") && again.err.contains("3.1 (answer 4"), again.err.constData());
        // Against a person by name, and then with a reason alone.
        const CliRun against = assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"3.1"_s});
        QCOMPARE(against.code, 1);
        QVERIFY2(against.err.contains("3.1: a person has answered it otherwise (answer 4, demonstrated, by CISO): say with --why"), against.err.constData());
        QCOMPARE(criterion(look(cli, u"service:cloud"_s), "3.1")["ground"], criterion(before, "3.1")["ground"]);
        // Said again it keeps what it rests on.
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"1.1"_s, u"--why"_s, u"seen again"_s, u"--who"_s, u"CISO"_s}).code, 0);
        const ordered_json ground = criterion(look(cli, u"service:cloud"_s), "1.1")["ground"];
        QCOMPARE(ground["evidence"].get<std::string>(), std::string("Test of the key ceremony, 2026-06-17"));
        QCOMPARE(ground["confidence"].get<std::string>(), std::string("demonstrated"));
        QCOMPARE(ground["justification"].get<std::string>(), std::string("seen again"));
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--confirm"_s, u"3.1"_s, u"--why"_s, u"The recovery was switched off"_s}).code, 0);
        QCOMPARE(criterion(look(cli, u"service:cloud"_s), "3.1")["answer"].get<int>(), 5);
        const ordered_json told = look(cli, u"service:vault"_s);
        QVERIFY(told["left_alone"].empty());
    }

    // A tender's minimum by what is claimed and by what is evidenced, also of the tender that the window keeps.
    void aTenderIsMetByEvidence()
    {
        Cli cli;
        prepare(cli);
        QByteArray answers = "{";
        for (const char *id : {"3.1", "3.2", "3.3", "3.4", "3.5"})
            answers += (answers.size() > 1 ? ", " : "") + QByteArray("\"") + id + "\": 5";
        cli.write(u"a.json"_s, answers + "}");
        const QStringList said = {u"--why"_s, u"seen by us"_s, u"--who"_s, u"CISO"_s};
        QCOMPARE(assess(cli, QStringList{u"service:vault"_s, u"--answers"_s, u"a.json"_s} + said).code, 0);
        const auto score = [&cli](const QStringList &more) { return cli.run(QStringList{u"score"_s, u"--of"_s, u"service:vault"_s} + w + more); };
        ordered_json o = score({u"--minimum"_s, u"SOV-3=1"_s, u"--json"_s}).json();
        QCOMPARE(o["minimum"].get<std::string>(), std::string("met"));
        QCOMPARE(o["minimum_evidenced"].get<std::string>(), std::string("open"));
        const QByteArray told = score({u"--minimum"_s, u"SOV-3=1"_s}).out;
        QVERIFY2(told.contains("By what is claimed: met: SOV-3. By what is evidenced: still open: SOV-3.") && told.contains("met as claimed, open by evidence"), told.constData());
        // The tender that the workspace keeps asks by itself.
        QCOMPARE(score({u"--json"_s}).json()["minimum"].get<std::string>(), std::string("not_asked"));
        Peek(cli.path(u"w"_s)).rows("INSERT INTO setting(name, value) VALUES('csf/tender', '{\"name\": \"T-77\", \"minimum\": {\"SOV-3\": 1}}')");
        o = score({u"--json"_s}).json();
        QCOMPARE(o["tender"].get<std::string>(), std::string("T-77"));
        QCOMPARE(o["objectives"][2]["minimum"].get<std::string>(), std::string("met"));
        QCOMPARE(o["objectives"][2]["minimum_evidenced"].get<std::string>(), std::string("open"));
        QCOMPARE(assess(cli, QStringList{u"service:vault"_s, u"--answers"_s, u"a.json"_s, u"--confidence"_s, u"documented"_s, u"--evidence"_s, u"Report"_s} + said).code, 0);
        QCOMPARE(score({u"--json"_s}).json()["objectives"][2]["minimum_evidenced"].get<std::string>(), std::string("met"));
    }

    // Whose law governs is asked of contracts that run: until their last day, also where somebody has ticked that one has ended.
    void contractsCountWhileTheyRun_data()
    {
        QTest::addColumn<QByteArray>("ends"); // ended, end_date
        QTest::addColumn<bool>("counts");
        QTest::newRow("runs on") << QByteArray("no,") << true;
        QTest::newRow("ended") << QByteArray("yes,") << false;
        QTest::newRow("its end is over") << QByteArray(",2023-12-31") << false;
        QTest::newRow("ended, with an end to come") << QByteArray("yes,2098-12-31") << true;
    }

    void contractsCountWhileTheyRun()
    {
        QFETCH(QByteArray, ends);
        Cli cli;
        prepare(cli);
        cli.write(u"c.csv"_s, "contract:key,name,provider,services,governing_law,ended,end_date\nC-1,Cloud,k,cloud,US," + ends + "\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"c.csv"_s} + w).code, 0);
        QTEST(!criterion(look(cli, u"service:cloud"_s), "2.1")["proposal"].is_null(), "counts");
    }

    void theWeakestLinkDecides()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"3.2": 5, "3.3": 5})");
        cli.write(u"b.json"_s, R"({"3.2": 2})");
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s}).code, 0);
        QCOMPARE(assess(cli, {u"service:vault"_s, u"--answers"_s, u"b.json"_s}).code, 0);
        QCOMPARE(look(cli, u"workload:w1"_s)["seal"].get<int>(), 4);
        QCOMPARE(look(cli, u"workload:w2"_s)["seal"].get<int>(), 1);
        const ordered_json pay = look(cli, u"business_service:pay"_s);
        QCOMPARE(pay["stands_on"].size(), std::size_t(3));   // two services, and the system that has none
        // Of the system without a service nothing is answered, so all is open: said alike wherever it is asked, and of whom.
        QVERIFY(pay["seal"].is_null() && pay["evidenced_seal"].is_null());
        QVERIFY(criterion(pay, "3.2")["answer"].is_null());
        QCOMPARE(criterion(pay, "3.2")["at_most"]["answer"].get<int>(), 2);
        QCOMPARE(criterion(pay, "3.2")["at_most"]["seal"].get<int>(), 1);
        QCOMPARE(criterion(pay, "3.2")["at_most"]["open_parts"].get<std::string>(), std::string("Desk"));
        QCOMPARE(criterion(pay, "3.3")["at_most"]["open_parts"].get<std::string>(), std::string("Vault, Desk"));
        QVERIFY(assess(cli, {u"business_service:pay"_s}).out.contains("open with Desk; at most answer 2, SEAL-1"));
        QCOMPARE(criterion(pay, "3.2")["from"]["key"].get<std::string>(), std::string("vault"));
        QCOMPARE(criterion(pay, "3.2")["open_with"].get<int>(), 1);
        QCOMPARE(criterion(pay, "3.3")["open_with"].get<int>(), 2);
        QVERIFY(pay["score_pct"].get<double>() < 0.001 && pay["possible_pct"].get<double>() > 90);
        const auto scoreOfPay = [&cli] { return cli.run(QStringList{u"score"_s, u"--of"_s, u"business_service:pay"_s, u"--json"_s} + w).json(); };
        ordered_json score = scoreOfPay();
        QVERIFY(score["seal"].is_null() && score["binding"].empty() && score["next_seal"].is_null());
        for (const ordered_json &objective : score["objectives"])
            QVERIFY(objective["seal"].is_null() && objective["answered"].get<int>() == 0);
        QCOMPARE(score["open"].size(), std::size_t(48));
        const std::string why = "All 48 criteria are open, since nothing is answered of Desk; by what the other parts have it is at most SEAL-1.";
        QCOMPARE(score["why_no_seal"].get<std::string>(), why);
        for (const char *command : {"score --of", "assess"})
            QVERIFY2(cli.run(QString::fromLatin1(command).split(u' ') + QStringList{u"business_service:pay"_s} + w).out.contains(why.c_str()), command);
        for (const auto &[key, under] : score["sensitivity"]["score_pct"].items())
            QVERIFY2(under.get<double>() == 0, key.c_str());
        // One criterion of it answered is decided, and the weakest of all parts holds the SEAL.
        cli.write(u"d.json"_s, R"({"3.2": 4})");
        QCOMPARE(assess(cli, {u"workload:w3"_s, u"--answers"_s, u"d.json"_s}).code, 0);
        score = scoreOfPay();
        QCOMPARE(score["seal"].get<int>(), 1);
        QVERIFY(score["why_no_seal"].is_null());
        QCOMPARE(score["binding"], ordered_json::array({"3.2"}));
        QCOMPARE(score["open"].size(), std::size_t(47));
        QCOMPARE(criterion(look(cli, u"business_service:pay"_s), "3.2")["answer"].get<int>(), 2);
        // All that is assessed, as the weakest of it.
        QCOMPARE(cli.run(QStringList{u"score"_s, u"--json"_s} + w).json()["seal"].get<int>(), 1);
        QCOMPARE(assess(cli, {u"--json"_s}).json().size(), std::size_t(3));
        // An own answer of the system lowers what its service has of that criterion, and leaves the others as they are.
        const ordered_json before = look(cli, u"workload:w1"_s);
        cli.write(u"c.json"_s, R"({"3.3": 1})");
        QCOMPARE(assess(cli, {u"workload:w1"_s, u"--answers"_s, u"c.json"_s}).code, 0);
        QCOMPARE(look(cli, u"workload:w1"_s)["seal"].get<int>(), 0);
        QCOMPARE(look(cli, u"service:cloud"_s)["seal"].get<int>(), 4);
        QVERIFY(assess(cli, {u"workload:w1"_s}).out.contains("answered for itself: 1 of 48; these can lower what it stands on, and close nothing that is open there"));
        const ordered_json after = look(cli, u"workload:w1"_s);
        QCOMPARE(after["stands_on"][0]["adds"].get<bool>(), true);
        QCOMPARE(criterion(after, "3.3")["answer"].get<int>(), 1);
        for (const ordered_json &one : before["criteria"]) {
            if (one["id"].get<std::string>() != "3.3")
                QCOMPARE(criterion(after, one["id"].get<std::string>().c_str())["answer"], one["answer"]);
        }
    }

    // What is out of use decides nothing any more, whether service, system or dependency; and what could not be followed is told.
    void whatIsOutOfUseDecidesNothing_data()
    {
        QTest::addColumn<QString>("retired");
        QTest::addColumn<int>("seal"); // -1: none yet
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("all in use") << QString() << 0 << QByteArray();
        QTest::newRow("the system that it depends on") << u"workload:w2"_s << 4 << QByteArray("Ledger critically depends on Archive, which is out of use");
        QTest::newRow("the service of that system") << u"service:vault"_s << -1 << QByteArray("Vault, on which Archive runs, is out of use");
        QTest::newRow("the dependency") << u"dependency:d1"_s << 4 << QByteArray();
    }
    void whatIsOutOfUseDecidesNothing()
    {
        QFETCH(QString, retired);
        QFETCH(int, seal);
        QFETCH(QByteArray, told);
        Cli cli;
        prepare(cli);
        cli.write(u"d.csv"_s, "dependency:key,name,workload,target_workload,critical,target\nd1,Ledger on Archive,w1,w2,yes,\n"
                              "d2,Ledger on an API,w1,,yes,Foreign API\nd3,Ledger on Desk,w1,w3,,\nd4,Ledger on a printer,w1,,no,Printer\n");
        cli.write(u"a.json"_s, R"({"3.2": 5, "3.3": 5})");
        cli.write(u"b.json"_s, R"({"3.2": 1, "3.3": 1})");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"d.csv"_s} + w).code, 0);
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s}).code, 0);
        QCOMPARE(assess(cli, {u"service:vault"_s, u"--answers"_s, u"b.json"_s}).code, 0);
        if (!retired.isEmpty())
            QCOMPARE(cli.run(QStringList{u"retire"_s, retired, u"--on"_s, u"2020-01-01"_s} + w).code, 0);
        const ordered_json o = look(cli, u"workload:w1"_s);
        QCOMPARE(o["seal"].is_null() ? -1 : o["seal"].get<int>(), seal);
        const CliRun run = assess(cli, {u"workload:w1"_s});
        QVERIFY2(run.out.contains("not followed: " + told), run.out.constData());
        QVERIFY2(run.out.contains("not followed: Ledger critically depends on Foreign API, which is no system of the inventory"), run.out.constData());
        QVERIFY2(run.out.contains("not followed: whether Ledger critically depends on Desk is not said"), run.out.constData());
        QVERIFY2(!run.out.contains("Printer"), "what is declared not critical is not missed");
        QCOMPARE(o["not_followed"].size(), std::size_t(told.isEmpty() ? 2 : 3));
        // Nor is it among what is assessed.
        QCOMPARE(assess(cli, {u"--json"_s}).json().size(), std::size_t(retired == u"service:vault" ? 1 : 2));
    }

    // 3.4 and 4.4 rest on everything that is on record: datasets of the systems, and what the service says of itself; the worse counts.
    void placesOfDatasetsAndOfTheServiceCount_data()
    {
        QTest::addColumn<QByteArray>("dataset"); // storage, backup, access
        QTest::addColumn<QByteArray>("service"); // hosting, support, telemetry
        QTest::addColumn<QString>("places");
        QTest::addColumn<QString>("support");
        QTest::newRow("all inside") << QByteArray("DE,DE,DE") << QByteArray("DE,DE,DE") << u"5"_s << u"4"_s;
        QTest::newRow("backup of a dataset abroad") << QByteArray("DE,DE;US,DE") << QByteArray("DE,DE,DE") << u"at most 2"_s << u"4"_s;
        QTest::newRow("a dataset accessed from abroad") << QByteArray("DE,DE,DE;IN") << QByteArray("DE,DE,DE") << u"at most 2"_s << u"4"_s;
        QTest::newRow("where a dataset is backed up is not recorded") << QByteArray("DE,,DE") << QByteArray("DE,DE,DE") << QString() << u"4"_s;
        QTest::newRow("the service is supported from abroad") << QByteArray("DE,DE,DE") << QByteArray("DE,IN;US,US") << u"at most 3"_s << u"at most 3"_s;
        QTest::newRow("the service says nothing of itself") << QByteArray("DE,DE,DE") << QByteArray(",,") << u"5"_s << u"4"_s;
    }
    void placesOfDatasetsAndOfTheServiceCount()
    {
        QFETCH(QByteArray, dataset);
        QFETCH(QByteArray, service);
        QFETCH(QString, places);
        QFETCH(QString, support);
        Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name,ultimate_parent,ultimate_parent_country\npa,Alpha GmbH,none,DE\n");
        cli.write(u"v.csv"_s, "service:key,name,provider,hosting_countries,support_countries,telemetry_countries\ns1,Service one,pa," + service + "\n");
        cli.write(u"d.csv"_s, "dataset:key,name,processor,storage_countries,backup_countries,access_countries\ndx,Customer files,pa," + dataset + "\n");
        cli.write(u"y.csv"_s, "workload:key,name,provider,service,datasets,hosting_countries,processing_countries,backup_countries,failover_countries,control_plane_countries,"
                              "admin_countries,support_countries,telemetry_countries,log_countries,key_countries\n"
                              "wa,WA,pa,s1,dx,DE,DE,DE,DE,DE,DE,DE,DE,DE,DE\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"p.csv"_s, u"v.csv"_s, u"d.csv"_s, u"y.csv"_s} + w).code, 0);
        const ordered_json o = look(cli, u"service:s1"_s);
        const auto proposal = [&o](const char *id) {
            const ordered_json p = criterion(o, id)["proposal"];
            return p.is_null() ? QString() : (p["at_most"].get<bool>() ? u"at most %1"_s : u"%1"_s).arg(p["answer"].get<int>());
        };
        QCOMPARE(proposal("3.4"), places);
        QCOMPARE(proposal("4.4"), support);
        // Of the system itself, nothing runs on it.
        QVERIFY(!assess(cli, {u"workload:wa"_s}).out.contains("runs on it has"));
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("documented by nothing") << QStringList{u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--confidence"_s, u"documented"_s} << QByteArray("3.2: say what the evidence is");
        QTest::newRow("a provider") << QStringList{u"provider:k"_s} << QByteArray("assessed are services, systems and business services");
        QTest::newRow("nothing there") << QStringList{u"service:none"_s} << QByteArray("service:none: not in the inventory");
        QTest::newRow("no proposal") << QStringList{u"service:cloud"_s, u"--confirm"_s, u"3.2"_s} << QByteArray("3.2: the inventory proposes no answer");
        QTest::newRow("nothing to take back") << QStringList{u"service:cloud"_s, u"--withdraw"_s, u"3.2"_s} << QByteArray("3.2: it is not answered");
        QTest::newRow("nobody") << QStringList{u"service:cloud"_s, u"--confirm"_s, u"3.1"_s, u"--who"_s, u" "_s} << QByteArray("say who answers: a function or a name");
        QTest::newRow("no criterion") << QStringList{u"service:cloud"_s, u"--confirm"_s, u"9.9"_s} << QByteArray("no criterion '9.9'");
        QTest::newRow("both") << QStringList{u"service:cloud"_s, u"--confirm"_s, u"all"_s, u"--withdraw"_s, u"all"_s} << QByteArray("one of --answers, --confirm and --withdraw");
        QTest::newRow("of nothing") << QStringList{u"--confirm"_s, u"all"_s} << QByteArray("say of what");
        QTest::newRow("no such confidence") << QStringList{u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--confidence"_s, u"sure"_s} << QByteArray("--confidence is claimed, documented or demonstrated");
    }
    void whatIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"3.2": 4})");
        const qint64 sets = Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set");
        const CliRun run = assess(cli, arguments);
        QVERIFY(run.code != 0);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set"), sets);
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM csf_answer"), 0);
    }

    void theReportTellsOfIt()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"3.2": 4, "3.3": 2})");
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-csf"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"none.html"_s} + w).code, 0);
        QVERIFY2(!cli.read(u"none.html"_s).contains("Cloud sovereignty by the EU framework"), "nothing is assessed");
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s}).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"full.html"_s} + w).code, 0);
        const QByteArray full = cli.read(u"full.html"_s);
        for (const char *words : {"Cloud sovereignty by the EU framework: self-assessment", "Self-assessment, not a Commission SEAL", "CC BY 4.0",
                                  "Cloud: claimed at most SEAL-1, by 2 of 48; evidenced no SEAL yet", "Held at SEAL-1 by 3.3."})
            QVERIFY2(full.contains(words), words);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"full.pdf"_s} + w).code, 0);
        QVERIFY(cli.read(u"full.pdf"_s).startsWith("%PDF-"));
    }

    /// What the facts only rule out from above leaves a lower answer to whoever gives it.
    void withinAtMostNoReasonIsAsked()
    {
        Cli cli;
        prepare(cli);
        const auto say = [&](const QByteArray &answers) {
            cli.write(u"a.json"_s, answers);
            return assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--who"_s, u"CISO"_s});
        };
        // Foreign law may reach the provider: 2.2 is at most 3.
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-csf"_s} + w).code, 0);
        QCOMPARE(say(R"({"2.2": 3})").code, 0);
        QCOMPARE(say(R"({"2.2": 1})").code, 0);
        const ordered_json ground = criterion(look(cli, u"service:cloud"_s), "2.2")["ground"];
        QCOMPARE(ground["proposed"].get<int>(), 1);
        QVERIFY2(ground["fact"].get<std::string>().starts_with("at most answer 3: "), ground.dump().c_str());
        const CliRun above = say(R"({"2.2": 4})");
        QVERIFY(above.code != 0);
        QVERIFY2(above.err.contains("at most answer 3"), above.err.constData());
        // 1.1 is proposed as it is.
        QVERIFY(say(R"({"1.1": 2})").err.contains("the inventory proposes answer 1"));
    }

    void theReportHasAChapterWithEveryGround()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"3.2": 4, "3.3": 2})");
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-csf"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"none.html"_s} + w).code, 0);
        QVERIFY2(!cli.read(u"none.html"_s).contains("Cloud sovereignty: self-assessment"), "nothing is assessed, so there is no chapter");
        QCOMPARE(assess(cli, {u"service:cloud"_s, u"--answers"_s, u"a.json"_s, u"--confidence"_s, u"documented"_s, u"--evidence"_s, u"Audit report of 2026, page 4"_s,
                              u"--who"_s, u"CISO"_s}).code, 0);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"full.html"_s} + w).code, 0);
        const QByteArray full = cli.read(u"full.html"_s);
        for (const char *words : {"Cloud sovereignty: self-assessment", "Self-assessment, not a Commission SEAL", "CC BY 4.0", "Audit report of 2026, page 4", "CISO",
                                  "by 3.3", "3.2 Transparent data flows", "SOV-3 SEAL-1", "Open, but proposed by the inventory: 1.1 (at least 3 for SEAL-2): answer 1, since", "Open, and without a proposal of the inventory: 1.2"})
            QVERIFY2(full.contains(words), words);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"board.html"_s, u"--kind"_s, u"board"_s} + w).code, 0);
        const QByteArray board = cli.read(u"board.html"_s);
        QVERIFY(board.contains("Cloud sovereignty by the EU framework: self-assessment") && board.contains("CC BY 4.0") && board.contains("by 3.3"));
        // Both published sets of weights, wherever there is a score; own ones only where there are some.
        for (const char *words : {"% by Calculator (2026-06-01); ", "% by Framework v1.2.1 PDF (October 2025)."})
            QVERIFY2(full.contains(words), words);
        for (const char *words : {"(calculator: Calculator (2026-06-01); pdf: Framework v1.2.1 PDF (October 2025))", "% (calculator), ", "% (pdf)."})
            QVERIFY2(board.contains(words), words);
        QVERIFY(!full.contains("own weights") && !board.contains("own weights"));
        QVERIFY2(!board.contains("Audit report of 2026, page 4"), "a board reads the SEAL, not 48 criteria");
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"full.json"_s} + w).code, 0);
        const ordered_json told = ordered_json::parse(cli.read(u"full.json"_s).toStdString())["cloud_sovereignty"];
        QVERIFY(told["self_assessment"].get<bool>());
        QVERIFY(QString::fromStdString(told["attribution"].get<std::string>()).contains(u"CC BY 4.0"_s));
        QCOMPARE(told["things"].size(), std::size_t(1));
        QCOMPARE(told["things"][0]["key"].get<std::string>(), std::string("cloud"));
        QCOMPARE(told["things"][0]["seal"].get<int>(), 1);
        QCOMPARE(told["things"][0]["criteria"].size(), std::size_t(48));
        const ordered_json assessed = cli.run(QStringList{u"assess"_s, u"service:cloud"_s, u"--json"_s} + w).json();
        for (const char *set : {"pdf", "calculator"}) {
            const ordered_json scored = cli.run(QStringList{u"score"_s, u"--of"_s, u"service:cloud"_s, u"--weights"_s, QString::fromLatin1(set), u"--json"_s} + w).json();
            const auto of = [set](const ordered_json &scores) {
                for (const ordered_json &score : scores) {
                    if (score["weights"].get<std::string>() == set)
                        return score;
                }
                return ordered_json();
            };
            QCOMPARE(of(told["things"][0]["scores"])["score_pct"]["low"].get<double>(), scored["score_pct"].get<double>());
            QCOMPARE(of(told["things"][0]["scores"])["score_pct"]["high"].get<double>(), scored["possible_pct"].get<double>());
            QCOMPARE(of(assessed["scores"])["score_pct"].get<double>(), scored["score_pct"].get<double>());
        }
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"full.pdf"_s} + w).code, 0);
        QVERIFY(cli.read(u"full.pdf"_s).startsWith("%PDF-"));
    }

    // Two tracks must not contradict: where a check of the rule set says "answer 1 or 2", the proposal is not above 2.
    void proposalsAgreeWithTheChecks()
    {
        Cli cli;
        QCOMPARE(cli.run(QStringList{u"demo"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-csf"_s} + w).code, 0);
        static const QRegularExpression range(u"Proposed for criterion ([0-9.]+): answer (\\d)(?: (?:or|to) (\\d))?"_s);
        QMap<QString, std::pair<std::string, int>> most; // KIND:KEY|rule -> criterion, the best answer that the check leaves
        for (const ordered_json &gap : cli.run(QStringList{u"gaps"_s, u"--frameworks"_s, u"eu-csf"_s, u"--status"_s, u"gap"_s, u"--json"_s} + w).json()) {
            const auto match = range.match(QString::fromStdString(gap["reason"].get<std::string>()));
            QVERIFY2(match.hasMatch(), gap["reason"].get<std::string>().c_str());
            const int best = (match.captured(3).isEmpty() ? match.captured(2) : match.captured(3)).toInt();
            most.insert(QString::fromStdString(gap["entity"].get<std::string>() + ":" + gap["key"].get<std::string>() + "|" + gap["rule"].get<std::string>()),
                        {match.captured(1).toStdString(), best});
        }
        QVERIFY(most.size() > 50);
        QMap<QString, QStringList> things; // KIND:KEY of what a check judges -> services that stand on it
        for (const ordered_json &service : cli.run(QStringList{u"list"_s, u"services"_s, u"--json"_s} + w).json()) {
            const QString key = QString::fromStdString(service["key"].get<std::string>());
            if (service["provider"].is_string())
                things[u"provider:"_s + QString::fromStdString(service["provider"].get<std::string>())].append(key);
        }
        for (const ordered_json &system : cli.run(QStringList{u"list"_s, u"workloads"_s, u"--json"_s} + w).json()) {
            if (!system["service"].is_string() || system["role"] == "supporting")
                continue;
            const QString service = QString::fromStdString(system["service"].get<std::string>());
            things[u"workload:"_s + QString::fromStdString(system["key"].get<std::string>())].append(service);
            for (const auto &[attr, kind] : {std::pair<const char *, QString>{"accelerators", u"accelerator:"_s}, {"models", u"model:"_s}}) {
                if (!system[attr].is_array())
                    continue;
                for (const ordered_json &one : system[attr])
                    things[kind + QString::fromStdString(one.get<std::string>())].append(service);
            }
        }
        QMap<QString, ordered_json> assessed;
        int compared = 0;
        for (auto it = most.constBegin(); it != most.constEnd(); ++it) {
            for (const QString &service : things.value(it.key().section(u'|', 0, 0))) {
                if (!assessed.contains(service))
                    assessed.insert(service, look(cli, u"service:"_s + service));
                const ordered_json proposal = criterion(assessed.value(service), it->first)["proposal"];
                if (proposal.is_null())
                    continue;
                ++compared;
                QVERIFY2(proposal["answer"].get<int>() <= it->second,
                         qPrintable(it.key() + u" and service "_s + service + u": "_s + QString::fromStdString(proposal["sentence"].get<std::string>())));
            }
        }
        QVERIFY2(compared > 20, qPrintable(QString::number(compared)));
    }
};

BAILIWICK_TEST(QCoreApplication, TestAssess)

} // namespace tst_assess

#include "tst_assess.moc"
