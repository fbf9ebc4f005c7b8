// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures/shaping.h"

#include <algorithm>

namespace figures {
namespace {

/// Scripts whose letters change with their neighbours or run from right to left: Hebrew to Tibetan and their presentation forms.
bool needsShaping(const QString &words)
{
    return std::any_of(words.begin(), words.end(), [](QChar c) {
        const ushort u = c.unicode();
        return (u >= 0x0590 && u <= 0x109F) || (u >= 0x1780 && u <= 0x18AF) || (u >= 0xFB1D && u <= 0xFDFF) || (u >= 0xFE70 && u <= 0xFEFC);
    });
}

} // namespace

QFont fontFor(const Style &style, TextRole role, bool bold, const QString &words)
{
    QFont font = style.font(role, bold);
    if (needsShaping(words))
        font.setStyleStrategy(QFont::PreferDefault);
    return font;
}

} // namespace figures
