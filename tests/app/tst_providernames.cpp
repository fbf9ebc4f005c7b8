// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_providernames {

using namespace Qt::StringLiterals;

/// A provider is the reference data's under any name that is surely its own; another that sounds like it is proposed to be.
class TestProviderNames : public QObject
{
    Q_OBJECT

    static void import(const Cli &cli, const QString &file) { QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0); }
    static QStringList proposed(const Cli &cli)
    {
        QStringList pairs;
        for (const auto &pair : cli.run({u"duplicates"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).json())
            pairs.append(QString::fromStdString(pair["one"].get<std::string>() + " ~ " + pair["other"].get<std::string>()));
        pairs.sort();
        return pairs;
    }

private slots:
    void namesOfRegisters_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("reference"); // empty: stays what it is
        const auto row = [](const char *name, const char *reference) { QTest::newRow(name) << QString::fromUtf8(name) << QByteArray(reference); };
        row("AWS", "aws");
        row("Amazon", "aws");
        row("Amazon Web Services EMEA SARL", "aws");
        row("Microsoft", "microsoft");
        row("Microsoft Ireland Operations Limited", "microsoft");
        row("Google Cloud", "google");
        row("Google Cloud EMEA Limited", "google");
        row("OVH", "ovhcloud");
        row("OVH SAS", "ovhcloud");
        row("Hetzner Online GmbH", "hetzner");
        row("Ghostly Hosting Ltd", "");
    }
    void namesOfRegisters()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, reference);
        const QByteArray text = name.toUtf8();
        const QList<std::pair<QByteArray, QByteArray>> registers = {
            {"Scheme,Holder,Certificate number,Valid until\nISO27001," + text + ",C1,2027-01-01\n", "SELECT holder FROM e_certification"},
            {"contract:key,provider\nC-1," + text + "\n", "SELECT provider FROM e_contract"},
            {"name,sys_id,sys_class_name,install_status,Cloud provider\nw,1,cmdb_ci_server,1," + text + "\n", "SELECT provider FROM e_workload"},
            {"service:key,provider\ns-1," + text + "\n", "SELECT provider FROM e_service"},
            {"c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080\n529900AAAAAAAAAAAA01,LEI," + text + ",person,IE,EUR,1,\n", "SELECT provider FROM e_contracting_entity"}};
        for (const auto &[file, column] : registers) {
            const Cli cli;
            cli.write(u"b_05.01.csv"_s, file);
            import(cli, u"b_05.01.csv"_s);
            const QByteArray key = Peek(cli.path(u"w"_s)).one("SELECT coalesce((SELECT p.ref FROM e_provider p WHERE p.id=(" + column + ")),'')");
            QCOMPARE(key, reference);
        }
    }

    /// Of two companies of one group the register tells name, seat and code of each; the group keeps its own, whichever stands last.
    void companiesOfOneGroup_data()
    {
        QTest::addColumn<QByteArray>("rows");
        const QByteArray one = "5493000IBP32UQZ0KL24,eba_qCO:qx2000,,,Amazon Web Services EMEA SARL,,eba_CT:x212,eba_GA:LU,eba_CU:EUR,100000,,\n";
        const QByteArray other = "25490065U2GR0UPXFY63,eba_qCO:qx2000,,,\"Amazon Web Services, Inc.\",,eba_CT:x212,eba_GA:US,eba_CU:USD,5000,,\n";
        QTest::newRow("the American one last") << one + other;
        QTest::newRow("the European one last") << other + one;
    }
    void companiesOfOneGroup()
    {
        QFETCH(QByteArray, rows);
        const Cli cli;
        cli.write(u"b_05.01.csv"_s, "c0010,c0020,c0030,c0040,c0050,c0060,c0070,c0080,c0090,c0100,c0110,c0120\n" + rows);
        cli.write(u"c.csv"_s, "contract:key,provider\nC-1,5493000IBP32UQZ0KL24\nC-2,25490065U2GR0UPXFY63\n");
        import(cli, u"b_05.01.csv"_s);
        import(cli, u"c.csv"_s);
        Peek peek(cli.path(u"w"_s));
        QCOMPARE(peek.rows("SELECT e.key, e.name, p.hq_country, p.ultimate_parent, coalesce(p.lei,'~') FROM e_provider p JOIN entity e ON e.id=p.id"),
                 QList<QByteArray>{"aws|Amazon Web Services|US|Amazon.com, Inc.|~"});
        QCOMPARE(peek.count("SELECT count(*) FROM e_contract c JOIN entity p ON p.id=c.provider WHERE p.key='aws'"), 2);
        QCOMPARE(peek.rows("SELECT e.name, c.country FROM e_contracting_entity c JOIN entity e ON e.id=c.id ORDER BY e.name"),
                 (QList<QByteArray>{"Amazon Web Services EMEA SARL|LU", "Amazon Web Services, Inc.|US"}));
    }

    /// What a file does not say is not shown as its word.
    void whoseWordAFactIs()
    {
        const Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name\naws,AWS\n");
        import(cli, u"p.csv"_s);
        Peek peek(cli.path(u"w"_s));
        for (const char *attr : {"legal_country", "hq_country", "ctpp"})
            QCOMPARE(peek.one("SELECT f.format FROM claim c JOIN feed f ON f.id=c.feed WHERE c.won=1 AND c.attr='" + QByteArray(attr) + "'"), "reference");
        const QByteArray shown = cli.run({u"show"_s, u"provider:aws"_s, u"--workspace"_s, u"w"_s}).out;
        const QList<QByteArray> lines = shown.split('\n');
        const auto critical = std::find_if(lines.begin(), lines.end(), [](const QByteArray &line) { return line.contains("Critical ICT"); });
        QVERIFY2(critical != lines.end(), shown.constData());
        QVERIFY2(critical->contains("[reference") && !critical->contains("p.csv"), critical->constData());
    }

    /// Entries under keys of the organisation's own have the reference data's facts and stay what they are called.
    void ownKeys()
    {
        const Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name,lei\nprov-1,AWS,\nprov-2,Solar,\nprov-3,Ghostly,\n");
        import(cli, u"p.csv"_s);
        Peek peek(cli.path(u"w"_s));
        QCOMPARE(peek.one("SELECT p.ref||'|'||p.legal_country FROM e_provider p JOIN entity e ON e.id=p.id WHERE e.key='prov-1'"), "aws|US");
        // "Solar" is a model's name and a word.
        QCOMPARE(peek.count("SELECT count(*) FROM e_provider p JOIN entity e ON e.id=p.id WHERE e.key<>'prov-1' AND p.ref IS NOT NULL"), 0);
        QCOMPARE(proposed(cli), QStringList{u"provider:prov-2 ~ provider:upstage"_s});
        // With the reference data's own in the inventory there are two of one.
        cli.write(u"c.csv"_s, "contract:key,provider\nC-1,amazon web services\n");
        import(cli, u"c.csv"_s);
        QVERIFY2(proposed(cli).contains(u"provider:prov-1 ~ provider:aws"_s), qPrintable(proposed(cli).join(u'\n')));
    }

    void proposedAndUndone()
    {
        const Cli cli;
        cli.write(u"p.csv"_s, "provider:key,name,lei\np-9,AWS Osteuropa (Amazon),\n");
        cli.write(u"c.csv"_s, "contract:key,provider\nC-1,p-9\n");
        import(cli, u"p.csv"_s);
        import(cli, u"c.csv"_s);
        QCOMPARE(proposed(cli), QStringList{u"provider:p-9 ~ provider:aws"_s});
        Peek peek(cli.path(u"w"_s));
        const QByteArray provider = "SELECT e.key||'|'||coalesce(p.legal_country,'~') FROM e_contract c JOIN entity e ON e.id=c.provider JOIN e_provider p ON p.id=e.id";
        QCOMPARE(peek.one(provider), "p-9|~");
        QCOMPARE(cli.run({u"merge"_s, u"--workspace"_s, u"w"_s, u"provider:p-9"_s, u"provider:aws"_s}).code, 0);
        QCOMPARE(peek.one("SELECT p.ref||'|'||p.legal_country FROM e_contract c JOIN e_provider p ON p.id=c.provider"), "aws|US");
        QCOMPARE(peek.count("SELECT count(*) FROM e_provider"), 1);
        QVERIFY(proposed(cli).isEmpty());
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(peek.one(provider), "p-9|~");
        QCOMPARE(peek.count("SELECT count(*) FROM e_provider"), 1);
        QCOMPARE(proposed(cli).size(), 1);
        QCOMPARE(cli.run({u"merge"_s, u"--workspace"_s, u"w"_s, u"provider:p-9"_s, u"provider:aws"_s, u"--apart"_s}).code, 0);
        QVERIFY(proposed(cli).isEmpty());
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(proposed(cli).size(), 1);
        QCOMPARE(cli.run({u"merge"_s, u"--workspace"_s, u"w"_s, u"provider:p-9"_s, u"provider:nobody"_s}).code, 1);
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }
};

BAILIWICK_TEST(QCoreApplication, TestProviderNames)

} // namespace tst_providernames

#include "tst_providernames.moc"
