// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/sharedanswers.h"

#include <sqlite3.h>

namespace rules {
namespace {

constexpr char functionName[] = "bw_truth";

void truthOf(sqlite3_context *context, int, sqlite3_value **arguments)
{
    // SQLite keeps what belongs to a constant argument for the length of the statement.
    auto *truths = static_cast<const Truths *>(sqlite3_get_auxdata(context, 0));
    if (!truths) {
        const auto *answers = static_cast<const SharedAnswers *>(sqlite3_user_data(context));
        const auto *name = reinterpret_cast<const char *>(sqlite3_value_text(arguments[0]));
        truths = answers->find(QByteArray(name));
        if (!truths) {
            sqlite3_result_error(context, "no answers of that name", -1);
            return;
        }
        sqlite3_set_auxdata(context, 0, const_cast<Truths *>(truths), nullptr);
    }
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL)
        return;
    switch (truths->of(sqlite3_value_int64(arguments[1]))) {
    case Truths::Answer::Yes:
        sqlite3_result_int(context, 1);
        break;
    case Truths::Answer::No:
        sqlite3_result_int(context, 0);
        break;
    case Truths::Answer::NotKnown:
        break;
    }
}

} // namespace

void Truths::set(qint64 id, Answer answer)
{
    const auto at = static_cast<std::size_t>(id / 4);
    if (at >= m_bits.size()) {
        // Ids come in order: grow in steps, and not for each.
        m_bits.reserve(at + 1 + m_bits.size() / 2);
        m_bits.resize(at + 1, 0);
    }
    m_bits[at] = static_cast<unsigned char>(m_bits[at] | (static_cast<unsigned>(answer) << (id % 4 * 2)));
}

void SharedAnswers::registerOn(sqlite3 *handle)
{
    sqlite3_create_function(handle, functionName, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, this, truthOf, nullptr, nullptr);
}

void SharedAnswers::removeFrom(sqlite3 *handle)
{
    sqlite3_create_function(handle, functionName, 2, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr);
}

bool SharedAnswers::claim(const QString &name)
{
    const QByteArray key = name.toLatin1();
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto it = m_truths.find(key);
        if (it == m_truths.end()) {
            m_truths.emplace(key, nullptr);
            return true;
        }
        if (it->second)
            return false;
        m_changed.wait(lock);
    }
}

void SharedAnswers::publish(const QString &name, Truths truths)
{
    {
        const std::lock_guard lock(m_mutex);
        m_truths[name.toLatin1()] = std::make_unique<const Truths>(std::move(truths));
    }
    m_changed.notify_all();
}

void SharedAnswers::abandon(const QString &name)
{
    {
        const std::lock_guard lock(m_mutex);
        m_truths.erase(name.toLatin1());
    }
    m_changed.notify_all();
}

const Truths *SharedAnswers::find(const QByteArray &name) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_truths.find(name);
    return it == m_truths.end() ? nullptr : it->second.get();
}

} // namespace rules
