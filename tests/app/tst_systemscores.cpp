// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_systemscores {

using namespace Qt::StringLiterals;

/// The sovereignty score of a system, and what systems hang on, from registers to the command line.
class TestSystemScores : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSaidLaterStaysWithinTheRange_data();
    void whatIsSaidLaterStaysWithinTheRange();
    void certificatesCount();
    void whoseModelItIs_data();
    void whoseModelItIs();
    void oneParentHoweverItIsWritten();
    void chipsModelsAndPlaces();

private:
    /// "by: name low-high, ..." of the line for the whole estate.
    static QByteArray line(const Cli &cli, const std::string &by)
    {
        score(cli, u"1"_s);
        const nlohmann::json all = cli.run({u"sovereignty"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).json()["concentration"];
        for (const auto &one : all) {
            if (one["by"] != by || one["of"] != "estate")
                continue;
            QByteArrayList shares;
            for (const auto &share : one["shares"])
                shares.append(QByteArray::fromStdString(share["name"].get<std::string>()) + ' ' + QByteArray::number(share["share_pct"]["low"].get<double>()) + '-' +
                              QByteArray::number(share["share_pct"]["high"].get<double>()));
            return shares.join(", ");
        }
        return "no such line";
    }
    static nlohmann::json score(const Cli &cli, const QString &system)
    {
        cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--quiet"_s});
        return cli.run({u"sovereignty"_s, u"--workspace"_s, u"w"_s, u"workload:"_s + system, u"--json"_s}).json()["systems"][0];
    }
    static void start(const Cli &cli, const QList<std::pair<QString, QByteArray>> &files)
    {
        QStringList names;
        for (const auto &[name, text] : files) {
            cli.write(name, text);
            names.append(name);
        }
        QCOMPARE(cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s} + names).code, 0);
        QCOMPARE(cli.run({u"choose"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"ai-sov"_s}).code, 0);
    }
};

void TestSystemScores::whatIsSaidLaterStaysWithinTheRange_data()
{
    QTest::addColumn<QStringList>("said");
    QTest::newRow("a provider abroad, and a model of its country") << QStringList{u"provider=rouge"_s, u"contract=c-1"_s, u"models=m-us"_s, u"accelerators=none"_s, u"datasets=d-1"_s};
    QTest::newRow("nothing of all that") << QStringList{u"provider=none"_s, u"models=none"_s, u"accelerators=none"_s, u"datasets=none"_s};
    QTest::newRow("chips first") << QStringList{u"accelerators=a-1"_s, u"provider=rouge"_s, u"contract=none"_s, u"models=m-us"_s};
}

/// Nothing is said of a system but its places: whatever is said later, the score was possible before.
void TestSystemScores::whatIsSaidLaterStaysWithinTheRange()
{
    QFETCH(QStringList, said);
    const Cli cli;
    start(cli, {{u"p.csv"_s, "provider:key,name,legal_country,hq_country,ultimate_parent,ultimate_parent_country\nrouge,Rouge Inc,US,US,Rouge Inc,US\n"},
                {u"c.csv"_s, "contract:key,provider,governing_law\nc-1,rouge,US\n"},
                {u"m.csv"_s, "model:key,developer,developer_country,weights_held,hosting_countries\nm-us,rouge,US,no,US\n"},
                {u"a.csv"_s, "accelerator:key,vendor,vendor_country,count\na-1,NVIDIA,US,8\n"},
                {u"d.csv"_s, "dataset:key,classes,storage_countries\nd-1,personal,US\n"},
                {u"w.csv"_s, "workload:key,hosting_countries,processing_countries,backup_countries\nw,DE,DE,DE\n"}});
    nlohmann::json last = score(cli, u"w"_s);
    QVERIFY(last["score"]["low"].get<double>() < 20 && last["score"]["high"].get<double>() > 99);
    for (const auto &part : last["parts"])
        QVERIFY2(!part["score"].is_null(), part["id"].get<std::string>().c_str());
    QCOMPARE(last["unsaid"].size(), std::size_t(6));
    for (const QString &one : said) {
        QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:w"_s, one}).code, 0);
        const nlohmann::json next = score(cli, u"w"_s);
        QVERIFY2(next["unsaid"].size() < last["unsaid"].size(), qPrintable(one));
        const auto within = [&](const nlohmann::json &now, const nlohmann::json &before) {
            return now.is_null() || (now["low"].get<double>() >= before["low"].get<double>() - 0.01 && now["high"].get<double>() <= before["high"].get<double>() + 0.01);
        };
        QVERIFY2(within(next["score"], last["score"]), (one.toUtf8() + ": " + next["score"].dump().c_str() + " was " + last["score"].dump().c_str()).constData());
        for (std::size_t i = 0; i < next["parts"].size(); ++i)
            QVERIFY2(within(next["parts"][i]["score"], last["parts"][i]["score"]), (one.toUtf8() + ' ' + next["parts"][i].dump().c_str()).constData());
        last = next;
    }
}

/// A certificate that is relied on for the service counts for the systems that run on that service, and for no other.
void TestSystemScores::certificatesCount()
{
    const Cli cli;
    start(cli, {{u"p.csv"_s, "provider:key,name,legal_country\np,Blau SE,DE\n"},
                {u"s.csv"_s, "service:key,provider,product\ns,p,Blau Compute\nt,p,Blau Storage\n"},
                {u"w.csv"_s, "workload:key,provider,service,hosting_countries\non-s,p,s,DE\non-t,p,t,DE\n"},
                {u"z.csv"_s, "certification:key,scheme,holder,issued,expires,regions,services,services_used\nz,ISO27001,p,2020-01-01,2023-01-01,DE,Blau Compute,s\n"}});
    const auto unmet = [&](const QString &system) {
        QStringList all;
        const nlohmann::json of = score(cli, system);
        for (const auto &rule : of["parts"][1]["unmet"])
            all.append(QString::fromStdString(rule.get<std::string>()));
        return all;
    };
    QVERIFY(unmet(u"on-s"_s).contains(u"AIS-ATT-01"_s));
    QVERIFY(!unmet(u"on-t"_s).contains(u"AIS-ATT-01"_s));
    QCOMPARE(cli.run({u"retire"_s, u"--workspace"_s, u"w"_s, u"certification:z"_s, u"--on"_s, u"2024-01-01"_s}).code, 0);
    QVERIFY(!unmet(u"on-s"_s).contains(u"AIS-ATT-01"_s));
}

void TestSystemScores::whoseModelItIs_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("developer"); ///< that stands; "-": none
    QTest::newRow("the register's word, though nobody knows who that is yet") << QByteArray("m,Mistral Large wind forecast,Own data science team") << QByteArray("-");
    QTest::newRow("nobody's word, a name of a family") << QByteArray("m,Mistral Large 2,") << QByteArray("mistral");
    QTest::newRow("nobody's word, a name of one's own") << QByteArray("m,Llama farm counting,") << QByteArray("-");
}

void TestSystemScores::whoseModelItIs()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, developer);
    const Cli cli;
    start(cli, {{u"m.csv"_s, "model:key,name,developer\n" + row + '\n'}});
    Peek peek(cli.path(u"w"_s));
    const QByteArray sql = "SELECT coalesce(d.key,'-') FROM e_model m LEFT JOIN entity d ON d.id=m.developer";
    QCOMPARE(peek.rows(sql), QList<QByteArray>{developer});
    // In a later register the developer joins.
    cli.write(u"p.csv"_s, "provider:key,name,legal_country\nOwn data science team,Own data science team,DE\n");
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"p.csv"_s}).code, 0);
    QCOMPARE(peek.rows(sql), QList<QByteArray>{row.endsWith("team") ? QByteArray("Own data science team") : developer});
}

void TestSystemScores::oneParentHoweverItIsWritten()
{
    const Cli cli;
    start(cli, {{u"p.csv"_s, "provider:key,name,legal_country,ultimate_parent\na,A,US,Omega Holding Ltd\nb,B,US,OMEGA HOLDING LTD.\nc,C,US,Alpha\nomega,Omega holding ltd,US,none\n"},
                {u"w.csv"_s, "workload:key,provider\n1,a\n2,b\n3,c\n4,omega\n5,none\n"}});
    const nlohmann::json lines = [&] {
        score(cli, u"1"_s);
        return cli.run({u"sovereignty"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).json()["concentration"];
    }();
    for (const auto &line : lines) {
        if (line["by"] != "ultimate_parent" || line["of"] != "estate")
            continue;
        QCOMPARE(line["shares"].size(), std::size_t(2));
        QCOMPARE(line["shares"][0]["share_pct"]["low"].get<double>(), 60.0);
        QCOMPARE(line["own_operation"].get<double>(), 1.0);
        return;
    }
    QFAIL("no line by ultimate parent");
}

/// One vendor however it is written; what is declared to be nobody's or nowhere is open to nobody; a list that may go on is.
void TestSystemScores::chipsModelsAndPlaces()
{
    const Cli cli;
    start(cli, {{u"a.csv"_s, "accelerator:key,vendor\na1,NVIDIA\na2,NVIDIA Corporation\na3,Nvidia\na4,\"NVIDIA, Corp.\"\na5,AMD\na6,none\n"},
                {u"p.csv"_s, "provider:key,name\npa,PA\npb,PB\n"},
                {u"m.csv"_s, "model:key,developer\nma,pa\nmb,pb\nmc,none\n"},
                {u"w.csv"_s, "workload:key,accelerators,models,hosting_countries\n1,a1,ma;...,DE\n2,a2,ma;...,FR\n3,a3,mc,none\n4,a4,none,none\n5,a5,none,none\n6,a6,none,none\n"}});
    QCOMPARE(line(cli, "chip_vendor"), QByteArray("NVIDIA 80-80, AMD 20-20"));
    QCOMPARE(line(cli, "model_developer"), QByteArray("PA 50-100"));
    QCOMPARE(line(cli, "country"), QByteArray("France 50-50, Germany 50-50"));
    QCOMPARE(cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:1"_s, u"models=ma;mb"_s}).code, 0);
    QCOMPARE(line(cli, "model_developer"), QByteArray("PA 50-75, PB 25-50"));
}

BAILIWICK_TEST(QCoreApplication, TestSystemScores)

} // namespace tst_systemscores

#include "tst_systemscores.moc"
