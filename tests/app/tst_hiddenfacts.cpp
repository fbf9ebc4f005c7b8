// SPDX-License-Identifier: GPL-3.0-or-later
// What exports say between the lines (formats, sections 0.4 and 14): who operates a region, where a named key lies, that a model chooses
// its region itself, that a list is not the whole.
#include "support/importtest.h"
#include "support/testmain.h"

#include <algorithm>

namespace tst_hiddenfacts {

using namespace Qt::StringLiterals;

namespace {

using Files = QList<std::pair<QString, QByteArray>>; ///< name and content, in the order of the import

QByteArray snapshot(const QByteArray &item) { return "{\"configSnapshotId\":\"x\",\"configurationItems\":[" + item + "]}"; }

QByteArray machine(const QByteArray &partition, const QByteArray &region, const QByteArray &type = "t3.large")
{
    return "{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-0bb\",\"ARN\":\"arn:" + partition + ":ec2:" + region +
           ":111122223333:instance/i-0bb\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"" + region +
           "\",\"configurationItemStatus\":\"OK\",\"configuration\":{\"instanceType\":\"" + type + "\",\"state\":{\"name\":\"running\"}}}";
}

QByteArray graph(const QByteArray &rows) { return "{\"count\":1,\"data\":[" + rows + "],\"skip_token\":null,\"total_records\":1}"; }

QByteArray azure(const QByteArray &type, const QByteArray &name, const QByteArray &location, const QByteArray &properties, const QByteArray &kind = "")
{
    return "{\"id\":\"/subscriptions/s-1/resourceGroups/g/providers/" + type + "/" + name + "\",\"name\":\"" + name + "\",\"type\":\"" + type.toLower() +
           "\",\"kind\":\"" + kind + "\",\"location\":\"" + location + "\",\"resourceGroup\":\"g\",\"subscriptionId\":\"s-1\",\"properties\":" + properties + "}";
}

QByteArray identities(const QByteArray &users, const QByteArray &roles, const QByteArray &policies)
{
    return "{\"UserDetailList\":[" + users + "],\"GroupDetailList\":[],\"RoleDetailList\":[" + roles + "],\"Policies\":[" + policies + "],\"IsTruncated\":false}";
}


/// A list that asked for less does not take away what a fuller one told, whichever of the two comes first; and what the lists of the clouds tell in
/// places of their own: policies in states, models and machines of SageMaker.
namespace poorer {

QByteArray item(const QByteArray &type, const QByteArray &id, const QByteArray &arn, const QByteArray &configuration, const QByteArray &zone = "Regional")
{
    return "{\"resourceType\":\"" + type + "\",\"resourceId\":\"" + id + "\",\"ARN\":\"" + arn + "\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"" + arn.split(':').value(3) +
           "\",\"availabilityZone\":\"" + zone + "\",\"configurationItemStatus\":\"OK\",\"configurationItemCaptureTime\":\"2026-11-01T00:00:00Z\",\"configuration\":" + configuration + "}";
}

QByteArray items(const QByteArray &all) { return "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"x\",\"configurationItems\":[" + all + "]}"; }

/// A query that asks for the identifier and the region only.
QByteArray query(const QByteArray &type, const QByteArray &id, const QByteArray &arn)
{
    QByteArray row = "{\"resourceId\":\"" + id + "\",\"resourceType\":\"" + type + "\",\"awsRegion\":\"" + arn.split(':').value(3) + "\",\"accountId\":\"111122223333\",\"arn\":\"" + arn + "\"}";
    row.replace('"', "\\\"");
    return "{\"Results\":[\"" + row + "\"],\"QueryInfo\":{\"SelectFields\":[{\"Name\":\"resourceId\"}]}}";
}

QByteArray reservation(const QByteArray &instance)
{
    return "{\"Reservations\":[{\"OwnerId\":\"111122223333\",\"ReservationId\":\"r-1\",\"Instances\":[{\"InstanceId\":\"i-1\",\"InstanceType\":\"t3.large\",\"State\":{\"Name\":\"running\"}," + instance + "}]}]}";
}

QByteArray graph(const QByteArray &rows) { return "{\"count\":1,\"data\":[" + rows + "],\"skip_token\":null,\"total_records\":1}"; }

QByteArray azure(const QByteArray &type, const QByteArray &more)
{
    return "{\"id\":\"/subscriptions/s-1/resourceGroups/g/providers/" + type + "/vm\",\"name\":\"vm\",\"type\":\"" + type.toLower() + "\",\"location\":\"westeurope\"" + more + "}";
}

QByteArray state(const QByteArray &lineage, const QByteArrayList &resources)
{
    return "{\"version\":4,\"terraform_version\":\"1.9.0\",\"serial\":1,\"lineage\":\"" + lineage + "\",\"outputs\":{},\"resources\":[" + resources.join(',') + "]}";
}

QByteArray managed(const QByteArray &type, const QByteArray &attributes)
{
    return "{\"mode\":\"managed\",\"type\":\"" + type + "\",\"name\":\"a\",\"provider\":\"provider[\\\"registry.terraform.io/hashicorp/x\\\"]\",\"instances\":[{\"attributes\":{" + attributes + "}}]}";
}

/// A policy that admits another account, as a state writes it.
QByteArray admits(const QByteArray &action)
{
    return "\"policy\":\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::999988887777:root\\\"},\\\"Action\\\":\\\"" + action +
           "\\\",\\\"Resource\\\":\\\"*\\\"}]}\"";
}

QByteArray role(const QByteArray &name, const QByteArray &sourceArn)
{
    const QByteArray condition = sourceArn.isEmpty() ? QByteArray() : ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:bedrock:eu-central-1:111122223333:" + sourceArn + "\"}}";
    return "{\"RoleName\":\"" + name + "\",\"Arn\":\"arn:aws:iam::111122223333:role/" + name +
           "\",\"AssumeRolePolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"bedrock.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"" + condition + "}]}}";
}

/// Region or site of the systems for a facet.
QString placesFor(int facet)
{
    return u"SELECT coalesce(group_concat(x,' '),'none') FROM (SELECT coalesce(nullif(p.provider||'/'||p.region,'/'),'@'||s.name) AS x FROM place p JOIN e_workload w ON w.id=p.entity "
           "LEFT JOIN entity s ON s.id=p.site WHERE (p.facets & %1)<>0 ORDER BY 1)"_s.arg(facet);
}

void rows()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("says");
    const QString hosting = placesFor(domain::Facet::Hosting);
    const QString control = placesFor(domain::Facet::ControlPlane);
    const QByteArray arn = "arn:aws:ec2:af-south-1:111122223333:instance/i-1";
    const std::pair regionOnly(u"q.json"_s, query("AWS::EC2::Instance", "i-1", arn));
    const std::pair lagos(u"e.json"_s, reservation("\"Placement\":{\"AvailabilityZone\":\"af-south-1-los-1a\"}"));
    QTest::newRow("a Local Zone, and a query for the region") << Files{lagos, regionOnly} << hosting << u"aws/af-south-1-los-1"_s;
    QTest::newRow("it is run from its region") << Files{lagos} << control << u"aws/af-south-1"_s;
    QTest::newRow("an Outpost, and a query for the region")
        << Files{{u"e.json"_s, reservation("\"Placement\":{\"AvailabilityZone\":\"af-south-1a\"},\"OutpostArn\":\"arn:aws:outposts:af-south-1:111122223333:outpost/op-1\"")}, regionOnly} << hosting
        << u"@op-1"_s;
    QTest::newRow("the region alone is where it is, as far as is known") << Files{regionOnly} << hosting << u"aws/af-south-1"_s;
    QTest::newRow("and there may be another place") << Files{regionOnly} << u"SELECT lists LIKE '% hosting_countries=1 %' FROM e_workload"_s << u"1"_s;

    const QByteArray machines = "Microsoft.Compute/virtualMachines";
    const std::pair projected(u"p.json"_s, graph(azure(machines, {})));
    const QByteArray size = ",\"properties\":{\"hardwareProfile\":{\"vmSize\":\"Standard_D2s_v3\"}}";
    const std::pair edge(u"a.json"_s, graph(azure(machines, size + ",\"extendedLocation\":{\"type\":\"EdgeZone\",\"name\":\"losangeles\"}")));
    const std::pair own(u"a.json"_s, graph(azure(machines, size + ",\"extendedLocation\":{\"type\":\"CustomLocation\",\"name\":\"/subscriptions/s-1/resourceGroups/g/providers/Microsoft.ExtendedLocation/customLocations/plant\"}")));
    QTest::newRow("the customer's own site, and a list without that column") << Files{own, projected} << hosting << u"@plant"_s;
    QTest::newRow("an edge zone, and a list without that column") << Files{edge, projected} << hosting << u"microsoft/losangeles"_s;
    QTest::newRow("an edge zone, and the portal's table")
        << Files{edge, {u"p.csv"_s, "id,name,type,location,properties,tags\n/subscriptions/s-1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm,vm,microsoft.compute/virtualmachines,West Europe,"
                                    "\"{\"\"hardwareProfile\"\":{\"\"vmSize\"\":\"\"Standard_D2s_v3\"\"}}\",\n"}}
        << hosting << u"microsoft/losangeles"_s;
    QTest::newRow("a list that asked and found none knows all of the place")
        << Files{{u"a.json"_s, graph(azure(machines, ",\"extendedLocation\":null"))}} << u"SELECT lists LIKE '% hosting_countries=2 %' FROM e_workload"_s << u"1"_s;
    const QByteArray arc = "Microsoft.HybridCompute/machines";
    QTest::newRow("a machine that another cloud runs, and a list without its properties")
        << Files{{u"a.json"_s, graph(azure(arc, ",\"properties\":{\"cloudMetadata\":{\"provider\":\"AWS\"}}"))}, {u"p.json"_s, graph(azure(arc, {}))}}
        << u"SELECT service_model||' '||coalesce(deployment_type,'') FROM e_workload"_s << u"iaas "_s;

    const QString keys = u"SELECT count(*)||' '||(SELECT custody FROM e_key) FROM place p JOIN e_key k ON k.id=p.entity"_s;
    const QByteArray key = "arn:aws:kms:eu-central-1:111122223333:key/k1";
    QTest::newRow("a key that is held outside, and a query for the region")
        << Files{{u"c.json"_s, items(item("AWS::KMS::Key", "k1", key, "{\"origin\":\"EXTERNAL_KEY_STORE\",\"keyManager\":\"CUSTOMER\"}"))}, {u"q.json"_s, query("AWS::KMS::Key", "k1", key)}} << keys
        << u"0 customer_outside"_s;
    const QByteArray ekm = "//cloudkms.googleapis.com/projects/p/locations/europe-west3/keyRings/r/cryptoKeys/k";
    QTest::newRow("and one that Google asks for elsewhere")
        << Files{{u"c.json"_s, "[{\"name\":\"" + ekm + "\",\"asset_type\":\"cloudkms.googleapis.com/CryptoKey\",\"resource\":{\"location\":\"europe-west3\",\"data\":{\"primary\":{\"protectionLevel\":\"EXTERNAL_VPC\"}}}}]"},
                 {u"s.json"_s, "[{\"name\":\"" + ekm + "\",\"assetType\":\"cloudkms.googleapis.com/CryptoKey\",\"project\":\"projects/1\",\"displayName\":\"k\",\"location\":\"europe-west3\"}]"}}
        << keys << u"0 customer_outside"_s;

    QTest::newRow("of the roles that Bedrock takes the agents' are agents")
        << Files{{u"r.json"_s, "{\"UserDetailList\":[],\"GroupDetailList\":[],\"Policies\":[],\"IsTruncated\":false,\"RoleDetailList\":[" + role("kb", "knowledge-base/*") + ',' + role("job", "model-customization-job/*") +
                                   ',' + role("log", {}) + ',' + role("acts", "agent/*") + ',' + role("AmazonBedrockExecutionRoleForAgents_x", {}) + "]}"}}
        << u"SELECT group_concat(name,' ') FROM (SELECT e.name FROM e_identity i JOIN entity e ON e.id=i.id WHERE i.kind='agent' ORDER BY 1)"_s << u"AmazonBedrockExecutionRoleForAgents_x acts"_s;

    const QString rights = u"SELECT coalesce(group_concat(x,', '),'none') FROM (SELECT g.resource||' '||g.principal AS x FROM e_grant g ORDER BY 1)"_s;
    QTest::newRow("a key's policy in a state")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_kms_key", "\"id\":\"k1\",\"key_id\":\"k1\",\"arn\":\"" + key + "\"," + admits("kms:Decrypt"))})}} << rights
        << QString::fromLatin1(key) + u" arn:aws:iam::999988887777:root"_s;
    QTest::newRow("a policy in the bucket itself")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_kms_key", "\"id\":\"k1\",\"arn\":\"" + key + '"'), managed("aws_s3_bucket", "\"id\":\"b\",\"bucket\":\"b\",\"arn\":\"arn:aws:s3:::b\"," + admits("s3:*"))})}}
        << rights << u"arn:aws:s3:::b arn:aws:iam::999988887777:root"_s;
    QTest::newRow("a policy of a bucket that is in another state")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_kms_key", "\"id\":\"k1\",\"arn\":\"" + key + '"'), managed("aws_s3_bucket_policy", "\"id\":\"b\",\"bucket\":\"b\"," + admits("s3:*"))})}} << rights
        << u"arn:aws:s3:::b arn:aws:iam::999988887777:root"_s;
    QTest::newRow("who may call a function")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_lambda_permission", "\"id\":\"x\",\"function_name\":\"fn\",\"principal\":\"999988887777\",\"action\":\"lambda:InvokeFunction\"")})}} << rights
        << u"fn 999988887777"_s;
    QTest::newRow("where a bucket is copied to")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_s3_bucket", "\"id\":\"b\",\"bucket\":\"b\",\"arn\":\"arn:aws:s3:::b\",\"region\":\"eu-central-1\""),
                                              managed("aws_s3_bucket_replication_configuration", "\"id\":\"b\",\"bucket\":\"b\",\"rule\":[{\"status\":\"Enabled\",\"destination\":[{\"bucket\":\"arn:aws:s3:::dr\"}]}]")})},
                 {u"u.tfstate"_s, state("m", {managed("aws_s3_bucket", "\"id\":\"dr\",\"bucket\":\"dr\",\"arn\":\"arn:aws:s3:::dr\",\"region\":\"us-east-1\"")})}}
        << placesFor(domain::Facet::Backup) << u"aws/us-east-1"_s;
    QTest::newRow("the copy of a key in another region")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_kms_replica_key", "\"id\":\"mrk-9\",\"arn\":\"arn:aws:kms:us-west-2:111122223333:key/mrk-9\",\"primary_key_arn\":\"arn:aws:kms:eu-central-1:111122223333:key/mrk-9\"")})}}
        << u"SELECT group_concat(region,' ') FROM (SELECT p.region FROM place p JOIN e_key k ON k.id=p.entity ORDER BY 1)"_s << u"eu-central-1 us-west-2"_s;
    QTest::newRow("an agent in a state")
        << Files{{u"t.tfstate"_s, state("l", {managed("aws_bedrockagent_agent", "\"id\":\"A\",\"agent_id\":\"A\",\"agent_name\":\"helper\",\"agent_arn\":\"arn:aws:bedrock:eu-west-1:111122223333:agent/A\","
                                                                              "\"foundation_model\":\"anthropic.claude-3-haiku-20240307-v1:0\"")})}}
        << u"SELECT e.name||' '||i.kind||' '||(SELECT count(*) FROM e_model) FROM e_identity i JOIN entity e ON e.id=i.id"_s << u"helper agent 1"_s;
    QTest::newRow("the two regions that a bucket was put in")
        << Files{{u"t.tfstate"_s, state("l", {managed("google_storage_bucket", "\"id\":\"b\",\"name\":\"b\",\"location\":\"EU\",\"project\":\"p\",\"custom_placement_config\":[{\"data_locations\":[\"EUROPE-NORTH1\",\"EUROPE-WEST1\"]}]")})}}
        << hosting << u"google/europe-north1 google/europe-west1"_s;

    const QByteArray model = "arn:aws:sagemaker:eu-central-1:111122223333:model/mm";
    const QByteArray container = "\"PrimaryContainer\":{\"Image\":\"x\",\"ModelDataUrl\":\"s3://b/m.tar.gz\"}";
    QTest::newRow("a model of SageMaker is one, in AWS Config too")
        << Files{{u"c.json"_s, items(item("AWS::SageMaker::Model", "mm", model, "{\"ModelName\":\"mm\"," + container + "}"))},
                 {u"m.json"_s, "{\"ModelName\":\"mm\",\"ModelArn\":\"" + model + "\"," + container + ",\"ExecutionRoleArn\":\"r\",\"CreationTime\":1700000000}"}}
        << u"SELECT count(*)||' '||max(weights_held)||' '||(SELECT count(*) FROM e_workload) FROM e_model"_s << u"1 1 0"_s;
    QTest::newRow("the machines of an endpoint's configuration in AWS Config")
        << Files{{u"c.json"_s, items(item("AWS::SageMaker::EndpointConfig", "c", "arn:aws:sagemaker:eu-central-1:111122223333:endpoint-config/c",
                                          "{\"ProductionVariants\":[{\"InstanceType\":\"ml.g5.12xlarge\",\"InitialInstanceCount\":2,\"ModelName\":\"mm\"}]}"))}}
        << u"SELECT instance_type||' '||instance_count FROM e_workload"_s << u"ml.g5.12xlarge 2"_s;
    QTest::newRow("the key of a cluster's secrets in AWS Config")
        << Files{{u"c.json"_s, items(item("AWS::EKS::Cluster", "k", "arn:aws:eks:eu-central-1:111122223333:cluster/k", "{\"EncryptionConfig\":[{\"Provider\":{\"KeyArn\":\"" + key + "\"}}]}"))}}
        << u"SELECT key_management FROM e_workload"_s << u"cmk"_s;

    QTest::newRow("the model in NVIDIA's image")
        << Files{{u"k.json"_s, "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"nim\",\"namespace\":\"ai\",\"uid\":\"u\"},\"spec\":{\"template\":"
                               "{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"nvcr.io/nim/meta/llama-3.1-8b-instruct:1\"}]}}}}]}"}}
        << u"SELECT e.key FROM e_model m JOIN entity e ON e.id=m.id"_s << u"meta/llama-3.1-8b-instruct"_s;

    const auto assignment = [](const QByteArray &name) {
        return QByteArray("[{\"id\":\"/subscriptions/s-1/providers/Microsoft.Authorization/roleAssignments/r1\",\"type\":\"Microsoft.Authorization/roleAssignments\",\"principalId\":\"p-7\",\"principalType\":\"Group\",") + name +
               "\"roleDefinitionName\":\"Reader\",\"roleDefinitionId\":\"/subscriptions/s-1/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7\",\"scope\":\"/subscriptions/s-1\"}]";
    };
    QTest::newRow("a list of rights without names leaves the name")
        << Files{{u"a.json"_s, assignment("\"principalName\":\"ops\",")}, {u"b.json"_s, assignment({})}} << u"SELECT g.principal FROM e_grant g"_s << u"ops"_s;
}

} // namespace poorer

} // namespace

class TestHiddenFacts : public ImportTest
{
    Q_OBJECT

private slots:
    void initTestCase() { loadServices(); }
    void init() { makeWorkspace(); }
    void found_data()
    {
        QTest::addColumn<Files>("files");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("told"); ///< code of what the last import tells; "-" before it: must not be told
        const QString provider = u"SELECT coalesce(max(p.key||' '||v.legal_country),'none') FROM e_workload w JOIN entity p ON p.id=w.provider JOIN e_provider v ON v.id=p.id"_s;
        QTest::newRow("Sinnet operates AWS in Beijing") << Files{{u"c.json"_s, snapshot(machine("aws-cn", "cn-north-1"))}} << provider << u"sinnet CN"_s << QString();
        QTest::newRow("NWCD operates AWS in Ningxia") << Files{{u"c.json"_s, snapshot(machine("aws-cn", "cn-northwest-1"))}} << provider << u"nwcd CN"_s << QString();
        QTest::newRow("21Vianet operates Azure in China")
            << Files{{u"c.json"_s, graph(azure("Microsoft.Compute/virtualMachines", "vm", "chinanorth3", "{}"))}} << provider << u"21vianet CN"_s << QString();
        QTest::newRow("Amazon operates its other regions") << Files{{u"c.json"_s, snapshot(machine("aws", "eu-central-1"))}} << provider << u"aws US"_s << QString();
        const auto google = [](const QByteArray &project, const QByteArray &zone, const QByteArray &type = "n2-standard-4") {
            return QByteArray("[{\"name\":\"//compute.googleapis.com/projects/") + project + "/zones/" + zone + "/instances/a\",\"assetType\":\"compute.googleapis.com/Instance\",\"resource\":{\"location\":\"" +
                   zone + "\",\"data\":{\"name\":\"a\",\"machineType\":\"https://www.googleapis.com/compute/v1/projects/p/zones/" + zone + "/machineTypes/" + type + "\"}}}]";
        };
        const QString where = u"SELECT x.provider||' '||p.key||' '||coalesce(r.country,'?') FROM (SELECT l.provider, w.provider AS p, l.region FROM place l JOIN e_workload w ON w.id=l.entity) x "
                              "JOIN entity p ON p.id=x.p LEFT JOIN ref_region r ON r.provider=x.provider AND r.code=x.region"_s;
        QTest::newRow("S3NS operates its cloud of Google's technology") << Files{{u"c.json"_s, google("s3ns:akten", "u-france-east1-b")}} << provider << u"s3ns FR"_s << u"-unknown-region"_s;
        QTest::newRow("and it is in France") << Files{{u"c.json"_s, google("s3ns:akten", "u-france-east1-b")}} << where << u"s3ns s3ns FR"_s << QString();
        QTest::newRow("its machines hold what Google's hold") << Files{{u"c.json"_s, google("s3ns:akten", "u-france-east1-b", "a3-highgpu-8g")}}
                                                              << u"SELECT e.name FROM e_accelerator a JOIN entity e ON e.id=a.id"_s << u"8 x H100 in a"_s << QString();
        QTest::newRow("T-Systems operates the one in Germany") << Files{{u"c.json"_s, google("x:akten", "u-germany-northeast1-a")}} << provider << u"t-systems DE"_s << u"-unknown-region"_s;
        const auto named = [](const QByteArray &name, const QByteArray &type) { return Files{{u"c.json"_s, "[{\"name\":\"" + name + "\",\"assetType\":\"" + type + "\",\"resource\":{\"data\":{}}}]"}}; };
        QTest::newRow("a path alone tells the operator and the place") << named("//compute.googleapis.com/projects/s3ns:akten/zones/u-france-east1-b/instances/a", "compute.googleapis.com/Instance") << where << u"s3ns s3ns FR"_s
                                                                      << u"-unknown-region"_s;
        QTest::newRow("so does the domain of its interfaces") << named("//compute.s3nsapis.fr/projects/4711/zones/u-france-east1-b/instances/a", "compute.googleapis.com/Instance") << where << u"s3ns s3ns FR"_s << QString();
        QTest::newRow("and that of the cloud in Berlin") << named("//compute.apis-berlin-build0.goog/projects/4711/zones/u-germany-northeast1-a/instances/a", "compute.googleapis.com/Instance") << where
                                                         << u"t-systems t-systems DE"_s << QString();
        QTest::newRow("a project in Berlin, of a thing that is nowhere") << named("//storage.googleapis.com/projects/eu0:akten/buckets/a", "dns.googleapis.com/ManagedZone") << provider << u"t-systems DE"_s << QString();
        QTest::newRow("a project whose name only begins alike") << named("//dns.googleapis.com/projects/s3ns-akten/managedZones/a", "dns.googleapis.com/ManagedZone") << provider << u"google US"_s << QString();
        const auto quoted = [](QByteArray text) { return text.replace('\'', '"'); };
        QTest::newRow("a machine in a state, by its link")
            << Files{{u"s.tfstate"_s, quoted("{'version':4,'terraform_version':'1.9.5','serial':1,'lineage':'l','resources':[{'mode':'managed','type':'google_compute_instance','name':'i','instances':[{'attributes':{'name':'a',"
                                             "'project':'s3ns:akten','zone':'u-france-east1-a','self_link':'https://www.s3nsapis.fr/compute/v1/projects/s3ns:akten/zones/u-france-east1-a/instances/a'}}]}]}")},
                     {u"c.json"_s, google("s3ns:akten", "u-france-east1-a")}}
            << u"SELECT count(*)||' '||max(p.key)||' '||max(e.key) FROM e_workload w JOIN entity e ON e.id=w.id JOIN entity p ON p.id=w.provider"_s
            << u"1 s3ns //compute.googleapis.com/projects/s3ns:akten/zones/u-france-east1-a/instances/a"_s << QString();
        QTest::newRow("a service account of a partner's project")
            << Files{{u"c.json"_s, quoted("[{'name':'//storage.googleapis.com/akten','asset_type':'storage.googleapis.com/Bucket','iam_policy':{'bindings':[{'role':'roles/storage.objectViewer','members':["
                                          "'serviceAccount:bot@akten.s3ns.iam.gserviceaccount.com','serviceAccount:bot@akten.iam.gserviceaccount.com']}]}}]")}}
            << u"SELECT group_concat(t) FROM (SELECT p.key AS t FROM e_identity i JOIN entity e ON e.id=i.id JOIN entity p ON p.id=i.provider WHERE e.key LIKE '%bot@%' ORDER BY e.key)"_s << u"google,s3ns"_s << QString();
        QTest::newRow("Google operates its own regions") << Files{{u"c.json"_s, google("akten", "europe-west9-a")}} << provider << u"google US"_s << QString();
        QTest::newRow("a partner's region that is not known is told") << Files{{u"c.json"_s, google("x:akten", "u-spain-south1-a")}} << where << u"google google ?"_s << u"unknown-region"_s;
        QTest::newRow("a zone of a form that is not known is told") << Files{{u"c.json"_s, google("akten", "europe-west4-edge-kunde1")}} << where << u"google google ?"_s << u"unknown-region"_s;
        QTest::newRow("a key of a partner's region") << Files{{u"c.json"_s, "[{\"name\":\"//storage.googleapis.com/akten\",\"asset_type\":\"storage.googleapis.com/Bucket\",\"resource\":{\"location\":\"u-france-east1\","
                                   "\"data\":{\"encryption\":{\"defaultKmsKeyName\":\"projects/s3ns:p/locations/u-france-east1/keyRings/r/cryptoKeys/k\"}}}}]"}}
            << u"SELECT p.provider||'/'||p.region FROM e_key k JOIN place p ON p.entity=k.id"_s << u"s3ns/u-france-east1"_s << QString();
        const QByteArray capture = "{\"EndpointConfigName\":\"c\",\"EndpointConfigArn\":\"arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/c\",\"ProductionVariants\":[{\"ModelName\":\"m\","
                                   "\"InstanceType\":\"ml.p5.48xlarge\",\"InitialInstanceCount\":1}],\"DataCaptureConfig\":{\"EnableCapture\":true,\"DestinationS3Uri\":\"s3://prompts/chat\"}}";
        const QByteArray bucket = snapshot("{\"resourceType\":\"AWS::S3::Bucket\",\"resourceId\":\"prompts\",\"ARN\":\"arn:aws:s3:::prompts\",\"awsAccountId\":\"111122223333\",\"awsRegion\":\"us-east-1\","
                                           "\"configurationItemStatus\":\"OK\",\"configuration\":{\"name\":\"prompts\"}}");
        const QString stored = u"SELECT coalesce(group_concat(p.provider||'/'||p.region),'?') FROM e_dataset d JOIN place p ON p.entity=d.id WHERE p.region NOT LIKE '@%'"_s;
        QTest::newRow("captured prompts lie where their bucket is") << Files{{u"s.json"_s, capture}, {u"b.json"_s, bucket}} << stored << u"aws/us-east-1"_s << QString();
        QTest::newRow("also where the bucket came first") << Files{{u"b.json"_s, bucket}, {u"s.json"_s, capture}} << stored << u"aws/us-east-1"_s << QString();
        QTest::newRow("while nobody has told of the bucket they are nowhere") << Files{{u"s.json"_s, capture}} << stored << u"?"_s << QString();
        QTest::newRow("a configuration by itself runs no machine") << Files{{u"s.json"_s, capture}} << u"SELECT count(*) FROM e_accelerator"_s << u"0"_s << u"configuration-only"_s;
        const QByteArray endpoint = "{\"EndpointName\":\"chat\",\"EndpointArn\":\"arn:aws:sagemaker:eu-west-1:111122223333:endpoint/chat\",\"EndpointConfigName\":\"c\",\"EndpointStatus\":\"InService\","
                                    "\"ProductionVariants\":[{\"VariantName\":\"v\",\"CurrentInstanceCount\":2}]}";
        const QString counted = u"SELECT group_concat(count) FROM e_accelerator"_s;
        QTest::newRow("a configuration after its endpoint runs machines") << Files{{u"e.json"_s, endpoint}, {u"s.json"_s, capture}} << counted << u"16"_s << u"-configuration-only"_s;
        QTest::newRow("a configuration before its endpoint runs machines") << Files{{u"s.json"_s, capture}, {u"e.json"_s, endpoint}} << counted << u"16"_s << u"-configuration-only"_s;
        QTest::newRow("a configuration in one file with its endpoint runs machines") << Files{{u"b.json"_s, capture + '\n' + endpoint}} << counted << u"16"_s << u"-configuration-only"_s;
        QTest::newRow("a machine of China holds what its type holds")
            << Files{{u"c.json"_s, snapshot(machine("aws-cn", "cn-north-1", "p4d.24xlarge"))}}
            << u"SELECT e.name||', '||a.count FROM e_accelerator a JOIN entity e ON e.id=a.id"_s << u"8 x A100 in i-0bb, 8"_s << QString();
        QTest::newRow("a share of a chip has no number")
            << Files{{u"c.json"_s, snapshot(machine("aws", "eu-central-1", "g6f.xlarge"))}}
            << u"SELECT e.name||', '||coalesce(a.count,'unknown') FROM e_accelerator a JOIN entity e ON e.id=a.id"_s << u"share of L4 in i-0bb, unknown"_s << QString();
        QTest::newRow("an isolated partition tells the country")
            << Files{{u"c.json"_s, snapshot(machine("aws-iso-e", "eu-isoe-west-1"))}}
            << u"SELECT r.country FROM place p JOIN ref_region r ON r.provider=p.provider AND r.code=p.region"_s << u"GB"_s << u"-unknown-region"_s;
        QTest::newRow("a Local Zone that is not listed is told") << Files{{u"c.json"_s, snapshot(machine("aws", "us-east-1-zzz-1"))}} << u"SELECT count(*) FROM place WHERE facets & 1"_s << u"1"_s
                                                                 << u"unknown-region"_s;
        const QString key = u"SELECT coalesce(max(p.provider||'/'||p.region||coalesce(' hsm '||k.hsm,'')),'no key') FROM e_key k JOIN place p ON p.entity=k.id"_s;
        const QByteArray cosmos = azure("Microsoft.DocumentDB/databaseAccounts", "db", "francecentral", "{\"keyVaultKeyUri\":\"https://kv1.vault.azure.net/keys/a/01\"}");
        const QByteArray vault = azure("Microsoft.KeyVault/vaults", "kv1", "eastus", "{}");
        QTest::newRow("a key is where its vault is") << Files{{u"c.json"_s, graph(cosmos + ',' + vault)}} << key << u"microsoft/eastus"_s << QString();
        QTest::newRow("a key whose vault nobody has told of is nowhere yet") << Files{{u"c.json"_s, graph(cosmos)}} << key << u"no key"_s << QString();
        QTest::newRow("a key is where its vault is that comes later") << Files{{u"c.json"_s, graph(cosmos)}, {u"v.json"_s, graph(vault)}} << key << u"microsoft/eastus"_s << QString();
        QTest::newRow("a managed HSM is hardware")
            << Files{{u"c.json"_s, graph(azure("Microsoft.Storage/storageAccounts", "st", "francecentral",
                                               "{\"encryption\":{\"keySource\":\"Microsoft.Keyvault\",\"keyvaultproperties\":{\"keyname\":\"k\",\"keyvaulturi\":\"https://hs1.managedhsm.azure.net/\"}}}") +
                                         ',' + azure("Microsoft.KeyVault/managedHSMs", "hs1", "switzerlandnorth", "{}"))}}
            << key << u"microsoft/switzerlandnorth hsm 1"_s << QString();
        QTest::newRow("a key of Google Cloud is where its path says")
            << Files{{u"c.json"_s, "[{\"name\":\"//storage.googleapis.com/akten\",\"asset_type\":\"storage.googleapis.com/Bucket\",\"resource\":{\"version\":\"v1\",\"location\":\"europe-west3\","
                                   "\"data\":{\"location\":\"EUROPE-WEST3\",\"encryption\":{\"defaultKmsKeyName\":\"projects/p/locations/us-east4/keyRings/r/cryptoKeys/k\"}}}}]"}}
            << key << u"google/us-east4"_s << QString();
        const QString processed = u"SELECT count(*) FROM place p JOIN e_workload w ON w.id=p.entity WHERE (p.facets & %1)<>0"_s.arg(domain::Facet::Processing);
        const auto agent = [](const QByteArray &model) {
            return QByteArray("{\"agent\":{\"agentId\":\"AG1\",\"agentName\":\"A\",\"agentArn\":\"arn:aws:bedrock:eu-central-1:111122223333:agent/AG1\",\"agentStatus\":\"PREPARED\",\"foundationModel\":\"") + model + "\"}}";
        };
        QTest::newRow("an inference profile chooses where the agent's model runs")
            << Files{{u"a.json"_s, agent("arn:aws:bedrock:eu-central-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0")}} << processed << u"0"_s << QString();
        QTest::newRow("a model of the region runs there") << Files{{u"a.json"_s, agent("anthropic.claude-3-haiku-20240307-v1:0")}} << processed << u"1"_s << QString();
        QTest::newRow("an account's deployments choose where its models run")
            << Files{{u"c.json"_s, graph(azure("Microsoft.CognitiveServices/accounts", "oai", "swedencentral", "{}", "OpenAI"))}} << processed << u"0"_s << QString();
        QTest::newRow("speech runs in the account's region")
            << Files{{u"c.json"_s, graph(azure("Microsoft.CognitiveServices/accounts", "sp", "swedencentral", "{}", "SpeechServices"))}} << processed << u"1"_s << QString();
        QTest::newRow("the model that a container fetches")
            << Files{{u"m.json"_s, "{\"ModelName\":\"m\",\"Containers\":[{\"Image\":\"763104351884.dkr.ecr.eu-west-1.amazonaws.com/tgi:2\",\"Environment\":{\"HF_MODEL_ID\":\"Qwen/Qwen2.5-72B-Instruct\"}}],"
                                   "\"ExecutionRoleArn\":\"arn:aws:iam::111122223333:role/sm\",\"ModelArn\":\"arn:aws:sagemaker:eu-west-1:111122223333:model/m\"}"}}
            << u"SELECT m.base_model||', '||m.developer_country FROM e_model m"_s << u"Qwen/Qwen2.5-72B-Instruct, CN"_s << QString();
        const QString gone = u"SELECT count(*) FROM entity WHERE vanished<>0"_s;
        const QByteArray user = "{\"UserName\":\"u\",\"Arn\":\"arn:aws:iam::111122223333:user/u\"}";
        const QByteArray role = "{\"RoleName\":\"r\",\"Arn\":\"arn:aws:iam::111122223333:role/r\",\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[]}}";
        const QByteArray policy = "{\"PolicyName\":\"p\",\"Arn\":\"arn:aws:iam::111122223333:policy/p\",\"DefaultVersionId\":\"v1\",\"PolicyVersionList\":[]}";
        QTest::newRow("--filter User takes no role away") << Files{{u"all.json"_s, identities(user, role, policy)}, {u"users.json"_s, identities(user, {}, {})}} << gone << u"0"_s
                                                          << u"part-of-account"_s;
        QTest::newRow("a whole account without a user does") << Files{{u"all.json"_s, identities(user, role, policy)}, {u"later.json"_s, identities({}, role, policy)}} << gone << u"1"_s
                                                             << u"vanished"_s;
        const QByteArray batch = "{\"baseConfigurationItems\":[{\"version\":\"1.3\",\"accountId\":\"111122223333\",\"configurationItemStatus\":\"OK\",\"arn\":\"arn:aws:ec2:eu-south-2:111122223333:instance/i-77\","
                                 "\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-77\",\"awsRegion\":\"eu-south-2\",\"configuration\":\"{}\"}],\"unprocessedResourceKeys\":[";
        QTest::newRow("what AWS has not answered yet") << Files{{u"b.json"_s, batch + "{\"resourceType\":\"AWS::EC2::Instance\",\"resourceId\":\"i-78\"},{\"resourceType\":\"x\",\"resourceId\":\"y\"}]}"}}
                                                       << u"SELECT complete FROM source"_s << u"0"_s << u"incomplete-export"_s;
        QTest::newRow("what AWS has answered whole") << Files{{u"b.json"_s, batch + "]}"}} << u"SELECT count(*) FROM e_workload"_s << u"1"_s << u"-incomplete-export"_s;
        const auto state = [](const QByteArray &type) {
            return QByteArray("{\"version\":4,\"terraform_version\":\"1.9.0\",\"serial\":1,\"lineage\":\"l\",\"outputs\":{},\"resources\":[{\"mode\":\"managed\",\"type\":\"") + type +
                   "\",\"name\":\"a\",\"provider\":\"provider[\\\"registry.terraform.io/x/y\\\"]\",\"instances\":[{\"attributes\":{\"id\":\"1\"}}]}]}";
        };
        QTest::newRow("a cloud whose resources Terraform is not read of") << Files{{u"t.tfstate"_s, state("stackit_server")}} << u"SELECT count(*) FROM e_workload"_s << u"0"_s
                                                                          << u"clouds-not-read"_s;
        QTest::newRow("a tool of Terraform is no cloud") << Files{{u"t.tfstate"_s, state("random_id")}} << u"SELECT count(*) FROM e_workload"_s << u"0"_s << u"-clouds-not-read"_s;
        const auto node = [](const QByteArray &id, const QByteArray &region) {
            return QByteArray("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n\",\"uid\":\"u\",\"labels\":{\"topology.kubernetes.io/region\":\"") + region +
                   "\"}},\"spec\":{\"providerID\":\"" + id + "\"}}]}";
        };
        QTest::newRow("a node of STACKIT") << Files{{u"k.json"_s, node("stackit:///1234", "eu01")}} << u"SELECT p.provider||'/'||p.region FROM place p"_s << u"stackit/eu01"_s << u"-operator-not-known"_s;
        QTest::newRow("a node of somebody's OpenStack") << Files{{u"k.json"_s, node("openstack:///1234", "GRA11")}} << u"SELECT count(*) FROM place"_s << u"0"_s << u"operator-not-known"_s;
    }
    void found()
    {
        QFETCH(const Files, files);
        QFETCH(const QString, sql);
        QFETCH(const QString, says);
        QFETCH(const QString, told);
        QStringList codes;
        for (const auto &[name, content] : files) {
            const domain::FileReport report = import({write(name, content)}).value(0);
            QVERIFY2(!report.refused, qPrintable(name));
            codes.clear();
            for (const domain::Diagnostic &d : report.diagnostics)
                codes.append(d.code);
        }
        const QStringList found = texts(sql);
        QVERIFY2(!found.isEmpty(), qPrintable(sql));
        QCOMPARE(found.constFirst(), says);
        if (!told.isEmpty())
            QVERIFY2(codes.contains(told.startsWith(u'-') ? told.mid(1) : told) != told.startsWith(u'-'), qPrintable(codes.join(u", "_s)));
    }
    void stands_data() { poorer::rows(); }
    void stands()
    {
        QFETCH(Files, files);
        QFETCH(const QString, sql);
        QFETCH(const QString, says);
        for (int order = 0; order < std::min<qsizetype>(2, files.size()); ++order) {
            makeWorkspace();
            for (const auto &[name, content] : std::as_const(files)) {
                const domain::FileReport report = import({write(name, content)}).value(0);
                QVERIFY2(!report.refused, qPrintable(name));
            }
            QCOMPARE(texts(sql).join(u'|'), says);
            std::reverse(files.begin(), files.end());
        }
    }
    void reservationsWithoutInstances()
    {
        makeWorkspace();
        const domain::FileReport report =
            import({write(u"e.json"_s, "{\"Reservations\":[{\"OwnerId\":\"111122223333\",\"ReservationId\":\"r-0\",\"Instances\":null},{\"OwnerId\":\"111122223333\"},{\"OwnerId\":\"111122223333\",\"ReservationId\":\"r-1\","
                                       "\"Instances\":[{\"InstanceId\":\"i-1\",\"InstanceType\":\"t3.large\",\"Placement\":{\"AvailabilityZone\":\"eu-west-1a\"}}]}]}")})
                .value(0);
        QCOMPARE(report.records.read, 1);
        QCOMPARE(report.records.rejected, 0);
    }
};

BAILIWICK_TEST(QCoreApplication, TestHiddenFacts)

} // namespace tst_hiddenfacts

#include "tst_hiddenfacts.moc"
