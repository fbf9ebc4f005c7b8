// SPDX-License-Identifier: GPL-3.0-or-later
// Two exports that tell where one thing is, one of them less than the other: in any order the same stands.
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/trust.h"
#include "store/valuecodec.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace tst_listedplaces {

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

/// What stands of where it is, and what differs from that.
struct State
{
    QString stands;
    QStringList conflicts;
};

State stateAfter(const QList<Word> &words)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"w.bailiwick"_s);
    State state;
    if (!store::prepareWorkspace(path, true).has_value())
        return state;
    store::ConnectionScope scope(path, store::Access::Write);
    store::AttributeStore values(store::nativeHandle(scope.db()), catalogue());
    const auto lookup = store::ReferenceLookup::fromResources();
    int nr = 0;
    for (const Word &word : words) {
        store::Transaction t(scope.db());
        if (!t.begin())
            return state;
        store::ImportWriter writer(values, *lookup, {u"test.json"_s, u"test"_s, u"tester"_s, QDateTime(QDate(2026, 11, 20), QTime(12, ++nr))});
        writer.header({word.scope, word.rank, true, word.captured});
        writer.beginRecord(0, u"/0"_s);
        writer.entity(accountOf(word));
        if (!writer.finish({}).has_value() || !t.commit())
            return state;
    }
    const Attribute *places = catalogue().attribute(EntityKind::Workload, u"hosting_countries"_s);
    const qint64 id = values.find(EntityKind::Workload, u"orders"_s);
    state.stands = store::displayValue(values.read(id, EntityKind::Workload, *places), *places);
    for (const store::Conflict &conflict : store::conflicts(values, 100)) {
        for (const store::Word &word : conflict.words)
            state.conflicts.append((word.stands ? u"stands "_s : u"differs "_s) + word.source + u' ' + QString::fromUtf8(word.value));
    }
    return state;
}

const QHash<QString, QString> Regions{{u"FR"_s, u"aws/eu-west-3"_s}, {u"IE"_s, u"aws/eu-west-1"_s}, {u"DE"_s, u"aws/eu-central-1"_s}};
QString regionIn(const QString &country) { return Regions.value(country, country); }
QString countryOf(const QString &region) { return Regions.key(region, region); }

} // namespace

class TestListedPlaces : public QObject
{
    Q_OBJECT

private slots:
    void stands_data();
    void stands();
    void anyOrder_data();
    void anyOrder();
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
                                            << shownBoth << 0;
    QTest::newRow("a part, better trusted, by its regions") << Word{u"FR IE"_s, u"one"_s, SourceRank::Register} << Word{u"aws/eu-west-3..."_s, u"two"_s}
                                                            << u"aws/eu-west-3; IE"_s << 0;
    QTest::newRow("a part, better trusted, by its country") << Word{u"aws/eu-west-3 aws/eu-west-1"_s, u"one"_s, SourceRank::Register}
                                                            << Word{u"FR..."_s, u"two"_s} << u"aws/eu-west-3; aws/eu-west-1"_s << 0;
    QTest::newRow("a part of a part, better trusted") << Word{u"FR IE..."_s, u"one"_s, SourceRank::Register} << Word{u"aws/eu-west-3..."_s, u"two"_s}
                                                      << u"aws/eu-west-3; IE; ..."_s << 0;
    QTest::newRow("no part of it, better trusted") << Word{u"FR IE"_s, u"one"_s, SourceRank::Register} << Word{u"aws/eu-central-1..."_s, u"two"_s}
                                                   << u"aws/eu-central-1; ..."_s << 1;
    QTest::newRow("all of it, better trusted") << Word{u"FR IE"_s, u"one"_s, SourceRank::Register} << Word{u"aws/eu-west-3"_s, u"two"_s}
                                               << u"aws/eu-west-3"_s << 1;
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
        const State state = stateAfter(order);
        QTEST(state.stands, "stands");
        QTEST(int(state.conflicts.filter(u"differs"_s).size()), "conflicts");
    }
}

/// Whatever four sources say, and in whatever order they come: the same stands, and the same differs.
void TestListedPlaces::anyOrder_data()
{
    QTest::addColumn<QList<Word>>("words");
    const QStringList places{u"FR"_s, u"IE"_s, u"aws/eu-west-3"_s, u"aws/eu-west-1"_s, u"DE"_s, u"aws/eu-central-1"_s};
    const QList<SourceRank> ranks{SourceRank::LiveInventory, SourceRank::StateFile, SourceRank::Register};
    QTest::newRow("contained in the least trusted, contradicted by another")
        << QList<Word>{{u"FR..."_s, u"a"_s, SourceRank::LiveInventory}, {u"DE"_s, u"b"_s, SourceRank::StateFile}, {u"FR IE"_s, u"c"_s, SourceRank::Register}};
    for (quint32 seed = 1; seed <= 8; ++seed) {
        QRandomGenerator random(seed);
        QList<Word> words;
        for (int nr = 0; nr < 3 + int(seed % 2); ++nr) {
            QStringList some;
            while (some.isEmpty()) {
                for (const QString &place : places) {
                    if (random.bounded(3) == 0)
                        some.append(place);
                }
            }
            const QString behind = random.bounded(2) == 0 ? u"..."_s : QString();
            words.append({some.join(u' ') + behind, QString(QChar(u'a' + nr)), ranks.at(random.bounded(3)), random.bounded(2) == 0 ? 0 : 1790000000 + nr});
        }
        QTest::addRow("seed %u", seed) << words;
    }
}

void TestListedPlaces::anyOrder()
{
    QFETCH(QList<Word>, words);
    std::vector<qsizetype> order(static_cast<std::size_t>(words.size()));
    std::iota(order.begin(), order.end(), 0);
    std::optional<State> first;
    do {
        QList<Word> ordered;
        for (const qsizetype i : order)
            ordered.append(words.at(i));
        const State state = stateAfter(ordered);
        if (!first)
            first = state;
        QCOMPARE(state.stands, first->stands);
        QCOMPARE(state.conflicts, first->conflicts);
    } while (std::next_permutation(order.begin(), order.end()));
    // Where nobody is trusted more than whoever names a part only, all of that part stands.
    const auto best = std::max_element(words.cbegin(), words.cend(), [](const Word &a, const Word &b) { return a.rank < b.rank; });
    const auto alone = std::count_if(words.cbegin(), words.cend(), [&](const Word &word) { return word.rank == best->rank; }) == 1;
    if (!alone || !best->places.endsWith("..."_L1))
        return;
    for (const QString &place : best->places.chopped(3).split(u' '))
        QVERIFY2(first->stands.contains(place) || first->stands.contains(countryOf(place)) || first->stands.contains(regionIn(place)), qPrintable(place + u" in "_s + first->stands));
}

BAILIWICK_TEST(QCoreApplication, TestListedPlaces)

} // namespace tst_listedplaces

#include "tst_listedplaces.moc"
