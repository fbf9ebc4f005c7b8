// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage of the whole requirement lists, counted a second time: from the run's summary and the findings as SQLite holds them, and from the
// lists' own files. No requirement may be counted twice, or be left out.
#include "support/cli.h"
#include "support/testmain.h"

#include <QMap>
#include <QtTest/QTest>

#include <set>

namespace tst_coverage {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestCoverage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(m_cli.run({u"choose"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, lists().join(u',')}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
        m_summary = ordered_json::parse(Peek(m_cli.path(u"w"_s)).one("SELECT summary FROM run ORDER BY id DESC LIMIT 1").toStdString());
        for (const ordered_json &rule : m_summary["rules"])
            m_rules.insert(QString::fromStdString(rule["id"].get<std::string>()), countsOf(rule["counts"]));
    }

    void isCountedTwice_data()
    {
        QTest::addColumn<int>("requirements");
        // As many as each text has, split where rules speak to parts of it (the note of each list says how).
        const QMap<QString, int> sizes{{u"gdpr"_s, 129},    {u"eu-ai-act"_s, 178}, {u"nis2"_s, 59},    {u"dora"_s, 92},      {u"eu-data-act"_s, 78}, {u"secnumcloud"_s, 108},
                                       {u"bsi-c5"_s, 130},  {u"bsi-c3a"_s, 59},    {u"iso-42001"_s, 70}, {u"iso-27001"_s, 123}, {u"eu-csf"_s, 48}};
        for (const QString &list : lists())
            QTest::newRow(qPrintable(list)) << sizes.value(list);
    }

    void isCountedTwice()
    {
        QFETCH(int, requirements);
        const QString id = QString::fromLatin1(QTest::currentDataTag());
        QFile file(QStringLiteral(SOURCE_ROOT) + u"/resources/packs/requirements/%1.json"_s.arg(id));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const ordered_json list = ordered_json::parse(file.readAll().toStdString());
        QCOMPARE(list["requirements"].size(), std::size_t(requirements));
        const ordered_json shown = m_cli.run({u"frameworks"_s, id, u"--workspace"_s, u"w"_s, u"--json"_s}).json();
        QCOMPARE(shown["requirements"].size(), std::size_t(requirements));
        QFile packFile(QStringLiteral(SOURCE_ROOT) + u"/resources/packs/%1.json"_s.arg(id));
        QVERIFY(packFile.open(QIODevice::ReadOnly));
        const ordered_json pack = ordered_json::parse(packFile.readAll().toStdString());
        std::set<QString> own;
        for (const ordered_json &rule : pack["rules"]) {
            if (pack["legal_status"] != "own_policy" && rule.value("legal_status", std::string()) == "own_policy")
                own.insert(QString::fromStdString(rule["id"].get<std::string>()));
        }
        QMap<QString, int> standings;
        QMap<QString, qint64> sums;
        std::set<std::string> numbers;
        std::set<QString> counted;
        int served = 0, beside = 0;
        for (std::size_t i = 0; i < list["requirements"].size(); ++i) {
            const ordered_json &r = list["requirements"][i];
            QVERIFY(numbers.insert(r["id"].get<std::string>()).second);
            QCOMPARE(shown["requirements"][i]["id"].get<std::string>(), r["id"].get<std::string>());
            QMap<QString, qint64> counts;
            for (const QString &rule : rulesOf(r)) {
                QVERIFY2(m_rules.contains(rule), qPrintable(rule));
                const bool first = counted.insert(rule).second;
                const QMap<QString, qint64> ofRule = m_rules.value(rule);
                for (auto it = ofRule.cbegin(); it != ofRule.cend(); ++it) {
                    counts[it.key()] += it.value();
                    sums[it.key()] += first ? it.value() : 0;
                }
            }
            QMap<QString, qint64> asked; // our own limits decide no article, but what they leave open is not decided
            for (const QString &rule : rulesOf(r)) {
                const QMap<QString, qint64> ofRule = m_rules.value(rule);
                for (auto it = ofRule.cbegin(); it != ofRule.cend(); ++it) {
                    if (!own.contains(rule) || it.key() == u"unknown"_s || it.key() == u"error"_s)
                        asked[it.key()] += it.value();
                }
            }
            QString standing = standingOf(r, asked);
            // What the sample's people say, met or in part.
            if ((rulesOf(r).isEmpty() || r.contains("partly")) && Peek(m_cli.path(u"w"_s)).count("SELECT count(*) FROM requirement_answer WHERE list='" + id.toUtf8() + "' AND requirement='" + QByteArray::fromStdString(r["id"].get<std::string>()) + "'") > 0)
            {
                standing = u"answered"_s;
                // What they found is judged for each legal entity, as by a rule of that name.
                const QMap<QString, qint64> judged = m_rules.value(id + u' ' + QString::fromStdString(r["id"].get<std::string>()).replace(u',', u';'));
                QVERIFY(!judged.isEmpty());
                for (auto it = judged.cbegin(); it != judged.cend(); ++it)
                    sums[it.key()] += it.value();
            }
            if (!r.contains("beside") && shown["requirements"][i]["served"].get<bool>() && (standing == u"open"_s || standing == u"out_of_reach"_s)) {
                standing = u"answered"_s;
                ++served;
            }
            if (r.contains("beside"))
                ++beside;
            else
                ++standings[standing];
        }
        int all = 0;
        for (const QString &standing : {u"decided"_s, u"answered"_s, u"open"_s, u"not_concerned"_s, u"not_yet"_s, u"out_of_reach"_s}) {
            QCOMPARE(shown["coverage"][standing.toStdString()].get<int>(), standings.value(standing));
            all += standings.value(standing);
        }
        QCOMPARE(all, requirements - beside);
        QCOMPARE(shown["coverage"]["all"].get<int>(), requirements - beside);
        QCOMPARE(shown["coverage"]["beside"].get<int>(), beside);
        QCOMPARE(beside, id == "bsi-c5"_L1 ? 9 : 0);
        QCOMPARE(shown["coverage"]["served"].get<int>(), served);
        // Each rule of the framework belongs to a requirement, so that the requirements' counts are the framework's.
        for (const ordered_json &f : m_summary["frameworks"]) {
            if (f["id"] != id.toStdString())
                continue;
            const QMap<QString, qint64> whole = countsOf(f["counts"]);
            for (auto it = whole.cbegin(); it != whole.cend(); ++it)
                QCOMPARE(sums.value(it.key()), it.value());
        }
        Peek peek(m_cli.path(u"w"_s));
        for (const auto &[status, number] : {std::pair(u"gap"_s, 1), std::pair(u"unknown"_s, 2), std::pair(u"accepted"_s, 5)})
            QCOMPARE(peek.count("SELECT count(*) FROM finding f JOIN rule r ON r.id=f.rule WHERE r.framework='" + id.toUtf8() + "' AND f.status=" + QByteArray::number(number)), sums.value(status));
    }

    // The edition that is not confirmed says so, wherever it is seen.
    void theDraftNumberingIsNamedAsSuch()
    {
        const CliRun beside = m_cli.run({u"frameworks"_s, u"bsi-c5"_s, u"--with"_s, u"bsi-c5@2026"_s, u"--workspace"_s, u"w"_s});
        QCOMPARE(beside.code, 0);
        QVERIFY2(beside.out.contains("169") && beside.out.contains("168") && beside.out.contains("draft"), beside.out.right(1500).constData());
        const ordered_json c5 = m_cli.run({u"frameworks"_s, u"bsi-c5"_s, u"--json"_s}).json();
        QVERIFY(QString::fromStdString(c5["note"].get<std::string>()).contains(u"all 121 criteria"_s));
        int criteria = 0;
        for (const ordered_json &r : c5["requirements"])
            criteria += QString::fromStdString(r["part"].get<std::string>()).contains(u"no criteria"_s) ? 0 : 1;
        QCOMPARE(criteria, 121);
        const CliRun counted = m_cli.run({u"frameworks"_s, u"bsi-c5"_s, u"--workspace"_s, u"w"_s});
        QVERIFY2(counted.out.contains(" of 121 fully decided from the inventory") && counted.out.contains("9 further entries of the list are none of its own"), counted.out.right(600).constData());
    }

private:
    static QStringList lists()
    {
        return {u"gdpr"_s, u"eu-ai-act"_s, u"nis2"_s, u"dora"_s, u"eu-data-act"_s, u"secnumcloud"_s, u"bsi-c5"_s, u"bsi-c3a"_s, u"iso-42001"_s, u"iso-27001"_s, u"eu-csf"_s};
    }
    static QMap<QString, qint64> countsOf(const ordered_json &counts)
    {
        QMap<QString, qint64> out;
        for (const auto &[status, count] : counts.items())
            out.insert(QString::fromStdString(status), count.get<qint64>());
        return out;
    }
    static QStringList rulesOf(const ordered_json &requirement)
    {
        QStringList out;
        if (requirement.contains("rules")) {
            for (const ordered_json &rule : requirement["rules"])
                out.append(QString::fromStdString(rule.get<std::string>()));
        }
        return out;
    }
    static QString standingOf(const ordered_json &requirement, const QMap<QString, qint64> &counts)
    {
        const std::string reach = requirement["reach"].get<std::string>();
        if (rulesOf(requirement).isEmpty())
            return reach == "outside" ? u"out_of_reach"_s : u"open"_s;
        if (requirement.contains("partly")) // what is met of a part leaves the rest open
            return counts.value(u"not_yet_applicable"_s) > 0 && counts.value(u"unknown"_s) + counts.value(u"error"_s) + counts.value(u"gap"_s) + counts.value(u"pass"_s) + counts.value(u"accepted"_s) == 0
                       ? u"not_yet"_s : u"open"_s;
        if (counts.value(u"unknown"_s) + counts.value(u"error"_s) > 0)
            return u"open"_s;
        if (counts.value(u"gap"_s) + counts.value(u"pass"_s) + counts.value(u"accepted"_s) == 0)
            return counts.value(u"not_yet_applicable"_s) > 0 ? u"not_yet"_s : u"not_concerned"_s;
        return u"decided"_s; // by rules, also where they rest on what people recorded: nobody answered the requirement itself
    }

    Cli m_cli;
    ordered_json m_summary;
    QMap<QString, QMap<QString, qint64>> m_rules;
};

BAILIWICK_TEST(QCoreApplication, TestCoverage)

} // namespace tst_coverage

#include "tst_coverage.moc"
