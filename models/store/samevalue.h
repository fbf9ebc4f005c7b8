// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QByteArray>

namespace store {

class AttributeStore;

/// Two values as they stand in the change log say the same in other words, so that their sources differ in nothing: one names the region
/// and the other its country; a licence is named in other words (store/licencename.h); a base model is named with its owner on the hub and
/// without, or by the address of its page; a thing is named by a key that it had; a type of machine is named as another exporter names it. Whose words stand is precedence's to say. Thread: the connection's.
bool sayTheSame(AttributeStore &, const QByteArray &one, const QByteArray &other, const domain::Attribute &);

} // namespace store
