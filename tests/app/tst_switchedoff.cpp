// SPDX-License-Identifier: GPL-3.0-or-later
// Rules that are switched off, through every command that walks rules: left out, counted nowhere, and named with the reason.
#include "support/samplecli.h"
#include "support/testmain.h"

#include <QtTest/QTest>

namespace tst_switchedoff {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestSwitchedOff : public SampleCliTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(u"gdpr,eu-ai-act,bsi-c5"_s, asOf()); }
    void init() { copySample(); }

    // The comparison of two days: the figures fall by exactly what the rule had.
    void daysAreComparedWithoutIt()
    {
        const auto asked = [this] { return run({u"compare"_s, u"--from"_s, u"2026-11-20"_s, u"--to"_s, u"2027-12-02"_s, u"--json"_s}).json(); };
        const ordered_json before = asked();
        QVERIFY(!before["changes"].empty() && before["switched_off"].empty());
        const QString rule = QString::fromStdString(before["changes"][0]["rule"].get<std::string>());
        const std::string framework = before["changes"][0]["framework"].get<std::string>();
        qint64 ofRule = 0;
        for (const ordered_json &change : before["changes"])
            ofRule += change["rule"] == rule.toStdString() ? 1 : 0;
        off(rule);
        const ordered_json after = asked();
        QCOMPARE(after["rules"].get<int>(), before["rules"].get<int>() - 1);
        QCOMPARE(changed(after, framework), changed(before, framework) - ofRule);
        for (const ordered_json &change : after["changes"])
            QVERIFY(change["rule"] != rule.toStdString());
        QCOMPARE(after["switched_off"].size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(after["switched_off"][0].get<std::string>()), rule + u" (Judged by the group)"_s);
        const CliRun words = run({u"compare"_s, u"--from"_s, u"2026-11-20"_s, u"--to"_s, u"2027-12-02"_s});
        QVERIFY2(words.out.contains("1 rule is switched off and left out: " + rule.toUtf8() + " (Judged by the group)."), words.out.left(400));
        // The same figures as an evaluation of the day, which leaves the rule out in a way of its own.
        evaluate(asOf());
        const ordered_json summary = ordered_json::parse(peek("SELECT summary FROM run ORDER BY id DESC LIMIT 1").toStdString());
        const ordered_json today = run({u"compare"_s, u"--from"_s, asOf(), u"--to"_s, asOf(), u"--json"_s}).json();
        for (const ordered_json &f : summary["frameworks"]) {
            for (const ordered_json &c : today["frameworks"]) {
                if (c["id"] != f["id"])
                    continue;
                for (const char *status : {"pass", "gap", "unknown"})
                    QCOMPARE(c["before"][status].get<qint64>(), f["counts"].value(status, qint64(0)));
            }
        }
    }

    // Nothing is asked for a rule that counts nothing, even before the next evaluation.
    void nothingIsAskedForIt()
    {
        const ordered_json before = run({u"questions"_s, u"--json"_s}).json();
        const QString rule = QString::fromStdString(before[0]["rules"][0]["rule"].get<std::string>());
        qint64 rested = 0;
        for (const ordered_json &q : before) {
            for (const ordered_json &r : q["rules"])
                rested += r["rule"] == rule.toStdString() ? r["results"].get<qint64>() : 0;
        }
        QVERIFY(rested > 0);
        off(rule);
        for (const bool judged : {false, true}) {
            if (judged)
                evaluate(asOf());
            const CliRun after = run({u"questions"_s, u"--json"_s});
            QVERIFY(after.json().size() > 0);
            for (const ordered_json &q : after.json()) {
                for (const ordered_json &r : q["rules"])
                    QVERIFY(r["rule"] != rule.toStdString());
            }
            QVERIFY2(after.err.contains(rule.toUtf8() + " (Judged by the group)"), after.err.constData());
        }
    }

    // Without the rule that says whether anything carries a transfer, no transfer is carried by silence.
    void transfersAreNotCarriedBySilence()
    {
        const auto asked = [this] { return run({u"transfers"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s}).json(); };
        const ordered_json before = asked();
        QVERIFY(before["transfers"].size() > 0 && before["switched_off"].empty());
        QVERIFY(standings(before).contains("carried") || standings(before).contains("doubtful"));
        off(u"GDPR-44-01"_s);
        ordered_json after = asked();
        QCOMPARE(after["transfers"].size(), before["transfers"].size());
        QCOMPARE(after["switched_off"].size(), std::size_t(1));
        for (const ordered_json &t : after["transfers"]) {
            const std::string standing = t["standing"].get<std::string>();
            QVERIFY2(standing == "unknown" || standing == "not_carried", standing.c_str());
            bool told = standing == "not_carried";
            for (const ordered_json &point : t["points"]) {
                QVERIFY(point["rule"] != "GDPR-44-01" || point["open"].get<bool>());
                told = told || point["rule"] == "GDPR-44-01";
            }
            QVERIFY2(told, t["key"].get<std::string>().c_str());
        }
        // A rule that only casts doubt, off: what was in doubt for it alone is not.
        QCOMPARE(run({u"packs"_s, u"--switch-on"_s, u"GDPR-44-01"_s}).code, 0);
        off(u"GDPR-46-01-A"_s);
        after = asked();
        for (std::size_t i = 0; i < after["transfers"].size(); ++i) {
            for (const ordered_json &point : after["transfers"][i]["points"])
                QVERIFY(point["rule"] != "GDPR-46-01-A");
        }
        QVERIFY(run({u"transfers"_s, u"--as-of"_s, u"2026-11-20"_s}).err.contains("GDPR-46-01-A (Judged by the group)"));
    }

    void aDutyOfTheAiActIsLeftOut()
    {
        const auto asked = [this] { return run({u"ai-act"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s}).json(); };
        const ordered_json before = asked();
        QString rule;
        for (const ordered_json &use : before["uses"]) {
            if (!use["duties"].empty())
                rule = QString::fromStdString(use["duties"][0]["rule"].get<std::string>());
        }
        QVERIFY(!rule.isEmpty());
        const qint64 had = duties(before, {});
        const qint64 ofRule = duties(before, rule);
        off(rule);
        const ordered_json after = asked();
        QCOMPARE(duties(after, rule), 0);
        QCOMPARE(duties(after, {}), had - ofRule);
        QCOMPARE(after["switched_off"].size(), std::size_t(1));
        QVERIFY(run({u"ai-act"_s, u"--as-of"_s, u"2026-11-20"_s}).err.contains(rule.toUtf8() + " (Judged by the group)"));
    }

    // A day on which requirements start to apply counts those that are on, and names those that are off.
    void theCalendarLeavesItOut()
    {
        const auto asked = [this] { return run({u"calendar"_s, u"--until"_s, u"2029-12-31"_s, u"--json"_s}).json(); };
        const auto day = [](const ordered_json &calendar, const std::string &wanted) {
            for (const ordered_json &c : calendar["days"]) {
                if (c["what"] == "starts" && c["day"] == wanted && c["framework"] == "eu-ai-act")
                    return c;
            }
            return ordered_json();
        };
        const ordered_json before = asked();
        std::string when;
        for (const ordered_json &c : before["days"]) {
            if (c["what"] == "starts" && c["framework"] == "eu-ai-act" && c["rules"].size() > 1)
                when = c["day"].get<std::string>();
        }
        QVERIFY2(!when.empty(), "no day on which several requirements of the AI Act start to apply");
        const ordered_json was = day(before, when);
        const QString rule = QString::fromStdString(was["rules"][0].get<std::string>());
        off(rule);
        const ordered_json is = day(asked(), when);
        QCOMPARE(is["count"].get<int>(), was["count"].get<int>() - 1);
        for (const ordered_json &one : is["rules"])
            QVERIFY(one != rule.toStdString());
        QVERIFY(QString::fromStdString(is["change"].get<std::string>()).contains(rule + u" (Judged by the group)"_s));
    }

    // Coverage by requirement: a requirement whose rules are all off is undecided, never met.
    void coverageCallsItUndecided()
    {
        const auto asked = [this] { return run({u"frameworks"_s, u"bsi-c5"_s, u"--json"_s}).json(); };
        const ordered_json before = asked();
        QString rule;
        for (const ordered_json &r : before["requirements"]) {
            if (r["rules"].size() == 1 && (r["standing"] == "decided" || r["standing"] == "answered")) {
                rule = QString::fromStdString(r["rules"][0].get<std::string>());
                break;
            }
        }
        QVERIFY2(!rule.isEmpty(), "no requirement that one rule decides");
        off(rule);
        evaluate(asOf());
        const ordered_json after = asked();
        const auto sum = [](const ordered_json &o) {
            qint64 all = 0;
            for (const char *part : {"decided", "answered", "open", "not_concerned", "not_yet", "out_of_reach"})
                all += o["coverage"][part].get<qint64>();
            return all;
        };
        QCOMPARE(sum(before), before["coverage"]["all"].get<qint64>());
        QCOMPARE(sum(after), sum(before));
        const auto settled = [](const ordered_json &o) { return o["coverage"]["decided"].get<qint64>() + o["coverage"]["answered"].get<qint64>(); };
        QVERIFY(settled(after) < settled(before));
        QVERIFY(run({u"frameworks"_s, u"bsi-c5"_s}).out.contains("Judged by the group"));
    }

private:
    CliRun run(QStringList call) const
    {
        call.insert(call.size() > 1 && !call.at(1).startsWith(u'-') ? 2 : 1, u"--workspace"_s);
        call.insert(call.indexOf(u"--workspace"_s) + 1, m_w);
        return m_cli.run(call);
    }
    void off(const QString &rule) const
    {
        const CliRun done = run({u"packs"_s, u"--switch-off"_s, rule, u"--why"_s, u"Judged by the group"_s});
        QVERIFY2(done.code == 0, done.err.constData());
    }
    static QString asOf() { return u"2026-11-20"_s; }
    QByteArray peek(const QByteArray &sql) const { return Peek(m_cli.path(m_w)).one(sql); }
    static qint64 changed(const ordered_json &comparison, const std::string &framework)
    {
        for (const ordered_json &f : comparison["frameworks"]) {
            if (f["id"] == framework)
                return f["changed"].get<qint64>();
        }
        return -1;
    }
    static QSet<QByteArray> standings(const ordered_json &review)
    {
        QSet<QByteArray> out;
        for (const ordered_json &t : review["transfers"])
            out.insert(QByteArray::fromStdString(t["standing"].get<std::string>()));
        return out;
    }
    /// Of uses and models; of one rule, or all.
    static qint64 duties(const ordered_json &review, const QString &rule)
    {
        qint64 count = 0;
        for (const char *kind : {"uses", "models"}) {
            for (const ordered_json &one : review[kind]) {
                for (const ordered_json &duty : one["duties"])
                    count += rule.isEmpty() || duty["rule"] == rule.toStdString() ? 1 : 0;
            }
        }
        return count;
    }
};

BAILIWICK_TEST(QCoreApplication, TestSwitchedOff)

} // namespace tst_switchedoff

#include "tst_switchedoff.moc"
