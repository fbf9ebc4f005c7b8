// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cli.h"

#include <QTest>

/// Imports one file after the other into the workspace "w", which must be sound afterwards.
inline void importInOrder(const Cli &cli, const QStringList &order)
{
    for (const QString &file : order) {
        const CliRun run = cli.run({QStringLiteral("import"), QStringLiteral("--workspace"), QStringLiteral("w"), file});
        QVERIFY2(run.code == 0, run.err.constData() + run.out);
    }
    QCOMPARE(cli.run({QStringLiteral("doctor"), QStringLiteral("--workspace"), QStringLiteral("w")}).code, 0);
}
