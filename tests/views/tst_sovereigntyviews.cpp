// SPDX-License-Identifier: GPL-3.0-or-later
// The systems' scores and concentration on the page of sovereignty, beside a naive reckoning, and their doors.
#include "figures/figure.h"
#include "support/assessmentswindow.h"
#include "support/testmain.h"

#include "core/effectivevalues.h"
#include "core/sovereignty.h"
#include "core/withstore.h"
#include "pages/concentrationpanel.h"
#include "pages/inventorypage.h"
#include "pages/systemscorespanel.h"
#include "store/referring.h"
#include "widgets/rangedelegate.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>
#include <QTreeWidget>

#include <array>
#include <cmath>
#include <map>
#include <set>

namespace tst_sovereigntyviews {

using namespace Qt::StringLiterals;

class TestSovereigntyViews : public AssessmentsWindowTest
{
    Q_OBJECT

    static QTreeWidget *tree(const views::MainWindow &window, const QString &name) { return window.findChild<QTreeWidget *>(name); }
    static bool near(double a, double b) { return std::abs(a - b) < 1e-6; }

private slots:
    void initTestCase() { makeAssessedSample(); }

    void theLowestScoreStandsFirst()
    {
        const auto window = openView(1);
        const QTreeView *list = window->findChild<QTreeView *>(u"scoreSystems"_s);
        const auto at = [list](int row, int column) { return list->model()->index(row, column); };
        QVERIFY(list->isVisible() && list->model()->rowCount() > 100);
        double before = -1;
        bool ranged = false;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            const QVariant low = at(i, 1).data(views::RangeDelegate::LowRole);
            if (!low.isValid()) {
                QCOMPARE(at(i, 2).data().toString(), u"\u2013"_s);
                before = 101;
                continue;
            }
            QVERIFY2(low.toDouble() >= before - 1e-9, qPrintable(at(i, 0).data().toString()));
            before = low.toDouble();
            ranged = ranged || at(i, 1).data(views::RangeDelegate::HighRole).toDouble() > before;
        }
        QVERIFY2(ranged, "what is unknown leaves a range");
        QVERIFY(text(*window, u"scoreTold"_s).contains(u"no SEAL"_s));
    }

    // The inventory and the map count every IT system, the scores only those that are judged: the page accounts for the rest and leads there.
    void everySystemOfTheInventoryIsAccountedFor()
    {
        const auto window = openView(1);
        const auto judged = m_assessments->systemScores(m_sample, {});
        QVERIFY(judged && !judged->supporting.isEmpty());
        const auto all = app::withStore<int>(*m_services, m_sample, false, [](store::AttributeStore &values) -> domain::Result<int> {
            store::Statement &s = values.statement("SELECT count(*) FROM entity e WHERE e.kind=?1 AND e.vanished=0 AND e.retired_on IS NULL");
            s.bind(1, qint64(domain::EntityKind::Workload));
            const int count = s.next() ? int(s.integer(0)) : 0;
            s.reset();
            return count;
        });
        QVERIFY(all);
        QCOMPARE(int(judged->rows.size() + judged->supporting.size()), *all);
        QVERIFY2(text(*window, u"scoreTold"_s).contains(u"Of the %1 IT systems in the inventory %2 are judged"_s.arg(*all).arg(judged->rows.size())), qPrintable(text(*window, u"scoreTold"_s)));
        auto *door = window->findChild<QPushButton *>(u"scoreSupporting"_s);
        QVERIFY(door->isVisible());
        door->click();
        settle(*window);
        const auto *list = window->findChild<QTableView *>(u"inventoryTable"_s);
        QVERIFY(list && list->isVisible());
        QCOMPARE(list->model()->rowCount(), int(judged->supporting.size()));
    }

    void anySystemIsFoundByNameOrKey()
    {
        views::SystemScores scores;
        scores.judged = u"as of 2026-11-20"_s;
        constexpr int many = 60'000;
        for (int i = 0; i < many; ++i)
            scores.rows.append({i + 1, u"System %1"_s.arg(i), u"key-%1"_s.arg(i), false, views::PossibleRange{i * 100.0 / many, 100}});
        views::SystemScoresPanel panel;
        panel.resize(900, 600);
        panel.show();
        QSignalSpy chosen(&panel, &views::SystemScoresPanel::systemChosen);
        panel.showScores(scores, {});
        const auto *list = panel.findChild<QTreeView *>(u"scoreSystems"_s);
        const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(list->model()->rowCount(), many);
        QCOMPARE(panel.current(), 1);
        auto *find = panel.findChild<QLineEdit *>(u"scoreFind"_s);
        for (const QString &words : {u" system 59999"_s, u"KEY-59999"_s}) {
            find->setText(words);
            QCOMPARE(list->model()->rowCount(), 1);
            QCOMPARE(panel.current(), many);
            QCOMPARE(chosen.constLast().constFirst().toLongLong(), many);
            QVERIFY(panel.findChild<QLabel *>(u"scoreTold"_s)->text().contains(u"1 of 60000 systems found"_s));
        }
        find->setText(u"no such system"_s);
        QCOMPARE(list->model()->rowCount(), 0);
        QCOMPARE(panel.current(), 0);
        QVERIFY(panel.findChild<QLabel *>(u"scoreTold"_s)->text().contains(u"No system's name or key holds"_s));
        find->clear();
        QCOMPARE(list->model()->rowCount(), many);
        QVERIFY(!list->model()->index(many, 0).data().isValid());
    }

    // What systems hang on, read for each by itself.
    void concentrationIsWhatEachSystemSaysOfItself()
    {
        const domain::Day today = domain::toDay(QDate(2026, 11, 20));
        const auto same = app::withStore<bool>(*m_services, m_sample, false, [&](store::AttributeStore &values) -> domain::Result<bool> {
            const domain::EntityKind w = domain::EntityKind::Workload;
            const domain::EntityKind p = domain::EntityKind::Provider;
            app::EffectiveValues read(values);
            const auto nameOf = [&values](qint64 id) {
                const auto head = store::entityHead(values, id);
                return !head ? QString() : head->name.isEmpty() ? head->key : head->name;
            };
            std::array<std::map<QString, std::set<qint64>>, app::ConcentrationByCount> naive;
            std::set<qint64> critical;
            for (const qint64 system : store::standing(values, w, today)) {
                if (read.text(system, w, u"role"_s) == u"supporting"_s)
                    continue;
                bool isCritical = read.text(system, w, u"criticality"_s) == u"critical"_s;
                for (const qint64 service : read.references(system, w, u"business_services"_s))
                    isCritical = isCritical || read.yesNo(service, domain::EntityKind::BusinessService, u"critical_function"_s) == true;
                if (isCritical)
                    critical.insert(system);
                QStringList provider;
                QStringList parent;
                for (const qint64 one : read.references(system, w, u"provider"_s)) {
                    provider.append(nameOf(one));
                    parent.append(read.isAbsent(one, p, u"ultimate_parent"_s) ? nameOf(one) : read.text(one, p, u"ultimate_parent"_s));
                }
                if (provider.isEmpty() && (read.isAbsent(system, w, u"provider"_s) || read.text(system, w, u"service_model"_s) == u"onprem"_s))
                    provider = parent = QStringList{u"own operation"_s};
                QStringList countries;
                const store::MaybeValue places = read.value(system, w, u"hosting_countries"_s);
                if (const auto *list = places ? std::get_if<domain::ListValue>(&*places) : nullptr) {
                    for (const QString &place : list->items)
                        countries.append(m_services->countries.value(read.countryOf(place), read.countryOf(place)));
                }
                const auto take = [&](app::ConcentrationBy by, const QStringList &names) {
                    for (const QString &name : names.isEmpty() ? QStringList{QString()} : names)
                        naive.at(std::size_t(by))[name].insert(system);
                };
                take(app::ConcentrationBy::Provider, provider);
                take(app::ConcentrationBy::Parent, parent);
                take(app::ConcentrationBy::Country, countries);
                for (const qint64 pool : read.references(system, w, u"accelerators"_s))
                    take(app::ConcentrationBy::ChipVendor, {read.text(pool, domain::EntityKind::Accelerator, u"vendor"_s)});
                for (const qint64 model : read.references(system, w, u"models"_s))
                    take(app::ConcentrationBy::ModelDeveloper, {nameOf(read.reference(model, domain::EntityKind::Model, u"developer"_s))});
            }
            bool equal = critical.size() > 10;
            for (const app::ConcentrationLine &line : app::concentrations(values, m_services->countries, today)) {
                std::map<QString, std::set<qint64>> found;
                for (auto it = line.systems.constBegin(); it != line.systems.constEnd(); ++it)
                    found[it.key()] = {it->begin(), it->end()};
                std::map<QString, std::set<qint64>> expected;
                for (const auto &[name, systems] : naive.at(std::size_t(line.by))) {
                    for (const qint64 system : systems) {
                        if (!line.criticalOnly || critical.count(system) != 0)
                            expected[name].insert(system);
                    }
                }
                if (found != expected)
                    qWarning("by %s they differ", qPrintable(app::concentrationName(line.by)));
                equal = equal && found == expected && !found.empty();
            }
            return equal;
        });
        QVERIFY(same && *same);
    }

    void theBarIsSolidToWhatIsDecidedAndHatchedToWhatIsPossible()
    {
        QTreeWidget list;
        list.setColumnCount(1);
        auto *item = new QTreeWidgetItem(&list);
        item->setData(0, views::RangeDelegate::LowRole, 40.0);
        item->setData(0, views::RangeDelegate::HighRole, 75.0);
        item->setData(0, views::RangeDelegate::LimitRole, 50.0);
        const auto bar = views::RangeDelegate::barOf(QRectF(0, 0, 300, 24), list.model()->index(0, 0));
        const auto at = [&](double percent) { return bar.track.left() + bar.track.width() * percent / 100; };
        QVERIFY(near(bar.decided.left(), at(0)) && near(bar.decided.right(), at(40)));
        QVERIFY(near(bar.possible.left(), at(40)) && near(bar.possible.right(), at(75)));
        QVERIFY(near(bar.limit, at(50)));
        item->setData(0, views::RangeDelegate::HighRole, 130.0);
        QVERIFY(near(views::RangeDelegate::barOf(QRectF(0, 0, 300, 24), list.model()->index(0, 0)).possible.right(), at(100)));
    }

    // From the results of each part, once more and plainly: graver rules weigh more, and what nothing applies to is left out.
    void everyScoreFollowsFromItsFacts()
    {
        const auto scores = m_assessments->systemScores(m_sample, {});
        QVERIFY(scores);
        int questions = 0;
        for (qsizetype i = 0; i < scores->rows.size(); i += 17) {
            const auto detail = m_assessments->systemDetail(m_sample, scores->rows.at(i).entity);
            QVERIFY(detail);
            QCOMPARE(detail->parts.size(), 7);
            double low = 0;
            double high = 0;
            int weights = 0;
            bool open = false;
            for (const views::SystemPart &part : detail->parts) {
                double passed = 0;
                double unknown = 0;
                double all = 0;
                for (const views::SystemFact &f : part.facts) {
                    const int weight = 1 + int(f.severity);
                    all += weight;
                    passed += f.status == domain::Status::Pass ? weight : 0;
                    const bool isOpen = f.status == domain::Status::Unknown || f.status == domain::Status::Error;
                    unknown += isOpen ? weight : 0;
                    open = open || isOpen;
                    QVERIFY(f.entity != 0 && !f.words.isEmpty());
                    QVERIFY2(f.status == domain::Status::Pass || !f.reason.isEmpty(), qPrintable(f.rule));
                }
                QCOMPARE(part.score.has_value(), all > 0);
                if (all == 0)
                    continue;
                QVERIFY(near(part.score->low, 100 * passed / all) && near(part.score->high, 100 * (passed + unknown) / all));
                low += part.weight * part.score->low;
                high += part.weight * part.score->high;
                weights += part.weight;
            }
            const auto score = scores->rows.at(i).score;
            QCOMPARE(score.has_value(), weights > 0);
            if (score)
                QVERIFY(near(score->low, low / weights) && near(score->high, high / weights));
            QVERIFY2(!open || !detail->questions.isEmpty(), "what is unknown has a question");
            questions += int(detail->questions.size());
        }
        QVERIFY(questions > 0);
    }

    void thePartsOfTheChosenSystemLeadToItsThings()
    {
        const auto window = openView(1);
        QTreeWidget *parts = tree(*window, u"scoreParts"_s);
        QVERIFY(parts->topLevelItemCount() == 8);   // seven parts, and what would decide the rest
        QVERIFY(parts->topLevelItem(7)->text(0).startsWith(u"What would decide the rest"_s));
        QTreeWidgetItem *weak = nullptr;
        for (int p = 0; p < 7 && !weak; ++p) {
            if (parts->topLevelItem(p)->isExpanded() && parts->topLevelItem(p)->childCount() > 0)
                weak = parts->topLevelItem(p)->child(0);
        }
        QVERIFY2(weak, "the part that costs most is open");
        parts->setCurrentItem(weak);
        QVERIFY(!text(*window, u"scoreFact"_s).isEmpty());
        emit parts->itemActivated(weak, 0);
        settle(*window);
        QVERIFY(window->findChild<views::DetailsPane *>(u"detailsPane"_s)->isVisible());
    }

    void sharesAndIndexFollowFromTheSystemsBehindThem()
    {
        const auto data = m_assessments->concentration(m_sample, {});
        QVERIFY(data);
        QCOMPARE(data->estate.size(), 5);
        QCOMPARE(data->critical.size(), 5);
        QVERIFY(data->critical.constFirst().systems < data->estate.constFirst().systems);
        for (const QList<views::ConcentrationAxis> &axes : {data->estate, data->critical}) {
            for (const views::ConcentrationAxis &axis : axes) {
                std::map<qint64, int> names; // of each system, those that it hangs on
                for (const views::ShareRow &row : axis.shares) {
                    for (const qint64 system : row.entities)
                        ++names[system];
                }
                for (const qint64 system : axis.unrecordedEntities)
                    ++names[system];
                QCOMPARE(int(names.size()), axis.systems);
                double unrecorded = 0;
                double apart = 0;
                for (const qint64 system : axis.unrecordedEntities) {
                    unrecorded += 1.0 / names[system];
                    apart += std::pow(100.0 / names[system] / axis.systems, 2);
                }
                QVERIFY(near(axis.unrecorded, unrecorded));
                double index = apart;
                double rest = 0;
                for (const views::ShareRow &row : axis.shares) {
                    double systems = 0;
                    for (const qint64 system : row.entities)
                        systems += 1.0 / names[system];
                    QVERIFY(near(row.systems, systems));
                    QVERIFY(near(row.share.low, 100 * systems / axis.systems));
                    // What we run ourselves is in no index, and all of it is recorded.
                    if (row.name == rules::OwnOperation) {
                        QCOMPARE(row.share.high, row.share.low);
                        continue;
                    }
                    QVERIFY(near(row.share.high, 100 * (systems + unrecorded) / axis.systems));
                    index += row.share.low * row.share.low;
                    rest += &row == &axis.shares.constFirst() ? 0 : row.share.low * row.share.low;
                }
                QVERIFY(near(axis.index.low, index));
                if (!axis.shares.isEmpty())
                    QVERIFY(near(axis.index.high, std::pow(axis.shares.constFirst().share.high, 2) + rest));
                const bool above = !axis.shares.isEmpty() && (axis.shares.constFirst().share.low >= data->shareLimit || axis.index.low >= data->indexLimit);
                QCOMPARE(axis.warns, above);
                QCOMPARE(axis.warning.startsWith(u"Concentrated: "_s), above);
            }
        }
    }

    void aBarLeadsToItsSystems()
    {
        const auto window = openView(2);
        window->findChild<QTabBar *>(u"concentrationOf"_s)->setCurrentIndex(1);
        QTreeWidget *axes = tree(*window, u"concentrationAxes"_s);
        QCOMPARE(axes->topLevelItemCount(), 5);
        axes->setCurrentItem(axes->topLevelItem(1));
        QTreeWidget *shares = tree(*window, u"concentrationShares"_s);
        QVERIFY(shares->topLevelItemCount() > 1);
        const auto data = m_assessments->concentration(m_sample, {});
        const views::ConcentrationAxis axis = data->critical.at(1);
        QCOMPARE(shares->topLevelItem(0)->text(0), axis.shares.constFirst().name);
        emit shares->itemActivated(shares->topLevelItem(0), 0);
        settle(*window);
        views::InventoryQuery query;
        query.kind = domain::EntityKind::Workload;
        query.filter = window->filter();
        const auto listed = m_backend->inventory(m_sample, query);
        QVERIFY(listed);
        QCOMPARE(listed->total, int(axis.shares.constFirst().entities.size()));
        QCOMPARE(window->filter().special.constFirst().label, u"Ultimate parent: %1 (critical systems)"_s.arg(axis.shares.constFirst().name));
        QVERIFY(window->findChild<views::InventoryPage *>()->isVisible());
    }

    void bothViewsObeyTheFilter()
    {
        const auto all = m_assessments->systemScores(m_sample, {});
        views::FilterState filter;
        filter.provider = u"ovhcloud"_s;
        const auto within = m_assessments->systemScores(m_sample, filter);
        QVERIFY(within && !within->rows.isEmpty() && within->rows.size() < all->rows.size());
        QCOMPARE(within->rows.size() + within->outside, all->rows.size());
        std::map<qint64, views::PossibleRange> known;
        for (const views::SystemScoreRow &row : all->rows)
            known[row.entity] = row.score.value_or(views::PossibleRange{-1, -1});
        for (const views::SystemScoreRow &row : within->rows)
            QVERIFY2(near(known.at(row.entity).low, row.score.value_or(views::PossibleRange{-1, -1}).low), "a filter chooses systems and changes no score");
        const auto shares = m_assessments->concentration(m_sample, filter);
        QCOMPARE(shares->estate.constFirst().systems, int(within->rows.size()));
        QCOMPARE(shares->estate.constFirst().shares.size(), 1);
        const auto window = openView(1);
        window->setFilter(filter);
        settle(*window);
        QCOMPARE(window->findChild<QTreeView *>(u"scoreSystems"_s)->model()->rowCount(), int(within->rows.size()));
        QVERIFY(text(*window, u"scoreTold"_s).contains(u"%1 more systems lie outside"_s.arg(within->outside)));
    }

    void whatCriticalCountsIsSaid()
    {
        const auto window = openView(2);
        const QString definition = u"themselves, or by a critical or important function that they bear"_s;
        auto *of = window->findChild<QTabBar *>(u"concentrationOf"_s);
        of->setCurrentIndex(0);
        QVERIFY(!text(*window, u"concentrationTitle"_s).contains(definition));
        of->setCurrentIndex(1);
        QVERIFY2(text(*window, u"concentrationTitle"_s).contains(definition), qPrintable(text(*window, u"concentrationTitle"_s)));
    }

    void anEmptyWorkspaceSaysWhatToDo()
    {
        const QString empty = m_folder.filePath(u"empty.bailiwick"_s);
        QVERIFY(m_backend->open(empty, true));
        const auto scores = m_assessments->systemScores(empty, {});
        QVERIFY(scores && scores->rows.isEmpty());
        QVERIFY2(scores->why.contains(u"evaluate"_s), qPrintable(scores->why));
        const auto shares = m_assessments->concentration(empty, {});
        QVERIFY(shares);
        for (const views::ConcentrationAxis &axis : shares->estate)
            QVERIFY(!axis.warns && axis.systems == 0);
        views::SystemScoresPanel systems;
        systems.showScores(*scores, {});
        QCOMPARE(systems.findChild<QLabel *>(u"scoreTold"_s)->text(), scores->why);
        QCOMPARE(systems.current(), 0);
        views::ConcentrationPanel concentration;
        concentration.showConcentration(*shares, {});
        QVERIFY(concentration.findChild<QLabel *>(u"concentrationTold"_s)->text().contains(u"no IT system"_s));
        QVERIFY(m_assessments->assessable(empty, {}, {})->rows.isEmpty());
    }

    // Of more than a list holds each is found by its name or key, and how many there are is said.
    void whatTheListLeavesOffIsFound()
    {
        const QString path = m_folder.filePath(u"many.bailiwick"_s);
        const QString table = m_folder.filePath(u"many.csv"_s);
        QVERIFY(m_backend->open(path, true));
        QByteArray rows = "workload:key,name\n";
        for (int i = 0; i < 2300; ++i)
            rows += "w-" + QByteArray::number(10000 + i) + ",System " + QByteArray::number(10000 + i) + "\n";
        QFile file(table);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(rows) == rows.size());
        file.close();
        domain::QuietJob job;
        QVERIFY(m_backend->import(path, {{table}}, false, job));
        const auto window = openView(0);
        QSignalSpy opened(window.get(), &views::MainWindow::workspaceOpened);
        window->openWorkspace(path, false);
        QVERIFY(opened.wait(patience));
        window->showPage(u"assessments"_s);
        settle(*window);
        auto *things = window->findChild<QTreeWidget *>(u"assessThings"_s);
        auto *find = window->findChild<QLineEdit *>(u"assessFind"_s);
        QCOMPARE(things->topLevelItemCount(), 2000);
        QVERIFY2(text(*window, u"assessScope"_s).contains(figures::formatNumber(2300)), qPrintable(text(*window, u"assessScope"_s)));
        const auto listed = [&](const QString &name) {
            find->setText(name);
            return QTest::qWaitFor([&] { return window->jobs().active() == 0 && things->topLevelItemCount() == 1 && !things->topLevelItem(0)->isHidden(); }, patience) ? things->topLevelItem(0)->text(0) : QString();
        };
        QCOMPARE(listed(u"system 12299"_s), u"System 12299"_s);
        QCOMPARE(listed(u"w-10001"_s), u"System 10001"_s);
        find->clear();
        QVERIFY(QTest::qWaitFor([&] { return things->topLevelItemCount() == 2000; }, patience));
    }
};

BAILIWICK_TEST(QApplication, TestSovereigntyViews)

} // namespace tst_sovereigntyviews

#include "tst_sovereigntyviews.moc"
