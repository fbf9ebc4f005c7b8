// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mlflow/registeredmodel.h"

#include "importers/hubname.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// Registered models of an answer or an export; null: it holds none.
const json &modelsOf(const json &root)
{
    const json &inner = member(root, "mlflow");
    for (const json *holder : {&inner, &root}) {
        for (const char *name : {"registered_model", "registered_models"}) {
            if (const json &found = member(*holder, name); found.is_structured())
                return found;
        }
    }
    static const json none;
    return none;
}

QString pathOf(const json &root)
{
    const bool inner = member(root, "mlflow").is_object();
    const json &holder = inner ? member(root, "mlflow") : root;
    const bool one = member(holder, "registered_model").is_structured();
    return (inner ? u"/mlflow/"_s : u"/"_s) + (one ? u"registered_model"_s : u"registered_models"_s);
}

/// Tags are a list of keys and values, in versions a map.
QMap<QString, QString> tagsOf(const json &tags)
{
    QMap<QString, QString> all;
    if (tags.is_object()) {
        for (const auto &[name, value] : tags.items())
            all.insert(QString::fromStdString(name), text(value));
        return all;
    }
    for (const json *tag : elements(tags)) {
        if (const QString name = text(*tag, "key"); !name.isEmpty())
            all.insert(name, text(*tag, "value"));
    }
    return all;
}

QString firstOf(const QMap<QString, QString> &tags, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        for (const auto &[tag, value] : tags.asKeyValueRange()) {
            if (tag.compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0 && !value.trimmed().isEmpty())
                return value.trimmed();
        }
    }
    return {};
}

/// What the run was given to train the version, where the export has it beside the version: of MLflow 3 as parameters of the model.
QMap<QString, QString> parametersOf(const json &version)
{
    QMap<QString, QString> all;
    for (const json *holder : {&version, &member(version, "run"), &member(member(version, "run"), "data")}) {
        for (const char *list : {"model_params", "params"}) {
            const json &params = member(*holder, list);
            const auto named = [&all](const json &param) {
                const QString name = text(param, "key").isEmpty() ? text(param, "name") : text(param, "key");
                if (!name.isEmpty())
                    all.insert(name, text(param, "value"));
            };
            if (params.is_object()) {
                for (const auto &[name, value] : params.items())
                    all.insert(QString::fromStdString(name), text(value));
            } else {
                for (const json *param : elements(params))
                    named(*param);
            }
        }
    }
    return all;
}

/// What the model was made from: a tag says it, or what its training was started with, unless that is a folder.
QString baseOf(const QMap<QString, QString> &tags, const QMap<QString, QString> &parameters)
{
    QString base = firstOf(tags, {"base_model", "mlflow.base_model", "basemodel", "base_model_name", "base_model_name_or_path", "foundation_model", "hf_model_id",
                                  "source_model", "source_model_name", "pretrained_model_name_or_path"});
    static const QRegularExpression folder(u"^(?:[./~]|dbfs:|file:)"_s);
    if (base.isEmpty()) {
        base = firstOf(parameters, {"base_model", "base_model_name", "base_model_name_or_path", "foundation_model", "pretrained_model_name_or_path",
                                    "model_name_or_path", "hf_model_id"});
        if (folder.match(base).hasMatch())
            base.clear();
    }
    const QString hub = hubNameOfUrl(base);
    return hub.isEmpty() ? base : hub;
}

qint64 numberOf(const json &object, const char *name)
{
    return text(object, name).toLongLong();
}

/// A later stage serves more; without stages the alias that says so does.
int standingOf(const json &version, const QSet<QString> &aliased)
{
    const QString stage = text(version, "current_stage");
    if (stage == "Production"_L1 || aliased.contains(text(version, "version")))
        return 3;
    if (stage == "Staging"_L1)
        return 2;
    return stage == "Archived"_L1 ? 0 : 1;
}

/// Versions that an alias names as the one to be used.
QSet<QString> aliasedVersions(const json &model)
{
    QSet<QString> found;
    static const QRegularExpression serving(u"^(?:prod|production|champion|champ|live|serving)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    for (const json *alias : elements(member(model, "aliases"))) {
        QString name = text(*alias, "alias");
        if (name.isEmpty())
            name = text(*alias, "alias_name");
        QString version = text(*alias, "version");
        if (version.isEmpty())
            version = text(*alias, "version_num");
        if (serving.match(name).hasMatch() && !version.isEmpty())
            found.insert(version);
    }
    return found;
}

QString privilegeOf(const QString &level)
{
    if (level == "CAN_MANAGE"_L1 || level == "ALL_PRIVILEGES"_L1 || level == "MANAGE"_L1)
        return u"admin"_s;
    if (level.startsWith("CAN_EDIT"_L1) || level.startsWith("CAN_MANAGE_"_L1) || level == "CREATE_MODEL_VERSION"_L1 ||
        level == "APPLY_TAG"_L1)
        return u"write"_s;
    return level == "CAN_READ"_L1 || level == "EXECUTE"_L1 ? u"read"_s : QString();
}

struct Holder
{
    QString name;
    QString kind;
    QStringList levels;
};

/// Who may do what with the model: the workspace's list, or the privileges in Unity Catalog.
QList<Holder> holdersOf(const json &model)
{
    QList<Holder> holders;
    const json &permissions = member(member(model, "permissions"), "permissions");
    for (const json *entry : elements(member(permissions, "access_control_list"))) {
        Holder holder;
        for (const auto &[member_, kind] :
             {std::pair{"user_name", "human"}, {"group_name", "group"}, {"service_principal_name", "service"}}) {
            if (const QString name = text(*entry, member_); !name.isEmpty() && holder.name.isEmpty()) {
                holder.name = name;
                holder.kind = QString::fromLatin1(kind);
            }
        }
        for (const json *one : elements(member(*entry, "all_permissions")))
            holder.levels += texts(member(*one, "permission_level"));
        if (!holder.name.isEmpty() && !holder.levels.isEmpty())
            holders.append(holder);
    }
    for (const json *entry : elements(member(permissions, "privilege_assignments"))) {
        Holder holder;
        holder.name = text(*entry, "principal");
        holder.kind = holder.name.contains(u'@') ? u"human"_s : QString();
        holder.levels = texts(member(*entry, "privileges"));
        if (!holder.name.isEmpty() && !holder.levels.isEmpty())
            holders.append(holder);
    }
    return holders;
}

QString highestOf(const QStringList &levels)
{
    QStringList found;
    for (const QString &level : levels)
        found.append(privilegeOf(level));
    for (const QString &privilege : {u"admin"_s, u"write"_s, u"read"_s}) {
        if (found.contains(privilege))
            return privilege;
    }
    return {};
}

} // namespace

QString bucketOf(const QString &address)
{
    const QUrl url(address.trimmed());
    const QString bucket = url.authority();
    if (bucket.isEmpty())
        return {};
    const QString scheme = url.scheme();
    if (scheme == "gs"_L1)
        return u"//storage.googleapis.com/"_s + bucket;
    if (scheme == "s3"_L1 || scheme == "s3a"_L1 || scheme == "s3n"_L1)
        return u"arn:aws:s3:::"_s + bucket;
    return {};
}

std::vector<RegisteredModel> RegisteredModel::of(const json &root, const QString &pointer,
                                                 const std::function<qsizetype(const json &)> &first)
{
    std::vector<RegisteredModel> all;
    const QUrl tracking(text(member(root, "system"), "mlflow_tracking_uri"));
    const json &found = modelsOf(root);
    qsizetype i = first ? first(found) : 0;
    for (const json *one : elements(found)) {
        RegisteredModel model;
        model.written = one;
        model.pointer = pointer + pathOf(root) + (found.is_array() ? u'/' + QString::number(i++) : QString());
        model.server = tracking.toString(QUrl::RemoveUserInfo);
        model.name = text(*one, "name");
        if (const QString full = text(*one, "full_name"); !full.isEmpty())
            model.name = full;
        for (const char *list : {"versions", "latest_versions"}) {
            qsizetype n = 0;
            const json &versions = member(*one, list);
            if (!versions.is_array())
                continue;
            for (const nlohmann::json &version : versions)
                model.versions.emplace_back(&version, model.pointer + u'/' + QLatin1StringView(list) + u'/' +
                                                          QString::number(n++));
            if (n > 0)
                break; // the latest ones are among all
        }
        all.push_back(std::move(model));
    }
    return all;
}

QString RegisteredModel::key(const QString &file) const
{
    qint64 created = numberOf(*written, "creation_timestamp");
    if (created <= 0)
        created = numberOf(*written, "created_at");
    const QString where = created > 0 ? QString::number(created) : server.isEmpty() ? file : server;
    return u"mlflow:%1@%2"_s.arg(name, where);
}

const json *RegisteredModel::served() const
{
    const QSet<QString> aliased = aliasedVersions(*written);
    const nlohmann::json *best = nullptr;
    const auto rank = [&](const nlohmann::json &version) {
        return std::pair(standingOf(version, aliased), numberOf(version, "version"));
    };
    for (const auto &[version, where] : versions) {
        if (version->is_object() && (!best || rank(*version) > rank(*best)))
            best = version;
    }
    return best;
}

QList<Record> RegisteredModel::records(const QString &file, const QString &mapping) const
{
    Record record;
    record.kind = EntityKind::Model;
    record.key = key(file);
    record.name = name;
    record.mapping = mapping;
    record.whole = true;
    if (const QString id = text(*written, "id"); !id.isEmpty())
        record.aliases.append({u"mlflow"_s, u"databricks-model:"_s + id});
    const nlohmann::json *version = served();
    static const nlohmann::json none;
    const nlohmann::json &current = version ? *version : none;
    QMap<QString, QString> tags = tagsOf(member(*written, "tags"));
    tags.insert(tagsOf(member(current, "tags")));
    say(record, u"version"_s, text(current, "version"));
    if (version && standingOf(*version, aliasedVersions(*written)) == 3)
        record.fields.append({u"availability"_s, u"in_use"_s});
    if (version)
        record.fields.append({u"weights_held"_s, true});
    say(record, u"base_model"_s, baseOf(tags, parametersOf(current)));
    say(record, u"licence"_s, firstOf(tags, {"license", "licence", "mlflow.license"}));
    if (const QString task = firstOf(tags, {"task", "pipeline_tag", "mlflow.task"}); !task.isEmpty())
        record.fields.append({u"tasks"_s, domain::ListValue{{task}, false}});
    QString description = text(*written, "description");
    if (description.isEmpty())
        description = text(*written, "comment");
    say(record, u"description"_s, description);
    // The files of the versions that may be served, each in its bucket.
    QStringList buckets;
    bool all = true;
    const auto noteFiles = [&](const QString &address) {
        const QString bucket = bucketOf(address);
        all = all && !bucket.isEmpty();
        if (!bucket.isEmpty() && !buckets.contains(bucket))
            buckets.append(bucket);
    };
    for (const auto &[one, where] : versions) {
        if (!one->is_object() || (text(*one, "current_stage") == "Archived"_L1 && one != version))
            continue;
        const QString held = text(*one, "storage_location");
        noteFiles(held.isEmpty() ? text(*one, "source") : held);
    }
    if (versions.empty()) {
        if (const QString held = text(*written, "storage_location"); !held.isEmpty())
            noteFiles(held);
    }
    buckets.sort();
    for (const QString &bucket : std::as_const(buckets)) {
        domain::Place place;
        place.facets = Facet::Hosting;
        place.site = bucket;
        record.places.append(place);
    }
    if (all && !buckets.isEmpty())
        record.completeFacets = Facet::Hosting;
    QList<Record> records;
    for (const Holder &holder : holdersOf(*written)) {
        Record identity;
        identity.kind = EntityKind::Identity;
        // Accounts of a workspace of Databricks.
        identity.key = u"databricks:%1/%2"_s.arg(server, holder.name.toLower());
        identity.name = holder.name;
        identity.mapping = mapping;
        say(identity, u"kind"_s, holder.kind);
        Record grant;
        grant.kind = EntityKind::Grant;
        grant.key = record.key + u'#' + holder.name.toLower();
        grant.name = holder.name + u": "_s + holder.levels.join(u", "_s);
        grant.mapping = mapping;
        grant.whole = true;
        grant.fields.append({u"identity"_s, Reference{identity.key}});
        grant.fields.append({u"principal"_s, holder.name});
        say(grant, u"principal_type"_s, holder.kind);
        grant.fields.append({u"model"_s, Reference{record.key}});
        grant.fields.append({u"resource"_s, name});
        grant.fields.append({u"resource_kind"_s, u"model_weights"_s});
        grant.fields.append({u"effect"_s, u"allow"_s});
        say(grant, u"privilege"_s, highestOf(holder.levels));
        grant.fields.append({u"actions"_s, domain::ListValue{holder.levels, true}});
        // What the catalogue and the schema around it give is not in the list.
        grant.fields.append({u"maximum"_s, true});
        grant.fields.append({u"trust"_s, false});
        records.append(std::move(identity));
        records.append(std::move(grant));
    }
    records.prepend(std::move(record));
    return records;
}

} // namespace importers
