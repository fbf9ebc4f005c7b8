// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// Exports of something encrypted and of its key, of each cloud.

inline const QByteArray KeyArn = "arn:aws:kms:eu-central-1:111122223333:key/k1";

inline QByteArray snapshot(const QByteArray &item)
{
    return R"({"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[)" + item + "]}";
}

inline QByteArray bucketItem()
{
    return R"({"resourceType":"AWS::S3::Bucket","resourceId":"claims","resourceName":"claims","ARN":"arn:aws:s3:::claims","awsAccountId":"111122223333",)"
           R"("awsRegion":"eu-central-1","configurationItemStatus":"OK","configuration":{"name":"claims"},"supplementaryConfiguration":)"
           R"({"ServerSideEncryptionConfiguration":{"rules":[{"applyServerSideEncryptionByDefault":{"sseAlgorithm":"aws:kms","kmsMasterKeyID":")" + KeyArn + R"("}}]}}})";
}

inline QByteArray keyItem(const QByteArray &configuration)
{
    return R"({"resourceType":"AWS::KMS::Key","resourceId":"k1","ARN":")" + KeyArn + R"(","awsAccountId":"111122223333","awsRegion":"eu-central-1",)"
           R"("configurationItemStatus":"OK","configuration":)" + configuration + '}';
}

inline QByteArray googleAsset(const QByteArray &name, const QByteArray &type, const QByteArray &data)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(","resource":{"version":"v1","location":"europe-west3","data":)" + data + "}}\n";
}

inline const QByteArray GoogleKey = "cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/c";

inline QByteArray googleBucket()
{
    return googleAsset("storage.googleapis.com/claims", "storage.googleapis.com/Bucket",
                       R"({"encryption":{"defaultKmsKeyName":"projects/p/locations/europe-west3/keyRings/r/cryptoKeys/c"}})");
}

inline const QByteArray AzureVault = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.KeyVault/";

inline QByteArray azureAccount(const QByteArray &encryption)
{
    return R"([{"id":"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/claims",)"
           R"("name":"claims","type":"Microsoft.Storage/storageAccounts","location":"westeurope","properties":{"encryption":)" + encryption + "}}]";
}

inline QByteArray azureKey(const QByteArray &vault, const QByteArray &host, const QByteArray &kind)
{
    return R"([{"id":")" + AzureVault + vault + R"(/keys/k","name":"k","type":"Microsoft.KeyVault/)" + vault.left(vault.indexOf('/')) + R"(/keys","location":"westeurope",)"
           R"("properties":{"kty":")" + kind + R"(","keyUri":"https://)" + host + R"(/keys/k"}}])";
}

inline QByteArray keyConfiguration(const QByteArray &manager, const QByteArray &origin)
{
    return R"({"keyManager":")" + manager + R"(","origin":")" + origin + R"("})";
}

/// What an account says of the key in a vault that it is encrypted with.
inline QByteArray vaultKey(const QByteArray &source, const QByteArray &address)
{
    return R"({"keySource":")" + source + R"(","keyvaultproperties":{"keyname":"k","keyvaulturi":")" + address + R"("}})";
}
