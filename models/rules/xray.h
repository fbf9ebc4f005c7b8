// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "domain/status.h"
#include "rules/mappings.h"
#include "store/aside.h"

#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QString>

#include <optional>

namespace domain {
class Catalogue;
}

namespace rules {

struct Pack;

/// A thing that a contradiction is about, and the attribute at which it shows; empty: the thing as a whole.
struct XrayThing
{
    qint64 entity = 0;
    domain::EntityKind kind = domain::EntityKind::Workload;
    QString key, name, attr;
    bool operator==(const XrayThing &) const = default;
};

/// Facts that can't all be true, or a judgement that rests on something weak. Missing data is none: what is unknown contradicts nothing.
struct Contradiction
{
    QString check;            ///< id of the check that found it
    domain::Severity severity = domain::Severity::Medium;
    QString sentence;
    QList<XrayThing> things;  ///< the first is where to look first; none where it is about a register as a whole or about requirements
    QList<ListedRequirement> requirements = {}; ///< that it is about, instead of things
    qint64 count = 1;         ///< of what the sentence counts: systems, access rights, results
    QString subject;          ///< names it for as long as it is about the same: kind:key.attr of its things
    QString facts;            ///< digest of what it rests on
    std::optional<store::Aside> aside; ///< what somebody said who set it aside, perhaps of other facts

    /// Set aside, and the facts are those of then.
    bool isAside() const { return aside && aside->facts == facts; }
    bool operator==(const Contradiction &) const = default;
};

/// What one check looks for.
struct XrayCheckInfo
{
    QString id;               ///< "outside-contract"
    QString family;           ///< "Places"
    QString title;            ///< in the officer's words: "Outside the places that the contract agrees"
    domain::Severity severity = domain::Severity::Medium;
    qint64 found = 0;         ///< contradictions that stand, all of them
    qint64 aside = 0;         ///< that are set aside
    double seconds = 0;       ///< that it took
    bool operator==(const XrayCheckInfo &) const = default;
};

/// Of the whole inventory, or of what the request names.
struct XrayReport
{
    QList<XrayCheckInfo> checks;    ///< all that were asked, in the order in which they are shown
    QList<Contradiction> found;     ///< in that order, those that are set aside too; of each check the first XrayRequest::most
    qint64 otherTools = 0;          ///< results that other tools contradict: a list of their own
    qint64 outside = 0;             ///< contradictions that the request left out
    qint64 standing() const
    {
        qint64 n = 0;
        for (const XrayCheckInfo &check : checks)
            n += check.found;
        return n;
    }
};

struct XrayRequest
{
    domain::Day asOf = 0;
    qsizetype most = 0;             ///< listed of each check; 0: all
    /// Only what is about one of these; what is about a register as a whole is always told. Nothing: the whole inventory.
    std::optional<QSet<qint64>> within = {};
    std::optional<domain::Severity> severity = {}; ///< only checks of this one
};

/// Asks every check of the inventory and of the newest run. Each is one statement over the whole. Errors: DatabaseError, Cancelled.
/// Thread: the connection's.
domain::Result<XrayReport> xray(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const XrayRequest &, domain::JobContext &);

} // namespace rules
