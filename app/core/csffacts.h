// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/proposals.h"
#include "domain/clock.h"

#include <QHash>

namespace store {
class AttributeStore;
}

namespace app {

/// What the inventory holds of a service or of one system, for proposals of answers; nothing is held of a business service itself, which
/// stands on its systems. `countries`: names by ISO code. On the connection's thread.
csf::Facts csfFactsOf(store::AttributeStore &, const QHash<QString, QString> &countries, qint64 entity, domain::Day today);

} // namespace app
