// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/pages/pagefilter.h"

#include <QSet>

#include <optional>

namespace store {

class Estate;

/// What a list of things that are no findings is narrowed to: what the filter lists, and with a legal entity or business service also what
/// its systems rest on (contracts, services, keys, datasets, models, and the certificates of those services). Nothing: the whole
/// workspace, since the filter asks of findings only, or of nothing. With an estate, what the filter lists is counted from its columns. Thread: the store's.
std::optional<QSet<qint64>> scopeOf(AttributeStore &, PageFilter, const Estate * = nullptr);

} // namespace store
