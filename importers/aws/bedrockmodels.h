// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/aws/arn.h"

namespace importers {

/// "amazon.nova-pro-v1:0" and "us.amazon.nova-pro-v1:0" -> "amazon"; the vendor stands before the first dot.
QString bedrockVendor(const QString &modelId);
/// The model's identifier in the ARN of a foundation model or a profile.
QString bedrockModelId(const Arn &);
/// It is kept and runs in this region alone.
void sayBedrockRegion(domain::Record &, const QString &region);
/// A model of Bedrock under its ARN, and nothing else said of it.
domain::Record bedrockModel(const Arn &, const QString &name, const QString &mapping);

/// A model that the account trained or brought, as whichever export tells it; empty: not told.
struct BedrockOwnModel
{
    QString name;
    QString base;     ///< ARN or identifier of what it was made from
    QString baseName;
    QString customization; ///< "FINE_TUNING"
    QString training;      ///< "s3://..." where its data are
};
/// The model (last), the data that it was trained on, and organisations that the reference data does not know.
QList<domain::Record> bedrockOwnModel(const Arn &, const BedrockOwnModel &, const QString &mapping);

/// An inference profile, as whichever export tells it.
struct BedrockProfile
{
    QString name;
    QString id;
    QString description;
    bool offered = false; ///< defined by AWS: every account has it
    QStringList models;   ///< ARNs of the models of the regions that it may choose; empty: not told
};
/// The profile, a model that answers in each of its regions, last, behind organisations that the reference data does not know.
QList<domain::Record> bedrockProfile(const Arn &, const BedrockProfile &, const QString &mapping);
/// The identifier of a profile tells that it may choose any region ("global.").
bool isBedrockGlobal(const QString &profileId);
/// Where a profile of that kind runs what `caller` asks, as the list of profiles tells it; nothing of other kinds, whose regions the list alone tells.
void sayBedrockGlobal(domain::Record &, const QString &profileId, const Arn &caller);

/// Capacity that was bought for a model.
struct BedrockThroughput
{
    QString name;
    QString served;     ///< ARN of the model that it serves
    QString foundation; ///< ARN of what that was made from
    QString units;
    QString term;
    QString status;
};
/// The model that answers by it, in its region alone (last), behind organisations that the reference data does not know.
QList<domain::Record> bedrockThroughput(const Arn &, const BedrockThroughput &, const QString &mapping);

} // namespace importers
