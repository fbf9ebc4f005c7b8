// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bucketdata.h"

#include "importers/aws/arn.h"

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;

Record awsDataInBucket(const QString &uri, const QString &partition, const QString &mapping)
{
    Record dataset;
    dataset.kind = domain::EntityKind::Dataset;
    dataset.key = uri;
    dataset.name = uri.section(u'/', -1, -1, QString::SectionSkipEmpty);
    dataset.mapping = mapping;
    if (const QString bucket = uri.section(u'/', 2, 2); uri.startsWith("s3://"_L1) && !bucket.isEmpty()) {
        domain::Place place;
        place.facets = domain::Facet::Hosting;
        place.site = u"arn:%1:s3:::%2"_s.arg(partition, bucket);
        dataset.places.append(place);
        dataset.completeFacets = place.facets;
    }
    dataset.fields.append({u"processor"_s, domain::Reference{awsProviderOfPartition(partition)}});
    return dataset;
}

} // namespace importers
