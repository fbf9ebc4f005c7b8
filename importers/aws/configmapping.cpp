// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configmapping.h"

#include "importers/aws/arn.h"
#include "importers/aws/configcompliance.h"
#include "importers/aws/configencryption.h"
#include "importers/aws/configrelated.h"
#include "importers/aws/configtypes.h"
#include "importers/aws/configvalues.h"
#include "importers/aws/kmscustody.h"
#include "importers/aws/resourcepolicy.h"
#include "importers/machinegroup.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <iterator>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;
using Ref = importers::JsonTree::Ref;

namespace importers {
namespace {

// Kept sorted: looked up by halving. Upper and lower case forms are those of the two generations of resource schemas.
constexpr std::string_view itemMembers[] = {"ARN",
                                            "accountId",
                                            "arn",
                                            "availabilityZone",
                                            "awsAccountId",
                                            "awsRegion",
                                            "configuration",
                                            "configurationItemCaptureTime",
                                            "configurationItemStatus",
                                            "resourceCreationTime",
                                            "resourceId",
                                            "resourceName",
                                            "resourceType",
                                            "supplementaryConfiguration",
                                            "tags"};
constexpr std::string_view configurationMembers[] = {"AccessPolicies",
                                                     "AccessPolicy",
                                                     "AgentArn",
                                                     "AgentName",
                                                     "AgentResourceRoleArn",
                                                     "Arn",
                                                     "AtRestEncryptionEnabled",
                                                     "BackupRetentionPeriod",
                                                     "Containers",
                                                     "CreatedAt",
                                                     "CreatedTimestamp",
                                                     "CustomerEncryptionKeyArn",
                                                     "Encrypted",
                                                     "EncryptionAtRestOptions",
                                                     "EncryptionConfig",
                                                     "EncryptionConfiguration",
                                                     "FileSystemPolicy",
                                                     "FoundationModel",
                                                     "InferenceProfileId",
                                                     "InferenceProfileName",
                                                     "InstanceType",
                                                     "InstanceTypes",
                                                     "KeyPolicy",
                                                     "KmsKeyArn",
                                                     "KmsKeyId",
                                                     "KmsMasterKeyId",
                                                     "ModelName",
                                                     "ModelSource",
                                                     "Models",
                                                     "Origin",
                                                     "OutpostArn",
                                                     "Policy",
                                                     "PrimaryContainer",
                                                     "ProductionVariants",
                                                     "Replicas",
                                                     "RepositoryPolicyText",
                                                     "SSEDescription",
                                                     "ScalingConfig",
                                                     "ShadowProductionVariants",
                                                     "SqsManagedSseEnabled",
                                                     "StorageEncrypted",
                                                     "StreamEncryption",
                                                     "TransitEncryptionEnabled",
                                                     "accessPolicies",
                                                     "agentArn",
                                                     "agentName",
                                                     "agentResourceRoleArn",
                                                     "arn",
                                                     "assumeRolePolicyDocument",
                                                     "atRestEncryptionEnabled",
                                                     "attachedManagedPolicies",
                                                     "attachmentCount",
                                                     "backupRetentionPeriod",
                                                     "cacheNodeType",
                                                     "clusterArn",
                                                     "complianceType",
                                                     "configRuleList",
                                                     "createDate",
                                                     "createdAt",
                                                     "customerEncryptionKeyArn",
                                                     "dBClusterArn",
                                                     "dBInstanceArn",
                                                     "dBInstanceAutomatedBackupsReplications",
                                                     "dBInstanceClass",
                                                     "dBInstanceStatus",
                                                     "dbclusterArn",
                                                     "dbinstanceArn",
                                                     "dbinstanceAutomatedBackupsReplications",
                                                     "dbinstanceClass",
                                                     "dbinstanceStatus",
                                                     "defaultVersionId",
                                                     "enabledCloudwatchLogsExports",
                                                     "encrypted",
                                                     "encryptionAtRestOptions",
                                                     "encryptionConfig",
                                                     "encryptionConfiguration",
                                                     "fileSystemPolicy",
                                                     "foundationModel",
                                                     "functionArn",
                                                     "groupList",
                                                     "groupName",
                                                     "groupPolicyList",
                                                     "imageId",
                                                     "inferenceProfileId",
                                                     "inferenceProfileName",
                                                     "instanceType",
                                                     "instanceTypes",
                                                     "keyManager",
                                                     "keyPolicy",
                                                     "kmsKeyArn",
                                                     "kmsKeyId",
                                                     "kmsMasterKeyId",
                                                     "logging",
                                                     "modelSource",
                                                     "models",
                                                     "multiRegionConfiguration",
                                                     "nodeType",
                                                     "origin",
                                                     "outpostArn",
                                                     "placement",
                                                     "policy",
                                                     "policyVersionList",
                                                     "readReplicaDBInstanceIdentifiers",
                                                     "readReplicaIdentifiers",
                                                     "replicas",
                                                     "repositoryArn",
                                                     "repositoryPolicyText",
                                                     "roleLastUsed",
                                                     "roleName",
                                                     "rolePolicyList",
                                                     "sSEDescription",
                                                     "scalingConfig",
                                                     "ssedescription",
                                                     "state",
                                                     "status",
                                                     "storageEncrypted",
                                                     "streamEncryption",
                                                     "tableArn",
                                                     "targetResourceId",
                                                     "targetResourceType",
                                                     "transitEncryptionEnabled",
                                                     "userName",
                                                     "userPolicyList"};
constexpr std::string_view supplementaryMembers[] = {"AccessControlList",
                                                     "BucketLoggingConfiguration",
                                                     "BucketPolicy",
                                                     "BucketReplicationConfiguration",
                                                     "KeyRotationStatus",
                                                     "Policy",
                                                     "PublicAccessBlockConfiguration",
                                                     "ServerSideEncryptionConfiguration",
                                                     "Tags"};
static_assert(std::is_sorted(std::begin(itemMembers), std::end(itemMembers)));
static_assert(std::is_sorted(std::begin(configurationMembers), std::end(configurationMembers)));
static_assert(std::is_sorted(std::begin(supplementaryMembers), std::end(supplementaryMembers)));

/// Region of the place: a Local Zone is a city of its own, other zones belong to their region.
QString placeRegion(const ConfigIdentity &identity, std::string_view zone)
{
    const std::string_view region = identity.region;
    if (region == "global")
        return {};
    const bool inRegion =
        zone.size() > region.size() + 2 && zone.compare(0, region.size(), region) == 0 && zone[region.size()] == '-';
    if (inRegion) {
        static const QRegularExpression local(u"^([a-z]{2,4}(?:-[a-z]+)+-\\d-[a-z]{3}-\\d)[a-z]$"_s);
        const QString text = qt(zone);
        const auto match = local.match(text);
        return match.hasMatch() ? match.captured(1) : text;
    }
    return qt(region);
}

/// What may stand in a Local Zone, in a Wavelength zone or on an Outpost, away from the region that its ARN names.
bool mayStandElsewhere(std::string_view type)
{
    static constexpr std::array types = {std::string_view("AWS::EC2::Host"),     std::string_view("AWS::EC2::Instance"), std::string_view("AWS::EC2::NetworkInterface"),
                                         std::string_view("AWS::EC2::Subnet"),   std::string_view("AWS::EC2::Volume"),   std::string_view("AWS::RDS::DBInstance")};
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// A query that asks for the region only does not say that the machine stands there: a whole item names its zone, and the Outpost.
bool tellsPlace(const ConfigIdentity &identity, Ref item, Ref config, std::string_view zone, const QString &region)
{
    if (!mayStandElsewhere(identity.type) || region != qt(identity.region))
        return true;
    return item.contains("configurationItemStatus") ||
           (!zone.empty() && (config.contains("imageId") || config.contains("outpostArn") || config.contains("placement")));
}

void mapLogging(Record &record, std::string_view type, Ref config, Ref supplementary)
{
    if (type == "AWS::S3::Bucket") {
        const Ref logging = supplementary.member("BucketLoggingConfiguration").structured();
        if (logging.isObject())
            putFirst(record, u"logging"_s, !firstText(logging, {"destinationBucketName"}).empty());
    }
    const Ref exports = config.member("enabledCloudwatchLogsExports");
    if (exports.isArray() && exports.first().isThere())
        putFirst(record, u"logging"_s, true);
    const Ref cluster = config.member("logging").member("clusterLogging");
    if (cluster.isArray()) {
        bool on = false;
        for (Ref c = cluster.first(); c.isThere(); c = c.next())
            on = on || c.member("enabled").isTrue();
        putFirst(record, u"logging"_s, on);
    }
}

/// Most tags are none of ours: a look at the name, without its prefix, blanks and hyphens, decides without a copy.
bool mayMatter(std::string_view name)
{
    if (const std::size_t prefix = name.rfind(':'); prefix != std::string_view::npos)
        name.remove_prefix(prefix + 1);
    if (name.empty() || name.size() > 24)
        return false;
    std::array<char, 24> plain{};
    std::size_t size = 0;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain[size++] = c;
        else if (c >= 'A' && c <= 'Z')
            plain[size++] = static_cast<char>(c - 'A' + 'a');
    }
    return isTagOfOurs(std::string_view(plain.data(), size));
}

void addTag(QList<Tag> &tags, std::string_view name, std::string_view value)
{
    if (mayMatter(name))
        tags.append({qt(name), qt(value)});
}

/// Tags as pairs: an object in snapshots, a list of key and value in queries. Members in the order of their names, so
/// that the order in the export does not matter.
void mapTags(Record &record, Ref tags)
{
    QList<Tag> ours;
    if (tags.isObject()) {
        for (Ref tag = tags.first(); tag.isThere(); tag = tag.next()) {
            // The last of several members of one name counts.
            bool last = true;
            for (Ref later = tag.next(); last && later.isThere() && mayMatter(tag.key()); later = later.next())
                last = later.key() != tag.key();
            if (last)
                addTag(ours, tag.key(), textOf(tag));
        }
        std::stable_sort(ours.begin(), ours.end(), [](const Tag &a, const Tag &b) { return a.key < b.key; });
    } else if (tags.isArray()) {
        for (Ref tag = tags.first(); tag.isThere(); tag = tag.next())
            addTag(ours, firstText(tag, {"key", "Key"}), firstText(tag, {"value", "Value"}));
    }
    if (!ours.isEmpty())
        applyAwsTags(ours, record);
}

std::optional<qint64> numberOf(Ref value)
{
    return value.isNumber() && value.number() >= 0 && value.number() < 1e9 ? std::optional(static_cast<qint64>(value.number())) : std::nullopt;
}

/// Machines of a group of EKS, in the words of either generation of resource schemas.
void mapGroupMachines(Record &record, Ref config)
{
    MachineGroup group;
    for (const char *name : {"InstanceTypes", "instanceTypes"}) {
        const Ref types = config.member(name);
        for (Ref type = types.isArray() ? types.first() : Ref(); type.isThere(); type = type.next())
            group.types.append(qt(textOf(type)));
    }
    group.types.removeAll(QString());
    group.types.removeDuplicates();
    const Ref capital = config.member("ScalingConfig").structured();
    const Ref small = config.member("scalingConfig").structured();
    const auto number = [&](const char *inCapital, const char *inSmall) {
        const auto found = numberOf(capital.member(inCapital));
        return found ? found : numberOf(small.member(inSmall));
    };
    group.count = number("DesiredSize", "desiredSize");
    group.least = number("MinSize", "minSize");
    group.most = number("MaxSize", "maxSize");
    sayMachines(record, group);
}

/// The group of a managed cluster that the machine is of, or what the group itself is called by its machines.
void mapNodeGroup(Record &record, Ref item, const ConfigIdentity &identity)
{
    if (identity.type == "AWS::EKS::Nodegroup") {
        mapGroupMachines(record, item.member("configuration"));
        const auto arn = Arn::fromText(record.key);
        if (const QString name = arn ? eksNodeGroupName(*arn) : QString(); !name.isEmpty()) {
            record.aliases.append({u"eks-nodegroup"_s, name});
            record.name = arn->resource.section(u'/', 1, 2);
            const Arn cluster{arn->partition, arn->service, arn->region, arn->account, u"cluster/"_s + arn->resource.section(u'/', 1, 1)};
            put(record, u"part_of"_s, domain::Reference{cluster.text()});
        }
        return;
    }
    const Ref tags = item.member("tags");
    if (identity.type != "AWS::EC2::Instance")
        return;
    QList<Tag> ours;
    for (Ref tag = tags.first(); tag.isThere(); tag = tag.next()) {
        const bool pair = tags.isObject();
        const std::string_view name = pair ? tag.key() : firstText(tag, {"key", "Key"});
        if (name.starts_with("eks:"))
            ours.append({qt(name), qt(pair ? textOf(tag) : firstText(tag, {"value", "Value"}))});
    }
    const QString group = eksNodeGroupOfTags(ours, qt(identity.region), qt(identity.account));
    if (!group.isEmpty())
        put(record, u"part_of"_s, domain::Reference{group});
}

void putDay(Record &record, const QString &attr, std::string_view stamp)
{
    const QDateTime time = QDateTime::fromString(qt(stamp), Qt::ISODate);
    if (time.isValid())
        put(record, attr, static_cast<qint64>(domain::toDay(time.toUTC().date())));
}

void mapWorkload(Record &record, QList<Record> &others, Ref item, const ConfigIdentity &identity,
                 const ConfigType &type)
{
    const Ref config = item.member("configuration");
    const Ref supplementary = item.member("supplementaryConfiguration");
    record.kind = domain::EntityKind::Workload;
    put(record, u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s);
    putText(record, u"resource_type"_s, identity.type);
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    putText(record, u"account"_s, identity.account);
    const std::string_view outpost = firstText(config, {"outpostArn", "OutpostArn"});
    const bool machines = identity.type == "AWS::EKS::Nodegroup";
    if (const char *model = machines ? Iaas : type.serviceModel)
        put(record, u"service_model"_s, QString::fromLatin1(model));
    if (!outpost.empty())
        put(record, u"deployment_type"_s, u"onprem"_s);
    putText(record, u"instance_type"_s,
            firstText(config, {"instanceType", "InstanceType", "dBInstanceClass", "dbinstanceClass", "cacheNodeType",
                               "nodeType"}));
    if (identity.type == "AWS::EC2::Instance")
        put(record, u"instance_count"_s, qint64(1));
    putText(record, u"image"_s, firstText(config, {"imageId"}));
    std::string_view state = firstText(config, {"dBInstanceStatus", "dbinstanceStatus", "status", "state"});
    if (state.empty())
        state = firstText(config.member("state"), {"name", "value", "code"});
    putText(record, u"state"_s, state);
    const std::string_view tenancy = firstText(config.member("placement"), {"tenancy", "Tenancy"});
    if (tenancy == "default") // an Outpost's rack is the customer's alone
        put(record, u"tenancy"_s, outpost.empty() ? u"shared"_s : u"dedicated_hardware"_s);
    else if (tenancy == "dedicated")
        put(record, u"tenancy"_s, u"dedicated_hardware"_s);
    else if (tenancy == "host")
        put(record, u"tenancy"_s, u"dedicated_host"_s);
    mapEncryption(record, config, supplementary, identity);
    if (identity.type.starts_with("AWS::ElastiCache::")) {
        for (const char *name : {"TransitEncryptionEnabled", "transitEncryptionEnabled"}) {
            if (const Ref flag = config.member(name); flag.isBool())
                putFirst(record, u"encryption_in_transit"_s, flag.isTrue());
        }
    }
    mapLogging(record, identity.type, config, supplementary);
    for (const char *name : {"backupRetentionPeriod", "BackupRetentionPeriod"}) {
        const Ref days = config.member(name);
        if (days.isNumber())
            putFirst(record, u"backup"_s, days.number() > 0);
    }
    mapTags(record, item.member("tags"));
    mapNodeGroup(record, item, identity);

    const bool processes = type.processes || machines;
    // What runs on an Outpost stands at the customer's site, not in the region that controls it.
    if (!outpost.empty()) {
        others.append(outpostSite(qt(outpost), record.mapping));
        domain::Place site;
        site.facets = Facet::Hosting | (processes ? Facet::Processing : 0);
        site.site = others.constLast().key;
        record.places.append(site);
        record.completeFacets = site.facets;
        if (const auto arn = Arn::fromText(qt(outpost)); arn && !arn->region.isEmpty())
            record.places.append(awsPlace(arn->region, Facet::ControlPlane));
        return;
    }
    std::string_view zone = firstText(item, {"availabilityZone"});
    if (zone.empty())
        zone = firstText(config.member("placement"), {"availabilityZone", "AvailabilityZone"});
    const QString region = placeRegion(identity, zone);
    if (region.isEmpty())
        return;
    domain::Place place;
    // A cross-region profile decides elsewhere where inference runs.
    place.facets = Facet::Hosting | (processes ? Facet::Processing : 0);
    place.provider = providerOf(identity);
    place.region = region;
    record.places.append(place);
    if (tellsPlace(identity, item, config, zone, region))
        record.completeFacets = place.facets;
    if (const QString parent = awsParentRegion(region); parent != region)
        record.places.append(awsPlace(parent, Facet::ControlPlane));
}

void mapKey(Record &record, Ref item, const ConfigIdentity &identity)
{
    const Ref config = item.member("configuration");
    record.kind = domain::EntityKind::Key;
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    const std::string_view origin = firstText(config, {"origin", "Origin"});
    const bool outside = origin == "EXTERNAL_KEY_STORE";
    const std::string_view manager = firstText(config, {"keyManager", "KeyManager"});
    if (const QString custody = awsKeyCustody(qt(manager), qt(origin)); !custody.isEmpty())
        put(record, u"custody"_s, custody);
    if (outside)
        put(record, u"external"_s, true);
    if (origin == "AWS_CLOUDHSM")
        put(record, u"hsm"_s, true);
    if (item.member("supplementaryConfiguration").member("KeyRotationStatus").structured().isTrue())
        put(record, u"rotation_days"_s, qint64(365));
    const QString region = placeRegion(identity, {});
    if (!region.isEmpty() && !outside) {
        domain::Place place;
        place.facets = Facet::Keys;
        place.provider = providerOf(identity);
        place.region = region;
        record.places.append(place);
        addKeyReplicas(record, config, identity);
        record.completeFacets = Facet::Keys;
    }
}

void mapIdentity(Record &record, Ref item, const ConfigIdentity &identity)
{
    record.kind = domain::EntityKind::Identity;
    // A user may be a person or a machine: Config does not tell.
    if (identity.type == "AWS::IAM::Role")
        put(record, u"kind"_s, u"role"_s);
    else if (identity.type == "AWS::IAM::Group")
        put(record, u"kind"_s, u"group"_s);
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    putText(record, u"account"_s, identity.account);
    putDay(record, u"created_at"_s, firstText(item, {"resourceCreationTime"}));
}

/// "2026-10-01T08:00:00.000Z", the usual form; -1 for all others, which the slower reader knows.
qint64 utcMilliseconds(std::string_view text)
{
    const bool usual = (text.size() == 24 && text[19] == '.') || text.size() == 20;
    if (!usual || text.back() != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':')
        return -1;
    bool digits = true;
    const auto number = [&](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i) {
            digits = digits && text[i] >= '0' && text[i] <= '9';
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    const int hour = number(11, 2);
    const int minute = number(14, 2);
    const int second = number(17, 2);
    const int ms = text.size() == 24 ? number(20, 3) : 0;
    if (!digits || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return -1;
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + ms;
}

} // namespace

bool configItemMember(std::string_view name)
{
    return std::binary_search(std::begin(itemMembers), std::end(itemMembers), name);
}
bool configurationMember(std::string_view name)
{
    return std::binary_search(std::begin(configurationMembers), std::end(configurationMembers), name);
}
bool supplementaryMember(std::string_view name)
{
    return std::binary_search(std::begin(supplementaryMembers), std::end(supplementaryMembers), name);
}

ConfigIdentity configIdentity(Ref item)
{
    ConfigIdentity identity;
    const Ref details = item.member("configuration").structured();
    const auto only = [&item](std::string_view name) { return item.member(name).isString() ? item.member(name).text() : std::string_view(); };
    identity.type = only("resourceType");
    identity.id = firstText(item, {"resourceId"});
    identity.arn = trimmed(firstText(item, {"ARN", "arn"}));
    if (identity.arn.empty())
        identity.arn =
            trimmed(firstText(details, {"functionArn", "dbclusterArn", "dBClusterArn", "dbinstanceArn", "dBInstanceArn",
                                        "tableArn", "repositoryArn", "clusterArn", "arn", "Arn"}));
    if (!identity.arn.starts_with("arn:"))
        identity.arn = {};
    identity.account = firstText(item, {"awsAccountId", "accountId"});
    identity.region = only("awsRegion");
    if (identity.type.empty())
        identity.type = typeOfArn(identity.arn);
    if (identity.account.empty())
        identity.account = arnPart(identity.arn, 4);
    if (identity.region.empty())
        identity.region = arnPart(identity.arn, 3);
    identity.status = firstText(item, {"configurationItemStatus"});
    const std::string_view captured = firstText(item, {"configurationItemCaptureTime"});
    if (!captured.empty()) {
        identity.captured = utcMilliseconds(captured);
        if (identity.captured < 0) {
            const QDateTime time = QDateTime::fromString(qt(captured), Qt::ISODateWithMs);
            identity.captured =
                time.isValid() ? time.toMSecsSinceEpoch() : static_cast<qint64>(qt(captured).toDouble() * 1000);
        }
    }
    return identity;
}

ConfigMapped mapConfigItem(Ref item, const ConfigIdentity &identity)
{
    ConfigMapped mapped;
    if (identity.type == "AWS::Config::ResourceCompliance") {
        mapped.others = configCompliance(item, identity);
        if (!mapped.others.isEmpty()) {
            mapped.record = mapped.others.takeLast();
            return mapped;
        }
        mapped.ignoredCode = u"compliance-item"_s;
        mapped.ignoredText = u"the compliance item tells no result: its configuration was not exported, or no rule was evaluated"_s;
        return mapped;
    }
    if (firstText(item.member("configuration").member("state"), {"name", "value"}) == "terminated") {
        mapped.ignoredCode = u"terminated"_s;
        mapped.ignoredText = u"the machine was terminated"_s;
        return mapped;
    }
    Record record;
    record.fields.reserve(18);
    record.mapping = u"aws-config/1"_s;
    record.whole = true;
    if (!identity.arn.empty())
        record.key = qt(identity.arn);
    else
        record.key = arnOf(identity);
    if (!record.key.isEmpty())
        record.aliases.append({u"arn"_s, record.key});
    else
        record.key =
            u"aws:%1:%2:%3:%4"_s.arg(qt(identity.account), qt(identity.region), qt(identity.type), qt(identity.id));
    // By this name a cluster's node knows its machine.
    if (identity.type == "AWS::EC2::Instance" && identity.id.starts_with("i-") && !identity.region.empty())
        record.aliases.append({u"instance"_s, awsPartitionOfRegion(qt(identity.region)) + u'/' + qt(identity.id), false});
    record.name = qt(firstText(item, {"resourceName"}));
    if (record.name.isEmpty())
        record.name = nameOf(identity);
    const ConfigType type = configType(identity.type);
    if (identity.type == "AWS::KMS::Key") {
        mapKey(record, item, identity);
    } else if (identity.type == "AWS::SageMaker::Model") {
        mapSageMakerModel(record, mapped.others, item, identity);
    } else if (const auto profile = Arn::fromText(record.key); profile && identity.type == "AWS::Bedrock::ApplicationInferenceProfile") {
        mapped.others = mapInferenceProfile(item, *profile, record.name, record.mapping);
        record = mapped.others.takeLast();
    } else if (identity.type == "AWS::IAM::User" || identity.type == "AWS::IAM::Role" ||
               identity.type == "AWS::IAM::Group") {
        mapIdentity(record, item, identity);
    } else {
        mapWorkload(record, mapped.others, item, identity, type);
        mapped.dividedKeys = !addReplicaPlaces(record, item, identity);
        if (identity.type == "AWS::SageMaker::EndpointConfig")
            mapEndpointConfig(record, item);
        if (identity.type == "AWS::Bedrock::Agent")
            addAgent(record, mapped.others, item);
        mapped.unknownType = !type.known;
    }
    mapped.policies = resourcePoliciesOf(item, identity.type);
    if (identity.type == "AWS::S3::Bucket") {
        // In which region a copy is kept only its own bucket tells: the place stays a name until that one is known.
        for (const QString &copy : copiesOfBucket(item)) {
            domain::Place place;
            place.facets = domain::Facet::Backup;
            place.site = copy;
            record.places.append(place);
            if (mapped.copiedTo.isEmpty())
                mapped.copiedTo = copy;
        }
    }
    mapped.record = std::move(record);
    return mapped;
}

} // namespace importers
