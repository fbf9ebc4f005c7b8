// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/families.h"

#include "importers/kubernetes/kubernetesimporter.h"

namespace importers {

void appendKubernetes(std::vector<std::unique_ptr<Importer>> &all)
{
    all.push_back(std::make_unique<KubernetesObjects>());
}

} // namespace importers
