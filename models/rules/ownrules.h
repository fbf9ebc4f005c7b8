// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/importreport.h"
#include "domain/result.h"
#include "rules/conditionparser.h"
#include "rules/pack.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace rules {

/// One thing that a workspace changes of a rule set without copying it. A value; any thread.
struct PackChange
{
    enum class Kind : int { Off, Scope, Parameter };
    Kind kind = Kind::Off;
    QString pack, name;          ///< of the rule set; of the rule or the parameter
    double value = 0;            ///< of a parameter
    QByteArray condition;        ///< of a scope, as in packs: the rule concerns what meets it besides
    ChangedBy by;
    bool operator==(const PackChange &) const = default;

    /// "off", "scope", "parameter": as the workspace keeps it.
    QString kindName() const;
    static std::optional<Kind> kindFromName(QStringView);
    /// Value or condition, why, who, since.
    QByteArray toJson() const;
    static std::optional<PackChange> fromJson(const QString &pack, const QString &kind, const QString &name, const QByteArray &);
};

/// The rule set as the workspace changes it: parameters have the workspace's value and remember the shipped one, rules are marked as
/// switched off, scopes narrow applies_if. What names a rule or a parameter that is not there (any more), or a condition that can't be
/// read, is left out and told in `faults`.
Pack changed(Pack, const QList<PackChange> &, const domain::Catalogue &, const References &, QList<domain::Diagnostic> &faults);

/// The same written into the rule set's own JSON, to be taken along in a copy or a file.
QByteArray changedJson(const QByteArray &pack, const QList<PackChange> &);

/// A copy under another id and title: it names its origin, and its rules have the new id before theirs ("own-gdpr.GDPR-44-01"), since two
/// rules of one id could not be told apart. A proposal or a law becomes own policy only where its reader says so: legal status stays.
domain::Result<QByteArray> copyOf(const QByteArray &pack, const QString &id, const QString &title);

/// A rule set with one rule that says nothing yet: the beginning of an own one.
QByteArray emptyPack(const QString &id, const QString &title);

/// What is wrong with a condition that stands alone (a scope): nothing where it can be used. `where` is a pointer into it.
QList<domain::Diagnostic> checkCondition(const QByteArray &json, const domain::Catalogue &, const References &, const QSet<QString> &parameters,
                                         bool dutyRecord, domain::EntityKind);

/// Ids that stand in the way of `pack` beside `others`: its own, whatever its letters' case, or those of rules. Pointers into `pack`.
QList<domain::Diagnostic> collisions(const Pack &, const QList<Pack> &others);

/// Where the conditions of a workspace's own scope stand.
inline constexpr QLatin1StringView OwnScopePointer{"/applies_if/own"};

/// The rule's hash without what the workspace changes of it (thresholds, scope): as long as it is the same, the rule asks the same.
QByteArray meaningOf(const Rule &);

/// Why a number can't be a threshold of that unit ("days", "%"); empty where it can. A threshold counts something: it is 0 or more.
QString thresholdFault(double value, const QString &unit);

/// The names of the parameters that a rule compares with.
QStringList parametersOf(const Rule &);
/// The value sets that a rule names; those that predicates of law rest on, ZONE and EEA, among them.
QStringList setsOf(const Rule &);

} // namespace rules
