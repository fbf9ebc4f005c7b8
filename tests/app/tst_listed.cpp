// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_listed {

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

/// What lists say of a thing is what holds for it: also what it takes over from others, with whose it is.
class TestListed : public QObject
{
    Q_OBJECT

    static void import(const Cli &cli, const QString &file) { QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0); }
    static CliRun list(const Cli &cli, const QString &kinds, const QString &form) { return cli.run({u"list"_s, u"--workspace"_s, u"w"_s, kinds, form}); }
    static Json rowOf(const Cli &cli, const QString &kinds, const std::string &key)
    {
        for (const Json &row : list(cli, kinds, u"--json"_s).json()) {
            if (row["key"] == key)
                return row;
        }
        return Json::object();
    }

private slots:
    void takenOver_data()
    {
        QTest::addColumn<QString>("kinds");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("attr");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("from"); // "null": its own
        const auto row = [](const char *name, const QString &kinds, const char *key, const char *attr, const char *value, const char *from) {
            QTest::newRow(name) << kinds << QByteArray(key) << QByteArray(attr) << QByteArray(value) << QByteArray(from);
        };
        row("of the service", u"workloads"_s, "w1", "support_countries", R"(["US"])", R"("service:s1")");
        row("of the service, a yes", u"workloads"_s, "w1", "processed_in_clear", "true", R"("service:s1")");
        row("of the business service", u"workloads"_s, "w1", "legal_entity", R"("se")", R"("business_service:pay")");
        row("its own", u"workloads"_s, "w2", "support_countries", R"(["IN"])", "null");
        row("declared absent", u"workloads"_s, "w3", "support_countries", "[]", "null");
        row("of nobody", u"workloads"_s, "w4", "support_countries", "null", "null");
        row("over two steps", u"services"_s, "s1", "operator_access", R"("permitted")", R"("provider:prov")");
        row("of the identity", u"grants"_s, "g1", "principal_type", R"("vendor_support")", R"("identity:i1")");
    }
    void takenOver()
    {
        QFETCH(QString, kinds);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, attr);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, from);
        const Cli cli;
        cli.write(u"e.csv"_s, "legal_entity:key,name\nse,SE\n");
        cli.write(u"b.csv"_s, "business_service:key,legal_entity\npay,se\n");
        cli.write(u"p.csv"_s, "provider:key,operator_access\nprov,permitted\n");
        cli.write(u"s.csv"_s, "service:key,provider,support_countries,processed_in_clear\ns1,prov,US,yes\n");
        cli.write(u"w.csv"_s, "workload:key,service,business_services,support_countries\nw1,s1,pay,\nw2,s1,,IN\nw3,s1,,none\nw4,,,\n");
        cli.write(u"i.csv"_s, "identity:key,kind\ni1,vendor_support\n");
        cli.write(u"g.csv"_s, "grant:key,identity\ng1,i1\n");
        for (const char *file : {"e.csv", "b.csv", "p.csv", "s.csv", "w.csv", "i.csv", "g.csv"})
            import(cli, QString::fromLatin1(file));
        const Json row = rowOf(cli, kinds, key.toStdString());
        QVERIFY(row.contains(attr.toStdString()));
        QCOMPARE(QByteArray::fromStdString(row[attr.toStdString()].dump()), value);
        const Json inherited = row.contains("inherited_from") ? row["inherited_from"] : Json::object();
        QCOMPARE(inherited.contains(attr.toStdString()) ? QByteArray::fromStdString(inherited[attr.toStdString()].dump()) : QByteArray("null"), from);
        // The table says the same, and whose it is in its last column.
        const QByteArray csv = list(cli, kinds, u"--csv"_s).out;
        QVERIFY(csv.startsWith("key,name,") && csv.left(csv.indexOf('\n')).endsWith(",inherited_from"));
        if (from != "null")
            QVERIFY2(csv.contains(attr + " from " + from.mid(1, from.size() - 2)), csv.constData());
    }

    void countriesOfPlaces()
    {
        const Cli cli;
        cli.write(u"l.csv"_s, "location:key,country\nfra,DE\n");
        cli.write(u"w.csv"_s, "workload:key,hosting_countries,backup_countries,log_countries\nw1,aws/eu-central-1;@fra,FR,@mil\n");
        import(cli, u"l.csv"_s);
        import(cli, u"w.csv"_s);
        const Json row = rowOf(cli, u"workloads"_s, "w1");
        QCOMPARE(QByteArray::fromStdString(row["countries"].dump()), QByteArray(R"({"hosting_countries":["DE"],"log_countries":[null]})"));
    }

    /// A site that no file has brought yet is called as it was, and nothing else of how it waits is seen.
    void placesThatWait()
    {
        const Cli cli;
        cli.write(u"w.csv"_s, "workload:key,name,hosting_countries,data_classes\nw1,Archive,@fra,special_category\n");
        import(cli, u"w.csv"_s);
        QCOMPARE(QByteArray::fromStdString(rowOf(cli, u"workloads"_s, "w1")["hosting_countries"].dump()), QByteArray(R"(["@fra"])"));
        QCOMPARE(cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s}).code, 0);
        for (const QString &form : {u"json"_s, u"html"_s, u"csv"_s})
            QCOMPARE(cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"r."_s + form}).code, 0);
        const QByteArrayList all = {list(cli, u"workloads"_s, u"--json"_s).out,
                                    list(cli, u"workloads"_s, u"--csv"_s).out,
                                    cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s}).out,
                                    cli.run({u"show"_s, u"--workspace"_s, u"w"_s, u"workload:w1"_s, u"--json"_s}).out,
                                    cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--status"_s, u"gap,unknown"_s, u"--json"_s}).out,
                                    cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--status"_s, u"gap,unknown"_s, u"--csv"_s}).out,
                                    cli.read(u"r.json"_s),
                                    cli.read(u"r.html"_s),
                                    cli.read(u"r.csv"_s)};
        for (const QByteArray &one : all) {
            QVERIFY(!one.isEmpty());
            QVERIFY2(!one.contains("/@fra"), one.mid(std::max<qsizetype>(0, one.indexOf("/@fra") - 60), 120).constData());
        }
    }
};

BAILIWICK_TEST(QCoreApplication, TestListed)

} // namespace tst_listed

#include "tst_listed.moc"
