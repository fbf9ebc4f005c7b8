// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/session.h"

#include <QHash>

#include <utility>
#include <vector>

namespace rules {

/// Which attributes are said of which things, in memory: a column is read once, when it is first asked for. Follows
/// references, without regard to the values of anything else. Reads through a session, so that what the session takes as
/// not said is not said here. Thread: the session's, which must outlive it.
class SaidValues
{
public:
    explicit SaidValues(Session &);

    enum class State : int { NotSaid, Said, Absent };
    struct Cell
    {
        State state = State::NotSaid;
        qint64 target = 0; ///< of a reference
    };
    struct List
    {
        bool complete = false, said = false, placesOpen = false; ///< placesOpen: a place of which the country is not known
        bool absent = false;
        qint64 first = 0; ///< of references: the one that was recorded first
    };

    domain::Result<void> open();
    Cell scalar(domain::EntityKind, const domain::Attribute &, qint64 entity);
    List list(domain::EntityKind, const domain::Attribute &, qint64 entity);
    /// What went wrong while a column was read; empty: nothing.
    QString error() const { return m_error; }

private:
    struct Column
    {
        std::vector<Cell> cells;
        std::vector<List> lists;
    };
    using Items = std::vector<std::pair<qint64, qint64>>;

    Column &column(domain::EntityKind, const domain::Attribute &);
    void readScalars(Column &, domain::EntityKind, const domain::Attribute &);
    void readLists(Column &, domain::EntityKind, const domain::Attribute &);
    void readItems();
    bool fail(const domain::Error &);

    Session &m_session;
    std::vector<quint32> m_position; ///< of an entity among those of its kind
    std::vector<signed char> m_kind; ///< by entity; -1: none of this id
    QHash<domain::EntityKind, qsizetype> m_counts;
    QHash<const domain::Attribute *, Column> m_columns;
    bool m_itemsRead = false;
    QHash<QString, Items> m_items; ///< by attribute: entity, and the first target of a reference
    struct Place
    {
        qint64 entity;
        int facets;
        bool open;
    };
    std::vector<Place> m_places;
    QString m_error;
};

} // namespace rules
