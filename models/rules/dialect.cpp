// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/dialect.h"

using namespace Qt::StringLiterals;

namespace rules {

QString SqliteDialect::declaredAbsent(const QString &alias, const QString &attr)
{
    return u"(instr("_s + alias + u".absent,' "_s + attr + u" ')>0)"_s;
}

Sql SqliteDialect::like(const QString &value, const QString &wildcard)
{
    QString pattern;
    for (const QChar c : wildcard) {
        if (c == u'*')
            pattern += u'%';
        else if (c == u'%' || c == u'_' || c == u'\\')
            pattern += QString(u'\\') + c;
        else
            pattern += c;
    }
    return {u"("_s + value + u" LIKE ? ESCAPE '\\')"_s, {pattern}};
}

QString SqliteDialect::createTemp(const QString &table, const QString &columns)
{
    return u"CREATE TEMP TABLE "_s + table + u" ("_s + columns + u")"_s;
}

QString SqliteDialect::existingTables() { return u"SELECT name FROM sqlite_master WHERE type='table'"_s; }

} // namespace rules
