// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "rules/evaluator.h"

#include <QSqlDatabase>
#include <QStringList>

#include <optional>

namespace app {

struct Services;

struct EvaluateRequest
{
    QString workspace;
    QStringList frameworks;          ///< empty: those chosen in the workspace
    std::optional<domain::Day> asOf; ///< nothing: today
    QString scope;
};

/// Judges the workspace; stores run and findings. Blocking: call it from a job's thread; it opens its own connection.
domain::Result<rules::RunSummary> evaluateWorkspace(const Services &, const EvaluateRequest &, const domain::Clock &, domain::JobContext &);

/// What the chosen frameworks say of one thing as the workspace stands now; writes nothing. On the caller's connection.
domain::Result<QList<rules::EntityResult>> judgeOne(const Services &, QSqlDatabase &, const QStringList &frameworks, domain::EntityId, domain::Day asOf);

/// Ids of the frameworks that the workspace has chosen.
QStringList chosenFrameworks(const QByteArray &setting);

} // namespace app
