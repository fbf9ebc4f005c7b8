// SPDX-License-Identifier: GPL-3.0-or-later
// What the columns count, against a look at every row of the tables, for random inventories under random filters; and when the columns are read anew.
#include "domain/jobcontext.h"
#include "store/connectionscope.h"
#include "store/estate/estatekeeper.h"
#include "store/estate/estatewordsof.h"
#include "store/estate/plainplaces.h"
#include "store/estate/plainrights.h"
#include "store/estate/plaintables.h"
#include "store/estate/randominventory.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QTest>

#include <map>

namespace tst_estate {

using namespace Qt::StringLiterals;
using namespace domain;
using store::PageFilter;

namespace {

/// Is cancelled once it was told of so many steps.
class CancelledJob final : public JobContext
{
public:
    explicit CancelledJob(int after) : m_after(after) {}
    bool isCancelled() const override { return m_told.size() >= m_after; }
    void progress(qint64 done, qint64 total, const QString &) override { m_told += u"%1 of %2"_s.arg(done).arg(total); }
    const QStringList &told() const { return m_told; }

private:
    int m_after;
    QStringList m_told;
};

} // namespace

class TestEstate : public QObject
{
    Q_OBJECT

    std::map<int, std::unique_ptr<Inventory>> m_inventories;
    /// Made once for all cases that only read.
    Inventory &inventoryOf(int seed)
    {
        auto &known = m_inventories[seed];
        if (!known)
            known = std::make_unique<Inventory>(static_cast<quint32>(seed));
        return *known;
    }

private slots:
    void countsWhatTheTablesSay_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed)
            QTest::addRow("inventory %d", seed) << seed;
    }
    void countsWhatTheTablesSay()
    {
        QFETCH(int, seed);
        Inventory &inventory = inventoryOf(seed);
        const auto estate = inventory.estate();
        store::AttributeStore &values = inventory.values;
        int something = 0;
        for (int round = 0; round < 40; ++round) {
            const PageFilter filter = inventory.random.filter();
            const QString words = wordsOf(filter);
            QList<qint64> quick;
            estate->select(values, filter).each([&](quint32 thing) { quick += estate->things().id(thing); });
            QList<qint64> joined;
            store::Statement &s = values.statement("SELECT e.id FROM entity e WHERE " + store::entityCondition(values, filter, true) + " ORDER BY e.id");
            while (s.next())
                joined += s.integer(0);
            QVERIFY2(s.ok(), qPrintable(words + s.error()));
            s.reset();
            QVERIFY2(quick == joined, qPrintable(words));
            something += !quick.isEmpty();
            for (const EntityKind kind : {EntityKind::Workload, EntityKind::Dataset, EntityKind::Model, EntityKind::Accelerator, EntityKind::Grant}) {
                if (!filter.attr.isEmpty() && kind != filter.kind)
                    continue;
                for (const int facets : {0, int(Facet::Hosting), int(Facet::Administration | Facet::Support)})
                    QVERIFY2(wordsOf(estate->placeCounts(values, kind, facets, filter)) == wordsOf(store::placeCounts(values, kind, facets, filter)), qPrintable(words));
            }
            QVERIFY2(wordsOf(estate->findingCounts(values, filter)) == wordsOf(store::findingCounts(values, filter)), qPrintable(words));
            QVERIFY2(wordsOf(estate->storedInZone(values, filter)) == wordsOf(plainShare(values, filter, u"zone"_s, {u"in"_s, u"out"_s, u"unknown"_s})), qPrintable(words));
            QVERIFY2(wordsOf(estate->withinForeignReach(values, filter)) == wordsOf(plainShare(values, filter, u"reach"_s, {u"yes"_s, u"no"_s, u"unknown"_s})), qPrintable(words));
            QVERIFY2(wordsOf(estate->gapPlaces(values, filter)) == wordsOf(store::gapPlaces(values, filter)), qPrintable(words));
            if (filter.attr.isEmpty())
                QCOMPARE(wordsOf(estate->weightedPlaces(values, EntityKind::Dataset, Facet::Hosting, filter)), wordsOf(plainWeights(values, EntityKind::Dataset, Facet::Hosting, u"record_count"_s, filter)));
            if (filter.attr.isEmpty())
                QCOMPARE(wordsOf(estate->transferFlows(values, filter)), wordsOf(store::transferFlows(values, filter)));
        }
        QVERIFY2(something > 5, "the filters leave hardly anything to compare");
    }
    void flowsAreThoseOfTheTables_data() { countsWhatTheTablesSay_data(); }
    void flowsAreThoseOfTheTables()
    {
        QFETCH(int, seed);
        Inventory &inventory = inventoryOf(seed);
        const auto estate = inventory.estate();
        qsizetype flows = 0;
        for (int round = 0; round < 12; ++round) {
            PageFilter filter = inventory.random.filter();
            if (filter.kind != EntityKind::Workload && filter.kind != EntityKind::Dataset && filter.kind != EntityKind::Model) {
                filter.kind.reset();
                filter.attr.clear();
            }
            if (round == 0)
                filter = {};
            const store::ThingSet things = estate->flowing(inventory.values, filter);
            for (const QStringList &rules : {QStringList(), QStringList{u"R-1"_s, u"R-3"_s, u"R-4"_s}}) {
                for (int i = 0; i < store::PlaceFlows; ++i) {
                    const auto flow = static_cast<store::PlaceFlow>(i);
                    const QStringList quick = wordsOf(estate->placeFlows(flow, things, rules));
                    QCOMPARE(quick, wordsOf(plainFlows(inventory.values, flow, filter, rules)));
                    flows += quick.size();
                }
            }
        }
        QVERIFY(flows > 100);
    }
    void rightsAndResidency_data() { countsWhatTheTablesSay_data(); }
    void rightsAndResidency()
    {
        QFETCH(int, seed);
        Inventory &inventory = inventoryOf(seed);
        const auto estate = inventory.estate();
        store::AttributeStore &values = inventory.values;
        constexpr Day day = 20000;
        int exposed = 0;
        for (int round = 0; round < 15; ++round) {
            const PageFilter filter = round == 0 ? PageFilter() : inventory.random.filter();
            const QString words = wordsOf(filter);
            const store::ThingSet rights = estate->select(values, store::filterFor(filter, EntityKind::Grant));
            const auto columns = estate->rights(values);
            QVERIFY2(wordsOf(columns->count(estate->things(), rights, day)) == wordsOf(plainRights(values, filter, day)), qPrintable(words));
            const auto [strongest, holders] = columns->exposures(estate->things(), rights, day, 5);
            const QList<store::Exposure> plain = plainExposures(values, filter, day);
            QVERIFY2(wordsOf(strongest) == wordsOf(plain.first(std::min<qsizetype>(5, plain.size()))), qPrintable(words));
            QCOMPARE(holders, plain.size());
            exposed += holders;
            for (const EntityKind kind : {EntityKind::Dataset, EntityKind::Workload}) {
                const store::PageFilter narrowed = store::filterFor(filter, kind);
                // Read of these things alone, against counted among all.
                const auto alone = store::ResidencyPatterns::read(values, kind, filter)->count(estate->things(), estate->things().all());
                QVERIFY2(wordsOf(estate->residency(values, kind)->count(estate->things(), estate->select(values, narrowed))) == wordsOf(alone), qPrintable(words));
            }
        }
        QVERIFY(exposed > 3);
    }
    void daysUnderAFilter_data() { countsWhatTheTablesSay_data(); }
    void daysUnderAFilter()
    {
        QFETCH(int, seed);
        Inventory &inventory = inventoryOf(seed);
        store::AttributeStore &values = inventory.values;
        const auto estate = inventory.estate();
        int days = 0;
        for (int round = 0; round < 30; ++round) {
            PageFilter filter = round == 0 ? PageFilter() : inventory.random.filter();
            const QString words = wordsOf(filter);
            QStringList found;
            for (const store::DatedEntity &d : store::comingDates(values, filter, 20000, 20040))
                found += u"%1 on %2: %3"_s.arg(d.entity).arg(d.day).arg(d.what);
            found.sort();
            // What is found of things is no matter of when they end.
            filter.kind.reset();
            filter.attr.clear();
            const store::ThingSet things = estate->selectThings(values, filter);
            QStringList plain;
            store::Statement &s = values.statement("SELECT id, expires, 'certificate' FROM e_certification WHERE expires BETWEEN 20000 AND 20040 UNION ALL SELECT id, end_date, 'contract' FROM e_contract "
                                                   "WHERE coalesce(ended,0)=0 AND end_date BETWEEN 20000 AND 20040");
            while (s.next()) {
                if (things.has(static_cast<quint32>(estate->things().find(s.integer(0)))))
                    plain += u"%1 on %2: %3"_s.arg(s.integer(0)).arg(s.integer(1)).arg(s.text(2));
            }
            s.reset();
            plain.sort();
            QVERIFY2(found == plain, qPrintable(words + u": "_s + found.join(u"; "_s) + u" against "_s + plain.join(u"; "_s)));
            days += static_cast<int>(plain.size());
            filter.special.append({u"expires"_s, u"20000:20040"_s});
            QCOMPARE(store::lapsingCertificates(values, filter, 20000, 20040), estate->select(values, filter).count());
        }
        QVERIFY(days > 5);
    }
    void issuesAndBarsUnderAFilter_data() { countsWhatTheTablesSay_data(); }
    void issuesAndBarsUnderAFilter()
    {
        QFETCH(int, seed);
        Inventory &inventory = inventoryOf(seed);
        store::AttributeStore &values = inventory.values;
        const auto estate = inventory.estate();
        qsizetype lines = 0;
        qsizetype days = 0;
        qsizetype plans = 0;
        int contradicted = 0;
        for (int round = 0; round < 60; ++round) {
            PageFilter filter = round == 0 ? PageFilter() : inventory.random.filter();
            if (round % 10 == 3)
                filter.special.append({u"plan"_s, u"assigned"_s});
            if (round % 10 == 5)
                filter.special.append({u"tools"_s, u"contradict"_s});
            const QString words = wordsOf(filter);
            for (const int limit : {3, 3000}) {
                const QList<store::IssueLine> quick = estate->issueLines(values, filter, limit);
                const QStringList joined = wordsOf(store::issueLines(values, filter, {}, limit));
                QCOMPARE(words + u": "_s + wordsOf(quick).value(0), words + u": "_s + joined.value(0));
                QCOMPARE(wordsOf(quick), joined);
                lines += quick.size();
                for (const store::IssueLine &line : quick)
                    contradicted += line.contradicted;
            }
            const QStringList soon = wordsOf(estate->comingDates(values, filter, 20000, 20040));
            QVERIFY2(soon == wordsOf(store::comingDates(values, filter, 20000, 20040)), qPrintable(words));
            days += soon.size();
            QList<qint64> quickPlans;
            for (const store::DuePlan &plan : estate->duePlans(values, filter, 20000, 20040))
                quickPlans += plan.issue;
            QList<qint64> joinedPlans;
            for (const store::DuePlan &plan : store::duePlans(values, filter, 20000, 20040))
                joinedPlans += plan.issue;
            QVERIFY2(quickPlans == joinedPlans, qPrintable(words));
            plans += quickPlans.size();
            QCOMPARE(estate->lapsingCertificates(values, filter, 20000, 20040), store::lapsingCertificates(values, filter, 20000, 20040));
            if (!filter.attr.isEmpty() && filter.kind != EntityKind::Accelerator)
                continue;
            QVERIFY2(wordsOf(estate->acceleratorsByVendor(values, filter)) == wordsOf(store::acceleratorsByVendor(values, filter)), qPrintable(words));
            if (filter.attr.isEmpty())
                QVERIFY2(wordsOf(estate->grantsByPrincipal(values, filter)) == wordsOf(store::grantsByPrincipal(values, filter)), qPrintable(words));
        }
        QVERIFY2(lines > 50 && days > 5 && plans > 0 && contradicted > 0, qPrintable(u"%1 lines, %2 days, %3 plans, %4 contradicted"_s.arg(lines).arg(days).arg(plans).arg(contradicted)));
    }
    void aFlowIsADoor()
    {
        Inventory &inventory = inventoryOf(1);
        const auto estate = inventory.estate();
        PageFilter systems;
        systems.kind = EntityKind::Workload;
        int doors = 0;
        for (int i = 0; i < store::PlaceFlows; ++i) {
            const auto flow = static_cast<store::PlaceFlow>(i);
            for (const store::PlaceFlowCount &c : estate->placeFlows(flow, estate->flowing(inventory.values, systems), {})) {
                PageFilter narrowed = systems;
                narrowed.special.append({u"flow"_s, store::placeFlowValue(flow, c.from, c.to)});
                QCOMPARE(estate->select(inventory.values, narrowed).count(), c.count);
                QCOMPARE(plainThings(inventory.values, narrowed).size(), c.count);
                ++doors;
            }
        }
        QVERIFY(doors > 20);
    }
    void readAnewWhenSomebodyWrites()
    {
        Inventory inventory(5);
        store::EstateKeeper keeper;
        QuietJob quiet;
        const auto ask = [&] {
            store::ConnectionScope scope(inventory.path, store::Access::Read);
            store::AttributeStore values(store::nativeHandle(scope.db()), catalogue());
            return *keeper.of(inventory.path, values, quiet);
        };
        const auto first = ask();
        QVERIFY(ask() == first);
        const auto write = [&](const char *sql) {
            store::ConnectionScope scope(inventory.path, store::Access::Write);
            store::Statement s(store::nativeHandle(scope.db()), sql);
            QVERIFY(s.run());
        };
        // Each is there at once, however soon it follows.
        for (int i = 0; i < 8; ++i) {
            write("INSERT INTO entity (kind,key) SELECT 2,'new'||count(*) FROM entity");
            QCOMPARE(ask()->things().count(), first->things().count() + static_cast<quint32>(i) + 1);
        }
        const auto last = ask();
        QVERIFY(ask() == last);
        std::shared_ptr<const store::Estate> written;
        {
            // Who has written and is still there writes nothing by closing.
            store::ConnectionScope idle(inventory.path, store::Access::Write);
            store::Statement s(store::nativeHandle(idle.db()), "UPDATE entity SET name='another' WHERE id=100");
            QVERIFY(s.run());
            written = ask();
            QVERIFY(written != last);
        }
        QVERIFY(ask() == written);
        write("UPDATE place SET country='PL'");
        QVERIFY(ask() != last);
        QCOMPARE(ask()->placeCounts(inventory.values, EntityKind::Workload, 0, {}).countries.constFirst().key, u"PL"_s);
    }
    void cancelled()
    {
        Inventory &inventory = inventoryOf(2);
        for (int after = 0; after <= 6; ++after) {
            CancelledJob job(after);
            const auto estate = store::Estate::read(inventory.values, job);
            QVERIFY(!estate);
            QCOMPARE(estate.error().code, ErrorCode::Cancelled);
            QCOMPARE(job.told(), (QStringList{u"0 of 6"_s, u"1 of 6"_s, u"2 of 6"_s, u"3 of 6"_s, u"4 of 6"_s, u"5 of 6"_s}.mid(0, std::max(1, after))));
        }
        CancelledJob whole(7);
        QVERIFY(store::Estate::read(inventory.values, whole));
        QCOMPARE(whole.told().size(), 6);
    }
    void askedAgainAfterACancel()
    {
        Inventory &inventory = inventoryOf(2);
        store::EstateKeeper keeper;
        CancelledJob job(0);
        // Small as it is, it may be there before anybody looks whether to stop.
        if (const auto estate = keeper.of(inventory.path, inventory.values, job); !estate)
            QCOMPARE(estate.error().code, ErrorCode::Cancelled);
        QuietJob quiet;
        QVERIFY(keeper.of(inventory.path, inventory.values, quiet));
    }
};

BAILIWICK_TEST(QCoreApplication, TestEstate)
} // namespace tst_estate

#include "tst_estate.moc"
