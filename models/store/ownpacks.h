// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace store {

class AttributeStore;
class ChangeLog;

/// A rule set of the workspace's own, as its file would be; what it means is none of the store's business.
struct OwnPack
{
    QString id;
    QByteArray json;
    QString who, at;   ///< who changed it last, and when (UTC, ISO)
    bool operator==(const OwnPack &) const = default;
};

/// What the workspace changes of a rule set without copying it. `kind`: off, scope (of the rule `name`) or parameter.
struct OwnChange
{
    QString pack, kind, name;
    QByteArray json;
    bool operator==(const OwnChange &) const = default;
};

/// In the order of their ids. Thread: the connection's, as all of these.
QList<OwnPack> ownPacks(AttributeStore &);
std::optional<OwnPack> ownPack(AttributeStore &, const QString &id);
QList<OwnChange> ownChanges(AttributeStore &);

/// Writes one, or takes it away, as part of a change set, within the caller's transaction; undo restores what was. Removing a rule set takes
/// the changes to it along.
void putOwnPack(AttributeStore &, ChangeLog &, const OwnPack &);
void removeOwnPack(AttributeStore &, ChangeLog &, const QString &id);
void putOwnChange(AttributeStore &, ChangeLog &, const OwnChange &);
/// Answers false where there was none.
bool removeOwnChange(AttributeStore &, ChangeLog &, const QString &pack, const QString &kind, const QString &name);

/// Undo: puts what the log has; "null" is none. `attr` as it was recorded.
void restoreOwnPack(AttributeStore &, const QString &attr, const QByteArray &to);
void restoreOwnChange(AttributeStore &, const QString &attr, const QByteArray &to);

/// Another text after each change to own rule sets, to changes of shipped ones or to value sets; empty where nothing is own, and in a file
/// that is older than they are.
QString ownStamp(AttributeStore &);
void renewOwnStamp(AttributeStore &);

} // namespace store
