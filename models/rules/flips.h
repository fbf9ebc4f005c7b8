// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/pack.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QString>

#include <array>
#include <optional>

namespace rules {

/// What rules say of everything that is judged, without a run: nothing is written but temporary tables.
struct Verdicts
{
    struct OfRule
    {
        domain::EntityKind kind = domain::EntityKind::Workload;
        QByteArray statuses; ///< in the order of `ids`; as in a run
        bool off = false;
    };
    QHash<QString, OfRule> rules;
    QHash<domain::EntityKind, QList<qint64>> ids;

    /// The status of the i-th thing; nothing where the rule doesn't concern it, is switched off or isn't there.
    std::optional<domain::Status> of(const QString &rule, qsizetype i) const;
};

/// Judges the rules that are named, of the packs that have them. Thread: the connection's.
domain::Result<Verdicts> verdictsOf(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const QSet<QString> &rules, domain::Day asOf,
                                    domain::JobContext &);

/// A result that a change turns: from one status to another, or into or out of the counts.
struct Flip
{
    QString rule;
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    std::optional<domain::Status> before, after;
    bool operator==(const Flip &) const = default;
};

/// In the order of the rules' ids, then of the entities. What both don't count is no flip.
QList<Flip> flips(const Verdicts &before, const Verdicts &after);

/// Rules that may judge otherwise: those that only one of the two has, or whose conditions, dates, thresholds or standing differ, and those
/// that name one of the value sets.
QSet<QString> touchedRules(const QList<Pack> &before, const QList<Pack> &after, const QStringList &sets = {});

} // namespace rules
