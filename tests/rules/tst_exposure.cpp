// SPDX-License-Identifier: GPL-3.0-or-later
// The laws that may reach a provider: as the rules' own condition sees them, whatever the reference data knows of the provider.
#include "rules/checkpack.h"
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/exposure.h"
#include "rules/packloader.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTest>

namespace tst_exposure {

using namespace Qt::StringLiterals;

namespace {

constexpr char world[] = R"([
 { "kind": "provider", "key": "newcloud", "legal_country": "US", "hq_country": "US", "ultimate_parent_country": "US" },
 { "kind": "provider", "key": "seat-only", "legal_country": "DE" },
 { "kind": "provider", "key": "at-home", "legal_country": "DE", "hq_country": "DE", "ultimate_parent_country": "DE" },
 { "kind": "provider", "key": "ovhcloud" },
 { "kind": "provider", "key": "sold", "ref": "ovhcloud", "ultimate_parent_country": "US" },
 { "kind": "provider", "key": "karachi", "legal_country": "PK", "hq_country": "PK", "ultimate_parent_country": "PK" },
 { "kind": "provider", "key": "bought-free", "ref": "aws-esc", "ultimate_parent": { "none": true } },
 { "kind": "provider", "key": "seat-denied", "ref": "hetzner", "legal_country": { "none": true } },
 { "kind": "provider", "key": "parent-unsaid", "ref": "openeurollm", "legal_country": "KR", "ultimate_parent": "A consortium" },
 { "kind": "provider", "key": "aws", "ref": { "none": true } },
 { "kind": "provider", "key": "lyon", "legal_country": "FR", "hq_country": "FR", "ultimate_parent_country": "FR" },
 { "kind": "provider", "key": "nobody-knows" }
])";

} // namespace

class TestExposure : public QObject
{
    Q_OBJECT
private slots:
    void lawsFollowSeatsAndOwners_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("law");
        QTest::addColumn<QString>("reach"); // whole, part, no
        QTest::addColumn<bool>("known");
        QTest::newRow("without a reference entry") << u"newcloud"_s << u"US_CLOUD_ACT"_s << u"whole"_s << true;
        QTest::newRow("a seat and no word of the parent") << u"seat-only"_s << u"US_CLOUD_ACT"_s << u"no"_s << false;
        QTest::newRow("at home in the zone") << u"at-home"_s << u"US_CLOUD_ACT"_s << u"no"_s << true;
        QTest::newRow("foreign subsidiaries") << u"ovhcloud"_s << u"US_CLOUD_ACT"_s << u"part"_s << true;
        QTest::newRow("sold to a parent abroad") << u"sold"_s << u"US_CLOUD_ACT"_s << u"whole"_s << true;
        QTest::newRow("a country whose laws nobody looked up") << u"karachi"_s << u"US_CLOUD_ACT"_s << u"no"_s << false;
        QTest::newRow("declared to have no parent any more") << u"bought-free"_s << u"US_CLOUD_ACT"_s << u"no"_s << true;
        QTest::newRow("declared to have no seat") << u"seat-denied"_s << u"DE_G10"_s << u"no"_s << false;
        QTest::newRow("a reference entry that knows no parent") << u"parent-unsaid"_s << u"US_CLOUD_ACT"_s << u"no"_s << false;
        QTest::newRow("declared to be none of the reference data") << u"aws"_s << u"US_CLOUD_ACT"_s << u"no"_s << false;
        QTest::newRow("nothing recorded") << u"nobody-knows"_s << u"US_CLOUD_ACT"_s << u"no"_s << false;
    }
    void lawsFollowSeatsAndOwners()
    {
        QFETCH(QString, key);
        QFETCH(QString, law);
        QFETCH(QString, reach);
        QFETCH(bool, known);
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db).has_value());
        rules::ExampleWriter writer(db, *catalogue);
        QVERIFY(writer.write(QJsonDocument::fromJson(world).array()).has_value());
        const auto all = rules::providerReach(db, *catalogue, domain::toDay(QDate(2026, 11, 20)));
        QVERIFY2(all.has_value(), all ? "" : qPrintable(all.error().detail));
        QSqlQuery id(u"SELECT id FROM entity WHERE key = '%1'"_s.arg(key), db);
        QVERIFY(id.next());
        const qint64 provider = id.value(0).toLongLong();
        id.finish();
        const rules::ProviderReach of = all->value(provider);
        QCOMPARE(of.known, known);
        QString found = u"no"_s;
        for (const rules::LawReach &one : of.laws) {
            if (one.law != law)
                continue;
            QCOMPARE(found, u"no"_s);   // told once
            found = one.partial ? u"part"_s : u"whole"_s;
            QCOMPARE(one.name, u"US CLOUD Act"_s);
        }
        QCOMPARE(found, reach);
        // What the pages count by is what the newest run saw.
        rules::RunRequest request;
        request.asOf = domain::toDay(QDate(2026, 11, 20));
        request.at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        domain::QuietJob job;
        const auto run = rules::evaluate(db, *catalogue, {}, request, job);
        QVERIFY2(run.has_value(), run ? "" : qPrintable(run.error().detail));
        QSqlQuery kept(u"SELECT reached FROM provider_reach WHERE provider = %1"_s.arg(provider), db);
        QVERIFY(kept.next());
        const bool whole = std::any_of(of.laws.cbegin(), of.laws.cend(), [](const rules::LawReach &l) { return !l.partial && !l.uncertain; });
        const bool open = !of.known || std::any_of(of.laws.cbegin(), of.laws.cend(), [](const rules::LawReach &l) { return !l.partial && l.uncertain; });
        QCOMPARE(kept.value(0).isNull(), !whole && open);
        QCOMPARE(kept.value(0).toInt(), whole ? 1 : 0);
        // Laws of the zone are not foreign to it.
        QVERIFY(std::none_of(of.laws.cbegin(), of.laws.cend(), [](const rules::LawReach &l) { return l.law == u"DE_G10"_s || l.law == u"EU_EEVID"_s; }));
    }

    // Whether a law that is named reaches a provider is known with its seats; whether any law does, only where their laws were looked up.
    void asARuleAsks_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("zone");
        QTest::addColumn<QString>("laws");
        QTest::addColumn<QString>("expected");
        const QStringList eea;
        const QStringList alps = {u"CH"_s};
        const QString named = u"[\"US_CLOUD_ACT\"]"_s;
        const QString any = u"\"any\""_s;
        QTest::newRow("a named law, seats elsewhere") << u"karachi"_s << eea << named << u"pass"_s;
        QTest::newRow("any law, a country whose laws nobody looked up") << u"karachi"_s << eea << any << u"unknown"_s;
        QTest::newRow("a named law, no word of the parent") << u"seat-only"_s << eea << named << u"unknown"_s;
        QTest::newRow("a named law, no parent any more") << u"bought-free"_s << eea << named << u"pass"_s;
        QTest::newRow("a law of the Union, from within") << u"lyon"_s << eea << u"[\"EU_EEVID\"]"_s << u"pass"_s;
        QTest::newRow("a law of the Union reaches who sits in a member state") << u"lyon"_s << alps << u"[\"EU_EEVID\"]"_s << u"gap"_s;
    }
    void asARuleAsks()
    {
        QFETCH(QString, key);
        QFETCH(QStringList, zone);
        QFETCH(QString, laws);
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        const QString example = u"{\"as_of\":\"2026-11-20\",\"subject\":\"provider:p\",\"expect\":\"gap\",\"given\":[]}"_s;
        const QString pack = u"{\"pack\":\"test\",\"version\":\"1\",\"title\":\"Test\",\"legal_status\":\"own_policy\",\"rules\":[{\"id\":\"A\",\"title\":"
                             "\"Reached\",\"entity\":\"provider\",\"severity\":\"high\",\"gap_if\":{\"exposed\":\"self\",\"laws\":%1},\"examples\":[%2,%2,%2]}]}"_s
                                 .arg(laws, example);
        const rules::LoadedPack loaded = rules::loadPack(pack.toUtf8(), *catalogue);
        QVERIFY2(loaded.pack, loaded.errors.isEmpty() ? "" : qPrintable(loaded.errors.constFirst().where + loaded.errors.constFirst().message));
        rules::MemoryWorkspace workspace;
        QVERIFY(workspace.open().has_value());
        QSqlDatabase &db = workspace.database();
        QVERIFY(store::loadReferenceData(db).has_value());
        rules::ExampleWriter writer(db, *catalogue);
        QVERIFY(writer.write(QJsonDocument::fromJson(world).array()).has_value());
        if (!zone.isEmpty())
            QVERIFY(writer.setZone(zone).has_value());
        const auto provider = writer.find(domain::EntityKind::Provider, key);
        QVERIFY(provider.has_value());
        const auto status = rules::statusOf(db, *catalogue, *loaded.pack, loaded.pack->rules.constFirst(), *provider, domain::toDay(QDate(2026, 11, 20)));
        QVERIFY2(status.has_value(), status ? "" : qPrintable(status.error().detail));
        QTEST(domain::statusName(*status), "expected");
    }
};

BAILIWICK_TEST(QCoreApplication, TestExposure)

} // namespace tst_exposure

#include "tst_exposure.moc"
