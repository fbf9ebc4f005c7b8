// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/gcp/googleasset.h"

#include <nlohmann/json_fwd.hpp>

#include <QList>

namespace importers {

/// Says what of a key of the customer's is the same in a state of Terraform and in the asset inventory: who holds it,
/// and where. `importOnly`: its material is made outside and brought in.
void sayGoogleKey(domain::Record &, const QString &fullName, const QString &protectionLevel,
                  const QString &rotationPeriod, bool importOnly);
/// Chips of one kind in one system. The first pool of a system has the key that the machine type's own would get from
/// the reference data, so that it is not counted twice. A count of 0: not known.
domain::Record googlePool(const domain::Record &owner, const QString &chip, qint64 count, bool first);

/// A record under the name of the asset, which whoever else tells of it has as well.
domain::Record googleRecord(const GoogleAsset &, domain::EntityKind, const QString &mapping);
void sayText(domain::Record &, const char *attr, const QString &value); ///< unless it is empty

/// What an asset is: a system with its accelerators, a key, a model, a dataset. Adds to `dividedKeys` the system's name where
/// its keys are several (tellDividedKeys()).
QList<domain::Record> googleResource(const GoogleAsset &, const QString &mapping, QStringList &dividedKeys);

// googlemodels.cpp: Vertex AI
QList<domain::Record> googleModel(const GoogleAsset &, const QString &mapping);
QList<domain::Record> googleDataset(const GoogleAsset &, const QString &mapping);
/// Adds to an endpoint or a job its models and its chips.
void sayGoogleModels(const GoogleAsset &, domain::Record &, QList<domain::Record> &pools);

} // namespace importers
