// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/assetscope.h"

#include <algorithm>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ResourceManager = "cloudresourcemanager.googleapis.com/"_L1;
constexpr qsizetype MostPlaces = 100'000;

} // namespace

void AssetScope::add(const GoogleAsset &asset)
{
    m_contents |= asset.contents;
    m_searchedAccess = m_searchedAccess ||
                       ((asset.contents & GoogleAsset::Search) != 0 && (asset.contents & GoogleAsset::Access) != 0);
    if (asset.type.startsWith(ResourceManager)) {
        if (m_places.size() < MostPlaces)
            m_places.insert(asset.name.section(u'/', 3));
    }
    if (m_services.size() < 2)
        m_services.insert(asset.type.section(u'/', 0, 0));
    if (m_types.size() < 2 && !asset.type.isEmpty())
        m_types.insert(asset.type);
    m_exported = m_exported && asset.exported && (asset.contents & GoogleAsset::Search) == 0;
    const QStringList line = lineOf(asset);
    if (line.isEmpty())
        return;
    if (!m_any) {
        m_any = true;
        m_common = line;
        return;
    }
    // The innermost place that holds both.
    while (!m_common.isEmpty() && !line.contains(m_common.constFirst()))
        m_common.removeFirst();
}

QStringList AssetScope::lineOf(const GoogleAsset &asset)
{
    if (!asset.ancestors.isEmpty())
        return asset.ancestors;
    if (asset.type.startsWith(ResourceManager))
        return {asset.name.section(u'/', 3)};
    return asset.project.isEmpty() ? QStringList() : QStringList(u"projects/"_s + asset.project);
}

QString AssetScope::text() const
{
    if (m_common.isEmpty())
        return {};
    QStringList words(m_common.constFirst());
    for (const int content : {GoogleAsset::Resource, GoogleAsset::Access, GoogleAsset::OrgPolicy, GoogleAsset::AccessLevels, GoogleAsset::Other, GoogleAsset::Search}) {
        if (m_contents & content)
            words.append(contentName(content));
    }
    return words.join(u' ');
}

QString AssetScope::contentName(int content)
{
    switch (content) {
    case GoogleAsset::Resource: return u"resource"_s;
    case GoogleAsset::Access: return u"iam-policy"_s;
    case GoogleAsset::OrgPolicy: return u"org-policy"_s;
    case GoogleAsset::AccessLevels: return u"access-policy"_s;
    case GoogleAsset::Search: return u"search"_s;
    default: return u"other"_s;
    }
}

bool AssetScope::isWhole() const
{
    // A search for access answers with the bindings that match, not with all.
    return !m_common.isEmpty() && !m_searchedAccess && m_services.size() > 1 &&
           m_places.contains(m_common.constFirst());
}

} // namespace importers
