// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/estate/plaintables.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tst_estate {

QList<PlainRow> plainRows(store::AttributeStore &store, const QString &table, const QStringList &columns)
{
    QList<PlainRow> out;
    store::Statement &s = store.statement("SELECT \"" + columns.join(u"\",\""_s).toUtf8() + "\" FROM " + table.toUtf8());
    while (s.next()) {
        PlainRow row;
        for (int i = 0; i < columns.size(); ++i) {
            switch (s.type(i)) {
            case SQLITE_NULL: break;
            case SQLITE_INTEGER: row.insert(columns.at(i), s.integer(i)); break;
            case SQLITE_FLOAT: row.insert(columns.at(i), s.real(i)); break;
            default: row.insert(columns.at(i), s.text(i));
            }
        }
        out.append(row);
    }
    if (!s.ok())
        qFatal("%s", qPrintable(s.error()));
    s.reset();
    return out;
}

std::map<qint64, PlainRow> plainById(store::AttributeStore &store, const QString &table, const QStringList &columns)
{
    std::map<qint64, PlainRow> out;
    for (const PlainRow &row : plainRows(store, table, QStringList{u"id"_s} + columns))
        out[row.value(u"id"_s).toLongLong()] = row;
    return out;
}

PlainRow plainFind(const std::map<qint64, PlainRow> &rows, const QVariant &id)
{
    const auto it = rows.find(id.toLongLong());
    return it == rows.end() ? PlainRow() : it->second;
}

QVariant firstSaid(const QVariant &one, const QVariant &other) { return one.isValid() ? one : other; }

std::map<qint64, std::set<QString>> plainLists(store::AttributeStore &store, const QString &attr)
{
    std::map<qint64, std::set<QString>> out;
    for (const PlainRow &row : plainRows(store, u"list_item"_s, {u"entity"_s, u"attr"_s, u"value"_s})) {
        if (row[u"attr"_s] == attr)
            out[row[u"entity"_s].toLongLong()].insert(row[u"value"_s].toString());
    }
    return out;
}

QSet<qint64> plainThings(store::AttributeStore &store, const store::PageFilter &filter)
{
    QSet<qint64> out;
    store::Statement &s = store.statement("SELECT e.id FROM entity e WHERE " + entityCondition(store, filter, true));
    while (s.next())
        out.insert(s.integer(0));
    s.reset();
    return out;
}

} // namespace tst_estate
