// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"
#include "figures/sealfigures.h"
#include "pages/filterstate.h"
#include "pages/sovereignty.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace views {

/// A service, system or business service that can be assessed.
struct AssessableRow
{
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Service;
    QString name, key;
    int answered = 0;            ///< own answers
};

/// A criterion of the calculator as it stands for the thing that is shown.
struct CriterionRow
{
    QString id, title, question, objective;
    QStringList labels;          ///< of the answers, the worst first
    QList<int> seals;            ///< of the answers
    QStringList oddities;        ///< of the source
    int answer = 0;              ///< by the weakest of what the thing stands on; 0: open, if only with one part of it
    int bound = 0;               ///< where it is open with one part: the weakest answer of the others, which it can't rise above; else 0
    bool own = false;            ///< the answer is the thing's own
    QString from;                ///< whose it is, where it is not
    QString openParts;           ///< names of what it stands on that has no answer, where it stands on several
    QString needs;               ///< of an open one: "at least 3 for SEAL-2", the next; empty: it can't hold the SEAL below
    bool binds = false;          ///< holds the SEAL where it is
    std::optional<int> asked;    ///< the lowest SEAL that a tender asks for of its objective
    bool fails = false;          ///< the answer lies below that
    QString confidence, justification, evidence, who, at; ///< the ground of the answer
    bool evidenced = false;
    int proposed = 0;            ///< 0: the inventory bears no answer
    bool atMost = false;
    QString fact;
    QString unproposed;          ///< why the inventory can never bear an answer to it; empty: it can
};

/// A set of weights that can be chosen.
struct WeightChoice
{
    QString id, label;
    QList<int> parts;            ///< hundredths of a percent, by objective
};

/// The lowest SEALs that a tender asks for.
struct TenderWish
{
    QString name;
    QList<std::optional<int>> minimum; ///< by objective; nothing: it asks for none
};

/// A change of one answer.
struct AnswerChangeRow
{
    QString at, who, criterion, deed;  ///< deed: as the history of the workspace has it
    QString before, after;             ///< "2 documented"; empty: open
    QString ground;                    ///< reason and evidence of what is said then
};

/// One of the things that are compared.
struct ComparedThing
{
    qint64 entity = 0;
    QString name;
    QString seal, evidenced;           ///< in words: "at most SEAL-2, by 12 of 48"
    QString score;
    QList<int> answers;                ///< by criterion; 0: open
    QStringList hangs;                 ///< as many as AssessmentData::hangs: how far the score hangs on the weights
};

/// What can be assessed under the filter.
struct AssessableList
{
    QList<AssessableRow> rows;
    int outside = 0;             ///< what the filter leaves out
    int leftOff = 0;             ///< what is too much to list
};

struct AssessmentData
{
    qint64 entity = 0;
    QString name;
    QString headline;            ///< "at most SEAL-2"
    int answered = 0;            ///< criteria with an answer, of every part of it
    QString sealWords, evidencedWords; ///< "at most SEAL-2, by 12 of 48"
    QString score;               ///< "47.9 %", "12.0 to 80.5 %"
    QString held;                ///< what holds the SEAL where it is, and the fewest changes to the next
    QString weights;             ///< how far the score hangs on them
    QString standsOn;            ///< of a system or a business service; empty: a service stands on itself
    QString attribution;
    QList<CriterionRow> criteria;
    QList<AnswerChangeRow> history; ///< the newest first
    figures::SealData seals;     ///< of all things that were asked for
    QList<ComparedThing> compared; ///< the same, the first in front
    QStringList hangs;           ///< what is told of each below its score: by another set of weights, the lowest objective, ...
    QString weightSet;           ///< id of the weights in use
    QList<WeightChoice> weightSets;
    TenderWish tender;
    QString asked;               ///< what a tender asks for and what fails it; empty: none asks
};

/// A person's word on one criterion.
struct CriterionWish
{
    qint64 entity = 0;
    QString criterion;
    int answer = 0;              ///< 0 takes it back
    int confidence = 0;          ///< 0 claimed, 1 documented, 2 demonstrated
    QString justification, evidence;
    QString who;                 ///< who answers: a function, not a person's name; may be empty
};

/// The page's door to assessments, to the scores of systems and to concentration. Any thread may call.
class AssessmentsBackend
{
public:
    virtual ~AssessmentsBackend() = default;
    /// What can be assessed under the filter: what has answers first, then services, business services and systems by name.
    /// More than can be listed is left off; with `find` what is listed, and counted as left off, is only what has it in its name or key.
    virtual domain::Result<AssessableList> assessable(const QString &path, const FilterState &filter, const QString &find) = 0;
    /// The first of the things in full, the others (up to three) beside it. `weights`: a set's id, "own" for own ones.
    virtual domain::Result<AssessmentData> assessment(const QString &path, const QList<qint64> &entities, const QString &weights) = 0;
    virtual domain::Result<void> answer(const QString &path, const CriterionWish &) = 0;
    /// Keeps own weights (hundredths of a percent, by objective), and what a tender asks for; both can be undone.
    virtual domain::Result<void> keepWeights(const QString &path, const QList<int> &parts) = 0;
    virtual domain::Result<void> keepTender(const QString &path, const TenderWish &) = 0;

    virtual domain::Result<SystemScores> systemScores(const QString &path, const FilterState &filter) = 0;
    virtual domain::Result<SystemDetail> systemDetail(const QString &path, qint64 system) = 0;
    virtual domain::Result<ConcentrationData> concentration(const QString &path, const FilterState &filter) = 0;
};

} // namespace views
