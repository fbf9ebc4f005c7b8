// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace store {

class AttributeStore;
class ChangeLog;

/// An accepted gap: one rule for one thing, for a time, while the facts behind it stay what they were.
struct Waiver
{
    qint64 id = 0;
    QString rule;
    qint64 entity = 0;
    QString fingerprint;               ///< of the facts that it rests on; rules/waivers.h makes it
    QString reason, requestedBy, approvedBy;
    domain::Day acceptedOn = 0;        ///< the first day in force
    domain::Day expires = 0;           ///< the day on which the gap is open again
    std::optional<domain::Day> withdrawnOn;
    /// Whether the decision stands on the day; the facts may have changed all the same.
    bool standsOn(domain::Day day) const { return acceptedOn <= day && day < expires && (!withdrawnOn || day < *withdrawnOn); }
    bool operator==(const Waiver &) const = default;
};

/// All of them, the oldest decision first.
QList<Waiver> waivers(AttributeStore &);
/// Those of one rule for one thing, the newest decision first.
QList<Waiver> waiversOf(AttributeStore &, const QString &rule, qint64 entity);
/// Those of the findings that an issue holds now, gaps and accepted ones, the newest decision first.
QList<Waiver> waiversOfIssue(AttributeStore &, qint64 issue);

/// Writes a new one (its id is given here) as part of a change set. Within the caller's transaction.
void addWaiver(AttributeStore &, ChangeLog &, Waiver);
/// Takes one back on a day; it stays, so that earlier days can still be told.
void withdrawWaiver(AttributeStore &, ChangeLog &, const Waiver &, domain::Day on);
/// A new decision on changed facts takes the place of one that would stand beside it.
void removeWaiver(AttributeStore &, ChangeLog &, const Waiver &);

/// Undo: makes what the log has as `from` into `to`; "null" is none.
void restoreWaiver(AttributeStore &, const QByteArray &from, const QByteArray &to);

/// A function of the organisation, from the setting "roles".
struct Role
{
    QString id, name;
    bool advisesOnly = false;          ///< a data protection officer: advises, never approves
    bool readsOnly = false;            ///< an auditor: looks, never decides
};
QList<Role> roles(AttributeStore &);
/// The owners of business services, in the order of their names.
QStringList businessOwners(AttributeStore &);

} // namespace store
