// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/pack.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QString>
#include <QStringList>

namespace rules {

/// Something that a question is asked of.
struct QuestionHolder
{
    qint64 entity = 0;
    QString key, name;
    qint64 decides = 0;      ///< unknown results that rest on it
    qint64 decidesAlone = 0; ///< of them, those for which nothing else is missing
    bool operator==(const QuestionHolder &) const = default;
};

struct QuestionRule
{
    QString rule;
    qint64 results = 0;
    bool operator==(const QuestionRule &) const = default;
};

/// One thing to find out: an attribute, asked of all that it is missing of, or whether the register of a kind is complete.
struct Question
{
    QString id;              ///< "contract.audit_rights"; "transfer" for the register of transfers
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString attr;            ///< empty: is the register complete?
    QList<QuestionHolder> holders; ///< the one that decides most first; none for a register
    qint64 holderCount = 0;  ///< all of them, if fewer are listed
    qint64 decides = 0;      ///< unknown results that rest on it
    qint64 decidesAlone = 0; ///< of them, those for which nothing else is missing once it is answered for all its holders
    qint64 decidedSoFar = 0; ///< unknown results that this question and those before it decide together
    QList<QuestionRule> rules; ///< the one with the most results first
    bool isRegister() const { return attr.isEmpty(); }
    bool operator==(const Question &) const = default;
};

struct QuestionList
{
    QList<Question> questions; ///< ranked: each is the one that decides most once those before it are answered
    qint64 unknown = 0;        ///< results that are unknown now
    qint64 withoutQuestion = 0; ///< of them, those that no answer of the organisation settles
    qint64 leftOff = 0;        ///< unknown results that were not looked at, since there are more than `mostResults`
    qint64 cut = 0;            ///< unknown results of which not all was looked at that is missing, since it is more than `mostFacts` of a rule
    bool operator==(const QuestionList &) const = default;
};

struct QuestionRequest
{
    QStringList frameworks;  ///< empty: all of the last run
    QHash<QString, double> parameters;
    QString within;          ///< only results on things for which this holds, as store::entityCondition() says it of `e`; empty: all
    qint64 mostResults = 20'000'000;
    qsizetype mostHolders = 10'000; ///< listed of one question
    qint64 mostFacts = 8'000'000; ///< missing for all results of one rule together; what many results rest on alike counts once
};

/// From the unknown results of the last run, as they stand now, to what has to be asked. Reads only, besides temporary tables.
/// Cancellable. Thread: the connection's. NoRun where nothing was evaluated.
domain::Result<QuestionList> findQuestions(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const QuestionRequest &,
                                           domain::JobContext &);

} // namespace rules
