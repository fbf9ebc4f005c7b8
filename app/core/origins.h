// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reportinput.h"
#include "rules/explainer.h"
#include "store/inventory.h"
#include "store/completeness.h"

#include <QHash>

#include <optional>

namespace app {

/// Says where facts were read from: file, place in it and day, or who said it and when. Follows a fact's way from entity to entity,
/// and a value that is inherited to where it stands. One connection, its thread; the store must outlive it.
class Origins
{
public:
    explicit Origins(store::AttributeStore &values) : m_values(values), m_inventory(values) {}

    /// In the order of the way; each origin once.
    QList<report::Origin> ofSteps(const QList<rules::FactStep> &);
    /// Where the entity itself was read from, by every feed that knows it.
    QList<report::Origin> ofEntity(qint64 entity);
    /// Who answers for it that the register of a kind, or one attribute of its things, is complete; nothing: nobody does.
    std::optional<store::Completeness> declared(domain::EntityKind, const QString &attr);
    /// The entity's name, or its key where it has none.
    QString name(qint64 entity);

private:
    QList<report::Origin> ofValue(qint64 entity, domain::EntityKind, const QString &attr);
    QString referenceDay();

    store::AttributeStore &m_values;
    store::Inventory m_inventory;
    QHash<qint64, QList<report::Origin>> m_entities;
    QHash<qint64, QString> m_names;
    QString m_referenceDay;
    std::optional<QList<store::Completeness>> m_declared;
};

/// "transfers.csv, line 17, read 2026-11-21; reference data of 2026-11-20".
QString originText(const QList<report::Origin> &);

} // namespace app
