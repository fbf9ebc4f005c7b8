// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QProcess>
#include <QSet>
#include <QTest>

namespace tst_reportdossiers {

using namespace Qt::StringLiterals;

namespace {

QString saidIfThere(const nlohmann::ordered_json &o, const char *name) { return o.contains(name) && o[name].is_string() ? QString::fromStdString(o[name].get<std::string>()) : QString(); }

} // namespace

/// The chapters of a report on transfers, AI uses and contradictions: what the commands tell, and nothing else.
class TestReportDossiers : public QObject
{
    Q_OBJECT

    Cli m_cli;
    static QStringList with(QStringList arguments) { return arguments + QStringList{u"--workspace"_s, u"w.bailiwick"_s}; }
    nlohmann::ordered_json reportJson(const QStringList &more = {}) const
    {
        const CliRun run = m_cli.run(with(QStringList{u"report"_s, u"--out"_s, u"r.json"_s} + more));
        if (run.code != 0)
            qWarning("%s", run.err.constData());
        return nlohmann::ordered_json::parse(m_cli.read(u"r.json"_s).toStdString());
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).code, 0);
        QCOMPARE(m_cli.run(with({u"evaluate"_s, u"--frameworks"_s, u"gdpr,eu-ai-act,dora"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s})).code, 0);
    }

    void dataHoldsWhatTheCommandsTell()
    {
        const nlohmann::ordered_json report = reportJson();
        const nlohmann::ordered_json transfers = m_cli.run(with({u"transfers"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s})).json();
        const nlohmann::ordered_json uses = m_cli.run(with({u"ai-act"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s})).json();
        const nlohmann::ordered_json xray = m_cli.run(with({u"x-ray"_s, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s})).json();
        QCOMPARE(report["transfers"]["entries"].size(), transfers["transfers"].size() + transfers["unrecorded"].size());
        QCOMPARE(report["ai_act"]["entries"].size(), uses["uses"].size() + uses["models"].size());
        QVERIFY(report["contradictions"].size() > 0 && report["contradictions"].size() <= xray.size());
        QSet<QString> known, listed;
        for (const auto &t : transfers["transfers"])
            known.insert(saidIfThere(t, "key"));
        for (const auto &entry : report["transfers"]["entries"])
            listed.insert(saidIfThere(entry, "key"));
        QVERIFY(listed.contains(known));
    }

    void pagesHoldTheChapters()
    {
        const nlohmann::ordered_json report = reportJson();
        QCOMPARE(m_cli.run(with({u"report"_s, u"--out"_s, u"r.html"_s})).code, 0);
        const QString html = QString::fromUtf8(m_cli.read(u"r.html"_s));
        for (const QString &title : {u"Transfers of personal data"_s, u"AI uses and models under the AI Act"_s, u"Contradictions and weak judgements"_s})
            QVERIFY2(html.contains(title), qPrintable(title));
        for (const char *part : {"transfers", "ai_act"}) {
            QVERIFY(html.contains(saidIfThere(report[part], "summary").toHtmlEscaped()));
            for (const auto &entry : report[part]["entries"]) {
                // Where nothing is open, the list tells it.
                const QString status = saidIfThere(entry, "status");
                if (status == u"pass"_s || status == u"not_applicable"_s)
                    continue;
                for (const auto &section : entry["sections"])
                    QVERIFY2(html.contains(saidIfThere(section, "heading").toHtmlEscaped()), section["heading"].get<std::string>().c_str());
            }
        }
        QVERIFY(html.contains(u"with nothing open stand in the list above"_s));
        // The duties stand by their days.
        QVERIFY(html.contains(u"Duties from 2027-12-02"_s));
    }

    void pdfHoldsTheChapters()
    {
        QCOMPARE(m_cli.run(with({u"report"_s, u"--out"_s, u"r.pdf"_s})).code, 0);
        QProcess text;
        text.start(u"pdftotext"_s, {m_cli.path(u"r.pdf"_s), u"-"_s});
        if (!text.waitForStarted())
            QSKIP("pdftotext is not installed");
        QVERIFY(text.waitForFinished(120000));
        const QString words = QString::fromUtf8(text.readAllStandardOutput()).simplified();
        for (const QString &one : {u"Transfers of personal data"_s, u"AI uses and models under the AI Act"_s, u"Onward transfers"_s, u"What would mend it"_s, u"Contradictions and weak judgements"_s})
            QVERIFY2(words.contains(one), qPrintable(one));
    }

    // A board's report names no transfer one by one, and neither does one about another law.
    void notWhereItIsNotAsked()
    {
        QVERIFY(!reportJson({u"--kind"_s, u"board"_s}).contains("transfers"));
        const nlohmann::ordered_json other = reportJson({u"--frameworks"_s, u"dora"_s});
        QVERIFY(!other.contains("transfers") && !other.contains("ai_act"));
        const nlohmann::ordered_json gdpr = reportJson({u"--frameworks"_s, u"gdpr"_s});
        QVERIFY(gdpr.contains("transfers") && !gdpr.contains("ai_act"));
    }
};

BAILIWICK_TEST(QCoreApplication, TestReportDossiers)

} // namespace tst_reportdossiers

#include "tst_reportdossiers.moc"
