// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/doraregister.h"
#include "rules/registerthings.h"

#include <QHash>

#include <utility>

namespace rules {

/// Writes values of the inventory as the cells of a template ask for them. Keeps a reference to the things. Any thread.
class RegisterCells
{
public:
    /// Who speaks in a row, by the role that the template's columns name; nobody: the cells stay empty.
    using Roles = QHash<QString, std::pair<domain::EntityKind, const store::EntityRow *>>;

    RegisterCells(const RegisterThings &things, domain::Day asOf) : m_things(things), m_asOf(asOf) {}

    RegisterRow row(const domain::RegisterTemplate &, const Roles &, domain::EntityKind, qint64 entity) const;

    /// A value for a column that no role says: our own word for it ("saas", "DE", "yes"), and where a person would say it.
    struct Told
    {
        QString column, value;
        domain::EntityKind kind;
        qint64 entity;
        QString attr;
    };
    void fill(const domain::RegisterTemplate &, RegisterRow &, const QList<Told> &) const;

    /// "3400000", "0.5": without exponent and needless zeros.
    static QString amount(double);

private:
    RegisterCell cell(const domain::RegisterColumn &, const Roles &, domain::EntityKind, qint64 entity) const;
    bool say(RegisterCell &, const domain::RegisterColumn &, domain::EntityKind, const store::EntityRow &, const QString &attr) const;
    void write(RegisterCell &, const domain::RegisterColumn &, const domain::Value &) const;

    const RegisterThings &m_things;
    domain::Day m_asOf;
};

} // namespace rules
