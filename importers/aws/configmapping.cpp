// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configmapping.h"

#include "importers/aws/configtypes.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Value;
using nlohmann::json;

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
constexpr std::string_view configurationMembers[] = {"Arn",
                                                     "BackupRetentionPeriod",
                                                     "CreatedTimestamp",
                                                     "Encrypted",
                                                     "InstanceType",
                                                     "KmsKeyArn",
                                                     "KmsKeyId",
                                                     "KmsMasterKeyId",
                                                     "Origin",
                                                     "OutpostArn",
                                                     "SSEDescription",
                                                     "StorageEncrypted",
                                                     "arn",
                                                     "backupRetentionPeriod",
                                                     "cacheNodeType",
                                                     "clusterArn",
                                                     "createDate",
                                                     "dBClusterArn",
                                                     "dBInstanceArn",
                                                     "dBInstanceClass",
                                                     "dBInstanceStatus",
                                                     "dbclusterArn",
                                                     "dbinstanceArn",
                                                     "dbinstanceClass",
                                                     "dbinstanceStatus",
                                                     "enabledCloudwatchLogsExports",
                                                     "encrypted",
                                                     "functionArn",
                                                     "imageId",
                                                     "instanceType",
                                                     "keyManager",
                                                     "kmsKeyArn",
                                                     "kmsKeyId",
                                                     "kmsMasterKeyId",
                                                     "logging",
                                                     "nodeType",
                                                     "origin",
                                                     "outpostArn",
                                                     "placement",
                                                     "repositoryArn",
                                                     "ssedescription",
                                                     "state",
                                                     "status",
                                                     "storageEncrypted",
                                                     "tableArn"};
constexpr std::string_view supplementaryMembers[] = {"BucketLoggingConfiguration", "KeyRotationStatus",
                                                     "ServerSideEncryptionConfiguration", "Tags"};
static_assert(std::is_sorted(std::begin(itemMembers), std::end(itemMembers)));
static_assert(std::is_sorted(std::begin(configurationMembers), std::end(configurationMembers)));
static_assert(std::is_sorted(std::begin(supplementaryMembers), std::end(supplementaryMembers)));

const json &member(const json &object, const char *name)
{
    static const json none;
    if (!object.is_object())
        return none;
    const auto it = object.find(name);
    return it == object.end() ? none : *it;
}

/// Identifiers come as texts or, from generous tools, as numbers.
std::string textOf(const json &value)
{
    if (value.is_string())
        return value.get_ref<const std::string &>();
    return value.is_number() ? value.dump() : std::string();
}

std::string firstText(const json &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        std::string text = textOf(member(object, name));
        if (!text.empty())
            return text;
    }
    return {};
}

std::string trimmed(std::string text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.back()))
        text.pop_back();
    std::size_t start = 0;
    while (start < text.size() && blank(text[start]))
        ++start;
    return text.substr(start);
}

/// "arn:partition:service:region:account:resource" by part; empty when it is no ARN or lacks the part.
std::string arnPart(std::string_view arn, int part)
{
    if (arn.substr(0, 4) != "arn:")
        return {};
    for (int i = 0; i < part; ++i) {
        const std::size_t colon = arn.find(':');
        if (colon == std::string_view::npos)
            return {};
        arn.remove_prefix(colon + 1);
    }
    return std::string(part == 5 ? arn : arn.substr(0, arn.find(':')));
}

/// A query may select nothing but the configuration; its own ARN then tells the type.
std::string typeOfArn(const std::string &arn)
{
    const std::string service = arnPart(arn, 2);
    const std::string resource = arnPart(arn, 5);
    const std::string head = resource.substr(0, resource.find_first_of(":/"));
    struct Known
    {
        std::string_view service, head, type;
    };
    static constexpr std::array known = {Known{"lambda", "function", "AWS::Lambda::Function"},
                                         Known{"rds", "cluster", "AWS::RDS::DBCluster"},
                                         Known{"rds", "db", "AWS::RDS::DBInstance"},
                                         Known{"ecr", "repository", "AWS::ECR::Repository"},
                                         Known{"ec2", "instance", "AWS::EC2::Instance"},
                                         Known{"dynamodb", "table", "AWS::DynamoDB::Table"},
                                         Known{"kms", "key", "AWS::KMS::Key"},
                                         Known{"ecs", "cluster", "AWS::ECS::Cluster"},
                                         Known{"eks", "cluster", "AWS::EKS::Cluster"},
                                         Known{"iam", "role", "AWS::IAM::Role"},
                                         Known{"iam", "user", "AWS::IAM::User"}};
    for (const Known &row : known) {
        if (row.service == service && row.head == head)
            return std::string(row.type);
    }
    return service == "s3" ? "AWS::S3::Bucket" : std::string();
}

QString qt(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void put(Record &record, const char *attr, Value value)
{
    record.fields.append({QString::fromLatin1(attr), std::move(value)});
}

void putText(Record &record, const char *attr, const std::string &text)
{
    if (!text.empty())
        put(record, attr, qt(text));
}

/// Supplementary values are objects in snapshots and JSON texts in API answers.
json structured(const json &value)
{
    if (!value.is_string())
        return value;
    json parsed = json::parse(value.get_ref<const std::string &>(), nullptr, false);
    return parsed.is_discarded() ? json() : parsed;
}

/// Region of the place: a Local Zone is a city of its own, other zones belong to their region.
QString placeRegion(const ConfigIdentity &identity, const std::string &zone)
{
    const std::string &region = identity.region;
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

const QString &providerOf(const ConfigIdentity &identity)
{
    static const QString aws = u"aws"_s;
    static const QString sovereign = u"aws-esc"_s;
    const bool european = arnPart(identity.arn, 1) == "aws-eusc" || identity.region.rfind("eusc-", 0) == 0;
    return european ? sovereign : aws;
}

bool isManagedAlias(const std::string &key)
{
    return key.find("alias/aws/") != std::string::npos;
}

void putKey(Record &record, const std::string &key)
{
    put(record, "key_management", isManagedAlias(key) ? u"provider"_s : u"cmk"_s);
    if (key.rfind("arn:", 0) == 0 && key.find(":key/") != std::string::npos)
        put(record, "key", domain::Reference{qt(key)});
}

void mapBucketEncryption(Record &record, const json &supplementary)
{
    const json config = structured(member(supplementary, "ServerSideEncryptionConfiguration"));
    const json &rules = member(config, "rules");
    if (!rules.is_array() || rules.empty())
        return;
    const json &byDefault = member(rules.front(), "applyServerSideEncryptionByDefault");
    const std::string algorithm = firstText(byDefault, {"sseAlgorithm", "SSEAlgorithm"});
    const std::string key = firstText(byDefault, {"kmsMasterKeyID", "KMSMasterKeyID"});
    if (algorithm.empty())
        return;
    put(record, "encryption_at_rest", true);
    if (algorithm.rfind("aws:kms", 0) == 0 && !key.empty())
        putKey(record, key);
    else
        put(record, "key_management", u"provider"_s);
}

void mapEncryption(Record &record, const std::string &type, const json &config, const json &supplementary)
{
    if (type == "AWS::S3::Bucket") {
        mapBucketEncryption(record, supplementary);
        return;
    }
    const json &table = member(config, config.contains("SSEDescription") ? "SSEDescription" : "ssedescription");
    if (table.is_object()) {
        const std::string status = firstText(table, {"status", "Status", "sSEStatus"});
        const std::string key = firstText(table, {"kMSMasterKeyArn", "kmsMasterKeyArn", "KMSMasterKeyArn"});
        if (status == "ENABLED") {
            put(record, "encryption_at_rest", true);
            if (!key.empty())
                putKey(record, key);
        }
        return;
    }
    const std::string key =
        firstText(config, {"kmsKeyId", "KmsKeyId", "kmsKeyArn", "KmsKeyArn", "kmsMasterKeyId", "KmsMasterKeyId"});
    for (const char *name : {"storageEncrypted", "StorageEncrypted", "encrypted", "Encrypted"}) {
        const json &flag = member(config, name);
        if (!flag.is_boolean())
            continue;
        put(record, "encryption_at_rest", flag.get<bool>());
        if (!flag.get<bool>())
            put(record, "key_management", u"none"_s);
        else if (!key.empty())
            putKey(record, key);
        return;
    }
    // A function's key covers its environment variables only; elsewhere a key means that the store is encrypted.
    if (!key.empty() && type != "AWS::Lambda::Function") {
        put(record, "encryption_at_rest", true);
        putKey(record, key);
    }
}

void mapLogging(Record &record, const std::string &type, const json &config, const json &supplementary)
{
    if (type == "AWS::S3::Bucket" && supplementary.is_object() &&
        supplementary.contains("BucketLoggingConfiguration")) {
        const json logging = structured(member(supplementary, "BucketLoggingConfiguration"));
        if (logging.is_object())
            put(record, "logging", !firstText(logging, {"destinationBucketName"}).empty());
    }
    const json &exports = member(config, "enabledCloudwatchLogsExports");
    if (exports.is_array() && !exports.empty())
        put(record, "logging", true);
    const json &cluster = member(member(config, "logging"), "clusterLogging");
    if (cluster.is_array()) {
        const bool on = std::any_of(cluster.begin(), cluster.end(),
                                    [](const json &c) { return member(c, "enabled") == json(true); });
        put(record, "logging", on);
    }
}

QString envOf(const QString &value)
{
    static const QHash<QString, QString> values = {
        {u"prod"_s, u"prod"_s},       {u"production"_s, u"prod"_s}, {u"prd"_s, u"prod"_s},     {u"live"_s, u"prod"_s},
        {u"test"_s, u"test"_s},       {u"testing"_s, u"test"_s},    {u"staging"_s, u"test"_s}, {u"stage"_s, u"test"_s},
        {u"qa"_s, u"test"_s},         {u"uat"_s, u"test"_s},        {u"preprod"_s, u"test"_s}, {u"dev"_s, u"dev"_s},
        {u"development"_s, u"dev"_s}, {u"sandbox"_s, u"dev"_s}};
    return values.value(value.toLower());
}

QStringList classesOf(const QString &value)
{
    static const QStringList known = {u"personal"_s,     u"special_category"_s,
                                      u"children"_s,     u"health"_s,
                                      u"genomic"_s,      u"biometric"_s,
                                      u"geolocation"_s,  u"financial"_s,
                                      u"payment_card"_s, u"government"_s,
                                      u"cui"_s,          u"fci"_s,
                                      u"itar"_s,         u"ear"_s,
                                      u"classified"_s,   u"important_data"_s,
                                      u"core_data"_s,    u"phi"_s,
                                      u"trade_secret"_s, u"secrecy"_s,
                                      u"non_personal"_s};
    static const QRegularExpression separators(u"[,;:/+ ]+"_s);
    QStringList classes;
    for (QString part : value.toLower().split(separators, Qt::SkipEmptyParts)) {
        part.replace(u'-', u'_');
        if (part == "pii"_L1)
            part = u"personal"_s;
        if (known.contains(part) && !classes.contains(part))
            classes.append(part);
    }
    return classes;
}

/// Tags as pairs: an object in snapshots, a list of key and value in queries.
void mapTags(Record &record, const json &tags)
{
    const auto one = [&](const std::string &rawName, const std::string &rawValue) {
        QString name = qt(rawName).toLower();
        const QString value = qt(rawValue).trimmed();
        name.replace(u'_', u'-');
        if (value.isEmpty())
            return;
        if (name == "name"_L1) {
            record.name = value;
        } else if (name == "env"_L1 || name == "environment"_L1 || name == "stage"_L1) {
            if (const QString env = envOf(value); !env.isEmpty())
                put(record, "env", env);
        } else if (name == "criticality"_L1) {
            const QString level = value.toLower();
            if (level == "critical"_L1 || level == "important"_L1 || level == "standard"_L1)
                put(record, "criticality", level);
        } else if (name == "data-classification"_L1 || name == "data-classes"_L1 || name == "data-class"_L1) {
            if (const QStringList classes = classesOf(value); !classes.isEmpty())
                put(record, "data_classes", domain::ListValue{classes, false});
        } else if (name == "owner"_L1) {
            put(record, "owner", value);
        } else if (name == "business-service"_L1) {
            put(record, "business_services", domain::ListValue{{value}, false});
        }
    };
    if (tags.is_object()) {
        for (auto it = tags.begin(); it != tags.end(); ++it)
            one(it.key(), textOf(*it));
    } else if (tags.is_array()) {
        for (const json &tag : tags)
            one(firstText(tag, {"key", "Key"}), firstText(tag, {"value", "Value"}));
    }
    // The first of several tags for one attribute counts (env and environment).
    for (qsizetype i = record.fields.size() - 1; i > 0; --i) {
        const bool earlier = std::any_of(record.fields.cbegin(), record.fields.cbegin() + i,
                                         [&](const domain::Field &f) { return f.attr == record.fields.at(i).attr; });
        if (earlier)
            record.fields.removeAt(i);
    }
}

void putDay(Record &record, const char *attr, const std::string &stamp)
{
    const QDateTime time = QDateTime::fromString(qt(stamp), Qt::ISODate);
    if (time.isValid())
        put(record, attr, static_cast<qint64>(domain::toDay(time.toUTC().date())));
}

void mapWorkload(Record &record, const json &item, const ConfigIdentity &identity, const ConfigType &type)
{
    const json &config = member(item, "configuration");
    const json &supplementary = member(item, "supplementaryConfiguration");
    record.kind = domain::EntityKind::Workload;
    put(record, "role", type.assessed ? u"assessed"_s : u"supporting"_s);
    putText(record, "resource_type", identity.type);
    put(record, "provider", domain::Reference{providerOf(identity)});
    putText(record, "account", identity.account);
    const std::string outpost = firstText(config, {"outpostArn", "OutpostArn"});
    if (type.serviceModel)
        put(record, "service_model", QString::fromLatin1(type.serviceModel));
    if (!outpost.empty())
        put(record, "deployment_type", u"onprem"_s);
    putText(record, "instance_type",
            firstText(config, {"instanceType", "InstanceType", "dBInstanceClass", "dbinstanceClass", "cacheNodeType",
                               "nodeType"}));
    if (identity.type == "AWS::EC2::Instance")
        put(record, "instance_count", qint64(1));
    putText(record, "image", firstText(config, {"imageId"}));
    std::string state = firstText(config, {"dBInstanceStatus", "dbinstanceStatus", "status", "state"});
    if (state.empty())
        state = firstText(member(config, "state"), {"name", "value", "code"});
    putText(record, "state", state);
    const std::string tenancy = firstText(member(config, "placement"), {"tenancy", "Tenancy"});
    if (tenancy == "default")
        put(record, "tenancy", u"shared"_s);
    else if (tenancy == "dedicated")
        put(record, "tenancy", u"dedicated_hardware"_s);
    else if (tenancy == "host")
        put(record, "tenancy", u"dedicated_host"_s);
    mapEncryption(record, identity.type, config, supplementary);
    mapLogging(record, identity.type, config, supplementary);
    for (const char *name : {"backupRetentionPeriod", "BackupRetentionPeriod"}) {
        const json &days = member(config, name);
        if (days.is_number())
            put(record, "backup", days.get<double>() > 0);
    }
    mapTags(record, member(item, "tags"));

    const QString region = placeRegion(identity, firstText(item, {"availabilityZone"}));
    // What runs on an Outpost stands at the customer's site, not in the region that controls it.
    if (region.isEmpty() || !outpost.empty())
        return;
    domain::Place place;
    // A cross-region profile decides elsewhere where inference runs.
    const bool processesHere = type.processes && identity.type != "AWS::Bedrock::ApplicationInferenceProfile";
    place.facets = Facet::Hosting | (processesHere ? Facet::Processing : 0);
    place.provider = providerOf(identity);
    place.region = region;
    record.places.append(place);
    record.completeFacets = place.facets;
}

void mapKey(Record &record, const json &item, const ConfigIdentity &identity)
{
    const json &config = member(item, "configuration");
    record.kind = domain::EntityKind::Key;
    put(record, "provider", domain::Reference{providerOf(identity)});
    const std::string origin = firstText(config, {"origin", "Origin"});
    const bool outside = origin == "EXTERNAL_KEY_STORE";
    if (outside)
        put(record, "custody", u"customer_outside"_s);
    else
        put(record, "custody", firstText(config, {"keyManager"}) == "AWS" ? u"provider"_s : u"customer_in_provider"_s);
    // Imported material (EXTERNAL) has its source outside, but the key service holds and uses it.
    if (outside)
        put(record, "external", true);
    if (origin == "AWS_CLOUDHSM")
        put(record, "hsm", true);
    const json rotation = structured(member(member(item, "supplementaryConfiguration"), "KeyRotationStatus"));
    if (rotation == json(true))
        put(record, "rotation_days", qint64(365));
    const QString region = placeRegion(identity, {});
    if (!region.isEmpty() && !outside) {
        domain::Place place;
        place.facets = Facet::Keys;
        place.provider = providerOf(identity);
        place.region = region;
        record.places.append(place);
        record.completeFacets = Facet::Keys;
    }
}

void mapIdentity(Record &record, const json &item, const ConfigIdentity &identity)
{
    record.kind = domain::EntityKind::Identity;
    // A user may be a person or a machine: Config does not tell.
    if (identity.type == "AWS::IAM::Role")
        put(record, "kind", u"role"_s);
    else if (identity.type == "AWS::IAM::Group")
        put(record, "kind", u"group"_s);
    put(record, "provider", domain::Reference{providerOf(identity)});
    putText(record, "account", identity.account);
    putDay(record, "created_at", firstText(item, {"resourceCreationTime"}));
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

ConfigIdentity configIdentity(json &item)
{
    ConfigIdentity identity;
    const auto config = item.find("configuration");
    if (config != item.end() && config->is_string())
        *config = structured(*config);
    const json &details = member(item, "configuration");
    identity.type = firstText(item, {"resourceType"});
    identity.id = firstText(item, {"resourceId"});
    identity.arn = trimmed(firstText(item, {"ARN", "arn"}));
    if (identity.arn.empty())
        identity.arn =
            trimmed(firstText(details, {"functionArn", "dbclusterArn", "dBClusterArn", "dbinstanceArn", "dBInstanceArn",
                                        "tableArn", "repositoryArn", "clusterArn", "arn", "Arn"}));
    if (identity.arn.rfind("arn:", 0) != 0)
        identity.arn.clear();
    identity.account = firstText(item, {"awsAccountId", "accountId"});
    identity.region = firstText(item, {"awsRegion"});
    if (identity.type.empty())
        identity.type = typeOfArn(identity.arn);
    if (identity.account.empty())
        identity.account = arnPart(identity.arn, 4);
    if (identity.region.empty())
        identity.region = arnPart(identity.arn, 3);
    identity.status = firstText(item, {"configurationItemStatus"});
    const std::string captured = firstText(item, {"configurationItemCaptureTime"});
    if (!captured.empty()) {
        const QDateTime time = QDateTime::fromString(qt(captured), Qt::ISODateWithMs);
        identity.captured =
            time.isValid() ? time.toMSecsSinceEpoch() : static_cast<qint64>(qt(captured).toDouble() * 1000);
    }
    return identity;
}

ConfigMapped mapConfigItem(const json &item, const ConfigIdentity &identity)
{
    ConfigMapped mapped;
    if (identity.type == "AWS::Config::ResourceCompliance") {
        mapped.ignoredCode = u"compliance-item"_s;
        mapped.ignoredText = u"a compliance result, not a resource"_s;
        return mapped;
    }
    if (firstText(member(member(item, "configuration"), "state"), {"name", "value"}) == "terminated") {
        mapped.ignoredCode = u"terminated"_s;
        mapped.ignoredText = u"the machine was terminated"_s;
        return mapped;
    }
    Record record;
    record.mapping = u"aws-config/1"_s;
    record.key = identity.arn.empty() ? u"aws:%1:%2:%3:%4"_s.arg(qt(identity.account), qt(identity.region),
                                                                 qt(identity.type), qt(identity.id))
                                      : qt(identity.arn);
    if (!identity.arn.empty())
        record.aliases.append({u"arn"_s, record.key});
    record.name = qt(firstText(item, {"resourceName"}));
    const ConfigType type = configType(identity.type);
    if (identity.type == "AWS::KMS::Key") {
        mapKey(record, item, identity);
    } else if (identity.type == "AWS::IAM::User" || identity.type == "AWS::IAM::Role" ||
               identity.type == "AWS::IAM::Group") {
        mapIdentity(record, item, identity);
    } else {
        mapWorkload(record, item, identity, type);
        mapped.unknownType = !type.known;
    }
    mapped.record = std::move(record);
    return mapped;
}

} // namespace importers
