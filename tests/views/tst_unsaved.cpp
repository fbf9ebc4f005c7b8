// SPDX-License-Identifier: GPL-3.0-or-later
// What an officer types is not lost: refused, or answered while something else runs, it stays in its field with the reason.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/valueeditor.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

namespace tst_unsaved {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestUnsaved : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void refusedTextStaysToBeMended_data();
    void refusedTextStaysToBeMended();
    void otherFieldsKeepWhatIsTyped();
    void waitsForWhatIsRunning();

private:
    qint64 first(EntityKind kind)
    {
        views::InventoryQuery query;
        query.kind = kind;
        query.limit = 1;
        const auto list = m_backend->inventory(m_sample, query);
        return list && !list->rows.isEmpty() ? list->rows.constFirst().id : 0;
    }
    QString recorded(qint64 id, const QString &attr)
    {
        const auto detail = m_backend->entity(m_sample, id);
        for (const views::ValueDetail &v : detail ? detail->values : QList<views::ValueDetail>()) {
            if (v.attr == attr)
                return v.text;
        }
        return {};
    }
    std::unique_ptr<views::MainWindow> showing(EntityKind kind, qint64 id)
    {
        views::FilterState filter;
        filter.kind = kind;
        return SampleWindowTest::showing(id, filter);
    }
    static views::ValueEditor *editor(views::MainWindow &window, const QString &attr) { return window.findChild<views::ValueEditor *>(u"value_"_s + attr); }
    static QLineEdit *type(views::ValueEditor *editor, const QString &words)
    {
        for (QAbstractButton *b : editor->findChildren<QAbstractButton *>()) {
            if (b->accessibleName().startsWith(u"Change "_s))
                b->click();
        }
        auto *line = editor->findChild<QLineEdit *>();
        line->clear();
        QTest::keyClicks(line, words);
        return line;
    }
};

void TestUnsaved::refusedTextStaysToBeMended_data()
{
    QTest::addColumn<EntityKind>("kind");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("saved");
    QTest::newRow("a date") << EntityKind::Contract << u"end_date"_s << u"next summer"_s << u"next summer"_s << u"2029-06-30"_s << u"2029-06-30"_s;
    QTest::newRow("a count") << EntityKind::Accelerator << u"count"_s << u"about 40"_s << u"about 40"_s << u"40"_s << u"40"_s;
    QTest::newRow("a word of a list") << EntityKind::Workload << u"criticality"_s << u"very"_s << u"very"_s << u"standard"_s << u"standard"_s;
}

void TestUnsaved::refusedTextStaysToBeMended()
{
    QFETCH(EntityKind, kind);
    QFETCH(QString, attr);
    QFETCH(QString, wrong);
    QFETCH(QString, why);
    QFETCH(QString, right);
    QFETCH(QString, saved);
    const qint64 id = first(kind);
    QVERIFY(id > 0);
    const QString before = recorded(id, attr);
    const auto window = showing(kind, id);
    views::ValueEditor *field = editor(*window, attr);
    QVERIFY2(field, qPrintable(attr));
    QLineEdit *line = type(field, wrong);
    QTest::keyClick(line, Qt::Key_Return);
    auto *refusal = field->findChild<QLabel *>(u"refusedWhy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(refusal->isVisible(), patience);
    QVERIFY2(refusal->text().startsWith(u"Not saved"_s) && refusal->text().contains(why), qPrintable(refusal->text()));
    QVERIFY(line->isVisible() && !line->isReadOnly());
    QCOMPARE(line->text(), wrong);
    QVERIFY2(line->accessibleDescription().contains(why), "a screen reader says why as well");
    QCOMPARE(recorded(id, attr), before);
    // Mended in place, it is saved, and the field closes.
    line->setText(right);
    QTest::keyClick(line, Qt::Key_Return);
    settle(*window);
    QCOMPARE(recorded(id, attr), saved);
    field = editor(*window, attr);
    QVERIFY(field && !field->unsaved() && !field->findChild<QLineEdit *>()->isVisible());
    QVERIFY(m_backend->undo(m_sample));
    QCOMPARE(recorded(id, attr), before);
}

void TestUnsaved::otherFieldsKeepWhatIsTyped()
{
    const qint64 id = first(EntityKind::Workload);
    const auto window = showing(EntityKind::Workload, id);
    type(editor(*window, u"description"_s), u"Moved in"_s);
    QTest::keyClick(type(editor(*window, u"exit_tested_at"_s), u"soon"_s), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(editor(*window, u"exit_tested_at"_s)->unsaved().value_or(QString()), u"soon"_s, patience);
    // A third value is saved, and the pane is filled anew.
    QTest::keyClick(type(editor(*window, u"owner"_s), u"Head of Testing"_s), Qt::Key_Return);
    settle(*window);
    QCOMPARE(recorded(id, u"owner"_s), u"Head of Testing"_s);
    QCOMPARE(editor(*window, u"description"_s)->unsaved().value_or(QString()), u"Moved in"_s);
    QCOMPARE(editor(*window, u"exit_tested_at"_s)->unsaved().value_or(QString()), u"soon"_s);
    QVERIFY(editor(*window, u"exit_tested_at"_s)->findChild<QLabel *>(u"refusedWhy"_s)->isVisible());
    QVERIFY(!editor(*window, u"owner"_s)->unsaved());
    // Esc leaves a field as it was.
    QTest::keyClick(editor(*window, u"exit_tested_at"_s)->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!editor(*window, u"exit_tested_at"_s)->unsaved());
    QVERIFY(!editor(*window, u"exit_tested_at"_s)->findChild<QLabel *>(u"refusedWhy"_s)->isVisible());
    QVERIFY(m_backend->undo(m_sample));
}

void TestUnsaved::waitsForWhatIsRunning()
{
    const qint64 id = first(EntityKind::Workload);
    const auto window = showing(EntityKind::Workload, id);
    const QString before = recorded(id, u"owner"_s);
    QLineEdit *line = type(editor(*window, u"owner"_s), u"Head of Waiting"_s);
    QTest::keyClick(window.get(), Qt::Key_F5);
    QVERIFY(window->jobs().active() > 0);
    QTest::keyClick(line, Qt::Key_Return);
    auto *refusal = editor(*window, u"owner"_s)->findChild<QLabel *>(u"refusedWhy"_s);
    QVERIFY2(refusal->isVisible() && refusal->text().contains(u"running"_s), qPrintable(refusal->text()));
    settle(*window);
    QCOMPARE(recorded(id, u"owner"_s), before);
    // The evaluation filled the pane anew; what waits is still there to be sent.
    QCOMPARE(editor(*window, u"owner"_s)->unsaved().value_or(QString()), u"Head of Waiting"_s);
    QTest::keyClick(editor(*window, u"owner"_s)->findChild<QLineEdit *>(), Qt::Key_Return);
    settle(*window);
    QCOMPARE(recorded(id, u"owner"_s), u"Head of Waiting"_s);
    QVERIFY(m_backend->undo(m_sample));
}

BAILIWICK_TEST(QApplication, TestUnsaved)

} // namespace tst_unsaved

#include "tst_unsaved.moc"
