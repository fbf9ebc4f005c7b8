// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pages/filterstate.h"

namespace views {

/// The filter as far as things of these kinds can be narrowed by it: what it says of other kinds is left away. Where it names one of the
/// kinds, only that one is meant.
FilterState narrowingFor(FilterState filter, const QList<domain::EntityKind> &kinds);

/// The filter as far as what comes can be narrowed by it: dates stand on things, whatever was found of them.
FilterState narrowingForDates(FilterState filter);

/// Only access rights that allow something and are not over on the day of the newest evaluation, unless the filter says which others: what
/// forbids gives no access.
void onlyLiveRights(FilterState &filter);

/// The words of those chips whose part of the filter `narrowed` does not hold; empty: it is narrowed by all of it.
QStringList notNarrowedBy(const QList<FilterChip> &chips, const FilterState &whole, const FilterState &narrowed);

/// The same as a sentence for beside a figure; empty where nothing is left out.
QString notNarrowedWords(const QStringList &parts);

} // namespace views
