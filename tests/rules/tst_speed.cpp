// SPDX-License-Identifier: GPL-3.0-or-later
// Time of a run over 200,000 entities. Only with BAILIWICK_BENCH=1, or =rules for what each rule costs by itself, or =hand for
// ten rules against SQL written by hand; PACK_FILES names other
// packs than the built-in ones.
#include "rules/evaluator.h"
#include "rules/packloader.h"
#include "rules/resultblock.h"
#include "rules/rulereader.h"
#include "rules/sharedconditions.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/largeinventory.h"
#include "support/testmain.h"
#include "support/threadtime.h"

#include <QFile>
#include <QMultiMap>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

namespace tst_speed {

using namespace Qt::StringLiterals;

namespace {

/// Of all threads, in seconds: what other programs take does not count.
double used()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

class TestSpeed : public QObject
{
    Q_OBJECT

private:
    /// What each rule costs by itself, the dearest first.
    static void eachRule(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<rules::Pack> &packs, const rules::RunRequest &request)
    {
        rules::RuleReader reader(db, catalogue, request);
        double before = threadTime();
        QVERIFY(reader.open().has_value());
        QList<const rules::Rule *> asked;
        for (const rules::Pack &pack : packs) {
            for (const rules::Rule &rule : pack.rules)
                asked.append(&rule);
        }
        const rules::SharedConditions shared(asked);
        rules::SharedAnswers answers;
        reader.share(shared, answers);
        qInfo("opening %.0f ms", threadTime() - before);
        QMultiMap<double, QString> costs;
        double sum = 0;
        for (const rules::Pack &pack : packs) {
            for (const rules::Rule &rule : pack.rules) {
                QVERIFY(reader.judged(rule.entity).has_value());
                before = threadTime();
                QVERIFY(reader.ask(pack, rule).has_value());
                const double cost = threadTime() - before;
                sum += cost;
                costs.insert(-cost, u"%1 %2"_s.arg(rule.id, domain::kindName(rule.entity)));
            }
        }
        for (auto it = costs.cbegin(); it != costs.cend(); ++it)
            qInfo("%8.1f ms  %s", -it.key(), qPrintable(it.value()));
        qInfo("%.0f ms in all", sum);
    }

    /// Ten rules as somebody would write them in SQL: the same results, and how much longer the compiled condition takes.
    static void byHand(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<rules::Pack> &packs, const rules::RunRequest &request)
    {
        QFile file(QStringLiteral(SOURCE_ROOT "/tests/bench/rules-by-hand.sql"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QStringList parts = QString::fromUtf8(file.readAll()).split(u"-- rule "_s);
        const QString forAll = parts.takeFirst();
        QCOMPARE(parts.size(), 10);
        rules::RuleReader reader(db, catalogue, request);
        QVERIFY(reader.open().has_value());
        const auto shared = store::runScript(db, forAll.toUtf8(), u"rules-by-hand"_s);
        QVERIFY2(shared.has_value(), shared ? "" : qPrintable(shared.error().detail));
        for (const QString &part : parts) {
            const QString id = part.section(u'\n', 0, 0);
            const rules::Pack *pack = nullptr;
            for (const rules::Pack &p : packs)
                pack = p.rule(id) ? &p : pack;
            QVERIFY2(pack, qPrintable(id));
            const rules::Rule &rule = *pack->rule(id);
            const auto ids = reader.judged(rule.entity);
            QVERIFY(ids.has_value());
            double best[2] = {1e9, 1e9};
            QHash<qint64, int> hand;
            QByteArray compiled;
            // Each warms the cache for the other; the best of three counts.
            for (int round = 0; round < 3; ++round) {
                double before = threadTime();
                const auto outcome = reader.ask(*pack, rule);
                best[0] = qMin(best[0], threadTime() - before);
                QVERIFY(outcome.has_value());
                compiled = outcome->statuses;
                hand.clear();
                before = threadTime();
                store::Statement statement(store::nativeHandle(db), part.section(u'\n', 1).replace(u":day"_s, QString::number(request.asOf)).toUtf8());
                QVERIFY2(statement.isValid(), qPrintable(id + statement.error()));
                while (statement.next())
                    hand.insert(statement.integer(0), static_cast<int>(statement.integer(1)));
                best[1] = qMin(best[1], threadTime() - before);
                QVERIFY(statement.ok());
            }
            QCOMPARE(hand.size(), (*ids)->size());
            for (qsizetype i = 0; i < (*ids)->size(); ++i) {
                const int status = compiled.at(i) == rules::NotConcerned ? static_cast<int>(domain::Status::NotApplicable) : compiled.at(i);
                QVERIFY2(hand.value((*ids)->at(i)) == status,
                         qPrintable(u"%1 of %2: by hand %3, compiled %4"_s.arg(id).arg((*ids)->at(i)).arg(hand.value((*ids)->at(i))).arg(status)));
            }
            qInfo("%-12s %7lld things  compiled %7.1f ms  by hand %7.1f ms  ratio %.2f", qPrintable(id), static_cast<qint64>(hand.size()), best[0], best[1],
                  best[0] / best[1]);
        }
    }

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
        QTemporaryDir folder;
        const QString path = folder.filePath(u"large.bailiwick"_s);
        QVERIFY(store::prepareWorkspace(path, true).has_value());
        store::ConnectionScope workspace(path, store::Access::Write);
        fillWorkspace(workspace.db(), largeInventoryScript());
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(8, 0), Qt::UTC);
        if (qEnvironmentVariable("BAILIWICK_BENCH") == "rules"_L1)
            return eachRule(workspace.db(), *catalogue, packs, request);
        if (qEnvironmentVariable("BAILIWICK_BENCH") == "hand"_L1)
            return byHand(workspace.db(), *catalogue, packs, request);
        domain::QuietJob job;
        for (int i = 0; i < 2; ++i) {
            const double before = used();
            const auto summary = rules::evaluate(workspace.db(), *catalogue, packs, request, job);
            QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().detail));
            qint64 counts[domain::StatusCount] = {};
            for (const rules::FrameworkResult &framework : summary->frameworks) {
                for (std::size_t s = 0; s < framework.counts.size(); ++s)
                    counts[s] += framework.counts.at(s);
            }
            qInfo("run %d: %lld rules, %.2f s, %.2f s of processor time; pass %lld, gap %lld, unknown %lld, not "
                  "applicable %lld, issues %lld",
                  i + 1, static_cast<qint64>(summary->rules.size()), summary->seconds, used() - before, counts[0],
                  counts[1], counts[2], counts[3], summary->openIssues);
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestSpeed)

} // namespace tst_speed

#include "tst_speed.moc"
