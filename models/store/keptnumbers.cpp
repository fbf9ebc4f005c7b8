// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/keptnumbers.h"

#include "store/changelog.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

void keepNumbersOf(AttributeStore &store, qint64 set, qint64 undo)
{
    store.statement("DELETE FROM kept_number WHERE undo IN (SELECT id FROM change_set u WHERE u.id IN (SELECT DISTINCT undo FROM kept_number) AND NOT (" + CanBeRedone + "))").run();
    Statement &keep = store.statement("INSERT OR IGNORE INTO kept_number(undo,kind,key,id) SELECT ?2, kind, key, id FROM entity WHERE added_set=?1 AND EXISTS (SELECT 1 FROM change_set WHERE id=?1 AND numbers_kept=1)");
    keep.bind(1, set).bind(2, undo);
    keep.run();
}

void noteNumbersKept(AttributeStore &store, qint64 set)
{
    Statement &s = store.statement("UPDATE change_set SET numbers_kept=1 WHERE id=?1");
    s.bind(1, set);
    s.run();
}

NumbersComeBack::NumbersComeBack(AttributeStore &store, const QList<qint64> &undos) : m_store(store)
{
    store.statement("CREATE TEMP TABLE kept_id(kind INTEGER, key TEXT, id INTEGER, PRIMARY KEY(kind, key)) WITHOUT ROWID").run();
    for (const qint64 undo : undos) {
        Statement &s = store.statement("INSERT OR IGNORE INTO temp.kept_id SELECT kind, key, id FROM kept_number WHERE undo=?1");
        s.bind(1, undo);
        s.run();
        m_any = m_any || s.changes() > 0;
    }
    if (m_any)
        store.keepNumbers();
}

NumbersComeBack::~NumbersComeBack()
{
    m_store.keepNumbersNoMore();
    m_store.statement("DROP TABLE temp.kept_id").run();
}

} // namespace store
