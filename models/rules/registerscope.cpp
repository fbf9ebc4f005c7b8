// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/registerscope.h"

#include "rules/registerkinds.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Day;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Result;
using store::EntityRow;

namespace rules {

using namespace registerkinds;

RegisterScope::RegisterScope(const RegisterThings &things, const EntityRow &keeper, Day asOf) : m_things(things), m_keeper(keeper), m_asOf(asOf)
{
    collectEntities();
    collectContracts();
    collectUses();
}

bool RegisterScope::isEntry(const EntityRow &row, QStringView what) const { return m_things.of(useKind, row).text(u"register_entry") == what; }

bool RegisterScope::isBranch(const EntityRow &row) const { return m_things.of(entityKind, row).text(u"kind") == u"branch"_s; }

void RegisterScope::collectEntities()
{
    m_entities.insert(m_keeper.id);
    for (bool grown = true; grown;) {
        grown = false;
        for (const EntityRow &row : m_things.all(entityKind)) {
            if (!m_entities.contains(row.id) && has(m_things.referred(entityKind, row, u"parent")))
                grown = m_entities.insert(row.id).second;
        }
    }
}

/// In force on the day: begun, and not ended, unless the end and its reason are a part of the register.
bool RegisterScope::isInForce(const EntityRow &contract) const
{
    const auto start = m_things.of(contractKind, contract).day(u"start_date");
    const auto end = m_things.of(contractKind, contract).day(u"end_date");
    if (start && *start > m_asOf)
        return false;
    // As the rules read it: said to have ended it runs until an end that is to come, and said not to have ended it runs past one.
    const auto ended = m_things.of(contractKind, contract).yes(u"ended");
    const bool runsOn = end && *end > m_asOf;
    const bool over = (end && *end < m_asOf && ended != false) || (ended == true && !runsOn);
    if (!over)
        return true;
    return std::any_of(m_things.all(useKind).cbegin(), m_things.all(useKind).cend(), [&](const EntityRow &use) {
        return isEntry(use, u"use") && m_things.referred(useKind, use, u"contract") == &contract && !m_things.of(useKind, use).text(u"termination_reason").isEmpty();
    });
}

void RegisterScope::collectContracts()
{
    for (const EntityRow &contract : m_things.all(contractKind)) {
        const EntityRow *side = m_things.referred(contractKind, contract, u"legal_entity");
        bool ours = !side || has(side);
        for (const QStringView attr : {QStringView(u"signed_by"), QStringView(u"used_by")}) {
            for (const QString &key : m_things.of(contractKind, contract).list(attr))
                ours = ours || has(m_things.find(entityKind, key));
        }
        if (ours && isInForce(contract))
            m_contracts.append(&contract);
    }
}

const EntityRow *RegisterScope::partyOf(const EntityRow &contract) const
{
    const QStringList signers = m_things.of(contractKind, contract).list(u"signed_by_providers");
    const EntityRow *one = m_things.referred(contractKind, contract, u"contracting_entity");
    return one || signers.size() != 1 ? one : m_things.find(partyKind, signers.constFirst());
}

void RegisterScope::collectUses()
{
    QHash<qint64, QList<const EntityRow *>> recorded;
    QHash<QString, QList<const RegisterSystem *>> systems;
    for (const EntityRow &use : m_things.all(useKind)) {
        const EntityRow *contract = isEntry(use, u"use") ? m_things.referred(useKind, use, u"contract") : nullptr;
        if (contract)
            recorded[contract->id].append(&use);
    }
    for (const RegisterSystem &system : m_things.systems())
        systems[system.contract].append(&system);
    for (const EntityRow *contract : std::as_const(m_contracts)) {
        for (const EntityRow *row : recorded.value(contract->id)) {
            const EntityRow *entity = m_things.referred(useKind, *row, u"legal_entity");
            const EntityRow *party = m_things.referred(useKind, *row, u"party");
            if (!entity || has(entity))
                m_uses.append({contract, entity, party ? party : partyOf(*contract), m_things.referred(useKind, *row, u"business_service"), row, nullptr,
                               m_things.of(useKind, *row).text(u"service_type"), {}, {}});
        }
        if (!recorded.contains(contract->id)) {
            for (const RegisterSystem *system : systems.value(contract->key))
                usesOf(*contract, *system);
        }
    }
}

/// What an IT system tells of the contract that it stands under: once for each function and pair of countries.
void RegisterScope::usesOf(const EntityRow &contract, const RegisterSystem &system)
{
    QStringList stored = system.storedIn;
    QStringList processed = system.processedIn;
    for (QStringList *countries : {&stored, &processed}) {
        if (countries->isEmpty())
            countries->append(QString());
    }
    const EntityRow *own = m_things.find(entityKind, system.legalEntity);
    for (const QString &key : system.functions) {
        const EntityRow *function = m_things.find(functionKind, key);
        const EntityRow *entity = function ? m_things.referred(functionKind, *function, u"legal_entity") : nullptr;
        entity = entity ? entity : own;
        if (!function || (entity && !has(entity)))
            continue;
        for (const QString &place : std::as_const(stored)) {
            for (const QString &other : std::as_const(processed)) {
                const QString type = system.serviceModel == u"onprem"_s ? QString() : system.serviceModel;
                // Ten systems of one kind for one function are one row.
                if (m_told.insert({contract.id, entity ? entity->id : 0, function->id, type, place, other}).second) {
                    m_uses.append({&contract, entity, partyOf(contract), function, nullptr, &system, type, place, other});
                    ++m_derived;
                }
            }
        }
    }
}

Result<const EntityRow *> RegisterScope::keeperOf(const RegisterThings &things, const QString &key)
{
    if (!key.isEmpty()) {
        const EntityRow *named = things.find(entityKind, key);
        if (!named)
            return Error{ErrorCode::UnknownEntity, u"no legal entity has this key"_s, u"legal_entity:"_s + key};
        if (things.of(entityKind, *named).text(u"kind") == u"branch"_s)
            return Error{ErrorCode::Refused, u"a branch keeps no register of its own: name its head office"_s, u"legal_entity:"_s + key};
        return named;
    }
    QList<const EntityRow *> said, tops;
    for (const EntityRow &row : things.all(entityKind)) {
        if (things.of(entityKind, row).yes(u"keeps_register") == true)
            said.append(&row);
        if (!things.referred(entityKind, row, u"parent") && things.of(entityKind, row).text(u"kind") != u"branch"_s)
            tops.append(&row);
    }
    const QList<const EntityRow *> &one = said.isEmpty() ? tops : said;
    if (one.size() == 1)
        return one.constFirst();
    return Error{ErrorCode::Refused,
                 one.isEmpty() ? u"there is no legal entity in the inventory: import or add the one that keeps the register"_s
                               : u"%1 legal entities could keep the register: name one, or say of one that it keeps it"_s.arg(one.size()),
                 u"register"_s};
}

} // namespace rules
