// SPDX-License-Identifier: GPL-3.0-or-later
// The laws that may reach a provider: as the rules' own condition sees them, whatever the reference data knows of the provider.
#include "rules/evaluator.h"
#include "rules/examplewriter.h"
#include "rules/exposure.h"
#include "rules/packloader.h"
#include "store/referencedata.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr char world[] = R"([
 { "kind": "provider", "key": "newcloud", "legal_country": "US", "hq_country": "US", "ultimate_parent_country": "US" },
 { "kind": "provider", "key": "seat-only", "legal_country": "DE" },
 { "kind": "provider", "key": "at-home", "legal_country": "DE", "hq_country": "DE", "ultimate_parent_country": "DE" },
 { "kind": "provider", "key": "ovhcloud" },
 { "kind": "provider", "key": "sold", "ref": "ovhcloud", "ultimate_parent_country": "US" },
 { "kind": "provider", "key": "karachi", "legal_country": "PK", "hq_country": "PK", "ultimate_parent_country": "PK" },
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
};

QTEST_GUILESS_MAIN(TestExposure)
#include "tst_exposure.moc"
