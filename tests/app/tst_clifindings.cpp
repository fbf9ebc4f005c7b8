// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluations, findings and reports on the command line.
#include "app/democli.h"
#include "importers/text/csvreader.h"
#include "support/testmain.h"

#include <QBuffer>

namespace tst_clifindings {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestCliFindings : public DemoCliTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeDemo(); }
    void evaluateCounts();
    void acceptedGapsSayWhoAndUntilWhen();
    void failOn_data();
    void failOn();
    void gapsAreTheFindings_data();
    void gapsAreTheFindings();
    void noneSaysWhatItMeans();
    void aRegisterDeclaredCompleteNamesWhoDeclaredIt();
    void gapsNeedARun();
    void gapsTellAStaleRun();
    void report_data();
    void report();
};

void TestCliFindings::evaluateCounts()
{
    const CliRun run = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2026-11-20"_s, u"--json"_s});
    QCOMPARE(run.code, 0);
    const ordered_json o = run.json();
    QCOMPARE(o["as_of"], "2026-11-20");
    Peek peek(m_w);
    QCOMPARE(o["revision"].get<qint64>(), peek.count("SELECT max(id) FROM change_set"));
    QVERIFY(o["seconds"].is_number());
    const QByteArrayList statuses = {"pass", "gap", "unknown", "not_applicable", "not_yet_applicable", "accepted", "error"};
    QCOMPARE(o["frameworks"].size(), 3U);
    for (const ordered_json &f : o["frameworks"]) {
        QCOMPARE(f["counts"].size(), std::size_t(statuses.size()));
        const QByteArray id = QByteArray::fromStdString(f["id"]);
        // `finding` holds what is not a pass and not out of scope: gaps and unknowns must be the same by another way.
        for (const int status : {1, 2}) {
            const qint64 found = peek.count("SELECT count(*) FROM finding JOIN rule ON rule.id=finding.rule WHERE framework='" + id
                                            + "' AND status=" + QByteArray::number(status));
            QCOMPARE(f["counts"][statuses.at(status).constData()].get<qint64>(), found);
        }
    }
    const CliRun one = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--frameworks"_s, u"gdpr"_s, u"--json"_s});
    QCOMPARE(texts(one.json()["frameworks"], "id"), QStringList{u"gdpr"_s});
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w}).code, 0);
}

void TestCliFindings::acceptedGapsSayWhoAndUntilWhen()
{
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
    const ordered_json list = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s, u"--json"_s}).json();
    QFile manifest(u":/demo/manifest.json"_s);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    // What the manifest names is accepted on that day where it has not expired; another way to the same number.
    std::size_t named = 0;
    std::size_t expired = 0;
    const ordered_json decisions = ordered_json::parse(manifest.readAll().toStdString())["acceptances"];
    for (const ordered_json &one : decisions) {
        for (const ordered_json &keys : one["gaps"])
            (one["expires"].get<std::string>() <= "2026-11-20" ? expired : named) += keys.size();
    }
    QCOMPARE(expired, 3U);
    QCOMPARE(list.size(), named);
    for (const ordered_json &finding : list) {
        QCOMPARE(finding["status"], "accepted");
        QVERIFY2(finding["framework"] != "gdpr", finding["rule"].get<std::string>().c_str());   // binding law
        const ordered_json &a = finding["acceptance"];
        QVERIFY(!a["reason"].get<std::string>().empty());
        QVERIFY(a["requested_by"] != a["approved_by"]);
        QVERIFY(a["approved_by"] != "Data Protection Officer");
        QVERIFY(a["accepted_on"].get<std::string>() <= "2026-11-20" && a["expires"].get<std::string>() > "2026-11-20");
    }
    const CliRun words = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s});
    QCOMPARE(words.out.count("accepted by "), qsizetype(named));
    // Years on none stands: every one was for a time.
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--as-of"_s, u"2028-11-20"_s}).code, 0);
    QCOMPARE(m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--status"_s, u"accepted"_s, u"--json"_s}).json().size(), 0U);
    QCOMPARE(m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w}).code, 0);
}

void TestCliFindings::failOn_data()
{
    QTest::addColumn<QString>("severity");
    for (const char *severity : {"critical", "high", "medium", "low"})
        QTest::newRow(severity) << QString::fromLatin1(severity);
}

void TestCliFindings::failOn()
{
    QFETCH(QString, severity);
    const CliRun all = m_demo.run({u"gaps"_s, u"--workspace"_s, m_w, u"--json"_s});
    const QStringList order = {u"critical"_s, u"high"_s, u"medium"_s, u"low"_s};
    bool expected = false;
    for (const QString &found : texts(all.json(), "severity"))
        expected = expected || order.indexOf(found) <= order.indexOf(severity);
    const CliRun run = m_demo.run({u"evaluate"_s, u"--workspace"_s, m_w, u"--fail-on"_s, severity, u"--json"_s});
    QCOMPARE(run.code, expected ? 4 : 0);
    QCOMPARE(run.json()["frameworks"].size(), 3U);   // printed whatever the exit code
    Cli empty;
    empty.write(u"d.csv"_s, "location:key;country\nL-1;DE\n");
    QCOMPARE(empty.run({u"import"_s, u"--workspace"_s, u"w"_s, u"d.csv"_s}).code, 0);
    QCOMPARE(empty.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"gdpr"_s, u"--fail-on"_s, severity}).code, 0);
}

void TestCliFindings::gapsAreTheFindings_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("gaps") << QStringList() << QByteArray("status=1");
    QTest::newRow("unknown") << QStringList{u"--status"_s, u"unknown"_s} << QByteArray("status=2");
    QTest::newRow("both") << QStringList{u"--status"_s, u"gap,unknown"_s} << QByteArray("status IN (1,2)");
    QTest::newRow("of one framework") << QStringList{u"--frameworks"_s, u"ai-sov"_s} << QByteArray("status=1 AND framework='ai-sov'");
}

void TestCliFindings::gapsAreTheFindings()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, where);
    const QByteArray from = " FROM finding JOIN rule ON rule.id=finding.rule JOIN entity ON entity.id=finding.entity WHERE " + where;
    Peek peek(m_w);
    const CliRun run = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w, u"--json"_s} + options);
    QCOMPARE(run.code, 0);
    const ordered_json list = run.json();
    QVERIFY(list.is_array() && !list.empty());
    QStringList found;
    for (const ordered_json &f : list) {
        for (const char *member : {"rule", "framework", "clause", "severity", "status", "entity", "key", "name", "reason"})
            QVERIFY2(f.at(member).is_string(), member);
        QVERIFY(!f["reason"].get<std::string>().empty());
        QVERIFY(f["facts"].is_array());
        found.append(QString::fromStdString(f["rule"].get<std::string>() + '|' + f["key"].get<std::string>()));
    }
    QStringList wanted;
    // What people answered is told by the requirement as it is listed, with its commas.
    for (const QByteArray &row : peek.rows("SELECT replace(rule.name,';',','), entity.key" + from))
        wanted.append(QString::fromUtf8(row));
    found.sort();
    wanted.sort();
    QCOMPARE(found, wanted);
    const CliRun csv = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w, u"--csv"_s} + options);
    QCOMPARE(csv.code, 0);
    // Row by row what the JSON says, the values that led to it in one cell.
    QByteArray rows = csv.out;
    QBuffer buffer(&rows);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    importers::CsvReader reader(&buffer, ',');
    QStringList cells;
    QVERIFY(reader.next(cells));
    QCOMPARE(cells.join(u','), u"rule,framework,severity,status,entity,key,name,reason,clause,facts,issue,other_tools,review,legal_status,word"_s);
    for (const ordered_json &f : list) {
        QVERIFY(reader.next(cells));
        QCOMPARE(cells.size(), 15);
        // The word follows the status of law.
        static const QHash<QString, QString> words = {{u"law"_s, u"gap"_s}, {u"own_policy"_s, u"weak"_s}, {u"programme"_s, u"not met"_s}, {u"standard"_s, u"not met"_s}, {u"scheme"_s, u"not met"_s}};
        QCOMPARE(cells.at(13).toStdString(), f["legal_status"].get<std::string>());
        QCOMPARE(cells.at(14).toStdString(), f["word"].get<std::string>());
        if (cells.at(3) == u"gap"_s)
            QCOMPARE(cells.at(14), words.value(cells.at(13)));
        QCOMPARE(cells.at(10).toStdString(), f["issue"].is_null() ? std::string() : f["issue"].get<std::string>());
        QCOMPARE(cells.at(0).toStdString(), f["rule"].get<std::string>());
        QCOMPARE(cells.at(8).toStdString(), f["clause"].get<std::string>());
        std::string facts;
        for (const ordered_json &fact : f["facts"])
            facts += (facts.empty() ? "" : "; ") + fact["attr"].get<std::string>() + '=' + fact["value"].get<std::string>();
        QCOMPARE(cells.at(9).toStdString(), facts);
    }
    QVERIFY(!reader.next(cells));
    const CliRun table = m_demo.run(QStringList{u"gaps"_s, u"--workspace"_s, m_w} + options);
    QCOMPARE(table.code, 0);
    QVERIFY(table.out.count('\n') >= 2 * wanted.size());
}

// "None" alone may be read as nothing known; it is a word that somebody gave, of the thing or of what leads to it.
void TestCliFindings::noneSaysWhatItMeans()
{
    const Cli cli;
    cli.import({{u"w.csv"_s, "dataset:key,name,classes,legal_entity,retention_days\nd-1,Letters,personal,none,none\n"}});
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, u"gdpr"_s}).code, 0);
    QMap<QString, QString> values;
    for (const ordered_json &finding : cli.run({u"gaps"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--status"_s, u"gap,unknown"_s, u"--json"_s}).json()) {
        for (const ordered_json &fact : finding["facts"])
            values.insert(said(fact, "attr"), said(fact, "value"));
    }
    QCOMPARE(values.value(u"retention_days"_s), u"none, as declared"_s);
    QCOMPARE(values.value(u"legal_entity.country"_s, u"none, since there is no \u201cLegal entity\u201d, as declared"_s), u"none, since there is no \u201cLegal entity\u201d, as declared"_s);
}

void TestCliFindings::aRegisterDeclaredCompleteNamesWhoDeclaredIt()
{
    const Cli cli;
    cli.import({{u"d.csv"_s, "dataset:key,name,classes,storage_countries\nd-1,Letters,personal,IN\n"}});
    QCOMPARE(cli.run({u"declare"_s, u"--workspace"_s, u"w.bailiwick"_s, u"transfer"_s, u"--who"_s, u"Data Protection Officer"_s}).code, 0);
    QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, u"gdpr"_s}).code, 0);
    QString where;
    for (const ordered_json &finding : cli.run({u"gaps"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).json()) {
        for (const ordered_json &fact : finding["facts"]) {
            if (said(finding, "rule") == u"GDPR-44-02"_s && said(fact, "attr") == u"transfer"_s)
                where = said(fact, "where");
        }
    }
    QVERIFY2(where.startsWith(u"Data Protection Officer's word of "_s) && where.contains(u"no evidence is kept with it"_s), qPrintable(where));
}

void TestCliFindings::gapsNeedARun()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"contracts.csv"_s}).code, 0);
    for (const QStringList &command : {QStringList{u"gaps"_s}, QStringList{u"report"_s, u"--out"_s, u"r.pdf"_s}}) {
        const CliRun run = cli.run(command + QStringList{u"--workspace"_s, u"w"_s});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("bailiwick-cli evaluate"), run.err.constData());
    }
}

void TestCliFindings::gapsTellAStaleRun()
{
    Cli cli;
    cli.write(u"contracts.csv"_s, Contracts);
    const QStringList w = {u"--workspace"_s, u"w"_s};
    cli.run(QStringList{u"import"_s, u"contracts.csv"_s} + w);
    QCOMPARE(cli.run(QStringList{u"evaluate"_s, u"--frameworks"_s, u"gdpr"_s} + w).code, 0);
    QCOMPARE(cli.run(QStringList{u"gaps"_s} + w).err, QByteArray());
    QCOMPARE(cli.run(QStringList{u"set"_s, u"contract:C-3"_s, u"dpa=no"_s} + w).code, 0);
    const CliRun stale = cli.run(QStringList{u"gaps"_s} + w);
    QCOMPARE(stale.code, 0);
    QVERIFY(stale.err.contains("evaluate again"));
    QCOMPARE(cli.run(QStringList{u"gaps"_s, u"--quiet"_s} + w).err, QByteArray());
}

void TestCliFindings::report_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("magic");
    QTest::newRow("pdf") << u"r.pdf"_s << QByteArray("%PDF-");
    QTest::newRow("html") << u"r.html"_s << QByteArray("<!DOCTYPE html>");
    QTest::newRow("csv") << u"r.csv"_s << QByteArray();
    QTest::newRow("json") << u"r.json"_s << QByteArray("{");
    QTest::newRow("board") << u"b.pdf"_s << QByteArray("%PDF-");
}

void TestCliFindings::report()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, magic);
    QStringList arguments = {u"report"_s, u"--workspace"_s, m_w, u"--out"_s, name};
    if (name.startsWith(u'b'))
        arguments += {u"--template"_s, u"board"_s, u"--frameworks"_s, u"gdpr"_s};
    const CliRun run = m_demo.run(arguments);
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(run.err, QByteArray());
    const QByteArray written = m_demo.read(name);
    QVERIFY(written.size() > 1000);
    QVERIFY(written.startsWith(magic));
    // The same workspace gives the same report.
    QCOMPARE(m_demo.run(arguments).code, 0);
    QCOMPARE(m_demo.read(name), written);
}

BAILIWICK_TEST(QCoreApplication, TestCliFindings)

} // namespace tst_clifindings

#include "tst_clifindings.moc"
