// SPDX-License-Identifier: GPL-3.0-or-later
// Who has access is called the same in whatever order the exports that name them are imported.
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

#include <algorithm>
#include <numeric>

namespace tst_principalnames {

using namespace Qt::StringLiterals;

namespace {

using Files = QList<std::pair<QString, QByteArray>>;

QByteArray details(const QByteArray &users, const QByteArray &roles)
{
    return "{\"UserDetailList\":[" + users + "],\"GroupDetailList\":[],\"RoleDetailList\":[" + roles + "],\"Policies\":[],\"IsTruncated\":false}";
}

QByteArray user(const QByteArray &account, const QByteArray &name)
{
    return "{\"UserName\":\"" + name + "\",\"UserId\":\"AIDA" + name + "\",\"Path\":\"/\",\"Arn\":\"arn:aws:iam::" + account + ":user/" + name + "\",\"GroupList\":[],\"AttachedManagedPolicies\":[]}";
}

QByteArray role(const QByteArray &account, const QByteArray &path, const QByteArrayList &trusted)
{
    QByteArrayList quoted;
    for (const QByteArray &one : trusted)
        quoted.append('"' + one + '"');
    return "{\"RoleName\":\"" + path.mid(path.lastIndexOf('/') + 1) + "\",\"Path\":\"/\",\"Arn\":\"arn:aws:iam::" + account + ":role/" + path +
           "\",\"InstanceProfileList\":[],\"RolePolicyList\":[],\"AttachedManagedPolicies\":[],\"AssumeRolePolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
           "\"Principal\":{\"AWS\":[" + quoted.join(',') + "]}}]}}";
}

const QByteArray A = "111122223333", B = "222233334444";
const QByteArray Ann = "aaaaaaaa-0000-0000-0000-000000000001", Robot = "aaaaaaaa-0000-0000-0000-000000000002";
const QByteArray Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";

/// A right as the command line lists it, or with other members as PowerShell does.
QByteArray right(char nr, const QByteArray &who, const QByteArray &named)
{
    return "{\"id\":\"" + Subscription + "/providers/Microsoft.Authorization/roleAssignments/" + QByteArray(8, nr) + "-0000-0000-0000-000000000000\",\"type\":\"Microsoft.Authorization/roleAssignments\",\"scope\":\"" +
           Subscription + "\",\"roleDefinitionName\":\"Reader\",\"roleDefinitionId\":\"" + Subscription + "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7\",\"principalId\":\"" +
           who + "\"," + named + "}";
}

QByteArray shown(char nr, const QByteArray &who, const QByteArray &name)
{
    return "{\"RoleAssignmentId\":\"" + Subscription + "/providers/Microsoft.Authorization/roleAssignments/" + QByteArray(8, nr) + "-0000-0000-0000-000000000000\",\"Scope\":\"" + Subscription +
           "\",\"DisplayName\":\"" + name + "\",\"SignInName\":\"\",\"RoleDefinitionName\":\"Reader\",\"RoleDefinitionId\":\"acdd72a7-3385-48ef-bd42-f606fba81ae7\",\"ObjectId\":\"" + who + "\",\"ObjectType\":\"User\"}";
}

QByteArray asset(const QByteArray &name, const QByteArray &type, const QByteArray &content)
{
    return R"({"name":"//)" + name + R"(","asset_type":")" + type + R"(",)" + content + R"(,"ancestors":["projects/77"]})" + "\n";
}

const Files Amazon{
    // Another account's user and role are known by what trusts them; their own account's list knows more.
    {u"a.json"_s, details(user(A, "ann"), role(A, "ci/deploy", {"arn:aws:iam::" + B + ":root", "arn:aws:iam::" + B + ":user/bob"}))},
    {u"b.json"_s, details(user(B, "bob"), role(B, "reader", {A, "arn:aws:iam::" + A + ":role/ci/deploy", "arn:aws:iam::" + A + ":user/ann"}))},
    {u"a-roles.json"_s, details({}, role(A, "other", {"arn:aws:iam::" + A + ":user/ann", B}))},
    {u"people.csv"_s, "identity:key,name,alias:arn\nUSR-1,,arn:aws:iam::" + A + ":user/ann\nUSR-2,,arn:aws:iam::" + B + ":user/bob\nPARTNER,Partner GmbH,arn:aws:iam::" + B + ":root\n"}};
const QByteArrayList AmazonNames{"PARTNER|Partner GmbH", "USR-1|ann", "USR-2|bob", "arn:aws:iam::111122223333:role/ci/deploy|deploy", "arn:aws:iam::111122223333:role/other|other",
                                 "arn:aws:iam::111122223333:root|111122223333", "arn:aws:iam::222233334444:role/reader|reader"};

const Files Azure{
    {u"list.json"_s, '[' + right('1', Ann, R"("principalName":"ann@contoso.com","principalType":"User")") + ',' + right('2', Robot, R"("principalName":"0f0f0f0f-1111-2222-3333-444444444444","principalType":"ServicePrincipal")") + ']'},
    {u"rest.json"_s, '[' + right('3', Ann, R"("principalName":"","principalType":"User")") + ']'},
    {u"shown.json"_s, '[' + shown('4', Ann, "Smith, Ann") + ',' + shown('5', Robot, "Backup robot") + ']'},
    {u"too.json"_s, '[' + shown('6', Ann, "Ann Smith") + ']'}};
const QByteArrayList AzureNames{"azure-principal/" + Ann + "|Ann Smith", "azure-principal/" + Robot + "|Backup robot"};

const Files Google{
    {u"policies.json"_s, asset("cloudresourcemanager.googleapis.com/projects/77", "cloudresourcemanager.googleapis.com/Project",
                               R"("iam_policy":{"bindings":[{"role":"roles/viewer","members":["user:Ann@example.com","serviceAccount:bot@p-1.iam.gserviceaccount.com"]}]})")},
    {u"accounts.json"_s, asset("iam.googleapis.com/projects/p-1/serviceAccounts/1101", "iam.googleapis.com/ServiceAccount", R"("resource":{"data":{"email":"bot@p-1.iam.gserviceaccount.com","displayName":"Bot"}})")},
    {u"bindings.json"_s, R"({"apiVersion":"v1","kind":"List","items":[{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"rb","uid":"u1"},)"
                         R"("subjects":[{"kind":"User","name":"bot@p-1.iam.gserviceaccount.com"}],"roleRef":{"kind":"ClusterRole","name":"view"}}]})"},
    {u"people.csv"_s, "identity:key,name,alias:google\nUSR-1,,google-principal/user:ann@example.com\nBOT,,google-principal/serviceAccount:bot@p-1.iam.gserviceaccount.com\n"}};
const QByteArrayList GoogleNames{"BOT|Bot", "USR-1|user:ann@example.com"};

void rows(const char *cloud, const Files &files, const QByteArrayList &names)
{
    QList<int> order(files.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        QStringList called;
        for (const int i : std::as_const(order))
            called.append(files.at(i).first);
        QTest::addRow("%s: %s", cloud, qPrintable(called.join(u' '))) << files << called << names;
    } while (std::next_permutation(order.begin(), order.end()));
}

} // namespace

class TestPrincipalNames : public QObject
{
    Q_OBJECT

private slots:
    void namesOfAnyOrder_data();
    void namesOfAnyOrder();
    void aNewerNameOfTheSameList();
};

void TestPrincipalNames::namesOfAnyOrder_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QStringList>("order");
    QTest::addColumn<QByteArrayList>("names");
    rows("trust policies of AWS", Amazon, AmazonNames);
    rows("role assignments of Azure", Azure, AzureNames);
    rows("policies of Google Cloud", Google, GoogleNames);
}

void TestPrincipalNames::namesOfAnyOrder()
{
    QFETCH(const Files, files);
    QFETCH(const QStringList, order);
    const Cli cli;
    for (const auto &[name, text] : files)
        cli.write(name, text);
    importInOrder(cli, order);
    QTEST(QByteArrayList(Peek(cli.path(u"w"_s)).rows("SELECT key, name FROM entity WHERE kind=9 AND vanished=0 ORDER BY key")), "names");
}

/// The same list of another day is newer: who has another name by now is called so.
void TestPrincipalNames::aNewerNameOfTheSameList()
{
    const Cli cli;
    cli.write(u"shown.json"_s, '[' + shown('4', Ann, "Ann Smith") + ']');
    cli.write(u"shown (1).json"_s, '[' + shown('4', Ann, "Ann Zimmer") + ']');
    importInOrder(cli, {u"shown.json"_s, u"shown (1).json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).rows("SELECT name FROM entity WHERE kind=9"), QList<QByteArray>{"Ann Zimmer"});
}

BAILIWICK_TEST(QCoreApplication, TestPrincipalNames)

} // namespace tst_principalnames

#include "tst_principalnames.moc"
