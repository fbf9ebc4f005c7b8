// SPDX-License-Identifier: GPL-3.0-or-later
// Earlier evaluations on the map, and what came and went between two of them.
#include "core/sovereignty.h"
#include "figures/worldmap.h"
#include "pages/backend.h"
#include "rules/pack.h"
#include "store/connectionscope.h"
#include "store/statement.h"
#include "support/testmain.h"
#include "views/mapwindow.h"

#include <QApplication>
#include <QComboBox>
#include <QRegularExpression>
#include <QSlider>

namespace tst_maptime {

using namespace Qt::StringLiterals;
using views::MapCanvas;
using views::MapMetric;

class TestMapTime : public MapWindowTest
{
    Q_OBJECT

    /// The score of each system by the newest evaluation, as the page of sovereignty lists it.
    QHash<qint64, rules::ScoreRange> rangesOf(const QString &path, QDate day)
    {
        store::ConnectionScope scope(path, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        QSqlDatabase db = scope.db();
        const auto all = app::systemRanges(db, values, *m_services->pack(u"ai-sov"_s), domain::toDay(day));
        QHash<qint64, rules::ScoreRange> out;
        for (const app::SystemRange &system : all ? *all : QList<app::SystemRange>()) {
            if (system.range)
                out.insert(system.system.id, *system.range);
        }
        return out;
    }
    QList<std::pair<QString, qint64>> placesOfSystems(const QString &path)
    {
        store::ConnectionScope scope(path, store::Access::Read);
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        store::Statement &s = values.statement("SELECT DISTINCT coalesce(p.country,l.country,r.country) c, e.id FROM entity e JOIN place p ON p.entity=e.id LEFT JOIN ref_region r ON "
                                               "r.provider=p.provider AND r.code=p.region LEFT JOIN e_location l ON l.id=p.site WHERE e.kind=?1 AND (p.facets & ?2)<>0 AND e.retired_on IS NULL AND c IS NOT NULL");
        s.bind(1, static_cast<qint64>(domain::EntityKind::Workload)).bind(2, qint64(domain::Facet::Hosting));
        QList<std::pair<QString, qint64>> out;
        while (s.next())
            out.append({s.text(0), s.integer(1)});
        s.reset();
        return out;
    }

private slots:
    void initTestCase() { makeSample(); }
    void comparedWithItselfNothingChanges()
    {
        const auto runs = m_backend->runs(m_sample);
        QVERIFY(runs && !runs->isEmpty());
        const qint64 run = runs->constLast().id;
        // What each site counts, and what one mark of them all does: what stands in several of them once.
        const auto countsOf = [](const figures::MapData &map) {
            QMap<QString, double> out;
            double all = 0;
            for (const figures::MapSite &site : map.sites) {
                out.insert(site.id, site.count);
                all += site.count;
            }
            for (const figures::MapShared &shared : map.shared)
                all -= shared.count * static_cast<double>(shared.sites.size() - 1);
            out.insert(u"all"_s, all);
            return out;
        };
        const auto plain = m_backend->map(m_sample, MapMetric::Gaps, {});
        const auto same = m_backend->mapFor(m_sample, {MapMetric::Gaps, {}, run, run});
        QVERIFY(plain && same && !plain->shared.isEmpty());
        QCOMPARE(countsOf(*same), countsOf(*plain));
        QVERIFY(countsOf(*plain).size() > 5);
    }
    void evaluationsAreCompared()
    {
        const QString path = m_folder.filePath(u"compared.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        // The same inventory three years later: certificates have lapsed, reviews are old, and laws have come to apply.
        domain::QuietJob job;
        const auto first = m_backend->runs(path);
        QVERIFY(first && !first->isEmpty());
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 20), job));
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 3);
        const qint64 early = runs->at(runs->size() - 2).id;
        const qint64 late = runs->constLast().id;
        const auto then = m_backend->mapFor(path, {MapMetric::Gaps, {}, early, 0});
        const auto now = m_backend->mapFor(path, {MapMetric::Gaps, {}, late, 0});
        const auto change = m_backend->mapFor(path, {MapMetric::Gaps, {}, late, early});
        QVERIFY(then && now && change);
        QVERIFY(change->metric.contains(u"came"_s));
        QHash<QString, double> before;
        for (const figures::MapCountry &country : then->countries)
            before.insert(country.iso, *country.value);
        int moved = 0;
        for (const figures::MapCountry &country : change->countries) {
            static const QRegularExpression words(u"^(\\d+) came, (\\d+) went$"_s);
            const auto match = words.match(country.note);
            const int came = match.hasMatch() ? match.captured(1).toInt() : 0;
            const int went = match.hasMatch() ? match.captured(2).toInt() : 0;
            QCOMPARE(*country.value, before.value(country.iso) + came - went);
            QCOMPARE(country.mark.isEmpty(), came == 0 && went == 0);
            if (came > 0)
                QVERIFY(country.mark.contains(u"+%1"_s.arg(came)));
            moved += came + went;
        }
        QVERIFY(moved > 0);
        // The newest run alone is what the map of the workspace shows.
        const auto plain = m_backend->map(path, MapMetric::Gaps, {});
        QVERIFY(plain);
        QHash<QString, double> shown;
        for (const figures::MapCountry &country : plain->countries)
            shown.insert(country.iso, *country.value);
        for (const figures::MapCountry &country : now->countries)
            QCOMPARE(*country.value, shown.value(country.iso));
        QCOMPARE(m_backend->mapFor(path, {MapMetric::Gaps, {}, 99999, 0}).error().code, domain::ErrorCode::NoRun);
    }
    void scoresOfEarlierEvaluations()
    {
        const QString path = m_folder.filePath(u"scores.bailiwick"_s);
        const QString then = m_folder.filePath(u"scores-then.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        QVERIFY(QFile::copy(path, then));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 20), job));
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 2);
        const qint64 newer = runs->constLast().id;
        const qint64 older = runs->at(runs->size() - 2).id;

        // The earlier evaluation shows what the map showed when it was the newest.
        const auto was = m_backend->mapFor(then, {MapMetric::Score, {}, 0, 0});
        const auto shown = m_backend->mapFor(path, {MapMetric::Score, {}, older, 0});
        QVERIFY(was && shown && shown->arcs.isEmpty() && shown->metric.contains(u"evaluated as of 20 November 2026"_s));
        QCOMPARE(shown->countries.size(), was->countries.size());
        for (qsizetype i = 0; i < was->countries.size(); ++i) {
            const figures::MapCountry &a = shown->countries.at(i);
            const figures::MapCountry &b = was->countries.at(i);
            QVERIFY2(a.iso == b.iso && a.value == b.value && a.upTo == b.upTo && a.of == b.of, qPrintable(a.iso));
        }

        // Compared: by how much the ends moved for the systems judged both times, counted system by system.
        const auto now = rangesOf(path, QDate(2029, 11, 20));
        const auto before = rangesOf(then, QDate(2026, 11, 20));
        QVERIFY(now.size() > 50 && before.size() > 50);
        struct Sum
        {
            double low = 0, high = 0;
            int count = 0;
        };
        QHash<QString, Sum> sums;
        for (const auto &[country, system] : placesOfSystems(path)) {
            if (!now.contains(system) || !before.contains(system))
                continue;
            Sum &sum = sums[country];
            sum.low += now.value(system).low - before.value(system).low;
            sum.high += now.value(system).high - before.value(system).high;
            ++sum.count;
        }
        const auto compared = m_backend->mapFor(path, {MapMetric::Score, {}, newer, older});
        QVERIFY(compared && compared->metric.contains(u"since 20 November 2026"_s));
        int marked = 0;
        for (const figures::MapCountry &country : compared->countries) {
            const Sum sum = sums.value(country.iso);
            if (!country.value) {
                QVERIFY(country.mark.isEmpty());
                continue;
            }
            QVERIFY2(country.note.contains(QString::number(sum.count) + u" IT systems judged both times"_s), qPrintable(country.note));
            static const QRegularExpression ends(u"lower end ([+\u2212]\\d+), upper end ([+\u2212]\\d+) points"_s);
            const auto said = ends.match(country.note);
            const auto number = [&](int end) { return said.hasMatch() ? said.captured(end).replace(QChar(0x2212), u'-').toDouble() : 0; };
            QVERIFY2(qAbs(number(1) - sum.low / sum.count) <= 0.51 && qAbs(number(2) - sum.high / sum.count) <= 0.51, qPrintable(country.iso + u' ' + country.note));
            QCOMPARE(country.mark.isEmpty(), !said.hasMatch());
            marked += said.hasMatch();
        }
        QVERIFY(marked > 0);

        // An evaluation that did not judge by the rule set says so, and is not drawn as a zero.
        QVERIFY(m_backend->choose(path, {u"gdpr"_s}));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 21), job));
        for (const views::MapQuestion &question : {views::MapQuestion{MapMetric::Score, {}, 0, 0}, views::MapQuestion{MapMetric::Score, {}, m_backend->runs(path)->constLast().id, older}}) {
            const auto none = m_backend->mapFor(path, question);
            QVERIFY(none && !none->why.isEmpty());
            QVERIFY(std::none_of(none->countries.cbegin(), none->countries.cend(), [](const figures::MapCountry &c) { return c.value.has_value(); }));
        }
        QCOMPARE(m_backend->mapFor(path, {MapMetric::Score, {}, 99999, 0}).error().code, domain::ErrorCode::NoRun);
    }
    void evaluationsAreChosenWhereTheyKeepSomething()
    {
        const QString path = m_folder.filePath(u"three.bailiwick"_s);
        QVERIFY(QFile::copy(m_sample, path));
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(path, QDate(2026, 11, 20), job));
        QVERIFY(m_backend->evaluate(path, QDate(2029, 11, 20), job));
        const auto window = openWindow(u"map"_s);
        canvasOf(*window);
        window->openWorkspace(path, false);
        settle(*window);
        window->showPage(u"map"_s);
        MapCanvas *map = canvasOf(*window);
        settle(*window);
        auto *metric = window->findChild<QComboBox *>(u"mapMetric"_s);
        auto *time = window->findChild<QWidget *>(u"mapTime"_s);
        auto *slider = window->findChild<QSlider *>(u"mapRun"_s);
        auto *against = window->findChild<QComboBox *>(u"mapAgainst"_s);
        // Of the inventory evaluations keep nothing: it is off, and says why.
        QVERIFY(time->isVisible() && !slider->isEnabled() && !against->isEnabled());
        for (const QWidget *control : {static_cast<QWidget *>(slider), static_cast<QWidget *>(against)})
            QVERIFY(control->toolTip().contains(u"Evaluations keep"_s) && control->accessibleDescription() == control->toolTip());
        metric->setCurrentIndex(metric->findData(static_cast<int>(MapMetric::Gaps)));
        settle(*window);
        rest(map);
        const auto runs = m_backend->runs(path);
        QVERIFY(runs && runs->size() >= 3);
        QVERIFY(slider->isEnabled() && against->isEnabled() && slider->toolTip().isEmpty() && slider->accessibleDescription().isEmpty());
        QCOMPARE(slider->maximum(), static_cast<int>(runs->size()) - 1);
        for (int at = slider->maximum(); at >= 0; --at) {
            slider->setValue(at);
            QCOMPARE(against->count(), static_cast<int>(runs->size()));
            QVERIFY2(against->findData(runs->at(at).id) < 0, "an evaluation is offered to be compared with itself");
        }
        settle(*window);
        rest(map);
        QVERIFY(map->map().metric.contains(u"places as they are now"_s));
        metric->setCurrentIndex(metric->findData(static_cast<int>(MapMetric::Score)));
        settle(*window);
        rest(map);
        QVERIFY(slider->isEnabled() && against->isEnabled());
        QVERIFY(map->map().metric.startsWith(u"Sovereignty score"_s) && map->map().metric.contains(u"places as they are now"_s));
        against->setCurrentIndex(against->findData(runs->constLast().id));
        slider->setValue(slider->maximum());
        QCOMPARE(against->currentData().toLongLong(), 0);
    }
};

BAILIWICK_TEST(QApplication, TestMapTime)
} // namespace tst_maptime

#include "tst_maptime.moc"
