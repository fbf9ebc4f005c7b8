// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/pagefilter.h"

#include <QSet>
#include <QVariant>

#include <map>
#include <set>

namespace tst_estate {

/// A row as it lies in its table, by column; what is NULL is left out.
using PlainRow = QHash<QString, QVariant>;

/// A whole table, read for one look at it: nothing is joined here, so that a mistake in a join of the program is not made twice.
QList<PlainRow> plainRows(store::AttributeStore &, const QString &table, const QStringList &columns);
/// The same by its column "id".
std::map<qint64, PlainRow> plainById(store::AttributeStore &, const QString &table, const QStringList &columns);
/// The row that a column of another names; without columns if there is none.
PlainRow plainFind(const std::map<qint64, PlainRow> &, const QVariant &id);
/// The first of two that is there.
QVariant firstSaid(const QVariant &, const QVariant &);

/// What the kind's list holds, by entity.
std::map<qint64, std::set<QString>> plainLists(store::AttributeStore &, const QString &attr);

/// What the filter leaves, by the condition that the lists of the pages put into their own statement.
QSet<qint64> plainThings(store::AttributeStore &, const store::PageFilter &);

} // namespace tst_estate
