// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/requirementanswers.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/ownpacks.h"

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

Error refused(const QString &what, const QString &where) { return {ErrorCode::Refused, what, where}; }

RequirementPlace placeOf(const RequirementAnswer &a) { return {a.list, a.requirement, a.entity}; }
QString logPlace(const RequirementPlace &p) { return (p.entity == 0 ? QString() : QString::number(p.entity) + u':') + p.list + u'#' + p.requirement; }
/// As deeds and errors name it: "dora Art. 5", "dora Art. 5 of bank-lux".
QString wordsOf(AttributeStore &store, const RequirementPlace &p)
{
    const QString key = p.entity == 0 ? QString() : store.keyOf(p.entity);
    return p.list + u' ' + p.requirement + (key.isEmpty() ? QString() : u" of "_s + key);
}

QByteArray logText(const RequirementAnswer &a)
{
    const json row = {fulfilmentName(a.state).toStdString(), a.who.toStdString(), a.on, a.why.toStdString(), a.evidence.toStdString(),
                      a.reviewOn ? json(*a.reviewOn) : json(nullptr)};
    return QByteArray::fromStdString(row.dump());
}

const QByteArray columns = "SELECT list, requirement, state, who, answered_on, why, evidence, review_on, coalesce(entity,0) FROM requirement_answer ";

RequirementAnswer answerOfRow(const Statement &s)
{
    RequirementAnswer a{s.text(0), s.text(1), fulfilmentFromName(s.text(2)).value_or(Fulfilment::NotMet), s.text(3), static_cast<Day>(s.integer(4)), s.text(5), s.text(6), std::nullopt};
    if (!s.isNull(7))
        a.reviewOn = static_cast<Day>(s.integer(7));
    a.entity = s.integer(8);
    return a;
}

/// What stands now, as the log writes it.
QByteArray standingOf(AttributeStore &store, const RequirementPlace &place)
{
    Statement &s = store.statement(columns + "WHERE list=?1 AND requirement=?2 AND coalesce(entity,0)=?3");
    s.bind(1, place.list).bind(2, place.requirement).bind(3, place.entity);
    const QByteArray found = s.next() ? logText(answerOfRow(s)) : QByteArray("null");
    s.reset();
    return found;
}

QString iso(Day day) { return fromDay(day).toString(Qt::ISODate); }

QString titleOf(AttributeStore &store, const QString &deed, const QList<RequirementPlace> &places)
{
    return deed.arg(places.size() == 1 ? wordsOf(store, places.constFirst()) : u"%1 requirements"_s.arg(places.size()));
}

void put(AttributeStore &store, ChangeLog &log, const RequirementPlace &place, const QByteArray &to)
{
    const QByteArray before = standingOf(store, place);
    const QString target = logPlace(place);
    restoreRequirementAnswer(store, target, to);
    log.record(u"requirement"_s, 0, target, before, to);
}

} // namespace

QList<RequirementAnswer> requirementAnswers(AttributeStore &store)
{
    QList<RequirementAnswer> all;
    Statement &s = store.statement(columns + "ORDER BY 1, 2, 9");
    while (s.next())
        all.append(answerOfRow(s));
    s.reset();
    return all;
}

Result<RequirementAnswer> checkedAnswer(RequirementAnswer a, Day today)
{
    const QString where = a.list + u' ' + a.requirement;
    a.who = a.who.simplified();
    a.why = a.why.simplified();
    a.evidence = a.evidence.simplified();
    if (a.who.isEmpty())
        return refused(u"say who answers: a function or a name"_s, where);
    if (a.on > today)
        return refused(u"the day of the answer lies ahead: it must be %1 or earlier"_s.arg(iso(today)), where);
    if (a.reviewOn && *a.reviewOn < today)
        return refused(u"%1 is over already: the answer would not count"_s.arg(iso(*a.reviewOn)), where);
    if (a.why.isEmpty() && a.state != Fulfilment::Met)
        return refused(a.state == Fulfilment::NotApplicable ? u"say why it does not apply"_s : u"say what is missing"_s, where);
    return a;
}

int recordRequirementAnswers(AttributeStore &store, ChangeLog &log, const QList<RequirementAnswer> &answers)
{
    int changed = 0;
    for (const RequirementAnswer &a : answers) {
        if (standingOf(store, placeOf(a)) == logText(a))
            continue;
        put(store, log, placeOf(a), logText(a));
        ++changed;
    }
    return changed;
}

Result<qint64> answerRequirements(AttributeStore &store, QList<RequirementAnswer> answers, Day today, const QString &who, const QDateTime &at)
{
    QList<RequirementPlace> places;
    bool changes = false;
    for (RequirementAnswer &a : answers) {
        Result<RequirementAnswer> checked = checkedAnswer(a, today);
        if (!checked)
            return checked.error();
        a = *checked;
        if (places.contains(placeOf(a)))
            return refused(u"it is answered twice: leave one of the two"_s, wordsOf(store, placeOf(a)));
        places.append(placeOf(a));
        changes = changes || standingOf(store, placeOf(a)) != logText(a);
    }
    if (!changes)
        return refused(u"that is answered already"_s, places.isEmpty() ? QString() : wordsOf(store, places.constFirst()));
    ChangeLog log(store, u"answer"_s, titleOf(store, u"Answer %1"_s, places), who, at);
    recordRequirementAnswers(store, log, answers);
    log.finish();
    return log.set();
}

Result<qint64> withdrawRequirementAnswers(AttributeStore &store, const QList<RequirementPlace> &places, const QString &who, const QDateTime &at)
{
    for (const RequirementPlace &place : places) {
        if (standingOf(store, place) == "null")
            return refused(u"nobody has answered it"_s, wordsOf(store, place));
    }
    if (places.isEmpty())
        return refused(u"say which answer is taken back"_s, {});
    ChangeLog log(store, u"answer"_s, titleOf(store, u"Take back the answer to %1"_s, places), who, at);
    for (const RequirementPlace &place : places) {
        if (standingOf(store, place) != "null")
            put(store, log, place, "null");
    }
    log.finish();
    return log.set();
}

void restoreRequirementAnswer(AttributeStore &store, const QString &place, const QByteArray &to)
{
    const RequirementPlace of = loggedRequirementPlace(place);
    Statement &clear = store.statement("DELETE FROM requirement_answer WHERE list=?1 AND requirement=?2 AND coalesce(entity,0)=?3");
    clear.bind(1, of.list).bind(2, of.requirement).bind(3, of.entity);
    clear.run();
    // What SQLite reads from the log is what was written there; "null" gives no row.
    Statement &s = store.statement("INSERT INTO requirement_answer(list,requirement,entity,state,who,answered_on,why,evidence,review_on) "
                                   "SELECT ?1,?2,nullif(?4,0),json_extract(?3,'$[0]'),json_extract(?3,'$[1]'),json_extract(?3,'$[2]'),json_extract(?3,'$[3]'),"
                                   "json_extract(?3,'$[4]'),json_extract(?3,'$[5]') WHERE json_array_length(?3)=6 AND (?4=0 OR EXISTS (SELECT 1 FROM entity WHERE id=?4))");
    s.bind(1, of.list).bind(2, of.requirement).bindUtf8(3, to.isEmpty() ? QByteArray("null") : to).bind(4, of.entity);
    s.run();
    renewOwnStamp(store); // what is answered is judged: the rule sets have a rule for it
}

RequirementPlace loggedRequirementPlace(const QString &place)
{
    const QString head = place.section(u'#', 0, 0);
    return {head.section(u':', -1), place.section(u'#', 1), head.contains(u':') ? head.section(u':', 0, 0).toLongLong() : 0};
}

QString loggedRequirementAnswer(const QByteArray &logged)
{
    const json row = json::parse(logged.constData(), logged.constData() + logged.size(), nullptr, false);
    if (!row.is_array() || row.size() != 6 || !row[0].is_string() || !row[1].is_string() || !row[2].is_number_integer() || !row[3].is_string())
        return u"not answered"_s;
    const auto text = [&row](std::size_t i) { return QString::fromStdString(row[i].get<std::string>()); };
    const QString why = text(3).isEmpty() ? QString() : u": "_s + text(3);
    return u"%1 (%2 on %3)%4"_s.arg(text(0).replace(u'_', u' '), text(1), iso(row[2].get<Day>()), why);
}

} // namespace store
