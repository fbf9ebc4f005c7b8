// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace domain {

enum class ValueType : int { Bool, Int, Number, Date, Text, Country, Enum, Ref, List };

/// One attribute of one kind of entity, as attributes.json names it.
struct Attribute
{
    QString name;
    ValueType type = ValueType::Text;
    ValueType of = ValueType::Text;      ///< element type of a list: Text, Country or Ref
    QStringList values;                  ///< allowed values (enum, and lists that have a fixed set); empty: free
    std::optional<EntityKind> refKind;   ///< for Ref and lists of Ref
    int facet = 0;                       ///< bit of Facet when the list is one facet of the entity's places
    QString unit;
    std::optional<double> least, most;   ///< of a number
    QString notBefore;                   ///< the date of the same entity that this one can't lie before; empty: any
    QStringList inherited;               ///< path to the attribute that speaks when this one is unsaid; empty: none
    QString label;                       ///< English; other languages through views/text
    QString description;
    QString example;
    bool isList() const { return type == ValueType::List; }
    bool isScalarColumn() const { return type != ValueType::List; }
};

struct KindInfo
{
    EntityKind kind = EntityKind::Workload;
    QString plural;       ///< command-line name: "legal-entities"
    QString label;
    QString labelPlural;
    QList<Attribute> attributes;
    const Attribute *find(QStringView name) const;
    int indexOf(QStringView name) const;
};

/// The attribute catalogue: which kinds there are and what is known of each. The importers' mappings, the column chooser,
/// the rules' validator and the entity tables all follow it. Immutable after loading; any thread.
class Catalogue
{
public:
    /// Reads attributes.json. Fails on a duplicate name, an unknown type or a kind that EntityKind lacks.
    static Result<Catalogue> fromJson(const QByteArray &json);

    const KindInfo &kind(EntityKind) const;
    const QList<KindInfo> &kinds() const { return m_kinds; }
    const Attribute *attribute(EntityKind, QStringView name) const;

private:
    QList<KindInfo> m_kinds;
};

} // namespace domain
