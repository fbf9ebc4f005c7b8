// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/pack.h"

#include <QList>
#include <QSqlDatabase>
#include <QString>

namespace rules {

/// A rule as a run judged it: its row, its framework, and itself.
struct JudgedRule
{
    qint64 id = 0;
    QString framework;
    const Rule *rule = nullptr;
};

/// Writes which results of the run another tool contradicts: one whose findings name the same thing and the same place of the same
/// framework (domain::sameRequirement(): Article) and whose verdict is the other way round (domain::agreementOf()). It changes no result.
/// `whole`: the run judged everything; else what it did not judge stays as it was. Within the transaction of the run.
domain::Result<void> writeContradictions(QSqlDatabase &, qint64 run, const QList<JudgedRule> &, bool whole);

} // namespace rules
