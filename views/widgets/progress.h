// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProgressBar>

namespace views {

/// How far something is, whose numbers may be bytes: more than a bar can count. Without a total it only says that something goes on.
inline void showProgress(QProgressBar *bar, qint64 done, qint64 total)
{
    constexpr int steps = 1000;
    bar->setRange(0, total > 0 ? steps : 0);
    if (total > 0)
        bar->setValue(static_cast<int>(static_cast<double>(qBound<qint64>(0, done, total)) / static_cast<double>(total) * steps));
}

} // namespace views
