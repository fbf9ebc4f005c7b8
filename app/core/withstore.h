// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services.h"
#include "store/attributestore.h"
#include "store/connectionscope.h"

namespace app {

/// Runs `work` on a fresh connection to the workspace; a write is one transaction, committed when the work succeeds. Any thread.
template <class T, class F>
domain::Result<T> withStore(const Services &services, const QString &path, bool write, F &&work)
{
    store::ConnectionScope scope(path, write ? store::Access::Write : store::Access::Read);
    if (!scope.isOpen())
        return scope.error();
    store::AttributeStore values(store::nativeHandle(scope.db()), services.catalogue);
    services.follow(values, path);
    if (!write)
        return work(values);
    store::Transaction transaction(scope.db());
    if (const domain::Result<void> begun = transaction.begin(); !begun)
        return begun.error();
    domain::Result<T> result = work(values);
    if (!result)
        return result;
    if (const domain::Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return result;
}

} // namespace app
