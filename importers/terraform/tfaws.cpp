// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrock.h"
#include "importers/aws/configtypes.h"
#include "importers/aws/kmscustody.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

QString firstText(const json &attributes, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        const QString value = text(attributes, name);
        if (!value.isEmpty())
            return value;
    }
    return {};
}

std::optional<Arn> arnOf(const TfInstance &instance)
{
    for (const char *name : {"arn", "agent_arn", "guardrail_arn", "agent_runtime_arn", "id"}) {
        if (auto arn = Arn::fromText(text(instance.attributes(), name)))
            return arn;
    }
    return std::nullopt;
}

/// The provider's default tags are only in tags_all.
const json &tagsOf(const TfInstance &instance)
{
    const json &all = member(instance.attributes(), "tags_all");
    return all.is_object() && !all.empty() ? all : member(instance.attributes(), "tags");
}

void sayKey(Record &record, const QString &key)
{
    if (key.isEmpty())
        return;
    record.fields.append({u"key_management"_s, key.contains("alias/aws/"_L1) ? u"provider"_s : u"cmk"_s});
    if (const auto arn = Arn::fromText(key); arn && arn->resource.startsWith("key/"_L1))
        record.fields.append({u"key"_s, Reference{arn->text()}});
}

void sayEncryption(Record &record, const json &attributes, const json &bucketRule)
{
    const json &byDefault = tfBlock(bucketRule, "apply_server_side_encryption_by_default");
    if (const QString algorithm = text(byDefault, "sse_algorithm"); !algorithm.isEmpty()) {
        record.fields.append({u"encryption_at_rest"_s, true});
        const QString key = text(byDefault, "kms_master_key_id");
        if (algorithm.startsWith("aws:kms"_L1) && !key.isEmpty())
            sayKey(record, key);
        else
            say(record, u"key_management"_s, u"provider"_s);
        return;
    }
    // DynamoDB encrypts without this block too, by a key of AWS's own that nobody names.
    if (const json &table = tfBlock(attributes, "server_side_encryption"); isTrue(member(table, "enabled"))) {
        record.fields.append({u"encryption_at_rest"_s, true});
        sayKey(record, text(table, "kms_key_arn"));
        return;
    }
    const QString key = firstText(attributes, {"kms_key_id", "kms_key_arn", "kms_master_key_id", "kms_key"});
    for (const char *name : {"storage_encrypted", "encrypted", "at_rest_encryption_enabled"}) {
        const QString flag = text(attributes, name);
        if (flag.isEmpty())
            continue;
        const bool encrypted = flag == "true"_L1;
        record.fields.append({u"encryption_at_rest"_s, encrypted});
        if (encrypted)
            sayKey(record, key);
        else
            say(record, u"key_management"_s, u"none"_s);
        break;
    }
    if (const json &flag = member(attributes, "transit_encryption_enabled"); flag.is_boolean())
        record.fields.append({u"encryption_in_transit"_s, flag.get<bool>()});
}

struct Attached
{
    const char *type;
    const char *principal; ///< attribute that names whose it is
    IamReader::List list;
};
/// Access rights that are resources of their own.
constexpr Attached inlinePolicies[] = {{"aws_iam_user_policy", "user", IamReader::List::Users},
                                       {"aws_iam_group_policy", "group", IamReader::List::Groups},
                                       {"aws_iam_role_policy", "role", IamReader::List::Roles}};
constexpr Attached attachments[] = {{"aws_iam_user_policy_attachment", "user", IamReader::List::Users},
                                    {"aws_iam_group_policy_attachment", "group", IamReader::List::Groups},
                                    {"aws_iam_role_policy_attachment", "role", IamReader::List::Roles},
                                    {"aws_iam_policy_attachment", "users", IamReader::List::Users},
                                    {"aws_iam_policy_attachment", "groups", IamReader::List::Groups},
                                    {"aws_iam_policy_attachment", "roles", IamReader::List::Roles}};

/// Resources that say themselves who else may use them, and where.
constexpr std::pair<const char *, const char *> ownPolicies[] = {{"aws_elasticsearch_domain", "access_policies"}, {"aws_opensearch_domain", "access_policies"},
                                                                 {"aws_s3_bucket", "policy"},                    {"aws_secretsmanager_secret", "policy"},
                                                                 {"aws_sns_topic", "policy"},                    {"aws_sqs_queue", "policy"}};

std::optional<IamReader::List> identityList(const QString &type)
{
    if (type == "aws_iam_user"_L1)
        return IamReader::List::Users;
    if (type == "aws_iam_group"_L1)
        return IamReader::List::Groups;
    if (type == "aws_iam_role"_L1)
        return IamReader::List::Roles;
    return std::nullopt;
}

const char *inlineListName(IamReader::List list)
{
    return list == IamReader::List::Users    ? "UserPolicyList"
           : list == IamReader::List::Groups ? "GroupPolicyList"
                                             : "RolePolicyList";
}

QString principalKey(IamReader::List list, const QString &name)
{
    return QString::number(static_cast<int>(list)) + u'/' + name;
}

} // namespace

json *TfReader::principal(IamReader::List list, const QString &name)
{
    const auto found = m_principals.find(principalKey(list, name));
    return found == m_principals.end() ? nullptr : &*found;
}

void TfReader::indexAws(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    if (const auto arn = arnOf(instance); arn && arn->account.size() == 12 && !m_accounts.contains(arn->account)) {
        m_accounts.append(arn->account);
        m_partition = arn->partition;
    }
    if (instance.type == "aws_s3_bucket_policy"_L1) {
        m_bucketPolicies[text(attributes, "bucket")].push_back(text(attributes, "policy").toStdString());
    } else if (instance.type == "aws_s3_bucket"_L1) {
        m_buckets.insert(text(attributes, "bucket"));
    } else if (instance.type == "aws_s3_bucket_server_side_encryption_configuration"_L1) {
        m_bucketEncryption.insert(text(attributes, "bucket"), tfBlock(attributes, "rule"));
    } else if (instance.type == "aws_sagemaker_endpoint_configuration"_L1 || instance.type == "aws_sagemaker_endpoint"_L1) {
        indexSageMaker(instance);
    } else if (instance.type == "aws_s3_bucket_replication_configuration"_L1) {
        for (const json *rule : elements(member(attributes, "rule"))) {
            const QString copy = text(tfBlock(*rule, "destination"), "bucket");
            if (text(*rule, "status") == "Enabled"_L1 && !copy.isEmpty() && !m_bucketCopies[text(attributes, "bucket")].contains(copy))
                m_bucketCopies[text(attributes, "bucket")].append(copy);
        }
    } else if (instance.type == "aws_launch_template"_L1) {
        indexLaunchTemplate(instance);
    } else if (instance.type == "aws_db_instance"_L1 || instance.type == "aws_rds_cluster"_L1 ||
               instance.type == "aws_db_instance_automated_backups_replication"_L1) {
        indexDatabase(instance);
    } else {
        indexAwsIdentity(instance);
    }
}

void TfReader::indexAwsIdentity(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    const QString arn = text(attributes, "arn");
    if (instance.type == "aws_iam_policy"_L1) {
        json item{{"Arn", arn.toStdString()}, {"DefaultVersionId", "v1"}};
        item["PolicyVersionList"] = json::array({{{"VersionId", "v1"},
                                                  {"IsDefaultVersion", true},
                                                  {"Document", text(attributes, "policy").toStdString()}}});
        m_iam.index(item, IamReader::List::Policies);
        m_policyDocuments.insert(arn, text(attributes, "policy"));
        return;
    }
    const auto list = identityList(instance.type);
    if (!list)
        return;
    const std::string name = text(attributes, "name").toStdString();
    json item{{"Arn", arn.toStdString()}, {"AttachedManagedPolicies", json::array()}};
    item[*list == IamReader::List::Users    ? "UserName"
         : *list == IamReader::List::Groups ? "GroupName"
                                            : "RoleName"] = name;
    item[inlineListName(*list)] = json::array();
    if (*list == IamReader::List::Roles)
        item["AssumeRolePolicyDocument"] = member(attributes, "assume_role_policy");
    if (const json &created = member(attributes, "create_date"); created.is_string())
        item["CreateDate"] = created;
    item["Tags"] = tagsOf(instance);
    for (const json *policy : elements(member(attributes, "inline_policy"))) {
        if (!text(*policy, "policy").isEmpty())
            item[inlineListName(*list)].push_back(
                {{"PolicyName", member(*policy, "name")}, {"PolicyDocument", member(*policy, "policy")}});
    }
    m_iam.index(item, *list);
    for (const QString &managed : texts(member(attributes, "managed_policy_arns")))
        item["AttachedManagedPolicies"].push_back(
            {{"PolicyArn", managed.toStdString()}, {"PolicyName", managed.section(u'/', -1).toStdString()}});
    m_principals.insert(principalKey(*list, QString::fromStdString(name)), std::move(item));
}

void TfReader::attach(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    // The principal's own attributes may repeat what these resources say.
    const auto add = [](json &list, const char *by, json &&entry) {
        for (const json &one : list) {
            if (member(one, by) == entry[by])
                return;
        }
        list.push_back(std::move(entry));
    };
    for (const Attached &row : inlinePolicies) {
        json *item = instance.type == QLatin1StringView(row.type) ? principal(row.list, text(attributes, row.principal))
                                                                  : nullptr;
        if (item)
            add((*item)[inlineListName(row.list)], "PolicyName",
                {{"PolicyName", member(attributes, "name")}, {"PolicyDocument", member(attributes, "policy")}});
    }
    for (const Attached &row : attachments) {
        if (instance.type != QLatin1StringView(row.type))
            continue;
        const std::string arn = text(attributes, "policy_arn").toStdString();
        for (const QString &name : texts(member(attributes, row.principal))) {
            if (json *item = principal(row.list, name))
                add((*item)["AttachedManagedPolicies"], "PolicyArn",
                    {{"PolicyArn", arn}, {"PolicyName", arn.substr(arn.rfind('/') + 1)}});
        }
    }
    const auto join = [this](const QString &user, const QString &group) {
        if (json *item = principal(IamReader::List::Users, user)) {
            (*item)["GroupList"].push_back(group.toStdString());
            // Other states may add to the list.
            (*item)["GroupListIsPartial"] = true;
        }
    };
    if (instance.type == "aws_iam_user_group_membership"_L1) {
        for (const QString &group : texts(member(attributes, "groups")))
            join(text(attributes, "user"), group);
    } else if (instance.type == "aws_iam_group_membership"_L1) {
        for (const QString &user : texts(member(attributes, "users")))
            join(user, text(attributes, "group"));
    }
}

/// An access right that is a resource of its own. Of a principal in the same state it is said with the principal.
bool TfReader::awsPolicyOf(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    bool known = false;
    int loose = 0;
    const auto sayGrants = [&](const QString &name, const QString &policy, const json &document, const QString &arn = {}) {
        const auto parsed = iamDocument(document);
        if (!parsed) {
            Access access{ownKey(instance) + u'#' + name, {}, name, {}, policy, {}, {}, {}};
            // What AWS's own well-known policies give stands in no state.
            if (const QString told = iamPrivilegeOfManaged(arn); !told.isEmpty())
                access.privilege = told;
            grant(instance, access);
            ++loose;
            return;
        }
        for (const IamStatement &statement : iamStatements(*parsed)) {
            for (qsizetype n = 0; n < std::max<qsizetype>(1, statement.resources.size()); ++n) {
                Record record =
                    started(instance, EntityKind::Grant,
                            ownKey(instance) + u'#' + name + u'#' + statement.label + u'#' + QString::number(n), {});
                record.name = name + u": "_s + policy;
                // The state does not tell the principal's full name: it may stand in another account's state.
                say(record, u"principal"_s, name);
                const QString resource = statement.resources.isEmpty() ? u"*"_s : statement.resources.at(n);
                say(record, u"resource"_s, resource);
                say(record, u"resource_kind"_s, iamResourceKind(resource, statement.actions));
                say(record, u"effect"_s, statement.allow ? u"allow"_s : u"deny"_s);
                say(record, u"privilege"_s, iamPrivilege(statement));
                record.fields.append({u"actions"_s, domain::ListValue{statement.actions, !statement.allActionsBut}});
                if (statement.conditions.isEmpty())
                    record.fields.append({u"conditions"_s, domain::Absent{}});
                else
                    say(record, u"conditions"_s, statement.conditions);
                record.fields.append({u"maximum"_s, true});
                record.fields.append({u"trust"_s, false});
                m_sink.entity(std::move(record));
                ++loose;
            }
        }
    };
    for (const Attached &row : inlinePolicies) {
        if (instance.type != QLatin1StringView(row.type))
            continue;
        known = true;
        const QString name = text(attributes, row.principal);
        if (!principal(row.list, name))
            sayGrants(name, text(attributes, "name"), member(attributes, "policy"));
    }
    for (const Attached &row : attachments) {
        if (instance.type != QLatin1StringView(row.type))
            continue;
        known = true;
        const QString arn = text(attributes, "policy_arn");
        for (const QString &name : texts(member(attributes, row.principal))) {
            if (!principal(row.list, name))
                sayGrants(name, arn.section(u'/', -1), json(m_policyDocuments.value(arn).toStdString()), arn);
        }
    }
    if (known && loose == 0)
        m_sink.ignored(u"read-with-principals"_s, u"%1 is read with its principal"_s.arg(instance.address));
    return known;
}

void TfReader::readAws(const TfInstance &instance)
{
    if (awsPolicyOf(instance))
        return;
    const auto arn = arnOf(instance);
    if (const auto list = identityList(instance.type)) {
        const json *item = principal(*list, text(instance.attributes(), "name"));
        if (item && arn)
            m_iam.read(*item, *list, instance.where);
        else if (m_planned)
            m_sink.ignored(u"not-there-yet"_s, u"%1 is only planned"_s.arg(instance.address));
        else
            m_sink.rejected(u"missing-arn"_s, instance.where + u"/arn"_s,
                            u"no ARN: the principal can't be told from others"_s);
        return;
    }
    if (instance.type == "aws_iam_policy"_L1) {
        m_sink.ignored(u"read-with-principals"_s,
                       u"%1 is read with those whom it is attached to"_s.arg(instance.address));
        return;
    }
    if (awsLoosePolicy(instance))
        return;
    if ((instance.type == "aws_kms_key"_L1 || instance.type == "aws_kms_external_key"_L1 || instance.type == "aws_kms_replica_key"_L1) && arn) {
        awsKey(instance, *arn);
        return;
    }
    if (instance.type == "aws_sagemaker_endpoint_configuration"_L1)
        return sageMakerConfiguration(instance, arn);
    if (instance.type == "aws_sagemaker_model"_L1)
        return sageMakerModel(instance, arn);
    if (bedrockModels(instance, arn))
        return;
    if (instance.type == "aws_eks_node_group"_L1)
        return eksNodeGroup(instance, arn);
    if (instance.type == "aws_db_instance_automated_backups_replication"_L1) {
        if (!sayCopiedDatabase(instance))
            passOver(instance);
        return;
    }
    const TfType *type = tfType(instance.type);
    if (!arn && !type) {
        passOver(instance);
        return;
    }
    awsSystem(instance, type, arn.value_or(Arn{}));
}

void TfReader::awsKey(const TfInstance &instance, const Arn &arn)
{
    Record record = started(instance, EntityKind::Key, arn.text(), u"arn"_s);
    record.name = firstText(instance.attributes(), {"description", "key_id"});
    const QString provider = awsProviderOfPartition(arn.partition);
    record.fields.append({u"provider"_s, Reference{provider}});
    const bool outside = !text(instance.attributes(), "xks_key_id").isEmpty();
    // A key of this type has its material from outside.
    const bool imported = instance.type == "aws_kms_external_key"_L1;
    say(record, u"custody"_s, awsKeyCustody(u"CUSTOMER"_s, outside ? u"EXTERNAL_KEY_STORE"_s : imported ? u"EXTERNAL"_s : u"AWS_KMS"_s));
    if (outside)
        record.fields.append({u"external"_s, true});
    else if (!text(instance.attributes(), "custom_key_store_id").isEmpty())
        record.fields.append({u"hsm"_s, true});
    if (isTrue(member(instance.attributes(), "enable_key_rotation"))) {
        const json &days = member(instance.attributes(), "rotation_period_in_days");
        const qint64 said = days.is_number_integer() ? days.get<qint64>() : 0;
        record.fields.append({u"rotation_days"_s, said > 0 ? said : qint64{365}});
    }
    if (!outside && !arn.region.isEmpty()) {
        record.places.append(awsPlace(arn.region, Facet::Keys));
        // A multi-region key may have replicas that other resources make; of each other's places both tell.
        const auto primary = Arn::fromText(text(instance.attributes(), "primary_key_arn"));
        if (primary && !primary->region.isEmpty() && primary->region != arn.region)
            record.places.append(awsPlace(primary->region, Facet::Keys));
        if (!primary && !isTrue(member(instance.attributes(), "multi_region")))
            record.completeFacets = Facet::Keys;
    }
    const Record owner = record;
    m_sink.entity(std::move(record));
    awsResourcePolicies(owner, arn, {text(instance.attributes(), "policy").toStdString()});
}

/// Who else may use a resource, where the resource is not in this state, or the right is one by itself.
bool TfReader::awsLoosePolicy(const TfInstance &instance)
{
    const json &attributes = instance.attributes();
    if (instance.type == "aws_s3_bucket_policy"_L1) {
        const QString bucket = text(attributes, "bucket");
        if (bucket.isEmpty() || m_buckets.contains(bucket))
            return false;
        Record owner;
        owner.kind = EntityKind::Workload;
        owner.mapping = m_mapping;
        owner.name = bucket;
        const Arn arn{m_partition, u"s3"_s, {}, {}, bucket};
        owner.key = arn.text();
        if (m_accounts.size() != 1)
            m_sink.ignored(u"account-unknown"_s, u"%1: the bucket %2 is in another state, and this one does not tell its account, so that nobody can say who is from "
                                                 "elsewhere; import the state that has the bucket, or AWS Config"_s.arg(instance.address, bucket));
        else if (awsResourcePolicies(owner, arn) == 0)
            m_sink.ignored(u"own-account"_s, u"%1 admits nobody from elsewhere"_s.arg(instance.address));
        return true;
    }
    if (instance.type != "aws_lambda_permission"_L1)
        return false;
    const QString principal = text(attributes, "principal");
    if (principal.isEmpty() || principal.endsWith(".amazonaws.com"_L1)) {
        m_sink.ignored(u"service"_s, u"%1 lets a service of AWS call the function"_s.arg(instance.address));
        return true;
    }
    const Arn own{m_partition, u"lambda"_s, {}, m_accounts.size() == 1 ? m_accounts.first() : QString(), {}};
    const IamPrincipal who = m_iam.principalOf(principal == "*"_L1 ? u"*"_s : u"AWS"_s, principal, own);
    Access access;
    access.key = ownKey(instance);
    access.identity = who.key;
    access.principal = principal;
    access.kind = who.kind;
    access.role = text(attributes, "action");
    access.resource = text(attributes, "function_name");
    if (const auto function = Arn::fromText(access.resource))
        access.workload = Arn{function->partition, function->service, function->region, function->account, function->resource.section(u':', 0, 1)}.text();
    QStringList conditions;
    for (const char *name : {"source_account", "source_arn", "principal_org_id", "event_source_token"}) {
        if (const QString value = text(attributes, name); !value.isEmpty())
            conditions.append(QLatin1StringView(name) + u" = "_s + value);
    }
    access.conditions = conditions.join(u", "_s);
    if (who.account.isEmpty() || !m_accounts.contains(who.account))
        m_iam.announce(who, principal);
    grant(instance, access);
    return true;
}

qint64 TfReader::awsResourcePolicies(const Record &owner, const Arn &arn, std::vector<std::string> documents)
{
    if (arn.service == "s3"_L1) {
        for (const std::string &one : m_bucketPolicies.value(arn.resource)) {
            if (std::find(documents.begin(), documents.end(), one) == documents.end())
                documents.push_back(one);
        }
    }
    std::erase(documents, std::string());
    const QString account = !arn.account.isEmpty()   ? arn.account
                            : m_accounts.size() == 1 ? m_accounts.first()
                                                     : QString();
    // Whether a principal is from elsewhere is known only where the owner's account is.
    if (documents.empty() || account.isEmpty())
        return 0;
    ResourcePolicies policies;
    policies.documents = std::move(documents);
    const qint64 before = m_tally.admitted;
    readResourcePolicies(policies, owner, account, m_iam, m_sink, m_tally);
    return m_tally.admitted - before;
}

void TfReader::awsSystem(const TfInstance &instance, const TfType *type, const Arn &arn)
{
    const json &attributes = instance.attributes();
    const bool named = !arn.service.isEmpty();
    Record record = workload(instance, type, named ? arn.text() : QString(), u"arn"_s);
    const ConfigType config = type ? configType(type->native) : ConfigType{};
    if (config.serviceModel)
        say(record, u"service_model"_s, QString::fromLatin1(config.serviceModel));
    const QString region = awsRegionOf(instance, arn);
    const QString partition = named ? arn.partition : awsPartitionOfRegion(region);
    const QString provider = awsProviderOfPartition(partition);
    record.fields.append({u"provider"_s, Reference{provider}});
    say(record, u"account"_s, arn.account);
    const bool machine = instance.type == "aws_instance"_L1;
    if (machine) {
        if (const QString id = text(attributes, "id"); id.startsWith("i-"_L1))
            record.aliases.append({u"instance"_s, partition + u'/' + id});
        record.fields.append({u"instance_count"_s, qint64{1}});
        const QString tenancy = text(attributes, "tenancy");
        say(record, u"tenancy"_s,
            tenancy == "default"_L1     ? (text(attributes, "outpost_arn").isEmpty() ? u"shared"_s : u"dedicated_hardware"_s) // a rack of its own
            : tenancy == "dedicated"_L1 ? u"dedicated_hardware"_s
            : tenancy == "host"_L1      ? u"dedicated_host"_s
                                        : QString());
        say(record, u"image"_s, text(attributes, "ami"));
        if (isTrue(member(tfBlock(attributes, "enclave_options"), "enabled")) ||
            text(tfBlock(attributes, "cpu_options"), "amd_sev_snp") == "enabled"_L1)
            record.fields.append({u"confidential_computing"_s, true});
    }
    QString instanceType = firstText(attributes, {"instance_class", "node_type"});
    if (type && instanceType.isEmpty())
        instanceType = text(attributes, "instance_type");
    say(record, u"instance_type"_s, instanceType);
    if (instance.type == "aws_sagemaker_endpoint"_L1)
        sageMakerEndpoint(instance, record);
    if (!(m_planned && text(attributes, "id").isEmpty()))
        say(record, u"state"_s, type ? firstText(attributes, {"instance_state", "status"}) : QString());

    const json none;
    const json *rule = &none;
    if (instance.type == "aws_s3_bucket"_L1) {
        const auto own = m_bucketEncryption.constFind(text(attributes, "bucket"));
        rule = own != m_bucketEncryption.constEnd()
                   ? &*own
                   : &tfBlock(tfBlock(attributes, "server_side_encryption_configuration"), "rule");
    }
    if (type)
        sayEncryption(record, attributes, *rule);
    if (const json &days = member(attributes, "backup_retention_period"); type && days.is_number())
        record.fields.append({u"backup"_s, days.get<double>() > 0});
    applyAwsTags(awsTags(tagsOf(instance)), record);

    const int facets = Facet::Hosting | (config.processes ? Facet::Processing : 0);
    const auto outpost = Arn::fromText(text(attributes, "outpost_arn"));
    if (outpost) {
        // It stands at the customer's site, not in the region that controls it.
        say(record, u"deployment_type"_s, u"onprem"_s);
        Record site;
        site.kind = EntityKind::Location;
        site.key = outpost->text();
        site.name = outpost->lastPart();
        site.mapping = m_mapping;
        site.aliases.append({u"arn"_s, site.key});
        site.fields.append({u"site_kind"_s, u"outpost"_s});
        site.fields.append({u"provider"_s, Reference{provider}});
        domain::Place place;
        place.facets = facets;
        place.site = site.key;
        record.places.append(place);
        record.completeFacets = facets;
        if (!outpost->region.isEmpty())
            record.places.append(awsPlace(outpost->region, Facet::ControlPlane));
        m_sink.entity(std::move(site));
    } else if (!region.isEmpty()) {
        record.places.append(awsPlace(region, facets));
        record.completeFacets = facets;
    }
    sayAwsCopies(instance, region, record);
    if (instance.type == "aws_s3_bucket"_L1) {
        for (const QString &copy : m_bucketCopies.value(text(attributes, "bucket"))) {
            // In which region a copy is kept only its own bucket tells.
            domain::Place place;
            place.facets = Facet::Backup;
            place.site = copy;
            record.places.append(place);
        }
    }
    if (instance.type == "aws_bedrockagent_agent"_L1 && named)
        awsAgent(attributes, arn, record);
    const Record owner = record;
    m_sink.entity(std::move(record));
    std::vector<std::string> documents;
    for (const auto &[resource, policy] : ownPolicies) {
        if (instance.type == QLatin1StringView(resource))
            documents.push_back(text(attributes, policy).toStdString());
    }
    awsResourcePolicies(owner, arn, std::move(documents));
    sayCopiedDatabase(instance);
}

/// The agent acts on its own, and calls a model.
void TfReader::awsAgent(const json &attributes, const Arn &arn, Record &record)
{
    if (const QString name = text(attributes, "agent_name"); !name.isEmpty())
        record.name = name;
    json agent{{"agentName", record.name.toStdString()}};
    for (const auto &[written, told] : {std::pair("agent_resource_role_arn", "agentResourceRoleArn"), std::pair("foundation_model", "foundationModel")}) {
        if (const QString value = text(attributes, written); !value.isEmpty())
            agent[told] = value.toStdString();
    }
    BedrockAgent told = bedrockAgent(agent, arn, m_mapping);
    if (!told.model.isEmpty())
        record.fields.append({u"models"_s, domain::ListValue{{told.model}, false}});
    if (told.anyRegion) {
        for (domain::Place &place : record.places)
            place.facets &= ~Facet::Processing;
        record.completeFacets &= ~Facet::Processing;
    }
    for (Record &one : told.records)
        m_sink.entity(std::move(one));
}

} // namespace importers
