// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/importwriter.h"

#include "domain/contenthash.h"
#include "domain/exportday.h"
#include "store/completeness.h"
#include "store/followups.h"
#include "store/enrich.h"
#include "store/identity.h"
#include "store/importreportjson.h"
#include "store/listpages.h"
#include "store/machinetypes.h"
#include "store/referencedata.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype KeptForReuse = 1024;

} // namespace

ImportWriter::ImportWriter(AttributeStore &store, const ReferenceLookup &reference, ImportFile file)
    : m_store(store), m_file(std::move(file)),
      m_log(store, u"import"_s, m_file.path, m_file.who, m_file.at), m_adder(store, m_log.set()), m_presence(store, m_log),
      m_restatement(store, m_log), m_instances(store), m_fields(store, reference), m_updater(store, m_log, m_restatement, m_file.at.toUTC().toString(Qt::ISODate)), m_checks(store), m_today(m_file.at.date()), m_canonical(store, reference, m_log.set()), m_projects(store)
{
    m_report.path = m_file.path;
    m_report.format = m_file.format;
    m_report.changeSet = m_log.set();
    Statement &schemes = m_store.statement("SELECT DISTINCT scheme FROM alias");
    while (schemes.next())
        m_schemes.insert(schemes.text(0));
    schemes.reset();
}

ImportWriter::~ImportWriter() = default;

void ImportWriter::header(const SourceHeader &header)
{
    if (m_headerSaid)
        return;
    m_headerSaid = true;
    m_header = header;
    if (m_header.captured == 0)
        m_header.captured = exportedByName(m_file.path);
    if (m_header.captured > m_file.at.toSecsSinceEpoch())
        m_header.captured = 0;   // no export is made tomorrow: the number is something else
    m_feed = m_ownFeed = feedOf(m_header.scope);
    Statement &source = m_store.statement("INSERT INTO source(feed,change_set,path,sha256,bytes,imported_at,complete,captured,folder) "
                                          "VALUES(?1,?2,?3,'',0,?4,?5,?6,?7) RETURNING id");
    source.bind(1, m_feed).bind(2, m_log.set()).bind(3, m_file.path);
    source.bind(4, m_file.at.toUTC().toString(Qt::ISODate)).bind(5, qint64(header.complete ? 1 : 0));
    source.bind(6, m_header.captured).bind(7, QDir::isRelativePath(m_file.path) ? QDir::currentPath() : QString());
    if (source.next())
        m_source = source.integer(0);
    source.run();
    m_firstSource = m_source;
    if (m_file.firstSet != 0) {
        Statement &first = m_store.statement("SELECT min(id) FROM source WHERE change_set>=?1");
        first.bind(1, m_file.firstSet);
        if (first.next())
            m_firstSource = first.integer(0);
        first.reset();
    }
    m_presence.begin(m_feed, m_source, m_header.captured, header.complete, m_file.format, m_firstSource);
    if (header.guessed)
        m_presence.isGuessed();
    if (const QString also = alsoCovered(m_file.format, m_file.path); !also.isEmpty())
        m_presence.scopes().covers(also);
}

qint64 ImportWriter::feedOf(const QString &scope)
{
    if (const auto known = m_feeds.constFind(scope); known != m_feeds.constEnd())
        return *known;
    Statement &feed = m_store.statement("INSERT INTO feed(format,scope,rank,own_rank) VALUES(?1,?2,?3,"
                                        "(SELECT rank FROM trust WHERE format=?1 AND scope IN (?2,'*') ORDER BY scope='*' LIMIT 1)) "
                                        "ON CONFLICT(format,scope) DO UPDATE SET rank=excluded.rank RETURNING id");
    feed.bind(1, m_file.format).bind(2, scope).bind(3, qint64(m_header.rank));
    const qint64 id = feed.next() ? feed.integer(0) : 0;
    feed.run();
    m_feeds.insert(scope, id);
    return id;
}

void ImportWriter::beginRecord(qint64 ordinal, const QString &where)
{
    flushRecord();
    m_open = true;
    m_fate = Outcome::None;
    m_ordinal = ordinal;
    m_where = where;
    ++m_report.records.read;
    if (m_watch)
        m_watch->saw(where);
}

void ImportWriter::entity(Record &&record)
{
    m_projects.apply(record);
    m_pending.append(std::move(record));
}

QList<Record> ImportWriter::takeSpent()
{
    QList<Record> spent = std::exchange(m_pending, {});
    // The record that is still being told of stays.
    for (qsizetype i = m_written; i < spent.size(); ++i)
        m_pending.append(std::move(spent[i]));
    m_written = 0;
    return spent;
}

void ImportWriter::dropPending()
{
    m_pending.resize(m_written);
}

void ImportWriter::ignored(const QString &code, const QString &message)
{
    m_fate = Outcome::Ignored;
    m_lines.ignored(code, m_where, message);
}

void ImportWriter::rejected(const QString &code, const QString &where, const QString &message)
{
    m_fate = Outcome::Rejected;
    if (m_watch)
        m_watch->add({m_where, where, code, message});
    diagnostic({code, DiagnosticLevel::Error, where.isEmpty() ? m_where : where, message});
}

void ImportWriter::diagnostic(const Diagnostic &d) { m_lines.add(d); }

void ImportWriter::markIncomplete(const QString &message)
{
    m_header.complete = false;
    diagnostic({u"incomplete-export"_s, DiagnosticLevel::Warning, {}, message});
}

void ImportWriter::markPage(const QString &message)
{
    m_page = true;
    markIncomplete(message);
}

void ImportWriter::markSelection()
{
    m_selection = true;
}

void ImportWriter::covers(const QString &scope)
{
    if (scope.isEmpty())
        m_presence.coversFeed();
    else if (m_headerSaid)
        m_presence.scopes().covers(scope);
}

void ImportWriter::accountNames(const AccountNames &names) { m_projects.tell(m_log, names); }

void ImportWriter::kept(Kept how)
{
    m_fate = how == Kept::New ? Outcome::Added : how == Kept::Changed ? Outcome::Updated : Outcome::Unchanged;
}

void ImportWriter::flushRecord()
{
    if (!m_open)
        return;
    m_open = false;
    if (failed()) {
        dropPending();
        return;
    }
    if (m_pending.size() > m_written) {
        // Of a record that is rejected already too: all that is wrong with it is told at once.
        for (qsizetype i = m_written; i < m_pending.size(); ++i) {
            Record &record = m_pending[i];
            readCertificateName(record, m_where, *this);
            m_fields.look(record, m_header.rank);
            if (record.key.isEmpty() && !record.registerWord && !record.machineType && m_fate != Outcome::Rejected)
                rejected(u"no-key"_s, m_where, u"the record has no key"_s);
            for (const RecordChecks::Fault &fault : m_checks.faultsOf(record, m_fields.known(), m_header.rank, m_today))
                rejected(fault.code, m_where, fault.message);
        }
        if (m_fate == Outcome::Rejected) {
            noteUnread();
            dropPending();
        }
    } else if (m_fate == Outcome::Rejected) {
        ++m_unidentified;
    }
    m_changed.clear();
    Outcome outcome = m_fate == Outcome::None ? Outcome::Ignored : m_fate;
    if (m_pending.size() > m_written) {
        outcome = Outcome::Ignored;
        const bool several = m_pending.size() > m_written + 1;
        for (qsizetype i = m_written; i < m_pending.size(); ++i) {
            Record &record = m_pending[i];
            if (several)
                m_fields.look(record, m_header.rank);
            outcome = std::max(outcome, record.registerWord  ? writeRegisterWord(record)
                                        : record.machineType ? writeMachineType(*record.machineType)
                                                             : writeEntity(record));
        }
    }
    // Whoever made the records may take them back; nobody need.
    if (m_pending.size() >= KeptForReuse)
        m_pending.clear();
    m_written = m_pending.size();
    switch (outcome) {
    case Outcome::Added: ++m_report.records.added; break;
    case Outcome::Updated:
        ++m_report.records.updated;
        for (const qint64 entity : m_changed)
            m_changes.changed.emplace_back(m_ordinal, entity);
        break;
    case Outcome::Unchanged:
        ++m_report.records.unchanged;
        if (m_restatement.hasBegun(m_ordinal))
            m_restated.insert(m_ordinal);
        break;
    case Outcome::Rejected: ++m_report.records.rejected; break;
    case Outcome::None:
    case Outcome::Ignored: ++m_report.records.ignored; break;
    }
}

/// What a rejected record is about is there all the same, as far as it can be told.
void ImportWriter::noteUnread()
{
    for (qsizetype i = m_written; i < m_pending.size(); ++i) {
        if (const qint64 id = recorded(m_pending.at(i)); id != 0)
            m_presence.unread(id);
        else if (m_pending.at(i).key.isEmpty())
            ++m_unidentified;
    }
}

/// The entity under any of the record's names; 0: there is none. Nothing is merged by it.
qint64 ImportWriter::recorded(const Record &record)
{
    qint64 id = record.key.isEmpty() ? 0 : m_store.find(record.kind, record.key);
    for (const Alias &alias : record.aliases) {
        if (id == 0)
            id = m_store.find(record.kind, alias.value);
    }
    return id;
}

/// Has this import spoken of it already?
bool ImportWriter::broughtHere(qint64 entity)
{
    Statement &s = m_store.statement("SELECT 1 FROM entity_source WHERE entity=?1 AND feed=?2 AND source=?3");
    s.bind(1, entity).bind(2, m_feed).bind(3, m_source);
    return s.hasRow();
}

/// Lists that people keep know a machine of AWS by its number alone, which is its own among all.
void ImportWriter::nameInstance(Record &record)
{
    static const QRegularExpression number(u"^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$"_s);
    if (record.kind == EntityKind::Workload && number.match(record.key).hasMatch())
        record.aliases.append({u"instance"_s, u"aws/"_s + record.key});
}

bool ImportWriter::isOtherList(qint64 source)
{
    Statement &s = m_store.statement("SELECT path FROM source WHERE id=?1");
    s.bind(1, source);
    const bool other = s.next() && lastingName(s.text(0)) != lastingName(m_file.path);
    s.reset();
    return other;
}

/// The entity that the record speaks of, under whatever name it came in before; two that it shows to be one are merged. 0: a new one.
qint64 ImportWriter::known(const Record &record)
{
    // The key itself is looked for when it is added: nearly all records of a large first import are new.
    qint64 id = m_schemes.isEmpty() ? 0 : m_store.findByAlias(record.kind, record.key);
    for (const Alias &alias : record.aliases) {
        qint64 also = 0;
        if (alias.value != record.key && (alias.kept || m_instances.areUsed()))
            also = m_store.find(record.kind, alias.value);
        if (also == 0 && id == 0 && alias.kept)
            also = m_instances.find(record, alias);
        if (also != 0 && m_header.ownKeys && m_store.keyOf(also) != record.key && broughtHere(also))
            diagnostic({u"shared-alias"_s, DiagnosticLevel::Warning, m_where,
                        u"'%1' has the alias %2 of '%3' above and is taken for the same; give it another alias if it is not"_s.arg(
                            record.key, alias.value, m_store.keyOf(also))});
        if (also != 0 && id != 0 && also != id)
            id = mergeEntities(m_store, m_log, id, also);
        else if (also != 0)
            id = also;
    }
    if (id == 0)
        return 0;
    if (const qint64 same = m_store.find(record.kind, record.key); same != 0 && same != id)
        id = mergeEntities(m_store, m_log, id, same);
    if (isBetterKey(record.key, m_store.keyOf(id)))
        giveKey(m_store, m_log, id, record.key);
    return id;
}

ImportWriter::Outcome ImportWriter::writeRegisterWord(const Record &record)
{
    const RegisterWord &word = *record.registerWord;
    if (!word.complete)
        return withdrawComplete(m_store, m_log, record.kind, word.attr) ? Outcome::Updated : Outcome::Unchanged;
    const bool isNew = !declaredComplete(m_store, record.kind, word.attr);
    Completeness said{record.kind, word.attr, {}, m_file.at.date().toString(Qt::ISODate), word.until};
    if (record.person) {
        said.who = record.person->who;
        said.evidence = record.person->evidence;
        if (!record.person->at.isEmpty())
            said.at = record.person->at;
    }
    return !declareComplete(m_store, m_log, said) ? Outcome::Unchanged : isNew ? Outcome::Added : Outcome::Updated;
}

ImportWriter::Outcome ImportWriter::writeMachineType(const MachineType &type)
{
    switch (tellMachineType(m_store, m_log, type)) {
    case Told::New: return Outcome::Added;
    case Told::Changed: return Outcome::Updated;
    case Told::Same: break;
    }
    return Outcome::Unchanged;
}

ImportWriter::Outcome ImportWriter::writeEntity(Record &record)
{
    const qint64 hash = record.hash != 0 ? record.hash : contentHash(record);
    if (m_header.rank == SourceRank::Register)
        nameInstance(record);
    m_canonical.apply(record, m_fields.known(), m_header, m_where, *this);
    if (record.captured == 0)
        record.captured = m_header.captured;
    m_feed = record.feed.isEmpty() ? m_ownFeed : feedOf(record.feed);
    m_presence.speakFor(m_feed);
    if (record.deleted)
        return writeDeletion(record);
    // A thing may have changed long before it was looked at: of an inventory only the export itself tells when that was.
    const QString scope = record.scope.isEmpty() ? scopeOfFinding(record, m_file.format, m_file.path) : record.scope;
    const auto within = [&](qint64 entity) {
        if (!scope.isEmpty() && entity != 0)
            m_presence.scopes().seen(scope, entity, record.scope.isEmpty() ? record.captured : 0);
    };
    qint64 id = known(record);
    if (id == 0) {
        id = m_adder.add(record, m_feed);
        if (id != 0 && record.person) {
            if (++m_bare <= NamedInWarnings)
                m_bareNames.append(kindName(record.kind) + u':' + record.key);
            // A person's word on what no export has brought yet: the entity stands bare, each value is the person's.
            Record bare;
            bare.kind = record.kind;
            m_adder.write(id, bare, {});
            EntityUpdater::Telling how = telling();
            how.again = true;
            updateEntity(id, record, hash, how);
            return Outcome::Added;
        }
        if (id != 0) {
            addFields(id, record);
            addAliases(id, record.key, record);
            m_adder.noteSource(id, m_feed, m_source, m_ordinal, record, m_where, hash);
            within(id);
            return Outcome::Added;
        }
        id = m_store.find(record.kind, record.key);
    }
    within(id);
    Statement &seen = m_store.statement("SELECT row_hash, captured, source FROM entity_source WHERE entity=?1 AND feed=?2");
    seen.bind(1, id).bind(2, m_feed);
    const bool sameFeed = seen.next();
    const qint64 oldHash = sameFeed ? seen.integer(0) : 0;
    const qint64 newest = sameFeed ? seen.integer(1) : 0;
    const bool again = sameFeed && seen.integer(2) == m_source;
    const bool together = sameFeed && !again && seen.integer(2) >= m_firstSource && newest == record.captured;
    const qint64 teller = sameFeed ? seen.integer(2) : 0;
    seen.reset();
    const bool older = record.captured != 0 && record.captured < newest;
    if (sameFeed && oldHash == hash && record.captured <= newest) {
        m_presence.seen(id, record.captured);
        record.captured = newest;
        m_adder.noteSource(id, m_feed, m_source, m_ordinal, record, m_where, hash);
        return Outcome::Unchanged;
    }
    if (sameFeed && newest != 0 && record.captured > newest)
        m_presence.sawNewerCapture();
    if (older) {
        m_presence.sawOlderCapture();
        ignored(u"older-capture"_s, u"%1: a newer capture of it was imported before"_s.arg(record.key));
        return Outcome::Ignored;
    }
    if (again || together)
        m_changes.toldAgain.insert(id);
    EntityUpdater::Telling how = telling();
    how.sameFeed = sameFeed;
    how.again = again;
    how.together = together;
    how.sameList = sameFeed && !again && !together && m_header.rank == SourceRank::Register && !isOtherList(teller);
    // Of two rows of one key in a register the later counts, as its reader says.
    how.otherList = (again && m_header.rank != SourceRank::Register) || (record.kind == EntityKind::Identity && sameFeed && record.captured == newest && isOtherList(teller));
    return updateEntity(id, record, hash, how);
}

// Nothing comes in of what its source calls deleted; what is known of it is marked.
ImportWriter::Outcome ImportWriter::writeDeletion(Record &record)
{
    const qint64 id = recorded(record);
    if (id != 0 && m_presence.deleted(id, record.captured))
        m_adder.noteSource(id, m_feed, m_source, m_ordinal, record, m_where, 0);
    return Outcome::Ignored;
}

void ImportWriter::sayUnknown()
{
    for (const QString &attr : m_fields.unknown())
        diagnostic({u"unknown-attribute"_s, DiagnosticLevel::Warning, m_where, u"'%1' is no attribute that is known, and is not read"_s.arg(attr)});
}

void ImportWriter::addFields(qint64 id, const Record &record)
{
    sayUnknown();
    m_adder.write(id, record, m_fields.known());
    m_fields.written(record.kind, id, true);
    for (const KnownField &f : m_fields.known()) {
        if (record.person || std::holds_alternative<NoAnswer>(f.field->value))
            m_updater.answer(id, record, *f.attribute, f.field->value, telling());
    }
}

void ImportWriter::addAliases(qint64 id, const QString &key, const Record &record)
{
    for (const Alias &alias : record.aliases) {
        if (alias.value == key || !alias.kept)
            continue;   // the key is an alias by itself
        m_schemes.insert(alias.scheme);
        m_adder.addAlias(id, alias);
    }
}

EntityUpdater::Telling ImportWriter::telling() const { return {m_feed, m_ordinal, m_where}; }

ImportWriter::Outcome ImportWriter::updateEntity(qint64 id, const Record &record, qint64 hash, const EntityUpdater::Telling &how)
{
    sayUnknown();
    const bool changed = m_updater.update(id, record, m_fields.known(), how);
    m_fields.written(record.kind, id, false);
    if (changed)
        m_changed.push_back(id);
    m_presence.seen(id, record.captured);
    m_adder.noteSource(id, m_feed, m_source, m_ordinal, record, m_where, hash);
    return changed ? Outcome::Updated : Outcome::Unchanged;
}

void ImportWriter::takeBackUnsaid()
{
    const QList<Restatement::TakenBack> all = m_restatement.finish();
    if (all.isEmpty())
        return;
    std::set<qint64> updated;
    for (const auto &[ordinal, entity] : m_changes.changed)
        updated.insert(updated.end(), ordinal);
    for (const Restatement::TakenBack &back : all) {
        // A record that only left something out was counted before that was known.
        if (m_restated.remove(back.ordinal)) {
            --m_report.records.unchanged;
            ++m_report.records.updated;
            updated.insert(back.ordinal);
        }
        if (updated.find(back.ordinal) != updated.end())
            m_changes.changed.emplace_back(back.ordinal, back.entity);
    }
}

Result<FileReport> ImportWriter::finish(const FileReport &reader)
{
    m_report.sha256 = reader.sha256;
    m_report.bytes = reader.bytes;
    for (const Diagnostic &d : reader.diagnostics)
        diagnostic(d);
    if (!m_headerSaid)
        header({m_file.path, SourceRank::Register, true});
    flushRecord();
    if (!m_store.newRows().write())
        return m_store.lastError(m_file.path);
    m_feed = m_ownFeed;
    m_presence.speakFor(m_feed);
    takeBackUnsaid();
    FollowUps followUps(m_store, m_log, [this](const Diagnostic &d) { diagnostic(d); });
    if (Result<void> joined = followUps.join(m_adder); !joined)
        return joined.error();
    m_lines.tellIgnored();
    followUps.judge(m_presence, {m_source, m_firstSource, m_file.format, m_file.completeFor, m_file.begun.isValid() ? m_file.begun : m_file.at, m_header.complete, m_selection, m_report.records.rejected, m_unidentified});
    m_updater.dropVanished();
    if (!m_header.complete) {
        Statement &s = m_store.statement("UPDATE source SET complete=?2 WHERE id=?1");
        s.bind(1, m_source).bind(2, m_page ? PageOfList : qint64(0));
        s.run();
    }
    if (m_bare > 0)
        diagnostic({u"only-answered"_s, DiagnosticLevel::Warning, {}, u"answers speak of %1 that no other source has brought (a typing error?): %2%3"_s.arg(
            m_bare == 1 ? u"one thing"_s : u"%1 things"_s.arg(m_bare), m_bareNames.join(u", "_s), m_bare > m_bareNames.size() ? u" ..."_s : QString())});
    Statement &s = m_store.statement("UPDATE source SET report=?2, sha256=?3, bytes=?4 WHERE id=?1");
    s.bind(1, m_source).bindUtf8(2, reportToJson(m_report)).bind(3, m_report.sha256).bind(4, m_report.bytes);
    if (!s.run())
        return Error{ErrorCode::DatabaseError, s.error(), m_file.path};
    m_log.finish();
    if (m_net)
        m_net->add(m_log.set(), std::move(m_changes));
    return m_report;
}

} // namespace store
