// SPDX-License-Identifier: GPL-3.0-or-later
// The page of dossiers: transfers, AI uses and the register of information, each line with its reason and its door.
#include "support/samplewindow.h"
#include "support/testmain.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTextBrowser>
#include <QTreeWidget>

namespace tst_dossiers {

using namespace Qt::StringLiterals;

class TestDossiers : public SampleWindowTest
{
    Q_OBJECT

private:
    static QTreeWidgetItem *lineOf(const QTreeWidget *list, const QString &start)
    {
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            if (list->topLevelItem(i)->text(0).startsWith(start))
                return list->topLevelItem(i);
        }
        return nullptr;
    }
    void turnTo(views::MainWindow &window, int part)
    {
        window.findChild<QTabBar *>(u"dossierParts"_s)->setCurrentIndex(part);
        settle(window);
    }
    /// Pictures to look at, where BAILIWICK_PICTURES names a folder.
    static void draw(views::MainWindow &window, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("BAILIWICK_PICTURES"); !folder.isEmpty())
            QVERIFY(window.grab().save(folder + u'/' + name + u".png"_s));
    }

private slots:
    void initTestCase() { makeSample(); }

    void transfersTellWhatWouldMendThem()
    {
        const auto window = openWindow(u"dossiers"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        auto *detail = window->findChild<QTextBrowser *>(u"dossierDetail"_s);
        draw(*window, u"transfers"_s);
        QTreeWidgetItem *lapsed = lineOf(list, u"Personnel files: processing"_s);
        QVERIFY(lapsed);
        list->setCurrentItem(lapsed);
        QCOMPARE(lapsed->text(1), u"not carried"_s);
        QVERIFY2(detail->toPlainText().contains(u"not certified for this data on the day"_s), qPrintable(detail->toPlainText()));
        QVERIFY(detail->toPlainText().contains(u"What would mend it"_s));
        // The worst stands first, and the summary counts what is listed.
        QCOMPARE(list->topLevelItem(0)->text(1), u"not carried"_s);
        int broken = 0, unrecorded = 0;
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            broken += list->topLevelItem(i)->text(1) == u"not carried"_s ? 1 : 0;
            unrecorded += list->topLevelItem(i)->text(1) == u"not recorded"_s ? 1 : 0;
        }
        const QString summary = window->findChild<QLabel *>(u"dossierSummary"_s)->text();
        QVERIFY2(summary.contains(u"%1 not carried"_s.arg(broken)) && summary.contains(u"%1 ways"_s.arg(unrecorded)), qPrintable(summary));
        QVERIFY(!window->findChild<QPushButton *>(u"dossierWrite"_s)->isVisible());
    }

    void lineOpensItsThing()
    {
        const auto window = openWindow(u"dossiers"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        list->setCurrentItem(lineOf(list, u"Personnel files: processing"_s));
        window->findChild<QPushButton *>(u"dossierOpen"_s)->click();
        settle(*window);
        auto *pane = window->findChild<views::DetailsPane *>(u"detailsPane"_s);
        QVERIFY(pane->isVisible());
        QStringList texts;
        for (const QLabel *one : pane->findChildren<QLabel *>())
            texts.append(one->text().remove(QChar(0x200b)));
        QVERIFY2(texts.contains(u"Personnel files: processing"_s), qPrintable(texts.join(u'\n')));
    }

    void aiUsesTellTheirClassAndDuties()
    {
        const auto window = openWindow(u"dossiers"_s);
        turnTo(*window, 1);
        draw(*window, u"aiact"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        auto *detail = window->findChild<QTextBrowser *>(u"dossierDetail"_s);
        QTreeWidgetItem *score = lineOf(list, u"Credit score of consumers"_s);
        QVERIFY(score);
        list->setCurrentItem(score);
        QCOMPARE(score->text(1), u"high risk (Annex III)"_s);
        QVERIFY2(detail->toPlainText().contains(u"point 5(b), and it profiles natural persons"_s), qPrintable(detail->toPlainText()));
        QVERIFY(lineOf(list, u"Fraud detection"_s)->text(1) != u"high risk (Annex III)"_s);
    }

    void registerListsWhatIsWrongAndIsWritten()
    {
        const auto window = openWindow(u"dossiers"_s);
        turnTo(*window, 2);
        draw(*window, u"register"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        QVERIFY(list->topLevelItemCount() > 10);
        QVERIFY(window->findChild<QLabel *>(u"dossierSummary"_s)->text().contains(u"%1 remarks"_s.arg(list->topLevelItemCount())));
        auto *write = window->findChild<QPushButton *>(u"dossierWrite"_s);
        QVERIFY(write->isVisible());
        write->click();
        settle(*window);
        auto *dialog = window->findChild<QFileDialog *>(u"dossierFile"_s);
        QVERIFY(dialog);
        const QString to = m_folder.filePath(u"register.zip"_s);
        emit dialog->fileSelected(to);
        dialog->close();
        settle(*window);
        QVERIFY(QFile::exists(to));
        QVERIFY(window->findChild<QLabel *>(u"dossierTold"_s)->text().contains(u"register.zip"_s));
    }

    // Of a part of the organisation only what is its own; the head says which part, and how much lies outside.
    void followsTheScope()
    {
        const auto choices = m_backend->scopes(m_sample);
        QVERIFY(choices);
        for (const auto kind : {views::DossierKind::Transfers, views::DossierKind::AiAct, views::DossierKind::Register}) {
            const auto whole = m_backend->dossier(m_sample, kind, {});
            QVERIFY(whole && whole->outside == 0);
            bool narrower = false;
            for (const views::ScopeChoice &choice : *choices) {
                views::FilterState filter;
                if (choice.kind == domain::EntityKind::LegalEntity)
                    filter.legalEntity = choice.key;
                else if (choice.kind == domain::EntityKind::BusinessService)
                    filter.businessService = choice.key;
                else
                    continue;
                const auto part = m_backend->dossier(m_sample, kind, filter);
                QVERIFY(part);
                QCOMPARE(part->lines.size() + part->outside, whole->lines.size());
                narrower = narrower || (!part->lines.isEmpty() && part->outside > 0);
            }
            QVERIFY2(narrower, qPrintable(QString::number(static_cast<int>(kind))));
        }
        const auto window = openWindow(u"dossiers"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        auto *scope = window->findChild<QLabel *>(u"dossierScope"_s);
        const int all = list->topLevelItemCount();
        QVERIFY(!scope->isVisible());
        views::FilterState filter;
        filter.legalEntity = choices->constFirst().key;
        window->setFilter(filter);
        settle(*window);
        QVERIFY(scope->isVisible());
        QVERIFY2(scope->text().contains(choices->constFirst().name) && scope->text().contains(QString::number(all - list->topLevelItemCount())), qPrintable(scope->text()));
        // What only a list of findings could follow leaves it alone.
        filter = {};
        filter.status = domain::Status::Gap;
        window->setFilter(filter);
        settle(*window);
        QCOMPARE(list->topLevelItemCount(), all);
        QVERIFY(!scope->isVisible());
    }

    void contradictionsFollowTheScope()
    {
        const auto whole = m_backend->contradictions(m_sample, {});
        QVERIFY(whole && whole->standing() > 0);
        const auto choices = m_backend->scopes(m_sample);
        bool narrower = false;
        QString key, name;
        for (const views::ScopeChoice &choice : *choices) {
            if (choice.kind != domain::EntityKind::LegalEntity)
                continue;
            views::FilterState filter;
            filter.legalEntity = choice.key;
            const auto part = m_backend->contradictions(m_sample, filter);
            QVERIFY(part);
            QCOMPARE(part->standing() + part->outside, whole->standing());
            if (part->standing() > 0 && part->outside > 0) {
                narrower = true;
                key = choice.key;
                name = choice.name;
            }
        }
        QVERIFY(narrower);
        const auto window = openWindow(u"contradictions"_s);
        auto *count = window->findChild<QLabel *>(u"contradictionCount"_s);
        QVERIFY2(count->text().contains(u"in the whole inventory"_s), qPrintable(count->text()));
        views::FilterState filter;
        filter.legalEntity = key;
        window->setFilter(filter);
        settle(*window);
        QVERIFY2(count->text().contains(name) && count->text().contains(u"outside"_s), qPrintable(count->text()));
        draw(*window, u"contradictions-scoped"_s);
    }

    // No column is left out, however narrow the window: the details stand below the list then.
    void narrowWindowKeepsItsColumns()
    {
        const auto window = openWindow(u"dossiers"_s);
        auto *list = window->findChild<QTreeWidget *>(u"dossierList"_s);
        auto *detail = window->findChild<QTextBrowser *>(u"dossierDetail"_s);
        const auto place = [&](const QWidget *of) { return QRect(of->mapTo(window.get(), QPoint(0, 0)), of->size()); };
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window->resize(size);
            settle(*window);
            QTRY_COMPARE(window->size(), size);
            for (int part = 0; part < 3; ++part) {
                turnTo(*window, part);
                QTRY_VERIFY(list->header()->length() <= list->viewport()->width());
                for (int c = 0; c < list->columnCount(); ++c)
                    QVERIFY(!list->isColumnHidden(c) && list->columnWidth(c) > 20);
                QVERIFY(!place(list).intersects(place(detail)));
                QVERIFY(detail->height() > 120);
            }
            draw(*window, u"dossiers-%1"_s.arg(size.width()));
        }
    }

    void transferTellsEveryPart()
    {
        const auto window = openWindow(u"dossiers"_s);
        const QString words = window->findChild<QTextBrowser *>(u"dossierDetail"_s)->toPlainText();
        for (const QString &part : {u"Exporter: "_s, u"Importer: "_s, u"Tool: "_s, u"What would mend it: "_s, u"Transfer impact assessment"_s, u"Laws that may reach it"_s,
                                    u"Barriers, by what is processed in clear"_s, u"Onward transfers"_s, u"On 2026-"_s})
            QVERIFY2(words.contains(part), qPrintable(part + u'\n' + words));
    }

    void anAssessmentWhoseFindingsAreToldIsOnRecord_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("words");
        QTest::newRow("day asked for, law found") << u"?"_s << u"yes"_s << u"Its date: asked, no answer"_s;
        QTest::newRow("day never asked for, no law found") << QString() << u"no"_s << u"Its date is not recorded"_s;
        QTest::newRow("nothing is said") << QString() << QString() << u"None is recorded"_s;
        QTest::newRow("day asked for, nothing found out") << u"?"_s << QString() << u"Its date: asked, no answer"_s;
        QTest::newRow("declared not to exist") << u"none"_s << QString() << u"There is none, as recorded"_s;
        QTest::newRow("of a day") << u"2026-05-04"_s << u"no"_s << u"Of 2026-05-04, 200 days old"_s;
    }
    void anAssessmentWhoseFindingsAreToldIsOnRecord()
    {
        QFETCH(QString, day);
        QFETCH(QString, found);
        const QString path = m_folder.filePath(u"assessment.bailiwick"_s);
        QFile::remove(path);
        QVERIFY(m_backend->open(path, true));
        QVERIFY(m_backend->add(path, domain::EntityKind::Transfer, u"T-1"_s, u"Support"_s));
        const qint64 id = m_backend->find(path, domain::EntityKind::Transfer, u"T-1"_s);
        for (const auto &[attr, value] : {std::pair{u"importer_country"_s, u"IN"_s}, std::pair{u"tool"_s, u"scc"_s}, std::pair{u"data_classes"_s, u"personal"_s}, std::pair{u"tia_date"_s, day},
                                          std::pair{u"high_risk_law"_s, found}}) {
            const auto said = m_backend->edit(path, id, attr, value);
            QVERIFY2(said, qPrintable(said ? QString() : attr + u": "_s + said.error().detail));
        }
        const auto data = m_backend->dossier(path, views::DossierKind::Transfers, {});
        QVERIFY2(data, data ? "" : qPrintable(data.error().detail));
        for (const views::DossierLine &line : data->lines) {
            for (const auto &section : line.sections) {
                if (line.entity != id || section.heading != u"Transfer impact assessment"_s)
                    continue;
                QTEST(section.lines.constFirst(), "words");
                return;
            }
        }
        QFAIL("no such section");
    }

    void emptyWorkspaceSaysSo()
    {
        domain::QuietJob job;
        const QString path = m_folder.filePath(u"empty.bailiwick"_s);
        QVERIFY(m_backend->open(path, true));
        for (const auto kind : {views::DossierKind::Transfers, views::DossierKind::AiAct, views::DossierKind::Register}) {
            const auto data = m_backend->dossier(path, kind, {});
            QVERIFY2(data, data ? "" : qPrintable(data.error().detail));
            QVERIFY(data->lines.isEmpty());
            QVERIFY(!data->nothing.isEmpty());
        }
    }
};

BAILIWICK_TEST(QApplication, TestDossiers)

} // namespace tst_dossiers

#include "tst_dossiers.moc"
