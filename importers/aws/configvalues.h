// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/aws/configmapping.h"

#include <initializer_list>

namespace importers {

// Small readers and writers that the mappings of AWS Config share.

/// Identifiers come as texts or, from generous tools, as numbers.
std::string_view textOf(JsonTree::Ref);
std::string_view firstText(JsonTree::Ref object, std::initializer_list<std::string_view> names);
std::string_view trimmed(std::string_view);
QString qt(std::string_view);

/// "arn:partition:service:region:account:resource" by part; empty when it is no ARN or lacks the part.
std::string_view arnPart(std::string_view arn, int part);
/// A query may select nothing but the configuration; its own ARN then tells the type.
std::string_view typeOfArn(std::string_view arn);
/// Where an export names neither ARN nor more than type and identifier (the console's queries): the ARN of types whose
/// form is certain, so that the item joins what other exports say. Empty for others.
QString arnOf(const ConfigIdentity &);
/// The identifier, or what stands last in the ARN: "fn" of "...:function:fn".
QString nameOf(const ConfigIdentity &);
const QString &providerOf(const ConfigIdentity &);

void put(domain::Record &, const QString &attr, domain::Value);
void putText(domain::Record &, const QString &attr, std::string_view);
/// The first of several sources for one attribute counts (env and environment).
void putFirst(domain::Record &, const QString &attr, domain::Value);

} // namespace importers
