// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates: each number counted a second time by SQL written here, each number a door, nothing hidden.
#include "support/testmain.h"
#include "views/assetpagestest.h"

#include "core/certificatestates.h"
#include "pages/calendardata.h"

#include <QApplication>

namespace tst_certificatespage {

using namespace Qt::StringLiterals;
using namespace domain;
using app::CertificateState;

namespace {

const QString asOfDay = u"20777"_s; // 2026-11-20, the sample's

} // namespace

class TestCertificatesPage : public AssetPagesTest
{
    Q_OBJECT

private slots:
    void initTestCase() { makeSample(); }

    // The group's own certificates are held by a legal entity, on every page, and a scheme has one name.
    void ownCertificatesHaveTheirHolder()
    {
        views::InventoryQuery query;
        query.kind = EntityKind::Certification;
        query.columns = {u"scheme"_s, u"holder"_s, u"legal_entity"_s};
        const auto listed = m_backend->inventory(m_sample, query);
        QVERIFY(listed);
        const auto shown = m_backend->certificates(m_sample, {});
        QVERIFY(shown);
        int own = 0;
        for (const items::Row &row : listed->rows) {
            QVERIFY2(row.cells.at(1).state == items::CellState::Value, qPrintable(row.key));
            if (row.cells.at(2).state != items::CellState::Value)
                continue;
            ++own;
            QCOMPARE(row.cells.at(1).text, row.cells.at(2).text);
            QCOMPARE(row.cells.at(1).from, u"Holder in the group"_s);
            const auto line = std::find_if(shown->list.rows.cbegin(), shown->list.rows.cend(), [&](const views::AssetRow &r) { return r.id == u"certificate:%1"_s.arg(row.id); });
            QVERIFY(line != shown->list.rows.cend());
            QCOMPARE(line->cells.at(2), row.cells.at(1).text);
            QVERIFY2(line->cells.at(1).startsWith(row.cells.at(0).text), qPrintable(line->cells.at(1) + u" / "_s + row.cells.at(0).text));
        }
        QVERIFY(own > 0);
        const auto calendar = m_backend->calendar(m_sample, {});
        QVERIFY(calendar);
        int named = 0;
        for (const views::ComingRow &row : calendar->rows) {
            if (row.row.sort == u"certificate"_s)
                named += row.row.text.contains(u"Corvane Technology"_s);
        }
        QCOMPARE(named, own);
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
                const QString scheme = matrix.columns.at(c).id.section(u':', 1);
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

    void noKnownCertificateIsNoDeclaredAbsence()
    {
        // In the narrow cell as in the wide one: "none" is what somebody has declared.
        int silent = 0;
        const views::CertificatesData data = certificates(m_sample);
        for (const QList<figures::MatrixCell> &line : data.coverage.cells) {
            for (const figures::MatrixCell &cell : line) {
                silent += cell.word == u"none known"_s ? 1 : 0;
                QVERIFY2(cell.word != u"none"_s && cell.brief != u"none"_s, qPrintable(cell.tip));
            }
        }
        QVERIFY(silent > 0);
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
};

BAILIWICK_TEST(QApplication, TestCertificatesPage)

} // namespace tst_certificatespage

#include "tst_certificatespage.moc"
