// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/arn.h"
#include "importers/aws/configmapping.h"

namespace importers {

/// The customer's site that an Outpost stands at; its country is for the officer to say.
domain::Record outpostSite(const QString &arn, const QString &mapping);

/// Other regions that an item says copies or replicas of its data are kept in: global tables and read replicas as
/// failover, replicated backups as backup. False: the copies have keys of their own (tellDividedKeys()).
bool addReplicaPlaces(domain::Record &, JsonTree::Ref item, const ConfigIdentity &);
/// The ARNs of the buckets that a bucket is replicated to.
QStringList copiesOfBucket(JsonTree::Ref item);
/// Regions of a multi-region key's other copies.
void addKeyReplicas(domain::Record &key, JsonTree::Ref configuration, const ConfigIdentity &);

/// The identity, the model and the access right of a Bedrock agent, beside the system that it is.
void addAgent(domain::Record &, QList<domain::Record> &others, JsonTree::Ref item);

/// A model of SageMaker as AWS Config tells it: the AI model that `describe-model` tells of under the same ARN,
/// and who made it where the reference data does not know them.
void mapSageMakerModel(domain::Record &, QList<domain::Record> &others, JsonTree::Ref item, const ConfigIdentity &);
/// An application inference profile, as list-inference-profiles tells it; it is the last.
QList<domain::Record> mapInferenceProfile(JsonTree::Ref item, const Arn &, const QString &name, const QString &mapping);
/// The machines and the models of an endpoint's configuration.
void mapEndpointConfig(domain::Record &, JsonTree::Ref item);

} // namespace importers
