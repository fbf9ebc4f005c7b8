// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace rules {

/// Whether a condition holds, for things by their number: yes, no, not known, or nobody has asked yet; two bits each. Any thread: who asks
/// what another has just asked finds the same answer, so it does not matter who comes first.
class Truths
{
public:
    enum class Answer : unsigned char { NotAsked = 0, No = 1, Yes = 2, NotKnown = 3 };

    /// Numbers from 0 to `last`; of others nothing is kept.
    explicit Truths(qint64 last);
    ~Truths();
    Truths(const Truths &) = delete;
    Truths &operator=(const Truths &) = delete;

    void set(qint64 number, Answer);
    Answer of(qint64 number) const
    {
        const auto page = static_cast<std::size_t>(number / (4 * PageBytes));
        if (number < 0 || page >= m_pages.size())
            return Answer::NotAsked;
        const Page *const bits = m_pages[page].load(std::memory_order_acquire);
        return bits ? static_cast<Answer>(((*bits)[byteOf(number)].load(std::memory_order_relaxed) >> shiftOf(number)) & 3U) : Answer::NotAsked;
    }

private:
    static constexpr qint64 PageBytes = 4096;
    using Page = std::array<std::atomic<unsigned char>, PageBytes>;
    static std::size_t byteOf(qint64 number) { return static_cast<std::size_t>(number / 4 % PageBytes); }
    static unsigned shiftOf(qint64 number) { return static_cast<unsigned>(number % 4 * 2); }

    std::vector<std::atomic<Page *>> m_pages; ///< made when something on them is answered
};

/// The answers to what several rules of a run ask, by name, for all readers of the run. Any thread; must outlive the readers.
class SharedAnswers
{
public:
    struct Entry
    {
        explicit Entry(qint64 last) : truths(last) {}
        Truths truths;
        std::atomic<bool> gathered = false; ///< somebody answers, or has answered, for all things at once
    };
    /// The same for the same name, whoever comes first; it stays where it is.
    Entry &entry(qint64 name, qint64 last);

private:
    std::mutex m_mutex;
    std::map<qint64, Entry> m_entries;
};

} // namespace rules
