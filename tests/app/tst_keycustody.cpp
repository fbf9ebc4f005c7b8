// SPDX-License-Identifier: GPL-3.0-or-later
#include "custodyexports.h"
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_keycustody {

using namespace Qt::StringLiterals;

namespace {

const QString AwsKey = u"key:arn:aws:kms:eu-central-1:111122223333:key/k1"_s;
const QString Bucket = u"workload:arn:aws:s3:::claims"_s;

} // namespace

/// Who manages the key of a bucket is told by the key's own export, whichever of the two comes first.
class TestKeyCustody : public QObject
{
    Q_OBJECT

    static QByteArray shown(const Cli &cli, const QString &thing, const char *attr, const char *member = "value")
    {
        const nlohmann::ordered_json out = cli.run({u"show"_s, u"--workspace"_s, u"w"_s, thing, u"--json"_s}).json();
        for (const auto &value : out.is_object() && out.contains("values") ? out["values"] : nlohmann::ordered_json::array()) {
            if (value["attr"] != attr)
                continue;
            const auto &found = std::string_view(member) == "value" ? value["value"] : value["where"].contains(member) ? value["where"][member] : nlohmann::ordered_json();
            return found.is_string() ? QByteArray::fromStdString(found.get<std::string>()) : QByteArray::fromStdString(found.dump());
        }
        return "~";
    }
    static void import(const Cli &cli, const QStringList &files)
    {
        for (const QString &file : files)
            QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file}).code, 0);
    }

private slots:
    void reachesWhatIsEncrypted_data()
    {
        QTest::addColumn<QByteArray>("store");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("thing");
        QTest::addColumn<QByteArray>("management");
        const auto row = [](const char *name, const QByteArray &store, const QByteArray &key, const QString &thing, const char *management) {
            QTest::newRow(name) << store << key << thing << QByteArray(management);
        };
        const auto aws = [&](const char *name, const char *manager, const char *origin, const char *management) {
            row(name, snapshot(bucketItem()), snapshot(keyItem(keyConfiguration(manager, origin))), Bucket, management);
        };
        aws("AWS, external key store", "CUSTOMER", "EXTERNAL_KEY_STORE", "hyok");
        aws("AWS, imported material", "CUSTOMER", "EXTERNAL", "byok");
        aws("AWS, made in the service", "CUSTOMER", "AWS_KMS", "cmk");
        aws("AWS, made in CloudHSM", "CUSTOMER", "AWS_CLOUDHSM", "cmk");
        aws("AWS, its own key", "AWS", "AWS_KMS", "provider");
        aws("AWS, an origin of tomorrow", "CUSTOMER", "SOMETHING_NEW", "cmk");
        const QString bucket = u"workload://storage.googleapis.com/claims"_s;
        const auto google = [&](const char *name, const QByteArray &data, const char *management) {
            row(name, googleBucket(), googleAsset(GoogleKey, "cloudkms.googleapis.com/CryptoKey", data), bucket, management);
        };
        google("Google, external", R"({"versionTemplate":{"protectionLevel":"EXTERNAL"}})", "hyok");
        google("Google, external by VPC", R"({"versionTemplate":{"protectionLevel":"EXTERNAL_VPC"}})", "hyok");
        google("Google, hardware", R"({"versionTemplate":{"protectionLevel":"HSM"}})", "cmk");
        google("Google, software", R"({"versionTemplate":{"protectionLevel":"SOFTWARE"}})", "cmk");
        google("Google, imported", R"({"importOnly":true,"versionTemplate":{"protectionLevel":"HSM"}})", "byok");
        const QString account = u"workload:/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg/providers/microsoft.storage/storageaccounts/claims"_s;
        const auto azure = [&](const char *name, const char *source, const QByteArray &vault, const QByteArray &host, const char *kind, const char *management) {
            row(name, azureAccount(vaultKey(source, "https:" + QByteArray("//") + host + '/')), azureKey(vault, host, kind), account, management);
        };
        azure("Azure, key vault", "Microsoft.Keyvault", "vaults/v", "v.vault.azure.net", "RSA", "cmk");
        azure("Azure, managed hardware", "Microsoft.Keyvault", "managedHSMs/h", "h.managedhsm.azure.net", "RSA-HSM", "cmk");
        azure("Azure, back to its own key", "Microsoft.Storage", "vaults/v", "v.vault.azure.net", "RSA", "provider");
    }
    void reachesWhatIsEncrypted()
    {
        QFETCH(QByteArray, store);
        QFETCH(QByteArray, key);
        QFETCH(QString, thing);
        QFETCH(QByteArray, management);
        for (const bool keyFirst : {false, true}) {
            const Cli cli;
            cli.write(u"111122223333_Config_eu-central-1_ConfigSnapshot_20261101T000000Z.json"_s, store);
            cli.write(u"111122223333_Config_eu-central-1_ConfigSnapshot_20261102T000000Z.json"_s, key);
            QStringList files{u"111122223333_Config_eu-central-1_ConfigSnapshot_20261101T000000Z.json"_s,
                              u"111122223333_Config_eu-central-1_ConfigSnapshot_20261102T000000Z.json"_s};
            if (keyFirst)
                std::swap(files[0], files[1]);
            import(cli, files);
            QCOMPARE(shown(cli, thing, "key_management"), management);
            QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
        }
    }

    /// Of a key outside the provider the region that its name tells is no place of the key.
    void placeOfTheKey()
    {
        for (const bool keyFirst : {false, true}) {
            const Cli cli;
            cli.write(u"bucket.json"_s, snapshot(bucketItem()));
            cli.write(u"key.json"_s, snapshot(keyItem(keyConfiguration("CUSTOMER", "EXTERNAL_KEY_STORE"))));
            import(cli, keyFirst ? QStringList{u"key.json"_s, u"bucket.json"_s} : QStringList{u"bucket.json"_s, u"key.json"_s});
            QCOMPARE(shown(cli, AwsKey, "key_countries"), QByteArray("null"));
            QCOMPARE(shown(cli, Bucket, "key_countries"), QByteArray("null"));
        }
        const Cli cli;
        cli.write(u"bucket.json"_s, snapshot(bucketItem()));
        import(cli, {u"bucket.json"_s});
        QCOMPARE(shown(cli, Bucket, "key_countries", "inherited_from"), AwsKey.toUtf8());
    }

    void whoseWordItIs()
    {
        const Cli cli;
        cli.write(u"bucket.json"_s, snapshot(bucketItem()));
        cli.write(u"key.json"_s, snapshot(keyItem(keyConfiguration("CUSTOMER", "EXTERNAL_KEY_STORE"))));
        import(cli, {u"bucket.json"_s, u"key.json"_s});
        QCOMPARE(shown(cli, Bucket, "key_management", "inherited_from"), AwsKey.toUtf8());
        const auto run = [&](const QStringList &arguments) {
            QStringList all = arguments;
            all.insert(1, u"--workspace"_s);
            all.insert(2, u"w"_s);
            QCOMPARE(cli.run(all).code, 0);
        };
        // What is said of the key by hand holds for the bucket, and is taken back with it.
        run({u"set"_s, AwsKey, u"custody=third_party"_s});
        QCOMPARE(shown(cli, Bucket, "key_management"), QByteArray("external"));
        run({u"undo"_s});
        QCOMPARE(shown(cli, Bucket, "key_management"), QByteArray("hyok"));
        // What is said of the bucket itself stands, until it is taken back; then it follows again.
        run({u"set"_s, Bucket, u"key_management=byok"_s});
        run({u"set"_s, AwsKey, u"custody=third_party"_s});
        QCOMPARE(shown(cli, Bucket, "key_management"), QByteArray("byok"));
        run({u"set"_s, Bucket, u"key_management="_s});
        QCOMPARE(shown(cli, Bucket, "key_management"), QByteArray("external"));
        QCOMPARE(shown(cli, Bucket, "key_management", "inherited_from"), AwsKey.toUtf8());
        run({u"undo"_s});
        run({u"undo"_s});
        run({u"undo"_s});
        run({u"undo"_s}); // the file of the key
        QCOMPARE(shown(cli, Bucket, "key_management"), QByteArray("cmk"));
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }

    /// A register's own word on the system comes before what its key tells.
    void registersWord()
    {
        const Cli cli;
        cli.write(u"systems.csv"_s, "workload:key,name,key,key_management\nw1,Archive,hsm-1,external\nw2,Shop,hsm-1,\nw3,Wiki,hsm-2,\n");
        cli.write(u"keys.csv"_s, "key:key,name,custody\nhsm-1,HSM,customer_outside\nhsm-2,HSM,\n");
        import(cli, {u"systems.csv"_s, u"keys.csv"_s});
        QCOMPARE(shown(cli, u"workload:w1"_s, "key_management"), QByteArray("external"));
        QCOMPARE(shown(cli, u"workload:w2"_s, "key_management"), QByteArray("hyok"));
        QCOMPARE(shown(cli, u"workload:w3"_s, "key_management"), QByteArray("null"));
    }
};

BAILIWICK_TEST(QCoreApplication, TestKeyCustody)

} // namespace tst_keycustody

#include "tst_keycustody.moc"
