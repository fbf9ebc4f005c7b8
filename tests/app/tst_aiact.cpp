// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QMap>
#include <QTest>

namespace tst_aiact {

using namespace Qt::StringLiterals;

namespace {

const QByteArray Bank = "legal_entity:key,name,kind,country\nbank,Bank SA,entity,FR\n";

} // namespace

/// The AI Act worked through: roles, risk classes and duties by date, and models of general purpose.
class TestAiAct : public QObject
{
    Q_OBJECT

private:
    static nlohmann::ordered_json review(const Cli &cli, const QString &asOf = u"2026-11-20"_s) { return cli.review(u"ai-act"_s, asOf); }
    /// "AIA-09-01 not_yet_applicable 2027-12-02 gap" of each duty.
    static QStringList dutiesOf(const nlohmann::ordered_json &thing)
    {
        QStringList out;
        for (const auto &duty : thing["duties"])
            out.append(QStringList{said(duty, "rule"), said(duty, "status"), said(duty, "from"), said(duty, "on_that_day")}.join(u' ').trimmed());
        return out;
    }

private slots:
    void riskClass_data()
    {
        QTest::addColumn<QByteArray>("use"); // purpose, ai_act_class, annex3_area, profiling, exemption_assessment, interacts_with_persons, generative, deepfakes
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("differs");
        const auto row = [](const char *name, const char *use, const char *found, const char *reason, bool differs) {
            QTest::newRow(name) << QByteArray(use) << QString::fromLatin1(found) << QString::fromUtf8(reason) << differs;
        };
        row("prohibited", "Scoring of citizens,prohibited,,,,,,", "prohibited", "Art. 5", false);
        row("consumer credit", "Credit scoring,high_annex3,5(b),yes,,no,no,no", "high_annex3", "point 5(b), and it profiles", false);
        row("high-risk without profiling", "Ranking,high_annex3,4(a),no,,no,no,no", "high_annex3", "point 4(a) (Art. 6(2))", false);
        row("profiling can't be exempt", "Ranking,minimal,4(a),yes,AIA-12,no,no,no", "high_annex3", "always high-risk", true);
        row("exempt with an assessment", "Sorting of letters,minimal,4(a),no,AIA-12,no,no,no", "minimal", "exempt under Art. 6(3) by the assessment AIA-12", false);
        row("claimed without an assessment", "Sorting of letters,minimal,4(a),no,,no,no,no", "unsettled", "without a documented assessment", true);
        row("exempt, profiling unsaid", "Sorting of letters,minimal,4(a),,AIA-12,no,no,no", "unsettled", "whether it profiles", true);
        row("a point that Annex III lacks", "Sorting of letters,high_annex3,9(z),no,,no,no,no", "unknown", "Annex III has no point 9(z)", false);
        row("a letter that its point lacks", "Sorting of letters,high_annex3,5(k),no,,no,no,no", "unknown", "Annex III has no point 5(k)", false);
        row("a point written out", "Sorting of letters,high_annex3,Annex III point 5 b,no,,no,no,no", "high_annex3", "Annex III point", false);
        row("verification is no point 1(a)", "Face comparison,high_annex3,1(a),no,AIA-12: verification only,no,no,no", "unsettled", "only verify who somebody is", true);
        row("safety component", "Brake control,high_annex1,,,,no,no,no", "high_annex1", "Annex I", false);
        row("people talk to it", "Chat with customers,limited,none,no,,yes,no,no", "limited", "Art. 50(1)", false);
        row("it makes pictures, said to be minimal", "Pictures for posters,minimal,none,no,,no,yes,no", "limited", "Art. 50(2)", true);
        row("nothing of that", "Forecast of cash,minimal,none,no,,no,no,no", "minimal", "nothing that Art. 50 asks for", false);
        row("minimal by a person's word", "Forecast of cash,minimal,none,no,,,,", "minimal", "nothing recorded speaks against it", false);
        row("too little is recorded", "Forecast of cash,,,,,,,", "unknown", "whether people talk to it", false);
        row("words that suggest a point", "Ranking of applicants,minimal,,,,no,no,no", "unsettled", "point 4(a)", true);
        row("a company's score", "Credit scoring of SME,minimal,,no,,no,no,no", "minimal", "no point", false);
        row("people talk to it, the point of Annex III never said", "Chat with customers,,,no,,yes,no,no", "unknown", "in any class: people talk to it", false);
        row("nothing of that, the point of Annex III never said", "Forecast of cash,unclassified,,no,,no,no,no", "unknown", "which point of Annex III", false);
        row("limited by a person's word", "Chat with customers,limited,,no,,yes,no,no", "limited", "Art. 50(1)", false);
        row("fraud detection", "Fraud detection before credit scoring,minimal,,no,,no,no,no", "minimal", "no point", false);
    }

    void riskClass()
    {
        QFETCH(QByteArray, use);
        QFETCH(QString, reason);
        const Cli cli;
        cli.import({{u"a.csv"_s, Bank},
                     {u"u.csv"_s, "ai_use:key,name,legal_entity,role,purpose,ai_act_class,annex3_area,profiling,exemption_assessment,interacts_with_persons,generative,deepfakes\n"
                                  "u-1,One,bank,deployer," + use + '\n'}});
        const nlohmann::ordered_json answer = review(cli);
        QCOMPARE(answer["uses"].size(), std::size_t(1));
        QTEST(said(answer["uses"][0], "class"), "found");
        QVERIFY2(said(answer["uses"][0], "reason").contains(reason), qPrintable(said(answer["uses"][0], "reason")));
        QTEST(answer["uses"][0]["differs"].get<bool>(), "differs");
    }

    void rolesHaveAReason()
    {
        const Cli cli;
        cli.import({{u"a.csv"_s, Bank}, {u"m.csv"_s, "model:key,name,fine_tuned\nm-1,Tuned,yes\n"},
                     {u"u.csv"_s, "ai_use:key,name,legal_entity,role,new_purpose,models\na,A,bank,deployer,yes,\nb,B,bank,deployer,no,m-1\nc,C,bank,provider,,\nd,D,,,,\n"}});
        QMap<QString, QString> reasons;
        const nlohmann::ordered_json answer = review(cli);
        for (const auto &use : answer["uses"])
            reasons.insert(said(use, "key"), said(use, "role_reason"));
        QVERIFY(reasons[u"a"_s].contains(u"makes Bank SA the provider of a high-risk system (Art. 25(1))"_s));
        QVERIFY(reasons[u"b"_s].contains(u"fine-tuning a model alone is no substantial modification"_s));
        QVERIFY(reasons[u"c"_s].startsWith(u"Bank SA developed it"_s));
        QVERIFY(reasons[u"d"_s].contains(u"not recorded"_s));
    }

    // What comes with 2 December 2027 (Annex III) and 2 August 2028 (Annex I), if nothing changes.
    void dutiesComeOnTheirDay()
    {
        const Cli cli;
        cli.import({{u"a.csv"_s, Bank},
                     {u"u.csv"_s, "ai_use:key,name,legal_entity,role,ai_act_class,annex3_area,placed_on_market,risk_mgmt_date,profiling,significant_change\n"
                                  "three,Three,bank,provider,high_annex3,5(b),2027-12-02,none,yes,\n"
                                  "one,One,bank,provider,high_annex1,,2028-08-02,none,no,\n"
                                  "undated,Undated,bank,provider,high_annex1,,,none,no,\n"
                                  "old,Old,bank,provider,high_annex3,5(b),2025-01-15,none,yes,none\n"}});
        const auto duties = [&cli](const QString &key, const QString &asOf) {
            const nlohmann::ordered_json answer = review(cli, asOf);
            for (const auto &use : answer["uses"]) {
                if (said(use, "key") == key)
                    return dutiesOf(use).filter(u"AIA-09-01"_s);
            }
            return QStringList();
        };
        QCOMPARE(duties(u"three"_s, u"2026-11-20"_s), QStringList{u"AIA-09-01 not_yet_applicable 2027-12-02 gap"_s});
        QCOMPARE(duties(u"one"_s, u"2026-11-20"_s), QStringList{u"AIA-09-01 not_yet_applicable 2028-08-02 gap"_s});
        QCOMPARE(duties(u"three"_s, u"2027-12-02"_s), QStringList{u"AIA-09-01 gap 2027-12-02"_s});
        // Between the two days an Annex I system has none, whatever is recorded of its dates.
        QCOMPARE(duties(u"one"_s, u"2028-01-15"_s), QStringList{u"AIA-09-01 not_yet_applicable 2028-08-02 gap"_s});
        QCOMPARE(duties(u"undated"_s, u"2028-01-15"_s), QStringList{u"AIA-09-01 not_yet_applicable 2028-08-02 unknown"_s});
        QCOMPARE(duties(u"undated"_s, u"2028-08-02"_s), QStringList{u"AIA-09-01 unknown 2028-08-02"_s});
        // Placed on the market before, and not changed since: the duty does not reach it (Art. 111(2)).
        QCOMPARE(duties(u"old"_s, u"2026-11-20"_s), QStringList());
    }

    void generalPurposeModels_data()
    {
        QTest::addColumn<QByteArray>("model"); // gpai, gpai_role, systemic_risk, training_flop, commission_notified
        QTest::addColumn<QString>("systemic");
        QTest::newRow("above the threshold") << QByteArray("yes,downstream,,2e25,") << u"presumed"_s;
        QTest::newRow("on the threshold") << QByteArray("yes,downstream,,1e25,") << u"no"_s;
        QTest::newRow("designated") << QByteArray("yes,downstream,yes,,") << u"yes"_s;
        QTest::newRow("rebutted when notified") << QByteArray("yes,provider,no,2e25,2026-02-01") << u"no"_s;
        QTest::newRow("said no, and not notified") << QByteArray("yes,provider,no,2e25,") << u"presumed"_s;
        QTest::newRow("nothing is recorded") << QByteArray("yes,,,,") << u"unknown"_s;
    }

    void generalPurposeModels()
    {
        QFETCH(QByteArray, model);
        const Cli cli;
        cli.import({{u"m.csv"_s, "model:key,name,gpai,gpai_role,systemic_risk,training_flop,commission_notified\nm-1,M," + model + "\nm-2,Small,no,,,,\n"}});
        const nlohmann::ordered_json answer = review(cli);
        QCOMPARE(answer["models"].size(), std::size_t(1)); // what is surely none of them is left out
        QTEST(said(answer["models"][0], "systemic_risk"), "systemic");
    }

    // Each duty's state today is the result that the evaluation stores.
    void sampleAgreesWithItsFindings()
    {
        const Cli cli;
        QCOMPARE(cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).code, 0);
        QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, u"eu-ai-act"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s}).code, 0);
        const CliRun gaps = cli.run({u"gaps"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--status"_s, u"gap,unknown,accepted"_s, u"--json"_s});
        QMap<QString, QString> stored;
        for (const auto &finding : gaps.json()) {
            if (said(finding, "entity") == u"ai_use"_s || said(finding, "entity") == u"model"_s)
                stored.insert(said(finding, "entity") + u':' + said(finding, "key") + u' ' + said(finding, "rule"), said(finding, "status"));
        }
        QMap<QString, QString> told;
        const nlohmann::ordered_json answer = review(cli);
        QSet<QString> reviewed;
        for (const char *list : {"uses", "models"}) {
            const QString kind = list == std::string("uses") ? u"ai_use:"_s : u"model:"_s;
            for (const auto &thing : answer[list]) {
                reviewed.insert(kind + said(thing, "key"));
                for (const auto &duty : thing["duties"]) {
                    const QString status = said(duty, "status");
                    if (status == u"gap"_s || status == u"unknown"_s || status == u"accepted"_s)
                        told.insert(kind + said(thing, "key") + u' ' + said(duty, "rule"), status);
                }
            }
        }
        stored.removeIf([&](const auto &one) { return !reviewed.contains(one.key().section(u' ', 0, 0)); });
        QVERIFY(!told.isEmpty());
        QCOMPARE(told, stored);
        // Credit scoring of consumers is high-risk, fraud detection isn't.
        QMap<QString, QString> classes;
        for (const auto &use : answer["uses"])
            classes.insert(said(use, "key"), said(use, "class"));
        QCOMPARE(classes.value(u"U-01"_s), u"high_annex3"_s);
        QVERIFY(classes.value(u"U-05"_s) != u"high_annex3"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestAiAct)

} // namespace tst_aiact

#include "tst_aiact.moc"
