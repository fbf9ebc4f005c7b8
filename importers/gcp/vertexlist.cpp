// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/gcp/vertexlist.h"

#include "importers/gcp/assetreader.h"
#include "importers/jsonmembers.h"
#include "importers/passingsink.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <optional>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr auto Service = "aiplatform.googleapis.com/"_L1;

/// What a list calls its resources (also in their names), and what the asset inventory calls their type.
struct Collection
{
    const char *name;
    const char *type;
};
constexpr std::array collections = {
    Collection{"endpoints", "Endpoint"},
    Collection{"models", "Model"},
    Collection{"datasets", "Dataset"},
    Collection{"customJobs", "CustomJob"},
    Collection{"hyperparameterTuningJobs", "HyperparameterTuningJob"},
    Collection{"batchPredictionJobs", "BatchPredictionJob"},
    Collection{"trainingPipelines", "TrainingPipeline"},
    Collection{"pipelineJobs", "PipelineJob"},
    Collection{"indexes", "Index"},
    Collection{"indexEndpoints", "IndexEndpoint"},
    Collection{"deploymentResourcePools", "DeploymentResourcePool"},
    Collection{"persistentResources", "PersistentResource"},
    Collection{"reasoningEngines", "ReasoningEngine"},
    Collection{"featurestores", "Featurestore"},
    Collection{"featureOnlineStores", "FeatureOnlineStore"},
};

/// "projects/1/locations/europe-west4/endpoints/2", taken apart.
struct Name
{
    QString project;
    QString location;
    QString type;
};
std::optional<Name> nameOfRow(const json &row)
{
    static const QRegularExpression form(u"^projects/([^/]+)/locations/([^/]+)/([A-Za-z]+)/[^/]+$"_s);
    const json &name = member(row, "name");
    const auto match = form.match(name.is_string() ? text(name) : QString());
    if (!match.hasMatch())
        return std::nullopt;
    const std::string collection = match.captured(3).toStdString();
    const auto found = std::find_if(collections.begin(), collections.end(), [&](const Collection &c) { return collection == c.name; });
    if (found == collections.end())
        return std::nullopt;
    return Name{match.captured(1), match.captured(2), Service + QLatin1StringView(found->type)};
}

/// The list that the root is or holds, by its member; null: a resource by itself.
struct Listed
{
    const json *list = nullptr;
    const char *member = "";
};
Listed listedIn(const json &root)
{
    if (root.is_array())
        return {&root, ""};
    for (const Collection &collection : collections) {
        if (const json &list = member(root, collection.name); list.is_array() && !nameOfRow(root))
            return {&list, collection.name};
    }
    return {};
}

/// The row as the asset inventory has it.
json assetOf(const json &row, const Name &name)
{
    json asset{{"name", "//aiplatform.googleapis.com/" + text(row, "name").toStdString()}, {"assetType", name.type.toStdString()}};
    asset["resource"] = json{{"data", row}, {"location", name.location.toStdString()}};
    asset["ancestors"] = json::array({"projects/" + name.project.toStdString()});
    if (member(row, "updateTime").is_string())
        asset["updateTime"] = row.at("updateTime");
    return asset;
}

/// The header has been said when the rows come.
class RowsSink final : public PassingSink
{
public:
    using PassingSink::PassingSink;
    void header(const domain::SourceHeader &) override {}
};

} // namespace

QString VertexLists::id() const
{
    return u"gcp-vertex"_s;
}

QString VertexLists::displayName() const
{
    return u"Google Vertex AI lists (gcloud ai endpoints, models, custom-jobs ... list --format=json)"_s;
}

int VertexLists::score(const json &root) const
{
    const Listed listed = listedIn(root);
    if (!listed.list)
        return nameOfRow(root) ? 3 : 0;
    return std::any_of(listed.list->begin(), listed.list->end(), [](const json &row) { return nameOfRow(row).has_value(); }) ? 3 : 0;
}

domain::SourceHeader VertexLists::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    header.rank = domain::SourceRank::LiveInventory;
    header.scope = source.probe.fileName;
    const Listed listed = listedIn(root);
    const std::vector<const json *> rows = listed.list ? elements(*listed.list) : std::vector<const json *>{&root};
    for (const json *row : rows) {
        if (const auto name = nameOfRow(*row)) {
            header.scope = u"projects/%1/locations/%2 %3"_s.arg(name->project, name->location, name->type);
            break;
        }
    }
    return header;
}

domain::Result<void> VertexLists::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    RowsSink rows(sink);
    AssetReader reader(rows, id() + u"/1"_s, {}, true);
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        const Listed listed = listedIn(*page.root);
        const QString base = *listed.member ? page.pointer + u'/' + QLatin1StringView(listed.member) : page.pointer;
        qsizetype i = 0;
        for (const json *row : listed.list ? elements(*listed.list) : std::vector<const json *>{page.root}) {
            if (reader.count() % 500 == 0 && context.isCancelled())
                return domain::Error{domain::ErrorCode::Cancelled, {}, base};
            const QString where = listed.list ? base + u'/' + QString::number(i++) : base;
            if (const auto name = nameOfRow(*row))
                reader.row(assetOf(*row, *name), where);
            else
                reader.broken(where, u"missing-name"_s, where,
                              u"no name of a resource of Vertex AI that is read (projects/P/locations/L/endpoints/E): what the row speaks of can't be told from others; "
                              "list with --format=json, without further choice of fields"_s);
        }
        return {};
    });
    if (!done)
        return done;
    done = reader.finish(context);
    ordinal += reader.count();
    return done;
}

} // namespace importers
