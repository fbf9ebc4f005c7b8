// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cli.h"

#include <QFileInfo>
#include <QObject>
#include <QTest>

/// The command line contract, on the program that people script and the sample organisation.
class DemoCliTest : public QObject
{
protected:
    static constexpr auto Contracts = "contract:key;name;provider;start_date;dpa\n"
                                      "C-1;Master agreement;aws;2022-01-01;yes\n"
                                      "C-2;Second;azure;2023-01-01;no\n"
                                      "C-3;Third;gcp;2024-01-01;\n";
    static constexpr auto Faulty = "contract:key;name;start_date\n"
                                   "C-1;Master agreement;2022-01-01\n"
                                   "C-2;\"Second; with a \"\"quote\"\"\";someday\n"
                                   ";No key;2022-05-05\n";

    static QStringList texts(const nlohmann::ordered_json &list, const char *member)
    {
        QStringList found;
        for (const nlohmann::ordered_json &item : list)
            found.append(QString::fromStdString(item.at(member).get<std::string>()));
        return found;
    }
    /// For initTestCase().
    void makeDemo()
    {
        QVERIFY2(QFileInfo::exists(Cli::program()), "BAILIWICK_CLI names the program under test");
        m_w = m_demo.path(QStringLiteral("w.bailiwick"));
        const CliRun demo = m_demo.run({QStringLiteral("demo"), QStringLiteral("--workspace"), m_w});
        QVERIFY2(demo.code == 0, demo.err.constData());
        const CliRun evaluated = m_demo.run({QStringLiteral("evaluate"), QStringLiteral("--workspace"), m_w});
        QVERIFY2(evaluated.code == 0, evaluated.err.constData());
    }

    Cli m_demo;   ///< holds w.bailiwick: the sample organisation, evaluated
    QString m_w;
};
