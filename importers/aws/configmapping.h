// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"
#include "importers/text/jsontree.h"

#include <memory>
#include <optional>
#include <string_view>

namespace importers {

struct ResourcePolicies;

/// Members of an AWS Config item that the mapping reads; the streaming reader drops all others unread.
bool configItemMember(std::string_view name);
bool configurationMember(std::string_view name);
bool supplementaryMember(std::string_view name);

/// What identifies an item, whichever way it was exported (snapshot, API answer, query row). Views into the item.
struct ConfigIdentity
{
    std::string_view type;
    std::string_view id;
    std::string_view arn;
    std::string_view account;
    std::string_view region;
    std::string_view status;
    qint64 captured = 0; ///< ms since 1970; 0: not said
    bool isValid() const { return !arn.empty() || (!id.empty() && !type.empty()); }
};

/// Parses `configuration` in place when it is a text, and reads the identity.
ConfigIdentity configIdentity(JsonTree::Ref item);

/// The entity of an item by mapping "aws-config/1"; nothing for kinds that hold none (compliance items, terminated
/// machines), with the reason's code.
struct ConfigMapped
{
    std::optional<domain::Record> record;
    QList<domain::Record> others; ///< what else the item tells of; few have any
    std::shared_ptr<ResourcePolicies> policies; ///< who else may use it
    QString copiedTo; ///< the first bucket that its data is replicated to; in which region does not stand here
    QString ignoredCode;
    QString ignoredText;
    bool dividedKeys = false; ///< its copies have keys of their own (tellDividedKeys())
    bool unknownType = false;
};
ConfigMapped mapConfigItem(JsonTree::Ref item, const ConfigIdentity &);

} // namespace importers
