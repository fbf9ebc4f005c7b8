// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/recordsink.h"
#include "domain/result.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

namespace importers {

/// Lets one thread read a file while another writes what was read: a sink that passes all calls on, in their order, to
/// a sink in the thread of whoever called run(). What waits between them is bounded in number and in bytes.
class RecordPipe final : public domain::RecordSink
{
public:
    using Reader = std::function<domain::Result<void>(domain::RecordSink &, domain::JobContext &)>;

    /// Runs `read` in a thread of its own and `target` in the calling one, until both are done. `stopped`, asked now
    /// and then in the calling thread, ends it early: the target can't take more. The reader's result; after an error
    /// the target has got a part of the calls, and the caller rolls back.
    static domain::Result<void> run(const Reader &read, domain::RecordSink &target,
                                    const std::function<bool()> &stopped, domain::JobContext &context);

    void header(const domain::SourceHeader &) override;
    void beginRecord(qint64 ordinal, const QString &where) override;
    void entity(domain::Record &&) override;
    void ignored(const QString &code, const QString &message) override;
    void rejected(const QString &code, const QString &where, const QString &message) override;
    void diagnostic(const domain::Diagnostic &) override;
    void markIncomplete(const QString &message) override;
    void markPage(const QString &message) override;
    void markSelection() override;
    void covers(const QString &scope) override;
    void accountNames(const domain::AccountNames &) override;

private:
    struct Begin
    {
        qint64 ordinal;
        QString where;
    };
    struct Ignored
    {
        QString code, message;
    };
    struct Rejected
    {
        QString code, where, message;
    };
    struct Incomplete
    {
        QString message;
        bool page;
    };
    struct Selection
    {
    };
    struct Covers
    {
        QString scope;
    };
    using Call =
        std::variant<domain::SourceHeader, Begin, domain::Record, Ignored, Rejected, domain::Diagnostic, Incomplete, Selection, Covers, domain::AccountNames>;
    using Batch = std::vector<Call>;
    /// What the writer is done with, on its way back to be freed.
    struct Spent
    {
        Batch calls;
        QList<domain::Record> records;
    };
    class Context;

    void add(Call &&, qsizetype weight);
    void hand();
    void close(domain::Result<void> result);
    bool take(Batch &);
    void abandon();
    bool isAbandoned() const;
    static void pass(Call &, domain::RecordSink &);
    void giveBack(Batch &&, QList<domain::Record> &&);

    Batch m_batch; ///< the reader's, being filled
    qsizetype m_weight = 0;

    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::condition_variable m_emptied;
    std::deque<Batch> m_waiting;
    std::vector<Spent> m_spent;
    bool m_closed = false;
    bool m_abandoned = false;
    domain::Result<void> m_result;
};

} // namespace importers
