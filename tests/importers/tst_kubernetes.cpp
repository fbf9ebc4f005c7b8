// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <nlohmann/json.hpp>

namespace tst_kubernetes {

using namespace Qt::StringLiterals;
using domain::EntityKind;

namespace {

Reading cluster()
{
    return readWith(importers::appendKubernetes, ownFile(u"kubernetes/cluster.json"_s));
}

} // namespace

class TestKubernetes : public QObject
{
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void countsEveryObject();
    void fields_data();
    void fields();
    void machinesOfClouds();
    void countsChips_data();
    void countsChips();
    void requests_data();
    void requests();
    void requestsAreNoChips();
    void servedByInferenceServices();
    void platforms_data();
    void platforms();
    void cloudPlatforms_data();
    void cloudPlatforms();
    void managedOpenShift_data();
    void managedOpenShift();
    void models();
    void access();
    void storesNoSecrets();
    void typedListWithoutKinds();
    void scopes();
};

void TestKubernetes::samples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("places");
    const QString zone = u"//compute.googleapis.com/projects/openshift-gce-devel-ci/zones/us-east1-b/instances/"_s;
    for (const char *name : {"ci-ln-3z9y7mt-f76d1-69jcr-master-0", "ci-ln-d53y532-f76d1-2btqq-master-0",
                             "ci-ln-d53y532-f76d1-2btqq-worker-b-7x8mw", "ci-ln-ywdpkbt-f76d1-vw6lz-master-0"}) {
        const QString node = QString::fromLatin1(name);
        QTest::newRow(name) << u"gcpnode_"_s + node << zone + node << node << u"3 google/us-east1"_s;
    }
    // Bare metal, without a provider: its place is not told.
    QTest::newRow("bare metal, master") << u"node_master-0.imeixner20210707.lab.upshift.rdu2.redhat.com"_s
                                        << u"k8s:7b9db4ae-6ec2-45b7-ba44-dd0df8e32466"_s
                                        << u"master-0.imeixner20210707.lab.upshift.rdu2.redhat.com"_s << QString();
    QTest::newRow("bare metal, worker") << u"node_worker-0.imeixner20210707.lab.upshift.rdu2.redhat.com"_s
                                        << u"k8s:c60afb88-bd0b-464d-af1e-e1465bf90f84"_s
                                        << u"worker-0.imeixner20210707.lab.upshift.rdu2.redhat.com"_s << QString();
    QTest::newRow("pod that a set owns") << u"pod_data-hub-flow-agent-1a3a7e88888b7fe0630189-qcwhm-547b57cc5fvmg8"_s
                                         << QString() << u"owned"_s << QString();
    QTest::newRow("infrastructure") << u"infrastructure"_s << QString() << u"read-with-nodes"_s << QString();
}

void TestKubernetes::samples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, key);
    const Reading reading =
        readWith(importers::appendKubernetes, sampleFile(u"kubernetes/insights__"_s + file + u".json"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"kubernetes"_s));
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    if (key.isEmpty()) {
        QTEST(reading.sink.entries.first().ignoredCode, "name");
        return;
    }
    const auto record = reading.sink.record(key);
    QVERIFY(record);
    QTEST(record->name, "name");
    QTEST(placesOf(*record), "places");
}

void TestKubernetes::countsEveryObject()
{
    const Reading reading = cluster();
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // jq '.items | length', and by kind: 2 namespaces, 5 nodes, 2 deployments, 2 pods of which a set owns 1, 2 services
    // of inference, 1 account, 2 bindings with subjects
    const auto counts = reading.sink.counts();
    QCOMPARE(counts.read, 19);
    QCOMPARE(counts.rejected, 0);
    const auto ignored = reading.sink.ignoredByCode();
    QCOMPARE(ignored.value(u"owned"_s), 1);
    QCOMPARE(ignored.value(u"kind-not-read"_s), 1);
    QCOMPARE(ignored.value(u"read-with-bindings"_s), 1);
    QCOMPARE(ignored.value(u"no-subjects"_s), 1);
    QCOMPARE(counts.added, 15);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Workload), 2 + 5 + 1 + 2 + 1 + 2);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Model), 3);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Grant), 3);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Identity), 3);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 3);
    QCOMPARE(reading.sink.entries.at(2).where, u"/items/2"_s);
}

void TestKubernetes::fields_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("places");
    const QString gpu = u"aws/i-0aa11bb22cc33dd44"_s;
    const QString scorer = u"k8s:d-1"_s;
    QTest::newRow("node, type") << gpu << u"instance_type"_s << u"p5.48xlarge"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("node, as its cloud calls it")
        << gpu << u"resource_type"_s << u"AWS::EC2::Instance"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("node, place by its identifier")
        << u"aws/i-0ff11bb22cc33dd44"_s << u"provider"_s << u"->aws"_s << u"3 aws/us-east-1"_s;
    QTest::newRow("node, place not told") << u"k8s:n-4"_s << u"provider"_s << u"->hetzner"_s << QString();
    QTest::newRow("node, bare") << u"k8s:n-2"_s << u"provider"_s << u"(unsaid)"_s << QString();
    QTest::newRow("deployment, images") << scorer << u"image"_s << u"vllm/vllm-openai:v0.6.3, envoy:1"_s
                                        << u"3 aws/eu-central-1"_s;
    QTest::newRow("deployment, replicas") << scorer << u"instance_count"_s << u"2"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("deployment, label") << scorer << u"env"_s << u"prod"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("deployment, chips of its nodes")
        << scorer << u"accelerators"_s << u"acc:aws/i-0aa11bb22cc33dd44..."_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("deployment, namespace")
        << scorer << u"part_of"_s << u"->k8s:c1c1c1c1-0000-4000-8000-000000000002"_s << u"3 aws/eu-central-1"_s;
    QTest::newRow("pod of its own") << u"k8s:p-2"_s << u"image"_s << u"busybox"_s << u"3 microsoft/westeurope"_s;
    QTest::newRow("pods elsewhere") << u"k8s:d-2"_s << u"provider"_s << u"(unsaid)"_s << QString();
    QTest::newRow("namespace") << u"k8s:c1c1c1c1-0000-4000-8000-000000000002"_s << u"role"_s << u"supporting"_s
                               << QString();
}

void TestKubernetes::fields()
{
    QFETCH(QString, key);
    QFETCH(QString, attribute);
    const auto record = cluster().sink.record(key);
    QVERIFY(record);
    QTEST(textField(*record, attribute), "value");
    QTEST(placesOf(*record), "places");
}

void TestKubernetes::machinesOfClouds()
{
    const Reading reading = cluster();
    QCOMPARE(aliasOf(*reading.sink.record(u"aws/i-0aa11bb22cc33dd44"_s), u"instance"_s), u"aws/i-0aa11bb22cc33dd44"_s);
    QCOMPARE(aliasOf(*reading.sink.record(u"aws/i-0aa11bb22cc33dd44"_s), u"k8s-uid"_s), u"n-1"_s);
    const QString azure =
        u"/subscriptions/s-1/resourcegroups/mc_rg/providers/microsoft.compute/virtualmachinescalesets/pool/virtualmachines/0"_s;
    QVERIFY(reading.sink.record(azure));
    QCOMPARE(aliasOf(*reading.sink.record(azure), u"azure"_s), azure);
    // Counted with its scale set, as Azure's own exports do.
    QCOMPARE(textField(*reading.sink.record(azure), u"instance_count"_s), u"(unsaid)"_s);
    const auto set = reading.sink.record(azure.section(u'/', 0, -3));
    QVERIFY(set);
    QCOMPARE(textField(*set, u"instance_count"_s), u"1"_s);
    QCOMPARE(textField(*set, u"instance_type"_s), u"Standard_D4s_v5"_s);
    QCOMPARE(aliasOf(*reading.sink.record(u"k8s:n-4"_s), u"provider-id"_s), u"hcloud://42"_s);
}

void TestKubernetes::countsChips_data()
{
    QTest::addColumn<QString>("pool");
    QTest::addColumn<QString>("chip");
    QTest::addColumn<QString>("count");
    QTest::newRow("whole") << u"acc:aws/i-0aa11bb22cc33dd44"_s << u"NVIDIA-H100-80GB-HBM3"_s << u"8"_s;
    QTest::newRow("slices are not chips") << u"acc:k8s:n-2"_s << u"NVIDIA-A100-SXM4-40GB"_s << u"(unsaid)"_s;
    QTest::newRow("turns on one chip") << u"acc:k8s:n-4"_s << u"Tesla-T4"_s << u"1"_s;
}

void TestKubernetes::countsChips()
{
    QFETCH(QString, pool);
    const auto record = cluster().sink.record(pool);
    QVERIFY(record);
    QTEST(textField(*record, u"chip"_s), "chip");
    QTEST(textField(*record, u"count"_s), "count");
    // The type of the machine tells which of the vendor's chips it is: that pool comes from the reference data.
    QVERIFY(!cluster().sink.record(u"acc:aws/i-0ff11bb22cc33dd44"_s));
}

namespace {

/// A list of one object of this kind.
QByteArray one(const QByteArray &kind, const QByteArray &spec, const QByteArray &status = "{}", const QByteArray &more = {})
{
    return R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"x/v1","kind":")" + kind +
           R"(","metadata":{"name":"w","namespace":"n","uid":"u-1"},"spec":)" + spec + R"(,"status":)" + status + '}' + more + "]}";
}

} // namespace

void TestKubernetes::requests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");
    const QByteArray two = R"({"containers":[{"resources":{"limits":{"nvidia.com/gpu":"2","cpu":"8"}}},{"resources":{}}]})";
    const QByteArray pods = R"({"template":{"spec":)" + two + "}";
    QTest::newRow("deployment") << one("Deployment", pods + R"(,"replicas":4})") << u"requests 8 x nvidia.com/gpu (2 for each of 4 pods)"_s;
    QTest::newRow("deployment, replicas left to the default") << one("Deployment", pods + '}') << u"requests 2 x nvidia.com/gpu"_s;
    QTest::newRow("deployment, off") << one("Deployment", pods + R"(,"replicas":0})") << u"requests 0 x nvidia.com/gpu (2 for each of 0 pods)"_s;
    QTest::newRow("stateful set") << one("StatefulSet", pods + R"(,"replicas":3})") << u"requests 6 x nvidia.com/gpu (2 for each of 3 pods)"_s;
    QTest::newRow("daemon set") << one("DaemonSet", pods + '}', R"({"desiredNumberScheduled":5})")
                                << u"requests 10 x nvidia.com/gpu (2 for each of 5 pods)"_s;
    QTest::newRow("daemon set, not scheduled yet") << one("DaemonSet", pods + '}') << u"requests 2 x nvidia.com/gpu for each pod"_s;
    QTest::newRow("job") << one("Job", pods + R"(,"parallelism":2,"completions":10})") << u"requests 4 x nvidia.com/gpu (2 for each of 2 pods)"_s;
    QTest::newRow("cron job") << one("CronJob", R"({"schedule":"0 1 * * *","jobTemplate":{"spec":)" + pods + "}}}")
                              << u"requests 2 x nvidia.com/gpu"_s;
    QTest::newRow("pod") << one("Pod", two) << u"requests 2 x nvidia.com/gpu"_s;
    QTest::newRow("of another vendor") << one("Pod", R"({"containers":[{"resources":{"limits":{"amd.com/gpu":4}}},{"resources":{"limits":{"google.com/tpu":"8"}}}]})")
                                       << u"requests 4 x amd.com/gpu, 8 x google.com/tpu"_s;
    QTest::newRow("prepared one after another, on more than it runs with")
        << one("Pod", R"({"initContainers":[{"resources":{"limits":{"nvidia.com/gpu":"4"}}},{"resources":{"limits":{"nvidia.com/gpu":"3"}}}],)"
                      R"("containers":[{"resources":{"limits":{"nvidia.com/gpu":"1"}}},{"resources":{"limits":{"nvidia.com/gpu":"1"}}}]})")
        << u"requests 4 x nvidia.com/gpu"_s;
    QTest::newRow("slices") << one("Pod", R"({"containers":[{"resources":{"limits":{"nvidia.com/mig-1g.10gb":"3"}}}]})")
                            << u"requests 3 x nvidia.com/mig-1g.10gb"_s;
    QTest::newRow("inference service") << one("InferenceService", R"({"predictor":{"minReplicas":3,"model":{"modelFormat":{"name":"huggingface"},)"
                                                                 R"("resources":{"limits":{"nvidia.com/gpu":"1"}}}}})")
                                       << u"requests 3 x nvidia.com/gpu (1 for each of 3 pods)"_s;
    QTest::newRow("inference service, older form, replicas left to the default")
        << one("InferenceService", R"({"predictor":{"pytorch":{"resources":{"requests":{"nvidia.com/gpu":"2"}}}}})") << u"requests 2 x nvidia.com/gpu"_s;
    QTest::newRow("inference service, own container")
        << one("InferenceService", R"({"predictor":{"minReplicas":2,"containers":[{"resources":{"limits":{"amd.com/gpu":"1"}}}]}})")
        << u"requests 2 x amd.com/gpu (1 for each of 2 pods)"_s;
    QTest::newRow("none") << one("Deployment", R"({"template":{"spec":{"containers":[{"resources":{"limits":{"cpu":"2","nvidia.com/gpu":"0"}}}]}}})")
                          << u"(unsaid)"_s;
}

void TestKubernetes::requests()
{
    QFETCH(QByteArray, text);
    const Reading reading = readText(importers::appendKubernetes, u"w.json"_s, text);
    QVERIFY(!reading.error);
    const auto work = reading.sink.record(u"k8s:u-1"_s);
    QVERIFY(work);
    QTEST(textField(*work, u"description"_s), "says");
    // What is asked for is no chip that is there.
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 0);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const bool asks = textField(*work, u"description"_s) != "(unsaid)"_L1;
    QCOMPARE(std::count_if(reading.sink.diagnostics.cbegin(), reading.sink.diagnostics.cend(), [](const auto &d) { return d.code == "no-nodes"_L1; }), asks ? 1 : 0);
}

/// A deployment, its pods and the node that they run on: the node's eight chips, once.
void TestKubernetes::requestsAreNoChips()
{
    const QByteArray pod = R"({"containers":[{"resources":{"limits":{"nvidia.com/gpu":"4"}}}])";
    const QByteArray node = R"(,{"apiVersion":"v1","kind":"Node","metadata":{"name":"gpu-a","uid":"n-1","labels":{"nvidia.com/gpu.product":"NVIDIA-H100-80GB-HBM3"}},)"
                            R"("spec":{},"status":{"capacity":{"nvidia.com/gpu":"8"}}})";
    const auto podOf = [&pod](const QByteArray &name) {
        return R"(,{"apiVersion":"v1","kind":"Pod","metadata":{"name":"w-5d-)" + name + R"(","namespace":"n","uid":"p-)" + name +
               R"(","labels":{"pod-template-hash":"5d"},"ownerReferences":[{"kind":"ReplicaSet","name":"w-5d"}]},"spec":)" + pod + R"(,"nodeName":"gpu-a"},"status":{}})";
    };
    const Reading reading = readText(importers::appendKubernetes, u"all.json"_s,
                                     one("Deployment", R"({"replicas":2,"template":{"spec":)" + pod + "}}}", "{}", podOf("a") + podOf("b") + node));
    QVERIFY(!reading.error);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 1);
    QCOMPARE(textField(*reading.sink.record(u"acc:k8s:n-1"_s), u"count"_s), u"8"_s);
    const auto work = reading.sink.record(u"k8s:u-1"_s);
    QCOMPARE(textField(*work, u"description"_s), u"requests 8 x nvidia.com/gpu (4 for each of 2 pods)"_s);
    QCOMPARE(textField(*work, u"accelerators"_s), u"acc:k8s:n-1..."_s);
    QCOMPARE(reading.sink.ignoredByCode().value(u"owned"_s), 2);
    QVERIFY(std::none_of(reading.sink.diagnostics.cbegin(), reading.sink.diagnostics.cend(), [](const auto &d) { return d.code == "no-nodes"_L1; }));
}

/// What KServe makes of a service is the service; its pods tell on which nodes it runs.
void TestKubernetes::servedByInferenceServices()
{
    const QByteArray labels = R"("labels":{"serving.kserve.io/inferenceservice":"w"})";
    const Reading reading = readText(
        importers::appendKubernetes, u"all.json"_s,
        one("InferenceService", R"({"predictor":{"minReplicas":1,"model":{"resources":{"limits":{"nvidia.com/gpu":"1"}}}}})", "{}",
            R"(,{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"w-predictor-00001-deployment","namespace":"n","uid":"d-1",)" + labels +
                R"(},"spec":{"template":{"spec":{"containers":[{"resources":{"limits":{"nvidia.com/gpu":"1"}}}]}}},"status":{}})"
                R"(,{"apiVersion":"v1","kind":"Pod","metadata":{"name":"w-1","namespace":"n","uid":"p-1",)" + labels +
                R"(,"ownerReferences":[{"kind":"ReplicaSet","name":"w-predictor-00001"}]},"spec":{"nodeName":"gpu-a","containers":[{}]},"status":{}})"
                R"(,{"apiVersion":"v1","kind":"Node","metadata":{"name":"gpu-a","uid":"n-1","labels":{"nvidia.com/gpu.product":"NVIDIA-L4"}},)"
                R"("spec":{"providerID":"scaleway://instance/fr-par-2/1"},"status":{"capacity":{"nvidia.com/gpu":"1"}}})"));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.ignoredByCode().value(u"owned"_s), 2);
    const auto service = reading.sink.record(u"k8s:u-1"_s);
    QVERIFY(service);
    QCOMPARE(textField(*service, u"accelerators"_s), u"acc:k8s:n-1..."_s);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 1);
}

void TestKubernetes::platforms_data()
{
    QTest::addColumn<QByteArray>("platform");
    QTest::newRow("none") << QByteArray(R"({"type":"None"})");
    QTest::newRow("bare metal") << QByteArray(R"({"type":"BareMetal","baremetal":{"apiServerInternalIP":"10.0.0.1"}})");
    QTest::newRow("vSphere") << QByteArray(R"({"type":"VSphere","vsphere":{}})");
    QTest::newRow("OpenStack") << QByteArray(R"({"type":"OpenStack","openstack":{"cloudName":"openstack"}})");
    QTest::newRow("external") << QByteArray(R"({"type":"External"})");
    QTest::newRow("not told") << QByteArray("{}");
}

/// Whose machines a cluster of OpenShift runs on is told by its nodes, and not guessed from the platform's name.
void TestKubernetes::platforms()
{
    QFETCH(QByteArray, platform);
    const Reading reading = readText(
        importers::appendKubernetes, u"all.json"_s,
        R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"config.openshift.io/v1","kind":"Infrastructure","metadata":{"name":"cluster","uid":"i-1"},)"
        R"("spec":{"platformSpec":)" + platform + R"(},"status":{"platform":"x","platformStatus":)" + platform +
            R"(}},{"apiVersion":"v1","kind":"Node","metadata":{"name":"a","uid":"n-1","labels":{}},"spec":{},"status":{"capacity":{"nvidia.com/gpu":"2"}}},)"
            R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"w","namespace":"n","uid":"d-1"},"spec":{"template":{"spec":{"containers":[{}]}}},"status":{}}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.head->scope.section(u' ', 0, 0), u"i-1"_s);
    QCOMPARE(reading.sink.ignoredByCode().value(u"read-with-nodes"_s), 1);
    for (const domain::Record &record : reading.sink.records()) {
        QCOMPARE(textField(record, u"provider"_s), u"(unsaid)"_s);
        QCOMPARE(textField(record, u"deployment_type"_s), u"(unsaid)"_s);
        QCOMPARE(placesOf(record), QString());
        QCOMPARE(record.completeFacets, 0);
    }
    QCOMPARE(countOfKind(reading.sink, EntityKind::Accelerator), 1);
}

void TestKubernetes::cloudPlatforms_data()
{
    QTest::addColumn<QByteArray>("platform");
    QTest::addColumn<QString>("place");
    QTest::newRow("AWS") << QByteArray(R"({"type":"AWS","aws":{"region":"eu-central-1"}})") << u"aws/eu-central-1"_s;
    QTest::newRow("AWS's European Sovereign Cloud") << QByteArray(R"({"type":"AWS","aws":{"region":"eusc-de-east-1"}})") << u"aws-esc/eusc-de-east-1"_s;
    QTest::newRow("Google Cloud") << QByteArray(R"({"type":"GCP","gcp":{"projectID":"p","region":"europe-west4"}})") << u"google/europe-west4"_s;
    QTest::newRow("IBM Cloud") << QByteArray(R"({"type":"IBMCloud","ibmcloud":{"location":"eu-de"}})") << u"ibm/eu-de"_s;
}

/// A cluster of OpenShift names the cloud that it was installed in, also where its nodes don't.
void TestKubernetes::cloudPlatforms()
{
    QFETCH(QByteArray, platform);
    QFETCH(QString, place);
    const Reading reading = readText(
        importers::appendKubernetes, u"all.json"_s,
        R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"a","uid":"n-1","labels":{}},"spec":{},"status":{}},)"
        R"({"apiVersion":"config.openshift.io/v1","kind":"Infrastructure","metadata":{"name":"cluster","uid":"i-1"},"status":{"platformStatus":)" + platform + "}}]}");
    QVERIFY(!reading.error);
    const auto node = reading.sink.record(u"k8s:n-1"_s);
    QVERIFY(node);
    QCOMPARE(textField(*node, u"provider"_s), u"->"_s + place.section(u'/', 0, 0));
    QVERIFY2(placesOf(*node).contains(place), qPrintable(placesOf(*node)));
    QVERIFY(std::none_of(reading.sink.diagnostics.cbegin(), reading.sink.diagnostics.cend(), [](const auto &d) { return d.code == "operator-not-known"_L1; }));
}

void TestKubernetes::managedOpenShift_data()
{
    QTest::addColumn<QByteArray>("platform"); ///< empty: the cluster's own object is not in the file
    QTest::addColumn<QByteArray>("node");     ///< its labels and identifier
    QTest::addColumn<QStringList>("said");    ///< provider, account, place
    QTest::addColumn<QString>("told");
    const QByteArray rosa = R"({"type":"AWS","aws":{"region":"eu-central-1","resourceTags":[{"key":"red-hat-clustertype","value":"rosa"},{"key":"red-hat-managed","value":"true"}]}})";
    const QByteArray aro = R"({"type":"Azure","azure":{"cloudName":"AzurePublicCloud","resourceGroupName":"aro-x"}})";
    const QByteArray azureNode = R"("spec":{"providerID":"azure:///subscriptions/S-1/resourceGroups/aro-x/providers/Microsoft.Compute/virtualMachines/w-1"})";
    const QByteArray none = R"("metadata":{"name":"a","uid":"n-1","labels":{}},)";
    const QByteArray west = R"("metadata":{"name":"a","uid":"n-1","labels":{"topology.kubernetes.io/region":"westeurope","topology.kubernetes.io/zone":"westeurope-1"}},)";
    const QString unsaid = u"(unsaid)"_s;
    QTest::newRow("ROSA") << rosa << none + R"("spec":{"providerID":"aws:///eu-central-1a/i-0a"})" << QStringList{u"->aws"_s, unsaid, u"3 aws/eu-central-1"_s} << u"managed-cluster"_s;
    QTest::newRow("ROSA, its nodes alone") << QByteArray() << none + R"("spec":{"providerID":"aws:///eu-central-1a/i-0a"})" << QStringList{u"->aws"_s, unsaid, u"3 aws/eu-central-1"_s} << QString();
    QTest::newRow("ROSA, nodes without identifiers") << rosa << none + R"("spec":{})" << QStringList{u"->aws"_s, unsaid, u"3 aws/eu-central-1"_s} << u"managed-cluster"_s;
    QTest::newRow("ARO") << aro << west + azureNode << QStringList{u"->microsoft"_s, u"s-1"_s, u"3 microsoft/westeurope"_s} << QString();
    QTest::newRow("ARO, its nodes alone") << QByteArray() << west + azureNode << QStringList{u"->microsoft"_s, u"s-1"_s, u"3 microsoft/westeurope"_s} << QString();
    QTest::newRow("ARO, no labels") << aro << none + azureNode << QStringList{u"->microsoft"_s, u"s-1"_s, QString()} << QString();
    QTest::newRow("Azure Stack Hub, a room of one's own") << QByteArray(R"({"type":"Azure","azure":{"cloudName":"AzureStackCloud","armEndpoint":"https://management.local.example"}})")
                                                          << R"("metadata":{"name":"a","uid":"n-1","labels":{"topology.kubernetes.io/region":"local"}},)" + azureNode
                                                          << QStringList{unsaid, unsaid, QString()} << u"operator-not-known"_s;
    QTest::newRow("Google Cloud") << QByteArray(R"({"type":"GCP","gcp":{"projectID":"p-1","region":"europe-west4"}})") << none + R"("spec":{"providerID":"gce://p-1/europe-west4-a/n"})"
                                  << QStringList{u"->google"_s, u"p-1"_s, u"3 google/europe-west4"_s} << QString();
    QTest::newRow("IBM Cloud") << QByteArray(R"({"type":"IBMCloud","ibmcloud":{"location":"eu-de"}})") << none + R"("spec":{"providerID":"ibm://acc-1///c-1/kube-w1"})"
                               << QStringList{u"->ibm"_s, u"acc-1"_s, u"3 ibm/eu-de"_s} << QString();
    QTest::newRow("bare metal") << QByteArray(R"({"type":"None"})") << none + R"("spec":{})" << QStringList{unsaid, unsaid, QString()} << QString();
    QTest::newRow("bare metal, its regions have names of one's own") << QByteArray(R"({"type":"None"})") << QByteArray(R"("metadata":{"name":"a","uid":"n-1","labels":{"topology.kubernetes.io/region":"hall-2"}},"spec":{})")
                                                                     << QStringList{unsaid, unsaid, QString()} << u"operator-not-known"_s;
}

/// Provider, account and region of a cluster's machines, by their identifiers first and by the cluster's own object where they have none.
void TestKubernetes::managedOpenShift()
{
    QFETCH(QByteArray, platform);
    QFETCH(QByteArray, node);
    QFETCH(QString, told);
    const QByteArray whole = platform.isEmpty() ? QByteArray() : R"(,{"apiVersion":"config.openshift.io/v1","kind":"Infrastructure","metadata":{"name":"cluster","uid":"i-1"},"status":{"platformStatus":)" + platform + "}}";
    const Reading reading = readText(importers::appendKubernetes, u"all.json"_s,
                                     R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node",)" + node + R"(,"status":{}})" + whole + "]}");
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto &all = reading.sink.records();
    const auto found = std::find_if(all.cbegin(), all.cend(), [](const domain::Record &one) { return one.kind == EntityKind::Workload; });
    QVERIFY(found != all.cend());
    QTEST((QStringList{textField(*found, u"provider"_s), textField(*found, u"account"_s), placesOf(*found)}), "said");
    QStringList codes;
    for (const auto &one : reading.sink.diagnostics) {
        if (one.code != "cluster-by-folder"_L1)
            codes.append(one.code);
    }
    QCOMPARE(codes.join(u' '), told);
}

void TestKubernetes::models()
{
    const Reading reading = cluster();
    const auto mistral = reading.sink.record(u"mistralai/Mistral-7B-Instruct-v0.3"_s);
    QVERIFY(mistral);
    QCOMPARE(mistral->kind, EntityKind::Model);
    QCOMPARE(aliasOf(*mistral, u"hub"_s), mistral->key);
    QCOMPARE(placesOf(*mistral), u"3 aws/eu-central-1"_s);
    QCOMPARE(textField(*mistral, u"weights_held"_s), u"true"_s);
    QCOMPARE(textField(*reading.sink.record(u"k8s:d-1"_s), u"models"_s), u"mistralai/Mistral-7B-Instruct-v0.3..."_s);
    QCOMPARE(textField(*reading.sink.record(u"k8s:k-1"_s), u"models"_s), u"meta-llama/Llama-3.1-8B-Instruct..."_s);
    QCOMPARE(textField(*reading.sink.record(u"k8s:k-2"_s), u"models"_s), u"s3://models/fraud/trees..."_s);
    QCOMPARE(reading.sink.record(u"s3://models/fraud/trees"_s)->name, u"trees"_s);
}

void TestKubernetes::access()
{
    const Reading reading = cluster();
    const auto runner = reading.sink.record(u"k8s:b-1#0"_s);
    QVERIFY(runner);
    QCOMPARE(textField(*runner, u"identity"_s), u"->k8s:s-1"_s);
    QCOMPARE(textField(*runner, u"principal"_s), u"system:serviceaccount:fraud:runner"_s);
    QCOMPARE(textField(*runner, u"privilege"_s), u"read"_s);
    QCOMPARE(textField(*runner, u"actions"_s), u"get,list pods,pods/log"_s);
    QCOMPARE(textField(*runner, u"resource"_s), u"namespace fraud"_s);
    const auto ann = reading.sink.record(u"k8s:b-1#1"_s);
    QCOMPARE(textField(*ann, u"principal_type"_s), u"(unsaid)"_s); // a user may be a person or a machine
    QCOMPARE(textField(*ann, u"identity"_s), u"->k8s:c1c1c1c1-0000-4000-8000-000000000001:user/ann@example.com"_s);
    const auto anybody = reading.sink.record(u"k8s:b-2#0"_s);
    QCOMPARE(textField(*anybody, u"principal_type"_s), u"public"_s);
    QCOMPARE(textField(*anybody, u"privilege"_s), u"admin"_s);
    QCOMPARE(textField(*anybody, u"actions"_s), u"cluster-admin..."_s);
}

void TestKubernetes::storesNoSecrets()
{
    for (const domain::Record &record : cluster().sink.records()) {
        for (const domain::Field &field : record.fields) {
            const QString value = textField(record, field.attr);
            QVERIFY2(!value.contains(u"SECRET"_s) && !value.contains(u"U0VDUkVU"_s), qPrintable(record.key));
        }
    }
}

void TestKubernetes::typedListWithoutKinds()
{
    const Reading reading = readText(
        importers::appendKubernetes, u"nodes.json"_s,
        R"({"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"abc"},"items":[)"
        R"({"metadata":{"name":"a","uid":"u-1","labels":{"alpha.eksctl.io/cluster-name":"prod"}},"spec":{"providerID":"aws:///eusc-de-east-1a/i-01"},"status":{}},)"
        R"({"metadata":{"uid":"u-2"},"spec":{},"status":{}}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 2);
    QCOMPARE(reading.sink.counts().rejected, 1);
    QCOMPARE(reading.sink.entries.at(1).rejectedWhere, u"/items/1/metadata/name"_s);
    QVERIFY(!reading.sink.head->complete);
    QCOMPARE(reading.sink.head->scope, u"prod Node"_s);
    QCOMPARE(placesOf(*reading.sink.record(u"aws-eusc/i-01"_s)), u"3 aws-esc/eusc-de-east-1"_s);
}

void TestKubernetes::scopes()
{
    QCOMPARE(cluster().sink.head->scope.section(u' ', 0, 0), u"c1c1c1c1-0000-4000-8000-000000000001"_s);
    const auto pod = [](const char *space) {
        return readText(
                   importers::appendKubernetes, u"pods.json"_s,
                   QByteArray(
                       R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":")") +
                       space + R"("},"spec":{"containers":[]}}]})")
            .sink.head->scope;
    };
    QCOMPARE(pod("one"), u"pods.json Pod one"_s);
    QVERIFY(pod("one") != pod("two"));
}

BAILIWICK_TEST(QCoreApplication, TestKubernetes)

} // namespace tst_kubernetes

#include "tst_kubernetes.moc"
