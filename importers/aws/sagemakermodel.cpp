// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/sagemakermodel.h"

#include "importers/aws/arn.h"
#include "importers/developername.h"
#include "importers/hubname.h"
#include "importers/say.h"

#include <QRegularExpression>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;

namespace {

/// "huggingface-llm-mistral-7b" -> "mistral-7b": what stands before it names the framework and the task, and would be taken for the developer.
QString modelOfJumpStart(const QString &id)
{
    static const QRegularExpression framework(u"^(?:huggingface|pytorch|tensorflow|mxnet|autogluon|sklearn|xgboost|lightgbm|catboost|model)-[a-z0-9]+-(.+)$"_s);
    const auto match = framework.match(id);
    return match.hasMatch() ? match.captured(1) : id;
}

/// JumpStart serves from buckets of AWS itself.
bool isJumpStarts(const QString &weights)
{
    return weights.section(u'/', 2, 2).startsWith("jumpstart-"_L1);
}

/// "s3://jumpstart-cache-prod-eu-west-1/meta-textgeneration/meta-textgeneration-llama-2-7b/artifacts/..." and the older
/// ".../infer-prepack-huggingface-llm-falcon-7b-bf16.tar.gz"; empty: tells none.
QString jumpStartOf(const QString &weights)
{
    static const QRegularExpression folder(u"/([^/]+)/artifacts/"_s);
    static const QRegularExpression file(u"/infer-(?:prepack-)?([^/]+?)\\.tar\\.gz$"_s);
    for (const QRegularExpression &form : {folder, file}) {
        if (const auto match = form.match(weights); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

/// The repository of the hub that a variable names; empty: a folder of the container, or an address of storage.
QString hubModelOf(const QString &fetched)
{
    if (const QString hub = hubNameOfUrl(fetched); !hub.isEmpty())
        return hub;
    static const QRegularExpression repository(u"^[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*$"_s);
    return repository.match(fetched).hasMatch() ? fetched : QString();
}

/// What a vendor sells comes from an account of the marketplace.
QString soldModelOf(const QString &package, const QString &account)
{
    const auto arn = Arn::fromText(package);
    if (!arn || account.isEmpty() || arn->account.isEmpty() || arn->account == account || !arn->resource.startsWith("model-package/"_L1))
        return {};
    // The digest that ends the name: "cohere-command-r-v1-0-0-1f2e3d4c5b6a7988a1b2c3d4e5f60718".
    static const QRegularExpression digest(u"-[0-9a-f]{32}$"_s);
    return arn->resource.section(u'/', 1, 1).remove(digest);
}

} // namespace

void saySageMakerModel(Record &record, const QList<SageMakerContainer> &containers, const QString &account, const QString &jumpStart, QList<Record> &organisations)
{
    // An image of NVIDIA's inference microservices holds one model, and is named for it.
    static const QRegularExpression nim(u"(?:^|/)nim/([A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*)(?:[:@].*)?$"_s);
    QStringList notes;
    bool own = false;
    QString hub, offered, inImage, sold;
    offered = modelOfJumpStart(jumpStart);
    const auto first = [](QString &said, const QString &value) {
        if (said.isEmpty())
            said = value;
    };
    for (const SageMakerContainer &container : containers) {
        const auto content = Arn::fromText(container.content);
        const bool publicHub = content && content->account == "aws"_L1;
        if (!container.weights.isEmpty()) {
            notes.append(u"weights %1"_s.arg(container.weights));
            own = own || !(isJumpStarts(container.weights) || publicHub);
            if (isJumpStarts(container.weights))
                first(offered, modelOfJumpStart(jumpStartOf(container.weights)));
        }
        if (!container.package.isEmpty())
            notes.append(u"package %1"_s.arg(container.package));
        if (!container.image.isEmpty())
            notes.append(u"image %1"_s.arg(container.image));
        if (content)
            first(offered, modelOfJumpStart(content->resource.section(u'/', 3, 3)));
        first(hub, hubModelOf(container.fetched));
        if (const auto match = nim.match(container.image); match.hasMatch())
            first(inImage, match.captured(1));
        first(sold, soldModelOf(container.package, account));
    }
    if (own)
        record.fields.append({u"weights_held"_s, true});
    QString base;
    for (const QString &said : {hub, offered, inImage, sold})
        first(base, said);
    say(record, u"base_model"_s, base);
    // Of weights of the customer's own the hub's name tells what they were made from; who made that the store knows by its name.
    if (!own && !hub.isEmpty())
        organisations += sayOrganisation(record, u"developer"_s, hub.section(u'/', 0, 0));
    notes.removeDuplicates();
    say(record, u"description"_s, notes.join(u"; "_s));
}

} // namespace importers
