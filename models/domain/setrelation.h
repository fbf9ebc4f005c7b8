// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace domain {

/// How what one requirement asks relates to what another asks, as sets of demands: the same, a part of it, more than it, or some of it.
enum class SetRelation { Equal, Subset, Superset, Intersects };

QString setRelationName(SetRelation); ///< "equal", as in files
std::optional<SetRelation> setRelationFromName(QStringView);
/// The same seen from the other side.
SetRelation inverse(SetRelation);
/// What a to b and b to c say of a to c. None: nothing, as for overlaps, and for two parts of one thing.
std::optional<SetRelation> composed(SetRelation ab, SetRelation bc);

} // namespace domain
