// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace csf {

/// The best SEAL (sovereignty effectiveness assurance level); the worst is 0.
inline constexpr int TopSeal = 4;
/// What each objective's points are divided by, in hundredths of a point, whatever its best answers add up to.
inline constexpr qint64 NominalPoints = 100'000;
/// All weights of a set together, in hundredths of a percent.
inline constexpr int WholeWeight = 10'000;

/// One rung of a criterion's ladder.
struct Answer
{
    int number = 0;        ///< from 1, in the source's order: the worst first
    QString label;
    qint64 points = 0;     ///< in hundredths of a point, so that 41.67 is exact
    int seal = 0;          ///< 0 to TopSeal
};

struct Criterion
{
    QString id;            ///< "3.1"
    QString title;
    QString question;
    QString hint;          ///< where an inventory tells something of it; may be empty
    QStringList oddities;  ///< of the source, kept as they are and told
    QList<Answer> answers;
    int objective = 0;     ///< index in Calculator::objectives

    /// Nothing where there is no such answer; 0 is none (the criterion is open).
    const Answer *answer(int number) const;
    /// Every answer has the best SEAL: it gives points and can never hold a SEAL down.
    bool neverBinds() const;
    qint64 mostPoints() const;
};

struct Objective
{
    QString id;            ///< "SOV-1"
    QString name;
    int first = 0;         ///< its criteria lie together in Calculator::criteria
    int count = 0;
};

/// How much each objective counts, in hundredths of a percent and in the order of the objectives.
struct Weights
{
    QString id;            ///< "pdf", "calculator", or an own one's
    QString label;
    QList<int> parts;
    bool operator==(const Weights &) const = default;
};

/// The answers given: the number of the answer to each criterion, in the order of Calculator::criteria; 0: the criterion is open.
using Answers = QList<int>;

/// The Commission's calculator as data: objectives, criteria, answers and the published sets of weights. A value; any thread.
struct Calculator
{
    QString version;       ///< "EU Cloud Sovereignty Framework v1.2.1 (October 2025); calculator 2026-06-01"
    QString source;
    QString url;
    QString attribution;   ///< to be shown wherever the criteria are (CC BY 4.0)
    QStringList oddities;  ///< of the source as a whole
    QList<Objective> objectives;
    QList<Criterion> criteria;
    QList<Weights> weightSets;

    /// As the program carries it; read once.
    static const domain::Result<Calculator> &shipped();
    /// `where` names the file in errors: SyntaxError, SchemaMismatch with a JSON pointer.
    static domain::Result<Calculator> read(const QByteArray &json, const QString &where);

    int indexOf(QStringView criterion) const;  ///< -1: there is none
    int objectiveOf(QStringView objective) const;
    const Weights *weights(QStringView set) const;
    Answers none() const { return Answers(criteria.size(), 0); }
    /// InvalidValue where the weights are not one for each objective, one is below 0, or they don't add up to 100 %.
    domain::Result<void> check(const Weights &) const;
};

} // namespace csf
