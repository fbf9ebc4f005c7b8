// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/record.h"

#include <QString>

#include <string_view>

namespace importers {

/// A tag or label of a resource, whichever cloud it is of.
struct Tag
{
    QString key;
    QString value;
};

/// "Data-Classification" and "data_classification" are the same tag to those who write them.
QString plainTagName(const QString &name);
/// May a tag of this name say something to applyTag()? The name in lower case, letters and digits only, no prefix.
bool isTagOfOurs(std::string_view plainName);
/// Says a workload's env, owner, criticality, data_classes or business_services when the tag is a well-known one. What
/// was said before stays; values outside of the catalogue's lists are left unsaid.
void applyTag(const Tag &, domain::Record &);

} // namespace importers
