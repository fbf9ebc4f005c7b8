// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/aws/accessanalyzer.h"
#include "importers/aws/bedrock.h"
#include "importers/aws/credentialreport.h"
#include "importers/aws/ec2instances.h"
#include "importers/aws/iamdetails.h"
#include "importers/aws/instancetypes.h"
#include "importers/aws/sagemaker.h"
#include "importers/aws/tagging.h"

namespace importers {

void appendAws(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<IamDetails>());
    all.push_back(std::make_unique<Ec2Instances>());
    all.push_back(std::make_unique<InstanceTypes>());
    all.push_back(std::make_unique<AwsTagging>());
    all.push_back(std::make_unique<AwsResourceExplorer>());
    all.push_back(std::make_unique<BedrockModels>());
    all.push_back(std::make_unique<BedrockCustomModels>());
    all.push_back(std::make_unique<BedrockInferenceProfiles>());
    all.push_back(std::make_unique<BedrockAgents>());
    all.push_back(std::make_unique<BedrockAgentLists>());
    all.push_back(std::make_unique<BedrockResources>());
    all.push_back(std::make_unique<SageMaker>());
    all.push_back(std::make_unique<AccessAnalyzer>());
    all.push_back(std::make_unique<CredentialReport>());
    all.push_back(std::make_unique<AwsResourceTable>());
}

} // namespace importers
