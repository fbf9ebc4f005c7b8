// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/googleprincipal.h"
#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

bool isPublic(const QString &subject)
{
    return subject == "system:unauthenticated"_L1 || subject == "system:anonymous"_L1;
}

QString kindOfSubject(const QString &kind, const QString &name)
{
    if (isPublic(name))
        return u"public"_s;
    // Names of the cluster's own parts; other users may be persons or machines.
    if (kind == "ServiceAccount"_L1 || name.startsWith("system:node:"_L1) || name.startsWith("system:kube-"_L1) ||
        name.startsWith("system:serviceaccount:"_L1))
        return u"service"_s;
    return kind == "Group"_L1 ? u"group"_s : QString();
}

/// "get,list pods" for each rule.
QStringList actionsOf(const json &rules)
{
    QStringList actions;
    for (const json *rule : elements(rules)) {
        QStringList on = texts(member(*rule, "resources")) + texts(member(*rule, "nonResourceURLs"));
        actions.append(texts(member(*rule, "verbs")).join(u',') + u' ' + on.join(u','));
    }
    return actions;
}

/// By the rules where they are in the file, else by the names of the roles that every cluster has.
QString privilegeOf(const json *rules, const QString &role)
{
    if (!rules || rules->is_null()) {
        if (role == "cluster-admin"_L1 || role == "admin"_L1)
            return u"admin"_s;
        return role == "edit"_L1 ? u"write"_s : role == "view"_L1 ? u"read"_s : QString();
    }
    bool any = false;
    bool reads = true;
    for (const json *rule : elements(*rules)) {
        const QStringList on = texts(member(*rule, "resources"));
        for (const QString &verb : texts(member(*rule, "verbs"))) {
            any = true;
            // Who may grant or act as others may do all that they may.
            if (verb == "escalate"_L1 || verb == "bind"_L1 || verb == "impersonate"_L1 ||
                (verb == "*"_L1 && on.contains(u"*"_s)))
                return u"admin"_s;
            reads = reads && (verb == "get"_L1 || verb == "list"_L1 || verb == "watch"_L1);
        }
    }
    return !any ? QString() : reads ? u"read"_s : u"write"_s;
}

} // namespace

void KubeReader::serviceAccount(const KubeObject &object)
{
    Record record = started(object, EntityKind::Identity, keyOf(object));
    record.name = object.nameSpace.isEmpty() ? object.name : object.nameSpace + u'/' + object.name;
    record.fields.append({u"kind"_s, u"service"_s});
    record.fields.append({u"external"_s, false});
    m_sink.entity(std::move(record));
}

void KubeReader::binding(const KubeObject &object)
{
    const json &reference = member(*object.json, "roleRef");
    const QString role = text(reference, "name");
    const auto subjects = elements(member(*object.json, "subjects"));
    if (role.isEmpty() || subjects.empty()) {
        m_sink.ignored(u"no-subjects"_s, u"%1 binds nobody"_s.arg(object.name));
        return;
    }
    const bool clusterRole = text(reference, "kind") == "ClusterRole"_L1;
    const auto known = m_rules.constFind((clusterRole ? QString() : object.nameSpace) + u'/' + role);
    const json *rules = known == m_rules.constEnd() ? nullptr : &*known;
    const QString privilege = privilegeOf(rules, clusterRole ? role : QString());
    int n = 0;
    for (const json *subject : subjects) {
        const QString kind = text(*subject, "kind");
        const QString name = text(*subject, "name");
        const bool account = kind == "ServiceAccount"_L1;
        QString space = account ? text(*subject, "namespace") : QString();
        if (account && space.isEmpty())
            space = object.nameSpace;
        const QString principal = account ? u"system:serviceaccount:"_s + space + u':' + name : name;
        const QString listed = account ? m_accounts.value(space + u'/' + name) : QString();
        // The cloud's own account, as its access policies name it.
        const bool google = kind == "User"_L1 && name.endsWith(".gserviceaccount.com"_L1);
        const QString key = google             ? googlePrincipalKey(u"serviceAccount:"_s + name)
                            : listed.isEmpty() ? namedKey(kind, space, name)
                                               : listed;
        const QString what = google ? u"service"_s : kindOfSubject(kind, name);
        if (listed.isEmpty() && !m_announced.contains(key)) {
            m_announced.insert(key);
            Record identity;
            identity.kind = EntityKind::Identity;
            identity.mapping = u"kubernetes/1"_s;
            identity.key = key;
            identity.name = account ? space + u'/' + name : name;
            if (!what.isEmpty())
                identity.fields.append({u"kind"_s, what});
            if (what == "public"_L1)
                identity.fields.append({u"external"_s, true});
            m_sink.entity(std::move(identity));
        }
        Record grant;
        grant.kind = EntityKind::Grant;
        grant.mapping = u"kubernetes/1"_s;
        grant.key = keyOf(object) + u'#' + QString::number(n++);
        grant.name = principal + u": "_s + role;
        grant.fields.append({u"identity"_s, Reference{key}});
        grant.fields.append({u"principal"_s, principal});
        if (!what.isEmpty())
            grant.fields.append({u"principal_type"_s, what});
        grant.fields.append(
            {u"resource"_s, object.nameSpace.isEmpty() ? u"cluster "_s + m_space : u"namespace "_s + object.nameSpace});
        grant.fields.append({u"resource_kind"_s, u"infrastructure"_s});
        if (m_namespaces.contains(object.nameSpace))
            grant.fields.append({u"workload"_s, Reference{m_namespaces.value(object.nameSpace)}});
        if (!privilege.isEmpty())
            grant.fields.append({u"privilege"_s, privilege});
        // Without the role's rules only its name is known.
        if (rules && !rules->is_null())
            grant.fields.append({u"actions"_s, domain::ListValue{actionsOf(*rules), true}});
        else
            grant.fields.append({u"actions"_s, domain::ListValue{{role}, false}});
        grant.fields.append({u"effect"_s, u"allow"_s});
        grant.fields.append({u"conditions"_s, domain::Absent{}});
        grant.fields.append({u"maximum"_s, true});
        grant.fields.append({u"trust"_s, false});
        m_sink.entity(std::move(grant));
    }
}

} // namespace importers
