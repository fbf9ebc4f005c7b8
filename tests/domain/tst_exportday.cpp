// SPDX-License-Identifier: GPL-3.0-or-later
// The day of an export, as far as its file's name tells it.
#include "domain/exportday.h"
#include "support/testmain.h"

#include <QDateTime>
#include <QTest>

namespace tst_exportday {

using namespace Qt::StringLiterals;

class TestExportDay : public QObject
{
    Q_OBJECT

private slots:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("time");
        QTest::newRow("day") << u"assets_2026-10-01.csv"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("day without dashes") << u"assets-20261001.json"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("AWS Config") << u"111122223333_Config_eu-central-1_ConfigSnapshot_20261101T071530Z_0a1b.json.gz"_s << u"2026-11-01T07:15:30Z"_s;
        QTest::newRow("time of day") << u"roles 2026-10-01 08-30-00.json"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("time with underscore") << u"roles_2026-10-01_083000.json"_s << u"2026-10-01T08:30:00Z"_s;
        QTest::newRow("the folder's day is not the file's") << u"/exports/2026-10-01/assets.csv"_s << QString();
        QTest::newRow("none") << u"assets.csv"_s << QString();
        QTest::newRow("an account number") << u"202610011234_roles.json"_s << QString();
        QTest::newRow("no such day") << u"assets_2026-02-30.csv"_s << QString();
        QTest::newRow("no such month") << u"assets_20261301.csv"_s << QString();
        QTest::newRow("a month") << u"cmdb-2026-10.csv"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("a month, then a number") << u"cmdb-2026-10-99.csv"_s << QString();
        QTest::newRow("a month before its year") << u"cmdb_10.2026.csv"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("a month in words") << u"Systems October 2026.xlsx"_s << u"2026-10-01T00:00:00Z"_s;
        QTest::newRow("in German") << u"Systeme März 2026.xlsx"_s << u"2026-03-01T00:00:00Z"_s;
        QTest::newRow("in French") << u"systemes_juillet_2026.csv"_s << u"2026-07-01T00:00:00Z"_s;
        QTest::newRow("in Spanish") << u"sistemas-diciembre-2025.csv"_s << u"2025-12-01T00:00:00Z"_s;
        QTest::newRow("in Italian") << u"sistemi gennaio 2026.csv"_s << u"2026-01-01T00:00:00Z"_s;
        QTest::newRow("part of another word") << u"summay 2026.csv"_s << QString();
        QTest::newRow("a year alone") << u"assets_2026.csv"_s << QString();
    }
    void names()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, time);
        const qint64 seconds = domain::exportedByName(name);
        QCOMPARE(seconds == 0 ? QString() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate), time);
    }

    void lastingNames_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *path, const char *name) { QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(name); };
        row("contracts_november.csv", "contracts.csv");
        row("vertraege_Dezember.csv", "vertraege.csv");
        row("contrats décembre.csv", "contrats.csv");
        row("app_may.csv", "app_may.csv"); // another word, perhaps
        row("november.csv", "november.csv");
        row("decemberists.csv", "decemberists.csv");
        row("cmdb.csv", "cmdb.csv");
        row("lists/cmdb-2026-10.csv", "cmdb.csv");
        row("cmdb_20261031.csv", "cmdb.csv");
        row("cmdb 2026-10-31 08-30.csv", "cmdb.csv");
        row("cmdb-20261031T083000Z.json.gz", "cmdb.json.gz");
        row("cmdb 31.10.2026.xlsx", "cmdb.xlsx");
        row("2026-10-31_cmdb.csv", "cmdb.csv");
        row("cmdb_2026-10_prod.csv", "cmdb_prod.csv");
        row("cmdb_v2.csv", "cmdb.csv");
        row("cmdb v1.3 (2).csv", "cmdb.csv");
        row("cmdb-2026-10 (1).csv", "cmdb.csv");
        row("cmdb (1).xlsx Systems.csv", "cmdb.xlsx Systems.csv");
        row("cmdb-2026-10.xlsx Systems.csv", "cmdb.xlsx Systems.csv");
        row("Systems October 2026.csv", "Systems.csv");
        row("Systems 31 October 2026.csv", "Systems.csv");
        row("Systeme Oktober 2026.csv", "Systeme.csv");
        row("Systèmes août 2026.csv", "Systèmes.csv");
        row("Sistemas octubre 2026.csv", "Sistemas.csv");
        row("Sistemi ottobre 2026.csv", "Sistemi.csv");
        row("Systems 2026 Oct.csv", "Systems.csv");
        row("cmdb/2026-10.csv", "cmdb.csv");
        row("bundle-2026-10.zip!/2026-10.csv", "bundle.csv");
        row("2026-10.csv", "2026-10.csv");
        row("servers-2022.csv", "servers-2022.csv");
        row("part-1.json", "part-1.json");
        row("account-111122223333.json", "account-111122223333.json");
        row("dataset 2026.csv", "dataset 2026.csv");
        row("mai tai.csv", "mai tai.csv");
    }
    void lastingNames()
    {
        QFETCH(const QString, path);
        QTEST(domain::lastingName(path), "name");
    }
};

BAILIWICK_TEST(QCoreApplication, TestExportDay)

} // namespace tst_exportday

#include "tst_exportday.moc"
