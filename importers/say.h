// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

namespace importers {

/// Says a text of the record, unless it is empty: an export that leaves a member blank tells nothing by it.
inline void say(domain::Record &record, const QString &attr, const QString &value)
{
    if (!value.isEmpty())
        record.fields.append({attr, value});
}

} // namespace importers
