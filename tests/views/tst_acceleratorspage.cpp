// SPDX-License-Identifier: GPL-3.0-or-later
// Accelerators: each number counted a second time by SQL written here, each number a door, nothing hidden.
#include "support/testmain.h"
#include "views/assetpagestest.h"

#include "core/sovereignty.h"
#include "core/withstore.h"
#include "widgets/figureview.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMap>
#include <QTabBar>
#include <QTreeWidget>

namespace tst_acceleratorspage {

using namespace Qt::StringLiterals;
using namespace domain;

class TestAcceleratorsPage : public AssetPagesTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    void chipsAreThoseOfTheInventory()
    {
        ByHand db(m_sample);
        const views::AcceleratorsData data = accelerators(m_sample);
        double drawn = 0;
        for (const figures::TreemapItem &item : data.chips.items) {
            drawn += item.value;
            QVERIFY2(behind(m_sample, data, item.id) > 0, qPrintable(item.label));
        }
        QVERIFY(drawn > 100);
        QCOMPARE(qint64(drawn), db.number(u"SELECT sum(count) FROM e_accelerator"_s));
        QCOMPARE(qint64(data.pools.rows.size()), db.number(u"SELECT count(*) FROM e_accelerator"_s));
        QCOMPARE(qint64(sumOf(data.stages)), db.number(u"SELECT sum(count) FROM e_accelerator"_s));
        for (const figures::Bar &bar : data.stages.bars) {
            const QString stage = bar.id.section(u':', 1);
            QCOMPARE(qint64(bar.segments.constFirst().value), db.number(u"SELECT sum(count) FROM e_accelerator WHERE coalesce(stage,'')='%1'"_s.arg(stage)));
            QCOMPARE(qint64(behind(m_sample, data, bar.id)), db.number(u"SELECT count(*) FROM e_accelerator WHERE coalesce(stage,'')='%1'"_s.arg(stage)));
        }
        // By vendor and model, with the sum of what is placed and what a register alone says.
        for (const views::AssetRow &row : data.models.rows) {
            const qint64 chips = db.number(u"SELECT sum(count) FROM e_accelerator WHERE vendor||' '||chip='%1' OR chip='%1'"_s.arg(row.cells.at(0)));
            QCOMPARE(row.cells.at(1).toLongLong(), chips);
            QCOMPARE(row.cells.at(2).toLongLong() + row.cells.at(3).toLongLong(), chips);
        }
        QCOMPARE(db.number(u"SELECT sum(a.count) FROM e_accelerator a WHERE a.id IN (SELECT entity FROM entity_source s JOIN feed f ON f.id=s.feed WHERE f.format='reference' OR f.rank>=30)"_s),
                 data.summary.section(u"machine type) "_s, 1).section(u',', 0, 0).toLongLong());
        // The map shows the same pools.
        QCOMPARE(data.map.noLocation + int(db.number(u"SELECT count(DISTINCT p.entity) FROM place p JOIN e_accelerator a ON a.id=p.entity"_s)), int(data.pools.rows.size()));
    }

    void aSavedFigureNamesTheVendorOrModelOfThePage_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QStringList>("filters");
        QTest::newRow("all") << u"All vendors"_s << QStringList();
        QTest::newRow("a vendor") << u"NVIDIA"_s << QStringList{u"NVIDIA"_s};
        QTest::newRow("a model") << u"    B200"_s << QStringList{u"NVIDIA B200"_s};
    }
    void aSavedFigureNamesTheVendorOrModelOfThePage()
    {
        QFETCH(QString, choice);
        const auto window = openWindow(u"accelerators"_s);
        auto *field = window->findChild<QComboBox *>(u"acceleratorChoice"_s);
        QVERIFY2(field->findText(choice) >= 0, qPrintable(choice));
        field->setCurrentIndex(field->findText(choice));
        settle(*window);
        for (const char *name : {"acceleratorMap", "acceleratorTree", "acceleratorStages", "acceleratorPlans"})
            QTEST(window->findChild<views::FigureView *>(QLatin1StringView(name))->sheet().filters, "filters");
    }

    void aVendorKeepsItsColour_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("vendor");
        QTest::newRow("page narrowed to the vendor") << QString() << u"NVIDIA"_s;
        QTest::newRow("narrowed to a country") << u"DE"_s << QString();
    }
    void aVendorKeepsItsColour()
    {
        QFETCH(QString, country);
        QFETCH(QString, vendor);
        views::FilterState filter;
        filter.country = country;
        const auto colours = [](const views::AcceleratorsData &data) {
            QMap<QString, int> out;
            for (const figures::TreemapItem &item : data.chips.items)
                out.insert(item.group, item.fill.category);
            return out;
        };
        const views::AcceleratorsData all = accelerators(m_sample);
        const views::AcceleratorsData narrowed = accelerators(m_sample, filter, {vendor, {}});
        QVERIFY(narrowed.chips.items.size() < all.chips.items.size());
        const QMap<QString, int> before = colours(all);
        const QMap<QString, int> after = colours(narrowed);
        QVERIFY(after.contains(u"NVIDIA"_s));
        for (auto it = after.cbegin(); it != after.cend(); ++it)
            QCOMPARE(it.value(), before.value(it.key(), -2));
        // The bars beside the tree: those that stand in both.
        for (const figures::Bar &bar : narrowed.vendors.bars) {
            for (const figures::Bar &other : all.vendors.bars) {
                if (bar.id == other.id)
                    QCOMPARE(bar.segments.constFirst().fill.category, other.segments.constFirst().fill.category);
            }
        }
    }

    void theSharesOfVendorsSayThatTheyAreOfAll()
    {
        const auto window = openWindow(u"accelerators"_s);
        auto *limit = window->findChild<QLabel *>(u"acceleratorVendorsLimit"_s);
        QVERIFY(limit && limit->isHidden());
        auto *field = window->findChild<QComboBox *>(u"acceleratorChoice"_s);
        field->setCurrentIndex(field->findText(u"NVIDIA"_s));
        settle(*window);
        QVERIFY(!limit->isHidden());
        QCOMPARE(limit->text(), u"not narrowed by NVIDIA"_s);
        QCOMPARE(window->findChild<views::FigureView *>(u"acceleratorVendors"_s)->sheet().filters, QStringList{u"not narrowed by NVIDIA"_s});
    }

    void whatIsUnknownIsShownAsUnknown()
    {
        const QString path = copyOfSample(u"unknown"_s);
        {
            ByHand db(path);
            db.rows(u"UPDATE e_accelerator SET count=NULL WHERE id=(SELECT id FROM entity WHERE key='b200-aif')"_s);
            db.rows(u"UPDATE e_accelerator SET chip=NULL WHERE id=(SELECT id FROM entity WHERE key='l40s-stk')"_s);
            db.rows(u"UPDATE e_accelerator SET vendor=NULL, chip=NULL WHERE id=(SELECT id FROM entity WHERE key='mi300x-fra')"_s);
            db.rows(u"DELETE FROM place WHERE entity=(SELECT id FROM entity WHERE key='gaudi-fra')"_s);
        }
        const views::AcceleratorsData data = accelerators(path);
        QCOMPARE(data.chips.unsized.size(), 1);
        QVERIFY2(data.chips.unsized.constFirst().label.startsWith(u"NVIDIA: 1 pool, number of chips not recorded"_s), qPrintable(data.chips.unsized.constFirst().label));
        const auto tile = [&data](const QString &label) {
            for (const figures::TreemapItem &item : data.chips.items) {
                if (item.label == label)
                    return item;
            }
            return figures::TreemapItem{};
        };
        QCOMPARE(tile(u"Intel Gaudi 3"_s).detail, u"site not recorded"_s);
        QCOMPARE(tile(u"Intel Gaudi 3"_s).value, 8.0);
        QVERIFY(tile(u"Intel Gaudi 3"_s).fill.hatched);
        QCOMPARE(tile(u"NVIDIA, model not recorded"_s).value, 4.0);
        QVERIFY(tile(u"vendor and model not recorded"_s).fill.hatched);
        QVERIFY(data.summary.contains(u"number unknown in 1 pool"_s) && data.summary.contains(u"model unknown in 2 pools"_s));
        // The pricing network's vendor is unknown: a range, and never nobody's.
        QVERIFY2(std::any_of(data.vendors.bars.begin(), data.vendors.bars.end(), [](const figures::Bar &b) { return b.label == u"Vendor not recorded"_s; }), "unknown vendor");
        QVERIFY2(data.concentration.contains(u" to "_s), qPrintable(data.concentration));
        QCOMPARE(data.map.noLocation, 1);
    }

    // Of each pool with a plan: what an export shows, what a register alone says, and what is still to come.
    void plannedAgainstPlaced()
    {
        const QString path = copyOfSample(u"planned"_s);
        {
            ByHand db(path);
            db.rows(u"UPDATE e_accelerator SET planned_count=6 WHERE id=(SELECT id FROM entity WHERE key='p5-esc')"_s);                  // 8 are there: more than planned
            db.rows(u"UPDATE e_accelerator SET planned_count=5, count=NULL WHERE id=(SELECT id FROM entity WHERE key='l40s-stk')"_s);    // nobody says how many are there
        }
        for (const QString &workspace : {m_sample, path}) {
            ByHand db(workspace);
            const views::AcceleratorsData data = accelerators(workspace);
            const QList<QStringList> planned = db.rows(u"SELECT e.id, t.planned_count, t.count, coalesce(date(t.planned_for*86400,'unixepoch'),'not recorded'), "
                                                       "EXISTS (SELECT 1 FROM entity_source s JOIN feed f ON f.id=s.feed WHERE s.entity=e.id AND (f.format='reference' OR f.rank>=30)) "
                                                       "FROM e_accelerator t JOIN entity e ON e.id=t.id WHERE t.planned_count IS NOT NULL"_s);
            QVERIFY(planned.size() >= 4);
            QCOMPARE(data.plans.bars.size(), planned.size());
            QCOMPARE(data.planLines.rows.size(), planned.size());
            for (const QStringList &row : planned) {
                const QString id = u"plan:"_s + row.at(0);
                const auto bar = std::find_if(data.plans.bars.begin(), data.plans.bars.end(), [&id](const figures::Bar &b) { return b.id == id; });
                const auto line = std::find_if(data.planLines.rows.begin(), data.planLines.rows.end(), [&id](const views::AssetRow &r) { return r.id == id; });
                QVERIFY(bar != data.plans.bars.end() && line != data.planLines.rows.end());
                QCOMPARE(data.doors.value(id).entity, row.at(0).toLongLong());
                const double count = row.at(2).toDouble();
                const double toCome = row.at(2).isEmpty() ? row.at(1).toDouble() : std::max(0.0, row.at(1).toDouble() - count);
                const bool seen = row.at(4) == u"1"_s;
                QCOMPARE(bar->segments.at(0).value, seen ? count : 0.0);
                QCOMPARE(bar->segments.at(1).value, seen ? 0.0 : count);
                QCOMPARE(bar->segments.at(2).value, toCome);
                QCOMPARE(line->cells.at(1), row.at(1));
                QCOMPARE(line->cells.at(4), row.at(2).isEmpty() ? u"not recorded"_s : QString::number(toCome));
                QCOMPARE(line->cells.at(5), row.at(3));
                QCOMPARE(bar->note.startsWith(row.at(2) + u" there"_s), !row.at(2).isEmpty() && count <= row.at(1).toDouble());
                QCOMPARE(bar->note.contains(u"more than planned"_s), count > row.at(1).toDouble());
            }
            QVERIFY2(data.planned.contains(u"%1 of %2 pools have a plan"_s.arg(planned.size()).arg(data.pools.rows.size())), qPrintable(data.planned));
            // In the list of all pools too, and never made up.
            int said = 0;
            for (const views::AssetRow &row : data.pools.rows)
                said += row.tip.contains(u" planned"_s);
            QCOMPARE(said, int(planned.size()));
        }
    }

    void vendorsOfCriticalSystemsAreAsTheCommandLineCountsThem()
    {
        const views::AcceleratorsData data = accelerators(m_sample);
        const auto lines = app::withStore<QList<app::ConcentrationLine>>(*m_services, m_sample, false, [&](store::AttributeStore &values) -> Result<QList<app::ConcentrationLine>> {
            return app::concentrations(values, m_services->countries, toDay(QDate(2026, 11, 20)));
        });
        QVERIFY(lines);
        const auto line = std::find_if(lines->begin(), lines->end(), [](const app::ConcentrationLine &l) { return l.criticalOnly && l.by == app::ConcentrationBy::ChipVendor; });
        QVERIFY(line != lines->end());
        QVERIFY(line->found.systems > 3);
        QCOMPARE(sumOf(data.vendors), double(line->found.systems));
        for (qsizetype i = 0; i < line->found.shares.size(); ++i) {
            QCOMPARE(data.vendors.bars.at(i).label, line->found.shares.at(i).name);
            QCOMPARE(data.vendors.bars.at(i).segments.constFirst().value, line->found.shares.at(i).systems);
        }
        QVERIFY2(data.concentration.contains(figures::formatNumber(qRound(line->found.indexLow))), qPrintable(data.concentration));
    }

    void acceleratorsFollowTheFilterAndTheChoice()
    {
        ByHand db(m_sample);
        views::FilterState filter;
        filter.legalEntity = u"corvane-banque"_s;
        const QString entity = u"(SELECT id FROM entity WHERE key='corvane-banque' AND kind=0)"_s;
        const views::AcceleratorsData data = accelerators(m_sample, filter);
        // Its own, and those on which its systems run.
        QCOMPARE(qint64(data.pools.rows.size()), db.number(u"SELECT count(*) FROM e_accelerator a WHERE a.legal_entity=%1 OR a.id IN (SELECT k.target FROM link k JOIN e_workload w ON w.id=k.entity WHERE "
                                                           "k.attr='accelerators' AND w.legal_entity=%1)"_s.arg(entity)));
        QVERIFY(!data.pools.rows.isEmpty() && data.pools.rows.size() < 10);
        for (const figures::TreemapItem &item : data.chips.items)
            QVERIFY(behind(m_sample, data, item.id) > 0);
        const views::AcceleratorsData chosen = accelerators(m_sample, {}, {u"NVIDIA"_s, u"H100"_s});
        QCOMPARE(qint64(chosen.pools.rows.size()), db.number(u"SELECT count(*) FROM e_accelerator WHERE vendor='NVIDIA' AND chip='H100'"_s));
        QVERIFY(chosen.choices.contains(views::ChipChoice{u"AMD"_s, u"MI300X"_s}));
        views::FilterState nowhere;
        nowhere.country = u"NZ"_s;
        QVERIFY(accelerators(m_sample, nowhere).nothing.contains(u"under this filter"_s));
    }

    void poolsAreReadInFull_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("lines");
        QTest::addColumn<int>("figures");
        QTest::newRow("1440 x 900") << QSize(1440, 900) << 2 << 3;
        QTest::newRow("1024 x 700") << QSize(1024, 700) << 3 << 1;
    }
    void poolsAreReadInFull()
    {
        QFETCH(QSize, size);
        QFETCH(int, lines);
        QFETCH(int, figures);
        const auto window = openWindow();
        window->resize(size);
        window->showPage(u"accelerators"_s);
        settle(*window);
        window->grab();
        QCoreApplication::processEvents(); // rows take their heights once the columns have their widths
        const auto *pools = window->findChild<QTreeWidget *>(u"acceleratorPools"_s);
        QVERIFY(pools->isVisible() && pools->topLevelItemCount() > 5);
        const QFontMetrics metrics(pools->font());
        for (int i = 0; i < pools->topLevelItemCount(); ++i) {
            for (int c = 0; c < pools->columnCount(); ++c) {
                const QString words = pools->topLevelItem(i)->text(c);
                const QRect needed = metrics.boundingRect(QRect(0, 0, pools->header()->sectionSize(c) - views::grid(2), 10000), Qt::TextWordWrap, words);
                QVERIFY2(needed.height() <= lines * metrics.lineSpacing(), qPrintable(words));
                QVERIFY2(pools->visualItemRect(pools->topLevelItem(i)).height() >= needed.height(), qPrintable(words));
            }
        }
        // Side by side where there is room, else one at a time, each high enough to be read.
        int shown = 0;
        for (const QString &name : {u"acceleratorMap"_s, u"acceleratorTree"_s, u"acceleratorStages"_s}) {
            const auto *figure = window->findChild<views::FigureView *>(name);
            shown += figure->isVisible();
            QVERIFY2(!figure->isVisible() || figure->height() >= 100, qPrintable(name));
        }
        QCOMPARE(shown, figures);
        auto *which = window->findChild<QTabBar *>(u"acceleratorFigures"_s);
        QCOMPARE(which->isVisible(), figures == 1);
        if (figures == 1) {
            which->setCurrentIndex(2);
            window->grab();
            const auto *stages = window->findChild<views::FigureView *>(u"acceleratorStages"_s);
            QVERIFY(stages->isVisible() && stages->height() >= 100);
            QVERIFY(!window->findChild<views::FigureView *>(u"acceleratorMap"_s)->isVisible());
        }
    }

    // The details that a click opens may leave room for one figure: it is the one that was clicked.
    void aClickLeavesItsFigureInSight_data()
    {
        QTest::addColumn<QString>("figure");
        QTest::newRow("vendor, model and site") << u"acceleratorTree"_s;
        QTest::newRow("stages") << u"acceleratorStages"_s;
    }
    void aClickLeavesItsFigureInSight()
    {
        QFETCH(QString, figure);
        const auto window = openWindow(u"accelerators"_s);
        window->resize(1280, 800);
        settle(*window);
        auto *drawn = window->findChild<views::FigureView *>(figure);
        QVERIFY(drawn->isVisible());
        auto *which = window->findChild<QTabBar *>(u"acceleratorFigures"_s);
        QVERIFY(!which->isVisible());
        window->grab();
        // Of marks that stand for one pool the details open beside the page.
        for (const QString &id : drawn->ids()) {
            emit drawn->chosen(id);
            settle(*window);
            if (!window->findChild<QWidget *>(u"page_accelerators"_s)->isVisible()) {
                window->showPage(u"accelerators"_s);
                window->setFilter({});
                settle(*window);
                continue;
            }
            QVERIFY(drawn->isVisible());
        }
        window->resize(1024, 700);
        QVERIFY(which->isVisible() || window->findChild<QWidget *>(u"page_accelerators"_s)->width() >= views::grid(250));
        QVERIFY(drawn->isVisible());
    }

    void whatCriticalCountsIsSaid()
    {
        const auto window = openWindow(u"accelerators"_s);
        window->resize(1440, 900);
        settle(*window);
        const QString definition = u"themselves, or by a critical or important function that they bear"_s;
        const QList<QWidget *> widgets = window->findChild<QWidget *>(u"page_accelerators"_s)->findChildren<QWidget *>();
        QVERIFY(std::any_of(widgets.cbegin(), widgets.cend(), [&](const QWidget *widget) { return widget->isVisible() && widget->toolTip().contains(definition); }));
    }

    void oneVendorCanBeChosen()
    {
        const auto window = openWindow(u"accelerators"_s);
        auto *choice = window->findChild<QComboBox *>(u"acceleratorChoice"_s);
        const auto *pools = window->findChild<QTreeWidget *>(u"acceleratorPools"_s);
        const int all = pools->topLevelItemCount();
        choice->setCurrentIndex(choice->findText(u"AMD"_s));
        settle(*window);
        QCOMPARE(choice->currentText(), u"AMD"_s);
        QVERIFY(pools->topLevelItemCount() > 0 && pools->topLevelItemCount() < all);
        // A mark of the map leads to the pools of the page at that place.
        auto *map = window->findChild<views::FigureView *>(u"acceleratorMap"_s);
        window->grab();
        const QStringList ids = map->ids();
        const auto country = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return id.startsWith(u"country:"_s); });
        QVERIFY(country != ids.end());
        emit map->chosen(*country);
        settle(*window);
        QCOMPARE(window->filter().country, country->section(u':', 1));
        QVERIFY(!window->filter().special.isEmpty());
    }
};

BAILIWICK_TEST(QApplication, TestAcceleratorsPage)

} // namespace tst_acceleratorspage

#include "tst_acceleratorspage.moc"
