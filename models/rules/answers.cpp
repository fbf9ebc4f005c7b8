// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/answers.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace rules {
namespace {

constexpr char functionName[] = "bw_truth";

/// Whose answers a connection's statements ask for. Not the function's own data: SQLite keeps a function as it is while any statement runs.
thread_local std::vector<std::pair<sqlite3 *, Answers *>> current;

auto placeOf(sqlite3 *handle)
{
    return std::find_if(current.begin(), current.end(), [handle](const auto &entry) { return entry.first == handle; });
}

} // namespace

void bindAll(store::Statement &statement, const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i) {
        const QVariant &value = values.at(i);
        switch (value.typeId()) {
        case QMetaType::Bool:
        case QMetaType::Int:
        case QMetaType::LongLong:
            statement.bind(i + 1, value.toLongLong());
            break;
        case QMetaType::Double:
            statement.bind(i + 1, value.toDouble());
            break;
        default:
            statement.bind(i + 1, value.toString());
        }
    }
}

Answers::Answers(sqlite3 *handle, SharedAnswers &shared, qint64 last) : m_handle(handle), m_shared(shared), m_last(last)
{
    // Where it is there already and in use, it stays, and does the same.
    for (const int arguments : {2, 3})
        sqlite3_create_function(m_handle, functionName, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, truthOf, nullptr, nullptr);
    if (const auto place = placeOf(m_handle); place != current.end())
        place->second = this;
    else
        current.emplace_back(m_handle, this);
}

Answers::~Answers()
{
    if (const auto place = placeOf(m_handle); place != current.end() && place->second == this)
        current.erase(place);
}

void Answers::add(qint64 name, const QList<Sql> &statements, bool ofReference)
{
    const auto [it, isNew] = m_answers.try_emplace(name);
    if (!isNew)
        return;
    it->second.sql = statements;
    it->second.ofReference = ofReference;
    it->second.shared = &m_shared.entry(name, ofReference ? 2 * m_last + 1 : m_last);
}

bool Answers::prepare(Answer &answer)
{
    const Sql &sql = answer.sql.constFirst();
    answer.statement = store::Statement(m_handle, sql.text.toUtf8());
    if (!answer.statement.isValid())
        return false;
    bindAll(answer.statement, sql.binds);
    answer.own = static_cast<int>(sql.binds.size());
    return true;
}

/// A statement for each thing takes about twice as long as one for all. Statements mostly go through things by their ids, so that the first few
/// hundred show whether many will be asked for; what is asked through relations comes in no order, and is gathered once a quarter has been asked for.
bool Answers::isAskedOfMost(Answer &answer, qint64 id)
{
    answer.lowest = answer.asked == 0 ? id : qMin(answer.lowest, id);
    answer.highest = qMax(answer.highest, id);
    if (answer.ofReference || ++answer.asked < answer.lookAgain)
        return false;
    answer.lookAgain *= 2;
    const auto [it, isNew] = m_extents.try_emplace(answer.sql.constLast().text);
    Extent &extent = it->second;
    if (isNew) {
        store::Statement tells(m_handle, answer.sql.constLast().text.toUtf8());
        if (tells.isValid() && tells.next())
            extent = {tells.integer(0), tells.integer(1), tells.integer(2)};
    }
    const double share = static_cast<double>(answer.highest - answer.lowest + 1) / static_cast<double>(extent.highest - extent.lowest + 1);
    return static_cast<double>(answer.asked) > 0.25 * share * static_cast<double>(extent.count);
}

/// False where it went wrong, with the connection's error.
bool Answers::gather(Answer &answer)
{
    if (answer.shared->gathered.exchange(true))
        return true;
    const Sql &sql = answer.sql.at(1);
    store::Statement all(m_handle, sql.text.toUtf8());
    if (!all.isValid())
        return false;
    bindAll(all, sql.binds);
    while (all.next())
        answer.shared->truths.set(all.integer(0), all.isNull(1) ? Truths::Answer::NotKnown : all.integer(1) != 0 ? Truths::Answer::Yes : Truths::Answer::No);
    return all.ok();
}

void Answers::truthOf(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    const auto place = placeOf(sqlite3_context_db_handle(context));
    if (place == current.end()) {
        sqlite3_result_error(context, "nobody answers here", -1);
        return;
    }
    Answers *const self = place->second;
    const auto it = self->m_answers.find(sqlite3_value_int64(arguments[0]));
    if (it == self->m_answers.end()) {
        sqlite3_result_error(context, "no answers of that name", -1);
        return;
    }
    Answer &answer = it->second;
    const bool isNull = sqlite3_value_type(arguments[1]) == SQLITE_NULL;
    if (isNull && !answer.ofReference)
        return;
    const qint64 id = sqlite3_value_int64(arguments[1]);
    const qint64 absent = count > 2 && sqlite3_value_int(arguments[2]) != 0 ? 1 : 0;
    const qint64 number = answer.ofReference ? 2 * id + absent : id;
    Truths &truths = answer.shared->truths;
    Truths::Answer truth = truths.of(number);
    if (truth == Truths::Answer::NotAsked) {
        // An interruption stays one.
        const auto fails = [&] {
            const int code = sqlite3_errcode(self->m_handle);
            sqlite3_result_error(context, sqlite3_errmsg(self->m_handle), -1);
            sqlite3_result_error_code(context, code);
        };
        if (!answer.statement.isValid() && !self->prepare(answer))
            return fails();
        store::Statement &statement = answer.statement;
        if (isNull)
            statement.bindNull(answer.own + 1);
        else
            statement.bind(answer.own + 1, id);
        if (answer.ofReference)
            statement.bind(answer.own + 2, absent);
        truth = Truths::Answer::NotKnown;
        if (statement.next()) {
            if (!statement.isNull(0))
                truth = statement.integer(0) != 0 ? Truths::Answer::Yes : Truths::Answer::No;
            statement.next(); // to its end: ready for the next thing, and what is bound for good stays
        }
        if (!statement.ok())
            return fails();
        truths.set(number, truth);
        if (self->isAskedOfMost(answer, id) && !self->gather(answer))
            return fails();
    }
    if (truth != Truths::Answer::NotKnown)
        sqlite3_result_int(context, truth == Truths::Answer::Yes ? 1 : 0);
}

} // namespace rules
