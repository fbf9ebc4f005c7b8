// SPDX-License-Identifier: GPL-3.0-or-later
// Days as people type them: a whole date over the old one, pasted, section by section.
#include "support/testmain.h"
#include "widgets/dialogparts.h"

#include <QApplication>
#include <QClipboard>
#include <QDateEdit>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

namespace tst_dayfield {

using namespace Qt::StringLiterals;

class TestDayField : public QObject
{
    Q_OBJECT

    std::unique_ptr<QDialog> m_dialog;
    QDateEdit *m_field = nullptr;
    QLineEdit *m_text = nullptr;

    void all() { QTest::keyClick(m_field, Qt::Key_A, Qt::ControlModifier); }

private slots:
    void init()
    {
        m_dialog = std::make_unique<QDialog>();
        auto *layout = new QVBoxLayout(m_dialog.get());
        m_field = views::makeDayField(u"day"_s, u"Day"_s, QDate(2026, 11, 23), m_dialog.get());
        layout->addWidget(m_field);
        auto *ok = new QPushButton(u"OK"_s, m_dialog.get());
        ok->setDefault(true);
        connect(ok, &QPushButton::clicked, m_dialog.get(), &QDialog::accept);
        layout->addWidget(ok);
        m_dialog->show();
        m_field->setFocus();
        m_text = m_field->findChild<QLineEdit *>();
        QVERIFY(m_text);
    }

    void aWholeDateIsTaken_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        QTest::newRow("another year") << u"2027-12-02"_s << QDate(2027, 12, 2);
        QTest::newRow("another month") << u"2026-02-28"_s << QDate(2026, 2, 28);
        QTest::newRow("a leap day") << u"2028-02-29"_s << QDate(2028, 2, 29);
        QTest::newRow("short") << u"2027-1-5"_s << QDate(2027, 1, 5);
        QTest::newRow("no hyphens") << u"20270131"_s << QDate(2027, 1, 31);
        QTest::newRow("with dots") << u"31.1.2027"_s << QDate(2027, 1, 31);
        QTest::newRow("the same") << u"2026-11-23"_s << QDate(2026, 11, 23);
    }
    void aWholeDateIsTaken()
    {
        QFETCH(QString, typed);
        QFETCH(QDate, day);
        all();
        QTest::keyClicks(m_field, typed);
        QTest::keyClick(m_field, Qt::Key_Tab);
        QCOMPARE(m_field->date(), day);
        QCOMPARE(m_text->text(), day.toString(u"yyyy-MM-dd"_s));
    }
    void pastedIsTaken()
    {
        QGuiApplication::clipboard()->setText(u" 2027-12-02\n"_s);
        QTest::keyClick(m_field, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_field->date(), QDate(2027, 12, 2));
        QGuiApplication::clipboard()->setText(u"next Tuesday"_s);
        QTest::keyClick(m_field, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_field->date(), QDate(2027, 12, 2));
        QVERIFY(m_field->accessibleDescription().contains(u"next Tuesday"_s));
    }
    void changesAreTold()
    {
        QSignalSpy changed(m_field, &QDateEdit::dateChanged);
        all();
        QTest::keyClicks(m_field, u"2027-12-02"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toDate(), QDate(2027, 12, 2));
    }
    void noDayIsRefusedWhereOneSeesIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("no such day") << u"2027-02-30"_s;
        QTest::newRow("a year alone") << u"2027"_s;
        QTest::newRow("before all days") << u"0001-01-01"_s;
    }
    void noDayIsRefusedWhereOneSeesIt()
    {
        QFETCH(QString, typed);
        all();
        QTest::keyClicks(m_field, typed);
        QTest::keyClick(m_field, Qt::Key_Return);
        QVERIFY2(m_dialog->isVisible(), "Enter took the old day");
        QCOMPARE(m_text->text(), typed);
        QVERIFY(m_field->accessibleDescription().contains(typed));
        QCOMPARE(m_field->date(), QDate(2026, 11, 23));
        // Mended there, and taken.
        all();
        QTest::keyClicks(m_field, u"2027-01-31"_s);
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(m_field->date(), QDate(2027, 1, 31));
    }
    void escapePutsTheOldDayBack()
    {
        all();
        QTest::keyClicks(m_field, u"2027-1"_s);
        QTest::keyClick(m_field, Qt::Key_Escape);
        QCOMPARE(m_text->text(), u"2026-11-23"_s);
        QVERIFY(m_dialog->isVisible());
    }
    void sectionsAreTypedAsBefore()
    {
        QTest::keyClick(m_field, Qt::Key_Home);
        QTest::keyClicks(m_field, u"2027"_s);
        QCOMPARE(m_field->date(), QDate(2027, 11, 23));
        m_field->setSelectedSection(QDateEdit::DaySection);
        QTest::keyClicks(m_field, u"05"_s);
        QCOMPARE(m_field->date(), QDate(2027, 11, 5));
    }
    void anotherDayFromOutsideEndsTheTyping()
    {
        all();
        QTest::keyClicks(m_field, u"20"_s);
        m_field->setDate(QDate(2028, 1, 2));
        all();
        QTest::keyClicks(m_field, u"2027-12-02"_s);
        QCOMPARE(m_field->date(), QDate(2027, 12, 2));
    }
};

BAILIWICK_TEST(QApplication, TestDayField)
} // namespace tst_dayfield

#include "tst_dayfield.moc"
