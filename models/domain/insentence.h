// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// A heading as a word within a sentence: "Access rights" is "access rights", "IT systems" stays. Pure. Thread: any.
inline QString inSentence(const QString &label)
{
    return label.size() > 1 && label.at(1).isUpper() ? label : label.left(1).toLower() + label.mid(1);
}

} // namespace domain
