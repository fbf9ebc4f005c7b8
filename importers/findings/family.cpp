// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/findings/asff.h"
#include "importers/findings/cloudcompliance.h"
#include "importers/findings/ocsf.h"
#include "importers/findings/oscalresults.h"
#include "importers/findings/powerpipe.h"
#include "importers/findings/prowler.h"
#include "importers/findings/scoutsuite.h"

namespace importers {

void appendFindings(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<OscalResults>());
    all.push_back(std::make_unique<Asff>());
    all.push_back(std::make_unique<Ocsf>());
    all.push_back(std::make_unique<ScoutSuite>());
    all.push_back(std::make_unique<ScoutSuiteErrors>());
    all.push_back(std::make_unique<Powerpipe>());
    all.push_back(std::make_unique<PowerpipeSnapshot>());
    all.push_back(std::make_unique<PowerpipeCsv>());
    all.push_back(std::make_unique<ProwlerCsv>());
    all.push_back(std::make_unique<ProwlerJson>());
    all.push_back(std::make_unique<AzurePolicy>());
    all.push_back(std::make_unique<AwsConfigCompliance>());
}

} // namespace importers
