// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace importers {

enum class TextEncoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252 };

/// "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1252": as mappings have them.
QString encodingName(TextEncoding);
std::optional<TextEncoding> encodingFromName(const QString &name);

} // namespace importers
