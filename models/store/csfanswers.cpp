// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/csfanswers.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/referring.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

const QByteArray columns = "SELECT criterion, answer, confidence, justification, evidence, proposed, fact, who, at FROM csf_answer ";

CsfConfidence confidenceOf(qint64 number)
{
    return number == 2 ? CsfConfidence::Demonstrated : number == 1 ? CsfConfidence::Documented : CsfConfidence::Claimed;
}

CsfAnswer rowOf(const Statement &s)
{
    return {s.text(0), int(s.integer(1)), confidenceOf(s.integer(2)), s.text(3), s.text(4), int(s.integer(5)), s.text(6), s.text(7), s.text(8)};
}

std::optional<CsfAnswer> answerOf(AttributeStore &store, qint64 entity, const QString &criterion)
{
    Statement &s = store.statement(columns + "WHERE entity=?1 AND criterion=?2");
    s.bind(1, entity).bind(2, criterion);
    std::optional<CsfAnswer> found;
    if (s.next())
        found = rowOf(s);
    s.reset();
    return found;
}

QByteArray logText(const std::optional<CsfAnswer> &a)
{
    if (!a)
        return "null";
    const json row = {a->answer, int(a->confidence), a->justification.toStdString(), a->evidence.toStdString(), a->proposed, a->fact.toStdString(),
                      a->who.toStdString(), a->at.toStdString()};
    return QByteArray::fromStdString(row.dump());
}

std::optional<CsfAnswer> fromLog(const QString &criterion, const QByteArray &logged)
{
    const json row = json::parse(logged.constData(), logged.constData() + logged.size(), nullptr, false);
    if (!row.is_array() || row.size() != 8)
        return std::nullopt;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool number = i < 2 || i == 4;
        if (number ? !row[i].is_number_integer() : !row[i].is_string())
            return std::nullopt;
    }
    const auto text = [&row](std::size_t i) { return QString::fromStdString(row[i].get<std::string>()); };
    return CsfAnswer{criterion, row[0].get<int>(), confidenceOf(row[1].get<int>()), text(2), text(3), row[4].get<int>(), text(5), text(6), text(7)};
}

void write(AttributeStore &store, qint64 entity, const CsfAnswer &a)
{
    Statement &s = store.statement("INSERT OR REPLACE INTO csf_answer(entity,criterion,answer,confidence,justification,evidence,proposed,fact,who,at) "
                                   "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
    s.bind(1, entity).bind(2, a.criterion).bind(3, qint64(a.answer)).bind(4, qint64(a.confidence)).bind(5, a.justification).bind(6, a.evidence);
    s.bind(7, qint64(a.proposed)).bind(8, a.fact).bind(9, a.who).bind(10, a.at);
    s.run();
}

void remove(AttributeStore &store, qint64 entity, const QString &criterion)
{
    Statement &s = store.statement("DELETE FROM csf_answer WHERE entity=?1 AND criterion=?2");
    s.bind(1, entity).bind(2, criterion);
    s.run();
}

Result<void> check(const CsfAnswer &a, const std::optional<CsfAnswer> &before)
{
    const auto refused = [&a](const QString &what) { return Error{ErrorCode::Refused, what, a.criterion}; };
    if (a.answer == 0)
        return before ? Result<void>() : refused(u"it is not answered, so there is nothing to take back"_s);
    if (a.confidence != CsfConfidence::Claimed && a.evidence.isEmpty())
        return refused(u"say what the evidence is, or keep the answer as claimed"_s);
    if (a.proposed != 0 && a.answer != a.proposed && a.justification.isEmpty())
        return refused(u"the inventory proposes answer %1 (%2): say why it is answer %3"_s.arg(a.proposed).arg(a.fact).arg(a.answer));
    return {};
}

} // namespace

bool isAssessable(EntityKind kind) { return kind == EntityKind::Service || kind == EntityKind::Workload || kind == EntityKind::BusinessService; }

QList<CsfAnswer> csfAnswers(AttributeStore &store, qint64 entity)
{
    QList<CsfAnswer> list;
    Statement &s = store.statement(columns + "WHERE entity=?1 ORDER BY criterion");
    s.bind(1, entity);
    while (s.next())
        list.append(rowOf(s));
    s.reset();
    return list;
}

QList<qint64> csfAssessed(AttributeStore &store, Day on)
{
    QList<qint64> list;
    Statement &s = store.statement("SELECT e.id FROM entity e WHERE e.id IN (SELECT entity FROM csf_answer) ORDER BY e.kind, e.name, e.key");
    while (s.next())
        list.append(s.integer(0));
    s.reset();
    list.removeIf([&](qint64 entity) { return !stands(store, entity, on); });
    return list;
}

Result<qint64> giveCsfAnswers(AttributeStore &store, qint64 entity, QList<CsfAnswer> answers, const QString &title, const QString &who, const QDateTime &at)
{
    Statement &kind = store.statement("SELECT kind FROM entity WHERE id=?1");
    kind.bind(1, entity);
    const bool there = kind.next();
    const bool assessable = there && isAssessable(static_cast<EntityKind>(kind.integer(0)));
    kind.reset();
    if (!there)
        return Error{ErrorCode::UnknownEntity, {}, QString::number(entity)};
    if (!assessable)
        return Error{ErrorCode::Refused, u"assessed are services, systems and business services"_s, {}};
    for (CsfAnswer &a : answers) {
        a.justification = a.justification.trimmed();
        a.evidence = a.evidence.trimmed();
        a.who = who;
        a.at = at.toUTC().toString(Qt::ISODate);
        if (const Result<void> sound = check(a, answerOf(store, entity, a.criterion)); !sound)
            return sound.error();
    }
    const auto same = [&](const CsfAnswer &a) {
        std::optional<CsfAnswer> before = answerOf(store, entity, a.criterion);
        if (before) {
            before->who = a.who;
            before->at = a.at;
        }
        return before == a;
    };
    answers.removeIf(same);
    if (answers.isEmpty())
        return Error{ErrorCode::Refused, u"that is what is answered already"_s, {}};
    ChangeLog log(store, u"csf"_s, title, who, at);
    for (const CsfAnswer &a : std::as_const(answers)) {
        const std::optional<CsfAnswer> before = answerOf(store, entity, a.criterion);
        const std::optional<CsfAnswer> after = a.answer == 0 ? std::nullopt : std::optional(a);
        if (after)
            write(store, entity, *after);
        else
            remove(store, entity, a.criterion);
        log.record(u"csf"_s, entity, a.criterion, logText(before), logText(after));
    }
    log.finish();
    return log.set();
}

QList<CsfChange> csfHistory(AttributeStore &store, qint64 entity, int most)
{
    QList<CsfChange> list;
    Statement &s = store.statement("SELECT s.id, s.at, s.who, s.kind, s.title, c.attr, c.before, c.after FROM change c JOIN change_set s ON s.id=c.change_set "
                                   "WHERE c.target='csf' AND c.entity=?1 ORDER BY s.id DESC, c.seq LIMIT ?2");
    s.bind(1, entity).bind(2, qint64(most));
    while (s.next()) {
        CsfChange c{s.integer(0), s.text(1), s.text(2), s.text(4), s.text(5), {}, {}};
        if (s.text(3) == u"undo"_s)
            c.deed.prepend(u"Undo: "_s);
        c.before = fromLog(c.criterion, s.text(6).toUtf8());
        c.after = fromLog(c.criterion, s.text(7).toUtf8());
        list.append(c);
    }
    s.reset();
    return list;
}

std::optional<CsfAnswer> loggedCsfAnswer(const QString &criterion, const QByteArray &logged) { return fromLog(criterion, logged); }

void restoreCsfAnswer(AttributeStore &store, qint64 entity, const QString &criterion, const QByteArray &to)
{
    if (const std::optional<CsfAnswer> a = fromLog(criterion, to))
        write(store, entity, *a);
    else
        remove(store, entity, criterion);
}

} // namespace store
