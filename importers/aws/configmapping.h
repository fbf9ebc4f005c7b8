// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace importers {

/// Members of an AWS Config item that the mapping reads; the streaming reader drops all others unread.
bool configItemMember(std::string_view name);
bool configurationMember(std::string_view name);
bool supplementaryMember(std::string_view name);

/// What identifies an item, whichever way it was exported (snapshot, API answer, query row).
struct ConfigIdentity
{
    std::string type;
    std::string id;
    std::string arn;
    std::string account;
    std::string region;
    std::string status;
    qint64 captured = 0; ///< ms since 1970; 0: not said
    bool isValid() const { return !arn.empty() || (!id.empty() && !type.empty()); }
};

/// Parses `configuration` in place when it is a text, and reads the identity.
ConfigIdentity configIdentity(nlohmann::json &item);

/// The entity of an item by mapping "aws-config/1"; nothing for kinds that hold none (compliance items, terminated
/// machines), with the reason's code.
struct ConfigMapped
{
    std::optional<domain::Record> record;
    QString ignoredCode;
    QString ignoredText;
    bool unknownType = false;
};
ConfigMapped mapConfigItem(const nlohmann::json &item, const ConfigIdentity &);

} // namespace importers
