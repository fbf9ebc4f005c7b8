// SPDX-License-Identifier: GPL-3.0-or-later
// Two days of the sample compared under all rule sets, against two whole evaluations and a naive comparison of their results.
#include "core/services.h"
#include "rules/comparison.h"
#include "rules/resultblock.h"
#include "store/connectionscope.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QMap>
#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTest>

namespace tst_comparedays {

using namespace Qt::StringLiterals;
using domain::Day;
using domain::Status;

namespace {

Day day(int year, int month, int dayOfMonth) { return domain::toDay(QDate(year, month, dayOfMonth)); }

using Results = QMap<std::pair<QString, qint64>, Status>;

} // namespace

class TestCompareDays : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto loaded = app::Services::load();
        QVERIFY(loaded);
        m_services = std::move(*loaded);
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s}).code, 0);
        m_path = m_cli.path(u"w.bailiwick"_s);
    }

    void likeTwoEvaluations_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("seed"); // of dates put at random; 0: as the sample has them
        QTest::newRow("high-risk duties") << day(2027, 12, 1) << day(2027, 12, 2) << 0;
        QTest::newRow("a year on") << day(2026, 11, 20) << day(2027, 11, 20) << 0;
        QTest::newRow("far back") << day(2024, 6, 1) << day(2031, 1, 1) << 0;
        QTest::newRow("backwards") << day(2028, 8, 2) << day(2026, 11, 22) << 0;
        QTest::newRow("dates at random 1") << day(2026, 11, 20) << day(2027, 6, 1) << 1;
        QTest::newRow("dates at random 2") << day(2027, 1, 1) << day(2026, 2, 1) << 2;
    }

    void likeTwoEvaluations()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, seed);
        if (seed != 0)
            scatter(static_cast<quint32>(seed), from, to);
        const auto compared = compare(from, to, false);
        QVERIFY(compared);
        Results before;
        Results after;
        evaluate(from, before);
        evaluate(to, after);
        Results changedBefore;
        Results changedAfter;
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (!after.contains(it.key()) || after.value(it.key()) != it.value())
                changedBefore.insert(it.key(), it.value());
        }
        for (auto it = after.cbegin(); it != after.cend(); ++it) {
            if (!before.contains(it.key()) || before.value(it.key()) != it.value())
                changedAfter.insert(it.key(), it.value());
        }
        Results foundBefore;
        Results foundAfter;
        for (const rules::ChangedResults &change : compared->changes) {
            QVERIFY(!change.causes.isEmpty());
            for (const qint64 entity : change.entities) {
                if (change.before)
                    foundBefore.insert({change.rule, entity}, *change.before);
                if (change.after)
                    foundAfter.insert({change.rule, entity}, *change.after);
            }
        }
        QVERIFY(foundBefore == changedBefore);
        QVERIFY(foundAfter == changedAfter);
        QVERIFY(!changedBefore.isEmpty());
        // The counts are those of the evaluations, and to look at every rule twice finds nothing more.
        QCOMPARE(sum(*compared, true), before.size());
        QCOMPARE(sum(*compared, false), after.size());
        const auto whole = compare(from, to, true);
        QVERIFY(whole);
        QVERIFY(whole->changes == compared->changes);
        QVERIFY(whole->frameworks == compared->frameworks);
        QCOMPARE(whole->judgedTwice, whole->rules);
        qInfo("%d of %d rules twice, %lld results change, %.2f s; all twice %.2f s", compared->judgedTwice, compared->rules,
              static_cast<long long>(compared->changed()), compared->seconds, whole->seconds);
    }

private:
    domain::Result<rules::Comparison> compare(Day from, Day to, bool allTwice)
    {
        rules::CompareRequest request;
        request.from = from;
        request.to = to;
        request.judgeAllTwice = allTwice;
        domain::QuietJob job;
        return rules::compareDays(m_path, m_services->catalogue, m_services->packs(), request, job);
    }
    void evaluate(Day asOf, Results &out)
    {
        store::ConnectionScope scope(m_path, store::Access::Write);
        rules::RunRequest request;
        request.asOf = asOf;
        request.at = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(scope.db(), m_services->catalogue, m_services->packs(), request, job);
        QVERIFY(run);
        for (const rules::Pack &pack : m_services->packs()) {
            for (const rules::Rule &rule : pack.rules) {
                const auto results = rules::readResults(scope.db(), run->run, rule.id, rule.entity);
                QVERIFY(results);
                for (const rules::EntityStatus &one : *results)
                    out.insert({rule.id, one.entity.value}, one.status);
            }
        }
    }
    /// Dates of every sort that lie between the two days, on things chosen by the seed.
    void scatter(quint32 seed, Day from, Day to)
    {
        QRandomGenerator random(seed);
        store::ConnectionScope scope(m_path, store::Access::Write);
        const Day first = std::min(from, to);
        const int span = std::abs(to - from);
        const auto put = [&](const QString &table, const QString &column, int every) {
            QSqlQuery q(scope.db());
            QVERIFY2(q.exec(u"UPDATE %1 SET %2 = %3 + (rowid*7919+%4)%%5 WHERE (rowid+%4)%%6 = 0"_s.arg(table, column).arg(first - 5).arg(random.bounded(1000)).arg(span + 10).arg(every)),
                     qPrintable(table + u'.' + column));
        };
        put(u"e_certification"_s, u"expires"_s, 3);
        put(u"e_certification"_s, u"issued"_s, 5);
        // What goes out of use makes every rule look twice; the first round does without.
        if (seed > 1)
            put(u"entity"_s, u"retired_on"_s, 40);
        put(u"e_contract"_s, u"end_date"_s, 3);
        put(u"ref_adequacy"_s, u"valid_until"_s, 3);
        put(u"ref_adequacy"_s, u"valid_from"_s, 7);
        put(u"e_workload"_s, u"restore_tested_at"_s, 2);
        QSqlQuery q(scope.db());
        QVERIFY(q.exec(u"UPDATE ref_law SET valid_until = %1 WHERE data_access = 1 AND country = 'US'"_s.arg(first + span / 2)));
        QVERIFY(q.exec(u"UPDATE attestation SET until = %1"_s.arg(first + span / 3)));
        QVERIFY(q.exec(u"INSERT OR REPLACE INTO attestation (kind, attr, who, at, until) VALUES (%1, '*', 'CISO', '', %2)"_s.arg(random.bounded(8)).arg(first + span / 4)));
    }
    static qsizetype sum(const rules::Comparison &c, bool before)
    {
        qint64 n = 0;
        for (const rules::FrameworkComparison &f : c.frameworks) {
            for (const qint64 count : before ? f.before : f.after)
                n += count;
        }
        return static_cast<qsizetype>(n);
    }

    std::unique_ptr<app::Services> m_services;
    Cli m_cli;
    QString m_path;
};

BAILIWICK_TEST(QCoreApplication, TestCompareDays)

} // namespace tst_comparedays

#include "tst_comparedays.moc"
