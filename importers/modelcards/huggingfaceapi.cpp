// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/modelcards/huggingfaceapi.h"

#include "importers/developername.h"
#include "importers/jsonmembers.h"
#include "importers/say.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Record;
using nlohmann::json;

namespace {

const QString mapping = u"huggingface-api/1"_s;

void sayList(Record &record, const QString &attr, const QStringList &items)
{
    if (!items.isEmpty())
        record.fields.append({attr, domain::ListValue{items, true}});
}

/// "org/name", or the bare name of one of the hub's first repositories.
bool isHubName(const json &id, bool withOrganisation)
{
    static const QRegularExpression full(u"^[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*$"_s);
    static const QRegularExpression bare(u"^[A-Za-z0-9][\\w.-]*$"_s);
    const QString name = id.is_string() ? text(id) : QString();
    return full.match(name).hasMatch() || (!withOrganisation && bare.match(name).hasMatch());
}

/// Is it an answer for a repository of models or datasets? A list that was not asked for "full" has neither cards nor files of them.
bool isRepository(const json &value)
{
    if (!value.is_object() || !member(value, "id").is_string())
        return false;
    int found = 0;
    for (const char *name : {"modelId", "cardData", "siblings", "sha"})
        found += static_cast<int>(value.contains(name));
    if (found >= 2)
        return true;
    const json &tags = member(value, "tags");
    return tags.is_array() && isHubName(member(value, "id"), !value.contains("modelId"))
        && std::all_of(tags.begin(), tags.end(), [](const json &tag) { return tag.is_string(); });
}

/// Only one of the first has to be known: the others of a list are read or rejected, each with its reason.
bool isListOfRepositories(const json &value)
{
    return value.is_array() && std::any_of(value.begin(), value.begin() + static_cast<json::difference_type>(std::min<std::size_t>(value.size(), 3)), isRepository);
}

/// Models and datasets have members of their own. Where a list leaves them out, tags tell; a repository that nothing tells of is a model,
/// unless its card is there: a model's card comes with the other members.
bool isModel(const json &value)
{
    for (const char *name : {"modelId", "pipeline_tag", "library_name", "config"}) {
        if (value.contains(name))
            return true;
    }
    if (value.contains("cardData") || value.contains("siblings") || value.contains("paperswithcode_id"))
        return false;
    const QStringList tags = texts(member(value, "tags"));
    return std::none_of(tags.begin(), tags.end(), [](const QString &tag) {
        static const QRegularExpression ofData(u"^(?:task_categories|task_ids|size_categories|annotations_creators|language_creators|source_datasets|multilinguality|modality|format):"_s);
        return ofData.match(tag).hasMatch();
    });
}

/// Values of tags such as "license:mit" and "base_model:finetune:org/name".
QStringList tagged(const json &value, std::string_view prefix)
{
    QStringList found;
    for (const json *tag : elements(member(value, "tags"))) {
        // Most tags are of none of the prefixes: compared as they are.
        if (!tag->is_string() || !tag->get_ref<const std::string &>().starts_with(prefix))
            continue;
        const QString rest = text(*tag).mid(qsizetype(prefix.size()));
        if (!rest.isEmpty() && !found.contains(rest))
            found.append(rest);
    }
    return found;
}

QStringList saidOrTagged(const json &value, const char *name, std::string_view prefix)
{
    const QStringList said = texts(member(member(value, "cardData"), name));
    return said.isEmpty() ? tagged(value, prefix) : said;
}

QString licenceOf(const json &value)
{
    const QStringList names = saidOrTagged(value, "license", "license:");
    const json &card = member(value, "cardData");
    const QString own = text(card, "license_name").isEmpty() ? text(card, "license_link") : text(card, "license_name");
    return names == QStringList(u"other"_s) && !own.isEmpty() ? own : names.join(u", "_s);
}

/// How a base is used stands before its name: "base_model:quantized:org/name".
QStringList basesOf(const json &value)
{
    const QStringList said = texts(member(member(value, "cardData"), "base_model"));
    if (!said.isEmpty())
        return said;
    QStringList bases;
    for (const QString &tag : tagged(value, "base_model:")) {
        const QString name = tag.section(u':', -1);
        if (!bases.contains(name))
            bases.append(name);
    }
    return bases;
}

bool isTuned(const json &value)
{
    return text(member(value, "cardData"), "base_model_relation") == "finetune"_L1 || !tagged(value, "base_model:finetune:").isEmpty();
}

/// The models of a file that each dataset trained, until the dataset is told of. A list that shows one dataset a thousand times would otherwise
/// grow a thousand times.
using Trained = QHash<QString, QStringList>;

void model(const json &value, const QString &id, Trained &trained, domain::RecordSink &sink)
{
    Record record;
    record.kind = EntityKind::Model;
    record.key = id;
    record.name = id.section(u'/', -1);
    record.mapping = mapping;
    record.whole = true;
    record.aliases.append({u"hub"_s, id});
    const auto organisations = sayOrganisation(record, u"developer"_s, id.contains(u'/') ? id.section(u'/', 0, 0) : text(value, "author"));
    say(record, u"licence"_s, licenceOf(value));
    // Who must agree to terms first holds weights under a licence.
    const json &gated = member(value, "gated");
    if (gated.is_string() || isTrue(gated))
        say(record, u"access"_s, u"licensed_weights"_s);
    say(record, u"base_model"_s, basesOf(value).join(u", "_s));
    if (isTuned(value))
        record.fields.append({u"fine_tuned"_s, true});
    const QStringList languages = texts(member(member(value, "cardData"), "language"));
    sayList(record, u"languages"_s, languages);
    sayList(record, u"tasks"_s, texts(member(value, "pipeline_tag")));
    const json &emissions = member(member(value, "cardData"), "co2_eq_emissions");
    const json &grams = emissions.is_object() ? member(emissions, "emissions") : emissions;
    if (grams.is_number() && grams.get<double>() >= 0 && std::isfinite(grams.get<double>()))
        record.fields.append({u"co2_grams"_s, grams.get<double>()});
    QStringList notes;
    if (isTrue(member(value, "private")))
        notes.append(u"private repository"_s);
    // The commit that the answer is of; what its makers call the version stands elsewhere.
    if (const QString commit = text(value, "sha"); !commit.isEmpty())
        notes.append(u"revision "_s + commit);
    say(record, u"description"_s, notes.join(u"; "_s));
    for (Record organisation : organisations)
        sink.entity(std::move(organisation));
    sink.entity(std::move(record));
    for (const QString &name : saidOrTagged(value, "datasets", "dataset:")) {
        QStringList models = trained.take(name);
        models.removeDuplicates();
        if (models.isEmpty())
            continue;
        Record dataset;
        dataset.kind = EntityKind::Dataset;
        dataset.key = u"datasets/"_s + name;
        dataset.name = name;
        dataset.mapping = mapping;
        dataset.aliases.append({u"hub"_s, dataset.key});
        dataset.fields.append({u"used_for_training"_s, domain::ListValue{models, false, true}});
        sink.entity(std::move(dataset));
    }
}

void train(const json &value, const QString &id, Trained &trained)
{
    for (const QString &name : saidOrTagged(value, "datasets", "dataset:")) {
        if (name.isEmpty())
            continue;
        QStringList &models = trained[name];
        if (models.isEmpty() || models.constLast() != id)
            models.append(id);
    }
}

QString idOf(const json &value)
{
    const json &id = member(value, "id");
    return id.is_string() ? text(id) : QString();
}

void dataset(const json &value, const QString &id, domain::RecordSink &sink)
{
    Record record;
    record.kind = EntityKind::Dataset;
    record.key = u"datasets/"_s + id;
    const QString pretty = text(member(value, "cardData"), "pretty_name");
    record.name = pretty.isEmpty() ? id : pretty;
    record.mapping = mapping;
    record.whole = true;
    record.aliases.append({u"hub"_s, record.key});
    say(record, u"licence"_s, licenceOf(value));
    sayList(record, u"languages"_s, saidOrTagged(value, "language", "language:"));
    say(record, u"provenance"_s, texts(member(member(value, "cardData"), "source_datasets")).join(u"; "_s));
    say(record, u"description"_s, saidOrTagged(value, "size_categories", "size_categories:").join(u", "_s));
    sink.entity(std::move(record));
}

} // namespace

QString HuggingFaceApi::id() const
{
    return u"huggingface-api"_s;
}

QString HuggingFaceApi::displayName() const
{
    return u"Hugging Face hub API answer"_s;
}

int HuggingFaceApi::score(const json &root) const
{
    return isRepository(root) || isListOfRepositories(root) ? 2 : 0;
}

domain::SourceHeader HuggingFaceApi::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.scope = isRepository(root) && source.shape == Shape::Json && source.probe.sample.startsWith('{') ? text(root, "id") : source.probe.fileName;
    header.rank = domain::SourceRank::Register;
    return header;
}

domain::Result<void> HuggingFaceApi::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    Trained trained;
    auto gathered = pages.each([&](const Page &page) -> domain::Result<void> {
        if (context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
        for (const json *one : elements(*page.root)) {
            if (const QString id = idOf(*one); !id.isEmpty() && isModel(*one))
                train(*one, id, trained);
        }
        return {};
    });
    if (!gathered)
        return gathered;
    return pages.each([&](const Page &page) -> domain::Result<void> {
        const json &root = *page.root;
        // A list is whatever was searched for.
        if (root.is_array() || !page.pointer.isEmpty())
            sink.markSelection();
        qsizetype index = root.is_array() ? page.first(root) : 0;
        for (const json *one : elements(root)) {
            if (ordinal % 500 == 0 && context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
            const QString where = root.is_array() ? page.pointer + u'/' + QString::number(index++) : page.pointer;
            sink.beginRecord(ordinal++, where);
            const QString id = idOf(*one);
            if (id.isEmpty())
                sink.rejected(u"missing-id"_s, where + u"/id"_s, u"a repository must have an id, a text such as \"org/name\""_s);
            else if (isModel(*one))
                model(*one, id, trained, sink);
            else
                dataset(*one, id, sink);
        }
        return {};
    });
}

} // namespace importers
