// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/changelog.h"
#include "store/connectionscope.h"
#include "store/duplicates.h"
#include "store/importwriter.h"
#include "store/inventory.h"
#include "store/pages/overviewqueries.h"
#include "store/pages/reportqueries.h"
#include "store/pages/toolfindings.h"
#include "store/referencelookup.h"
#include "store/scopes.h"
#include "store/sql.h"
#include "store/workspace.h"
#include "support/catalogue.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace tst_toolfindings {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

constexpr qint64 Monday = 1'762'128'000; ///< 2025-11-03
constexpr qint64 OneDay = 86400;

Record bucket()
{
    Record r;
    r.kind = EntityKind::Workload;
    r.key = u"claims-archive"_s;
    r.aliases = {{u"arn"_s, u"arn:aws:s3:::claims-archive"_s, true}};
    return r;
}

Record finding(const QString &uid, const QString &outcome, qint64 seen, const QString &resource = u"arn:aws:s3:::claims-archive"_s)
{
    Record r;
    r.kind = EntityKind::ToolFinding;
    r.key = u"prowler:"_s + uid;
    r.fields = {{u"tool"_s, u"Prowler"_s},
                {u"check"_s, u"s3_bucket_default_encryption"_s},
                {u"outcome"_s, outcome},
                {u"observed"_s, qint64(seen / OneDay)},
                {u"resource"_s, resource},
                {u"requirements"_s, ListValue{{u"gdpr: Art. 32"_s, u"CIS-1.4: 2.1"_s}, true}}};
    r.captured = seen;
    r.whole = true;
    return r;
}

/// Found in an account, as a scan of it tells.
Record within(const QString &account, const QString &uid, qint64 seen)
{
    Record r = finding(uid, u"failed"_s, seen);
    r.fields.append({u"account"_s, account});
    return r;
}

} // namespace

/// What other tools found: kept beside the things that they name, in whatever order the files come.
class TestToolFindings : public QObject
{
    Q_OBJECT

private:
    struct Fixture
    {
        QTemporaryDir folder;
        const Catalogue catalogue = ::catalogue();
        QString path = folder.filePath(u"w.bailiwick"_s);
        bool prepared = store::prepareWorkspace(path, true).has_value();
        store::ConnectionScope scope{path, store::Access::Write};
        store::AttributeStore values{store::nativeHandle(scope.db()), catalogue};
        Result<store::ReferenceLookup> lookup = store::ReferenceLookup::fromResources();

        FileReport import(const QString &format, const QList<Record> &records, qint64 captured = 0, bool whole = true)
        {
            store::Transaction t(scope.db());
            if (!t.begin())
                qFatal("no transaction");
            const QDateTime at = QDateTime::fromSecsSinceEpoch(Monday + 30 * OneDay, Qt::UTC);
            store::ImportWriter writer(values, *lookup, {format + u".json"_s, format, u"tester"_s, at});
            SourceHeader header{u"123456789012"_s, SourceRank::LiveInventory, true};
            header.captured = captured;
            writer.header(header);
            qint64 ordinal = 0;
            for (Record r : records) {
                writer.beginRecord(ordinal, u"/%1"_s.arg(ordinal));
                ++ordinal;
                writer.entity(std::move(r));
            }
            if (!whole)
                writer.markSelection();
            const auto report = writer.finish({});
            if (!report || !t.commit())
                qFatal("not imported");
            return *report;
        }
        QStringList of(const QString &key)
        {
            QStringList said;
            for (const store::ToolFindingLine &line : store::toolFindingsOf(values, values.find(EntityKind::Workload, key), 100))
                said.append(line.name + u' ' + line.outcome);
            return said;
        }
        QStringList gone()
        {
            QStringList keys;
            store::Statement &s = values.statement("SELECT key FROM entity WHERE kind=?1 AND vanished<>0 ORDER BY key");
            s.bind(1, qint64(EntityKind::ToolFinding));
            while (s.next())
                keys.append(s.text(0).section(u':', 1));
            s.reset();
            return keys;
        }
        void undo()
        {
            store::Transaction t(scope.db());
            if (!t.begin() || !store::undoLast(values, u"tester"_s, QDateTime::currentDateTimeUtc()) || !t.commit())
                qFatal("not undone");
        }
        QString outcomeOf(const QString &key)
        {
            const qint64 id = values.find(EntityKind::ToolFinding, key);
            const auto value = values.read(id, EntityKind::ToolFinding, *catalogue.attribute(EntityKind::ToolFinding, u"outcome"_s));
            return value && std::holds_alternative<QString>(*value) ? std::get<QString>(*value) : QString();
        }
    };

private slots:
    void anyOrderOfFiles_data()
    {
        QTest::addColumn<bool>("findingsFirst");
        QTest::newRow("the inventory first") << false;
        QTest::newRow("the findings first") << true;
    }
    void anyOrderOfFiles()
    {
        QFETCH(const bool, findingsFirst);
        Fixture f;
        for (const bool findings : {findingsFirst, !findingsFirst}) {
            if (findings)
                f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday), finding(u"b"_s, u"passed"_s, Monday)});
            else
                f.import(u"inventory"_s, {bucket()});
        }
        QCOMPARE(f.of(u"claims-archive"_s), (QStringList{u"prowler:a failed"_s, u"prowler:b passed"_s}));
        QCOMPARE(store::toolFindingCountOf(f.values, f.values.find(EntityKind::Workload, u"claims-archive"_s)), 2);
        const auto things = store::thingsNamedBy(f.values, f.values.find(EntityKind::ToolFinding, u"prowler:a"_s), 10);
        QCOMPARE(things.size(), 1);
        QCOMPARE(things.constFirst().key, u"claims-archive"_s);
    }

    void furtherResources()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        Record r = finding(u"a"_s, u"failed"_s, Monday, u"arn:aws:s3:::elsewhere"_s);
        r.fields.append({u"further_resources"_s, ListValue{{u"claims-archive"_s, u"arn:aws:s3:::third"_s}, true}});
        f.import(u"asff"_s, {r});
        QCOMPARE(f.of(u"claims-archive"_s), (QStringList{u"prowler:a failed"_s}));
    }

    void newestObservationStands_data()
    {
        QTest::addColumn<QString>("other");
        QTest::newRow("from the same format") << u"prowler-csv"_s;
        QTest::newRow("from another format") << u"ocsf"_s;
    }
    void newestObservationStands()
    {
        QFETCH(const QString, other);
        for (const bool olderFirst : {true, false}) {
            Fixture f;
            const Record older = finding(u"a"_s, u"failed"_s, Monday);
            const Record newer = finding(u"a"_s, u"passed"_s, Monday + OneDay);
            f.import(u"prowler-csv"_s, {olderFirst ? older : newer}, olderFirst ? Monday : Monday + OneDay);
            f.import(other, {olderFirst ? newer : older}, olderFirst ? Monday + OneDay : Monday);
            QCOMPARE(f.outcomeOf(u"prowler:a"_s), u"passed"_s);
        }
    }

    void vanishedIsNoLongerShown()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday), finding(u"b"_s, u"failed"_s, Monday)}, Monday);
        f.import(u"prowler-csv"_s, {finding(u"b"_s, u"failed"_s, Monday + OneDay)}, Monday + OneDay);
        QCOMPARE(f.of(u"claims-archive"_s), (QStringList{u"prowler:b failed"_s}));
        // A finding that is gone is no thing that is gone.
        QCOMPARE(store::vanishedCount(f.values), 0);
    }

    void vanishedInWhateverFormat_data()
    {
        QTest::addColumn<QString>("newer");
        QTest::newRow("in the same") << u"prowler-csv"_s;
        QTest::newRow("in another") << u"ocsf"_s;
    }
    void vanishedInWhateverFormat()
    {
        QFETCH(const QString, newer);
        for (const bool olderFirst : {true, false}) {
            Fixture f;
            const QList<Record> monday = {within(u"1"_s, u"a"_s, Monday), within(u"1"_s, u"b"_s, Monday)};
            const QList<Record> tuesday = {within(u"1"_s, u"b"_s, Monday + OneDay)};
            // Monday's scan came in both formats.
            for (const bool older : {olderFirst, !olderFirst}) {
                if (older) {
                    f.import(u"prowler-csv"_s, monday);
                    f.import(u"ocsf"_s, monday);
                } else {
                    f.import(newer, tuesday);
                }
            }
            QCOMPARE(f.gone(), QStringList{u"a"_s});
        }
    }

    void severalAccounts()
    {
        Fixture f;
        f.import(u"ocsf"_s, {within(u"1"_s, u"1a"_s, Monday), within(u"1"_s, u"1b"_s, Monday), within(u"2"_s, u"2a"_s, Monday), within(u"2"_s, u"2b"_s, Monday),
                             within(u"3"_s, u"3a"_s, Monday)});
        const FileReport report = f.import(u"ocsf"_s, {within(u"1"_s, u"1b"_s, Monday + OneDay), within(u"2"_s, u"2b"_s, Monday + OneDay)});
        QCOMPARE(f.gone(), (QStringList{u"1a"_s, u"2a"_s}));
        QCOMPARE(std::count_if(report.diagnostics.cbegin(), report.diagnostics.cend(), [](const Diagnostic &d) { return d.code == u"vanished"_s; }), 1);
        f.undo();
        QCOMPARE(f.gone(), QStringList());
        // A selection of the newer scan brings nothing down, and what it shows is there.
        f.import(u"ocsf"_s, {within(u"1"_s, u"1b"_s, Monday + OneDay)}, 0, false);
        QCOMPARE(f.gone(), QStringList());
        f.import(u"prowler-csv"_s, {within(u"1"_s, u"1b"_s, Monday + 2 * OneDay)});
        QCOMPARE(f.gone(), QStringList{u"1a"_s});
        f.import(u"ocsf"_s, {within(u"1"_s, u"1a"_s, Monday + 3 * OneDay)}, 0, false);
        QCOMPARE(f.gone(), QStringList());
    }

    /// A file without a finding speaks of no account.
    void emptyFileTakesNothing()
    {
        Fixture f;
        f.import(u"prowler-csv"_s, {within(u"1"_s, u"a"_s, Monday)});
        f.import(u"prowler-csv"_s, {});
        QCOMPARE(f.gone(), QStringList());
    }

    /// The formats of one scan may tell its hour in different zones.
    void oneScanInTwoZones()
    {
        Fixture f;
        f.import(u"prowler-csv"_s, {within(u"1"_s, u"a"_s, Monday), within(u"1"_s, u"m"_s, Monday)});
        f.import(u"ocsf"_s, {within(u"1"_s, u"a"_s, Monday + 5 * 3600)});
        QCOMPARE(f.gone(), QStringList());
        f.import(u"ocsf"_s, {within(u"1"_s, u"a"_s, Monday + OneDay)});
        QCOMPARE(f.gone(), QStringList{u"m"_s});
    }

    /// A finding that could not be read may well be there.
    void rejectedIsNotGone()
    {
        Fixture f;
        f.import(u"prowler-csv"_s, {within(u"1"_s, u"a"_s, Monday), within(u"1"_s, u"b"_s, Monday)});
        Record broken = within(u"1"_s, u"b"_s, Monday + OneDay);
        broken.key.clear();
        const FileReport report = f.import(u"prowler-csv"_s, {within(u"1"_s, u"a"_s, Monday + OneDay), broken});
        QCOMPARE(report.records.rejected, 1);
        QCOMPARE(f.gone(), QStringList());
    }

    void scopes_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("scope");
        QTest::newRow("CSV") << u"prowler-csv"_s << u"Prowler"_s << u"prowler:a"_s << u"Prowler|1"_s;
        QTest::newRow("OCSF has the same identifiers") << u"ocsf"_s << u"Prowler"_s << u"prowler:a"_s << u"Prowler|1"_s;
        QTest::newRow("ASFF has others, and a region's") << u"asff"_s << u"Prowler"_s << u"prowler:a"_s << u"Prowler in Security Hub|1|eu-central-1"_s;
        QTest::newRow("a list of one framework") << u"prowler-csv"_s << u"Prowler"_s << u"prowler:a#gdpr: Art. 32"_s << u"Prowler|1|gdpr"_s;
        QTest::newRow("Security Hub") << u"asff"_s << u"AWS Security Hub"_s << u"securityhub:a"_s << u"Security Hub|1|eu-central-1"_s;
        QTest::newRow("what Security Hub hands to a Security Lake") << u"ocsf"_s << u"Amazon GuardDuty"_s << u"guardduty:a"_s << u"Security Hub|1|eu-central-1"_s;
        QTest::newRow("one benchmark of many") << u"powerpipe"_s << u"Powerpipe"_s << u"powerpipe:a"_s << QString();
        QTest::newRow("errors of a scan") << u"scoutsuite-errors"_s << u"ScoutSuite"_s << u"scoutsuite:error|a"_s << u"ScoutSuite errors|aws-1"_s;
    }
    void scopes()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, tool);
        QFETCH(const QString, key);
        QFETCH(const QString, scope);
        Record r = finding(u"a"_s, u"failed"_s, Monday);
        r.key = key;
        r.fields = {{u"tool"_s, tool}, {u"account"_s, u"1"_s}, {u"region"_s, u"eu-central-1"_s}, {u"requirements"_s, ListValue{{u"gdpr: Art. 32"_s}, true}}};
        QCOMPARE(store::scopeOfFinding(r, format, u"export/scoutsuite_errors_aws-1.json"_s), scope);
        QCOMPARE(store::alsoCovered(u"scoutsuite"_s, u"export/scoutsuite_results_aws-1.js"_s), u"ScoutSuite errors|aws-1"_s);
        r.fields.remove(1);
        if (format != u"scoutsuite-errors"_s)
            QCOMPARE(store::scopeOfFinding(r, format, {}), QString());
    }

    /// Scans in any order, each undone in between, against what they tell together.
    void anyOrderOfScans()
    {
        struct Scan
        {
            QString format;
            int day = 0;
            QStringList accounts;
            QStringList found; ///< "2a": of account 2
            bool whole = true;
        };
        QRandomGenerator random(7);
        int some = 0;
        for (int round = 0; round < 12; ++round) {
            QList<Scan> scans;
            for (int i = 0; i < 5; ++i) {
                Scan scan{random.bounded(2) ? u"prowler-csv"_s : u"ocsf"_s, random.bounded(4), {}, {}, random.bounded(4) != 0};
                for (const QString &account : {u"1"_s, u"2"_s, u"3"_s}) {
                    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
                        if (random.bounded(3) == 0)
                            scan.found.append(account + name);
                    }
                }
                for (const QString &key : std::as_const(scan.found)) {
                    if (!scan.accounts.contains(key.left(1)))
                        scan.accounts.append(key.left(1));
                }
                scans.append(scan);
            }
            QStringList expected;
            for (const QString &account : {u"1"_s, u"2"_s, u"3"_s}) {
                for (const QString &name : {u"a"_s, u"b"_s, u"c"_s}) {
                    bool known = false, there = false;
                    for (const Scan &shows : std::as_const(scans)) {
                        if (!shows.found.contains(account + name))
                            continue;
                        known = true;
                        const bool over = std::any_of(scans.cbegin(), scans.cend(), [&](const Scan &s) { return s.whole && s.accounts.contains(account) && s.day > shows.day; });
                        there = there || !over;
                    }
                    if (known && !there)
                        expected.append(account + name);
                }
            }
            some += !expected.isEmpty();
            for (int order = 0; order < 3; ++order) {
                Fixture f;
                for (const Scan &scan : std::as_const(scans)) {
                    QList<Record> records;
                    for (const QString &key : scan.found)
                        records.append(within(key.left(1), key, Monday + scan.day * OneDay));
                    const QStringList before = f.gone();
                    f.import(scan.format, records, 0, scan.whole);
                    const QStringList after = f.gone();
                    f.undo();
                    QCOMPARE(f.gone(), before);
                    f.import(scan.format, records, 0, scan.whole);
                    QCOMPARE(f.gone(), after);
                }
                QCOMPARE(f.gone(), expected);
                std::shuffle(scans.begin(), scans.end(), random);
            }
        }
        QVERIFY(some > 5);
    }

    void undone()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday)}, Monday);
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"passed"_s, Monday + OneDay)}, Monday + OneDay);
        store::Transaction t(f.scope.db());
        QVERIFY(t.begin());
        QVERIFY(store::undoLast(f.values, u"tester"_s, QDateTime::currentDateTimeUtc()).has_value());
        QCOMPARE(f.of(u"claims-archive"_s), (QStringList{u"prowler:a failed"_s}));
        QVERIFY(store::undoLast(f.values, u"tester"_s, QDateTime::currentDateTimeUtc()).has_value());
        QVERIFY(f.of(u"claims-archive"_s).isEmpty());
    }

    void countedByThemselves()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        const qint64 before = store::entityCount(f.values);
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday), finding(u"b"_s, u"failed"_s, Monday)});
        QCOMPARE(store::entityCount(f.values), before);
        QCOMPARE(store::toolFindingCount(f.values), 2);
    }

    /// They are called after their checks, of which each thing has one.
    void notProposedAsOneThing()
    {
        Fixture f;
        Record a = finding(u"a"_s, u"failed"_s, Monday);
        Record b = finding(u"b"_s, u"failed"_s, Monday);
        a.name = b.name = u"Buckets are encrypted"_s;
        f.import(u"prowler-csv"_s, {a});
        f.import(u"ocsf"_s, {b});
        QVERIFY(store::possibleDuplicates(f.values, 10).isEmpty());
        a.kind = b.kind = EntityKind::Workload;
        a.fields = b.fields = {};
        f.import(u"prowler-csv"_s, {a});
        f.import(u"ocsf"_s, {b});
        QCOMPARE(store::possibleDuplicates(f.values, 10).size(), 1);
    }

    void onTheRequirement()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday)});
        const auto all = store::toolFindingsOf(f.values, f.values.find(EntityKind::Workload, u"claims-archive"_s), 100);
        QCOMPARE(store::onRequirement(all, u"gdpr"_s, u"Art. 32(1)"_s, Status::Gap).size(), 1);
        QCOMPARE(store::onRequirement(all, u"gdpr"_s, u"Art. 44-46"_s, Status::Gap).size(), 0);
        QCOMPARE(store::onRequirement(all, u"eu-csf"_s, u"SOV-1 / 1.1"_s, Status::Gap).size(), 0);
    }

    /// A line that its tool's others outweigh has no say, nor has what only names the framework.
    void agreementOfALine()
    {
        Fixture f;
        f.import(u"inventory"_s, {bucket()});
        Record framework = finding(u"c"_s, u"failed"_s, Monday);
        framework.fields.last() = {u"requirements"_s, ListValue{{u"gdpr"_s}, true}};
        Record other = finding(u"d"_s, u"passed"_s, Monday);
        other.fields.first() = {u"tool"_s, u"AWS Security Hub"_s};
        f.import(u"prowler-csv"_s, {finding(u"a"_s, u"failed"_s, Monday), finding(u"b"_s, u"passed"_s, Monday), framework, other});
        const auto all = store::toolFindingsOf(f.values, f.values.find(EntityKind::Workload, u"claims-archive"_s), 100);
        const auto said = [&](Status own) {
            QStringList out;
            for (const store::ToolFindingLine &line : store::onRequirement(all, u"gdpr"_s, u"Art. 32"_s, own))
                out.append(line.key.section(u':', 1) + (line.agreement == Agreement::Contradicts ? u" no"_s : line.agreement == Agreement::Agrees ? u" yes"_s : QString()));
            out.sort();
            return out;
        };
        QCOMPARE(said(Status::Pass), (QStringList{u"a no"_s, u"b"_s, u"c"_s, u"d yes"_s}));
        QCOMPARE(said(Status::Gap), (QStringList{u"a yes"_s, u"b"_s, u"c"_s, u"d no"_s}));
        QCOMPARE(said(Status::Unknown), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    }
};

BAILIWICK_TEST(QCoreApplication, TestToolFindings)

} // namespace tst_toolfindings

#include "tst_toolfindings.moc"
