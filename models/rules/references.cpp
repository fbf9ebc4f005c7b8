// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/references.h"

#include "rules/examplewriter.h"
#include "store/referencedata.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {

Result<References> readReferences(QSqlDatabase &db)
{
    References references;
    const QList<std::pair<QString, QSet<QString> *>> reads = {{u"SELECT id FROM ref_law"_s, &references.laws},
                                                             {u"SELECT code FROM ref_country"_s, &references.countries},
                                                             {u"SELECT upper(grp) FROM ref_country_group"_s, &references.sets},
                                                             {u"SELECT replace(name,'@','') FROM value_set"_s, &references.sets}};
    for (const auto &[sql, into] : reads) {
        QSqlQuery query(db);
        query.setForwardOnly(true);
        if (!query.exec(sql))
            return Error{ErrorCode::DatabaseError, query.lastError().text(), sql};
        while (query.next())
            into->insert(query.value(0).toString());
    }
    return references;
}

Result<References> builtinReferences()
{
    MemoryWorkspace workspace;
    if (auto r = workspace.open(); !r)
        return r.error();
    if (auto r = store::loadReferenceData(workspace.database()); !r)
        return r.error();
    return readReferences(workspace.database());
}

} // namespace rules
