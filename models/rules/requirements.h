// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"
#include "domain/result.h"
#include "domain/status.h"
#include "rules/evaluator.h"
#include "rules/mappings.h"
#include "rules/pack.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>

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
    bool partly = false; ///< its rules look at a part of it: what they find missing is missing, what they find met leaves the rest to people
    bool beside = false; ///< none of the framework's own articles or controls, as the conditions and the audit model of C5: not counted
    std::optional<domain::Day> from = {}; ///< of one that no rule decides: the day from which it applies, where that is later than the framework's
    bool operator==(const Requirement &) const = default;
};

/// All that a framework asks, in its own order. A value; any thread.
struct RequirementList
{
    QString id;         ///< the pack's; of a further edition with its name: "bsi-c5@2026"
    QString edition;    ///< "C5:2026"; empty: the one that the pack's rules follow
    QString version, note;
    bool whole = false; ///< the complete list; else only what rules speak to, or what is known of an edition
    QStringList schemes; ///< certificates of these attest the whole list
    bool assessed = false; ///< its criteria are answered for each thing by a calculator of their own (see `assess`), not as a whole
    QString leaves;      ///< what such a certificate leaves to the customer
    QList<Requirement> requirements;
    const Requirement *requirement(QStringView number) const;
    bool operator==(const RequirementList &) const = default;
};

/// The list in :/packs/requirements/ID.json; for a framework that has none, the clauses that its rules name. Rules that the list forgets
/// are an error, as are unknown ones: coverage would be untrue. A copy has the list of its original.
domain::Result<RequirementList> requirementsOf(const Pack &);

/// Further editions of a framework in :/packs/requirements/ID@EDITION.json, sorted. Their rules are those of the criteria that they continue, so
/// that a rule may stand in none.
domain::Result<QList<RequirementList>> editionsOf(const Pack &);

/// The lists of all packs, each followed by its further editions.
domain::Result<QList<RequirementList>> allRequirements(const QList<Pack> &);

/// Reads such a list (resources/packs/README.md). Errors name the file and a JSON pointer.
domain::Result<RequirementList> readRequirements(const QByteArray &json, const Pack &, const QString &file);

/// What stands of a requirement after an evaluation.
enum class Standing {
    Decided,       ///< by rules, wherever their facts come from: nothing that it concerns is unknown
    Answered,      ///< by a person's answer of the requirement as a whole
    Open,          ///< something that it concerns is unknown, a rule of it was not asked, or of what it concerns nothing was ever recorded
    NotConcerned,  ///< nothing here is concerned
    NotYet,        ///< what it would concern is not in force on the day
    OutOfReach     ///< no rule and no question speaks to it, and nobody has answered it of himself
};

struct RequirementResult
{
    StatusCounts counts{};              ///< over its rules
    std::optional<domain::Status> worst; ///< of what was judged; none: nothing was
    Standing standing = Standing::Open;
    bool operator==(const RequirementResult &) const = default;
};

/// What people found of a requirement that no rule decides, over the legal entities that its framework concerns.
struct PeoplesFinding
{
    QList<domain::RequirementAnswer> answers;   ///< that count on the day: the organisation's, then those for legal entities
    std::optional<domain::Fulfilment> worst;    ///< of those that hold for somebody
    QList<qint64> met = {};                     ///< legal entities for whom it was found met
    QList<qint64> missing;                      ///< legal entities that the framework concerns and for which nobody has answered
    QList<qint64> perhaps;                      ///< the same, where it isn't known whether it concerns them
    bool notYet = false;                        ///< the requirement does not apply yet on the day
    bool isForAll() const { return missing.isEmpty() && perhaps.isEmpty(); }
    bool operator==(const PeoplesFinding &) const = default;
};
/// "partly" and "not met" are a gap, in the word of the framework's status of law.
using FoundByPeople = std::map<ListedRequirement, PeoplesFinding>;
/// What no rule decides, or rules decide in part, is answered as a whole, unless a calculator does; what rules decide is answered by its facts.
bool isForPeople(const RequirementList &, const Requirement &);
/// What stands of a requirement once people have answered it as a whole: open while an answer for somebody is missing; the worst answer decides, and
/// what a rule of it finds missing is missing whatever they say.
RequirementResult answered(RequirementResult, const PeoplesFinding &);

/// `results`: of a run, by rule. Rules that are switched off decide nothing; where all are, nobody has asked. `unrecorded`: rules on things of which
/// none is recorded, and nobody has declared that there is none; they leave it open. `ownLimits`: rules that stand beside a law or scheme, with
/// limits of our own: they are counted, and who falls short of them alone does not fall short of the requirement; what they leave open leaves it open.
RequirementResult resultOf(const Requirement &, const QHash<QString, StatusCounts> &results, const QSet<QString> &switchedOff = {}, const QSet<QString> &unrecorded = {},
                           const QSet<QString> &ownLimits = {});
QSet<QString> switchedOffOf(const Pack &);

/// How many requirements stand how; the sum of decided, answered, open, notConcerned, notYet and outOfReach is `all`.
struct Coverage
{
    int beside = 0;    ///< entries of the list that are not counted, being none of the framework's own articles or controls
    int all = 0, decided = 0, answered = 0, open = 0, notConcerned = 0, notYet = 0, outOfReach = 0;
    int served = 0;    ///< of those answered: by what is met in another framework
    int evidenced = 0; ///< of those open or out of reach: a certificate speaks for them, for the services that it covers
    int refuted = 0;   ///< of those open or out of reach: what another framework found wrong keeps them from being met
    /// `servedElsewhere`: what is met in another framework answers it; counts only where it would be open or out of reach.
    void add(Standing, bool servedElsewhere = false);
    bool operator==(const Coverage &) const = default;
};

} // namespace rules
