// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/referencelookup.h"

#include "store/referenceresource.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;
using domain::Result;

namespace store {
namespace {

QString key(QStringView text)
{
    return text.toString().trimmed().toLower();
}

/// Google's inventories give zones and types as addresses: the last segment is the name.
QString lastSegment(const QString &text)
{
    return text.section(u'/', -1);
}

/// What follows the name of a family of models in the name of one of them: nothing, a number, or a word for its size or use.
bool goesOnAsModel(QStringView rest)
{
    static const QRegularExpression form(
        u"^(?:$|ai(?:$|[^\\p{L}])|[^\\s_\\p{L}-]|[\\s_-]+(?:v?\\d|(?:ai|advanced|alpha|arctic|audio|base|beta|chat|code|coder|deduped|deep|edge|embed|embedding|embeddings|en|english|exp|experimental|extended|fast|"
        "flash|function|guard|guardian|haiku|instant|instruct|it|large|latest|lite|live|mamba|math|maverick|medium|micro|mini|moe|multilingual|nano|nemo|next|omni|opus|preview|pro|"
        "robotics|saba|scout|small|sonnet|speech|supreme|text|thinking|tiny|turbo|ultra|vision|x?xl)(?:$|[^\\p{L}])))"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return form.match(rest).hasMatch();
}

/// "openai, inc." -> "openai": the legal form differs between registers, the group does not.
QString withoutLegalForm(QString name)
{
    static const QRegularExpression form(
        u"[,\\s]+(inc|incorporated|corp|corporation|llc|l\\.?p|ltd|limited|plc|pbc|gmbh( & co\\. ?kg)?|ag|se|"
        "s\\.?a\\.?s?|sarl|s\\.?p\\.?a|b\\.?v|n\\.?v|a/s|ab|oy|co)\\.?$"_s);
    return name.remove(form);
}

QString member(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toString();
}

std::optional<double> real(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<int> integer(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(value.toInt()) : std::nullopt;
}

/// "(Europe) West Europe" and "West Europe" -> "westeurope": how Azure's own tools shorten display names.
QString azureCode(QString name)
{
    static const QRegularExpression geography(u"^\\([^)]*\\)"_s);
    static const QRegularExpression separators(u"[\\s_-]+"_s);
    return name.remove(geography).remove(separators);
}

/// A chip's name without what varies between exports: case, punctuation, vendor and product line.
QString chipKey(QStringView name)
{
    static const QRegularExpression punctuation(u"[^a-z0-9]+"_s);
    QString text = key(name).replace(punctuation, u"-"_s);
    for (bool again = true; again;) {
        again = false;
        for (const QLatin1String prefix :
             {"-"_L1, "nvidia-"_L1, "tesla-"_L1, "geforce-"_L1, "quadro-"_L1, "amd-"_L1, "instinct-"_L1, "intel-"_L1,
              "habana-"_L1, "aws-"_L1, "amazon-"_L1, "google-"_L1, "cloud-"_L1, "huawei-"_L1, "huawei-com-"_L1}) {
            if (text.startsWith(prefix) && text.size() > prefix.size()) {
                text.remove(0, prefix.size());
                again = true;
            }
        }
    }
    while (text.endsWith(u'-'))
        text.chop(1);
    return text;
}

/// How each provider's zones are written when its regions are listed and its zones are not.
QRegularExpression zoneSuffix(const QString &provider)
{
    if (provider == "google"_L1 || provider == "alibaba"_L1)
        return QRegularExpression(u"-?[a-z]$"_s);
    if (provider == "hetzner"_L1)
        return QRegularExpression(u"-dc\\d+$"_s);
    if (provider == "t-systems"_L1 || provider == "ibm"_L1 || provider == "tencent"_L1)
        return QRegularExpression(u"-\\d+$"_s);
    if (provider == "stackit"_L1)
        return QRegularExpression(u"-(\\d+|m)$"_s);
    if (provider == "huawei"_L1 || provider == "outscale"_L1 || provider == "aws-esc"_L1 || provider == "numspot"_L1)
        return QRegularExpression(u"(?<=\\d)[a-z]$"_s);
    if (provider == "ovhcloud"_L1)
        return QRegularExpression(u"(-?\\d+|-[a-z])$"_s);
    if (provider == "oracle"_L1)
        return QRegularExpression(u"-ad-\\d+$"_s);
    if (provider == "yandex-cloud"_L1)
        return QRegularExpression(u"-[a-z]$"_s);
    return {};
}

} // namespace

Result<ReferenceLookup> ReferenceLookup::fromResources()
{
    ReferenceLookup lookup;
    const auto forEach = [](QLatin1String fileName, QLatin1String list, auto &&take) -> Result<void> {
        const Result<ReferenceResource> file = ReferenceResource::read(fileName);
        if (!file)
            return file.error();
        const QJsonArray entries = file->list(list);
        for (const QJsonValue &entry : entries)
            take(entry.toObject());
        return {};
    };

    Result<void> done = forEach("countries.json"_L1, "countries"_L1, [&](const QJsonObject &o) {
        lookup.m_countries.insert(member(o, "code"_L1), member(o, "name"_L1));
    });
    for (const QLatin1String fileName : {"providers.json"_L1, "providers_added.json"_L1}) {
        if (!done)
            return done.error();
        done = forEach(fileName, "providers"_L1, [&](const QJsonObject &o) {
            const QString id = member(o, "id"_L1);
            const QJsonArray kinds = o.value("kinds"_L1).toArray();
            const bool sells = std::any_of(kinds.begin(), kinds.end(), [](const QJsonValue &kind) { return kind.toString() != "ai"_L1 && kind.toString() != "chips"_L1; });
            lookup.m_providers.insert(id, {id, member(o, "name"_L1), member(o, "legal_country"_L1),
                                           member(o, "hq_country"_L1), member(o, "ultimate_parent"_L1),
                                           member(o, "ultimate_parent_country"_L1), member(o, "confidence"_L1), sells});
            const QJsonArray aliases = o.value("aliases"_L1).toArray();
            for (const QJsonValue &alias : aliases)
                lookup.m_providerAliases.insert(alias.toString(), id);
        });
    }
    if (!done)
        return done.error();
    done = forEach("regions.json"_L1, "regions"_L1, [&](const QJsonObject &o) {
        RegionFact fact{member(o, "provider"_L1),  member(o, "code"_L1),       member(o, "name"_L1),
                              member(o, "country"_L1),   member(o, "city"_L1),       real(o, "lat"_L1),
                              real(o, "lon"_L1),         member(o, "kind"_L1),       member(o, "parent_region"_L1),
                              member(o, "partition"_L1), member(o, "confidence"_L1), member(o, "source"_L1),
                              member(o, "operated_by"_L1)};
        const QJsonArray members = o.value("members"_L1).toArray();
        for (const QJsonValue &one : members)
            fact.members.append(one.toString());
        lookup.m_regions.insert({fact.provider, fact.code}, fact);
        if (fact.code.startsWith("u-"_L1))
            lookup.m_partnerRegions.insert(fact.code, fact.provider);
        // A display name helps only while it means one place.
        const RegionKey name{fact.provider, key(fact.name)};
        lookup.m_regionNames.insert(name, lookup.m_regionNames.contains(name) ? QString() : fact.code);
    });
    if (!done)
        return done.error();
    done = forEach("instance_types.json"_L1, "instances"_L1, [&](const QJsonObject &o) {
        const InstanceFact fact{member(o, "provider"_L1),
                                member(o, "type"_L1),
                                member(o, "chip"_L1),
                                o.value("count"_L1).toInt(),
                                integer(o, "memory_mib_each"_L1),
                                member(o, "confidence"_L1)};
        lookup.m_instances.insert({fact.provider, fact.type.toLower()}, fact);
    });
    if (!done)
        return done.error();
    const Result<ReferenceResource> types = ReferenceResource::read("instance_types.json"_L1);
    if (!types)
        return types.error();
    const QJsonObject typesMeta = types->root.value("meta"_L1).toObject();
    const QJsonObject sameAs = typesMeta.value("same_as"_L1).toObject();
    for (auto it = sameAs.begin(); it != sameAs.end(); ++it)
        lookup.m_sameInstances.insert(it.key(), it.value().toString());
    const QJsonObject prefixes = typesMeta.value("prefixes"_L1).toObject();
    for (auto it = prefixes.begin(); it != prefixes.end(); ++it) {
        const QJsonArray list = it.value().toArray();
        for (const QJsonValue &prefix : list)
            lookup.m_instancePrefixes[it.key()].append(prefix.toString());
    }
    done = forEach("chips.json"_L1, "chips"_L1, [&](const QJsonObject &o) {
        const QString id = member(o, "id"_L1);
        lookup.m_chips.insert(id, {id, member(o, "vendor"_L1), member(o, "model"_L1), member(o, "vendor_country"_L1),
                                   member(o, "fab_country"_L1), member(o, "fab_note"_L1), member(o, "eccn"_L1),
                                   member(o, "export_note"_L1), member(o, "confidence"_L1)});
        const QJsonArray aliases = o.value("aliases"_L1).toArray();
        for (const QJsonValue &alias : aliases) {
            lookup.m_chipAliases.insert(alias.toString(), id);
            const QString bare = chipKey(alias.toString());
            if (!lookup.m_chipAliases.contains(bare))
                lookup.m_chipAliases.insert(bare, id);
        }
    });
    if (!done)
        return done.error();
    done = forEach("model_developers.json"_L1, "patterns"_L1, [&](const QJsonObject &o) {
        lookup.m_developers.append({member(o, "pattern"_L1), member(o, "developer"_L1), member(o, "country"_L1), o.value("word"_L1).toBool()});
    });
    if (!done)
        return done.error();
    std::stable_sort(
        lookup.m_developers.begin(), lookup.m_developers.end(),
        [](const DeveloperFact &a, const DeveloperFact &b) { return a.pattern.size() > b.pattern.size(); });
    return lookup;
}

QString ReferenceLookup::resolveProvider(QStringView name) const
{
    QString text = key(name);
    if (const auto found = m_providerAliases.constFind(text); found != m_providerAliases.constEnd())
        return *found;
    // provider["registry.terraform.io/hashicorp/aws"], as state files write it
    static const QRegularExpression stateProvider(u"^provider\\[\"([^\"]+)\"\\]"_s);
    if (const QRegularExpressionMatch match = stateProvider.match(text); match.hasMatch())
        return m_providerAliases.value(match.captured(1));
    for (QString shorter = withoutLegalForm(text); shorter != text; shorter = withoutLegalForm(text)) {
        if (const auto found = m_providerAliases.constFind(shorter); found != m_providerAliases.constEnd())
            return *found;
        text = shorter;
    }
    return {};
}

NamedProvider ReferenceLookup::providerOfName(QStringView name) const
{
    constexpr qsizetype Shortest = 3; ///< "q", "yi": too short to propose anything
    if (const QString id = resolveProvider(name); !id.isEmpty()) {
        // A developer's aliases are names of models, many of which are plain words too.
        const auto fact = m_providers.constFind(id);
        return {id, fact != m_providers.constEnd() && (fact->sells || key(fact->name).section(u" / "_s, 0, 0) == key(name))};
    }
    const QString text = key(name);
    static const QRegularExpression bracket(u"\\(([^)]+)\\)"_s);
    if (const auto match = bracket.match(text); match.hasMatch() && match.capturedLength(1) >= Shortest) {
        if (const QString id = m_providerAliases.value(match.captured(1).trimmed()); !id.isEmpty())
            return {id, false};
    }
    for (qsizetype end = text.size() - 1; end >= Shortest; --end) {
        if (text.at(end).isLetterOrNumber() || !text.at(end - 1).isLetterOrNumber())
            continue;
        if (const QString id = m_providerAliases.value(text.left(end)); !id.isEmpty())
            return {id, false};
    }
    return {};
}

std::optional<ProviderFact> ReferenceLookup::provider(QStringView id) const
{
    const auto found = m_providers.constFind(id.toString());
    return found == m_providers.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<RegionFact> ReferenceLookup::exactRegion(const QString &provider, const QString &code) const
{
    const auto found = m_regions.constFind({provider, code});
    return found == m_regions.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<RegionFact> ReferenceLookup::awsZone(const QString &provider, const QString &code) const
{
    static const QRegularExpression pattern(
        u"^((?:[a-z]{2}|eusc)(?:-[a-z]+)+-\\d)(?:(-[a-z]{3}-\\d)|(-wl\\d+-[a-z]{3}-wlz-\\d))?([a-z])?$"_s);
    const QRegularExpressionMatch match = pattern.match(code);
    if (!match.hasMatch())
        return std::nullopt;
    const QString parent = match.captured(1);
    const QString zone = match.captured(2) + match.captured(3);
    if (const auto found = exactRegion(provider, parent + zone))
        return found;
    const auto of = zone.isEmpty() ? std::nullopt : exactRegion(provider, parent);
    if (!of)
        return std::nullopt;
    // A Local Zone often is in another country than its region: without an entry the country stays unknown.
    RegionFact fact;
    fact.provider = provider;
    fact.code = parent + zone;
    fact.name = fact.code;
    fact.kind = match.captured(3).isEmpty() ? u"local_zone"_s : u"edge"_s;
    fact.parentRegion = parent;
    fact.partition = of->partition;
    fact.confidence = u"K-low"_s;
    fact.source = u"form of the zone's name"_s;
    return fact;
}

std::optional<RegionFact> ReferenceLookup::partnerRegion(const QString &code) const
{
    static const QRegularExpression zone(u"-[a-z]$"_s);
    QString region = code;
    region.remove(zone);
    auto found = exactRegion(m_partnerRegions.value(region), region);
    if (found)
        found->operatedBy = found->provider;
    return found;
}

std::optional<RegionFact> ReferenceLookup::region(QStringView provider, QStringView code) const
{
    QString id = key(provider);
    if (!m_providers.contains(id))
        id = resolveProvider(provider);
    const QString text = id == "google"_L1 ? lastSegment(key(code)) : key(code);
    if (id.isEmpty() || text.isEmpty())
        return std::nullopt;
    if (id == "aws"_L1 && text.startsWith("eusc-"_L1))
        id = u"aws-esc"_s;
    if (const auto found = exactRegion(id, text))
        return found;
    if (const QString named = m_regionNames.value({id, text}); !named.isEmpty())
        return exactRegion(id, named);
    if (id == "aws"_L1 || id == "aws-esc"_L1)
        return awsZone(id, text);
    if (id == "microsoft"_L1)
        return exactRegion(id, azureCode(text));
    if (id == "google"_L1 && text.startsWith("u-"_L1))
        return partnerRegion(text);
    QString shorter = text;
    if (id == "oracle"_L1)
        shorter = shorter.section(u':', -1); // "Uocm:EU-FRANKFURT-1-AD-1"
    if (const QRegularExpression suffix = zoneSuffix(id); !suffix.pattern().isEmpty())
        shorter.remove(suffix);
    if (shorter != text)
        return exactRegion(id, shorter);
    // Who operates another's cloud operates that one's regions.
    const QString of = m_sameInstances.value(id);
    return of.isEmpty() ? std::nullopt : region(of, code);
}

std::optional<InstanceFact> ReferenceLookup::instance(QStringView provider, QStringView type) const
{
    QString id = key(provider);
    if (!m_providers.contains(id))
        id = resolveProvider(provider);
    const QString seller = m_sameInstances.value(id, id);
    QString text = id == "google"_L1 ? lastSegment(key(type)) : key(type);
    const QStringList prefixes = m_instancePrefixes.value(id);
    for (const QString &prefix : prefixes) {
        if (text.startsWith(prefix))
            text.remove(0, prefix.size());
    }
    const auto found = m_instances.constFind({seller, text});
    if (found == m_instances.constEnd())
        return std::nullopt;
    InstanceFact fact = *found;
    fact.provider = id;
    return fact;
}

std::optional<ChipFact> ReferenceLookup::chip(QStringView alias) const
{
    const QString text = key(alias);
    if (const auto found = m_chips.constFind(text); found != m_chips.constEnd())
        return *found;
    QString name = text;
    if (!m_chipAliases.contains(name))
        name = chipKey(alias);
    // What follows the model (form factor, memory, slice of a shared chip) is dropped piece by piece, but nothing that may be another
    // model: an unlisted "gaudi-4" is not a Gaudi.
    static const QRegularExpression lastPiece(
        u"-(?:sxm\\d?|pcie|oam|nvl|hbm\\d?e?|\\d+(?:gb?|gib)|mig|\\d+[cg]|me|gpus?|accelerators?|tensor|core|mega|vws|shared|"
        "podslice|slice|device|server|edition|generation)$"_s);
    while (!m_chipAliases.contains(name)) {
        const QRegularExpressionMatch match = lastPiece.match(name);
        if (!match.hasMatch())
            return std::nullopt;
        name.truncate(match.capturedStart());
    }
    return m_chips.value(m_chipAliases.value(name));
}

std::optional<DeveloperFact> ReferenceLookup::developerOfModel(QStringView name) const
{
    const QString text = key(name);
    for (const DeveloperFact &fact : m_developers) {
        for (qsizetype at = text.indexOf(fact.pattern); at >= 0; at = text.indexOf(fact.pattern, at + 1)) {
            // "llama" inside "ollama" says nothing of the model, and "Granite quarry defects" is nobody's Granite.
            if ((at == 0 || !text[at - 1].isLetterOrNumber()) && (!fact.isWord || goesOnAsModel(QStringView(text).sliced(at + fact.pattern.size()))))
                return fact;
        }
    }
    return std::nullopt;
}

QString ReferenceLookup::countryName(QStringView code) const
{
    return m_countries.value(code.toString());
}

} // namespace store
