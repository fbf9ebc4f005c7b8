// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/record.h"
#include "domain/result.h"

#include <QByteArray>

#include <optional>

namespace store {

/// A value or "never asked".
using MaybeValue = std::optional<domain::Value>;

/// The JSON form that the own format, the change log, claims and `show` share: null, {"asked":true}, {"none":true}, true, 12,
/// "text", "2026-11-20" for dates, "key" for references, ["a","b"] or {"items":[..],"complete":false} for lists.
QByteArray encodeValue(const MaybeValue &, const domain::Attribute &);
domain::Result<MaybeValue> decodeValue(const QByteArray &json, const domain::Attribute &);

/// A value as a person types it ("yes", "2026-11-20", "none", "?", "DE;FR", ""), checked against the attribute.
domain::Result<MaybeValue> parseTyped(const QString &text, const domain::Attribute &);

/// For people and tables: "yes", "2026-11-20", "DE; FR". Empty for never asked.
QString displayValue(const MaybeValue &, const domain::Attribute &);

/// One element of a location facet: "DE", "aws/eu-central-1", "@fra-1", "" for a place of which nothing is known.
QString encodePlace(const domain::Place &);
domain::Place decodePlace(const QString &text, int facets);

} // namespace store
