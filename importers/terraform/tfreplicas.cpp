// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/arn.h"
#include "importers/aws/arntypes.h"
#include "importers/aws/configtypes.h"
#include "importers/aws/kmscustody.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Place;
using domain::Record;
using nlohmann::json;

namespace {

bool isDatabase(const QString &type)
{
    return type == "aws_db_instance"_L1 || type == "aws_rds_cluster"_L1;
}

/// Within a region a database is named by its identifier alone.
std::optional<Arn> copiedFrom(const TfInstance &instance)
{
    for (const char *name : {"replicate_source_db", "replication_source_identifier", "source_db_instance_arn"}) {
        if (const auto arn = Arn::fromText(text(instance.attributes(), name)))
            return arn;
    }
    return std::nullopt;
}

/// Each region once for one purpose.
void add(QList<Place> &places, const QString &region, int facet)
{
    const Place place = awsPlace(region, facet);
    const bool known = std::any_of(places.cbegin(), places.cend(), [&place](const Place &one) {
        return one.region == place.region && one.facets == place.facets;
    });
    if (!region.isEmpty() && !known)
        places.append(place);
}

} // namespace

QString TfReader::awsRegionOf(const TfInstance &instance, const Arn &arn)
{
    if (const QString region = awsRegionOfZone(text(instance.attributes(), "availability_zone")); !region.isEmpty())
        return region;
    const QString said = text(instance.attributes(), "region");
    return said.isEmpty() ? arn.region : said;
}

void TfReader::indexDatabase(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    const bool database = isDatabase(instance.type);
    const QString key = text(attributes, database ? "arn" : "id");
    if (database && !key.isEmpty())
        m_databases.insert(key);
    const auto source = copiedFrom(instance);
    if (!source)
        return;
    const QString region = awsRegionOf(instance, Arn::fromText(key).value_or(Arn{}));
    if (region != source->region)
        add(m_databaseCopies[source->text()], region, database ? Facet::Failover : Facet::Backup);
}

void TfReader::sayAwsCopies(const TfInstance &instance, const QString &region, Record &record)
{
    QList<Place> copies = m_databaseCopies.value(record.key);
    QStringList keys;
    for (const json *replica : elements(member(instance.attributes(), "replica"))) {
        for (const char *name : {"region_name", "region"}) // of tables, of secrets
            add(copies, text(*replica, name), Facet::Failover);
        keys.append(text(*replica, "kms_key_arn"));
    }
    if (!sayKeysOfCopies(record, keys))
        m_dividedKeys.append(instance.address);
    for (const QString &replica : isDatabase(instance.type) ? texts(member(instance.attributes(), "replicas")) : QStringList()) {
        if (const auto arn = Arn::fromText(replica))
            add(copies, arn->region, Facet::Failover);
    }
    for (const Place &copy : std::as_const(copies)) {
        if (copy.region != region)
            record.places.append(copy);
    }
}

bool TfReader::sayCopiedDatabase(const TfInstance &instance)
{
    const auto source = copiedFrom(instance);
    if (!source || m_databases.contains(source->text()))
        return false;
    const QString key = source->text();
    // Of several copies the first one tells.
    const QList<Place> copies = m_databaseCopies.take(key);
    if (copies.isEmpty())
        return false;
    Record record;
    record.kind = domain::EntityKind::Workload;
    record.mapping = m_mapping;
    record.key = key;
    record.aliases.append({u"arn"_s, key});
    record.name = source->lastPart();
    const QByteArray resource = source->resource.toUtf8();
    const std::string_view native = configTypeOfArn("rds", {resource.constData(), static_cast<std::size_t>(resource.size())});
    const ConfigType type = configType(native);
    say(record, u"role"_s, u"assessed"_s);
    say(record, u"resource_type"_s, QString::fromLatin1(native.data(), static_cast<qsizetype>(native.size())));
    if (type.serviceModel)
        say(record, u"service_model"_s, QString::fromLatin1(type.serviceModel));
    record.fields.append({u"provider"_s, domain::Reference{awsProviderOfPartition(source->partition)}});
    say(record, u"account"_s, source->account);
    record.places.append(awsPlace(source->region, Facet::Hosting));
    record.places += copies;
    m_sink.entity(std::move(record));
    return true;
}

} // namespace importers
