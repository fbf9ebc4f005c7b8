// SPDX-License-Identifier: GPL-3.0-or-later
// What the columns count, against a look at every row of the tables, for random inventories under random filters; and when the columns are read anew.
#include "domain/jobcontext.h"
#include "store/connectionscope.h"
#include "store/estate/estatekeeper.h"
#include "store/estate/plainplaces.h"
#include "store/estate/plainrights.h"
#include "store/estate/plaintables.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
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

/// An inventory in which every way to be somewhere, to belong to somebody and to be found lacking comes up, known and unknown.
class RandomInventory
{
public:
    explicit RandomInventory(quint32 seed) : m_random(seed) {}

    QByteArray script()
    {
        for (int i = 1; i <= 3; ++i)
            thing(EntityKind::LegalEntity, i, u"country"_s, one({u"'DE'"_s, u"'FR'"_s, u"'US'"_s, u"NULL"_s}));
        for (int i = 11; i <= 14; ++i)
            thing(EntityKind::BusinessService, i, u"legal_entity"_s, ref(1, 3));
        for (int i = 21; i <= 24; ++i)
            thing(EntityKind::Provider, i, u"ref"_s, one({u"'aws'"_s, u"NULL"_s}));
        for (int i = 31; i <= 34; ++i)
            thing(EntityKind::Service, i, u"provider, processed_in_clear"_s, ref(21, 24) + u',' + flag());
        for (int i = 41; i <= 45; ++i)
            thing(EntityKind::Location, i, u"country, lat, lon, site_kind"_s, one({u"'DE',50.1,8.7,'office'"_s, u"'FR',48.9,2.3,'on_premises'"_s, u"NULL,40,-3,'edge'"_s, u"'US',NULL,NULL,NULL"_s, u"NULL,NULL,NULL,NULL"_s}));
        for (int i = 100; i < 160; ++i)
            thing(EntityKind::Workload, i, u"legal_entity, provider, service, processed_in_clear, key_management, absent"_s,
                  QStringList{ref(1, 3), ref(21, 24), ref(31, 34), flag(), one({u"NULL"_s, u"'provider'"_s, u"'byok'"_s, u"'hyok'"_s}), one({u"''"_s, u"''"_s, u"' legal_entity '"_s})}.join(u','));
        for (int i = 200; i < 230; ++i)
            thing(EntityKind::Dataset, i, u"legal_entity, processor, record_count"_s, QStringList{ref(1, 3), ref(21, 24), one({u"NULL"_s, u"100"_s, u"7"_s, u"0"_s})}.join(u','));
        for (int i = 300; i < 308; ++i)
            thing(EntityKind::Model, i, u"provider, developer"_s, ref(21, 24) + u',' + ref(21, 24));
        for (int i = 320; i < 326; ++i)
            thing(EntityKind::AiUse, i, u"workload"_s, ref(100, 159));
        for (int i = 340; i < 350; ++i)
            thing(EntityKind::Accelerator, i, u"provider, vendor, \"count\""_s, QStringList{ref(21, 24), one({u"'NVIDIA'"_s, u"'AMD'"_s, u"NULL"_s}), one({u"8"_s, u"1"_s, u"NULL"_s})}.join(u','));
        for (int i = 400; i < 410; ++i)
            thing(EntityKind::Identity, i, u"provider, country, employer, employer_country, kind, privilege"_s,
                  QStringList{ref(21, 24), land(), one({u"NULL"_s, u"'A company'"_s}), land(), one({u"'service'"_s, u"NULL"_s}), one({u"NULL"_s, u"'write'"_s})}.join(u','));
        for (int i = 420; i < 480; ++i)
            thing(EntityKind::Grant, i, u"identity, workload, dataset, role, principal_country, principal_type, principal, employer_country, effect, expires_at, maximum, privilege"_s,
                  QStringList{ref(400, 409), ref(100, 159), ref(200, 229), ref(400, 409), land(), one({u"'human'"_s, u"NULL"_s}), one({u"'somebody'"_s, u"'somebody else'"_s}), land(), one({u"'allow'"_s, u"'deny'"_s, u"NULL"_s}),
                              one({u"NULL"_s, u"19999"_s, u"20000"_s}), flag(), one({u"NULL"_s, u"'admin'"_s, u"'read'"_s})}.join(u','));
        for (int i = 500; i < 520; ++i)
            thing(EntityKind::Transfer, i, u"exporter, importer_country, provider"_s, QStringList{ref(1, 3), land(), ref(21, 24)}.join(u','));
        for (int i = 600; i < 612; ++i)
            thing(EntityKind::Contract, i, u"provider, legal_entity, end_date, ended"_s, QStringList{ref(21, 24), ref(1, 3), one({u"NULL"_s, u"20001"_s, u"20050"_s}), flag()}.join(u','));
        for (int i = 620; i < 632; ++i)
            thing(EntityKind::Certification, i, u"holder, scheme, expires"_s, QStringList{ref(21, 24), one({u"'C5'"_s, u"NULL"_s}), one({u"NULL"_s, u"20002"_s, u"20051"_s})}.join(u','));
        places();
        links();
        findings();
        line(u"UPDATE entity SET retired_on=100 WHERE id IN (%1,%2)"_s.arg(number(100, 159)).arg(number(200, 229)));
        line(u"UPDATE entity SET vanished=1 WHERE id=%1"_s.arg(number(100, 159)));
        line(u"INSERT INTO provider_reach VALUES (21,1),(22,0),(23,NULL)"_s);
        return m_script.toUtf8();
    }

    PageFilter filter()
    {
        PageFilter f;
        const auto maybe = [this](int per) { return number(0, per) == 0; };
        if (maybe(3))
            f.country = one({u"DE"_s, u"FR"_s, u"US"_s, u"?"_s, u"*"_s, u"XX"_s});
        if (maybe(3))
            f.facets = number(1, 2047);
        if (maybe(4))
            f.provider = u"k%1"_s.arg(number(20, 24));
        if (maybe(3))
            f.legalEntity = u"k%1"_s.arg(number(1, 4));
        if (maybe(4))
            f.businessService = u"k%1"_s.arg(number(11, 14));
        if (maybe(3))
            f.framework = one({u"gdpr"_s, u"dora"_s, u"gdpr,dora"_s});
        if (maybe(4))
            f.severity = static_cast<Severity>(number(0, 3));
        if (maybe(4))
            f.status = static_cast<Status>(one({u"1"_s, u"2"_s, u"5"_s}).toInt());
        if (maybe(2))
            f.kind = one<EntityKind>({EntityKind::Workload, EntityKind::Dataset, EntityKind::Model, EntityKind::Accelerator, EntityKind::Grant, EntityKind::Transfer});
        if (f.kind == EntityKind::Accelerator) {
            f.attr = u"vendor"_s;
            f.attrValue = one({u"NVIDIA"_s, QString(), u"NVIDIA\u001fAMD"_s});
        }
        if (maybe(9))
            f.text = u"2"_s;
        const QList<std::pair<QString, QString>> specials = {{u"zone"_s, u"in"_s}, {u"zone"_s, u"out"_s}, {u"zone"_s, u"unknown"_s}, {u"reach"_s, u"yes"_s}, {u"reach"_s, u"no"_s},
            {u"reach"_s, u"unknown"_s}, {u"site"_s, u"@k41"_s}, {u"site"_s, u"@k41\u001faws/eu-central-1"_s}, {u"state"_s, u"retired"_s}, {u"state"_s, u"vanished"_s}, {u"state"_s, u"any"_s},
            {u"class"_s, u"health"_s}, {u"class"_s, u"?\u001fpersonal"_s}, {u"at:hosting"_s, u"DE"_s}, {u"at:keys"_s, u"?"_s}, {u"at:access"_s, u"out"_s}, {u"at:backup"_s, u"in"_s},
            {u"at:admin"_s, u"none"_s}, {u"at:processing"_s, u"*"_s}, {u"things"_s, u"100,101,200"_s}, {u"flow"_s, u"DE>US"_s}, {u"subjects"_s, u"DE"_s}};
        for (int i = number(0, 2); i > 0; --i)
            f.special.append(one(specials));
        return f;
    }

    int number(int from, int to) { return m_random.bounded(from, to + 1); }

private:
    template <class T> T one(const QList<T> &of) { return of.at(number(0, static_cast<int>(of.size()) - 1)); }
    QString one(const QStringList &of) { return of.at(number(0, static_cast<int>(of.size()) - 1)); }
    QString ref(int from, int to) { return number(0, 2) == 0 ? u"NULL"_s : QString::number(number(from, to)); }
    QString flag() { return one({u"NULL"_s, u"0"_s, u"1"_s}); }
    QString land() { return one({u"NULL"_s, u"'DE'"_s, u"'FR'"_s, u"'US'"_s, u"'IN'"_s}); }
    void line(const QString &sql) { m_script += sql + u";\n"_s; }
    void thing(EntityKind kind, int id, const QString &columns, const QString &values)
    {
        line(u"INSERT INTO entity (id,kind,key,name) VALUES (%1,%2,'k%1','%3')"_s.arg(id).arg(static_cast<int>(kind)).arg(number(0, 1) == 0 ? QString() : u"Name %1"_s.arg(id)));
        line(u"INSERT INTO e_%1 (id,%2) VALUES (%3,%4)"_s.arg(kindName(kind), columns).arg(id).arg(values));
    }
    void places()
    {
        const QStringList spots = {u"'DE','','',NULL"_s, u"'FR','','',NULL"_s, u"NULL,'aws','eu-central-1',NULL"_s, u"NULL,'aws','us-east-1',NULL"_s, u"NULL,'aws','no-such-1',NULL"_s,
            u"NULL,'aws','aws-global',NULL"_s, u"'DE','aws','us-east-1',NULL"_s, u"NULL,'','',41"_s, u"NULL,'','',42"_s, u"NULL,'','',43"_s, u"NULL,'aws','eu-central-1',44"_s, u"NULL,'','',45"_s,
            u"'US','','',43"_s, u"NULL,'','',NULL"_s};
        for (const auto &[from, to] : QList<std::pair<int, int>>{{100, 159}, {200, 229}, {300, 307}, {340, 349}, {420, 424}}) {
            for (int id = from; id <= to; ++id) {
                for (int nr = 0; nr < number(0, 4); ++nr)
                    line(u"INSERT OR IGNORE INTO place VALUES (%1,%2,%3,%4)"_s.arg(id).arg(nr).arg(number(1, 2047)).arg(one(spots)));
            }
        }
    }
    void links()
    {
        const auto link = [&](int from, const QString &attr, int to) { line(u"INSERT OR IGNORE INTO link VALUES (%1,'%2',%3)"_s.arg(from).arg(attr).arg(to)); };
        for (int i = 0; i < 50; ++i) {
            link(number(100, 159), u"business_services"_s, number(11, 14));
            link(number(100, 159), u"datasets"_s, number(200, 229));
        }
        for (int i = 0; i < 15; ++i) {
            link(number(100, 159), u"models"_s, number(300, 307));
            link(number(320, 325), u"models"_s, number(300, 307));
        }
        const auto item = [&](int of, const QString &attr, const QString &value) { line(u"INSERT OR IGNORE INTO list_item VALUES (%1,'%2',%3)"_s.arg(of).arg(attr, value)); };
        for (int i = 200; i < 230; ++i) {
            if (number(0, 2) > 0)
                item(i, u"classes"_s, one({u"'health'"_s, u"'personal'"_s}));
            item(i, u"subject_countries"_s, one({u"'DE'"_s, u"'FR'"_s}));
        }
        for (int i = 0; i < 20; ++i) {
            item(number(420, 479), u"resource_classes"_s, one({u"'health'"_s, u"'financial'"_s}));
            item(number(100, 159), u"data_classes"_s, one({u"'personal'"_s, u"'financial'"_s}));
        }
    }
    void findings()
    {
        for (int rule = 1; rule <= 5; ++rule) {
            line(u"INSERT INTO rule VALUES (%1,'R-%1','%2',%3,%4)"_s.arg(rule).arg(one({u"gdpr"_s, u"dora"_s})).arg(number(0, 3)).arg(number(0, 2)));
            // A rule is about one kind of thing.
            const auto [first, last] = one(QList<std::pair<int, int>>{{100, 159}, {100, 159}, {200, 229}, {300, 307}, {500, 519}});
            for (int i = 0; i < 40; ++i) {
                const int status = one({u"1"_s, u"2"_s, u"5"_s}).toInt();
                line(u"INSERT OR IGNORE INTO finding VALUES (%1,%2,%3,1,%4)"_s.arg(rule).arg(number(first, last)).arg(status).arg(status == 2 ? 0 : rule));
            }
        }
        // Five issues, one of them closed, each with findings of several rules; one number stands for no issue that is kept.
        for (int issue = 1; issue <= 5; ++issue)
            line(u"INSERT INTO issue (id,cause,theme,rule,root,root_text,opened_run,closed_run,owner,due) VALUES (%1,'c%1','theme %1',%2,%3,'',1,%4,%5,%6)"_s.arg(issue).arg(number(1, 5))
                     .arg(ref(21, 24)).arg(issue == 5 ? u"1"_s : u"NULL"_s).arg(one({u"''"_s, u"'Security'"_s})).arg(20000 + 10 * issue));
        line(u"UPDATE finding SET issue=1+(entity+rule)%6 WHERE status<>2"_s);
        line(u"INSERT INTO contradiction SELECT rule, entity, status FROM finding WHERE status IN (1,5) AND entity%4=0"_s);
        line(u"DELETE FROM finding WHERE entity NOT IN (SELECT id FROM entity)"_s);
        line(u"INSERT INTO finding_sum SELECT rule, issue, status, count(*) FROM finding GROUP BY 1,2,3"_s);
    }

    QRandomGenerator m_random;
    QString m_script;
};

struct Inventory
{
    explicit Inventory(quint32 seed) : random(seed)
    {
        store::Transaction t(scope.db());
        if (!prepared || !t.begin())
            qFatal("no workspace");
        const auto filled = store::runScript(scope.db(), random.script(), u"fill"_s);
        if (!filled || !t.commit())
            qFatal("%s", qPrintable(filled ? u"commit"_s : filled.error().detail));
    }
    std::shared_ptr<const store::Estate> estate()
    {
        QuietJob quiet;
        return *store::Estate::read(values, quiet);
    }
    QTemporaryDir folder;
    QString path = folder.filePath(u"w.bailiwick"_s);
    bool prepared = store::prepareWorkspace(path, true).has_value();
    store::ConnectionScope scope{path, store::Access::Write};
    store::AttributeStore values{store::nativeHandle(scope.db()), catalogue()};
    RandomInventory random;
};

QString wordsOf(const PageFilter &f)
{
    QStringList out{f.country, f.provider, f.legalEntity, f.businessService, f.framework, f.attr, f.attrValue, f.text, u"facets %1"_s.arg(f.facets)};
    if (f.kind)
        out += kindName(*f.kind);
    if (f.status)
        out += u"status %1"_s.arg(static_cast<int>(*f.status));
    if (f.severity)
        out += severityName(*f.severity);
    for (const auto &[what, value] : f.special)
        out += what + u'=' + value;
    out.removeAll(QString());
    return out.join(u", "_s);
}

QStringList wordsOf(const store::PlaceCounts &c)
{
    QStringList out;
    for (const store::Counted &country : c.countries)
        out += u"%1 %2"_s.arg(country.key).arg(country.value);
    for (const store::SiteCount &site : c.sites)
        out += u"%1 %2 at %3 %4"_s.arg(site.id).arg(site.count).arg(site.lat).arg(site.lon);
    for (const store::SharedSites &shared : c.shared) {
        QStringList sites;
        for (const int site : shared.sites)
            sites += c.sites.at(site).id;
        sites.sort();
        out += u"%1 in each of %2"_s.arg(shared.count).arg(sites.join(u' '));
    }
    out.sort();
    return out << u"nowhere %1, global %2"_s.arg(c.unplaced).arg(c.global);
}

QStringList wordsOf(const store::WeightedPlaces &w)
{
    QStringList out = wordsOf(w.counts);
    for (const auto &c : w.countries)
        out += u"%1 sums to %2 of %3, %4 unsaid"_s.arg(c.iso).arg(c.sum).arg(c.things).arg(c.unsaid);
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::PlaceFlowCount> &flows)
{
    QStringList out;
    for (const store::PlaceFlowCount &f : flows)
        out += u"%1 (%2 %3 %4) to %5 (%6 %7 %8): %9"_s.arg(f.from, f.fromName).arg(f.fromLat).arg(f.fromLon).arg(f.to, f.toName).arg(f.toLat).arg(f.toLon).arg(f.count) +
               u", %1 in law, %2 gaps, %3 unknown, %4 accepted, worst %5"_s.arg(f.lawGaps).arg(f.gaps).arg(f.unknowns).arg(f.accepted).arg(static_cast<int>(f.grade));
    return out;
}

QStringList wordsOf(const QList<store::FlowCount> &flows)
{
    QStringList out;
    for (const store::FlowCount &f : flows)
        out += u"%1 to %2: %3, %4 in law, %5 gaps, %6 unknown, worst %7"_s.arg(f.from, f.to).arg(f.count).arg(f.lawGaps).arg(f.gaps).arg(f.unknowns).arg(static_cast<int>(f.grade));
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::FindingCount> &counts)
{
    QStringList out;
    for (const store::FindingCount &c : counts)
        out += u"%1 %2 %3 %4: %5"_s.arg(c.framework).arg(static_cast<int>(c.severity)).arg(static_cast<int>(c.legal)).arg(static_cast<int>(c.status)).arg(c.count);
    out.sort();
    return out;
}

QStringList wordsOf(const QList<store::IssueLine> &lines)
{
    QStringList out;
    for (const store::IssueLine &l : lines) {
        QStringList rules;
        for (const auto &rule : l.rules)
            rules += u"%1 of %2: %3, accepted %4"_s.arg(rule.rule, rule.framework).arg(rule.gaps).arg(rule.accepted);
        out += u"%1 led by %2 of %3, severity %4, root %5 %6, theme %7 %8, "_s.arg(l.id).arg(l.rule, l.framework).arg(static_cast<int>(l.severity)).arg(l.root.id).arg(l.root.name, l.theme, l.rootText) +
               u"%1 gaps, %2 unknown, %3 accepted, %4 contradicted, %5 things of %6, due %7 of %8: "_s.arg(l.gaps).arg(l.unknowns).arg(l.accepted).arg(l.contradicted).arg(l.things)
                   .arg(l.kind ? kindName(*l.kind) : u"several kinds"_s).arg(l.plan.due.value_or(0)).arg(l.plan.owner) + rules.join(u"; "_s);
    }
    return out;
}

QStringList wordsOf(const QList<store::Counted> &counts)
{
    QStringList out;
    for (const store::Counted &c : counts)
        out += u"%1: %2 of %3"_s.arg(c.key).arg(c.value).arg(c.rows);
    return out;
}

QStringList wordsOf(const QList<store::DatedEntity> &days)
{
    QStringList out;
    for (const store::DatedEntity &d : days)
        out += u"%1 on %2: %3"_s.arg(d.entity).arg(d.day).arg(d.what);
    out.sort();
    return out;
}

QString wordsOf(const store::ShareCount &share) { return u"%1 yes, %2 no, %3 unknown"_s.arg(share.yes).arg(share.no).arg(share.unknown); }

QString codesOf(const QList<int> &numbers, const QStringList &codes)
{
    QStringList out;
    for (const int number : numbers)
        out += codes.at(number);
    out.sort();
    return out.join(u'+');
}

QStringList wordsOf(const store::AccessCounts &c)
{
    QStringList out;
    for (const auto &p : c.patterns)
        out += u"%1 of %2 employed in %3 reach %4, %5 at most"_s.arg(p.count).arg(c.kinds.value(p.kind), c.countries.value(p.employer), codesOf(p.classes, c.classes)).arg(p.maximum);
    for (auto it = c.reachedBy.cbegin(); it != c.reachedBy.cend(); ++it)
        out += u"%1 reaches %2"_s.arg(it.key()).arg(codesOf(it->numbers(), c.classes));
    out.sort();
    return out << u"%1 %2 %3 %4 %5 %6 %7"_s.arg(c.rights).arg(c.maximum).arg(c.denied).arg(c.ended).arg(c.inZone).arg(c.outside).arg(c.unknown);
}

QStringList wordsOf(const QList<store::Exposure> &exposures)
{
    QStringList out;
    for (const store::Exposure &e : exposures)
        out += u"%1 %2 (%3 of %4) in %5 by %6: %7 %8"_s.arg(e.identity).arg(e.who, e.kind, e.employer, e.country, e.provider).arg(static_cast<int>(e.law)).arg(static_cast<int>(e.barrier)) +
               u" %1 %2 %3, %4 rights, %5 at most, %6"_s.arg(e.privilege).arg(e.clear).arg(e.custody).arg(e.rights).arg(e.maximum).arg(e.strongestMaximum);
    return out;
}

QStringList wordsOf(const store::ResidencyCounts &c)
{
    QStringList out;
    for (const auto &p : c.patterns) {
        QStringList places;
        for (const QList<int> &at : p.places)
            places += codesOf(at, c.countries);
        out += u"%1 of %2 about %3 at %4"_s.arg(p.count).arg(codesOf(p.classes, c.classes), codesOf(p.subjects, c.countries), places.join(u'/'));
    }
    out.sort();
    return out << QString::number(c.things);
}

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
