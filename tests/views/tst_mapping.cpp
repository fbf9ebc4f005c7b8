// SPDX-License-Identifier: GPL-3.0-or-later
// Tables that no format is known for come in through the window: looked at, assigned, tried, remembered.
#include "pages/importdialog.h"
#include "pages/mainwindow.h"
#include "pages/mappingdialog.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTabBar>
#include <QTreeWidget>

namespace tst_mapping {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::ImportDialog;
using views::MappingDialog;

namespace {

const QByteArray Contracts = "Vertragsverzeichnis der Muster AG\n\nVertragsnr.;Bezeichnung;Vertragspartner;Vertragsbeginn;AVV;Farbe\n"
                             "V-1;Rahmen;aws;01/02/2022;ja;rot\nV-2;Zwei;aws;03/04/2022;nein;rot\nV-3;Drei;aws;05/06/2022;in Arbeit;gr\xC3\xBCn\n";

QString pathOf(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

/// The choice in a list's cell.
QComboBox *choice(const QWidget &dialog, const QString &list, const QString &first, int column)
{
    auto *tree = dialog.findChild<QTreeWidget *>(list);
    for (int i = 0; i < tree->topLevelItemCount(); ++i) {
        if (tree->topLevelItem(i)->text(0) == first)
            return qobject_cast<QComboBox *>(tree->itemWidget(tree->topLevelItem(i), column));
    }
    return nullptr;
}

/// As a person does: what is chosen is told.
void choose(QComboBox *box, int at)
{
    box->setCurrentIndex(at);
    emit box->activated(at);
}

QString account(const QWidget &dialog) { return dialog.findChild<QLabel *>(u"mappingAccount"_s)->text(); }
QAbstractButton *use(const QWidget &dialog) { return dialog.findChild<QAbstractButton *>(u"mappingUse"_s); }

} // namespace

class TestMapping : public SampleWindowTest
{
    Q_OBJECT
private slots:
    void initTestCase() { makeSample(); }
    void assignsTriesAndRemembers();
    void columnsWaitForAPerson();
    void separatorOfOneColumn();
    void detectionCanBeChanged_data();
    void detectionCanBeChanged();
    void sheetsCanBeChosen();
    void knownTablesAreNotAskedFor();
    void rejectedRowsOfAnAssignedTableComeOut();

private:
    struct Opened
    {
        std::unique_ptr<views::MainWindow> window;
        ImportDialog *import = nullptr;
        MappingDialog *mapping = nullptr;
    };
    Opened open(const QString &workspace, const QString &file);
    static bool tried(const MappingDialog &dialog)
    {
        return QTest::qWaitFor([&] { return dialog.check().has_value(); }, patience);
    }
};

TestMapping::Opened TestMapping::open(const QString &workspace, const QString &file)
{
    Opened out;
    out.window = std::make_unique<views::MainWindow>(*m_backend);
    out.window->resize(1440, 900);
    out.window->show();
    QSignalSpy opened(out.window.get(), &views::MainWindow::workspaceOpened);
    out.window->openWorkspace(m_folder.filePath(workspace), !QFileInfo::exists(m_folder.filePath(workspace)));
    if (!opened.wait(patience))
        qFatal("the workspace did not open");
    settle(*out.window);
    out.window->importFiles({file});
    out.import = out.window->findChild<ImportDialog *>(u"importDialog"_s);
    if (!QTest::qWaitFor([&] { return out.import->stage() == ImportDialog::Stage::Preview; }, patience))
        qFatal("no preview");
    if (auto *assign = out.import->findChild<QAbstractButton *>(u"assignColumns"_s); assign->isVisible() && assign->isEnabled()) {
        assign->click();
        out.mapping = out.import->findChild<MappingDialog *>(u"mappingDialog"_s);
    }
    return out;
}

void TestMapping::assignsTriesAndRemembers()
{
    const QString file = pathOf(m_folder, u"Verträge.csv"_s, Contracts);
    {
        const Opened o = open(u"mapped.bailiwick"_s, file);
        QVERIFY(o.mapping);
        const MappingDialog &dialog = *o.mapping;
        QVERIFY(tried(dialog));
        QCOMPARE(dialog.findChild<QComboBox *>(u"mappingKind"_s)->currentText(), u"Contract"_s);
        QCOMPARE(dialog.findChild<QSpinBox *>(u"mappingLine"_s)->value(), 3);
        QCOMPARE(choice(dialog, u"mappingColumns"_s, u"Vertragsnr."_s, 3)->currentData(), QVariant(u"key"_s));
        QCOMPARE(choice(dialog, u"mappingColumns"_s, u"Vertragspartner"_s, 3)->currentData(), QVariant(u"provider"_s));
        QCOMPARE(choice(dialog, u"mappingColumns"_s, u"Farbe"_s, 3)->currentData(), QVariant(QString()));
        // Days that do not tell themselves must be answered for.
        QVERIFY2(!use(dialog)->isEnabled() && account(dialog).contains(u"01/02/2022"_s), qPrintable(account(dialog)));
        choose(dialog.findChild<QComboBox *>(u"mappingDates"_s), 1);
        QVERIFY(!dialog.check());
        QVERIFY(tried(dialog));
        QCOMPARE(account(dialog), u"3 rows: 2 to come in, 1 rejected, 0 passed over."_s);
        QVERIFY(use(dialog)->isEnabled());
        // The word that is not understood, and what it is said to mean.
        QCOMPARE(dialog.findChild<QTabBar *>(u"mappingParts"_s)->tabText(1), u"1 cell not understood"_s);
        QComboBox *word = choice(dialog, u"mappingWords"_s, u"AVV"_s, 3);
        QVERIFY(word);
        QVERIFY2(word->findText(u"no"_s) > 0 && word->findText(u"yes"_s) > 0, qPrintable(word->itemText(0)));
        choose(word, word->findText(u"no"_s));
        QVERIFY(tried(dialog));
        QCOMPARE(account(dialog), u"3 rows: 3 to come in, 0 rejected, 0 passed over."_s);
        // A column that is another: the one that had the meaning gives it up.
        choose(choice(dialog, u"mappingColumns"_s, u"Farbe"_s, 3), choice(dialog, u"mappingColumns"_s, u"Farbe"_s, 3)->findData(u"name"_s));
        QVERIFY(tried(dialog));
        QCOMPARE(choice(dialog, u"mappingColumns"_s, u"Bezeichnung"_s, 3)->currentData(), QVariant(QString()));
        QComboBox *name = choice(dialog, u"mappingColumns"_s, u"Bezeichnung"_s, 3);
        choose(name, name->findData(u"name"_s));
        QVERIFY(tried(dialog));
        dialog.findChild<QLineEdit *>(u"mappingName"_s)->setText(u"contracts of the group"_s);
        use(dialog)->click();
        QTRY_COMPARE_WITH_TIMEOUT(o.import->stage(), ImportDialog::Stage::Preview, patience);
        QCOMPARE(m_backend->info(o.window->workspace().path)->entities, 0);
        QCOMPARE(o.import->findChild<QTreeWidget *>(u"importFiles"_s)->topLevelItem(0)->text(3), u"3"_s);
        o.import->findChild<QAbstractButton *>(u"importNow"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(o.import->stage(), ImportDialog::Stage::Done, patience);
        settle(*o.window);
    }
    const QString path = m_folder.filePath(u"mapped.bailiwick"_s);
    const auto listed = m_backend->inventory(path, {EntityKind::Contract, {}, {}, false, {u"name"_s, u"start_date"_s, u"dpa"_s}});
    QVERIFY(listed);
    QCOMPARE(listed->total, 3);
    // Next month's table, its columns in another order: read without being asked, and what was said stands in the dialog.
    const QString next = pathOf(m_folder, u"Verträge Dezember.csv"_s,
                                "AVV;Vertragsnr.;Bezeichnung;Vertragspartner;Vertragsbeginn;Farbe\nja;V-4;Vier;aws;01/02/2023;rot\nin Arbeit;V-5;F;aws;02/03/2023;blau\n");
    const Opened again = open(u"mapped.bailiwick"_s, next);
    QVERIFY(again.mapping);
    QVERIFY(tried(*again.mapping));
    QCOMPARE(again.import->findChild<QTreeWidget *>(u"importFiles"_s)->topLevelItem(0)->text(3), u"2"_s);
    QCOMPARE(again.mapping->findChild<QLineEdit *>(u"mappingName"_s)->text(), u"contracts of the group"_s);
    QCOMPARE(again.mapping->findChild<QComboBox *>(u"mappingDates"_s)->currentIndex(), 1);
    QCOMPARE(account(*again.mapping), u"2 rows: 2 to come in, 0 rejected, 0 passed over."_s);
}

/// Words of which none is understood: the column is not read, and the dialog says what it could be.
void TestMapping::columnsWaitForAPerson()
{
    const Opened o = open(u"waiting.bailiwick"_s, pathOf(m_folder, u"Unterauftragnehmer.csv"_s,
        "Unterauftragnehmer;Land;Leistung\nInfosys;Indien;Support\nHetzner;Deutschland;Rechenzentrum\nWipro;Indien;Support\n"));
    QVERIFY(o.mapping);
    QVERIFY(tried(*o.mapping));
    const auto *lead = o.mapping->findChild<QLabel *>(u"mappingLead"_s);
    QVERIFY2(lead->text().contains(u"“Leistung” is not read: its title fits “Kind of ICT service”, but 0 of 3 cells are understood."_s), qPrintable(lead->text()));
    const auto *columns = o.mapping->findChild<QTreeWidget *>(u"mappingColumns"_s);
    QCOMPARE(columns->topLevelItem(2)->text(6), u"3 of 3"_s);
    QVERIFY2(columns->topLevelItem(2)->toolTip(6).contains(u"Rechenzentrum"_s), qPrintable(columns->topLevelItem(2)->toolTip(6)));
    QComboBox *meaning = choice(*o.mapping, u"mappingColumns"_s, u"Leistung"_s, 3);
    QCOMPARE(meaning->currentData(), QVariant(QString()));
    choose(meaning, meaning->findData(u"service_type"_s));
    QVERIFY(tried(*o.mapping));
    QVERIFY2(!lead->text().contains(u"is not read"_s), qPrintable(lead->text()));
    QCOMPARE(columns->topLevelItem(2)->text(6), u"3"_s);
}

/// What stands between the values of a column is shown beside it, and can be chosen.
void TestMapping::separatorOfOneColumn()
{
    const Opened o = open(u"lists.bailiwick"_s, pathOf(m_folder, u"Verarbeitungen.csv"_s,
        "Nr.;Verarbeitungstätigkeit;Verantwortlicher;Empfänger\n1;Lohn;Muster AG;Bank, Steuerberater\n2;Kunden;Muster AG;Versand\n"));
    QVERIFY(o.mapping);
    QVERIFY(tried(*o.mapping));
    QVERIFY(!choice(*o.mapping, u"mappingColumns"_s, u"Verarbeitungstätigkeit"_s, 4));
    QComboBox *between = choice(*o.mapping, u"mappingColumns"_s, u"Empfänger"_s, 4);
    QVERIFY(between);
    QCOMPARE(between->currentData(), QVariant(u","_s));
    QString said;
    connect(o.mapping, &MappingDialog::assigned, this, [&said](const QString &, const views::AssignedColumns &columns) { said = columns.mapping.separatorOf(u"Empfänger"_s); });
    choose(between, between->findData(u";"_s));
    QVERIFY(!o.mapping->check());
    QVERIFY(tried(*o.mapping));
    // Not another meaning of the column: what was said of it stays.
    QCOMPARE(choice(*o.mapping, u"mappingColumns"_s, u"Empfänger"_s, 4)->currentData(), QVariant(u";"_s));
    use(*o.mapping)->click();
    QCOMPARE(said, u";"_s);
    QTRY_COMPARE_WITH_TIMEOUT(o.import->stage(), ImportDialog::Stage::Preview, patience);
}

void TestMapping::detectionCanBeChanged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("chooser");
    QTest::addColumn<int>("choice");
    QTest::addColumn<QStringList>("titles");
    const QByteArray plain = "Liste\nNr;Name;Land\n1;M\xFCnchen;DE\n2;K\xF6ln;DE\n";
    QTest::newRow("delimiter") << QByteArray("Nr;Name,Land\n1;a,DE\n2;b,DE\n3;c,FR\n") << u"mappingDelimiter"_s << 1 << QStringList{u"Nr"_s, u"Name,Land"_s};
    QTest::newRow("encoding") << QByteArray("Nr;Gr\xC3\xB6\xC3\x9F" "e\n1;a\n2;b\n") << u"mappingEncoding"_s << 1 << QStringList{u"Nr"_s, u"GrÃ¶ÃŸe"_s};
    QTest::newRow("row of titles") << plain << u"mappingLine"_s << 3 << QStringList{u"1"_s, u"München"_s, u"DE"_s};
}

void TestMapping::detectionCanBeChanged()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, chooser);
    QFETCH(int, choice);
    QFETCH(QStringList, titles);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const Opened o = open(tag + u".bailiwick"_s, pathOf(m_folder, tag + u".csv"_s, bytes));
    QVERIFY(o.mapping);
    const auto shown = [&] {
        QStringList out;
        const auto *tree = o.mapping->findChild<QTreeWidget *>(u"mappingColumns"_s);
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            out.append(tree->topLevelItem(i)->text(0));
        return out;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!shown().isEmpty(), patience);
    settle(*o.window);
    QVERIFY(shown() != titles);
    if (chooser == u"mappingLine"_s)
        o.mapping->findChild<QSpinBox *>(chooser)->setValue(choice);
    else
        choose(o.mapping->findChild<QComboBox *>(chooser), choice);
    QTRY_COMPARE_WITH_TIMEOUT(shown(), titles, patience);
}

void TestMapping::sheetsCanBeChosen()
{
    const QString book = QStringLiteral(SAMPLES "/spreadsheets/ciso__CyFun2025_Self-Assessment_ESSENTIAL.xlsx");
    if (!QFileInfo::exists(book))
        QSKIP("the real exports are not here");
    const Opened o = open(u"book.bailiwick"_s, book);
    QVERIFY(o.mapping);
    auto *sheets = o.mapping->findChild<QComboBox *>(u"mappingSheet"_s);
    QTRY_VERIFY_WITH_TIMEOUT(sheets->count() > 5, patience);
    settle(*o.window);
    const auto *columns = o.mapping->findChild<QTreeWidget *>(u"mappingColumns"_s);
    const int before = columns->topLevelItemCount();
    QVERIFY2(o.import->findChild<QTreeWidget *>(u"importFiles"_s)->topLevelItem(0)->text(0).endsWith(u" (ciso__CyFun2025_Self-Assessment_ESSENTIAL.xlsx)"_s), "the workbook is named with the sheet");
    const int last = sheets->currentIndex() == sheets->count() - 1 ? 0 : sheets->count() - 1;
    const QString wanted = sheets->itemText(last);
    choose(sheets, last);
    settle(*o.window);
    QCOMPARE(sheets->currentText(), wanted);
    QVERIFY(columns->topLevelItemCount() > 0 && before > 0);
    // The cells of a sheet need no delimiter.
    QVERIFY(!o.mapping->findChild<QComboBox *>(u"mappingDelimiter"_s)->isVisible());
}

void TestMapping::knownTablesAreNotAskedFor()
{
    const Opened o = open(u"known.bailiwick"_s, pathOf(m_folder, u"report.csv"_s,
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,"
        "access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,"
        "access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
        "cert_1_last_rotated,cert_2_active,cert_2_last_rotated\nann,arn:aws:iam::111122223333:user/ann,2024-01-01T00:00:00+00:00,true,no_information,"
        "2024-01-01T00:00:00+00:00,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n"));
    QVERIFY(!o.mapping);
    QVERIFY(!o.import->findChild<QAbstractButton *>(u"assignColumns"_s)->isVisible());
}

void TestMapping::rejectedRowsOfAnAssignedTableComeOut()
{
    const QString file = pathOf(m_folder, u"Liste.csv"_s, "Vertragsnr.;Bezeichnung;AVV\nV-1;Eins;ja\nV-2;Zwei;vielleicht\n");
    {
        const Opened o = open(u"rejects.bailiwick"_s, file);
        QVERIFY(o.mapping);
        QVERIFY(tried(*o.mapping));
        auto *kind = o.mapping->findChild<QComboBox *>(u"mappingKind"_s);
        choose(kind, kind->findData(static_cast<int>(EntityKind::Contract)));
        QVERIFY(!o.mapping->check());
        QVERIFY(tried(*o.mapping));
        o.mapping->findChild<QCheckBox *>(u"mappingKeep"_s)->setChecked(false);
        QVERIFY2(use(*o.mapping)->isEnabled(), qPrintable(account(*o.mapping)));
        use(*o.mapping)->click();
        QTRY_COMPARE_WITH_TIMEOUT(o.import->stage(), ImportDialog::Stage::Preview, patience);
        o.import->findChild<QAbstractButton *>(u"importNow"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(o.import->stage(), ImportDialog::Stage::Done, patience);
        settle(*o.window);
    }
    // Nothing remembers these titles; the import itself knows how it was read.
    domain::QuietJob job;
    const QString to = m_folder.filePath(u"out.csv"_s);
    const auto saved = m_backend->saveRejects(m_folder.filePath(u"rejects.bailiwick"_s), {{file}}, to, job);
    QVERIFY(saved);
    QFile out(to);
    QVERIFY(out.open(QIODevice::ReadOnly));
    const QByteArray text = out.readAll();
    QVERIFY2(text.contains("vielleicht") && !text.contains("Eins"), text.constData());
}

BAILIWICK_TEST(QApplication, TestMapping)

} // namespace tst_mapping

#include "tst_mapping.moc"
