// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/importreport.h"
#include "domain/record.h"

namespace domain {

/// How far a source is trusted against another: a person > live inventory > state file > index > register > reference. An index
/// lists what there is and knows little of each.
enum class SourceRank : int { Reference = 10, Register = 20, Index = 25, StateFile = 30, LiveInventory = 40 };

/// What a file is, said once before its first record.
struct SourceHeader
{
    QString scope;   ///< within the format: account and region, cluster, lineage, or the file's name where nothing better is
    SourceRank rank = SourceRank::LiveInventory;
    bool complete = true;  ///< false: the export itself says that it is not the whole (NextToken, Count.Complete=false)
    /// When the export was made, in seconds since 1970 UTC; 0: it does not say. Of two sources of one rank the newer one wins. Where a
    /// source only counts its exports (the serial of a state), the number orders those of its scope as well.
    qint64 captured = 0;
    /// Its keys are the organisation's own words, also where the reference data has the thing under another.
    bool ownKeys = false;
    /// Nothing in the file tells its scope, which is named after where the file lies: what an earlier export of that name had is gone only
    /// where this one repeats something of it.
    bool guessed = false;
};

/// The most that a count of exports (SourceHeader::captured) can be: what is above is a time. Of one scope both order the exports; against
/// another scope a count tells nothing.
constexpr qint64 MostEditions = 1'000'000'000;

/// Takes what an importer reads. Calls, per file: header() once, then for each record of the export (formats.md section 15)
/// beginRecord(), then entity() for every entity that it makes, or ignored(), or rejected().
/// A record with no call after beginRecord() counts as ignored. After rejected() earlier entities of that record are dropped.
/// Thread: the importer's. The importer must not keep what it handed over.
class RecordSink
{
public:
    virtual ~RecordSink() = default;
    virtual void header(const SourceHeader &) = 0;
    /// `ordinal` counts from 0 in file order; `where` is the record's pointer ("/configurationItems/3") or "line 14".
    virtual void beginRecord(qint64 ordinal, const QString &where) = 0;
    virtual void entity(Record &&) = 0;
    virtual void ignored(const QString &code, const QString &message) = 0;
    virtual void rejected(const QString &code, const QString &where, const QString &message) = 0;
    /// Not about one record's fate: a duplicate member, a doubtful encoding, an incomplete export.
    virtual void diagnostic(const Diagnostic &) = 0;
    /// The export turned out to be incomplete after the header was said.
    virtual void markIncomplete(const QString &message) = 0;
    /// The same, since it is a page of a list that goes on in another file: the last page looks like a whole list.
    virtual void markPage(const QString &message) { markIncomplete(message); }
    /// The export turned out to be a selection after the header was said: what it lacks is not gone.
    virtual void markSelection() {}
    /// The file is the whole of the scope (Record::scope), whatever it holds of it; empty: of the header's, beside those of its records.
    virtual void covers(const QString &scope) { (void)scope; }
    /// Two names of one account (of Google Cloud: a project); may come before the header, best before what is in it.
    virtual void accountNames(const AccountNames &names) { (void)names; }
    /// Records that the sink is done with and has kept, so that they can be freed in the thread that made them: freeing
    /// another thread's memory is slow. May be empty always.
    virtual QList<Record> takeSpent() { return {}; }
};

} // namespace domain
