// SPDX-License-Identifier: GPL-3.0-or-later
// AI uses and models: each number counted a second time by SQL written here, each number a door, nothing hidden.
#include "support/testmain.h"
#include "views/assetpagestest.h"

#include <QApplication>

namespace tst_aipage {

using namespace Qt::StringLiterals;
using namespace domain;

class TestAiPage : public AssetPagesTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    void aiUsesAndModelsAreThoseOfTheInventory()
    {
        ByHand db(m_sample);
        const views::AiData data = ai(m_sample);
        double uses = 0;
        for (qsizetype r = 0; r < data.uses.rows.size(); ++r) {
            double row = 0;
            for (const figures::MatrixCell &cell : data.uses.cells.at(r)) {
                row += cell.value;
                QCOMPARE(behind(m_sample, data, cell.id), int(cell.value));
            }
            QCOMPARE(qint64(row), db.number(u"SELECT count(*) FROM e_ai_use WHERE legal_entity=%1"_s.arg(data.uses.rows.at(r).id.section(u':', 1))));
            uses += row;
        }
        QCOMPARE(qint64(uses), db.number(u"SELECT count(*) FROM e_ai_use"_s));
        QCOMPARE(qint64(data.useList.rows.size()), qint64(uses));
        const qint64 models = db.number(u"SELECT count(*) FROM e_model WHERE availability IS NOT 'available'"_s);
        QVERIFY(models > 10);
        QCOMPARE(qint64(data.modelList.rows.size()), models);
        QCOMPARE(qint64(sumOf(data.licences)), models);
        for (const figures::Bar &bar : data.licences.bars)
            QCOMPARE(qint64(bar.segments.constFirst().value),
                     db.number(u"SELECT count(*) FROM e_model WHERE availability IS NOT 'available' AND coalesce(licence,'')='%1'"_s.arg(bar.id.section(u':', 1))));
        for (qsizetype r = 0; r < data.models.rows.size(); ++r) {
            const QString developer = data.models.rows.at(r).id.section(u':', 1);
            for (qsizetype c = 0; c < data.models.columns.size(); ++c) {
                const QString host = data.models.columns.at(c).id.section(u':', 1);
                const QString country = u"(SELECT DISTINCT p.entity, coalesce(p.country,l.country,r.country) c FROM place p LEFT JOIN e_location l ON l.id=p.site LEFT JOIN ref_region r ON r.provider=p.provider AND "
                                        "r.code=p.region WHERE (p.facets&1) OR (p.facets&2))"_s;
                const QString hosted = host.isEmpty() ? u"m.id NOT IN (SELECT entity FROM %1 WHERE c IS NOT NULL)"_s.arg(country) : u"m.id IN (SELECT entity FROM %1 WHERE c='%2')"_s.arg(country, host);
                const figures::MatrixCell &cell = data.models.cells.at(r).at(c);
                QCOMPARE(qint64(cell.value), db.number(u"SELECT count(*) FROM e_model m WHERE m.availability IS NOT 'available' AND coalesce(m.developer_country,'')='%1' AND %2"_s.arg(developer, hosted)));
                QCOMPARE(behind(m_sample, data, cell.id), int(cell.value));
            }
        }
    }

    void lineageSaysWhatComesFromWhat()
    {
        ByHand db(m_sample);
        const views::AiData data = ai(m_sample);
        const auto layerOf = [&data](const QString &label) {
            for (const figures::GraphNode &node : data.lineage.nodes) {
                if (node.label == label)
                    return node.layer;
            }
            return -1;
        };
        const auto tied = [&data](const QString &from, const QString &to) {
            QString a, b;
            for (const figures::GraphNode &node : data.lineage.nodes) {
                if (node.label == from)
                    a = node.id;
                if (node.label == to)
                    b = node.id;
            }
            return std::any_of(data.lineage.edges.begin(), data.lineage.edges.end(), [&](const figures::GraphEdge &e) { return e.from == a && e.to == b; });
        };
        QVERIFY(tied(u"mistralai/Mistral-7B-v0.1"_s, u"Meltemi 7B Instruct"_s));
        QVERIFY(tied(u"Meltemi 7B Instruct"_s, u"Meltemi, tuned for banking"_s));
        QVERIFY(layerOf(u"mistralai/Mistral-7B-v0.1"_s) < layerOf(u"Meltemi 7B Instruct"_s));
        QVERIFY(layerOf(u"Meltemi 7B Instruct"_s) < layerOf(u"Meltemi, tuned for banking"_s));
        // Tuned, and nobody has said of what.
        QCOMPARE(layerOf(u"base model not recorded"_s) >= 0, db.number(u"SELECT count(*) FROM e_model WHERE availability IS NOT 'available' AND fine_tuned=1 AND base_model IS NULL"_s) > 0);
        qint64 data_edges = 0;
        qint64 use_edges = 0;
        for (const figures::GraphEdge &edge : data.lineage.edges) {
            data_edges += edge.from.startsWith(u"dataset:"_s) ? 1 : 0;
            use_edges += edge.to.startsWith(u"aiuse:"_s) ? 1 : 0;
        }
        QCOMPARE(data_edges, db.number(u"SELECT count(*) FROM (SELECT DISTINCT k.entity, k.target FROM link k JOIN e_model m ON m.id=k.target WHERE m.availability IS NOT 'available' AND k.attr IN "
                                       "('used_for_training','feeds_models'))"_s));
        QCOMPARE(use_edges, db.number(u"SELECT count(*) FROM link k JOIN e_ai_use u ON u.id=k.entity JOIN e_model m ON m.id=k.target WHERE m.availability IS NOT 'available' AND k.attr='models'"_s));
        QSet<QString> ids;
        for (const figures::GraphNode &node : data.lineage.nodes) {
            QVERIFY2(!ids.contains(node.id), qPrintable(node.id));
            ids.insert(node.id);
            QVERIFY2(behind(m_sample, data, node.id) > 0, qPrintable(node.label));
        }
        for (const figures::GraphEdge &edge : data.lineage.edges)
            QVERIFY(ids.contains(edge.from) && ids.contains(edge.to));
        // Nothing lies upon anything else, and everything is in the picture.
        const figures::Style style = figures::Style::screen(figures::Palette::light());
        const QRectF area(0, 0, 1200, figures::layeredGraphHeight(data.lineage, style));
        const figures::Figure figure = figures::layoutLayeredGraph(data.lineage, area, style);
        QList<QRectF> places;
        for (const QString &id : std::as_const(ids)) {
            const QList<figures::Cell> cells = figure.cellsOf(id);
            QCOMPARE(cells.size(), 1);
            QVERIFY(area.contains(cells.constFirst().rect));
            QCOMPARE(figure.hitTest(cells.constFirst().rect.center())->id, id);
            for (const QRectF &other : std::as_const(places))
                QVERIFY(!other.intersects(cells.constFirst().rect));
            places.append(cells.constFirst().rect);
        }
    }

    void aCircleOfBaseModelsIsDrawnAndEnds()
    {
        const QString path = copyOfSample(u"circle"_s);
        ByHand db(path);
        db.rows(u"UPDATE e_model SET base_model='meltemi-corvane' WHERE id=(SELECT id FROM entity WHERE key='meltemi-7b')"_s);
        const views::AiData data = ai(path);
        const qint64 a = db.number(u"SELECT id FROM entity WHERE key='meltemi-7b'"_s);
        const qint64 b = db.number(u"SELECT id FROM entity WHERE key='meltemi-corvane'"_s);
        int both = 0;
        for (const figures::GraphEdge &edge : data.lineage.edges)
            both += (edge.from == u"model:%1"_s.arg(a) && edge.to == u"model:%1"_s.arg(b)) || (edge.from == u"model:%1"_s.arg(b) && edge.to == u"model:%1"_s.arg(a)) ? 1 : 0;
        QCOMPARE(both, 2);
    }

    void aLanguageIsEvaluatedOnlyWhereItIsSaid()
    {
        ByHand db(m_sample);
        const views::AiData data = ai(m_sample);
        const figures::MatrixData &matrix = data.languages;
        int gaps = 0;
        for (qsizetype r = 0; r < matrix.rows.size(); ++r) {
            const QString model = matrix.rows.at(r).id.section(u':', 1);
            for (qsizetype c = 3; c < matrix.columns.size(); ++c) {
                const QString language = matrix.columns.at(c).label;
                const bool needed = db.number(u"SELECT count(*) FROM list_item i WHERE i.attr='languages_required' AND i.value='%2' AND (i.entity=%1 OR i.entity IN (SELECT k.entity FROM link k JOIN e_ai_use u ON "
                                              "u.id=k.entity WHERE k.attr='models' AND k.target=%1))"_s.arg(model, language)) > 0;
                const bool tested = db.number(u"SELECT count(*) FROM list_item WHERE attr='languages_evaluated' AND entity=%1 AND value='%2'"_s.arg(model, language)) > 0;
                const bool whole = db.number(u"SELECT lists LIKE '%% languages_evaluated=2 %%' FROM e_model WHERE id=%1"_s.arg(model)) != 0;
                const bool needsSaid = db.number(u"SELECT lists LIKE '%% languages_required=2 %%' FROM e_model WHERE id=%1"_s.arg(model)) != 0;
                const Status wanted = !needed ? (needsSaid ? Status::NotApplicable : Status::Unknown) : tested ? Status::Pass : whole ? Status::Gap : Status::Unknown;
                QCOMPARE(*matrix.cells.at(r).at(c).sign, wanted);
                gaps += wanted == Status::Gap ? 1 : 0;
            }
            const QList<QStringList> dates = db.rows(u"SELECT date(eval_date*86400,'unixepoch'), date(cultural_eval_date*86400,'unixepoch'), date(local_law_eval_date*86400,'unixepoch') FROM e_model WHERE id=%1"_s.arg(model));
            for (int c = 0; c < 3; ++c) {
                if (!dates.constFirst().at(c).isEmpty())
                    QCOMPARE(matrix.cells.at(r).at(c).word, dates.constFirst().at(c));
                else
                    QVERIFY(*matrix.cells.at(r).at(c).sign != Status::Pass);
            }
        }
        QVERIFY(gaps > 0);
    }

    void whoHoldsTheWeightsIsSaidOnlyWhereSomebodyDid_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("axis");
        QTest::newRow("held") << u"yes"_s << u"held by us"_s << u"whose weights (held by us)"_s;
        QTest::newRow("not held") << u"no"_s << u"not held by us"_s << u"whose weights (not held by us)"_s;
        QTest::newRow("never asked") << QString() << u"not recorded"_s << u"whose weights (by whom they are held: not recorded)"_s;
        QTest::newRow("asked without an answer") << u"?"_s << u"not recorded"_s << u"whose weights (by whom they are held: not recorded)"_s;
    }
    void whoHoldsTheWeightsIsSaidOnlyWhereSomebodyDid()
    {
        QFETCH(QString, typed);
        const QString path = copyOfSample(u"weights"_s);
        const qint64 id = ByHand(path).number(u"SELECT id FROM entity WHERE key='codestral'"_s);
        const auto said = m_backend->edit(path, id, u"weights_held"_s, typed);
        QVERIFY2(said, qPrintable(said ? QString() : said.error().detail));
        const views::AiData data = ai(path);
        for (qsizetype r = 0; r < data.modelList.rows.size(); ++r) {
            if (data.modelList.rows.at(r).id != u"model:%1"_s.arg(id))
                continue;
            QTEST(data.modelList.rows.at(r).cells.at(data.modelList.head.indexOf(u"Weights"_s)), "listed");
            QFETCH(QString, axis);
            QVERIFY2(data.axes.cells.at(r).at(2).tip.contains(axis), qPrintable(data.axes.cells.at(r).at(2).tip));
            return;
        }
        QFAIL("no such model");
    }

    void theNeedOfALanguageIsSaidAlikeInFigureAndTable_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<Status>("greek");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("needs");
        QTest::addColumn<QString>("without");
        QTest::newRow("never asked") << QString() << Status::Unknown << u"unknown"_s << u"not recorded"_s << u"not recorded"_s;
        QTest::newRow("asked without an answer") << u"?"_s << Status::Unknown << u"unknown"_s << u"not recorded"_s << u"not recorded"_s;
        QTest::newRow("none is needed") << u"none"_s << Status::NotApplicable << u"no"_s << u"none"_s << QString();
        QTest::newRow("another is needed") << u"de"_s << Status::NotApplicable << u"no"_s << u"de"_s << u"de (not recorded)"_s;
        QTest::newRow("it is needed") << u"el"_s << Status::Unknown << u"unknown"_s << u"el"_s << u"el (not recorded)"_s;
    }
    void theNeedOfALanguageIsSaidAlikeInFigureAndTable()
    {
        QFETCH(QString, typed);
        const QString path = copyOfSample(u"languages"_s);
        QVERIFY(m_backend->add(path, EntityKind::Model, u"greek-bot"_s, u"Greek bot"_s));
        const qint64 id = m_backend->find(path, EntityKind::Model, u"greek-bot"_s);
        for (const auto &[attr, value] : {std::pair{u"languages_required"_s, typed}, std::pair{u"cultural_eval_date"_s, u"none"_s}}) {
            const auto said = m_backend->edit(path, id, attr, value);
            QVERIFY2(said, qPrintable(said ? QString() : said.error().detail));
        }
        const views::AiData data = ai(path);
        for (qsizetype r = 0; r < data.languages.rows.size(); ++r) {
            if (data.languages.rows.at(r).id != u"model:%1"_s.arg(id))
                continue;
            const auto greek = std::find_if(data.languages.columns.cbegin(), data.languages.columns.cend(), [](const auto &column) { return column.label == u"el"_s; });
            QVERIFY(greek != data.languages.columns.cend());
            const figures::MatrixCell &cell = data.languages.cells.at(r).at(greek - data.languages.columns.cbegin());
            QTEST(*cell.sign, "greek");
            QTEST(cell.word, "word");
            const QStringList row = data.evaluations.rows.at(r).cells;
            QTEST(row.at(1), "needs");
            QTEST(row.at(2), "without");
            // Declared absent is "none" in both.
            QCOMPARE(data.languages.cells.at(r).at(1).word, u"none"_s);
            QCOMPARE(row.at(4), u"none"_s);
            return;
        }
        QFAIL("no such model");
    }

    void theThreeAxesAreNeverMadeOutOfSilence()
    {
        ByHand db(m_sample);
        const views::AiData data = ai(m_sample);
        QCOMPARE(data.axes.rows.size(), data.modelList.rows.size());
        const QString zone = db.number(u"SELECT count(*) FROM value_set WHERE name='ZONE'"_s) > 0 ? u"SELECT value FROM value_set WHERE name='ZONE'"_s : u"SELECT code FROM ref_country_group WHERE grp='EEA'"_s;
        int outside = 0;
        for (qsizetype r = 0; r < data.axes.rows.size(); ++r) {
            const QString model = data.axes.rows.at(r).id.section(u':', 1);
            const QList<figures::MatrixCell> &cells = data.axes.cells.at(r);
            QCOMPARE(cells.size(), 3);
            const QString places = u"FROM place p LEFT JOIN e_location l ON l.id=p.site LEFT JOIN ref_region r ON r.provider=p.provider AND r.code=p.region WHERE p.entity=%1 AND p.facets&3"_s.arg(model);
            const qint64 foreign = db.number(u"SELECT count(*) %1 AND coalesce(p.country,l.country,r.country) NOT IN (%2)"_s.arg(places, zone));
            const qint64 known = db.number(u"SELECT count(*) %1 AND coalesce(p.country,l.country,r.country) IS NOT NULL"_s.arg(places));
            QCOMPARE(*cells.at(0).sign == Status::Gap, foreign > 0);
            QVERIFY(known > 0 || *cells.at(0).sign == Status::Unknown);
            const QString maker = db.rows(u"SELECT developer_country FROM e_model WHERE id=%1"_s.arg(model)).constFirst().constFirst();
            const bool in = db.number(u"SELECT '%1' IN (%2)"_s.arg(maker, zone)) != 0;
            QCOMPARE(*cells.at(2).sign, maker.isEmpty() ? Status::Unknown : in ? Status::Pass : Status::Gap);
            // Where a provider serves it of whom neither seat nor parent is known, nobody can say that none reaches it.
            const qint64 silent = db.number(u"SELECT count(*) FROM e_model m LEFT JOIN e_provider p ON p.id=m.provider WHERE m.id=%1 AND m.provider IS NOT NULL AND p.legal_country IS NULL"_s.arg(model));
            if (silent > 0)
                QVERIFY(*cells.at(1).sign != Status::Pass);
            // Nobody recorded who serves it: nobody can say who may compel it.
            if (db.number(u"SELECT count(*) FROM e_model WHERE id=%1 AND provider IS NULL AND absent NOT LIKE '%% provider %%'"_s.arg(model)) > 0)
                QCOMPARE(*cells.at(1).sign, Status::Unknown);
            const QString parent = db.rows(u"SELECT p.ultimate_parent_country FROM e_model m LEFT JOIN e_provider p ON p.id=m.provider WHERE m.id=%1"_s.arg(model)).constFirst().constFirst();
            if (parent == u"US"_s) {
                ++outside;
                QCOMPARE(*cells.at(1).sign, Status::Gap);
                QVERIFY2(cells.at(1).word.contains(u"United States"_s), qPrintable(cells.at(1).tip));
            }
        }
        QVERIFY(outside > 3);
    }
};

BAILIWICK_TEST(QApplication, TestAiPage)

} // namespace tst_aipage

#include "tst_aipage.moc"
