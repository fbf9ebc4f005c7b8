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
#include "store/sql.h"
#include "store/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

constexpr qint64 Monday = 1'762'128'000; ///< 2025-11-03
constexpr qint64 OneDay = 86400;

Catalogue catalogue()
{
    QFile file(u":/packs/attributes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no catalogue");
    return *Catalogue::fromJson(file.readAll());
}

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

        FileReport import(const QString &format, const QList<Record> &records, qint64 captured = 0)
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

QTEST_GUILESS_MAIN(TestToolFindings)
#include "tst_toolfindings.moc"
