// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/condition.h"

#include <QList>
#include <QSet>

namespace rules {

struct Rule;

/// Does the condition speak of an entity outside of the one that it judges (`^`)?
bool speaksOfOutside(const Condition &);

/// What a condition costs for one thing, roughly, in comparisons of a column.
int costOf(const Condition &);

/// The one reference through which the condition looks at all that it speaks of ("legal_entity" of the country and the sectors of a system's legal
/// entity); nothing where it speaks of the thing itself, of several references or of a thing outside.
QString onlyReference(const Condition &);

/// Of these kinds there are few, and much of the inventory names one of them.
bool isNamedByMany(domain::EntityKind);

/// What several rules of a run ask of the same kind of thing ("a critical system of a financial entity in the EEA"): worth answering once for
/// all things of that kind instead of once in each rule. Only a matter of speed: a wrong guess gives the same results. A value; any thread
/// once it is built.
class SharedConditions
{
public:
    SharedConditions() = default;
    explicit SharedConditions(const QList<const Rule *> &);

    /// Of the very conditions of those rules, not of copies.
    bool contains(const Condition &c) const { return m_shared.contains(&c); }

private:
    QSet<const Condition *> m_shared;
};

} // namespace rules
