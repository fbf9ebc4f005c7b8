// SPDX-License-Identifier: GPL-3.0-or-later
// What several exports of an inventory tell together of what is gone: places of several types, whole by type, by place or not at all.
#include "store/changelog.h"
#include "store/completefor.h"
#include "store/connectionscope.h"
#include "store/importwriter.h"
#include "store/referencelookup.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace tst_scopes {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

constexpr qint64 Monday = 1'762'128'000; ///< 2025-11-03
constexpr qint64 OneDay = 86400;

/// One export: things by their names, "1ax": in project 1, of type a.
struct Export
{
    QString format;
    int day = 0;
    QStringList things;
    QStringList places; ///< that it is the whole of, whatever it holds
    bool whole = true;  ///< of each type in each place that it holds something of
};

QString wideOf(const QString &place) { return u"google projects/"_s + place + u" resource"_s; }

struct Fixture
{
    QTemporaryDir folder;
    const Catalogue kinds = catalogue();
    QString path = folder.filePath(u"w.bailiwick"_s);
    bool prepared = store::prepareWorkspace(path, true).has_value();
    store::ConnectionScope scope{path, store::Access::Write};
    store::AttributeStore values{store::nativeHandle(scope.db()), kinds};
    Result<store::ReferenceLookup> lookup = store::ReferenceLookup::fromResources();

    void import(const Export &one)
    {
        store::Transaction t(scope.db());
        if (!t.begin())
            qFatal("no transaction");
        store::ImportWriter writer(values, *lookup, {u"a.json"_s, one.format, u"tester"_s, QDateTime::fromSecsSinceEpoch(Monday + 30 * OneDay, Qt::UTC)});
        SourceHeader header{u"p"_s, SourceRank::LiveInventory, true};
        header.captured = one.day > 0 ? Monday + one.day * OneDay : 0;
        writer.header(header);
        qint64 ordinal = 0;
        for (const QString &thing : one.things) {
            writer.beginRecord(ordinal, u"/%1"_s.arg(ordinal));
            ++ordinal;
            Record r;
            r.kind = EntityKind::Workload;
            r.key = thing;
            // It has not changed for long: that is not when it was looked at.
            r.captured = Monday - 100 * OneDay;
            r.scope = wideOf(thing.left(1)) + u'\n' + thing.mid(1, 1);
            writer.entity(std::move(r));
        }
        for (const QString &place : one.places)
            writer.covers(wideOf(place));
        if (!one.whole)
            writer.markSelection();
        if (!writer.finish({}) || !t.commit())
            qFatal("not imported");
    }
    QStringList gone()
    {
        QStringList keys;
        store::Statement &s = values.statement("SELECT key FROM entity WHERE vanished<>0 ORDER BY key");
        while (s.next())
            keys.append(s.text(0));
        s.reset();
        return keys;
    }
    void undo()
    {
        store::Transaction t(scope.db());
        if (!t.begin() || !store::undoLast(values, u"tester"_s, QDateTime::currentDateTimeUtc()) || !t.commit())
            qFatal("not undone");
    }
};

/// Is the thing no longer there, by all that the exports tell?
bool isGone(const QString &thing, const QList<Export> &exports)
{
    bool known = false;
    for (const Export &shows : exports) {
        if (!shows.things.contains(thing))
            continue;
        known = true;
        const bool over = std::any_of(exports.cbegin(), exports.cend(), [&](const Export &e) {
            const bool speaks = e.places.contains(thing.left(1)) || std::any_of(e.things.cbegin(), e.things.cend(), [&](const QString &t) { return t.startsWith(thing.left(2)); });
            return e.whole && speaks && e.day > shows.day;
        });
        if (!over)
            return false;
    }
    return known;
}

} // namespace

class TestScopes : public QObject
{
    Q_OBJECT

private slots:
    void wholeOfWhat_data()
    {
        QTest::addColumn<QStringList>("second");
        QTest::addColumn<QStringList>("places");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("a type in a place") << QStringList{u"1ax"_s} << QStringList{} << true << QStringList{u"1ay"_s};
        QTest::newRow("a place") << QStringList{u"1ax"_s} << QStringList{u"1"_s} << true << QStringList{u"1ay"_s, u"1bx"_s};
        QTest::newRow("a place with nothing in it") << QStringList{} << QStringList{u"2"_s} << true << QStringList{u"2ax"_s};
        QTest::newRow("a selection") << QStringList{u"1ax"_s} << QStringList{u"1"_s} << false << QStringList{};
        QTest::newRow("another type") << QStringList{u"1cx"_s} << QStringList{} << true << QStringList{};
    }
    void wholeOfWhat()
    {
        QFETCH(const QStringList, second);
        QFETCH(const QStringList, places);
        QFETCH(const bool, whole);
        for (const int day : {0, 2}) {
            for (const QString &format : {u"gcp-cai"_s, u"gcp-cai-csv"_s}) {
                Fixture f;
                f.import({u"gcp-cai"_s, day > 0 ? 1 : 0, {u"1ax"_s, u"1ay"_s, u"1bx"_s, u"2ax"_s}, {}, true});
                f.import({format, day, second, places, whole});
                QTEST(f.gone(), "expected");
                f.undo();
                QCOMPARE(f.gone(), QStringList());
            }
        }
    }

    /// Exports in any order, each undone in between, against what they tell together.
    void anyOrder()
    {
        QRandomGenerator random(11);
        QStringList all;
        for (const char *name : {"1ax", "1ay", "1bx", "2ax", "2ay", "2bx"})
            all.append(QString::fromLatin1(name));
        int some = 0;
        for (int round = 0; round < 10; ++round) {
            QList<Export> exports;
            for (int i = 0; i < 5; ++i) {
                Export one{random.bounded(2) ? u"gcp-cai"_s : u"gcp-cai-csv"_s, 1 + random.bounded(4), {}, {}, random.bounded(4) != 0};
                for (const QString &thing : std::as_const(all)) {
                    if (random.bounded(2))
                        one.things.append(thing);
                }
                for (const QString &place : {u"1"_s, u"2"_s}) {
                    if (random.bounded(4) == 0)
                        one.places.append(place);
                }
                exports.append(one);
            }
            QStringList expected;
            std::copy_if(all.cbegin(), all.cend(), std::back_inserter(expected), [&](const QString &thing) { return isGone(thing, exports); });
            some += !expected.isEmpty();
            for (int order = 0; order < 3; ++order) {
                Fixture f;
                for (const Export &one : std::as_const(exports)) {
                    const QStringList before = f.gone();
                    f.import(one);
                    const QStringList after = f.gone();
                    f.undo();
                    QCOMPARE(f.gone(), before);
                    f.import(one);
                    QCOMPARE(f.gone(), after);
                }
                QCOMPARE(f.gone(), expected);
                std::shuffle(exports.begin(), exports.end(), random);
            }
        }
        QVERIFY(some > 3);
    }
};

BAILIWICK_TEST(QCoreApplication, TestScopes)

} // namespace tst_scopes

#include "tst_scopes.moc"
