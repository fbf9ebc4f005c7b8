// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importtest.h"
#include "support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace tst_samples {

using namespace Qt::StringLiterals;

namespace {

struct Row
{
    QString path;   ///< below the samples; sheets of workbooks as they are shown
    QString format; ///< or "refused: code"
    qint64 read = 0, used = 0, ignored = 0, rejected = 0;
};

/// tests/data/samples.csv: what becomes of every real export. The counts were taken by other means too (jq, Python).
QList<Row> rows()
{
    QFile file(QStringLiteral(TEST_DATA "/samples.csv"));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        qFatal("tests/data/samples.csv is missing");
    QList<Row> out;
    file.readLine();
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine()).trimmed().split(u'\t');
        if (cells.size() == 6)
            out.append({cells.at(0), cells.at(1), cells.at(2).toLongLong(), cells.at(3).toLongLong(), cells.at(4).toLongLong(), cells.at(5).toLongLong()});
    }
    return out;
}

} // namespace

/// Every real export that is at hand is imported with the right counts, or refused for a stated reason.
class tst_Samples : public ImportTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadServices(); }

    /// The table has a row for each file, and no row without one.
    void everyFileHasARow()
    {
        if (!QFileInfo::exists(QStringLiteral(SAMPLES)))
            QSKIP("the folder of samples is not there");
        QStringList files;
        const QDir base(QStringLiteral(SAMPLES));
        for (QDirIterator it(base.path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            files.append(base.relativeFilePath(it.next()));
        QStringList told;
        for (const Row &row : rows()) {
            if (const QString file = row.path.section(u"!/"_s, 0, 0); !told.contains(file))
                told.append(file);
        }
        files.sort();
        told.sort();
        QCOMPARE(told, files);
    }

    void becomesOf_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QList<qint64>>("counts");
        for (const Row &row : rows())
            QTest::newRow(qPrintable(row.path)) << row.path << row.format << QList<qint64>{row.read, row.used, row.ignored, row.rejected};
    }
    void becomesOf()
    {
        QFETCH(QString, path);
        QFETCH(QString, format);
        QFETCH(QList<qint64>, counts);
        const QString file = QStringLiteral(SAMPLES "/") + path;
        if (!QFileInfo::exists(file.section(u"!/"_s, 0, 0)))
            QSKIP("the sample is not there");
        makeWorkspace();
        const QList<domain::FileReport> reports = import({file});
        QCOMPARE(reports.size(), 1);
        domain::FileReport report = reports.constFirst();
        if (format.startsWith(u"refused: "_s)) {
            QVERIFY2(report.refused, qPrintable(report.format));
            QVERIFY(!report.diagnostics.isEmpty());
            QCOMPARE(u"refused: "_s + report.diagnostics.constFirst().code, format);
            QVERIFY(!report.diagnostics.constFirst().message.isEmpty());
            return;
        }
        QVERIFY2(!report.refused, report.diagnostics.isEmpty() ? "" : qPrintable(report.diagnostics.constFirst().message));
        QCOMPARE(report.format, format);
        const auto countsOf = [](const domain::RecordCounts &c) { return QList<qint64>{c.read, c.added + c.updated + c.unchanged, c.ignored, c.rejected}; };
        QCOMPARE(countsOf(report.records), counts);
        // The same bytes again change nothing.
        report = import({file}).constFirst();
        QCOMPARE(countsOf(report.records), counts);
        QCOMPARE(report.records.added + report.records.updated, 0);
        QFile::remove(m_workspace);
    }
};

BAILIWICK_TEST(QCoreApplication, tst_Samples)

} // namespace tst_samples

#include "tst_samples.moc"
