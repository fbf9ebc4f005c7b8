// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QVariant>

#include <optional>

namespace second {

/// `up` levels out, then references, then an attribute. "self" has no steps.
struct Way
{
    int up = 0;
    QStringList steps;
};

enum class Form { All, Any, Not, Const, Attribute, AnyOf, Minus, Exists, Every, Count, Adequate, Exposed, Certified, Covered, Share };

enum class Test {
    None, Is, IsNot, In, NotIn, Lt, Le, Gt, Ge, OlderThanDays, Before, After, ExpiresWithinDays, IsNone, IsSaid, NotRecorded, Matches, SameAs,
    DiffersFrom, Contains, ContainsAny, ContainsMatch, IsEmpty, SubsetOf, AtLeast, Below, Says
};

/// One step of a relation as it is written: `attr` alone goes forward, with a kind it comes back.
struct Hop
{
    std::optional<domain::EntityKind> from;
    QString attr;
};

/// A condition as a pack has it, read without asking whether it makes sense: packs are checked elsewhere.
struct Condition
{
    Form form = Form::Const;
    QList<Condition> parts;     ///< of All, Any and Not; of relations and shares the `where`, or nothing
    bool constant = true;
    Way way;                    ///< the attribute; the country; the provider; the certificate; what a share goes by
    Test test = Test::None;
    std::optional<bool> unsaid;
    QStringList surelyNot;      ///< patterns
    std::optional<bool> unclear;
    QStringList butNot;         ///< of Says
    // What the test compares with:
    QVariantList values;        ///< the text, number or bool, or those of a list
    bool flag = false;
    QString set, parameter, text;
    double number = 0;
    std::optional<domain::Day> day;
    Way other;

    QList<Way> lists;
    QList<QList<Hop>> from;     ///< of each list of Minus the step to the things that have it
    bool bySite = false;        ///< of Minus
    std::optional<QJsonValue> outside; ///< of Minus: a set's name, or values
    QList<Hop> hops;
    QStringList names;          ///< laws or schemes
    bool anyName = false, partial = false, ofRegion = false;
    std::optional<Way> dpf, dpfHr, hr, recipient, service;
    domain::EntityKind members = domain::EntityKind::Workload;
    QString pointer;
};

struct Rule
{
    QString id;
    domain::EntityKind entity = domain::EntityKind::Workload;
    std::optional<domain::Day> from, until;
    Condition appliesIf, gapIf;
    QList<std::pair<domain::Day, Condition>> later; ///< for what meets the condition it starts on the day
    bool onlyConcerned = false;
    bool appliesSurely = false;
    QJsonArray examples;
};

struct Pack
{
    QString id;
    std::optional<domain::Day> from;
    std::optional<Condition> concerns;
    QHash<QString, double> parameters;
    QList<Rule> rules;
    QJsonObject json;
};

Condition conditionFromJson(const QJsonValue &, const QString &pointer);
Pack packFromJson(const QJsonObject &);
/// The packs that the program carries, in the order of their names.
QList<Pack> shippedPacks();

} // namespace second
