// SPDX-License-Identifier: GPL-3.0-or-later
// Answers whose review is overdue count as not said, and all of them where a session looks at what the inventory decides by itself. While there are any, views of a session stand in the place of the tables
// that hold them, under the same names; so nothing that a session asks has to know of it, and where there are none nothing is slower.
#include "rules/session.h"

using namespace Qt::StringLiterals;
using domain::Attribute;
using domain::EntityKind;
using domain::Result;

namespace rules {
namespace {

QString lapsed(const QString &attr) { return u"t.id IN (SELECT entity FROM bw_lapsed WHERE attr = '%1')"_s.arg(attr); }

/// The text of names without one of them where its answer has lapsed; a text that can't be there stands for leaving it as it is.
QString without(const QString &text, const QString &attr, const QString &written)
{
    return u"replace(%1, CASE WHEN %2 THEN ' %3 ' ELSE char(1) END, ' ')"_s.arg(text, lapsed(attr), written);
}

QString standIn(const domain::KindInfo &info, const QStringList &attrs)
{
    QString absent = u"t.absent"_s;
    QString lists = u"t.lists"_s;
    QStringList columns = {u"t.id"_s};
    for (const QString &attr : attrs) {
        absent = without(absent, attr, attr);
        if (info.find(attr)->isList())
            lists = without(without(lists, attr, attr + u"=1"_s), attr, attr + u"=2"_s);
    }
    columns << absent + u" AS absent"_s << lists + u" AS lists"_s;
    for (const Attribute &a : info.attributes) {
        if (!a.isScalarColumn())
            continue;
        const QString column = SqliteDialect::column(u"t"_s, a.name);
        columns.append(attrs.contains(a.name) ? u"CASE WHEN %1 THEN NULL ELSE %2 END AS \"%3\""_s.arg(lapsed(a.name), column, a.name) : column);
    }
    const QString table = Compiler::entityTable(info.kind);
    return u"CREATE TEMP VIEW %1 AS SELECT %2 FROM main.%1 t"_s.arg(table, columns.join(u", "_s));
}

} // namespace

Result<void> Session::standInForLapsed()
{
    QMap<EntityKind, QStringList> byKind;
    // Where an export says the value too, it does not rest on the answer alone.
    const QString which = m_days.countAnswers() ? u"c.review_on < ? AND c.review_on IS NOT NULL AND c.feed = 0 AND c.won = 1"_s
                                                : u"c.feed = 0 AND c.won = 1 AND NOT EXISTS (SELECT 1 FROM claim o WHERE o.entity = c.entity AND o.attr = c.attr AND o.feed <> 0 AND o.state > 1)"_s;
    const QVariantList values = m_days.countAnswers() ? QVariantList{m_days.of(Turn::Answer)} : QVariantList{};
    auto rows = run({u"SELECT DISTINCT e.kind, c.attr FROM claim c JOIN entity e ON e.id = c.entity WHERE %1 ORDER BY 1, 2"_s.arg(which), values});
    if (!rows)
        return rows.error();
    int facets = 0;
    bool lists = false;
    while (rows->next()) {
        const auto kind = static_cast<EntityKind>(rows->value(0).toInt());
        const QString name = rows->value(1).toString();
        if (const Attribute *a = m_catalogue.attribute(kind, name)) {
            byKind[kind].append(name);
            facets |= a->facet;
            lists = lists || (a->isList() && a->facet == 0);
        }
    }
    rows->finish();
    if (byKind.isEmpty())
        return {};
    if (auto r = create(u"bw_lapsed"_s, u"attr TEXT, entity INTEGER, PRIMARY KEY (attr, entity)"_s); !r)
        return r;
    if (auto r = exec({u"INSERT OR IGNORE INTO bw_lapsed SELECT c.attr, c.entity FROM claim c WHERE "_s + which, values}); !r)
        return r;
    const auto view = [this](const QString &name, const QString &sql) {
        m_views.append(name);
        return exec(Sql(sql));
    };
    if (lists) {
        for (const auto &[table, columns] : {std::pair(u"list_item"_s, u"entity, attr, value"_s), std::pair(u"link"_s, u"entity, attr, target"_s),
                                             std::pair(u"pending_ref"_s, u"entity, attr, kind, value"_s)}) {
            if (auto r = view(table, u"CREATE TEMP VIEW %1 AS SELECT %2 FROM main.%1 i WHERE NOT EXISTS (SELECT 1 FROM bw_lapsed l WHERE l.attr = i.attr "
                                     "AND l.entity = i.entity)"_s.arg(table, columns));
                !r)
                return r;
        }
    }
    if (facets != 0) {
        if (auto r = create(u"bw_lapsed_facets"_s, u"entity INTEGER PRIMARY KEY, mask INTEGER"_s); !r)
            return r;
        for (auto it = byKind.cbegin(); it != byKind.cend(); ++it) {
            for (const QString &name : *it) {
                const Attribute *a = m_catalogue.attribute(it.key(), name);
                if (a->facet == 0)
                    continue;
                if (auto r = exec({u"INSERT INTO bw_lapsed_facets SELECT l.entity, %1 FROM bw_lapsed l JOIN entity e ON e.id = l.entity WHERE l.attr = ? AND "
                                   "e.kind = %2 ON CONFLICT(entity) DO UPDATE SET mask = mask | %1"_s.arg(a->facet).arg(static_cast<int>(it.key())),
                                   {name}});
                    !r)
                    return r;
            }
        }
        const QString left = u"p.facets & ~COALESCE((SELECT f.mask FROM bw_lapsed_facets f WHERE f.entity = p.entity),0)"_s;
        if (auto r = view(u"place"_s, u"CREATE TEMP VIEW place AS SELECT p.entity, p.nr, %1 AS facets, p.country, p.provider, p.region, p.site FROM "
                                      "main.place p WHERE (%1) <> 0"_s.arg(left));
            !r)
            return r;
    }
    for (auto it = byKind.cbegin(); it != byKind.cend(); ++it) {
        if (auto r = view(Compiler::entityTable(it.key()), standIn(m_catalogue.kind(it.key()), *it)); !r)
            return r;
    }
    return {};
}

} // namespace rules
