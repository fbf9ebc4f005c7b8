// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "store/entityadder.h"

#include <QHash>
#include <QPair>
#include <QStringList>

namespace store {

class ReferenceLookup;

/// The fields of the record that is being written, with their attributes; what is better told elsewhere (by the key, by the identity) is
/// left out. For one import; thread: the connection's.
class RecordFields
{
public:
    RecordFields(AttributeStore &store, const ReferenceLookup &reference) : m_store(store), m_reference(reference), m_names(store.catalogue()) {}
    /// Of this record from now on; it must stay where it is.
    void look(domain::Record &, domain::SourceRank);
    std::vector<KnownField> &known() { return m_known; }
    const QStringList &unknown() const { return m_unknown; } ///< names that are no attribute of its kind
    /// The record, with known(), was written to the entity, which it has added or not.
    void written(domain::EntityKind, qint64 entity, bool added);

private:
    void leaveToGroup(domain::Record &);
    void nameMachineAsReference(domain::Record &);
    void leaveToKey();
    void leaveToIdentity();
    bool isKindOnRecord(qint64 identity);

    AttributeStore &m_store;
    const ReferenceLookup &m_reference;
    FieldNames m_names;
    std::vector<KnownField> m_known;
    QStringList m_unknown;
    QHash<QPair<QString, QString>, QString> m_machines; ///< provider and type as written -> as the reference data writes it
    QHash<qint64, bool> m_kindsOnRecord; ///< by identity that was asked for or added: the tables are slow to tell while rows wait
};

} // namespace store
