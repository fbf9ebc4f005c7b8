// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace importers {

/// A title reduced to what counts when titles are compared: small letters without marks, words with single blanks between.
QString plainWords(const QString &title);

/// A title made ready to be compared with many others.
struct Phrase
{
    QString plain;     ///< as plainWords() has it
    QString compact;   ///< without blanks: "StartDate", "start_date" and "Start date" are one title
    QStringList words; ///< those that tell something: no articles
    Phrase() = default;
    explicit Phrase(const QString &title);
};

/// The forms in which a title is compared: whole, and without what stands in brackets.
QList<Phrase> formsOf(const QString &title);

/// How well a title of a column agrees with a known one, 0 to 1.
double agreement(const Phrase &title, const Phrase &known);
/// The best of all forms and known titles.
double bestOf(const QList<Phrase> &forms, const QList<Phrase> &known);

/// What columns of one kind of register are called.
struct KindNames
{
    QList<Phrase> words;    ///< what such a register is called
    QList<Phrase> keys;     ///< titles of the column that tells its rows apart
    QList<Phrase> names;
    QHash<QString, QList<Phrase>> attributes;
    QSet<QString> whole;    ///< attributes that a title means only where it says all of one: a critical supplier is no critical ICT provider
};

/// Titles and words of registers in English, German, French, Spanish and Italian, and the commonest in Dutch (resources/reference/column_names.json), and those of
/// the catalogue. Immutable after loading.
class ColumnNames
{
public:
    static domain::Result<ColumnNames> fromResources(const domain::Catalogue &);

    const KindNames &of(domain::EntityKind kind) const { return m_kinds.at(static_cast<qsizetype>(kind)); }
    /// Titles of numbers and of names in registers of any kind.
    const QList<Phrase> &keys() const { return m_keys; }
    const QList<Phrase> &names() const { return m_names; }
    /// The value of a fixed set that a word of these languages means; empty: none.
    QString valueOf(const domain::Attribute &, const QString &cell) const;
    /// What the words of a title tell it to be about, whatever else it has in common with.
    struct Matter
    {
        QString attribute;  ///< empty: none that is known
        bool itself = true; ///< it asks for the thing, and not whether one is needed or what hangs on it
        QStringList never;  ///< attributes that it surely does not mean
    };
    Matter matterOf(const QString &title) const;
    /// The class of data after which a column asks by yes or no ("Personal data"), if it is one of the attribute; empty: none.
    QString classAskedFor(const domain::Attribute &, const QString &title) const;

private:
    struct KnownMatter
    {
        QList<Phrase> words;
        QList<Phrase> unless;
        QStringList never;
    };
    QList<KindNames> m_kinds;
    QList<Phrase> m_keys;
    QList<Phrase> m_names;
    QHash<QString, QHash<QString, QString>> m_values; ///< attribute -> word -> value
    QMap<QString, KnownMatter> m_matters;             ///< attribute -> what tells it
    QMap<QString, QList<Phrase>> m_asked;             ///< class of data -> titles of columns that ask for it
};

} // namespace importers
