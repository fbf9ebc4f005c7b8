// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/azure/azurekeys.h"

#include "importers/azure/azurerows.h"
#include "importers/jsonmembers.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <initializer_list>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

/// Services spell these members in different cases.
QString textOfAny(const json &object, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (const QString value = text(object, name); !value.isEmpty())
            return value;
    }
    return {};
}

} // namespace

QString azureKeyAddress(const QString &address)
{
    static const QRegularExpression form(u"^(https://[a-z0-9.-]+)(?::443)?/keys/([a-z0-9-]+)(?:/[0-9a-f]*)?/?$"_s);
    const auto match = form.match(address.trimmed().toLower());
    return match.hasMatch() ? match.captured(1) + u"/keys/"_s + match.captured(2) : QString();
}

bool isAzureKey(const AzureId &id)
{
    return id.type == "microsoft.keyvault/vaults/keys"_L1 || id.type == "microsoft.keyvault/managedhsms/keys"_L1;
}

Record azureKeyRecord(const json &row, const AzureId &id, const QString &mapping)
{
    const json &properties = azureProperties(row);
    Record record;
    record.kind = EntityKind::Key;
    sayAzureKey(record, id, mapping);
    if (const QString address = azureKeyAddress(textOfAny(properties, {"keyUri", "keyUriWithVersion"})); !address.isEmpty())
        record.aliases.append({u"azure"_s, address});
    record.name = id.name;
    record.fields.append({u"provider"_s, Reference{AzureProvider}});
    record.fields.append({u"custody"_s, u"customer_in_provider"_s});
    const QString kind = text(properties, "kty");
    if (id.type.contains("/managedhsms/"_L1) || !kind.isEmpty())
        record.fields.append({u"hsm"_s, id.type.contains("/managedhsms/"_L1) || kind.endsWith("-HSM"_L1, Qt::CaseInsensitive)});
    if (const QString region = azureRegion(text(row, "location")); !region.isEmpty()) {
        record.places.append(azurePlace(region, Facet::Keys));
        record.completeFacets = Facet::Keys;
    }
    return record;
}

QString azureKeyNamed(const json &row)
{
    const json &properties = azureProperties(row);
    const json &encryption = member(properties, "encryption");
    for (const char *name : {"keyVaultProperties", "keyvaultproperties", "keyVaultproperties"}) {
        const json &said = member(encryption, name);
        if (!said.is_object())
            continue;
        const QString whole = azureKeyAddress(textOfAny(said, {"currentVersionedKeyIdentifier", "keyIdentifier", "keyUri"}));
        if (!whole.isEmpty())
            return whole;
        QString vault = textOfAny(said, {"keyVaultUri", "keyvaulturi"});
        while (vault.endsWith(u'/'))
            vault.chop(1);
        return azureKeyAddress(vault + u"/keys/"_s + textOfAny(said, {"keyName", "keyname"}));
    }
    const QString own = azureKeyAddress(text(properties, "keyVaultKeyUri")); // Cosmos DB
    return own.isEmpty() ? azureKeyAddress(text(member(properties, "activeKey"), "keyUrl")) : own; // sets of disks' keys
}

} // namespace importers
