// SPDX-License-Identifier: GPL-3.0-or-later
// Time of a run over 200,000 entities. Only with BAILIWICK_BENCH=1; PACK_FILES names other packs than the built-in ones.
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "store/referencedata.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

class Timed final : public domain::JobContext
{
public:
    bool isCancelled() const override { return false; }
    void progress(qint64, qint64, const QString &text) override
    {
        if (m_timer.isValid() && m_timer.elapsed() > 100)
            qInfo("%s %lld ms", qPrintable(text), m_timer.elapsed());
        m_timer.start();
    }

private:
    QElapsedTimer m_timer;
};

const char *fillScript = R"(
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 200000)
INSERT INTO entity (id, kind, key, name) SELECT i, CASE WHEN i <= 20 THEN 11 WHEN i <= 300 THEN 13 WHEN i <= 100000 THEN 2
 WHEN i <= 140000 THEN 3 WHEN i <= 180000 THEN 10 ELSE 5 END, 'k' || i, '' FROM n;
INSERT INTO e_provider (id, legal_country) SELECT id, CASE id % 3 WHEN 0 THEN 'US' WHEN 1 THEN 'DE' END FROM entity WHERE kind = 11;
INSERT INTO e_contract (id, provider, personal_data) SELECT id, id % 20 + 1, id % 2 FROM entity WHERE kind = 13;
INSERT INTO e_workload (id, role, provider, contract, env, encryption_at_rest, criticality) SELECT id, 'assessed', id % 20 + 1, id % 280 + 21,
 'prod', id % 3 = 0, 'critical' FROM entity WHERE kind = 2;
INSERT INTO e_dataset (id, processor, large_scale) SELECT id, id % 20 + 1, id % 2 FROM entity WHERE kind = 3;
INSERT INTO e_grant (id, dataset, privilege, effect, mfa) SELECT id, id % 40000 + 100001, 'admin', 'allow', id % 2 FROM entity WHERE kind = 10;
INSERT INTO e_transfer (id, provider, importer_country, tool) SELECT id, id % 20 + 1, CASE id % 3 WHEN 0 THEN 'IN' ELSE 'US' END, 'scc' FROM entity WHERE kind = 5;
INSERT INTO list_item SELECT id, 'classes', CASE id % 2 WHEN 0 THEN 'personal' ELSE 'health' END FROM entity WHERE kind = 3;
INSERT INTO list_state SELECT id, 'classes', 2 FROM entity WHERE kind = 3;
INSERT INTO link SELECT id, 'datasets', id % 40000 + 100001 FROM entity WHERE kind IN (2, 5);
INSERT INTO list_state SELECT id, 'datasets', 2 FROM entity WHERE kind IN (2, 5);
INSERT INTO place (entity, facets, country) SELECT id, 7, CASE id % 4 WHEN 0 THEN 'US' ELSE 'DE' END FROM entity WHERE kind IN (2, 3);
)";

} // namespace

class TestSpeed : public QObject
{
    Q_OBJECT

private slots:
    void run()
    {
        if (!qEnvironmentVariableIsSet("BAILIWICK_BENCH"))
            QSKIP("a measurement: set BAILIWICK_BENCH=1");
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        QList<rules::Pack> packs;
        for (const QString &path : qEnvironmentVariable("PACK_FILES").split(u',', Qt::SkipEmptyParts)) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            rules::LoadedPack loaded = rules::loadPack(file.readAll(), *catalogue);
            QVERIFY(loaded.pack.has_value());
            packs.append(*loaded.pack);
        }
        if (packs.isEmpty())
            packs = rules::loadBuiltinPacks(*catalogue).value_or({});
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QVERIFY(store::loadReferenceData(workspace.database()).has_value());
        const auto filled = rules::runScript(workspace.database(), fillScript, u"fill"_s);
        QVERIFY2(filled.has_value(), filled ? "" : qPrintable(filled.error().detail));
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
        Timed job;
        for (int i = 0; i < 2; ++i) {
            const auto summary = rules::evaluate(workspace.database(), *catalogue, packs, request, job);
            QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().detail));
            qInfo("run %d: %lld rules, %.2f s", i + 1, static_cast<qint64>(summary->rules.size()), summary->seconds);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpeed)
#include "tst_speed.moc"
