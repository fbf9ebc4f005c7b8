// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "rules/condition.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace rules {

/// Where a statement comes from and how sure it is.
struct SourceNote
{
    QString confidence, lastReviewed, reviewer;
    bool operator==(const SourceNote &) const = default;
};

/// Who changed something of a rule set, since when, and why.
struct ChangedBy
{
    QString why, who;
    domain::Day since = 0;
    bool operator==(const ChangedBy &) const = default;
};

/// A named threshold that the officer may change.
struct Parameter
{
    QString name;
    double value = 0;
    QString unit, label;
    bool ourStandard = false;
    std::optional<double> shipped = {};    ///< what the rule set itself says, where the workspace says otherwise
    std::optional<ChangedBy> changed = {}; ///< by whom, then
    bool operator==(const Parameter &) const = default;
};

struct Clause
{
    QString clause, title;
    bool operator==(const Clause &) const = default;
};

struct Reference
{
    QString text, url;
    bool operator==(const Reference &) const = default;
};

/// A rule's own test: what is given, and what must come out.
struct Example
{
    QString name;
    domain::Day asOf = 0;
    domain::EntityKind subjectKind = domain::EntityKind::Workload;
    QString subjectKey;
    domain::Status expect = domain::Status::Unknown;
    QByteArray given;           ///< JSON array of entities in the own form
    QStringList attested;       ///< kinds, or KIND.attr
    QStringList zone;           ///< countries; empty: the EEA
    QList<std::pair<QString, QStringList>> sets; ///< of the officer's own: HIGH_RISK_VENDORS and others
    bool operator==(const Example &) const = default;
};

/// A later day from which a rule applies to some of what it concerns: until then it does not apply yet to a thing for which `where` surely
/// holds and which applies_if does not surely leave out.
struct LaterStart
{
    domain::Day from = 0;
    Condition where;
    bool operator==(const LaterStart &) const = default;
};

/// A requirement that no rule of a rule set decides, by the list that it stands in: "bsi-c5@2026", "OIS-01".
struct PeoplesRequirement
{
    QString list, id;
    bool operator==(const PeoplesRequirement &) const = default;
};

struct Rule
{
    QString id, title, requirement;
    QString heading;            ///< what is asked, in a few words; the title says what is wrong where it is not met
    domain::EntityKind entity = domain::EntityKind::Workload;
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law; ///< the pack's, unless the rule has its own (a statute that a standard serves)
    QString clause;
    std::optional<domain::Day> appliesFrom, appliesUntil;
    QList<LaterStart> appliesLater;
    std::optional<domain::Day> bindsFrom = {}; ///< of what isn't binding law by itself: the day from which duties of law rest on it, so that nobody can accept it any longer
    Condition appliesIf;        ///< Const true where the pack says nothing
    Condition gapIf;
    QList<Path> root;
    bool rootIsOrganisation = false; ///< a shortcoming of the organisation's own practice: all findings are one issue
    QString cause;              ///< rules of one cause share an issue where the root is the same; empty: the rule alone
    bool onlyConcerned = false; ///< what applies_if surely leaves out isn't counted, not even as not applicable
    bool appliesSurely = false; ///< what applies_if leaves open is not concerned either: a rule that this one stands beside asks for it
    bool dutyRecord = false;
    bool indicator = false;
    QStringList ourStandard;
    QString reasonGap, reasonUnknown;
    QString remediation, toConfirm, corrected;
    QList<Reference> refs;
    SourceNote source;
    QList<Example> examples;
    std::optional<ChangedBy> off;      ///< switched off: judged, so that it can be told what is left out, but not counted
    std::optional<Condition> ownScope; ///< of the workspace: whom the rule concerns besides; part of appliesIf already
    std::optional<ChangedBy> scoped;   ///< by whom
    std::optional<PeoplesRequirement> people = {}; ///< judged by what people answered, and not by conditions (peoplesrules.h)
    QByteArray hash;            ///< of what decides (conditions, dates, entity): tells that a rule changed; empty where people's answers decide
    bool operator==(const Rule &) const = default;
};

/// What several rules say of one root: the title of their common issue. Packs that name the same id share it.
struct Cause
{
    QString id, title;
    bool operator==(const Cause &) const = default;
};

/// A framework with its rules. A value; any thread.
struct Pack
{
    QString id, version, title;
    domain::LegalStatus legalStatus = domain::LegalStatus::Law;
    QStringList jurisdiction;
    QString citation, url, about, attribution;
    std::optional<domain::Day> appliesFrom;
    std::optional<Condition> concerns; ///< of a legal entity: whether the framework concerns it; none: nobody said
    QString concernsWords;             ///< whom it concerns: "credit institutions and other financial entities of the Union"
    SourceNote source;
    QList<Parameter> parameters;
    QList<Clause> clauses;
    QList<Cause> causes;
    QList<Rule> rules;
    QList<Rule> people;                ///< of the workspace: for each requirement that no rule decides and people have answered; judged as rules are, and no part of the rule set
    bool own = false;                  ///< of the workspace, not shipped
    QString origin, originVersion;     ///< what an own one was copied from

    const Parameter *parameter(QStringView name) const
    {
        for (const Parameter &p : parameters) {
            if (p.name == name)
                return &p;
        }
        return nullptr;
    }
    const Rule *rule(QStringView ruleId) const
    {
        for (const QList<Rule> *list : {&rules, &people}) {
            for (const Rule &r : *list) {
                if (r.id == ruleId)
                    return &r;
            }
        }
        return nullptr;
    }
    /// All that is judged: its rules, and what people answered beside them.
    QList<const Rule *> judged() const
    {
        QList<const Rule *> all;
        for (const QList<Rule> *list : {&rules, &people}) {
            for (const Rule &r : *list)
                all.append(&r);
        }
        return all;
    }
    bool operator==(const Pack &) const = default;
};

} // namespace rules
