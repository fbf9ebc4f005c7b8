// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/changelog.h"
#include "store/restore.h"

#include <functional>

namespace store {

// What a person did, done once more. Thread: the connection's, within the caller's transaction.

/// The changes of a set in the order in which they were made; of a merge itself alone, since all else that it changes follows from it.
QList<Change> saidIn(AttributeStore &, qint64 set);

/// The things that somebody had added by hand in `set`, whole, as they went with its undo; empty: none.
QByteArray goneWith(AttributeStore &, qint64 undo, qint64 set);

struct SaidAgain
{
    qint64 set = 0;
    QList<Change> left; ///< what could not be
};
/// As a set of its own, by whom and when `said` tells, over what stands now, which may be another than then: undone later, it must bring that back. Things that were added by
/// hand with it come back from `whole` (goneWith()). `cannotBe` tells what is left.
domain::Result<SaidAgain> sayAgain(AttributeStore &, const StandingSet &said, const QList<Change> &, const QByteArray &whole,
                                   const std::function<bool(const Change &)> &cannotBe);

} // namespace store
