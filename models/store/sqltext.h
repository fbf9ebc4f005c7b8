// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <sqlite3.h>

#include <string_view>

namespace store {

/// A text that SQLite hands to a function of ours, where it lies: until the value is asked for in another form. Of NULL empty.
inline std::string_view viewOfText(sqlite3_value *value)
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))) : std::string_view();
}
inline QString textOfValue(sqlite3_value *value)
{
    const std::string_view text = viewOfText(value);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace store
