// SPDX-License-Identifier: GPL-3.0-or-later
// The packs command: rule sets of one's own and changes to shipped ones, what they turn, and undo.
#include "support/samplecli.h"
#include "support/testmain.h"

#include <QFile>
#include <QTest>

namespace tst_packcommands {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestPackCommands : public SampleCliTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(u"gdpr,dora"_s); }
    void init() { copySample(); }

    // Shipped thresholds and rules, before anything is changed.
    void listAndOne()
    {
        const ordered_json list = packs().json();
        QVERIFY(list.size() >= 46);
        for (const ordered_json &pack : list) {
            QVERIFY(!pack["own"].get<bool>());
            QCOMPARE(pack["changed"].get<std::string>(), std::string());
        }
        const ordered_json gdpr = packs({u"gdpr"_s}).json();
        QVERIFY(!gdpr["thresholds"].empty());
        QVERIFY(packs({u"gdpr"_s}, false).out.contains("gdpr/"));
        QVERIFY(packs({u"nonsense"_s}).code == 2);
    }

    void aRuleIsSwitchedOff()
    {
        const ordered_json before = counts(u"gdpr"_s);
        const QString rule = ruleWithGaps();
        const int gaps = findings(rule, 1);
        QVERIFY(gaps > 0);
        QCOMPARE(packs({u"--switch-off"_s, rule}).code, 2); // without a reason
        QCOMPARE(packs({u"--switch-off"_s, u"GDPR-00-00"_s, u"--why"_s, u"x"_s}).code, 2);
        const ordered_json tried = packs({u"--switch-off"_s, rule, u"--why"_s, u"Judged by the group"_s, u"--dry-run"_s}).json();
        QVERIFY(!tried["done"].get<bool>());
        QCOMPARE(packs({u"gdpr"_s}, false).out.count("switched off"), 0);
        const ordered_json done = packs({u"--switch-off"_s, rule, u"--why"_s, u"Judged by the group"_s, u"--who"_s, u"Data Protection Officer"_s}).json();
        QCOMPARE(done["flips"], tried["flips"]);
        int fromGap = 0;
        for (const ordered_json &flip : done["flips"]) {
            QVERIFY(flip["after"].is_null());
            fromGap += flip["before"] == "gap" ? 1 : 0;
        }
        QCOMPARE(fromGap, gaps);
        const CliRun one = packs({u"gdpr"_s}, false);
        QVERIFY2(one.out.contains("switched off by Data Protection Officer since " + QDate::currentDate().toString(Qt::ISODate).toUtf8() + ": Judged by the group"), one.out);
        evaluate();
        QCOMPARE(findings(rule, 1), 0);
        const ordered_json after = counts(u"gdpr"_s);
        QCOMPARE(number(after, "gap"), number(before, "gap") - gaps);
        // What is left out is told.
        const ordered_json off = summary()["switched_off"];
        QCOMPARE(off.size(), std::size_t(1));
        QCOMPARE(number(off[0]["counts"], "gap"), gaps);
        QVERIFY(m_cli.run({u"report"_s, u"--workspace"_s, m_w, u"--out"_s, u"off.html"_s}).code == 0);
        const QByteArray html = m_cli.read(u"off.html"_s);
        QVERIFY(html.contains("Judged by the group"));
        QVERIFY(m_cli.run({u"frameworks"_s, u"gdpr"_s, u"--workspace"_s, m_w}).out.contains("Judged by the group"));
        // And taken back: by undo, done again, and by its own command.
        QCOMPARE(m_cli.run({u"undo"_s, u"--workspace"_s, m_w}).code, 0);
        QCOMPARE(packs({u"gdpr"_s}, false).out.count("switched off"), 0);
        QCOMPARE(m_cli.run({u"undo"_s, u"--workspace"_s, m_w, u"--redo"_s}).code, 0);
        QCOMPARE(packs({u"gdpr"_s}, false).out.count("switched off"), 1);
        const ordered_json on = packs({u"--switch-on"_s, rule}).json();
        QCOMPARE(on["flips"].size(), done["flips"].size());
        evaluate();
        QCOMPARE(findings(rule, 1), gaps);
        QCOMPARE(counts(u"gdpr"_s), before);
        QVERIFY(packs({u"--switch-on"_s, rule}).code != 0); // it is on
    }

    // A threshold: what flips is what two evaluations differ in.
    void aThresholdIsChanged()
    {
        QString name;
        ordered_json flips;
        for (const char *pack : {"gdpr", "dora"}) {
            const ordered_json shown = packs({QString::fromLatin1(pack)}).json();
            for (const ordered_json &p : shown["thresholds"]) {
                const QString one = QString::fromLatin1(pack) + u'/' + QString::fromStdString(p["name"].get<std::string>());
                flips = packs({u"--parameter"_s, one + u"=1"_s, u"--dry-run"_s}).json()["flips"];
                if (!flips.empty()) {
                    name = one;
                    break;
                }
            }
            if (!name.isEmpty())
                break;
        }
        QVERIFY2(!name.isEmpty(), "no threshold of the two turns anything in the sample");
        const auto before = statuses();
        const CliRun silent = packs({u"--parameter"_s, name + u"=1"_s});
        QVERIFY2(silent.code == 2 && silent.err.contains("--why"), silent.err.constData());
        QCOMPARE(packs({u"--parameter"_s, name + u"=1"_s, u"--why"_s, u"board 12/26"_s}).json()["flips"], flips);
        evaluate();
        const auto after = statuses();
        // What is counted as open or unknown has a row; what passes has none.
        int differing = 0;
        QSet<QByteArray> all = before;
        all.unite(after);
        for (const QByteArray &row : std::as_const(all))
            differing += before.contains(row) != after.contains(row) ? 1 : 0;
        QVERIFY(differing > 0);
        for (const ordered_json &flip : flips) {
            const QByteArray of = QByteArray::fromStdString(flip["rule"].get<std::string>() + '|' + flip["key"].get<std::string>() + '|');
            const auto has = [&of](const QSet<QByteArray> &rows, const ordered_json &status) {
                return status == "pass" || status == "not_applicable" || rows.contains(of + QByteArray::fromStdString(status.get<std::string>()));
            };
            QVERIFY2(has(before, flip["before"]), of.constData());
            QVERIFY2(has(after, flip["after"]), of.constData());
        }
        const CliRun shown = packs({name.section(u'/', 0, 0)}, false);
        QVERIFY2(shown.out.contains(name.toUtf8() + " = 1 ") && shown.out.contains("shipped: "), shown.out);
        QCOMPARE(packs({u"--parameter"_s, name + u"=shipped"_s}).json()["flips"].size(), flips.size());
        evaluate();
        QCOMPARE(statuses(), before);
        for (const QString &wrong : {u"gdpr/none=3"_s, name + u"=many"_s, name + u"=nan"_s, u"gdpr"_s, u"none/x=1"_s})
            QVERIFY2(packs({u"--parameter"_s, wrong}).code != 0, qPrintable(wrong));
        for (const auto &[value, why] : {std::pair("-1", "-1 is no threshold here: 0 or more is needed"), std::pair("99999999999999999999", "36525 days (a hundred years) at most")}) {
            const CliRun refused = packs({u"--parameter"_s, u"gdpr/tia_max_age_days="_s + QString::fromLatin1(value), u"--why"_s, u"board 12/26"_s});
            QVERIFY(refused.code != 0);
            QVERIFY2(refused.err.contains(why), refused.err.constData());
        }
        const CliRun share = packs({u"--parameter"_s, u"dora/concentration_max_pct=900"_s, u"--why"_s, u"board 12/26"_s});
        QVERIFY2(share.code != 0 && share.err.contains("100 % at most"), share.err.constData());
    }

    // Whoever gets the file sees what its author had, and who says otherwise and why.
    void whatWasChangedGoesAlongWithTheFile()
    {
        const QString rule = ruleWithGaps();
        QCOMPARE(packs({u"--parameter"_s, u"gdpr/tia_max_age_days=180"_s, u"--why"_s, u"board 12/26"_s, u"--who"_s, u"Data Protection Officer"_s}).code, 0);
        QCOMPARE(packs({u"--scope"_s, rule + u"={\"const\":false}"_s, u"--why"_s, u"phase 1"_s}).code, 0);
        QCOMPARE(packs({u"--copy"_s, u"gdpr"_s, u"--as"_s, u"own-gdpr"_s}).code, 0);
        QCOMPARE(packs({u"--export"_s, u"own-gdpr"_s, u"--out"_s, u"changed.json"_s}).code, 0);
        QCOMPARE(packs({u"--remove"_s, u"own-gdpr"_s}).code, 0);
        QCOMPARE(packs({u"--import"_s, u"changed.json"_s}).code, 0);
        const QByteArray shown = packs({u"own-gdpr"_s}, false).out;
        QVERIFY2(shown.contains("own-gdpr/tia_max_age_days = 180 days") && shown.contains("[shipped: 365; changed by Data Protection Officer since "), shown.constData());
        QVERIFY(shown.contains(": board 12/26]"));
        QVERIFY(shown.contains("narrowed since ") && shown.contains(": phase 1"));
        for (const ordered_json &pack : packs().json()) {
            if (pack["id"] == "own-gdpr")
                QVERIFY(pack["changed"].get<std::string>().find("1 rule narrowed, 1 threshold changed") != std::string::npos);
        }
    }

    // No choice at all would mean all rule sets.
    void theLastChosenOneStays()
    {
        QCOMPARE(packs({u"--new"_s, u"house"_s}).code, 0);
        QCOMPARE(m_cli.run({u"choose"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"house"_s}).code, 0);
        const CliRun refused = packs({u"--remove"_s, u"house"_s});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("it is the only rule set that is chosen"), refused.err.constData());
        QVERIFY(packs().out.contains("house"));
        QCOMPARE(m_cli.run({u"choose"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"house,gdpr"_s}).code, 0);
        QCOMPARE(packs({u"--remove"_s, u"house"_s}).code, 0);
    }

    void aRuleIsNarrowed()
    {
        const QString rule = ruleWithGaps();
        const int gaps = findings(rule, 1);
        QVERIFY(packs({u"--scope"_s, rule + u"={\"attr\":\"colour\",\"is\":\"red\"}"_s, u"--why"_s, u"x"_s}).err.contains("#/attr"));
        QVERIFY(packs({u"--scope"_s, rule + u"={\"const\":false}"_s}).code == 2); // no reason
        QCOMPARE(packs({u"--scope"_s, rule + u"={\"const\":false}"_s, u"--why"_s, u"Nothing of it is ours"_s}).code, 0);
        evaluate();
        QCOMPARE(findings(rule, 1), 0);
        QVERIFY(packs({u"gdpr"_s}, false).out.contains("Nothing of it is ours"));
        QCOMPARE(packs({u"--scope"_s, rule + u"=all"_s}).code, 0);
        evaluate();
        QCOMPARE(findings(rule, 1), gaps);
    }

    void aCopyIsMadeChangedAndShared()
    {
        // What people answered of the original is not said of the copy.
        const QStringList answered{u"attest"_s, u"--workspace"_s, m_w, u"gdpr"_s, u"Art. 30(1)(a)-(d), (f)-(g)"_s, u"--clear"_s};
        QCOMPARE(m_cli.run(answered + QStringList{u"Art. 37"_s}).code, 0);
        QCOMPARE(m_cli.run(answered + QStringList{u"--for"_s, u"corvane-vie"_s}).code, 0);
        evaluate();
        const ordered_json before = counts(u"gdpr"_s);
        QVERIFY(packs({u"--copy"_s, u"gdpr"_s}).code == 2);                        // as what?
        QVERIFY(packs({u"--copy"_s, u"gdpr"_s, u"--as"_s, u"dora"_s}).code != 0);  // is there
        QVERIFY(packs({u"--copy"_s, u"gdpr"_s, u"--as"_s, u"Own GDPR!"_s}).code != 0);
        const QString rule = ruleWithGaps();
        QCOMPARE(packs({u"--switch-off"_s, rule, u"--why"_s, u"Judged by the group"_s}).code, 0);
        QCOMPARE(packs({u"--copy"_s, u"gdpr"_s, u"--as"_s, u"own-gdpr"_s, u"--title"_s, u"GDPR as we read it"_s}).code, 0);
        // What was switched off is so in the copy, and without an effect on the original when that is undone there.
        QVERIFY(packs({u"own-gdpr"_s}, false).out.contains("Judged by the group"));
        QCOMPARE(packs({u"--switch-on"_s, rule}).code, 0);
        QVERIFY(packs({u"own-gdpr"_s}, false).out.contains("Judged by the group"));
        QCOMPARE(packs({u"--switch-on"_s, u"own-gdpr."_s + rule}).code, 0);
        evaluate();
        // The whole list goes along, not only what rules speak to.
        const ordered_json list = m_cli.run({u"frameworks"_s, u"gdpr"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        const ordered_json copied = m_cli.run({u"frameworks"_s, u"own-gdpr"_s, u"--workspace"_s, m_w, u"--json"_s}).json();
        QVERIFY(list["coverage"]["all"].get<int>() > 100);
        QCOMPARE(copied["coverage"]["all"], list["coverage"]["all"]);
        QCOMPARE(copied["requirements"][0]["title"], list["requirements"][0]["title"]);
        // The same rules say the same.
        QCOMPARE(counts(u"own-gdpr"_s), before);
        QCOMPARE(counts(u"gdpr"_s), before);
        QVERIFY(m_cli.run({u"gaps"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"own-gdpr"_s}).out.contains("own-gdpr." + rule.toUtf8()));
        QVERIFY(m_cli.run({u"frameworks"_s, u"--workspace"_s, m_w}).out.contains("GDPR as we read it"));
        QCOMPARE(packs({u"--export"_s, u"own-gdpr"_s, u"--out"_s, u"own.json"_s}).code, 0);
        // With the names that its conditions have.
        QFile shipped(QStringLiteral(SOURCE_ROOT) + u"/resources/packs/gdpr.json"_s);
        QVERIFY(shipped.open(QIODevice::ReadOnly));
        const ordered_json original = ordered_json::parse(shipped.readAll().toStdString());
        const ordered_json shared = ordered_json::parse(m_cli.read(u"own.json"_s).toStdString());
        QVERIFY(original["conditions"].size() > 1 && shared["conditions"] == original["conditions"]);
        for (std::size_t i = 0; i < original["rules"].size(); ++i)
            QVERIFY(shared["rules"][i]["applies_if"] == original["rules"][i]["applies_if"]);
        const CliRun checked = m_cli.run({u"check-pack"_s, u"own.json"_s});
        QVERIFY2(checked.code == 0, checked.err.constData());
        // It is there already; with another text it may take its place.
        const CliRun again = packs({u"--import"_s, u"own.json"_s});
        QVERIFY(again.code != 0 && again.err.contains("own.json#/pack") && again.err.contains("--replace"));
        QCOMPARE(packs({u"--import"_s, u"own.json"_s, u"--replace"_s}).json()["flips"].size(), std::size_t(0));
        QCOMPARE(packs({u"--remove"_s, u"own-gdpr"_s}).code, 0);
        evaluate();
        QCOMPARE(Peek(m_cli.path(m_w)).one("SELECT count(*) FROM finding f JOIN rule r ON r.id=f.rule WHERE r.framework='own-gdpr'"), QByteArray("0"));
        QVERIFY(!m_cli.run({u"frameworks"_s, u"--workspace"_s, m_w}).out.contains("GDPR as we read it"));
        // Brought in again, from the file.
        QCOMPARE(packs({u"--import"_s, u"own.json"_s}).code, 0);
        evaluate();
        QCOMPARE(counts(u"own-gdpr"_s), before);
        // Undo of the import, and of the removal before it.
        QCOMPARE(m_cli.run({u"undo"_s, u"--workspace"_s, m_w}).code, 0);
        QVERIFY(!packs().out.contains("own-gdpr"));
        QCOMPARE(m_cli.run({u"undo"_s, u"--workspace"_s, m_w}).code, 0);
        QVERIFY(packs().out.contains("own-gdpr"));
        QVERIFY(packs({u"--remove"_s, u"gdpr"_s}).code != 0); // the program's own
        QCOMPARE(m_cli.run({u"doctor"_s, u"--workspace"_s, m_w}).code, 0);
    }

    void whatCollidesIsRefused()
    {
        QCOMPARE(packs({u"--export"_s, u"gdpr"_s, u"--out"_s, u"gdpr.json"_s}).code, 0);
        QVERIFY(packs({u"--import"_s, u"gdpr.json"_s}).err.contains("gdpr.json#/pack"));
        QVERIFY(packs({u"--import"_s, u"gdpr.json"_s, u"--replace"_s}).err.contains("gdpr.json#/pack"));
        ordered_json pack = ordered_json::parse(m_cli.read(u"gdpr.json"_s).toStdString());
        pack["pack"] = "another";
        m_cli.write(u"another.json"_s, QByteArray::fromStdString(pack.dump()));
        QVERIFY(packs({u"--import"_s, u"another.json"_s}).err.contains("another.json#/rules/0/id"));
    }

    void aFaultyOneIsRefusedWithItsPlace()
    {
        m_cli.write(u"bad.json"_s, R"({"pack":"bad","version":"1","title":"Bad","legal_status":"own_policy","rules":[
            {"id":"B1","title":"T","entity":"workload","severity":"low","gap_if":{"attr":"colour","is":"red"}}]})");
        const CliRun bad = packs({u"--import"_s, u"bad.json"_s});
        QCOMPARE(bad.code, 1);
        QVERIFY2(bad.err.contains("bad.json#/rules/0/gap_if/attr"), bad.err.constData());
        // All that is wrong is told, each with its place.
        m_cli.write(u"worse.json"_s, R"({"pack":"worse","version":"1","title":"Worse","legal_status":"own_policy","parameters":{"age":{"value":-5,"unit":"days"}},"rules":[
            {"id":"B1","title":"T","entity":"workload","severity":"low","gap_if":{"attr":"colour","is":"red"}},
            {"id":"B2","title":"T","entity":"workload","severity":"low","gap_if":{"attr":"size","is":"red"}}]})");
        const CliRun worse = packs({u"--import"_s, u"worse.json"_s});
        QCOMPARE(worse.code, 1);
        for (const char *place : {"#/parameters/age/value", "#/rules/0/gap_if/attr", "#/rules/1/gap_if/attr", "0 or more is needed"})
            QVERIFY2(worse.err.contains(place), worse.err.constData());
        // Examples that do not come out as they say.
        m_cli.write(u"liar.json"_s, R"({"pack":"liar","version":"1","title":"Liar","legal_status":"own_policy","rules":[
            {"id":"L1","title":"T","entity":"workload","severity":"low","gap_if":{"attr":"encryption_at_rest","is":false},
             "examples":[{"name":"encrypted","as_of":"2026-01-01","subject":"workload:w","expect":"gap","given":[{"kind":"workload","key":"w","encryption_at_rest":true}]}]}]})");
        const CliRun liar = packs({u"--import"_s, u"liar.json"_s});
        QCOMPARE(liar.code, 1);
        QVERIFY2(liar.err.contains("liar.json#/rules/0/examples") && liar.err.contains("encrypted"), liar.err.constData());
        QVERIFY(!packs().out.contains("liar"));
    }

    void oneOfOnesOwnIsWritten()
    {
        QCOMPARE(packs({u"--new"_s, u"house"_s, u"--title"_s, u"House rules"_s}).code, 0);
        evaluate();
        // It says nothing yet: it passes nothing either.
        QCOMPARE(number(counts(u"house"_s), "gap") + number(counts(u"house"_s), "pass"), 0);
        QCOMPARE(packs({u"--export"_s, u"house"_s, u"--out"_s, u"house.json"_s}).code, 0);
        ordered_json pack = ordered_json::parse(m_cli.read(u"house.json"_s).toStdString());
        pack["rules"][0].erase("applies_if");
        pack["rules"][0].erase("only_concerned");
        pack["rules"][0]["gap_if"] = {{"attr", "encryption_at_rest"}, {"is_not", true}};
        m_cli.write(u"house.json"_s, QByteArray::fromStdString(pack.dump()));
        const ordered_json done = packs({u"--import"_s, u"house.json"_s, u"--replace"_s}).json();
        QVERIFY(!done["flips"].empty());
        evaluate();
        int toGap = 0;
        for (const ordered_json &flip : done["flips"])
            toGap += flip["after"] == "gap" ? 1 : 0;
        QCOMPARE(number(counts(u"house"_s), "gap"), toGap);
    }

    void aValueSetIsFilled()
    {
        for (const char *wrong : {"ZONE=XX", "ZONE=", "EEA=DE", "RESTRICTED=moonshine", "HIGH_RISK_VENDORS=huawei,nonesuch", "small=1", "=1", "FIVE_EYES=US"})
            QVERIFY2(packs({u"--value-set"_s, QString::fromLatin1(wrong)}).code != 0, wrong);
        const ordered_json tried = packs({u"--value-set"_s, u"ZONE=DE"_s, u"--dry-run"_s}).json();
        const auto before = statuses();
        QCOMPARE(packs({u"--value-set"_s, u"ZONE=DE"_s}).json()["flips"], tried["flips"]);
        evaluate();
        QCOMPARE(Peek(m_cli.path(m_w)).one("SELECT group_concat(value) FROM value_set WHERE name='ZONE'"), QByteArray("DE"));
        QCOMPARE(m_cli.run({u"undo"_s, u"--workspace"_s, m_w}).code, 0);
        evaluate();
        QCOMPARE(statuses(), before);
        QVERIFY2(packs({}, false).out.contains("value sets of this workspace:\n"), "what ZONE and the others hold is shown");
        const CliRun slip = packs({u"--value-set"_s, u"HIGH_RISK_VENDORS=huwaei"_s}, false);
        QVERIFY2(slip.err.contains("did you mean \"huawei\"?"), slip.err.constData());
        QCOMPARE(packs({u"--value-set"_s, u"HIGH_RISK_VENDORS=huawei,CN"_s}).code, 0);
        // A set of one's own can be named by a rule of one's own.
        QCOMPARE(packs({u"--value-set"_s, u"OUR_TEAMS=Treasury,Payments"_s}).code, 0);
        const QByteArray listed = packs({}, false).out;
        QVERIFY2(listed.contains("    OUR_TEAMS = Payments, Treasury\n") || listed.contains("    OUR_TEAMS = Treasury, Payments\n"), listed.constData());
        QVERIFY(packs({u"ai-sov"_s}).json()["value_sets"].contains("ZONE"));
        m_cli.write(u"teams.json"_s, R"({"pack":"teams","version":"1","title":"Teams","legal_status":"own_policy","rules":[
            {"id":"T1","title":"T","entity":"workload","severity":"low","gap_if":{"attr":"owner","not_in":"@OUR_TEAMS"}}]})");
        QCOMPARE(packs({u"--import"_s, u"teams.json"_s}).code, 0);
        evaluate();
        QCOMPARE(packs({u"--value-set"_s, u"OUR_TEAMS=Treasury"_s}).code, 0);
    }

    // A workspace file that somebody has tampered with: told, and the rest works.
    void whatCannotBeReadIsTold()
    {
        QCOMPARE(packs({u"--new"_s, u"house"_s}).code, 0);
        Peek(m_cli.path(m_w)).one("UPDATE own_pack SET json='{\"pack\":[[[['");
        Peek(m_cli.path(m_w)).one("UPDATE own_stamp SET stamp='tampered'");
        const CliRun list = packs({}, false);
        QCOMPARE(list.code, 0);
        QVERIFY2(list.out.contains("cannot be read") && list.err.contains("house#"), list.err.constData());
        const CliRun judged = m_cli.run({u"evaluate"_s, u"--workspace"_s, m_w});
        QVERIFY(judged.code != 0 && judged.err.contains("house"));
        QCOMPARE(packs({u"--remove"_s, u"house"_s}).code, 0);
        evaluate();
    }

private:
    CliRun packs(const QStringList &more = {}, bool json = true) const
    {
        QStringList all{u"packs"_s, u"--workspace"_s, m_w};
        all += more;
        if (json && !more.contains(u"--export"_s))
            all.append(u"--json"_s);
        return m_cli.run(all);
    }
    ordered_json summary() const { return ordered_json::parse(Peek(m_cli.path(m_w)).one("SELECT summary FROM run ORDER BY id DESC LIMIT 1").toStdString()); }
    ordered_json counts(const QString &framework) const
    {
        const ordered_json all = summary();
        for (const ordered_json &f : all["frameworks"]) {
            if (f["id"] == framework.toStdString())
                return f["counts"];
        }
        return {};
    }
    static int number(const ordered_json &counts, const char *name) { return counts.is_object() && counts.contains(name) ? counts[name].get<int>() : 0; }
    int findings(const QString &rule, int status) const
    {
        return Peek(m_cli.path(m_w)).one("SELECT count(*) FROM finding f JOIN rule r ON r.id=f.rule WHERE r.name='" + rule.toUtf8() + "' AND f.status=" + QByteArray::number(status)).toInt();
    }
    QString ruleWithGaps() const
    {
        return QString::fromUtf8(Peek(m_cli.path(m_w)).one("SELECT r.name FROM finding f JOIN rule r ON r.id=f.rule WHERE f.status=1 AND r.framework='gdpr' "
                                                           "GROUP BY r.name ORDER BY count(*) DESC, r.name LIMIT 1"));
    }
    /// Every finding: rule, key and status.
    QSet<QByteArray> statuses() const
    {
        static const QByteArray names = "CASE f.status WHEN 0 THEN 'pass' WHEN 1 THEN 'gap' WHEN 2 THEN 'unknown' WHEN 3 THEN 'not_applicable' "
                                        "WHEN 4 THEN 'not_yet_applicable' WHEN 5 THEN 'accepted' ELSE 'error' END";
        const QByteArray all = Peek(m_cli.path(m_w)).one("SELECT group_concat(r.name||'|'||e.key||'|'||" + names
                                                         + ",char(10)) FROM finding f JOIN rule r ON r.id=f.rule JOIN entity e ON e.id=f.entity");
        const QByteArrayList rows = all.split('\n');
        return {rows.begin(), rows.end()};
    }
};

BAILIWICK_TEST(QCoreApplication, TestPackCommands)

} // namespace tst_packcommands

#include "tst_packcommands.moc"
