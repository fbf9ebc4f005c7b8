// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/pack.h"

#include <QHash>
#include <QString>

namespace rules {

/// Says a condition as an English sentence, in the words of the catalogue: "Encryption at rest is no, and Provider is said". What is short
/// stands in a line; groups within groups stand in brackets. No operator, path or set is shown by its id. A value; any thread.
class ConditionWords
{
public:
    /// `pack`: whose thresholds are said with value and unit; may be null. `countries`: names by ISO code; codes where one is missing.
    ConditionWords(const domain::Catalogue &, const Pack *pack, const QHash<QString, QString> &countries);

    /// `kind`: what the condition is judged on. Begins with a capital and has no full stop.
    QString sentence(const Condition &, domain::EntityKind kind) const;
    /// The same within relations: `kinds` from the outermost to what it is judged on.
    QString sentence(const Condition &, const QList<domain::EntityKind> &kinds) const;
    /// "the country of its provider": a path as it is read aloud, its label as in the catalogue.
    QString path(const Path &, domain::EntityKind kind) const;
    /// The same within relations: `kinds` from the outermost to where the path starts.
    QString path(const Path &, const QList<domain::EntityKind> &kinds) const;
    /// "is at most", of an operator with its value: what a form offers to choose. Never the operator's id.
    static QString operatorWords(Op);
    /// "the sovereign zone", for ZONE.
    static QString setWords(const QString &name);
    /// "applies from 2028-08-02 where the AI Act class is ...": for what a rule applies to later, in its order.
    QStringList laterStarts(const Rule &) const;
    QString relation(const QList<Step> &, domain::EntityKind kind, bool plural) const;

private:
    using Kinds = QList<domain::EntityKind>; ///< what a path may speak of, innermost last

    QString words(const Condition &, const Kinds &, bool inner) const;
    QString group(const Condition &, const Kinds &, bool inner) const;
    QString leaf(const Condition &, const Kinds &) const;
    QString scalar(const Condition &, const Kinds &) const;
    QString related(const Condition &, const Kinds &) const;
    QString law(const Condition &, const Kinds &) const;
    QString number(const Argument &) const;
    QString value(const QVariant &, const domain::Attribute *) const;
    QString values(const Argument &, const domain::Attribute *) const;
    const domain::Attribute *attribute(const Path &, const Kinds &) const;
    QString kindWord(domain::EntityKind, bool plural = false) const;

    const domain::Catalogue &m_catalogue;
    const Pack *m_pack;
    const QHash<QString, QString> &m_countries;
};

} // namespace rules
