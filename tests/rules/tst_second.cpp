// SPDX-License-Identifier: GPL-3.0-or-later
// A second evaluator, written from the documents and not from the compiler (tests/rules/second), judges every rule of every shipped pack:
// over the packs' own examples, over the sample inventory and over random inventories. Both must say the same of each thing.
// SECOND_SEED=n and SECOND_ROUNDS=n choose other random inventories; BAILIWICK_BENCH=1 runs a thousand with all rules.
#include "rules/second/evaluator.h"
#include "rules/second/generator.h"

#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "rules/resultblock.h"
#include "store/connectionscope.h"
#include "store/referencedata.h"
#include "store/statement.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTest>

namespace tst_second {

using namespace Qt::StringLiterals;
using domain::Status;

namespace {

QString word(const std::optional<Status> &status)
{
    return status ? domain::statusName(*status) : u"no result"_s;
}

/// Makes one database the copy of another.
bool copyInto(QSqlDatabase &to, const QSqlDatabase &from)
{
    sqlite3_backup *backup = sqlite3_backup_init(store::nativeHandle(to), "main", store::nativeHandle(from), "main");
    if (!backup)
        return false;
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK;
}

} // namespace

class TestSecond : public QObject
{
    Q_OBJECT

public:
    /// A thousand inventories take longer than a test usually may.
    static void initMain()
    {
        if (qEnvironmentVariableIsSet("BAILIWICK_BENCH"))
            qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    }

private slots:
    void initTestCase()
    {
        const auto catalogue = rules::loadBuiltinCatalogue();
        const auto reference = second::Reference::read();
        QVERIFY(catalogue && reference);
        m_catalogue = *catalogue;
        m_reference = *reference;
        m_packs = second::shippedPacks();
        QVERIFY(m_packs.size() >= 45);
        const auto references = rules::builtinReferences();
        QVERIFY(references.has_value());
        const auto compiled = rules::loadBuiltinPacks(m_catalogue, *references);
        QVERIFY(compiled.has_value());
        m_compiled = *compiled;
        QCOMPARE(m_compiled.size(), m_packs.size());
    }

    // What the authors of the packs expect, the second evaluator finds without the compiler.
    void examples()
    {
        int examples = 0;
        QStringList wrong;
        for (const second::Pack &pack : std::as_const(m_packs)) {
            for (const second::Rule &rule : pack.rules) {
                for (const QJsonValue &example : rule.examples) {
                    second::Inventory inventory(m_catalogue);
                    inventory.add(example["given"_L1].toArray(), m_reference.lookup());
                    take(inventory, example);
                    const domain::Day asOf = domain::toDay(QDate::fromString(example["as_of"_L1].toString(), Qt::ISODate));
                    second::Evaluator evaluator(inventory, m_reference, asOf);
                    evaluator.use(pack, second::Evaluator::Concern::NotAsked);
                    const QString subject = example["subject"_L1].toString();
                    const auto kind = domain::kindFromName(subject.section(u':', 0, 0));
                    const second::Thing *thing = kind ? inventory.find(*kind, subject.section(u':', 1)) : nullptr;
                    QVERIFY2(thing, qPrintable(rule.id + u' ' + subject));
                    // What is not judged, and whom a rule does not concern, is not applicable in an example, or not yet.
                    const Status left = evaluator.statusByDay(rule).value_or(Status::NotApplicable);
                    const Status found = evaluator.isJudged(*thing) ? evaluator.status(rule, *thing).value_or(left) : left;
                    const QString expected = example["expect"_L1].toString();
                    ++examples;
                    if (word(found) != expected) {
                        wrong.append(u"%1, \"%2\": expected %3, second evaluator %4\n%5"_s.arg(rule.id, example["name"_L1].toString(), expected,
                                                                                              word(found), evaluator.account(rule, *thing)));
                    }
                }
            }
        }
        qInfo("%d examples, %d of them otherwise", examples, static_cast<int>(wrong.size()));
        QVERIFY(examples > 4000);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.mid(0, 20).join(u"\n\n"_s)));
    }

    void sampleInventory()
    {
        const Cli cli;
        const CliRun made = cli.run({u"demo"_s, u"--workspace"_s, u"sample"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        store::ConnectionScope connection(cli.path(u"sample"_s), store::Access::Write);
        QVERIFY(connection.isOpen());
        for (const QDate date : {QDate(2026, 11, 20), QDate(2028, 9, 1)}) {
            const domain::Day asOf = domain::toDay(date);
            const auto inventory = second::Inventory::fromWorkspace(connection.db(), m_catalogue, asOf, m_reference.lookup());
            compare(connection.db(), inventory, asOf, u"sample inventory on "_s + date.toString(Qt::ISODate), m_packs);
        }
        qInfo("%lld results compared: %s", m_compared, qPrintable(counts()));
        QVERIFY2(m_wrong.isEmpty(), qPrintable(report()));
        QVERIFY(m_compared > 10000);
    }

    void randomInventories()
    {
        const bool bench = qEnvironmentVariableIsSet("BAILIWICK_BENCH");
        const int rounds = qEnvironmentVariableIsSet("SECOND_ROUNDS") ? qEnvironmentVariableIntValue("SECOND_ROUNDS") : bench ? 1000 : 46;
        const quint32 seed = qEnvironmentVariableIsSet("SECOND_SEED") ? qEnvironmentVariable("SECOND_SEED").toUInt() : 20261122U;
        forget();
        rules::MemoryWorkspace empty;
        QVERIFY(empty.open().has_value());
        QVERIFY(store::loadReferenceData(empty.database()).has_value());
        second::Generator generator(m_catalogue, m_packs, m_reference.providers(), seed);
        for (int round = 0; round < rounds; ++round) {
            const second::Generator::Made made = generator.make(round);
            rules::MemoryWorkspace workspace;
            QVERIFY(workspace.open().has_value());
            QSqlDatabase &db = workspace.database();
            QVERIFY(copyInto(db, empty.database()));
            second::Inventory inventory(m_catalogue);
            write(made, db, inventory);
            if (QTest::currentTestFailed())
                return;
            // The second evaluator reads the JSON; what the store's readers make of the workspace must be the same.
            QCOMPARE(second::firstDifference(inventory, second::Inventory::fromWorkspace(db, m_catalogue, made.asOf, m_reference.lookup())), QString());
            // A short round takes the packs in turn.
            const qsizetype first = round % m_packs.size();
            QList<second::Pack> packs = bench ? m_packs : QList<second::Pack>{m_packs.at(first), m_packs.at((first + 7) % m_packs.size()),
                                                                                   m_packs.at((first + 19) % m_packs.size())};
            for (second::Pack &pack : packs) {
                for (auto it = pack.parameters.begin(); it != pack.parameters.end(); ++it)
                    it.value() = made.parameters.value(pack.id + u'/' + it.key(), it.value());
            }
            const qsizetype before = m_wrong.size();
            compare(db, inventory, made.asOf, u"inventory %1 of seed %2"_s.arg(round).arg(seed), packs, made.parameters);
            if (m_wrong.size() > before && qEnvironmentVariableIsSet("SECOND_REPORT")) {
                QFile json(qEnvironmentVariable("SECOND_REPORT") + u".%1.json"_s.arg(round));
                if (json.open(QIODevice::WriteOnly))
                    json.write(QJsonDocument(made.given).toJson() + made.attested.join(u' ').toUtf8());
            }
        }
        qInfo("%d inventories, %lld results compared: %s; %d rules gave a gap, %d a pass", rounds, m_compared, qPrintable(counts()),
              static_cast<int>(m_gaps.size()), static_cast<int>(m_passes.size()));
        QVERIFY2(m_wrong.isEmpty(), qPrintable(report()));
        for (const auto status : {Status::Pass, Status::Gap, Status::Unknown, Status::NotApplicable, Status::NotYetApplicable})
            QVERIFY2(m_counts[status] > m_compared / 200, qPrintable(counts()));
        // Agreement on rules that never come out either way would say little.
        if (rounds >= 1000)
            QVERIFY(m_gaps.size() > 400 && m_passes.size() > 330);
    }

private:
    void forget()
    {
        m_compared = m_compilerTime = m_secondTime = 0;
        m_counts.clear();
        m_differences.clear();
        m_gaps.clear();
        m_passes.clear();
        m_wrong.clear();
    }

    /// The same inventory in a workspace and in memory.
    void write(const second::Generator::Made &made, QSqlDatabase &db, second::Inventory &inventory)
    {
        rules::ExampleWriter writer(db, m_catalogue);
        for (const QJsonArray &entities : {made.things, made.given}) {
            inventory.add(entities, m_reference.lookup());
            const auto written = writer.write(entities);
            QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail + written.error().where));
        }
        for (const QString &one : made.attested) {
            if (made.until.value(one, made.asOf) >= made.asOf)
                inventory.attested.insert(one);
        }
        QVERIFY(writer.attest(made.attested).has_value());
        for (auto it = made.until.begin(); it != made.until.end(); ++it) {
            const QString attr = it.key().contains(u'.') ? it.key().section(u'.', 1) : u"*"_s;
            QSqlQuery until(db);
            QVERIFY(until.exec(u"UPDATE attestation SET until = %1 WHERE kind = %2 AND attr = '%3'"_s.arg(it.value())
                                   .arg(static_cast<int>(*domain::kindFromName(it.key().section(u'.', 0, 0)))).arg(attr)));
            QCOMPARE(until.numRowsAffected(), 1);
        }
        if (!made.zone.isEmpty()) {
            inventory.sets.insert(u"ZONE"_s, made.zone);
            QVERIFY(writer.setZone(made.zone).has_value());
        }
        if (!made.highRiskVendors.isEmpty()) {
            inventory.sets.insert(u"HIGH_RISK_VENDORS"_s, made.highRiskVendors);
            QVERIFY(writer.addToSet(u"HIGH_RISK_VENDORS"_s, made.highRiskVendors).has_value());
        }
        for (const auto &waiting : made.waiting) {
            const auto kind = domain::kindFromName(waiting.thing.section(u':', 0, 0));
            const QString key = waiting.thing.section(u':', 1);
            const domain::Attribute *attr = m_catalogue.attribute(*kind, waiting.attr);
            second::Value &list = inventory.thing(*kind, key).values[waiting.attr];
            list.state = second::Value::State::Said;
            list.items.append(waiting.key);
            QSqlQuery wait(db);
            QVERIFY(wait.exec(u"INSERT INTO pending_ref (entity, attr, kind, value) VALUES (%1, '%2', %3, '%4')"_s.arg(writer.find(*kind, key)->value)
                                  .arg(waiting.attr).arg(static_cast<int>(*attr->refKind)).arg(waiting.key)));
        }
        for (auto it = made.retired.begin(); it != made.retired.end(); ++it) {
            const auto kind = domain::kindFromName(it.key().section(u':', 0, 0));
            const QString key = it.key().section(u':', 1);
            QVERIFY(kind.has_value());
            const auto found = writer.find(*kind, key);
            QVERIFY(found.has_value());
            inventory.thing(*kind, key).retired = it.value();
            QSqlQuery retire(db);
            QVERIFY(retire.exec(u"UPDATE entity SET retired_on = %1 WHERE id = %2"_s.arg(it.value()).arg(found->value)));
        }
    }

    static void take(second::Inventory &inventory, const QJsonValue &example)
    {
        for (const QJsonValue &one : example["attested"_L1].toArray())
            inventory.attested.insert(one.toString());
        const auto texts = [](const QJsonValue &list) {
            QStringList all;
            for (const QJsonValue &one : list.toArray())
                all.append(one.toString());
            return all;
        };
        if (!example["zone"_L1].isUndefined())
            inventory.sets.insert(u"ZONE"_s, texts(example["zone"_L1]));
        const QJsonObject sets = example["sets"_L1].toObject();
        for (auto it = sets.begin(); it != sets.end(); ++it)
            inventory.sets.insert(it.key(), texts(it.value()));
    }

    /// A run of all packs over the workspace, and the second evaluator over the inventory.
    void compare(QSqlDatabase &db, const second::Inventory &inventory, domain::Day asOf, const QString &where, const QList<second::Pack> &packs,
                 const QHash<QString, double> &parameters = {})
    {
        rules::RunRequest request;
        request.parameters = parameters;
        request.asOf = asOf;
        request.at = QDateTime(domain::fromDay(asOf), QTime(12, 0), Qt::UTC);
        domain::QuietJob job;
        QElapsedTimer clock;
        clock.start();
        for (const second::Pack &pack : packs)
            request.frameworks.append(pack.id);
        const auto run = rules::evaluate(db, m_catalogue, m_compiled, request, job);
        QVERIFY2(run.has_value(), run ? "" : qPrintable(run.error().detail));
        QHash<qint64, QString> keys;
        QSqlQuery all(u"SELECT id, key FROM entity"_s, db);
        while (all.next())
            keys.insert(all.value(0).toLongLong(), all.value(1).toString());
        second::Evaluator evaluator(inventory, m_reference, asOf);
        judgeAlone(db, inventory, evaluator, packs, request, where);
        m_compilerTime += clock.restart();
        for (const second::Pack &pack : packs) {
            evaluator.use(pack);
            for (const second::Rule &rule : pack.rules) {
                const auto results = rules::readResults(db, run->run, rule.id, rule.entity);
                QVERIFY2(results.has_value(), qPrintable(rule.id));
                QHash<QString, Status> found;
                for (const rules::EntityStatus &one : *results)
                    found.insert(keys.value(one.entity.value), one.status == Status::Accepted ? Status::Gap : one.status);
                for (const second::Thing *thing : inventory.ofKind(rule.entity)) {
                    const std::optional<Status> expected = evaluator.isJudged(*thing) ? evaluator.status(rule, *thing) : std::nullopt;
                    const auto it = found.constFind(thing->key);
                    const std::optional<Status> said = it == found.cend() ? std::nullopt : std::optional(*it);
                    ++m_compared;
                    ++m_counts[expected];
                    if (expected == Status::Gap || expected == Status::Pass)
                        (expected == Status::Gap ? m_gaps : m_passes).insert(rule.id);
                    if (said != expected) {
                        ++m_differences[rule.id];
                        m_wrong.append(u"%1, %2, %3:%4: compiler %5, second evaluator %6\n%7"_s.arg(where, rule.id, domain::kindName(rule.entity),
                                                                                                   thing->key, word(said), word(expected),
                                                                                                   evaluator.account(rule, *thing)));
                    }
                }
            }
        }
        m_secondTime += clock.elapsed();
    }

    /// One thing judged by itself, as after an edit, comes out as it does among all.
    void judgeAlone(QSqlDatabase &db, const second::Inventory &inventory, second::Evaluator &evaluator, const QList<second::Pack> &packs,
                    rules::RunRequest request, const QString &where)
    {
        QList<const second::Thing *> things;
        for (const domain::KindInfo &kind : m_catalogue.kinds())
            things.append(QList<const second::Thing *>(inventory.ofKind(kind.kind).cbegin(), inventory.ofKind(kind.kind).cend()));
        m_alone = (m_alone + 17) % things.size();
        const second::Thing &thing = *things.at(m_alone);
        QSqlQuery id(db);
        QVERIFY(id.prepare(u"SELECT id FROM entity WHERE kind = ? AND key = ?"_s));
        id.addBindValue(static_cast<int>(thing.kind));
        id.addBindValue(thing.key);
        QVERIFY(id.exec() && id.next());
        request.only = {id.value(0).toLongLong()};
        id.finish();
        const auto results = rules::judgeEntity(db, m_catalogue, m_compiled, request);
        QVERIFY2(results.has_value(), results ? "" : qPrintable(results.error().detail));
        QHash<QString, Status> found;
        for (const rules::EntityResult &one : *results)
            found.insert(one.rule, one.status == Status::Accepted ? Status::Gap : one.status);
        for (const second::Pack &pack : packs) {
            evaluator.use(pack);
            for (const second::Rule &rule : pack.rules) {
                if (rule.entity != thing.kind)
                    continue;
                const std::optional<Status> expected = evaluator.isJudged(thing) ? evaluator.status(rule, thing) : std::nullopt;
                const auto it = found.constFind(rule.id);
                const std::optional<Status> said = it == found.cend() ? std::nullopt : std::optional(*it);
                ++m_compared;
                if (said != expected) {
                    m_wrong.append(u"%1 by itself, %2, %3:%4: compiler %5, second evaluator %6"_s.arg(where, rule.id, domain::kindName(thing.kind),
                                                                                                     thing.key, word(said), word(expected)));
                }
            }
        }
    }

    QString counts() const
    {
        QStringList list;
        for (auto it = m_counts.begin(); it != m_counts.end(); ++it)
            list.append(word(it->first) + u' ' + QString::number(it->second));
        return list.join(u", "_s) + u"; compiler %1 ms, second evaluator %2 ms"_s.arg(m_compilerTime).arg(m_secondTime);
    }
    /// The first differences; all of them go to the file SECOND_REPORT.
    QString report() const
    {
        QFile all(qEnvironmentVariable("SECOND_REPORT"));
        if (!all.fileName().isEmpty() && all.open(QIODevice::WriteOnly))
            all.write(m_wrong.join(u"\n\n"_s).toUtf8());
        QStringList rules;
        for (auto it = m_differences.begin(); it != m_differences.end(); ++it)
            rules.append(it->first + u' ' + QString::number(it->second));
        return u"%1 differences: %2\n\n"_s.arg(m_wrong.size()).arg(rules.join(u", "_s)) + m_wrong.mid(0, 5).join(u"\n\n"_s);
    }

    domain::Catalogue m_catalogue;
    second::Reference m_reference;
    QList<second::Pack> m_packs;
    QList<rules::Pack> m_compiled;
    qsizetype m_alone = 0;
    qint64 m_compared = 0, m_compilerTime = 0, m_secondTime = 0;
    std::map<std::optional<Status>, qint64> m_counts;
    std::map<QString, int> m_differences;
    QSet<QString> m_gaps, m_passes; ///< rules that were not met, and that were
    QStringList m_wrong;
};

BAILIWICK_TEST(QCoreApplication, TestSecond)

} // namespace tst_second

#include "tst_second.moc"
