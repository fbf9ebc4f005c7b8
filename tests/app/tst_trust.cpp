// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace tst_trust {

using namespace Qt::StringLiterals;

namespace {

/// As states have it within their text.
QByteArray providerOf(const QByteArray &name) { return "provider[\\\"registry.terraform.io/hashicorp/" + name + "\\\"]"; }

QByteArray item(const QByteArray &owner, const QByteArray &day)
{
    return "{\"configurationItems\":[{\"resourceType\":\"AWS::SQS::Queue\",\"resourceId\":\"orders\",\"ARN\":\"arn:aws:sqs:eu-central-1:111122223333:orders\","
           "\"awsAccountId\":\"111122223333\",\"awsRegion\":\"eu-central-1\",\"configurationItemStatus\":\"OK\",\"configurationItemCaptureTime\":\"2026-01-"
           + day + "T00:00:00Z\",\"tags\":{\"Owner\":\"" + owner + "\"}}]}";
}

const QByteArray Register = "workload:key,name,owner,alias:arn\nQ-1,Order queue,Sales,arn:aws:sqs:eu-central-1:111122223333:orders\n";

} // namespace

/// Where sources differ: whose word stands, what the others say, and how an officer changes that.
class tst_Trust : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Cli> m_cli;

    int run(const QStringList &arguments) { return m_cli->run(arguments).code; }
    QJsonArray json(QStringList arguments)
    {
        arguments += {u"--workspace"_s, u"w"_s, u"--json"_s};
        return QJsonDocument::fromJson(m_cli->run(arguments).out).array();
    }
    QString owner()
    {
        const auto rows = json({u"list"_s, u"workloads"_s});
        return rows.isEmpty() ? QString() : rows.first().toObject().value(u"owner"_s).toString();
    }
    void import(const QString &name, const QByteArray &bytes)
    {
        m_cli->write(name, bytes);
        QCOMPARE(run({u"import"_s, u"--workspace"_s, u"w"_s, name}), 0);
    }
    /// "stands value|differs value" of the only conflict.
    QStringList words()
    {
        QStringList out;
        const QJsonArray all = json({u"conflicts"_s});
        for (const auto &c : all) {
            for (const auto &w : c.toObject().value(u"words"_s).toArray())
                out += (w.toObject().value(u"stands"_s).toBool() ? u"stands "_s : u"differs "_s) + w.toObject().value(u"value"_s).toString();
        }
        return out;
    }

private slots:
    void aSiteByAnotherOfItsNamesIsNoDifference()
    {
        const Cli cli;
        cli.import({{u"sites.csv"_s, "location:key,name,country,alias:arn\nroom,Room one,FR,arn:aws:outposts:eu-west-3:222233334444:outpost/op-1\nhall,Hall two,FR,\n"},
                     {u"a.csv"_s, "workload:key,name,hosting_countries,backup_countries\nw,W,@room,@room\n"},
                     {u"b.csv"_s, "workload:key,name,hosting_countries,backup_countries\nw,W,@arn:aws:outposts:eu-west-3:222233334444:outpost/op-1,US\n"}});
        QStringList attributes;
        for (const QJsonValue &one : QJsonDocument::fromJson(cli.run({u"conflicts"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--json"_s}).out).array())
            attributes.append(one.toObject().value(u"attr"_s).toString());
        QCOMPARE(attributes, QStringList{u"backup_countries"_s});
    }
    void init() { m_cli = std::make_unique<Cli>(); }

    void namesFollowTrust_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::addColumn<QString>("trust"); ///< of a.csv
        QTest::addColumn<QString>("name");
        for (const QStringList &order : {QStringList{u"a.csv"_s, u"b.csv"_s}, QStringList{u"b.csv"_s, u"a.csv"_s}}) {
            const auto row = [&](const char *trust, const char *name) { QTest::addRow("%s, %s first", trust, qPrintable(order.constFirst())) << order << QString::fromLatin1(trust) << QString::fromLatin1(name); };
            row("live", "Eins"); // more than is usual for a register
            row("90", "Eins");
            row("10", "One");
            row("register", "One"); // as any: the last name of the files
        }
    }
    /// Of two registers the one that is trusted more names the thing too, from its next edition on and in any order of the two.
    void namesFollowTrust()
    {
        QFETCH(QStringList, order);
        QFETCH(QString, trust);
        QFETCH(QString, name);
        const auto edition = [&](const QByteArray &env) {
            for (const QString &file : order)
                import(file, "workload:key,name,env\nw," + QByteArray(file == "a.csv"_L1 ? "Eins," : "One,") + env + '\n');
        };
        edition("prod");
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, trust, u"--scope-of"_s, u"a.csv"_s}), 0);
        edition("test");
        QCOMPARE(json({u"list"_s, u"workloads"_s}).first().toObject().value(u"name"_s).toString(), name);
    }

    void aRegisterIsTrustedMore_data()
    {
        QTest::addColumn<QStringList>("order"); // i: inventory, r: register, t: trust
        QTest::newRow("said last") << QStringList{u"i"_s, u"r"_s, u"t"_s};
        QTest::newRow("said last, the other way round") << QStringList{u"r"_s, u"i"_s, u"t"_s};
        QTest::newRow("said between") << QStringList{u"r"_s, u"t"_s, u"i"_s};
    }
    void aRegisterIsTrustedMore()
    {
        QFETCH(QStringList, order);
        for (const QString &step : order) {
            if (step == u"i"_s)
                import(u"snapshot.json"_s, item("Platform", "02"));
            else if (step == u"r"_s)
                import(u"systems.csv"_s, Register);
            else
                QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"50"_s}), 0);
        }
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(words(), (QStringList{u"stands Sales"_s, u"differs Platform"_s}));
        // A newer inventory says its word, and it does not stand either.
        import(u"snapshot.json"_s, item("Operations", "05"));
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(words(), (QStringList{u"stands Sales"_s, u"differs Operations"_s}));
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"default"_s}), 0);
        QCOMPARE(owner(), u"Operations"_s);
        QCOMPARE(words(), (QStringList{u"stands Operations"_s, u"differs Sales"_s}));
    }

    void undone()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, Register);
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"live"_s, u"--scope-of"_s, u"systems.csv"_s}), 0);
        // Of one rank the inventory, which tells its day, is the newer one.
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"41"_s, u"--scope-of"_s, u"systems.csv"_s}), 0);
        QCOMPARE(owner(), u"Sales"_s);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(json({u"sources"_s}).at(1).toObject().value(u"trusted_as"_s).toString(), u"live"_s);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QVERIFY(json({u"sources"_s}).at(1).toObject().value(u"trusted_as"_s).isNull());
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}), 0);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}), 0);
        QCOMPARE(owner(), u"Sales"_s);
    }

    void aPersonsWordStandsAnyway()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, Register);
        QCOMPARE(run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"owner=Finance"_s}), 0);
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"99"_s}), 0);
        QCOMPARE(owner(), u"Finance"_s);
        QCOMPARE(words().constFirst(), u"stands Finance"_s);
    }

    void whatDoesNotGo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a rank that is none") << QStringList{u"bailiwick-csv"_s, u"most"_s};
        QTest::newRow("100") << QStringList{u"bailiwick-csv"_s, u"100"_s};
        QTest::newRow("a format of which nothing came") << QStringList{u"cyclonedx"_s, u"live"_s};
        QTest::newRow("a scope of which nothing came") << QStringList{u"bailiwick-csv"_s, u"live"_s, u"--scope-of"_s, u"other.csv"_s};
        QTest::newRow("nothing new") << QStringList{u"bailiwick-csv"_s, u"default"_s};
    }
    void whatDoesNotGo()
    {
        QFETCH(QStringList, arguments);
        import(u"systems.csv"_s, Register);
        QCOMPARE(run(QStringList{u"trust"_s, u"--workspace"_s, u"w"_s} + arguments), 2);
        QCOMPARE(json({u"sources"_s}).size(), 1);
    }

    /// One name in two sources proposes that they are one; nothing else is done until a person says so.
    void possiblyTheSame()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, "workload:key,name,owner\nQ-1,Orders,Sales\nQ-2,Other,Sales\n");
        const QJsonArray pairs = json({u"duplicates"_s});
        QCOMPARE(pairs.size(), 1);
        const QJsonObject pair = pairs.first().toObject();
        const QString one = pair.value(u"one"_s).toString();
        const QString other = pair.value(u"other"_s).toString();
        QCOMPARE((QStringList{one, other}).filter(u"workload:Q-1"_s).size(), 1);
        QCOMPARE(json({u"list"_s, u"workloads"_s}).size(), 3);
        // They are two: not proposed again, until that is undone.
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, one, other, u"--apart"_s}), 0);
        QVERIFY(json({u"duplicates"_s}).isEmpty());
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QCOMPARE(json({u"duplicates"_s}).size(), 1);
        // They are one: under the organisation's own key, with what either says.
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, one, other}), 0);
        QVERIFY(json({u"duplicates"_s}).isEmpty());
        QCOMPARE(json({u"list"_s, u"workloads"_s}).size(), 2);
        QCOMPARE(owner(), u"Platform"_s);
        QCOMPARE(words(), (QStringList{u"stands Platform"_s, u"differs Sales"_s}));
        // Both sources know it by then.
        import(u"snapshot.json"_s, item("Operations", "07"));
        import(u"systems.csv"_s, "workload:key,name,owner\nQ-1,Orders,Marketing\nQ-2,Other,Sales\n");
        QCOMPARE(json({u"list"_s, u"workloads"_s}).size(), 2);
        QCOMPARE(words(), (QStringList{u"stands Operations"_s, u"differs Marketing"_s}));
    }
    void mergedAndUndone()
    {
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, "workload:key,name,owner\nQ-1,Orders,Sales\n");
        import(u"uses.csv"_s, "dependency:key,workload,depends_on_kind\nd1,Q-1,hsm\nd2,arn:aws:sqs:eu-central-1:111122223333:orders,hsm\n");
        const auto state = [&] {
            QByteArray all;
            for (const QString &kind : {u"workloads"_s, u"dependencies"_s, u"providers"_s})
                all += m_cli->run({u"list"_s, u"--workspace"_s, u"w"_s, kind, u"--json"_s}).out;
            return all + m_cli->run({u"conflicts"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).out;
        };
        const QByteArray before = state();
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"workload:arn:aws:sqs:eu-central-1:111122223333:orders"_s}), 0);
        QCOMPARE(json({u"list"_s, u"workloads"_s}).size(), 1);
        const QByteArray merged = state();
        for (int time = 0; time < 2; ++time) {
            QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
            QCOMPARE(state(), before);
            QCOMPARE(run({u"undo"_s, u"--redo"_s, u"--workspace"_s, u"w"_s}), 0);
            QCOMPARE(state(), merged);
        }
        QVERIFY(m_cli->run({u"doctor"_s, u"--workspace"_s, u"w"_s}).out.contains("ok"));
    }
    /// Split again after whatever came in between: as if they had never been one.
    void splitAgain_data()
    {
        QTest::addColumn<QList<std::pair<QString, QByteArray>>>("before");
        QTest::addColumn<QList<std::pair<QString, QByteArray>>>("between");
        using Files = QList<std::pair<QString, QByteArray>>;
        const QByteArray list = "workload:key,name,owner,criticality\nQ-1,Orders,Sales,critical\nQ-2,Other,Sales,\n";
        const Files both = {{u"snapshot.json"_s, item("Platform", "02")}, {u"systems.csv"_s, list}};
        QTest::newRow("at once") << both << Files();
        QTest::newRow("the register said first") << Files{both.at(1), both.at(0)} << Files();
        QTest::newRow("both came again with other words") << both << Files{{u"snapshot.json"_s, item("Operations", "07")}, {u"systems.csv"_s, "workload:key,name,owner,criticality\nQ-1,Orders,Marketing,important\nQ-2,Other,Sales,\n"}};
        QTest::newRow("the inventory came again, unchanged") << both << Files{both.at(0)};
        QTest::newRow("the register told more of it") << both << Files{{u"systems.csv"_s, "workload:key,name,owner,criticality,env\nQ-1,Orders,Sales,critical,prod\nQ-2,Other,Sales,,\n"}};
        QTest::newRow("the register told less of it") << both << Files{{u"systems.csv"_s, "workload:key,name\nQ-1,Orders\nQ-2,Other\n"}};
        QTest::newRow("something named it")
            << (both + Files{{u"uses.csv"_s, "dependency:key,workload,depends_on_kind\nd1,Q-1,hsm\nd2,arn:aws:sqs:eu-central-1:111122223333:orders,hsm\n"}})
            << Files{{u"snapshot.json"_s, item("Operations", "07")}};
    }
    void splitAgain()
    {
        using Files = QList<std::pair<QString, QByteArray>>;
        QFETCH(Files, before);
        QFETCH(Files, between);
        const QString queue = u"workload:arn:aws:sqs:eu-central-1:111122223333:orders"_s;
        const auto state = [&](const QString &workspace) {
            QByteArray all;
            for (const QString &kind : {u"workloads"_s, u"dependencies"_s})
                all += m_cli->run({u"list"_s, u"--workspace"_s, workspace, kind, u"--json"_s}).out;
            return all + m_cli->run({u"conflicts"_s, u"--workspace"_s, workspace, u"--json"_s}).out;
        };
        const auto importInto = [&](const QString &workspace, const Files &files) {
            for (const auto &[name, bytes] : files) {
                m_cli->write(name, bytes);
                QCOMPARE(run({u"import"_s, u"--workspace"_s, workspace, name}), 0);
            }
        };
        importInto(u"never"_s, before + between);
        importInto(u"w"_s, before);
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, queue}), 0);
        importInto(u"w"_s, between);
        const QByteArray merged = state(u"w"_s);
        QCOMPARE(json({u"duplicates"_s, u"--merged"_s}).size(), 1);
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"--split"_s}), 0);
        QCOMPARE(state(u"w"_s), state(u"never"_s));
        QVERIFY(json({u"duplicates"_s, u"--merged"_s}).isEmpty());
        QVERIFY2(json({u"duplicates"_s}).isEmpty(), "what was split is not proposed again");
        // What each source says next goes to its own entry.
        const Files later = {{u"snapshot.json"_s, item("Finance", "09")}, {u"systems.csv"_s, "workload:key,name,owner,criticality\nQ-1,Orders,Board,standard\nQ-2,Other,Sales,\n"}};
        importInto(u"never"_s, later);
        importInto(u"w"_s, later);
        QCOMPARE(state(u"w"_s), state(u"never"_s));
        for (qsizetype i = 0; i < later.size(); ++i)
            QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        const QByteArray split = state(u"w"_s);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s}), 0);
        QCOMPARE(state(u"w"_s), merged);
        QCOMPARE(run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}), 0);
        QCOMPARE(state(u"w"_s), split);
        QCOMPARE(run({u"doctor"_s, u"--workspace"_s, u"w"_s}), 0);
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"--split"_s}), 2);
    }
    void whatIsNotOneThing_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("two of one register") << QByteArray("workload:key,name\nQ-1,Same\nQ-2,Same\n");
        QTest::newRow("another ARN") << QByteArray("workload:key,name,alias:arn\nQ-1,orders,arn:aws:sqs:eu-west-1:111122223333:orders\n");
        QTest::newRow("another region") << QByteArray("workload:key,name,hosting_countries\nQ-1,orders,aws/eu-west-1\n");
    }
    void whatIsNotOneThing()
    {
        QFETCH(QByteArray, text);
        import(u"snapshot.json"_s, item("Platform", "02"));
        import(u"systems.csv"_s, text);
        QVERIFY(json({u"duplicates"_s}).isEmpty());
        QCOMPARE(run({u"merge"_s, u"--workspace"_s, u"w"_s, u"workload:Q-1"_s, u"workload:Q-1"_s}), 2);
    }

    void aRegionAndItsCountryAreNoConflict()
    {
        import(u"snapshot.json"_s, item("Sales", "02"));
        import(u"systems.csv"_s, "workload:key,hosting_countries,alias:arn\nQ-1,DE,arn:aws:sqs:eu-central-1:111122223333:orders\n");
        QVERIFY(words().isEmpty());
        import(u"others.csv"_s, "workload:key,hosting_countries,alias:arn\nQ-1,FR,arn:aws:sqs:eu-central-1:111122223333:orders\n");
        QCOMPARE(json({u"conflicts"_s}).size(), 1);
    }

    /// One thing in the words of several exports, none of which contradicts another.
    void severalExportsAgree_data();
    void severalExportsAgree()
    {
        QFETCH(QList<QByteArray>, files);
        for (int round = 0; round < 2; ++round) {
            std::reverse(files.begin(), files.end());
            const QString workspace = u"agree%1"_s.arg(round);
            for (const QByteArray &file : std::as_const(files)) {
                const QString name = file.startsWith("workload") ? u"register.csv"_s : u"export.json"_s;
                m_cli->write(name, file);
                QCOMPARE(run({u"import"_s, u"--workspace"_s, workspace, name}), 0);
            }
            const QByteArray found = m_cli->run({u"conflicts"_s, u"--workspace"_s, workspace, u"--json"_s}).out;
            QVERIFY2(QJsonDocument::fromJson(found).array().isEmpty(), found.constData());
        }
    }

    /// Each exporter has its own names of types: only two of one cloud's catalogue can contradict each other.
    void typesOfOneThing_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("differ");
        QTest::newRow("a cloud and a CMDB") << QByteArray("AWS::EC2::Instance") << QByteArray("Server") << false;
        QTest::newRow("a cloud and a state file") << QByteArray("Microsoft.Compute/virtualMachines") << QByteArray("azurerm_linux_virtual_machine") << false;
        QTest::newRow("one cloud's in small letters") << QByteArray("Microsoft.Compute/virtualMachines") << QByteArray("microsoft.compute/virtualmachines") << false;
        QTest::newRow("two of one cloud") << QByteArray("AWS::EC2::Instance") << QByteArray("AWS::RDS::DBInstance") << true;
        QTest::newRow("two of another cloud") << QByteArray("compute.googleapis.com/Instance") << QByteArray("sqladmin.googleapis.com/Instance") << true;
    }
    void typesOfOneThing()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QFETCH(bool, differ);
        import(u"one.csv"_s, "workload:key,resource_type\nw-1," + one + "\n");
        import(u"other.csv"_s, "workload:key,resource_type\nw-1," + other + "\n");
        QCOMPARE(json({u"conflicts"_s}).size(), differ ? 1 : 0);
    }
    void otherSpellingsAreNoConflict_data()
    {
        QTest::addColumn<QByteArray>("attr");
        QTest::addColumn<QByteArray>("inRegister");
        QTest::addColumn<QByteArray>("onCard");
        QTest::addColumn<bool>("differ");
        QTest::newRow("a licence in small letters") << QByteArray("licence") << QByteArray("Apache-2.0") << QByteArray("apache-2.0") << false;
        QTest::newRow("another licence") << QByteArray("licence") << QByteArray("Apache-2.0") << QByteArray("MIT") << true;
        QTest::newRow("a licence by its full name") << QByteArray("licence") << QByteArray("Apache-2.0") << QByteArray("Apache License, Version 2.0") << false;
        QTest::newRow("a licence by its full name, shorter") << QByteArray("licence") << QByteArray("apache-2.0") << QByteArray("Apache License 2.0") << false;
        QTest::newRow("a licence by its address") << QByteArray("licence") << QByteArray("https://spdx.org/licenses/MIT.html") << QByteArray("The MIT License (MIT)") << false;
        QTest::newRow("a licence of the GNU project") << QByteArray("licence") << QByteArray("GPL-3.0-only") << QByteArray("GNU General Public License v3.0") << false;
        QTest::newRow("or a later one") << QByteArray("licence") << QByteArray("GPL-3.0-or-later") << QByteArray("gpl-3.0") << true;
        QTest::newRow("another number") << QByteArray("licence") << QByteArray("Apache-1.1") << QByteArray("Apache License 2.0") << true;
        QTest::newRow("a licence of content") << QByteArray("licence") << QByteArray("cc-by-nc-4.0")
                                              << QByteArray("Creative Commons Attribution-NonCommercial 4.0 International") << false;
        QTest::newRow("content that may be sold") << QByteArray("licence") << QByteArray("cc-by-4.0") << QByteArray("cc-by-nc-4.0") << true;
        QTest::newRow("the hub's own word") << QByteArray("licence") << QByteArray("llama3.1") << QByteArray("Llama 3.1 Community License Agreement") << false;
        QTest::newRow("one of two, in another order") << QByteArray("licence") << QByteArray("MIT OR Apache-2.0") << QByteArray("(Apache License 2.0 or MIT)") << false;
        QTest::newRow("both of two") << QByteArray("licence") << QByteArray("MIT OR Apache-2.0") << QByteArray("MIT AND Apache-2.0") << true;
        QTest::newRow("a licence that nobody lists") << QByteArray("licence") << QByteArray("House Licence") << QByteArray("house license") << false;
        QTest::newRow("a base model by its page")
            << QByteArray("base_model") << QByteArray("https://huggingface.co/mistralai/Mistral-7B-v0.1") << QByteArray("mistralai/Mistral-7B-v0.1") << false;
        QTest::newRow("a base model by its package") << QByteArray("base_model") << QByteArray("pkg:huggingface/mistralai/Mistral-7B-v0.1@26bca36")
                                                     << QByteArray("mistralai/Mistral-7B-v0.1") << false;
        QTest::newRow("a base model in words") << QByteArray("base_model") << QByteArray("Mistral 7B v0.1") << QByteArray("mistralai/Mistral-7B-v0.1") << false;
        QTest::newRow("a base model by its name on the hub")
            << QByteArray("base_model") << QByteArray("mistral-7b-v0.1") << QByteArray("mistralai/Mistral-7B-v0.1") << false;
        QTest::newRow("a base model in other letters")
            << QByteArray("base_model") << QByteArray("Mistral-7B-v0.1") << QByteArray("mistral-7b-v0.1") << false;
        QTest::newRow("a merge of two models")
            << QByteArray("base_model") << QByteArray("mistral-7b, org/zephyr") << QByteArray("mistralai/Mistral-7B, Zephyr") << false;
        QTest::newRow("a merge with another model")
            << QByteArray("base_model") << QByteArray("mistral-7b, zephyr") << QByteArray("mistralai/Mistral-7B, org/other") << true;
        QTest::newRow("the end of a word is no name") << QByteArray("base_model") << QByteArray("7b-v0.1") << QByteArray("mistralai/Mistral-7B-v0.1") << true;
        QTest::newRow("two owners' models of one name")
            << QByteArray("base_model") << QByteArray("someone/Mistral-7B-v0.1") << QByteArray("mistralai/Mistral-7B-v0.1") << true;
        QTest::newRow("other texts are compared as they are") << QByteArray("description") << QByteArray("Ours") << QByteArray("ours") << true;
    }
    void otherSpellingsAreNoConflict()
    {
        QFETCH(QByteArray, attr);
        QFETCH(QByteArray, inRegister);
        QFETCH(QByteArray, onCard);
        QFETCH(bool, differ);
        const auto list = [&](const QByteArray &value) { return QByteArray("model:key," + attr + "\nM-1,\"" + value + "\"\n"); };
        import(u"models.csv"_s, list(inRegister));
        import(u"cards.csv"_s, list(onCard));
        QCOMPARE(json({u"conflicts"_s}).size(), differ ? 1 : 0);
        const auto others = [&] {
            const auto shown = QJsonDocument::fromJson(m_cli->run({u"show"_s, u"--workspace"_s, u"w"_s, u"model:M-1"_s, u"--json"_s}).out).object();
            qsizetype count = 0;
            for (const auto &value : shown.value(u"values"_s).toArray()) {
                if (value.toObject().value(u"attr"_s).toString() == QString::fromLatin1(attr))
                    count += value.toObject().value(u"others"_s).toArray().size();
            }
            return count;
        };
        QCOMPARE(others(), qsizetype(differ ? 1 : 0));
        // The words of the source that is trusted more stand, whichever came first.
        QCOMPARE(run({u"trust"_s, u"--workspace"_s, u"w"_s, u"bailiwick-csv"_s, u"live"_s, u"--scope-of"_s, u"models.csv"_s}), 0);
        QCOMPARE(json({u"list"_s, u"models"_s}).first().toObject().value(QString::fromLatin1(attr)).toString(), QString::fromLatin1(inRegister));
        QCOMPARE(json({u"conflicts"_s}).size(), differ ? 1 : 0);
    }

    void whoSaysTheSameIsNoConflict()
    {
        import(u"snapshot.json"_s, item("Sales", "02"));
        import(u"systems.csv"_s, Register);
        QVERIFY(words().isEmpty());
    }
};

// Behind the class: the braces of these texts would confuse moc in it.
void tst_Trust::severalExportsAgree_data()
{
    QTest::addColumn<QList<QByteArray>>("files");
    const QByteArray id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/acme";
    QTest::newRow("a storage account of Azure")
        << QList<QByteArray>{R"([{"id":")" + id + R"(","name":"acme","type":"Microsoft.Storage/storageAccounts","location":"westeurope","resourceGroup":"RG","properties":null}])",
                             R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"azurerm_storage_account",)"
                             R"("name":"s","provider":")" + providerOf("azurerm") + R"(","instances":[{"schema_version":3,"attributes":{"id":")" + id +
                                 R"(","name":"acme","location":"westeurope"}}]}]})"};
    const QByteArray machine = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0";
    QTest::newRow("the accelerators of a machine")
        << QList<QByteArray>{R"({"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-0123456789abcdef0","InstanceType":"p5.48xlarge","ImageId":"ami-1",)"
                             R"("State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-central-1a"}}]}]})",
                             R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"n","uid":"u1","labels":{)"
                             R"("topology.kubernetes.io/region":"eu-central-1","node.kubernetes.io/instance-type":"p5.48xlarge","nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3"}},)"
                             R"("spec":{"providerID":"aws:///eu-central-1a/i-0123456789abcdef0"},"status":{"capacity":{"nvidia.com/gpu":"8"}}}]})",
                             "workload:key,name,alias:arn\nAI-1,GPU server," + machine + "\n"};
    QTest::newRow("a project by its number and by its id")
        << QList<QByteArray>{R"([{"assetType":"compute.googleapis.com/Instance","displayName":"vm","location":"europe-west4-a","project":"projects/123",)"
                             R"("name":"//compute.googleapis.com/projects/acme/zones/europe-west4-a/instances/vm"},)"
                             R"({"assetType":"storage.googleapis.com/Bucket","displayName":"b","location":"eu","name":"//storage.googleapis.com/b","project":"projects/123"}])",
                             R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","outputs":{},"resources":[{"mode":"managed","type":"google_storage_bucket",)"
                             R"("name":"s","provider":")" + providerOf("google") + R"(","instances":[{"schema_version":3,"attributes":{"id":"b","name":"b",)"
                             R"("location":"EU","project":"acme"}}]}]})"};
}

BAILIWICK_TEST(QCoreApplication, tst_Trust)

} // namespace tst_trust

#include "tst_trust.moc"
