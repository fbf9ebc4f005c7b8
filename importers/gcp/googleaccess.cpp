// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googleaccess.h"

#include "importers/gcp/googlename.h"
#include "importers/gcp/googleresource.h"
#include "importers/gcp/googleroles.h"
#include "importers/gcp/googletypes.h"
#include "importers/googleprincipal.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr auto ServiceAccount = "iam.googleapis.com/ServiceAccount"_L1;

/// "p" of "bot@p.iam.gserviceaccount.com"
QString projectOfAccount(const QString &address)
{
    static const QRegularExpression form(u"@([a-z0-9-]+)\\.iam\\.gserviceaccount\\.com$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(address).captured(1).toLower();
}

/// Addresses that anybody in the world can have; those of no customer's directory.
bool isConsumer(const QString &member)
{
    return member.startsWith("user:"_L1) && (member.endsWith("@gmail.com"_L1) || member.endsWith("@googlemail.com"_L1));
}

/// The attribute of an access right that names what it reaches; null: neither a system, a model nor a dataset.
const char *targetOf(const GoogleAsset &asset)
{
    if (asset.type.isEmpty() || asset.isKubernetes() || googleSetting(asset.type.toStdString()).code ||
        asset.type.startsWith("iam.googleapis.com/"_L1) || asset.type == "cloudkms.googleapis.com/CryptoKey"_L1)
        return nullptr;
    if (asset.type == "aiplatform.googleapis.com/Model"_L1 || asset.type == "bigquery.googleapis.com/Model"_L1)
        return "model";
    return asset.type == "aiplatform.googleapis.com/Dataset"_L1 ? "dataset" : "workload";
}

QString conditionOf(const json &condition)
{
    const QString expression = text(condition, "expression");
    return expression.isEmpty() ? text(condition, "title") : expression;
}

QString addressOf(const GoogleAsset &account)
{
    for (const QString &written :
         {text(account.said("email")), text(*account.data, "name").section(u"/serviceAccounts/"_s, 1, 1),
          account.name.section(u"/serviceAccounts/"_s, 1, 1)}) {
        const QString address = written.section(u'/', 0, 0);
        if (address.contains(u'@'))
            return address;
    }
    return {};
}

} // namespace

Record googlePrincipalRecord(const QString &member, const QString &mapping)
{
    Record record;
    record.kind = EntityKind::Identity;
    record.key = googlePrincipalKey(member);
    record.name = googlePrincipal(member);
    record.mapping = mapping;
    const QString kind = googlePrincipalKind(member);
    sayText(record, "kind", kind);
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    if (record.name.startsWith("serviceAccount:"_L1))
        sayText(record, "account", projectOfAccount(record.name));
    if (kind == "public"_L1 || isConsumer(record.name))
        record.fields.append({u"external"_s, true});
    return record;
}

QList<Record> GoogleAccess::grants(const GoogleAsset &asset)
{
    QList<Record> all;
    QSet<QString> said;
    const char *target = targetOf(asset);
    for (const json *binding : elements(member(*asset.policy, "bindings"))) {
        const QString role = text(*binding, "role");
        const QString condition = conditionOf(member(*binding, "condition"));
        if (role.isEmpty())
            continue;
        for (const QString &written : texts(member(*binding, "members"))) {
            if (written.startsWith("deleted:"_L1)) {
                ++m_deleted;
                continue;
            }
            const QString who = googlePrincipal(written);
            Record grant;
            grant.kind = EntityKind::Grant;
            grant.key = googleGrantKey(asset.name, role, who, condition);
            if (said.contains(grant.key))
                continue; // a member that the policy names twice
            said.insert(grant.key);
            Record identity = googlePrincipalRecord(written, m_mapping);
            grant.mapping = m_mapping;
            grant.whole = true;
            grant.name = who + u": "_s + role;
            grant.fields.append({u"identity"_s, Reference{identity.key}});
            grant.fields.append({u"principal"_s, who});
            sayText(grant, "principal_type", googlePrincipalKind(written));
            grant.fields.append({u"resource"_s, asset.name});
            sayText(grant, "resource_kind", googleResourceKind(asset.type));
            if (target)
                grant.fields.append({QString::fromLatin1(target), Reference{asset.name}});
            grant.fields.append({u"effect"_s, u"allow"_s});
            if (isCustomGoogleRole(role)) {
                grant.fields.append({u"role"_s, Reference{googleRoleKey(role)}});
            } else {
                sayText(grant, "privilege", googlePrivilegeOf(role));
                grant.fields.append({u"actions"_s, domain::ListValue{{role}, true}});
            }
            if (condition.isEmpty())
                grant.fields.append({u"conditions"_s, domain::Absent{}});
            else
                grant.fields.append({u"conditions"_s, condition});
            // Deny policies, organisation policies and principal access boundaries are not in it.
            grant.fields.append({u"maximum"_s, true});
            grant.fields.append({u"trust"_s, asset.type == ServiceAccount && isGoogleImpersonation(role)});
            if (!m_announced.contains(identity.key)) {
                m_announced.insert(identity.key);
                all.append(std::move(identity));
            }
            all.append(std::move(grant));
        }
    }
    return all;
}

Record GoogleAccess::serviceAccount(const GoogleAsset &asset) const
{
    const QString address = addressOf(asset);
    Record record = googleRecord(asset, EntityKind::Identity, m_mapping);
    if (!address.isEmpty())
        record.key = googlePrincipalKey(u"serviceAccount:"_s + address);
    record.name = asset.shown();
    record.fields.append({u"kind"_s, u"service"_s});
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    sayText(record, "account", asset.project);
    record.fields.append({u"external"_s, false});
    return record;
}

QList<Record> GoogleAccess::serviceAccountKey(const GoogleAsset &asset) const
{
    const QString address = addressOf(asset);
    if (address.isEmpty() || text(*asset.data, "keyType") != "USER_MANAGED"_L1 ||
        isTrue(member(*asset.data, "disabled")))
        return {};
    Record record;
    record.kind = EntityKind::Identity;
    record.key = googlePrincipalKey(u"serviceAccount:"_s + address);
    record.mapping = m_mapping;
    record.fields.append({u"kind"_s, u"service"_s});
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    record.fields.append({u"credential_type"_s, u"static"_s});
    return {record};
}

Record GoogleAccess::role(const GoogleAsset &asset) const
{
    const json &permissions = member(*asset.data, "includedPermissions");
    Record record = googleRole(asset.name.section(u'/', 3), text(*asset.data, "title"),
                               permissions.is_array() ? std::optional(texts(permissions)) : std::nullopt,
                               text(*asset.data, "description"), m_mapping);
    record.aliases.append({u"google"_s, asset.name});
    return record;
}

Record googleRole(const QString &path, const QString &title, const std::optional<QStringList> &permissions,
                  const QString &description, const QString &mapping)
{
    Record record;
    record.kind = EntityKind::Identity;
    record.key = googleRoleKey(path);
    record.name = title.isEmpty() ? path.section(u'/', -1) : title;
    record.mapping = mapping;
    record.whole = true;
    record.fields.append({u"kind"_s, u"role"_s});
    record.fields.append({u"provider"_s, Reference{GoogleProvider}});
    record.fields.append({u"external"_s, false});
    if (permissions) {
        sayText(record, "privilege", googlePrivilegeOfPermissions(*permissions));
        record.fields.append({u"actions"_s, domain::ListValue{*permissions, true}});
    }
    sayText(record, "description", description);
    return record;
}

} // namespace importers
