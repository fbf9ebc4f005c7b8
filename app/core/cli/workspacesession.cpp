// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/workspacesession.h"

#include "core/services.h"
#include "store/workspace.h"

namespace app {

WorkspaceSession::WorkspaceSession(const QString &path) : m_path(path), m_scope(path, store::Access::Write) {}

domain::Result<std::unique_ptr<WorkspaceSession>> WorkspaceSession::open(const Services &services, const QString &path, bool create)
{
    const domain::Result<void> prepared = store::prepareWorkspace(path, create);
    if (!prepared)
        return prepared.error();
    std::unique_ptr<WorkspaceSession> session(new WorkspaceSession(path));
    if (!session->m_scope.isOpen())
        return session->m_scope.error();
    session->m_store = std::make_unique<store::AttributeStore>(store::nativeHandle(session->m_scope.db()), services.catalogue);
    services.follow(*session->m_store, path);
    return session;
}

domain::Result<QList<qint64>> WorkspaceSession::targets(const QStringList &arguments)
{
    QList<qint64> ids;
    for (const QString &argument : arguments) {
        const auto target = targetOf(argument);
        if (!target)
            return target.error();
        const qint64 id = m_store->find(target->first, target->second);
        if (id == 0)
            return domain::Error{domain::ErrorCode::UnknownEntity, {}, argument};
        ids.append(id);
    }
    return ids;
}

} // namespace app
