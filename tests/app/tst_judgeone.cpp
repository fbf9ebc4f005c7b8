// SPDX-License-Identifier: GPL-3.0-or-later
// One thing judged by itself: the same as in a run over everything, at once after an edit, and kept nowhere.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_judgeone {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

class TestJudgeOne : public QObject
{
    Q_OBJECT

    Cli m_cli;
    QString m_all;

    ordered_json judge(const QString &what) const
    {
        return m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, m_all, u"--as-of"_s, u"2026-11-20"_s, u"--only"_s, what, u"--json"_s}).json();
    }
    static QString statusOf(const ordered_json &judged, const std::string &rule, const char *which = "status")
    {
        for (const ordered_json &r : judged["results"]) {
            if (r["rule"] == rule)
                return r[which].is_null() ? u"nothing"_s : QString::fromStdString(r[which].get<std::string>());
        }
        return u"not judged"_s;
    }

private slots:
    void initTestCase()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, u"w.bailiwick"_s}).code, 0);
        QStringList ids;
        for (const ordered_json &f : m_cli.run({u"frameworks"_s, u"--json"_s}).json())
            ids.append(QString::fromStdString(f["id"].get<std::string>()));
        QVERIFY(ids.size() >= 46);
        m_all = ids.join(u',');
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--frameworks"_s, m_all, u"--as-of"_s, u"2026-11-20"_s, u"--quiet"_s}).code, 0);
    }

    void likeTheRun_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"legal_entity", "business_service", "workload", "dataset", "processing", "transfer", "model", "ai_use", "accelerator", "identity",
                                 "grant", "provider", "contracting_entity", "contract", "service", "certification", "dependency", "request"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    /// All of what is open in the run, and nothing else, for the first things of the kind.
    void likeTheRun()
    {
        QFETCH(QString, kind);
        Peek peek(m_cli.path(u"w.bailiwick"_s));
        const QList<QByteArray> keys =
            peek.rows("SELECT e.key FROM entity e JOIN e_" + kind.toLatin1() + " t ON t.id = e.id WHERE e.retired_on IS NULL ORDER BY e.id % 7, e.id LIMIT 4");
        if (keys.isEmpty())
            QSKIP("the sample has none");
        for (const QByteArray &key : keys) {
            const ordered_json judged = judge(kind + u':' + QString::fromUtf8(key));
            QVERIFY2(judged.contains("results"), key.constData());
            QStringList now;
            for (const ordered_json &r : judged["results"]) {
                const std::string status = r["status"];
                if (status != "pass" && status != "not_applicable")
                    now.append(QString::fromStdString(r["rule"].get<std::string>() + ' ' + status));
                else
                    QVERIFY2(r["last"].is_null(), r.dump().c_str());
            }
            QStringList then;
            for (const QByteArray &row :
                 peek.rows("SELECT r.name || ' ' || CASE f.status WHEN 1 THEN 'gap' WHEN 2 THEN 'unknown' WHEN 4 THEN 'not_yet_applicable' WHEN 5 THEN 'accepted' "
                           "ELSE 'error' END FROM finding f JOIN rule r ON r.id = f.rule JOIN entity e ON e.id = f.entity JOIN e_" + kind.toLatin1() +
                           " t ON t.id = e.id WHERE e.key = '" + key + "'"))
                then.append(QString::fromUtf8(row));
            now.sort();
            then.sort();
            QCOMPARE(now, then);
        }
    }

    void atOnceAfterAnEdit()
    {
        Peek peek(m_cli.path(u"w.bailiwick"_s));
        const QByteArray kept = "SELECT count(*) || ' ' || (SELECT count(*) FROM finding) FROM run";
        const QByteArray runs = peek.one(kept);
        const QString contract = u"contract:C-002"_s;
        for (const auto &[value, status] : {std::pair(u"audit_rights=none"_s, u"gap"_s), std::pair(u"audit_rights=true supervisor_access=true"_s, u"pass"_s)}) {
            QCOMPARE(m_cli.run(QStringList{u"set"_s, u"--workspace"_s, u"w.bailiwick"_s, contract} + value.split(u' ')).code, 0);
            QCOMPARE(statusOf(judge(contract), "DORA-30-3e"), status);
        }
        QCOMPARE(peek.one(kept), runs);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("code");
        QTest::newRow("no such thing") << u"workload:no-such"_s << 1;
        QTest::newRow("no kind") << u"nothing"_s << 2;
    }
    void refused()
    {
        QFETCH(QString, what);
        QFETCH(int, code);
        const CliRun run = m_cli.run({u"evaluate"_s, u"--workspace"_s, u"w.bailiwick"_s, u"--only"_s, what});
        QCOMPARE(run.code, code);
        QVERIFY(!run.err.isEmpty());
    }
};

BAILIWICK_TEST(QCoreApplication, TestJudgeOne)

} // namespace tst_judgeone

#include "tst_judgeone.moc"
