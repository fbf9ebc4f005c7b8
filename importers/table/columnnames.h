// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace importers {

/// A title reduced to what counts when titles are compared: small letters without marks, words with single blanks between.
QString plainWords(const QString &title);

/// How well a title of a column agrees with a known one, 0 to 1. Both as plainWords() has them.
double agreement(const QString &title, const QString &known);

/// What columns of one kind of register are called.
struct KindNames
{
    QStringList words;      ///< what such a register is called
    QStringList keys;       ///< titles of the column that tells its rows apart
    QStringList names;
    QHash<QString, QStringList> attributes;
};

/// Titles and words of registers in English, German, French, Spanish and Italian (resources/reference/column_names.json), and those of
/// the catalogue. All as plainWords() has them. Immutable after loading.
class ColumnNames
{
public:
    static domain::Result<ColumnNames> fromResources(const domain::Catalogue &);

    const KindNames &of(domain::EntityKind kind) const { return m_kinds.at(static_cast<qsizetype>(kind)); }
    /// Titles of numbers and of names in registers of any kind.
    const QStringList &keys() const { return m_keys; }
    const QStringList &names() const { return m_names; }
    /// The value of a fixed set that a word of these languages means; empty: none.
    QString valueOf(const domain::Attribute &, const QString &cell) const;

private:
    QList<KindNames> m_kinds;
    QStringList m_keys;
    QStringList m_names;
    QHash<QString, QHash<QString, QString>> m_values; ///< attribute -> word -> value
};

} // namespace importers
