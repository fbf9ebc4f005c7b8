// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

struct sqlite3;

namespace rules {

/// Whether a condition holds, for each entity of a kind by its id: yes, no or not known, in two bits each.
class Truths
{
public:
    enum class Answer : unsigned char { NotKnown = 0, No = 1, Yes = 2 };

    void set(qint64 id, Answer);
    Answer of(qint64 id) const
    {
        const auto at = static_cast<std::size_t>(id / 4);
        return id < 0 || at >= m_bits.size() ? Answer::NotKnown : static_cast<Answer>((m_bits[at] >> (id % 4 * 2)) & 3U);
    }

private:
    std::vector<unsigned char> m_bits;
};

/// The answers to what several rules of a run ask, by name, for all readers of the run: whoever needs one first finds it, and the others
/// wait for it. Statements read them through the function bw_truth(name, id), which a reader's connection has while it is registered.
/// Any thread; must outlive the connections' use of it.
class SharedAnswers
{
public:
    void registerOn(sqlite3 *);
    static void removeFrom(sqlite3 *);

    /// True: the caller is to find the answers and then to publish or abandon them. False: they are there.
    bool claim(const QString &name);
    void publish(const QString &name, Truths);
    void abandon(const QString &name);

    /// Null where nobody has published them.
    const Truths *find(const QByteArray &name) const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<QByteArray, std::unique_ptr<const Truths>> m_truths; ///< null: somebody is at it
};

} // namespace rules
