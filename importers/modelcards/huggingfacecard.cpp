// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/modelcards/huggingfacecard.h"

#include "domain/exportday.h"
#include "importers/developername.h"
#include "importers/modelcards/cardhead.h"
#include "importers/modelcards/frontmatter.h"
#include "importers/readupto.h"
#include "importers/say.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace importers {

using namespace Qt::StringLiterals;
using domain::EntityKind;
using domain::Error;
using domain::ErrorCode;
using domain::Record;

namespace {

/// Front matter may have 1 MiB; of the text below only the heading matters.
constexpr qint64 largest = 2 * 1024 * 1024;

const QString cardMapping = u"huggingface-card/1"_s;

int countOf(const YAML::Node &map, std::initializer_list<const char *> names)
{
    int found = 0;
    for (const char *name : names)
        found += static_cast<int>(yamlHas(map, name));
    return found;
}

bool isDatasetCard(const FrontMatter &card)
{
    const int dataset = countOf(card.map, {"annotations_creators", "language_creators", "task_categories", "task_ids",
                                           "size_categories", "dataset_info", "configs", "source_datasets",
                                           "multilinguality", "pretty_name"});
    const int model = countOf(card.map, {"base_model", "pipeline_tag", "library_name", "model-index", "model_name",
                                         "datasets", "co2_eq_emissions", "widget", "inference"});
    if (dataset != model)
        return dataset > model;
    return card.heading.contains("dataset card"_L1, Qt::CaseInsensitive);
}

void sayCardList(Record &record, const QString &attr, const QStringList &items)
{
    if (!items.isEmpty())
        record.fields.append({attr, domain::ListValue{items, true}});
}

QString licenceOf(const YAML::Node &map)
{
    QStringList names = yamlTexts(map, "license");
    const QString name = yamlText(map, "license_name");
    const QString link = yamlText(map, "license_link");
    if (names == QStringList(u"other"_s) && !(name + link).isEmpty())
        names = {name.isEmpty() ? link : name};
    return names.join(u", "_s);
}

bool isHubName(const QString &text)
{
    static const QRegularExpression form(u"^[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*$"_s);
    return form.match(text).hasMatch();
}

/// Repository that a path of the hub's own cache tells: ".../models--org--name/snapshots/<revision>/README.md".
QString hubNameOfPath(const QString &path, QLatin1String kind)
{
    for (const QString &part : path.split(QRegularExpression(u"[/\\\\]"_s))) {
        if (part.startsWith(kind + "--"_L1))
            return part.mid(kind.size() + 2).replace("--"_L1, "/"_L1);
    }
    return {};
}

struct Name
{
    QString key;
    QString shown;
    bool hub = false;
};

/// "Model Card for org/name" -> "org/name": the hub's template puts words before the name.
QString nameInHeading(const QString &heading)
{
    static const QRegularExpression words(u"^(?:model|dataset) card (?:for|of)(?: the)?\\s+"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return QString(heading).remove(words).trimmed();
}

/// A folder that is called like what lies in it, or like where it was fetched to: checkouts of any model lie in such.
bool isAnyFolder(const QString &name)
{
    static const QSet<QString> words{u"model"_s, u"models"_s, u"model-card"_s, u"model_card"_s, u"checkpoint"_s, u"checkpoints"_s, u"snapshot"_s, u"snapshots"_s,
                                     u"main"_s, u"master"_s, u"latest"_s, u"final"_s, u"base"_s, u"hf"_s, u"hub"_s, u"huggingface"_s, u"hugging-face"_s, u"weights"_s,
                                     u"download"_s, u"downloads"_s, u"tmp"_s, u"temp"_s, u"data"_s, u"dataset"_s, u"datasets"_s, u"repo"_s, u"repository"_s,
                                     u"output"_s, u"outputs"_s, u"src"_s, u"files"_s, u"cards"_s};
    static const QRegularExpression revision(u"^(?:[0-9a-f]{7,40}|v?\\d[\\d._-]*)$"_s);
    const QString lower = name.toLower();
    return words.contains(lower) || revision.match(lower).hasMatch();
}

/// The folders in which the file lies, the innermost last, without days and counters in their names. Archives and workbooks count as folders.
QStringList foldersOf(const QString &path)
{
    QStringList folders;
    for (const QString &part : QFileInfo(QFileInfo(path).absolutePath()).absoluteFilePath().split(u'/', Qt::SkipEmptyParts)) {
        const QString name = domain::lastingName(part.endsWith(u'!') ? part.chopped(1) : part);
        if (!name.isEmpty() && name != "."_L1)
            folders.append(name);
    }
    return folders;
}

/// The folder's name, and where any checkout could lie in one of that name, the folders around it: two models are two.
QString placeName(const QString &path)
{
    constexpr int Most = 3;
    QStringList names;
    const QStringList folders = foldersOf(path);
    for (qsizetype i = folders.size() - 1; i >= 0 && names.size() < Most; --i) {
        names.prepend(folders.at(i));
        if (!isAnyFolder(folders.at(i)))
            break;
    }
    return names.join(u'/');
}

/// The repository's name where the card or its path tells it, else what comes nearest to a name.
Name nameOf(const FrontMatter &card, const QString &path, bool dataset)
{
    const QString given = yamlText(card.map, "model_name");
    const QString fromPath = hubNameOfPath(path, dataset ? "datasets"_L1 : "models"_L1);
    const QString heading = nameInHeading(card.heading);
    Name name;
    for (const QString &candidate : {fromPath, given, heading}) {
        if (candidate.isEmpty() || (candidate != fromPath && !isHubName(candidate)))
            continue;
        name.key = candidate;
        name.shown = candidate.section(u'/', -1);
        name.hub = true;
        break;
    }
    const QFileInfo file(path);
    const QString stem = file.completeBaseName();
    const QString place =
        stem.compare("readme"_L1, Qt::CaseInsensitive) == 0 ? placeName(path) : stem;
    if (name.key.isEmpty() && !dataset) {
        name.key = given;
        const YAML::Node index = card.map["model-index"];
        if (name.key.isEmpty() && index.IsDefined() && index.IsSequence() && index.size() > 0)
            name.key = yamlText(index[0], "name");
        name.shown = name.key;
    }
    if (name.key.isEmpty())
        name.key = place.isEmpty() || place == "."_L1 ? (heading.isEmpty() ? stem : heading) : place;
    const QString pretty = yamlText(card.map, "pretty_name");
    if (!pretty.isEmpty())
        name.shown = pretty;
    if (name.shown.isEmpty())
        name.shown = heading.isEmpty() ? name.key : heading;
    if (dataset)
        name.key = u"datasets/"_s + name.key;
    return name;
}

/// What a card says of its training's emissions, in its member `emissions` or as such.
QString emissionsOf(const YAML::Node &map)
{
    const QString value = yamlText(map, "co2_eq_emissions");
    return value.isEmpty() && yamlHas(map, "co2_eq_emissions") ? yamlText(map["co2_eq_emissions"], "emissions") : value;
}

/// A number is grams. A unit that is written beside it counts; digits in groups can't be told from decimals.
std::optional<double> gramsOf(const QString &text)
{
    static const QRegularExpression form(
        u"^([0-9]*\\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\\s*(?:(g|kg|t|grams?|kilograms?|tons?|tonnes?)"
        "(?:\\s*(?:of\\s+)?CO2(?:[ -]?eq?\\.?)?)?)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    bool valid = false;
    const double number = match.captured(1).toDouble(&valid);
    if (!match.hasMatch() || !valid || !std::isfinite(number))
        return std::nullopt;
    const QString unit = match.captured(2).toLower();
    return number * (unit.startsWith(u'k') ? 1e3 : unit.startsWith(u't') ? 1e6 : 1.0);
}

/// How and where it was trained is free text: told, not turned into a country.
QString trainingOf(const YAML::Node &map)
{
    if (!yamlHas(map, "co2_eq_emissions"))
        return {};
    const YAML::Node said = map["co2_eq_emissions"];
    QStringList told;
    for (const auto &[words, name] :
         {std::pair{u"trained at: "_s, "geographical_location"}, std::pair{u"on: "_s, "hardware_used"},
          std::pair{u"training: "_s, "training_type"}, std::pair{u"emissions by: "_s, "source"}}) {
        if (const QString text = yamlText(said, name); !text.isEmpty())
            told.append(words + text);
    }
    return told.join(u"; "_s);
}

void sayTwice(const FrontMatter &card, domain::RecordSink &sink)
{
    for (const FrontMatter::Twice &twice : card.twice)
        sink.diagnostic(
            {u"duplicate-member"_s, domain::DiagnosticLevel::Warning, u"line %1"_s.arg(twice.line),
             twice.read ? u"'%1' stands twice in one place; the first one counts"_s.arg(twice.name)
                        : u"'%1' stands twice with different values, so that it stays unknown; leave one of them"_s.arg(
                              twice.name)});
}

void sayEmissions(const FrontMatter &card, Record &record, domain::RecordSink &sink)
{
    if (!yamlHas(card.map, "co2_eq_emissions"))
        return;
    const QString text = emissionsOf(card.map);
    if (const auto grams = gramsOf(text)) {
        record.fields.append({u"co2_grams"_s, *grams});
        return;
    }
    const int line = card.firstLine + std::max(0, card.map["co2_eq_emissions"].Mark().line);
    sink.diagnostic({u"unclear-value"_s, domain::DiagnosticLevel::Warning, u"line %1, co2_eq_emissions"_s.arg(line),
                     text.isEmpty() ? u"no emissions are named; they stay unknown"_s
                                    : u"'%1' is no number of grams, so that the emissions stay unknown"_s.arg(text)});
}

void readModel(const FrontMatter &card, const Source &source, domain::RecordSink &sink)
{
    const Name name = nameOf(card, source.path, false);
    Record record;
    record.kind = EntityKind::Model;
    record.key = name.key;
    record.name = name.shown;
    record.mapping = cardMapping;
    record.whole = true;
    if (name.hub)
        record.aliases.append({u"hub"_s, name.key});

    const QStringList bases = yamlTexts(card.map, "base_model");
    QString maker = name.hub && name.key.contains(u'/') ? name.key.section(u'/', 0, 0) : QString();
    // Who tuned or merged a base is another than who made it; a quantized copy has the same maker.
    if (maker.isEmpty() && bases.size() == 1 && isHubName(bases.first()) &&
        yamlText(card.map, "base_model_relation") == "quantized"_L1)
        maker = bases.first().section(u'/', 0, 0);
    const auto organisations = sayOrganisation(record, u"developer"_s, maker);
    // So that nobody takes the base's maker for it.
    if (maker.isEmpty() && !bases.isEmpty())
        record.fields.append({u"developer"_s, domain::NoAnswer{}});
    say(record, u"licence"_s, licenceOf(card.map));
    sayCardList(record, u"languages"_s, yamlTexts(card.map, "language"));
    say(record, u"base_model"_s, bases.join(u", "_s));
    if (!bases.isEmpty() && yamlText(card.map, "base_model_relation") == "finetune"_L1)
        record.fields.append({u"fine_tuned"_s, true});
    sayCardList(record, u"tasks"_s, yamlTexts(card.map, "pipeline_tag"));
    sayEmissions(card, record, sink);
    say(record, u"model_card"_s, QFileInfo(source.path).fileName());
    say(record, u"description"_s, trainingOf(card.map));

    for (Record organisation : organisations)
        sink.entity(std::move(organisation));
    sink.entity(std::move(record));
    QStringList datasets = yamlTexts(card.map, "datasets");
    datasets.removeDuplicates();
    for (const QString &id : datasets) {
        Record dataset;
        dataset.kind = EntityKind::Dataset;
        dataset.key = u"datasets/"_s + id;
        dataset.name = id;
        dataset.mapping = cardMapping;
        dataset.aliases.append({u"hub"_s, dataset.key});
        dataset.fields.append({u"used_for_training"_s, domain::ListValue{{name.key}, false, true}});
        sink.entity(std::move(dataset));
    }
}

/// Number of examples of a data set of one configuration: the sum of its splits.
std::optional<qint64> examplesOf(const YAML::Node &map)
{
    if (!yamlHas(map, "dataset_info"))
        return std::nullopt;
    const YAML::Node info = map["dataset_info"];
    if (!info.IsMap() || !yamlHas(info, "splits") || !info["splits"].IsSequence())
        return std::nullopt;
    qint64 sum = 0;
    for (const YAML::Node &split : info["splits"]) {
        bool valid = false;
        const qint64 one = yamlText(split, "num_examples").toLongLong(&valid);
        if (!valid || one < 0)
            return std::nullopt;
        sum += one;
    }
    return sum;
}

void readDataset(const FrontMatter &card, const Source &source, domain::RecordSink &sink)
{
    const Name name = nameOf(card, source.path, true);
    Record record;
    record.kind = EntityKind::Dataset;
    record.key = name.key;
    record.name = name.shown;
    record.mapping = cardMapping;
    record.whole = true;
    if (name.hub)
        record.aliases.append({u"hub"_s, name.key});
    say(record, u"licence"_s, licenceOf(card.map));
    sayCardList(record, u"languages"_s, yamlTexts(card.map, "language"));
    QStringList origin = yamlTexts(card.map, "source_datasets");
    for (const auto &[label, key] :
         {std::pair{u"annotations: "_s, "annotations_creators"}, {u"language: "_s, "language_creators"}}) {
        const QStringList values = yamlTexts(card.map, key);
        if (!values.isEmpty())
            origin.append(label + values.join(u", "_s));
    }
    say(record, u"provenance"_s, origin.join(u"; "_s));
    if (const auto count = examplesOf(card.map))
        record.fields.append({u"record_count"_s, *count});
    say(record, u"description"_s, yamlTexts(card.map, "size_categories").join(u", "_s));
    sink.entity(std::move(record));
}

} // namespace

QString HuggingFaceCard::id() const
{
    return u"huggingface-card"_s;
}

QString HuggingFaceCard::displayName() const
{
    return u"Hugging Face model or dataset card"_s;
}

int HuggingFaceCard::probe(const Probe &probe) const
{
    if (probe.shape == Shape::FrontMatter) {
        if (readFrontMatter(probe.head))
            return isHeadOfCard(probe.head, probe.fileName) ? 2 : 0;
        // What can't be read is told with its place, where it is meant as a card.
        return isHeadOfCard(probe.head, probe.fileName) || probe.fileName.endsWith(".md"_L1, Qt::CaseInsensitive) ? 1 : 0;
    }
    // A Markdown file without front matter gets an answer that says what is missing.
    const bool isText = probe.shape == Shape::Unknown || probe.shape == Shape::Delimited;
    return isText && probe.fileName.endsWith(".md"_L1, Qt::CaseInsensitive) ? 1 : 0;
}

domain::Result<void> HuggingFaceCard::run(const Source &source, domain::RecordSink &sink,
                                          domain::JobContext &context) const
{
    if (context.isCancelled())
        return Error{ErrorCode::Cancelled, {}, source.path};
    const auto card = readFrontMatter(readUpTo(*source.text, largest));
    if (!card)
        return Error{card.error().code, card.error().detail, source.path + u':' + card.error().where};
    const bool dataset = isDatasetCard(*card);
    domain::SourceHeader header;
    // A name that is a guess may be that of another model's card, in another folder or beside it: what the two say differently is then kept as
    // what two sources say, rather than the later one taken for the earlier one's next edition.
    const Name name = nameOf(*card, source.path, dataset);
    const QStringList folders = foldersOf(source.path);
    QStringList place = folders.sliced(std::max<qsizetype>(0, folders.size() - 2));
    if (const QString stem = domain::lastingName(QFileInfo(source.path).completeBaseName()); stem.compare("readme"_L1, Qt::CaseInsensitive) != 0)
        place.append(stem);
    header.scope = name.hub ? name.key : u"%1 (%2)"_s.arg(name.key, place.join(u'/'));
    header.rank = domain::SourceRank::Register;
    sink.header(header);
    sink.beginRecord(0, u"line 1"_s);
    sayTwice(*card, sink);
    if (yamlHas(card->map, "sdk") && yamlHas(card->map, "app_file"))
        sink.ignored(u"space-card"_s, u"the card of a Space, neither model nor dataset"_s);
    else if (dataset)
        readDataset(*card, source, sink);
    else
        readModel(*card, source, sink);
    return {};
}

} // namespace importers
