// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"
#include "store/referencedata.h"
#include "store/referenceresource.h"
#include "support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

namespace tst_referencedata {

using namespace Qt::StringLiterals;

/// The reference data as a workspace sees it, against counts and facts worked out by hand or with jq.
class ReferenceDataTest : public QObject
{
    Q_OBJECT

private:
    QSqlDatabase m_db;
    store::ReferenceLookup m_lookup;

    QVariant one(const QString &sql) const
    {
        QSqlQuery query(m_db);
        if (!query.exec(sql))
            qWarning() << query.lastError().text() << sql;
        return query.next() ? query.value(0) : QVariant();
    }
    QStringList column(const QString &sql) const
    {
        QSqlQuery query(m_db);
        if (!query.exec(sql))
            qWarning() << query.lastError().text() << sql;
        QStringList found;
        while (query.next())
            found.append(query.value(0).toString());
        return found;
    }

private slots:
    void initTestCase()
    {
        m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"reference"_s);
        m_db.setDatabaseName(u":memory:"_s);
        QVERIFY(m_db.open());
        QCOMPARE(store::storedReferenceVersion(m_db), QString());
        QElapsedTimer timer;
        timer.start();
        const auto done = store::loadReferenceData(m_db);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail + done.error().where));
        qInfo("loaded in %lld ms", timer.elapsed());
        auto lookup = store::ReferenceLookup::fromResources();
        QVERIFY(lookup);
        m_lookup = *lookup;
    }

    void cleanupTestCase()
    {
        m_db.close();
        m_db = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"reference"_s);
    }

    void countsAreThoseOfTheSources_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("count");
        QTest::newRow("countries") << u"SELECT count(*) FROM ref_country"_s << 249;
        QTest::newRow("countries with a point")
            << u"SELECT count(*) FROM ref_country WHERE lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180"_s << 249;
        QTest::newRow("EU") << u"SELECT count(*) FROM ref_country WHERE eu"_s << 27;
        QTest::newRow("EU group") << u"SELECT count(*) FROM ref_country_group WHERE grp = 'EU'"_s << 34; // with seven territories that have codes of their own
        QTest::newRow("EEA") << u"SELECT count(*) FROM ref_country WHERE eea"_s << 30;
        QTest::newRow("fourteen eyes") << u"SELECT count(*) FROM ref_country_group WHERE grp = 'fourteen_eyes'"_s << 14;
        QTest::newRow("DOJ") << u"SELECT count(*) FROM ref_country WHERE doj_concern"_s << 8;
        QTest::newRow("adequacy decisions") << u"SELECT count(*) FROM ref_adequacy"_s << 17;
        QTest::newRow("adequacy of organisations") << u"SELECT count(*) FROM ref_adequacy WHERE country IS NULL"_s << 1;
        QTest::newRow("recognised by Brazil from a day")
            << u"SELECT count(*) FROM ref_set_member WHERE name = 'BR_RECOGNISED' AND valid_from = julianday('2026-01-26') - 2440587.5"_s << 30;
        // Of September 2025 no day is known: sure from its last day on.
        QTest::newRow("recognised by Korea from a month")
            << u"SELECT count(*) FROM ref_set_member WHERE name = 'KR_RECOGNISED' AND valid_from = julianday('2025-09-30') - 2440587.5"_s << 30;
        QTest::newRow("laws") << u"SELECT count(*) FROM ref_law"_s << 33;
        QTest::newRow("uncertain laws") << u"SELECT count(*) FROM ref_law WHERE status_uncertain"_s << 2;
        QTest::newRow("providers") << u"SELECT count(*) FROM ref_provider"_s << 128 + 64;
        QTest::newRow("researched regions")
            << u"SELECT count(*) FROM ref_region WHERE source = 'cloud-regions'"_s << 267;
        QTest::newRow("regions") << u"SELECT count(*) FROM ref_region"_s << 573;
        QTest::newRow("chips") << u"SELECT count(*) FROM ref_chip"_s << 117;
    }
    void countsAreThoseOfTheSources()
    {
        QFETCH(QString, sql);
        QFETCH(int, count);
        QCOMPARE(one(sql).toInt(), count);
    }

    /// Queries that must find no row.
    void everyReferenceResolves_data()
    {
        QTest::addColumn<QString>("sql");
        const QString country = u" NOT IN (SELECT code FROM ref_country)"_s;
        QTest::newRow("law country") << u"SELECT id FROM ref_law WHERE country <> 'EU' AND country"_s + country;
        QTest::newRow("provider country") << u"SELECT provider FROM ref_provider_country WHERE country"_s + country;
        QTest::newRow("legal country") << u"SELECT id FROM ref_provider WHERE legal_country"_s + country;
        QTest::newRow("parent country") << u"SELECT id FROM ref_provider WHERE ultimate_parent_country"_s + country;
        QTest::newRow("region country") << u"SELECT code FROM ref_region WHERE country"_s + country;
        QTest::newRow("group country") << u"SELECT code FROM ref_country_group WHERE code"_s + country;
        QTest::newRow("adequacy country") << u"SELECT country FROM ref_adequacy WHERE country"_s + country;
        QTest::newRow("vendor country") << u"SELECT id FROM ref_chip WHERE vendor_country"_s + country;
        QTest::newRow("fab country") << u"SELECT id FROM ref_chip WHERE fab_country"_s + country;
        QTest::newRow("developer country") << u"SELECT pattern FROM ref_model_developer WHERE country"_s + country;
        const QString provider = u" NOT IN (SELECT id FROM ref_provider)"_s;
        QTest::newRow("region provider") << u"SELECT code FROM ref_region WHERE provider"_s + provider;
        QTest::newRow("alias provider") << u"SELECT alias FROM ref_provider_alias WHERE provider"_s + provider;
        QTest::newRow("instance provider") << u"SELECT type FROM ref_instance WHERE provider"_s + provider;
        QTest::newRow("developer") << u"SELECT pattern FROM ref_model_developer WHERE developer"_s + provider;
        QTest::newRow("instance chip")
            << u"SELECT type FROM ref_instance WHERE chip NOT IN (SELECT id FROM ref_chip)"_s;
        QTest::newRow("chip alias")
            << u"SELECT alias FROM ref_chip_alias WHERE chip NOT IN (SELECT id FROM ref_chip)"_s;
        QTest::newRow("provider law")
            << u"SELECT law FROM ref_provider_law WHERE law NOT IN (SELECT id FROM ref_law)"_s;
        QTest::newRow("parent region")
            << u"SELECT code FROM ref_region r WHERE parent_region IS NOT NULL AND NOT EXISTS "
               "(SELECT 1 FROM ref_region p WHERE p.provider = r.provider AND p.code = r.parent_region)"_s;
        QTest::newRow("kind")
            << u"SELECT code FROM ref_region WHERE kind NOT IN ('region', 'sovereign_cloud', 'government', "
               "'local_zone', 'dedicated_local_zone', 'outpost', 'ai_factory', 'edge', 'multi_region', 'global', "
               "'on_premises')"_s;
        QTest::newRow("a place without country")
            << u"SELECT code FROM ref_region WHERE country IS NULL AND kind NOT IN ('multi_region', 'global')"_s;
        QTest::newRow("confidence")
            << u"SELECT id FROM ref_provider WHERE confidence NOT IN ('V', 'V/K', 'V-low', 'K', 'K-low')"_s;
        QTest::newRow("aliases are lower case")
            << u"SELECT alias FROM ref_provider_alias WHERE alias <> lower(trim(alias))"_s;
    }
    void everyReferenceResolves()
    {
        QFETCH(QString, sql);
        QVERIFY(one(u"SELECT count(*) FROM ("_s + sql + u')').isValid()); // the query itself is sound
        QCOMPARE(column(sql), QStringList());
    }

    void exposure_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("law");
        QTest::addColumn<QStringList>("grounds");
        QTest::newRow("a German company of a US parent")
            << u"aws-esc"_s << u"US_CLOUD_ACT"_s << QStringList{u"parent/US/0"_s};
        QTest::newRow("and by its own seat")
            << u"aws-esc"_s << u"DE_G10"_s << QStringList{u"hq/DE/0"_s, u"legal/DE/0"_s};
        QTest::newRow("a law of the Union")
            << u"aws-esc"_s << u"EU_EEVID"_s << QStringList{u"hq/DE/0"_s, u"legal/DE/0"_s};
        QTest::newRow("a US subsidiary only warns")
            << u"ovhcloud"_s << u"US_CLOUD_ACT"_s << QStringList{u"partial_subsidiary/US/1"_s};
        QTest::newRow("a US nexus only warns") << u"nebius"_s << u"US_FISA_702"_s << QStringList{u"us_nexus/US/1"_s};
        QTest::newRow("chain of control") << u"exoscale"_s << u"EU_EEVID"_s << QStringList{u"control_chain/AT/0"_s};
        QTest::newRow("listed, no country") << u"openeurollm"_s << u"EU_EEVID"_s << QStringList{u"listed/EU/0"_s};
        QTest::newRow("no US law") << u"stackit"_s << u"US_CLOUD_ACT"_s << QStringList();
    }
    void exposure()
    {
        QFETCH(QString, provider);
        QFETCH(QString, law);
        QFETCH(QStringList, grounds);
        QCOMPARE(column(u"SELECT ground || '/' || via_country || '/' || partial FROM ref_provider_law "
                        "WHERE provider = '%1' AND law = '%2' ORDER BY 1"_s.arg(provider, law)),
                 grounds);
    }

    /// Each law that the research lists for a provider is there without `partial`, and all countries' laws.
    void listedExposureIsKept()
    {
        QFile file(QStringLiteral(FACTS) + u"/jurisdictions.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("the research that the resources were made from is not here");
        const QJsonObject facts = QJsonDocument::fromJson(file.readAll()).object();
        const QJsonArray providers = facts.value("providers"_L1).toArray();
        QCOMPARE(providers.size(), 128);
        for (const QJsonValue &value : providers) {
            const QString id = value["id"_L1].toString();
            const QStringList have =
                column(u"SELECT DISTINCT law FROM ref_provider_law WHERE provider = '%1' AND NOT partial"_s.arg(id));
            const QJsonArray laws = value["exposed_laws"_L1].toArray();
            for (const QJsonValue &law : laws)
                QVERIFY2(have.contains(law.toString()), qPrintable(id + u' ' + law.toString()));
        }
        const QJsonObject countries = facts.value("countries"_L1).toObject();
        QCOMPARE(countries.size(), 249);
    }

    void adequacyDates()
    {
        QCOMPARE(one(u"SELECT valid_until FROM ref_adequacy WHERE country = 'GB'"_s).toInt(),
                 domain::toDay(QDate(2031, 12, 27)));
        QVERIFY(one(u"SELECT valid_until FROM ref_adequacy WHERE country = 'CH'"_s).isNull());
        QCOMPARE(one(u"SELECT valid_from FROM ref_adequacy WHERE country = 'US'"_s).toInt(),
                 domain::toDay(QDate(2023, 7, 10)));
        QCOMPARE(column(u"SELECT country || ' ' || condition FROM ref_adequacy WHERE condition IS NOT NULL "
                        "ORDER BY country"_s),
                 (QStringList{u"CA commercial"_s, u"IL scope_check"_s, u"JP private_sector"_s, u"KR scope_check"_s,
                              u"US dpf_certified"_s}));
    }

    void aReportedLapseIsNotAnEnd()
    {
        QCOMPARE(one(u"SELECT status_uncertain FROM ref_law WHERE id = 'US_FISA_702'"_s).toInt(), 1);
        QVERIFY(one(u"SELECT valid_until FROM ref_law WHERE id = 'US_FISA_702'"_s).isNull());
        QCOMPARE(one(u"SELECT count(*) FROM ref_provider_law WHERE law = 'US_FISA_702' AND provider = 'aws'"_s).toInt(),
                 3);
        QCOMPARE(one(u"SELECT valid_from FROM ref_law WHERE id = 'EU_EEVID'"_s).toInt(),
                 domain::toDay(QDate(2026, 8, 18)));
    }

    void aJoinFindsAcceleratorsAsWritten_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("expected");
        QTest::newRow("aws") << u"aws"_s << u"p5.48xlarge"_s << u"nvidia-h100 8"_s;
        QTest::newRow("sagemaker") << u"aws"_s << u"ml.p5.48xlarge"_s << u"nvidia-h100 8"_s;
        QTest::newRow("sovereign") << u"aws-esc"_s << u"p5.48xlarge"_s << u"nvidia-h100 8"_s;
        QTest::newRow("trainium") << u"aws"_s << u"trn2.48xlarge"_s << u"aws-trainium2 16"_s;
        QTest::newRow("azure") << u"microsoft"_s << u"Standard_ND96isr_H100_v5"_s << u"nvidia-h100 8"_s;
        QTest::newRow("azure, lower case") << u"microsoft"_s << u"standard_nd96isr_h100_v5"_s << u"nvidia-h100 8"_s;
        QTest::newRow("google") << u"google"_s << u"a3-highgpu-8g"_s << u"nvidia-h100 8"_s;
        QTest::newRow("tpu by chips") << u"google"_s << u"v5litepod-8"_s << u"google-tpu-v5e 8"_s;
        QTest::newRow("tpu by cores") << u"google"_s << u"v4-8"_s << u"google-tpu-v4 4"_s;
        QTest::newRow("unknown") << u"aws"_s << u"m5.large"_s << QString();
    }
    void aJoinFindsAcceleratorsAsWritten()
    {
        QFETCH(QString, provider);
        QFETCH(QString, type);
        QFETCH(QString, expected);
        QCOMPARE(one(u"SELECT chip || ' ' || count FROM ref_instance WHERE provider = '%1' AND type = '%2'"_s.arg(
                         provider, type))
                     .toString(),
                 expected);
        const auto fact = m_lookup.instance(provider, type);
        QCOMPARE(fact ? u"%1 %2"_s.arg(fact->chip).arg(fact->count) : QString(), expected);
    }

    void regions_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected"); // code country kind parent
        QTest::newRow("display name") << u"microsoft"_s << u"West Europe"_s << u"westeurope NL region "_s;
        QTest::newRow("with geography") << u"microsoft"_s << u"(Europe) West Europe"_s << u"westeurope NL region "_s;
        QTest::newRow("by alias") << u"azurerm"_s << u"germanywestcentral"_s << u"germanywestcentral DE region "_s;
        QTest::newRow("zone") << u"aws"_s << u"us-east-1a"_s << u"us-east-1 US region "_s;
        QTest::newRow("local zone") << u"aws"_s << u"us-west-2-lax-1a"_s
                                    << u"us-west-2-lax-1 US local_zone us-west-2"_s;
        QTest::newRow("local zone abroad")
            << u"aws"_s << u"eu-central-1-waw-1a"_s << u"eu-central-1-waw-1 PL local_zone eu-central-1"_s;
        QTest::newRow("local zone not listed")
            << u"aws"_s << u"eu-central-1-xyz-1a"_s << u"eu-central-1-xyz-1  local_zone eu-central-1"_s;
        QTest::newRow("edge") << u"aws"_s << u"eu-central-1-wl1-ber-wlz-1"_s
                              << u"eu-central-1-wl1-ber-wlz-1 DE edge eu-central-1"_s;
        QTest::newRow("sovereign") << u"aws-esc"_s << u"eusc-de-east-1"_s << u"eusc-de-east-1 DE sovereign_cloud "_s;
        QTest::newRow("sovereign zone") << u"aws"_s << u"eusc-de-east-1a"_s << u"eusc-de-east-1 DE sovereign_cloud "_s;
        QTest::newRow("government") << u"aws"_s << u"us-gov-west-1b"_s << u"us-gov-west-1 US government "_s;
        QTest::newRow("China") << u"aws"_s << u"cn-north-1"_s << u"cn-north-1 CN region "_s;
        QTest::newRow("google zone") << u"google"_s << u"europe-west8-b"_s << u"europe-west8 IT region "_s;
        QTest::newRow("google region") << u"gcp"_s << u"europe-west8"_s << u"europe-west8 IT region "_s;
        QTest::newRow("google address") << u"google"_s
                                        << u"https://www.googleapis.com/compute/v1/projects/p/zones/europe-west8-b"_s
                                        << u"europe-west8 IT region "_s;
        QTest::newRow("google bucket location") << u"google"_s << u"EU"_s << u"eu  multi_region "_s;
        QTest::newRow("hetzner") << u"hcloud"_s << u"fsn1-dc14"_s << u"fsn1 DE region "_s;
        QTest::newRow("ovh") << u"ovh"_s << u"GRA11"_s << u"gra FR region "_s;
        QTest::newRow("oracle") << u"oci"_s << u"Uocm:EU-FRANKFURT-1-AD-1"_s << u"eu-frankfurt-1 DE region "_s;
        QTest::newRow("otc") << u"t-systems"_s << u"eu-de-01"_s << u"eu-de DE region "_s;
        QTest::newRow("stackit") << u"stackit"_s << u"eu01-m"_s << u"eu01 DE region "_s;
        QTest::newRow("OVH region with a number") << u"ovhcloud"_s << u"GRA11"_s << u"gra FR region "_s;
        QTest::newRow("OVH region with a number of its own") << u"ovhcloud"_s << u"US-EAST-VA-1"_s << u"us-east-va US region "_s;
        QTest::newRow("scaleway zone") << u"scaleway"_s << u"fr-par-2"_s << u"fr-par-2 FR region fr-par"_s;
        QTest::newRow("unknown region") << u"aws"_s << u"eu-nowhere-9"_s << QString();
        QTest::newRow("unknown provider") << u"nobody"_s << u"eu-west-1"_s << QString();
        QTest::newRow("empty") << u"aws"_s << QString() << QString();
    }
    void regions()
    {
        QFETCH(QString, provider);
        QFETCH(QString, code);
        QFETCH(QString, expected);
        const auto fact = m_lookup.region(provider, code);
        QCOMPARE(fact ? fact->code + u' ' + fact->country + u' ' + fact->kind + u' ' + fact->parentRegion : QString(),
                 expected);
    }

    void aGoogleTypeMayBeAnAddress()
    {
        const auto fact = m_lookup.instance(u"google", u"projects/p/zones/z/machineTypes/g2-standard-48");
        QVERIFY(fact);
        QCOMPARE(fact->chip, u"nvidia-l4"_s);
        QCOMPARE(fact->count, 4);
    }

    void partitions()
    {
        QCOMPARE(m_lookup.region(u"aws", u"eusc-de-east-1")->partition, u"aws-eusc"_s);
        QCOMPARE(m_lookup.region(u"aws", u"us-gov-east-1")->partition, u"aws-us-gov"_s);
        QCOMPARE(m_lookup.region(u"aws", u"cn-northwest-1")->partition, u"aws-cn"_s);
        QCOMPARE(m_lookup.region(u"aws", u"eu-central-1")->partition, u"aws"_s);
    }

    void providers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        const QList<std::pair<const char *, const char *>> rows{
            {"Amazon", "aws"},
            {"AWS", "aws"},
            {"Amazon Web Services EMEA SARL", "aws"},
            {" Anthropic ", "anthropic"},
            {"AI21 Labs", "ai21"},
            {"Cohere", "cohere"},
            {"Meta", "meta"},
            {"Mistral AI", "mistral"},
            {"Stability AI", "stability"},
            {"DeepSeek", "deepseek"},
            {"OpenAI", "openai"},
            {"xAI", "xai"},
            {"Writer", "writer"},
            {"TwelveLabs", "twelvelabs"},
            {"Microsoft", "microsoft"},
            {"NVIDIA", "nvidia"},
            {"mistralai", "mistral"},
            {"meta-llama", "meta"},
            {"aisingapore", "aisg"},
            {"ilsp", "ilsp"},
            {"google", "google"},
            {"CohereForAI", "cohere"},
            {"deepseek-ai", "deepseek"},
            {"Qwen", "alibaba"},
            {"swiss-ai", "swiss-ai"},
            {"utter-project", "openeurollm"},
            {"BAAI", "baai"},
            {"zai-org", "zhipu"},
            {"aliyun", "alibaba"},
            {"oci", "oracle"},
            {"Orange SA", "orange-business"},
            {"SAP SE", "sap"},
            {"provider[\"registry.terraform.io/hashicorp/azurerm\"]", "microsoft"},
            {"provider[\"registry.opentofu.org/hashicorp/aws\"].eu", "aws"},
            {"OpenAI Inc", "openai"},
            {"Mistral AI SAS", "mistral"},
            {"DeepSeek Co., Ltd.", "deepseek"},
            {"Tata Consultancy Services Limited", "tcs"},
            {"Inc", ""},
            {"nobody at all", ""},
            {"", ""}};
        for (const auto &[name, id] : rows)
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(id);
    }
    void providers()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        QCOMPARE(m_lookup.resolveProvider(name), id);
    }

    void chips_data()
    {
        QTest::addColumn<QString>("alias");
        QTest::addColumn<QString>("id");
        const QList<std::pair<const char *, const char *>> rows{{"NVIDIA-A100-SXM4-80GB", "nvidia-a100"},
                                                                {"NVIDIA-A100-SXM4-40GB-MIG-1g.5gb", "nvidia-a100"},
                                                                {"Tesla T4", "nvidia-t4"},
                                                                {"nvidia-tesla-t4", "nvidia-t4"},
                                                                {"nvidia-h100-80gb", "nvidia-h100"},
                                                                {"NVIDIA H100 80GB HBM3", "nvidia-h100"},
                                                                {"A10G", "nvidia-a10g"},
                                                                {"l40s", "nvidia-l40s"},
                                                                {"AMD Instinct MI300X", "amd-mi300x"},
                                                                {"Trainium", "aws-trainium"},
                                                                {"Trainium2", "aws-trainium2"},
                                                                {"tpu-v5-lite-podslice", "google-tpu-v5e"},
                                                                {"TPU v4", "google-tpu-v4"},
                                                                {"Gaudi 3", "intel-gaudi3"},
                                                                {"Gaudi HL-205", "intel-gaudi"},
                                                                {"radeon-pro-v520", "amd-radeon-pro-v520"},
                                                                {"Qualcomm AI100", "qualcomm-ai100"},
                                                                {"K80", "nvidia-k80"},
                                                                {"nvidia-b200", "nvidia-b200"},
                                                                {"Gaudi 9", ""},
                                                                {"Xeon", ""},
                                                                {"", ""}};
        for (const auto &[alias, id] : rows)
            QTest::newRow(alias) << QString::fromLatin1(alias) << QString::fromLatin1(id);
    }
    void chips()
    {
        QFETCH(QString, alias);
        QFETCH(QString, id);
        const auto fact = m_lookup.chip(alias);
        QCOMPARE(fact ? fact->id : QString(), id);
    }

    void developers_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("expected");
        const QList<std::pair<const char *, const char *>> rows{
            {"anthropic.claude-3-5-sonnet-20241022-v2:0", "anthropic US"},
            {"eu.amazon.nova-lite-v1:0", "aws US"},
            {"us.meta.llama3-2-1b-instruct-v1:0", "meta US"},
            {"mistral.mixtral-8x7b-instruct-v0:1", "mistral FR"},
            {"cohere.command-r-plus-v1:0", "cohere CA"},
            {"ai21.jamba-1-5-large-v1:0", "ai21 IL"},
            {"gpt-4o", "openai US"},
            {"gemini-2.5-pro", "google US"},
            {"Qwen/Qwen2.5-7B-Instruct", "alibaba CN"},
            {"deepseek-r1-distill-llama-70b", "deepseek CN"},
            {"aisingapore/Llama-SEA-LION-v3-8B-IT", "aisg SG"},
            {"ilsp/Meltemi-7B-Instruct-v1.5", "ilsp GR"},
            {"openGPT-X/Teuken-7B-instruct", "opengpt-x DE"},
            {"swiss-ai/Apertus-70B", "swiss-ai CH"},
            {"gpt-nl-26b", "gpt-nl NL"},
            {"utter-project/EuroLLM-9B", "openeurollm "},
            {"ollama-proxy", ""},
            {"Mistral wind forecast", ""},
            {"Llama farm counting", ""},
            {"Gemini twin detection", ""},
            {"granite-quarry-defects", ""},
            {"Claude Monet style classifier", ""},
            {"Mistrale", ""},
            {"Mistral Large 2", "mistral FR"},
            {"mistralai/Mistral-7B-v0.1", "mistral FR"},
            {"Mistral AI", "mistral FR"},
            {"Our Llama 3.1, tuned", "meta US"},
            {"Claude Sonnet 4.5", "anthropic US"},
            {"claude", "anthropic US"},
            {"Gemini Pro", "google US"},
            {"granite-code-8b", "ibm US"},
            {"whisper-large-v3", "openai US"},
            {"fraud-score-v3", ""}};
        for (const auto &[model, expected] : rows)
            QTest::newRow(model) << QString::fromLatin1(model) << QString::fromLatin1(expected);
    }
    void developers()
    {
        QFETCH(QString, model);
        QFETCH(QString, expected);
        const auto fact = m_lookup.developerOfModel(model);
        QCOMPARE(fact ? fact->developer + u' ' + fact->country : QString(), expected);
    }

    void aSecondLoadWritesNothing()
    {
        const int before = one(u"SELECT total_changes()"_s).toInt();
        QVERIFY(before > 2000);
        QVERIFY(store::loadReferenceData(m_db));
        QCOMPARE(one(u"SELECT total_changes()"_s).toInt(), before);
        QCOMPARE(store::storedReferenceVersion(m_db), store::referenceVersion());
        QCOMPARE(store::referenceVersion().size(), 40);
    }

    void anotherVersionIsReplaced()
    {
        QSqlQuery query(m_db);
        QVERIFY(query.exec(u"UPDATE ref_meta SET value = 'older' WHERE key = 'version'"_s));
        QVERIFY(query.exec(u"DELETE FROM ref_law"_s));
        query.finish();
        QVERIFY(store::loadReferenceData(m_db));
        QCOMPARE(one(u"SELECT count(*) FROM ref_law"_s).toInt(), 33);
        QCOMPARE(store::storedReferenceVersion(m_db), store::referenceVersion());
    }

    /// Inside a caller's transaction, and undone with it.
    void aCallersTransactionStaysIntact()
    {
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"inner"_s);
            db.setDatabaseName(u":memory:"_s);
            QVERIFY(db.open());
            QVERIFY(db.transaction());
            QVERIFY(store::loadReferenceData(db));
            QVERIFY(!store::storedReferenceVersion(db).isEmpty());
            QVERIFY(db.rollback());
            QCOMPARE(store::storedReferenceVersion(db), QString());
        }
        QSqlDatabase::removeDatabase(u"inner"_s);
    }

    void aClosedDatabaseIsAnError()
    {
        {
            QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"closed"_s);
            const auto done = store::loadReferenceData(db);
            QVERIFY(!done);
            QCOMPARE(done.error().code, domain::ErrorCode::DatabaseError);
        }
        QSqlDatabase::removeDatabase(u"closed"_s);
    }

    void anEmptyLookupKnowsNothing()
    {
        const store::ReferenceLookup nothing;
        QVERIFY(nothing.resolveProvider(u"AWS").isEmpty());
        QVERIFY(!nothing.region(u"aws", u"eu-west-1"));
        QVERIFY(!nothing.chip(u"h100"));
        QVERIFY(!nothing.developerOfModel(u"gpt-4o"));
    }

    void mapHasTheCountries()
    {
        for (const auto &[scale, count] : {std::pair(u"110m"_s, 177), std::pair(u"50m"_s, 241)}) {
            QFile file(u":/map/countries-%1.json"_s.arg(scale));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonObject map = QJsonDocument::fromJson(file.readAll()).object();
            QCOMPARE(map.value("type"_L1).toString(), u"Topology"_s);
            const QJsonArray geometries =
                map["objects"_L1].toObject()["countries"_L1].toObject()["geometries"_L1].toArray();
            QCOMPARE(geometries.size(), count);
            QStringList disputed;
            for (const QJsonValue &geometry : geometries) {
                const QJsonObject properties = geometry["properties"_L1].toObject();
                const QString code = properties.value("iso_a2"_L1).toString();
                if (properties.value("disputed"_L1).toBool())
                    disputed.append(properties.value("name"_L1).toString());
                else if (properties.value("name"_L1) != "Indian Ocean Ter."_L1)
                    QVERIFY2(!m_lookup.countryName(code).isEmpty(), qPrintable(code));
            }
            QVERIFY(disputed.contains(u"Kosovo"_s));
            QVERIFY(disputed.contains(u"N. Cyprus"_s));
            QVERIFY(disputed.contains(u"Somaliland"_s));
        }
    }

    void fontsAreThere()
    {
        for (const QString &name : {u"Inter-Regular.otf"_s, u"Inter-Medium.otf"_s, u"Inter-SemiBold.otf"_s,
                                    u"Inter-Bold.otf"_s, u"NotoSansArabic-Regular.ttf"_s})
            QVERIFY2(QFile(u":/fonts/"_s + name).size() > 100000, qPrintable(name));
    }
};

BAILIWICK_TEST(QCoreApplication, ReferenceDataTest)

} // namespace tst_referencedata

#include "tst_referencedata.moc"
