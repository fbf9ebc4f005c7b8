// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sources.h"

#include "store/attributestore.h"
#include "store/importreportjson.h"

namespace store {

namespace {

/// Has an import since spoken of one of its things? Then what the file says may count for more or less than it did.
bool spokenOfSince(AttributeStore &store, qint64 source)
{
    Statement &s = store.statement("SELECT 1 FROM entity_source mine JOIN entity_source other ON other.entity=mine.entity AND other.feed<>mine.feed "
                                   "WHERE mine.source=?1 AND other.source>?1 LIMIT 1");
    s.bind(1, source);
    return s.hasRow();
}

} // namespace

std::optional<domain::FileReport> newestImport(AttributeStore &store, const QString &path, qint64 bytes, const QByteArray &alsoSame)
{
    // Since then nothing but imports of other feeds and of other scopes, and of its own what is the same again as well.
    Statement &s = store.statement(
        "SELECT s.sha256, s.report, s.id, EXISTS (SELECT 1 FROM change_set later WHERE later.id>c.id) FROM source s JOIN change_set c ON "
        "c.id=s.change_set WHERE s.path=?1 AND ?2 IN (s.bytes,-1) AND c.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM change_set later LEFT JOIN source "
        "l ON l.change_set=later.id WHERE later.id>c.id AND NOT (later.undone_by IS NULL AND coalesce(later.deed=c.deed,0) AND coalesce(l.id IN (SELECT value "
        "FROM json_each(?3)),0)) AND (l.id IS NULL OR l.feed=s.feed OR later.kind<>'import' OR later.undone_by IS NOT NULL OR EXISTS (SELECT 1 FROM source_scope a JOIN source_scope b ON b.source=l.id AND b.scope IN (a.scope, substr(a.scope,1,"
        "instr(a.scope,char(10))-1)) WHERE a.source=s.id))) ORDER BY s.id DESC LIMIT 1");
    s.bind(1, path).bind(2, bytes).bindUtf8(3, alsoSame);
    std::optional<domain::FileReport> report;
    qint64 source = 0;
    bool later = false;
    if (s.next()) {
        report = reportFromJson(s.text(1).toUtf8());
        report->sha256 = s.text(0);
        source = s.integer(2);
        later = s.integer(3) != 0;
    }
    s.reset();
    if (later && spokenOfSince(store, source))
        return std::nullopt;
    return report;
}

ImportedBytes newestBytes(AttributeStore &store, const QString &path, qint64 bytes)
{
    Statement &s = store.statement("SELECT s.id, s.sha256 FROM source s JOIN change_set c ON c.id=s.change_set WHERE s.path=?1 AND ?2 IN (s.bytes,-1) AND c.undone_by IS NULL "
                                   "ORDER BY s.id DESC LIMIT 1");
    s.bind(1, path).bind(2, bytes);
    ImportedBytes newest;
    if (s.next())
        newest = {s.integer(0), s.text(1)};
    s.reset();
    return newest;
}

QList<ImportedSheet> sheetsOf(AttributeStore &store, const QString &workbook)
{
    Statement &s = store.statement("SELECT max(s.id), s.path, s.sha256 FROM source s JOIN change_set c ON c.id=s.change_set WHERE c.undone_by IS NULL AND "
                                   "s.path>?1||'!/' AND s.path<?1||'!0' GROUP BY s.path");
    s.bind(1, workbook);
    QList<ImportedSheet> sheets;
    while (s.next())
        sheets.append({s.integer(0), s.text(1), s.text(2)});
    s.reset();
    return sheets;
}

} // namespace store
