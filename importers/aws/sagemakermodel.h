// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QList>
#include <QString>

namespace importers {

/// Variables that tell a container of AWS, Hugging Face, vLLM or DJL which model of a hub to fetch. Others are not looked at: they hold secrets.
inline constexpr const char *SageMakerModelVariables[] = {"HF_MODEL_ID", "MODEL_ID", "OPTION_MODEL_ID", "SM_VLLM_MODEL"};
/// The tag by which the SDK marks what it deployed from JumpStart.
inline constexpr const char *JumpStartTag = "sagemaker-sdk:jumpstart-model-id";

/// A container of a model of SageMaker, as whichever export tells it; empty: not said.
struct SageMakerContainer
{
    QString image;
    QString weights; ///< where its files are, "s3://..."
    QString content; ///< of a hub of SageMaker: "arn:...:hub-content/SageMakerPublicHub/Model/meta-textgeneration-llama-3-8b/2.0.0"
    QString package; ///< "arn:...:model-package/..."
    QString fetched; ///< value of one of SageMakerModelVariables
};

/// Says whose model it is and where its files are: what was fetched from a hub, JumpStart's, a vendor's image or package of the marketplace.
/// `account`: the model's; `jumpStart`: what the tag says. Appends organisations that the reference data does not know.
void saySageMakerModel(domain::Record &, const QList<SageMakerContainer> &, const QString &account, const QString &jumpStart, QList<domain::Record> &organisations);

} // namespace importers
