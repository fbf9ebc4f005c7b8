// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/conditionparser.h"

#include <QSqlDatabase>

namespace rules {

/// The laws, countries and value sets of an open workspace, for checking packs against. Thread: the connection's.
domain::Result<References> readReferences(QSqlDatabase &);

/// The same from the reference data that the program carries, without a workspace.
domain::Result<References> builtinReferences();

} // namespace rules
