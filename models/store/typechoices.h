// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QList>

namespace store {

class AttributeStore;

/// Groups of machines may be of any of several types ("g5.xlarge, g5.2xlarge" as their instance type). Where all of these hold the same
/// accelerators, as many of each, the group's are counted like those of one type: such a choice becomes a type of its own beside the
/// reference data's, and its groups are machines to be looked at by enrich(). Thread: the connection's, within an import's transaction.
void nameTypeChoices(AttributeStore &);

/// Groups that the change set told of whose types hold different accelerators, so that theirs can't be counted.
QList<domain::Diagnostic> uncountedChoices(AttributeStore &, qint64 changeSet);

} // namespace store
