// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"

#include <QList>
#include <QString>

namespace store {

class AttributeStore;

/// Runs resources/sql/queries/NAME.sql with ?1, ?2 ... bound where a statement has them; stops at the first error.
domain::Result<void> runQuery(AttributeStore &, const QString &name, const QList<qint64> &binds);

} // namespace store
