// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/recordsink.h"
#include "importers/aws/arn.h"

#include <QMap>

#include <string_view>

namespace importers {

/// AWS Config's name of the type that an ARN's service and resource tell: "AWS::EC2::Instance" of ...:ec2:...:instance/i-0.
/// Empty for what the table lacks.
std::string_view configTypeOfArn(std::string_view service, std::string_view resource);

/// A resource of which an index knows the ARN, where it is, and its tags: Resource Groups Tagging, Tag Editor, Resource
/// Explorer.
struct IndexedResource
{
    Arn arn;
    QString region;  ///< as the export says it; empty: the ARN's own
    QString account; ///< the same
    QList<Tag> tags;
};

/// Makes the entity of each: of the kind, with the key and in the words that AWS Config's items give it, so that it is one
/// with theirs. Lives for one file.
class ResourceIndex
{
public:
    ResourceIndex(domain::RecordSink &sink, const QString &mapping) : m_sink(sink), m_mapping(mapping) {}
    /// One record of the export, after beginRecord().
    void add(const IndexedResource &);
    /// Types that the table does not know, once each with their number.
    void finish();

private:
    domain::RecordSink &m_sink;
    QString m_mapping;
    QMap<QString, qint64> m_unknown;
};

} // namespace importers
