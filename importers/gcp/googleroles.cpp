// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googleroles.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

/// 0 nothing, 1 read, 2 write, 3 admin.
int levelOf(const QString &permission)
{
    const QString verb = permission.section(u'.', -1);
    static const QSet<QString> reads = [] {
        QSet<QString> all;
        for (const char *one :
             {"get", "list", "getIamPolicy", "search", "query", "view", "read", "getData", "export", "use", "access"})
            all.insert(QString::fromLatin1(one));
        return all;
    }();
    // Whoever decides who may do what may do all of it; whoever signs as an account is that account.
    if (verb == "setIamPolicy"_L1 || verb == "actAs"_L1 || verb == "getAccessToken"_L1 || verb == "signBlob"_L1 ||
        verb == "signJwt"_L1 || permission.startsWith("iam.roles.update"_L1) ||
        permission.startsWith("iam.serviceAccountKeys.create"_L1))
        return 3;
    const bool read = reads.contains(verb) || verb.startsWith("list"_L1) || verb.startsWith("get"_L1);
    return verb.isEmpty() ? 0 : read ? 1 : 2;
}

} // namespace

bool isCustomGoogleRole(const QString &role)
{
    return role.startsWith("projects/"_L1) || role.startsWith("organizations/"_L1);
}

QString googlePrivilegeOf(const QString &role)
{
    if (isCustomGoogleRole(role))
        return {};
    static const QRegularExpression admin(u"owner$|admin(?:istrator)?$|tokencreator$|serviceaccountuser$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression write(
        u"contributor$|editor$|writer$|creator$|publisher$|developer$|operator$|deployer$|objectuser$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression reads(u"reader$|viewer$|browser$|accessor$|auditor$|securityreviewer$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (admin.match(role).hasMatch())
        return u"admin"_s;
    if (reads.match(role).hasMatch())
        return u"read"_s;
    return write.match(role).hasMatch() ? u"write"_s : QString();
}

QString googlePrivilegeOfPermissions(const QStringList &permissions)
{
    int level = 0;
    for (const QString &one : permissions)
        level = std::max(level, levelOf(one));
    static const QStringList names{QString(), u"read"_s, u"write"_s, u"admin"_s};
    return names.at(level);
}

bool isGoogleImpersonation(const QString &role)
{
    return role == "roles/iam.serviceAccountTokenCreator"_L1 || role == "roles/iam.serviceAccountUser"_L1 ||
           role == "roles/iam.workloadIdentityUser"_L1 || role == "roles/iam.serviceAccountOpenIdTokenCreator"_L1;
}

QString googleRoleKey(const QString &role)
{
    return u"google-role/"_s + role;
}

QString googleGrantKey(const QString &resource, const QString &role, const QString &principal, const QString &condition)
{
    const QString key = u"google-iam:"_s + resource + u'#' + role + u'#' + principal;
    return condition.isEmpty() ? key : key + u"#if "_s + condition.simplified();
}

QString googleResourceKind(const QString &assetType)
{
    const QString service = assetType.section(u'.', 0, 0);
    static const QSet<QString> data = [] {
        QSet<QString> all;
        for (const char *one :
             {"storage",       "bigquery",        "sqladmin",   "cloudsql", "spanner",  "bigtableadmin", "bigtable",
              "firestore",     "datastore",       "redis",      "memcache", "alloydb",  "file",          "pubsub",
              "secretmanager", "cloudkms",        "healthcare", "dataplex", "dataproc", "dataflow",      "datafusion",
              "documentai",    "discoveryengine", "backupdr",   "netapp"})
            all.insert(QString::fromLatin1(one));
        return all;
    }();
    static const QSet<QString> infrastructure = [] {
        QSet<QString> all;
        for (const char *one : {"compute", "container", "run", "cloudfunctions", "appengine", "artifactregistry",
                                "containerregistry", "tpu", "dns", "gkehub", "composer", "cloudbuild", "logging",
                                "monitoring", "networkservices", "vmwareengine"})
            all.insert(QString::fromLatin1(one));
        return all;
    }();
    if (service == "aiplatform"_L1 || service == "ml"_L1 || service == "dialogflow"_L1) {
        if (assetType.endsWith("/Model"_L1))
            return u"model_weights"_s;
        return assetType.endsWith("/Dataset"_L1) ? u"training_data"_s : u"inference_pipeline"_s;
    }
    if (data.contains(service))
        return u"data"_s;
    return infrastructure.contains(service) ? u"infrastructure"_s : QString();
}

} // namespace importers
