// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/recordpipe.h"

#include "domain/contenthash.h"

#include <exception>
#include <thread>

using namespace Qt::StringLiterals;

namespace importers {
namespace {

constexpr std::size_t BatchCalls = 256;
constexpr qsizetype BatchBytes = 256 * 1024;
constexpr std::size_t Batches = 8;

qsizetype weightOf(const domain::Record &record)
{
    qsizetype weight = 256 + 2 * record.key.size();
    for (const domain::Field &field : record.fields) {
        weight += 64;
        if (const auto *text = std::get_if<QString>(&field.value))
            weight += 2 * text->size();
        else if (const auto *list = std::get_if<domain::ListValue>(&field.value))
            for (const QString &item : list->items)
                weight += 32 + 2 * item.size();
    }
    return weight + 128 * record.places.size();
}

template <class... F> struct Overloaded : F...
{
    using F::operator()...;
};
// Clang before 17 does not work the arguments of an aggregate out by itself.
template <class... Each> Overloaded(Each...) -> Overloaded<Each...>;

} // namespace

/// The reader's view of the job: also cancelled when the writer gave up.
class RecordPipe::Context final : public domain::JobContext
{
public:
    Context(domain::JobContext &job, const RecordPipe &pipe) : m_job(job), m_pipe(pipe) {}
    bool isCancelled() const override { return m_job.isCancelled() || m_pipe.isAbandoned(); }
    void progress(qint64 done, qint64 total, const QString &text) override { m_job.progress(done, total, text); }

private:
    domain::JobContext &m_job;
    const RecordPipe &m_pipe;
};

domain::Result<void> RecordPipe::run(const Reader &read, domain::RecordSink &target,
                                     const std::function<bool()> &stopped, domain::JobContext &context)
{
    RecordPipe pipe;
    Context readerContext(context, pipe);
    std::thread reader([&] {
        try {
            domain::Result<void> result = read(pipe, readerContext);
            pipe.hand();
            pipe.close(std::move(result));
        } catch (const std::exception &e) {
            pipe.close(domain::Error{domain::ErrorCode::Internal, QString::fromUtf8(e.what()), {}});
        }
    });
    Batch batch;
    bool open = true;
    try {
        while (open && pipe.take(batch)) {
            for (Call &call : batch)
                pass(call, target);
            pipe.giveBack(std::move(batch), target.takeSpent());
            open = !stopped();
        }
    } catch (...) {
        pipe.abandon();
        reader.join();
        throw;
    }
    if (!open)
        pipe.abandon();
    reader.join();
    // A reader that was stopped because the target gave up has no reason of its own: the target tells it.
    return open ? pipe.m_result : domain::Result<void>();
}

void RecordPipe::pass(Call &call, domain::RecordSink &target)
{
    std::visit(Overloaded{[&](const domain::SourceHeader &c) { target.header(c); },
                          [&](const Begin &c) { target.beginRecord(c.ordinal, c.where); },
                          [&](domain::Record &c) { target.entity(std::move(c)); },
                          [&](const Ignored &c) { target.ignored(c.code, c.message); },
                          [&](const Rejected &c) { target.rejected(c.code, c.where, c.message); },
                          [&](const domain::Diagnostic &c) { target.diagnostic(c); },
                          [&](const Incomplete &c) { c.page ? target.markPage(c.message) : target.markIncomplete(c.message); },
                          [&](const Selection &) { target.markSelection(); },
                          [&](const Covers &c) { target.covers(c.scope); },
                          [&](const domain::AccountNames &c) { target.accountNames(c); }},
               call);
}

void RecordPipe::add(Call &&call, qsizetype weight)
{
    m_batch.push_back(std::move(call));
    m_weight += weight;
    if (m_batch.size() >= BatchCalls || m_weight >= BatchBytes)
        hand();
}

void RecordPipe::hand()
{
    if (m_batch.empty())
        return;
    Batch full;
    std::swap(full, m_batch);
    m_weight = 0;
    std::vector<Spent> spent;
    {
        std::unique_lock lock(m_mutex);
        m_emptied.wait(lock, [this] { return m_waiting.size() < Batches || m_abandoned; });
        if (m_abandoned)
            return;
        m_waiting.push_back(std::move(full));
        spent.swap(m_spent);
    }
    m_filled.notify_one();
    // Freed here, where it was taken, outside of the lock; one batch serves again.
    if (!spent.empty()) {
        m_batch = std::move(spent.front().calls);
        m_batch.clear();
    }
    m_batch.reserve(BatchCalls);
}

void RecordPipe::close(domain::Result<void> result)
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_result = std::move(result);
    }
    m_filled.notify_one();
}

/// The next batch; false when there will be none: all was taken, or the reader failed and the rest does not matter.
bool RecordPipe::take(Batch &batch)
{
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_waiting.empty(); });
        if (m_waiting.empty() || (m_closed && !m_result))
            return false;
        batch = std::move(m_waiting.front());
        m_waiting.pop_front();
    }
    m_emptied.notify_one();
    return true;
}

void RecordPipe::giveBack(Batch &&calls, QList<domain::Record> &&records)
{
    const std::lock_guard lock(m_mutex);
    m_spent.push_back({std::move(calls), std::move(records)});
}

void RecordPipe::abandon()
{
    {
        const std::lock_guard lock(m_mutex);
        m_abandoned = true;
        m_waiting.clear();
    }
    m_emptied.notify_one();
}

bool RecordPipe::isAbandoned() const
{
    const std::lock_guard lock(m_mutex);
    return m_abandoned;
}

void RecordPipe::header(const domain::SourceHeader &header)
{
    add(header, 0);
}
void RecordPipe::beginRecord(qint64 ordinal, const QString &where)
{
    add(Begin{ordinal, where}, 2 * where.size());
}
void RecordPipe::entity(domain::Record &&record)
{
    const qsizetype weight = weightOf(record);
    if (record.hash == 0)
        record.hash = domain::contentHash(record);
    add(std::move(record), weight);
}
void RecordPipe::ignored(const QString &code, const QString &message)
{
    add(Ignored{code, message}, 0);
}
void RecordPipe::rejected(const QString &code, const QString &where, const QString &message)
{
    add(Rejected{code, where, message}, 2 * message.size());
}
void RecordPipe::diagnostic(const domain::Diagnostic &diagnostic)
{
    add(diagnostic, 2 * diagnostic.message.size());
}
void RecordPipe::markIncomplete(const QString &message)
{
    add(Incomplete{message, false}, 0);
}
void RecordPipe::markPage(const QString &message)
{
    add(Incomplete{message, true}, 0);
}
void RecordPipe::markSelection()
{
    add(Selection{}, 0);
}

void RecordPipe::covers(const QString &scope)
{
    add(Covers{scope}, scope.size());
}

void RecordPipe::accountNames(const domain::AccountNames &names)
{
    add(names, names.number.size() + names.id.size());
}

} // namespace importers
