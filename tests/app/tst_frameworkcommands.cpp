// SPDX-License-Identifier: GPL-3.0-or-later
// The frameworks command: whom a rule set concerns, and what stands of each thing that it asks.
#include "domain/status.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

namespace tst_frameworkcommands {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestFrameworkCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, m_w}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr,dora"_s}).code, 0);
    }

    // The law of a bank group is of the Union, Switzerland, the United Kingdom and Singapore; of whom too little is recorded is said beside.
    void aBankElsewhereIsNotConcerned()
    {
        Cli cli;
        cli.write(u"banks.csv"_s, "legal_entity:key,name,country,established_in,sectors,entity_types\n"
                                 "us,Bank of Ohio,US,US,banking,financial_entity\nch,Bank in Basel,CH,CH,banking,financial_entity\nde,Bank in Bonn,DE,DE,banking,\nsomewhere,Bank somewhere,,,banking,financial_entity\n");
        QCOMPARE(cli.run({u"import"_s, u"banks.csv"_s, u"--workspace"_s, u"b"_s}).code, 0);
        for (const ordered_json &f : cli.run({u"frameworks"_s, u"--workspace"_s, u"b"_s, u"--json"_s}).json()) {
            if (f["id"] == "bank-law") {
                QCOMPARE(f["concerned"], (ordered_json{"ch", "de"}));
                QCOMPARE(f["perhaps"], ordered_json::array({"somewhere"}));
            }
        }
        const QByteArray words = cli.run({u"frameworks"_s, u"--workspace"_s, u"b"_s}).out;
        QVERIFY2(words.contains("concerns ch, de: financial entities, banks and insurers with a seat"), words.constData());
        QVERIFY2(words.contains("perhaps somewhere, of which too little is recorded: financial entities, banks and insurers with a seat"), words.constData());
    }

    // The word of a finding follows the status of law.
    void aFindingSaysItsWord()
    {
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr,dora,ai-sov,iso-27001"_s}).code, 0);
        const std::map<std::string, std::string> words = {{"law", "gap"}, {"own_policy", "weak"}, {"standard", "not met"}};
        std::set<std::string> seen;
        for (const ordered_json &f : m_cli.run({u"gaps"_s, u"--workspace"_s, m_w, u"--json"_s}).json()) {
            const std::string legal = f["legal_status"];
            const QString word = QString::fromStdString(f["word"].get<std::string>()).toLower();
            QVERIFY2(words.count(legal) == 1, legal.c_str());
            QCOMPARE(word, QString::fromStdString(words.at(legal)));
            seen.insert(legal);
        }
        QCOMPARE(seen.size(), words.size());
        QVERIFY(m_cli.run({u"gaps"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"iso-27001"_s}).out.contains(" not met "));
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr,dora"_s}).code, 0);
    }

    // The sample's entities of finance with a seat or a branch in the Union, and branches of such ones abroad, by hand.
    void whomItConcerns()
    {
        QStringList concerned;
        const ordered_json list = m_cli.run({u"frameworks"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        QVERIFY(list.size() > 40);
        for (const ordered_json &f : list) {
            if (f["id"] != "dora")
                continue;
            QVERIFY(!f["why"].get<std::string>().empty());
            for (const ordered_json &key : f["concerned"])
                concerned.append(QString::fromStdString(key.get<std::string>()));
        }
        QCOMPARE(concerned, QStringList({u"corvane-am"_s, u"corvane-athens"_s, u"corvane-banca"_s, u"corvane-banque"_s, u"corvane-london"_s,
                                         u"corvane-lux"_s, u"corvane-ny"_s, u"corvane-payments"_s, u"corvane-se"_s, u"corvane-singapore"_s,
                                         u"corvane-vie"_s}));
    }

    // Of what was never recorded nothing is known: only a declaration makes an absence of it.
    void silenceIsNoAbsence()
    {
        Cli cli;
        cli.write(u"legal-entities.csv"_s, "legal_entity:key,name,country,sectors,entity_types\nbank,Bank,DE,banking,financial_entity\n");
        const QStringList w = {u"--workspace"_s, u"w"_s};
        QCOMPARE(cli.run(QStringList{u"import"_s, u"legal-entities.csv"_s, u"--format"_s, u"bailiwick-csv"_s} + w).code, 0);
        const auto judged = [&] {
            if (cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr,dora"_s} + w).code != 0)
                qFatal("not evaluated");
            return cli.run(QStringList{u"frameworks"_s, u"gdpr"_s, u"--json"_s} + w).json();
        };
        const auto standingOf = [](const ordered_json &o, const char *id) {
            for (const ordered_json &r : o["requirements"]) {
                if (r["id"] == id)
                    return r["standing"].get<std::string>();
            }
            return std::string("missing");
        };
        const auto says = [](const ordered_json &o, const char *kind) {
            const auto &kinds = o["never_recorded"];
            return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
        };
        const ordered_json before = judged();
        QCOMPARE(standingOf(before, "Art. 46(2)"), std::string("open"));
        QVERIFY(says(before, "Access rights") && says(before, "Transfers") && !says(before, "Legal entities"));
        QVERIFY(cli.run(QStringList{u"frameworks"_s, u"gdpr"_s} + w).out.contains("access rights"));
        QCOMPARE(cli.run(QStringList{u"declare"_s, u"transfers"_s, u"--who"_s, u"CISO"_s} + w).code, 0);
        const ordered_json after = judged();
        QCOMPARE(standingOf(after, "Art. 46(2)"), std::string("not_concerned"));
        QVERIFY(says(after, "Access rights") && !says(after, "Transfers"));
        QCOMPARE(after["coverage"]["all"], before["coverage"]["all"]);
        QVERIFY(after["coverage"]["open"].get<int>() < before["coverage"]["open"].get<int>());
    }

    // Both editions are lists of their own, each with what stands of it.
    void editions()
    {
        const ordered_json older = m_cli.run({u"frameworks"_s, u"bsi-c5"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        const ordered_json newer = m_cli.run({u"frameworks"_s, u"bsi-c5@2026"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        QCOMPARE(older["edition"].get<std::string>(), std::string("C5:2020"));
        QCOMPARE(newer["edition"].get<std::string>(), std::string("C5:2026"));
        QCOMPARE(newer["editions"].size(), std::size_t(2));
        QCOMPARE(older["coverage"]["all"].get<int>(), 121);
        QCOMPARE(newer["requirements"].size(), std::size_t(169));
        QVERIFY(m_cli.run({u"frameworks"_s, u"bsi-c5"_s}).out.contains("frameworks bsi-c5@2026"));
        QCOMPARE(m_cli.run({u"frameworks"_s, u"bsi-c5@1999"_s}).code, 2);
    }

    void requirementsAddUp_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("gdpr") << u"gdpr"_s;
        QTest::newRow("dora") << u"dora"_s;
    }

    // What stands open has something unknown in the workspace's own table of findings, and nothing else has.
    void requirementsAddUp()
    {
        QFETCH(QString, id);
        const ordered_json o = m_cli.run({u"frameworks"_s, id, u"--workspace"_s, m_w, u"--json"_s}).json();
        QVERIFY(o["whole"].get<bool>());
        const ordered_json &coverage = o["coverage"];
        int sum = 0;
        for (const char *name : {"decided", "answered", "open", "not_concerned", "not_yet", "out_of_reach"})
            sum += coverage[name].get<int>();
        QCOMPARE(sum, coverage["all"].get<int>());
        QCOMPARE(o["requirements"].size(), static_cast<std::size_t>(sum));
        Peek peek(m_cli.path(m_w));
        int withRules = 0;
        for (const ordered_json &r : o["requirements"]) {
            if (r["rules"].empty())
                continue;
            ++withRules;
            if (r["partly"].get<bool>()) { // never decided by its rules alone
                QVERIFY(r["standing"] == "open" || r["standing"] == "not_yet" || (r["standing"] == "answered" && !r["answers"].empty()));
                continue;
            }
            QStringList names;
            for (const ordered_json &rule : r["rules"])
                names.append(u'\'' + QString::fromStdString(rule.get<std::string>()) + u'\'');
            const QByteArray unknown = peek.one("SELECT count(*) FROM finding f JOIN rule u ON u.id=f.rule WHERE f.status IN (2,6) AND u.name IN (" + names.join(u',').toUtf8() + ')');
            QCOMPARE(r["standing"] == "open", unknown.toInt() > 0);
            // What rules decided no person has answered.
            QVERIFY(r["standing"] != "answered");
        }
        QVERIFY(withRules > 10);
    }

    // The report says the same of each framework.
    void standsInTheReport()
    {
        QCOMPARE(m_cli.run({u"report"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr,dora"_s, u"--out"_s, u"r.json"_s}).code, 0);
        const ordered_json report = ordered_json::parse(m_cli.read(u"r.json"_s).toStdString());
        QCOMPARE(report["frameworks"].size(), std::size_t(2));
        for (const ordered_json &f : report["frameworks"]) {
            const QString id = QString::fromStdString(f["id"].get<std::string>());
            QVERIFY(f["coverage"] == m_cli.run({u"frameworks"_s, id, u"--workspace"_s, m_w, u"--json"_s}).json()["coverage"]);
        }
    }

    void inWords()
    {
        const CliRun run = m_cli.run({u"frameworks"_s, u"dora"_s, u"--workspace"_s, m_w});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("Art. 28(8)") && run.out.contains("fully decided from the inventory"), run.out.constData());
        // Without a workspace: how far each can be decided at all.
        QVERIFY(m_cli.run({u"frameworks"_s, u"dora"_s}).out.contains("outside"));
        const CliRun none = m_cli.run({u"frameworks"_s, u"dorra"_s});
        QVERIFY(none.code != 0);
        QVERIFY(none.err.contains("dorra"));
    }

    // Side by side, against the file that is shipped: every written pair stands there, and the counts are of distinct numbers.
    void sideBySide_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("turned");
        QTest::newRow("as written") << u"iso-27001"_s << u"nis2"_s << u"iso-27001_nis2.json"_s << false;
        QTest::newRow("from the other side") << u"nis2"_s << u"iso-27001"_s << u"iso-27001_nis2.json"_s << true;
        QTest::newRow("two editions") << u"bsi-c5"_s << u"bsi-c5@2026"_s << u"bsi-c5_bsi-c5@2026.json"_s << false;
    }

    void sideBySide()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(QString, file);
        QFETCH(bool, turned);
        QFile shipped(QStringLiteral(SOURCE_ROOT "/resources/packs/mappings/") + file);
        QVERIFY(shipped.open(QIODevice::ReadOnly));
        const ordered_json written = ordered_json::parse(shipped.readAll().toStdString());
        const ordered_json o = m_cli.run({u"frameworks"_s, left, u"--with"_s, right, u"--json"_s}).json();
        std::set<std::string> lefts, rights, pairs;
        for (const ordered_json &pair : o["pairs"]) {
            lefts.insert(pair["left"].get<std::string>());
            rights.insert(pair["right"].get<std::string>());
            if (pair["by_way_of"].is_null())
                pairs.insert(pair["left"].get<std::string>() + ' ' + pair["relation"].get<std::string>() + ' ' + pair["right"].get<std::string>());
        }
        QCOMPARE(o["left"]["mapped"].get<std::size_t>(), lefts.size());
        QCOMPARE(o["right"]["mapped"].get<std::size_t>(), rights.size());
        QCOMPARE(o["left"]["mapped"].get<std::size_t>() + o["left"]["only"].size(), o["left"]["requirements"].get<std::size_t>());
        QCOMPARE(o["right"]["mapped"].get<std::size_t>() + o["right"]["only"].size(), o["right"]["requirements"].get<std::size_t>());
        QCOMPARE(pairs.size(), written["mappings"].size());
        for (const ordered_json &m : written["mappings"]) {
            std::string relation = m["relation"].get<std::string>();
            if (turned && relation != "equal" && relation != "intersects")
                relation = relation == "subset" ? "superset" : "subset";
            const std::string from = m["from"].get<std::string>();
            const std::string to = m["to"].get<std::string>();
            QVERIFY(pairs.count(turned ? to + ' ' + relation + ' ' + from : from + ' ' + relation + ' ' + to) == 1);
        }
    }

    void sideBySideInWords()
    {
        const CliRun run = m_cli.run({u"frameworks"_s, u"iso-27001"_s, u"--with"_s, u"nis2"_s, u"--workspace"_s, m_w});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("requirements of ISO 27001 speak to"), run.out.constData());
        QVERIFY(run.out.contains("part of") && run.out.contains("[confidence K]"));
        QVERIFY(m_cli.run({u"frameworks"_s, u"bsi-c5"_s, u"--with"_s, u"bsi-c5@2026"_s}).out.contains("168 criteria"));
        // Of a list about which there is nothing to note nothing is said.
        const QByteArray hipaa = m_cli.run({u"frameworks"_s, u"gdpr"_s, u"--with"_s, u"hipaa"_s}).out;
        QVERIFY2(hipaa.contains("HIPAA") && !hipaa.contains(": \n"), hipaa.right(200).constData());
        for (const QStringList &wrong : {QStringList{u"nis2"_s, u"--with"_s, u"nisa"_s}, QStringList{u"nisa"_s, u"--with"_s, u"nis2"_s}, QStringList{u"nis2"_s, u"--with"_s, u"nis2"_s},
                                         QStringList{u"--with"_s, u"nis2"_s}})
            QVERIFY(m_cli.run(QStringList{u"frameworks"_s} + wrong).code != 0);
    }

    // What is served, refuted and evidenced is counted from the lines, and the workspace's own tables know why.
    void servedElsewhere()
    {
        const QString w = u"served.bailiwick"_s;
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, w}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, w, u"--frameworks"_s, u"gdpr,nis2,dora,iso-27001,bsi-c5,secnumcloud,eu-ai-act,iso-42001"_s}).code, 0);
        int served = 0, refuted = 0, evidenced = 0;
        QHash<QString, QString> standings;
        QHash<QString, QString> worst;
        const QStringList ids{u"gdpr"_s, u"nis2"_s, u"dora"_s, u"iso-27001"_s, u"bsi-c5"_s, u"secnumcloud"_s, u"eu-ai-act"_s, u"iso-42001"_s};
        QHash<QString, ordered_json> lists;
        for (const QString &id : ids) {
            lists.insert(id, m_cli.run({u"frameworks"_s, id, u"--workspace"_s, w, u"--json"_s}).json());
            for (const ordered_json &r : lists[id]["requirements"]) {
                const QString key = id + u' ' + QString::fromStdString(r["id"].get<std::string>());
                standings.insert(key, QString::fromStdString(r["standing"].get<std::string>()));
                worst.insert(key, r["worst"].is_null() ? QString() : QString::fromStdString(r["worst"].get<std::string>()));
            }
        }
        for (const QString &id : ids) {
            int ofIt = 0, sum = 0;
            for (const ordered_json &r : lists[id]["requirements"]) {
                const QString key = id + u' ' + QString::fromStdString(r["id"].get<std::string>());
                const bool undecided = (standings[key] == u"open"_s || standings[key] == u"out_of_reach"_s) && worst[key] != u"gap"_s;
                for (const ordered_json &m : r["speaks_to"]) {
                    const QString other = QString::fromStdString(m["framework"].get<std::string>() + ' ' + m["id"].get<std::string>());
                    const std::string relation = m["relation"].get<std::string>();
                    if (m["serves"].get<bool>()) {
                        QVERIFY(undecided && (relation == "equal" || relation == "subset"));
                        QVERIFY2(worst[other] == u"pass"_s && (standings[other] == u"decided"_s || standings[other] == u"answered"_s), qPrintable(other));
                    }
                    if (m["refutes"].get<bool>()) {
                        QVERIFY(undecided && (relation == "equal" || relation == "superset"));
                        QCOMPARE(worst[other], u"gap"_s);
                    }
                }
                ofIt += r["served"].get<bool>() ? 1 : 0;
            }
            const ordered_json &c = lists[id]["coverage"];
            for (const char *name : {"decided", "answered", "open", "not_concerned", "not_yet", "out_of_reach"})
                sum += c[name].get<int>();
            QCOMPARE(sum, c["all"].get<int>());
            QCOMPARE(c["served"].get<int>(), ofIt);
            served += ofIt;
            refuted += c["refuted"].get<int>();
            evidenced += c["evidenced"].get<int>();
        }
        qInfo("served %d, refuted %d, evidenced %d", served, refuted, evidenced);
        QVERIFY(refuted > 0 && evidenced > 0);
        // The report says the same, with a line for each certificate.
        QCOMPARE(m_cli.run({u"report"_s, u"--workspace"_s, w, u"--out"_s, u"s.json"_s}).code, 0);
        const ordered_json report = ordered_json::parse(m_cli.read(u"s.json"_s).toStdString());
        for (const ordered_json &f : report["frameworks"]) {
            const ordered_json &list = lists[QString::fromStdString(f["id"].get<std::string>())];
            QVERIFY(f["coverage"] == list["coverage"]);
            int lines = 0;
            for (const ordered_json &line : f["served"])
                lines += line["kind"] == "served" ? 1 : 0;
            QCOMPARE(lines, list["coverage"]["served"].get<int>());
        }
        QCOMPARE(m_cli.run({u"report"_s, u"--workspace"_s, w, u"--out"_s, u"s.html"_s}).code, 0);
        QVERIFY(m_cli.read(u"s.html"_s).contains("What other frameworks and certificates say of it"));
    }

private:
    Cli m_cli;
    const QString m_w = u"w.bailiwick"_s;
};

BAILIWICK_TEST(QCoreApplication, TestFrameworkCommands)

} // namespace tst_frameworkcommands

#include "tst_frameworkcommands.moc"
