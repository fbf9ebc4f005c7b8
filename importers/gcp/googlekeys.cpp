// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/googlekeys.h"

#include "importers/gcp/googlename.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Facet;
using domain::Record;
using domain::Reference;
using nlohmann::json;

namespace {

constexpr int DeepestKey = 6;

bool isKeyMember(const std::string &name)
{
    return name == "kmsKeyName" || name == "defaultKmsKeyName" || name == "gcePdKmsKeyName" || name == "kmsKey" ||
           name == "kmsKeys" || name == "bootDiskKmsKey" || name == "customerManagedKey" || name == "cmekKeyName" ||
           name == "kmsKeyNames" || name == "encryptionKey" || name == "kms_key_name" || name == "kms_key" ||
           name == "kms_keys";
}

/// All keys that the value names. Of a list of parts (disks, copies) each has to have one: the others are Google's to protect.
GoogleKeys keysIn(const json &value, int depth)
{
    GoogleKeys keys;
    if (depth > DeepestKey)
        return keys;
    const auto join = [&keys](const GoogleKeys &part) {
        for (const QString &name : part.names)
            keys.add(name);
        keys.supplied = keys.supplied || part.supplied;
        keys.partly = keys.partly || part.partly;
    };
    if (value.is_array()) {
        bool without = false;
        for (const json &one : value) {
            const GoogleKeys part = keysIn(one, depth + 1);
            without = without || !part.isAny();
            join(part);
        }
        keys.partly = keys.partly || (without && keys.isAny());
        return keys;
    }
    if (!value.is_object())
        return keys;
    for (const auto &[name, one] : value.items()) {
        // What it was copied from had a key of its own.
        if (name.starts_with("source"))
            continue;
        if (isKeyMember(name)) {
            for (const QString &written : texts(one)) {
                if (const QString key = googleKeyName(written); !key.isEmpty())
                    keys.add(key);
            }
        }
        if (name == "diskEncryptionKey" && !text(one, "sha256").isEmpty() && text(one, "kmsKeyName").isEmpty())
            keys.supplied = true;
        if (one.is_structured())
            join(keysIn(one, depth + 1));
    }
    return keys;
}

} // namespace

void GoogleKeys::add(const QString &key)
{
    if (key.isEmpty())
        partly = true;
    else if (const QString whole = googleKeyName(key); whole.isEmpty())
        unnamed = true;
    else if (!names.contains(whole))
        names.append(whole);
}

bool GoogleKeys::isDivided() const
{
    return isAny() && (partly || names.size() + static_cast<int>(unnamed) + static_cast<int>(supplied) > 1);
}

GoogleKeys googleKeysOf(const GoogleAsset &asset)
{
    GoogleKeys keys;
    if (asset.type == "container.googleapis.com/Cluster"_L1 && asset.data->is_object()) {
        // What encrypts the secrets of the cluster. Its pools are systems of their own, each with the key of its disks.
        const json &secrets = member(*asset.data, "databaseEncryption");
        if (const QString name = text(secrets, "keyName"); !googleKeyName(name).isEmpty() && text(secrets, "state") != "DECRYPTED"_L1)
            keys.add(name);
        return keys;
    }
    keys = keysIn(*asset.data, 0);
    for (const char *name : {"kmsKeys", "kmsKey", "kms_keys", "kms_key"}) {
        if (keys.isAny())
            break;
        for (const QString &written : texts(member(*asset.row, name))) {
            if (!googleKeyName(written).isEmpty())
                keys.add(written);
        }
    }
    return keys;
}

bool sayGoogleKeys(Record &record, const GoogleKeys &keys)
{
    if (!keys.isAny())
        return true;
    record.fields.append({u"encryption_at_rest"_s, true});
    if (!keys.isDivided()) {
        record.fields.append({u"key_management"_s, keys.supplied ? u"byok"_s : u"cmk"_s});
        if (!keys.names.isEmpty())
            record.fields.append({u"key"_s, Reference{keys.names.first()}});
        return true;
    }
    QStringList regions;
    for (const QString &name : keys.names) {
        const QString region = googleRegionOf(googlePlaceOfName(name));
        if (!region.isEmpty() && !regions.contains(region))
            regions.append(region);
    }
    for (const QString &region : std::as_const(regions))
        record.places.append(googlePlace(region, Facet::Keys));
    return false;
}

} // namespace importers
