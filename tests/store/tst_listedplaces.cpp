// SPDX-License-Identifier: GPL-3.0-or-later
// Two exports that tell where one thing is, one of them less than the other: in any order the same stands.
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/trust.h"
#include "store/valuecodec.h"
#include "store/workspace.h"
#include "support/catalogue.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

struct Word
{
    QString places; ///< "microsoft/westeurope microsoft/eastus2", of which "..." behind: and maybe others
    QString scope = u"one"_s;
    SourceRank rank = SourceRank::LiveInventory;
    qint64 captured = 0;
};

Record accountOf(const Word &word)
{
    Record r;
    r.kind = EntityKind::Workload;
    r.key = u"orders"_s;
    r.mapping = u"test/1"_s;
    r.captured = word.captured;
    QString text = word.places;
    const bool all = !text.endsWith("..."_L1);
    for (const QString &one : text.remove(u"..."_s).split(u' ', Qt::SkipEmptyParts))
        r.places.append(store::decodePlace(one, Facet::Hosting));
    r.completeFacets = all ? int(Facet::Hosting) : 0;
    return r;
}

} // namespace

class TestListedPlaces : public QObject
{
    Q_OBJECT

private slots:
    void stands_data();
    void stands();
};

void TestListedPlaces::stands_data()
{
    QTest::addColumn<Word>("one");
    QTest::addColumn<Word>("other");
    QTest::addColumn<QString>("stands");
    QTest::addColumn<int>("conflicts");
    const QString both = u"microsoft/northeurope microsoft/westus2"_s;
    const QString first = u"microsoft/northeurope..."_s;
    const QString shownBoth = u"microsoft/northeurope; microsoft/westus2"_s;
    const qint64 day = 1790000000;
    QTest::newRow("part of it, another export") << Word{both} << Word{first, u"two"_s} << shownBoth << 0;
    QTest::newRow("part of it, before by scope") << Word{both, u"two"_s} << Word{first} << shownBoth << 0;
    QTest::newRow("part of it, newer") << Word{both, u"one"_s, SourceRank::LiveInventory, day}
                                       << Word{first, u"two"_s, SourceRank::LiveInventory, day + 86400} << shownBoth << 0;
    QTest::newRow("part of it, the same export") << Word{both} << Word{first} << shownBoth << 0;
    QTest::newRow("by the country alone") << Word{both} << Word{u"IE..."_s, u"two"_s} << shownBoth << 0;
    QTest::newRow("another place") << Word{both} << Word{u"microsoft/eastus..."_s, u"two"_s} << shownBoth << 1;
    QTest::newRow("a part, better trusted") << Word{both, u"one"_s, SourceRank::Register} << Word{first, u"two"_s}
                                            << u"microsoft/northeurope; ..."_s << 1;
    const QString precise = u"google/europe-west1 google/europe-west4"_s;
    const QString shownPrecise = u"google/europe-west1; google/europe-west4"_s;
    QTest::newRow("the Union, another export") << Word{precise} << Word{u"google/eu"_s, u"two"_s} << shownPrecise << 0;
    QTest::newRow("the Union, the same export") << Word{precise} << Word{u"google/eu"_s} << shownPrecise << 0;
    QTest::newRow("the continent") << Word{u"google/asia-east1"_s} << Word{u"google/asia"_s, u"two"_s} << u"google/asia-east1"_s << 0;
    QTest::newRow("not within the Union") << Word{u"google/us-east1"_s} << Word{u"google/eu"_s, u"two"_s} << u"google/us-east1"_s << 1;
    QTest::newRow("London left the Union") << Word{u"google/europe-west2"_s} << Word{u"google/eu"_s, u"two"_s} << u"google/europe-west2"_s << 1;
}

void TestListedPlaces::stands()
{
    QFETCH(Word, one);
    QFETCH(Word, other);
    for (const QList<Word> &order : {QList<Word>{one, other}, QList<Word>{other, one}}) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"w.bailiwick"_s);
        QVERIFY(store::prepareWorkspace(path, true).has_value());
        store::ConnectionScope scope(path, store::Access::Write);
        store::AttributeStore values(store::nativeHandle(scope.db()), catalogue());
        const auto lookup = store::ReferenceLookup::fromResources();
        int nr = 0;
        for (const Word &word : order) {
            store::Transaction t(scope.db());
            QVERIFY(t.begin());
            store::ImportWriter writer(values, *lookup, {u"test.json"_s, u"test"_s, u"tester"_s, QDateTime(QDate(2026, 11, 20), QTime(12, ++nr))});
            writer.header({word.scope, word.rank, true, word.captured});
            writer.beginRecord(0, u"/0"_s);
            writer.entity(accountOf(word));
            QVERIFY(writer.finish({}).has_value());
            QVERIFY(t.commit());
        }
        const Attribute *places = catalogue().attribute(EntityKind::Workload, u"hosting_countries"_s);
        const qint64 id = values.find(EntityKind::Workload, u"orders"_s);
        QVERIFY(places && id != 0);
        QTEST(store::displayValue(values.read(id, EntityKind::Workload, *places), *places), "stands");
        QTEST(int(store::conflictCount(values)), "conflicts");
    }
}

QTEST_GUILESS_MAIN(TestListedPlaces)
#include "tst_listedplaces.moc"
