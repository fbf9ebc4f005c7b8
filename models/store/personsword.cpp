// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/personsword.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

QByteArray claimText(int state, const std::optional<Day> &reviewOn, const QString &who, const QString &at, const QString &evidence, const QByteArray &value)
{
    return QByteArray::number(state) + (reviewOn ? ' ' + QByteArray::number(*reviewOn) : QByteArray()) + '\n' + who.toUtf8().replace('\n', ' ') + '\n' + at.toUtf8() + '\n'
           + evidence.toUtf8().replace('\n', ' ') + '\n' + value;
}

QByteArray currentClaim(AttributeStore &store, qint64 entity, const QString &attr)
{
    Statement &s = store.statement("SELECT state, who, at, evidence, value, review_on FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    s.bind(1, entity).bind(2, attr);
    QByteArray text("null");
    if (s.next())
        text = claimText(static_cast<int>(s.integer(0)), s.isNull(5) ? std::nullopt : std::optional(static_cast<Day>(s.integer(5))), s.text(1), s.text(2), s.text(3), s.text(4).toUtf8());
    s.reset();
    return text;
}

void keepImported(AttributeStore &store, qint64 entity, const Attribute &a, const QByteArray &before)
{
    if (before == "null")
        return;
    Statement &s = store.statement("INSERT OR IGNORE INTO claim(entity,attr,feed,state,won,value) "
                                   "SELECT ?1, ?2, first_feed, 3, 0, ?3 FROM entity WHERE id=?1 AND first_feed IS NOT NULL "
                                   "AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=?1 AND c.attr=?2 AND c.feed<>0 AND c.won=1)");
    s.bind(1, entity).bind(2, a.name).bindUtf8(3, before);
    s.run();
}

void applyClaim(AttributeStore &store, qint64 entity, const QString &attr, const QByteArray &to)
{
    Statement &clear = store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    clear.bind(1, entity).bind(2, attr);
    clear.run();
    if (to.isEmpty() || to == "null")
        return;
    // state (and after a blank the day of review), who, at, evidence, value: separated by a line feed, the value last since it may hold anything.
    const QList<QByteArray> parts = to.split('\n');
    if (parts.size() < 5)
        return;
    Statement &s = store.statement("INSERT INTO claim(entity,attr,feed,state,won,value,who,at,evidence,review_on) VALUES(?1,?2,0,?3,1,?4,?5,?6,?7,?8)");
    const QByteArrayList state = parts.at(0).split(' ');
    s.bindNull(8);
    if (state.size() > 1)
        s.bind(8, state.at(1).toLongLong());
    s.bind(1, entity).bind(2, attr).bind(3, state.at(0).toLongLong()).bindUtf8(4, parts.mid(4).join('\n'));
    s.bindUtf8(5, parts.at(1)).bindUtf8(6, parts.at(2)).bindUtf8(7, parts.at(3));
    s.run();
}

// keepImported() writes neither a place in a file nor a time.
void forgetKept(AttributeStore &store, qint64 entity, const QString &attr)
{
    Statement &s = store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed<>0 AND won=0 AND pointer='' AND at='' "
                                   "AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.entity=?1 AND c.attr=?2 AND (c.feed=0 OR c.won=1))");
    s.bind(1, entity).bind(2, attr);
    s.run();
}

} // namespace store
