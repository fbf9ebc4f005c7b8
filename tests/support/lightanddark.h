// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

/// The rows of a test that looks at both themes: QFETCH(bool, dark).
inline void lightAndDark()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}
