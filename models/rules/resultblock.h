// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"
#include "domain/status.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QString>

#include <array>
#include <functional>

namespace rules {

/// In a block: the rule doesn't concern the entity at all (Rule::onlyConcerned), so that it has no result.
inline constexpr char NotConcerned = 0xF;

/// All results of a run in 4 bits each. The entities of a kind are one block (rule number -1 - kind) that the blocks of its rules
/// follow in order.
QByteArray packStatuses(const QByteArray &oneByteEach);
QByteArray unpackStatuses(const QByteArray &block, qsizetype count);
QByteArray packIds(const QList<qint64> &sorted);
QList<qint64> unpackIds(const QByteArray &block);

struct EntityStatus
{
    domain::EntityId entity;
    domain::Status status = domain::Status::Unknown;
    bool operator==(const EntityStatus &) const = default;
};

/// The results of one rule in one run, pass and not applicable included, in the order of the entities' ids.
domain::Result<QList<EntityStatus>> readResults(QSqlDatabase &, qint64 run, const QString &rule, domain::EntityKind);

/// How many results have which status.
using StatusCounts = std::array<qint64, domain::StatusCount>;
/// Of each of the rules, by their names and the kinds that they judge: the results of those entities that `counted` says yes to; each is asked once.
domain::Result<QHash<QString, StatusCounts>> countResults(QSqlDatabase &, qint64 run, const QHash<QString, domain::EntityKind> &rules, const std::function<bool(qint64)> &counted);

/// Every rule's status for one entity in one run, by the rule's name.
domain::Result<QHash<QString, domain::Status>> readResultsOf(QSqlDatabase &, qint64 run, domain::EntityId, domain::EntityKind);

} // namespace rules
