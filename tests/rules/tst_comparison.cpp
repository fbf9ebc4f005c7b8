// SPDX-License-Identifier: GPL-3.0-or-later
// Two days compared: what changes, what it is due to, and which rules need no second look.
#include "rules/acceptance.h"
#include "rules/comparison.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "store/editor.h"
#include "store/workspace.h"
#include "support/impatientjob.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace tst_comparison {

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Status;

namespace {

const QByteArray packText = R"({ "pack": "days", "version": "1", "title": "Days", "legal_status": "own_policy",
 "parameters": { "idle": { "value": 90, "unit": "days", "label": "Idle for" } }, "rules": [
  { "id": "D-LAW", "title": "Starts in 2030", "entity": "workload", "severity": "low", %examples
    "applies_from": "2030-01-01", "gap_if": { "attr": "encryption_at_rest", "is": false } },
  { "id": "D-UNTIL", "title": "Ends in 2030", "entity": "workload", "severity": "low", %examples
    "applies_until": "2029-12-31", "gap_if": { "attr": "encryption_at_rest", "is": false } },
  { "id": "D-STILL", "title": "Never changes", "entity": "workload", "severity": "low", %examples
    "gap_if": { "attr": "encryption_at_rest", "is": false } },
  { "id": "D-AGE", "title": "Restore tested within 90 days", "entity": "workload", "severity": "low", %examples
    "gap_if": { "attr": "restore_tested_at", "older_than_days": { "param": "idle" } } },
  { "id": "D-DATE", "title": "Contract has ended", "entity": "contract", "severity": "low", %examples
    "gap_if": { "attr": "end_date", "before": "as_of" } },
  { "id": "D-ADEQUATE", "title": "No recognition", "entity": "transfer", "severity": "low", %examples
    "gap_if": { "not": { "adequate": "importer_country" } } },
  { "id": "D-CERT", "title": "Not certified", "entity": "provider", "severity": "low", %examples
    "gap_if": { "not": { "certified": "self", "schemes": ["ISO27001"] } } },
  { "id": "D-LATECERT", "title": "Not certified, from 2030", "entity": "provider", "severity": "low", %examples
    "applies_from": "2030-01-01", "gap_if": { "not": { "certified": "self", "schemes": ["ISO27001"] } } },
  { "id": "D-RECORD", "title": "Owner recorded", "entity": "dataset", "severity": "low", %examples "duty": "record",
    "gap_if": { "attr": "classes", "not_recorded": true } } ] })";

const QByteArray examples = R"("examples": [ {"as_of":"2026-11-20","subject":"workload:w","expect":"gap","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"pass","given":[]},
  {"as_of":"2026-11-20","subject":"workload:w","expect":"unknown","given":[]} ],)";

const QByteArray worldText = R"([
 { "kind": "workload", "key": "bare", "encryption_at_rest": false, "restore_tested_at": "2029-11-01" },
 { "kind": "workload", "key": "kept", "encryption_at_rest": true, "restore_tested_at": "2029-12-31" },
 { "kind": "workload", "key": "leaving", "encryption_at_rest": true },
 { "kind": "contract", "key": "short", "end_date": "2029-12-20" },
 { "kind": "contract", "key": "long", "end_date": "2035-01-01" },
 { "kind": "transfer", "key": "to-gb", "importer_country": "GB" },
 { "kind": "transfer", "key": "to-ch", "importer_country": "CH" },
 { "kind": "provider", "key": "lapsing" }, { "kind": "provider", "key": "holding" },
 { "kind": "certification", "key": "c1", "scheme": "ISO27001", "holder": "lapsing", "report_type": "certificate", "issued": "2027-01-10", "expires": "2029-12-15" },
 { "kind": "certification", "key": "c2", "scheme": "ISO27001", "holder": "holding", "report_type": "certificate", "issued": "2027-01-10", "expires": "2039-12-15" },
 { "kind": "dataset", "key": "files" } ])";

const QByteArray rolesText = R"([ {"id":"a","name":"Head of Compliance"}, {"id":"b","name":"Head of Lending"} ])";

Day day(const char *text) { return domain::toDay(QDate::fromString(QString::fromLatin1(text), Qt::ISODate)); }

QString word(const std::optional<Status> &status) { return status ? domain::statusName(*status) : u"-"_s; }

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto read = rules::loadBuiltinCatalogue();
        QVERIFY(read);
        m_catalogue = *read;
        QByteArray text = packText;
        text.replace("%examples", examples);
        const rules::LoadedPack loaded = rules::loadPack(text, m_catalogue);
        QVERIFY2(loaded.pack, loaded.errors.isEmpty() ? "" : qPrintable(loaded.errors.constFirst().where + u": "_s + loaded.errors.constFirst().message));
        m_packs = {*loaded.pack};
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"w.bailiwick"_s);
        QVERIFY(store::prepareWorkspace(m_path, true));
        m_write = std::make_unique<store::ConnectionScope>(m_path, store::Access::Write);
        rules::ExampleWriter writer(m_write->db(), m_catalogue);
        QVERIFY(writer.write(QJsonDocument::fromJson(worldText).array()));
        QVERIFY(writer.attest({u"certification"_s}));
        // One recognition ends, another stands without end, whatever the reference data says of today.
        exec(u"UPDATE ref_adequacy SET valid_until = %1 WHERE country = 'GB'"_s.arg(day("2029-12-27")));
        exec(u"UPDATE ref_adequacy SET valid_until = NULL WHERE country = 'CH'"_s);
    }

    void changes_data()
    {
        QTest::addColumn<QString>("prepare");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("expected");
        const QString none;
        QTest::newRow("nothing lies between") << none << u"2029-06-01"_s << u"2029-06-02"_s << QStringList{};
        QTest::newRow("the same day") << none << u"2030-06-01"_s << u"2030-06-01"_s << QStringList{};
        QTest::newRow("a law starts, another ends") << none << u"2029-12-31"_s << u"2030-01-01"_s
            << QStringList{u"D-LAW bare not_yet_applicable>gap law"_s, u"D-LAW kept not_yet_applicable>pass law"_s,
                           u"D-LAW leaving not_yet_applicable>pass law"_s, u"D-LATECERT holding not_yet_applicable>pass law"_s,
                           u"D-LATECERT lapsing not_yet_applicable>gap law"_s, u"D-UNTIL bare gap>not_applicable law"_s,
                           u"D-UNTIL kept pass>not_applicable law"_s, u"D-UNTIL leaving pass>not_applicable law"_s};
        QTest::newRow("backwards") << none << u"2029-12-28"_s << u"2029-12-27"_s << QStringList{u"D-ADEQUATE to-gb gap>pass recognition"_s};
        QTest::newRow("a recognition counts on its last day") << none << u"2029-12-26"_s << u"2029-12-27"_s << QStringList{};
        QTest::newRow("a recognition ends") << none << u"2029-12-27"_s << u"2029-12-28"_s << QStringList{u"D-ADEQUATE to-gb pass>gap recognition"_s};
        QTest::newRow("a certificate counts on its last day") << none << u"2029-12-14"_s << u"2029-12-15"_s << QStringList{};
        QTest::newRow("a certificate lapses") << none << u"2029-12-15"_s << u"2029-12-16"_s << QStringList{u"D-CERT lapsing pass>gap certificate"_s};
        QTest::newRow("certificates are issued") << none << u"2027-01-09"_s << u"2027-01-10"_s
            << QStringList{u"D-CERT holding gap>pass certificate"_s, u"D-CERT lapsing gap>pass certificate"_s};
        QTest::newRow("a contract ends") << none << u"2029-12-20"_s << u"2029-12-21"_s << QStringList{u"D-DATE short pass>gap date"_s};
        QTest::newRow("a test grows too old") << none << u"2030-01-30"_s << u"2030-01-31"_s << QStringList{u"D-AGE bare pass>gap age"_s};
        QTest::newRow("a system is out of use") << u"UPDATE entity SET retired_on = %1 WHERE key = 'leaving'"_s.arg(day("2029-06-10")) << u"2029-06-09"_s
            << u"2029-06-10"_s << QStringList{u"D-AGE leaving unknown>- retirement"_s, u"D-LAW leaving not_yet_applicable>- retirement"_s,
                                              u"D-STILL leaving pass>- retirement"_s, u"D-UNTIL leaving pass>- retirement"_s};
        QTest::newRow("a register's completeness ends")
            << u"INSERT INTO attestation (kind, attr, who, at, until) VALUES (%1, '*', 'CISO', '', %2)"_s.arg(static_cast<int>(EntityKind::Dataset)).arg(day("2029-06-10"))
            << u"2029-06-10"_s << u"2029-06-11"_s << QStringList{u"D-RECORD files gap>unknown completeness"_s};
        // The certificate lapses before the law starts: only both together leave a gap where nothing was asked.
        QTest::newRow("two things together") << none << u"2029-12-10"_s << u"2030-01-10"_s
            << QStringList{u"D-ADEQUATE to-gb pass>gap recognition"_s, u"D-AGE kept unknown>pass age"_s, u"D-CERT lapsing pass>gap certificate"_s,
                           u"D-DATE short pass>gap date"_s, u"D-LATECERT holding not_yet_applicable>pass law"_s,
                           u"D-LATECERT lapsing not_yet_applicable>gap law+certificate"_s, u"D-LAW bare not_yet_applicable>gap law"_s,
                           u"D-LAW kept not_yet_applicable>pass law"_s, u"D-LAW leaving not_yet_applicable>pass law"_s,
                           u"D-UNTIL bare gap>not_applicable law"_s, u"D-UNTIL kept pass>not_applicable law"_s, u"D-UNTIL leaving pass>not_applicable law"_s};
    }

    void changes()
    {
        QFETCH(QString, prepare);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QStringList, expected);
        if (!prepare.isEmpty())
            exec(prepare);
        rules::CompareRequest request;
        request.from = domain::toDay(QDate::fromString(from, Qt::ISODate));
        request.to = domain::toDay(QDate::fromString(to, Qt::ISODate));
        const auto compared = compare(request);
        QVERIFY(compared);
        expected.sort();
        QCOMPARE(words(*compared), expected);
        // What nothing dated stands in is never looked at twice.
        if (prepare.isEmpty())
            QVERIFY(compared->judgedTwice <= compared->rules - 1);
        QCOMPARE(counts(*compared, true), countsOf(request.from));
        QCOMPARE(counts(*compared, false), countsOf(request.to));
    }

    void acceptanceEnds()
    {
        store::AttributeStore values(store::nativeHandle(m_write->db()), m_catalogue);
        const Day on = day("2027-01-01");
        QVERIFY(store::changeSetting(values, u"roles"_s, rolesText, u"Roles"_s, {}, at()));
        const rules::Decision decision{u"The pilot ends soon"_s, u"Head of Lending"_s, u"Head of Compliance"_s, on, on + 100};
        store::Transaction t(m_write->db());
        QVERIFY(t.begin());
        const auto accepted = rules::acceptGaps(m_write->db(), values, m_packs, {{u"D-STILL"_s, {values.find(EntityKind::Workload, u"bare"_s)}}}, decision, on, u"Accept"_s, u"officer"_s, at());
        QVERIFY2(accepted, accepted ? "" : qPrintable(accepted.error().detail));
        QVERIFY(t.commit());
        rules::CompareRequest request;
        request.from = on + 99;
        request.to = on + 100;
        QCOMPARE(words(*compare(request)), QStringList{u"D-STILL bare accepted>gap acceptance"_s});
        request.from = on - 1;
        request.to = on;
        QCOMPARE(words(*compare(request)), QStringList{u"D-STILL bare gap>accepted acceptance"_s});
    }

    // A comparison is no evaluation: it leaves no run, no finding and no change.
    void writesNothing()
    {
        rules::CompareRequest request;
        request.from = day("2029-01-01");
        request.to = day("2031-01-01");
        QVERIFY(compare(request)->changed() > 0);
        for (const char *table : {"run", "finding", "finding_change", "change_set", "issue"}) {
            QSqlQuery q(m_write->db());
            QVERIFY(q.exec(u"SELECT COUNT(*) FROM "_s + QLatin1String(table)) && q.next());
            QCOMPARE(q.value(0).toInt(), 0);
        }
    }

    void narrowed()
    {
        rules::CompareRequest request;
        request.frameworks = {u"nothing-of-that-name"_s};
        const auto refused = compare(request);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, domain::ErrorCode::UnknownFramework);
    }

    void cancelled()
    {
        ImpatientJob job;
        rules::CompareRequest request;
        request.to = 20000;
        const auto stopped = rules::compareDays(m_path, m_catalogue, m_packs, request, job);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, domain::ErrorCode::Cancelled);
    }

private:
    static QDateTime at() { return QDateTime(QDate(2027, 1, 1), QTime(12, 0), Qt::UTC); }
    void exec(const QString &sql)
    {
        QSqlQuery query(m_write->db());
        QVERIFY2(query.exec(sql), qPrintable(sql));
    }
    domain::Result<rules::Comparison> compare(const rules::CompareRequest &request)
    {
        domain::QuietJob job;
        return rules::compareDays(m_path, m_catalogue, m_packs, request, job);
    }
    QStringList words(const rules::Comparison &c)
    {
        QStringList out;
        for (const rules::ChangedResults &change : c.changes) {
            QStringList causes;
            for (const rules::Turn turn : change.causes)
                causes.append(rules::turnName(turn));
            for (const qint64 entity : change.entities) {
                QSqlQuery q(m_write->db());
                if (!q.exec(u"SELECT key FROM entity WHERE id = %1"_s.arg(entity)) || !q.next())
                    return {};
                out.append(u"%1 %2 %3>%4 %5"_s.arg(change.rule, q.value(0).toString(), word(change.before), word(change.after), causes.join(u'+')));
            }
        }
        out.sort();
        return out;
    }
    static rules::StatusCounts counts(const rules::Comparison &c, bool before) { return before ? c.frameworks.constFirst().before : c.frameworks.constFirst().after; }
    rules::StatusCounts countsOf(Day asOf)
    {
        rules::RunRequest request;
        request.asOf = asOf;
        request.at = at();
        domain::QuietJob job;
        const auto run = rules::evaluate(m_write->db(), m_catalogue, m_packs, request, job);
        return run ? run->frameworks.constFirst().counts : rules::StatusCounts{};
    }

    domain::Catalogue m_catalogue;
    QList<rules::Pack> m_packs;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::ConnectionScope> m_write;
    QString m_path;
};

BAILIWICK_TEST(QCoreApplication, TestComparison)

} // namespace tst_comparison

#include "tst_comparison.moc"
