// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace views {

/// A name as buttons, menu entries and labels of fields show it: there a single "&" is no letter but marks the next one as the shortcut
/// (Qt documentation, QAbstractButton::text).
inline QString plain(QString name)
{
    return name.replace(u'&', QStringLiteral("&&"));
}

} // namespace views
