// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_reviewcommands {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

} // namespace

/// What counsel said of the rules stands in every output, and a count of reviewed rules says what it leaves out; what contradicts itself
/// is listed, set aside with a reason and taken up again.
class TestReviewCommands : public QObject
{
    Q_OBJECT

    static void prepare(Cli &cli)
    {
        cli.write(u"data.csv"_s, "dataset:key,name,classes,storage_countries,transfer_mechanism\nhr,Personnel files,personal,US,\n");
        cli.write(u"systems.csv"_s, "workload:key,name,contract,backup,backup_countries\nw1,Payroll,C-1,yes,US\nw2,Wiki,C-1,yes,DE\n");
        // A derogation, and a record of processing that names the country and no safeguard and is declared complete: a gap.
        cli.write(u"transfers.csv"_s, "transfer:key,name,datasets,importer_country,tool\nT-1,Personnel to the US,hr,US,derogation\n");
        cli.write(u"record.csv"_s, "processing:key,name,datasets,third_countries\nP-1,Personnel,hr,US\n");
        cli.write(u"contracts.csv"_s, "contract:key,name,data_locations,personal_data,audit_rights\nC-1,Hosting,EU only,yes,no\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"data.csv"_s, u"systems.csv"_s, u"contracts.csv"_s, u"record.csv"_s, u"transfers.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"declare"_s, u"processing"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
    }
    static CliRun review(Cli &cli, const QStringList &arguments) { return cli.run(QStringList{u"review-rule"_s} + arguments + w); }
    static ordered_json reviewOf(Cli &cli, const std::string &rule)
    {
        return cli.run(QStringList{u"frameworks"_s, u"gdpr"_s, u"--json"_s} + w).json()["reviews"][rule];
    }
    static qint64 sum(const ordered_json &counts)
    {
        qint64 all = 0;
        for (const auto &n : counts)
            all += n.get<qint64>();
        return all;
    }

private slots:
    void aReviewStandsWhereTheRuleStands()
    {
        Cli cli;
        prepare(cli);
        const CliRun gaps = cli.run(QStringList{u"gaps"_s, u"--json"_s, u"--status"_s, u"gap,unknown"_s} + w);
        QVERIFY(!gaps.json().empty());
        const std::string rule = gaps.json()[0]["rule"];
        for (const ordered_json &one : gaps.json())
            QCOMPARE(one["review"]["state"].get<std::string>(), std::string("not_reviewed"));
        const QString name = QString::fromStdString(rule);
        QCOMPARE(review(cli, {name, u"--state"_s, u"disagreed"_s, u"--reviewer"_s, u"Legal department"_s, u"--on"_s, u"2026-01-15"_s, u"--remark"_s, u"too wide"_s}).code, 0);
        const ordered_json said = reviewOf(cli, rule);
        QCOMPARE(said, (ordered_json{{"state", "disagreed"}, {"reviewer", "Legal department"}, {"date", "2026-01-15"}, {"remark", "too wide"}, {"before_it_changed", false}}));
        // It changes no result, and what was judged is not out of date by it.
        const CliRun again = cli.run(QStringList{u"gaps"_s, u"--json"_s, u"--status"_s, u"gap,unknown"_s} + w);
        QVERIFY2(again.err.isEmpty(), again.err.constData());
        QCOMPARE(again.json().size(), gaps.json().size());
        QCOMPARE(again.json()[0]["review"], said);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("Legal department disagrees (2026-01-15): too wide"));
        QVERIFY(cli.read(u"r.html"_s).contains("is not yet reviewed by your counsel"));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.csv"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.csv"_s).contains(",rule_review\r\n") && cli.read(u"r.csv"_s).contains("Legal department disagrees") && cli.read(u"r.csv"_s).contains("not yet reviewed by your counsel"));
        QVERIFY(cli.run(QStringList{u"gaps"_s, u"--csv"_s} + w).out.contains(",other_tools,review,legal_status,word\n"));
        // A rule set that decides something else with it has not been reviewed.
        Peek(cli.path(u"w"_s)).rows("UPDATE rule_review SET rule_hash='of an older rule'");
        QCOMPARE(reviewOf(cli, rule)["before_it_changed"].get<bool>(), true);
        QVERIFY(cli.run(QStringList{u"frameworks"_s, u"gdpr"_s} + w).out.contains("before it changed"));
        QCOMPARE(review(cli, {name, u"--clear"_s}).code, 0);
        QCOMPARE(reviewOf(cli, rule)["state"].get<std::string>(), std::string("not_reviewed"));
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(reviewOf(cli, rule)["state"].get<std::string>(), std::string("disagreed"));
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(reviewOf(cli, rule)["state"].get<std::string>(), std::string("not_reviewed"));
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(reviewOf(cli, rule)["state"].get<std::string>(), std::string("disagreed"));
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    void whatIsNoReview_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no rule") << QStringList{u"GDPR-99-99"_s, u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s} << QByteArray("no rule and no rule set called 'GDPR-99-99'");
        QTest::newRow("no state") << QStringList{u"GDPR-44-01"_s, u"--reviewer"_s, u"Legal"_s} << QByteArray("--state is reviewed, remark or disagreed");
        QTest::newRow("nobody") << QStringList{u"GDPR-44-01"_s, u"--state"_s, u"reviewed"_s} << QByteArray("say who reviewed it");
        QTest::newRow("no remark") << QStringList{u"GDPR-44-01"_s, u"--state"_s, u"remark"_s, u"--reviewer"_s, u"Legal"_s} << QByteArray("say the remark");
        QTest::newRow("no reason") << QStringList{u"GDPR-44-01"_s, u"--state"_s, u"disagreed"_s, u"--reviewer"_s, u"Legal"_s} << QByteArray("say why it is disagreed with");
        QTest::newRow("ahead") << QStringList{u"GDPR-44-01"_s, u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s, u"--on"_s, u"2999-01-01"_s} << QByteArray("lies ahead");
        QTest::newRow("no day") << QStringList{u"GDPR-44-01"_s, u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s, u"--on"_s, u"soon"_s} << QByteArray("--on needs a date");
        QTest::newRow("both") << QStringList{u"GDPR-44-01"_s, u"--clear"_s, u"--reviewer"_s, u"Legal"_s} << QByteArray("either --clear");
        QTest::newRow("nothing to take back") << QStringList{u"GDPR-44-01"_s, u"--clear"_s} << QByteArray("no review of it is recorded");
    }
    void whatIsNoReview()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        Cli cli;
        prepare(cli);
        const qint64 sets = Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set");
        const CliRun run = review(cli, arguments);
        QVERIFY(run.code != 0);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM change_set"), sets);
    }

    void aCountOfReviewedRulesSaysWhatItLeavesOut()
    {
        Cli cli;
        prepare(cli);
        const ordered_json all = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--json"_s} + w).json();
        const ordered_json none = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--reviewed-only"_s, u"--json"_s} + w).json();
        QCOMPARE(sum(none["frameworks"][0]["counts"]), 0);
        const ordered_json &counts = all["frameworks"][0]["counts"];
        const auto found = [](const ordered_json &left) { return sum(left["left_out"]["findings"]); };
        QCOMPARE(found(none), counts["gap"].get<qint64>());
        QCOMPARE(none["left_out"]["unknown"].get<qint64>(), counts["unknown"].get<qint64>() + counts["error"].get<qint64>());
        const qint64 rules = none["left_out"]["rules"].get<qint64>();
        QVERIFY(rules > 10);
        QVERIFY(counts["gap"].get<qint64>() > 0);
        // A gap that nobody reviewed fails nothing that counts reviewed rules.
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--fail-on"_s, u"low"_s} + w).code, 4);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--fail-on"_s, u"low"_s, u"--reviewed-only"_s} + w).code, 0);
        const ordered_json gaps = cli.run(QStringList{u"gaps"_s, u"--json"_s} + w).json();
        const std::string rule = gaps[0]["rule"];
        qint64 own = 0;
        for (const ordered_json &one : gaps)
            own += one["rule"] == rule ? 1 : 0;
        QCOMPARE(review(cli, {QString::fromStdString(rule), u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s}).code, 0);
        const CliRun only = cli.run(QStringList{u"gaps"_s, u"--json"_s, u"--reviewed-only"_s} + w);
        QCOMPARE(static_cast<qint64>(only.json().size()), own);
        const QByteArray words = QByteArray::number(rules - 1) + " rules that your counsel has not reviewed, with ";
        QVERIFY2(only.err.contains("left out: " + words), only.err.constData());
        // The board's report counts that rule and says how much it leaves out; the whole one says nothing of the kind.
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"r.json"_s} + w).code, 0);
        const ordered_json report = ordered_json::parse(cli.read(u"r.json"_s).toStdString());
        QCOMPARE(report["reviewed_only"].get<bool>(), true);
        QCOMPARE(report["left_out"]["rules"].get<qint64>(), rules - 1);
        QCOMPARE(found(report), counts["gap"].get<qint64>() - own);
        QCOMPARE(report["frameworks"][0]["requirements"].size(), 1U);
        QCOMPARE(report["frameworks"][0]["requirements"][0]["review"]["state"].get<std::string>(), std::string("reviewed"));
        QCOMPARE(report["frameworks"][0]["counts"]["gap"].get<qint64>(), own);
        for (const ordered_json &issue : report["issues"]) {
            for (const ordered_json &one : issue["findings"])
                QCOMPARE(one["rule"].get<std::string>(), rule);
        }
        QCOMPARE(report["unknowns"].size(), 0U);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("Left out: " + words));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"r.csv"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.csv"_s).contains("left out: " + words));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"r.pdf"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.pdf"_s).startsWith("%PDF"));
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--out"_s, u"whole.html"_s} + w).code, 0);
        QVERIFY(!cli.read(u"whole.html"_s).contains("Left out: "));
        // What counsel disagrees with is no reviewed rule: it is left out, named as such, and the remark is printed.
        QCOMPARE(review(cli, {QString::fromStdString(rule), u"--state"_s, u"disagreed"_s, u"--reviewer"_s, u"Legal"_s, u"--remark"_s, u"a derogation is enough here"_s}).code, 0);
        const ordered_json left = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--reviewed-only"_s, u"--json"_s} + w).json();
        QCOMPARE(sum(left["frameworks"][0]["counts"]), 0);
        QCOMPARE(left["left_out"]["rules"].get<qint64>(), rules);
        QCOMPARE(left["left_out"]["disagreed"].get<qint64>(), 1);
        QCOMPARE(found(left), counts["gap"].get<qint64>());
        const QByteArray both = QByteArray::number(rules - 1) + " rules that your counsel has not reviewed and 1 that it disagrees with, with ";
        const CliRun nothing = cli.run(QStringList{u"gaps"_s, u"--json"_s, u"--reviewed-only"_s} + w);
        QVERIFY(nothing.json().empty());
        QVERIFY2(nothing.err.contains("left out: " + both), nothing.err.constData());
        const CliRun told = cli.run(QStringList{u"frameworks"_s, u"gdpr"_s} + w);
        QVERIFY2(told.out.contains("0 of " + QByteArray::number(rules) + " rules are reviewed by your counsel, and it disagrees with 1\n"), told.out.constData());
        for (const bool reviewedOnly : {true, false}) {
            const QStringList more = reviewedOnly ? QStringList{u"--reviewed-only"_s} : QStringList();
            QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--out"_s, u"left.html"_s} + more + w).code, 0);
            const QByteArray html = cli.read(u"left.html"_s);
            QVERIFY(html.contains("Remarks of your counsel"));
            QVERIFY(html.contains(": a derogation is enough here"));
            QCOMPARE(html.contains("a derogation is enough here (not counted here)"), reviewedOnly);
            QCOMPARE(html.contains("Left out: " + both), reviewedOnly);
            QCOMPARE(html.contains("none of " + QByteArray::number(rules) + "; 1 disagreed with"), !reviewedOnly);
        }
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"left.json"_s} + w).code, 0);
        const ordered_json board = ordered_json::parse(cli.read(u"left.json"_s).toStdString());
        QCOMPARE(board["remarks"].size(), 1U);
        QCOMPARE(board["remarks"][0]["rule"].get<std::string>(), rule);
        QCOMPARE(board["remarks"][0]["counted"].get<bool>(), false);
        // A remark of somebody who agrees takes nothing out; one of before the rule changed does.
        QCOMPARE(review(cli, {QString::fromStdString(rule), u"--state"_s, u"remark"_s, u"--reviewer"_s, u"Legal"_s, u"--remark"_s, u"see the pending case"_s}).code, 0);
        const auto leftOutNow = [&] {
            return cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--reviewed-only"_s, u"--json"_s} + w).json()["left_out"];
        };
        QCOMPARE(leftOutNow()["rules"].get<qint64>(), rules - 1);
        Peek(cli.path(u"w"_s)).rows("UPDATE rule_review SET rule_hash='of an older rule'");
        QCOMPARE(leftOutNow()["rules"].get<qint64>(), rules);
        QCOMPARE(leftOutNow()["disagreed"].get<qint64>(), 0);
        // All rules of a set at once.
        QCOMPARE(review(cli, {u"gdpr"_s, u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s}).code, 0);
        const ordered_json whole = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s, u"--reviewed-only"_s, u"--json"_s} + w).json();
        QCOMPARE(whole["frameworks"][0]["counts"], counts);
        QCOMPARE(whole["left_out"]["rules"].get<int>(), 0);
    }

    void contradictionsAreListedAndSetAside()
    {
        Cli cli;
        prepare(cli);
        const QStringList look = QStringList{u"x-ray"_s, u"--json"_s} + w;
        const ordered_json found = cli.run(look).json();
        QVERIFY(found.is_array());
        const auto at = std::find_if(found.begin(), found.end(), [](const ordered_json &one) { return one["check"] == "outside-contract"; });
        QVERIFY(at != found.end());
        QCOMPARE((*at)["severity"].get<std::string>(), std::string("high"));
        QCOMPARE((*at)["count"].get<int>(), 1);
        QCOMPARE((*at)["entities"][0], (ordered_json{{"kind", "workload"}, {"key", "w1"}, {"name", "Payroll"}, {"attr", "backup_countries"}}));
        QCOMPARE((*at)["entities"][1]["attr"].get<std::string>(), std::string("data_locations"));
        const QString subject = QString::fromStdString((*at)["subject"]);
        QVERIFY(cli.run(QStringList{u"x-ray"_s} + w).out.contains("\u201cBacked up in\u201d of 1 thing under the contract Hosting is United States, but it agrees \u201cEU only\u201d: Payroll."));
        QCOMPARE(cli.run(QStringList{u"x-ray"_s, u"--set-aside"_s, subject} + w).code, 2); // no reason
        QCOMPARE(cli.run(QStringList{u"x-ray"_s, u"--set-aside"_s, subject, u"--reason"_s, u"Annex 4 allows it"_s, u"--who"_s, u"Officer"_s} + w).code, 0);
        QCOMPARE(cli.run(look).json().size(), found.size() - 1);
        const ordered_json all = cli.run(look + QStringList{u"--aside"_s}).json();
        QCOMPARE(all.size(), found.size());
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("Contradictions and weak judgements") && cli.read(u"r.html"_s).contains("Annex 4 allows it"));
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(cli.run(look).json().size(), found.size());
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(cli.run(look).json().size(), found.size() - 1);
        // The facts change, and it is there again.
        QCOMPARE(cli.run(QStringList{u"set"_s, u"workload:w1"_s, u"backup_countries=IN"_s} + w).code, 0);
        QCOMPARE(cli.run(look).json().size(), found.size());
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"x-ray"_s, u"--take-up"_s, u"outside-contract"_s} + w).code, 0);
        QCOMPARE(cli.run(look).json().size(), found.size());
        QVERIFY(cli.run(QStringList{u"x-ray"_s, u"--take-up"_s, u"outside-contract"_s} + w).code != 0);
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }
};

BAILIWICK_TEST(QCoreApplication, TestReviewCommands)

} // namespace tst_reviewcommands

#include "tst_reviewcommands.moc"
