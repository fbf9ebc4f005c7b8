// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/listqueries.h"

#include <QStringList>

#include <optional>

namespace store {

/// An IT system that is judged, with what its score and its concentration rest on. Ids of things; 0 stands for a name that is not in the
/// inventory.
struct SystemUse
{
    EntityHead system;
    bool critical = false;     ///< itself, or of a business service with a critical function
    bool ownOperation = false; ///< no provider is named: it is declared absent, or the system is run on premises
    QList<qint64> providers, contracts; ///< one or none
    QList<qint64> accelerators, models;
    QList<qint64> datasets, grants;     ///< for scores only; grants: on it and on its models
    QList<qint64> certificates;         ///< for scores only: those that we rely on for the service it runs on
    QList<domain::EntityKind> unsaid;   ///< of what it uses nobody has said which, or whether that is all
    QStringList countries;     ///< of its places of hosting, by ISO code, for concentration only; an empty one is not known
    bool nowhere = false;      ///< for concentration only: it is declared to be hosted nowhere
};

enum class UsedFor { Scores, Concentration };

/// All systems that stand on the day, supporting ones apart, by name: read at once, so that a large estate takes no longer than its rows. The
/// same values as Inventory::effective() has them: none of these is inherited. On the connection's thread.
QList<SystemUse> systemUses(AttributeStore &, domain::Day on, UsedFor);

/// The same of one system, whatever its role, read from it alone, for its score; nothing: it is none.
std::optional<SystemUse> systemUse(AttributeStore &, qint64 system, domain::Day on);

/// Ids of the systems that stand on the day and are recorded as supporting others: counted, and judged by no rule. On the connection's thread.
QList<qint64> supportingSystems(AttributeStore &, domain::Day on);

} // namespace store
