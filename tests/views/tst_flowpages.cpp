// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of residency and access: what they count is what the inventory lists behind each mark, and what a hand counts in the file.
#include "support/filters.h"
#include "support/samplewindow.h"
#include "support/testmain.h"

#include "figures/heatmap.h"
#include "figures/sankey.h"
#include "store/connectionscope.h"
#include "text/flowtext.h"
#include "widgets/figuretwin.h"
#include "pages/flowpages.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

namespace tst_flowpages {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using views::FilterState;

namespace {

const QString plainPlace = u"(SELECT coalesce(p.country,(SELECT l.country FROM e_location l WHERE l.id=p.site),(SELECT r.country FROM ref_region r WHERE r.provider=p.provider AND r.code=p.region)))"_s;

} // namespace

class TestFlowPages : public SampleWindowTest
{
    Q_OBJECT

    /// How many things the inventory lists behind a mark.
    qint64 behind(EntityKind kind, const QString &mark, const FilterState &about = {})
    {
        views::InventoryQuery query;
        query.kind = kind;
        query.filter = about;
        query.filter.kind = kind;
        views::narrowByMark(query.filter, mark, [](const QString &, const QString &) { return QString(); });
        const auto page = m_backend->inventory(m_sample, query);
        return page ? page->total : -1;
    }
    /// Counted by hand: SQL written apart from the program's.
    qint64 byHand(const QString &sql)
    {
        store::ConnectionScope scope(m_sample, store::Access::Read);
        QSqlQuery query(scope.db());
        if (!query.exec(sql) || !query.next())
            qFatal("%s", qPrintable(query.lastError().text() + u": "_s + sql));
        return query.value(0).toLongLong();
    }
    static double valueOf(const figures::TwinTable &table, const QString &id)
    {
        for (const figures::TwinTable::Row &row : table.rows) {
            if (row.id == id)
                return row.value;
        }
        return 0;
    }
    QHash<QString, qint64> linksOf(const QString &sentence)
    {
        QHash<QString, qint64> out;
        static const QRegularExpression link(u"<a href=\"([^\"]*)\">([^<]*)</a>"_s);
        for (auto it = link.globalMatch(sentence); it.hasNext();) {
            const auto match = it.next();
            out.insert(match.captured(1), match.captured(2).remove(QChar(0x202F)).toLongLong());
        }
        return out;
    }
    void everyRowIsADoor(EntityKind kind, const figures::TwinTable &table, const QString &besides = {}, const FilterState &about = {})
    {
        QVERIFY(!table.rows.isEmpty());
        for (const figures::TwinTable::Row &row : table.rows)
            QVERIFY2(behind(kind, row.id + besides, about) == qint64(row.value), qPrintable(row.id + u": "_s + row.cells.join(u", "_s) + u" / "_s + QString::number(behind(kind, row.id + besides, about))));
    }

private slots:
    void initTestCase() { makeSample(); }

    void everyNumberOfResidencyIsADoor_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<FilterState>("filter");
        const FilterState none;
        FilterState vie;
        vie.legalEntity = u"corvane-vie"_s;
        const FilterState germany = inCountry(u"DE"_s);
        FilterState secret;
        secret.special.append({u"class"_s, u"secrecy"_s, u"Secrecy"_s});
        for (const auto kind : {EntityKind::Dataset, EntityKind::Workload}) {
            const char *name = kind == EntityKind::Dataset ? "datasets" : "IT systems";
            QTest::addRow("%s", name) << int(kind) << none;
            QTest::addRow("%s in Germany", name) << int(kind) << germany;
            QTest::addRow("%s under secrecy", name) << int(kind) << secret;
        }
        QTest::newRow("datasets of a legal entity") << int(EntityKind::Dataset) << vie;
    }

    void onlyTheStageOfEmployersSaysWhoIsEmployedWhere()
    {
        const auto found = m_backend->access(m_sample, {});
        QVERIFY(found);
        const figures::Style style = figures::Style::screen(figures::Palette::light());
        const figures::Figure figure = figures::layoutSankey(found->flow, QRectF(0, 0, 900, 600), style);
        int neutral = 0;
        int inZone = 0;
        for (const figures::Cell &cell : figure.cells) {
            if (cell.kind != figures::Cell::Kind::Box || cell.id.isEmpty() || cell.id.contains(u'|'))
                continue;
            const bool employer = cell.id.startsWith(u"employer="_s);
            inZone += employer && cell.fill.tone == figures::Tone::Accent ? 1 : 0;
            neutral += !employer && cell.fill.tone == figures::Tone::NotApplicable ? 1 : 0;
            QVERIFY2(employer || cell.fill.tone == figures::Tone::NotApplicable || cell.fill.tone == figures::Tone::Unknown, qPrintable(cell.id));
            QVERIFY2(employer || !cell.tip.contains(u"employed"_s), qPrintable(cell.tip));
        }
        QVERIFY(neutral > 3 && inZone > 0);
    }

    void theSentenceOfOneThingIsInTheSingular_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("all");
        QTest::addColumn<QString>("keys");
        QTest::newRow("a dataset") << int(EntityKind::Dataset) << u"Of 1 dataset, 1 is stored "_s << QString();
        QTest::newRow("an IT system") << int(EntityKind::Workload) << u"Of 1 IT system, 1 is stored "_s << u"1 has its keys held "_s;
    }
    void theSentenceOfOneThingIsInTheSingular()
    {
        QFETCH(int, kind);
        QFETCH(QString, all);
        QFETCH(QString, keys);
        const QString path = m_folder.filePath(u"one.bailiwick"_s);
        QFile::remove(path);
        QVERIFY(m_backend->open(path, true));
        QVERIFY(m_backend->add(path, static_cast<EntityKind>(kind), u"D-1"_s, u"Ledger"_s));
        const qint64 id = m_backend->find(path, static_cast<EntityKind>(kind), u"D-1"_s);
        QVERIFY(m_backend->edit(path, id, kind == int(EntityKind::Dataset) ? u"storage_countries"_s : u"hosting_countries"_s, u"DE"_s));
        if (!keys.isEmpty())
            QVERIFY(m_backend->edit(path, id, u"key_countries"_s, u"DE"_s));
        const auto found = m_backend->residency(path, static_cast<EntityKind>(kind), {});
        QVERIFY(found);
        QString words;
        for (const auto &facet : found->facets)
            words += QString(facet.sentence).remove(QRegularExpression(u"<[^>]*>"_s)) + u'\n';
        QVERIFY2(words.contains(all), qPrintable(words));
        QVERIFY2(words.contains(keys), qPrintable(words));
    }

    // A name that is one long word ends in an ellipsis where it finds no room, and its tooltip has all of it.
    void aLongNameOfAnExposureIsNotCutSilently()
    {
        const auto window = openWindow(u"access"_s);
        const auto *list = window->findChild<QTreeWidget *>(u"accessExposures"_s);
        QVERIFY(list && list->topLevelItemCount() > 0);
        QVERIFY(list->textElideMode() != Qt::ElideNone);
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            QVERIFY2(list->topLevelItem(i)->text(0).endsWith(list->topLevelItem(i)->toolTip(0)) && !list->topLevelItem(i)->toolTip(0).isEmpty(), qPrintable(list->topLevelItem(i)->text(0)));
    }

    void everyNumberOfResidencyIsADoor()
    {
        QFETCH(int, kind);
        QFETCH(FilterState, filter);
        const auto of = static_cast<EntityKind>(kind);
        const auto found = m_backend->residency(m_sample, of, filter);
        QVERIFY(found);
        if (found->things == 0)
            QSKIP("nothing of it in the sample");
        everyRowIsADoor(of, figures::tableOf(found->zone), {}, filter);
        QCOMPARE(found->facets.size(), 5);
        for (const views::ResidencyData::Facet &facet : found->facets) {
            everyRowIsADoor(of, figures::tableOf(facet.countries), {}, filter);
            const auto links = linksOf(facet.sentence);
            qint64 sum = 0;
            for (auto it = links.begin(); it != links.end(); ++it) {
                QVERIFY2(behind(of, it.key(), filter) == it.value(), qPrintable(it.key()));
                sum += it.key() == u"all"_s ? 0 : it.value();
            }
            QCOMPARE(sum, qint64(found->things));
            QCOMPARE(links.value(u"all"_s), qint64(found->things));
        }
        everyRowIsADoor(of, figures::tableOf(found->flow), {}, filter);
    }

    void residencyIsWhatAHandCounts()
    {
        const auto found = m_backend->residency(m_sample, EntityKind::Dataset, {});
        QVERIFY(found);
        QCOMPARE(qint64(found->things), byHand(u"SELECT count(*) FROM e_dataset"_s));
        const auto classes = [](const QString &code) { return u"d.id IN (SELECT entity FROM list_item WHERE attr='classes' AND value='%1')"_s.arg(code); };
        for (const QString &code : {u"personal"_s, u"secrecy"_s, u"special_category"_s, u"payment_card"_s}) {
            for (const QString &country : {u"DE"_s, u"FR"_s, u"IE"_s, u"LU"_s}) {
                // Every dataset of the sample says where it is stored.
                const qint64 stored = byHand(u"SELECT count(DISTINCT d.id) FROM e_dataset d JOIN place p ON p.entity=d.id WHERE (p.facets & 1)=1 AND %1='%2' AND %3"_s
                                                 .arg(plainPlace, country, classes(code)));
                QCOMPARE(qint64(valueOf(figures::tableOf(found->facets.at(0).countries), u"class=%1|at:hosting=%2"_s.arg(code, country))), stored);
                // Who administers it is said of the systems that hold it.
                const qint64 administered = byHand(u"SELECT count(DISTINCT d.id) FROM e_dataset d JOIN link k ON k.target=d.id AND k.attr='datasets' JOIN e_workload w ON w.id=k.entity JOIN place p ON "
                                                   "p.entity=w.id WHERE (p.facets & 32)=32 AND %1='%2' AND %3"_s.arg(plainPlace, country, classes(code)));
                QCOMPARE(qint64(valueOf(figures::tableOf(found->facets.at(3).countries), u"class=%1|at:admin=%2"_s.arg(code, country))), administered);
            }
            const qint64 keyless = byHand(u"SELECT count(*) FROM e_dataset d WHERE %1 AND NOT EXISTS (SELECT 1 FROM link k JOIN e_workload w ON w.id=k.entity JOIN place p ON (p.entity=w.id OR p.entity=w.\"key\") "
                                          "WHERE k.target=d.id AND k.attr='datasets' AND (p.facets & 512)=512)"_s.arg(classes(code)));
            QCOMPARE(qint64(valueOf(figures::tableOf(found->zone), u"class=%1|at:keys=none"_s.arg(code))), keyless);
        }
        QVERIFY(byHand(u"SELECT count(*) FROM e_dataset d WHERE NOT EXISTS (SELECT 1 FROM place p WHERE p.entity=d.id AND (p.facets & 1)=1)"_s) == 0);
        const qint64 outside = byHand(u"SELECT count(*) FROM e_dataset d WHERE EXISTS (SELECT 1 FROM place p WHERE p.entity=d.id AND (p.facets & 1)=1 AND %1 NOT IN (SELECT value FROM value_set WHERE name='ZONE'))"_s
                                          .arg(plainPlace));
        QVERIFY(outside > 0 && byHand(u"SELECT count(*) FROM value_set WHERE name='ZONE'"_s) > 0);
        QCOMPARE(linksOf(found->facets.at(0).sentence).value(u"at:hosting=out"_s), outside);
        // Stored in Germany, reached from India: what the flow draws between the two.
        const qint64 pune = byHand(u"SELECT count(*) FROM e_dataset d WHERE EXISTS (SELECT 1 FROM place p WHERE p.entity=d.id AND (p.facets & 1)=1 AND %1='DE') AND EXISTS (SELECT 1 FROM place p WHERE p.entity=d.id "
                                   "AND (p.facets & 1024)=1024 AND %1='IN')"_s.arg(plainPlace));
        QVERIFY(pune > 0);
        QCOMPARE(qint64(valueOf(figures::tableOf(found->flow), u"at:hosting=DE|at:access=IN"_s)), pune);
    }

    void everyNumberOfAccessIsADoor_data()
    {
        QTest::addColumn<FilterState>("filter");
        QTest::newRow("all") << FilterState();
        QTest::newRow("from India") << inCountry(u"IN"_s);
        FilterState operators;
        operators.special.append({u"holder"_s, u"provider_operator"_s, u"Operators"_s});
        QTest::newRow("operators") << operators;
    }

    void everyNumberOfAccessIsADoor()
    {
        QFETCH(FilterState, filter);
        const auto found = m_backend->access(m_sample, filter);
        QVERIFY(found);
        QVERIFY(found->rights > 0);
        const QString live = u'|' + found->live;
        everyRowIsADoor(EntityKind::Grant, figures::tableOf(found->classes), live, filter);
        everyRowIsADoor(EntityKind::Grant, figures::tableOf(found->flow), live, filter);
        const auto links = linksOf(found->sentence + found->left);
        QVERIFY(links.value(found->live) == found->rights);
        for (auto it = links.begin(); it != links.end(); ++it)
            QVERIFY2(behind(EntityKind::Grant, it.key().contains(u"rights="_s) ? it.key() : it.key() + live, filter) == it.value(), qPrintable(it.key()));
        for (const views::AccessData::Row &row : found->exposures)
            QVERIFY2(behind(EntityKind::Grant, row.mark + live, filter) == row.rights, qPrintable(row.who));
    }

    void accessIsWhatAHandCounts()
    {
        const auto found = m_backend->access(m_sample, {});
        QVERIFY(found);
        const qint64 day = m_clock.now().date().toJulianDay() - 2440588;
        const QString live = u"coalesce(g.effect,'')<>'deny' AND (g.expires_at IS NULL OR g.expires_at>=%1)"_s.arg(day);
        QCOMPARE(qint64(found->rights), byHand(u"SELECT count(*) FROM e_grant g WHERE "_s + live));
        const auto links = linksOf(found->sentence + found->left);
        QCOMPARE(links.value(u"rights=denied"_s), byHand(u"SELECT count(*) FROM e_grant WHERE effect='deny'"_s));
        QCOMPARE(links.value(u"rights=maximum:%1"_s.arg(day)), byHand(u"SELECT count(*) FROM e_grant g WHERE g.maximum=1 AND "_s + live));
        // All parts together are all rights that there are.
        QCOMPARE(qint64(found->rights) + links.value(u"rights=denied"_s) + links.value(u"rights=ended:%1"_s.arg(day)), byHand(u"SELECT count(*) FROM e_grant"_s));
        QCOMPARE(links.value(u"employer=out"_s) + links.value(u"employer=in"_s) + links.value(u"employer=?"_s), qint64(found->rights));
        const auto table = figures::tableOf(found->flow);
        for (const auto &[country, kind] : {std::pair(u"IN"_s, u"vendor_support"_s), std::pair(u"US"_s, u"provider_operator"_s), std::pair(u"DE"_s, u"agent"_s)}) {
            const qint64 rights = byHand(u"SELECT count(*) FROM e_grant g JOIN e_identity i ON i.id=g.identity WHERE ifnull(g.employer_country,i.employer_country)='%1' AND ifnull(g.principal_type,i.kind)='%2' AND "_s
                                             .arg(country, kind) + live);
            QVERIFY(rights > 0);
            QCOMPARE(qint64(valueOf(table, u"employer=%1|holder=%2"_s.arg(country, kind))), rights);
        }
        // A right reaches the classes that it names; else those of its dataset; else those of its system.
        const qint64 health = byHand(u"WITH named AS (SELECT DISTINCT entity FROM list_item WHERE attr='resource_classes') SELECT count(*) FROM e_grant g WHERE "_s + live +
                                     u" AND (EXISTS (SELECT 1 FROM list_item v WHERE v.entity=g.id AND v.attr='resource_classes' AND v.value='health') OR (g.id NOT IN named AND "
                                      "(EXISTS (SELECT 1 FROM list_item v WHERE v.entity=g.dataset AND v.attr='classes' AND v.value='health') OR (NOT EXISTS (SELECT 1 FROM list_item v WHERE "
                                      "v.entity=g.dataset AND v.attr='classes') AND EXISTS (SELECT 1 FROM list_item v WHERE v.entity=g.workload AND v.attr='data_classes' AND v.value='health')))))"_s);
        QVERIFY(health > 0);
        QCOMPARE(qint64(found->classes.rowTotals.at(found->classes.rows.indexOf(u"health"_s))), health);
    }

    void exposuresAreRankedAndGrounded()
    {
        const auto found = m_backend->access(m_sample, {});
        QVERIFY(found);
        QVERIFY(found->exposures.size() > 3);
        bool employed = true;
        for (const views::AccessData::Row &row : found->exposures) {
            QVERIFY2(employed || !row.employed, "who is employed outside the zone comes first");
            employed = row.employed;
            QVERIFY2(row.law.contains(row.employed ? u"(employer)"_s : u"(provider): within reach of a law from outside the zone"_s), qPrintable(row.law));
            QVERIFY(!row.strongest.isEmpty());
            QVERIFY(row.maximum <= row.rights);
        }
        const auto inClear = std::find_if(found->exposures.begin(), found->exposures.end(), [](const auto &row) { return row.law.startsWith(u"United States (employer)"_s); });
        QVERIFY(inClear != found->exposures.end());
        QVERIFY2(inClear->law.contains(u"CLOUD Act"_s), qPrintable(inClear->law));
    }

    void whatIsOverOnTheDayIsLeftOut()
    {
        const QString copy = m_folder.filePath(u"later.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, copy));
        const auto before = m_backend->access(copy, {});
        QVERIFY(before);
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(copy, QDate(2027, 11, 20), job));
        const auto after = m_backend->access(copy, {});
        QVERIFY(after);
        const qint64 day = QDate(2027, 11, 20).toJulianDay() - 2440588;
        QCOMPARE(before->rights - after->rights, int(byHand(u"SELECT count(*) FROM e_grant WHERE coalesce(effect,'')<>'deny' AND expires_at<%1"_s.arg(day)) -
                                                     linksOf(before->left).value(u"rights=ended:%1"_s.arg(day - 365))));
        QVERIFY(after->rights < before->rights);
    }

    void withoutDataItSaysWhichExportsBringIt()
    {
        const QString empty = m_folder.filePath(u"empty.bailiwick"_s);
        QVERIFY(m_backend->open(empty, true));
        const auto residency = m_backend->residency(empty, EntityKind::Dataset, {});
        QVERIFY(residency && residency->things == 0);
        QVERIFY(residency->nothing.contains(u"datasets.csv"_s));
        const auto access = m_backend->access(empty, {});
        QVERIFY(access && access->rights == 0 && access->exposures.isEmpty());
        QVERIFY(access->nothing.contains(u"AWS IAM"_s));
    }

    void aClickLeadsToTheInventory()
    {
        const auto window = openWindow(u"residency"_s);
        auto *sentence = window->findChild<QLabel *>(u"residencySentence"_s);
        const qint64 outside = linksOf(sentence->text()).value(u"at:hosting=out"_s);
        QVERIFY(outside > 0);
        emit sentence->linkActivated(u"at:hosting=out"_s);
        settle(*window);
        QCOMPARE(window->filter().kind, std::optional(EntityKind::Dataset));
        QCOMPARE(window->filter().special.size(), 1);
        QCOMPARE(window->filter().special.constFirst().label, u"Stored outside the zone"_s);
        // The filter holds for all pages: the page now speaks of those only.
        window->showPage(u"residency"_s);
        settle(*window);
        QCOMPARE(linksOf(sentence->text()).value(u"at:hosting=out"_s), outside);
        QCOMPARE(linksOf(sentence->text()).value(u"at:hosting=in"_s), 0);
    }

    void keysAndTablesReachEveryMark()
    {
        const auto window = openWindow(u"access"_s);
        auto *flow = window->findChild<views::FigureView *>(u"accessFlow"_s);
        QVERIFY(flow && flow->isVisible());
        QVERIFY(!window->grab().isNull());
        QVERIFY(!flow->accessibleName().isEmpty() && flow->accessibleDescription().contains(u"access rights"_s));
        QSignalSpy chosen(flow, &views::FigureView::chosen);
        flow->setFocus();
        QTest::keyClick(flow, Qt::Key_Right);
        QTest::keyClick(flow, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        settle(*window);
        QCOMPARE(window->filter().kind, std::optional(EntityKind::Grant));
        window->setFilter({});
        window->showPage(u"access"_s);
        settle(*window);
        window->findChild<QToolButton *>(u"accessFlowAsTable"_s)->click();
        const auto *rows = window->findChild<QTreeWidget *>(u"accessFlowRows"_s);
        QVERIFY(rows->isVisible());
        const auto found = m_backend->access(m_sample, {});
        QCOMPARE(rows->topLevelItemCount(), int(figures::tableOf(found->flow).rows.size()));
        const auto *list = window->findChild<QTreeWidget *>(u"accessExposures"_s);
        QCOMPARE(list->topLevelItemCount(), int(found->exposures.size()));
        emit const_cast<QTreeWidget *>(list)->itemActivated(list->topLevelItem(0), 0);
        settle(*window);
        QVERIFY(std::any_of(window->filter().special.cbegin(), window->filter().special.cend(), [](const views::SpecialFilter &s) { return s.what == u"who"_s && !s.label.isEmpty(); }));
    }

    void figuresAreDrawnWhole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1440 x 900") << QSize(1440, 900);
        QTest::newRow("1024 x 700") << QSize(1024, 700);
    }

    void figuresAreDrawnWhole()
    {
        QFETCH(QSize, size);
        const auto window = openWindow();
        window->resize(size);
        for (const QString &page : {u"residency"_s, u"access"_s}) {
            window->showPage(page);
            settle(*window);
            QVERIFY(window->pageIds().indexOf(page) == window->pageIds().indexOf(page == u"residency"_s ? u"map"_s : u"certificates"_s) + 1);
            auto *widget = window->findChild<QWidget *>(u"page_"_s + page);
            QVERIFY(!widget->grab().isNull());
            const auto figuresOf = widget->findChildren<views::FigureView *>();
            int drawn = 0;
            for (const views::FigureView *figure : figuresOf) {
                if (!figure->isVisible())
                    continue;
                ++drawn;
                QVERIFY2(figure->height() >= 100, qPrintable(figure->objectName() + u" is %1 high"_s.arg(figure->height())));
                QVERIFY2(figure->ids().size() > 5, qPrintable(figure->objectName()));
            }
            QVERIFY(drawn >= 1);
        }
        // Every number of the widest matrix stands in its cell, with three digits too.
        const auto found = m_backend->access(m_sample, {});
        QVERIFY(found);
        auto *classes = window->findChild<views::FigureView *>(u"accessClasses"_s);
        const figures::Style style = views::styleOf(classes);
        const figures::Figure figure = figures::layoutHeatmap(found->classes, QRectF(classes->rect()).adjusted(1, 1, -1, -1), style);
        int there = 0;
        for (const auto &row : found->classes.values)
            there += static_cast<int>(std::count_if(row.begin(), row.end(), [](const auto &value) { return value && *value > 0; }));
        int numbers = 0;
        const QFontMetricsF metrics = style.metrics(figures::TextRole::Caption);
        for (const figures::Cell &cell : figure.cells) {
            if (cell.kind != figures::Cell::Kind::Text || !cell.on)
                continue;
            ++numbers;
            QVERIFY2(metrics.horizontalAdvance(cell.text) <= cell.rect.width() && !cell.text.contains(QChar(0x2026)), qPrintable(cell.text));
        }
        QCOMPARE(numbers, there);
    }
};

BAILIWICK_TEST(QApplication, TestFlowPages)

} // namespace tst_flowpages

#include "tst_flowpages.moc"
