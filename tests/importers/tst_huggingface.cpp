// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <QTemporaryDir>

namespace tst_huggingface {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::ErrorCode;

class TestHuggingFace : public QObject
{
    Q_OBJECT

private slots:
    void readsTheModelSample();
    void readsWindowsLineBreaks();
    void readsTheDatasetSample();
    void refusesSamples_data();
    void refusesSamples();
    void readsATunedModel();
    void readsADatasetCard();
    void readsANamedModel();
    void refusesBadFrontMatter_data();
    void refusesBadFrontMatter();
    void ignoresSpaces();
    void namesByFolder();
    void readsWrittenCards_data();
    void readsWrittenCards();
    void namesThatStandTwice_data();
    void namesThatStandTwice();
    void emissions_data();
    void emissions();
    void openQuote();
    void readsApiAnswers();
    void readsAListOfRepositories();
    void readsAListOfModels();
    void everyElementOfAListCounts_data();
    void everyElementOfAListCounts();
    void foldersOfOneName_data();
    void foldersOfOneName();
    void cardsOfOneName();
    void refusesConfigurations();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("can't write the test's file");
        return path;
    }

    QTemporaryDir m_folder;
};

void TestHuggingFace::readsTheModelSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendModelCards, sampleFile(u"huggingface/hf_hub__sample_simple_model_index.md"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"huggingface-card"_s));
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(reading.sink.counts().added, 1);
    QCOMPARE(reading.sink.records().size(), 2);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto model = reading.sink.record(u"my-cool-model"_s);
    QVERIFY(model);
    QCOMPARE(model->kind, EntityKind::Model);
    QCOMPARE(textField(*model, u"languages"_s), u"en"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"mit"_s);
    QCOMPARE(textField(*model, u"fine_tuned"_s), u"(unsaid)"_s);
    QCOMPARE(aliasOf(*model, u"hub"_s), QString());
    const auto beans = reading.sink.record(u"datasets/beans"_s);
    QVERIFY(beans);
    QCOMPARE(textField(*beans, u"used_for_training"_s), u"my-cool-model..."_s);
}

void TestHuggingFace::readsWindowsLineBreaks()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendModelCards, sampleFile(u"huggingface/hf_hub__sample_windows_line_breaks.md"_s));
    QVERIFY(!reading.error);
    const auto model = reading.sink.record(u"hf_hub__sample_windows_line_breaks"_s);
    QVERIFY(model);
    QCOMPARE(model->name, u"Hello old Windows line breaks"_s);
    QCOMPARE(textField(*model, u"languages"_s), u"eo"_s);
}

void TestHuggingFace::readsTheDatasetSample()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    const Reading reading =
        readWith(importers::appendModelCards, sampleFile(u"huggingface/hf_hub__sample_datasetcard_simple.md"_s));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.records().size(), 1);
    const auto dataset = reading.sink.records().constFirst();
    QCOMPARE(dataset.kind, EntityKind::Dataset);
    QCOMPARE(dataset.name, u"Sample Segmentation"_s);
    QCOMPARE(textField(dataset, u"licence"_s), u"bsd-3-clause"_s);
    QCOMPARE(textField(dataset, u"provenance"_s), u"annotations: crowdsourced, expert-generated; language: found"_s);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
}

void TestHuggingFace::refusesSamples_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("what");
    QTest::newRow("template") << u"hf_hub__sample_template.md"_s << u"line 2"_s << u"template"_s;
    QTest::newRow("dataset template") << u"hf_hub__sample_datasetcard_template.md"_s << u"line 2"_s << u"template"_s;
    QTest::newRow("no front matter") << u"hf_hub__sample_no_metadata.md"_s << u"line 1"_s << u"front matter"_s;
}

void TestHuggingFace::refusesSamples()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QFETCH(QString, file);
    QFETCH(QString, where);
    QFETCH(QString, what);
    const Reading reading = readWith(importers::appendModelCards, sampleFile(u"huggingface/"_s + file));
    QCOMPARE(reading.format, u"huggingface-card"_s);
    QVERIFY(reading.error);
    QCOMPARE(reading.error->code, ErrorCode::SchemaMismatch);
    QVERIFY2(reading.error->where.endsWith(where), qPrintable(reading.error->where));
    QVERIFY2(reading.error->detail.contains(what), qPrintable(reading.error->detail));
    QCOMPARE(reading.sink.headers, 0);
}

void TestHuggingFace::readsATunedModel()
{
    const Reading reading =
        readWith(importers::appendModelCards, ownFile(u"cards/models--corvane--fraud-bert/snapshots/0a1b/README.md"_s));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto model = reading.sink.record(u"corvane/fraud-bert"_s);
    QVERIFY(model);
    QCOMPARE(aliasOf(*model, u"hub"_s), u"corvane/fraud-bert"_s);
    QCOMPARE(textField(*model, u"languages"_s), u"no|en"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"corvane-terms"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"mistralai/Mistral-7B-v0.1"_s);
    QCOMPARE(textField(*model, u"fine_tuned"_s), u"true"_s);
    QCOMPARE(textField(*model, u"tasks"_s), u"text-classification"_s);
    QCOMPARE(textField(*model, u"co2_grams"_s), u"1234.5"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->corvane"_s);
    QCOMPARE(textField(*model, u"description"_s), u"trained at: East US"_s);
    QCOMPARE(countOfKind(reading.sink, EntityKind::Dataset), 2);
    QVERIFY(reading.sink.record(u"datasets/corvane/claims"_s));
    QCOMPARE(reading.sink.head->scope, u"corvane/fraud-bert"_s);
}

void TestHuggingFace::readsADatasetCard()
{
    const Reading reading = readWith(importers::appendModelCards, ownFile(u"cards/beans/README.md"_s));
    QVERIFY(!reading.error);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    // The folder's name: the same key as in cards of models that were trained with it.
    const auto dataset = reading.sink.record(u"datasets/beans"_s);
    QVERIFY(dataset);
    QCOMPARE(dataset->kind, EntityKind::Dataset);
    QCOMPARE(textField(*dataset, u"languages"_s), u"no"_s);
    QCOMPARE(textField(*dataset, u"licence"_s), u"mit, cc-by-4.0"_s);
    QCOMPARE(textField(*dataset, u"record_count"_s), u"1162"_s);
    QCOMPARE(textField(*dataset, u"provenance"_s), u"original; annotations: expert-generated"_s);
}

void TestHuggingFace::readsANamedModel()
{
    const Reading reading = readWith(importers::appendModelCards, ownFile(u"cards/named.md"_s));
    QVERIFY(!reading.error);
    const auto model = reading.sink.record(u"acme/small"_s);
    QVERIFY(model);
    QCOMPARE(textField(*model, u"base_model"_s), u"meta-llama/Llama-3.1-8B, x/y"_s);
    QCOMPARE(textField(*model, u"fine_tuned"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*model, u"co2_grams"_s), u"0.5"_s);
    QCOMPARE(textField(*model, u"languages"_s), u"(unsaid)"_s);
    QVERIFY(reading.sink.record(u"acme"_s));
}

void TestHuggingFace::refusesBadFrontMatter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("where");
    QTest::newRow("list") << QByteArray("---\n- license: mit\n- language: en\n---\n") << ErrorCode::SchemaMismatch
                          << u"line 2"_s;
    QTest::newRow("scalar") << QByteArray("---\njust text\n---\n") << ErrorCode::SchemaMismatch << u"line 2"_s;
    QTest::newRow("nothing") << QByteArray("---\n---\n# a\n") << ErrorCode::SchemaMismatch << u"line 2"_s;
    QTest::newRow("not closed") << QByteArray("---\nlicense: mit\n") << ErrorCode::SchemaMismatch << u"line 1"_s;
    QTest::newRow("broken") << QByteArray("---\nlicense: mit\ntags: [a, b\nx: y\n---\n") << ErrorCode::SyntaxError
                            << u"line 4, column 2"_s;
    QTest::newRow("tab") << QByteArray("---\nlicense: mit\n\t- a\n---\n") << ErrorCode::SyntaxError
                         << u"line 3, column 1"_s;
    QByteArray deep = "---\na: ";
    deep += QByteArray(60, '[') + QByteArray(60, ']') + "\n---\n";
    QTest::newRow("deep") << deep << ErrorCode::LimitExceeded << u"line 2"_s;
    QByteArray abyss = "---\na: ";
    abyss += QByteArray(200'000, '[') + "\n---\n";
    QTest::newRow("abyss") << abyss << ErrorCode::LimitExceeded << u"line 2"_s;
    QByteArray aliases = "---\na: &x [1]\nb: [";
    for (int i = 0; i < 200; ++i)
        aliases += "*x,";
    QTest::newRow("aliases") << QByteArray(aliases + "]\n---\n") << ErrorCode::LimitExceeded << u"line 3"_s;
    QTest::newRow("large") << QByteArray("---\na: " + QByteArray(1024 * 1024 + 10, 'x') + "\n---\n")
                           << ErrorCode::LimitExceeded << u"line 1"_s;
}

void TestHuggingFace::refusesBadFrontMatter()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    const Reading reading = readWith(importers::appendModelCards, write(u"bad.md"_s, text));
    QCOMPARE(reading.format, u"huggingface-card"_s);
    QVERIFY(reading.error);
    QTEST(reading.error->code, "code");
    QVERIFY2(reading.error->where.endsWith(u"bad.md:"_s + where), qPrintable(reading.error->where));
    QCOMPARE(reading.sink.headers, 0);
}

void TestHuggingFace::ignoresSpaces()
{
    const Reading reading = readWith(importers::appendModelCards,
                                     write(u"space.md"_s, "---\ntitle: Demo\nsdk: gradio\napp_file: app.py\n---\n"));
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().ignored, 1);
    QCOMPARE(reading.sink.ignoredByCode().value(u"space-card"_s), 1);
}

void TestHuggingFace::namesByFolder()
{
    const Reading reading =
        readWith(importers::appendModelCards,
                 write(u"tiny-model/README.md"_s, "---\nlicense: mit\nversion: 2022-01-20\n---\ntext\n"));
    QVERIFY(!reading.error);
    QVERIFY(reading.sink.record(u"tiny-model"_s));
    const Reading headed =
        readWith(importers::appendModelCards, write(u"other/README.md"_s, "---\nlicense: mit\n---\n# acme/headed\n"));
    const auto model = headed.sink.record(u"acme/headed"_s);
    QVERIFY(model);
    QCOMPARE(aliasOf(*model, u"hub"_s), u"acme/headed"_s);
}

void TestHuggingFace::readsWrittenCards_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("licence");
    QTest::addColumn<QString>("developer");
    const auto row = [](const char *what, const char *card, const QString &key, const QString &licence,
                        const QString &developer) {
        QTest::newRow(what) << QByteArray(card) << key << licence << developer;
    };
    const QString none = u"(unsaid)"_s;
    row("braces in prompts",
        "---\nlicense: mit\nextra_gated_prompt: >-\n  Dear {{ name }}, agree\nwidget:\n- text: \"{{ user }} asks\"\n"
        "- messages:\n  - content: hi {% if x %}\n---\n",
        u"card"_s, u"mit"_s, none);
    row("blank lines before the dashes", "\n \r\n---\nlicense: mit\n---\n", u"card"_s, u"mit"_s, none);
    row("heading of the hub's template", "---\nlicense: mit\n---\n# Model Card for corvane/fraud\n", u"corvane/fraud"_s,
        u"mit"_s, u"->corvane"_s);
    row("blanks after the dashes", "---  \nlicense: mit\n--- \n", u"card"_s, u"mit"_s, none);
    row("with a date", "\xEF\xBB\xBF---\r\nlicense: apache-2.0\r\nlanguage:\r\n- no\r\nbase_model: acme/base\r\ndate: 20220120\r\nauthor: us\r\n---\r\n# corvane/dated\r\n",
        u"corvane/dated"_s, u"apache-2.0"_s, u"->corvane"_s);
    row("several licences", "---\nlicense: [mit, apache-2.0]\n---\n", u"card"_s, u"mit, apache-2.0"_s, none);
    row("tuned by someone",
        "---\nlicense: mit\nbase_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: finetune\n---\n", u"card"_s,
        u"mit"_s, u"(no answer)"_s);
    row("merged by someone", "---\nlicense: mit\nbase_model: [mistralai/Mistral-7B-v0.1, meta-llama/Llama-2-7b]\n---\n",
        u"card"_s, u"mit"_s, u"(no answer)"_s);
    row("quantized", "---\nlicense: mit\nbase_model: mistralai/Mistral-7B-v0.1\nbase_model_relation: quantized\n---\n",
        u"card"_s, u"mit"_s, u"->mistral"_s);
}

void TestHuggingFace::readsWrittenCards()
{
    QFETCH(QByteArray, card);
    QFETCH(QString, key);
    QFETCH(QString, licence);
    QFETCH(QString, developer);
    const Reading reading = readText(importers::appendModelCards, u"card.md"_s, card);
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->detail) : "");
    const auto model = reading.sink.record(key);
    QVERIFY(model);
    QCOMPARE(textField(*model, u"licence"_s), licence);
    QCOMPARE(textField(*model, u"developer"_s), developer);
}

void TestHuggingFace::namesThatStandTwice_data()
{
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QString>("licence");
    QTest::addColumn<QString>("place"); // of the report; empty: none
    QTest::newRow("once") << QByteArray("---\nlicense: mit\n---\n") << u"mit"_s << QString();
    QTest::newRow("same value") << QByteArray("---\nlicense: mit\ntags: [a]\nlicense: mit\n---\n") << u"mit"_s << u"line 4"_s;
    QTest::newRow("other value") << QByteArray("---\nlicense: mit\ntags: [a]\nlicense: apache-2.0\n---\n") << u"(unsaid)"_s
                                 << u"line 4"_s;
    QTest::newRow("three of them") << QByteArray("---\nlicense: mit\nlicense: mit\nlicense: gpl-3.0\n---\n") << u"(unsaid)"_s
                                   << u"line 4"_s;
    QTest::newRow("deeper") << QByteArray("---\nlicense: mit\nwidget:\n- text: a\n  text: b\n---\n") << u"mit"_s << u"line 5"_s;
    QTest::newRow("in maps of their own") << QByteArray("---\nlicense: mit\nwidget:\n- text: a\n- text: b\n---\n") << u"mit"_s
                                          << QString();
}

void TestHuggingFace::namesThatStandTwice()
{
    QFETCH(QByteArray, card);
    QFETCH(QString, place);
    const Reading reading = readText(importers::appendModelCards, u"card.md"_s, card);
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts(), (domain::RecordCounts{1, 1, 0, 0, 0, 0}));
    QTEST(textField(reading.sink.records().first(), u"licence"_s), "licence");
    QCOMPARE(reading.sink.hasDiagnostic(u"duplicate-member"_s), !place.isEmpty());
    if (!place.isEmpty())
        QCOMPARE(reading.sink.diagnostics.last().where, place);
}

void TestHuggingFace::emissions_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<QString>("grams");
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("reported");
    const QString none = u"(unsaid)"_s;
    QTest::newRow("a number") << QByteArray("co2_eq_emissions: 8.5") << u"8.5"_s << none << false;
    QTest::newRow("with an exponent") << QByteArray("co2_eq_emissions: 1.2e3") << u"1200"_s << none << false;
    QTest::newRow("a map") << QByteArray("co2_eq_emissions:\n  emissions: 8.5\n  source: code carbon\n  training_type: fine-tuning\n"
                                         "  geographical_location: Paris, France\n  hardware_used: 8 x A100")
                           << u"8.5"_s
                           << u"trained at: Paris, France; on: 8 x A100; training: fine-tuning; emissions by: code carbon"_s << false;
    QTest::newRow("kilograms") << QByteArray("co2_eq_emissions: 0.5 kg") << u"500"_s << none << false;
    QTest::newRow("tonnes of CO2") << QByteArray("co2_eq_emissions:\n  emissions: 2 t CO2eq") << u"2000000"_s << none << false;
    QTest::newRow("digits in groups") << QByteArray("co2_eq_emissions: 28,500") << none << none << true;
    QTest::newRow("words") << QByteArray("co2_eq_emissions: see the paper") << none << none << true;
    QTest::newRow("below nothing") << QByteArray("co2_eq_emissions: -4") << none << none << true;
    QTest::newRow("a map without it") << QByteArray("co2_eq_emissions:\n  source: MLCO2") << none << u"emissions by: MLCO2"_s << true;
    QTest::newRow("nothing") << QByteArray("co2_eq_emissions:") << none << none << false;
}

void TestHuggingFace::emissions()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, reported);
    const Reading reading = readText(importers::appendModelCards, u"card.md"_s, "---\npipeline_tag: summarization\n" + said + "\n---\n");
    QVERIFY(!reading.error);
    const domain::Record model = reading.sink.records().first();
    QTEST(textField(model, u"co2_grams"_s), "grams");
    QTEST(textField(model, u"description"_s), "description");
    QCOMPARE(reading.sink.hasDiagnostic(u"unclear-value"_s), reported);
    if (reported)
        QVERIFY(reading.sink.diagnostics.first().where.startsWith("line "_L1));
}

/// The rest of a card must not become the text of its licence.
void TestHuggingFace::openQuote()
{
    const Reading reading =
        readText(importers::appendModelCards, u"card.md"_s, "---\nlicense: \"mit\nlanguage: en\n---\n# x\n");
    QVERIFY(reading.error);
    QCOMPARE(reading.error->code, domain::ErrorCode::SyntaxError);
    QVERIFY(reading.error->detail.contains(u"quote is not closed"_s));
    QVERIFY(reading.sink.records().isEmpty());
}

void TestHuggingFace::readsApiAnswers()
{
    const Reading reading = readText(importers::appendModelCards, u"api.json"_s, R"({"_id":"1","id":"acme/triage","modelId":"acme/triage",
      "author":"acme","sha":"abc","gated":"manual","private":false,"pipeline_tag":"text-classification",
      "tags":["license:other","dataset:acme/notes","base_model:mistralai/Mistral-7B-v0.1","base_model:finetune:mistralai/Mistral-7B-v0.1"],
      "cardData":{"license":"other","license_name":"acme-1.0","language":"no","co2_eq_emissions":{"emissions":12.5}},"siblings":[{"rfilename":"README.md"}]})");
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"huggingface-api"_s));
    QCOMPARE(reading.sink.head->scope, u"acme/triage"_s);
    QVERIFY(!reading.sink.selection);
    QCOMPARE(reading.sink.counts().read, 1);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto model = reading.sink.record(u"acme/triage"_s);
    QVERIFY(model);
    QCOMPARE(aliasOf(*model, u"hub"_s), u"acme/triage"_s);
    QCOMPARE(textField(*model, u"developer"_s), u"->acme"_s);
    // A commit is no version.
    QCOMPARE(textField(*model, u"version"_s), u"(unsaid)"_s);
    QCOMPARE(textField(*model, u"description"_s), u"revision abc"_s);
    QCOMPARE(textField(*model, u"licence"_s), u"acme-1.0"_s);
    QCOMPARE(textField(*model, u"access"_s), u"licensed_weights"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"mistralai/Mistral-7B-v0.1"_s);
    QCOMPARE(textField(*model, u"fine_tuned"_s), u"true"_s);
    QCOMPARE(textField(*model, u"co2_grams"_s), u"12.5"_s);
    QCOMPARE(textField(*reading.sink.record(u"datasets/acme/notes"_s), u"used_for_training"_s), u"acme/triage..."_s);
}

void TestHuggingFace::readsAListOfRepositories()
{
    const Reading reading = readText(importers::appendModelCards, u"api.json"_s, R"([
      {"id":"acme/notes","sha":"1","cardData":{"pretty_name":"Notes","license":["mit"],"language":["de","fr"]},"siblings":[]},
      {"id":"acme/odd","modelId":"acme/odd","sha":{},"cardData":[1],"tags":"license:mit","gated":false,"pipeline_tag":{}}])");
    QVERIFY(!reading.error);
    QCOMPARE(reading.sink.counts().read, 2);
    QCOMPARE(reading.sink.counts().added, 2);
    QVERIFY(reading.sink.selection);
    QCOMPARE(againstCatalogue(reading.sink), QStringList());
    const auto dataset = reading.sink.record(u"datasets/acme/notes"_s);
    QVERIFY(dataset);
    QCOMPARE(dataset->kind, EntityKind::Dataset);
    QCOMPARE(dataset->name, u"Notes"_s);
    QCOMPARE(textField(*dataset, u"languages"_s), u"de|fr"_s);
    QCOMPARE(textField(*reading.sink.record(u"acme/odd"_s), u"licence"_s), u"mit"_s);
    QCOMPARE(textField(*reading.sink.record(u"acme/odd"_s), u"access"_s), u"(unsaid)"_s);
}

/// The hub's list of models, without cards and files, tells the licence in tags.
void TestHuggingFace::readsAListOfModels()
{
    const Reading reading = readText(importers::appendModelCards, u"models.json"_s, R"([{"_id":"1","id":"mistralai/Mistral-7B-v0.1","modelId":"mistralai/Mistral-7B-v0.1",
      "likes":1,"trendingScore":2,"private":false,"downloads":2,"tags":["license:apache-2.0","base_model:finetune:a/b"],"pipeline_tag":"text-generation",
      "library_name":"transformers","createdAt":"2023-09-20T13:03:50.000Z"}])");
    QVERIFY(!reading.error);
    QCOMPARE(reading.claims, QStringList(u"huggingface-api"_s));
    const auto model = reading.sink.record(u"mistralai/Mistral-7B-v0.1"_s);
    QVERIFY(model);
    QCOMPARE(textField(*model, u"licence"_s), u"apache-2.0"_s);
    QCOMPARE(textField(*model, u"base_model"_s), u"a/b"_s);
}

void TestHuggingFace::everyElementOfAListCounts_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QString>("keys"); // of models and datasets, in the list's order
    QTest::addColumn<int>("rejected");
    const QByteArray known = R"({"id":"c/d","modelId":"c/d","sha":"b","tags":[]})";
    QTest::newRow("only the first is full") << "[" + known + R"(,{"id":"deepseek-ai/DeepSeek-V3","tags":["license:mit"],"private":false}])"
                                            << u"c/d deepseek-ai/DeepSeek-V3"_s << 0;
    QTest::newRow("the first has least") << R"([{"id":"deepseek-ai/DeepSeek-V3","tags":["license:mit"]},)" + known + "]" << u"deepseek-ai/DeepSeek-V3 c/d"_s << 0;
    QTest::newRow("a number beyond 64 bits") << QByteArray(R"([{"id":"a/b","modelId":"a/b","tags":[],"downloads":99999999999999999999},{"id":"c/d","modelId":"c/d","tags":[],"downloads":5}])")
                                             << u"a/b c/d"_s << 0;
    QTest::newRow("without a name, and no repository at all") << "[" + known + R"(,{"tags":["license:mit"]},7,{"id":[1],"tags":[]}])" << u"c/d"_s << 3;
    QTest::newRow("a dataset by its tags") << "[" + known + R"(,{"id":"a/notes","tags":["size_categories:1K<n<10K","license:mit"]}])" << u"c/d datasets/a/notes"_s << 0;
}

void TestHuggingFace::everyElementOfAListCounts()
{
    QFETCH(QByteArray, list);
    QFETCH(int, rejected);
    const Reading reading = readText(importers::appendModelCards, u"api.json"_s, list);
    QVERIFY(!reading.error);
    QCOMPARE(reading.format, u"huggingface-api"_s);
    QStringList keys;
    for (const domain::Record &record : reading.sink.records()) {
        if (record.kind == EntityKind::Model || record.kind == EntityKind::Dataset)
            keys.append(record.key);
    }
    QTEST(keys.join(u' '), "keys");
    QCOMPARE(static_cast<int>(reading.sink.counts().rejected), rejected);
    QCOMPARE(static_cast<int>(reading.sink.counts().read), static_cast<int>(keys.size()) + rejected);
    // Each is told with its place in the list.
    for (const auto &entry : reading.sink.entries)
        QVERIFY2(entry.rejectedCode.isEmpty() || entry.rejectedWhere.startsWith(u'/'), qPrintable(entry.rejectedWhere));
}

void TestHuggingFace::foldersOfOneName_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("keys");
    QTest::newRow("checkouts into a folder that any model could lie in") << u"claims/model/README.md"_s << u"fraud/model/README.md"_s << u"claims/model fraud/model"_s;
    QTest::newRow("revisions of them") << u"claims/snapshots/0a1b2c3/README.md"_s << u"fraud/snapshots/0a1b2c3/README.md"_s
                                       << u"claims/snapshots/0a1b2c3 fraud/snapshots/0a1b2c3"_s;
    QTest::newRow("the same model's card, as it seems") << u"claims/fraud-bert/README.md"_s << u"fraud/fraud-bert/README.md"_s << u"fraud-bert fraud-bert"_s;
}

/// Two models are two; where the folders say that it is one, what its cards say differently is of two sources, none of which takes the other's place.
void TestHuggingFace::foldersOfOneName()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    const Reading first = readText(importers::appendModelCards, one, "---\nlicense: mit\nlanguage: de\n---\n");
    const Reading second = readText(importers::appendModelCards, other, "---\nlicense: apache-2.0\nlanguage: fr\n---\n");
    QVERIFY(!first.error && !second.error);
    QTEST(first.sink.records().constFirst().key + u' ' + second.sink.records().constFirst().key, "keys");
    QVERIFY(first.sink.head->scope != second.sink.head->scope);
    // Again, from a folder with another day in its name.
    const Reading again = readText(importers::appendModelCards, u"2026-10-02/"_s + one, "---\nlicense: mit\nlanguage: de\n---\n");
    QCOMPARE(again.sink.records().constFirst().key, first.sink.records().constFirst().key);
    QCOMPARE(again.sink.head->scope, first.sink.head->scope);
}

/// Cards of one own name side by side are two sources, too; another edition of one is not.
void TestHuggingFace::cardsOfOneName()
{
    const auto scope = [](const QString &file) {
        const Reading reading = readText(importers::appendModelCards, file, "---\nmodel_name: akten-bert\nlicense: mit\n---\n");
        return reading.sink.head ? reading.sink.head->scope : QString();
    };
    QVERIFY(!scope(u"team/cards/first.md"_s).isEmpty());
    QVERIFY(scope(u"team/cards/first.md"_s) != scope(u"team/cards/second.md"_s));
    QCOMPARE(scope(u"team/cards/first_2026-10-01.md"_s), scope(u"team/cards/first_2026-11-01.md"_s));
    QCOMPARE(scope(u"team/cards/README.md"_s), scope(u"team/cards/readme.md"_s));
}

/// A model's technical configuration is of no importer; why is told with the other formats.
void TestHuggingFace::refusesConfigurations()
{
    const Reading reading = readText(importers::appendModelCards, u"config.json"_s, R"({"architectures":["X"],"model_type":"x","_name_or_path":"a/b"})");
    QCOMPARE(reading.claims, QStringList());
}

BAILIWICK_TEST(QCoreApplication, TestHuggingFace)

} // namespace tst_huggingface

#include "tst_huggingface.moc"
