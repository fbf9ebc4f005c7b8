// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sources.h"

#include "store/attributestore.h"
#include "store/importreportjson.h"

namespace store {

std::optional<domain::FileReport> newestImport(AttributeStore &store, const QString &path, qint64 bytes)
{
    Statement &s = store.statement(
        "SELECT s.sha256, s.report FROM source s JOIN change_set c ON c.id=s.change_set WHERE s.path=?1 AND s.bytes=?2 AND c.undone_by IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM change_set later WHERE later.id>c.id) ORDER BY s.id DESC LIMIT 1");
    s.bind(1, path).bind(2, bytes);
    std::optional<domain::FileReport> report;
    if (s.next()) {
        report = reportFromJson(s.text(1).toUtf8());
        report->sha256 = s.text(0);
    }
    s.reset();
    return report;
}

} // namespace store
