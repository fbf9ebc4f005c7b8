// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/pack.h"

#include <QHash>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

namespace rules {

/// Which results to look at.
struct DecidedRequest
{
    QStringList frameworks;            ///< empty: all of the last run
    QHash<QString, double> parameters; ///< as RunRequest::parameters
    QString within;                    ///< as QuestionRequest::within
};

/// What decides the results of the last run that apply: results = byInventory + byAnswers + open.
struct Decided
{
    qint64 results = 0;     ///< all but those that do not apply, or not yet
    qint64 byInventory = 0; ///< decided by what was imported alone
    qint64 byAnswers = 0;   ///< decided, and unknown if nobody had answered, entered a value or declared a register complete
    qint64 open = 0;        ///< unknown, or not judged for an error
    bool operator==(const Decided &) const = default;
};

/// Judges once more as if nobody had answered anything, where anybody has; else only counts. Writes nothing besides temporary tables.
/// Cancellable. Thread: the connection's. NoRun where nothing was evaluated.
domain::Result<Decided> countDecided(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const DecidedRequest &, domain::JobContext &);

} // namespace rules
