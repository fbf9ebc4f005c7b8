// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mlflow/mlflow.h"

#include "importers/jsonmembers.h"
#include "importers/mlflow/registeredmodel.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr auto Mapping = "mlflow/1"_L1;

bool holdsModels(const json &root)
{
    const json &inner = member(root, "mlflow");
    for (const json *holder : {&inner, &root}) {
        if (member(*holder, "registered_model").is_object() || member(*holder, "registered_models").is_array())
            return true;
    }
    return false;
}

/// A file that the exporting tool wrote, of whatever it is.
bool isExport(const json &root)
{
    return member(root, "mlflow").is_object() && !text(member(root, "system"), "mlflow_version").isEmpty();
}

/// The names that the list of a whole export has; each model has a file of its own beside it.
QStringList namesOf(const json &root)
{
    const json &info = member(root, "info");
    QStringList names = texts(member(member(info, "models"), "model_names"));
    if (names.isEmpty()) {
        const json &said = member(info, "model_names");
        names = said.is_string() ? text(said).split(u',', Qt::SkipEmptyParts) : texts(said);
    }
    return names;
}

qint64 exported(const json &root)
{
    const qint64 time = text(member(root, "system"), "export_time").toLongLong();
    return time > domain::MostEditions && time < 10'000'000'000 ? time : 0;
}

void readModel(const RegisteredModel &model, const QString &file, qint64 &ordinal, domain::RecordSink &sink)
{
    sink.beginRecord(ordinal++, model.pointer);
    if (model.name.isEmpty()) {
        sink.rejected(u"missing-name"_s, model.pointer + u"/name"_s, u"no name: the model can't be told from others"_s);
    } else {
        for (domain::Record &record : model.records(file, Mapping))
            sink.entity(std::move(record));
    }
    const json *served = model.served();
    for (const auto &[version, where] : model.versions) {
        sink.beginRecord(ordinal++, where);
        const QString number = text(*version, "version");
        if (number.isEmpty())
            sink.rejected(u"missing-version"_s, where + u"/version"_s,
                          u"no number: which version this is can't be told"_s);
        else if (version == served)
            sink.ignored(u"read-with-model"_s,
                         u"%1, version %2: read with the model, for which it stands"_s.arg(model.name, number));
        else
            sink.ignored(u"other-version"_s,
                         u"%1, version %2: another version stands for the model"_s.arg(model.name, number));
    }
}

} // namespace

QString MlflowRegistry::id() const
{
    return u"mlflow"_s;
}

QString MlflowRegistry::displayName() const
{
    return u"MLflow and Unity Catalog registered models, mlflow-export-import (REST answers: untested with real exports)"_s;
}

int MlflowRegistry::score(const json &root) const
{
    return holdsModels(root) ? 3 : isExport(root) ? 2 : 0;
}

domain::SourceHeader MlflowRegistry::header(const json &root, const Source &source) const
{
    return headerOfPages(Pages(root), source);
}

domain::SourceHeader MlflowRegistry::headerOfPages(const Pages &pages, const Source &source) const
{
    domain::SourceHeader header;
    header.rank = domain::SourceRank::LiveInventory;
    std::size_t count = 0;
    QString only;
    pages.find([&](const Page &page) {
        header.captured = exported(*page.root);
        const auto models = RegisteredModel::of(*page.root, {});
        if (count == 0 && models.size() == 1 && !models.front().name.isEmpty())
            only = models.front().key(source.probe.fileName);
        count += models.size();
        return count > 1;
    });
    // One file for each model: what it lacks of others is not gone.
    header.scope = count == 1 && !only.isEmpty() ? only : source.probe.fileName;
    return header;
}

domain::Result<void> MlflowRegistry::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    QString continuation;
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        if (context.isCancelled())
            return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
        const QString file = page.source ? page.source->probe.fileName : QString();
        continuation = text(*page.root, "next_page_token");
        for (const RegisteredModel &model : RegisteredModel::of(*page.root, page.pointer, [&page](const json &list) { return page.first(list); }))
            readModel(model, file, ordinal, sink);
        if (page.goesOn)
            return {};
        // An answer has the newest version of each stage only.
        if (member(*page.root, "registered_models").is_array())
            sink.markSelection();
        for (const json *failed : elements(member(member(*page.root, "info"), "failed_versions"))) {
            sink.markIncomplete(u"incomplete export: version %1 of %2 could not be exported"_s.arg(
                text(*failed, "version"), text(*failed, "model")));
        }
        if (holdsModels(*page.root))
            return {};
        const QStringList names = namesOf(*page.root);
        for (const QString &name : names) {
            sink.beginRecord(ordinal++, page.pointer + u"/info"_s);
            sink.ignored(u"names-only"_s,
                         u"%1: the list has names only; import the model.json of each model"_s.arg(name.trimmed()));
        }
        if (names.isEmpty()) {
            sink.beginRecord(ordinal++, page.pointer.isEmpty() ? u"/mlflow"_s : page.pointer);
            sink.ignored(u"not-a-registered-model"_s,
                         u"a run or an experiment, no registered model: import the model.json of the model"_s);
        }
        sink.markSelection();
        return {};
    });
    if (!done)
        return done;
    if (!continuation.isEmpty())
        sink.markPage(
            u"incomplete inventory: the answer says that more pages exist (next_page_token); fetch them and append them"_s);
    return {};
}

} // namespace importers
