// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/findings.h"
#include "store/pages/listqueries.h"
#include "store/pages/overviewqueries.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

namespace tst_sql {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

QStringList plan(sqlite3 *db, const QByteArray &sql)
{
    QStringList steps;
    sqlite3_stmt *s = nullptr;
    if (sqlite3_prepare_v2(db, "EXPLAIN QUERY PLAN " + sql, -1, &s, nullptr) != SQLITE_OK)
        return {QString::fromUtf8(sqlite3_errmsg(db))};
    while (sqlite3_step(s) == SQLITE_ROW)
        steps.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(s, 3))));
    sqlite3_finalize(s);
    return steps;
}

// What SQLite was asked, as it was asked: gathered while the store's own functions run.
struct Trace
{
    QSet<QByteArray> asked;
    static int hear(unsigned, void *self, void *statement, void *)
    {
        const char *sql = sqlite3_sql(static_cast<sqlite3_stmt *>(statement));
        if (sql && !sqlite3_stmt_isexplain(static_cast<sqlite3_stmt *>(statement)))
            static_cast<Trace *>(self)->asked.insert(sql);
        return 0;
    }
};

} // namespace

/// Every statement that ships is one that this schema understands, and what a page asks is answered from an index.
class TestSql : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::ConnectionScope> m_scope;
    Catalogue m_catalogue;
    sqlite3 *db() { return store::nativeHandle(m_scope->db()); }
    void fill();

private slots:
    void initTestCase();
    void scriptsPrepare_data();
    void scriptsPrepare();
    void scriptsAreWhole_data();
    void scriptsAreWhole();
    void pagesUseIndexes();
    void recordsAreFoundByTheirNames();
};

void TestSql::initTestCase()
{
    QFile file(u":/packs/attributes.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_catalogue = *Catalogue::fromJson(file.readAll());
    const QString path = m_folder.filePath(u"w.bailiwick"_s);
    QVERIFY(store::prepareWorkspace(path, true).has_value());
    m_scope = std::make_unique<store::ConnectionScope>(path, store::Access::Write);
    QVERIFY(m_scope->isOpen());
    fill();
}

// Enough rows that SQLite's planner, after ANALYZE, takes the big tables for big.
void TestSql::fill()
{
    const char *const script[] = {
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) INSERT INTO entity(id,kind,key,name) "
        "SELECT 100000+i, 2, 'w'||i, 'System '||i FROM n",
        "INSERT INTO e_workload(id,env,provider) SELECT id,'prod',id%7 FROM entity WHERE id>100000",
        "INSERT INTO place(entity,nr,facets,provider,region) SELECT id,0,3,'aws','eu-central-1' FROM entity WHERE id>100000",
        "INSERT INTO rule(id,name,framework,severity,legal) VALUES(1,'R-1','gdpr',3,0),(2,'R-2','gdpr',2,0)",
        "INSERT INTO finding(rule,entity,status,since_run,issue) SELECT 1+id%2,id,1+id%2,1,id%50 FROM entity WHERE id>100000",
        "INSERT INTO entity_source(entity,feed,source,ordinal) SELECT id,1,1,id FROM entity WHERE id>100000",
        "ANALYZE"};
    for (const char *sql : script) {
        char *message = nullptr;
        sqlite3_exec(db(), sql, nullptr, nullptr, &message);
        QVERIFY2(!message, message);
    }
}

void TestSql::scriptsPrepare_data()
{
    QTest::addColumn<QString>("path");
    const QDir root(u":/sql"_s);
    for (const QString &name : root.entryList({u"*.sql"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << root.filePath(name);
    const QDir queries(u":/sql/queries"_s);
    for (const QString &name : queries.entryList({u"*.sql"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << queries.filePath(name);
    const QDir checks(u":/sql/queries/xray"_s);
    for (const QString &name : checks.entryList({u"*.sql"_s}, QDir::Files))
        QTest::newRow(qPrintable(u"xray/"_s + name)) << checks.filePath(name);
}

void TestSql::scriptsPrepare()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList statements = store::splitStatements(file.readAll());
    QVERIFY(!statements.isEmpty());
    for (const QByteArray &sql : statements) {
        sqlite3_stmt *s = nullptr;
        const int code = sqlite3_prepare_v2(db(), sql.constData(), -1, &s, nullptr);
        const QByteArray message = QByteArray(sqlite3_errmsg(db())) + ": " + sql;
        if (sql.contains("CREATE TEMP "))
            sqlite3_step(s); // what follows speaks of it
        sqlite3_finalize(s);
        // The reference tables are there already: that they can't be made twice is how SQLite says that it understood.
        const bool exists = code == SQLITE_ERROR && message.contains("already exists");
        QVERIFY2(code == SQLITE_OK || exists, message.constData());
    }
}

void TestSql::scriptsAreWhole_data()
{
    scriptsPrepare_data();
    const QDir migrations(u":/sql/migrations"_s);
    for (const QString &name : migrations.entryList({u"*.sql"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << migrations.filePath(name);
}

void TestSql::scriptsAreWhole()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray script = file.readAll();
    // Nothing after the last semicolon would ever run.
    const QByteArray tail = script.mid(script.lastIndexOf(';') + 1).trimmed();
    QVERIFY2(tail.isEmpty() || tail.startsWith("--"), tail.constData());
    QCOMPARE(script.count('\r'), 0);
}

void TestSql::pagesUseIndexes()
{
    store::AttributeStore values(db(), m_catalogue);
    Trace trace;
    sqlite3_trace_v2(db(), SQLITE_TRACE_STMT, Trace::hear, &trace);
    const store::PageFilter all;
    (void)store::entityHead(values, 100001);
    (void)store::findingsOfEntity(values, 100001, 50);
    (void)store::findingsOfIssue(values, 7, 50);
    (void)store::regionCountry(values, u"aws"_s, u"eu-central-1"_s);
    (void)store::namesOfIssue(values, 7, 10);
    (void)store::importLines(values);
    (void)store::newestRun(values);
    (void)store::dataRevision(values);
    for (const Attribute &a : m_catalogue.kind(EntityKind::Workload).attributes)
        (void)values.read(100001, EntityKind::Workload, a);
    (void)values.find(EntityKind::Workload, u"w1"_s);
    sqlite3_trace_v2(db(), 0, nullptr, nullptr);
    QVERIFY(trace.asked.size() >= 10);
    static const QRegularExpression bigScan(u"^SCAN (entity|e_\\w+|e|place|p|finding|f|entity_source|es|change|link|list_item|claim)\\b(?!.*USING (COVERING )?INDEX)"_s);
    QStringList scans;
    for (const QByteArray &sql : std::as_const(trace.asked)) {
        for (const QString &step : plan(db(), sql)) {
            if (bigScan.match(step).hasMatch())
                scans.append(step + u" <- "_s + QString::fromUtf8(sql));
        }
    }
    QVERIFY2(scans.isEmpty(), qPrintable(scans.join(u'\n')));
}

// A workspace that was never analysed, as they all are: each record of an import must not walk all entities of its kind.
void TestSql::recordsAreFoundByTheirNames()
{
    const QString path = m_folder.filePath(u"fresh.bailiwick"_s);
    QVERIFY(store::prepareWorkspace(path, true).has_value());
    store::ConnectionScope scope(path, store::Access::Import);
    QVERIFY(scope.isOpen());
    sqlite3 *fresh = store::nativeHandle(scope.db());
    store::AttributeStore values(fresh, m_catalogue);
    Trace trace;
    sqlite3_trace_v2(fresh, SQLITE_TRACE_STMT, Trace::hear, &trace);
    (void)values.find(EntityKind::Workload, u"w1"_s);
    (void)values.findByAlias(EntityKind::Workload, u"w1"_s);
    (void)values.keyOf(1);
    for (const Attribute &a : m_catalogue.kind(EntityKind::Workload).attributes)
        (void)values.read(1, EntityKind::Workload, a);
    sqlite3_trace_v2(fresh, 0, nullptr, nullptr);
    QVERIFY(trace.asked.size() >= 5);
    static const QRegularExpression walk(u"^SCAN (?!CONSTANT)|\\(kind=\\?\\)$"_s);
    QStringList walks;
    for (const QByteArray &sql : std::as_const(trace.asked)) {
        for (const QString &step : plan(fresh, sql)) {
            if (walk.match(step).hasMatch())
                walks.append(step + u" <- "_s + QString::fromUtf8(sql));
        }
    }
    QVERIFY2(walks.isEmpty(), qPrintable(walks.join(u'\n')));
}

BAILIWICK_TEST(QCoreApplication, TestSql)

} // namespace tst_sql

#include "tst_sql.moc"
