// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"

namespace app {

/// Runs `work` on a fresh connection to the workspace, with the attributes that its files and rule sets know; transactions are the work's. Any thread.
template <class T, class F>
domain::Result<T> withDatabase(const Services &services, const QString &path, store::Access access, F &&work)
{
    store::ConnectionScope scope(path, access);
    if (!scope.isOpen())
        return scope.error();
    QSqlDatabase db = scope.db();
    store::AttributeStore values(store::nativeHandle(db), services.catalogue);
    services.follow(values, path);
    return work(db, values);
}

/// The same where the attributes are all that is needed; a write is one transaction, committed when the work succeeds. Any thread.
template <class T, class F>
domain::Result<T> withStore(const Services &services, const QString &path, store::Access access, F &&work)
{
    return withDatabase<T>(services, path, access, [&](QSqlDatabase &db, store::AttributeStore &values) -> domain::Result<T> {
        if (access == store::Access::Read)
            return work(values);
        store::Transaction transaction(db);
        if (const domain::Result<void> begun = transaction.begin(); !begun)
            return begun.error();
        domain::Result<T> result = work(values);
        if (!result)
            return result;
        if (const domain::Result<void> committed = transaction.commit(); !committed)
            return committed.error();
        return result;
    });
}

template <class T, class F>
domain::Result<T> withStore(const Services &services, const QString &path, bool write, F &&work)
{
    return withStore<T>(services, path, write ? store::Access::Write : store::Access::Read, std::forward<F>(work));
}

} // namespace app
