// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_score {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

const QStringList w = {u"--workspace"_s, u"w"_s};

ordered_json readVectors()
{
    QFile file(QStringLiteral(TEST_DATA "/csf/vectors.json"));
    return file.open(QIODevice::ReadOnly) ? ordered_json::parse(file.readAll().toStdString(), nullptr, false) : ordered_json();
}

} // namespace

/// `score` by the contract: answers in a file are scored without any inventory, and a file that is none is refused with the place and the way out.
class TestScore : public QObject
{
    Q_OBJECT

    static CliRun score(const Cli &cli, const QStringList &arguments) { return cli.run(QStringList{u"score"_s} + w + arguments); }

private slots:
    void vectors_data()
    {
        QTest::addColumn<int>("index");
        const ordered_json file = readVectors();
        QVERIFY(file.size() >= 6);
        for (std::size_t i = 0; i < file.size(); ++i)
            QTest::newRow(file[i]["name"].get<std::string>().c_str()) << int(i);
    }
    void vectors()
    {
        QFETCH(int, index);
        const ordered_json vector = readVectors()[std::size_t(index)];
        Cli cli;
        cli.write(u"a.json"_s, QByteArray::fromStdString(vector["answers"].dump()));
        const CliRun run = score(cli, {u"--framework"_s, u"eu-csf"_s, u"--answers"_s, u"a.json"_s, u"--weights"_s,
                                       QString::fromStdString(vector["weights"].get<std::string>()), u"--json"_s});
        QVERIFY2(run.code == 0 && run.err.isEmpty(), run.err.constData());
        const ordered_json o = run.json();
        QCOMPARE(o["score_pct"].get<double>(), vector["score_pct"].get<double>());
        QCOMPARE(o["seal"], vector["seal_overall"]);
        QCOMPARE(o["binding"], vector["binding_criteria"]);
        QCOMPARE(o["open"].size(), 48 - vector["answers"].size());
        QCOMPARE(o["objectives"].size(), std::size_t(8));
        for (const ordered_json &objective : o["objectives"]) {
            QVERIFY(objective["score_pct"].is_number());
            QCOMPARE(objective["seal"], vector["seal_by_objective"][objective["id"].get<std::string>()]);
        }
        QVERIFY(o["attribution"].get<std::string>().find("CC BY 4.0") != std::string::npos);
        QCOMPARE(o["status"].get<std::string>(), std::string("Self-assessment, not a Commission SEAL"));
    }

    void theWorkspaceIsMadeAndNothingIsAssessedInIt()
    {
        Cli cli;
        const CliRun run = score(cli, {u"--json"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(QFile::exists(cli.path(u"w"_s)));
        QVERIFY(run.json()["seal"].is_null());
        QCOMPARE(run.json()["open"].size(), std::size_t(48));
        QCOMPARE(run.json()["possible_pct"].get<double>(), 100.0756);
        QVERIFY(run.json()["next_seal"].is_null());
        // The published sets and nothing else are the weights by name; the calculator's where none is named.
        QCOMPARE(run.json()["weights"].get<std::string>(), std::string("calculator"));
    }

    void whatHoldsItDownAndWhatATenderAsks()
    {
        Cli cli;
        ordered_json answers = readVectors()[2]["answers"];   // the best of all but one in the EU by default
        cli.write(u"a.json"_s, QByteArray::fromStdString(answers.dump()));
        const ordered_json o = score(cli, {u"--answers"_s, u"a.json"_s, u"--minimum"_s, u"SOV-3=2,SOV-1=4"_s, u"--json"_s}).json();
        QCOMPARE(o["next_seal"]["seal"].get<int>(), 2);
        QCOMPARE(o["next_seal"]["reached"].get<int>(), 4);
        QCOMPARE(o["next_seal"]["changes"], (ordered_json::array({{{"criterion", "3.4"}, {"from", 4}, {"to", 5}, {"gain_pct", 0.5}}})));
        QCOMPARE(o["minimum"].get<std::string>(), std::string("not_met"));
        QCOMPARE(o["objectives"][0]["minimum"].get<std::string>(), std::string("met"));
        QCOMPARE(o["objectives"][1]["minimum"].get<std::string>(), std::string("not_asked"));
        QCOMPARE(o["objectives"][2]["minimum"].get<std::string>(), std::string("not_met"));
        const CliRun text = score(cli, {u"--answers"_s, u"a.json"_s});
        for (const char *words : {"SEAL-1 (Jurisdictional Sovereignty), score 99.5756 %", "Held at SEAL-1 by: 3.4", "from answer 4 to 5", "not a Commission SEAL", "CC BY 4.0"})
            QVERIFY2(text.out.contains(words), text.out.constData());
    }

    void ownWeights()
    {
        Cli cli;
        cli.write(u"a.json"_s, R"({"3.1": 5, "3.2": 3})");
        cli.write(u"own.json"_s, R"({"SOV-3": 50, "SOV-1": 50})");
        const ordered_json o = score(cli, {u"--answers"_s, u"a.json"_s, u"--weights"_s, u"own.json"_s, u"--json"_s}).json();
        QCOMPARE(o["score_pct"].get<double>(), 15.0);
        QCOMPARE(o["sensitivity"]["score_pct"]["pdf"].get<double>(), 3.0);
        QCOMPARE(o["sensitivity"]["score_pct"]["own"].get<double>(), 15.0);
        QCOMPARE(o["sensitivity"]["most_pct"].get<double>(), 30.0);
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("message");
        const QStringList a = {u"--answers"_s, u"a.json"_s};
        QTest::newRow("no such answer") << QByteArray(R"({"1.1": 9})") << a << 1 << QByteArray("a.json#/1.1: 9 is no answer: 1.1 (EU/EEA legal entity control) has the answers 1 to 4");
        QTest::newRow("no such criterion") << QByteArray(R"({"9.1": 1})") << a << 1 << QByteArray("a.json#/9.1: there is no such criterion: they run from 1.1 to 8.4");
        QTest::newRow("no JSON") << QByteArray("1.1 = 3") << a << 1 << QByteArray("a.json: line 1, column ");
        QTest::newRow("no file") << QByteArray() << a << 1 << QByteArray("a.json: there is no such file");
        QTest::newRow("no such framework") << QByteArray("{}") << (a + QStringList{u"--framework"_s, u"gdpr"_s}) << 2 << QByteArray("eu-csf only");
        QTest::newRow("no such weights") << QByteArray("{}") << (a + QStringList{u"--weights"_s, u"mine"_s}) << 2 << QByteArray("--weights is pdf, calculator or a file");
        QTest::newRow("no such minimum") << QByteArray("{}") << (a + QStringList{u"--minimum"_s, u"SOV-9=2"_s}) << 2 << QByteArray("'SOV-9=2' is neither");
        QTest::newRow("SEAL-5") << QByteArray("{}") << (a + QStringList{u"--minimum"_s, u"5"_s}) << 2 << QByteArray("from 0 to 4");
    }
    void whatIsRefused()
    {
        QFETCH(QByteArray, file);
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, message);
        Cli cli;
        if (!file.isEmpty())
            cli.write(u"a.json"_s, file);
        const CliRun run = score(cli, arguments + QStringList{u"--json"_s});
        QCOMPARE(run.code, code);
        QVERIFY2(run.err.contains(message), run.err.constData());
        QVERIFY(run.out.isEmpty());
        QVERIFY2(!QFile::exists(cli.path(u"w"_s)), "a call that is refused makes no workspace");
    }

    // Residency is where a system is, and from where it is run: by hand for three of them. AIS-RES-03 weighs 2, AIS-RES-04 and -05 3 each.
    void residencyIsWhereASystemIs()
    {
        Cli cli;
        cli.write(u"y.csv"_s, "workload:key,name,hosting_countries,processing_countries,backup_countries,failover_countries,control_plane_countries,admin_countries,"
                              "telemetry_countries,support_countries,log_countries,models,datasets\n"
                              "home,Claims,DE,DE,FR,FR,DE,DE,DE,DE,DE,none,none\n"
                              "abroad,Claims abroad,US,CN,RU,US,US,US,DE,DE,DE,none,none\n"
                              "half,Claims in part,DE,,FR,DE,,,DE,DE,US,none,none\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"y.csv"_s} + w).code, 0);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"ai-sov"_s} + w).code, 0);
        const auto residency = [&cli](const QString &key) {
            const ordered_json part = cli.run(QStringList{u"sovereignty"_s, u"workload:"_s + key, u"--json"_s} + w).json()["systems"][0]["parts"][0];
            return part["id"] == "residency" ? part : ordered_json();
        };
        QCOMPARE(residency(u"home"_s)["score"], (ordered_json{{"low", 100.0}, {"high", 100.0}}));
        QCOMPARE(residency(u"abroad"_s)["score"], (ordered_json{{"low", 25.0}, {"high", 25.0}}));   // 2 of 8
        QCOMPARE(residency(u"abroad"_s)["unmet"], ordered_json::array({"AIS-RES-04", "AIS-RES-05"}));
        QCOMPARE(residency(u"half"_s)["score"], (ordered_json{{"low", 37.5}, {"high", 75.0}}));     // 3 of 8, and 3 more possible
        QCOMPARE(residency(u"half"_s)["unmet"], ordered_json::array({"AIS-RES-03"}));
        QCOMPARE(residency(u"half"_s)["unknown"], ordered_json::array({"AIS-RES-05"}));
    }

    void ownWeightsAreNamedInPlainWords()
    {
        Cli cli;
        cli.write(u"own.json"_s, R"({"SOV-1": 60, "SOV-3": 40})");
        cli.write(u"a.json"_s, R"({"1.1": 3})");
        const QByteArray told = score(cli, {u"--answers"_s, u"a.json"_s, u"--weights"_s, u"own.json"_s}).out;
        QVERIFY2(told.contains("with own weights\n") && told.contains("Score with own weights: ") && told.contains("Score with the weights of the Calculator (2026-06-01): "), told.constData());
        QVERIFY2(!told.contains("weights of own"), told.constData());
    }

    // Apart from the framework: the score of each system as a range, and how far systems hang on few names.
    void sovereigntyOfSystems()
    {
        Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name,ultimate_parent,ultimate_parent_country\nk,Kontora,Kontora Inc,US\nf,Fjord,none,FI\n");
        cli.write(u"b.csv"_s, "business_service:key,name,critical_function\npay,Payments,yes\n");
        cli.write(u"y.csv"_s, "workload:key,name,provider,hosting_countries,business_services\nw1,Ledger,k,DE;FR,pay\nw2,Archive,k,DE,\nw3,Desk,f,FI,\nw4,Lab,,,\n");
        QCOMPARE(cli.run(QStringList{u"import"_s, u"p.csv"_s, u"b.csv"_s, u"y.csv"_s} + w).code, 0);
        const auto ask = [&cli](const QStringList &arguments) { return cli.run(QStringList{u"sovereignty"_s} + arguments + w); };
        QCOMPARE(ask({}).code, 1);
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"eu-csf"_s} + w).code, 0);
        QVERIFY(ask({}).err.contains("ai-sov"));
        QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"ai-sov"_s} + w).code, 0);
        const CliRun run = ask({u"--json"_s});
        QVERIFY2(run.code == 0, run.err.constData());
        const ordered_json o = run.json();
        QCOMPARE(o["systems"].size(), std::size_t(4));
        bool ranges = false;
        for (const ordered_json &system : o["systems"]) {
            QCOMPARE(system["critical"].get<bool>(), system["key"] == "w1");
            QCOMPARE(system["parts"].size(), std::size_t(7));
            if (system["score"].is_null())
                continue;
            const double low = system["score"]["low"].get<double>();
            const double high = system["score"]["high"].get<double>();
            QVERIFY(low >= 0 && low <= high && high <= 100);
            ranges = ranges || low < high;
        }
        QVERIFY2(ranges, "much is not recorded here, so that scores are ranges");
        const auto line = [&o](const std::string &by, const std::string &of) {
            for (const ordered_json &one : o["concentration"]) {
                if (one["by"] == by && one["of"] == of)
                    return one;
            }
            return ordered_json();
        };
        const ordered_json provider = line("provider", "estate");
        QCOMPARE(provider["systems"].get<int>(), 4);
        QCOMPARE(provider["shares"][0]["name"].get<std::string>(), std::string("Kontora"));
        QCOMPARE(provider["shares"][0]["share_pct"], (ordered_json{{"low", 50.0}, {"high", 75.0}}));
        QCOMPARE(provider["hhi"], (ordered_json{{"low", 3750.0}, {"high", 6250.0}}));
        QCOMPARE(provider["warnings"], ordered_json::array({"share", "index"}));
        QCOMPARE(line("provider", "critical")["systems"].get<int>(), 1);
        QCOMPARE(line("ultimate_parent", "estate")["shares"][0]["name"].get<std::string>(), std::string("Kontora Inc"));
        QCOMPARE(line("ultimate_parent", "estate")["shares"][1]["name"].get<std::string>(), std::string("Fjord"));
        QCOMPARE(line("country", "estate")["shares"][0]["name"].get<std::string>(), std::string("Germany"));
        QCOMPARE(line("country", "estate")["shares"][0]["systems"].get<double>(), 1.5);
        QCOMPARE(line("chip_vendor", "estate")["systems"].get<int>(), 0);
        QCOMPARE(ask({u"workload:w1"_s, u"--json"_s}).json()["systems"].size(), std::size_t(1));
        QVERIFY(ask({}).out.contains("WARNING: above our standard"));
        QCOMPARE(ask({u"provider:k"_s}).code, 2);
    }
};

BAILIWICK_TEST(QCoreApplication, TestScore)

} // namespace tst_score

#include "tst_score.moc"
