// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/proposals.h"
#include "csf/weakestlink.h"
#include "domain/clock.h"
#include "store/csfanswers.h"
#include "store/pages/listqueries.h"

#include <QHash>

namespace app {

/// What assessments rest on: the calculator, and the names of countries by ISO code. Both outlive the call.
struct CsfGround
{
    const csf::Calculator &calculator;
    const QHash<QString, QString> &countries;
};

/// One thing that an assessed thing stands on, with what is answered of it.
struct CsfLink
{
    store::EntityHead thing;
    QString via;                        ///< "runs on it", "depends on Payments", ...: how the assessed thing comes to it; empty: it itself
    QList<store::CsfAnswer> answers;
    csf::Answers numbers;
    bool adds = false;                  ///< the assessed thing's own answers beside what it stands on (csf::Link)
};

/// An assessment as it stands: of a service its own answers, of a system or a business service the weakest of what it stands on.
struct CsfAssessed
{
    store::EntityHead thing;
    QList<CsfLink> links;               ///< the thing itself first, where it has answers or nothing to stand on
    csf::WeakestLink weakest;
    csf::Assessment claimed;            ///< by what is answered
    csf::Assessment evidenced;          ///< by what is evidenced, and no better than claimed; what is merely claimed is open
    QList<csf::Proposal> proposals;     ///< by what the inventory holds of the thing
    QStringList notFollowed;            ///< dependencies and things that might count and could not be followed, in words
    int systems = 0;                    ///< of a business service: how many it has
    /// The answers of its links, in their order.
    QList<csf::Link> numbers() const;
};

/// A score under one set of weights, from what is decided to what is still possible.
struct CsfScore
{
    QString weights, label;             ///< the set's id and name: "calculator", "Calculator (2026-06-01)"
    csf::Percent low, high;
};
/// Under each published set and, where the workspace keeps one, under the own. The SEAL is the same under all.
QList<CsfScore> csfScores(const csf::Calculator &, store::AttributeStore &, const csf::WeakestLink &);

/// A system stands on its service and on those of the systems that it critically depends on, a business service on its systems: on each once, and
/// on nothing that is out of use. A system without a service in use is a link itself; where it has one, the
/// system's own answers add to the service's.
/// UnknownEntity, or Refused where it is nothing that can be assessed. On the connection's thread.
domain::Result<CsfAssessed> csfAssess(const CsfGround &, store::AttributeStore &, qint64 entity, const csf::Weights &, const csf::Minimums &,
                                      domain::Day today);

/// Everything that is assessed in the workspace, as the weakest of it.
CsfAssessed csfAssessAll(const csf::Calculator &, store::AttributeStore &, const csf::Weights &, const csf::Minimums &, domain::Day today);

/// Takes answers in with what the inventory proposes for them now; the change set's id. InvalidValue for a criterion or an answer that there
/// is not. The caller owns the transaction.
domain::Result<qint64> csfAnswer(const CsfGround &, store::AttributeStore &, qint64 entity, QList<store::CsfAnswer>, const QString &who,
                                 const QDateTime &at);

} // namespace app
