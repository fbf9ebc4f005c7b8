// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/importwriter.h"

#include "store/enrich.h"
#include "store/importreportjson.h"
#include "store/referencedata.h"

#include <QHashFunctions>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MaxDiagnostics = 300;

void mix(size_t &seed, size_t value) { seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2); }
void mix(size_t &seed, const QString &text) { mix(seed, qHash(text, 0x5bd1e995)); }

// Stable over runs (explicit seeds), since it is stored to tell "unchanged" at the next import.
qint64 contentHash(const Record &r)
{
    size_t seed = static_cast<size_t>(r.kind) + 1;
    mix(seed, r.key);
    mix(seed, r.name);
    mix(seed, r.mapping);
    for (const Alias &a : r.aliases)
        mix(seed, a.scheme + a.value);
    for (const Field &f : r.fields) {
        mix(seed, f.attr);
        mix(seed, f.value.index());
        std::visit(
            [&seed](const auto &v) {
                using T = std::decay_t<decltype(v)>;
                if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, qint64>)
                    mix(seed, static_cast<size_t>(v));
                else if constexpr (std::is_same_v<T, double>)
                    mix(seed, QString::number(v, 'g', 17));
                else if constexpr (std::is_same_v<T, QString>)
                    mix(seed, v);
                else if constexpr (std::is_same_v<T, Reference>)
                    mix(seed, v.key);
                else if constexpr (std::is_same_v<T, ListValue>)
                    mix(seed, v.items.join(u'\x1f') + (v.complete ? u'c' : u'p'));
            },
            f.value);
    }
    for (const Place &p : r.places)
        mix(seed, QString::number(p.facets) + encodePlace(p));
    mix(seed, static_cast<size_t>(r.completeFacets));
    return static_cast<qint64>(seed);
}

QByteArray tableOf(EntityKind kind) { return "e_" + kindName(kind).toUtf8(); }

} // namespace

ImportWriter::ImportWriter(AttributeStore &store, const ReferenceLookup &reference, ImportFile file)
    : m_store(store), m_reference(reference), m_file(std::move(file)),
      m_log(store, u"import"_s, m_file.path, m_file.who, m_file.at)
{
    m_report.path = m_file.path;
    m_report.format = m_file.format;
    m_report.changeSet = m_log.set();
    Statement &s = m_store.statement("SELECT code FROM ref_country");
    while (s.next())
        m_countries.insert(s.text(0));
    s.reset();
}

ImportWriter::~ImportWriter() = default;

void ImportWriter::header(const SourceHeader &header)
{
    if (m_headerSaid)
        return;
    m_headerSaid = true;
    m_header = header;
    Statement &feed = m_store.statement("INSERT INTO feed(format,scope,rank) VALUES(?1,?2,?3) "
                                        "ON CONFLICT(format,scope) DO UPDATE SET rank=excluded.rank RETURNING id");
    feed.bind(1, m_file.format).bind(2, header.scope).bind(3, qint64(header.rank));
    if (feed.next())
        m_feed = feed.integer(0);
    feed.run();
    Statement &source = m_store.statement("INSERT INTO source(feed,change_set,path,sha256,bytes,imported_at,complete) "
                                          "VALUES(?1,?2,?3,'',0,?4,?5) RETURNING id");
    source.bind(1, m_feed).bind(2, m_log.set()).bind(3, m_file.path);
    source.bind(4, m_file.at.toUTC().toString(Qt::ISODate)).bind(5, qint64(header.complete ? 1 : 0));
    if (source.next())
        m_source = source.integer(0);
    source.run();
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

void ImportWriter::entity(Record &&record) { m_pending.append(std::move(record)); }

void ImportWriter::ignored(const QString &code, const QString &message)
{
    m_fate = Outcome::Ignored;
    // One line for a reason, however many records it meets: the count is in the report.
    if (m_codes[code]++ == 0)
        diagnostic({code, DiagnosticLevel::Info, m_where, message});
}

void ImportWriter::rejected(const QString &code, const QString &where, const QString &message)
{
    m_fate = Outcome::Rejected;
    m_pending.clear();
    if (m_watch)
        m_watch->add({m_where, where, code, message});
    diagnostic({code, DiagnosticLevel::Error, where.isEmpty() ? m_where : where, message});
}

void ImportWriter::diagnostic(const Diagnostic &d)
{
    if (m_report.diagnostics.size() < MaxDiagnostics)
        m_report.diagnostics.append(d);
    else
        ++m_report.diagnosticsCut;
}

void ImportWriter::markIncomplete(const QString &message)
{
    m_header.complete = false;
    diagnostic({u"incomplete-export"_s, DiagnosticLevel::Warning, {}, message});
}

QString ImportWriter::checkCountries(const Record &record) const
{
    const KindInfo &info = m_store.catalogue().kind(record.kind);
    for (const Place &p : record.places) {
        if (!p.country.isEmpty() && !m_countries.contains(p.country))
            return p.country;
    }
    for (const Field &f : record.fields) {
        const Attribute *a = info.find(f.attr);
        if (!a)
            continue;
        if (const auto *text = std::get_if<QString>(&f.value); text && a->type == ValueType::Country && !m_countries.contains(*text))
            return *text;
        if (const auto *list = std::get_if<ListValue>(&f.value); list && a->isList() && a->of == ValueType::Country) {
            for (const QString &item : list->items) {
                if (item.size() == 2 && !m_countries.contains(item))
                    return item;
            }
        }
    }
    return {};
}

void ImportWriter::flushRecord()
{
    if (!m_open)
        return;
    m_open = false;
    Outcome outcome = m_fate == Outcome::None ? Outcome::Ignored : m_fate;
    if (m_fate != Outcome::Rejected && !m_pending.isEmpty()) {
        for (const Record &record : std::as_const(m_pending)) {
            const QString unknown = record.key.isEmpty() ? u"(no key)"_s : checkCountries(record);
            if (!unknown.isEmpty()) {
                rejected(record.key.isEmpty() ? u"no-key"_s : u"unknown-country"_s, m_where, u"not a country: "_s + unknown);
                ++m_report.records.rejected;
                m_pending.clear();
                return;
            }
        }
        outcome = m_fate == Outcome::Ignored ? Outcome::Ignored : Outcome::Unchanged;
        for (Record &record : m_pending)
            outcome = std::max(outcome, writeEntity(record));
    }
    m_pending.clear();
    switch (outcome) {
    case Outcome::Added: ++m_report.records.added; break;
    case Outcome::Updated: ++m_report.records.updated; break;
    case Outcome::Unchanged: ++m_report.records.unchanged; break;
    case Outcome::Rejected: ++m_report.records.rejected; break;
    case Outcome::None:
    case Outcome::Ignored: ++m_report.records.ignored; break;
    }
}

// A provider may be named in many ways; the reference data knows which group is meant, and brings it in when it is new.
void ImportWriter::provideProvider(QString &key)
{
    const auto cached = m_providerKeys.constFind(key);
    if (cached != m_providerKeys.constEnd()) {
        key = *cached;
        return;
    }
    QString canonical = key;
    if (m_store.find(EntityKind::Provider, key) == 0) {
        const QString id = m_reference.resolveProvider(key);
        if (!id.isEmpty()) {
            canonical = id;
            if (m_store.find(EntityKind::Provider, id) == 0)
                addReferenceProvider(m_store, id, m_log.set());
        }
    }
    m_providerKeys.insert(key, canonical);
    key = canonical;
}

void ImportWriter::prepareReferences(Record &record)
{
    const KindInfo &info = m_store.catalogue().kind(record.kind);
    for (Field &f : record.fields) {
        const Attribute *a = info.find(f.attr);
        if (!a || a->refKind != EntityKind::Provider)
            continue;
        if (auto *ref = std::get_if<Reference>(&f.value))
            provideProvider(ref->key);
    }
}

ImportWriter::Outcome ImportWriter::writeEntity(Record &record)
{
    prepareReferences(record);
    const qint64 hash = contentHash(record);
    qint64 id = 0;
    // Also the name that is its key here: another source may hold the entity under a key of its own with this as an alias.
    for (const Alias &alias : std::as_const(record.aliases))
        id = id == 0 ? m_store.findByAlias(alias.scheme, alias.value) : id;
    if (id == 0 && record.person)
        id = m_store.find(record.kind, record.key);
    if (id == 0) {
        Statement &add = m_store.statement("INSERT INTO entity(kind,key,name,added_set,first_feed) VALUES(?1,?2,?3,?4,?5) "
                                           "ON CONFLICT(kind,key) DO NOTHING");
        add.bind(1, qint64(record.kind)).bind(2, record.key).bind(3, record.name.isEmpty() ? record.key : record.name);
        add.bind(4, m_log.set()).bind(5, m_feed);
        add.run();
        Statement &changes = m_store.statement("SELECT changes(), last_insert_rowid()");
        const bool added = changes.next() && changes.integer(0) > 0;
        const qint64 newId = changes.integer(1);
        changes.reset();
        if (added) {
            insertFields(newId, record);
            addAliases(newId, record);
            noteSource(newId, record, hash);
            return Outcome::Added;
        }
        id = m_store.find(record.kind, record.key);
    }
    Statement &seen = m_store.statement("SELECT row_hash FROM entity_source WHERE entity=?1 AND feed=?2");
    seen.bind(1, id).bind(2, m_feed);
    const bool sameFeed = seen.next();
    const qint64 oldHash = sameFeed ? seen.integer(0) : 0;
    seen.reset();
    if (sameFeed && oldHash == hash) {
        noteSource(id, record, hash);
        return Outcome::Unchanged;
    }
    return updateEntity(id, record, hash, sameFeed);
}

void ImportWriter::insertFields(qint64 id, const Record &record)
{
    const KindInfo &info = m_store.catalogue().kind(record.kind);
    QByteArray columns("id");
    QByteArray marks("?1");
    QByteArray absent;
    std::vector<std::pair<const Attribute *, const Field *>> bound;
    std::vector<std::pair<const Attribute *, const Field *>> lists;
    for (const Field &f : record.fields) {
        const Attribute *a = info.find(f.attr);
        if (!a) {
            diagnostic({u"unknown-attribute"_s, DiagnosticLevel::Warning, m_where, f.attr});
            continue;
        }
        if (std::holds_alternative<NoAnswer>(f.value) || record.person)
            continue;   // claims below
        if (a->isList()) {
            lists.emplace_back(a, &f);
        } else if (std::holds_alternative<Absent>(f.value)) {
            absent += (absent.isEmpty() ? " " : "") + f.attr.toUtf8() + ' ';
        } else {
            bound.emplace_back(a, &f);
            columns += ",\"" + f.attr.toUtf8() + '"';
            marks += ",?" + QByteArray::number(static_cast<int>(bound.size()) + 1);
        }
    }
    if (!absent.isEmpty()) {
        columns += ",absent";
        marks += ",?" + QByteArray::number(static_cast<int>(bound.size()) + 2);
    }
    const QByteArray sql = "INSERT INTO " + tableOf(record.kind) + '(' + columns + ") VALUES(" + marks + ')';
    // References are resolved before the row is bound: resolving uses other statements.
    std::vector<qint64> targets(bound.size(), 0);
    for (std::size_t i = 0; i < bound.size(); ++i) {
        if (const auto *ref = std::get_if<Reference>(&bound[i].second->value))
            targets[i] = m_store.resolve(id, bound[i].first->name, *bound[i].first->refKind, ref->key);
    }
    Statement &s = m_store.statement(sql);
    s.bind(1, id);
    for (std::size_t i = 0; i < bound.size(); ++i) {
        const int at = static_cast<int>(i) + 2;
        const Value &v = bound[i].second->value;
        if (const auto *b = std::get_if<bool>(&v))
            s.bind(at, qint64(*b ? 1 : 0));
        else if (const auto *n = std::get_if<qint64>(&v))
            s.bind(at, *n);
        else if (const auto *d = std::get_if<double>(&v))
            s.bind(at, *d);
        else if (const auto *t = std::get_if<QString>(&v))
            s.bind(at, *t);
        else if (targets[i] != 0)
            s.bind(at, targets[i]);
        else
            s.bindNull(at);
    }
    if (!absent.isEmpty())
        s.bindUtf8(static_cast<int>(bound.size()) + 2, absent);
    s.run();
    for (const auto &[attribute, field] : lists)
        (void)m_store.write(id, record.kind, *attribute, field->value).has_value();
    if (!record.places.isEmpty() || record.completeFacets != 0) {
        if (!record.places.isEmpty())
            m_store.writePlaces(id, 0, record.places);
        for (const Attribute &a : info.attributes) {
            if (a.facet == 0)
                continue;
            const bool named = std::any_of(record.places.begin(), record.places.end(), [&a](const Place &p) { return (p.facets & a.facet) != 0; });
            if (named || (record.completeFacets & a.facet) != 0)
                m_store.writeListState(id, a.name, (record.completeFacets & a.facet) != 0);
        }
    }
    for (const Field &f : record.fields) {
        const Attribute *a = info.find(f.attr);
        if (a && (record.person || std::holds_alternative<NoAnswer>(f.value)))
            answer(id, record, *a, f.value);
    }
}

void ImportWriter::addAliases(qint64 id, const Record &record)
{
    const QString key = m_store.keyOf(id);
    for (const Alias &alias : record.aliases) {
        if (alias.value == key)
            continue;   // the key is an alias by itself
        Statement &s = m_store.statement("INSERT OR IGNORE INTO alias(scheme,value,entity) VALUES(?1,?2,?3)");
        s.bind(1, alias.scheme).bind(2, alias.value).bind(3, id);
        s.run();
    }
}

void ImportWriter::noteSource(qint64 id, const Record &record, qint64 hash)
{
    Statement &s = m_store.statement("INSERT OR REPLACE INTO entity_source(entity,feed,source,ordinal,mapping,pointer,row_hash) "
                                     "VALUES(?1,?2,?3,?4,?5,?6,?7)");
    s.bind(1, id).bind(2, m_feed).bind(3, m_source).bind(4, m_ordinal).bind(5, record.mapping).bind(6, m_where).bind(7, hash);
    s.run();
}

// Precedence by default: a person, then the source of higher rank, then the later one of equal rank. What lost stays as a claim.
bool ImportWriter::maySet(qint64 id, const Attribute &a, const QByteArray &before, const QByteArray &after, bool sameFeed)
{
    Statement &person = m_store.statement("SELECT 1 FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    person.bind(1, id).bind(2, a.name);
    const bool personSaid = person.next();
    person.reset();
    int ownerRank = 0;
    qint64 ownerFeed = 0;
    if (before != "null" && !personSaid) {
        Statement &owner = m_store.statement("SELECT f.id, f.rank FROM claim c JOIN feed f ON f.id=c.feed WHERE c.entity=?1 AND c.attr=?2 AND c.won=1 "
                                             "UNION ALL SELECT f.id, f.rank FROM entity e JOIN feed f ON f.id=e.first_feed WHERE e.id=?1 LIMIT 1");
        owner.bind(1, id).bind(2, a.name);
        if (owner.next()) {
            ownerFeed = owner.integer(0);
            ownerRank = static_cast<int>(owner.integer(1));
        }
        owner.reset();
    }
    const bool wins = !personSaid && (before == "null" || ownerFeed == m_feed || int(m_header.rank) >= ownerRank);
    const bool contested = personSaid || (before != "null" && ownerFeed != m_feed);
    if (contested || !sameFeed) {
        if (wins && before != "null" && ownerFeed != 0 && ownerFeed != m_feed) {
            Statement &lost = m_store.statement("INSERT OR REPLACE INTO claim(entity,attr,feed,state,won,value) VALUES(?1,?2,?3,3,0,?4)");
            lost.bind(1, id).bind(2, a.name).bind(3, ownerFeed).bindUtf8(4, before);
            lost.run();
        }
        Statement &mine = m_store.statement("INSERT OR REPLACE INTO claim(entity,attr,feed,state,won,value,raw,pointer,at) "
                                            "VALUES(?1,?2,?3,3,?4,?5,'',?6,?7)");
        mine.bind(1, id).bind(2, a.name).bind(3, m_feed).bind(4, qint64(wins ? 1 : 0)).bindUtf8(5, after).bind(6, m_where);
        mine.bind(7, m_file.at.toUTC().toString(Qt::ISODate));
        mine.run();
    }
    return wins;
}

void ImportWriter::answer(qint64 id, const Record &record, const Attribute &a, const MaybeValue &value)
{
    const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
    const QByteArray after = encodeValue(value, a);
    const bool asked = value && std::holds_alternative<NoAnswer>(*value);
    const qint64 state = asked ? 1 : (value && std::holds_alternative<Absent>(*value) ? 2 : 3);
    if (asked && !record.person && before != "null")
        return;   // a register's "asked" does not take away what is known
    if (!asked)
        (void)m_store.write(id, record.kind, a, value).has_value();
    Statement &s = m_store.statement("INSERT OR REPLACE INTO claim(entity,attr,feed,state,won,value,pointer,who,at,evidence,change_set) "
                                     "VALUES(?1,?2,?3,?4,1,?5,?6,?7,?8,?9,?10)");
    s.bind(1, id).bind(2, a.name).bind(3, record.person ? 0 : m_feed).bind(4, state).bindUtf8(5, after).bind(6, m_where);
    s.bind(7, record.person ? record.person->who : QString()).bind(8, record.person ? record.person->at : QString());
    s.bind(9, record.person ? record.person->evidence : QString()).bind(10, m_log.set());
    s.run();
    if (before != after && !asked)
        m_log.record(u"value"_s, id, a.name, before, after);
    if (record.person)
        m_log.record(u"claim"_s, id, a.name, "null",
                     QByteArray::number(state) + '\n' + record.person->who.toUtf8() + '\n' + record.person->at.toUtf8() + '\n'
                         + record.person->evidence.toUtf8() + '\n' + after);
}

void ImportWriter::applyField(qint64 id, const Record &record, const Attribute &a, const MaybeValue &value, bool sameFeed, bool &changed)
{
    if (record.person || (value && std::holds_alternative<NoAnswer>(*value))) {
        const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
        answer(id, record, a, value);
        changed = changed || before != encodeValue(m_store.read(id, record.kind, a), a);
        return;
    }
    const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
    (void)m_store.write(id, record.kind, a, value).has_value();
    const QByteArray after = encodeValue(m_store.read(id, record.kind, a), a);
    if (before == after)
        return;
    if (!maySet(id, a, before, after, sameFeed)) {
        Result<MaybeValue> old = decodeValue(before, a);
        if (old)
            (void)m_store.write(id, record.kind, a, *old).has_value();
        return;
    }
    m_log.record(u"value"_s, id, a.name, before, after);
    changed = true;
}

ImportWriter::Outcome ImportWriter::updateEntity(qint64 id, Record &record, qint64 hash, bool sameFeed)
{
    bool changed = false;
    const KindInfo &info = m_store.catalogue().kind(record.kind);
    for (const Field &f : std::as_const(record.fields)) {
        const Attribute *a = info.find(f.attr);
        if (a)
            applyField(id, record, *a, f.value, sameFeed, changed);
        else
            diagnostic({u"unknown-attribute"_s, DiagnosticLevel::Warning, m_where, f.attr});
    }
    for (const Attribute &a : info.attributes) {
        if (a.facet == 0)
            continue;
        ListValue list;
        for (const Place &p : std::as_const(record.places)) {
            if ((p.facets & a.facet) != 0)
                list.items.append(encodePlace(p));
        }
        list.complete = (record.completeFacets & a.facet) != 0;
        if (!list.items.isEmpty() || list.complete)
            applyField(id, record, a, Value(list), sameFeed, changed);
    }
    if (!record.name.isEmpty()) {
        Statement &name = m_store.statement("SELECT name FROM entity WHERE id=?1");
        name.bind(1, id);
        const QString before = name.next() ? name.text(0) : QString();
        name.reset();
        if (before != record.name && (sameFeed || before.isEmpty() || before == record.key)) {
            Statement &s = m_store.statement("UPDATE entity SET name=?2 WHERE id=?1");
            s.bind(1, id).bind(2, record.name);
            s.run();
            m_log.record(u"name"_s, id, u"name"_s, before.toUtf8(), record.name.toUtf8());
            changed = true;
        }
    }
    Statement &back = m_store.statement("UPDATE entity SET vanished=0 WHERE id=?1 AND vanished<>0");
    back.bind(1, id);
    back.run();
    addAliases(id, record);
    noteSource(id, record, hash);
    return changed ? Outcome::Updated : Outcome::Unchanged;
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
    resolvePending(m_store);
    Result<void> enriched = enrich(m_store, m_log.set());
    if (!enriched)
        return enriched.error();
    resolvePending(m_store);
    for (auto it = m_codes.constBegin(); it != m_codes.constEnd(); ++it) {
        for (Diagnostic &d : m_report.diagnostics) {
            if (d.code == it.key() && d.level == DiagnosticLevel::Info && it.value() > 1)
                d.message += u" (%1 records)"_s.arg(it.value());
        }
    }
    if (m_header.complete) {
        Statement &gone = m_store.statement("UPDATE entity SET vanished=1 WHERE vanished=0 AND id IN (SELECT entity FROM entity_source WHERE feed=?1 AND "
                                            "source<>?2) AND NOT EXISTS (SELECT 1 FROM entity_source o WHERE o.entity=entity.id AND o.feed<>?1)");
        gone.bind(1, m_feed).bind(2, m_source);
        gone.run();
        Statement &count = m_store.statement("SELECT count(*) FROM entity_source WHERE feed=?1 AND source<>?2");
        count.bind(1, m_feed).bind(2, m_source);
        const qint64 vanished = count.next() ? count.integer(0) : 0;
        count.reset();
        if (vanished > 0)
            diagnostic({u"vanished"_s, DiagnosticLevel::Warning, {}, u"%1 entities of the last import are no longer in it"_s.arg(vanished)});
    } else {
        Statement &s = m_store.statement("UPDATE source SET complete=0 WHERE id=?1");
        s.bind(1, m_source);
        s.run();
    }
    Statement &s = m_store.statement("UPDATE source SET report=?2, sha256=?3, bytes=?4 WHERE id=?1");
    s.bind(1, m_source).bindUtf8(2, reportToJson(m_report)).bind(3, m_report.sha256).bind(4, m_report.bytes);
    if (!s.run())
        return Error{ErrorCode::DatabaseError, s.error(), m_file.path};
    m_log.finish();
    return m_report;
}

} // namespace store
