// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cli.h"

#include <QObject>
#include <QTest>

/// A test of commands on a bank with two contracts of one provider, judged by DORA; a workspace of its own for each case.
class ContractBankTest : public QObject
{
protected:
    /// For init().
    void makeBank()
    {
        static int number = 0;
        m_w = m_cli.path(QStringLiteral("w%1.bailiwick").arg(++number));
        m_cli.write(QStringLiteral("own.json"), R"({"bailiwick":1,"entities":[
 {"kind":"legal_entity","key":"bank","country":"DE","attr:kind":"entity","sectors":["banking"],"entity_types":["financial_entity"]},
 {"kind":"provider","key":"cloud","name":"Cloud Ltd"},
 {"kind":"contract","key":"c1","name":"Cloud services","provider":"cloud","legal_entity":"bank","supports_critical":true,"ended":false},
 {"kind":"contract","key":"c2","name":"Backup","provider":"cloud","legal_entity":"bank","supports_critical":true,"ended":false},
 {"kind":"workload","key":"w1","contract":"c1"}]})");
        QCOMPARE(run({QStringLiteral("import"), QStringLiteral("own.json")}).code, 0);
        QCOMPARE(run({QStringLiteral("choose"), QStringLiteral("--frameworks"), QStringLiteral("dora")}).code, 0);
        QCOMPARE(run({QStringLiteral("evaluate")}).code, 0);
    }
    CliRun run(QStringList arguments) const
    {
        arguments.insert(1, QStringLiteral("--workspace"));
        arguments.insert(2, m_w);
        return m_cli.run(arguments);
    }
    qint64 unknown(const QStringList &more = {}) const
    {
        const nlohmann::ordered_json result = run(QStringList{QStringLiteral("evaluate"), QStringLiteral("--json")} + more).json();
        return result["frameworks"][0]["counts"]["unknown"].get<qint64>();
    }

    Cli m_cli;
    QString m_w;
};
