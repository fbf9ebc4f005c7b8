// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/assetreader.h"

#include "domain/jobcontext.h"
#include "importers/dividedkeys.h"
#include "importers/gcp/clusterobjects.h"
#include "importers/gcp/googlename.h"
#include "importers/gcp/googlepolicy.h"
#include "importers/gcp/googleresource.h"
#include "importers/gcp/googletypes.h"
#include "importers/jsonmembers.h"
#include "importers/kubernetes/kubereader.h"

#include <nlohmann/json.hpp>

#include <QHash>

#include <array>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;
using nlohmann::json;

namespace {

/// Rows that are read before it is said what the file is.
constexpr std::size_t FirstRows = 2000;

/// As the API documents them; exports and answers write them in their own way each, and searches name a resource in a text.
constexpr std::array rowForms = {
    FieldForm{"asset_type", TextForm},
    FieldForm{"assetType", TextForm},
    FieldForm{"resource", ObjectForm | TextForm},
    FieldForm{"resource", ObjectForm, "data"},
    FieldForm{"resource", TextForm, "location"},
    FieldForm{"resource", TextForm, "parent"},
    FieldForm{"iam_policy", ObjectForm},
    FieldForm{"iam_policy", ListForm, "bindings"},
    FieldForm{"iamPolicy", ObjectForm},
    FieldForm{"iamPolicy", ListForm, "bindings"},
    FieldForm{"policy", ObjectForm},
    FieldForm{"policy", ListForm, "bindings"},
    FieldForm{"ancestors", ListForm},
    FieldForm{"folders", ListForm | TextForm},
    FieldForm{"project", TextForm},
    FieldForm{"organization", TextForm},
    FieldForm{"displayName", TextForm},
    FieldForm{"location", TextForm},
    FieldForm{"labels", ObjectForm},
    FieldForm{"state", TextForm},
    FieldForm{"additionalAttributes", ObjectForm},
};
/// Of a resource's data only what one name means in those of all types.
constexpr std::array dataForms = {
    FieldForm{"displayName", TextForm},
    FieldForm{"guestAccelerators", ListForm},
    FieldForm{"kmsKeyName", TextForm},
    FieldForm{"labels", ObjectForm},
    FieldForm{"machineType", TextForm},
    FieldForm{"resourceLabels", ObjectForm},
    FieldForm{"userLabels", ObjectForm},
    FieldForm{"zone", TextForm},
};

/// An asset as it was for a while.
bool isState(const json &row)
{
    return member(member(row, "asset"), "name").is_string();
}

domain::Error stopped(const QString &where)
{
    return {domain::ErrorCode::Cancelled, u"stopped"_s, where};
}

} // namespace

struct AssetReader::Held
{
    json row;
    QString where;
    qint64 ordinal = 0;
    QString code; ///< not empty: no row stands here
    QString errorWhere;
    QString message;
};

struct AssetReader::Cluster
{
    std::vector<Held> rows; ///< the row of each is the object itself
};

AssetReader::AssetReader(domain::RecordSink &sink, const QString &mapping, const QString &fileName, bool selection)
    : m_sink(sink), m_mapping(mapping), m_fileName(fileName), m_selection(selection), m_access(mapping),
      m_forms(rowForms, sink), m_dataForms(dataForms, sink)
{
}

AssetReader::~AssetReader() = default;

void AssetReader::row(json &&row, const QString &where)
{
    Held held;
    held.row = std::move(row);
    held.where = where;
    held.ordinal = m_ordinal++;
    const GoogleAsset asset = GoogleAsset::of(isState(held.row) ? member(held.row, "asset") : held.row);
    m_scope.add(asset);
    if (const domain::AccountNames names = asset.projectNames(); !names.id.isEmpty() && !m_projects.contains(names.number)) {
        m_projects.insert(names.number);
        m_sink.accountNames(names);
    }
    take(std::move(held), &asset);
}

void AssetReader::broken(const QString &where, const QString &code, const QString &errorWhere, const QString &message)
{
    take({json(), where, m_ordinal++, code, errorWhere, message}, nullptr);
}

void AssetReader::take(Held &&held, const GoogleAsset *seen)
{
    if (!m_headed) {
        m_first.push_back(std::move(held));
        if (m_first.size() >= FirstRows)
            head();
        return;
    }
    if (!held.code.isEmpty()) {
        m_sink.beginRecord(held.ordinal, held.where);
        m_sink.rejected(held.code, held.errorWhere, held.message);
        return;
    }
    if (!isNamedByText(held))
        return;
    const bool mended = leaveOutUnsound(held);
    if (isState(held.row)) {
        m_history.push_back(std::move(held));
        return;
    }
    const GoogleAsset asset = seen && !mended ? *seen : GoogleAsset::of(held.row);
    if (asset.isKubernetes() && asset.data->is_object()) {
        hold(std::move(held), asset);
        return;
    }
    write(held, asset, asset.captured, false);
}

/// Rejects what bears anything else for a name.
bool AssetReader::isNamedByText(const Held &held)
{
    const unsigned form = formOf(member(held.row, "name"));
    if (form == 0 || form == TextForm)
        return true;
    m_sink.beginRecord(held.ordinal, held.where);
    return m_forms.isTextOrMissing(held.row, "name", held.where);
}

/// What has another type than is documented is told of once, before anybody reads the row. True: the row has become another.
bool AssetReader::leaveOutUnsound(Held &held)
{
    const bool state = isState(held.row);
    json &row = state ? held.row["asset"] : held.row;
    const QString where = state ? held.where + u"/asset"_s : held.where;
    json copy;
    bool mended = &m_forms.sound(row, where, copy) == &copy;
    if (mended)
        row = std::move(copy);
    if (!member(member(row, "resource"), "data").is_object() || GoogleAsset::of(row).isKubernetes())
        return mended;
    json &data = row["resource"]["data"];
    if (&m_dataForms.sound(data, where + u"/resource/data"_s, copy) == &copy) {
        data = std::move(copy);
        mended = true;
    }
    return mended;
}

void AssetReader::head()
{
    m_headed = true;
    domain::SourceHeader header;
    header.scope = m_headScope = m_scope.text();
    if (header.scope.isEmpty())
        header.scope = m_fileName;
    header.rank = domain::SourceRank::LiveInventory;
    m_sink.header(header);
    std::vector<Held> first;
    first.swap(m_first);
    for (Held &held : first)
        take(std::move(held), nullptr);
}

void AssetReader::write(const Held &held, const GoogleAsset &asset, qint64 captured, bool deleted)
{
    m_sink.beginRecord(held.ordinal, held.where);
    if (asset.name.isEmpty()) {
        m_sink.rejected(
            u"missing-name"_s, held.where,
            u"no full name (//service/...): what the row speaks of can't be told from others; let the export have the name"_s);
        return;
    }
    QList<Record> records;
    m_ignoredCode.clear();
    const bool nothingElse = (asset.contents & ~GoogleAsset::Search) == GoogleAsset::Nothing;
    if ((asset.contents & GoogleAsset::Resource) != 0 || nothingElse)
        resource(asset, records);
    if (asset.contents & GoogleAsset::Access)
        records += m_access.grants(asset);
    // Where the content "resource" tells it, the policy is an asset itself.
    const int policyContent = asset.type == "orgpolicy.googleapis.com/Policy"_L1 ? GoogleAsset::Resource : GoogleAsset::OrgPolicy;
    if (auto policy = googleLocationPolicy(asset, m_mapping)) {
        policy->scope = scopeOf(asset, policyContent);
        records.append(std::move(*policy));
    }
    outcome(asset, records);
    // What nobody has access to any more was looked at all the same.
    for (const int content : {GoogleAsset::Resource, GoogleAsset::Access, GoogleAsset::OrgPolicy}) {
        const bool told = (asset.contents & content) != 0;
        const QString scope = told && records.isEmpty() && !deleted ? scopeOf(asset, content) : QString();
        if (!scope.isEmpty() && !m_covered.contains(scope)) {
            m_covered.insert(scope);
            m_sink.covers(scope);
        }
    }
    const QString operatedBy = googleOperatorOf(asset.named);
    for (Record &record : records) {
        record.captured = captured;
        const bool itself = record.key == asset.name || (!record.aliases.isEmpty() && record.aliases.first().value == asset.name);
        if (deleted) {
            // What it was a part of, or who had access, is not gone with it.
            if (!itself)
                continue;
            record.deleted = true;
        }
        // Who has access and what it was made of are told by many, and may be elsewhere.
        const bool part = record.kind == domain::EntityKind::Grant || record.kind == domain::EntityKind::Accelerator;
        if (record.scope.isEmpty() && (part || itself))
            record.scope = scopeOf(asset, record.kind == domain::EntityKind::Grant ? GoogleAsset::Access : GoogleAsset::Resource);
        // Who has access may be of another cloud than what it is to.
        nameGoogleOperator(record, record.kind == domain::EntityKind::Identity ? QString() : operatedBy);
        m_sink.entity(std::move(record));
    }
}

/// The project (folder, organisation) that the asset is in, the content and, as a part of that, its type; empty: not told.
QString AssetReader::scopeOf(const GoogleAsset &asset, int content)
{
    const QString place = AssetScope::lineOf(asset).value(0);
    if (place.isEmpty() || asset.type.isEmpty())
        return {};
    const QString wide = u"google "_s + place + u' ' + AssetScope::contentName(content);
    m_wide.insert(wide);
    return wide + u'\n' + asset.type;
}

void AssetReader::resource(const GoogleAsset &asset, QList<Record> &records)
{
    if (const GoogleSetting setting = googleSetting(asset.type.toStdString()); setting.code) {
        m_ignoredCode = {QString::fromLatin1(setting.code), QString::fromLatin1(setting.why)};
    } else if (asset.type == "iam.googleapis.com/ServiceAccount"_L1) {
        records.append(m_access.serviceAccount(asset));
    } else if (asset.type == "iam.googleapis.com/ServiceAccountKey"_L1) {
        records += m_access.serviceAccountKey(asset);
        m_ignoredCode = {u"part-of-another"_s,
                         u"a key of a service account that Google keeps and turns over, or that is off"_s};
    } else if (asset.type == "iam.googleapis.com/Role"_L1) {
        if (isTrue(member(*asset.data, "deleted")))
            m_ignoredCode = {u"deleted-role"_s, u"the role was deleted; nobody gets anything by it"_s};
        else
            records.append(m_access.role(asset));
    } else if (asset.isKubernetes()) {
        m_ignoredCode = {u"no-object"_s, u"the object of a cluster is only named: export the content 'resource'"_s};
    } else {
        if (!googleType(asset.type.toStdString()).known)
            ++m_unknownTypes[asset.type.isEmpty() ? u"(no type)"_s : asset.type];
        records += googleResource(asset, m_mapping, m_dividedKeys);
    }
}

void AssetReader::outcome(const GoogleAsset &asset, const QList<Record> &records)
{
    if (!records.isEmpty())
        return;
    if (!m_ignoredCode.isEmpty())
        m_sink.ignored(m_ignoredCode.first(), asset.name + u": "_s + m_ignoredCode.last());
    else if (asset.contents & GoogleAsset::Access)
        m_sink.ignored(u"no-members"_s, asset.name + u": the policy gives nobody anything"_s);
    else if (asset.contents & GoogleAsset::OrgPolicy)
        m_sink.ignored(
            u"org-policy"_s,
            asset.name +
                u": of the policies of an organisation only that on locations (gcp.resourceLocations) is read; what is there is read from "
                "its resources"_s);
    else if (asset.contents & GoogleAsset::AccessLevels)
        m_sink.ignored(u"access-policy"_s, asset.name + u": perimeters and access levels are not read"_s);
    else
        m_sink.ignored(u"content-not-read"_s,
                       asset.name + u": of this content type nothing is read; export 'resource' and 'iam-policy'"_s);
}

void AssetReader::hold(Held &&held, const GoogleAsset &asset)
{
    const QString cluster = asset.name.section(u"/k8s/"_s, 0, 0);
    held.row = clusterObject(asset);
    m_clusters[cluster].rows.push_back(std::move(held));
}

/// Of the states that an asset had only the newest one counts.
domain::Result<void> AssetReader::history(domain::JobContext &context)
{
    struct State
    {
        qint64 from;
        const Held *held;
    };
    QHash<QString, State> newest;
    std::vector<std::pair<QString, qint64>> told;
    for (const Held &held : m_history) {
        const GoogleAsset asset = GoogleAsset::of(member(held.row, "asset"));
        const json &window = member(held.row, "window");
        qint64 from = googleTime(member(window, "startTime"));
        if (from == 0)
            from = googleTime(member(window, "start_time"));
        if (from == 0)
            from = asset.captured;
        const QString what =
            asset.name + u' ' + QString::number(asset.contents & (GoogleAsset::Access | GoogleAsset::OrgPolicy));
        told.emplace_back(what, from);
        const auto known = newest.constFind(what);
        if (known == newest.constEnd() || from >= known->from)
            newest.insert(what, {from, &held});
    }
    std::size_t i = 0;
    for (const Held &held : m_history) {
        if (i % domain::PollEvery == 0 && context.isCancelled())
            return stopped(held.where);
        const auto &[what, from] = told[i++];
        const GoogleAsset asset = GoogleAsset::of(member(held.row, "asset"));
        if (!asset.name.isEmpty() && newest.value(what).held != &held) {
            m_sink.beginRecord(held.ordinal, held.where);
            m_sink.ignored(u"superseded"_s, asset.name + u": a newer state of it is in the file"_s);
            continue;
        }
        write(held, asset, from, isTrue(member(held.row, "deleted")));
    }
    return {};
}

domain::Result<void> AssetReader::clusters(domain::JobContext &context)
{
    for (const auto &[name, cluster] : m_clusters.asKeyValueRange()) {
        std::vector<KubeObject> objects;
        objects.reserve(cluster.rows.size());
        for (const Held &held : cluster.rows) {
            const json &metadata = member(held.row, "metadata");
            objects.push_back({&held.row, held.where, text(held.row, "kind"), text(metadata, "name"),
                               text(metadata, "namespace"), text(metadata, "uid")});
        }
        KubeCluster told;
        KubeReader reader(m_sink);
        for (const KubeObject &object : objects) {
            told.add(object);
            reader.index(object);
        }
        reader.setSpace(told.text().isEmpty() ? name : told.text());
        std::size_t i = 0;
        for (const KubeObject &object : objects) {
            if (i % domain::PollEvery == 0 && context.isCancelled())
                return stopped(object.where);
            m_sink.beginRecord(cluster.rows[i++].ordinal, object.where);
            reader.read(object);
        }
    }
    return {};
}

domain::Result<void> AssetReader::finish(domain::JobContext &context)
{
    if (!m_headed)
        head();
    if (auto done = history(context); !done)
        return done;
    if (auto done = clusters(context); !done)
        return done;
    if (m_ordinal > 0)
        sayWhole();
    finalWords();
    return {};
}

void AssetReader::sayWhole()
{
    const bool states = m_selection || !m_history.empty();
    // Rows may lie outside of what the first ones told.
    if (!states && m_scope.isWhole() && m_scope.text() == m_headScope) {
        m_sink.covers({});
        for (const QString &wide : std::as_const(m_wide))
            m_sink.covers(wide);
    } else if (states || !m_scope.isWholeOfTypes() || m_wide.isEmpty()) {
        m_sink.markSelection();
    }
}

void AssetReader::finalWords()
{
    tellDividedKeys(m_dividedKeys, m_sink);
    for (const auto &[type, count] : m_unknownTypes.asKeyValueRange())
        m_sink.diagnostic({u"unknown-type"_s, domain::DiagnosticLevel::Info, QString(),
                           u"%1: type is not in the table, kept as supporting (%2 rows)"_s.arg(type).arg(count)});
    if (m_access.deletedMembers() > 0)
        m_sink.diagnostic(
            {u"deleted-members"_s, domain::DiagnosticLevel::Info, QString(),
             u"%1 members of policies were deleted, so that they give nobody access; take them out of the policies"_s
                 .arg(m_access.deletedMembers())});
}

} // namespace importers
