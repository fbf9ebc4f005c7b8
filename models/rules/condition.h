// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <optional>

namespace rules {

/// A way to a value: `up` levels out (one for each ^), then through references to an attribute. No steps: the entity itself.
struct Path
{
    int up = 0;
    QStringList steps;
    bool isSelf() const { return steps.isEmpty(); }
    QString text() const { return QString(up, QLatin1Char('^')) + steps.join(QLatin1Char('.')); }
    bool operator==(const Path &) const = default;
};

enum class Op : int {
    None, Is, IsNot, In, NotIn, Lt, Le, Gt, Ge, OlderThanDays, Before, After, ExpiresWithinDays, IsNone, IsSaid, NotRecorded,
    Matches, SameAs, DiffersFrom, AtLeast, Below, Says, Contains, ContainsAny, ContainsMatch, IsEmpty, SubsetOf
};

/// What stands for the country of a place that is anywhere in the world.
inline constexpr QLatin1StringView Worldwide{"*"};

/// "is_not", "older_than_days": as in packs.
QString opName(Op);
std::optional<Op> opFromName(QStringView);

/// What an operator compares with.
struct Argument
{
    enum class Kind : int { None, Bool, Number, Text, List, Set, Parameter, AsOf, Day, Path };
    Kind kind = Kind::None;
    bool flag = false;
    double number = 0;
    domain::Day day = 0;
    QString text;         ///< a text, the name of a set (without @) or of a parameter
    QVariantList values;  ///< texts, numbers or bools
    Path path;
    bool operator==(const Argument &) const = default;
};

/// One step of a relation: forward along a reference (or a list of them), or back from the entities that name this one.
struct Step
{
    bool backward = false;
    bool list = false;
    domain::EntityKind kind = domain::EntityKind::Workload; ///< the kind that the step reaches
    QString attr;
    bool operator==(const Step &) const = default;
};

/// A node of a parsed condition: checked against the catalogue, so that the compiler, the explainer and an editor need not
/// look back at the JSON. A value; any thread.
struct Condition
{
    enum class Type : int {
        All, Any, Not, Const, Scalar, List, AnyOf, Minus, Exists, Every, Count, Adequate, Exposed, Certified, Covered, Share
    };
    Type type = Type::Const;
    QList<Condition> children;   ///< of All, Any, Not; of relations, shares and Minus the `where`, or nothing
    bool value = true;           ///< Const
    Path path;                   ///< the attribute; the country of Adequate; the provider of Exposed and Certified; the certificate of Covered; `by` of Share
    Op op = Op::None;
    Argument argument;
    std::optional<bool> unsaid;  ///< of a scalar comparison, or of what a list contains: what counts where nothing is said; else it is unknown
    QList<Path> lists;           ///< AnyOf and Minus; the step "all_places" is every facet
    QList<QList<Step>> ways;     ///< Minus: of each list the step to the things that have it; empty: the thing itself has it
    std::optional<Argument> outside; ///< Minus: values that don't count
    bool bySite = false;         ///< Minus: sites are compared rather than countries
    QStringList surelyNot;       ///< of a text or a list of texts that is compared: patterns of what is surely none; what fits neither leaves it unknown
    QStringList butNot;          ///< Says: phrases that are no mention, though what is asked for stands in them
    std::optional<bool> unclear; ///< Says: what counts where the text is unclear; else it is unknown
    QList<Step> relation;        ///< of a relation; of Minus with a `where` the step of its second list, whose things count only where that is so
    QStringList names;           ///< laws or schemes
    bool anyName = false;
    bool partial = false;
    bool region = false;         ///< Covered: is the region asked of, or else the product
    std::optional<Path> dpf, dpfHr, hr, recipientKind, service;
    domain::EntityKind shareKind = domain::EntityKind::Workload;
    QString pointer;             ///< where it stands in the rule: "/gap_if/all/0"

    bool isRelation() const { return type == Type::Exists || type == Type::Every || type == Type::Count; }
    /// Whether a value that is said may leave it open: a text that is in no known form, or unclear.
    bool readsText() const { return !surelyNot.isEmpty() || op == Op::Says || op == Op::AtLeast || op == Op::Below; }
    bool isLeaf() const { return type != Type::All && type != Type::Any && type != Type::Not; }
    const Condition *where() const { return children.isEmpty() ? nullptr : &children.constFirst(); }
    bool operator==(const Condition &) const = default;
};

/// "datasets>transfer.datasets": the relation as a pack writes it.
QString relationText(const QList<Step> &);

} // namespace rules
