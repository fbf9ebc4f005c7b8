// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/attributestore.h"

#include <QHash>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <optional>

namespace store {

/// An entity with all its own values, by the index of the attribute in its kind.
struct EntityRow
{
    qint64 id = 0;
    QString key;
    QString name;
    bool vanished = false;
    std::optional<domain::Day> retiredOn; ///< out of use since then
    QList<MaybeValue> values;
};

/// Which entities. All members narrow; empty ones don't.
struct InventoryFilter
{
    QString text;             ///< in key or name, without regard to case
    QString country;          ///< has a place in this country
    QString provider;         ///< key of its provider
    QString legalEntity;
    QString businessService;
    QList<qint64> ids;        ///< only these
    bool includeSupporting = true;  ///< workloads whose role is "supporting"
};

/// Where a value came from.
struct Origin
{
    int state = 0;            ///< 0 never asked, 1 asked without answer, 2 declared absent, 3 a value
    MaybeValue value;
    QString inheritedFrom;    ///< "provider:aws" when the value is another entity's
    QString who;              ///< a person, when one said it
    QString at;
    QString evidence;
    std::optional<domain::Day> reviewOn; ///< the last day on which an answer counts
    QString file;             ///< the imported file
    QString sha256;
    QString pointer;          ///< the record in it
    QString format;
    QStringList also;         ///< further imported files that say the same, or a part of what stands
    struct Other { QString file; QByteArray value; };
    QList<Other> others;      ///< what other sources say instead
};

/// Reads the inventory for lists, pages and details. One connection, its thread.
class Inventory
{
public:
    explicit Inventory(AttributeStore &store) : m_store(store) {}

    qint64 count(domain::EntityKind, const InventoryFilter & = {});
    /// Rows in the order of name (or key), streamed; return false from the callback to stop.
    void forEach(domain::EntityKind, const InventoryFilter &, qint64 offset, qint64 limit, const std::function<bool(const EntityRow &)> &);
    EntityRow row(domain::EntityKind, qint64 id);
    Origin origin(qint64 id, domain::EntityKind, const domain::Attribute &);
    /// The value, or the inherited one.
    MaybeValue effective(qint64 id, domain::EntityKind, const domain::Attribute &, QString *from = nullptr);
    /// A value of a row that was read, or the one that it takes over, and from whom ("provider:aws"; empty: its own). For whole lists.
    struct Taken
    {
        MaybeValue value;
        QString from;
    };
    Taken takenOver(const EntityRow &, domain::EntityKind, const domain::Attribute &);
    /// Country of an item of a place list ("DE", "aws/eu-central-1", "@fra"); empty: not known.
    QString countryOf(const QString &place);

private:
    struct Condition { QByteArray sql; QList<QVariant> binds; };
    Condition condition(domain::EntityKind, const InventoryFilter &);
    void readLists(EntityRow &, const domain::KindInfo &, const ListStates &);
    QString cachedKey(qint64 id);
    void followed(Origin &);

    AttributeStore &m_store;
    QHash<qint64, QString> m_keys;
    QHash<QString, QString> m_countries; ///< by region or site
    QHash<QString, Taken> m_taken; ///< by whose and which attribute
};

} // namespace store
