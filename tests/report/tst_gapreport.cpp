// SPDX-License-Identifier: GPL-3.0-or-later
// The report of the sample organisation through the command line, against what the workspace's own tables say.
#include "support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace tst_gapreport {

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int code = -1;
    QString out;
    QString err;
};

Run run(const QString &program, const QStringList &arguments, bool withRuntimeFolder = true)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!withRuntimeFolder)
        environment.remove(u"XDG_RUNTIME_DIR"_s);
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished(180000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Without white space and the breaks that wrapping puts in: a name over two lines is still there.
QString squeezed(QString words)
{
    return words.remove(QRegularExpression(u"\\s"_s));
}

/// Rows of a query as texts, read by SQLite itself.
QList<QStringList> rows(const QString &workspace, const QByteArray &sql)
{
    QList<QStringList> all;
    sqlite3 *db = nullptr;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_open_v2(QFile::encodeName(workspace).constData(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList row;
            for (int c = 0; c < sqlite3_column_count(statement); ++c) {
                const void *text = sqlite3_column_text(statement, c);
                row << (text ? QString::fromUtf8(static_cast<const char *>(text)) : QString());
            }
            all << row;
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return all;
}

int number(const QString &workspace, const QByteArray &sql)
{
    const QList<QStringList> all = rows(workspace, sql);
    return all.isEmpty() ? -1 : all.constFirst().constFirst().toInt();
}

/// Records of a CSV file as RFC 4180 has it.
QList<QStringList> csvRecords(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes.mid(bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0));
    QList<QStringList> records;
    QStringList record;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text.at(i + 1) == u'"')
                cell += text.at(++i);
            else
                quoted = false;
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u',') {
            record << cell;
            cell.clear();
        } else if (c == u'\n') {
            records << (record << cell);
            record.clear();
            cell.clear();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    return records;
}

} // namespace

class TestGapReport : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_cli = qEnvironmentVariable("BAILIWICK_CLI");
    QString m_workspace = m_dir.filePath(u"sample.bailiwick"_s);

    QString written(const QString &name, const QStringList &more = {}, const QString &workspace = {})
    {
        const QString path = m_dir.filePath(name);
        const Run done = run(m_cli, QStringList{u"report"_s, u"--workspace"_s, workspace.isEmpty() ? m_workspace : workspace, u"--out"_s, path} + more);
        if (done.code != 0)
            qWarning() << done.code << done.err;
        return path;
    }
    static int pages(const QString &path)
    {
        const auto match = QRegularExpression(u"Pages:\\s+(\\d+)"_s).match(run(u"pdfinfo"_s, {path}).out);
        return match.captured(1).toInt();
    }

private slots:
    void initTestCase()
    {
        if (m_cli.isEmpty() || !QFile::exists(m_cli))
            QSKIP("BAILIWICK_CLI is not set: run through ctest");
        for (const QString &program : {u"pdftotext"_s, u"pdfinfo"_s, u"pdffonts"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP("poppler-utils are not installed");
        }
        QCOMPARE(run(m_cli, {u"demo"_s, u"--workspace"_s, m_workspace}).code, 0);
        QCOMPARE(run(m_cli, {u"evaluate"_s, u"--workspace"_s, m_workspace, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
    }
    void saysNothingOnTheConsole()
    {
        const Run done = run(m_cli, {u"report"_s, u"--workspace"_s, m_workspace, u"--out"_s, m_dir.filePath(u"quiet.pdf"_s)}, false);
        QCOMPARE(done.code, 0);
        QCOMPARE(done.err, QString());
        QCOMPARE(done.out, QString());
    }
    void lengths_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("full") << u"full"_s << 40 << 120; // each access right from abroad is a finding of its own
        QTest::newRow("board") << u"board"_s << 6 << 12;
    }
    void lengths()
    {
        QFETCH(QString, kind);
        QFETCH(int, least);
        QFETCH(int, most);
        const QString path = written(kind + u".pdf"_s, {u"--kind"_s, kind});
        const int total = pages(path);
        QVERIFY2(total >= least && total <= most, qPrintable(QString::number(total)));
        const QStringList sheets = run(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}).out.split(u'\f');
        QVERIFY(sheets.size() > total); // the last form feed ends the last page
        for (int i = 1; i <= total; ++i) {
            const QString &sheet = sheets.at(i - 1);
            QVERIFY2(sheet.contains(u"page %1 of %2"_s.arg(i).arg(total)), qPrintable(sheet));
            if (i > 1)
                QVERIFY2(sheet.contains(u"CORVANE SE"_s) && sheet.contains(u"As of 2026-11-20"_s), qPrintable(sheet));
        }
        // No sheet for a few lines that the one before would have held.
        QVERIFY2(sheets.at(total - 1).split(u'\n', Qt::SkipEmptyParts).size() > 12, qPrintable(sheets.at(total - 1)));
        // What is to be done is said once, where many issues ask for it.
        if (kind == u"board"_s)
            QCOMPARE(sheets.join(u'\n').count(u"Or withdraw the right, or"_s), 1);
        // The summary is one page.
        for (const QString &words : {u"Summary"_s, u"What stands out"_s, u"What is not known"_s, u"How complete the inventory is"_s})
            QVERIFY2(sheets.at(2).contains(words), qPrintable(words));
        const Run fonts = run(u"pdffonts"_s, {path});
        int embedded = 0;
        for (const QString &line : fonts.out.split(u'\n', Qt::SkipEmptyParts).mid(2)) {
            QVERIFY2(QRegularExpression(u"\\syes\\s+yes\\s+yes\\s+\\d+\\s+\\d+\\s*$"_s).match(line).hasMatch(), qPrintable(line));
            ++embedded;
        }
        QVERIFY(embedded > 0);
    }
    /// With every framework that there is a board still reads a summary of one page, and no page stands empty.
    void manyFrameworks()
    {
        const QString all = m_dir.filePath(u"all.bailiwick"_s);
        QCOMPARE(run(m_cli, {u"demo"_s, u"--workspace"_s, all}).code, 0);
        QStringList ids;
        for (const auto &f : nlohmann::json::parse(run(m_cli, {u"frameworks"_s, u"--json"_s}).out.toStdString()))
            ids << QString::fromStdString(f["id"].get<std::string>());
        QVERIFY(ids.size() >= 46);
        QCOMPARE(run(m_cli, {u"choose"_s, u"--workspace"_s, all, u"--frameworks"_s, ids.join(u',')}).code, 0);
        QCOMPARE(run(m_cli, {u"evaluate"_s, u"--workspace"_s, all, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
        const QString path = written(u"many.pdf"_s, {u"--kind"_s, u"board"_s}, all);
        QVERIFY2(pages(path) <= 20, qPrintable(QString::number(pages(path))));
        const QStringList sheets = run(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}).out.split(u'\f', Qt::SkipEmptyParts);
        QVERIFY2(sheets.at(0).contains(u"%1 in all"_s.arg(ids.size())), qPrintable(sheets.at(0)));
        for (const QString &words : {u"Summary"_s, u"What stands out"_s, u"How complete the inventory is"_s})
            QVERIFY2(sheets.at(2).contains(words), qPrintable(words));
        for (const QString &sheet : sheets)
            QVERIFY2(sheet.split(u'\n', Qt::SkipEmptyParts).size() > 8, qPrintable(sheet));
        // Each of them is named somewhere, those without a result in a sentence.
        const QString text = squeezed(run(u"pdftotext"_s, {u"-raw"_s, u"-enc"_s, u"UTF-8"_s, path, u"-"_s}).out);
        for (const auto &f : nlohmann::json::parse(run(m_cli, {u"frameworks"_s, u"--json"_s}).out.toStdString()))
            QVERIFY2(text.contains(squeezed(QString::fromStdString(f["title"].get<std::string>()))), f["title"].dump().c_str());
    }
    void nothingIsCut()
    {
        const QString text = squeezed(run(u"pdftotext"_s, {u"-raw"_s, u"-enc"_s, u"UTF-8"_s, written(u"all.pdf"_s), u"-"_s}).out);
        int issues = 0;
        for (const QStringList &row : rows(m_workspace, "SELECT DISTINCT printf('I-%04d', issue) FROM finding WHERE status=1")) {
            QVERIFY2(text.contains(row.constFirst()), qPrintable(row.constFirst()));
            ++issues;
        }
        QVERIFY(issues > 20);
        int things = 0;
        for (const QStringList &row : rows(m_workspace, "SELECT DISTINCT CASE WHEN e.name='' THEN e.key ELSE e.name END FROM finding f "
                                                        "JOIN entity e ON e.id=f.entity WHERE f.status IN (1,2)")) {
            // Of a cloud's resource path the report says the last part.
            static const QRegularExpression path(u"arn:\\S*:([^\\s:/]+)/?"_s);
            QVERIFY2(text.contains(squeezed(QString(row.constFirst()).replace(path, u"\\1"_s))), qPrintable(row.constFirst()));
            ++things;
        }
        QVERIFY(things > 200);
        // What people answered is told by the requirement as it is listed, with its commas.
        for (const QStringList &row : rows(m_workspace, "SELECT DISTINCT replace(r.name,';',',') FROM finding f JOIN rule r ON r.id=f.rule"))
            QVERIFY2(text.contains(squeezed(row.constFirst())), qPrintable(row.constFirst()));
        int decisions = 0;
        for (const QStringList &row : rows(m_workspace, "SELECT DISTINCT reason, approved_by FROM waiver")) {
            QVERIFY2(text.contains(squeezed(row.at(0))), qPrintable(row.at(0)));
            QVERIFY2(text.contains(squeezed(row.at(1))), qPrintable(row.at(1)));
            ++decisions;
        }
        QVERIFY(decisions > 10);
        for (const QStringList &row : rows(m_workspace, "SELECT sha256 FROM source"))
            QVERIFY2(text.contains(row.constFirst()), qPrintable(row.constFirst()));
        QVERIFY(text.contains(u"sodothecontractfacts"_s) || text.contains(u"soarethecontractfacts"_s));
    }
    // What a framework's table counts is what the evaluation counts, a number for each word.
    void frameworksCountUnderTheirWords()
    {
        const auto data = nlohmann::json::parse(bytesOf(written(u"words.json"_s)).toStdString());
        const QString paper = squeezed(run(u"pdftotext"_s, {u"-raw"_s, u"-enc"_s, u"UTF-8"_s, written(u"words.pdf"_s, {u"--kind"_s, u"board"_s}), u"-"_s}).out);
        int mixed = 0;
        for (const auto &f : data["frameworks"]) {
            QHash<QString, int> by;
            int all = 0;
            for (const auto &r : f["requirements"]) {
                const std::string legal = r["legal_status"].get<std::string>();
                by[legal == "law" ? u"gap"_s : legal == "own_policy" ? u"weak"_s : u"not_met"_s] += r["counts"]["gap"].get<int>();
                all += r["counts"]["gap"].get<int>();
            }
            for (const char *word : {"gap", "not_met", "weak"})
                QCOMPARE(f["findings"][word].get<int>(), by.value(QString::fromLatin1(word)));
            if (by.value(u"gap"_s) > 0 && by.value(u"weak"_s) > 0) {
                ++mixed;
                QVERIFY(paper.contains(u"%1gaps,%2weak"_s.arg(by.value(u"gap"_s)).arg(by.value(u"weak"_s))));
                QVERIFY(!paper.contains(u"Gap%1"_s.arg(all)) && !paper.contains(u"%1gaps"_s.arg(all)));
            }
        }
        QVERIFY(mixed > 0);
    }
    void csvHasEveryFinding()
    {
        const QList<QStringList> records = csvRecords(bytesOf(written(u"all.csv"_s)));
        QVERIFY(!records.isEmpty());
        const qsizetype status = records.constFirst().indexOf(u"status"_s);
        QVERIFY(status >= 0);
        QHash<QString, int> by;
        for (const QStringList &record : records.mid(1)) {
            QCOMPARE(record.size(), records.constFirst().size());
            ++by[record.at(status)];
            for (const QString &cell : record)
                QVERIFY2(cell.isEmpty() || !u"=+-@"_s.contains(cell.at(0)), qPrintable(cell));
        }
        QCOMPARE(by.value(u"gap"_s), number(m_workspace, "SELECT count(*) FROM finding WHERE status=1"));
        QCOMPARE(by.value(u"unknown"_s), number(m_workspace, "SELECT count(*) FROM finding WHERE status=2"));
        QVERIFY(by.value(u"gap"_s) > 100);
    }
    void jsonHasEveryFinding()
    {
        const auto root = nlohmann::json::parse(bytesOf(written(u"all.json"_s)).toStdString(), nullptr, false);
        QVERIFY(!root.is_discarded());
        int gaps = 0;
        int facts = 0;
        int placed = 0;
        for (const auto &issue : root["issues"]) {
            for (const auto &finding : issue["findings"]) {
                gaps += finding["status"] == "gap" ? 1 : 0;
                for (const auto &fact : finding["facts"]) {
                    ++facts;
                    placed += fact["where"].get<std::string>().empty() ? 0 : 1;
                }
            }
        }
        int unknowns = 0;
        for (const auto &group : root["unknowns"])
            unknowns += static_cast<int>(group["findings"].size());
        QCOMPARE(gaps, number(m_workspace, "SELECT count(*) FROM finding WHERE status=1"));
        QCOMPARE(unknowns, number(m_workspace, "SELECT count(*) FROM finding WHERE status=2"));
        QCOMPARE(static_cast<int>(root["issues"].size()), number(m_workspace, "SELECT count(DISTINCT issue) FROM finding WHERE status=1"));
        // What is accepted stands apart, with who decided it and until when; what has ended is told too, and is a gap again.
        int accepted = 0;
        int ended = 0;
        for (const auto &one : root["acceptances"]) {
            (one["in_force"].get<bool>() ? accepted : ended) += one["count"].get<int>();
            for (const char *member : {"rule", "reason", "requested_by", "approved_by", "accepted_on", "expires"})
                QVERIFY2(!one[member].get<std::string>().empty(), member);
        }
        QVERIFY(accepted > 40);
        QCOMPARE(accepted, number(m_workspace, "SELECT count(*) FROM finding WHERE status=5"));
        QCOMPARE(accepted + ended, number(m_workspace, "SELECT count(*) FROM waiver"));
        QCOMPARE(static_cast<int>(root["inputs"].size()), number(m_workspace, "SELECT count(*) FROM source"));
        // Every fact says where it came from, those over several steps too.
        QVERIFY(facts > 1000);
        QCOMPARE(placed, facts);
    }
    void aScopeNarrowsTheReport_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("legal entity") << u"legal_entity"_s << u"Legal entity: "_s;
        QTest::newRow("business service") << u"business_service"_s << u"Business service: "_s;
    }
    void aScopeNarrowsTheReport()
    {
        QFETCH(QString, kind);
        QFETCH(QString, words);
        const auto findings = [](const nlohmann::json &report) {
            int sum = 0;
            for (const auto &framework : report["frameworks"])
                sum += framework["counts"]["gap"].get<int>() + framework["counts"]["unknown"].get<int>();
            return sum;
        };
        const auto whole = nlohmann::json::parse(bytesOf(written(u"whole.json"_s)).toStdString());
        int narrower = 0;
        for (const QStringList &row : rows(m_workspace, "SELECT e.key, coalesce(nullif(e.name,''), e.key) FROM entity e JOIN e_" + kind.toLatin1() + " k ON k.id=e.id ORDER BY e.key LIMIT 3")) {
            const auto part = nlohmann::json::parse(bytesOf(written(u"part.json"_s, {u"--scope"_s, kind + u':' + row.at(0)})).toStdString());
            QCOMPARE(QString::fromStdString(part["scope"].get<std::string>()), words + row.at(1));
            QVERIFY(findings(part) < findings(whole));
            narrower += findings(part) > 0;
        }
        QVERIFY(narrower > 0);
    }
    void sameWorkspaceSameBytes_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *ending : {"pdf", "html", "csv", "json"})
            QTest::newRow(ending) << QString::fromLatin1(ending);
    }
    void sameWorkspaceSameBytes()
    {
        QFETCH(QString, ending);
        const QByteArray first = bytesOf(written(u"first."_s + ending));
        QVERIFY(first.size() > 1000);
        QVERIFY(first == bytesOf(written(u"second."_s + ending)));
    }
    void htmlStandsAlone()
    {
        const QString html = QString::fromUtf8(bytesOf(written(u"all.html"_s)));
        for (const QString &fetched : {u"src="_s, u"href=\"http"_s, u"<link"_s, u"<script"_s, u"@import"_s, u"url(h"_s, u"url(\""_s})
            QVERIFY2(!html.contains(fetched), qPrintable(fetched));
        for (const QStringList &row : rows(m_workspace, "SELECT DISTINCT printf('I-%04d', issue) FROM finding WHERE status=1"))
            QVERIFY2(html.contains(u"id=\"i-%1\""_s.arg(row.constFirst())), qPrintable(row.constFirst()));
        // Every door leads somewhere.
        auto links = QRegularExpression(u"href=\"#([^\"]+)\""_s).globalMatch(html);
        int followed = 0;
        while (links.hasNext()) {
            const QString id = links.next().captured(1);
            QVERIFY2(html.contains(u"id=\"%1\""_s.arg(id)), qPrintable(id));
            ++followed;
        }
        QVERIFY(followed > 20);
    }
    // The chapter has what the calendar has for the same year, on paper, on screen and in the data.
    void whatComesInTheNextYear()
    {
        const auto calendar = nlohmann::json::parse(run(m_cli, {u"calendar"_s, u"--workspace"_s, m_workspace, u"--until"_s, u"2027-11-20"_s, u"--json"_s}).out.toStdString());
        QVERIFY(calendar["days"].size() > 5);
        const auto data = nlohmann::json::parse(bytesOf(written(u"coming.json"_s)).toStdString());
        // The command looks ahead from today, the report from its day.
        const std::string today = calendar["from"].get<std::string>();
        // Of the laws to come those of the report's frameworks, of all else what the calendar has.
        QSet<std::string> judged;
        for (const auto &f : data["frameworks"])
            judged.insert(f["id"].get<std::string>());
        const auto others = [&judged](const auto &row) { return row["sort"] == "law" && !judged.contains(row["framework"].template get<std::string>()); };
        std::size_t ahead = 0;
        QMap<QString, int> things;
        for (const auto &row : data["coming"]) {
            ahead += row["day"].get<std::string>() >= today ? 1 : 0;
            QVERIFY2(!others(row), row.dump().c_str());
            things[QString::fromStdString(row["sort"].get<std::string>())] += row["count"].get<int>();
            const QStringList named = QString::fromStdString(row["subject"].get<std::string>()).split(u"; "_s);
            QVERIFY2(QSet<QString>(named.cbegin(), named.cend()).size() == named.size(), row.dump().c_str());
        }
        std::size_t ours = 0;
        for (const auto &row : calendar["days"])
            ours += others(row) ? 0 : 1;
        QVERIFY(ours < calendar["days"].size());
        QCOMPARE(ahead, ours);
        QCOMPARE(data["coming_until"].get<std::string>(), "2027-11-20");
        const QString paper = squeezed(run(u"pdftotext"_s, {u"-layout"_s, written(u"coming.pdf"_s), u"-"_s}).out);
        const QString html = QString::fromUtf8(bytesOf(written(u"coming.html"_s)));
        QVERIFY(paper.contains(u"Whatcomesinthenext12months"_s));
        // Contracts that end, not the days on which some do.
        QCOMPARE(things.value(u"contract"_s), number(m_workspace, "SELECT count(*) FROM e_contract WHERE coalesce(ended,0)=0 AND date(end_date*86400,'unixepoch') BETWEEN '2026-11-20' AND '2027-11-20'"));
        QVERIFY(paper.contains(u"Contracts:%1"_s.arg(things.value(u"contract"_s))));
        QVERIFY(paper.contains(u"Certificates:%1"_s.arg(things.value(u"certificate"_s))));
        QVERIFY(html.contains(u"What comes in the next 12 months"_s));
        std::string before;
        for (const auto &row : data["coming"]) {
            QVERIFY(row["day"].get<std::string>() >= before);
            before = row["day"].get<std::string>();
            QVERIFY(before >= "2026-11-20" && before <= "2027-11-20");
            QVERIFY2(paper.contains(QString::fromStdString(before)), before.c_str());
            QVERIFY(html.contains(QString::fromStdString(row["event"].get<std::string>())));
        }
        // A report on one framework has its days and the organisation's, not those of other laws.
        const auto narrow = nlohmann::json::parse(bytesOf(written(u"narrow.json"_s, {u"--frameworks"_s, u"gdpr"_s})).toStdString());
        QVERIFY(narrow["coming"].size() <= data["coming"].size());
        for (const auto &row : narrow["coming"])
            QVERIFY2(row["sort"] != "law" || row["framework"] == "gdpr", row.dump().c_str());
    }
    void anEmptyWorkspaceSaysSo_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("full") << u"full"_s;
        QTest::newRow("board") << u"board"_s;
    }
    void anEmptyWorkspaceSaysSo()
    {
        QFETCH(QString, kind);
        const QString empty = m_dir.filePath(u"empty-%1.bailiwick"_s.arg(kind));
        const QString list = m_dir.filePath(u"locations.csv"_s);
        QFile file(list);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("location:key,name,country,city\nhq,Head office,DE,Bonn\n");
        file.close();
        QCOMPARE(run(m_cli, {u"import"_s, u"--workspace"_s, empty, list}).code, 0);
        const Run before = run(m_cli, {u"report"_s, u"--workspace"_s, empty, u"--out"_s, m_dir.filePath(u"before.pdf"_s)});
        QCOMPARE(before.code, 1);
        QVERIFY2(before.err.contains(u"bailiwick-cli evaluate"_s), qPrintable(before.err));
        QCOMPARE(run(m_cli, {u"evaluate"_s, u"--workspace"_s, empty, u"--frameworks"_s, u"gdpr"_s}).code, 0);
        const QString path = written(u"empty-%1.pdf"_s.arg(kind), {u"--kind"_s, kind}, empty);
        const QString text = run(u"pdftotext"_s, {u"-layout"_s, path, u"-"_s}).out;
        QVERIFY2(text.contains(u"Nothing has been judged"_s), qPrintable(text));
        QVERIFY(text.contains(u"import the inventory"_s) || squeezed(text).contains(u"importtheinventory"_s));
        QVERIFY(pages(path) <= 12);
    }
    void wrongUseIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("kind") << QStringList{u"--out"_s, u"x.pdf"_s, u"--kind"_s, u"short"_s} << u"full or board"_s;
        QTest::newRow("ending") << QStringList{u"--out"_s, u"x.doc"_s} << u"pdf, html, xlsx, csv or json"_s;
        QTest::newRow("no file") << QStringList{} << u"--out FILE"_s;
        QTest::newRow("framework") << QStringList{u"--out"_s, u"x.pdf"_s, u"--frameworks"_s, u"nope"_s} << u"nope"_s;
    }
    void wrongUseIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Run done = run(m_cli, QStringList{u"report"_s, u"--workspace"_s, m_workspace} + arguments);
        QVERIFY(done.code == 1 || done.code == 2);
        QVERIFY2(done.err.contains(words), qPrintable(done.err));
    }
};

BAILIWICK_TEST(QCoreApplication, TestGapReport)

} // namespace tst_gapreport

#include "tst_gapreport.moc"
