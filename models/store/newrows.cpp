// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/newrows.h"

#include "store/sql.h"

#include <QRegularExpression>

#include <sqlite3.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr qsizetype MostRows = 512;
constexpr std::size_t MostLetters = 512 * 1024;
/// So many names take 32 MB at most; of more none are known.
constexpr qsizetype MostNames = 2'000'000;
/// A name is learnt in an eighth of the time that looking for one takes.
constexpr qint64 AskedBeforeLearning = 8;

// Columns of the entity table's rows.
constexpr int Id = 0, Kind = 1, Key = 2, Name = 3, Set = 4, Feed = 5, NameFeed = 6;

quint64 hashOf(std::string_view utf8, std::size_t seed)
{
    const quint64 hash = qHashBits(utf8.data(), utf8.size(), seed);
    return hash == 0 ? 1 : hash;
}

std::size_t seedOf(qint64 kind) { return 0x9e3779b9U + static_cast<std::size_t>(kind); }
const std::size_t AliasSeed = seedOf(-1);

std::string_view viewOf(const QByteArray &bytes) { return {bytes.constData(), static_cast<std::size_t>(bytes.size())}; }

std::string_view textOf(sqlite3_stmt *row, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

/// Calls `take` with each row.
template <typename Take> bool each(sqlite3 *db, const char *sql, qint64 bound, const Take &take)
{
    sqlite3_stmt *s = nullptr;
    if (sqlite3_prepare_v2(db, sql, -1, &s, nullptr) != SQLITE_OK)
        return false;
    sqlite3_bind_int64(s, 1, bound);
    int rc = SQLITE_ROW;
    while ((rc = sqlite3_step(s)) == SQLITE_ROW && take(s)) { }
    sqlite3_finalize(s);
    return rc == SQLITE_DONE;
}

} // namespace

void NameHashes::insert(quint64 hash)
{
    if (2 * static_cast<std::size_t>(m_size + 1) > m_slots.size()) {
        const std::vector<quint64> old = std::exchange(m_slots, std::vector<quint64>(std::max<std::size_t>(1024, m_slots.size() * 2)));
        m_size = 0;
        for (const quint64 one : old) {
            if (one != 0)
                insert(one);
        }
    }
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        if (m_slots[at] == hash)
            return;
        if (m_slots[at] == 0) {
            m_slots[at] = hash;
            ++m_size;
            return;
        }
    }
}

bool NameHashes::contains(quint64 hash) const
{
    if (m_slots.empty())
        return false;
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at] != 0 && m_slots[at] != hash)
        at = (at + 1) & mask;
    return m_slots[at] == hash;
}

void NewRows::begin()
{
    end();
    m_open = true;
    m_entities = &of("INSERT OR FAIL INTO entity(id,kind,key,name,added_set,first_feed,name_feed)", 7);
    m_aliases = &of("INSERT OR IGNORE INTO alias(scheme,value,entity)", 3);
}

void NewRows::end()
{
    for (const auto &[insert, rows] : m_bulk)
        rows->clear();
    m_waiting.clear();
    forgetNames();
    m_last = -1;
    m_error.reset();
    m_unknowable = false;
    m_open = false;
}

BulkRows &NewRows::of(const QByteArray &insert, int columns)
{
    const auto found = std::find_if(m_bulk.begin(), m_bulk.end(), [&insert](const auto &bulk) { return bulk.first == insert; });
    if (found != m_bulk.end())
        return *found->second;
    return *m_bulk.emplace_back(insert, std::make_unique<BulkRows>(m_db, insert, columns)).second;
}

qint64 NewRows::addEntity(EntityKind kind, const QString &key, const QString &name, qint64 changeSet, qint64 feed, bool named, qint64 number)
{
    noteNumbers();
    const qint64 id = number == 0 ? m_last + 1 : number;
    m_last = std::max(m_last, id);
    if (number != 0)
        numbersComeBack();
    const qsizetype row = m_entities->size();
    m_entities->set(Id, id).set(Kind, qint64(kind)).set(Key, key).set(Name, name).set(Set, changeSet).set(Feed, feed);
    if (named)
        m_entities->set(NameFeed, feed);
    const quint64 hash = hashOf(m_entities->text(row, Key), seedOf(qint64(kind)));
    m_entities->endRow();
    m_waiting.insert(hash, row);
    know(hash);
    if (m_named == id - 1)
        m_named = id;
    return id;
}

void NewRows::numbersComeBack()
{
    m_unknowable = true;
    forgetNames();
}

void NewRows::addAlias(qint64 entity, const QString &scheme, const QString &value)
{
    const qsizetype row = m_aliases->size();
    m_aliases->set(0, scheme).set(1, value).set(2, entity);
    know(hashOf(m_aliases->text(row, 1), AliasSeed));
    m_aliases->endRow();
}

std::optional<qint64> NewRows::find(EntityKind kind, const QString &key)
{
    learnNames();
    m_key = key.toUtf8();
    const quint64 hash = hashOf(viewOf(m_key), seedOf(qint64(kind)));
    if (const auto row = m_waiting.constFind(hash); row != m_waiting.constEnd()) {
        if (m_entities->integer(*row, Kind) == qint64(kind) && m_entities->text(*row, Key) == viewOf(m_key))
            return m_entities->integer(*row, Id);
        write(); // two keys of one hash, of which one has hidden the other
    }
    return m_names && !m_names->contains(hash) ? std::optional<qint64>(0) : std::nullopt;
}

bool NewRows::mayHaveAlias(const QString &value)
{
    learnNames();
    if (m_names && !m_names->contains(hashOf(viewOf(value.toUtf8()), AliasSeed)))
        return false;
    if (m_aliases->size() > 0)
        write();
    return true;
}

/// Numbers of entities are given as SQLite gives them.
void NewRows::noteNumbers()
{
    if (m_last >= 0)
        return;
    m_last = 0;
    each(m_db, "SELECT max(coalesce((SELECT max(id) FROM entity),0),coalesce((SELECT max(id) FROM absorbed),0))", 0, [this](sqlite3_stmt *s) {
        m_last = sqlite3_column_int64(s, 0);
        return true;
    });
}

/// All names, once so many were looked for that it would have been worth while; then those that others have added since.
void NewRows::learnNames()
{
    noteNumbers();
    if (m_names && m_named == m_last)
        return;
    if (!m_names) {
        if (m_unknowable || ++m_asked * AskedBeforeLearning < m_last)
            return;
        forgetNames();
        m_names.emplace();
        write();
        each(m_db, "SELECT value FROM alias", 0, [this](sqlite3_stmt *s) { return know(hashOf(textOf(s, 0), AliasSeed)); });
    }
    each(m_db, "SELECT kind, key FROM entity WHERE id>?1", m_named,
         [this](sqlite3_stmt *s) { return know(hashOf(textOf(s, 1), seedOf(sqlite3_column_int64(s, 0)))); });
    m_named = m_last;
}

/// False: names are not known any more, or were not.
bool NewRows::know(quint64 hash)
{
    if (!m_names)
        return false;
    m_names->insert(hash);
    if (m_names->size() < MostNames)
        return true;
    m_unknowable = true;
    forgetNames();
    return false;
}

void NewRows::forgetNames()
{
    m_names.reset();
    m_named = 0;
    m_asked = 0;
}

bool NewRows::waits() const
{
    return std::any_of(m_bulk.begin(), m_bulk.end(), [](const auto &bulk) { return bulk.second->size() > 0; });
}

void NewRows::checkSize()
{
    qsizetype rows = 0;
    std::size_t letters = 0;
    for (const auto &[insert, bulk] : m_bulk) {
        rows += bulk->size();
        letters += bulk->letters();
    }
    if (rows >= MostRows || letters >= MostLetters)
        write();
}

bool NewRows::write()
{
    m_waiting.clear();
    for (const auto &[insert, rows] : m_bulk) {
        if (m_error)
            rows->clear();
        else if (!rows->write())
            m_error = databaseError(sqlite3_errcode(m_db), QString::fromUtf8(sqlite3_errmsg(m_db)), {});
    }
    // SQLite ends the transaction by itself when the disk is full: what is written until the caller rolls back must not stay.
    if (m_error && sqlite3_get_autocommit(m_db) != 0)
        sqlite3_exec(m_db, "BEGIN", nullptr, nullptr, nullptr);
    return !m_error;
}

NewRows::Touch NewRows::touchOf(const QByteArray &sql)
{
    // After a deletion numbers are given again.
    static const QRegularExpression names(u"\\b(?:INTO alias|UPDATE (?:OR [A-Z]+ )?alias|UPDATE (?:OR [A-Z]+ )?entity SET key|DELETE FROM entity)\\b"_s);
    static const QRegularExpression numbers(u"\\b(?:INTO|DELETE FROM) entity\\b"_s);
    const QString text = QString::fromUtf8(sql);
    return {text.contains(names), text.contains(numbers)};
}

void NewRows::foreign(Touch touch)
{
    if (touch.names)
        forgetNames();
    if (touch.numbers)
        m_last = -1;
}

} // namespace store
