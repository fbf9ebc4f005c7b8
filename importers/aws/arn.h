// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/tags.h"

#include <nlohmann/json_fwd.hpp>

#include <QList>
#include <QString>

#include <optional>

namespace importers {

/// An Amazon resource name, split at its first five colons. Region and account may be empty (IAM, S3,
/// foundation models). Source: formats.md 0.4.
struct Arn
{
    QString partition; ///< "aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso..."
    QString service;
    QString region;
    QString account;
    QString resource; ///< all the rest, colons included: "instance/i-0a", "function:f:1"
    bool operator==(const Arn &) const = default;

    /// Trims blanks first (they occur in exports). Nothing when it isn't an ARN.
    static std::optional<Arn> fromText(const QString &);
    QString text() const;
    /// What follows the last '/' or, when there is none, the last ':' of the resource.
    QString lastPart() const;
};

/// Partition of a region code: cn-, us-gov-, eusc-, us-iso*-; all others "aws".
QString awsPartitionOfRegion(const QString &region);
/// The provider id of the reference data: "aws-esc" for the European Sovereign Cloud, else "aws".
QString awsProviderOfPartition(const QString &partition);
QString awsProviderOfRegion(const QString &region);
/// Region or zone group of an availability zone: "us-east-1a" -> "us-east-1", "us-west-2-lax-1a" -> "us-west-2-lax-1",
/// "us-east-1-wl1-bos-wlz-1" stays. Local and Wavelength Zones stand in another city than their parent region.
/// Empty for "Not Applicable", "Regional", "Multiple" and the like.
QString awsRegionOfZone(const QString &zone);
/// A managed node group by what its machines know of it, and what a full ARN of it leads to: without the random last part.
/// Empty: it is none of a node group.
QString eksNodeGroupName(const Arn &);
/// The parent region of a region, zone or zone group: "us-west-2-lax-1a" -> "us-west-2".
QString awsParentRegion(const QString &regionOrZone);

/// Facets `facets` in `region` of the provider that the region's partition belongs to.
domain::Place awsPlace(const QString &region, int facets);

/// Day of an AWS time: ISO 8601 with any fraction or zone, or epoch seconds or milliseconds as text.
/// Nothing for "N/A", "no_information", "not_supported" and the like.
std::optional<domain::Day> awsDay(const QString &);
/// As above for a JSON string or number.
std::optional<domain::Day> awsDay(const nlohmann::json &);

/// Tags in any of the forms that exports use: [{Key,Value}], [{key,value}], [{TagKey,TagValue}] or an object.
QList<Tag> awsTags(const nlohmann::json &);
/// The value of the tag, its name compared without case and punctuation; null when it isn't there.
QString awsTagValue(const QList<Tag> &, const QString &name);
/// eksNodeGroupName() of the group whose machine has these tags, which EKS gives; empty: it is of none.
QString eksNodeGroupOfTags(const QList<Tag> &, const QString &region, const QString &account);
/// Says a workload's name, env, owner, criticality and data_classes and business_services from well-known tags. Values
/// outside of the catalogue's lists are left unsaid.
void applyAwsTags(const QList<Tag> &, domain::Record &);

} // namespace importers
