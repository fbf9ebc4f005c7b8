// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/registers/certificateregister.h"
#include "importers/registers/cmdblist.h"
#include "importers/registers/doraregister.h"
#include "importers/registers/fedramp.h"

namespace importers {

void appendRegisters(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<FedRampMarketplace>());
    all.push_back(std::make_unique<CertificateRegister>());
    all.push_back(std::make_unique<DoraRegister>());
    all.push_back(std::make_unique<CmdbList>());
}

} // namespace importers
