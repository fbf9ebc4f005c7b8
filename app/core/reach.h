// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/exposure.h"

#include <QStringList>

namespace app {

/// The laws that may reach a provider, in words for window and report: those that reach the whole, those that reach a part, and where
/// seat or parent is missing, that more may. Never empty.
QStringList reachLines(const rules::ProviderReach &);

} // namespace app
