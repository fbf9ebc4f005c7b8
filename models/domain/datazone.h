// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// The data zone of Azure ("us", "eu" in the reference data) that a region lies in: where a deployment of the kind DataZone in an account of
/// that region answers from. Empty: in none that is known. Source: Microsoft's list of deployment types.
QString azureDataZone(const QString &region);

} // namespace domain
