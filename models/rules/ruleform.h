// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/condition.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace rules {

/// A condition as a form shows it: a row for each node, with what was typed, right or wrong. Nothing is lost between a pack's JSON and the
/// rows: what a form has no field for is kept as it is. A value; any thread.
struct FormRow
{
    enum class Kind : int { All, Any, Not, Const, Attribute, AnyOf, Minus, Exists, Every, Count, Adequate, Exposed, Certified, Covered, Share, Named, Unreadable };
    Kind kind = Kind::Attribute;
    QString subject;            ///< path of an attribute; relation; what a predicate of law speaks of; lists with commas between; of Named the name
    QString op;                 ///< as in packs
    QJsonValue value;           ///< what it is compared with, as in packs; of Const the truth
    std::optional<bool> unsaid;
    QJsonObject rest;           ///< other members: laws, schemes, dpf, ...; of Unreadable all of it
    QList<FormRow> rows;        ///< of a group its parts; of a relation or a share its `where`, or none

    bool isGroup() const { return kind == Kind::All || kind == Kind::Any || kind == Kind::Not; }
    /// Whether a condition on other things stands below it.
    bool hasWhere() const { return kind == Kind::Exists || kind == Kind::Every || kind == Kind::Count || kind == Kind::Share; }
    static FormRow fromJson(const QJsonValue &, int depth = 0);
    QJsonValue toJson() const;
    /// Where the n-th part of this row stands below it, as a JSON pointer: "/all/2", "/where", "/not".
    QString pointerOf(qsizetype part) const;
    bool operator==(const FormRow &) const = default;
};

/// A rule as a form shows it; what the form has no field for (examples, sources, references) is kept.
struct RuleForm
{
    QString id, title, heading, requirement, entity, severity, clause, remediation, reasonGap;
    std::optional<FormRow> appliesIf; ///< none: it applies to all
    FormRow gapIf;
    QJsonObject rest;
    static RuleForm fromJson(const QJsonObject &);
    QJsonObject toJson() const;
    bool operator==(const RuleForm &) const = default;
};

} // namespace rules
