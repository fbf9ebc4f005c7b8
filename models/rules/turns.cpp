// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/turns.h"

#include "rules/evaluator.h"

#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Error;
using domain::ErrorCode;
using domain::Result;

namespace rules {
namespace {

struct Recorded
{
    Turn turn;
    QString table, where;
};

void mark(std::array<bool, TurnCount> &found, Turn turn) { found.at(static_cast<std::size_t>(turn)) = true; }

} // namespace

QString turnName(Turn turn)
{
    static const std::array<QString, TurnCount> names = {u"law"_s, u"recognition"_s, u"foreign_law"_s, u"certificate"_s, u"age"_s,
                                                         u"date"_s, u"acceptance"_s, u"completeness"_s, u"retirement"_s, u"answer"_s};
    return names.at(static_cast<std::size_t>(turn));
}

Result<Turns> Turns::between(QSqlDatabase &db, domain::Day one, domain::Day other)
{
    Turns out;
    out.m_first = std::min(one, other);
    out.m_last = std::max(one, other);
    if (out.m_first == out.m_last)
        return out;
    mark(out.m_passed, Turn::Age);
    mark(out.m_passed, Turn::Date);
    // What starts counts from its day on; what ends counts on its last day, but a thing is out of use and a gap open again on the
    // day itself.
    const QString starts = u"%1 > ? AND %1 <= ?"_s;
    const QString ends = u"%1 >= ? AND %1 < ?"_s;
    const QList<Recorded> recorded = {{Turn::Retirement, u"entity"_s, starts.arg(u"retired_on"_s)},
                                      {Turn::Completeness, u"attestation"_s, ends.arg(u"until"_s)},
                                      {Turn::Recognition, u"ref_adequacy"_s, starts.arg(u"valid_from"_s)},
                                      {Turn::Recognition, u"ref_adequacy"_s, ends.arg(u"valid_until"_s)},
                                      {Turn::ForeignLaw, u"ref_law"_s, starts.arg(u"valid_from"_s)},
                                      {Turn::ForeignLaw, u"ref_law"_s, ends.arg(u"valid_until"_s)},
                                      {Turn::Certificate, u"e_certification"_s, starts.arg(u"issued"_s)},
                                      {Turn::Certificate, u"e_certification"_s, ends.arg(u"expires"_s)},
                                      {Turn::Answer, u"claim"_s, u"feed = 0 AND won = 1 AND "_s + ends.arg(u"review_on"_s)},
                                      {Turn::Answer, u"requirement_answer"_s, starts.arg(u"answered_on"_s)},
                                      {Turn::Answer, u"requirement_answer"_s, ends.arg(u"review_on"_s)}};
    QSqlQuery query(db);
    const auto asked = [&](const QString &sql, int times) {
        bool ok = query.prepare(sql);
        for (int i = 0; ok && i < times; ++i) {
            query.addBindValue(out.m_first);
            query.addBindValue(out.m_last);
        }
        return ok && query.exec();
    };
    const QStringList tables = db.tables();
    for (const Recorded &r : recorded) {
        // A workspace without reference data has no such dates.
        if (!tables.contains(r.table))
            continue;
        if (!asked(u"SELECT 1 FROM %1 WHERE %2 LIMIT 1"_s.arg(r.table, r.where), 1))
            return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
        if (query.next())
            mark(out.m_passed, r.turn);
    }
    if (tables.contains(u"ref_set_member"_s)) {
        if (!asked(u"SELECT DISTINCT name FROM ref_set_member WHERE %1 OR %2"_s.arg(starts.arg(u"valid_from"_s), ends.arg(u"valid_until"_s)), 2))
            return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
        while (query.next())
            out.m_dated.insert(query.value(0).toString());
        if (!out.m_dated.isEmpty())
            mark(out.m_passed, Turn::Recognition);
    }
    if (!asked(u"SELECT DISTINCT rule FROM waiver WHERE %1 OR %2 OR %3"_s.arg(starts.arg(u"accepted_on"_s), starts.arg(u"expires"_s), starts.arg(u"withdrawn_on"_s)), 3))
        return Error{ErrorCode::DatabaseError, query.lastError().text(), QString()};
    while (query.next())
        out.m_decided.insert(query.value(0).toString());
    return out;
}

void Turns::look(const Condition &c, Found &found) const
{
    switch (c.type) {
    case Condition::Type::Adequate:
        mark(found, Turn::Recognition);
        break;
    case Condition::Type::Exposed:
        mark(found, Turn::ForeignLaw);
        break;
    case Condition::Type::Certified:
        mark(found, Turn::Certificate);
        mark(found, Turn::Completeness);
        break;
    case Condition::Type::Exists:
    case Condition::Type::Every:
    case Condition::Type::Count:
        if (std::any_of(c.relation.begin(), c.relation.end(), [](const Step &step) { return step.backward; }))
            mark(found, Turn::Completeness);
        break;
    default:
        break;
    }
    if (c.op == Op::OlderThanDays)
        mark(found, Turn::Age);
    else if (c.op == Op::ExpiresWithinDays || c.argument.kind == Argument::Kind::AsOf)
        mark(found, Turn::Date);
    else if (c.op == Op::NotRecorded)
        mark(found, Turn::Completeness);
    const auto turns = [this](const Argument &a) { return a.kind == Argument::Kind::Set && (a.text == "ADEQUATE"_L1 || m_dated.contains(a.text)); };
    if (turns(c.argument) || (c.outside && turns(*c.outside)))
        mark(found, Turn::Recognition);
    if (std::any_of(c.ways.cbegin(), c.ways.cend(), [](const QList<Step> &way) { return std::any_of(way.cbegin(), way.cend(), [](const Step &step) { return step.backward; }); }))
        mark(found, Turn::Completeness);
    for (const Condition &child : c.children)
        look(child, found);
}

QList<Turn> Turns::of(const Pack &pack, const Rule &rule) const
{
    if (m_first == m_last)
        return {};
    const auto onFirst = statusByDate(pack, rule, m_first);
    const bool lawTurns = onFirst != statusByDate(pack, rule, m_last) || startsLater(rule, m_first).size() != startsLater(rule, m_last).size();
    Found found{};
    // A rule that doesn't apply on either day says the same of all, unless what it doesn't concern is left out already.
    if (lawTurns || !onFirst || rule.onlyConcerned) {
        look(rule.appliesIf, found);
        look(rule.gapIf, found);
        for (const LaterStart &later : rule.appliesLater)
            look(later.where, found);
        if ((rule.onlyConcerned || rule.people) && pack.concerns)
            look(*pack.concerns, found);
        if (m_decided.contains(rule.id) || (rule.bindsFrom && m_first < *rule.bindsFrom && *rule.bindsFrom <= m_last))
            mark(found, Turn::Acceptance);
    }
    // A thing that goes is no longer among those that are judged, nor among those that others are related to.
    mark(found, Turn::Retirement);
    // Any value may be an answer.
    mark(found, Turn::Answer);
    QList<Turn> out;
    for (int i = 0; i < TurnCount; ++i) {
        const auto turn = static_cast<Turn>(i);
        const bool turns = turn == Turn::Law ? lawTurns
                           : turn == Turn::Acceptance ? found.at(static_cast<std::size_t>(i))
                                                      : found.at(static_cast<std::size_t>(i)) && passed(turn);
        if (turns)
            out.append(turn);
    }
    return out;
}

} // namespace rules
