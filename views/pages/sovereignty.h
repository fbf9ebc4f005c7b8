// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace views {

// The scores of systems by the rule set ai-sov, and concentration. Values; apart from the Cloud Sovereignty Framework and never mixed with it.

/// From what is decided to what is still possible, 0 to 100.
struct PossibleRange
{
    double low = 0, high = 0;
};

struct SystemScoreRow
{
    qint64 entity = 0;
    QString name, key;           ///< name: with the key where others have the same
    bool critical = false;
    std::optional<PossibleRange> score; ///< nothing: no rule applies to it
};

struct SystemScores
{
    QList<SystemScoreRow> rows;  ///< the lowest first
    int outside = 0;             ///< systems that the filter leaves out
    QList<qint64> supporting;    ///< systems in the inventory that have no score of their own: they are parts of others
    QString why;                 ///< why there are no scores; empty: there are
    QString judged;              ///< "as of 2026-11-20"
};

/// A result that enters a part of the score.
struct SystemFact
{
    QString rule, words, thing, reason; ///< words: what is wrong, or what is asked
    qint64 entity = 0;                  ///< the thing
    domain::Status status = domain::Status::Unknown;
    domain::Severity severity = domain::Severity::Medium;
};

struct SystemPart
{
    QString name;
    int weight = 0;              ///< percent
    std::optional<PossibleRange> score; ///< nothing: no rule applies
    QList<SystemFact> facts;     ///< what is not met first, then what is unknown, then what is met
};

/// What would decide results that are unknown now.
struct SystemQuestion
{
    QString words;               ///< "Seat and ultimate parent of Nimbus"
    qint64 entity = 0;           ///< of which it is asked
    int decides = 0;             ///< unknown results that wait for it
};

struct SystemDetail
{
    qint64 entity = 0;
    QString name;
    std::optional<PossibleRange> score;
    QList<SystemPart> parts;
    QList<SystemQuestion> questions; ///< the one that decides most first
};

struct ShareRow
{
    QString name;
    PossibleRange share;         ///< percent
    double systems = 0;          ///< with halves: what stands in two countries counts half in each
    QList<qint64> entities;      ///< the systems
};

/// How far the systems hang on few names of one sort.
struct ConcentrationAxis
{
    QString id, title;           ///< "provider", "Provider"
    int systems = 0;
    QList<ShareRow> shares;      ///< the largest first
    double unrecorded = 0;
    QList<qint64> unrecordedEntities;
    PossibleRange index;         ///< Herfindahl-Hirschman, 0 to 10,000
    bool warns = false, mayWarn = false;
    QString warning;             ///< in words, also where all is well
};

struct ConcentrationData
{
    QList<ConcentrationAxis> estate, critical;
    double shareLimit = 0, indexLimit = 0; ///< our standard, from which on is warned
};

} // namespace views
