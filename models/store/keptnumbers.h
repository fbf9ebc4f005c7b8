// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attributestore.h"

namespace store {

// The numbers of things that an undo takes away with their import, for when it is done again: what people said, also what was undone and
// is said again, names things by their numbers. Thread: the connection's, within the caller's transaction.

/// Before the things of `set` go by `undo`. Numbers that were given in their order are so again when the file is read again: only those that
/// had come back once are kept.
void keepNumbersOf(AttributeStore &, qint64 set, qint64 undo);
/// The things of the set got numbers that had been kept.
void noteNumbersKept(AttributeStore &, qint64 set);

/// While it lives, things that come back get the numbers that were kept by undos.
class NumbersComeBack
{
public:
    NumbersComeBack(AttributeStore &, const QList<qint64> &undos);
    ~NumbersComeBack();
    NumbersComeBack(const NumbersComeBack &) = delete;
    NumbersComeBack &operator=(const NumbersComeBack &) = delete;
    bool any() const { return m_any; }

private:
    AttributeStore &m_store;
    bool m_any = false;
};

} // namespace store
