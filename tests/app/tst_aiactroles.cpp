// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QMap>
#include <QTest>

namespace tst_aiactroles {

using namespace Qt::StringLiterals;

/// Cases worked by hand from the words of the AI Act's articles: who has which duty, from which day. The expected results come from the
/// text, not from the rules' conditions.
class TestAiActRoles : public QObject
{
    Q_OBJECT

private:
    /// "attr=value; attr=value" as a register of one line.
    static QByteArray registerOf(const QByteArray &kind, const QByteArray &facts)
    {
        QByteArrayList names{"key", "name"}, values{"x", "The case"};
        for (const QByteArray &fact : facts.split(';')) {
            names.append(fact.trimmed().split('=').value(0));
            values.append(fact.trimmed().split('=').value(1));
        }
        return kind + ':' + names.join(',') + '\n' + values.join(',') + '\n';
    }

    /// The review of one use or model of a house seated in `country`.
    static nlohmann::ordered_json review(const QByteArray &kind, const QByteArray &country, const QByteArray &facts, const QString &asOf)
    {
        const Cli cli;
        const QByteArray house = "legal_entity=house; " + facts;
        cli.write(u"e.csv"_s, "legal_entity:key,name,kind,country\nhouse,The house,entity," + country + '\n');
        cli.write(u"x.csv"_s, registerOf(kind, house));
        const CliRun import = cli.run({u"import"_s, u"--workspace"_s, u"w.bailiwick"_s, u"e.csv"_s, u"x.csv"_s, u"--quiet"_s});
        if (import.code != 0)
            qWarning("%s", import.err.constData());
        return cli.run({u"ai-act"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--as-of"_s, asOf, u"--json"_s}).json();
    }

    static QString dutyOf(const nlohmann::ordered_json &thing, const QString &rule)
    {
        for (const auto &duty : thing["duties"]) {
            if (said(duty, "rule") == rule)
                return said(duty, "on_that_day").isEmpty() ? said(duty, "status") : u"from %1: %2"_s.arg(said(duty, "from"), said(duty, "on_that_day"));
        }
        return u"none"_s;
    }

private slots:
    void dutiesByTheArticle_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("country");
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("expected");
        const auto use = [](const char *name, const char *country, const QByteArray &facts, const char *day, const char *rule, const char *expected) {
            QTest::newRow(name) << QByteArray("ai_use") << QByteArray(country) << facts << QString::fromLatin1(day) << QString::fromLatin1(rule) << QString::fromLatin1(expected);
        };
        const auto model = [](const char *name, const char *country, const QByteArray &facts, const char *day, const char *rule, const char *expected) {
            QTest::newRow(name) << QByteArray("model") << QByteArray(country) << facts << QString::fromLatin1(day) << QString::fromLatin1(rule) << QString::fromLatin1(expected);
        };
        const QByteArray high = "ai_act_class=high_annex3; annex3_area=4(a); profiling=yes; countries_of_use=DE; placed_on_market=2027-12-10; ";
        const QByteArray product = "ai_act_class=high_annex1; annex3_area=none; countries_of_use=DE; placed_on_market=2028-08-10; ";
        const QByteArray onTheDay = "ai_act_class=high_annex3; annex3_area=4(a); profiling=yes; countries_of_use=DE; placed_on_market=2027-12-02; ";
        const QByteArray productOnTheDay = "ai_act_class=high_annex1; annex3_area=none; countries_of_use=DE; placed_on_market=2028-08-02; ";
        const QByteArray minimal = "ai_act_class=minimal; annex3_area=none; countries_of_use=DE; placed_on_market=2027-12-10; ";

        // "Prior to making their high-risk AI systems available on the Union market, providers established in third countries shall, by written
        // mandate, appoint an authorised representative which is established in the Union."
        use("22(1): seated in a third country, nobody appointed", "US", high + "role=provider; provider_mandate=none", "2027-12-15", "AIA-22-01", "gap");
        use("22(1): seated in a third country, by written mandate", "US", high + "role=provider; provider_mandate=M-1", "2027-12-15", "AIA-22-01", "pass");
        use("22(1): seated in the Union", "DE", high + "role=provider; provider_mandate=none", "2027-12-15", "AIA-22-01", "none");
        use("22(1): no high-risk system", "US", minimal + "role=provider; provider_mandate=none", "2027-12-15", "AIA-22-01", "none");
        // "The authorised representative shall perform the tasks specified in the mandate ... verify that the EU declaration of conformity and the
        // technical documentation have been drawn up ... keep at the disposal of the competent authorities ... for a period of 10 years"
        use("22(3): neither verified nor kept", "DE", high + "role=authorised_representative; provider_mandate=M-1; conformity_verified=none; documents_kept=no", "2027-12-15", "AIA-22-02", "gap");
        use("22(3): mandate, verified, kept", "DE", high + "role=authorised_representative; provider_mandate=M-1; conformity_verified=2027-12-01; documents_kept=yes", "2027-12-15", "AIA-22-02", "pass");
        use("22(3): the risk management is the provider's", "DE", high + "role=authorised_representative; risk_mgmt_date=none", "2027-12-15", "AIA-09-01", "none");
        // "Before placing a high-risk AI system on the market, importers shall ensure that the system is in conformity ..."
        use("23(1): nothing was ensured", "DE", high + "role=importer; conformity_verified=none; provider_mandate=M-1", "2027-12-15", "AIA-23-01", "gap");
        use("23(1)(d): the provider has appointed nobody", "DE", high + "role=importer; conformity_verified=2027-12-01; provider_mandate=none", "2027-12-15", "AIA-23-01", "gap");
        use("23(1): ensured before", "DE", high + "role=importer; conformity_verified=2027-12-01; provider_mandate=M-1", "2027-12-15", "AIA-23-01", "pass");
        use("23(1): nobody said", "DE", high + "role=importer", "2027-12-15", "AIA-23-01", "unknown");
        use("23(1): before the day", "DE", onTheDay + "role=importer; conformity_verified=none; provider_mandate=none", "2026-11-22", "AIA-23-01", "from 2027-12-02: gap");
        // "Importers shall indicate their name, registered trade name or registered trade mark, and the address ..." "... keep, for a period of 10 years"
        use("23(3): no name on it", "DE", high + "role=importer; operator_marked=no; documents_kept=yes", "2027-12-15", "AIA-23-03", "gap");
        use("23(5): kept and named", "DE", high + "role=importer; operator_marked=yes; documents_kept=yes", "2027-12-15", "AIA-23-03", "pass");
        use("23(3): a distributor need not", "DE", high + "role=distributor; operator_marked=no", "2027-12-15", "AIA-23-03", "none");
        // "Before making a high-risk AI system available on the market, distributors shall verify that it bears the required CE marking ..."
        use("24(1): not verified", "DE", high + "role=distributor; conformity_verified=none", "2027-12-15", "AIA-24-01", "gap");
        use("24(1): verified", "DE", high + "role=distributor; conformity_verified=2027-12-09", "2027-12-15", "AIA-24-01", "pass");
        use("24(1): nothing for a system without high risk", "DE", minimal + "role=distributor; conformity_verified=none", "2027-12-15", "AIA-24-01", "none");
        // "Any distributor, importer, deployer or other third-party shall be considered to be a provider of a high-risk AI system ... if: (a) they put
        // their name or trademark ... (b) they make a substantial modification ... (c) they modify the intended purpose ..."
        use("25(1)(a): a distributor with its own brand has the provider's duties", "DE", high + "role=distributor; new_purpose=yes; risk_mgmt_date=none", "2027-12-15", "AIA-09-01", "gap");
        use("25(1)(b): an importer that modified it", "DE", high + "role=importer; new_purpose=yes; conformity_date=none", "2027-12-15", "AIA-43-01", "gap");
        use("25(1)(c): a deployer with a new purpose", "DE", high + "role=deployer; new_purpose=yes; tech_doc=none", "2027-12-15", "AIA-11-01", "gap");
        use("25(1): the register still says deployer", "DE", high + "role=deployer; new_purpose=yes", "2027-12-15", "AIA-25-01", "gap");
        use("25(1): a deployer that changed nothing", "DE", high + "role=deployer; new_purpose=no; tech_doc=none", "2027-12-15", "AIA-11-01", "none");
        // "In the case of high-risk AI systems that are safety components of products covered by ... Section A of Annex I, the product manufacturer
        // shall be considered to be the provider"
        use("25(3): the maker of the product", "DE", product + "role=product_manufacturer; risk_mgmt_date=none", "2028-08-15", "AIA-09-01", "gap");
        use("25(3): not before 2 August 2028", "DE", productOnTheDay + "role=product_manufacturer; risk_mgmt_date=none", "2027-12-15", "AIA-09-01", "from 2028-08-02: gap");
        use("25(3): not for Annex III", "DE", high + "role=product_manufacturer; risk_mgmt_date=none", "2027-12-15", "AIA-09-01", "none");
        // "Deployers of high-risk AI systems shall keep the logs ... for a period ... of at least six months"
        use("26(6): five months", "DE", high + "role=deployer; log_retention_days=150", "2027-12-15", "AIA-26-06", "gap");
        use("26(6): six months", "DE", high + "role=deployer; log_retention_days=184", "2027-12-15", "AIA-26-06", "pass");
        // "The following AI practices shall be prohibited", since 2 February 2025.
        use("5(1): in use", "DE", "role=deployer; ai_act_class=prohibited; countries_of_use=DE", "2025-02-02", "AIA-05-01", "gap");
        use("5(1): nobody has said which class it is of", "DE", "role=deployer; ai_act_class=unclassified; countries_of_use=DE", "2026-11-22", "AIA-05-01", "unknown");
        // The ban on intimate pictures without consent applies from 2 December 2026 (Regulation (EU) 2026/1744).
        const QByteArray undressing = "purpose=Generation of non-consensual intimate imagery; role=provider; ai_act_class=prohibited; countries_of_use=DE";
        use("5(1) as amended: the day before", "DE", undressing, "2026-12-01", "AIA-05-01", "from 2026-12-02: gap");
        use("5(1) as amended: the first day", "DE", undressing, "2026-12-02", "AIA-05-01", "gap");
        // "... shall always be considered to be high-risk where the AI system performs profiling of natural persons" (Art. 6(3)).
        const QByteArray claimed = "ai_act_class=minimal; annex3_area=4(a); countries_of_use=DE; placed_on_market=2027-12-10; role=deployer; pmm_plan=none; instructions_for_use=I-1; ";
        use("6(3): recorded as minimal, profiles under a point of Annex III", "DE", claimed + "profiling=yes", "2027-12-15", "AIA-26-01", "gap");
        use("6(3): recorded as minimal, whether it profiles is unsaid", "DE", claimed + "owner=Head of Staff", "2027-12-15", "AIA-26-01", "unknown");
        use("6(3): recorded as minimal, does not profile", "DE", claimed + "profiling=no", "2027-12-15", "AIA-26-01", "none");
        // "... with the exception of high-risk AI systems referred to in point 2 of Annex III", which are registered at national level (Art. 49(1), (5)).
        use("49(1): point 4, not registered", "DE", high + "role=provider; eu_db_id=none", "2027-12-15", "AIA-49-01", "gap");
        use("49(5): critical infrastructure", "DE", "ai_act_class=high_annex3; annex3_area=2; profiling=no; countries_of_use=DE; placed_on_market=2027-12-10; role=provider; eu_db_id=none", "2027-12-15",
            "AIA-49-01", "none");
        // Art. 111(2): systems placed on the market before the day only "if, as from that date, those systems are subject to significant changes".
        use("111(2): older and not changed", "DE", "ai_act_class=high_annex3; annex3_area=4(a); profiling=yes; placed_on_market=2026-01-15; significant_change=none; role=provider; risk_mgmt_date=none",
            "2027-12-15", "AIA-09-01", "none");
        use("111(2): older and changed since", "DE", "ai_act_class=high_annex3; annex3_area=4(a); profiling=yes; placed_on_market=2026-01-15; significant_change=2027-12-12; role=provider; risk_mgmt_date=none",
            "2027-12-15", "AIA-09-01", "gap");
        // Art. 50(2) since 2 August 2026; systems placed on the market before have until 2 December 2026 (Art. 111(4) as amended).
        const QByteArray pictures = "ai_act_class=limited; role=provider; generative=yes; output_marking=no; countries_of_use=DE; ";
        use("50(2): placed after 2 August 2026", "DE", pictures + "placed_on_market=2026-09-01", "2026-11-22", "AIA-50-02", "gap");
        use("111(4): placed before, on 22 November 2026", "DE", pictures + "placed_on_market=2026-07-01", "2026-11-22", "AIA-111-04", "from 2026-12-02: gap");
        use("111(4): placed before, on 2 December 2026", "DE", pictures + "placed_on_market=2026-07-01", "2026-12-02", "AIA-111-04", "gap");
        use("50(2): a deployer need not mark", "DE", "ai_act_class=limited; role=deployer; generative=yes; output_marking=no; countries_of_use=DE; placed_on_market=2026-09-01", "2026-11-22", "AIA-50-02", "none");

        const QByteArray ours = "gpai=yes; gpai_role=provider; placed_on_eu_market=yes; market_date=2026-01-10; ";
        // "The obligations set out in paragraph 1, points (a) and (b), shall not apply to providers of AI models that are released under a free and
        // open-source licence ... This exception shall not apply to general-purpose AI models with systemic risks."
        model("53(2): free and open, no documentation asked", "DE", ours + "open_source=yes; systemic_risk=no; training_flop=1e24; tech_doc=none", "2026-11-22", "AIA-53-01", "none");
        model("53(2): the copyright policy is not spared", "DE", ours + "open_source=yes; systemic_risk=no; training_flop=1e24; copyright_policy=none", "2026-11-22", "AIA-53-02", "gap");
        model("53(2): free and open with systemic risk", "DE", ours + "open_source=yes; systemic_risk=yes; training_flop=3e25; tech_doc=none", "2026-11-22", "AIA-53-01", "gap");
        model("53(1): a licence that is not open", "DE", ours + "open_source=no; systemic_risk=no; tech_doc=none", "2026-11-22", "AIA-53-01", "gap");
        model("53(1): somebody else's model", "DE", "gpai=yes; gpai_role=downstream; placed_on_eu_market=yes; market_date=2026-01-10; open_source=no; tech_doc=none", "2026-11-22", "AIA-53-01", "none");
        // "... presumed to have high impact capabilities ... when the cumulative amount of computation used for its training ... is greater than 10^25"
        model("51(2), 52(1): above the threshold and not notified", "DE", ours + "training_flop=2e25; commission_notified=none", "2026-11-22", "AIA-55-01", "gap");
        model("51(2): at the threshold", "DE", ours + "training_flop=1e25; systemic_risk=no; commission_notified=none", "2026-11-22", "AIA-55-01", "none");
        model("55(1): notified, evaluated, tested, tracked", "DE",
              ours + "training_flop=2e25; systemic_risk=yes; commission_notified=2026-01-05; eval_date=2026-02-01; robustness_test_date=2026-02-01; risk_mgmt_date=2026-02-01; incident_process=P-1", "2026-11-22",
              "AIA-55-01", "pass");
        // "Prior to placing a general-purpose AI model on the Union market, providers established in third countries shall ... appoint an authorised
        // representative"; not for free and open models without systemic risk (54(6)).
        model("54(1): third country, nobody appointed", "US", ours + "open_source=no; systemic_risk=no; eu_authorised_rep=none", "2026-11-22", "AIA-54-01", "gap");
        model("54(6): free and open", "US", ours + "open_source=yes; systemic_risk=no; eu_authorised_rep=none", "2026-11-22", "AIA-54-01", "none");
        // Art. 111(3): models placed on the market before 2 August 2025 have until 2 August 2027.
        model("111(3): older model", "DE", "gpai=yes; gpai_role=provider; placed_on_eu_market=yes; market_date=2025-03-01; open_source=no; systemic_risk=no; tech_doc=none", "2026-11-22", "AIA-111-03",
              "from 2027-08-02: gap");
    }

    void dutiesByTheArticle()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, country);
        QFETCH(QByteArray, facts);
        QFETCH(QString, day);
        QFETCH(QString, rule);
        const nlohmann::ordered_json answer = review(kind, country, facts, day);
        const auto &things = answer[kind == "model" ? "models" : "uses"];
        QCOMPARE(things.size(), std::size_t(1));
        QTEST(dutyOf(things[0], rule), "expected");
    }

    // Art. 25(1) makes a provider of whoever changes a high-risk system, and of no other.
    void whoBecomesProvider_data()
    {
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<bool>("becomes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("deployer, new purpose, high-risk") << QByteArray("role=deployer; ai_act_class=high_annex3; annex3_area=4(a); profiling=yes; new_purpose=yes") << true << u"Art. 25(1)"_s;
        QTest::newRow("deployer, new purpose, minimal")
            << QByteArray("role=deployer; ai_act_class=minimal; annex3_area=none; interacts_with_persons=no; generative=no; deepfakes=no; new_purpose=yes") << false << u"no high-risk system"_s;
        QTest::newRow("deployer, not changed") << QByteArray("role=deployer; ai_act_class=high_annex3; annex3_area=4(a); new_purpose=no") << false << u"Art. 3(4)"_s;
        QTest::newRow("maker of a product, Annex I") << QByteArray("role=product_manufacturer; ai_act_class=high_annex1; annex3_area=none") << true << u"counts as the provider (Art. 25(3))"_s;
        QTest::newRow("maker of a product, Annex III") << QByteArray("role=product_manufacturer; ai_act_class=high_annex3; annex3_area=4(a)") << false << u"only a safety component"_s;
        QTest::newRow("representative") << QByteArray("role=authorised_representative; ai_act_class=high_annex3; annex3_area=4(a)") << false << u"Art. 3(5), 22"_s;
    }

    void whoBecomesProvider()
    {
        QFETCH(QByteArray, facts);
        QFETCH(QString, reason);
        const nlohmann::ordered_json answer = review("ai_use", "DE", facts, u"2027-12-15"_s);
        const auto &use = answer["uses"][0];
        QTEST(use["becomes_provider"].get<bool>(), "becomes");
        QVERIFY2(said(use, "role_reason").contains(reason), qPrintable(said(use, "role_reason")));
    }

    void modelsTellWhatAnOpenLicenceSpares_data()
    {
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<QString>("openSource");
        QTest::addColumn<QString>("notification");
        QTest::newRow("open, below the threshold") << QByteArray("gpai=yes; gpai_role=provider; open_source=yes; training_flop=1e24") << u"is spared the documentation"_s << QString();
        QTest::newRow("open, above it, ours") << QByteArray("gpai=yes; gpai_role=provider; open_source=yes; training_flop=2e25; commission_notified=none") << u"nothing is spared"_s << u"our duty"_s;
        QTest::newRow("closed, above it, somebody else's") << QByteArray("gpai=yes; gpai_role=downstream; open_source=no; training_flop=2e25") << QString() << u"its provider notifies"_s;
        QTest::newRow("notified") << QByteArray("gpai=yes; gpai_role=provider; open_source=no; training_flop=2e25; commission_notified=2026-02-01") << QString() << u"2026-02-01"_s;
        QTest::newRow("nothing said") << QByteArray("gpai=yes; gpai_role=provider") << u"not recorded"_s << QString();
    }

    void modelsTellWhatAnOpenLicenceSpares()
    {
        QFETCH(QByteArray, facts);
        QFETCH(QString, openSource);
        QFETCH(QString, notification);
        const nlohmann::ordered_json answer = review("model", "DE", facts, u"2026-11-22"_s);
        const QString open = said(answer["models"][0], "open_source"), told = said(answer["models"][0], "notification");
        QVERIFY2(openSource.isEmpty() ? open.isEmpty() : open.contains(openSource), qPrintable(open));
        QVERIFY2(notification.isEmpty() ? told.isEmpty() : told.contains(notification), qPrintable(told));
    }
};

BAILIWICK_TEST(QCoreApplication, TestAiActRoles)

} // namespace tst_aiactroles

#include "tst_aiactroles.moc"
