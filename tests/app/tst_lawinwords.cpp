// SPDX-License-Identifier: GPL-3.0-or-later
// What the officer reads of a result: a law whose status is open is named, not facts that are on record; certificates count by whatever name they came in.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_lawinwords {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestLawInWords : public QObject
{
    Q_OBJECT

    static ordered_json finding(Cli &cli, const QString &rule, const QString &key)
    {
        for (const ordered_json &f : cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--status"_s, u"gap,unknown,pass,not_applicable"_s, u"--json"_s}).json()) {
            if (said(f, "rule") == rule && said(f, "key") == key)
                return f;
        }
        return {};
    }
    static bool judged(Cli &cli, const QString &frameworks)
    {
        const CliRun run = cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, frameworks, u"--as-of"_s, u"2026-11-23"_s});
        return QTest::qVerify(run.code == 0, "evaluate", run.err.constData(), __FILE__, __LINE__);
    }

private slots:
    /// Seat and parent of the provider stand in the reference data: what is open is whether section 702 still stands.
    void theLawIsOpenNotTheSeat()
    {
        Cli cli;
        cli.write(u"w.csv"_s, "workload:key,provider,service_model,data_classes\npay,aws,saas,personal\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"w.csv"_s}).code, 0);
        QVERIFY(judged(cli, u"us-foreign-access"_s));
        const ordered_json found = finding(cli, u"USX-03"_s, u"aws"_s);
        QVERIFY(found.is_object());
        const QString reason = said(found, "reason");
        QVERIFY2(reason.contains(u"reported lapsed since 2026-06-12"_s), qPrintable(reason));
        QVERIFY2(reason.contains(u"status is uncertain in the reference data"_s), qPrintable(reason));
        QVERIFY2(!reason.contains(u"Seat and ultimate parent"_s) && !reason.contains(u"not all on record"_s), qPrintable(reason));
    }

    void certificatesByTheNamesOfAuditors_data()
    {
        QTest::addColumn<QByteArray>("scheme");
        QTest::addColumn<QString>("status");
        QTest::newRow("the scheme alone") << QByteArray("SECNUMCLOUD") << u"unknown"_s; // the contract is not on record
        QTest::newRow("with its edition") << QByteArray("SecNumCloud 3.2") << u"unknown"_s; // the contract is not on record
        QTest::newRow("with its issuer") << QByteArray("ANSSI SecNumCloud") << u"unknown"_s; // the contract is not on record
        QTest::newRow("another") << QByteArray("HDS v2") << u"gap"_s;
        QTest::newRow("not yet") << QByteArray("SecNumCloud in progress") << u"gap"_s;
    }

    void certificatesByTheNamesOfAuditors()
    {
        QFETCH(QByteArray, scheme);
        QFETCH(QString, status);
        Cli cli;
        cli.write(u"le.csv"_s, "legal_entity:key,country,entity_types\nfr,FR,public_body\n");
        cli.write(u"p.csv"_s, "provider:key,legal_country,hq_country,ultimate_parent,ultimate_parent_country\np,FR,FR,p,FR\n");
        cli.write(u"s.csv"_s, "service:key,provider,product,region,service_model\ns,p,Cloud X,r1,iaas\n");
        cli.write(u"w.csv"_s, "workload:key,legal_entity,provider,service,service_model,data_classes\nw,fr,p,s,iaas,government\n");
        cli.write(u"c.csv"_s, "certification:key,scheme,holder,report_type,issued,expires,services,regions\nc," + scheme + ",p,certificate,2026-01-01,2028-01-01,Cloud X,*\n");
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"le.csv"_s, u"p.csv"_s, u"s.csv"_s, u"w.csv"_s, u"c.csv"_s}).code, 0);
        QCOMPARE(cli.run({u"declare"_s, u"--workspace"_s, u"w"_s, u"certifications"_s}).code, 0);
        QVERIFY(judged(cli, u"secnumcloud"_s));
        QCOMPARE(said(finding(cli, u"SNC-00"_s, u"w"_s), "status"), status);
    }
};

BAILIWICK_TEST(QCoreApplication, TestLawInWords)

} // namespace tst_lawinwords

#include "tst_lawinwords.moc"
