// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/resourcepolicy.h"

#include "importers/aws/configiam.h"
#include "importers/aws/iampolicy.h"
#include "importers/aws/iamreader.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;
using Ref = importers::JsonTree::Ref;

namespace importers {
namespace {

/// A policy may be an object, JSON, or JSON in a JSON text.
void keepDocument(ResourcePolicies &kept, Ref value)
{
    if (value.isString() && value.text().size() > 2 && value.text() != "null")
        kept.documents.emplace_back(value.text());
    else if (value.isObject())
        kept.documents.push_back(configJson(value).dump(-1, ' ', false, json::error_handler_t::replace));
}

bool isOn(Ref block, std::string_view small, std::string_view capital)
{
    const Ref one = block.member(block.contains(small) ? small : capital);
    return one.isTrue() || (one.isString() && one.text() == "true");
}

/// Most lists name the owner alone.
bool namesOthers(std::string_view list)
{
    const std::size_t first = list.find("ermission");
    return list.find("AllUsers") != std::string_view::npos ||
           list.find("AuthenticatedUsers") != std::string_view::npos ||
           (first != std::string_view::npos && list.find("ermission", first + 1) != std::string_view::npos);
}

std::optional<json> unwrapped(const std::string &text)
{
    json value = json::parse(text, nullptr, false);
    for (int i = 0; i < 2 && value.is_string(); ++i)
        value = json::parse(value.get<std::string>(), nullptr, false);
    if (!value.is_object())
        return iamDocument(json(text));
    return value;
}

/// Whom conditions leave of a principal that names everybody: accounts and organisations. Nothing: they don't say.
QStringList limitedTo(const QString &conditions)
{
    const QByteArray bytes = conditions.toUtf8();
    const json all = json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    QStringList left;
    if (!all.is_object())
        return left;
    static const QRegularExpression account(u"^(?:\\d{12}|o-[a-z0-9]+)$"_s);
    for (const auto &[operation, keys] : all.items()) {
        const QString op = QString::fromStdString(operation).toLower();
        // The forms with IfExists and those with Not let others pass.
        if (!keys.is_object() || (op != "stringequals"_L1 && op != "stringequalsignorecase"_L1 &&
                                  op != "stringlike"_L1 && op != "arnequals"_L1 && op != "arnlike"_L1))
            continue;
        for (const auto &[name, value] : keys.items()) {
            const QString key = QString::fromStdString(name).toLower();
            const bool direct = key == "aws:sourceaccount"_L1 || key == "aws:sourceowner"_L1 ||
                                key == "kms:calleraccount"_L1 || key == "aws:principalaccount"_L1 ||
                                key == "aws:principalorgid"_L1 || key == "aws:sourceorgid"_L1;
            const bool byArn = key == "aws:sourcearn"_L1 || key == "aws:principalarn"_L1;
            if (!direct && !byArn)
                continue;
            QStringList here;
            for (const QString &text : texts(value)) {
                const auto arn = byArn ? Arn::fromText(text) : std::nullopt;
                here.append(arn ? arn->account : text);
            }
            const bool certain = !here.isEmpty() && std::all_of(here.cbegin(), here.cend(), [](const QString &one) {
                return account.match(one).hasMatch();
            });
            if (certain)
                return here;
        }
    }
    return left;
}

struct Target
{
    const Record &owner;
    Arn arn; ///< with the account, which a bucket's own lacks
    IamReader &reader;
    domain::RecordSink &sink;
    PolicyTally &tally;
};

void emitGrant(const Target &target, const IamPrincipal &principal, const QString &name, const QString &place,
               const IamStatement &statement)
{
    Record grant;
    grant.kind = EntityKind::Grant;
    grant.key = target.owner.key + place;
    grant.name = name + u" -> "_s + target.owner.name;
    grant.mapping = target.owner.mapping;
    const auto say = [&grant](const QString &attr, const QString &value) {
        if (!value.isEmpty())
            grant.fields.append({attr, value});
    };
    grant.fields.append({u"identity"_s, Reference{principal.key}});
    say(u"principal"_s, name);
    say(u"principal_type"_s, principal.kind);
    if (target.owner.kind == EntityKind::Workload)
        grant.fields.append({u"workload"_s, Reference{target.owner.key}});
    say(u"resource"_s, target.owner.key);
    say(u"resource_kind"_s, iamResourceKind(target.owner.key, statement.actions));
    say(u"effect"_s, u"allow"_s);
    say(u"privilege"_s, iamPrivilege(statement));
    grant.fields.append({u"actions"_s, domain::ListValue{statement.actions, !statement.allActionsBut}});
    if (statement.conditions.isEmpty())
        grant.fields.append({u"conditions"_s, domain::Absent{}});
    else
        say(u"conditions"_s, statement.conditions);
    if (statement.needsMfa)
        grant.fields.append({u"mfa"_s, true});
    grant.fields.append({u"maximum"_s, true});
    grant.fields.append({u"trust"_s, false});
    target.sink.entity(std::move(grant));
    ++target.tally.admitted;
}

bool isOwnAccount(const IamPrincipal &principal, const Arn &owner)
{
    return principal.kind == "account"_L1 && !principal.account.isEmpty() && principal.account == owner.account;
}

void admit(const Target &target, const QString &type, const QString &value, const IamStatement &statement,
           const QString &place, bool cutOff)
{
    if (type == "Service"_L1) {
        ++target.tally.services;
        return;
    }
    IamPrincipal principal = target.reader.principalOf(type, value, target.arn);
    if (principal.kind == "public"_L1) {
        const QStringList left = limitedTo(statement.conditions);
        int n = 0;
        for (const QString &one : left) {
            if (one == target.arn.account) {
                ++target.tally.ownAccount;
            } else if (one.startsWith("o-"_L1)) {
                IamPrincipal organisation;
                organisation.key = u"aws-principal/"_s + one;
                organisation.kind = u"account"_s;
                target.reader.announce(organisation, one);
                emitGrant(target, organisation, one, place + u'.' + QString::number(n), statement);
            } else {
                const IamPrincipal account = target.reader.principalOf(u"AWS"_s, one, target.arn);
                target.reader.announce(account, one);
                emitGrant(target, account, account.shown(one), place + u'.' + QString::number(n), statement);
            }
            ++n;
        }
        if (!left.isEmpty())
            return;
        if (cutOff) {
            ++target.tally.cutOff;
            return;
        }
    }
    if (isOwnAccount(principal, target.arn)) {
        ++target.tally.ownAccount;
        return;
    }
    // Who belongs to the account is told of by IAM's own items.
    if (principal.account != target.arn.account || principal.account.isEmpty())
        target.reader.announce(principal, value);
    emitGrant(target, principal, principal.shown(value), place, statement);
}

/// "Deny *" while the connection is not encrypted: the usual way to demand it.
bool demandsTls(const IamStatement &statement)
{
    const bool everybody = std::any_of(statement.principals.cbegin(), statement.principals.cend(),
                                       [](const auto &one) { return one.first == "*"_L1; });
    const QByteArray text = statement.conditions.toLower().toUtf8();
    const json conditions = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (statement.allow || !everybody || !conditions.is_object() || conditions.size() != 1)
        return false;
    const json &keys = member(conditions, "bool");
    return keys.is_object() && keys.size() == 1 &&
           texts(member(keys, "aws:securetransport")) == QStringList(u"false"_s) &&
           std::any_of(statement.actions.cbegin(), statement.actions.cend(),
                       [](const QString &action) { return action == "*"_L1 || action.endsWith(":*"_L1); });
}

void readAccessList(const ResourcePolicies &policies, const Target &target)
{
    const auto list = unwrapped(policies.accessList);
    if (!list)
        return;
    const QString own = text(member(*list, "owner"), "id");
    int n = 0;
    for (const json *entry : elements(member(*list, "grantList"))) {
        const json &grantee = member(*entry, "grantee");
        const QString group = text(grantee);
        const QString canonical = text(grantee, "id");
        const QString permission = text(*entry, "permission");
        const QString place = u"#acl#"_s + QString::number(n++);
        IamStatement statement;
        statement.actions = {u"s3:acl:"_s + permission};
        if (permission == "Read"_L1)
            statement.actions = {u"s3:GetObject"_s, u"s3:ListBucket"_s};
        else if (permission == "Write"_L1)
            statement.actions = {u"s3:PutObject"_s, u"s3:DeleteObject"_s};
        else if (permission == "ReadAcp"_L1)
            statement.actions = {u"s3:GetBucketAcl"_s};
        else if (permission == "WriteAcp"_L1)
            statement.actions = {u"s3:PutBucketAcl"_s};
        else if (permission == "FullControl"_L1)
            statement.actions = {u"s3:*"_s};
        if (group == "AllUsers"_L1 || group == "AuthenticatedUsers"_L1) {
            if (policies.publicListIgnored)
                ++target.tally.cutOff;
            else
                admit(target, u"*"_s, u"*"_s, statement, place, false);
        } else if (!canonical.isEmpty() && canonical != own && !own.isEmpty()) {
            admit(target, u"CanonicalUser"_s, canonical, statement, place, false);
        }
    }
}

} // namespace

std::unique_ptr<ResourcePolicies> resourcePoliciesOf(Ref item, std::string_view type)
{
    // The most frequent types have none.
    if (type.starts_with("AWS::EC2::") || type.starts_with("AWS::RDS::"))
        return nullptr;
    const Ref config = item.member("configuration");
    const Ref supplementary = item.member("supplementaryConfiguration");
    ResourcePolicies kept;
    if (type == "AWS::S3::Bucket") {
        keepDocument(kept, supplementary.member("BucketPolicy").structured().member("policyText"));
        const Ref list = supplementary.member("AccessControlList");
        if (list.isString() && namesOthers(list.text()))
            kept.accessList = list.text();
        if (!kept.documents.empty() || !kept.accessList.empty()) {
            const Ref block = supplementary.member("PublicAccessBlockConfiguration").structured();
            kept.publicCutOff = isOn(block, "restrictPublicBuckets", "RestrictPublicBuckets");
            kept.publicListIgnored = isOn(block, "ignorePublicAcls", "IgnorePublicAcls");
        }
    } else {
        keepDocument(kept, supplementary.member("Policy"));
        for (const std::string_view name :
             {"AccessPolicies", "AccessPolicy", "FileSystemPolicy", "KeyPolicy", "Policy", "RepositoryPolicyText",
              "accessPolicies", "fileSystemPolicy", "keyPolicy", "policy", "repositoryPolicyText"})
            keepDocument(kept, config.member(name));
    }
    if (kept.documents.empty() && kept.accessList.empty())
        return nullptr;
    return std::make_unique<ResourcePolicies>(std::move(kept));
}

PolicyReading readResourcePolicies(const ResourcePolicies &policies, const Record &owner, const QString &account,
                                   IamReader &reader, domain::RecordSink &sink, PolicyTally &tally)
{
    PolicyReading reading;
    auto arn = Arn::fromText(owner.key);
    if (!arn)
        return reading;
    if (arn->account.isEmpty())
        arn->account = account;
    const Target target{owner, *arn, reader, sink, tally};
    int document = 0;
    for (const std::string &text : policies.documents) {
        const auto policy = unwrapped(text);
        const QString place = document == 0 ? u"#policy#"_s : u"#policy%1#"_s.arg(document + 1);
        ++document;
        if (!policy) {
            ++reading.unreadable;
            continue;
        }
        for (const IamStatement &statement : iamStatements(*policy)) {
            if (!statement.allow) {
                reading.demandsTls = reading.demandsTls || demandsTls(statement);
                ++tally.denials;
                continue;
            }
            int n = 0;
            for (const auto &[type, value] : statement.principals)
                admit(target, type, value, statement, place + statement.label + u'#' + QString::number(n++),
                      policies.publicCutOff);
        }
    }
    if (!policies.accessList.empty())
        readAccessList(policies, target);
    return reading;
}

} // namespace importers
