// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace text {

/// What of the key tells it from the others, in whole words between colons and slashes: the first word that is another in each ("eu-west-1" of
/// "aws:ec2:eu-west-1"), else all that is not the same in all of them. Different keys give different parts.
QString tellingPart(const QString &key, const QStringList &all);

} // namespace text
