// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/aws/configmapping.h"

#include <string>
#include <vector>

namespace importers {

class IamReader;

/// The texts of an item that say who else may use the resource; kept until all principals of the file are known.
struct ResourcePolicies
{
    std::vector<std::string> documents; ///< policies, JSON
    std::string accessList;             ///< of a bucket, JSON
    bool publicCutOff = false;          ///< RestrictPublicBuckets: a public policy admits the own account only
    bool publicListIgnored = false;     ///< IgnorePublicAcls
};

/// Nothing for the most part of all items.
std::unique_ptr<ResourcePolicies> resourcePoliciesOf(JsonTree::Ref item, std::string_view type);

/// What was read of the policies of a file and is no access right of its own.
struct PolicyTally
{
    qint64 denials = 0;
    qint64 ownAccount = 0; ///< to the account itself, which only hands the decision to its own policies
    qint64 services = 0;
    qint64 cutOff = 0;
    qint64 admitted = 0; ///< access rights made
};

/// Emits an access right for each principal that a policy of the resource `owner` admits, and the principals from
/// elsewhere. True: the policy also demands encrypted connections.
struct PolicyReading
{
    bool demandsTls = false;
    int unreadable = 0;
};
PolicyReading readResourcePolicies(const ResourcePolicies &, const domain::Record &owner, const QString &account,
                                   IamReader &, domain::RecordSink &, PolicyTally &);

} // namespace importers
