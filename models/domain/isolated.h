// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>

namespace domain {

/// A name within a sentence: one that holds letters of a script from right to left is kept whole and apart (U+2068 ... U+2069), so that
/// neither it nor the sentence around it is turned. Any other name as it is. Pure; any thread.
inline QString isolated(const QString &name)
{
    const bool turns = std::any_of(name.begin(), name.end(), [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
    return turns ? QChar(0x2068) + name + QChar(0x2069) : name;
}

/// The name out of such a sentence again, as it goes into a file or is compared.
inline QString plainName(QString name) { return name.remove(QChar(0x2068)).remove(QChar(0x2069)); }

} // namespace domain
