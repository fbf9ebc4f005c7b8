// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "rules/days.h"
#include "rules/pack.h"

#include <QList>
#include <QSet>
#include <QSqlDatabase>

namespace rules {

/// Which legal entities a framework concerns, as far as is recorded of them.
struct Concern
{
    QString framework;
    QList<qint64> entities; ///< that it concerns
    QList<qint64> perhaps;  ///< of which too little is recorded
    bool recorded = false;  ///< there is a legal entity at all
    /// For certain: somebody is recorded, and none of them is concerned.
    bool isNobody() const { return recorded && entities.isEmpty() && perhaps.isEmpty(); }
};

/// Of those packs that say whom they concern; legal entities that are retired are left out. Reads only, besides temporary tables of its own.
/// Thread: the connection's.
domain::Result<QList<Concern>> concernedEntities(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const Days &);

/// All that are not retired, in no order. Reads only, besides temporary tables of its own. Thread: the connection's.
domain::Result<QList<qint64>> liveEntities(QSqlDatabase &, const domain::Catalogue &, const Days &);

/// Frameworks that concern none of the recorded legal entities for certain. Whether one of their rules would apply to a thing of which too
/// little is recorded is no question then: a bank has no records of the US Department of Defense to look for. Gaps stand all the same.
domain::Result<QSet<QString>> unconcerned(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const Days &,
                                          const QStringList &frameworks = {});

} // namespace rules
