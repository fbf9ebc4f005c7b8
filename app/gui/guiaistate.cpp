// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of AI shows.
#include "core/dossiers.h"
#include "core/withstore.h"
#include "gui/assetparts.h"
#include "gui/guikept.h"
#include "gui/translate.h"
#include "rules/exposure.h"
#include "store/pages/aiqueries.h"
#include "text/statustext.h"
#include "text/wordtext.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace domain;
using namespace views;

namespace app {
namespace {

/// What the answers below read.
struct AiFacts
{
    QList<store::ModelLine> models;
    QList<store::AiUseLine> uses;
    QList<store::ModelFeed> feeds;
    QHash<qint64, rules::AiUseReview> reviews;
    QHash<qint64, rules::ProviderReach> reach;
    QHash<QString, QString> lawCountries;
    QStringList zone;
    const QHash<QString, QString> &countries;

    QString country(const QString &code) const { return countries.value(code, code); }
};

QString modelMark(qint64 id) { return u"model:%1"_s.arg(id); }

/// Who holds the weights, as somebody has said it; that nobody has is not "not held by us".
QString weightsWords(const store::ModelLine &model)
{
    return saidWords(!model.weightsHeld ? QString() : *model.weightsHeld ? u"held by us"_s : u"not held by us"_s, model.absent, u"weights_held"_s);
}

void fillUses(AiData &out, const AiFacts &facts)
{
    using rules::AiClass;
    static const QList<AiClass> classes = {AiClass::Prohibited, AiClass::HighAnnex1, AiClass::HighAnnex3, AiClass::Unsettled, AiClass::Transparency, AiClass::Minimal, AiClass::Unknown};
    std::map<std::pair<QString, qint64>, std::map<AiClass, QList<qint64>>> cells;
    std::map<AiClass, QList<qint64>> columns;
    for (const store::AiUseLine &use : facts.uses) {
        const AiClass found = facts.reviews.value(use.id).found;
        cells[{use.entityName, use.legalEntity}][found].append(use.id);
        columns[found].append(use.id);
    }
    figures::MatrixData &matrix = out.uses;
    matrix.corner = u"Legal entity"_s;
    matrix.emptyText = u"No AI use is recorded here: import the table ai_uses.csv, or your register of AI."_s;
    for (const AiClass one : classes) {
        const QString id = u"class:%1"_s.arg(static_cast<int>(one));
        matrix.columns.append({aiClassWords(one), columns.count(one) ? id : QString(), u"%1: %2"_s.arg(aiClassWords(one), countedWords(columns[one].size(), u"AI use"_s, u"AI uses"_s)), {}});
        addAssetDoor(out, id, EntityKind::AiUse, columns[one], u"AI uses: %1"_s.arg(aiClassWords(one)));
    }
    qsizetype most = 1;
    for (const auto &[entity, row] : cells) {
        for (const auto &[found, ids] : row)
            most = std::max(most, ids.size());
    }
    for (auto &[entity, row] : cells) {
        const QString name = entity.first.isEmpty() ? u"Legal entity not recorded"_s : entity.first;
        const QString id = u"entity:%1"_s.arg(entity.second);
        if (entity.second != 0)
            addAssetDoor(out, id, EntityKind::LegalEntity, {entity.second}, name);
        matrix.rows.append({name, entity.second != 0 ? id : QString(), {}, {}});
        QList<figures::MatrixCell> line;
        for (const AiClass one : classes) {
            const QList<qint64> ids = row[one];
            figures::MatrixCell cell;
            cell.value = static_cast<double>(ids.size());
            cell.word = ids.isEmpty() ? QString() : QString::number(ids.size());
            cell.tip = u"%1, %2: %3 of %4"_s.arg(name, aiClassWords(one)).arg(ids.size()).arg(countedWords(facts.uses.size(), u"AI use"_s, u"AI uses"_s)) +
                       (facts.uses.isEmpty() ? QString() : u" (%1 %)"_s.arg(qRound(100.0 * static_cast<double>(ids.size()) / static_cast<double>(facts.uses.size()))));
            if (!ids.isEmpty()) {
                cell.id = u"use:%1:%2"_s.arg(entity.second).arg(static_cast<int>(one));
                cell.fill = one == AiClass::Unknown ? figures::Fill::of(figures::Tone::Unknown)
                                                    : figures::Fill::sequential(static_cast<int>((ids.size() * 4 - 1) / most), 5);
                addAssetDoor(out, cell.id, EntityKind::AiUse, ids, u"%1, %2"_s.arg(name, aiClassWords(one)));
            }
            line.append(cell);
        }
        matrix.cells.append(line);
    }
    QHash<qint64, QString> names;
    for (const store::ModelLine &model : facts.models)
        names.insert(model.id, model.name);
    out.useList.head = {u"AI use"_s, u"Purpose"_s, u"Legal entity"_s, u"Class by the facts"_s, u"Recorded as"_s, u"Our role"_s, u"Models"_s, u"IT system"_s};
    for (const store::AiUseLine &use : facts.uses) {
        const rules::AiUseReview review = facts.reviews.value(use.id);
        QStringList models;
        for (const qint64 model : use.models)
            models.append(names.value(model, review.models.value(review.modelIds.indexOf(model))));
        models.removeAll(QString());
        const auto said = [](const QString &text) { return text.isEmpty() ? u"not recorded"_s : text; };
        AssetRow row;
        row.id = u"aiuse:%1"_s.arg(use.id);
        row.cells = {use.name, said(use.purpose), said(use.entityName), aiClassWords(review.found) + (review.differs ? u" (differs)"_s : QString()),
                     said(review.recordedClass.isEmpty() ? QString() : text::valueWord(review.recordedClass)), said(review.role.isEmpty() ? QString() : text::valueWord(review.role)),
                     said(models.join(u", "_s)), said(use.system)};
        row.tip = review.reason;
        out.useList.rows.append(row);
        addAssetDoor(out, row.id, EntityKind::AiUse, {use.id}, use.name);
    }
}

void fillCountries(AiData &out, const AiFacts &facts)
{
    const QString unknown; // sorts first, shown last
    std::map<QString, std::map<QString, QList<qint64>>> cells;
    std::map<QString, QList<qint64>> hosts;
    std::map<QString, QList<qint64>> developers;
    const auto word = [&facts](const QString &code) { return code.isEmpty() ? u"not recorded"_s : facts.country(code); };
    for (const store::ModelLine &model : facts.models) {
        developers[model.developerCountry].append(model.id);
        const QStringList places = model.hosts.isEmpty() ? QStringList{unknown} : model.hosts;
        for (const QString &host : places) {
            cells[model.developerCountry][host].append(model.id);
            hosts[host].append(model.id);
        }
    }
    const auto ordered = [](const std::map<QString, QList<qint64>> &of) {
        QStringList codes;
        for (const auto &[code, ids] : of)
            codes.append(code);
        std::stable_sort(codes.begin(), codes.end(), [&of](const QString &a, const QString &b) { return a.isEmpty() != b.isEmpty() ? b.isEmpty() : of.at(a).size() > of.at(b).size(); });
        return codes;
    };
    figures::MatrixData &matrix = out.models;
    matrix.corner = u"Developed in"_s;
    matrix.emptyText = u"No AI model in use is recorded here: import model cards, an AI bill of materials, Bedrock's lists, an MLflow registry or the table models.csv."_s;
    const QStringList columns = ordered(hosts);
    for (const QString &host : columns) {
        const QString id = u"host:"_s + host;
        matrix.columns.append({u"in "_s + word(host), id, u"Served or inferring in %1: %2"_s.arg(word(host), countedWords(hosts.at(host).size(), u"AI model"_s, u"AI models"_s)), {}});
        if (host.isEmpty())
            matrix.columns.last().label = u"host not recorded"_s;
        addAssetDoor(out, id, EntityKind::Model, hosts.at(host), u"AI models hosted in %1"_s.arg(word(host)));
    }
    qsizetype most = 1;
    for (const auto &[developer, row] : cells) {
        for (const auto &[host, ids] : row)
            most = std::max(most, ids.size());
    }
    for (const QString &developer : ordered(developers)) {
        const QString id = u"developer:"_s + developer;
        const QString name = developer.isEmpty() ? u"Not recorded"_s : word(developer);
        matrix.rows.append({name, id, u"Developed in %1: %2"_s.arg(word(developer), countedWords(developers.at(developer).size(), u"AI model"_s, u"AI models"_s)), {}});
        addAssetDoor(out, id, EntityKind::Model, developers.at(developer), u"AI models developed in %1"_s.arg(word(developer)));
        QList<figures::MatrixCell> line;
        for (const QString &host : columns) {
            const QList<qint64> ids = cells[developer][host];
            figures::MatrixCell cell;
            cell.value = static_cast<double>(ids.size());
            cell.word = ids.isEmpty() ? QString() : QString::number(ids.size());
            cell.tip = u"Developed in %1, hosted in %2: %3 (%4 %)"_s.arg(word(developer), word(host), countedWords(ids.size(), u"AI model"_s, u"AI models"_s))
                           .arg(qRound(100.0 * static_cast<double>(ids.size()) / static_cast<double>(std::max<qsizetype>(1, facts.models.size()))));
            if (!ids.isEmpty()) {
                cell.id = u"pair:%1:%2"_s.arg(developer, host);
                cell.fill = developer.isEmpty() || host.isEmpty() ? figures::Fill::of(figures::Tone::Unknown) : figures::Fill::sequential(static_cast<int>((ids.size() * 4 - 1) / most), 5);
                addAssetDoor(out, cell.id, EntityKind::Model, ids, u"AI models from %1 hosted in %2"_s.arg(word(developer), word(host)));
            }
            line.append(cell);
        }
        matrix.cells.append(line);
    }
    std::map<QString, QList<qint64>> licences;
    for (const store::ModelLine &model : facts.models)
        licences[model.licence].append(model.id);
    for (const QString &licence : ordered(licences)) {
        const QString id = u"licence:"_s + licence;
        const figures::Fill fill = licence.isEmpty() ? figures::Fill::of(figures::Tone::Unknown) : figures::Fill::of(figures::Tone::Accent);
        out.licences.bars.append({id, licence.isEmpty() ? u"Licence not recorded"_s : licence, {{id, {}, static_cast<double>(licences.at(licence).size()), fill}}, {}});
        addAssetDoor(out, id, EntityKind::Model, licences.at(licence), u"Licence: %1"_s.arg(licence.isEmpty() ? u"not recorded"_s : licence));
    }
    out.licences.unit = u"AI models"_s;
    out.licences.emptyText = u"No AI model is recorded here."_s;
    out.modelList.head = {u"AI model"_s, u"Developer"_s, u"Developed in"_s, u"Served by"_s, u"Hosted in"_s, u"Licence"_s, u"Access"_s, u"Weights"_s};
    for (const store::ModelLine &model : facts.models) {
        QStringList places;
        for (const QString &host : model.hosts)
            places.append(facts.country(host));
        const auto said = [](const QString &text) { return text.isEmpty() ? u"not recorded"_s : text; };
        AssetRow row;
        row.id = modelMark(model.id);
        row.cells = {model.name, said(model.developerName), saidWords(facts.country(model.developerCountry), model.absent, u"developer_country"_s), saidWords(model.providerName, model.absent, u"provider"_s),
                     said(places.join(u", "_s)), said(model.licence), said(model.access.isEmpty() ? QString() : text::valueWord(model.access)), weightsWords(model)};
        out.modelList.rows.append(row);
        addAssetDoor(out, row.id, EntityKind::Model, {model.id}, model.name);
    }
}

void fillLineage(AiData &out, const AiFacts &facts)
{
    enum Layer : int { Datasets, Bases, Models, Tuned, Uses };
    figures::LayeredGraphData &graph = out.lineage;
    graph.emptyText = u"No origin of a model is recorded here: base models come from model cards and models.csv, training data from datasets.csv, uses from ai_uses.csv."_s;
    QHash<qint64, const store::ModelLine *> byId;
    std::set<qint64> bases;
    for (const store::ModelLine &model : facts.models) {
        byId.insert(model.id, &model);
        if (model.base != 0 && model.base != model.id)
            bases.insert(model.base);
    }
    // How far from the first model that it comes from; a circle in what is recorded ends somewhere.
    const auto depth = [&byId](const store::ModelLine *model) {
        int steps = 0;
        std::set<qint64> seen;
        while (model && !model->baseModel.isEmpty() && seen.insert(model->id).second) {
            ++steps;
            model = model->base != 0 ? byId.value(model->base) : nullptr;
        }
        return steps;
    };
    std::set<qint64> shown;
    const auto plain = figures::Fill{figures::Tone::Surface, -1, 0, -1, false};
    const auto addModel = [&](qint64 id) {
        const store::ModelLine *model = byId.value(id);
        if (!model || !shown.insert(id).second)
            return model != nullptr;
        const int steps = depth(model);
        const int layer = steps == 0 ? (bases.count(id) ? Bases : Models) : steps == 1 ? Models : Tuned;
        const bool nameless = model->fineTuned && model->baseModel.isEmpty();
        QStringList notes;
        if (model->fineTuned)
            notes.append(u"fine-tuned"_s);
        notes.append(model->developerCountry.isEmpty() ? u"developer's country not recorded"_s : facts.country(model->developerCountry));
        graph.nodes.append({modelMark(id), model->name, layer, plain, notes.join(u", "_s), u"%1: %2%3"_s.arg(model->name, notes.join(u", "_s), model->licence.isEmpty() ? QString() : u", "_s + model->licence)});
        if (nameless) {
            graph.nodes.append({u"nobase:%1"_s.arg(id), u"base model not recorded"_s, Bases, figures::Fill::of(figures::Tone::Unknown), {}, u"%1 is fine-tuned, but nobody has recorded of what"_s.arg(model->name)});
            graph.edges.append({u"nobase:%1"_s.arg(id), modelMark(id)});
            addAssetDoor(out, u"nobase:%1"_s.arg(id), EntityKind::Model, {id}, model->name);
        }
        return true;
    };
    std::map<QString, QList<qint64>> outside;
    for (const store::ModelLine &model : facts.models) {
        if (model.fineTuned && model.baseModel.isEmpty())
            addModel(model.id);
        if (model.baseModel.isEmpty())
            continue;
        addModel(model.id);
        if (model.base != 0 && model.base != model.id && addModel(model.base))
            graph.edges.append({modelMark(model.base), modelMark(model.id)});
        else
            outside[model.baseModel].append(model.id);
    }
    for (const auto &[base, ids] : outside) {
        const QString id = u"base:"_s + base;
        graph.nodes.append({id, base, Bases, figures::Fill{figures::Tone::Paper, -1, 0, -1, false}, u"named as base model"_s, u"%1: base of %2"_s.arg(base, countedWords(ids.size(), u"model"_s, u"models"_s))});
        for (const qint64 model : ids)
            graph.edges.append({id, modelMark(model)});
        addAssetDoor(out, id, EntityKind::Model, ids, u"AI models derived from %1"_s.arg(base));
    }
    std::map<qint64, QStringList> ways;
    QHash<qint64, QString> names;
    for (const store::ModelFeed &feed : facts.feeds) {
        if (!addModel(feed.model))
            continue;
        names.insert(feed.dataset, feed.name);
        const QString way = feed.trains ? u"trains"_s : u"read at inference"_s;
        if (!ways[feed.dataset].contains(way))
            ways[feed.dataset].append(way);
        graph.edges.append({u"dataset:%1"_s.arg(feed.dataset), modelMark(feed.model)});
    }
    for (const auto &[dataset, how] : ways) {
        const QString id = u"dataset:%1"_s.arg(dataset);
        graph.nodes.append({id, names.value(dataset), Datasets, plain, how.join(u", "_s), u"%1: %2"_s.arg(names.value(dataset), how.join(u", "_s))});
        addAssetDoor(out, id, EntityKind::Dataset, {dataset}, names.value(dataset));
    }
    for (const store::AiUseLine &use : facts.uses) {
        const QString id = u"aiuse:%1"_s.arg(use.id);
        bool tied = false;
        for (const qint64 model : use.models) {
            if (!addModel(model))
                continue;
            graph.edges.append({modelMark(model), id});
            tied = true;
        }
        if (tied)
            graph.nodes.append({id, use.name, Uses, plain, aiClassWords(facts.reviews.value(use.id).found), u"%1: %2"_s.arg(use.name, use.purpose)});
    }
    graph.layers = {u"Datasets"_s, u"Base models"_s, u"Models"_s, u"Derived from these"_s, u"AI uses"_s};
    // A column that nothing stands in takes no room.
    for (int layer = Uses; layer >= Datasets; --layer) {
        if (std::any_of(graph.nodes.cbegin(), graph.nodes.cend(), [layer](const figures::GraphNode &n) { return n.layer == layer; }))
            continue;
        graph.layers.removeAt(layer);
        for (figures::GraphNode &node : graph.nodes)
            node.layer -= node.layer > layer ? 1 : 0;
    }
}

/// What a language is to a model: as it is drawn, and in words.
struct LanguageState
{
    Status sign = Status::Unknown;
    QString word, brief, tip;
};

LanguageState languageState(const store::ModelLine &model, const QString &language)
{
    const bool tested = model.tested.contains(language);
    if (model.required.contains(language)) {
        if (tested)
            return {Status::Pass, u"yes"_s, {}, u"required and evaluated"_s};
        return model.testedComplete ? LanguageState{Status::Gap, u"not yet"_s, u"not"_s, u"required, not evaluated"_s}
                                    : LanguageState{Status::Unknown, u"unknown"_s, u"?"_s, u"required; whether it was evaluated is not recorded"_s};
    }
    // That nobody has named it as needed says nothing while nobody has said which languages are.
    if (!model.requiredComplete)
        return {Status::Unknown, u"unknown"_s, u"?"_s, tested ? u"evaluated; whether it is required is not recorded"_s : u"whether it is required is not recorded"_s};
    return tested ? LanguageState{Status::NotApplicable, u"extra"_s, {}, u"evaluated, not required"_s} : LanguageState{Status::NotApplicable, u"no"_s, {}, u"not required"_s};
}

QString isoDay(const std::optional<Day> &day) { return day ? fromDay(*day).toString(Qt::ISODate) : QString(); }

void fillLanguages(AiData &out, const AiFacts &facts)
{
    figures::MatrixData &matrix = out.languages;
    matrix.corner = u"AI model"_s;
    matrix.emptyText = u"No model's languages are recorded here: import the table models.csv, or complete the models in the inventory."_s;
    std::map<QString, QList<qint64>> required;
    for (const store::ModelLine &model : facts.models) {
        for (const QString &language : model.required)
            required[language].append(model.id);
    }
    QStringList languages;
    for (const auto &[language, ids] : required)
        languages.append(language);
    std::stable_sort(languages.begin(), languages.end(), [&required](const QString &a, const QString &b) { return required.at(a).size() > required.at(b).size(); });
    matrix.columns = {{u"Evaluated"_s, {}, u"Last evaluation"_s, {}}, {u"Cultural"_s, {}, u"Last evaluation with local reviewers"_s, {}}, {u"Local law"_s, {}, u"Last evaluation against local law"_s, {}}};
    for (const QString &language : languages) {
        const QString id = u"language:"_s + language;
        const QString name = QLocale::languageToString(QLocale(language).language());
        matrix.columns.append({language, id, u"%1 (%2): required of %3"_s.arg(name, language, countedWords(required.at(language).size(), u"AI model"_s, u"AI models"_s)), {}});
        addAssetDoor(out, id, EntityKind::Model, required.at(language), u"AI models that need %1"_s.arg(name));
    }
    using figures::Key;
    matrix.keys = {Key{u"required and evaluated"_s, {}, std::nullopt, Status::Pass, std::nullopt}, Key{u"required, not evaluated"_s, {}, std::nullopt, Status::Gap, std::nullopt},
                   Key{u"not recorded"_s, {}, std::nullopt, Status::Unknown, std::nullopt}, Key{u"not required"_s, {}, std::nullopt, Status::NotApplicable, std::nullopt}};
    out.evaluations.head = {u"AI model"_s, u"Languages required"_s, u"Without evaluation"_s, u"Evaluated"_s, u"Cultural"_s, u"Local law"_s};
    for (const store::ModelLine &model : facts.models) {
        const QString id = modelMark(model.id);
        matrix.rows.append({model.name, id, {}, {}});
        QList<figures::MatrixCell> line;
        const auto dated = [&](const std::optional<Day> &day, const QString &what, const QString &attr) {
            figures::MatrixCell cell;
            const bool none = model.absent.contains(u' ' + attr + u' ');
            // A day alone says nothing of whether it is recent enough: that is for the rules.
            if (!day)
                cell.sign = none ? Status::Gap : Status::Unknown;
            cell.grade = Severity::Medium;
            cell.word = day ? isoDay(day) : none ? u"none"_s : u"unknown"_s;
            cell.id = id;
            cell.tip = u"%1, %2: %3"_s.arg(model.name, what, day ? isoDay(day) : none ? u"declared absent"_s : u"not recorded"_s);
            line.append(cell);
        };
        dated(model.evaluated, u"last evaluation"_s, u"eval_date"_s);
        dated(model.culture, u"cultural evaluation"_s, u"cultural_eval_date"_s);
        dated(model.localLaw, u"evaluation against local law"_s, u"local_law_eval_date"_s);
        QStringList missing;
        for (const QString &language : languages) {
            figures::MatrixCell cell;
            const LanguageState state = languageState(model, language);
            cell.sign = state.sign;
            cell.grade = Severity::High;
            cell.word = state.word;
            cell.brief = state.brief;
            cell.tip = u"%1, %2: %3"_s.arg(model.name, language, state.tip);
            if (state.sign != Status::NotApplicable)
                cell.id = id;
            if (model.required.contains(language) && state.sign != Status::Pass)
                missing.append(language);
            line.append(cell);
        }
        matrix.cells.append(line);
        // The same words as in the figure above it.
        const auto day = [&model](const std::optional<Day> &value, const QString &attr) { return value ? isoDay(value) : model.absent.contains(u' ' + attr + u' ') ? u"none"_s : u"not recorded"_s; };
        const QString needs = !model.required.isEmpty() ? model.required.join(u", "_s) : model.requiredComplete ? u"none"_s : u"not recorded"_s;
        const QString without = missing.isEmpty() ? (model.required.isEmpty() && !model.requiredComplete ? u"not recorded"_s : QString())
                                                  : model.testedComplete ? missing.join(u", "_s) : u"%1 (not recorded)"_s.arg(missing.join(u", "_s));
        AssetRow row;
        row.id = id;
        row.cells = {model.name, needs, without, day(model.evaluated, u"eval_date"_s), day(model.culture, u"cultural_eval_date"_s), day(model.localLaw, u"local_law_eval_date"_s)};
        out.evaluations.rows.append(row);
    }
}

void fillAxes(AiData &out, const AiFacts &facts)
{
    figures::MatrixData &matrix = out.axes;
    matrix.corner = u"AI model"_s;
    matrix.emptyText = out.models.emptyText;
    matrix.columns = {{u"Where it runs"_s, {}, u"Countries where it is served or infers"_s, {}}, {u"Who can compel it"_s, {}, u"Countries outside the zone whose law on access to data may reach its provider"_s, {}},
                      {u"Whose weights"_s, {}, u"Country of its developer"_s, {}}};
    using figures::Key;
    matrix.keys = {Key{u"only the sovereign zone"_s, {}, std::nullopt, Status::Pass, std::nullopt}, Key{u"a country outside it"_s, {}, domain::Severity::Low, std::nullopt, std::nullopt},
                   Key{u"not recorded"_s, {}, std::nullopt, Status::Unknown, std::nullopt}};
    for (const store::ModelLine &model : facts.models) {
        const QString id = modelMark(model.id);
        matrix.rows.append({model.name, id, {}, {}});
        QList<figures::MatrixCell> line;
        const auto axis = [&](const QStringList &codes, bool whole, const QString &what, const QString &none, bool freeWhenNone) {
            QStringList names;
            QStringList foreign;
            for (const QString &code : codes) {
                names.append(facts.country(code));
                if (!facts.zone.contains(code))
                    foreign.append(code);
            }
            figures::MatrixCell cell;
            cell.id = id;
            cell.grade = Severity::Low;
            // One country outside is enough; that all lie inside is known only where all are known.
            cell.sign = !foreign.isEmpty() ? Status::Gap : (whole && (!codes.isEmpty() || freeWhenNone)) ? Status::Pass : Status::Unknown;
            cell.word = names.isEmpty() ? (cell.sign == Status::Pass ? none : u"not recorded"_s) : names.join(u", "_s);
            cell.brief = codes.isEmpty() ? (cell.sign == Status::Pass ? none : u"not recorded"_s) : codes.size() > 3 ? u"%1 and %2 more"_s.arg(codes.mid(0, 2).join(u", "_s)).arg(codes.size() - 2) : codes.join(u", "_s);
            cell.tip = u"%1, %2: %3%4"_s.arg(model.name, what, cell.word, !whole && !codes.isEmpty() ? u"; there may be others"_s : QString());
            line.append(cell);
        };
        axis(model.hosts, model.hostsComplete, u"where it runs"_s, QString(), false);
        const rules::ProviderReach reach = facts.reach.value(model.provider);
        QStringList by;
        QStringList perhaps; // by a subsidiary or a business there: whether that serves this model nobody has said
        for (const bool partly : {false, true}) {
            for (const rules::LawReach &law : reach.laws) {
                const QString country = facts.lawCountries.value(law.law);
                if (!country.isEmpty() && law.partial == partly && !by.contains(country) && !perhaps.contains(country))
                    (partly ? perhaps : by).append(country);
            }
        }
        std::sort(by.begin(), by.end());
        // Only where somebody has said that no provider serves it: that none is recorded says nothing.
        const bool ourselves = model.provider == 0 && model.absent.contains(u" provider "_s);
        axis(by, ourselves || (model.provider != 0 && reach.known && perhaps.isEmpty()), u"who can compel it"_s, ourselves ? u"run by ourselves"_s : u"nobody outside the zone"_s, true);
        if (!perhaps.isEmpty()) {
            QStringList names;
            for (const QString &code : std::as_const(perhaps))
                names.append(facts.country(code));
            figures::MatrixCell &cell = line.last();
            if (by.isEmpty()) {
                cell.word = u"a part of the group: %1"_s.arg(perhaps.join(u", "_s));
                cell.brief = u"part of the group"_s;
            }
            cell.tip = u"%1, who can compel it: %2; a part of the provider's group: %3"_s.arg(model.name, by.isEmpty() ? u"not known"_s : cell.word, names.join(u", "_s));
        }
        axis(model.developerCountry.isEmpty() ? QStringList() : QStringList{model.developerCountry}, true, u"whose weights (%1)"_s.arg(model.weightsHeld ? weightsWords(model) : u"by whom they are held: "_s + weightsWords(model)), QString(), false);
        matrix.cells.append(line);
    }
}

} // namespace

Result<AiData> GuiBackend::aiState(const QString &path, const FilterState &filter)
{
    return withDatabase<AiData>(m_services, path, store::Access::Read, [&](QSqlDatabase &db, store::AttributeStore &values) -> Result<AiData> {
        const Day asOf = judgedOn(values);
        AiData out;
        out.asOf = fromDay(asOf);
        const PageFilterOf f(filter);
        int offered = 0;
        const auto estate = estateOf(path, values);
        if (!estate)
            return estate.error();
        AiFacts facts{store::modelLines(values, f.value, **estate, offered), store::aiUseLines(values, f.value), store::modelFeeds(values), {}, {}, store::lawCountries(values), store::zoneCountries(values), m_countries};
        if (!facts.uses.isEmpty() || !facts.models.isEmpty()) {
            const auto judged = aiJudged(*estate, db, values);
            if (!judged)
                return judged.error();
            facts.reviews = (*judged)->uses;
            facts.reach = (*judged)->reach;
        }
        fillUses(out, facts);
        fillCountries(out, facts);
        fillLineage(out, facts);
        fillLanguages(out, facts);
        fillAxes(out, facts);
        if (facts.models.isEmpty() && facts.uses.isEmpty()) {
            out.nothing = filter.isEmpty() ? u"No AI is recorded. These exports fill this page: ai_uses.csv or your register of AI; models from model cards, an AI bill of materials (CycloneDX, SPDX), "
                                             "Bedrock's lists, SageMaker, an MLflow registry, or models.csv."_s
                                           : u"No AI use and no AI model in use is under this filter."_s;
            return out;
        }
        QStringList parts = {countedWords(facts.uses.size(), u"AI use"_s, u"AI uses"_s), countedWords(facts.models.size(), u"AI model in use"_s, u"AI models in use"_s)};
        if (offered > 0)
            parts.append(u"%1 only offered in a catalogue"_s.arg(offered));
        out.summary = parts.join(u"; "_s);
        return out;
    });
}

} // namespace app
