// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/importinorder.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_modelorigin {

using namespace Qt::StringLiterals;

#ifndef Q_MOC_RUN // which loses count of braces after a raw text that ends in a quotation mark
namespace {

QByteArray sageMaker(const QByteArray &container)
{
    return R"({"ModelName":"m","ModelArn":"arn:aws:sagemaker:eu-west-1:111122223333:model/m","ExecutionRoleArn":"arn:aws:iam::111122223333:role/s","PrimaryContainer":)" + container + "}";
}

QByteArray config(const QByteArray &container, const QByteArray &tags = "{}")
{
    return R"({"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[{"configurationItemStatus":"OK","configurationItemCaptureTime":"2026-10-01T00:00:00.000Z",)"
           R"("awsAccountId":"111122223333","awsRegion":"eu-west-1","resourceType":"AWS::SageMaker::Model","ARN":"arn:aws:sagemaker:eu-west-1:111122223333:model/m","resourceId":"m",)"
           R"("resourceName":"m","tags":)" + tags + R"(,"configuration":{"PrimaryContainer":)" + container + "}}]}";
}

QByteArray state(const QByteArray &type, const QByteArray &attributes)
{
    return R"({"version":4,"terraform_version":"1.9.5","serial":1,"lineage":"l","resources":[{"mode":"managed","type":")" + type + R"(","name":"m","instances":[{"attributes":)" + attributes + "}]}]}";
}

QByteArray vertex(const QByteArray &said)
{
    return R"([{"name":"projects/1/locations/europe-west4/models/9","displayName":"m","versionId":"1",)" + said + "}]";
}

QByteArray azure(const QByteArray &model)
{
    return R"([{"id":"/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/a/deployments/m","name":"m","type":"Microsoft.CognitiveServices/accounts/deployments",)"
           R"("sku":{"name":"Standard"},"properties":{"model":{"format":"OpenAI","name":")" + model + R"("}}}])";
}

QByteArray mlflow(const QByteArray &version)
{
    return R"({"registered_models":[{"name":"m","creation_timestamp":1700000000000,"latest_versions":[{"name":"m","version":"1","current_stage":"Production","source":"s3://x/1",)" + version + "}]}]}";
}

constexpr auto Origin = "SELECT coalesce(m.base_model,'-')||' / '||coalesce(d.key,'-')||' / '||coalesce(m.developer_country,'-')||CASE WHEN m.fine_tuned THEN ' tuned' ELSE '' END "
                        "FROM e_model m LEFT JOIN entity d ON d.id=m.developer";

} // namespace
#endif

/// What a model was made from, and who made that, from where: as the export of the platform tells it, and unknown where it does not.
class TestModelOrigin : public QObject
{
    Q_OBJECT

private slots:
    void told_data();
    void told();
    void linked();
    void baseToldLater_data();
    void baseToldLater();
};

void TestModelOrigin::told_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char *name, const QByteArray &file, const char *origin) { QTest::newRow(name) << file << QByteArray(origin); };
    const QByteArray image = R"("Image":"763104351884.dkr.ecr.eu-west-1.amazonaws.com/huggingface-pytorch-tgi-inference:2")";
    const QByteArray qwen = "{" + image + R"(,"Environment":{"HF_MODEL_ID":"Qwen/Qwen2.5-7B"},"ModelDataSource":{"S3DataSource":{"S3Uri":"s3://models-eu/"}}})";
    row("SageMaker, of a hub, with weights of its own", sageMaker(qwen), "Qwen/Qwen2.5-7B / alibaba / CN");
    row("the same in AWS Config", config(qwen), "Qwen/Qwen2.5-7B / alibaba / CN");
    row("the same in a state", state("aws_sagemaker_model", R"({"name":"m","arn":"arn:aws:sagemaker:eu-west-1:111122223333:model/m","primary_container":[{"image":"i",)"
                                                            R"("environment":{"HF_MODEL_ID":"Qwen/Qwen2.5-7B"},"model_data_url":"s3://models-eu/x"}]})"),
        "Qwen/Qwen2.5-7B / alibaba / CN");
    row("the variable names a folder", sageMaker("{" + image + R"(,"Environment":{"HF_MODEL_ID":"/opt/ml/model"}})"), "- / - / -");
    row("DJL's variable", sageMaker("{" + image + R"(,"Environment":{"OPTION_MODEL_ID":"mistralai/Mistral-7B-v0.1"}})"), "mistralai/Mistral-7B-v0.1 / mistral / FR");
    row("JumpStart, by its folder",
        sageMaker("{" + image + R"(,"ModelDataSource":{"S3DataSource":{"S3Uri":"s3://jumpstart-private-cache-prod-eu-west-1/meta-textgeneration/meta-textgeneration-llama-3-8b/artifacts/inference-prepack/v1.1.0/"}}})"),
        "meta-textgeneration-llama-3-8b / meta / US");
    row("JumpStart, by its file: the framework is not the developer",
        sageMaker("{" + image + R"(,"ModelDataUrl":"s3://jumpstart-cache-prod-eu-west-1/huggingface-infer/prepack/v1.0.1/infer-prepack-huggingface-llm-falcon-7b-bf16.tar.gz"})"),
        "falcon-7b-bf16 / tii / AE");
    row("JumpStart, by the hub's content",
        sageMaker("{" + image + R"(,"ModelDataSource":{"S3DataSource":{"S3Uri":"s3://jumpstart-private-cache-prod-eu-west-1/x/","HubAccessConfig":{"HubContentArn":)"
                                R"("arn:aws:sagemaker:eu-west-1:aws:hub-content/SageMakerPublicHub/Model/huggingface-llm-mistral-7b/2.0.0"}}}})"),
        "mistral-7b / mistral / FR");
    row("JumpStart, by the tag", config("{" + image + "}", R"({"sagemaker-sdk:jumpstart-model-id":"huggingface-reasoning-qwen3-32b"})"), "qwen3-32b / alibaba / CN");
    row("a vendor's image", sageMaker(R"({"Image":"111122223333.dkr.ecr.eu-west-1.amazonaws.com/nim/meta/llama-3.1-8b-instruct:1.8"})"), "meta/llama-3.1-8b-instruct / meta / US");
    row("a package of the marketplace",
        sageMaker(R"({"ModelPackageName":"arn:aws:sagemaker:eu-west-1:985815980388:model-package/cohere-command-r-v1-0-0-1f2e3d4c5b6a7988a1b2c3d4e5f60718"})"),
        "cohere-command-r-v1-0-0 / cohere / CA");
    row("a package of its own", sageMaker(R"({"ModelPackageName":"arn:aws:sagemaker:eu-west-1:111122223333:model-package/score/3"})"), "- / - / -");
    row("an algorithm, trained by whom it is not told", sageMaker(R"({"Image":"141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.7-1","ModelDataUrl":"s3://models-eu/x.tar.gz"})"),
        "- / - / -");
    row("Vertex, from the model garden", vertex(R"("baseModelSource":{"modelGardenSource":{"publicModelName":"publishers/google/models/gemini-2.0"}})"), "gemini-2.0 / google / US");
    row("Vertex, tuned", vertex(R"("modelSourceInfo":{"sourceType":"GENIE"},"baseModelSource":{"genieSource":{"baseModelUri":"publishers/meta/models/llama-3.1-8b"}})"),
        "llama-3.1-8b / meta / US");
    row("Vertex, tuned, by its labels", vertex(R"("labels":{"google-vertex-llm-tuning-base-model-id":"gemini-1.5-pro-002","google-vertex-llm-tuning-job-id":"1","tune-type":"sft"})"),
        "gemini-1.5-pro-002 / google / US tuned");
    row("Vertex, of its own", vertex(R"("modelSourceInfo":{"sourceType":"CUSTOM"},"artifactUri":"gs://b/m")"), "- / - / -");
    row("Azure, tuned", azure("gpt-4o-mini-2024-07-18.ft-0a1b"), "gpt-4o-mini-2024-07-18 / openai / US tuned");
    row("Azure, tuned, with a hyphen", azure("gpt-35-turbo-0125-ft-0a1b"), "gpt-35-turbo-0125 / openai / US tuned");
    row("Azure, tuned, as OpenAI names it", azure("ft:gpt-4o-mini-2024-07-18:corvane::abc"), "gpt-4o-mini-2024-07-18 / openai / US tuned");
    row("Azure, tuned, in a state",
        state("azurerm_cognitive_deployment", R"({"id":"/subscriptions/s/resourceGroups/r/providers/Microsoft.CognitiveServices/accounts/a/deployments/m","name":"m",)"
                                              R"("model":[{"format":"OpenAI","name":"gpt-4o-mini-2024-07-18.ft-0a1b"}],"sku":[{"name":"Standard"}]})"),
        "gpt-4o-mini-2024-07-18 / openai / US tuned");
    const auto card = [](const QByteArray &relation) { return "---\nlicense: apache-2.0\npipeline_tag: text-generation\nbase_model: Qwen/Qwen2-7B\n" + relation + "---\n# Our model\n"; };
    row("a card of a base tuned by somebody", card("base_model_relation: finetune\n"), "Qwen/Qwen2-7B / - / - tuned");
    row("a card of a merge", card("base_model_relation: merge\n"), "Qwen/Qwen2-7B / - / -");
    row("a card of an adapter", card("base_model_relation: adapter\n"), "Qwen/Qwen2-7B / - / -");
    row("a card that does not say what was done to the base", card({}), "Qwen/Qwen2-7B / - / -");
    row("a card of a quantized copy", card("base_model_relation: quantized\n"), "Qwen/Qwen2-7B / alibaba / CN");
    row("a card of the hub's namespace", card("base_model_relation: finetune\nmodel_name: mistralai/Ours\n"), "Qwen/Qwen2-7B / mistral / FR tuned");
    row("MLflow, by a tag", mlflow(R"("tags":[{"key":"base_model","value":"deepseek-ai/DeepSeek-V3"}])"), "deepseek-ai/DeepSeek-V3 / deepseek / CN");
    row("MLflow, by a parameter of the model", mlflow(R"("model_params":[{"name":"model_name_or_path","value":"mistralai/Mistral-7B-v0.3"}])"), "mistralai/Mistral-7B-v0.3 / mistral / FR");
    row("MLflow, by a parameter of its run", mlflow(R"("run":{"data":{"params":{"base_model":"tiiuae/falcon-7b"}}})"), "tiiuae/falcon-7b / tii / AE");
    row("MLflow, from a folder", mlflow(R"("params":[{"key":"model_name_or_path","value":"/dbfs/models/x"}])"), "- / - / -");
    row("MLflow, of two developers", mlflow(R"("tags":[{"key":"base_model","value":"mistralai/Mistral-7B-v0.3, meta-llama/Llama-2-7b"}])"),
        "mistralai/Mistral-7B-v0.3, meta-llama/Llama-2-7b / - / -");
    row("MLflow, from something that nobody knows", mlflow(R"("tags":[{"key":"base_model","value":"corvane/base"}])"), "corvane/base / - / -");
}

void TestModelOrigin::told()
{
    QFETCH(QByteArray, file);
    const Cli cli;
    const QString name = file.startsWith("---") ? u"README.md"_s : u"m.json"_s;
    cli.write(name, file);
    importInOrder(cli, {name});
    QTEST(Peek(cli.path(u"w"_s)).one(Origin), "origin");
}

/// The base is the model of the inventory that has this name on the hub.
void TestModelOrigin::linked()
{
    const Cli cli;
    cli.write(u"card.md"_s, "---\nlicense: apache-2.0\nlibrary_name: transformers\nmodel_name: Qwen/Qwen2.5-7B\n---\n");
    cli.write(u"m.json"_s, sageMaker(R"({"Image":"i","Environment":{"HF_MODEL_ID":"Qwen/Qwen2.5-7B"}})"));
    importInOrder(cli, {u"card.md"_s, u"m.json"_s});
    QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT count(*) FROM e_model m WHERE m.base_model IS NOT NULL AND (EXISTS (SELECT 1 FROM entity b WHERE b.kind=(SELECT kind FROM entity WHERE id=m.id) AND "
                                        "b.key=m.base_model) OR EXISTS (SELECT 1 FROM alias a WHERE a.value=m.base_model))"),
             QByteArray("1"));
}

/// A list that names the model for its purpose comes first or last: what it was made from says more than its name, in any order.
void TestModelOrigin::baseToldLater_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("alone");
    QTest::newRow("a name that tells another developer") << QByteArray("Llama 3 support bot") << QByteArray("- / meta / US");
    QTest::newRow("a name that tells none") << QByteArray("llama support bot") << QByteArray("- / - / -");
}

void TestModelOrigin::baseToldLater()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, alone);
    const QByteArray named = "model:key,name\narn:aws:sagemaker:eu-west-1:111122223333:model/m," + name + '\n';
    for (const QStringList &order : {QStringList{u"named.csv"_s, u"m.json"_s}, QStringList{u"m.json"_s, u"named.csv"_s}}) {
        const Cli cli;
        cli.write(u"named.csv"_s, named);
        cli.write(u"m.json"_s, sageMaker(R"({"Image":"i","Environment":{"HF_MODEL_ID":"Qwen/Qwen2.5-7B"},"ModelDataUrl":"s3://models-eu/x"})"));
        importInOrder(cli, order);
        QCOMPARE(Peek(cli.path(u"w"_s)).one(Origin), QByteArray("Qwen/Qwen2.5-7B / alibaba / CN"));
        if (order.constLast() != u"m.json"_s)
            continue;
        // Without it, its name is all that there is.
        const CliRun undone = cli.run({u"undo"_s, u"--workspace"_s, u"w"_s});
        QVERIFY2(undone.code == 0, undone.err.constData());
        QCOMPARE(Peek(cli.path(u"w"_s)).one(Origin), alone);
        QCOMPARE(cli.run({u"doctor"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).one("SELECT count(*) FROM claim WHERE attr IN ('developer','developer_country')"), alone.startsWith("- / -") ? QByteArray("0") : QByteArray("2"));
        QCOMPARE(cli.run({u"undo"_s, u"--redo"_s, u"--workspace"_s, u"w"_s}).code, 0);
        QCOMPARE(Peek(cli.path(u"w"_s)).one(Origin), QByteArray("Qwen/Qwen2.5-7B / alibaba / CN"));
    }
}

BAILIWICK_TEST(QCoreApplication, TestModelOrigin)

} // namespace tst_modelorigin

#include "tst_modelorigin.moc"
