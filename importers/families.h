// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "importers/importer.h"

#include <memory>
#include <vector>

namespace importers {

/// Bailiwick's own CSV and JSON. The catalogue must outlive the importers.
void appendOwn(std::vector<std::unique_ptr<Importer>> &, const domain::Catalogue &); ///< importers/text/ownfamily.cpp

/// Each folder of formats adds its importers, in the order of formats.md 0.3.
void appendAws(std::vector<std::unique_ptr<Importer>> &);        ///< importers/aws/family.cpp
void appendAzure(std::vector<std::unique_ptr<Importer>> &);      ///< importers/azure/family.cpp
void appendBom(std::vector<std::unique_ptr<Importer>> &);        ///< importers/bom/family.cpp
void appendTerraform(std::vector<std::unique_ptr<Importer>> &);  ///< importers/terraform/family.cpp
void appendKubernetes(std::vector<std::unique_ptr<Importer>> &); ///< importers/kubernetes/family.cpp
void appendGoogle(std::vector<std::unique_ptr<Importer>> &);     ///< importers/gcp/family.cpp
void appendMlflow(std::vector<std::unique_ptr<Importer>> &);     ///< importers/mlflow/family.cpp
void appendFindings(std::vector<std::unique_ptr<Importer>> &);   ///< importers/findings/family.cpp
void appendModelCards(std::vector<std::unique_ptr<Importer>> &); ///< importers/modelcards/family.cpp
void appendAwsConfig(std::vector<std::unique_ptr<Importer>> &);  ///< importers/aws/configfamily.cpp

} // namespace importers
