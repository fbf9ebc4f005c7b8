// SPDX-License-Identifier: GPL-3.0-or-later
// The frameworks command: whom a rule set concerns, and what stands of each thing that it asks.
#include "support/cli.h"

#include <QtTest/QTest>

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
            QStringList names;
            for (const ordered_json &rule : r["rules"])
                names.append(u'\'' + QString::fromStdString(rule.get<std::string>()) + u'\'');
            const QByteArray unknown = peek.one("SELECT count(*) FROM finding f JOIN rule u ON u.id=f.rule WHERE f.status IN (2,6) AND u.name IN (" +
                                                names.join(u',').toUtf8() + ')');
            QCOMPARE(r["standing"] == "open", unknown.toInt() > 0);
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

private:
    Cli m_cli;
    const QString m_w = u"w.bailiwick"_s;
};

QTEST_GUILESS_MAIN(TestFrameworkCommands)
#include "tst_frameworkcommands.moc"
