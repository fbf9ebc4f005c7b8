// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/valuecodec.h"

#include <QHash>

namespace store {
class AttributeStore;
}

namespace app {

/// What an officer typed as a value of the attribute: names stand for keys, several with semicolons between. What is refused says the way
/// out. `countries`: names by their code. The store's connection.
domain::Result<store::MaybeValue> typedValue(store::AttributeStore &, const domain::Catalogue &, const QHash<QString, QString> &countries,
                                             const domain::Attribute &, const QString &typed);

} // namespace app
