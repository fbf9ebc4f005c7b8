// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"
#include "rules/mappings.h"
#include "rules/requirements.h"

#include <QList>
#include <QStringList>

namespace views {

/// A requirement elsewhere that one speaks to. Values; any thread.
struct RequirementLink
{
    rules::ListedRequirement to;
    QString framework;           ///< short: "NIS2", "C5:2026"
    QString title, words, source;
    QString by;                  ///< "NIS2 Art. 21(2)(d)", where it follows from two others
    domain::SetRelation relation = domain::SetRelation::Intersects; ///< from the one to the other
    domain::LegalStatus legal = domain::LegalStatus::Law;           ///< of the other's framework
    rules::RequirementResult result;
    bool judged = false;         ///< the other's framework is
    bool serves = false, refutes = false;
};

/// What follows for a requirement from elsewhere.
struct RequirementLinks
{
    QList<RequirementLink> links;
    QStringList evidence;        ///< certificates that speak for it, in words
    bool served = false, refuted = false, evidenced = false;
};

/// One of two lists side by side.
struct ComparedSide
{
    struct Row
    {
        QString id, title;
        rules::RequirementResult result;
        bool served = false;
    };
    QString list, name, note;
    domain::LegalStatus legal = domain::LegalStatus::Law;
    bool judged = false;
    int mapped = 0;              ///< rows that the other side speaks to
    QList<Row> rows;
    const Row *row(const QString &id) const
    {
        for (const Row &r : rows) {
            if (r.id == id)
                return &r;
        }
        return nullptr;
    }
};

struct FrameworkComparison
{
    struct Pair
    {
        QString left, right, words, by;
        domain::SetRelation relation = domain::SetRelation::Intersects; ///< from left to right
    };
    ComparedSide left, right;
    QList<Pair> pairs;
    QStringList onlyLeft, onlyRight;
    QStringList sources;         ///< where the mappings come from, in words
};

} // namespace views
