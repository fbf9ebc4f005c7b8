// SPDX-License-Identifier: GPL-3.0-or-later
// bailiwick-cli issues and assign: one number for one issue in every command, and who answers for it.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_cliissues {

using namespace Qt::StringLiterals;

class TestCliIssues : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void numbersAndCountsAgree();
    void assignedUndoneAndKept();
    void newProvidersAreReached();
    void whatIsAskedIsCountedByItsOwnKind();
    void refusals_data();
    void refusals();

private:
    QStringList with(const QStringList &arguments) const { return arguments + QStringList({u"--workspace"_s, u"w.bailiwick"_s}); }
    nlohmann::ordered_json issue(const std::string &number) const
    {
        for (const auto &one : m_cli.run(with({u"issues"_s, u"--json"_s})).json()) {
            if (one["number"] == number)
                return one;
        }
        return {};
    }

    Cli m_cli;
};

void TestCliIssues::initTestCase()
{
    QCOMPARE(m_cli.run(with({u"demo"_s})).code, 0);
    QCOMPARE(m_cli.run(with({u"evaluate"_s})).code, 0);
}

void TestCliIssues::numbersAndCountsAgree()
{
    std::map<std::string, int> ofGaps;
    int unnumbered = 0;
    for (const auto &finding : m_cli.run(with({u"gaps"_s, u"--status"_s, u"gap,unknown"_s, u"--json"_s})).json()) {
        if (finding["issue"].is_null())
            ++unnumbered;
        else
            ++ofGaps[finding["issue"].get<std::string>()];
        QCOMPARE(finding["issue"].is_null(), finding["status"] == "unknown");
    }
    QVERIFY(unnumbered > 0);
    QCOMPARE(m_cli.run(with({u"report"_s, u"--out"_s, u"r.json"_s})).code, 0);
    const QByteArray bytes = m_cli.read(u"r.json"_s);
    std::map<std::string, int> ofReport;
    const auto report = nlohmann::ordered_json::parse(bytes.constData(), bytes.constData() + bytes.size());
    for (const auto &one : report["issues"])
        ofReport[one["number"].get<std::string>()] = static_cast<int>(one["findings"].size());
    std::map<std::string, int> ofIssues;
    for (const auto &one : m_cli.run(with({u"issues"_s, u"--json"_s})).json()) {
        ofIssues[one["number"].get<std::string>()] = one["findings"].get<int>();
        QCOMPARE(one["gaps"].get<int>() + one["not_met"].get<int>() + one["weak"].get<int>(), one["findings"].get<int>());
    }
    QVERIFY(ofIssues.size() > 10);
    QVERIFY(ofGaps == ofIssues);
    QVERIFY(ofReport == ofIssues);
}

void TestCliIssues::assignedUndoneAndKept()
{
    const CliRun done = m_cli.run(with({u"assign"_s, u"i-1"_s, u"--owner"_s, u"Head of HR"_s, u"--measure"_s, u"Sign the clauses"_s, u"--due"_s, u"2099-01-31"_s}));
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(issue("I-0001")["owner"], "Head of HR");
    QCOMPARE(issue("I-0001")["due"], "2099-01-31");
    QCOMPARE(issue("I-0001")["overdue"], false);
    // What is not said again stays.
    QCOMPARE(m_cli.run(with({u"assign"_s, u"I-0001"_s, u"--owner"_s, u"Outsourcing Officer"_s})).code, 0);
    QCOMPARE(issue("I-0001")["measure"], "Sign the clauses");
    QCOMPARE(m_cli.run(with({u"undo"_s})).code, 0);
    QCOMPARE(issue("I-0001")["owner"], "Head of HR");
    // No word of a stale run: a plan changes no result. After an evaluation as of later the day has passed.
    QVERIFY(!m_cli.run(with({u"issues"_s})).err.contains("evaluate again"));
    QCOMPARE(m_cli.run(with({u"evaluate"_s, u"--as-of"_s, u"2099-02-01"_s})).code, 0);
    const auto overdue = m_cli.run(with({u"issues"_s, u"--overdue"_s, u"--json"_s})).json();
    QCOMPARE(overdue.size(), 1U);
    QCOMPARE(overdue[0]["number"], "I-0001");
    QVERIFY(m_cli.run(with({u"issues"_s})).out.contains("Head of HR, overdue since 2099-01-31: Sign the clauses"));
    QCOMPARE(m_cli.run(with({u"evaluate"_s})).code, 0);
    QVERIFY(m_cli.run(with({u"issues"_s, u"--overdue"_s, u"--json"_s})).json().empty());
    QVERIFY(m_cli.run(with({u"issues"_s, u"--csv"_s})).out.contains("I-0001,"));
    QCOMPARE(m_cli.run(with({u"assign"_s, u"I-0001"_s, u"--clear"_s})).code, 0);
    QVERIFY(issue("I-0001")["owner"].is_null());
    QCOMPARE(m_cli.run(with({u"undo"_s})).code, 0);
    QCOMPARE(issue("I-0001")["owner"], "Head of HR");
    QCOMPARE(m_cli.run(with({u"doctor"_s})).code, 0);
}

void TestCliIssues::newProvidersAreReached()
{
    // A provider that the reference data does not know stands under the laws of its seats all the same.
    const CliRun made = m_cli.run(with({u"set"_s, u"provider:newcloud"_s, u"name=Newcloud"_s, u"legal_country=US"_s, u"hq_country=US"_s, u"ultimate_parent_country=US"_s, u"--create"_s}));
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(m_cli.run(with({u"set"_s, u"workload:onl-portal"_s, u"provider=newcloud"_s, u"--create"_s})).code, 0);
    QCOMPARE(m_cli.run(with({u"evaluate"_s})).code, 0);
    QCOMPARE(m_cli.run(with({u"report"_s, u"--out"_s, u"r.html"_s, u"--kind"_s, u"board"_s})).code, 0);
    const QByteArray html = m_cli.read(u"r.html"_s);
    const qsizetype row = html.indexOf("Newcloud");
    QVERIFY(row > 0);
    QVERIFY2(html.mid(row, 600).contains("US CLOUD Act"), html.mid(row, 600).constData());
}

void TestCliIssues::whatIsAskedIsCountedByItsOwnKind()
{
    // Two systems of which nobody has said which datasets and dependencies they have: the question is about the two systems.
    const QStringList w = {u"--workspace"_s, u"two.bailiwick"_s};
    m_cli.write(u"two.csv"_s, "workload:key,name,criticality\npay,Payments,critical\nweb,Web shop,critical\n");
    QCOMPARE(m_cli.run(QStringList({u"import"_s, u"two.csv"_s}) + w).code, 0);
    QCOMPARE(m_cli.run(QStringList({u"choose"_s, u"--frameworks"_s, u"gdpr,ai-sov,eu-csf"_s}) + w).code, 0);
    QCOMPARE(m_cli.run(QStringList({u"evaluate"_s}) + w).code, 0);
    QCOMPARE(m_cli.run(QStringList({u"report"_s, u"--out"_s, u"two.json"_s}) + w).code, 0);
    const QByteArray bytes = m_cli.read(u"two.json"_s);
    const auto report = nlohmann::ordered_json::parse(bytes.constData(), bytes.constData() + bytes.size());
    int asked = 0;
    for (const auto &m : report["missing_facts"]) {
        if (!m["fact"].get<std::string>().starts_with("Which "))
            continue;
        ++asked;
        QCOMPARE(m["kind"].get<std::string>(), std::string("IT systems"));
        QCOMPARE(m["things"].get<int>(), 2);
        QCOMPARE(m["names"].dump(), std::string(R"(["Payments","Web shop"])"));
    }
    QVERIFY(asked > 0);
}

void TestCliIssues::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no number") << QStringList({u"assign"_s, u"42x"_s, u"--owner"_s, u"CISO"_s}) << 2 << QByteArray("I-0042");
    QTest::newRow("no such issue") << QStringList({u"assign"_s, u"I-99999"_s, u"--owner"_s, u"CISO"_s}) << 1 << QByteArray("no issue has this number");
    QTest::newRow("nobody") << QStringList({u"assign"_s, u"I-0007"_s, u"--due"_s, u"2099-01-01"_s}) << 1 << QByteArray("who answers");
    QTest::newRow("an auditor") << QStringList({u"assign"_s, u"I-0007"_s, u"--owner"_s, u"Internal Auditor"_s}) << 1 << QByteArray("only reads");
    QTest::newRow("a day that has passed") << QStringList({u"assign"_s, u"I-0007"_s, u"--owner"_s, u"CISO"_s, u"--due"_s, u"2001-01-01"_s}) << 1 << QByteArray("has passed");
    QTest::newRow("no day") << QStringList({u"assign"_s, u"I-0007"_s, u"--owner"_s, u"CISO"_s, u"--due"_s, u"soon"_s}) << 2 << QByteArray("2027-03-31");
    QTest::newRow("nothing said") << QStringList({u"assign"_s, u"I-0007"_s}) << 2 << QByteArray("--owner");
    QTest::newRow("nothing to clear") << QStringList({u"assign"_s, u"I-0007"_s, u"--clear"_s}) << 1 << QByteArray("no plan");
    QTest::newRow("both") << QStringList({u"issues"_s, u"--overdue"_s, u"--unassigned"_s}) << 2 << QByteArray("either");
}

void TestCliIssues::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const CliRun run = m_cli.run(with(arguments));
    QCOMPARE(run.code, code);
    QVERIFY2(run.err.contains(says), run.err.constData());
    QVERIFY(issue("I-0007")["owner"].is_null());
}

BAILIWICK_TEST(QCoreApplication, TestCliIssues)

} // namespace tst_cliissues

#include "tst_cliissues.moc"
