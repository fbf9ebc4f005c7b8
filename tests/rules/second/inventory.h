// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/clock.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QSqlDatabase>
#include <QStringList>
#include <QVariant>

#include <memory>
#include <optional>
#include <vector>

namespace store {
class ReferenceLookup;
}

/// The second opinion on rules: an interpreter of packs over an inventory in memory, written from the documents (resources/packs/README.md)
/// and not from the compiler. Slow and plain on purpose; it shares no code with models/rules.
namespace second {

/// Stands for the country of a place that may be anywhere.
inline const QString Anywhere = QStringLiteral("\uFFFF");

/// What is known of one attribute. A number is a double, a date the double of its day, a reference the key of what it names.
struct Value
{
    enum class State { Unsaid, Absent, Said };
    State state = State::Unsaid;
    QVariant scalar;
    QStringList items;      ///< of a list; an empty text is a place whose country is not known; or Anywhere
    bool complete = false;  ///< of a list: there is nothing else
    QStringList places = {};    ///< of a list of places: as they were told, "DE", "aws/eu-central-1", "@site"
    bool operator==(const Value &) const = default;
};

struct Thing
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, name;
    std::optional<domain::Day> retired;
    QHash<QString, Value> values;   ///< its own, by attribute
};

/// Everything that is recorded. A value that can't be copied; any thread.
class Inventory
{
public:
    explicit Inventory(const domain::Catalogue &catalogue) : m_catalogue(&catalogue) {}

    /// Adds entities in the own JSON form; what is only named becomes a thing of which nothing is said.
    void add(const QJsonArray &entities, const store::ReferenceLookup &);
    /// Reads a workspace through the store's readers: entities, what is declared complete on the day, and the officer's sets.
    static Inventory fromWorkspace(QSqlDatabase &, const domain::Catalogue &, domain::Day asOf, const store::ReferenceLookup &);

    Thing &thing(domain::EntityKind, const QString &key);   ///< made where it is not there
    const Thing *find(domain::EntityKind, const QString &key) const;
    const std::vector<Thing *> &ofKind(domain::EntityKind) const; ///< in the order in which they were recorded
    bool isComplete(domain::EntityKind, const QString &attr) const;
    const domain::Catalogue &catalogue() const { return *m_catalogue; }

    QSet<QString> attested;             ///< "kind" or "kind.attr"
    QHash<QString, QStringList> sets;   ///< the officer's own; a set that is not here is as it comes

private:
    /// A reference that waits for an import says nothing yet; in a list it is named, and keeps the list incomplete.
    void markWaiting();
    Value fromJson(domain::EntityKind, const domain::Attribute &, const QJsonValue &, const store::ReferenceLookup &);

    const domain::Catalogue *m_catalogue;
    std::vector<std::unique_ptr<Thing>> m_things;
    std::vector<Thing *> m_ofKind[domain::EntityKindCount];
    QHash<QString, Thing *> m_index[domain::EntityKindCount];
};

/// The name of what differs between two readings of the same things, for a test of the readers; empty: nothing.
QString firstDifference(const Inventory &, const Inventory &);

} // namespace second
