// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configmapping.h"

#include "importers/aws/configtypes.h"

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

/// Identifiers come as texts or, from generous tools, as numbers.
std::string_view textOf(Ref value)
{
    return value.isString() || value.isNumber() ? value.text() : std::string_view();
}

std::string_view firstText(Ref object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const std::string_view text = textOf(object.member(name));
        if (!text.empty())
            return text;
    }
    return {};
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    return text;
}

/// "arn:partition:service:region:account:resource" by part; empty when it is no ARN or lacks the part.
std::string_view arnPart(std::string_view arn, int part)
{
    if (arn.substr(0, 4) != "arn:")
        return {};
    for (int i = 0; i < part; ++i) {
        const std::size_t colon = arn.find(':');
        if (colon == std::string_view::npos)
            return {};
        arn.remove_prefix(colon + 1);
    }
    return part == 5 ? arn : arn.substr(0, arn.find(':'));
}

/// A query may select nothing but the configuration; its own ARN then tells the type.
std::string_view typeOfArn(std::string_view arn)
{
    const std::string_view service = arnPart(arn, 2);
    const std::string_view resource = arnPart(arn, 5);
    const std::string_view head = resource.substr(0, resource.find_first_of(":/"));
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
            return row.type;
    }
    return service == "s3" ? std::string_view("AWS::S3::Bucket") : std::string_view();
}

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void put(Record &record, const QString &attr, Value value)
{
    record.fields.append({attr, std::move(value)});
}

void putText(Record &record, const QString &attr, std::string_view text)
{
    if (!text.empty())
        put(record, attr, qt(text));
}

/// The first of several sources for one attribute counts (env and environment).
void putFirst(Record &record, const QString &attr, Value value)
{
    const bool there = std::any_of(record.fields.cbegin(), record.fields.cend(),
                                   [&](const domain::Field &f) { return f.attr == attr; });
    if (!there)
        put(record, attr, std::move(value));
}

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

const QString &providerOf(const ConfigIdentity &identity)
{
    static const QString aws = u"aws"_s;
    static const QString sovereign = u"aws-esc"_s;
    const bool european = arnPart(identity.arn, 1) == "aws-eusc" || identity.region.starts_with("eusc-");
    return european ? sovereign : aws;
}

bool isManagedAlias(std::string_view key)
{
    return key.find("alias/aws/") != std::string_view::npos;
}

void putKey(Record &record, std::string_view key)
{
    put(record, u"key_management"_s, isManagedAlias(key) ? u"provider"_s : u"cmk"_s);
    if (key.starts_with("arn:") && key.find(":key/") != std::string_view::npos)
        put(record, u"key"_s, domain::Reference{qt(key)});
}

void mapBucketEncryption(Record &record, Ref supplementary)
{
    const Ref config = supplementary.member("ServerSideEncryptionConfiguration").structured();
    const Ref rules = config.member("rules");
    if (!rules.isArray())
        return;
    const Ref byDefault = rules.first().member("applyServerSideEncryptionByDefault");
    const std::string_view algorithm = firstText(byDefault, {"sseAlgorithm", "SSEAlgorithm"});
    const std::string_view key = firstText(byDefault, {"kmsMasterKeyID", "KMSMasterKeyID"});
    if (algorithm.empty())
        return;
    put(record, u"encryption_at_rest"_s, true);
    if (algorithm.starts_with("aws:kms") && !key.empty())
        putKey(record, key);
    else
        put(record, u"key_management"_s, u"provider"_s);
}

void mapEncryption(Record &record, std::string_view type, Ref config, Ref supplementary)
{
    if (type == "AWS::S3::Bucket") {
        mapBucketEncryption(record, supplementary);
        return;
    }
    const Ref table = config.member(config.contains("SSEDescription") ? "SSEDescription" : "ssedescription");
    if (table.isObject()) {
        const std::string_view status = firstText(table, {"status", "Status", "sSEStatus"});
        const std::string_view key = firstText(table, {"kMSMasterKeyArn", "kmsMasterKeyArn", "KMSMasterKeyArn"});
        if (status == "ENABLED") {
            put(record, u"encryption_at_rest"_s, true);
            if (!key.empty())
                putKey(record, key);
        }
        return;
    }
    const std::string_view key =
        firstText(config, {"kmsKeyId", "KmsKeyId", "kmsKeyArn", "KmsKeyArn", "kmsMasterKeyId", "KmsMasterKeyId"});
    for (const char *name : {"storageEncrypted", "StorageEncrypted", "encrypted", "Encrypted"}) {
        const Ref flag = config.member(name);
        if (!flag.isBool())
            continue;
        put(record, u"encryption_at_rest"_s, flag.isTrue());
        if (!flag.isTrue())
            put(record, u"key_management"_s, u"none"_s);
        else if (!key.empty())
            putKey(record, key);
        return;
    }
    // A function's key covers its environment variables only; elsewhere a key means that the store is encrypted.
    if (!key.empty() && type != "AWS::Lambda::Function") {
        put(record, u"encryption_at_rest"_s, true);
        putKey(record, key);
    }
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

void mapTag(Record &record, std::string_view rawName, std::string_view rawValue)
{
    // Most tags are none of ours: their names decide without a copy.
    std::array<char, 24> buffer{};
    if (rawName.size() > buffer.size())
        return;
    std::transform(rawName.begin(), rawName.end(), buffer.begin(), [](char c) {
        return c == '_' ? '-' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    });
    const std::string_view name(buffer.data(), rawName.size());
    enum class Tag { Name, Env, Criticality, Classes, Owner, Service };
    struct Known
    {
        std::string_view name;
        Tag tag;
    };
    static constexpr std::array known = {Known{"name", Tag::Name},
                                         Known{"env", Tag::Env},
                                         Known{"environment", Tag::Env},
                                         Known{"stage", Tag::Env},
                                         Known{"criticality", Tag::Criticality},
                                         Known{"data-classification", Tag::Classes},
                                         Known{"data-classes", Tag::Classes},
                                         Known{"data-class", Tag::Classes},
                                         Known{"owner", Tag::Owner},
                                         Known{"business-service", Tag::Service}};
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known &k) { return k.name == name; });
    if (found == known.end())
        return;
    const QString value = qt(rawValue).trimmed();
    if (value.isEmpty())
        return;
    switch (found->tag) {
    case Tag::Name:
        record.name = value;
        break;
    case Tag::Env:
        if (const QString env = envOf(value); !env.isEmpty())
            putFirst(record, u"env"_s, env);
        break;
    case Tag::Criticality:
        if (const QString level = value.toLower();
            level == "critical"_L1 || level == "important"_L1 || level == "standard"_L1)
            putFirst(record, u"criticality"_s, level);
        break;
    case Tag::Classes:
        if (const QStringList classes = classesOf(value); !classes.isEmpty())
            putFirst(record, u"data_classes"_s, domain::ListValue{classes, false});
        break;
    case Tag::Owner:
        putFirst(record, u"owner"_s, value);
        break;
    case Tag::Service:
        putFirst(record, u"business_services"_s, domain::ListValue{{value}, false});
        break;
    }
}

/// Tags as pairs: an object in snapshots, a list of key and value in queries. Members in the order of their names, so
/// that the order in the export does not matter.
void mapTags(Record &record, Ref tags)
{
    if (tags.isObject()) {
        std::vector<std::pair<std::string_view, std::string_view>> pairs;
        for (Ref tag = tags.first(); tag.isThere(); tag = tag.next())
            pairs.emplace_back(tag.key(), textOf(tag));
        std::stable_sort(pairs.begin(), pairs.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            if (i + 1 == pairs.size() || pairs[i + 1].first != pairs[i].first)
                mapTag(record, pairs[i].first, pairs[i].second);
        }
    } else if (tags.isArray()) {
        for (Ref tag = tags.first(); tag.isThere(); tag = tag.next())
            mapTag(record, firstText(tag, {"key", "Key"}), firstText(tag, {"value", "Value"}));
    }
}

void putDay(Record &record, const QString &attr, std::string_view stamp)
{
    const QDateTime time = QDateTime::fromString(qt(stamp), Qt::ISODate);
    if (time.isValid())
        put(record, attr, static_cast<qint64>(domain::toDay(time.toUTC().date())));
}

void mapWorkload(Record &record, Ref item, const ConfigIdentity &identity, const ConfigType &type)
{
    const Ref config = item.member("configuration");
    const Ref supplementary = item.member("supplementaryConfiguration");
    record.kind = domain::EntityKind::Workload;
    put(record, u"role"_s, type.assessed ? u"assessed"_s : u"supporting"_s);
    putText(record, u"resource_type"_s, identity.type);
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    putText(record, u"account"_s, identity.account);
    const std::string_view outpost = firstText(config, {"outpostArn", "OutpostArn"});
    if (type.serviceModel)
        put(record, u"service_model"_s, QString::fromLatin1(type.serviceModel));
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
    if (tenancy == "default")
        put(record, u"tenancy"_s, u"shared"_s);
    else if (tenancy == "dedicated")
        put(record, u"tenancy"_s, u"dedicated_hardware"_s);
    else if (tenancy == "host")
        put(record, u"tenancy"_s, u"dedicated_host"_s);
    mapEncryption(record, identity.type, config, supplementary);
    mapLogging(record, identity.type, config, supplementary);
    for (const char *name : {"backupRetentionPeriod", "BackupRetentionPeriod"}) {
        const Ref days = config.member(name);
        if (days.isNumber())
            putFirst(record, u"backup"_s, days.number() > 0);
    }
    mapTags(record, item.member("tags"));

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

void mapKey(Record &record, Ref item, const ConfigIdentity &identity)
{
    const Ref config = item.member("configuration");
    record.kind = domain::EntityKind::Key;
    put(record, u"provider"_s, domain::Reference{providerOf(identity)});
    const std::string_view origin = firstText(config, {"origin", "Origin"});
    const bool outside = origin == "EXTERNAL_KEY_STORE";
    if (outside)
        put(record, u"custody"_s, u"customer_outside"_s);
    else
        put(record, u"custody"_s,
            firstText(config, {"keyManager"}) == "AWS" ? u"provider"_s : u"customer_in_provider"_s);
    // Imported material (EXTERNAL) has its source outside, but the key service holds and uses it.
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
    identity.type = firstText(item, {"resourceType"});
    identity.id = firstText(item, {"resourceId"});
    identity.arn = trimmed(firstText(item, {"ARN", "arn"}));
    if (identity.arn.empty())
        identity.arn =
            trimmed(firstText(details, {"functionArn", "dbclusterArn", "dBClusterArn", "dbinstanceArn", "dBInstanceArn",
                                        "tableArn", "repositoryArn", "clusterArn", "arn", "Arn"}));
    if (!identity.arn.starts_with("arn:"))
        identity.arn = {};
    identity.account = firstText(item, {"awsAccountId", "accountId"});
    identity.region = firstText(item, {"awsRegion"});
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
        mapped.ignoredCode = u"compliance-item"_s;
        mapped.ignoredText = u"a compliance result, not a resource"_s;
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
