// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azureid.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace importers {

using namespace Qt::StringLiterals;

namespace {

std::optional<AzureId> parsed(const QString &text)
{
    QString whole = text.trimmed();
    while (whole.size() > 1 && whole.endsWith(u'/'))
        whole.chop(1);
    AzureId id;
    if (!whole.startsWith(u'/'))
        return std::nullopt;
    id.key = whole.toLower();
    if (id.key == "/"_L1)
        return id;
    if (!id.key.startsWith("/subscriptions/"_L1) && !id.key.startsWith("/providers/"_L1))
        return std::nullopt;
    const QList<QStringView> parts = QStringView(id.key).mid(1).split(u'/');
    if (std::any_of(parts.cbegin(), parts.cend(), [](QStringView part) { return part.isEmpty(); }))
        return std::nullopt;
    if (parts.first() == "subscriptions"_L1)
        id.subscription = parts.value(1).toString();
    if (parts.value(2) == "resourcegroups"_L1)
        id.resourceGroup = parts.value(3).toString();
    id.name = whole.mid(whole.lastIndexOf(u'/') + 1);
    // An assignment on a resource has a second "providers": the last one tells the type.
    const qsizetype provider = parts.lastIndexOf(u"providers");
    if (provider >= 0 && provider + 1 < parts.size()) {
        id.type = parts.at(provider + 1).toString();
        for (qsizetype i = provider + 2; i < parts.size(); i += 2)
            id.type += u'/' + parts.at(i).toString();
    }
    return id;
}

} // namespace

// A row is asked for the same identifiers several times, and thousands of rows name the same roles, groups and subscriptions.
std::optional<AzureId> AzureId::fromText(const QString &text)
{
    struct Told
    {
        QString text;
        std::optional<AzureId> id;
    };
    thread_local std::array<Told, 64> recent;
    Told &told = recent[qHash(text) % recent.size()];
    if (told.text != text || told.text.isNull())
        told = {text, parsed(text)};
    return told.id;
}

QString AzureId::parent() const
{
    if (type.count(u'/') < 2)
        return {};
    return key.section(u'/', 0, -3);
}

QString AzureId::container() const
{
    if (const QString whole = parent(); !whole.isEmpty())
        return whole;
    if (subscription.isEmpty())
        return {};
    return u"/subscriptions/"_s + subscription + (resourceGroup.isEmpty() ? QString() : u"/resourcegroups/"_s + resourceGroup);
}

bool AzureId::isResource() const
{
    return type.contains(u'/') && !type.startsWith("microsoft.resources/subscriptions"_L1) &&
           !type.startsWith("microsoft.authorization/"_L1) && !type.startsWith("microsoft.management/"_L1) &&
           !type.startsWith("microsoft.policyinsights/"_L1) && !type.startsWith("microsoft.security/"_L1) &&
           !type.startsWith("microsoft.advisor/"_L1);
}

QString azureRegion(const QString &location)
{
    static const QRegularExpression others(u"^\\([^)]*\\)|[\\s_-]+"_s);
    QString code = location.trimmed().toLower();
    if (!std::all_of(code.cbegin(), code.cend(), [](QChar c) { return c.isLetterOrNumber(); }))
        code.remove(others);
    return code == "global"_L1 ? QString() : code;
}

domain::Place azurePlace(const QString &region, int facets)
{
    domain::Place place;
    place.facets = facets;
    place.provider = AzureProvider;
    place.region = region;
    return place;
}

QString azurePoolKey(const QString &subscription, const QString &group, const QString &pool)
{
    return u"aks/"_s + QStringList({subscription, group, pool}).join(u'/').toLower();
}

QString azurePoolOfScaleSet(const AzureId &scaleSet)
{
    // "aks-gpu-12345678-vmss"; of Windows "akswin", where the pool has six letters at most.
    static const QRegularExpression form(u"^aks(?:-(.+)-[0-9]+-vmss|([a-z][a-z0-9]{0,5}))$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(scaleSet.name);
    if (!match.hasMatch() || scaleSet.resourceGroup.isEmpty())
        return {};
    return azurePoolKey(scaleSet.subscription, scaleSet.resourceGroup, match.captured(1) + match.captured(2));
}

QString azurePrincipalKey(const QString &objectId)
{
    return u"azure-principal/"_s + objectId.trimmed().toLower();
}

void sayAzureKey(domain::Record &record, const AzureId &id, const QString &mapping)
{
    record.key = id.key;
    record.aliases.append({u"azure"_s, id.key});
    record.mapping = mapping;
}

void saySomething(domain::Record &record, const QString &attr, const QString &value)
{
    if (!value.isEmpty())
        record.fields.append({attr, value});
}

} // namespace importers
