// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_toolstogether {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QByteArray systems = "workload:key;name;data_classes;encryption_at_rest;encryption_in_transit\n"
                           "arn:aws:s3:::claims;Claims;personal;no;yes\n";

/// Prowler's table with one finding on the bucket.
QByteArray prowler(const QByteArray &status, const QByteArray &day, const QByteArray &compliance = "GDPR: article_32")
{
    return "TIMESTAMP;ACCOUNT_UID;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;STATUS;STATUS_EXTENDED;MUTED;SEVERITY;RESOURCE_UID;RESOURCE_NAME;REGION;"
           "COMPLIANCE;PROWLER_VERSION\n" +
           day + " 14:27:03;111122223333;prowler-aws-s3_x-1;aws;s3_x;Buckets are encrypted;" + status +
           ";It was looked at;False;high;arn:aws:s3:::claims;claims;eu-central-1;" + compliance + ";5.2.0\n";
}

} // namespace

/// What other tools found stands beside Bailiwick's own result and never changes it.
class TestToolsTogether : public QObject
{
    Q_OBJECT

private:
    static void import(const Cli &cli, const QString &file)
    {
        const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file});
        QVERIFY2(run.code == 0, run.err.constData() + run.out);
    }
    /// The result of the rule for the bucket.
    static ordered_json gap(const Cli &cli)
    {
        if (cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s}).code != 0)
            return {};
        for (const ordered_json &one : cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).json()) {
            if (one["rule"] == "GDPR-32-01" && one["key"] == "arn:aws:s3:::claims")
                return one;
        }
        return {};
    }

private slots:
    void besideTheResult_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("compliance");
        QTest::addColumn<bool>("findingsFirst");
        QTest::addColumn<QByteArray>("words");
        const QByteArray passed = "Prowler says passed on 14 Feb 2025; Bailiwick finds a gap: they contradict each other";
        const QByteArray failed = "Prowler says failed on 14 Feb 2025; Bailiwick finds a gap: they agree";
        QTest::newRow("contradicting") << QByteArray("PASS") << QByteArray("GDPR: article_32") << false << passed;
        QTest::newRow("contradicting, the findings first") << QByteArray("PASS") << QByteArray("GDPR: article_32") << true << passed;
        QTest::newRow("agreeing") << QByteArray("FAIL") << QByteArray("CIS-1.4: 1.20 | GDPR: article_25, article_32") << false << failed;
        QTest::newRow("on another article") << QByteArray("PASS") << QByteArray("GDPR: article_25") << false << QByteArray();
        QTest::newRow("on another framework") << QByteArray("PASS") << QByteArray("SOC2: cc_6_1") << false << QByteArray();
    }
    void besideTheResult()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, compliance);
        QFETCH(const bool, findingsFirst);
        QFETCH(const QByteArray, words);
        Cli cli;
        cli.write(u"w.csv"_s, systems);
        cli.write(u"prowler.csv"_s, prowler(status, "2025-02-14", compliance));
        import(cli, findingsFirst ? u"prowler.csv"_s : u"w.csv"_s);
        import(cli, findingsFirst ? u"w.csv"_s : u"prowler.csv"_s);
        const ordered_json one = gap(cli);
        QVERIFY(one.is_object());
        QCOMPARE(QString::fromStdString(one["status"].get<std::string>()), u"gap"_s);
        QCOMPARE(one["other_tools"].size(), words.isEmpty() ? 0U : 1U);
        const CliRun csv = cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--csv"_s});
        QCOMPARE(csv.out.contains("Prowler says"), !words.isEmpty());
        QVERIFY(csv.out.contains(words));
        if (words.isEmpty())
            return;
        QCOMPARE(one["other_tools"][0]["contradicts"].get<bool>(), status == "PASS");
        const CliRun report = cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r.csv"_s});
        QCOMPARE(report.code, 0);
        QVERIFY(cli.read(u"r.csv"_s).contains(words));
    }

    void contradicted_data()
    {
        QTest::addColumn<QByteArray>("encrypted"); // what the register says
        QTest::addColumn<QByteArray>("status");    // what Prowler says
        QTest::addColumn<QByteArray>("listed");    // our result where they contradict each other
        QTest::newRow("a gap that a tool passes") << QByteArray("no") << QByteArray("PASS") << QByteArray("gap");
        QTest::newRow("a gap that a tool finds too") << QByteArray("no") << QByteArray("FAIL") << QByteArray();
        QTest::newRow("met, and a tool fails it") << QByteArray("yes") << QByteArray("FAIL") << QByteArray("pass");
        QTest::newRow("met, and a tool passes it") << QByteArray("yes") << QByteArray("PASS") << QByteArray();
        QTest::newRow("met, and a person has to look there") << QByteArray("yes") << QByteArray("MANUAL") << QByteArray();
        QTest::newRow("nobody has said") << QByteArray() << QByteArray("FAIL") << QByteArray();
    }
    void contradicted()
    {
        QFETCH(const QByteArray, encrypted);
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, listed);
        Cli cli;
        cli.write(u"w.csv"_s, "workload:key;name;data_classes;encryption_at_rest;encryption_in_transit\narn:aws:s3:::claims;Claims;personal;" + encrypted + ";yes\n");
        cli.write(u"prowler.csv"_s, prowler(status, "2025-02-14"));
        import(cli, u"w.csv"_s);
        import(cli, u"prowler.csv"_s);
        QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s}).code, 0);
        QByteArray found;
        for (const ordered_json &one : cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--contradicted"_s, u"--json"_s}).json()) {
            bool says = false;
            for (const ordered_json &tool : one["other_tools"])
                says = says || tool["contradicts"].get<bool>();
            QVERIFY(says);
            if (one["rule"] == "GDPR-32-01")
                found = QByteArray::fromStdString(one["status"].get<std::string>());
        }
        QCOMPARE(found, listed);
        // Narrowed to a status it keeps to that.
        const auto narrowed = cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--contradicted"_s, u"--status"_s, u"gap"_s, u"--json"_s}).json();
        bool gap = false;
        for (const ordered_json &one : narrowed) {
            QCOMPARE(one["status"].get<std::string>(), std::string("gap"));
            gap = gap || one["rule"] == "GDPR-32-01";
        }
        QCOMPARE(gap, listed == "gap");
        // In the report it stands where our own result does not: what is met has no line there otherwise.
        QCOMPARE(cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r.csv"_s}).code, 0);
        QCOMPARE(cli.read(u"r.csv"_s).contains(",pass,"), listed == "pass");
        QCOMPARE(cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r.html"_s}).code, 0);
        QCOMPARE(cli.read(u"r.html"_s).contains("Where other tools disagree"), !listed.isEmpty());
    }

    void shownAndListed()
    {
        Cli cli;
        cli.write(u"w.csv"_s, systems);
        cli.write(u"prowler.csv"_s, prowler("FAIL", "2025-02-14"));
        import(cli, u"w.csv"_s);
        import(cli, u"prowler.csv"_s);
        const CliRun system = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:arn:aws:s3:::claims"_s});
        QVERIFY2(system.out.contains("Prowler says failed on 14 Feb 2025: s3_x"), system.out.constData());
        const CliRun finding = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"tool_finding:prowler:prowler-aws-s3_x-1"_s, u"--json"_s});
        QCOMPARE(finding.code, 0);
        QCOMPARE(finding.json()["names"][0].get<std::string>(), std::string("workload:arn:aws:s3:::claims"));
        const ordered_json list = cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"tool-findings"_s, u"--json"_s}).json();
        QCOMPARE(list.size(), 1U);
        QCOMPARE(list[0]["outcome"].get<std::string>(), std::string("failed"));
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }

    /// The newest observation stands, whatever is imported last; undoing brings the former one back.
    void observations()
    {
        Cli cli;
        cli.write(u"new.csv"_s, prowler("PASS", "2025-03-01"));
        cli.write(u"old.csv"_s, prowler("FAIL", "2025-02-14"));
        const auto outcome = [&cli] {
            return QString::fromStdString(cli.run({u"list"_s, u"--workspace"_s, u"w"_s, u"tool-findings"_s, u"--json"_s}).json()[0]["outcome"].get<std::string>());
        };
        import(cli, u"old.csv"_s);
        import(cli, u"new.csv"_s);
        QCOMPARE(outcome(), u"passed"_s);
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(outcome(), u"failed"_s);
        import(cli, u"new.csv"_s);
        import(cli, u"old.csv"_s);
        QCOMPARE(outcome(), u"passed"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestToolsTogether)

} // namespace tst_toolstogether

#include "tst_toolstogether.moc"
