// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulkquery.h"

#include "store/attributestore.h"
#include "store/sql.h"

using namespace domain;

namespace store {

Result<void> runQuery(AttributeStore &store, const QString &name, const QList<qint64> &binds)
{
    for (const QByteArray &sql : splitStatements(queryText(name))) {
        Statement &s = store.statement(sql);
        if (!s.isValid())
            return store.lastError(QString::fromUtf8(sql.left(80)));
        for (qsizetype i = 0; i < binds.size(); ++i) {
            if (sql.contains('?' + QByteArray::number(i + 1)))
                s.bind(static_cast<int>(i) + 1, binds.at(i));
        }
        if (!s.run())
            return Error{ErrorCode::DatabaseError, s.error(), QString::fromUtf8(sql.left(80))};
    }
    return {};
}

} // namespace store
