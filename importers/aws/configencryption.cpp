// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configencryption.h"

#include "importers/aws/configvalues.h"

using namespace Qt::StringLiterals;
using domain::Record;
using Ref = importers::JsonTree::Ref;

namespace importers {
namespace {

bool isManagedAlias(std::string_view key)
{
    return key.find("alias/aws/") != std::string_view::npos;
}

void putKey(Record &record, std::string_view key, const ConfigIdentity &identity)
{
    put(record, u"key_management"_s, isManagedAlias(key) ? u"provider"_s : u"cmk"_s);
    if (key.starts_with("arn:") && key.find(":key/") != std::string_view::npos) {
        put(record, u"key"_s, domain::Reference{qt(key)});
    } else if (key.starts_with("mrk-") || (key.size() == 36 && key[8] == '-' && key[23] == '-')) {
        // By its identifier alone a service takes keys of its own account and region only.
        ConfigIdentity named = identity;
        named.type = "AWS::KMS::Key";
        named.id = key;
        if (const QString arn = arnOf(named); !arn.isEmpty())
            put(record, u"key"_s, domain::Reference{arn});
    }
}

void mapBucketEncryption(Record &record, Ref supplementary, const ConfigIdentity &identity)
{
    const Ref config = supplementary.member("ServerSideEncryptionConfiguration").structured();
    const Ref rules = config.member("rules");
    if (!rules.isArray())
        return;
    const Ref byDefault = rules.first().member("applyServerSideEncryptionByDefault");
    const std::string_view algorithm = firstText(byDefault, {"sseAlgorithm", "SSEAlgorithm"});
    const std::string_view key = firstText(byDefault, {"kmsMasterKeyID", "KMSMasterKeyID"});
    if (algorithm.empty())
        return;
    put(record, u"encryption_at_rest"_s, true);
    if (algorithm.starts_with("aws:kms") && !key.empty())
        putKey(record, key, identity);
    else
        put(record, u"key_management"_s, u"provider"_s);
}

/// Members of a few services of their own form; false: none is there.
bool mapStoreEncryption(Record &record, Ref config, const ConfigIdentity &identity)
{
    const auto say = [&](bool encrypted, std::string_view key) {
        put(record, u"encryption_at_rest"_s, encrypted);
        if (!encrypted)
            put(record, u"key_management"_s, u"none"_s);
        else if (!key.empty())
            putKey(record, key, identity);
    };
    for (const char *name : {"AtRestEncryptionEnabled", "atRestEncryptionEnabled"}) {
        if (const Ref flag = config.member(name); flag.isBool()) {
            say(flag.isTrue(), firstText(config, {"KmsKeyId", "kmsKeyId"}));
            return true;
        }
    }
    for (const char *name : {"EncryptionAtRestOptions", "encryptionAtRestOptions"}) {
        const Ref options = config.member(name);
        const Ref flag = options.member(options.contains("Enabled") ? "Enabled" : "enabled");
        if (flag.isBool()) {
            say(flag.isTrue(), firstText(options, {"KmsKeyId", "kmsKeyId"}));
            return true;
        }
    }
    for (const char *name : {"StreamEncryption", "streamEncryption"}) {
        const std::string_view type = firstText(config.member(name), {"EncryptionType", "encryptionType"});
        if (!type.empty()) {
            say(type == "KMS", firstText(config.member(name), {"KeyId", "keyId"}));
            return true;
        }
    }
    for (const char *name : {"EncryptionConfiguration", "encryptionConfiguration"}) {
        const Ref options = config.member(name);
        const std::string_view type = firstText(options, {"EncryptionType", "encryptionType"});
        if (!type.empty()) {
            const std::string_view key = firstText(options, {"KmsKey", "kmsKey"});
            say(true, type.starts_with("KMS") ? key : std::string_view());
            if (!type.starts_with("KMS"))
                put(record, u"key_management"_s, u"provider"_s);
            return true;
        }
    }
    const Ref managed = config.member("SqsManagedSseEnabled");
    if (firstText(config, {"KmsMasterKeyId", "kmsMasterKeyId"}).empty() && (managed.isBool() || managed.isString())) {
        // Without it a queue may still be encrypted by a key, which would have been named.
        const bool on = managed.isTrue() || managed.text() == "true";
        put(record, u"encryption_at_rest"_s, on);
        put(record, u"key_management"_s, on ? u"provider"_s : u"none"_s);
        return true;
    }
    return false;
}

} // namespace

void mapEncryption(Record &record, Ref config, Ref supplementary, const ConfigIdentity &identity)
{
    const std::string_view type = identity.type;
    if (type == "AWS::S3::Bucket") {
        mapBucketEncryption(record, supplementary, identity);
        return;
    }
    if (type == "AWS::EKS::Cluster") {
        // What encrypts the secrets of the cluster.
        const Ref list = config.member(config.contains("EncryptionConfig") ? "EncryptionConfig" : "encryptionConfig");
        const Ref first = list.isArray() ? list.first() : Ref();
        const Ref provider = first.member(first.contains("Provider") ? "Provider" : "provider");
        if (const std::string_view named = firstText(provider, {"KeyArn", "keyArn"}); !named.empty()) {
            put(record, u"encryption_at_rest"_s, true);
            putKey(record, named, identity);
        }
        return;
    }
    const Ref table = config.member(config.contains("SSEDescription")   ? "SSEDescription"
                                    : config.contains("sSEDescription") ? "sSEDescription"
                                                                        : "ssedescription");
    if (table.isObject()) {
        const std::string_view status = firstText(table, {"status", "Status", "sSEStatus"});
        const std::string_view key =
            firstText(table, {"kmsmasterKeyArn", "kMSMasterKeyArn", "kmsMasterKeyArn", "KMSMasterKeyArn"});
        if (status == "ENABLED") {
            put(record, u"encryption_at_rest"_s, true);
            if (!key.empty())
                putKey(record, key, identity);
        }
        return;
    }
    const std::string_view key =
        firstText(config, {"kmsKeyId", "KmsKeyId", "kmsKeyArn", "KmsKeyArn", "kmsMasterKeyId", "KmsMasterKeyId",
                           "CustomerEncryptionKeyArn", "customerEncryptionKeyArn"});
    for (const char *name : {"storageEncrypted", "StorageEncrypted", "encrypted", "Encrypted"}) {
        const Ref flag = config.member(name);
        if (!flag.isBool())
            continue;
        put(record, u"encryption_at_rest"_s, flag.isTrue());
        if (!flag.isTrue())
            put(record, u"key_management"_s, u"none"_s);
        else if (!key.empty())
            putKey(record, key, identity);
        return;
    }
    const bool frequent = type.starts_with("AWS::EC2::") || type.starts_with("AWS::Lambda::"); // and of the usual form
    if (!frequent && mapStoreEncryption(record, config, identity))
        return;
    // A function's key covers its environment variables only; elsewhere a key means that the store is encrypted.
    if (!key.empty() && type != "AWS::Lambda::Function") {
        put(record, u"encryption_at_rest"_s, true);
        putKey(record, key, identity);
    }
}

} // namespace importers
