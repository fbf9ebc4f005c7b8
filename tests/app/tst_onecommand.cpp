// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are given to one import: pages and lists of one source of which none tells its day. In whatever order they are named, the
// workspace is the same, and none takes for gone what another has.
#include "core/history.h"
#include "core/importjob.h"
#include "core/services.h"
#include "store/connectionscope.h"
#include "store/workspace.h"
#include "support/testmain.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

namespace tst_onecommand {

using namespace Qt::StringLiterals;

namespace {

using NamedTexts = QList<std::pair<QString, QByteArray>>; ///< name and content

const QByteArray openAi = "/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/oai";

QByteArray deployments(const QList<QByteArray> &names)
{
    QByteArrayList rows;
    for (const QByteArray &name : names)
        rows.append("{\"id\":\"" + openAi + "/deployments/" + name + "\",\"name\":\"" + name +
                    "\",\"type\":\"Microsoft.CognitiveServices/accounts/deployments\",\"sku\":{\"name\":\"Standard\"},\"properties\":{\"model\":{\"format\":\"OpenAI\",\"name\":\"gpt-4o\"}}}");
    return '[' + rows.join(',') + ']';
}

QByteArray instances(const QList<QByteArray> &ids, bool more, const QByteArray &type = "t3.large")
{
    QByteArrayList rows;
    for (const QByteArray &id : ids)
        rows.append("{\"InstanceId\":\"" + id + "\",\"InstanceType\":\"" + type + "\",\"ImageId\":\"ami-1\",\"State\":{\"Name\":\"running\"},\"Placement\":{\"AvailabilityZone\":\"eu-central-1a\"}}");
    return "{\"Reservations\":[{\"OwnerId\":\"111122223333\",\"Instances\":[" + rows.join(',') + "]}]" + (more ? ",\"NextToken\":\"x\"}" : "}");
}

QByteArray machines(const QList<QByteArray> &names)
{
    QByteArrayList rows;
    for (const QByteArray &name : names)
        rows.append("{\"id\":\"/subscriptions/s-1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/" + name + "\",\"name\":\"" + name +
                    "\",\"type\":\"Microsoft.Compute/virtualMachines\",\"location\":\"westeurope\",\"properties\":{}}");
    return '[' + rows.join(',') + ']';
}

/// How a format writes a list of things of these names; `more`: as a page of one that goes on.
using Lister = QByteArray (*)(const QByteArrayList &names, bool more);

/// `row`: what a list says of one name.
template <class Row> QByteArray listed(const QByteArray &before, const QByteArrayList &names, Row row, const QByteArray &after)
{
    QByteArrayList rows;
    for (const QByteArray &name : names)
        rows.append(row(name));
    return before + rows.join(',') + after;
}

QByteArray inEc2(const QByteArrayList &names, bool more)
{
    return instances(names, more);
}

QByteArray inSageMaker(const QByteArrayList &names, bool more)
{
    const auto row = [](const QByteArray &name) {
        return "{\"EndpointName\":\"" + name + "\",\"EndpointArn\":\"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/" + name + "\",\"EndpointStatus\":\"InService\"}";
    };
    return listed("{\"Endpoints\":[", names, row, more ? "],\"NextToken\":\"x\"}" : "]}");
}

QByteArray inBedrock(const QByteArrayList &names, bool more)
{
    const auto row = [](const QByteArray &name) {
        return "{\"modelArn\":\"arn:aws:bedrock:eu-west-1:111122223333:custom-model/" + name + "\",\"modelName\":\"" + name +
               "\",\"baseModelArn\":\"arn:aws:bedrock:eu-west-1::foundation-model/meta.llama3\"}";
    };
    return listed("{\"modelSummaries\":[", names, row, more ? "],\"nextToken\":\"x\"}" : "]}");
}

QByteArray inAccounts(const QByteArrayList &names, bool more)
{
    const auto row = [](const QByteArray &name) {
        return "{\"UserName\":\"" + name + "\",\"UserId\":\"AIDA" + name + "\",\"Path\":\"/\",\"Arn\":\"arn:aws:iam::111122223333:user/" + name +
               "\",\"CreateDate\":\"2024-01-02T03:04:05+00:00\",\"GroupList\":[],\"AttachedManagedPolicies\":[]}";
    };
    return listed("{\"UserDetailList\":[", names, row, QByteArray("],\"GroupDetailList\":[],\"RoleDetailList\":[],\"Policies\":[],\"IsTruncated\":") + (more ? "true,\"Marker\":\"x\"}" : "false}"));
}

QByteArray inKubernetes(const QByteArrayList &names, bool more)
{
    const auto row = [](const QByteArray &name) {
        return "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"shop\",\"uid\":\"u-" + name +
               "\"},\"spec\":{\"replicas\":1,\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}";
    };
    return listed("{\"apiVersion\":\"apps/v1\",\"kind\":\"DeploymentList\",\"items\":[", names, row, more ? "],\"metadata\":{\"continue\":\"x\"}}" : "],\"metadata\":{}}");
}

QByteArray inManager(const QByteArrayList &names, bool more)
{
    return "{\"value\":" + machines(names) + (more ? ",\"nextLink\":\"https://management.azure.com/x\"}" : "}");
}

QByteArray inAssets(const QByteArrayList &names, bool more)
{
    const auto row = [](const QByteArray &name) {
        return "{\"name\":\"//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/" + name + "\",\"assetType\":\"compute.googleapis.com/Instance\",\"resource\":{\"location\":"
               "\"europe-west4-a\",\"data\":{\"name\":\"" + name + "\"}},\"ancestors\":[\"projects/77\",\"organizations/5\"]}";
    };
    return listed("{\"readTime\":\"2026-11-20T08:00:00Z\",\"assets\":[", names, row, more ? "],\"nextPageToken\":\"x\"}" : "]}");
}

constexpr std::array<std::pair<const char *, Lister>, 5> listers{{{"EC2", inEc2}, {"SageMaker", inSageMaker}, {"Bedrock", inBedrock}, {"Kubernetes", inKubernetes}, {"Azure's manager", inManager}}};

/// The same export once more, with a blank where none was.
QByteArray spaced(QByteArray text) { return text.insert(1, ' '); }

/// What stands in the workspace, apart from where it was read last.
QStringList dumped(const QString &workspace)
{
    store::ConnectionScope scope(workspace, store::Access::Read);
    QSqlQuery tables(scope.db());
    QStringList all;
    const bool asked = tables.exec(u"SELECT m.name, group_concat('coalesce('||quote(c.name)||',''-'')','||''|''||') FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type='table' AND "
                                   "(m.name IN ('entity','alias','link','list_item','place','fact','claim','pending_ref') OR m.name GLOB 'e_*') AND c.name NOT IN ('at','pointer','change_set','added_set') AND m.name||c.name<>'placenr' "
                                   "GROUP BY m.name ORDER BY m.name"_s);
    while (asked && tables.next()) {
        QSqlQuery rows(scope.db());
        const QString columns = tables.value(1).toString().replace(u"coalesce('"_s, u"coalesce(\""_s).replace(u"','-')"_s, u"\",'-')"_s);
        if (!rows.exec(u"SELECT %1 FROM %2 ORDER BY 1"_s.arg(columns, tables.value(0).toString())))
            return {rows.lastError().text()};
        while (rows.next())
            all.append(tables.value(0).toString() + u' ' + rows.value(0).toString());
    }
    return all;
}

} // namespace

class TestOneCommand : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<app::Services> m_services;
    int m_count = 0;

    bool write(const NamedTexts &files, QStringList &paths)
    {
        for (const auto &[name, content] : files) {
            QFile file(m_folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                return false;
            paths.append(file.fileName());
        }
        return true;
    }
    QString newWorkspace()
    {
        const QString workspace = m_folder.filePath(u"w%1.bailiwick"_s.arg(++m_count));
        return store::prepareWorkspace(workspace, true).has_value() ? workspace : QString();
    }
    QList<domain::FileReport> reportsOf(const QString &workspace, const QStringList &paths, const QStringList &completeFor = {}, bool dryRun = false)
    {
        domain::QuietJob job;
        app::ImportRequest request{workspace, paths, {}, u"tester"_s, dryRun};
        request.completeFor = completeFor;
        return app::importFiles(*m_services, request, domain::SystemClock(), job).files;
    }
    bool import(const QString &workspace, const QStringList &paths, const QStringList &completeFor)
    {
        const domain::ImportReport report{reportsOf(workspace, paths, completeFor)};
        for (qsizetype i = 0; i < paths.size(); ++i) {
            // Told in the order in which they were given.
            if (report.files.value(i).refused || report.files.value(i).path != paths.at(i))
                return false;
        }
        return report.files.size() == paths.size();
    }
    static QString answer(const QString &workspace, const QString &sql)
    {
        store::ConnectionScope scope(workspace, store::Access::Read);
        QSqlQuery query(scope.db());
        return query.exec(sql) && query.next() ? query.value(0).toString() : u"(nothing)"_s;
    }

private slots:
    void initTestCase()
    {
        auto services = app::Services::load();
        QVERIFY(services.has_value());
        m_services = std::move(services.value());
    }
    void anyOrder_data()
    {
        QTest::addColumn<NamedTexts>("earlier"); ///< of an import before
        QTest::addColumn<NamedTexts>("files");
        QTest::addColumn<QStringList>("completeFor");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        const QString models = u"SELECT group_concat(replace(x.key,rtrim(x.key,replace(x.key,'/','')),''),' ') FROM (SELECT m.key FROM link l JOIN entity m ON m.id=l.target "
                               "JOIN entity a ON a.id=l.entity WHERE a.kind=2 AND l.attr='models' ORDER BY m.key) x"_s;
        const QString there = u"SELECT group_concat(x.name||CASE x.vanished WHEN 0 THEN '' ELSE ' (gone)' END,', ') FROM (SELECT coalesce(nullif(name,''),key) AS name, vanished FROM entity "
                              "WHERE kind=2 ORDER BY key) x"_s;
        const auto row = [](const char *name, const NamedTexts &earlier, const NamedTexts &files, const QString &sql, const QString &says, const QStringList &completeFor = {}) {
            QTest::newRow(name) << earlier << files << completeFor << sql << says;
        };
        row("two lists of one account's deployments", {}, {{u"a.json"_s, deployments({"chat", "embed"})}, {u"b.json"_s, deployments({"agents", "embed"})}}, models, u"agents chat embed"_s);
        row("three", {}, {{u"a.json"_s, deployments({"chat"})}, {u"b.json"_s, deployments({"agents"})}, {u"c.json"_s, deployments({"embed"})}}, models, u"agents chat embed"_s);
        row("what an earlier import had is not taken for gone", {{u"old.json"_s, deployments({"old", "embed"})}},
            {{u"a.json"_s, deployments({"chat", "embed"})}, {u"b.json"_s, deployments({"agents", "embed"})}}, models, u"agents chat embed old"_s);
        row("unless the lists are all of the subscription", {{u"old.json"_s, deployments({"old", "embed"})}},
            {{u"a.json"_s, deployments({"chat", "embed"})}, {u"b.json"_s, deployments({"agents", "embed"})}}, models, u"agents chat embed"_s, {u"subscription:s-1"_s});
        row("pages of one list", {}, {{u"p1.json"_s, instances({"i-01", "i-02"}, true)}, {u"p2.json"_s, instances({"i-03"}, false)}}, there, u"i-01, i-02, i-03"_s);
        row("regions' lists of which neither says that there is more", {}, {{u"p1.json"_s, instances({"i-01", "i-02"}, false)}, {u"p2.json"_s, instances({"i-03"}, false)}}, there, u"i-01, i-02, i-03"_s);
        row("what no page has any more is gone", {{u"old.json"_s, instances({"i-00", "i-01", "i-03"}, false)}},
            {{u"p1.json"_s, instances({"i-01", "i-02"}, true)}, {u"p2.json"_s, instances({"i-03"}, false)}}, there, u"i-00 (gone), i-01, i-02, i-03"_s);
        row("pages of one day", {}, {{u"ec2_2026-11-20_1.json"_s, instances({"i-01", "i-02"}, false)}, {u"ec2_2026-11-20_2.json"_s, instances({"i-03"}, false)}}, there, u"i-01, i-02, i-03"_s);
        row("the later day's list is the newer one", {}, {{u"ec2_2026-11-20.json"_s, instances({"i-01", "i-02"}, false)}, {u"ec2_2026-11-21.json"_s, instances({"i-03"}, false)}}, there,
            u"i-01 (gone), i-02 (gone), i-03"_s);
        row("of two words on one machine that of the last name", {}, {{u"a.json"_s, instances({"i-01"}, false, "t3.large")}, {u"b.json"_s, instances({"i-01"}, false, "m5.large")}},
            u"SELECT instance_type FROM e_workload"_s, u"m5.large"_s);
        row("lists that together are all of a subscription", {{u"old.json"_s, machines({"v0", "v1", "v2"})}}, {{u"m1.json"_s, machines({"v1"})}, {u"m2.json"_s, machines({"v2", "v3"})}}, there,
            u"v0 (gone), v1, v2, v3"_s, {u"subscription:s-1"_s});
    }
    void anyOrder()
    {
        QFETCH(const NamedTexts, earlier);
        QFETCH(const NamedTexts, files);
        QFETCH(const QStringList, completeFor);
        QFETCH(const QString, sql);
        QStringList before, paths;
        QVERIFY(write(earlier, before) && write(files, paths));
        std::sort(paths.begin(), paths.end());
        do {
            const QString workspace = newWorkspace();
            QVERIFY(!workspace.isEmpty());
            QVERIFY(before.isEmpty() || import(workspace, before, {}));
            QVERIFY(import(workspace, paths, completeFor));
            QTEST(answer(workspace, sql), "says");
            // Taken back and done again, file by file, they still are of one import.
            QVERIFY(app::undoChange(*m_services, workspace, domain::SystemClock(), false).has_value());
            domain::QuietJob job;
            QVERIFY(app::redoChange(*m_services, workspace, domain::SystemClock(), job).has_value());
            QTEST(answer(workspace, sql), "says");
        } while (std::next_permutation(paths.begin(), paths.end()));
    }
    void oneAfterTheOther_data()
    {
        QTest::addColumn<QByteArray>("account");
        QTest::addColumn<QString>("gone");
        QTest::newRow("of one account") << QByteArray("\"OwnerId\":\"111122223333\",") << u"2"_s;
        QTest::newRow("whose account was left out by --query: it may be another's") << QByteArray() << u"0"_s;
    }
    /// An import by itself is newer than those before it.
    void oneAfterTheOther()
    {
        QFETCH(const QByteArray, account);
        QStringList paths;
        const auto owned = [&account](QByteArray list) { return list.replace("\"OwnerId\":\"111122223333\",", account); };
        QVERIFY(write({{u"p1.json"_s, owned(instances({"i-01", "i-02"}, false))}, {u"p2.json"_s, owned(instances({"i-03"}, false))}}, paths));
        const QString workspace = m_folder.filePath(u"one%1.bailiwick"_s.arg(account.size()));
        QVERIFY(store::prepareWorkspace(workspace, true).has_value());
        QVERIFY(import(workspace, {paths.first()}, {}));
        QVERIFY(import(workspace, {paths.last()}, {}));
        QTEST(answer(workspace, u"SELECT count(*) FROM entity WHERE vanished<>0"_s), "gone");
    }
    void splitLists_data()
    {
        QTest::addColumn<NamedTexts>("files");
        const auto row = [](const char *name, const QByteArray &one, const QByteArray &other) { QTest::newRow(name) << NamedTexts{{u"a.json"_s, one}, {u"b.json"_s, other}}; };
        row("deployments of one account", deployments({"chat", "embed"}), deployments({"agents", "embed"}));
        row("EC2", inEc2({"i-01", "i-02"}, false), inEc2({"i-03"}, false));
        row("EC2, one machine in both, of two types", instances({"i-01", "i-02"}, false, "t3.large"), instances({"i-02", "i-03"}, false, "p5.48xlarge"));
        row("EC2, pages", inEc2({"i-01", "i-02"}, true), inEc2({"i-03"}, false));
        row("SageMaker", inSageMaker({"a", "b"}, false), inSageMaker({"b", "c"}, false));
        row("SageMaker, the status of one otherwise", inSageMaker({"a", "b"}, true), inSageMaker({"b", "c"}, false).replace("InService", "Failed"));
        row("Bedrock", inBedrock({"a", "b"}, false), inBedrock({"b", "c"}, false));
        row("Bedrock, the base of one otherwise", inBedrock({"a", "b"}, false), inBedrock({"b", "c"}, false).replace("meta.llama3", "amazon.nova"));
        row("IAM", inAccounts({"ada", "ben"}, true), inAccounts({"ben", "cy"}, false));
        row("Kubernetes", inKubernetes({"a", "b"}, false), inKubernetes({"b", "c"}, false).replace("\"replicas\":1", "\"replicas\":2"));
        row("Google assets", inAssets({"a", "b"}, false), inAssets({"b", "c"}, false).replace("europe-west4-a\",\"data", "europe-west1-b\",\"data"));
        row("Azure's machines, one in both", inManager({"a", "b"}, false), inManager({"b", "c"}, false).replace("westeurope", "northeurope"));
        row("an account with its resources and its deployments", "[{\"id\":\"" + openAi + "\",\"name\":\"oai\",\"type\":\"microsoft.cognitiveservices/accounts\",\"kind\":\"OpenAI\",\"location\":"
            "\"swedencentral\",\"tenantId\":\"t\",\"subscriptionId\":\"s-1\",\"resourceGroup\":\"rg\",\"properties\":{}}]", deployments({"chat", "embed"}));
    }
    /// Imported once more, they say nothing new: the files are unchanged, in the same bytes and in others, and so is the workspace.
    void twiceTheSame_data() { splitLists_data(); }
    void twiceTheSame()
    {
        QFETCH(const NamedTexts, files);
        for (const bool turned : {false, true}) {
            QStringList paths;
            QVERIFY(write(files, paths));
            if (turned)
                std::reverse(paths.begin(), paths.end());
            const QString workspace = newWorkspace();
            QVERIFY(import(workspace, paths, {}));
            const QStringList first = dumped(workspace);
            QVERIFY(first.size() > 3);
            NamedTexts others = files;
            for (auto &[name, text] : others)
                text = spaced(text);
            for (const NamedTexts &again : {files, others, files}) {
                QStringList ignored;
                QVERIFY(write(again, ignored));
                for (const domain::FileReport &report : reportsOf(workspace, paths)) {
                    const domain::RecordCounts &c = report.records;
                    QVERIFY2(std::none_of(report.diagnostics.cbegin(), report.diagnostics.cend(), [](const domain::Diagnostic &d) { return d.code == "vanished"_L1; }), qPrintable(report.path));
                    QVERIFY2(c.read > 0 && c.unchanged == c.read, qPrintable(u"%1: %2 read, %3 added, %4 updated, %5 ignored"_s.arg(report.path).arg(c.read).arg(c.added).arg(c.updated).arg(c.ignored)));
                }
                QCOMPARE(dumped(workspace), first);
            }
            // What the workspace keeps of each import is what was told.
            QCOMPARE(answer(workspace, u"SELECT sum(json_extract(report,'$.records.updated')) FROM source WHERE id>2"_s).toInt(), 0);
        }
    }
    /// What a trial tells of several files is what the import then tells.
    void trialAndImport_data() { splitLists_data(); }
    void trialAndImport()
    {
        QFETCH(const NamedTexts, files);
        QStringList paths;
        QVERIFY(write(files, paths));
        const QString workspace = newWorkspace();
        const auto told = [](const QList<domain::FileReport> &reports) {
            QStringList all;
            for (const domain::FileReport &report : reports) {
                const domain::RecordCounts &c = report.records;
                all.append(u"%1 %2 %3 %4 %5 %6 %7"_s.arg(report.path.section(u'/', -1)).arg(c.read).arg(c.added).arg(c.updated).arg(c.unchanged).arg(c.ignored).arg(c.rejected));
                for (const domain::Diagnostic &d : report.diagnostics) {
                    if (d.code != app::WithinScope)
                        all.append(d.code + u": "_s + d.message);
                }
            }
            return all;
        };
        NamedTexts changed = files;
        changed[0].second = spaced(changed.at(0).second).replace("ada", "adam").replace("i-01", "i-0x").replace("chat", "talk").replace("/a\"", "/z\"");
        for (const NamedTexts &now : {files, files, changed}) {
            paths.clear();
            QVERIFY(write(now, paths));
            const QStringList before = dumped(workspace);
            const QStringList tried = told(reportsOf(workspace, paths, {}, true));
            QCOMPARE(dumped(workspace), before);
            QCOMPARE(told(reportsOf(workspace, paths)), tried);
        }
    }
    void pagesAlone_data()
    {
        QTest::addColumn<qsizetype>("format");
        for (std::size_t i = 0; i < listers.size(); ++i)
            QTest::newRow(listers[i].first) << qsizetype(i);
    }
    /// The last page of a list looks like a whole one: by it alone nothing is gone that another page had. By a whole list it is.
    void pagesAlone()
    {
        QFETCH(const qsizetype, format);
        const Lister list = listers[static_cast<std::size_t>(format)].second;
        const QByteArrayList first{"a-1", "a-2", "a-3"}, last{"b-1", "b-2"};
        const auto gone = [](const QString &workspace) {
            return answer(workspace, u"SELECT group_concat(n,' ') FROM (SELECT DISTINCT substr(name,-3) AS n FROM entity WHERE vanished<>0 AND name GLOB '*[a-d]-[0-9]' ORDER BY 1)"_s);
        };
        QString told; // codes of what the last import says
        const auto imported = [&](const QString &workspace, const NamedTexts &files) {
            QStringList paths;
            if (!write(files, paths))
                return false;
            told.clear();
            const QList<domain::FileReport> reports = reportsOf(workspace, paths);
            for (const domain::FileReport &report : reports) {
                for (const domain::Diagnostic &d : report.diagnostics)
                    told += d.code + u' ';
            }
            return std::none_of(reports.cbegin(), reports.cend(), [](const domain::FileReport &report) { return report.refused || report.records.read == 0; });
        };
        const QByteArray one = list(first, true), two = list(last, false);
        for (const bool apart : {false, true}) {
            const QString workspace = newWorkspace();
            QVERIFY(apart ? imported(workspace, {{u"p1.json"_s, one}}) && imported(workspace, {{u"p2.json"_s, two}}) : imported(workspace, {{u"p1.json"_s, one}, {u"p2.json"_s, two}}));
            QCOMPARE(gone(workspace), QString());
            QVERIFY(imported(workspace, {{u"p2.json"_s, spaced(two)}}));
            QCOMPARE(gone(workspace), QString());
            QVERIFY2(told.contains(u"last-page-alone"_s), qPrintable(told));
            QVERIFY(imported(workspace, {{u"p1.json"_s, spaced(one)}}));
            QCOMPARE(gone(workspace), QString());
            // With the first page since, it is the whole list once more.
            QVERIFY(imported(workspace, {{u"p2.json"_s, two}}));
            QCOMPARE(gone(workspace), QString());
            QVERIFY2(!told.contains(u"last-page-alone"_s), qPrintable(told));
            QVERIFY(imported(workspace, {{u"p1.json"_s, list({"a-2", "a-3"}, true)}, {u"p2.json"_s, two}}));
            QCOMPARE(gone(workspace), u"a-1"_s);
            QVERIFY(imported(workspace, {{u"p1.json"_s, one}, {u"p2.json"_s, two}}));
            QCOMPARE(gone(workspace), QString());
            // In one file: it has most of what the first page had.
            QVERIFY(imported(workspace, {{u"all.json"_s, list({"a-1", "a-3", "b-1", "b-2"}, false)}}));
            QCOMPARE(gone(workspace), u"a-2"_s);
            QVERIFY(imported(workspace, {{u"p1.json"_s, list({"c-1"}, true)}, {u"p2.json"_s, list({"d-1"}, false)}}));
            // A cluster that is known by its folder only may be another one, where all is new.
            QCOMPARE(gone(workspace), list == inKubernetes ? u"a-2"_s : u"a-1 a-2 a-3 b-1 b-2"_s);
        }
    }
    /// Of a list of three pages the last two are not the whole either; three new ones are.
    void twoOfThreePages()
    {
        const QString workspace = newWorkspace();
        const auto pages = [](const QByteArrayList &names) {
            NamedTexts files;
            for (qsizetype i = 0; i < names.size(); ++i)
                files.append({u"p%1.json"_s.arg(i), inEc2({names.at(i)}, i + 1 < names.size())});
            return files;
        };
        const auto there = [&] { return answer(workspace, u"SELECT group_concat(name,' ') FROM (SELECT name FROM entity WHERE kind=2 AND vanished=0 ORDER BY name)"_s); };
        QStringList all, some, news;
        QVERIFY(write(pages({"i-1", "i-2", "i-3"}), all) && import(workspace, all, {}));
        QVERIFY(write(pages({"i-2", "i-4"}), some) && import(workspace, some, {}));
        QCOMPARE(there(), u"i-1 i-2 i-3 i-4"_s);
        QVERIFY(write(pages({"i-5", "i-6", "i-7"}), news) && import(workspace, news, {}));
        QCOMPARE(there(), u"i-5 i-6 i-7"_s);
    }
};

BAILIWICK_TEST(QCoreApplication, TestOneCommand)

} // namespace tst_onecommand

#include "tst_onecommand.moc"
