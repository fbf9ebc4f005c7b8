// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

#include <QSet>

#include <array>
#include <map>
#include <vector>

namespace store {

/// A record's field with its attribute, looked up once.
struct KnownField
{
    const domain::Attribute *attribute = nullptr;
    const domain::Field *field = nullptr;
};

/// Finds the attributes of a record's fields by name, fast.
class FieldNames
{
public:
    explicit FieldNames(const domain::Catalogue &);
    /// nullptr: the catalogue does not know it.
    const domain::Attribute *find(domain::EntityKind, const QString &attr);

private:
    struct Recent
    {
        domain::EntityKind kind{};
        const domain::Attribute *attribute = nullptr;
    };
    std::vector<QHash<QString, const domain::Attribute *>> m_kinds;
    // Importers name attributes by literals, so the same text comes from the same place again and again.
    std::array<Recent, 2048> m_recent;
};

/// The bulk path: writes entities that are not there yet, many at a time (NewRows). One connection, its thread; the caller owns
/// the transaction. What still waits when it goes is dropped: whoever keeps the transaction asks for failed() before.
class EntityAdder
{
public:
    EntityAdder(AttributeStore &store, qint64 changeSet);
    ~EntityAdder();
    EntityAdder(const EntityAdder &) = delete;
    EntityAdder &operator=(const EntityAdder &) = delete;

    /// The id of the new entity, or 0 where the key is there already.
    qint64 add(const domain::Record &, qint64 feed);
    /// Scalars, lists and places of an entity that was just added. Answers and what a person said are left out.
    void write(qint64 id, const domain::Record &, const std::vector<KnownField> &);
    void addAlias(qint64 id, const domain::Alias &alias) { m_rows.addAlias(id, alias.scheme, alias.value); }
    void noteSource(qint64 id, qint64 feed, qint64 source, qint64 ordinal, const domain::Record &, const QString &where,
                    qint64 hash);
    /// Systems that were added with a type that the reference data knows to hold accelerators.
    const std::vector<qint64> &machinesWithAccelerators() const { return m_machines; }
    /// Systems that were added with a key.
    const std::vector<qint64> &systemsWithKeys() const { return m_encrypted; }
    bool failed() const { return m_rows.failed(); } ///< a row could not be written: the import can't be kept

private:
    struct Facet
    {
        int bit = 0;
        QString attr;
    };
    struct Kind
    {
        BulkRows *rows = nullptr; ///< of the columns that a record has had so far: the others would be read for each row, only to be NULL
        const domain::KindInfo *info = nullptr;
        QByteArray named;         ///< those columns, by name
        int count = 0;            ///< how many they are
        std::vector<int> columns; ///< of each attribute in the catalogue's order; 0: it has none, or none yet
        std::vector<Facet> facets;
        std::map<std::pair<int, int>, QByteArray> states; ///< the column `lists`, by facets that have places and facets that are complete
        const domain::Attribute *instanceType = nullptr;
        const domain::Attribute *key = nullptr; ///< of a system
    };
    Kind &kindOf(domain::EntityKind);
    qint64 resolve(qint64 id, const domain::Attribute &, const QString &key);
    void widen(Kind &, const std::vector<KnownField> &);
    void writeScalars(qint64 id, const domain::Record &, const std::vector<KnownField> &, Kind &);
    const QByteArray &listStates(const domain::Record &, const std::vector<KnownField> &, Kind &);
    void insertItems(qint64 id, const domain::Attribute &, const domain::ListValue &);
    struct PlaceRow
    {
        int facets;
        QString country, provider, region;
        qint64 site;
    };
    PlaceRow placeRow(const domain::Place &);
    void joinPlace(PlaceRow &&);
    void joinFacet(const domain::ListValue &, int facet);
    void insertPlaces(qint64 id);

    AttributeStore &m_store;
    qint64 m_changeSet;
    NewRows &m_rows;
    std::array<Kind, domain::EntityKindCount> m_kinds;
    BulkRows *m_sources;
    BulkRows *m_places;
    BulkRows *m_items;
    BulkRows *m_links;
    BulkRows *m_pending;
    QByteArray m_lists; ///< the column `lists` of the row being written
    std::vector<PlaceRow> m_placeRows; ///< of the entity being written
    std::vector<qint64> m_targets; ///< of the references of the row being written, in the order of its fields
    QSet<QString> m_acceleratorTypes;
    std::vector<qint64> m_machines;
    std::vector<qint64> m_encrypted;
};

} // namespace store
