// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql.h"

#include <QFile>
#include <QRegularExpression>
#include <QString>
#include <QTest>

/// The script tests/bench/rules-inventory.sql of 200,000 entities with its $N written out; `more` is run over its numbers too, before they go. Empty
/// where it is not there.
inline QByteArray largeInventoryScript(const QString &more = {})
{
    QFile file(QStringLiteral(SOURCE_ROOT "/tests/bench/rules-inventory.sql"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression number(QStringLiteral("\\$(\\d+)"));
    const QString end = QStringLiteral("DROP TABLE mix;");
    return QString::fromUtf8(file.readAll()).replace(end, more + end).replace(number, QStringLiteral("((id * (2654435761 + \\1 * 6700417) >> 17) % 100)")).toUtf8();
}

/// Runs the script in one transaction.
inline void fillWorkspace(QSqlDatabase db, const QByteArray &script)
{
    store::Transaction transaction(db);
    QVERIFY(transaction.begin().has_value());
    const auto filled = store::runScript(db, script, QStringLiteral("fill"));
    QVERIFY2(filled.has_value(), filled ? "" : qPrintable(filled.error().detail));
    QVERIFY(transaction.commit().has_value());
}
