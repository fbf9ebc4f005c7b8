// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QStringList>

namespace store {

class AttributeStore;

/// Value sets of the workspace (ZONE, RESTRICTED, HIGH_RISK_VENDORS, own ones), replaced as a whole. Within the caller's transaction.
void writeValueSet(AttributeStore &, const QString &name, const QStringList &values);
/// As an undoable change.
domain::Result<qint64> changeValueSet(AttributeStore &, const QString &name, const QStringList &values, const QString &title, const QString &who,
                                      const QDateTime &at);
QStringList readValueSet(AttributeStore &, const QString &name);
QStringList valueSetNames(AttributeStore &);
/// By what a rule can know a vendor: keys, references and parents of the providers on record, and those of the reference data.
QStringList vendorNames(AttributeStore &);

} // namespace store
