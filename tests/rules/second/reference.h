// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/second/inventory.h"

#include "store/referencelookup.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace second {

/// The world as :/reference has it, read once more from its files: groups of countries, adequacy, laws, who owns whom.
class Reference
{
public:
    struct Adequacy
    {
        QString country, condition;
        std::optional<domain::Day> from, until;
    };
    struct Law
    {
        QString id, country;
        bool access = false, uncertain = false;
        std::optional<domain::Day> from, until;
    };
    struct Provider
    {
        QString legal, hq, parent;
        QStringList chain, partial, listed; ///< countries of control, of subsidiaries, and laws that are named outright
    };
    /// How far the laws that were asked for reach a provider.
    struct Reach
    {
        bool whole = false, part = false, uncertain = false, uncertainPart = false;
        bool known = false;     ///< seat and parent are said
        bool allKnown = false;  ///< and the laws of their countries have been looked up
    };

    /// Everything, or nothing where a file can't be read.
    static std::optional<Reference> read();

    /// Countries of "EU", "EEA", ...; the defaults of the officer's sets too.
    QStringList set(const QString &name) const { return m_sets.value(name); }
    /// With the members that are in it on this day only.
    QStringList set(const QString &name, domain::Day) const;
    const QList<Adequacy> &adequacy() const { return m_adequacy; }
    bool inForce(const Law &, domain::Day) const;
    Reach reach(const Thing &provider, const QStringList &laws, bool anyLaw, const QStringList &zone, domain::Day) const;
    /// The countries that an entry of a certificate's annex names: "DE", "Germany", "EU"; none: it is no such word.
    QStringList countriesNamed(const QString &entry) const;
    const store::ReferenceLookup &lookup() const { return m_lookup; }
    QStringList providers() const { return m_providers.keys(); }
    QStringList laws() const;

private:
    struct Member
    {
        QString set, country;
        std::optional<domain::Day> from, until;
    };
    QHash<QString, QStringList> m_sets;
    QList<Member> m_dated;
    QHash<QString, QString> m_countryByName;
    QList<Adequacy> m_adequacy;
    QList<Law> m_laws;
    QHash<QString, Provider> m_providers;
    QHash<QString, QString> m_aliases;
    store::ReferenceLookup m_lookup;
};

} // namespace second
