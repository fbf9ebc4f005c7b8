// SPDX-License-Identifier: GPL-3.0-or-later
// Deployments of models in a data zone of Azure: of the account's region, in whatever files and order the two come.
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_datazones {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

QByteArray account(const QByteArray &region)
{
    return R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/Chat","name":"Chat","kind":"OpenAI","location":")" + region +
           R"(","type":"Microsoft.CognitiveServices/accounts","properties":{}})";
}
QByteArray deployment(const QByteArray &more, const QByteArray &sku = "DataZoneStandard")
{
    return R"({"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/chat/deployments/near","name":"near","sku":{"name":")" + sku + R"("})" +
           more + R"(,"properties":{"model":{"format":"OpenAI","name":"gpt-4o","version":"2024-11-20"}}})";
}
QByteArray inArea(const QByteArray &area)
{
    return deployment({}).replace("\"version\":\"2024-11-20\"}", "\"version\":\"2024-11-20\"},\"capabilities\":{\"area\":\"" + area + "\"}");
}

constexpr auto Places = "SELECT p.facets, p.provider, p.region FROM entity e JOIN place p ON p.entity=e.id WHERE e.kind=6 ORDER BY 1,3";
/// The zones that were said and do not stand.
constexpr auto Lost = "SELECT c.value FROM claim c JOIN entity e ON e.id=c.entity WHERE e.kind=6 AND c.attr='processing_countries' AND c.won=0";

} // namespace
#endif

class TestDataZones : public QObject
{
    Q_OBJECT

private slots:
    void zones_data()
    {
        QTest::addColumn<QByteArray>("accountRow");
        QTest::addColumn<QByteArray>("deploymentRow");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QByteArray>("lost");
        QTest::newRow("Europe") << account("swedencentral") << deployment({}) << QByteArray("2|microsoft|eu") << QByteArray();
        QTest::newRow("the United States") << account("eastus2") << deployment({}) << QByteArray("2|microsoft|us") << QByteArray();
        QTest::newRow("a region of no data zone") << account("uksouth") << deployment({}) << QByteArray() << QByteArray();
        QTest::newRow("the area says the same") << account("swedencentral") << inArea("EUR") << QByteArray("2|microsoft|eu") << QByteArray();
        QTest::newRow("the area says otherwise") << account("swedencentral") << inArea("US") << QByteArray("2|microsoft|eu") << QByteArray("microsoft/us");
        QTest::newRow("its location says otherwise") << account("swedencentral") << deployment(R"(,"location":"East US")") << QByteArray("2|microsoft|eu") << QByteArray("microsoft/us");
        QTest::newRow("the area alone") << account("uksouth") << inArea("US") << QByteArray("2|microsoft|us") << QByteArray();
        QTest::newRow("a global one stays global") << account("swedencentral") << deployment({}, "GlobalStandard") << QByteArray("2|microsoft|global") << QByteArray();
    }
    void zones()
    {
        QFETCH(const QByteArray, accountRow);
        QFETCH(const QByteArray, deploymentRow);
        QFETCH(const QByteArray, zone);
        QFETCH(const QByteArray, lost);
        const QList<QList<QPair<QString, QByteArray>>> orders{{{u"a.json"_s, '[' + accountRow + ']'}, {u"d.json"_s, '[' + deploymentRow + ']'}},
                                                              {{u"d.json"_s, '[' + deploymentRow + ']'}, {u"a.json"_s, '[' + accountRow + ']'}},
                                                              {{u"both.json"_s, '[' + accountRow + ',' + deploymentRow + ']'}},
                                                              {{u"both.json"_s, '[' + deploymentRow + ',' + accountRow + ']'}}};
        for (const auto &order : orders) {
            const Cli cli;
            QByteArray said;
            for (const auto &[name, text] : order) {
                cli.write(name, text);
                const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, name});
                QVERIFY2(run.code == 0, run.err.constData());
                said += run.out;
            }
            Peek peek(cli.path(u"w"_s));
            QCOMPARE(peek.rows(Places), zone.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{zone});
            const QList<QByteArray> kept = peek.rows(Lost);
            QCOMPARE(kept.size(), lost.isEmpty() ? 0 : 1);
            QVERIFY(lost.isEmpty() || kept.constFirst().contains(lost));
            QCOMPARE(said.contains("two-data-zones"), !lost.isEmpty());
            // Once more: nothing new, and nothing is said twice.
            for (const auto &[name, text] : order) {
                const CliRun again = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, name, u"--json"_s});
                QVERIFY2(again.out.contains("\"updated\":0") && again.out.contains("\"added\":0"), again.out.constData());
            }
            QCOMPARE(peek.rows(Places).size(), zone.isEmpty() ? 0 : 1);
            QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
        }
    }

    void accountTakenBack()
    {
        const Cli cli;
        cli.write(u"d.json"_s, '[' + deployment({}) + ']');
        cli.write(u"a.json"_s, '[' + account("swedencentral") + ']');
        const CliRun first = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"d.json"_s});
        QVERIFY2(first.out.contains("data zone of its account's region, which this file does not hold"), first.out.constData());
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.json"_s}).code, 0);
        Peek peek(cli.path(u"w"_s));
        QCOMPARE(peek.rows(Places), QList<QByteArray>{"2|microsoft|eu"});
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(peek.rows(Places), QList<QByteArray>());
        QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--redo"_s}).code, 0);
        QCOMPARE(peek.rows(Places), QList<QByteArray>{"2|microsoft|eu"});
        // It moves.
        cli.write(u"a.json"_s, '[' + account("eastus") + ']');
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"a.json"_s}).code, 0);
        QCOMPARE(peek.rows(Places), QList<QByteArray>{"2|microsoft|us"});
    }
};

BAILIWICK_TEST(QCoreApplication, TestDataZones)

} // namespace tst_datazones

#include "tst_datazones.moc"
