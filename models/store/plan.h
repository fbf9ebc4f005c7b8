// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace store {

class AttributeStore;

/// Who answers for an issue, what is done about it and by when. It belongs to the issue's number, so it outlives evaluations and imports.
struct Plan
{
    QString owner;                     ///< a function, not a person's name
    QString measure;
    std::optional<domain::Day> due;    ///< the day by which it is mended
    bool isEmpty() const { return owner.isEmpty() && measure.isEmpty() && !due; }
    /// Whether the day has passed, for an issue that is open.
    bool isOverdue(domain::Day day) const { return due && *due < day; }
    bool operator==(const Plan &) const = default;
};

/// Nothing where there is no issue of that number.
std::optional<Plan> planOf(AttributeStore &, qint64 issue);

/// Writes the plan of an issue as one change set that can be undone; its id. An empty plan takes it away. Refused, with what is wrong in
/// `detail`: a closed issue, a plan without an owner, an owner who only reads, a new due date that has passed. The caller owns the transaction.
/// `latest`: the last day that it may name, where duties of law come to rest on the issue the day after.
domain::Result<qint64> assign(AttributeStore &, qint64 issue, const Plan &, domain::Day today, const QString &title, const QString &who,
                              const QDateTime &at, std::optional<domain::Day> latest = {});

/// What the change set is called: "Assign I-0042".
QString planTitle(const QString &number, const Plan &);

/// The plan that a line of the change log has; nothing where it has none.
std::optional<Plan> planFromLog(const QByteArray &logged);

/// Undo: the plan as the change log has it.
void restorePlan(AttributeStore &, const QString &issue, const QByteArray &logged);

} // namespace store
