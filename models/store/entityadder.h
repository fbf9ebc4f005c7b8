// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

#include <QSet>
#include <QStringConverter>

#include <array>
#include <map>
#include <string_view>
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

/// The bulk path: writes entities that are not there yet, by plain inserts of prepared statements. One connection, its
/// thread; the caller owns the transaction.
class EntityAdder
{
public:
    EntityAdder(AttributeStore &store, qint64 changeSet);

    /// The id of the new entity, or 0 where the key is there already.
    qint64 add(const domain::Record &, qint64 feed);
    /// Scalars, lists and places of an entity that was just added. Answers and what a person said are left out.
    void write(qint64 id, const domain::Record &, const std::vector<KnownField> &);
    void noteSource(qint64 id, qint64 feed, qint64 source, qint64 ordinal, const domain::Record &, const QString &where,
                    qint64 hash);
    /// Systems that were added with a type that the reference data knows to hold accelerators.
    const std::vector<qint64> &machinesWithAccelerators() const { return m_machines; }
    /// Systems that were added with a key.
    const std::vector<qint64> &systemsWithKeys() const { return m_encrypted; }
    bool failed() const { return m_failed; } ///< a statement went wrong: the import can't be kept

private:
    struct Facet
    {
        int bit = 0;
        QString attr;
    };
    struct Kind
    {
        Statement *insert = nullptr;
        const domain::KindInfo *info = nullptr;
        std::vector<int> parameters; ///< of each attribute in the catalogue's order; 0: it has no column
        std::vector<Facet> facets;
        std::map<std::pair<int, int>, QByteArray> states; ///< the column `lists`, by facets that have places and facets that are complete
        const domain::Attribute *instanceType = nullptr;
        const domain::Attribute *key = nullptr; ///< of a system
        std::vector<int> bound; ///< set in the last row, to be unset before the next
    };
    Kind &kindOf(domain::EntityKind);
    void makeRoom(qsizetype letters);
    std::string_view utf8(const QString &);
    void run(Statement &);
    void writeScalars(qint64 id, const domain::Record &, const std::vector<KnownField> &, Kind &);
    const QByteArray &listStates(const domain::Record &, const std::vector<KnownField> &, Kind &);
    void insertPlaces(qint64 id, const domain::Record &);

    AttributeStore &m_store;
    qint64 m_changeSet;
    std::array<Kind, domain::EntityKindCount> m_kinds;
    Statement &m_entity;
    Statement &m_source;
    Statement &m_place;
    QByteArray m_lists; ///< the column `lists` of the row being written
    std::vector<char> m_scratch; ///< texts of the row being written, as UTF-8
    std::size_t m_used = 0;
    QStringEncoder m_encoder{QStringEncoder::Utf8, QStringEncoder::Flag::Stateless};
    QSet<QString> m_acceleratorTypes;
    std::vector<qint64> m_machines;
    std::vector<qint64> m_encrypted;
    bool m_failed = false;
};

} // namespace store
