// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/referencelookup.h"

#include <QString>

class QSqlDatabase;

namespace store {

/// Fills the ref_* tables (resources/sql/reference.sql) from :/reference. When ref_meta already has this
/// version of the facts, returns at once and writes nothing; otherwise replaces every ref_* table in one
/// savepoint, so it may run inside the caller's transaction. Which laws reach a provider is worked out here
/// by the exposure_rule of providers.json. Thread: the connection's. Errors: DatabaseError (then nothing has
/// changed), FileNotFound and SyntaxError when a resource is broken.
domain::Result<void> loadReferenceData(QSqlDatabase &db);

/// The reference data, and the value sets that a new workspace starts with: what the examples of a pack are judged in.
domain::Result<void> loadReferenceAndDefaults(QSqlDatabase &db);

/// The version that ref_meta holds; empty when the tables are absent. Thread: the connection's.
QString storedReferenceVersion(const QSqlDatabase &db);

} // namespace store
