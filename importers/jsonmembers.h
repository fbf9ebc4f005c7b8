// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <QString>
#include <QStringList>

#include <vector>

namespace importers {

/// Lenient access to members of a JSON document whose shape can't be trusted. All functions take any JSON value, never
/// throw and answer with "nothing" (null, empty) for what isn't there or has another type. Thread: any.

/// The member, or a null value (static) when `object` isn't an object or has no such member.
const nlohmann::json &member(const nlohmann::json &object, const char *name);
/// A string as it is, a number or boolean as text; empty for all else.
QString text(const nlohmann::json &value);
QString text(const nlohmann::json &object, const char *name);
/// Elements of an array, or the value itself when it isn't one (exports write "one" and "many" differently); null:
/// none.
std::vector<const nlohmann::json *> elements(const nlohmann::json &value);
/// The same for texts: a string or an array of strings.
QStringList texts(const nlohmann::json &value);
/// True only for a JSON true or the word "true".
bool isTrue(const nlohmann::json &value);
/// `value` as compact JSON, invalid UTF-8 replaced.
QString compact(const nlohmann::json &value);

} // namespace importers
