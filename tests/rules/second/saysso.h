// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace second {

/// Whether a text says what one of the phrases names: nothing where it is unclear.
std::optional<bool> saysSo(const QString &text, const QStringList &phrases, const QStringList &butNot);

/// Whether it speaks neither of that nor of there being nothing.
bool isUnmentioned(const QString &text, const QStringList &phrases, const QStringList &butNot);

} // namespace second
