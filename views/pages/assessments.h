// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/entitykind.h"
#include "domain/result.h"
#include "figures/sealfigures.h"

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
    int answer = 0;              ///< by the weakest of what the thing stands on; 0: open
    bool own = false;            ///< the answer is the thing's own
    QString from;                ///< whose it is, where it is not
    int openWith = 0;            ///< how many of what it stands on have no answer
    bool binds = false;          ///< holds the SEAL where it is
    QString confidence, justification, evidence, who, at; ///< the ground of the answer
    bool evidenced = false;
    int proposed = 0;            ///< 0: the inventory bears no answer
    bool atMost = false;
    QString fact;
};

struct AssessmentData
{
    qint64 entity = 0;
    QString name;
    std::optional<int> seal, evidenced;
    QString score;               ///< "47.9 %", "12.0 to 80.5 %"
    QString held;                ///< what holds the SEAL where it is, and the fewest changes to the next
    QString weights;             ///< how far the score hangs on them
    QString standsOn;            ///< of a system or a business service; empty: a service stands on itself
    QString attribution;
    QList<CriterionRow> criteria;
    QStringList history;         ///< the newest first, as sentences
    figures::SealData seals;     ///< of all things that were asked for
};

/// A person's word on one criterion.
struct CriterionWish
{
    qint64 entity = 0;
    QString criterion;
    int answer = 0;              ///< 0 takes it back
    int confidence = 0;          ///< 0 claimed, 1 documented, 2 demonstrated
    QString justification, evidence;
};

/// The page's door to assessments. Any thread may call.
class AssessmentsBackend
{
public:
    virtual ~AssessmentsBackend() = default;
    /// What can be assessed: what has answers first, then services, business services and systems by name.
    virtual domain::Result<QList<AssessableRow>> assessable(const QString &path) = 0;
    /// The first of the things in full, the others (up to three) beside it in the figures.
    virtual domain::Result<AssessmentData> assessment(const QString &path, const QList<qint64> &entities, const QString &weights) = 0;
    virtual domain::Result<void> answer(const QString &path, const CriterionWish &) = 0;
};

} // namespace views
