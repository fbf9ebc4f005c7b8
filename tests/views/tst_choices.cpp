// SPDX-License-Identifier: GPL-3.0-or-later
// A value is chosen from what there is: by its name, kept by its key, several at once; and what is refused says the way out.
#include "pages/detailspane.h"
#include "pages/mainwindow.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/picker.h"
#include "widgets/valueeditor.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

namespace tst_choices {

using namespace Qt::StringLiterals;
using domain::EntityKind;

class TestChoices : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void offersWhatThereIs_data();
    void offersWhatThereIs();
    void namesStandForKeys_data();
    void namesStandForKeys();
    void refusalsSayTheWayOut_data();
    void refusalsSayTheWayOut();
    void choosesFromTheList();
    void opensWithinSight();
    void choosesSeveral();
    void emptyListIsNotTakenForAnAnswer();

private:
    qint64 first(EntityKind kind)
    {
        views::InventoryQuery query;
        query.kind = kind;
        query.limit = 1;
        const auto list = m_backend->inventory(m_sample, query);
        return list && !list->rows.isEmpty() ? list->rows.constFirst().id : 0;
    }
    views::ValueDetail recorded(qint64 id, const QString &attr)
    {
        const auto detail = m_backend->entity(m_sample, id);
        for (const views::ValueDetail &v : detail ? detail->values : QList<views::ValueDetail>()) {
            if (v.attr == attr)
                return v;
        }
        return {};
    }
    static views::ValueEditor *begin(views::MainWindow &window, const QString &attr)
    {
        auto *editor = window.findChild<views::ValueEditor *>(u"value_"_s + attr);
        for (QAbstractButton *b : editor->findChildren<QAbstractButton *>()) {
            if (b->accessibleName().startsWith(u"Change "_s))
                b->click();
        }
        settle(window);
        return editor;
    }
};

void TestChoices::offersWhatThereIs_data()
{
    QTest::addColumn<EntityKind>("kind");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    QTest::newRow("a provider of ours") << EntityKind::Workload << u"provider"_s << u"amaz"_s << u"Amazon Web Services"_s << u"aws"_s;
    QTest::newRow("a provider of the reference data") << EntityKind::Workload << u"provider"_s << u"exoscale"_s << u"Exoscale (Akenes SA)"_s << u"exoscale"_s;
    QTest::newRow("a business service") << EntityKind::Workload << u"business_services"_s << u"card"_s << u"Cards"_s << u"cards"_s;
    QTest::newRow("a country by its name") << EntityKind::Provider << u"legal_country"_s << u"germ"_s << u"Germany"_s << u"DE"_s;
    QTest::newRow("a country by its letters") << EntityKind::Provider << u"legal_country"_s << u"de"_s << u"Germany"_s << u"DE"_s;
    QTest::newRow("a region") << EntityKind::Workload << u"hosting_countries"_s << u"eu-central-1"_s << u"Amazon Web Services, Frankfurt"_s << u"aws/eu-central-1"_s;
    QTest::newRow("a region by its city") << EntityKind::Service << u"region"_s << u"frankfurt"_s << u"Amazon Web Services, Frankfurt"_s << u"eu-central-1"_s;
    QTest::newRow("a value of the catalogue") << EntityKind::Workload << u"criticality"_s << u"crit"_s << u"critical"_s << u"critical"_s;
    QTest::newRow("yes or no") << EntityKind::Contract << u"audit_rights"_s << QString() << u"yes"_s << u"yes"_s;
    QTest::newRow("a scheme that is used") << EntityKind::Certification << u"scheme"_s << u"27001"_s << u"ISO27001"_s << u"ISO27001"_s;
}

void TestChoices::offersWhatThereIs()
{
    QFETCH(EntityKind, kind);
    QFETCH(QString, attr);
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QString, key);
    const auto found = m_backend->choices(m_sample, kind, attr, text);
    QVERIFY(found);
    QStringList names;
    for (const views::ValueChoice &c : *found)
        names.append(c.name + u" = "_s + c.key);
    QVERIFY2(names.contains(name + u" = "_s + key), qPrintable(names.join(u"; "_s)));
}

void TestChoices::namesStandForKeys_data()
{
    QTest::addColumn<EntityKind>("kind");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a name") << EntityKind::Workload << u"provider"_s << u"microsoft"_s << u"Microsoft"_s;
    QTest::newRow("a key") << EntityKind::Workload << u"provider"_s << u"aws"_s << u"Amazon Web Services"_s;
    QTest::newRow("a provider that is new here") << EntityKind::Workload << u"provider"_s << u"exoscale"_s << u"Exoscale (Akenes SA)"_s;
    QTest::newRow("several by name") << EntityKind::Workload << u"business_services"_s << u"Cards; HR and recruiting"_s << u"Cards, HR and recruiting"_s;
    QTest::newRow("a country") << EntityKind::Provider << u"legal_country"_s << u"Switzerland"_s << u"Switzerland"_s;
    QTest::newRow("places") << EntityKind::Workload << u"hosting_countries"_s << u"Germany; FR"_s << u"Germany, France"_s;
    QTest::newRow("a value in words") << EntityKind::Provider << u"operator_access"_s << u"Limited technically"_s << u"limited technically"_s;
}

void TestChoices::namesStandForKeys()
{
    QFETCH(EntityKind, kind);
    QFETCH(QString, attr);
    QFETCH(QString, typed);
    QFETCH(QString, shown);
    const qint64 id = first(kind);
    const QString before = recorded(id, attr).text;
    const auto done = m_backend->edit(m_sample, id, attr, typed);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QStringList is = recorded(id, attr).text.split(u", "_s);
    QStringList wanted = shown.split(u", "_s);
    is.sort();
    wanted.sort();
    QCOMPARE(is, wanted);
    QVERIFY(m_backend->undo(m_sample));
    QCOMPARE(recorded(id, attr).text, before);
}

void TestChoices::refusalsSayTheWayOut_data()
{
    QTest::addColumn<EntityKind>("kind");
    QTest::addColumn<QString>("attr");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("nearly a provider") << EntityKind::Workload << u"provider"_s << u"Amazn Web Services"_s << QStringList{u"no provider called “Amazn Web Services”"_s, u"Did you mean “Amazon Web Services”?"_s, u"register of providers"_s};
    QTest::newRow("one of several") << EntityKind::Workload << u"business_services"_s << u"Cards; HR and recruting"_s << QStringList{u"no business service called “HR and recruting”"_s, u"“HR and recruiting”"_s};
    QTest::newRow("nearly a country") << EntityKind::Provider << u"legal_country"_s << u"Germny"_s << QStringList{u"“Germany”"_s};
    QTest::newRow("a word of no list") << EntityKind::Workload << u"criticality"_s << u"critcal"_s << QStringList{u"Did you mean “critical”?"_s, u"standard"_s};
    QTest::newRow("a date") << EntityKind::Contract << u"end_date"_s << u"next summer"_s << QStringList{u"next summer"_s, u"2026-11-20"_s};
}

void TestChoices::refusalsSayTheWayOut()
{
    QFETCH(EntityKind, kind);
    QFETCH(QString, attr);
    QFETCH(QString, typed);
    QFETCH(QStringList, said);
    const qint64 id = first(kind);
    const QString before = recorded(id, attr).text;
    const auto done = m_backend->edit(m_sample, id, attr, typed);
    QVERIFY(!done);
    QCOMPARE(done.error().code, domain::ErrorCode::InvalidValue);
    for (const QString &words : said)
        QVERIFY2(done.error().detail.contains(words), qPrintable(done.error().detail));
    QVERIFY2(!done.error().detail.contains(u'_'), "no raw name");
    QCOMPARE(recorded(id, attr).text, before);
}

void TestChoices::choosesFromTheList()
{
    const qint64 id = first(EntityKind::Workload);
    const QString before = recorded(id, u"provider"_s).text;
    const auto window = showing(id);
    views::ValueEditor *editor = begin(*window, u"provider"_s);
    auto *field = editor->findChild<QLineEdit *>();
    auto *offers = editor->findChild<QListWidget *>(u"offers"_s);
    QCOMPARE(field->text(), before); // the name, not the key
    QTRY_VERIFY(offers->isVisible() && offers->count() > 5);
    field->clear();
    QTest::keyClicks(field, u"microsoft"_s);
    settle(*window);
    QTRY_VERIFY(offers->count() > 0 && offers->item(0)->text().startsWith(u"Microsoft"_s));
    QTest::keyClick(field, Qt::Key_Down);
    QVERIFY(offers->hasFocus());
    QTest::keyClick(offers, Qt::Key_Return);
    settle(*window);
    QCOMPARE(recorded(id, u"provider"_s).text, u"Microsoft"_s);
    QVERIFY(m_backend->undo(m_sample));
    QCOMPARE(recorded(id, u"provider"_s).text, before);
}

void TestChoices::opensWithinSight()
{
    const auto window = showing(first(EntityKind::Workload));
    window->resize(1100, 700);
    auto *pane = window->findChild<views::DetailsPane *>(u"detailsPane"_s);
    auto *scroll = pane->findChild<QScrollArea *>();
    auto *editor = pane->findChild<views::ValueEditor *>(u"value_criticality"_s);
    const auto foot = [&] { return editor->mapTo(scroll->viewport(), QPoint(0, editor->height())).y(); };
    // The value stands at the foot of the pane, where what opens below it has no room.
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->value() + foot() - scroll->viewport()->height());
    QTRY_COMPARE(foot(), scroll->viewport()->height());
    begin(*window, u"criticality"_s);
    auto *offers = editor->findChild<QListWidget *>(u"offers"_s);
    QTRY_VERIFY(offers->isVisible() && offers->count() > 2);
    QTRY_VERIFY2(foot() <= scroll->viewport()->height(), qPrintable(QString::number(foot())));
}

void TestChoices::choosesSeveral()
{
    const qint64 id = first(EntityKind::Workload);
    const QString before = recorded(id, u"business_services"_s).text;
    const auto window = showing(id);
    views::ValueEditor *editor = begin(*window, u"business_services"_s);
    auto *field = editor->findChild<QLineEdit *>();
    auto *offers = editor->findChild<QListWidget *>(u"offers"_s);
    QTRY_VERIFY(offers->count() > 3);
    for (int i = 0; i < offers->count(); ++i)
        QVERIFY2(!offers->item(i)->text().startsWith(before), "what is chosen is not offered again");
    QTest::keyClicks(field, u"hr and recruiting"_s);
    settle(*window);
    QTRY_VERIFY(offers->count() > 0);
    QTest::keyClick(field, Qt::Key_Return);
    settle(*window);
    QCOMPARE(recorded(id, u"business_services"_s).text, before); // chosen, not saved yet
    QVERIFY(editor->unsaved());
    QTest::keyClick(field, Qt::Key_Return);
    settle(*window);
    const QString both = recorded(id, u"business_services"_s).text;
    QVERIFY2(both.contains(before) && both.contains(u"HR and recruiting"_s), qPrintable(both));
    QVERIFY(m_backend->undo(m_sample));
}

void TestChoices::emptyListIsNotTakenForAnAnswer()
{
    const qint64 id = first(EntityKind::Workload);
    const QString before = recorded(id, u"business_services"_s).text;
    QVERIFY(!before.isEmpty());
    const auto window = showing(id);
    views::ValueEditor *editor = begin(*window, u"business_services"_s);
    auto *field = editor->findChild<QLineEdit *>();
    while (editor->unsaved().value_or(QString()) != QString())
        QTest::keyClick(field, Qt::Key_Backspace);
    settle(*window);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(editor->findChild<QLabel *>(u"refusedWhy"_s)->isVisible());
    QCOMPARE(recorded(id, u"business_services"_s).text, before);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!editor->unsaved());
    QCOMPARE(recorded(id, u"business_services"_s).text, before);
}

BAILIWICK_TEST(QApplication, TestChoices)

} // namespace tst_choices

#include "tst_choices.moc"
