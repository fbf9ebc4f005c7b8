// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace domain {
class Catalogue;
}

namespace store {

class AttributeStore;
class ChangeLog;

/// "What is not recorded does not exist": somebody answers for it that the register of a kind, or one attribute of all its things, is
/// complete. Rules may then take a blank for a no.
struct Completeness
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString attr = QStringLiteral("*");   ///< an attribute of the kind; *: the register as a whole
    QString who;                          ///< the function that answers for it
    QString at;                           ///< ISO date
    std::optional<domain::Day> until;     ///< the last day on which it counts
    QString evidence = {};                ///< what it rests on, as evidenceText() writes it
    bool operator==(const Completeness &) const = default;

    bool countsOn(domain::Day day) const { return !until || *until >= day; }
    /// "processing" or "contract.audit_rights", as commands and packs name it.
    QString what() const;
};

/// All of them, by kind and attribute.
QList<Completeness> declaredComplete(AttributeStore &);
std::optional<Completeness> declaredComplete(AttributeStore &, domain::EntityKind, const QString &attr);

/// Kinds of which nothing was ever recorded, nor declared on the day that there is nothing: silence is no absence. What is retired was recorded.
QList<domain::EntityKind> neverRecorded(AttributeStore &, domain::Day);

/// KIND or KIND.attr (a kind by its plural too); UnknownKind or UnknownAttribute with the nearest name. Who, day and end are left empty.
domain::Result<Completeness> completenessOf(const domain::Catalogue &, const QString &what);

/// Writes it as part of a change set, or takes it back. Within the caller's transaction. False: it stood so already.
bool declareComplete(AttributeStore &, ChangeLog &, const Completeness &);
bool withdrawComplete(AttributeStore &, ChangeLog &, domain::EntityKind, const QString &attr);

/// The same as a change set of its own; its id. UsageError where nothing changes.
domain::Result<qint64> changeCompleteness(AttributeStore &, const QList<Completeness> &, bool complete, const QString &who, const QDateTime &at);

/// Undo: makes what the log has as `to` stand; "null" is none. `what` is the log's name of it.
void restoreCompleteness(AttributeStore &, const QString &what, const QByteArray &to);

} // namespace store
