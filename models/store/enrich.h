// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/changelog.h"

#include <QList>
#include <QString>

#include <vector>

namespace store {

class AttributeStore;
class ReferenceLookup;


/// The feed of what the reference data tells, and of what follows from other things of the inventory.
qint64 referenceFeed(AttributeStore &);

/// The reference data, read once for the process; nullptr: it can't be read.
const ReferenceLookup *referenceFacts();

/// References that waited for what is there now. Any order of the same files gives the same workspace.
void resolvePending(AttributeStore &);

/// Brings a provider of the reference data into the inventory; fillReferenceProviders() tells what is known of it.
qint64 addReferenceProvider(AttributeStore &, const QString &referenceId, qint64 changeSet);

/// Those that references wait for.
void addNamedReferenceProviders(AttributeStore &, qint64 changeSet);
/// What the reference data knows of them, where nobody has said it: seats, parents.
domain::Result<void> fillReferenceProviders(AttributeStore &);

/// Joins what the reference data can tell and nobody has said: seats and parents of providers, developers' countries of models,
/// accelerators of instance types, makers and export classes of chips. Never overwrites a value. `machines`: the systems
/// that the change set added with an instance type that holds accelerators.
domain::Result<void> enrich(AttributeStore &, ChangeLog &, const std::vector<qint64> &machines);

} // namespace store
