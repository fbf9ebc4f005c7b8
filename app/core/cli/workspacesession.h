// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"

#include <memory>

namespace app {

struct Services;

/// An opened workspace for one command: prepared, connected, with the value store on top. Lives in one thread.
class WorkspaceSession
{
public:
    static domain::Result<std::unique_ptr<WorkspaceSession>> open(const Services &, const QString &path, bool create);
    QSqlDatabase &db() { return m_scope.db(); }
    store::AttributeStore &store() { return *m_store; }
    const QString &path() const { return m_path; }
    /// The things that KIND:KEY arguments name; UnknownEntity for the first that is not there.
    domain::Result<QList<qint64>> targets(const QStringList &arguments);

private:
    explicit WorkspaceSession(const QString &path);
    QString m_path;
    store::ConnectionScope m_scope;
    std::unique_ptr<store::AttributeStore> m_store;
};

/// Runs one change in a transaction of its own, and answers the exit code.
template <class Change> int inTransaction(WorkspaceSession &session, Console &console, const Change &change)
{
    store::Transaction transaction(session.db());
    if (const domain::Result<void> begun = transaction.begin(); !begun)
        return fail(console, begun.error());
    if (const domain::Result<qint64> done = change(session.store()); !done)
        return fail(console, done.error());
    const domain::Result<void> committed = transaction.commit();
    return committed ? int(Exit::Done) : fail(console, committed.error());
}

} // namespace app
