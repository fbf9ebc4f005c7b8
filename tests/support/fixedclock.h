// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

/// Always the same noon.
class FixedClock final : public domain::Clock
{
public:
    QDateTime now() const override { return QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC); }
};
