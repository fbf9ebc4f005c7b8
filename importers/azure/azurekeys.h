// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/azure/azureid.h"

#include <nlohmann/json_fwd.hpp>

namespace importers {

/// A key's own address without the version, in lower case: "https://VAULT.vault.azure.net/keys/NAME". Resources name their key by it,
/// and the key's resource has it beside its identifier. Empty: no such address.
QString azureKeyAddress(const QString &address);
/// Is it a key of a vault or of a managed hardware security module?
bool isAzureKey(const AzureId &);
/// The key: who has it, whether in hardware, and where. Whether its material was made outside and imported Azure's lists do not tell.
domain::Record azureKeyRecord(const nlohmann::json &row, const AzureId &, const QString &mapping);
/// Address of the key in a vault that the resource is encrypted with; empty: it names none.
QString azureKeyNamed(const nlohmann::json &row);

} // namespace importers
