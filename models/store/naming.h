// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace store {

class AttributeStore;
class ChangeLog;

/// What a thing is called, and by whom.
struct Named
{
    QString name;
    std::optional<qint64> by; ///< the feed; 0: a person; nothing: nobody, it is called by its key or by what it is
    bool byPerson() const { return by == qint64(0); }
};
Named namedAs(AttributeStore &, qint64 entity);

/// Names it, so that undo brings back both the name and who had given it. Thread: the connection's.
void nameAs(AttributeStore &, ChangeLog &, qint64 entity, const Named &);

} // namespace store
