// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "pages/filterstate.h"
#include "rules/mappings.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace views {

/// For how long an answer counts where nobody says otherwise.
inline constexpr int ReviewMonths = 12;

/// Something that a question is asked of.
struct AskedRow
{
    qint64 entity = 0;
    QString name, key;
    qint64 decides = 0, decidesAlone = 0; ///< unknown results that rest on it, and those for which nothing else is missing
};

/// A question with what it decides.
struct QuestionRow
{
    QString id, sentence, form;   ///< form: what an answer may be
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString attr;                 ///< empty: whether the register is complete
    QString kindWords;            ///< "12 contracts"
    QStringList rules;            ///< "DORA Art. 30: Audit rights (34 results)", the one with the most results first
    QString ruleIds;              ///< with commas between
    qint64 holders = 0, decides = 0, decidesAlone = 0, decidedSoFar = 0;
    QList<AskedRow> asked;        ///< the one that decides most first; perhaps not all
};

struct QuestionsData
{
    QList<QuestionRow> rows;      ///< ranked
    QDate today;
    bool judged = false;          ///< something was evaluated
    QString switchedOff;        ///< rules that ask nothing since they are switched off, with the reason; empty: none
    qint64 unknown = 0, without = 0, leftOff = 0, cut = 0;
    qint64 forPeople = 0, forPeopleAnswered = 0; ///< requirements as a whole, and those of them that somebody has answered as a whole
    QString rest;                 ///< "Answers on 9 contracts and 1 register decide most of the rest."; empty where it can't be said
};

/// What decides the results that apply: results = byInventory + byAnswers + open.
struct DecidedData
{
    bool judged = false;
    qint64 results = 0, byInventory = 0, byAnswers = 0, open = 0;
};

/// An answer for several things at once.
struct AnswerRequest
{
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString attr;                 ///< empty: the register is complete
    QList<qint64> entities;
    QString typed;                ///< as in an edit: keys or names, several with semicolons between; "none", or "?" for asked without an answer
    QString evidenceFile, note, who;
    QDate reviewOn;               ///< the last day on which it counts; invalid: without end
};

/// A questionnaire that was sent to a team.
struct SentRow
{
    QString team, sent;
    QDate due;
    int asked = 0, open = 0, waiting = 0, accepted = 0; ///< things asked of; not answered; to be reviewed; accepted
    bool overdue = false;
    QStringList unanswered;       ///< "Audit rights of Cloud services"
    QStringList openQuestions;    ///< ids of the questions that are not answered, each once
    QStringList reminded;         ///< ISO dates
};

/// An answer of a team that waits for review.
struct ReviewRow
{
    QString id, team, thing, sentence, answer, evidence, note, who;
    QString sha256;               ///< of the evidence, where the file came along
    QDate due;                    ///< by when the team was to answer
    qint64 entity = 0;            ///< 0: of a register
};

struct TeamsData
{
    QList<SentRow> sent;
    QList<ReviewRow> queue;
    QDate today;
};

/// Questions that go to a team.
struct AskRequest
{
    QStringList questions;        ///< ids; empty: only the requirements
    QString team, out;
    QDate due;
    FilterState filter = {};      ///< only of what it leaves
    QList<qint64> things = {};    ///< and only of these; empty: of all
    QList<rules::ListedRequirement> requirements = {}; ///< asked as a whole
};

/// A team is asked once more what it has not answered.
struct RemindRequest
{
    QString team, out;
    QDate due;
};

/// What becomes of answers that wait for review.
struct ReviewDecision
{
    QStringList ids;
    bool accept = true;
    QString why;                  ///< of what goes back
    QDate reviewOn;               ///< the last day on which accepted answers count; invalid: without end
};

/// What the page of questions asks of the rest of the program. All calls block and are safe in any thread. Implemented in app/gui.
class QuestionsBackend
{
public:
    virtual ~QuestionsBackend() = default;
    /// What decides the results; judges as if nobody had answered, so it may take as long as an evaluation.
    virtual domain::Result<DecidedData> decided(const QString &path, const FilterState &, domain::JobContext &) = 0;
    virtual domain::Result<QuestionsData> questions(const QString &path, const FilterState &, domain::JobContext &) = 0;
    /// Refused, with what is wrong in the error's detail; nothing is written then.
    virtual domain::Result<void> answer(const QString &path, const AnswerRequest &) = 0;
    virtual domain::Result<TeamsData> teams(const QString &path) = 0;
    /// Writes a questionnaire and remembers that it was sent.
    virtual domain::Result<void> askTeam(const QString &path, const AskRequest &, domain::JobContext &) = 0;
    /// Writes a workbook with what the team has not answered, and remembers the reminder.
    virtual domain::Result<void> remind(const QString &path, const RemindRequest &) = 0;
    virtual domain::Result<void> review(const QString &path, const ReviewDecision &) = 0;
};

} // namespace views
