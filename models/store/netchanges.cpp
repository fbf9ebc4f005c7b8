// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/netchanges.h"

#include "store/attributestore.h"
#include "store/importreportjson.h"
#include "store/presence.h"
#include "store/valuecodec.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

/// What stood before the import's first change of a value, and after its last.
struct Span
{
    QByteArray before, after;
};
using Spans = std::map<std::pair<qint64, QString>, Span>; ///< by entity and attribute; the name has an attribute's name of its own

void readChanges(AttributeStore &store, qint64 set, const std::set<qint64> &of, Spans &spans)
{
    Statement &s = store.statement("SELECT entity, target||' '||attr, before, after FROM change WHERE change_set=?1 AND target IN ('value','name') ORDER BY seq");
    s.bind(1, set);
    while (s.next()) {
        const qint64 entity = s.integer(0);
        if (of.find(entity) == of.end())
            continue;
        const auto [span, isNew] = spans.try_emplace({entity, s.text(1)}, Span{s.text(2).toUtf8(), {}});
        span->second.after = s.text(3).toUtf8();
    }
    s.reset();
}

/// What the workspace has of it now, as the log writes it.
QByteArray standsNow(AttributeStore &store, qint64 entity, const QString &value)
{
    Statement &s = store.statement("SELECT kind, name FROM entity WHERE id=?1");
    s.bind(1, entity);
    const bool there = s.next();
    const auto kind = static_cast<EntityKind>(there ? s.integer(0) : 0);
    const QString name = there ? s.text(1) : QString();
    s.reset();
    if (!there || value.startsWith("name "_L1))
        return name.toUtf8();
    const Attribute *attribute = store.catalogue().kind(kind).find(value.section(u' ', 1));
    return attribute ? encodeValue(store.read(entity, kind, *attribute), *attribute) : QByteArray();
}

/// Of the records that changed something, how many changed only what others changed back.
qint64 undoneRecords(std::vector<std::pair<qint64, qint64>> changed, const std::set<qint64> &asBefore)
{
    std::sort(changed.begin(), changed.end());
    qint64 count = 0;
    for (auto at = changed.cbegin(); at != changed.cend();) {
        const auto next = std::find_if(at, changed.cend(), [at](const auto &one) { return one.first != at->first; });
        if (std::all_of(at, next, [&asBefore](const auto &one) { return asBefore.find(one.second) != asBefore.end(); }))
            ++count;
        at = next;
    }
    return count;
}

void keep(AttributeStore &store, const FileReport &report)
{
    Statement &s = store.statement("UPDATE source SET report=?2 WHERE change_set=?1");
    s.bind(1, report.changeSet).bindUtf8(2, reportToJson(report));
    s.run();
}

/// What the file lacked and a later one of the same import has is not gone.
void settleGone(AttributeStore &store, FileReport &report)
{
    const auto told = std::find_if(report.diagnostics.begin(), report.diagnostics.end(), [](const Diagnostic &d) { return d.code == GoneCode; });
    if (told == report.diagnostics.end())
        return;
    QList<qint64> gone;
    bool back = false;
    // The accelerators that the reference data tells of a machine come and go with it, and are not told.
    Statement &s = store.statement("SELECT c.entity, max(e.vanished) FROM change c JOIN entity e ON e.id=c.entity WHERE c.change_set=?1 AND c.target='vanished' AND c.after='1' AND "
                                   "e.key NOT LIKE 'acc:%' GROUP BY c.entity ORDER BY min(c.seq)");
    s.bind(1, report.changeSet);
    while (s.next()) {
        if (s.integer(1) != 0)
            gone.append(s.integer(0));
        else
            back = true;
    }
    s.reset();
    if (!back)
        return;
    if (gone.isEmpty())
        report.diagnostics.erase(told);
    else
        *told = noLongerThere(store, gone);
    keep(store, report);
}

} // namespace

void NetChanges::add(qint64 changeSet, OfFile &&file) { m_files[changeSet] = std::move(file); }

void NetChanges::settle(AttributeStore &store, QList<FileReport> &reports) const
{
    settleCounts(store, reports);
    for (FileReport &report : reports) {
        if (reports.size() > 1 && !report.refused && report.changeSet != 0)
            settleGone(store, report);
    }
}

void NetChanges::settleCounts(AttributeStore &store, QList<FileReport> &reports) const
{
    std::set<qint64> told;
    for (const FileReport &report : std::as_const(reports)) {
        if (const auto file = m_files.find(report.changeSet); file != m_files.end() && !report.refused)
            told.insert(file->second.toldAgain.cbegin(), file->second.toldAgain.cend());
    }
    if (told.empty())
        return;
    QList<qint64> sets;
    for (const FileReport &report : std::as_const(reports)) {
        if (report.changeSet != 0 && !report.refused)
            sets.append(report.changeSet);
    }
    std::sort(sets.begin(), sets.end());
    Spans spans;
    for (const qint64 set : std::as_const(sets))
        readChanges(store, set, told, spans);
    std::set<qint64> asBefore = told;
    for (const auto &[value, span] : spans) {
        // What the reference data tells is put in without a word in the log: what stands now decides.
        if (span.before != span.after && span.before != standsNow(store, value.first, value.second))
            asBefore.erase(value.first);
    }
    for (FileReport &report : reports) {
        const auto file = m_files.find(report.changeSet);
        if (file == m_files.end() || report.refused)
            continue;
        const qint64 undone = undoneRecords(file->second.changed, asBefore);
        if (undone == 0)
            continue;
        report.records.updated -= undone;
        report.records.unchanged += undone;
        keep(store, report);
    }
}

} // namespace store
