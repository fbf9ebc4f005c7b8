// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jobcontext.h"
#include "importers/spreadsheet/workbook.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QTest>

namespace tst_reportbook {

using namespace Qt::StringLiterals;

/// The report as a workbook: the same findings as the CSV, and the plans and counts beside them.
class TestReportBook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        // A name that a spreadsheet would run, and one with all that CSV quotes.
        m_cli.write(u"systems.csv"_s, "workload:key,name,env,criticality\nw-1,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",prod,critical\nw-2,\"A, \"\"quoted\"\" name\",prod,critical\n");
        m_cli.write(u"transfers.csv"_s, "transfer:key,name,exporter,importer_country\nt-1,Payroll to India,de,IN\n");
        m_cli.write(u"entities.csv"_s, "legal_entity:key,name,country\nde,Mutter GmbH,DE\n");
        m_cli.write(u"services.csv"_s, "service:key,name\ncloud,Cloud\n");
        m_cli.write(u"answers.json"_s, R"({"3.2": 4})");
        for (const QString &file : {u"systems.csv"_s, u"entities.csv"_s, u"transfers.csv"_s, u"services.csv"_s})
            run({u"import"_s, file});
        run({u"assess"_s, u"service:cloud"_s, u"--answers"_s, u"answers.json"_s, u"--confidence"_s, u"documented"_s, u"--evidence"_s, u"Report, page 4"_s, u"--why"_s, u"seen by us"_s, u"--who"_s, u"CISO"_s});
        run({u"choose"_s, u"--frameworks"_s, u"ai-sov,gdpr"_s});
        run({u"evaluate"_s});
        for (const QString &file : {u"r.xlsx"_s, u"again.xlsx"_s, u"r.csv"_s})
            run({u"report"_s, u"--out"_s, file});
        auto book = importers::Workbook::open(m_cli.path(u"r.xlsx"_s));
        QVERIFY(book);
        m_book = std::move(*book);
    }

    void sheets()
    {
        QStringList names;
        for (const importers::Sheet &sheet : m_book->sheets())
            names.append(sheet.name);
        QCOMPARE(names, QStringList({u"About"_s, u"Frameworks"_s, u"Requirements"_s, u"Issues"_s, u"Findings"_s, u"To ask"_s, u"Accepted"_s, u"Coming"_s, u"EU CSF"_s, u"EU CSF criteria"_s, u"Sovereignty scores"_s, u"Concentration"_s}));
        QVERIFY(sheet(0).contains("Evaluated (UTC)") && sheet(0).contains("Data hash"));
    }

    /// The 48 criteria of each assessed thing, each answer with its ground; and whose work the questions are.
    void assessedThings()
    {
        const QByteArray things = sheet(8), criteria = sheet(9);
        QVERIFY2(things.contains("SOV-3") && things.contains("Calculator (2026-06-01)"), things.constData());
        QCOMPARE(criteria.count("service,cloud,Cloud,"), 48);
        QCOMPARE(criteria.count(",open,"), 47);
        QVERIFY2(criteria.contains("Report, page 4") && criteria.contains("seen by us"), criteria.constData());
        QVERIFY(sheet(0).contains("CC BY 4.0") || sheet(0).contains("Creative Commons"));
    }

    /// The same scores and shares as the command line has; and beside the EU framework, never in it.
    void scoresAndConcentration()
    {
        const nlohmann::ordered_json told = run({u"sovereignty"_s, u"--json"_s}).json();
        const QList<QByteArray> lines = sheet(10).trimmed().split('\n').mid(1);
        int scored = 0;
        for (const auto &system : told["systems"]) {
            if (system["score"].is_null())
                continue;
            ++scored;
            const QByteArray key = QByteArray::fromStdString(system["key"].get<std::string>());
            const auto line = std::find_if(lines.begin(), lines.end(), [&key](const QByteArray &l) { return l.startsWith(key + ','); });
            QVERIFY2(line != lines.end(), key.constData());
            const QList<QByteArray> cells = line->split(',');
            QVERIFY(std::abs(cells.at(cells.size() - 2).toDouble() - system["score"]["low"].get<double>()) < 0.01);
            QVERIFY(std::abs(cells.constLast().toDouble() - system["score"]["high"].get<double>()) < 0.01);
        }
        QVERIFY(scored > 0);
        QCOMPARE(int(lines.size()), scored);
        int counted = 0;
        for (const auto &line : told["concentration"])
            counted += line["systems"].get<int>() > 0 ? 1 : 0;
        QVERIFY(counted > 0);
        QCOMPARE(int(sheet(11).trimmed().count('\n')), counted);
    }

    /// Line for line what the CSV says; a formula in a name stays a name.
    void findingsAsInTheCsv()
    {
        QByteArray csv = m_cli.read(u"r.csv"_s);
        csv.replace("\xEF\xBB\xBF", "").replace("\r\n", "\n").replace("\"'=", "\"=");
        QVERIFY(csv.contains("=HYPERLINK"));
        const QByteArray findings = sheet(4);
        QCOMPARE(findings.count('\n'), csv.count('\n'));
        QVERIFY(findings.contains("\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"") && findings.contains("\"A, \"\"quoted\"\" name\""));
    }

    /// What stands in the sheet of the frameworks is what an evaluation counts.
    void countsAreThoseOfTheRun()
    {
        const QByteArray gaps = run({u"gaps"_s, u"--status"_s, u"unknown"_s, u"--csv"_s}).out;
        qint64 unknown = 0;
        for (const QByteArray &line : sheet(1).split('\n').mid(1)) {
            const QList<QByteArray> cells = line.split(',');
            unknown += cells.size() > 7 ? cells.at(7).toLongLong() : 0;
        }
        QVERIFY(unknown > 0);
        QCOMPARE(unknown, gaps.trimmed().count('\n'));
    }

    // A provider has as many systems as are judged and as many models as are in use: what supports them, or is on offer, adds nothing.
    void providersCountWhatIsInUse()
    {
        Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name\ncloud,Cloud AG\nshop,Shop AG\n");
        cli.write(u"s.csv"_s, "workload:key,name,provider,role\ncore,Core banking,cloud,assessed\nnet,subnet-1,cloud,supporting\n");
        cli.write(u"m.csv"_s, "model:key,name,provider,availability\nm1,Small,cloud,in_use\nm2,Large,cloud,available\nm3,Other,shop,available\n");
        for (const QStringList &words : {QStringList{u"import"_s, u"p.csv"_s}, QStringList{u"import"_s, u"s.csv"_s}, QStringList{u"import"_s, u"m.csv"_s}, QStringList{u"evaluate"_s, u"--frameworks"_s, u"ai-sov"_s},
                                         QStringList{u"report"_s, u"--out"_s, u"r.html"_s}}) {
            const CliRun done = cli.onWorkspace(words);
            QVERIFY2(done.code == 0, done.err.constData());
        }
        QString html = QString::fromUtf8(cli.read(u"r.html"_s));
        QVERIFY(html.contains(u"1 IT system is judged; 1 supporting resource is counted but not judged."_s));
        const qsizetype table = html.indexOf(u"Laws that may reach it"_s);
        QVERIFY(table > 0);
        html = html.mid(table, html.indexOf(u"</table>"_s, table) - table);
        QVERIFY(!html.contains(u"Shop AG"_s));
        QStringList cells;
        const QString row = html.mid(html.indexOf(u"Cloud AG"_s));
        auto numbers = QRegularExpression(u">\\s*(\\d+)\\s*<"_s).globalMatch(row);
        while (numbers.hasNext())
            cells.append(numbers.next().captured(1));
        QCOMPARE(cells.mid(0, 2), (QStringList{u"1"_s, u"1"_s}));
    }

    // A law's gaps and what the own standards beside it find weak stand in no cell together.
    void lawAndOwnStandardsHaveLinesOfTheirOwn()
    {
        QHash<QByteArray, QByteArray> words;
        for (const QByteArray &line : sheet(1).split('\n').mid(1)) {
            const QList<QByteArray> cells = line.split(',');
            if (cells.size() > 7 && cells.at(0).contains("General Data Protection"))
                words.insert(cells.at(1), cells.at(4));
        }
        QCOMPARE(words, (QHash<QByteArray, QByteArray>{{"law", "gap"}, {"own_policy", "weak"}}));
    }

    void equalDataGivesEqualBytes() { QCOMPARE(m_cli.read(u"r.xlsx"_s), m_cli.read(u"again.xlsx"_s)); }

private:
    CliRun run(const QStringList &words) { return m_cli.onWorkspace(words); }
    QByteArray sheet(qsizetype nr)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        domain::QuietJob job;
        return m_book->writeCsv(nr, buffer, job) ? buffer.data() : QByteArray();
    }

    Cli m_cli;
    std::unique_ptr<importers::Workbook> m_book;
};

BAILIWICK_TEST(QCoreApplication, TestReportBook)

} // namespace tst_reportbook

#include "tst_reportbook.moc"
