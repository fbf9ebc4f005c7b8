// SPDX-License-Identifier: GPL-3.0-or-later
// Faulty and hostile rule sets as an officer meets them, by the command line: each is refused with its place in the file, in little time and
// memory, and the workspace stays as it was to the last row. What only looks hostile is taken as what it is: text.
#include "support/cli.h"
#include "support/testmain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QtTest/QTest>

#include <sys/resource.h>

namespace tst_hostilepacks {

using namespace Qt::StringLiterals;

namespace {

QByteArray withCondition(const QByteArray &condition)
{
    return R"({"pack":"big","version":"1","title":"Big","legal_status":"own_policy","rules":[{"id":"A","title":"T","entity":"workload","severity":"low","gap_if":)" + condition + "}]}";
}

QByteArray repeated(const QByteArray &part, int times)
{
    QByteArrayList parts;
    parts.fill(part, times);
    return parts.join(',');
}

/// The most memory that a program that was run here has had, in MB.
long peakOfChildren()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

class TestHostilePacks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_cli.write(u"systems.csv"_s, "workload:key,name,owner\na,A,Treasury\n");
        QCOMPARE(m_cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--quiet"_s, u"systems.csv"_s}).code, 0);
        QCOMPARE(packs({u"--new"_s, u"house"_s}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s}).code, 0);
        m_before = Peek(m_cli.path(u"w"_s)).dump();
        QVERIFY(m_before.size() > 1000);
    }

    void isRefused_data()
    {
        QTest::addColumn<QString>("file");
        const QString folder = QStringLiteral(TEST_DATA) + u"/packs/bad/"_s;
        for (const QString &name : QDir(folder).entryList(QDir::Files))
            QTest::newRow(qPrintable(name.chopped(5))) << folder + name;
        // Too large to be kept, so that they are made here.
        const auto made = [this](const char *name, const QByteArray &json) { QTest::newRow(name) << m_cli.path(m_cli.write(QString::fromLatin1(name).replace(u' ', u'-') + u".json"_s, json)); };
        made("a list of 20000 countries", withCondition("{\"attr\":\"provider.legal_country\",\"in\":[" + repeated("\"DE\"", 20000) + "]}"));
        made("20000 conditions", withCondition("{\"any\":[" + repeated("{\"const\":true}", 20000) + "]}"));
        made("a text of 1 MB", withCondition("{\"attr\":\"owner\",\"is\":\"" + QByteArray(1'000'000, 'a') + "\"}"));
        made("a number of 1 MB", withCondition("{\"attr\":\"owner\",\"lt\":" + QByteArray(1'000'000, '9') + "}"));
        made("a pattern of stars", withCondition("{\"attr\":\"owner\",\"matches\":\"" + QByteArray(500, '*') + "a\"}"));
        made("15 MB of brackets", QByteArray(15'000'000, '['));
        made("600 rules", QByteArray("{\"pack\":\"big\",\"version\":\"1\",\"title\":\"B\",\"legal_status\":\"law\",\"rules\":[")
                              + repeated(R"({"id":"A","title":"T","entity":"workload","severity":"low","gap_if":{"const":true}})", 600) + "]}");
        QByteArray deep = R"({"attr":"env","is":"test"})";
        for (int i = 0; i < 5000; ++i)
            deep = "{\"not\":" + deep + "}";
        made("5000 nots", withCondition(deep));
        made("nothing but zero bytes", QByteArray(100'000, '\0'));
        made("a picture", QByteArray("\x89PNG\r\n\x1a\n") + QByteArray(5000, '\xff'));
    }

    void isRefused()
    {
        QFETCH(QString, file);
        QElapsedTimer timer;
        timer.start();
        const CliRun run = packs({u"--import"_s, file});
        const qint64 took = timer.elapsed();
        QVERIFY2(run.code == 1 || run.code == 2, qPrintable(QString::number(run.code)));
        QVERIFY(run.out.isEmpty());
        // FILE#/pointer, or FILE# where the file as a whole is none.
        const QRegularExpression place(QRegularExpression::escape(QFileInfo(file).fileName()) + u"#(/[^\\s:]*)?"_s);
        QVERIFY2(place.match(QString::fromUtf8(run.err)).hasMatch(), run.err.left(600).constData());
        QVERIFY2(run.err.size() < 4000, qPrintable(QString::number(run.err.size())));
        QVERIFY2(took < 20'000, qPrintable(QString::number(took)));
        QVERIFY2(peakOfChildren() < 700, qPrintable(QString::number(peakOfChildren())));
        QVERIFY2(Peek(m_cli.path(u"w"_s)).dump() == m_before, "the workspace is another");
        // Before it is brought in, too.
        QCOMPARE(m_cli.run({u"check-pack"_s, file}).code, 1);
    }

    // SQL, markup and paths in names are names.
    void whatOnlyLooksHostileIsText()
    {
        const QString was = u"x'); DROP TABLE entity; --"_s;
        m_cli.write(u"names.json"_s, R"({"pack":"names","version":"\u0027; DROP TABLE finding; --","title":"x\u0027); DROP TABLE entity; --","legal_status":"own_policy",
          "about":"<script>alert(1)</script> ../../etc/passwd %s%n",
          "parameters":{"p":{"value":1,"unit":"days\u0027; --","label":"\" OR 1=1 --"}},
          "rules":[{"id":"N1","title":"\u0027; DELETE FROM workload; --","heading":"<b>bold</b>","entity":"workload","severity":"low",
          "gap_if":{"attr":"owner","in":["\u0027; DROP TABLE entity; --","%s%n","\" OR \"\"=\""]},
          "reason":{"gap":"\u0027; DROP TABLE rule; --"}}]})");
        QCOMPARE(packs({u"--import"_s, u"names.json"_s}).code, 0);
        QVERIFY(packs().out.contains(was.toUtf8()));
        QCOMPARE(m_cli.run({u"set"_s, u"--workspace"_s, u"w"_s, u"workload:a"_s, u"owner='; DROP TABLE entity; --"_s}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QVERIFY(m_cli.run({u"gaps"_s, u"--workspace"_s, u"w"_s, u"--frameworks"_s, u"names"_s}).out.contains("N1"));
        QCOMPARE(m_cli.run({u"report"_s, u"--workspace"_s, u"w"_s, u"--out"_s, u"names.html"_s}).code, 0);
        const QByteArray html = m_cli.read(u"names.html"_s);
        QVERIFY(html.contains("&lt;script&gt;") || !html.contains("alert(1)"));
        QVERIFY(!html.contains("<script>alert"));
        QVERIFY(!html.contains("<b>bold</b>"));
        QCOMPARE(m_cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(Peek(m_cli.path(u"w"_s)).count("SELECT count(*) FROM entity"), 1);
    }

private:
    CliRun packs(const QStringList &more = {}) const { return m_cli.run(QStringList{u"packs"_s, u"--workspace"_s, u"w"_s} + more); }

    Cli m_cli;
    QByteArray m_before;
};

BAILIWICK_TEST(QCoreApplication, TestHostilePacks)

} // namespace tst_hostilepacks

#include "tst_hostilepacks.moc"
