// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "domain/status.h"
#include "pages/attestation.h"
#include "pages/requirementlinks.h"
#include "rules/requirements.h"
#include "text/issuetext.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace views {

// What the page of frameworks shows: rule sets, their rules and the articles and controls of their lists. Values, any thread.

/// A framework with its results of the last evaluation, under the filter; none were judged where it was not chosen then.
struct FrameworkChoice
{
    QString id, title, version;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    int rules = 0;
    bool chosen = false;
    QString jurisdiction;       ///< countries and unions by code
    bool judged = false;
    text::Tally open;
    qint64 unknown = 0, accepted = 0;
    qint64 pass = 0;            ///< -1: not known under this filter
    QStringList concerned;      ///< names of the legal entities that it concerns
    QStringList perhaps;        ///< of those of which too little is recorded to tell
    QString why;                ///< whom it concerns, in words; empty: no rule set says
    bool own = false;           ///< of the workspace, not shipped
    QStringList changes;        ///< what the workspace changes of it, in words: rules switched off, thresholds
};

/// What tells of a rule beside its results.
struct RuleRow
{
    QString id, heading, requirement, clause, confidence, toConfirm, corrected;
    domain::Review review;
    QString packReviewer;       ///< whom the rule set itself names; no review of the organisation's own
    domain::Severity severity = domain::Severity::Medium;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    QDate from, until;          ///< of application; invalid: none is said
    QStringList later;          ///< "applies from 2028-08-02 where ...", for what it applies to later
    bool ourStandard = false;
    bool judged = false;
    bool unrecorded = false;    ///< it is on things of which none is recorded, and nobody has declared that there is none
    qint64 open = 0, unknown = 0, accepted = 0, pass = 0, notApplicable = 0;
    QString off;                ///< "switched off by ... since ...: reason", and what it would say; empty: it is on
};

/// What people answered of a requirement, and whom it holds for.
struct RequirementWord
{
    domain::RequirementAnswer answer;
    QString key, name;          ///< of the legal entity; empty: the whole organisation
    bool counts = false;        ///< on the day of evaluation
};

/// An article or a control, with what stands of it.
struct RequirementRow
{
    /// The answer for the whole organisation, or for the legal entity with this key.
    const domain::RequirementAnswer *answerFor(const QString &key = {}) const
    {
        for (const RequirementWord &word : answers) {
            if (word.key == key)
                return &word.answer;
        }
        return nullptr;
    }
    QString id, title, part;
    rules::Reach reach = rules::Reach::Inventory;
    rules::RequirementResult result;
    int toolsMet = 0, toolsFailed = 0; ///< findings of other tools that name it
    QList<RuleRow> rules;
    QList<RequirementWord> answers; ///< people's words on it as a whole, where no rule decides it; they may count no longer
    QStringList unanswered;     ///< legal entities for which an answer is missing, though others have one
    bool answerCounts = false;  ///< one of them does, on the day of evaluation
    std::optional<RuleRow> judged; ///< what the newest evaluation made of the answers, by legal entity
    bool partly = false;        ///< its rules look at a part of it
    bool forPeople = false;     ///< no rule decides all of it, so that a person can answer it as a whole
    RequirementLinks elsewhere; ///< what other frameworks and certificates say of it
};

struct FrameworkDetail
{
    FrameworkChoice head;
    QString citation, url, about, attribution, note;
    QStringList reviewers;      ///< functions of the organisation, to choose from
    QList<std::pair<QString, QString>> legalEntities; ///< key and name of those for which an answer may be given
    QDate today;
    QDate from;
    bool whole = false;         ///< the complete list of its articles or controls
    bool filtered = false;      ///< the filter narrows the counts, and what passes can't be told
    rules::Coverage coverage;   ///< of the whole organisation
    QStringList unrecorded;     ///< of what it concerns, what was never recorded nor declared absent, as the inventory calls it
    QList<std::pair<QString, QString>> partners; ///< lists that it can be compared with, and their names
    QString list;               ///< the list shown: the framework's id, or that of a further edition
    QList<std::pair<QString, QString>> editions; ///< lists of it and their names; one: there is no choice
    QList<RequirementRow> requirements;
};

} // namespace views
