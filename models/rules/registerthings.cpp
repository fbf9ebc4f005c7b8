// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registerthings.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using store::EntityRow;

namespace rules {

RegisterThings::RegisterThings(store::AttributeStore &store, domain::Day asOf) : m_catalogue(store.catalogue())
{
    store::Inventory inventory(store);
    for (const EntityKind kind : {EntityKind::LegalEntity, EntityKind::BusinessService, EntityKind::Contract, EntityKind::ContractingEntity,
                                  EntityKind::Subprocessor, EntityKind::Dependency}) {
        QList<EntityRow> &rows = m_rows[kind];
        inventory.forEach(kind, {}, 0, -1, [&](const EntityRow &row) {
            if (!row.vanished && (!row.retiredOn || *row.retiredOn > asOf))
                rows.append(row);
            return true;
        });
        QHash<QString, qsizetype> &places = m_places[kind];
        for (qsizetype i = 0; i < rows.size(); ++i)
            places.insert(rows.at(i).key, i);
    }
    const auto countries = [&](const RowValues &row, QStringView attr) {
        QStringList out;
        for (const QString &place : row.list(attr)) {
            const QString country = inventory.countryOf(place);
            if (!country.isEmpty() && !out.contains(country))
                out.append(country);
        }
        std::sort(out.begin(), out.end());
        return out;
    };
    inventory.forEach(EntityKind::Workload, {}, 0, -1, [&](const EntityRow &row) {
        const RowValues said = of(EntityKind::Workload, row);
        const QString contract = said.key(u"contract");
        if (!contract.isEmpty() && !row.vanished && (!row.retiredOn || *row.retiredOn > asOf))
            m_systems.append({row.id, contract, said.key(u"legal_entity"), said.list(u"business_services"), said.text(u"service_model"),
                              countries(said, u"hosting_countries"), countries(said, u"processing_countries")});
        return true;
    });
}

const QList<EntityRow> &RegisterThings::all(EntityKind kind) const
{
    static const QList<EntityRow> none;
    const auto at = m_rows.find(kind);
    return at == m_rows.end() ? none : at->second;
}

const EntityRow *RegisterThings::find(EntityKind kind, const QString &key) const
{
    const auto places = m_places.find(kind);
    if (places == m_places.end())
        return nullptr;
    const auto at = places->second.constFind(key);
    return at == places->second.constEnd() ? nullptr : &m_rows.at(kind).at(*at);
}

const EntityRow *RegisterThings::referred(EntityKind kind, const EntityRow &row, QStringView attr) const
{
    const domain::Attribute *attribute = m_catalogue.attribute(kind, attr);
    const QString key = of(kind, row).key(attr);
    return attribute->refKind && !key.isEmpty() ? find(*attribute->refKind, key) : nullptr;
}

RowValues RegisterThings::of(EntityKind kind, const EntityRow &row) const { return {m_catalogue.kind(kind), row}; }

} // namespace rules
