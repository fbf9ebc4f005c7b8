// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/windowedtablemodel.h"
#include "support/testmain.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace tst_windowedtablemodel {

using namespace Qt::StringLiterals;
using items::CellState;
using items::WindowedTableModel;

namespace {

QList<items::Row> block(int offset, int count)
{
    QList<items::Row> rows;
    for (int i = 0; i < count; ++i) {
        const int n = offset + i;
        rows.append({n + 1000, u"key%1"_s.arg(n), n % 2 ? QString() : u"Name %1"_s.arg(n), QString(), false,
                     {{CellState::Value, QString::number(n), true}, {CellState::NeverAsked, u"–"_s, false}}});
    }
    return rows;
}

} // namespace

class TestWindowedTableModel : public QObject
{
    Q_OBJECT
private slots:
    void asksOnceForEachBlock();
    void answersInsideAndOutside_data();
    void answersInsideAndOutside();
    void forgetsWhenReset();
    void keepsABoundedNumberOfBlocks();
    void saysWhatIsSortedBy();
};

void TestWindowedTableModel::asksOnceForEachBlock()
{
    WindowedTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset(1000, u"Name"_s, {u"Count"_s, u"Owner"_s}, {u"count"_s, u"owner"_s});
    QSignalSpy asked(&model, &WindowedTableModel::blockNeeded);
    QCOMPARE(model.index(450, 1).data(), QVariant());
    QCOMPARE(model.index(451, 1).data(), QVariant());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toInt(), 400);
    QCOMPARE(asked.at(0).at(1).toInt(), WindowedTableModel::BlockSize);
    model.setBlock(400, block(400, 200));
    QCOMPARE(model.index(450, 1).data().toString(), u"450"_s);
    QCOMPARE(model.idAt(450), 1450);
    QCOMPARE(model.rowOf(1450), 450);
    QCOMPARE(model.rowOf(5), -1);
}

void TestWindowedTableModel::answersInsideAndOutside_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("state");
    const int value = static_cast<int>(CellState::Value);
    QTest::newRow("name") << 0 << 0 << u"Name 0"_s << value;
    QTest::newRow("key where there is no name") << 1 << 0 << u"key1"_s << value;
    QTest::newRow("number") << 2 << 1 << u"2"_s << value;
    QTest::newRow("never asked") << 2 << 2 << u"–"_s << static_cast<int>(CellState::NeverAsked);
    QTest::newRow("last row") << 4 << 1 << u"4"_s << value;
}

void TestWindowedTableModel::answersInsideAndOutside()
{
    QFETCH(int, row);
    QFETCH(int, column);
    WindowedTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset(5, u"Name"_s, {u"Count"_s, u"Owner"_s}, {u"count"_s, u"owner"_s});
    model.setBlock(0, block(0, 5));
    QTEST(model.index(row, column).data().toString(), "text");
    QTEST(model.index(row, column).data(WindowedTableModel::StateRole).toInt(), "state");
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.columnCount(), 3);
    QVERIFY(!model.index(5, 0).isValid());
    QVERIFY(!model.index(0, 3).isValid());
    QCOMPARE(model.idAt(5), 0);
    QCOMPARE(model.idAt(-1), 0);
    QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole), QVariant());
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"Owner"_s);
    QCOMPARE(model.columnName(2), u"owner"_s);
}

void TestWindowedTableModel::forgetsWhenReset()
{
    WindowedTableModel model;
    model.reset(5, u"Name"_s, {u"Count"_s}, {u"count"_s});
    model.setBlock(0, block(0, 5));
    QCOMPARE(model.idAt(0), 1000);
    model.reset(3, u"Name"_s, {}, {});
    QCOMPARE(model.idAt(0), 0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 1);
    // An answer to the former question that comes late and lies outside is not taken.
    model.setBlock(200, block(200, 5));
    QCOMPARE(model.rowOf(1200), -1);
}

void TestWindowedTableModel::keepsABoundedNumberOfBlocks()
{
    WindowedTableModel model;
    const int total = WindowedTableModel::BlockSize * (WindowedTableModel::MaxBlocks + 2);
    model.reset(total, u"Name"_s, {}, {});
    for (int offset = 0; offset < total; offset += WindowedTableModel::BlockSize)
        model.setBlock(offset, block(offset, WindowedTableModel::BlockSize));
    QCOMPARE(model.idAt(0), 0);
    QCOMPARE(model.idAt(total - 1), total - 1 + 1000);
}

void TestWindowedTableModel::saysWhatIsSortedBy()
{
    WindowedTableModel model;
    model.reset(5, u"Name"_s, {u"Count"_s}, {u"count"_s});
    QSignalSpy wanted(&model, &WindowedTableModel::sortWanted);
    model.sort(1, Qt::DescendingOrder);
    model.sort(0, Qt::AscendingOrder);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.at(0).at(0).toString(), u"count"_s);
    QCOMPARE(wanted.at(0).at(1).toBool(), true);
    QCOMPARE(wanted.at(1).at(0).toString(), QString());
}

BAILIWICK_TEST(QCoreApplication, TestWindowedTableModel)

} // namespace tst_windowedtablemodel

#include "tst_windowedtablemodel.moc"
