// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/registerthings.h"

#include <QList>

#include <set>
#include <tuple>

namespace rules {

/// A use of an ICT service, recorded as one or told by an IT system.
struct RegisterUse
{
    const store::EntityRow *contract = nullptr;
    const store::EntityRow *entity = nullptr;
    const store::EntityRow *party = nullptr;
    const store::EntityRow *function = nullptr;
    const store::EntityRow *recorded = nullptr; ///< the entry of its own
    const RegisterSystem *system = nullptr;     ///< else the IT system
    QString type;                               ///< "saas"; empty: unsaid
    QString storedIn, processedIn;              ///< of an IT system
    qint64 id() const { return recorded ? recorded->id : system->id; }
    domain::EntityKind kind() const { return recorded ? domain::EntityKind::Dependency : domain::EntityKind::Workload; }
};

/// Which entities, contracts and uses of services a register of information is about: its keeper and everybody below it, the contracts in
/// force on the day, and who uses what under them. Keeps references to the things. Any thread.
class RegisterScope
{
public:
    RegisterScope(const RegisterThings &, const store::EntityRow &keeper, domain::Day asOf);

    /// The legal entity that keeps the register: the named one, else the one of which that is said, else the only one without a parent.
    static domain::Result<const store::EntityRow *> keeperOf(const RegisterThings &, const QString &key);

    bool has(const store::EntityRow *entity) const { return entity && m_entities.contains(entity->id); }
    const QList<const store::EntityRow *> &contracts() const { return m_contracts; }
    const QList<RegisterUse> &uses() const { return m_uses; }
    /// Uses that IT systems tell, since nobody recorded them.
    int derivedUses() const { return m_derived; }

    bool isBranch(const store::EntityRow &) const;
    /// A dependency that is this entry of the register: "use", "assessment".
    bool isEntry(const store::EntityRow &, QStringView what) const;
    /// The contracting entity of a contract; nullptr: several, or none.
    const store::EntityRow *partyOf(const store::EntityRow &contract) const;

private:
    void collectEntities();
    bool isInForce(const store::EntityRow &contract) const;
    void collectContracts();
    void collectUses();
    void usesOf(const store::EntityRow &contract, const RegisterSystem &);

    const RegisterThings &m_things;
    const store::EntityRow &m_keeper;
    domain::Day m_asOf;
    std::set<qint64> m_entities;
    QList<const store::EntityRow *> m_contracts;
    QList<RegisterUse> m_uses;
    std::set<std::tuple<qint64, qint64, qint64, QString, QString, QString>> m_told;
    int m_derived = 0;
};

} // namespace rules
