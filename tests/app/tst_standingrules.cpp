// SPDX-License-Identifier: GPL-3.0-or-later
// What is prepared once for many: results explained together are as each alone, and the rule sets that stand are those of the workspace
// that was opened last, though nobody asked for them while another one was open.
#include "core/services.h"
#include "rules/evaluator.h"
#include "rules/explainer.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_standingrules {

using namespace Qt::StringLiterals;

class TestStandingRules : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto loaded = app::Services::load();
        QVERIFY(loaded);
        m_services = std::move(*loaded);
        m_cli.write(u"systems.csv"_s, "workload:key,name,owner\na,A,Treasury\n");
        for (const QString &workspace : {u"plain"_s, u"own"_s, u"narrowed"_s})
            QCOMPARE(m_cli.run({u"import"_s, u"--workspace"_s, workspace, u"--quiet"_s, u"systems.csv"_s}).code, 0);
        QCOMPARE(m_cli.run({u"packs"_s, u"--workspace"_s, u"own"_s, u"--new"_s, u"house"_s}).code, 0);
        QCOMPARE(m_cli.run({u"packs"_s, u"--workspace"_s, u"narrowed"_s, u"--parameter"_s, u"gdpr/tia_max_age_days=180"_s, u"--why"_s, u"Our own standard"_s}).code, 0);
    }

    void explainedTogetherAsAlone()
    {
        QCOMPARE(m_cli.run({u"demo"_s, u"--workspace"_s, u"sample"_s}).code, 0);
        QCOMPARE(m_cli.run({u"evaluate"_s, u"--workspace"_s, u"sample"_s, u"--as-of"_s, u"2026-11-20"_s}).code, 0);
        store::ConnectionScope scope(m_cli.path(u"sample"_s), store::Access::Read);
        QVERIFY(scope.isOpen());
        store::AttributeStore values(store::nativeHandle(scope.db()), m_services->catalogue);
        m_services->follow(values, m_cli.path(u"sample"_s));
        QList<rules::ExplainedOf> asked;
        QList<domain::EntityId> things;
        // Of each rule the first and the last thing that it leaves open or unknown.
        for (const QByteArray &row : Peek(m_cli.path(u"sample"_s)).rows("SELECT r.name, min(f.entity), max(f.entity) FROM finding f JOIN rule r ON r.id=f.rule GROUP BY r.name ORDER BY r.name")) {
            const QByteArrayList cells = row.split('|');
            const auto [pack, rule] = m_services->rule(QString::fromUtf8(cells.at(0)));
            QVERIFY2(rule, row.constData());
            asked.append({pack, rule, {domain::EntityId{cells.at(1).toLongLong()}, domain::EntityId{cells.at(2).toLongLong()}}});
            asked.append({nullptr, nullptr, {domain::EntityId{cells.at(1).toLongLong()}}}); // of a rule that is gone
        }
        QVERIFY(asked.size() > 100);
        const domain::Day day = domain::toDay(QDate(2026, 11, 20));
        const auto together = rules::explainMany(scope.db(), m_services->catalogue, asked, day);
        QVERIFY2(together, together ? "" : qPrintable(together.error().detail));
        QCOMPARE(together->size(), asked.size());
        qsizetype next = 0;
        for (const rules::ExplainedOf &of : std::as_const(asked)) {
            for (qsizetype i = 0; of.rule && i < of.ids.size(); ++i) {
                const rules::Explanation &one = together->at(next++);
                const auto alone = rules::explain(scope.db(), m_services->catalogue, *of.pack, *of.rule, of.ids.at(i), day);
                QVERIFY2(alone, qPrintable(of.rule->id));
                QVERIFY2(one.entity == of.ids.at(i) && one.entity == alone->entity, qPrintable(of.rule->id));
                QCOMPARE(one.status, alone->status);
                QCOMPARE(one.reason, alone->reason);
                QVERIFY2(one.facts == alone->facts && one.applies == alone->applies && one.gap == alone->gap, qPrintable(of.rule->id));
            }
        }
    }

    void thoseOfTheWorkspaceOpenedLast_data()
    {
        QTest::addColumn<QStringList>("opened");
        QTest::addColumn<bool>("house"); // a rule set of its own
        QTest::addColumn<int>("age");    // of a transfer impact assessment, in days
        QTest::newRow("none") << QStringList{} << false << 365;
        QTest::newRow("as shipped") << QStringList{u"plain"_s} << false << 365;
        QTest::newRow("its own") << QStringList{u"own"_s} << true << 365;
        QTest::newRow("narrowed") << QStringList{u"narrowed"_s} << false << 180;
        QTest::newRow("one after the other") << QStringList{u"own"_s, u"narrowed"_s} << false << 180;
        QTest::newRow("and back") << QStringList{u"own"_s, u"narrowed"_s, u"own"_s} << true << 365;
        QTest::newRow("at last a plain one") << QStringList{u"own"_s, u"narrowed"_s, u"plain"_s} << false << 365;
    }
    void thoseOfTheWorkspaceOpenedLast()
    {
        QFETCH(QStringList, opened);
        QFETCH(bool, house);
        QFETCH(int, age);
        for (const bool askedBetween : {false, true}) {
            auto services = app::Services::load();
            QVERIFY(services);
            QList<const rules::Pack *> seen;
            for (const QString &workspace : std::as_const(opened)) {
                store::ConnectionScope scope(m_cli.path(workspace), store::Access::Read);
                QVERIFY(scope.isOpen());
                store::AttributeStore values(store::nativeHandle(scope.db()), (*services)->catalogue);
                (*services)->follow(values, workspace);
                if (askedBetween)
                    seen.append((*services)->pack(u"gdpr"));
            }
            QCOMPARE((*services)->pack(u"house") != nullptr, house);
            QCOMPARE(rules::parameterValues(*(*services)->pack(u"gdpr"), {}).value(u"tia_max_age_days"_s), double(age));
            // Whoever began with the rule sets of another workspace still holds them.
            for (const rules::Pack *pack : std::as_const(seen))
                QCOMPARE(pack->id, u"gdpr"_s);
        }
    }

private:
    Cli m_cli;
    std::unique_ptr<app::Services> m_services;
};

BAILIWICK_TEST(QCoreApplication, TestStandingRules)

} // namespace tst_standingrules

#include "tst_standingrules.moc"
