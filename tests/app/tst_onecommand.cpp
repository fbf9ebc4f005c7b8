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
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

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
    bool import(const QString &workspace, const QStringList &paths, const QStringList &completeFor)
    {
        domain::QuietJob job;
        app::ImportRequest request{workspace, paths, {}, u"tester"_s, false};
        request.completeFor = completeFor;
        const auto report = app::importFiles(*m_services, request, domain::SystemClock(), job);
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
        row("what an earlier import had stands no longer", {{u"old.json"_s, deployments({"old", "embed"})}},
            {{u"a.json"_s, deployments({"chat", "embed"})}, {u"b.json"_s, deployments({"agents", "embed"})}}, models, u"agents chat embed"_s);
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
            const QString workspace = m_folder.filePath(u"w%1.bailiwick"_s.arg(++m_count));
            QVERIFY(store::prepareWorkspace(workspace, true).has_value());
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
};

BAILIWICK_TEST(QCoreApplication, TestOneCommand)

} // namespace tst_onecommand

#include "tst_onecommand.moc"
