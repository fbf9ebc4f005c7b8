// SPDX-License-Identifier: GPL-3.0-or-later
// One thing in several sources: found by its aliases, in any order of the imports, and taken apart again by undo.
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/identity.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/valuecodec.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QSet>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

namespace tst_identity {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

struct Export
{
    QString format;
    SourceRank rank;
    QList<Record> records;
    QString scope = u"scope"_s;
    qint64 captured = 0;
};

Record record(EntityKind kind, const QString &key, const QString &name, QList<Alias> aliases, QList<Field> fields)
{
    Record r;
    r.kind = kind;
    r.key = key;
    r.name = name;
    r.aliases = std::move(aliases);
    r.fields = std::move(fields);
    r.mapping = u"test/1"_s;
    return r;
}

class Bench
{
public:
    Bench()
        : path(folder.filePath(u"w.bailiwick"_s)), prepared(store::prepareWorkspace(path, true)),
          scope(path, store::Access::Write), values(store::nativeHandle(scope.db()), catalogue()),
          lookup(store::ReferenceLookup::fromResources())
    {
    }
    bool import(const Export &e)
    {
        // As an import's own connection is: references are not watched over.
        QSqlQuery(scope.db()).exec(u"PRAGMA foreign_keys=OFF"_s);
        const bool done = importUnwatched(e);
        QSqlQuery(scope.db()).exec(u"PRAGMA foreign_keys=ON"_s);
        return done;
    }
    bool importUnwatched(const Export &e)
    {
        store::Transaction t(scope.db());
        if (!t.begin())
            return false;
        store::ImportWriter writer(values, *lookup, {e.format + u".json"_s, e.format, u"tester"_s, at});
        writer.header({e.scope, e.rank, true, e.captured});
        qint64 ordinal = 0;
        for (Record r : e.records) {
            writer.beginRecord(ordinal, u"/%1"_s.arg(ordinal));
            ++ordinal;
            writer.entity(std::move(r));
        }
        return writer.finish({}).has_value() && t.commit();
    }
    bool undo()
    {
        store::Transaction t(scope.db());
        return t.begin() && store::undoLast(values, {}, at) && t.commit();
    }
    QStringList lines(const QString &sql)
    {
        QStringList out;
        QSqlQuery q(scope.db());
        if (!q.exec(sql))
            out.append(u"cannot ask: "_s + sql);
        while (q.next()) {
            QStringList cells;
            for (int i = 0; q.value(i).isValid(); ++i)
                cells.append(q.value(i).toString());
            out.append(cells.join(u' '));
        }
        return out;
    }
    /// What an officer sees: entities, names, values and references by key.
    QStringList seen()
    {
        QStringList out;
        QSqlQuery q(scope.db());
        q.exec(u"SELECT id, kind, key, name FROM entity ORDER BY kind, key"_s);
        while (q.next()) {
            const auto kind = static_cast<EntityKind>(q.value(1).toInt());
            QStringList cells{kindName(kind), q.value(2).toString(), q.value(3).toString()};
            for (const Attribute &a : catalogue().kind(kind).attributes) {
                const QByteArray value = store::encodeValue(values.read(q.value(0).toLongLong(), kind, a), a);
                if (value != "null")
                    cells.append(a.name + u'=' + QString::fromUtf8(value));
            }
            out.append(cells.join(u' '));
        }
        return out;
    }
    /// Everything that undo must bring back.
    QStringList stored()
    {
        QStringList out;
        for (const QString &sql : {u"SELECT id,kind,key,name FROM entity ORDER BY id"_s,
                                   u"SELECT value,scheme,entity FROM alias ORDER BY 1,2"_s,
                                   u"SELECT entity,feed,pointer FROM entity_source ORDER BY 1,2"_s,
                                   u"SELECT entity,attr,target FROM link ORDER BY 1,2,3"_s,
                                   u"SELECT entity,rule FROM waiver ORDER BY id"_s,
                                   u"SELECT entity,requirement FROM requirement_answer ORDER BY 1,2"_s,
                                   u"SELECT id,env,owner,criticality,provider,part_of FROM e_workload ORDER BY 1"_s,
                                   u"SELECT id,identity,privilege FROM e_grant ORDER BY 1"_s,
                                   u"SELECT entity,attr,feed,won,value FROM claim ORDER BY 1,2,3"_s})
            out += lines(sql);
        return out;
    }

    QTemporaryDir folder;
    QString path;
    QDateTime at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    Result<void> prepared;
    store::ConnectionScope scope;
    store::AttributeStore values;
    Result<store::ReferenceLookup> lookup;
};

const QString arn = u"arn:aws:ec2:eu-central-1:1:instance/i-1"_s;

QList<Export> threeSources()
{
    return {
        {u"register"_s,
         SourceRank::Register,
         {record(
              EntityKind::Workload, u"core"_s, u"Core banking"_s, {{u"arn"_s, arn}},
              {{u"env"_s, Value(u"test"_s)}, {u"owner"_s, Value(u"IT"_s)}, {u"criticality"_s, Value(u"critical"_s)}}),
          record(EntityKind::Identity, u"ops"_s, u"Operators"_s, {{u"arn"_s, u"arn:aws:iam::1:role/ops"_s}}, {})}},
        {u"aws"_s,
         SourceRank::LiveInventory,
         {record(EntityKind::Workload, arn, u"web-1"_s, {{u"arn"_s, arn}, {u"instance"_s, u"i-1"_s}},
                 {{u"env"_s, Value(u"prod"_s)},
                  {u"instance_type"_s, Value(u"p5.48xlarge"_s)},
                  {u"provider"_s, Value(Reference{u"aws"_s})}}),
          record(
              EntityKind::Grant, u"g1"_s, {}, {},
              {{u"identity"_s, Value(Reference{u"arn:aws:iam::1:role/ops"_s})}, {u"privilege"_s, Value(u"admin"_s)}}),
          record(EntityKind::Identity, u"arn:aws:iam::1:role/ops"_s, {}, {}, {{u"mfa"_s, Value(true)}})}},
        {u"state"_s,
         SourceRank::StateFile,
         {record(EntityKind::Workload, u"state/web"_s, u"aws_instance.web"_s, {{u"instance"_s, u"i-1"_s}},
                 {{u"env"_s, Value(u"dev"_s)}, {u"owner"_s, Value(u"Platform"_s)}})}}};
}

} // namespace

class TestIdentity : public QObject
{
    Q_OBJECT

private slots:
    void any_order_gives_the_same_workspace()
    {
        const QList<Export> all = threeSources();
        QList<int> order(all.size());
        std::iota(order.begin(), order.end(), 0);
        QStringList first;
        do {
            Bench bench;
            for (const int i : std::as_const(order))
                QVERIFY(bench.import(all.at(i)));
            if (first.isEmpty()) {
                first = bench.seen();
                // One system under the officer's key and name, with the live export's stage and the state file's word
                // before the register's.
                const QStringList systems = first.filter(u"workload "_s);
                QCOMPARE(systems.size(), 1);
                QVERIFY2(systems.constFirst().startsWith(u"workload core Core banking "_s),
                         qPrintable(systems.constFirst()));
                QVERIFY2(systems.constFirst().contains(u"env=\"prod\""_s) &&
                             systems.constFirst().contains(u"owner=\"Platform\""_s),
                         qPrintable(systems.constFirst()));
                QCOMPARE(first.filter(u"identity ops Operators"_s).size(), 1);
                QCOMPARE(first.filter(u"accelerator acc:core"_s).size(), 1);
                QVERIFY2(first.filter(u"grant g1"_s).constFirst().contains(u"identity=\"ops\""_s) ||
                             first.filter(u"grant g1"_s).constFirst().contains(u"ops"_s),
                         qPrintable(first.filter(u"grant g1"_s).constFirst()));
            }
            QCOMPARE(bench.seen(), first);
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void undo_takes_apart_what_an_import_made_one()
    {
        const QList<Export> all = threeSources();
        const QList<QList<int>> orders = {{0, 1, 2}, {1, 0, 2}, {2, 0, 1}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}};
        for (const QList<int> &order : orders) {
            Bench bench;
            QList<QStringList> before;
            for (const int i : order) {
                before.append(bench.stored());
                QVERIFY(bench.import(all.at(i)));
                // What was accepted of a thing goes with it into another, and comes back with it.
                if (before.size() == 1) {
                    QVERIFY(QSqlQuery(bench.scope.db())
                                .exec(u"INSERT INTO waiver(rule,entity,fingerprint,reason,requested_by,approved_by,accepted_on,expires) "
                                      "SELECT 'R', id, 'f', 'r', 'a', 'b', 1, 2 FROM entity"_s));
                    QVERIFY(QSqlQuery(bench.scope.db())
                                .exec(u"INSERT INTO requirement_answer(list,requirement,entity,state,who,answered_on) SELECT 'dora', 'Art. ' || id, id, 'met', 'CISO', 1 FROM entity"_s));
                }
            }
            while (!before.isEmpty()) {
                QVERIFY(bench.undo());
                QCOMPARE(bench.stored().join(u'\n'), before.constLast().join(u'\n'));
                before.removeLast();
            }
            QCOMPARE(bench.lines(u"SELECT id FROM entity"_s), QStringList());
        }
    }

    void an_attached_policy_whose_text_another_export_has_is_one_right()
    {
        const QString who = u"arn:aws:iam::111122223333:role/deploy"_s;
        const QString policy = who + u"#arn:aws:iam::aws:policy/PowerUserAccess#"_s;
        const auto right = [&](const QString &statement, const QString &actions) {
            return record(EntityKind::Grant, policy + statement + u"#0"_s, u"deploy: PowerUserAccess"_s, {},
                          {{u"identity"_s, Value(Reference{who})},
                           {u"effect"_s, Value(u"allow"_s)},
                           {u"actions"_s, Value(ListValue{{actions}, true})}});
        };
        const Record role = record(EntityKind::Identity, who, u"deploy"_s, {{u"arn"_s, who}}, {});
        Record attached = right(u"attached"_s, {});
        attached.fields.removeLast();
        const QList<Export> all = {
            {u"aws-config"_s, SourceRank::LiveInventory, {role, attached}},
            {u"aws-iam-details"_s, SourceRank::LiveInventory, {role, right(u"0"_s, u"NOT iam:*"_s), right(u"SecondStatement"_s, u"iam:Get*"_s)}},
            {u"aws-config-other"_s, SourceRank::LiveInventory, {role, attached, record(EntityKind::Grant, who + u"#own#attached#0"_s, u"own"_s, {}, {{u"identity"_s, Value(Reference{who})}})}},
            {u"register"_s, SourceRank::Register, {record(EntityKind::Identity, u"deploy-role"_s, u"Deployment"_s, {{u"arn"_s, who}}, {})}}};
        const QList<QList<int>> orders = {{0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {2, 1, 3, 0}, {3, 0, 2, 1}, {2, 0, 3, 1}};
        QStringList first;
        for (const QList<int> &order : orders) {
            Bench bench;
            QList<QStringList> before;
            for (const int i : order) {
                before.append(bench.stored());
                QVERIFY(bench.import(all.at(i)));
                // What became one leaves nothing behind.
                QCOMPARE(bench.lines(u"PRAGMA foreign_key_check"_s), QStringList());
            }
            const QStringList rights = bench.seen().filter(u"grant "_s);
            QCOMPARE(rights.size(), 3);
            QCOMPARE(rights.filter(u"NOT iam"_s).size(), 1);
            QCOMPARE(rights.filter(u"iam:Get"_s).size(), 1);
            if (first.isEmpty())
                first = bench.seen();
            QCOMPARE(bench.seen(), first);
            // Read again, they stay what they are.
            for (const int i : order)
                QVERIFY(bench.import(all.at(i)));
            QCOMPARE(bench.seen(), first);
            for (const int i : order) {
                Q_UNUSED(i)
                QVERIFY(bench.undo());
            }
            while (!before.isEmpty()) {
                QVERIFY(bench.undo());
                QCOMPARE(bench.stored().join(u'\n'), before.constLast().join(u'\n'));
                before.removeLast();
            }
        }
    }

    void the_newest_capture_of_one_rank_wins()
    {
        const auto export_ = [](const QString &scope, qint64 captured, const QString &owner, const QString &name) {
            Record r = record(EntityKind::Workload, arn, name, {{u"arn"_s, arn}}, {{u"owner"_s, Value(owner)}, {u"env"_s, Value(u"prod"_s)}});
            r.captured = captured == 0 ? 0 : 1'700'000'000 + captured;
            return Export{u"aws"_s, SourceRank::LiveInventory, {r}, scope, 0};
        };
        // The one whose name comes last is the oldest; one does not tell its day.
        const QList<Export> all = {export_(u"z"_s, 1000, u"Old"_s, u"old"_s), export_(u"m"_s, 3000, u"New"_s, u"new"_s),
                                   export_(u"a"_s, 2000, u"Middle"_s, u"middle"_s), export_(u"y"_s, 0, u"Unsaid"_s, u"unsaid"_s),
                                   Export{u"state"_s, SourceRank::StateFile, {export_({}, 9000, u"State"_s, u"state"_s).records.constFirst()}}};
        QList<int> order(all.size());
        std::iota(order.begin(), order.end(), 0);
        do {
            Bench bench;
            for (const int i : std::as_const(order))
                QVERIFY(bench.import(all.at(i)));
            const QStringList seen = bench.seen().filter(u"workload "_s);
            QCOMPARE(seen.size(), 1);
            QVERIFY2(seen.constFirst().contains(u"owner=\"New\""_s) && seen.constFirst().contains(arn + u" new "_s), qPrintable(seen.constFirst()));
            // A newer word of the feed that had lost wins.
            QVERIFY(bench.import(export_(u"z"_s, 4000, u"Old"_s, u"old"_s)));
            QVERIFY(bench.seen().filter(u"owner=\"Old\""_s).size() == 1);
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void an_older_export_of_a_feed_changes_nothing()
    {
        const auto machine = [](const QString &id, const QString &owner, qint64 captured) {
            Record r = record(EntityKind::Workload, id, id, {}, {{u"owner"_s, Value(owner)}});
            r.captured = captured;
            return r;
        };
        // Items tell when they last changed, the export when it was made: "still" did not change in between.
        const Export october{u"aws"_s, SourceRank::LiveInventory,
                             {machine(u"still"_s, u"A"_s, 500), machine(u"changed"_s, u"A"_s, 900), machine(u"gone"_s, u"A"_s, 900)}, u"1/eu"_s, 1000};
        const Export november{u"aws"_s, SourceRank::LiveInventory,
                              {machine(u"still"_s, u"A"_s, 500), machine(u"changed"_s, u"B"_s, 1900), machine(u"new"_s, u"B"_s, 1900)}, u"1/eu"_s, 2000};
        const QString marks = u"SELECT key, vanished FROM entity WHERE kind=(SELECT kind FROM entity WHERE key='still') ORDER BY key"_s;
        // Without a day of their own, the captures of what changed tell which one is older.
        Export octoberUndated = october;
        Export novemberUndated = november;
        octoberUndated.captured = novemberUndated.captured = 0;
        const QStringList expected = {u"changed 0"_s, u"gone 1"_s, u"new 0"_s, u"still 0"_s};
        QStringList first;
        for (const QList<Export> &order : {QList<Export>{october, november}, {november, october}, {october, november, october}, {november, october, november},
                                         {novemberUndated, octoberUndated}, {octoberUndated, novemberUndated, octoberUndated}}) {
            Bench bench;
            QList<QStringList> before;
            for (const Export &e : order) {
                before.append(bench.stored() + bench.lines(marks));
                QVERIFY(bench.import(e));
            }
            QCOMPARE(bench.lines(marks), expected);
            if (first.isEmpty())
                first = bench.seen();
            QCOMPARE(bench.seen(), first);
            QVERIFY(first.filter(u"changed changed owner=\"B\""_s).size() == 1);
            while (!before.isEmpty()) {
                QVERIFY(bench.undo());
                QCOMPARE((bench.stored() + bench.lines(marks)).join(u'\n'), before.takeLast().join(u'\n'));
            }
        }
    }

    void what_a_feed_no_longer_says_goes()
    {
        const auto said = [](const QString &format, SourceRank rank, QList<Field> fields, bool whole = true) {
            Record r = record(EntityKind::Workload, arn, u"web"_s, {{u"arn"_s, arn}}, std::move(fields));
            r.whole = whole;
            return Export{format, rank, {r}};
        };
        const Field owner{u"owner"_s, Value(u"IT"_s)};
        const Field test{u"env"_s, Value(u"test"_s)};
        const Field prod{u"env"_s, Value(u"prod"_s)};
        const Field type{u"instance_type"_s, Value(u"m5.large"_s)};
        struct Case
        {
            const char *what;
            QList<Export> imports;
            QString env, owner;
        };
        const auto live = SourceRank::LiveInventory;
        const auto state = SourceRank::StateFile;
        const QList<Case> cases = {
            {"nobody else said it", {said(u"aws"_s, live, {owner, prod}), said(u"aws"_s, live, {owner})}, {}, u"IT"_s},
            {"another source said it", {said(u"state"_s, state, {test}), said(u"aws"_s, live, {owner, prod}), said(u"aws"_s, live, {owner})}, u"test"_s, u"IT"_s},
            {"another source says it, and came later", {said(u"aws"_s, live, {owner, prod}), said(u"state"_s, state, {test}), said(u"aws"_s, live, {owner})}, u"test"_s, u"IT"_s},
            {"a source that had lost", {said(u"aws"_s, live, {prod}), said(u"state"_s, state, {owner, test}), said(u"state"_s, state, {owner})}, u"prod"_s, u"IT"_s},
            {"what another brought stays", {said(u"aws"_s, live, {prod}), said(u"state"_s, state, {owner}), said(u"aws"_s, live, {prod, type})}, u"prod"_s, u"IT"_s},
            {"what it added later goes too", {said(u"aws"_s, live, {prod}), said(u"state"_s, state, {type}), said(u"state"_s, state, {type, owner}), said(u"state"_s, state, {type, test})}, u"prod"_s, {}},
            {"a mention is not the whole", {said(u"aws"_s, live, {owner, prod}), said(u"aws"_s, live, {type}, false)}, u"prod"_s, u"IT"_s},
        };
        for (const Case &c : cases) {
            Bench bench;
            QList<QStringList> before;
            for (const Export &e : c.imports) {
                before.append(bench.stored());
                QVERIFY2(bench.import(e), c.what);
            }
            const QString seen = bench.seen().filter(u"workload "_s).value(0);
            QVERIFY2(seen.contains(u" env="_s) ? seen.contains(u" env=\"%1\""_s.arg(c.env)) : c.env.isEmpty(), qPrintable(QString::fromLatin1(c.what) + seen));
            QVERIFY2(seen.contains(u" owner="_s) ? seen.contains(u" owner=\"%1\""_s.arg(c.owner)) : c.owner.isEmpty(), qPrintable(QString::fromLatin1(c.what) + seen));
            while (!before.isEmpty()) {
                QVERIFY(bench.undo());
                QCOMPARE(bench.stored().join(u'\n'), before.takeLast().join(u'\n'));
            }
        }
    }

    void what_its_source_calls_deleted_is_marked()
    {
        const auto machine = [](qint64 captured, bool deleted) {
            Record r = record(EntityKind::Workload, arn, {}, {{u"arn"_s, arn}}, {});
            r.captured = captured;
            r.deleted = deleted;
            return r;
        };
        const auto from = [](const QString &scope, const Record &r) { return Export{u"aws"_s, SourceRank::LiveInventory, {r}, scope, 0}; };
        struct Case
        {
            const char *what;
            QList<Export> imports;
            QStringList marks;
        };
        const QList<Case> cases = {
            {"never seen", {from(u"history"_s, machine(2000, true))}, {}},
            {"deleted later", {from(u"snapshot"_s, machine(1000, false)), from(u"history"_s, machine(2000, true))}, {u"2000"_s}},
            {"deleted, without a day", {from(u"snapshot"_s, machine(0, false)), from(u"history"_s, machine(0, true))}, {u"1"_s}},
            {"made anew after that", {from(u"snapshot"_s, machine(3000, false)), from(u"history"_s, machine(2000, true))}, {u"0"_s}},
            {"the old snapshot again", {from(u"snapshot"_s, machine(1000, false)), from(u"history"_s, machine(2000, true)), from(u"snapshot"_s, machine(1000, false))}, {u"2000"_s}},
            {"a newer snapshot has it", {from(u"snapshot"_s, machine(1000, false)), from(u"history"_s, machine(2000, true)), from(u"snapshot"_s, machine(3000, false))}, {u"0"_s}},
        };
        for (const Case &c : cases) {
            Bench bench;
            QList<QStringList> before;
            const QString marks = u"SELECT vanished FROM entity"_s;
            for (const Export &e : c.imports) {
                before.append(bench.stored() + bench.lines(marks));
                QVERIFY2(bench.import(e), c.what);
            }
            QVERIFY2(bench.lines(marks) == c.marks, qPrintable(QString::fromLatin1(c.what) + u": "_s + bench.lines(marks).join(u' ')));
            while (!before.isEmpty()) {
                QVERIFY(bench.undo());
                QCOMPARE((bench.stored() + bench.lines(marks)).join(u'\n'), before.takeLast().join(u'\n'));
            }
        }
    }

    void random_sources_in_random_orders()
    {
        QRandomGenerator random(20261121);
        for (int round = 0; round < 12; ++round) {
            QList<Export> all;
            const QList<SourceRank> ranks = {SourceRank::Register, SourceRank::LiveInventory, SourceRank::LiveInventory,
                                             SourceRank::StateFile};
            for (qsizetype f = 0; f < ranks.size(); ++f) {
                Export e{u"feed%1"_s.arg(f), ranks.at(f), {}};
                QSet<int> things;
                for (int i = 0; i < 6; ++i) {
                    const int thing = static_cast<int>(random.bounded(8));
                    if (things.contains(thing))
                        continue; // a feed names a thing once
                    things.insert(thing);
                    // Each feed has a key of its own for the thing, and shows one or both of the thing's global names.
                    QList<Alias> aliases{{u"arn"_s, u"arn:%1"_s.arg(thing)}};
                    if (random.bounded(2))
                        aliases.append({u"instance"_s, u"i-%1"_s.arg(thing)});
                    QList<Field> fields;
                    for (const QString &attr : {u"owner"_s, u"instance_type"_s, u"account"_s}) {
                        if (random.bounded(2))
                            // Sources agree at times: whose the value is matters still when a third one differs.
                            fields.append({attr, Value(u"%1 %2"_s.arg(attr).arg(random.bounded(3)))});
                    }
                    Record r = (
                        record(EntityKind::Workload, f == 0 ? u"own%1"_s.arg(thing) : u"f%1/%2"_s.arg(f).arg(thing),
                               random.bounded(2) ? u"name by feed%1"_s.arg(f) : QString(), aliases, fields));
                    r.captured = random.bounded(3) * qint64(800'000'000); // unsaid, a count of exports, a time
                    e.records.append(r);
                }
                all.append(e);
            }
            QStringList first;
            for (int order = 0; order < 4; ++order) {
                std::shuffle(all.begin(), all.end(), random);
                Bench bench;
                for (const Export &e : std::as_const(all))
                    QVERIFY(bench.import(e));
                if (first.isEmpty())
                    first = bench.seen();
                QCOMPARE(bench.seen(), first);
            }
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestIdentity)

} // namespace tst_identity

#include "tst_identity.moc"
