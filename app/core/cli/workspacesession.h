// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

private:
    explicit WorkspaceSession(const QString &path);
    QString m_path;
    store::ConnectionScope m_scope;
    std::unique_ptr<store::AttributeStore> m_store;
};

} // namespace app
