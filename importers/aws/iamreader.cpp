// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/iamreader.h"

#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr qsizetype MostRecent = 256;

/// What a statement says of a right, whoever holds it and whatever it is on.
void sayStatement(Record &grant, const IamStatement &statement, bool trust)
{
    say(grant, u"effect"_s, statement.allow ? u"allow"_s : u"deny"_s);
    grant.fields.append({u"actions"_s, domain::ListValue{statement.actions, !statement.allActionsBut}});
    if (statement.conditions.isEmpty())
        grant.fields.append({u"conditions"_s, domain::Absent{}});
    else
        say(grant, u"conditions"_s, statement.conditions);
    if (statement.needsMfa && statement.allow)
        grant.fields.append({u"mfa"_s, true});
    grant.fields.append({u"maximum"_s, true});
    grant.fields.append({u"trust"_s, trust});
}

void sayDay(Record &record, const QString &attr, const json &value)
{
    if (const auto day = awsDay(value))
        record.fields.append({attr, qint64{*day}});
}

QString inAccount(const QString &account, const QString &name)
{
    return account + u'/' + name;
}

} // namespace

void IamReader::index(const json &item, List list)
{
    m_indexed.at(static_cast<std::size_t>(list)) = true;
    if (list == List::Policies) {
        indexPolicy(item);
        return;
    }
    const auto arn = Arn::fromText(text(item, "Arn"));
    if (!arn)
        return;
    m_listed.insert(arn->text());
    for (const json *policy : elements(member(item, "AttachedManagedPolicies")))
        m_attached.insert(text(*policy, "PolicyArn").trimmed());
    const QString group = text(item, "GroupName");
    if (list == List::Groups && !group.isEmpty())
        m_groups.insert(inAccount(arn->account, group), arn->text());
    const QString role = text(item, "RoleName");
    if (list == List::Roles && !role.isEmpty() && arn->resource != u"role/"_s + role)
        m_roles.insert(inAccount(arn->account, role), arn->text());
}

void IamReader::indexPolicy(const json &item)
{
    const QString arn = text(item, "Arn").trimmed();
    QByteArray written;
    const QString wanted = text(item, "DefaultVersionId");
    for (const json *version : elements(member(item, "PolicyVersionList"))) {
        const bool isDefault = isTrue(member(*version, "IsDefaultVersion")) ||
                               (!wanted.isEmpty() && text(*version, "VersionId") == wanted);
        if (!isDefault)
            continue;
        json held;
        if (const json *document = iamDocument(member(*version, "Document"), held))
            written = QByteArray::fromStdString(document->dump(-1, ' ', false, json::error_handler_t::replace));
        break;
    }
    if (!arn.isEmpty() && !written.isEmpty())
        m_policies.insert(arn.toUtf8(), written);
}

const IamReader::Statements *IamReader::statementsOf(const QString &policyArn) const
{
    if (const auto recent = m_recent.constFind(policyArn); recent != m_recent.constEnd())
        return &*recent;
    const auto known = m_policies.constFind(policyArn.toUtf8());
    if (known == m_policies.constEnd())
        return nullptr;
    if (m_recent.size() >= MostRecent)
        m_recent.clear();
    return &*m_recent.insert(policyArn, iamStatements(json::parse(known->cbegin(), known->cend(), nullptr, false)));
}

/// The ARN of a session names its role without the path; empty: no role of this file.
QString IamReader::roleOfSession(const Arn &session) const
{
    const QString name = session.resource.section(u'/', 1, 1);
    if (const QString known = m_roles.value(inAccount(session.account, name)); !known.isEmpty())
        return known;
    const QString plain = Arn{session.partition, u"iam"_s, {}, session.account, u"role/"_s + name}.text();
    return m_listed.contains(plain) ? plain : QString();
}

void IamReader::read(const json &item, List list, const QString &where)
{
    if (list == List::Policies)
        policy(item);
    else
        identity(item, list, where);
}

/// Bedrock takes roles for agents, and others for knowledge bases, for jobs of customization and of batch inference, and for its log: the
/// agents' say so in the condition, or in the name that Bedrock's console gives them.
bool IamReader::isForAgents(const json &item, const IamStatement &statement)
{
    return statement.conditions.contains(":agent/"_L1) || text(item, "RoleName").startsWith("AmazonBedrockExecutionRoleForAgents"_L1);
}

/// An agent is told by who may take the role, or by a tag.
QString IamReader::roleKind(const json &item, const std::optional<Statements> &trust)
{
    for (const Tag &tag : awsTags(member(item, "Tags"))) {
        const QString name = tag.key.toLower();
        const QString value = tag.value.toLower();
        if (((name == "agent"_L1 || name == "ai-agent"_L1) && value != "false"_L1 && value != "no"_L1) ||
            ((name == "kind"_L1 || name == "type"_L1 || name == "identity-kind"_L1) && value == "agent"_L1))
            return u"agent"_s;
    }
    if (trust) {
        for (const IamStatement &statement : *trust) {
            for (const auto &[type, value] : statement.principals) {
                if (!statement.allow || type != "Service"_L1)
                    continue;
                if (value == "bedrock-agentcore.amazonaws.com"_L1 || (value == "bedrock.amazonaws.com"_L1 && isForAgents(item, statement)))
                    return u"agent"_s;
            }
        }
    }
    return u"role"_s;
}

std::vector<IamReader::Inline> IamReader::inlineOf(const json &item, const char *list)
{
    std::vector<Inline> found;
    json held;
    for (const json *entry : elements(member(item, list))) {
        Inline one{text(*entry, "PolicyName"), {}};
        if (const json *document = iamDocument(member(*entry, "PolicyDocument"), held))
            one.statements = iamStatements(*document);
        found.push_back(std::move(one));
    }
    return found;
}

void IamReader::identity(const json &item, List list, const QString &where)
{
    const auto arn = Arn::fromText(text(item, "Arn"));
    if (!arn) {
        m_sink.rejected(u"missing-arn"_s, where + u"/Arn"_s, u"no ARN: the principal can't be told from others"_s);
        return;
    }
    const bool isUser = list == List::Users;
    const bool isRole = list == List::Roles;
    // A user may be a person or a machine: only a password that was used tells.
    const QString user = awsDay(member(item, "PasswordLastUsed")) ? u"human"_s : QString();
    std::optional<Statements> mayTake;
    json held;
    if (const json *document = isRole ? iamDocument(member(item, "AssumeRolePolicyDocument"), held) : nullptr)
        mayTake = iamStatements(*document);
    const QString kind = isUser ? user : isRole ? roleKind(item, mayTake) : u"group"_s;
    const char *inlineList = isUser ? "UserPolicyList" : isRole ? "RolePolicyList" : "GroupPolicyList";
    const std::vector<Inline> policies = inlineOf(item, inlineList);

    Record record;
    record.kind = EntityKind::Identity;
    record.key = arn->text();
    record.name = text(item, isUser ? "UserName" : isRole ? "RoleName" : "GroupName");
    record.aliases.append({u"arn"_s, record.key});
    record.mapping = m_mapping;
    // Shorter listings of the same principals tell less of them.
    record.whole = item.contains("AttachedManagedPolicies");
    say(record, u"kind"_s, kind);
    say(record, u"account"_s, arn->account);
    record.fields.append({u"provider"_s, Reference{awsProviderOfPartition(arn->partition)}});
    record.fields.append({u"external"_s, false});
    sayDay(record, u"created_at"_s, member(item, "CreateDate"));
    if (isRole) {
        record.fields.append({u"credential_type"_s, u"short_lived"_s});
        sayDay(record, u"last_used_at"_s, member(member(item, "RoleLastUsed"), "LastUsedDate"));
    }
    if (isUser)
        sayDay(record, u"last_used_at"_s, member(item, "PasswordLastUsed"));
    const RolePower power = isRole ? powerOf(item, policies) : RolePower{};
    say(record, u"privilege"_s, power.privilege);
    if (item.contains("GroupList")) {
        domain::ListValue groups;
        groups.complete = !isTrue(member(item, "GroupListIsPartial"));
        for (const QString &name : texts(member(item, "GroupList"))) {
            Arn group = *arn;
            group.resource = u"group/"_s + name;
            groups.items.append(m_groups.value(inAccount(arn->account, name), group.text()));
        }
        record.fields.append({u"member_of"_s, groups});
    }
    const QString owner = awsTagValue(awsTags(member(item, "Tags")), u"owner"_s).trimmed();
    say(record, u"owner"_s, owner);
    m_sink.entity(std::move(record));

    grants(item, *arn, kind, inlineList, policies, where);
    if (isRole)
        trust(item, *arn, power, mayTake, where);
}

/// The highest that the role's policies give. A policy without its text might give more than the others, unless these give all.
IamReader::RolePower IamReader::powerOf(const json &item, const std::vector<Inline> &policies) const
{
    RolePower power;
    QStringList privileges;
    QStringList missing;
    const auto note = [&privileges](const std::vector<IamStatement> &statements) {
        for (const IamStatement &statement : statements) {
            if (statement.allow)
                privileges.append(iamPrivilege(statement));
        }
    };
    for (const Inline &policy : policies) {
        if (policy.statements)
            note(*policy.statements);
        else
            missing.append(policy.name);
    }
    for (const json *entry : elements(member(item, "AttachedManagedPolicies"))) {
        const QString policyArn = text(*entry, "PolicyArn").trimmed();
        if (const Statements *statements = statementsOf(policyArn))
            note(*statements);
        else if (const QString told = iamPrivilegeOfManaged(policyArn); !told.isEmpty())
            privileges.append(told);
        else
            missing.append(policyArn);
    }
    const QString highest = highestPrivilege(privileges);
    if (!item.contains("AttachedManagedPolicies") && !item.contains("RolePolicyList"))
        power.unknown = u"this listing does not tell the policies of the role"_s;
    else if (!missing.isEmpty() && highest != "admin"_L1)
        power.unknown = u"the text of %1 is not in the export"_s.arg(missing.join(u", "_s));
    else if (highest.isEmpty())
        power.unknown = u"no policy of the role allows anything; policies of resources may"_s;
    else
        power.privilege = highest;
    return power;
}

void IamReader::grants(const json &item, const Arn &arn, const QString &kind, const char *inlineList, const std::vector<Inline> &policies,
                       const QString &where)
{
    for (const Inline &policy : policies) {
        if (!policy.statements) {
            m_sink.diagnostic(
                {u"policy-unreadable"_s, domain::DiagnosticLevel::Warning, where + u'/' + QLatin1String(inlineList),
                 u"%1: the policy is neither JSON nor URL-encoded JSON; its grants are not known"_s.arg(policy.name)});
            continue;
        }
        policyGrants(arn, kind, policy.name, *policy.statements);
    }
    for (const json *entry : elements(member(item, "AttachedManagedPolicies"))) {
        const QString policyArn = text(*entry, "PolicyArn").trimmed();
        if (const Statements *statements = statementsOf(policyArn))
            policyGrants(arn, kind, policyArn, *statements);
        else if (!policyArn.isEmpty())
            attachedUnknown(arn, kind, policyArn, where);
    }
}

void IamReader::policyGrants(const Arn &arn, const QString &kind, const QString &policy, const Statements &statements)
{
    const QString owner = arn.text();
    for (const IamStatement &statement : statements) {
        const QString privilege = iamPrivilege(statement);
        const QStringList resources = statement.resources.isEmpty() ? QStringList(u"*"_s) : statement.resources;
        for (qsizetype n = 0; n < resources.size(); ++n) {
            const QString &resource = resources.at(n);
            Record grant;
            grant.kind = EntityKind::Grant;
            grant.key = owner + u'#' + policy + u'#' + statement.label + u'#' + QString::number(n);
            grant.name = arn.lastPart() + u": "_s + (policy.startsWith("arn:"_L1) ? policy.section(u'/', -1) : policy);
            grant.mapping = m_mapping;
            grant.fields.append({u"identity"_s, Reference{owner}});
            say(grant, u"principal"_s, owner);
            say(grant, u"principal_type"_s, kind);
            say(grant, u"resource"_s, resource);
            say(grant, u"resource_kind"_s, iamResourceKind(resource, statement.actions));
            say(grant, u"privilege"_s, privilege);
            sayStatement(grant, statement, false);
            const auto target = Arn::fromText(resource);
            if (target && !resource.contains(u'*') && !resource.contains(u'?') && !resource.contains(u'$')) {
                // Only whole ARNs are references; what a pattern covers is not decided here.
                if (target->service == "bedrock"_L1)
                    grant.fields.append({u"model"_s, Reference{resource.trimmed()}});
                else if (target->service == "ec2"_L1 || target->service == "s3"_L1 || target->service == "rds"_L1 ||
                         target->service == "dynamodb"_L1 || target->service == "lambda"_L1 ||
                         target->service == "sagemaker"_L1)
                    grant.fields.append({u"workload"_s, Reference{resource.trimmed()}});
            }
            m_sink.entity(std::move(grant));
        }
    }
}

/// A managed policy whose text is not in the file: the access exists, its extent shows only in the well-known names.
void IamReader::attachedUnknown(const Arn &arn, const QString &kind, const QString &policyArn, const QString &where)
{
    const QString name = policyArn.section(u'/', -1);
    Record grant;
    grant.kind = EntityKind::Grant;
    grant.key = arn.text() + u'#' + policyArn + u"#attached#0"_s;
    grant.name = arn.lastPart() + u": "_s + name;
    grant.mapping = m_mapping;
    grant.fields.append({u"identity"_s, Reference{arn.text()}});
    say(grant, u"principal"_s, arn.text());
    say(grant, u"principal_type"_s, kind);
    // The actions stay unsaid, so that the policy's text may come from another export and nothing stands against it;
    // the name tells the policy.
    say(grant, u"effect"_s, u"allow"_s);
    say(grant, u"privilege"_s, iamPrivilegeOfManaged(policyArn));
    grant.fields.append({u"maximum"_s, true});
    grant.fields.append({u"trust"_s, false});
    m_sink.entity(std::move(grant));
    m_sink.diagnostic({u"policy-text-missing"_s, domain::DiagnosticLevel::Info, where,
                       u"the text of %1 is not in this file"_s.arg(policyArn)});
}

IamPrincipal IamReader::principalOf(const QString &type, const QString &value, const Arn &owner) const
{
    IamPrincipal result;
    if (type == "*"_L1 || type == "NOT"_L1) {
        result.key = type == "*"_L1 ? u"aws-principal/*"_s : u"aws-principal/"_s + value;
        result.kind = u"public"_s;
        result.external = true;
        return result;
    }
    if (type == "Service"_L1) {
        // The services of another provider's partition are that provider's.
        result.provider = awsProviderOfPartition(owner.partition);
        result.key = result.provider + u"-principal/"_s + value;
        result.kind = u"service"_s;
        return result;
    }
    if (type == "Federated"_L1) {
        const auto arn = Arn::fromText(value);
        result.key = arn ? arn->text() : u"aws-principal/"_s + value;
        result.kind = u"federated"_s;
        if (arn)
            result.account = arn->account;
        // A web identity provider is another organisation; a SAML provider of the own account need not be.
        if (!arn || (!arn->account.isEmpty() && arn->account != owner.account))
            result.external = true;
        return result;
    }
    static const QRegularExpression accountId(u"^\\d{12}$"_s);
    if (type == "CanonicalUser"_L1) {
        result.key = u"aws-principal/"_s + value;
        result.kind = u"account"_s;
        return result;
    }
    if (accountId.match(value).hasMatch()) {
        result.key = Arn{owner.partition, u"iam"_s, {}, value, u"root"_s}.text();
        result.kind = u"account"_s;
        result.account = value;
        result.external = value != owner.account;
        return result;
    }
    const auto arn = Arn::fromText(value);
    if (!arn) {
        // Left over from a deleted principal: AIDA... a user, AROA... a owner.
        result.key = u"aws-principal/"_s + value;
        result.kind = value.startsWith("AROA"_L1) ? u"role"_s : QString();
        return result;
    }
    result.account = arn->account;
    result.external = arn->account != owner.account;
    result.key = arn->text();
    if (arn->resource == "root"_L1)
        result.kind = u"account"_s;
    else if (arn->service == "sts"_L1 && arn->resource.startsWith("assumed-role/"_L1)) {
        result.kind = u"role"_s;
        // A session stands for its owner.
        const QString own = roleOfSession(*arn);
        if (!*result.external && !own.isEmpty())
            result.key = own;
    } else if (arn->resource.startsWith("role/"_L1))
        result.kind = u"role"_s;
    else if (arn->resource.startsWith("federated-user/"_L1))
        result.kind = u"federated"_s;
    result.listed = m_listed.contains(result.key);
    return result;
}

void IamReader::announce(const IamPrincipal &principal, const QString &name)
{
    if (principal.listed || m_announced.contains(principal.key))
        return;
    m_announced.insert(principal.key);
    Record record;
    record.kind = EntityKind::Identity;
    record.key = principal.key;
    record.name = name;
    record.mapping = m_mapping;
    if (principal.key.startsWith("arn:"_L1))
        record.aliases.append({u"arn"_s, principal.key});
    say(record, u"kind"_s, principal.kind);
    say(record, u"account"_s, principal.account);
    if (principal.external)
        record.fields.append({u"external"_s, *principal.external});
    if (!principal.provider.isEmpty())
        record.fields.append({u"provider"_s, Reference{principal.provider}});
    m_sink.entity(std::move(record));
}

void IamReader::trust(const json &item, const Arn &role, const RolePower &power, const std::optional<Statements> &statements, const QString &where)
{
    if (!statements) {
        if (!member(item, "AssumeRolePolicyDocument").is_null())
            m_sink.diagnostic(
                {u"policy-unreadable"_s, domain::DiagnosticLevel::Warning, where + u"/AssumeRolePolicyDocument"_s,
                 u"%1: the policy is neither JSON nor URL-encoded JSON; who may take the role is not known"_s.arg(
                     role.text())});
        return;
    }
    const QString target = role.text();
    for (const IamStatement &statement : *statements) {
        int n = 0;
        for (const auto &[type, value] : statement.principals) {
            const IamPrincipal principal = principalOf(type, value, role);
            const QString shown = principal.shown(value);
            announce(principal, value);
            Record grant;
            grant.kind = EntityKind::Grant;
            grant.key = target + u"#trust#"_s + statement.label + u'#' + QString::number(n++);
            grant.name = shown + u" -> "_s + role.lastPart();
            grant.mapping = m_mapping;
            grant.fields.append({u"identity"_s, Reference{principal.key}});
            say(grant, u"principal"_s, shown);
            say(grant, u"principal_type"_s, principal.kind);
            say(grant, u"resource"_s, target);
            sayStatement(grant, statement, true);
            if (letsTakeRole(statement)) {
                // Who takes the role has what the role may at most, which the role itself tells.
                grant.fields.append({u"role"_s, Reference{target}});
                if (!power.unknown.isEmpty())
                    say(grant, u"description"_s, u"What taking the role allows is not known: "_s + power.unknown);
            }
            m_sink.entity(std::move(grant));
        }
    }
}

void IamReader::policy(const json &item)
{
    const QString arn = text(item, "Arn").trimmed();
    if (m_attached.contains(arn))
        m_sink.ignored(u"read-with-principals"_s, arn);
    else if (text(item, "AttachmentCount").toInt() > 0)
        m_sink.ignored(u"policy-principals-elsewhere"_s,
                       u"%1 is attached to principals of another file: import them in one export"_s.arg(arn));
    else
        m_sink.ignored(u"policy-not-attached"_s, arn);
}

} // namespace importers
