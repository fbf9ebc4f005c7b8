// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pages/changequeries.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

QList<ChangeSetLine> changeSetLines(AttributeStore &store, int limit)
{
    QList<ChangeSetLine> out;
    Statement &s = store.statement(
        "SELECT c.id, c.kind, c.title, c.who, c.at, coalesce(a.n,0), coalesce(b.n,0), c.undone_by IS NOT NULL FROM (SELECT * FROM change_set ORDER BY id DESC LIMIT ?1) c "
        "LEFT JOIN (SELECT added_set, count(*) n FROM entity WHERE added_set IS NOT NULL GROUP BY 1) a ON a.added_set=c.id "
        "LEFT JOIN (SELECT h.change_set, count(DISTINCT h.entity) n FROM change h JOIN entity e ON e.id=h.entity WHERE coalesce(e.added_set,0)<>h.change_set AND " +
        QByteArray(visibleChange) + " GROUP BY 1) b ON b.change_set=c.id ORDER BY c.id DESC");
    s.bind(1, static_cast<qint64>(limit));
    while (s.next())
        out.append({s.integer(0), s.text(1), s.text(2), s.text(3), s.text(4), s.integer(5), s.integer(6), s.integer(7) != 0});
    s.reset();
    return out;
}

QList<ChangeLine> changeLines(AttributeStore &store, qint64 changeSet, int limit)
{
    QList<ChangeLine> out;
    const auto take = [&out](const Statement &s) {
        ChangeLine line{s.text(0), std::nullopt, s.text(1), s.text(2).toUtf8(), s.text(3).toUtf8()};
        if (!s.isNull(4))
            line.entity = EntityHead{s.integer(4), static_cast<EntityKind>(s.integer(5)), s.text(6), s.text(7)};
        out.append(line);
    };
    Statement &s = store.statement("SELECT h.target, h.attr, coalesce(h.before,''), coalesce(h.after,''), e.id, e.kind, e.key, e.name FROM change h LEFT JOIN entity e "
                                   "ON e.id=h.entity WHERE h.change_set=?1 AND " + QByteArray(visibleChange) + " ORDER BY h.seq LIMIT ?2");
    s.bind(1, changeSet).bind(2, static_cast<qint64>(limit));
    while (s.next())
        take(s);
    s.reset();
    Statement &added = store.statement("SELECT 'added', '', '', '', id, kind, key, name FROM entity WHERE added_set=?1 ORDER BY kind, name, key LIMIT ?2");
    added.bind(1, changeSet).bind(2, static_cast<qint64>(limit - out.size()));
    while (added.next())
        take(added);
    added.reset();
    return out;
}

BroughtCount broughtBy(AttributeStore &store, qint64 changeSet)
{
    const auto count = [&](const QString &how) {
        PageFilter filter;
        filter.special.append({u"import"_s, u"%1:%2"_s.arg(how).arg(changeSet)});
        Statement &s = store.statement("SELECT count(*) FROM entity e WHERE " + entityCondition(store, filter, true));
        const qint64 n = s.next() ? s.integer(0) : 0;
        s.reset();
        return n;
    };
    return {count(u"told"_s), count(u"added"_s), count(u"changed"_s)};
}

} // namespace store
