// SPDX-License-Identifier: GPL-3.0-or-later
// What people find not met of articles and controls that no rule decides: a gap with an issue, an owner and a plan like any other, counted once, by
// legal entity.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_requirementgaps {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

} // namespace

class TestRequirementGaps : public QObject
{
    Q_OBJECT

    Cli m_prepared; ///< a bank, its service company with a branch, and a shop that DORA does not concern

    void prepare(Cli &cli) { QVERIFY(QFile::copy(m_prepared.path(u"w"_s), cli.path(u"w"_s))); }
    static CliRun attest(Cli &cli, const QStringList &arguments) { return cli.run(QStringList{u"attest"_s} + w + arguments); }
    static bool answer(Cli &cli, const QString &list, const QString &requirement, const QString &state, const QString &of = {})
    {
        QStringList arguments{list, requirement, u"--state"_s, state, u"--who"_s, u"CISO"_s, u"--why"_s, u"seen in the minutes"_s};
        if (!of.isEmpty())
            arguments << u"--for"_s << of;
        const CliRun run = attest(cli, arguments);
        return QTest::qVerify(run.code == 0, "attest", run.err.constData(), __FILE__, __LINE__);
    }
    static ordered_json evaluate(Cli &cli, const QStringList &more = {}) { return cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora,bsi-c5"_s, u"--json"_s} + more + w).json(); }
    static int counted(const ordered_json &evaluated, const QString &framework, const char *status)
    {
        for (const ordered_json &f : evaluated.at("frameworks")) {
            if (said(f, "id") == framework)
                return f.at("counts").at(status).get<int>();
        }
        return -1;
    }
    static ordered_json rowOf(Cli &cli, const QString &list, const QString &requirement)
    {
        const ordered_json all = cli.run(QStringList{u"frameworks"_s, list, u"--json"_s} + w).json();
        for (const ordered_json &r : all.at("requirements")) {
            if (said(r, "id") == requirement)
                return r;
        }
        return {};
    }
    /// "bank gap, serv pass" of what stands in the list of findings.
    static QStringList findings(Cli &cli, const QString &rule)
    {
        QStringList out;
        for (const ordered_json &f : cli.run(QStringList{u"gaps"_s, u"--status"_s, u"gap,unknown,accepted"_s, u"--json"_s} + w).json()) {
            if (said(f, "rule") == rule)
                out.append(said(f, "key") + u' ' + said(f, "word"));
        }
        out.sort();
        return out;
    }

private slots:
    // Nobody is recorded whose finding it would be: every list of findings says so, and where it is counted.
    void withoutALegalEntityItIsToldBesideTheFindings()
    {
        Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name\np,Provider\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"p.csv"_s} + w).code, 0);
        QVERIFY(answer(cli, u"dora"_s, u"Art. 5"_s, u"not_met"_s));
        const QByteArray words = "dora Art. 5 is found not met, or met in part, and makes no finding: no legal entity is recorded whose it would be. It is counted with its framework's requirements";
        const ordered_json evaluated = evaluate(cli);
        QCOMPARE(evaluated.at("without_finding").size(), std::size_t(1));
        for (const QStringList &command : {QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora"_s}, QStringList{u"gaps"_s}, QStringList{u"issues"_s}}) {
            const CliRun told = cli.run(command + w);
            QVERIFY2(told.err.contains(words), told.err.constData());
        }
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        QVERIFY(cli.read(u"r.html"_s).contains("dora Art. 5 is found not met, or met in part, and makes no finding"));
        QCOMPARE(said(rowOf(cli, u"dora"_s, u"Art. 5"_s), "standing"), u"answered"_s);
        // Of another framework it is not told; and with a legal entity it is a gap like any other.
        QVERIFY(!cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).err.contains("makes no finding"));
        cli.write(u"e.csv"_s, "legal_entity:key,name,kind,country,entity_types\nbank,Bank AG,entity,DE,financial_entity\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"e.csv"_s} + w).code, 0);
        QVERIFY(!evaluate(cli).contains("without_finding"));
        QCOMPARE(findings(cli, u"dora Art. 5"_s), QStringList{u"bank gap"_s});
    }

    void initTestCase()
    {
        m_prepared.write(u"entities.csv"_s, "legal_entity:key,name,kind,country,entity_types,parent,sectors\nbank,Bank AG,entity,DE,financial_entity,,\nserv,Service GmbH,entity,DE,financial_entity,,\n"
                                            "serv-at,Service Wien,branch,AT,financial_entity,serv,\nshop,Shop GmbH,entity,DE,none,,retail\n");
        const CliRun run = m_prepared.run(QStringList{u"import"_s, u"entities.csv"_s} + w);
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(m_prepared.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora,bsi-c5"_s} + w).code, 0);
    }

    void anAnswerIsAFindingWithAnIssue_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("requirement");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("severity"); // empty: no gap
        QTest::addColumn<QString>("word");
        const QString dora = u"dora"_s, c5 = u"bsi-c5"_s, art5 = u"Art. 5"_s, ois = u"OIS-02"_s;
        QTest::newRow("law in force, not met: a gap") << dora << art5 << u"not_met"_s << u"high"_s << u"gap"_s;
        QTest::newRow("law in force, in part: a gap") << dora << art5 << u"partly"_s << u"medium"_s << u"gap"_s;
        QTest::newRow("a standard: not met") << c5 << ois << u"not_met"_s << u"high"_s << u"not met"_s;
        QTest::newRow("met: none") << dora << art5 << u"met"_s << QString() << QString();
        QTest::newRow("does not apply: none") << dora << art5 << u"not_applicable"_s << QString() << QString();
    }

    void anAnswerIsAFindingWithAnIssue()
    {
        QFETCH(QString, list);
        QFETCH(QString, requirement);
        QFETCH(QString, severity);
        QFETCH(QString, word);
        Cli cli;
        prepare(cli);
        const ordered_json before = evaluate(cli);
        QFETCH(QString, state);
        QVERIFY(answer(cli, list, requirement, state));
        const ordered_json after = evaluate(cli);
        // The bank, the service company and its branch; DORA is none of the shop's business, nor is C5.
        const bool gap = !severity.isEmpty();
        const QString rule = list + u' ' + requirement;
        const int more = counted(after, list, "gap") - counted(before, list, "gap");
        QCOMPARE(more > 0, gap);
        const QStringList found = findings(cli, rule);
        QCOMPARE(found.size(), more);
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT count(*) FROM finding f JOIN rule r ON r.id=f.rule WHERE r.name='" + rule.toUtf8() + "' AND f.status=1"), more);
        QCOMPARE(Peek(cli.path(u"w"_s)).count("SELECT sum(findings) FROM finding_sum s JOIN rule r ON r.id=s.rule WHERE r.name='" + rule.toUtf8() + "' AND s.status=1"), more);
        for (const QString &one : found) {
            QVERIFY2(one.endsWith(u' ' + word), qPrintable(one));
            QVERIFY2(!one.startsWith(u"shop"_s), qPrintable(one));
        }
        // One issue for the organisation, in the list, in the report and in the coverage.
        ordered_json issues = ordered_json::array();
        for (const ordered_json &i : cli.run(QStringList{u"issues"_s, u"--json"_s} + w).json()) {
            if (i.dump().find(rule.toStdString()) != std::string::npos)
                issues.push_back(i);
        }
        QCOMPARE(issues.size(), gap ? 1U : 0U);
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--out"_s, u"r.json"_s} + w).code, 0);
        const QByteArray bytes = cli.read(u"r.json"_s);
        const auto report = ordered_json::parse(bytes.constData(), bytes.constData() + bytes.size());
        int reported = 0;
        for (const auto &i : report.at("issues")) {
            for (const auto &f : i.at("findings"))
                reported += said(f, "rule") == rule ? 1 : 0;
        }
        QCOMPARE(reported, more);
        for (const auto &f : report.at("frameworks")) {
            int sum = 0;
            for (const auto &r : f.at("requirements"))
                sum += r.at("counts").at("gap").get<int>();
            QCOMPARE(sum, f.at("counts").at("gap").get<int>());
            QCOMPARE(sum, counted(after, said(f, "id"), "gap"));
        }
        QCOMPARE(said(rowOf(cli, list, requirement), "worst"), gap ? u"gap"_s : state == u"met"_s ? u"pass"_s : u"not_applicable"_s);
        if (!gap)
            return;
        QCOMPARE(said(issues.at(0), "severity"), severity);
        // Owner, plan and day like any other; the calendar tells of it.
        const QString number = said(issues.at(0), "number");
        QCOMPARE(cli.run(QStringList{u"assign"_s, number, u"--owner"_s, u"Board office"_s, u"--measure"_s, u"Training"_s, u"--due"_s, u"2098-03-31"_s} + w).code, 0);
        const QByteArray calendar = cli.run(QStringList{u"calendar"_s, u"--until"_s, u"2098-12-31"_s} + w).out;
        QVERIFY2(calendar.contains("2098-03-31") && calendar.contains(number.toUtf8()), calendar.constData());
        // Taken back and done again, as any answer.
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0); // the plan
        QCOMPARE(cli.run(QStringList{u"undo"_s} + w).code, 0); // the answer
        QCOMPARE(counted(evaluate(cli), list, "gap"), counted(before, list, "gap"));
        QVERIFY(findings(cli, rule).isEmpty());
        QCOMPARE(cli.run(QStringList{u"undo"_s, u"--redo"_s} + w).code, 0);
        QCOMPARE(counted(evaluate(cli), list, "gap"), counted(after, list, "gap"));
        for (const ordered_json &i : cli.run(QStringList{u"issues"_s, u"--json"_s} + w).json()) {
            if (i.dump().find(rule.toStdString()) != std::string::npos)
                QCOMPARE(said(i, "number"), number); // the number that people know it by
        }
        QCOMPARE(cli.run(QStringList{u"doctor"_s} + w).code, 0);
    }

    void eachLegalEntityHasItsOwnAnswer_data()
    {
        QTest::addColumn<QString>("answers"); // STATE or STATE:KEY
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QStringList>("missing");
        QTest::addColumn<QStringList>("found");
        const QString bank = u"Bank AG"_s, serv = u"Service GmbH"_s, branch = u"Service Wien"_s;
        QTest::newRow("the organisation's holds for all") << u"met"_s << u"answered pass"_s << QStringList{} << QStringList{};
        QTest::newRow("the bank alone: the others are missing") << u"met:bank"_s << u"open unknown"_s << QStringList{serv, branch} << QStringList{u"serv unknown"_s, u"serv-at unknown"_s};
        QTest::newRow("each its own; a branch has that of its head") << u"met:bank met:serv"_s << u"answered pass"_s << QStringList{} << QStringList{};
        QTest::newRow("the worst decides") << u"met:bank not_met:serv"_s << u"answered gap"_s << QStringList{} << QStringList{u"serv gap"_s, u"serv-at gap"_s};
        QTest::newRow("one's own goes before the organisation's") << u"not_met met:serv"_s << u"answered gap"_s << QStringList{} << QStringList{u"bank gap"_s};
        QTest::newRow("a branch may differ from its head") << u"met not_met:serv-at"_s << u"answered gap"_s << QStringList{} << QStringList{u"serv-at gap"_s};
        QTest::newRow("a gap shows though others are missing") << u"partly:bank"_s << u"open gap"_s << QStringList{serv, branch}
                                                               << QStringList{u"bank gap"_s, u"serv unknown"_s, u"serv-at unknown"_s};
        QTest::newRow("does not apply to one, is met by the rest") << u"met not_applicable:bank"_s << u"answered pass"_s << QStringList{} << QStringList{};
    }

    void eachLegalEntityHasItsOwnAnswer()
    {
        QFETCH(QString, answers);
        Cli cli;
        prepare(cli);
        for (const QString &one : answers.split(u' '))
            QVERIFY(answer(cli, u"dora"_s, u"Art. 5"_s, one.section(u':', 0, 0), one.section(u':', 1)));
        evaluate(cli);
        const ordered_json row = rowOf(cli, u"dora"_s, u"Art. 5"_s);
        QTEST(said(row, "standing") + u' ' + said(row, "worst"), "standing");
        QStringList missing;
        for (const ordered_json &name : row.at("answer_missing_for"))
            missing.append(QString::fromStdString(name.get<std::string>()));
        QTEST(missing, "missing");
        QTEST(findings(cli, u"dora Art. 5"_s), "found");
        // What is answered for some is not answered, wherever it is counted.
        const QByteArray questions = cli.run(QStringList{u"questions"_s} + w).out;
        QVERIFY2(questions.contains(missing.isEmpty() ? "1 is answered" : "0 are answered"), questions.constData());
        const QByteArray shown = cli.run(QStringList{u"frameworks"_s, u"dora"_s} + w).out;
        for (const QString &name : std::as_const(missing))
            QVERIFY2(shown.contains("not answered for") && shown.contains(name.toUtf8()), shown.constData());
    }

    void takenBackForOne()
    {
        Cli cli;
        prepare(cli);
        QVERIFY(answer(cli, u"dora"_s, u"Art. 5"_s, u"met"_s));
        QVERIFY(answer(cli, u"dora"_s, u"Art. 5"_s, u"not_met"_s, u"serv"_s));
        QCOMPARE(attest(cli, {u"--json"_s}).json().size(), 2U);
        const CliRun none = attest(cli, {u"dora"_s, u"Art. 5"_s, u"--for"_s, u"bank"_s, u"--clear"_s});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("nobody has answered it") && none.err.contains("dora Art. 5 of bank"), none.err.constData());
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 5"_s, u"--for"_s, u"serv"_s, u"--clear"_s}).code, 0);
        const ordered_json left = attest(cli, {u"--json"_s}).json();
        QCOMPARE(left.size(), 1U);
        QVERIFY(left.at(0).at("for").is_null());
        const CliRun nobody = attest(cli, {u"dora"_s, u"Art. 5"_s, u"--for"_s, u"srv"_s, u"--state"_s, u"met"_s, u"--who"_s, u"CISO"_s});
        QCOMPARE(nobody.code, 2);
        QVERIFY2(nobody.err.contains("did you mean \"serv\"?"), nobody.err.constData());
    }

    void aFileAnswersForLegalEntities()
    {
        Cli cli;
        prepare(cli);
        cli.write(u"a.json"_s, R"({"answers":[{"framework":"dora","requirement":"Art. 5","state":"met","who":"CISO"},
            {"framework":"dora","requirement":"Art. 5","for":"serv","state":"not_met","why":"no training","who":"CISO"}]})");
        const CliRun run = cli.run(QStringList{u"answer"_s, u"a.json"_s} + w);
        QVERIFY2(run.code == 0, run.err.constData());
        evaluate(cli);
        QCOMPARE(findings(cli, u"dora Art. 5"_s), (QStringList{u"serv gap"_s, u"serv-at gap"_s}));
        cli.write(u"b.json"_s, R"({"answers":[{"framework":"dora","requirement":"Art. 6","for":"bnk","state":"met","who":"CISO"}]})");
        const CliRun wrong = cli.run(QStringList{u"answer"_s, u"b.json"_s} + w);
        QCOMPARE(wrong.code, 1);
        QVERIFY2(wrong.err.contains("b.json#/answers/0/for") && wrong.err.contains("did you mean \"bank\"?"), wrong.err.constData());
    }

    // What is no longer answered is unknown, and its issue is no gap any more; before the first answer nothing is judged.
    void anAnswerEndsOnItsDay()
    {
        Cli cli;
        prepare(cli);
        QCOMPARE(attest(cli, {u"dora"_s, u"Art. 5"_s, u"--state"_s, u"not_met"_s, u"--who"_s, u"CISO"_s, u"--why"_s, u"none"_s, u"--on"_s, u"2026-01-15"_s, u"--review-on"_s, u"2098-12-31"_s}).code, 0);
        const auto asOf = [&cli](const QString &day) {
            evaluate(cli, {u"--as-of"_s, day});
            return findings(cli, u"dora Art. 5"_s).value(0);
        };
        QCOMPARE(asOf(u"2026-01-14"_s), QString());
        QCOMPARE(asOf(u"2026-01-15"_s), u"bank gap"_s);
        QCOMPARE(asOf(u"2098-12-31"_s), u"bank gap"_s);
        QCOMPARE(asOf(u"2099-01-01"_s), u"bank unknown"_s);
    }

    // Chapter III, Sections 2 and 3 of the AI Act apply from 2 December 2027: what is missing before is no breach yet.
    void lawThatDoesNotApplyYet()
    {
        Cli cli;
        cli.write(u"entities.csv"_s, "legal_entity:key,name,kind,country\nbank,Bank AG,entity,DE\n");
        cli.write(u"uses.csv"_s, "ai_use:key,name,legal_entity\nu1,Scoring,bank\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"entities.csv"_s, u"uses.csv"_s} + w).code, 0);
        QVERIFY(answer(cli, u"eu-ai-act"_s, u"Art. 17"_s, u"not_met"_s));
        const auto asOf = [&cli](const QString &day) {
            const ordered_json all = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-ai-act"_s, u"--as-of"_s, day, u"--json"_s} + w).json();
            const ordered_json row = rowOf(cli, u"eu-ai-act"_s, u"Art. 17"_s);
            return said(row, "standing") + u' ' + said(row, "worst") + u' ' + findings(cli, u"eu-ai-act Art. 17"_s).join(u',');
        };
        QCOMPARE(asOf(u"2027-12-01"_s), u"not_yet not_yet_applicable "_s);
        QCOMPARE(asOf(u"2027-12-02"_s), u"answered gap bank gap"_s);
    }

    // A finding is about somebody: where nobody is recorded it is said, and the coverage tells what was found all the same.
    void nobodyIsRecorded()
    {
        Cli cli;
        cli.write(u"systems.csv"_s, "workload:key,name\ncore,Core banking\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"systems.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora"_s} + w).code, 0);
        const CliRun run = attest(cli, {u"dora"_s, u"Art. 5"_s, u"--state"_s, u"not_met"_s, u"--who"_s, u"CISO"_s, u"--why"_s, u"none"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.err.contains("no legal entity is recorded"), run.err.constData());
        QCOMPARE(said(rowOf(cli, u"dora"_s, u"Art. 5"_s), "worst"), u"gap"_s);
        QVERIFY(!attest(cli, {u"dora"_s, u"Art. 6"_s, u"--state"_s, u"met"_s, u"--who"_s, u"CISO"_s}).err.contains("no legal entity"));
    }

    // A count of reviewed rules holds reviewed rules alone: what people found is no reading of the law, and is told apart.
    void itIsNoReviewedRule()
    {
        Cli cli;
        prepare(cli);
        QVERIFY(answer(cli, u"dora"_s, u"Art. 5"_s, u"not_met"_s));
        const ordered_json all = evaluate(cli);
        const ordered_json reviewed = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora,bsi-c5"_s, u"--reviewed-only"_s, u"--json"_s} + w).json();
        QVERIFY(counted(all, u"dora"_s, "gap") >= 3);
        QCOMPARE(counted(reviewed, u"dora"_s, "gap"), 0);
        QCOMPARE(reviewed["left_out"]["answers"]["requirements"].get<int>(), 1);
        QCOMPARE(reviewed["left_out"]["answers"]["findings"]["gap"].get<int>(), 3);
        const QByteArray told = cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"dora,bsi-c5"_s, u"--reviewed-only"_s} + w).out;
        QVERIFY2(told.contains("no rule is reviewed yet\n1 article or control is answered by people, which is no reviewed rule and in no count here: 0 results met, 3 gaps\n"), told.constData());
        // Nothing is reviewed, so that the board reads no percentage.
        QCOMPARE(cli.run(QStringList{u"report"_s, u"--template"_s, u"board"_s, u"--reviewed-only"_s, u"--out"_s, u"r.html"_s} + w).code, 0);
        const QByteArray board = cli.read(u"r.html"_s);
        const QByteArray summary = board.mid(board.indexOf("No rule is reviewed yet"), 1500);
        QVERIFY2(summary.contains("1 article or control is answered by people") && summary.contains("3 gaps"), summary.constData());
        QVERIFY2(!summary.contains(" % "), summary.constData());
        QVERIFY(!board.contains(" % decided") && !board.contains(" % of "));
        for (const ordered_json &f : cli.run(QStringList{u"gaps"_s, u"--json"_s} + w).json()) {
            if (said(f, "rule") == u"dora Art. 5"_s)
                QCOMPARE(said(f.at("review"), "state"), u"not_asked"_s);
        }
        const CliRun review = cli.run(QStringList{u"review-rule"_s, u"dora Art. 5"_s, u"--state"_s, u"reviewed"_s, u"--reviewer"_s, u"Legal"_s} + w);
        QCOMPARE(review.code, 2);
        QVERIFY2(review.err.contains("is what people answered"), review.err.constData());
        QCOMPARE(cli.run(QStringList{u"review-rule"_s, u"DORA-08-01"_s, u"--state"_s, u"not_asked"_s, u"--reviewer"_s, u"Legal"_s} + w).code, 2);
    }
};

BAILIWICK_TEST(QCoreApplication, TestRequirementGaps)

} // namespace tst_requirementgaps

#include "tst_requirementgaps.moc"
