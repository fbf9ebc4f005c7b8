// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QMap>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace tst_transfers {

using namespace Qt::StringLiterals;

namespace {

const QByteArray Parties = "contracting_entity:key,name,country,dpf_certified,dpf_hr,dpf_valid_until\n"
                           "us-good,Good Inc,US,yes,yes,2027-06-01\nus-lapsed,Lapsed Inc,US,yes,no,2026-09-30\nus-none,None Inc,US,no,no,\nus-unsaid,Unsaid Inc,US,,,\n"
                           "us-nohr,Nohr Inc,US,yes,no,2027-06-01\nus-halfsaid,Half Inc,US,yes,,2027-06-01\nus-noend,Endless Inc,US,yes,no,\nus-out,Out Inc,US,no,,\n"
                           "in-one,Support Pvt,IN,,,\nbr-one,Suporte Ltda,BR,,,\njp-one,Kaisha KK,JP,,,\nca-one,Ministry,CA,,,\nde-one,Haus GmbH,DE,,,\n";
const QByteArray Datasets = "dataset:key,name,classes\ncustomers,Customers,personal\nprices,Prices,non_personal\n";

} // namespace

/// Transfers of personal data to third countries, each with what carries it on the day.
class TestTransfers : public QObject
{
    Q_OBJECT

private:
    static nlohmann::ordered_json review(const Cli &cli, const QString &asOf = u"2026-11-20"_s) { return cli.review(u"transfers"_s, asOf); }
    /// The standing by what the evaluation stored: another way to it than the dossier's.
    static QMap<QString, QString> byFindings(const Cli &cli, const QStringList &keys)
    {
        if (cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, u"gdpr"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s}).code != 0)
            return {};
        const CliRun gaps = cli.run({u"gaps"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--status"_s, u"gap,unknown,accepted"_s, u"--json"_s});
        QMap<QString, QSet<QString>> gap, unknown;
        for (const auto &finding : gaps.json()) {
            if (said(finding, "entity") == u"transfer"_s)
                (said(finding, "status") == u"unknown"_s ? unknown : gap)[said(finding, "key")].insert(said(finding, "rule"));
        }
        const QSet<QString> breaking{u"GDPR-44-01"_s, u"GDPR-45-01"_s, u"GDPR-45-02"_s, u"GDPR-49-01"_s};
        const QSet<QString> suspending{u"GDPR-46-01"_s, u"GDPR-46-02"_s}, doubting{u"GDPR-46-01-A"_s};
        QMap<QString, QString> out;
        for (const QString &key : keys) {
            const QString standing = gap[key].intersects(breaking)       ? u"not_carried"_s
                                     : gap[key].intersects(suspending)   ? u"not_carried"_s
                                     : unknown[key].intersects(breaking) ? u"unknown"_s
                                     : gap[key].intersects(doubting)     ? u"doubtful"_s
                                     : unknown[key].intersects(suspending + doubting) ? u"unknown"_s
                                                                         : u"carried or not concerned"_s;
            out.insert(key, standing);
        }
        return out;
    }
    static void compare(const Cli &cli)
    {
        const nlohmann::ordered_json answer = review(cli);
        QStringList keys;
        QMap<QString, QString> got;
        for (const auto &t : answer["transfers"]) {
            keys.append(said(t, "key"));
            const QString standing = said(t, "standing");
            got.insert(keys.last(), standing == u"carried"_s || standing == u"not_concerned"_s ? u"carried or not concerned"_s : standing);
        }
        QVERIFY(!keys.isEmpty());
        QCOMPARE(got, byFindings(cli, keys));
    }

private slots:
    // What an officer asks of a transfer, each as it is recorded, and whom the importer passes data on to.
    void everyPartIsTold()
    {
        const Cli cli;
        cli.import({{u"e.csv"_s, "legal_entity:key,name,kind,country\nbank,Bank SA,entity,FR\n"},
                     {u"p.csv"_s, "provider:key,name,legal_country\nvendor,Vendor,IN\n"},
                     {u"a.csv"_s, "contracting_entity:key,name,country,provider\nin-one,Support Pvt,IN,vendor\n"},
                     {u"b.csv"_s, Datasets},
                     {u"w.csv"_s, "workload:key,name,role,provider,datasets,key_management,processed_in_clear\ndesk,Service desk,assessed,vendor,customers,hyok,yes\nvault,Vault,assessed,vendor,customers,hyok,no\n"},
                     {u"c.csv"_s, "contract:key,name,provider\nC-1,Desk,vendor\n"},
                     {u"s.csv"_s, "subprocessor:key,name,contract,country,data_access,authorised\ns-ph,Night Desk,C-1,PH,yes,no\ns-de,Tag Desk,C-1,DE,yes,yes\ns-jp,Kaisha,C-1,JP,,\ns-no,Cleaning,C-1,US,no,\n"},
                     {u"t.csv"_s, "transfer:key,name,exporter,importer,importer_country,importer_kind,facet,purpose,datasets,data_classes,tool,scc_module,tool_date,tia_date,systematic,high_risk_law,onward\n"
                                  "t-1,One,bank,in-one,IN,commercial,support,Second line support,customers,personal,scc,2,2023-01-10,2026-05-01,yes,no,no\n"}});
        const nlohmann::ordered_json answer = review(cli);
        QCOMPARE(answer["transfers"].size(), std::size_t(1));
        const auto &t = answer["transfers"][0];
        QCOMPARE(said(t, "exporter"), u"Bank SA"_s);
        QCOMPARE(said(t, "importer"), u"Support Pvt"_s);
        QCOMPARE(said(t, "purpose"), u"Second line support"_s);
        QCOMPARE(said(t, "tool") + u' ' + said(t, "module") + u' ' + said(t, "tool_date"), u"scc 2 2023-01-10"_s);
        QCOMPARE(said(t["assessment"], "date"), u"2026-05-01"_s);
        QCOMPARE(t["assessment"]["law_undermines"].get<bool>(), false);
        QCOMPARE(t["systematic"].get<bool>(), true);
        // Keys of our own outside are worth nothing where the importer processes in clear, and by way of support nothing anywhere.
        QCOMPARE(t["systems"].size(), std::size_t(2));
        QCOMPARE(t["systems"][0]["processed_in_clear"].get<bool>(), true);
        QStringList barriers;
        for (const auto &barrier : t["barriers"])
            barriers.append(said(barrier, "worth"));
        QCOMPARE(barriers, (QStringList{u"not_recognised"_s, u"not_recognised"_s}));
        QStringList onward;
        for (const auto &to : t["onward"]["to"])
            onward.append(said(to, "name") + u' ' + said(to, "country") + u' ' + said(to, "ground") + (to["authorised"].is_null() ? u" ?"_s : to["authorised"].get<bool>() ? u" yes"_s : u" no"_s));
        // Whoever reaches no data is none; those outside the area come first.
        QCOMPARE(onward, (QStringList{u"Kaisha JP adequate_on_conditions ?"_s, u"Night Desk PH none no"_s, u"Tag Desk DE eea yes"_s}));
        QCOMPARE(t["onward"]["recorded"].get<bool>(), false);
    }

    // Nothing that a person reads is a code of the catalogue.
    void sampleSpeaksInWords()
    {
        static const QRegularExpression code(u"\\b[a-z0-9]+_[a-z0-9_]+\\b"_s);
        const Cli cli;
        QCOMPARE(cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).code, 0);
        QStringList raw;
        const auto look = [&raw](const QString &words) {
            if (code.match(words).hasMatch() || words.contains(u"hyok"_s))
                raw.append(words);
        };
        const nlohmann::ordered_json transfers = review(cli);
        for (const auto &t : transfers["transfers"]) {
            for (const auto &point : t["points"]) {
                look(said(point, "what"));
                look(said(point, "mend"));
            }
            for (const auto &barrier : t["barriers"])
                look(said(barrier, "what"));
        }
        const nlohmann::ordered_json uses = cli.run({u"ai-act"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s}).json();
        for (const char *list : {"uses", "models"}) {
            for (const auto &thing : uses[list]) {
                for (const char *part : {"reason", "role_reason", "open_source", "notification"}) {
                    if (thing.contains(part))
                        look(said(thing, part));
                }
            }
        }
        const nlohmann::ordered_json xray = cli.run({u"x-ray"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).json();
        QVERIFY(xray.size() > 0);
        for (const auto &one : xray)
            look(said(one, "sentence"));
        QCOMPARE(raw, QStringList());
    }

    void standing_data()
    {
        QTest::addColumn<QByteArray>("transfer"); // importer, country, kind, facet, datasets, tool, tool_date, tia_date, systematic, high_risk_law, measures, module
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QString>("point");
        const auto row = [](const char *name, const char *transfer, const char *standing, const char *point) {
            QTest::newRow(name) << QByteArray(transfer) << QString::fromLatin1(standing) << QString::fromUtf8(point);
        };
        row("framework certificate in force", "us-good,US,commercial,processing,customers,dpf,,,yes,,,", "carried", "");
        row("framework certificate lapsed", "us-lapsed,US,commercial,processing,customers,dpf,,,yes,,,", "not_carried", "lapsed on 2026-09-30");
        row("nobody certified", "us-none,US,commercial,processing,customers,dpf,,,yes,,,", "not_carried", "not certified");
        row("whether certified is unsaid", "us-unsaid,US,commercial,processing,customers,dpf,,,yes,,,", "unknown", "certified under the Data Privacy Framework");
        row("clauses and a fresh assessment", "in-one,IN,commercial,support,customers,scc,2023-01-10,2026-05-01,yes,no,,2", "carried", "");
        row("clauses without an assessment", "in-one,IN,commercial,support,customers,scc,2023-01-10,none,yes,no,,2", "not_carried", "no transfer impact assessment");
        row("an assessment of three years", "in-one,IN,commercial,support,customers,scc,2023-01-10,2023-05-01,yes,no,,2", "doubtful", "1299 days old");
        row("clauses of the old decision", "in-one,IN,commercial,support,customers,scc,2020-05-01,2026-05-01,yes,no,,2", "not_carried", "27 June 2021");
        row("clauses of tomorrow", "in-one,IN,commercial,support,customers,scc,2026-12-24,2026-05-01,yes,no,,2", "not_carried", "does not hold yet");
        row("no tool", "in-one,IN,commercial,support,customers,none,,,yes,,,", "not_carried", "no tool carries");
        row("law that undermines the clauses", "in-one,IN,commercial,processing,customers,scc,2023-01-10,2026-05-01,yes,yes,encryption,2", "not_carried", "undermines the tool");
        row("pseudonyms before it goes", "in-one,IN,commercial,processing,customers,scc,2023-01-10,2026-05-01,yes,yes,pseudonymisation,2", "carried", "");
        row("a company in Japan", "jp-one,JP,commercial,processing,customers,adequacy,,,yes,,,", "carried", "");
        row("a ministry in Canada", "ca-one,CA,public_body,processing,customers,adequacy,,,yes,,,", "not_carried", "does not cover");
        row("a derogation, again and again", "in-one,IN,commercial,support,customers,derogation,2026-01-01,,yes,,,", "not_carried", "single, limited cases");
        row("clauses without their module on record", "in-one,IN,commercial,support,customers,scc,2023-01-10,2026-05-01,yes,no,,", "unknown", "the module of the standard clauses");
        row("clauses that have no module", "in-one,IN,commercial,support,customers,scc,2023-01-10,2026-05-01,yes,no,,none", "not_carried", "have no module");
        row("clauses for processors, a controller receives", "in-one,IN,independent_controller,support,customers,scc,2023-01-10,2026-05-01,yes,no,,2", "not_carried", "module 2 of the standard clauses does not fit");
        row("no tool, and what fits said", "in-one,IN,independent_controller,support,customers,none,,,yes,,,", "not_carried", "no tool carries the transfer");
        row("a derogation, how often never said", "in-one,IN,commercial,support,customers,derogation,2026-01-01,,,,,", "unknown", "whether the transfer is regular");
        row("in doubt, and what was found never said", "in-one,IN,commercial,support,customers,scc,2023-01-10,2024-05-01,yes,,,2", "doubtful", "whether the assessment found law");
        row("clauses of a day that nobody recorded", "in-one,IN,commercial,support,customers,scc,,2026-05-01,yes,no,,2", "unknown", "on which the standard clauses were signed");
        row("a derogation, again and again, to an adequate country", "br-one,BR,commercial,support,customers,derogation,2026-05-01,,yes,,,", "carried", "");
        row("within the area", "de-one,DE,commercial,processing,customers,none,,,yes,,,", "not_concerned", "");
        row("no personal data", "in-one,IN,commercial,processing,prices,none,,,yes,,,", "not_concerned", "");
    }

    void standing()
    {
        QFETCH(QByteArray, transfer);
        QFETCH(QString, standing);
        QFETCH(QString, point);
        const Cli cli;
        const QByteArray classes = transfer.contains(",prices,") ? "non_personal" : "personal";
        cli.import({{u"a.csv"_s, Parties}, {u"b.csv"_s, Datasets},
                     {u"t.csv"_s, "transfer:key,name,importer,importer_country,importer_kind,facet,datasets,tool,tool_date,tia_date,systematic,high_risk_law,supplementary_measures,scc_module,data_classes\n"
                                  "t-1,One," + transfer + ',' + classes + '\n'}});
        const nlohmann::ordered_json answer = review(cli);
        QCOMPARE(answer["transfers"].size(), std::size_t(1));
        const auto &t = answer["transfers"][0];
        QCOMPARE(said(t, "standing"), standing);
        QString points;
        for (const auto &one : t["points"]) {
            points += said(one, "what") + u'\n';
            QVERIFY(!said(one, "mend").isEmpty());
        }
        if (!point.isEmpty())
            QVERIFY2(points.contains(point), qPrintable(points));
        if (standing == u"carried"_s)
            QVERIFY2(!points.contains(u"not recorded"_s), qPrintable(points));
    }

    void whatIsOpen_data()
    {
        QTest::addColumn<QByteArray>("transfer"); // importer, country, kind, tool, tool_date, tia_date, high_risk_law, module, hr_data
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QStringList>("open");
        const auto row = [](const char *name, const char *transfer, const char *standing, const QStringList &open) {
            QTest::newRow(name) << QByteArray(transfer) << QString::fromLatin1(standing) << open;
        };
        const QString israel = u"open in law: whether the adequacy decision for Israel covers this transfer (automated international transfers; territories under Israeli administration excluded)"_s;
        row("all is recorded, the territory is a point of law", ",IL,commercial,adequacy,,,,,", "unknown", {israel});
        row("Israel, of a recipient of any kind", ",IL,,adequacy,,,,,", "unknown", {israel});
        row("Israel, under clauses that carry it either way", ",IL,commercial,scc,2023-01-10,2026-05-01,no,2,", "carried", {});
        row("an assessment of a day to come", ",IN,commercial,scc,2024-01-01,2035-06-01,no,2,", "unknown", {u"of a day that is still to come: the date of the transfer impact assessment"_s});
        row("Korea, credit information", ",KR,public_body,adequacy,,,,,", "unknown",
            {u"open in law: whether the adequacy decision for Korea, Republic of covers this transfer (PIPA scope; credit information handled by the Financial Services Commission excluded)"_s});
        row("Canada, whom nobody named", ",CA,,adequacy,,,,,", "unknown", {u"not recorded: the kind of recipient"_s});
        row("certified, but not for HR data, and whether that goes is unsaid", "us-nohr,US,commercial,dpf,,,,,", "unknown", {u"not recorded: whether HR data goes"_s});
        row("HR data goes, and the cover is unsaid", "us-halfsaid,US,commercial,dpf,,,,,yes", "unknown", {u"not recorded: whether the recipient's certificate covers HR data"_s});
        row("a certificate without an end", "us-noend,US,commercial,dpf,,,,,no", "unknown", {u"not recorded: until when the recipient's certificate under the Data Privacy Framework runs"_s});
        row("not certified, HR unsaid: no adequacy", "us-out,US,commercial,none,,,,,", "not_carried", {});
        row("clauses with somebody who is not certified", "us-out,US,commercial,scc,2023-01-10,2026-05-01,,2,", "unknown", {u"not recorded: whether the assessment found law that undermines the tool"_s});
        row("declared without a tool", "in-one,IN,commercial,none,,,,,", "not_carried", {});
        row("without a word of the tool", "in-one,IN,commercial,,,,no,,", "unknown", {u"not recorded: the tool"_s});
        row("Switzerland, without a word of the tool", ",CH,commercial,,,,,,", "carried", {});
        row("Switzerland, declared without a tool", ",CH,commercial,none,,,,,", "carried", {});
        row("Switzerland, clauses that nobody needs", ",CH,commercial,scc,,,,,", "carried", {});
    }

    // Whatever the decision covers, an occasional transfer is carried by a derogation; of a regular one that is the question.
    void derogations_data()
    {
        QTest::addColumn<QString>("systematic");
        QTest::addColumn<QString>("standing");
        QTest::addColumn<QString>("open");
        QTest::newRow("occasional") << u"no"_s << u"carried"_s << QString();
        QTest::newRow("regular") << u"yes"_s << u"unknown"_s << u"open in law: whether the adequacy decision for Korea"_s;
        QTest::newRow("nobody says") << QString() << u"unknown"_s << u"not recorded: whether the transfer is regular, which no derogation carries; open in law: whether the adequacy decision for Korea"_s;
    }
    void derogations()
    {
        QFETCH(QString, systematic);
        QFETCH(QString, open);
        const Cli cli;
        cli.import({{u"t.csv"_s, "transfer:key,name,importer_country,importer_kind,facet,data_classes,tool,systematic\nt-1,One,KR,commercial,support,personal,derogation," + systematic.toUtf8() + '\n'}});
        const nlohmann::ordered_json answer = review(cli);
        const auto &t = answer["transfers"][0];
        QTEST(said(t, "standing"), "standing");
        QStringList points;
        for (const auto &one : t["points"])
            points.append(said(one, "what"));
        QVERIFY2(open.isEmpty() || points.join(u"; "_s).startsWith(open), qPrintable(points.join(u"; "_s)));
        QCOMPARE(byFindings(cli, {u"t-1"_s}).value(u"t-1"_s) == u"unknown"_s, !open.isEmpty());
    }

    // Of somebody related what is open is named, and not all that the rule asks of him; of what nobody named, that it be named.
    void whatIsOpenOfOthers()
    {
        const Cli cli;
        cli.import({{u"e.csv"_s, "legal_entity:key,name,kind,country,established_in\nch,Ch AG,entity,CH,CH\n"},
                    {u"p.csv"_s, "contracting_entity:key,name,country\nx,X Inc,IN\n"},
                    {u"t.csv"_s, "transfer:key,name,exporter,importer,importer_country,importer_kind,facet,data_classes,tool,tool_date,scc_module,tia_date,high_risk_law,supplementary_measures\n"
                                 "a,A,ch,x,IN,commercial,support,personal,none,,,,,\nb,B,,x,IN,commercial,storage,personal,scc,2023-01-10,2,2026-05-01,yes,none\n"}});
        const nlohmann::ordered_json answer = review(cli);
        QHash<QString, QString> open;
        for (const auto &t : answer["transfers"]) {
            for (const auto &one : t["points"]) {
                if (one["open"].get<bool>())
                    open[said(t, "key")] += said(one, "what") + u'\n';
            }
        }
        QCOMPARE(open.value(u"a"_s), u"not recorded: markets of Ch AG\n"_s);
        QCOMPARE(open.value(u"b"_s), u"not recorded: the data\n"_s);
    }

    // What the dossier asks for is what is open, nothing that is on record, and nothing that would decide nothing.
    void whatIsOpen()
    {
        QFETCH(QByteArray, transfer);
        const Cli cli;
        cli.import({{u"a.csv"_s, Parties}, {u"b.csv"_s, Datasets},
                     {u"t.csv"_s, "transfer:key,name,importer,importer_country,importer_kind,tool,tool_date,tia_date,high_risk_law,scc_module,hr_data,facet,datasets,data_classes\n"
                                  "t-1,One," + transfer + ",processing,customers,personal\n"}});
        const nlohmann::ordered_json answer = review(cli);
        const auto &t = answer["transfers"][0];
        QTEST(said(t, "standing"), "standing");
        QStringList open;
        for (const auto &one : t["points"]) {
            if (one["open"].get<bool>())
                open.append(said(one, "what"));
            if (said(one, "what").startsWith(u"open in law"_s))
                QVERIFY2(said(one, "mend").contains(u"counsel"_s), qPrintable(said(one, "mend")));
        }
        QTEST(open, "open");
        // The findings name the same: nothing that is recorded is asked for, and who settles what nobody here can.
        QCOMPARE(byFindings(cli, {u"t-1"_s}).value(u"t-1"_s) == u"unknown"_s, said(t, "standing") == u"unknown"_s);
        if (transfer.contains("IL,commercial,adequacy")) {
            const CliRun gaps = cli.run({u"gaps"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--status"_s, u"unknown"_s, u"--json"_s});
            QString reason;
            for (const auto &finding : gaps.json()) {
                if (said(finding, "rule") == u"GDPR-44-01"_s)
                    reason = said(finding, "reason");
            }
            QVERIFY2(reason.contains(u"Open in law: Whether the adequacy decision for Israel"_s) && reason.contains(u"Who can settle it: counsel."_s), qPrintable(reason));
            QVERIFY2(!reason.contains(u"Missing:"_s), qPrintable(reason));
        }
    }

    // A tool that somebody declared not to exist is on record, in a register as in a JSON file.
    void declaredAbsentIsRecorded()
    {
        const Cli cli;
        cli.import({{u"b.csv"_s, Datasets},
                     {u"t.json"_s, R"({"bailiwick":1,"entities":[{"kind":"transfer","key":"t-1","importer_country":"IN","tool":{"none":true},"datasets":["customers"],"data_classes":["personal"],"facet":"storage"}]})"}});
        const nlohmann::ordered_json answer = review(cli);
        const auto &t = answer["transfers"][0];
        QCOMPARE(said(t, "standing"), u"not_carried"_s);
        QCOMPARE(said(t, "tool"), u"none"_s);
        QCOMPARE(t["points"].size(), std::size_t(1));
    }

    void theDayDecides()
    {
        const Cli cli;
        cli.import({{u"a.csv"_s, Parties}, {u"b.csv"_s, Datasets},
                     {u"t.csv"_s, "transfer:key,name,importer,importer_country,importer_kind,facet,datasets,tool,data_classes,hr_data\nt-1,One,us-lapsed,US,commercial,processing,customers,dpf,personal,no\n"}});
        QCOMPARE(said(review(cli, u"2026-09-01"_s)["transfers"][0], "standing"), u"carried"_s);
        QCOMPARE(said(review(cli, u"2026-10-01"_s)["transfers"][0], "standing"), u"not_carried"_s);
        // The decision covers as long as the certificate runs; whoever relies on it is told of the case that is pending.
        const nlohmann::ordered_json covered = review(cli, u"2026-09-01"_s), lapsed = review(cli, u"2026-10-01"_s);
        QVERIFY(covered["transfers"][0]["adequate"].get<bool>() && !lapsed["transfers"][0]["adequate"].get<bool>());
        QCOMPARE(said(covered["transfers"][0], "reliance"), u"appeal C-703/25 P"_s);
        QVERIFY(lapsed["transfers"][0]["reliance"].is_null());
        const auto told = [&cli](const QString &on) { return cli.run({u"transfers"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--as-of"_s, on}).out; };
        QVERIFY(told(u"2026-09-01"_s).contains("reliance: the adequacy decision may fall (appeal C-703/25 P is pending)"));
        QVERIFY(!told(u"2026-10-01"_s).contains("reliance"));
    }

    void barriersByWhatIsInClear_data()
    {
        QTest::addColumn<QString>("facet");
        QTest::addColumn<QByteArray>("system"); // key_management, processed_in_clear, confidential_computing
        QTest::addColumn<QStringList>("worth");
        QTest::newRow("own keys, only stored") << u"storage"_s << QByteArray("hyok,no,no") << QStringList{u"storage_only"_s};
        QTest::newRow("own keys, stored and read in clear") << u"storage"_s << QByteArray("hyok,yes,no") << QStringList{u"not_recognised"_s};
        QTest::newRow("own keys, processed") << u"processing"_s << QByteArray("external,yes,no") << QStringList{u"not_recognised"_s};
        QTest::newRow("provider's keys") << u"storage"_s << QByteArray("provider,no,no") << QStringList();
        QTest::newRow("confidential computing") << u"processing"_s << QByteArray("provider,yes,yes") << QStringList{u"not_recognised"_s};
    }

    void barriersByWhatIsInClear()
    {
        QFETCH(QString, facet);
        QFETCH(QByteArray, system);
        const Cli cli;
        cli.import({{u"a.csv"_s, "provider:key,name\ncloud,Cloud\n"}, {u"b.csv"_s, Datasets},
                     {u"t.csv"_s, "transfer:key,name,provider,importer_country,facet,datasets,tool,data_classes\nt-1,One,cloud,IN," + facet.toUtf8() + ",customers,scc,personal\n"},
                     {u"w.csv"_s, "workload:key,name,role,provider,datasets,key_management,processed_in_clear,confidential_computing\nw,W,assessed,cloud,customers," + system + '\n'}});
        QStringList worth;
        const nlohmann::ordered_json answer = review(cli);
        for (const auto &one : answer["transfers"][0]["barriers"])
            worth.append(said(one, "worth"));
        QTEST(worth, "worth");
        if (system.endsWith("yes"))
            QVERIFY(said(answer["transfers"][0]["barriers"][0], "what").contains(u"not recognised in the EDPB text"_s));
    }

    void whatNoTransferRecords()
    {
        const Cli cli;
        cli.import({{u"d.csv"_s, "dataset:key,name,classes,storage_countries,access_countries\ncustomers,Customers,personal,DE;US,IN\nprices,Prices,non_personal,US,US\n"},
                     {u"w.csv"_s, "workload:key,name,role,datasets,hosting_countries,admin_countries\nw,W,assessed,customers,DE,IN\n"},
                     {u"e.csv"_s, "legal_entity:key,name,kind,country\nswiss,Swiss AG,entity,CH\n"},
                     {u"f.csv"_s, "dataset:key,name,classes,legal_entity,storage_countries\nhome,Home,personal,swiss,CH\n"}, // at home: no transfer
                     {u"t.csv"_s, "transfer:key,name,importer_country,facet,datasets,tool,data_classes\nt-1,One,US,storage,customers,scc,personal\n"}});
        QStringList lines;
        const nlohmann::ordered_json answer = review(cli);
        for (const auto &one : answer["unrecorded"])
            lines.append(said(one, "entity") + u' ' + said(one, "country") + u' ' + said(one, "by"));
        QCOMPARE(lines, (QStringList{u"dataset:customers IN access"_s, u"workload:w IN administration"_s}));
    }

    void whatATransferCarries_data()
    {
        QTest::addColumn<QByteArray>("transfer");
        QTest::addColumn<QStringList>("left");
        const QString stored = u"dataset:c IN storage"_s, run = u"workload:w IN administration"_s, read = u"grant:g IN access"_s, other = u"grant:h IN access"_s, told = u"workload:w IN telemetry"_s;
        QTest::newRow("of nothing") << QByteArray("IN,storage,,") << QStringList{stored, read, other, run, told};
        QTest::newRow("of the data, to another country") << QByteArray("US,storage,c,") << QStringList{stored, read, other, run, told};
        QTest::newRow("that stores it") << QByteArray("IN,storage,c,") << QStringList{other};
        QTest::newRow("whose way nobody said") << QByteArray("IN,,c,") << QStringList{other};
        QTest::newRow("of access") << QByteArray("IN,access,c,") << QStringList{stored, other};
        QTest::newRow("of support") << QByteArray("IN,support,c,") << QStringList{stored, other};
        QTest::newRow("of logs: what is read, may be") << QByteArray("IN,logs,c,") << QStringList{stored, other, run};
        QTest::newRow("of telemetry") << QByteArray("IN,telemetry,c,") << QStringList{stored, read, other, run};
        QTest::newRow("of the system's provider") << QByteArray("IN,support,,p") << QStringList{stored, read};
        QTest::newRow("of the provider of whoever has access") << QByteArray("IN,support,,q") << QStringList{stored, read, run, told};
        QTest::newRow("of another provider") << QByteArray("IN,support,,r") << QStringList{stored, read, other, run, told};
        QTest::newRow("of other data of the system's provider") << QByteArray("IN,support,d,p") << QStringList{stored, read, other, run, told};
    }

    /// As GDPR-44-02, 44-03 and 44-04 ask: by the way, and by whose transfer it is.
    void whatATransferCarries()
    {
        QFETCH(QByteArray, transfer);
        const Cli cli;
        cli.import({{u"d.csv"_s, "dataset:key,name,classes,storage_countries\nc,C,personal,IN\nd,D,personal,DE\ne,E,personal,DE\n"},
                     {u"p.csv"_s, "provider:key,name\np,P\nq,Q\nr,R\n"},
                     {u"w.csv"_s, "workload:key,name,role,datasets,hosting_countries,admin_countries,telemetry_countries,provider\nw,W,assessed,c,DE,IN,IN,p\nv,V,assessed,e,DE,DE,DE,p\n"},
                     {u"i.csv"_s, "identity:key,name,provider\nthem,Them,q\n"},
                     {u"g.csv"_s, "grant:key,name,dataset,workload,identity,principal_type,principal_country,privilege\ng,G,c,,,human,IN,read\nh,H,,v,them,human,IN,write\n"},
                     {u"t.csv"_s, "transfer:key,name,importer_country,facet,datasets,provider,tool\nt-1,One," + transfer + ",scc\n"}});
        QStringList lines;
        const nlohmann::ordered_json answer = review(cli);
        for (const auto &one : answer["unrecorded"])
            lines.append(said(one, "entity") + u' ' + said(one, "country") + u' ' + said(one, "by"));
        lines.sort();
        QTEST(lines, "left");
    }

    void sampleAgreesWithItsFindings()
    {
        const Cli cli;
        QCOMPARE(cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).code, 0);
        compare(cli);
    }

    void anyInventoryAgreesWithItsFindings_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 5; ++seed)
            QTest::addRow("inventory %d", seed) << seed;
    }

    void anyInventoryAgreesWithItsFindings()
    {
        QFETCH(int, seed);
        QRandomGenerator lot(static_cast<quint32>(seed));
        const auto of = [&](const char *words) {
            const QByteArrayList list = QByteArray(words).split(' ');
            const QByteArray one = list.at(lot.bounded(static_cast<int>(list.size())));
            return one == "-" ? QByteArray() : one;
        };
        QByteArray rows = "transfer:key,name,importer,importer_country,importer_kind,facet,datasets,data_classes,hr_data,tool,tool_date,tia_date,systematic,high_risk_law,supplementary_measures,scc_module,fallback_tool\n";
        for (int i = 0; i < 80; ++i)
            rows += "t-" + QByteArray::number(i) + ",T," + of("us-good us-lapsed us-none us-unsaid in-one jp-one ca-one de-one -") + ',' + of("US IN JP CA DE - US") + ','
                    + of("commercial public_body group -") + ',' + of("storage processing support access -") + ',' + of("customers prices -") + ',' + of("personal non_personal -") + ','
                    + of("yes no -") + ',' + of("none adequacy dpf scc bcr bcr_c derogation - scc") + ',' + of("2020-01-01 2023-01-01 2027-01-01 -") + ',' + of("2022-01-01 2026-05-01 none ? -") + ','
                    + of("yes no -") + ',' + of("yes no -") + ',' + of("pseudonymisation encryption - none") + ',' + of("1 2 4 none -") + ',' + of("scc none -") + '\n';
        const Cli cli;
        cli.import({{u"a.csv"_s, Parties}, {u"b.csv"_s, Datasets}, {u"t.csv"_s, rows}});
        compare(cli);
    }
};

BAILIWICK_TEST(QCoreApplication, TestTransfers)

} // namespace tst_transfers

#include "tst_transfers.moc"
