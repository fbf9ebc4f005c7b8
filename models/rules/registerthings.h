// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rowvalues.h"
#include "store/inventory.h"

#include <QHash>
#include <QList>
#include <QString>

#include <map>

namespace rules {

/// What an IT system tells of the use of a service; of many systems little is kept.
struct RegisterSystem
{
    qint64 id = 0;
    QString contract, legalEntity; ///< keys
    QStringList functions;         ///< keys
    QString serviceModel;
    QStringList storedIn, processedIn; ///< countries, each once
};

/// What the register of information is made of, read once: rows by kind and key, in use on a day.
/// Thread: the connection's while reading; any afterwards.
class RegisterThings
{
public:
    /// Rows that were retired on or before `asOf`, or have vanished from their sources, are left out.
    RegisterThings(store::AttributeStore &, domain::Day asOf);

    const QList<store::EntityRow> &all(domain::EntityKind) const;
    /// nullptr: there is none of this key.
    const store::EntityRow *find(domain::EntityKind, const QString &key) const;
    /// The entity that a reference of the row names; nullptr: unsaid, or not there.
    const store::EntityRow *referred(domain::EntityKind, const store::EntityRow &, QStringView attr) const;

    RowValues of(domain::EntityKind, const store::EntityRow &) const;
    /// IT systems that stand under a contract.
    const QList<RegisterSystem> &systems() const { return m_systems; }

    const domain::Catalogue &catalogue() const { return m_catalogue; }

private:
    const domain::Catalogue &m_catalogue;
    std::map<domain::EntityKind, QList<store::EntityRow>> m_rows;
    std::map<domain::EntityKind, QHash<QString, qsizetype>> m_places;
    QList<RegisterSystem> m_systems;
};

} // namespace rules
