// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>

namespace tst_googletogether {

using namespace Qt::StringLiterals;

namespace {

/// One row for each order of the files, by their names.
void allOrders(QStringList files)
{
    QTest::addColumn<QStringList>("order");
    std::sort(files.begin(), files.end());
    do
        QTest::newRow(qPrintable(files.join(u' '))) << files;
    while (std::next_permutation(files.begin(), files.end()));
}

/// One row of an export of the asset inventory.
QByteArray row(const QByteArray &name, const QByteArray &type, const QByteArray &content)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(",)" + content +
           R"(,"ancestors":["projects/77","organizations/5"]})" + "\n";
}

/// A row of a project of the organisation; 0: of the organisation itself.
QByteArray placed(const QByteArray &name, const QByteArray &type, int project, const QByteArray &content = R"("resource":{"location":"eu","data":{}})")
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(",)" + content + R"(,"ancestors":[)" +
           (project > 0 ? "\"projects/" + QByteArray::number(project) + "\"," : QByteArray()) + "\"organizations/5\"]}\n";
}

QByteArray bucket(const QByteArray &name, int project) { return placed("storage.googleapis.com/" + name, "storage.googleapis.com/Bucket", project); }

QByteArray machine(int project)
{
    const QByteArray number = QByteArray::number(project);
    return placed("compute.googleapis.com/projects/p-" + number + "/zones/europe-west4-a/instances/vm", "compute.googleapis.com/Instance", project);
}

constexpr auto Project = "cloudresourcemanager.googleapis.com/projects/77";
constexpr auto ProjectType = "cloudresourcemanager.googleapis.com/Project";

QByteArray project(int nr) { return placed("cloudresourcemanager.googleapis.com/projects/" + QByteArray::number(nr), ProjectType, nr); }

constexpr auto Gpu = "compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu";
constexpr auto KeyPath = "projects/p-1/locations/europe-west4/keyRings/r/cryptoKeys/c";

} // namespace

/// What several exports tell of one thing in Google Cloud comes together, in whatever order they are imported.
class TestGoogleTogether : public QObject
{
    Q_OBJECT

private slots:
    void everyExport_data();
    void everyExport();
    void weightsInBuckets_data();
    void weightsInBuckets();
    void whatIsGone();
    void policyOfLocations();
    void projectByNumberAndId_data();
    void projectByNumberAndId();
    void numberAfterId();
    void twoProjectsStayTwo();
    void projectsOfAnOrganisation_data();
    void projectsOfAnOrganisation();
    void policiesOfOneProject();
    void placeToldLater();
    void areasOfSeveralRegions_data();
    void areasOfSeveralRegions();

private:
    void import(const Cli &cli, const QStringList &order)
    {
        const CliRun run = cli.run(QStringList{u"import"_s, u"--workspace"_s, u"w"_s} + order);
        QVERIFY2(run.code == 0, run.err.constData() + run.out);
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    }
};

void TestGoogleTogether::everyExport_data()
{
    allOrders({u"resources.json"_s, u"policies.json"_s, u"state.tfstate"_s, u"nodes.json"_s});
}

/// A machine, a bucket, a key and an account, as the asset inventory, a state and a cluster know them.
void TestGoogleTogether::everyExport()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(
        u"resources.json"_s,
        row(Project, ProjectType, R"("resource":{"data":{"projectId":"p-1"}})") +
            row(Gpu, "compute.googleapis.com/Instance",
                R"("resource":{"location":"europe-west4-a","data":{"name":"gpu","machineType":"x/n1-standard-8","status":"RUNNING",)"
                R"("guestAccelerators":[{"acceleratorType":"x/nvidia-tesla-t4","acceleratorCount":2}]}})") +
            row("storage.googleapis.com/weights", "storage.googleapis.com/Bucket",
                QByteArray(
                    R"("resource":{"location":"eu","data":{"name":"weights","encryption":{"defaultKmsKeyName":")") +
                    KeyPath + R"("}}})") +
            row(QByteArray("cloudkms.googleapis.com/") + KeyPath, "cloudkms.googleapis.com/CryptoKey",
                R"("resource":{"data":{"versionTemplate":{"protectionLevel":"HSM"}}})") +
            row("iam.googleapis.com/projects/p-1/serviceAccounts/1101", "iam.googleapis.com/ServiceAccount",
                R"("resource":{"data":{"email":"bot@p-1.iam.gserviceaccount.com","displayName":"Bot"}})") +
            row("container.googleapis.com/projects/p-1/locations/europe-west4/clusters/c",
                "container.googleapis.com/Cluster", R"("resource":{"location":"europe-west4","data":{"name":"c"}})") +
            row("iam.googleapis.com/projects/p-1/roles/keeper", "iam.googleapis.com/Role",
                R"("resource":{"data":{"title":"Keeper","includedPermissions":["storage.objects.list"]}})"));
    cli.write(
        u"policies.json"_s,
        row(Project, ProjectType,
            R"("iam_policy":{"bindings":[{"role":"roles/viewer","members":["user:ann@example.com"]}]})") +
            row("cloudresourcemanager.googleapis.com/folders/9", "cloudresourcemanager.googleapis.com/Folder",
                R"("iam_policy":{"bindings":[{"role":"roles/viewer","members":["user:ann@example.com"]}]})") +
            row("storage.googleapis.com/weights", "storage.googleapis.com/Bucket",
                R"("iam_policy":{"bindings":[{"role":"roles/storage.objectViewer","members":["serviceAccount:Bot@p-1.iam.gserviceaccount.com"]},)"
                R"({"role":"projects/p-1/roles/keeper","members":["user:ann@example.com"]}]})"));
    cli.write(
        u"state.tfstate"_s,
        QByteArray(
            R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[)"
            R"({"mode":"managed","type":"google_compute_instance","name":"g","instances":[{"attributes":{"name":"gpu","project":"p-1","zone":"europe-west4-a",)"
            R"("machine_type":"n1-standard-8","guest_accelerator":[{"type":"nvidia-tesla-t4","count":2}]}}]},)"
            R"({"mode":"managed","type":"google_storage_bucket","name":"b","instances":[{"attributes":{"name":"weights","project":"p-1","location":"EU"}}]},)"
            R"({"mode":"managed","type":"google_container_cluster","name":"c","instances":[{"attributes":{"name":"c","project":"p-1","location":"europe-west4"}}]},)"
            R"({"mode":"managed","type":"google_kms_crypto_key","name":"k","instances":[{"attributes":{"id":")") +
            KeyPath +
            R"(","name":"c","version_template":[{"protection_level":"HSM"}]}}]},)"
            R"({"mode":"managed","type":"google_service_account","name":"bot","instances":[{"attributes":{"email":"bot@p-1.iam.gserviceaccount.com","project":"p-1","display_name":"Bot"}}]},)"
            R"({"mode":"managed","type":"google_storage_bucket_iam_member","name":"m","instances":[{"attributes":{"bucket":"b/weights","role":"roles/storage.objectViewer",)"
            R"("member":"serviceAccount:bot@p-1.iam.gserviceaccount.com"}}]},)"
            R"({"mode":"managed","type":"google_project_iam_custom_role","name":"k","instances":[{"attributes":{"id":"projects/p-1/roles/keeper","title":"Keeper","permissions":["storage.objects.list"]}}]},)"
            R"({"mode":"managed","type":"google_storage_bucket_iam_binding","name":"k","instances":[{"attributes":{"bucket":"weights","role":"projects/p-1/roles/keeper","members":["user:ann@example.com"]}}]},)"
            R"({"mode":"managed","type":"google_folder_iam_member","name":"f","instances":[{"attributes":{"folder":"folders/9","role":"roles/viewer","member":"user:ann@example.com"}}]}]})");
    cli.write(
        u"nodes.json"_s,
        R"({"apiVersion":"v1","kind":"NodeList","items":[{"metadata":{"name":"gpu","uid":"u-1","labels":{"topology.kubernetes.io/region":"europe-west4",)"
        R"("cloud.google.com/gke-accelerator":"nvidia-tesla-t4"}},"spec":{"providerID":"gce://p-1/europe-west4-a/gpu"},"status":{"capacity":{"nvidia.com/gpu":"2"}}}]})");
    import(cli, order);
    Peek peek(cli.path(u"w"_s));
    const QByteArray gpu = QByteArray("//") + Gpu;
    QCOMPARE(peek.rows("SELECT e.key, w.instance_type, w.role FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY 1"),
             (QList<QByteArray>{gpu + "|n1-standard-8|assessed",
                                "//container.googleapis.com/projects/p-1/locations/europe-west4/clusters/c|~|assessed",
                                "//storage.googleapis.com/weights|~|assessed"}));
    QCOMPARE(peek.rows("SELECT e.key, a.count FROM entity e JOIN e_accelerator a ON a.id=e.id"),
             QList<QByteArray>{"acc:" + gpu + "|2"});
    QCOMPARE(peek.rows("SELECT e.key, k.hsm FROM entity e JOIN e_key k ON k.id=e.id"),
             QList<QByteArray>{QByteArray("//cloudkms.googleapis.com/") + KeyPath + "|1"});
    QCOMPARE(peek.rows("SELECT e.key FROM entity e JOIN e_workload w ON w.key=e.id"),
             QList<QByteArray>{QByteArray("//cloudkms.googleapis.com/") + KeyPath});
    QCOMPARE(peek.rows("SELECT e.key, e.name FROM entity e JOIN e_identity i ON i.id=e.id ORDER BY 1"),
             (QList<QByteArray>{"google-principal/serviceAccount:bot@p-1.iam.gserviceaccount.com|Bot",
                                "google-principal/user:ann@example.com|user:ann@example.com",
                                "google-role/projects/p-1/roles/keeper|Keeper"}));
    // The rights on the project and, from both, on the folder, on the bucket and by a role of the customer's.
    QCOMPARE(peek.rows("SELECT coalesce(t.key,'-'), coalesce(r.key,'-') FROM e_grant g LEFT JOIN entity t ON "
                       "t.id=g.workload LEFT JOIN entity r ON r.id=g.role ORDER BY 1,2"),
             (QList<QByteArray>{"-|-", "-|-", "//storage.googleapis.com/weights|-",
                                "//storage.googleapis.com/weights|google-role/projects/p-1/roles/keeper"}));
    QCOMPARE(peek.rows("SELECT DISTINCT p.provider, p.region, p.country FROM place p JOIN entity e ON e.id=p.entity "
                       "WHERE e.key='//storage.googleapis.com/weights'"),
             QList<QByteArray>{"google|eu|~"});
    QCOMPARE(peek.count("SELECT count(*) FROM pending_ref"), 0);
    // Once more, the first of them: nothing new.
    const CliRun again = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, order.first(), u"--json"_s});
    QCOMPARE(again.code, 0);
    QVERIFY2(again.out.contains("\"added\":0") && again.out.contains("\"updated\":0"), again.out.constData());
}

void TestGoogleTogether::weightsInBuckets_data()
{
    allOrders({u"resources.json"_s, u"model.json"_s});
}

/// The files of a registered model are where their bucket is.
void TestGoogleTogether::weightsInBuckets()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"resources.json"_s, row("storage.googleapis.com/weights", "storage.googleapis.com/Bucket",
                                       R"("resource":{"location":"europe-west4","data":{"name":"weights"}})"));
    cli.write(
        u"model.json"_s,
        R"({"system":{"mlflow_version":"2.3.2"},"mlflow":{"registered_model":{"name":"triage","creation_timestamp":1684716075258,)"
        R"("versions":[{"version":"1","current_stage":"Production","source":"gs://weights/triage/1"}]}}})");
    import(cli, order);
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(
        peek.rows("SELECT e.name, p.provider, p.region FROM entity e JOIN place p ON p.entity=e.id WHERE e.kind=6"),
        QList<QByteArray>{"triage|google|europe-west4"});
    for (const QString &file : order)
        QVERIFY(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, file, u"--json"_s}).out.contains("\"updated\":0"));
}

/// A whole export of resources says what is gone, an export of some types what is gone of those, one of policies nothing of resources.
void TestGoogleTogether::whatIsGone()
{
    const QByteArray project = row(Project, ProjectType, R"("resource":{"data":{}})");
    const QByteArray bucket =
        row("storage.googleapis.com/a", "storage.googleapis.com/Bucket", R"("resource":{"location":"eu","data":{}})");
    const QByteArray other =
        row("storage.googleapis.com/b", "storage.googleapis.com/Bucket", R"("resource":{"location":"eu","data":{}})");
    const Cli cli;
    cli.write(u"resources.json"_s, project + bucket + other);
    cli.write(u"policies.json"_s,
              row(Project, ProjectType, R"("iam_policy":{"bindings":[]})") +
                  row("storage.googleapis.com/a", "storage.googleapis.com/Bucket", R"("iam_policy":{"bindings":[]})"));
    cli.write(u"some.json"_s, bucket + row(Gpu, "compute.googleapis.com/Instance", R"("resource":{"data":{}})"));
    cli.write(u"later.json"_s, project + bucket);
    import(cli, {u"resources.json"_s, u"policies.json"_s});
    constexpr auto gone = "SELECT key FROM entity WHERE vanished<>0 AND kind=2 ORDER BY 1";
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows(gone), QList<QByteArray>());
    import(cli, {u"some.json"_s});
    QCOMPARE(peek.rows(gone), QList<QByteArray>{"//storage.googleapis.com/b"});
    import(cli, {u"later.json"_s});
    QCOMPARE(peek.rows(gone), (QList<QByteArray>{QByteArray("//") + Gpu, "//storage.googleapis.com/b"}));
}

/// The content "resource" is another export than "org-policy": a project's policy is gone with a newer one of that content alone.
void TestGoogleTogether::projectByNumberAndId_data()
{
    allOrders({u"machines.json"_s, u"access.json"_s, u"endpoints.json"_s, u"state.tfstate"_s});
}

/// Of project 77, which is p-1, as only the row of a machine tells: the policy and the endpoint are told by its number in the asset inventory, by its
/// id in a state.
void TestGoogleTogether::projectByNumberAndId()
{
    QFETCH(QStringList, order);
    const Cli cli;
    cli.write(u"machines.json"_s, row(Gpu, "compute.googleapis.com/Instance", R"("resource":{"location":"europe-west4-a","data":{"name":"gpu"}})"));
    cli.write(u"access.json"_s, row(Project, ProjectType, R"("iam_policy":{"bindings":[{"role":"roles/owner","members":["user:ann@example.com"]}]})") +
                                    row("storage.googleapis.com/b", "storage.googleapis.com/Bucket", R"("resource":{"location":"eu","data":{}})"));
    cli.write(u"endpoints.json"_s, row("aiplatform.googleapis.com/projects/77/locations/europe-west4/endpoints/555", "aiplatform.googleapis.com/Endpoint",
                                       R"("resource":{"location":"europe-west4","data":{"displayName":"chat"}})"));
    cli.write(u"state.tfstate"_s,
              QByteArray(R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l-1","resources":[)"
                         R"({"mode":"managed","type":"google_project_iam_member","name":"m","instances":[{"attributes":{"project":"p-1","role":"roles/owner","member":"user:ann@example.com"}}]},)"
                         R"({"mode":"managed","type":"google_storage_bucket","name":"b","instances":[{"attributes":{"name":"b","project":"p-1","location":"EU"}}]},)"
                         R"({"mode":"managed","type":"google_vertex_ai_endpoint","name":"e","instances":[{"attributes":{"id":"projects/p-1/locations/europe-west4/endpoints/555",)"
                         R"("name":"555","display_name":"chat","location":"europe-west4","project":"p-1"}}]}]})"));
    import(cli, order);
    Peek peek(cli.path(u"w"_s));
    const QList<QByteArray> systems{"//aiplatform.googleapis.com/projects/p-1/locations/europe-west4/endpoints/555|p-1",
                                    "//compute.googleapis.com/projects/p-1/zones/europe-west4-a/instances/gpu|p-1", "//storage.googleapis.com/b|p-1"};
    QCOMPARE(peek.rows("SELECT e.key, w.account FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY 1"), systems);
    QCOMPARE(peek.rows("SELECT e.key, g.resource FROM entity e JOIN e_grant g ON g.id=e.id"),
             QList<QByteArray>{"google-iam://cloudresourcemanager.googleapis.com/projects/p-1#roles/owner#user:ann@example.com|"
                               "//cloudresourcemanager.googleapis.com/projects/p-1"});
    QCOMPARE(cli.run({u"conflicts"_s, u"--workspace"_s, u"w"_s, u"--json"_s}).json().size(), std::size_t(0));

    // The same files say nothing new, and all can be taken back and done again, one by one.
    for (const QString &file : order)
        QCOMPARE(cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"--json"_s, file}).json()["files"][0]["records"]["added"].get<int>(), 0);
    for (qsizetype i = 0; i < 2 * order.size() && cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code == 0; ++i)
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(peek.rows("SELECT key FROM entity WHERE kind IN (2,10)"), QList<QByteArray>());
    QCOMPARE(peek.rows("SELECT name FROM setting WHERE name GLOB 'account/*'"), QList<QByteArray>());
    import(cli, order);
    QCOMPARE(peek.rows("SELECT e.key, w.account FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY 1"), systems);
}

/// Taking back what told the id leaves what was told by the number, as it was.
void TestGoogleTogether::numberAfterId()
{
    const Cli cli;
    const QByteArray endpoint = "//aiplatform.googleapis.com/projects/77/locations/europe-west4/endpoints/555";
    cli.write(u"endpoints.json"_s, row(endpoint.mid(2), "aiplatform.googleapis.com/Endpoint", R"("resource":{"location":"europe-west4","data":{}})"));
    cli.write(u"machines.json"_s, row(Gpu, "compute.googleapis.com/Instance", R"("resource":{"location":"europe-west4-a","data":{"name":"gpu"}})"));
    import(cli, {u"endpoints.json"_s});
    Peek peek(cli.path(u"w"_s));
    const QByteArray sql = "SELECT e.key, e.name, w.account FROM entity e JOIN e_workload w ON w.id=e.id ORDER BY 1";
    const QList<QByteArray> before = peek.rows(sql);
    QCOMPARE(before.size(), 1);
    QVERIFY2(before.constFirst().startsWith(endpoint) && before.constFirst().endsWith("|77"), before.constFirst());
    import(cli, {u"machines.json"_s});
    QCOMPARE(peek.rows("SELECT w.account FROM e_workload w GROUP BY 1"), QList<QByteArray>{"p-1"});
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(peek.rows(sql), before);
    QCOMPARE(cli.run({u"undo"_s, u"--redo"_s, u"--workspace"_s, u"w"_s}).code, 0);
    QCOMPARE(peek.rows("SELECT w.account FROM e_workload w GROUP BY 1"), QList<QByteArray>{"p-1"});
    QCOMPARE(cli.run({u"undo"_s, u"--workspace"_s, u"w"_s, u"--import"_s, u"machines.json"_s}).code, 0);
    QCOMPARE(peek.rows(sql), before);
}

/// A number that is the beginning of another one's, or a number elsewhere in a name, is none of the project.
void TestGoogleTogether::twoProjectsStayTwo()
{
    const Cli cli;
    cli.write(u"endpoints.json"_s, row("aiplatform.googleapis.com/projects/771/locations/l/endpoints/5", "aiplatform.googleapis.com/Endpoint", R"("resource":{"data":{}})") +
                                       row("aiplatform.googleapis.com/projects/8/locations/l/endpoints/77", "aiplatform.googleapis.com/Endpoint", R"("resource":{"data":{}})"));
    cli.write(u"machines.json"_s, row(Gpu, "compute.googleapis.com/Instance", R"("resource":{"location":"europe-west4-a","data":{"name":"gpu"}})"));
    import(cli, {u"endpoints.json"_s, u"machines.json"_s});
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows("SELECT key FROM entity WHERE kind=2 AND key GLOB '*endpoints*' ORDER BY 1"),
             (QList<QByteArray>{"//aiplatform.googleapis.com/projects/771/locations/l/endpoints/5", "//aiplatform.googleapis.com/projects/8/locations/l/endpoints/77"}));
}

void TestGoogleTogether::policyOfLocations()
{
    const QByteArray project = row(Project, ProjectType, R"("resource":{"data":{"projectId":"p-1","projectNumber":"77"}})");
    const QByteArray policy = row(Project, ProjectType, R"("org_policy":[{"constraint":"constraints/gcp.resourceLocations","list_policy":{"allowed_values":["in:eu-locations"]}}])");
    const QByteArray other = placed("storage.googleapis.com/a", "storage.googleapis.com/Bucket", 77, R"("org_policy":[])");
    const Cli cli;
    cli.write(u"policy.json"_s, policy + other);
    cli.write(u"resources.json"_s, row(Gpu, "compute.googleapis.com/Instance", R"("resource":{"data":{}})") + project);
    cli.write(u"lifted.json"_s, row(Project, ProjectType, R"("org_policy":[])") + other);
    import(cli, {u"policy.json"_s});
    import(cli, {u"resources.json"_s});
    constexpr auto gone = "SELECT key FROM entity WHERE vanished<>0 ORDER BY 1";
    Peek peek(cli.path(u"w"_s));
    QCOMPARE(peek.rows(gone), QList<QByteArray>());
    import(cli, {u"lifted.json"_s});
    QCOMPARE(peek.rows(gone), QList<QByteArray>{"//cloudresourcemanager.googleapis.com/projects/p-1"}); // the project 77
}

void TestGoogleTogether::projectsOfAnOrganisation_data()
{
    QTest::addColumn<QByteArray>("later");
    QTest::addColumn<QByteArrayList>("gone");
    QTest::addColumn<bool>("told");
    const QByteArray organisation = placed("cloudresourcemanager.googleapis.com/organizations/5", "cloudresourcemanager.googleapis.com/Organization", 0);
    const QByteArrayList b2{"//storage.googleapis.com/b2"};
    QTest::newRow("one project, with the organisation's own row") << organisation + project(2) + bucket("a2", 2) << b2 << true;
    QTest::newRow("one project") << project(2) + bucket("a2", 2) << b2 << false;
    QTest::newRow("one project without its row") << bucket("a2", 2) + machine(2) << b2 << false;
    QTest::newRow("both") << organisation + project(1) + project(2) + bucket("a1", 1) + bucket("a2", 2) << QByteArrayList{"//storage.googleapis.com/b1", "//storage.googleapis.com/b2"}
                          << false;
}

/// An export is the whole of the projects that it names, and of no other one, whatever was imported before.
void TestGoogleTogether::projectsOfAnOrganisation()
{
    QFETCH(const QByteArray, later);
    const Cli cli;
    cli.write(u"organisation.json"_s, placed("cloudresourcemanager.googleapis.com/organizations/5", "cloudresourcemanager.googleapis.com/Organization", 0) + project(1) + project(2) +
                                          bucket("a1", 1) + bucket("b1", 1) + bucket("a2", 2) + bucket("b2", 2));
    cli.write(u"later.json"_s, later);
    import(cli, {u"organisation.json"_s});
    const CliRun run = cli.run({u"import"_s, u"--workspace"_s, u"w"_s, u"later.json"_s});
    QCOMPARE(run.code, 0);
    QTEST(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE vanished<>0 AND kind=2 ORDER BY 1"), "gone");
    QFETCH(const bool, told);
    QVERIFY2(run.out.contains("says nothing of projects/1,") == told, run.out.constData());
}

/// Who is named in the policies of one project is not gone by those of another.
void TestGoogleTogether::policiesOfOneProject()
{
    const auto policies = [](int nr) {
        const QByteArray number = QByteArray::number(nr);
        return placed("cloudresourcemanager.googleapis.com/projects/" + number, ProjectType, nr, R"("iam_policy":{"bindings":[{"role":"roles/viewer","members":["user:of)" + number + R"(@example.com"]}]})") +
               placed("storage.googleapis.com/a" + number, "storage.googleapis.com/Bucket", nr, R"("iam_policy":{"bindings":[]})");
    };
    const QByteArray organisation = placed("cloudresourcemanager.googleapis.com/organizations/5", "cloudresourcemanager.googleapis.com/Organization", 0, R"("iam_policy":{"bindings":[]})");
    const Cli cli;
    cli.write(u"organisation.json"_s, organisation + policies(1) + policies(2));
    cli.write(u"later.json"_s, organisation + policies(2));
    import(cli, {u"organisation.json"_s});
    import(cli, {u"later.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE vanished<>0"), QList<QByteArray>());
}

void TestGoogleTogether::areasOfSeveralRegions_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArrayList>("places");
    QTest::newRow("two regions in two countries") << QByteArray("EUR4") << QByteArrayList{"europe-north1|FI", "europe-west4|NL"};
    QTest::newRow("two regions in one country") << QByteArray("NAM4") << QByteArrayList{"nam4|US"};
    QTest::newRow("several in one country") << QByteArray("US") << QByteArrayList{"us|US"};
    QTest::newRow("several countries of the Union: which ones is not told") << QByteArray("EU") << QByteArrayList{"eu|~"};
    QTest::newRow("several countries of Asia") << QByteArray("ASIA") << QByteArrayList{"asia|~"};
}

void TestGoogleTogether::areasOfSeveralRegions()
{
    QFETCH(QByteArray, location);
    const Cli cli;
    cli.write(u"resources.json"_s, bucket("b", 2).replace(R"("location":"eu")", R"("location":")" + location + '"'));
    import(cli, {u"resources.json"_s});
    QTEST(QByteArrayList(Peek(cli.path(u"w"_s)).rows("SELECT DISTINCT p.region, r.country FROM place p JOIN ref_region r ON r.provider=p.provider AND r.code=p.region ORDER BY 1")), "places");
}

/// What an export without ancestors told is not gone when another one tells where it is.
void TestGoogleTogether::placeToldLater()
{
    const Cli cli;
    QByteArray bare = project(2) + bucket("a2", 2) + machine(2);
    bare.replace(R"(,"ancestors":["projects/2","organizations/5"])", "");
    cli.write(u"bare.json"_s, bare);
    cli.write(u"later.json"_s, project(2) + bucket("a2", 2) + machine(2));
    import(cli, {u"bare.json"_s});
    import(cli, {u"later.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT key FROM entity WHERE vanished<>0"), QList<QByteArray>());
}

BAILIWICK_TEST(QCoreApplication, TestGoogleTogether)

} // namespace tst_googletogether

#include "tst_googletogether.moc"
