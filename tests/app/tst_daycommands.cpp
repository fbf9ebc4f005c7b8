// SPDX-License-Identifier: GPL-3.0-or-later
// compare and calendar: what comes, and what changes with it, as a script asks.
#include "support/cli.h"
#include "support/testmain.h"

#include <QDate>
#include <QTest>

namespace tst_daycommands {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestDayCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, m_w}).code, 0);
        QCOMPARE(m_cli.run({u"choose"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr,eu-ai-act,dora"_s}).code, 0);
    }

    // The counts of both days are those that evaluations of these days tell.
    void compareTellsWhatEvaluationsTell()
    {
        const ordered_json compared = m_cli.run({u"compare"_s, u"--workspace"_s, m_w, u"--from"_s, u"2027-12-01"_s, u"--to"_s, u"2027-12-02"_s, u"--json"_s}).json();
        QCOMPARE(compared["from"].get<std::string>(), std::string("2027-12-01"));
        QCOMPARE(compared["frameworks"].size(), std::size_t(3));
        for (const auto &[day, member] : {std::pair(u"2027-12-01"_s, "before"), std::pair(u"2027-12-02"_s, "after")}) {
            const ordered_json run = m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, day, u"--json"_s}).json();
            for (const ordered_json &f : run["frameworks"]) {
                for (const ordered_json &c : compared["frameworks"]) {
                    if (c["id"] == f["id"])
                        QCOMPARE(c[member].dump(), f["counts"].dump());
                }
            }
        }
        // High-risk duties of the AI Act apply from that day, and from nothing else does a change come.
        QVERIFY(!compared["changes"].empty());
        for (const ordered_json &change : compared["changes"]) {
            QCOMPARE(change["framework"].get<std::string>(), std::string("eu-ai-act"));
            QCOMPARE(change["old"].get<std::string>(), std::string("not_yet_applicable"));
            QCOMPARE(change["cause"].get<std::string>(), std::string("law"));
            QVERIFY(!change["key"].get<std::string>().empty());
        }
    }

    void compareInWords()
    {
        const CliRun run = m_cli.run({u"compare"_s, u"--workspace"_s, m_w, u"--from"_s, u"2027-12-01"_s, u"--to"_s, u"2027-12-02"_s, u"--frameworks"_s, u"eu-ai-act"_s});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.startsWith("2027-12-01 and 2027-12-02: "));
        QVERIFY(run.out.contains("A requirement starts or ceases to apply"));
    }

    // A law's rule set holds rules of our own policy: what is weak by these is no gap of the law, on the screen of a script neither.
    void gapsOfLawAndWeakPolicyStandApart()
    {
        const ordered_json run = m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2027-12-02"_s, u"--json"_s}).json();
        qint64 gaps = 0, weak = 0;
        for (const ordered_json &gap : m_cli.run({u"gaps"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr"_s, u"--json"_s}).json())
            ++(said(gap, "legal_status") == u"law"_s ? gaps : weak);
        QVERIFY(gaps > 0 && weak > 0);
        for (const ordered_json &f : run["frameworks"]) {
            if (f["id"] == "gdpr")
                QCOMPARE(f["findings"].dump(), ordered_json({{"gap", gaps}, {"not_met", 0}, {"weak", weak}}).dump());
        }
        const ordered_json compared = m_cli.run({u"compare"_s, u"--workspace"_s, m_w, u"--from"_s, u"2026-12-01"_s, u"--to"_s, u"2027-12-02"_s, u"--frameworks"_s, u"gdpr"_s, u"--json"_s}).json();
        const ordered_json &byLaw = compared["frameworks"][0]["by_legal_status"];
        QCOMPARE(byLaw["law"]["after"]["gap"].get<qint64>(), gaps);
        QCOMPARE(byLaw["own_policy"]["after"]["gap"].get<qint64>(), weak);
        const QByteArray words = m_cli.run({u"compare"_s, u"--workspace"_s, m_w, u"--from"_s, u"2026-12-01"_s, u"--to"_s, u"2027-12-02"_s, u"--frameworks"_s, u"gdpr"_s}).out;
        QVERIFY2(words.contains("-> " + QByteArray::number(gaps) + ", unknown") && words.contains("gdpr (own policy)") && words.contains("-> " + QByteArray::number(weak) + ", unknown"),
                 words.constData());
        const QByteArray table = m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2027-12-02"_s}).out;
        QVERIFY2(table.contains("       gap   not met      weak   unknown"), table.constData());
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told");
        QTest::newRow("no day") << QStringList{u"compare"_s} << u"--to needs a date like 2027-12-02"_s;
        QTest::newRow("no date") << QStringList{u"compare"_s, u"--to"_s, u"soon"_s} << u"--to needs a date like 2026-11-20"_s;
        QTest::newRow("no framework") << QStringList{u"compare"_s, u"--to"_s, u"2027-12-02"_s, u"--frameworks"_s, u"nope"_s} << u"no framework called 'nope'"_s;
        QTest::newRow("no scope") << QStringList{u"compare"_s, u"--to"_s, u"2027-12-02"_s, u"--scope"_s, u"workload:x"_s} << u"a scope is legal_entity:KEY or business_service:KEY"_s;
        QTest::newRow("no until") << QStringList{u"calendar"_s, u"--until"_s, u"never"_s} << u"--until needs a date"_s;
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, told);
        const CliRun run = m_cli.run(arguments + QStringList{u"--workspace"_s, m_w});
        QCOMPARE(run.code, 2);
        QVERIFY2(QString::fromUtf8(run.err).contains(told), run.err.constData());
    }

    // Every date that is on record between today and the day is told once, by plain SQL.
    void calendarHasAllDates()
    {
        const QDate today = QDate::currentDate();
        const QDate until = today.addYears(2);
        // A declaration, an acceptance and a plan, so that every sort has a day.
        QCOMPARE(m_cli.run({u"declare"_s, u"--workspace"_s, m_w, u"contract"_s, u"--until"_s, today.addDays(40).toString(Qt::ISODate), u"--who"_s, u"CISO"_s}).code, 0);
        const ordered_json issues = m_cli.run({u"issues"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        const ordered_json &list = issues.is_array() ? issues : issues["issues"];
        QVERIFY(!list.empty());
        const QString number = QString::fromStdString(list[0]["number"].get<std::string>());
        const CliRun assigned = m_cli.run({u"assign"_s, u"--workspace"_s, m_w, number, u"--owner"_s, u"Head of Compliance"_s, u"--due"_s, today.addDays(50).toString(Qt::ISODate)});
        QVERIFY2(assigned.code == 0, assigned.err.constData());
        const ordered_json calendar = m_cli.run({u"calendar"_s, u"--workspace"_s, m_w, u"--until"_s, until.toString(Qt::ISODate), u"--json"_s}).json();
        QMap<QString, int> counts;
        QString last;
        for (const ordered_json &day : calendar["days"]) {
            const QString at = QString::fromStdString(day["day"].get<std::string>());
            QVERIFY(last <= at);
            last = at;
            counts[QString::fromStdString(day["what"].get<std::string>())] += day["count"].get<int>();
            QVERIFY(!day["event"].get<std::string>().empty());
            if (day["what"] == "plan")
                QCOMPARE(QString::fromStdString(day["issues"][0].get<std::string>()), number);
            if (day["sort"] == "law")
                QVERIFY2(!day["url"].get<std::string>().empty(), day["subject"].get<std::string>().c_str());
        }
        Peek peek(m_cli.path(m_w));
        const QByteArray between = " BETWEEN " + QByteArray::number(QDate(1970, 1, 1).daysTo(today)) + " AND " + QByteArray::number(QDate(1970, 1, 1).daysTo(until));
        QCOMPARE(counts[u"certificate"_s], peek.one("SELECT count(*) FROM e_certification WHERE expires" + between).toInt());
        QCOMPARE(counts[u"contract"_s], peek.one("SELECT count(*) FROM e_contract WHERE coalesce(ended,0)=0 AND end_date" + between).toInt());
        QCOMPARE(counts[u"adequacy"_s], peek.one("SELECT count(*) FROM ref_adequacy WHERE valid_until" + between).toInt());
        QCOMPARE(counts[u"declaration"_s], 1);
        QCOMPARE(counts[u"plan"_s], 1);
        QVERIFY(counts[u"starts"_s] > 0);
        QVERIFY(counts[u"changes"_s] > 0);
    }

    // Where requirements of a law start on a day that is known besides, it is told once: with what the law changes, and the requirements.
    void dayOfALawIsToldOnce()
    {
        const ordered_json calendar = m_cli.run({u"calendar"_s, u"--workspace"_s, m_w, u"--until"_s, u"2029-12-31"_s, u"--json"_s}).json();
        for (const auto &[when, words, requirements] : {std::tuple("2027-12-02", "Annex III", 10), std::tuple("2028-08-02", "Annex I", 10)}) {
            int told = 0;
            for (const ordered_json &day : calendar["days"]) {
                if (day["day"] != when || day["sort"] != "law" || day["framework"] != "eu-ai-act")
                    continue;
                ++told;
                QCOMPARE(day["what"].get<std::string>(), std::string("starts"));
                QVERIFY(day["rules"].size() > static_cast<std::size_t>(requirements));
                QVERIFY2(QString::fromStdString(day["change"].get<std::string>()).section(u'\n', 0, 0).contains(QLatin1String(words)), day["change"].get<std::string>().c_str());
            }
            QCOMPARE(told, 1);
        }
    }

private:
    Cli m_cli;
    const QString m_w = u"w.bailiwick"_s;
};

BAILIWICK_TEST(QCoreApplication, TestDayCommands)

} // namespace tst_daycommands

#include "tst_daycommands.moc"
