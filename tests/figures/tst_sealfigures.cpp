// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/sealfigures.h"
#include "support/testmain.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

namespace tst_sealfigures {

using namespace Qt::StringLiterals;
using namespace figures;

namespace {

SealData sample(int things)
{
    SealData data;
    for (int i = 1; i <= 8; ++i) {
        data.ids.append(u"SOV-%1"_s.arg(i));
        data.names.append(u"Objective %1"_s.arg(i));
    }
    for (int t = 0; t < things; ++t) {
        SealData::Thing thing{u"Service %1"_s.arg(t + 1), {}};
        for (int i = 0; i < 8; ++i)
            thing.objectives.append({10.0 * i, 10.0 * i + 20, i == 7 ? std::nullopt : std::optional(i % 5), i == 7 ? std::nullopt : std::optional(0)});
        data.things.append(thing);
    }
    data.emptyText = u"Nothing is assessed here."_s;
    return data;
}

const QRectF area(0, 0, 700, 300);

} // namespace

/// The radar and the ladders of the eight objectives.
class TestSealFigures : public QObject
{
    Q_OBJECT

private slots:
    void nothingSaysWhy()
    {
        for (const auto layout : {layoutSealRadar, layoutSealLadders}) {
            const Figure empty = layout(SealData{{}, {}, {}, {}, u"Nothing is assessed here."_s}, area, Style::screen(Palette::light()));
            QVERIFY(!empty.cells.isEmpty());
            QVERIFY(!empty.hitTest(area.center()));
        }
    }

    // As a table: an open objective is no SEAL-0, and a score that is not decided has two ends.
    void theTableTellsOpenFromNought()
    {
        SealData data;
        data.ids = {u"SOV-1"_s, u"SOV-2"_s, u"SOV-3"_s};
        data.names = {u"Strategic"_s, u"Legal"_s, u"Data"_s};
        data.things = {{u"EC2"_s, {{12, 80.5, std::nullopt, std::nullopt}, {0, 0, 0, 0}, {40, 40, 2, 1}}}};
        data.minimum = {std::nullopt, 3, std::nullopt};
        const TwinTable table = tableOf(data);
        QCOMPARE(table.rows.size(), 3);
        const QList<QStringList> wanted = {{u"SOV-1"_s, u"Strategic"_s, u"EC2"_s, {}, {}, u"12.0"_s, u"80.5"_s, {}},
                                           {u"SOV-2"_s, u"Legal"_s, u"EC2"_s, u"0"_s, u"0"_s, u"0.0"_s, u"0.0"_s, u"3"_s},
                                           {u"SOV-3"_s, u"Data"_s, u"EC2"_s, u"2"_s, u"1"_s, u"40.0"_s, u"40.0"_s, {}}};
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            QCOMPARE(table.rows.at(i).cells, wanted.at(i));
            QCOMPARE(table.rows.at(i).cells.size(), table.columns.size());
        }
    }

    // A board does not know the objectives by their numbers: each has its word where there is room, and none where one would be cut off.
    void objectivesHaveTheirWords_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::addColumn<QStringList>("radar");
        QTest::addColumn<QStringList>("ladders");
        QTest::newRow("wide") << QSizeF(1000, 300) << QStringList{u"Strategic"_s, u"SOV-1 0\u201320 %"_s, u"Legal & Jurisdictional"_s, u"Environmental Sustainability"_s}
                              << QStringList{u"SOV-1"_s, u"Strategic"_s, u"Legal & Jurisdictional"_s, u"Environmental"_s};
        QTest::newRow("as on the page") << QSizeF(380, 240) << QStringList{u"Strategic"_s, u"Legal"_s, u"Environmental"_s} << QStringList{};
        QTest::newRow("as on the page, ladders") << QSizeF(560, 220) << QStringList{} << QStringList{u"Strategic"_s, u"Legal"_s, u"Security"_s, u"Environmental"_s};
        QTest::newRow("small") << QSizeF(220, 140) << QStringList{u"SOV-1"_s} << QStringList{u"1"_s};
    }
    void objectivesHaveTheirWords()
    {
        QFETCH(QSizeF, size);
        QFETCH(QStringList, radar);
        QFETCH(QStringList, ladders);
        SealData data = sample(1);
        data.names = {u"Strategic Sovereignty"_s,    u"Legal & Jurisdictional Sovereignty"_s, u"Data & AI Sovereignty"_s, u"Operational Sovereignty"_s,
                      u"Supply Chain Sovereignty"_s, u"Technology Sovereignty"_s,             u"Security & Compliance Sovereignty"_s, u"Environmental Sustainability"_s};
        const Style style = Style::screen(Palette::light());
        const auto texts = [](const Figure &figure) {
            QStringList list;
            for (const Cell &c : figure.cells) {
                if (c.kind == Cell::Kind::Text)
                    list.append(c.text);
            }
            return list;
        };
        const QRectF place(QPointF(), size);
        const QStringList onRadar = texts(layoutSealRadar(data, place, style));
        for (const QString &word : radar)
            QVERIFY2(onRadar.contains(word), qPrintable(word + u" in "_s + onRadar.join(u" | "_s)));
        const QStringList onLadders = texts(layoutSealLadders(data, place, style));
        for (const QString &word : ladders)
            QVERIFY2(onLadders.contains(word), qPrintable(word + u" in "_s + onLadders.join(u" | "_s)));
        // Words that don't fit are left out, all of them, and never cut off.
        const auto cells = layoutSealLadders(data, place, style).cells;
        for (const Cell &c : cells)
            QVERIFY(c.kind != Cell::Kind::Text || (place.adjusted(-1, -1, 1, 1).contains(c.rect) && !c.text.contains(u'\u2026')));
    }

    void everyObjectiveIsADoorThatTellsItsNumbers_data()
    {
        QTest::addColumn<bool>("radar");
        QTest::addColumn<int>("things");
        QTest::newRow("radar of one") << true << 1;
        QTest::newRow("radar of four") << true << 4;
        QTest::newRow("ladders of one") << false << 1;
        QTest::newRow("ladders of four") << false << 4;
        QTest::newRow("ladders of more than four") << false << 7;
    }
    void everyObjectiveIsADoorThatTellsItsNumbers()
    {
        QFETCH(bool, radar);
        QFETCH(int, things);
        SealData data = sample(things);
        data.minimum = QList<std::optional<int>>(8, 2);
        const Figure figure = (radar ? layoutSealRadar : layoutSealLadders)(data, area, Style::screen(Palette::light()));
        for (const QString &id : data.ids) {
            const QList<Cell> cells = figure.cellsOf(id);
            QCOMPARE(cells.size(), 1);
            QCOMPARE(figure.hitTest(cells.first().rect.center())->id, id);
            QVERIFY(area.contains(cells.first().rect));
            QVERIFY(cells.first().tip.contains(u"Service 1: "_s) && cells.first().tip.contains(u"evidenced"_s) && cells.first().tip.contains(u"asked for: SEAL-2"_s));
            QCOMPARE(cells.first().tip.contains(u"Service 4: "_s), things >= 4);
            QVERIFY(!cells.first().tip.contains(u"Service 5: "_s));
        }
        QVERIFY(figure.cellsOf(u"SOV-8"_s).first().tip.contains(u"no SEAL yet"_s));
    }

    void aHigherScoreLiesFurtherOut()
    {
        SealData data = sample(1);
        const auto size = [&](double percent) {
            for (SealData::Objective &o : data.things[0].objectives)
                o.low = percent;
            return layoutSealRadar(data, area, Style::screen(Palette::light()));
        };
        const auto filled = [](const Figure &f) {
            for (const Cell &c : f.cells) {
                if (c.kind == Cell::Kind::Path)
                    return c.rect.width();
            }
            return -1.0;
        };
        const double half = filled(size(50));
        QVERIFY(half > 0 && std::abs(filled(size(100)) - 2 * half) < 0.01);
        // The source's best answers give a little more than 100 %: they don't leave the ring.
        QVERIFY(std::abs(filled(size(100.2)) - 2 * half) < 0.01);
        QVERIFY(std::abs(filled(size(0))) < 0.01);
    }

    void aHigherSealStandsHigherAndWhatIsOnlyClaimedIsHatched()
    {
        SealData data = sample(1);
        const auto bars = [&](std::optional<int> seal, std::optional<int> evidenced, bool hatched) {
            for (SealData::Objective &o : data.things[0].objectives) {
                o.seal = seal;
                o.evidenced = evidenced;
            }
            double height = 0;
            for (const Cell &c : layoutSealLadders(data, area, Style::screen(Palette::light())).cells) {
                if (c.kind == Cell::Kind::Box && c.id.isEmpty() && c.fill.hatched == hatched && c.rect.width() > 20)
                    height = std::max(height, c.rect.height());
            }
            return height;
        };
        const double rung = bars(0, 0, false);
        QVERIFY(rung > 0);
        for (int seal = 1; seal <= 4; ++seal)
            QVERIFY(std::abs(bars(seal, seal, false) - rung * (seal + 1)) < 0.01);
        QVERIFY(std::abs(bars(4, 1, true) - 3 * rung) < 0.01);
        QCOMPARE(bars(2, 2, true), 0.0);
        QCOMPARE(bars(1, 4, true), 0.0);
        QVERIFY2(std::abs(bars(3, std::nullopt, true) - 4 * rung) < 0.01, "nothing of it is evidenced");
        QVERIFY2(bars(std::nullopt, std::nullopt, true) > 0, "nothing answered is hatched");
        QCOMPARE(bars(std::nullopt, std::nullopt, false), 0.0);
    }

    void theLegendTellsEveryMark()
    {
        const auto words = [](const Figure &figure) {
            QStringList list;
            for (const Cell &c : figure.cells) {
                if (c.kind == Cell::Kind::Text)
                    list.append(c.text);
            }
            return list.join(u'|');
        };
        const Style style = Style::screen(Palette::light());
        SealData data = sample(1);
        QVERIFY2(words(layoutSealRadar(data, area, style)).contains(u"decided|still possible (outer line)"_s), qPrintable(words(layoutSealRadar(data, area, style))));
        const QString ladders = words(layoutSealLadders(data, area, style));
        QVERIFY2(ladders.contains(u"claimed, not evidenced"_s) && ladders.contains(u"open, no SEAL yet"_s) && !ladders.contains(u"tender"_s), qPrintable(ladders));
        data.minimum = QList<std::optional<int>>(8, 2);
        QVERIFY(words(layoutSealLadders(data, area, style)).contains(u"asked for by the tender"_s));
        // What is not drawn has no key.
        for (SealData::Objective &o : data.things[0].objectives)
            o = {50, 50, 3, 3};
        QVERIFY(!words(layoutSealRadar(data, area, style)).contains(u"still possible"_s));
        QVERIFY(!words(layoutSealLadders(data, area, style)).contains(u"claimed, not"_s) && !words(layoutSealLadders(data, area, style)).contains(u"open, no"_s));
    }

    // Letters of Arabic that stand within a word touch each other, so that no white column lies between them.
    void lettersOfArabicAreJoined_data()
    {
        QTest::addColumn<bool>("halo");
        QTest::newRow("plain") << false;
        QTest::newRow("with a rim") << true;
    }
    void lettersOfArabicAreJoined()
    {
        QFETCH(bool, halo);
        const Style style = Style::screen(Palette::light(), 3);
        QImage image(600, 120, QImage::Format_RGB32);
        image.fill(Qt::white);
        Figure figure{QRectF(0, 0, 600, 120), {text(QString::fromUtf8("\xd8\xb3\xd9\x84\xd9\x85\xd8\xaa\xd9\x87"), QRectF(20, 20, 560, 80), style, TextRole::Title, Qt::AlignLeft | Qt::AlignVCenter)}};
        figure.cells.first().halo = halo;
        QPainter painter(&image);
        figure.paint(painter, style);
        painter.end();
        QList<int> inked;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (qGray(image.pixel(x, y)) < 128) {
                    inked.append(x);
                    break;
                }
            }
        }
        QVERIFY(inked.size() > 20);
        QCOMPARE(inked.last() - inked.first() + 1, int(inked.size()));
    }

    void bothAreDrawnInEveryLight()
    {
        for (const Palette *palette : {&Palette::light(), &Palette::dark()}) {
            for (const auto layout : {layoutSealRadar, layoutSealLadders}) {
                QImage image(700, 300, QImage::Format_ARGB32);
                image.fill(palette->surface);
                const QImage blank = image;
                QPainter painter(&image);
                layout(sample(3), area, Style::screen(*palette)).paint(painter, Style::screen(*palette));
                painter.end();
                QVERIFY(image != blank);
            }
        }
    }
};

BAILIWICK_TEST(QGuiApplication, TestSealFigures)

} // namespace tst_sealfigures

#include "tst_sealfigures.moc"
