// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/second/inventory.h"
#include "rules/second/pack.h"

#include <QRandomGenerator>
#include <QSet>

namespace second {

/// Makes small inventories near the borders of the rules: examples of the packs thrown together and changed here and there, and things with
/// values, thresholds and days that the rules' conditions ask for. The same seed gives the same inventories.
class Generator
{
public:
    struct Made
    {
        domain::Day asOf = 0;
        QJsonArray things;          ///< each of them once, without a word on it: in which order they were recorded
        QJsonArray given;
        QStringList attested;
        QHash<QString, domain::Day> until;   ///< of some that are attested: the last day on which it counts
        QHash<QString, double> parameters;   ///< "pack/name": what the officer has set
        QStringList zone;           ///< empty: as it comes
        QStringList highRiskVendors;
        QHash<QString, domain::Day> retired; ///< "kind:key"
        struct Waiting
        {
            QString thing, attr, key;
        };
        QList<Waiting> waiting;     ///< of things of which a list, not complete, names what is not there yet
    };

    Generator(const domain::Catalogue &, const QList<Pack> &, const QStringList &providers, quint32 seed);
    /// An inventory with examples of the pack of this number, and of others.
    Made make(int pack);

private:
    using Kind = domain::EntityKind;
    struct Words
    {
        QSet<QString> texts;
        QSet<int> numbers, ages, days;
    };
    void learn(const Pack &);
    void learn(const Condition &, const Pack &);
    int below(int n) { return static_cast<int>(m_random.bounded(n)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class List>
    auto pick(const List &list) { return list.at(below(static_cast<int>(list.size()))); }
    template <class T>
    T pickOf(const QSet<T> &set)
    {
        QList<T> list(set.cbegin(), set.cend());
        std::sort(list.begin(), list.end());
        return pick(list);
    }

    QString member(const domain::Attribute &) const;
    QJsonObject renamed(const QJsonObject &, const QString &prefix);
    QString newName(Kind, const QString &key, const QString &prefix) const;
    QJsonValue anything(const domain::Attribute &);
    QJsonValue value(const domain::Attribute &, domain::ValueType);
    QString keyOf(Kind);
    void merge(const QJsonObject &);

    const domain::Catalogue &m_catalogue;
    const QList<Pack> &m_packs;
    QStringList m_providers;
    QRandomGenerator m_random;
    QHash<QString, Words> m_words;  ///< by the attribute's name
    QSet<int> m_dates;              ///< on which rules begin and end
    domain::Day m_asOf = 0;
    QMap<QString, QJsonObject> m_things; ///< "kind:key"
};

} // namespace second
