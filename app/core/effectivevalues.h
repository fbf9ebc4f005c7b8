// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"

namespace app {

/// Reads effective values of single things in the order in which they are asked: what assessments and scores rest on. Attributes by their names
/// in the catalogue; one that a kind does not have is unsaid. `values` outlives it; on the connection's thread.
class EffectiveValues
{
public:
    explicit EffectiveValues(store::AttributeStore &values) : m_values(values), m_inventory(values) {}

    store::MaybeValue value(qint64 id, domain::EntityKind, const QString &attr);
    /// Empty: nothing is said, or it is declared absent.
    QString text(qint64 id, domain::EntityKind, const QString &attr);
    /// No where it is declared absent.
    std::optional<bool> yesNo(qint64 id, domain::EntityKind, const QString &attr);
    /// Whether there is one: no only where it is declared absent.
    std::optional<bool> named(qint64 id, domain::EntityKind, const QString &attr);
    bool isAbsent(qint64 id, domain::EntityKind, const QString &attr);
    std::optional<double> number(qint64 id, domain::EntityKind, const QString &attr);
    /// What a reference names; 0: nothing, or nothing that is in the inventory.
    qint64 reference(qint64 id, domain::EntityKind, const QString &attr);
    /// What a reference or a list of such names; 0 for what is not in the inventory.
    QList<qint64> references(qint64 id, domain::EntityKind, const QString &attr);
    /// The country of a place as a list of places has it; empty where it is not known.
    QString countryOf(const QString &place) { return m_inventory.countryOf(place); }

private:
    store::AttributeStore &m_values;
    store::Inventory m_inventory;
};

} // namespace app
