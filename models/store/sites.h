// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace store {

class AttributeStore;

/// An item of a list of places ("DE", "aws/eu-central-1", "@site"), with the place in the place of a system that is named for it: a bucket or a
/// vault that copies are kept in stands in a region, which it tells itself or its ARN does. What no such place is known of stays as it is.
QString placeOfItem(AttributeStore &, const QString &item);

} // namespace store
