// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/foldedtext.h"
#include "store/textsearch.h"
#include "support/testmain.h"

#include <QRandomGenerator>
#include <QTest>

#include <sqlite3.h>

#include <memory>

namespace tst_textsearch {

using namespace Qt::StringLiterals;

class TestTextSearch final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<sqlite3, decltype(&sqlite3_close)> m_db{nullptr, sqlite3_close};

    int inSql(const QString &text, const QString &wanted)
    {
        sqlite3_stmt *raw = nullptr;
        sqlite3_prepare_v2(m_db.get(), "SELECT bw_finds(?1,?2)", -1, &raw, nullptr);
        const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
        const QByteArray bytes = text.toUtf8(), looked = wanted.toUtf8();
        sqlite3_bind_text(raw, 1, bytes.constData(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        sqlite3_bind_text(raw, 2, looked.constData(), static_cast<int>(looked.size()), SQLITE_TRANSIENT);
        return sqlite3_step(raw) == SQLITE_ROW ? sqlite3_column_int(raw, 0) : -1;
    }

private slots:
    void initTestCase()
    {
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open(":memory:", &db), SQLITE_OK);
        m_db.reset(db);
        store::addTextSearch(db);
    }

    void found_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<bool>("found");
        QTest::newRow("a town without its marks") << u"Rechenzentrum Köln"_s << u"koln"_s << true;
        QTest::newRow("with marks, written without") << u"Rechenzentrum Koln"_s << u"Köln"_s << true;
        QTest::newRow("marks apart") << u"Rechenzentrum Ko\u0308ln"_s << u"KÖLN"_s << true;
        QTest::newRow("a stroke") << u"Łódź"_s << u"lodz"_s << true;
        QTest::newRow("Danish") << u"København, Ærø"_s << u"aero"_s << true;
        QTest::newRow("sharp s") << u"Hauptstraße 1"_s << u"STRASSE"_s << true;
        QTest::newRow("capital sharp s") << u"HAUPTSTRAẞE"_s << u"straße"_s << true;
        QTest::newRow("Greek") << u"Αθήνα"_s << u"αθηνα"_s << true;
        QTest::newRow("a ligature") << u"\ufb01nance"_s << u"finance"_s << true;
        QTest::newRow("case") << u"AWS eu-central-1"_s << u"EU-C"_s << true;
        QTest::newRow("nothing") << u"anything"_s << QString() << true;
        QTest::newRow("in nothing") << QString() << u"a"_s << false;
        QTest::newRow("a per cent sign is one") << u"all of it"_s << u"%"_s << false;
        QTest::newRow("an underline is one") << u"pay-roll"_s << u"pay_roll"_s << false;
        QTest::newRow("other letters") << u"Köln"_s << u"keln"_s << false;
        QTest::newRow("marks where there are none") << u"Mond"_s << u"Mönd"_s << true;
    }
    void found()
    {
        QFETCH(QString, text);
        QFETCH(QString, wanted);
        QTEST(domain::finds(text, wanted), "found");
        QTEST(inSql(text, wanted) == 1, "found");
    }

    /// SQL has a quick way for plain texts: it says what the other says.
    void sameInSqlAndOutside()
    {
        const QString letters = u"aAbBoOöÖ\u0308ßs %_łŁeé1-"_s;
        QRandomGenerator random(11);
        const auto any = [&](quint32 most) {
            QString text;
            for (quint32 n = random.bounded(most); n > 0; --n)
                text += letters.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(letters.size()))));
            return text;
        };
        int hits = 0;
        for (int i = 0; i < 5000; ++i) {
            const QString text = any(12), wanted = any(4);
            QVERIFY2((inSql(text, wanted) == 1) == domain::finds(text, wanted), qPrintable(text + u" | "_s + wanted));
            hits += domain::finds(text, wanted) ? 1 : 0;
        }
        QVERIFY(hits > 500 && hits < 4500);
    }
};

BAILIWICK_TEST(QCoreApplication, TestTextSearch)

} // namespace tst_textsearch

#include "tst_textsearch.moc"
