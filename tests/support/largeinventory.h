// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QRegularExpression>
#include <QString>

/// The script tests/bench/rules-inventory.sql of 200,000 entities with its $N written out. Empty where it is not there.
inline QByteArray largeInventoryScript()
{
    QFile file(QStringLiteral(SOURCE_ROOT "/tests/bench/rules-inventory.sql"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression number(QStringLiteral("\\$(\\d+)"));
    return QString::fromUtf8(file.readAll()).replace(number, QStringLiteral("((id * (2654435761 + \\1 * 6700417) >> 17) % 100)")).toUtf8();
}
