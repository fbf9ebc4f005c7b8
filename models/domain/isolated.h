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

/// A text on one line of a terminal or a log: breaks, tabs and other control characters become a space, and marks that turn the text after
/// them (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) go. Pure; any thread.
inline QString onOneLine(QString text)
{
    text.removeIf([](QChar c) {
        const char16_t u = c.unicode();
        return u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
    });
    const auto breaks = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar(0x2028) || c == QChar(0x2029); };
    std::replace_if(text.begin(), text.end(), breaks, u' ');
    return text;
}

/// The name out of such a sentence again, as it goes into a file or is compared.
inline QString plainName(QString name) { return name.remove(QChar(0x2068)).remove(QChar(0x2069)); }

} // namespace domain
