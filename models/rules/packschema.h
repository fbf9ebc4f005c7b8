// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"

#include <QJsonObject>
#include <QList>

namespace rules {

/// Checks the shape of a pack against :/packs/pack.schema.json, before its meaning is checked. Thread: any.
QList<domain::Diagnostic> checkPackSchema(const QJsonObject &pack);

} // namespace rules
