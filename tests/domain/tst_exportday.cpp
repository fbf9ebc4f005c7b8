// SPDX-License-Identifier: GPL-3.0-or-later
// The day of an export, as far as its file's name tells it.
#include "domain/exportday.h"

#include <QDateTime>
#include <QTest>

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
        QTest::newRow("a year alone") << u"assets_2026.csv"_s << QString();
    }
    void names()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, time);
        const qint64 seconds = domain::exportedByName(name);
        QCOMPARE(seconds == 0 ? QString() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate), time);
    }
};

QTEST_GUILESS_MAIN(TestExportDay)
#include "tst_exportday.moc"
