// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/status.h"
#include "rules/evaluator.h"
#include "rules/pack.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace rules {

/// How far a dashboard gets with a requirement.
enum class Reach { Inventory, Question, Outside };

/// An article or a control of a framework, by its number and a title in own words.
struct Requirement
{
    QString id, title;
    QString part;       ///< the chapter or area that it stands in
    Reach reach = Reach::Inventory;
    QStringList rules;  ///< that decide it, wholly or in part
    bool operator==(const Requirement &) const = default;
};

/// All that a framework asks, in its own order. A value; any thread.
struct RequirementList
{
    QString version, note;
    bool whole = false; ///< the complete list; else only what rules speak to
    QList<Requirement> requirements;
    bool operator==(const RequirementList &) const = default;
};

/// The list in :/packs/requirements/ID.json; for a framework that has none, the clauses that its rules name. Rules that the list forgets
/// are an error, as are unknown ones: coverage would be untrue.
domain::Result<RequirementList> requirementsOf(const Pack &);

/// Reads such a list (resources/packs/README.md). Errors name the file and a JSON pointer.
domain::Result<RequirementList> readRequirements(const QByteArray &json, const Pack &, const QString &file);

/// What stands of a requirement after an evaluation.
enum class Standing {
    Decided,       ///< by facts of the inventory: nothing that it concerns is unknown
    Answered,      ///< by a person's answers
    Open,          ///< something that it concerns is unknown, or a rule of it was not asked
    NotConcerned,  ///< nothing here is concerned
    NotYet,        ///< what it would concern is not in force on the day
    OutOfReach     ///< no rule and no question speaks to it
};

struct RequirementResult
{
    StatusCounts counts{};              ///< over its rules
    std::optional<domain::Status> worst; ///< of what was judged; none: nothing was
    Standing standing = Standing::Open;
    bool operator==(const RequirementResult &) const = default;
};

/// `results`: of a run, by rule. Rules that are switched off decide nothing; where all are, nobody has asked.
RequirementResult resultOf(const Requirement &, const QHash<QString, StatusCounts> &results, const QSet<QString> &switchedOff = {});
QSet<QString> switchedOffOf(const Pack &);

/// How many requirements stand how; the sum is `all`.
struct Coverage
{
    int all = 0, decided = 0, answered = 0, open = 0, notConcerned = 0, notYet = 0, outOfReach = 0;
    void add(Standing);
    bool operator==(const Coverage &) const = default;
};

} // namespace rules
