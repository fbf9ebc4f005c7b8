// SPDX-License-Identifier: GPL-3.0-or-later
// Accelerators, certificates and AI: each number counted a second time by SQL written here, each number a door, nothing hidden.
#include "support/samplewindow.h"
#include "support/testmain.h"

#include "core/certificatestates.h"
#include "core/sovereignty.h"
#include "core/withstore.h"
#include "widgets/figuretwin.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

#include <sqlite3.h>

namespace tst_assetpages {

using namespace Qt::StringLiterals;
using namespace domain;
using app::CertificateState;

namespace {

/// A workspace read past the program.
class ByHand
{
public:
    explicit ByHand(const QString &path) { sqlite3_open(path.toUtf8().constData(), &m_db); }
    ~ByHand() { sqlite3_close(m_db); }
    ByHand(const ByHand &) = delete;
    ByHand &operator=(const ByHand &) = delete;

    QList<QStringList> rows(const QString &sql)
    {
        QList<QStringList> out;
        sqlite3_stmt *s = nullptr;
        if (sqlite3_prepare_v2(m_db, sql.toUtf8().constData(), -1, &s, nullptr) != SQLITE_OK)
            qFatal("%s: %s", sqlite3_errmsg(m_db), qPrintable(sql));
        while (sqlite3_step(s) == SQLITE_ROW) {
            QStringList row;
            for (int c = 0; c < sqlite3_column_count(s); ++c)
                row.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(s, c))));
            out.append(row);
        }
        sqlite3_finalize(s);
        return out;
    }
    qint64 number(const QString &sql)
    {
        const QList<QStringList> all = rows(sql);
        return all.isEmpty() ? 0 : all.constFirst().constFirst().toLongLong();
    }

private:
    sqlite3 *m_db = nullptr;
};

const QString asOfDay = u"20777"_s; // 2026-11-20, the sample's

} // namespace

class TestAssetPages : public SampleWindowTest
{
    Q_OBJECT

    /// The sample to change at will.
    QString copyOfSample(const QString &name)
    {
        const QString to = m_folder.filePath(name + u".bailiwick"_s);
        QFile::remove(to);
        ByHand(m_sample).rows(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        if (!QFile::copy(m_sample, to))
            qFatal("no copy");
        return to;
    }
    views::AcceleratorsData accelerators(const QString &path, const views::FilterState &filter = {}, const views::ChipChoice &choice = {})
    {
        const auto found = m_backend->accelerators(path, filter, choice);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    views::CertificatesData certificates(const QString &path, const views::FilterState &filter = {})
    {
        const auto found = m_backend->certificates(path, filter);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    views::AiData ai(const QString &path, const views::FilterState &filter = {})
    {
        const auto found = m_backend->aiState(path, filter);
        if (!found)
            qFatal("%s", qPrintable(found.error().detail));
        return *found;
    }
    /// How many things the inventory lists behind a door.
    int behind(const QString &path, const views::AssetsPageData &data, const QString &id)
    {
        const auto it = data.doors.constFind(id);
        if (it == data.doors.constEnd())
            return 0;
        views::InventoryQuery query;
        query.kind = it->filter.kind.value();
        query.filter = it->filter;
        const auto found = m_backend->inventory(path, query);
        return found ? found->total : -1;
    }
    static double sumOf(const figures::StackedBarsData &bars)
    {
        double sum = 0;
        for (const figures::Bar &bar : bars.bars) {
            for (const figures::BarSegment &segment : bar.segments)
                sum += segment.value;
        }
        return sum;
    }
    static QString emptyWorkspace(app::GuiBackend &backend, const QString &path)
    {
        QFile::remove(path);
        if (!backend.open(path, true))
            qFatal("no workspace");
        return path;
    }

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

    void aCertificateStandsAsItsDatesAndEvidenceSay_data()
    {
        QTest::addColumn<int>("expires"); // days from the day; -9999: not recorded
        QTest::addColumn<bool>("endless");
        QTest::addColumn<bool>("evidence");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("issued");
        QTest::addColumn<int>("state");
        const auto row = [](const char *name, int expires, bool endless, bool evidence, const QString &type, int issued, CertificateState state) {
            QTest::newRow(name) << expires << endless << evidence << type << issued << int(state);
        };
        const QString certificate = u"certificate"_s;
        row("ends next year", 400, false, true, certificate, -100, CertificateState::Valid);
        row("ends in 91 days", 91, false, true, certificate, -100, CertificateState::Valid);
        row("ends in 90 days", 90, false, true, certificate, -100, CertificateState::ExpiresSoon);
        row("ends today", 0, false, true, certificate, -100, CertificateState::ExpiresSoon);
        row("ended yesterday", -1, false, true, certificate, -100, CertificateState::Expired);
        row("ended, and nobody has seen it", -1, false, false, certificate, -100, CertificateState::Expired);
        row("never ends", -9999, true, true, certificate, -100, CertificateState::Valid);
        row("nobody recorded its end", -9999, false, true, certificate, -100, CertificateState::Unclear);
        row("starts tomorrow", 400, false, true, certificate, 1, CertificateState::Unclear);
        row("no evidence", 400, false, false, certificate, -100, CertificateState::Claimed);
        row("the holder's own word", 400, false, true, u"self"_s, -100, CertificateState::Claimed);
        row("design alone", 400, false, true, u"type1"_s, -100, CertificateState::Unclear);
        row("type 2", 400, false, true, u"type2"_s, -100, CertificateState::Valid);
    }
    void aCertificateStandsAsItsDatesAndEvidenceSay()
    {
        QFETCH(int, expires);
        QFETCH(bool, endless);
        QFETCH(bool, evidence);
        QFETCH(QString, type);
        QFETCH(int, issued);
        QFETCH(int, state);
        constexpr Day asOf = 20777;
        store::CertificateLine line;
        if (expires != -9999)
            line.expires = asOf + expires;
        line.endless = endless;
        line.evidence = evidence ? u"evidence/report.pdf"_s : QString();
        line.reportType = type;
        line.issued = asOf + issued;
        QCOMPARE(int(app::certificateStanding(line, asOf).state), state);
    }

    void whatHasExpiredStandsFirstThenWhatSoonWill()
    {
        const QString path = copyOfSample(u"expired"_s);
        ByHand db(path);
        db.rows(u"UPDATE e_certification SET expires=%1-5 WHERE id=(SELECT id FROM entity WHERE key='Z-03')"_s.arg(asOfDay));
        db.rows(u"UPDATE e_certification SET expires=%1-500 WHERE id=(SELECT id FROM entity WHERE key='Z-04')"_s.arg(asOfDay));
        db.rows(u"UPDATE e_certification SET evidence_url=NULL WHERE id=(SELECT id FROM entity WHERE key='Z-05')"_s);
        const views::CertificatesData data = certificates(path);
        QCOMPARE(qint64(data.list.rows.size()), db.number(u"SELECT count(*) FROM e_certification"_s));
        QCOMPARE(data.list.rows.at(0).cells.at(0), u"C5 aws"_s);
        QCOMPARE(data.list.rows.at(0).cells.at(4), u"-5"_s);
        const qint64 expired = db.number(u"SELECT count(*) FROM e_certification WHERE expires<%1"_s.arg(asOfDay));
        const qint64 soon = db.number(u"SELECT count(*) FROM e_certification WHERE expires BETWEEN %1 AND %1+90 AND evidence_url IS NOT NULL AND report_type NOT IN ('self','type1')"_s.arg(asOfDay));
        QVERIFY(soon > 0 && expired >= 2);
        QCOMPARE(data.list.rows.at(expired - 1).cells.at(4), u"-500"_s);
        int last = 0;
        for (qint64 i = 0; i < data.list.rows.size(); ++i) {
            const views::AssetRow &row = data.list.rows.at(i);
            const Status wanted = i < expired ? Status::Gap : i < expired + soon ? Status::NotYetApplicable : *row.sign;
            QCOMPARE(*row.sign, wanted);
            if (i >= expired) {
                QVERIFY(row.cells.at(4).toInt() >= last || i == expired + soon);
                last = row.cells.at(4).toInt();
            }
            QCOMPARE(behind(path, data, row.id), 1);
        }
        QVERIFY2(data.summary.contains(u"%1 expired"_s.arg(expired)) && data.summary.contains(u"%1 expire"_s.arg(soon)) && data.summary.contains(u"1 claimed without evidence"_s), qPrintable(data.summary));
        // The line that warns lies 90 days after the day.
        QCOMPARE(data.days.today, QDate(2026, 11, 20));
        QCOMPARE(data.days.warn, QDate(2027, 2, 18));
        QCOMPARE(qint64(data.days.marks.size()), db.number(u"SELECT count(*) FROM e_certification WHERE expires IS NOT NULL"_s));
        const QRectF area(0, 0, 900, 300);
        const figures::Figure strip = figures::layoutTimeline(data.days, area, figures::Style::screen(figures::Palette::light()));
        const auto word = [&strip](const QString &text) { return std::find_if(strip.cells.begin(), strip.cells.end(), [&](const figures::Cell &c) { return c.text == text; }); };
        QVERIFY(word(data.days.todayWord) != strip.cells.end() && word(data.days.warnWord) != strip.cells.end());
        QVERIFY(!word(data.days.todayWord)->rect.intersects(word(data.days.warnWord)->rect));
    }

    void aServiceIsCoveredOnlyByWhatNamesIt()
    {
        ByHand db(m_sample);
        const views::CertificatesData data = certificates(m_sample);
        const figures::MatrixData &matrix = data.coverage;
        QCOMPARE(qint64(matrix.rows.size()), db.number(u"SELECT count(*) FROM e_service"_s));
        QCOMPARE(qint64(matrix.columns.size()), db.number(u"SELECT count(DISTINCT scheme) FROM e_certification WHERE holder IS NOT NULL"_s));
        int covered = 0;
        for (qsizetype r = 0; r < matrix.rows.size(); ++r) {
            const QString service = matrix.rows.at(r).id.section(u':', 1);
            for (qsizetype c = 0; c < matrix.columns.size(); ++c) {
                const figures::MatrixCell &cell = matrix.cells.at(r).at(c);
                QVERIFY(cell.sign && !cell.word.isEmpty());
                const QString scheme = QString(matrix.columns.at(c).label).replace(u' ', u'_');
                // Certificates of the scheme that the service's own provider holds and that name it by its key, whatever the region.
                const QString named = u"FROM e_certification t JOIN e_service s ON s.id=%1 AND s.provider=t.holder JOIN list_item i ON i.entity=t.id AND i.attr='services' JOIN entity e ON e.id=s.id AND "
                                      "lower(e.key)=lower(i.value) WHERE t.scheme='%2'"_s.arg(service, scheme);
                const qint64 surely = db.number(u"SELECT count(*) "_s + named + u" AND EXISTS (SELECT 1 FROM list_item g WHERE g.entity=t.id AND g.attr='regions' AND g.value='*')"_s);
                const qint64 valid = db.number(u"SELECT count(*) "_s + named + u" AND EXISTS (SELECT 1 FROM list_item g WHERE g.entity=t.id AND g.attr='regions' AND g.value='*') AND t.expires>%1+90 AND t.issued<=%1 AND "
                                                 "t.evidence_url IS NOT NULL AND t.report_type IN ('certificate','type2')"_s.arg(asOfDay));
                if (surely > 0)
                    QVERIFY2(cell.word != app::certificateWord(CertificateState::None), qPrintable(cell.tip));
                if (valid > 0) {
                    ++covered;
                    QCOMPARE(cell.word, app::certificateWord(CertificateState::Valid));
                }
                if (*cell.sign == Status::NotApplicable) {
                    QVERIFY(cell.id.isEmpty());
                    QCOMPARE(db.number(u"SELECT count(*) "_s + named), surely);
                } else {
                    QCOMPARE(behind(m_sample, data, cell.id), int(cell.value));
                }
                // A certificate of nobody but the provider counts.
                if (*cell.sign == Status::Pass)
                    QVERIFY(db.number(u"SELECT count(*) FROM e_certification t JOIN e_service s ON s.provider=t.holder WHERE s.id=%1 AND t.scheme='%2'"_s.arg(service, scheme)) > 0);
            }
        }
        QVERIFY(covered > 10);
    }

    void laterEverythingExpires()
    {
        const QString path = copyOfSample(u"later"_s);
        domain::QuietJob job;
        QVERIFY(m_backend->evaluate(path, QDate(2029, 12, 31), job));
        const views::CertificatesData data = certificates(path);
        QCOMPARE(data.asOf, QDate(2029, 12, 31));
        QVERIFY(!data.list.rows.isEmpty());
        for (const views::AssetRow &row : data.list.rows)
            QCOMPARE(*row.sign, Status::Gap);
        for (const QList<figures::MatrixCell> &line : data.coverage.cells) {
            for (const figures::MatrixCell &cell : line)
                QVERIFY(*cell.sign != Status::Pass && *cell.sign != Status::NotYetApplicable);
        }
    }

    void certificatesFollowALegalEntity()
    {
        views::FilterState filter;
        filter.legalEntity = u"corvane-athens"_s;
        const views::CertificatesData all = certificates(m_sample);
        const views::CertificatesData part = certificates(m_sample, filter);
        QVERIFY(!part.coverage.rows.isEmpty() && part.coverage.rows.size() < all.coverage.rows.size());
        QVERIFY(part.list.rows.size() < all.list.rows.size());
        // What its systems rest on.
        ByHand db(m_sample);
        const QList<QStringList> services = db.rows(u"SELECT DISTINCT w.service FROM e_workload w WHERE w.service IS NOT NULL AND w.legal_entity=(SELECT id FROM entity WHERE key='corvane-athens' AND kind=0)"_s);
        QVERIFY(!services.isEmpty());
        for (const QStringList &row : services)
            QVERIFY(std::any_of(part.coverage.rows.begin(), part.coverage.rows.end(), [&](const figures::MatrixHead &h) { return h.id == u"service:"_s + row.constFirst(); }));
    }

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
                const Status wanted = !needed ? Status::NotApplicable : tested ? Status::Pass : whole ? Status::Gap : Status::Unknown;
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

    void anEmptyWorkspaceSaysWhichExportsFillThePages()
    {
        const QString path = emptyWorkspace(*m_backend, m_folder.filePath(u"empty.bailiwick"_s));
        QVERIFY(accelerators(path).nothing.contains(u"accelerators.csv"_s));
        QVERIFY(certificates(path).nothing.contains(u"certifications.csv"_s));
        QVERIFY(ai(path).nothing.contains(u"ai_uses.csv"_s));
    }

    void aWorkspaceWithoutSuchThingsShowsTheSentenceAlone()
    {
        const QString path = copyOfSample(u"bare"_s);
        {
            ByHand db(path);
            db.rows(u"PRAGMA foreign_keys=ON"_s);
            db.rows(u"DELETE FROM entity WHERE kind IN (6,7,8,16)"_s);
        }
        views::MainWindow window(*m_backend);
        window.show();
        QSignalSpy opened(&window, &views::MainWindow::workspaceOpened);
        window.openWorkspace(path, false);
        QVERIFY(opened.wait(patience));
        for (const QString &page : {u"accelerators"_s, u"certificates"_s, u"ai"_s}) {
            window.showPage(page);
            settle(window);
            const auto *nothing = window.findChild<QLabel *>(page + u"Nothing"_s);
            QVERIFY2(nothing && nothing->isVisible() && nothing->text().contains(u"fill this page"_s), qPrintable(page));
        }
        QVERIFY(!window.findChild<views::FigureTwin *>()->isVisible());
    }

    void thePagesLeadOnFromFigureTableAndList()
    {
        const auto window = openWindow(u"certificates"_s);
        auto *list = window->findChild<QTreeWidget *>(u"certificateList"_s);
        QVERIFY(list->topLevelItemCount() > 30);
        list->setCurrentItem(list->topLevelItem(0));
        emit list->itemActivated(list->topLevelItem(0), 0);
        settle(*window);
        QVERIFY(window->findChild<views::DetailsPane *>(u"detailsPane"_s)->isVisible());
        window->findChild<QTabBar *>(u"certificateParts"_s)->setCurrentIndex(1);
        auto *matrix = window->findChild<views::FigureView *>(u"certificateCoverage"_s);
        window->grab();
        const QStringList ids = matrix->ids();
        const auto scheme = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return id.startsWith(u"scheme:"_s); });
        QVERIFY(scheme != ids.end());
        // Further down, by the mark at the foot.
        const auto turn = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return figures::matrixTurn(id).has_value(); });
        QVERIFY(turn != ids.end());
        emit matrix->chosen(*turn);
        window->grab();
        QVERIFY(matrix->ids() != ids);
        // The same as a table.
        window->findChild<QToolButton *>(u"certificateCoverageAsTable"_s)->click();
        auto *table = window->findChild<QTreeWidget *>(u"certificateCoverageRows"_s);
        QVERIFY(table && table->isVisible() && table->size() == matrix->size());
        ByHand db(m_sample);
        QCOMPARE(qint64(table->topLevelItemCount()), db.number(u"SELECT count(*) FROM e_service"_s));
        emit matrix->chosen(*scheme);
        settle(*window);
        QCOMPARE(window->filter().kind, EntityKind::Certification);
        QVERIFY(window->findChild<QWidget *>(u"page_inventory"_s)->isVisible());
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

    void everyControlHasAName()
    {
        for (const QString &page : {u"accelerators"_s, u"certificates"_s, u"ai"_s}) {
            const auto window = openWindow(page);
            const auto *shown = window->findChild<QWidget *>(u"page_"_s + page);
            for (const QWidget *widget : shown->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"_s) || qobject_cast<const QLabel *>(widget) || !widget->inherits("QTreeWidget"))
                    continue;
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(page + u' ' + widget->objectName()));
            }
        }
    }
};

BAILIWICK_TEST(QApplication, TestAssetPages)

} // namespace tst_assetpages

#include "tst_assetpages.moc"
