// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/bedrockmodels.h"
#include "importers/jsonmembers.h"
#include "importers/terraform/tfreader.h"

#include <nlohmann/json.hpp>

namespace importers {

using namespace Qt::StringLiterals;
using domain::Record;
using nlohmann::json;

bool TfReader::bedrockModels(const TfInstance &instance, const std::optional<Arn> &own)
{
    const bool custom = instance.type == "aws_bedrock_custom_model"_L1;
    const bool throughput = instance.type == "aws_bedrock_provisioned_model_throughput"_L1;
    if (!custom && !throughput && instance.type != "aws_bedrock_inference_profile"_L1)
        return false;
    const json &attributes = instance.attributes();
    const auto arn = custom ? Arn::fromText(text(attributes, "custom_model_arn")) : throughput ? Arn::fromText(text(attributes, "provisioned_model_arn")) : own;
    if (!arn) {
        m_sink.ignored(u"not-there-yet"_s, (custom ? u"%1: the model is still being trained, or only planned"_s : u"%1 is only planned"_s).arg(instance.address));
        return true;
    }
    QList<Record> records;
    if (custom) {
        const BedrockOwnModel model{text(attributes, "custom_model_name"), text(attributes, "base_model_identifier"), {}, text(attributes, "customization_type"),
                                    text(tfBlock(attributes, "training_data_config"), "s3_uri")};
        records = bedrockOwnModel(*arn, model, m_mapping);
    } else if (throughput) {
        const BedrockThroughput bought{text(attributes, "provisioned_model_name"), text(attributes, "model_arn"), {}, text(attributes, "model_units"),
                                       text(attributes, "commitment_duration"), {}};
        records = bedrockThroughput(*arn, bought, m_mapping);
    } else {
        BedrockProfile profile{text(attributes, "name"), text(attributes, "id"), text(attributes, "description"), text(attributes, "type") == "SYSTEM_DEFINED"_L1, {}};
        for (const json *model : elements(member(attributes, "models")))
            profile.models.append(text(*model, "model_arn"));
        records = bedrockProfile(*arn, profile, m_mapping);
    }
    for (Record &record : records)
        m_sink.entity(std::move(record));
    return true;
}

} // namespace importers
