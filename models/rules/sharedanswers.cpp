// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/sharedanswers.h"

namespace rules {

Truths::Truths(qint64 last) : m_pages(static_cast<std::size_t>(last / (4 * PageBytes) + 1)) {}

Truths::~Truths()
{
    for (const std::atomic<Page *> &page : m_pages)
        delete page.load();
}

void Truths::set(qint64 number, Answer answer)
{
    const auto at = static_cast<std::size_t>(number / (4 * PageBytes));
    if (number < 0 || at >= m_pages.size())
        return;
    Page *page = m_pages[at].load(std::memory_order_acquire);
    if (!page) {
        auto fresh = std::make_unique<Page>();
        // Where another was quicker, its page counts.
        if (m_pages[at].compare_exchange_strong(page, fresh.get(), std::memory_order_acq_rel))
            page = fresh.release();
    }
    (*page)[byteOf(number)].fetch_or(static_cast<unsigned char>(static_cast<unsigned>(answer) << shiftOf(number)), std::memory_order_relaxed);
}

SharedAnswers::Entry &SharedAnswers::entry(qint64 name, qint64 last)
{
    const std::lock_guard lock(m_mutex);
    return m_entries.try_emplace(name, last).first->second;
}

} // namespace rules
