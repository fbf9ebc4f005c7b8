// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace report {

/// What somebody assessed by the EU Cloud Sovereignty Framework, as it stands in a report. Values; sentences are made by whoever fills them.
struct Assessed
{
    struct Score
    {
        QString weights, label;      ///< the set's id and name: "calculator", "Calculator (2026-06-01)"
        double low = 0, high = 0;    ///< percent: what is decided, and what is still possible
    };
    struct Objective
    {
        QString name;                ///< "SOV-1 Strategic Sovereignty"
        std::optional<int> seal, evidenced;
        double low = 0, high = 0;    ///< percent of its points
        int open = 0;
        QString way;                 ///< "to SEAL-2: 3.4 from 4 to 5, score +0.5 %"; empty: nothing leads higher
    };
    struct Criterion
    {
        QString name;                ///< "3.1 Customer control over encryption keys"
        QString answer;              ///< empty: open
        std::optional<int> seal;
        bool binds = false;
        QString ground;              ///< confidence, evidence, reason, who and when
        QString need = {};           ///< of an open one: "at least 3 for SEAL-2", the next; empty: it can't hold the SEAL below
        QString proposal;            ///< what the inventory bears, with the fact; empty: nothing
    };
    QString kind, key;               ///< "service", "nimbus-compute"
    QString name;
    std::optional<int> seal, evidenced;
    QString sealWords, evidencedWords; ///< "at most SEAL-2, by 12 of 48"
    QList<Score> scores;             ///< by each published set of weights and, where there is one, the own
    QStringList words;               ///< the scores, what holds the SEAL, what to do, what it stands on, what a tender fails by
    QList<Objective> objectives;
    QList<Criterion> criteria;
};

/// All of a workspace. Empty `things`: no chapter.
struct AssessedThings
{
    QString framework;               ///< with its version
    QString attribution;
    QList<Assessed> things;
    QString places;                  ///< how they stand to each other by score, and whether that hangs on the weights; empty: of one alone
    int unlisted = 0;                ///< assessed ones that are not told of here
};

} // namespace report
