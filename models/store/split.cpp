// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/split.h"

#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/duplicates.h"
#include "store/identity.h"
#include "store/naming.h"
#include "store/pools.h"
#include "store/precedence.h"
#include "store/valuecodec.h"
#include "store/wholeentity.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

/// A change of the merge, as the log has it.
struct Logged
{
    QString target;
    qint64 entity = 0;
    QString attr;
    QByteArray before, after;
};

QList<Logged> loggedOf(AttributeStore &store, qint64 set)
{
    QList<Logged> list;
    Statement &s = store.statement("SELECT target, entity, attr, before, after FROM change WHERE change_set=?1 ORDER BY seq");
    s.bind(1, set);
    while (s.next())
        list.append({s.text(0), s.integer(1), s.text(2), s.text(3).toUtf8(), s.text(4).toUtf8()});
    s.reset();
    return list;
}

json parsed(const QByteArray &text) { return json::parse(text.constData(), text.constData() + text.size(), nullptr, false); }

bool isThere(AttributeStore &store, qint64 entity)
{
    Statement &s = store.statement("SELECT 1 FROM entity WHERE id=?1");
    s.bind(1, entity);
    return s.hasRow();
}

qint64 freeNumber(AttributeStore &store)
{
    Statement &s = store.statement("SELECT max(id)+1 FROM entity");
    const qint64 number = s.next() ? s.integer(0) : 1;
    s.reset();
    return number;
}

/// The rows under another number: the one that they had may be another entity's by now.
void renumber(json &rows, qint64 number)
{
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        // The alias's entity is its last column, an answer's its third, all others begin with it.
        for (json &row : *it)
            row.at(it.key() == "alias" ? row.size() - 1 : it.key() == "requirement_answer" ? 2 : 0) = number;
    }
}

std::set<qint64> feedsOf(const json &sources)
{
    std::set<qint64> feeds;
    for (const json &row : sources)
        feeds.insert(row.at(1).get<qint64>());
    return feeds;
}

/// What sources say of one attribute of the entity, the best first; not what persons said.
QList<std::pair<qint64, QByteArray>> claimsOn(AttributeStore &store, qint64 entity, const Attribute &attribute)
{
    QList<std::pair<qint64, QByteArray>> claims;
    Statement &s = store.statement("SELECT feed, coalesce(value,'null') FROM claim WHERE entity=?1 AND attr=?2 AND feed<>0 AND state=3");
    s.bind(1, entity).bind(2, attribute.name);
    while (s.next())
        claims.append({s.integer(0), s.text(1).toUtf8()});
    s.reset();
    std::stable_sort(claims.begin(), claims.end(), [&](const auto &a, const auto &b) { 
        return outranks(store, saidOf(store, entity, a.first, attribute, a.second), saidOf(store, entity, b.first, attribute, b.second));
    });
    return claims;
}

void removeClaim(AttributeStore &store, qint64 entity, const QString &attr, qint64 feed)
{
    Statement &s = store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3");
    s.bind(1, entity).bind(2, attr).bind(3, feed);
    s.run();
}

void setWon(AttributeStore &store, qint64 entity, const QString &attr, qint64 feed)
{
    Statement &s = store.statement("UPDATE claim SET won=CASE WHEN feed=?3 THEN 1 WHEN value=(SELECT value FROM claim WHERE entity=?1 AND attr=?2 AND feed=?3) THEN 2 ELSE 0 END "
                                   "WHERE entity=?1 AND attr=?2 AND feed<>0");
    s.bind(1, entity).bind(2, attr).bind(3, feed);
    s.run();
}

void put(AttributeStore &store, qint64 entity, EntityKind kind, const Attribute &attribute, const QByteArray &value)
{
    if (const Result<MaybeValue> decoded = decodeValue(value, attribute))
        (void)store.write(entity, kind, attribute, *decoded).has_value();
}

/// One merge taken apart. The order matters: whose a value is, is asked before the sources part.
class Parting
{
public:
    Parting(AttributeStore &store, qint64 set, const Logged &merge, const QList<Logged> &all) : m_store(store), m_all(all), m_kept(merge.entity), m_snapshot(parsed(merge.before))
    {
        Statement &since = store.statement("SELECT DISTINCT c.target='name', c.attr FROM change c JOIN change_set s ON s.id=c.change_set WHERE s.id>?1 AND s.undone_by IS NULL AND "
                                           "s.kind<>'undo' AND c.entity=?2 AND c.target IN ('value','claim','feedclaim','name')");
        since.bind(1, set).bind(2, m_kept);
        while (since.next()) {
            m_renamedSince = m_renamedSince || since.integer(0) != 0;
            m_changedSince.insert(since.text(1));
        }
        since.reset();
        m_kind = kindOfEntity(store, m_kept);
        m_gone = m_snapshot["rows"]["entity"].at(0).at(0).get<qint64>();
        if (isThere(store, m_gone)) {
            m_gone = freeNumber(store);
            renumber(m_snapshot["rows"], m_gone);
        }
        const std::set<qint64> mine = feedsOf(m_snapshot["kept"]["sources"]);
        for (const qint64 feed : feedsOf(m_snapshot["rows"]["entity_source"])) {
            if (!mine.contains(feed))
                m_theirs.insert(feed);
        }
        for (const json &row : m_snapshot["kept"]["claims"])
            m_hadClaim.insert(QString::fromStdString(row.at(1).get<std::string>()));
    }
    qint64 gone() const { return m_gone; }
    EntityKind kind() const { return m_kind; }
    QString goneKey() const { return QString::fromStdString(m_snapshot["key"].get<std::string>()); }

    void run()
    {
        struct Stand
        {
            const Attribute *attribute;
            qint64 owner;
            QByteArray value;
            QList<std::pair<qint64, QByteArray>> claims;
        };
        QList<Stand> stands;
        for (const Attribute &a : m_store.catalogue().kind(m_kind).attributes)
            stands.append({&a, ownerOf(m_store, m_kept, a.name), encodeValue(m_store.read(m_kept, m_kind, a), a), claimsOn(m_store, m_kept, a)});
        Statement &alias = m_store.statement("DELETE FROM alias WHERE scheme='key' AND value=?2 AND entity=?1");
        alias.bind(1, m_kept).bind(2, goneKey());
        alias.run();
        putRows(m_store, m_snapshot["rows"]);
        m_store.forgetCachedReferences();
        moveSources();
        moveAliases();
        for (const Stand &stand : stands) {
            if (m_changedSince.contains(stand.attribute->name))
                partValue(*stand.attribute, stand.owner, stand.value, stand.claims);
            else
                restoreValue(*stand.attribute);
        }
        partAnswers();
        partName();
        giveReferences(m_store, m_snapshot["in"], m_kept, m_gone);
        if (m_snapshot["kept"].contains("links"))
            keepLinks();
    }

private:
    bool isTheirs(qint64 feed) const { return m_theirs.contains(feed); }

    void moveSources()
    {
        for (const qint64 feed : std::as_const(m_theirs)) {
            Statement &s = m_store.statement("INSERT OR REPLACE INTO entity_source SELECT ?2, feed, source, ordinal, mapping, pointer, row_hash, captured, lost "
                                             "FROM entity_source WHERE entity=?1 AND feed=?3");
            s.bind(1, m_kept).bind(2, m_gone).bind(3, feed);
            s.run();
            Statement &drop = m_store.statement("DELETE FROM entity_source WHERE entity=?1 AND feed=?2");
            drop.bind(1, m_kept).bind(2, feed);
            drop.run();
        }
    }

    /// Under what their sources have called it since.
    void moveAliases()
    {
        for (const qint64 feed : m_theirs) {
            Statement &s = m_store.statement("UPDATE alias SET entity=?2 WHERE entity=?1 AND (scheme, value) IN (SELECT c.attr, c.after FROM change c "
                                             "JOIN source s ON s.change_set=c.change_set WHERE c.target='alias' AND c.entity=?1 AND s.feed=?3)");
            s.bind(1, m_kept).bind(2, m_gone).bind(3, feed);
            s.run();
        }
    }

    /// Since nobody has said anything of it since, both get back what they had: also where one source tells of both, and what people said.
    void restoreValue(const Attribute &attribute)
    {
        if (const std::optional<QByteArray> was = before(attribute.name))
            put(m_store, m_kept, m_kind, attribute, *was);
        Statement &s = m_store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2");
        s.bind(1, m_kept).bind(2, attribute.name);
        s.run();
        json claims = json::array();
        for (const json &row : m_snapshot["kept"]["claims"]) {
            if (row.at(1).get<std::string>() == attribute.name.toStdString())
                claims.push_back(row);
        }
        putRows(m_store, "claim", claims);
    }

    /// What was answered of the one that went goes with it, as far as it still stands so.
    void partAnswers()
    {
        for (const char *table : tablesOfAnswers) {
            if (!m_snapshot["kept"].contains(table) || !m_snapshot["rows"].contains(table))
                continue;
            const std::size_t entity = table == std::string_view("requirement_answer") ? 2 : 0;
            json stay = json::array();
            for (const json &row : dumpRows(m_store, table, "entity", m_kept)) {
                json theirs = row;
                theirs.at(entity) = m_gone;
                const json &rows = m_snapshot["rows"][table], &mine = m_snapshot["kept"][table];
                const bool came = std::find(rows.begin(), rows.end(), theirs) != rows.end() && std::find(mine.begin(), mine.end(), row) == mine.end();
                if (!came)
                    stay.push_back(row);
            }
            removeRows(m_store, table, "entity", m_kept);
            putRows(m_store, table, stay);
        }
    }

    void partValue(const Attribute &attribute, qint64 owner, const QByteArray &value, const QList<std::pair<qint64, QByteArray>> &claims)
    {
        const auto theirs = std::find_if(claims.begin(), claims.end(), [&](const auto &claim) { return isTheirs(claim.first); });
        const auto mine = std::find_if(claims.begin(), claims.end(), [&](const auto &claim) { return !isTheirs(claim.first); });
        // What stood can have been put together of both sides' words (store/standing.h).
        const auto owners = std::find_if(claims.begin(), claims.end(), [owner](const auto &claim) { return claim.first == owner; });
        const QByteArray word = owners != claims.end() && attribute.isList() ? owners->second : value;
        if (isTheirs(owner) && value != "null")
            put(m_store, m_gone, m_kind, attribute, word);
        else if (theirs != claims.end())
            put(m_store, m_gone, m_kind, attribute, theirs->second);
        qsizetype left = 0;
        for (const auto &[feed, said] : claims) {
            if (!isTheirs(feed)) {
                ++left;
                continue;
            }
            // Where several sources told of it they differ there as they did here.
            if (m_theirs.size() > 1) {
                Statement &s = m_store.statement("UPDATE OR REPLACE claim SET entity=?2 WHERE entity=?1 AND attr=?3 AND feed=?4");
                s.bind(1, m_kept).bind(2, m_gone).bind(3, attribute.name).bind(4, feed);
                s.run();
            }
            removeClaim(m_store, m_kept, attribute.name, feed);
        }
        if (isTheirs(owner)) {
            put(m_store, m_kept, m_kind, attribute, mine != claims.end() ? mine->second : valueBefore(attribute.name));
            if (mine != claims.end())
                setWon(m_store, m_kept, attribute.name, mine->first);
        }
        if (owners != claims.end() && !isTheirs(owner) && word != value)
            put(m_store, m_kept, m_kind, attribute, word);
        // Alone again, its value is nobody's against anyone's.
        if (left == 1 && theirs != claims.end() && !m_hadClaim.contains(attribute.name))
            removeClaim(m_store, m_kept, attribute.name, mine->first);
    }

    /// What stood on the one that stayed, where nobody's word was kept of it: a source that has said it still has a claim, or says it no
    /// longer.
    QByteArray valueBefore(const QString &attr)
    {
        Statement &s = m_store.statement("SELECT coalesce(first_feed,0) FROM entity WHERE id=?1");
        s.bind(1, m_kept);
        const bool imported = s.next() && s.integer(0) != 0;
        s.reset();
        if (imported)
            return "null";
        return before(attr).value_or("null");
    }

    /// What the merge changed on the one that stayed.
    std::optional<QByteArray> before(const QString &attr, const QString &target = u"value"_s) const
    {
        const auto change = std::find_if(m_all.begin(), m_all.end(), [&](const Logged &c) { return c.target == target && c.entity == m_kept && c.attr == attr; });
        return change == m_all.end() ? std::nullopt : std::optional(change->before);
    }

    void partName()
    {
        if (!m_renamedSince) {
            restoreName();
            return;
        }
        const Named named = namedAs(m_store, m_kept);
        if (!named.by || named.byPerson() || !isTheirs(*named.by))
            return;
        const auto change = std::find_if(m_all.begin(), m_all.end(), [&](const Logged &c) { return c.target == u"name"_s && c.entity == m_kept; });
        Statement &theirs = m_store.statement("UPDATE entity SET name=?2, name_feed=?3 WHERE id=?1");
        theirs.bind(1, m_gone).bind(2, named.name).bind(3, *named.by);
        theirs.run();
        Statement &mine = m_store.statement("UPDATE entity SET name=?2, name_feed=first_feed WHERE id=?1");
        mine.bind(1, m_kept).bind(2, change == m_all.end() ? m_store.keyOf(m_kept) : QString::fromUtf8(change->before));
        mine.run();
    }

    void restoreName()
    {
        for (const auto &[target, column] : {std::pair{u"name"_s, QByteArray("name")}, std::pair{u"namer"_s, QByteArray("name_feed")}}) {
            const std::optional<QByteArray> was = before(u"name"_s, target);
            if (!was)
                continue;
            Statement &s = m_store.statement("UPDATE entity SET " + column + "=nullif(?2,'null') WHERE id=?1");
            s.bind(1, m_kept).bindUtf8(2, *was);
            s.run();
        }
    }

    /// Who named both of them then still names the one that stayed.
    void keepLinks()
    {
        json both = json::array();
        for (const json &link : m_snapshot["kept"]["links"]) {
            for (const json &other : m_snapshot["in"]["links"]) {
                if (link.at(0) == other.at(0) && link.at(1) == other.at(1))
                    both.push_back(link);
            }
        }
        putRows(m_store, "link", both);
    }

    AttributeStore &m_store;
    const QList<Logged> &m_all;
    qint64 m_kept;
    qint64 m_gone = 0;
    EntityKind m_kind = EntityKind::Workload;
    json m_snapshot;
    std::set<qint64> m_theirs;      ///< sources that told of the entry that went, and not of the one that stayed
    std::set<QString> m_hadClaim;
    std::set<QString> m_changedSince; ///< attributes of which somebody has said something since
    bool m_renamedSince = false;
};

} // namespace

QList<MergedPair> mergedPairs(AttributeStore &store)
{
    QList<MergedPair> pairs;
    Statement &s = store.statement("SELECT c.id, e.id, e.kind, e.name, e.key, json_extract(m.before,'$.key'), c.who, c.at FROM change_set c "
                                   "JOIN change m ON m.change_set=c.id AND m.target='merge' AND m.seq=(SELECT min(seq) FROM change f WHERE f.change_set=c.id AND f.target='merge') "
                                   "JOIN entity e ON e.id=m.entity JOIN alias a ON a.entity=e.id AND a.scheme='key' AND a.value=json_extract(m.before,'$.key') "
                                   "WHERE c.kind='merge' AND c.undone_by IS NULL ORDER BY c.id DESC");
    while (s.next())
        pairs.append({s.integer(0), s.integer(1), static_cast<EntityKind>(s.integer(2)), s.text(3), s.text(4), s.text(5), s.text(6), s.text(7)});
    s.reset();
    return pairs;
}

Result<qint64> splitThings(AttributeStore &store, qint64 set, const QString &who, const QDateTime &at)
{
    const QList<MergedPair> pairs = mergedPairs(store);
    const auto pair = std::find_if(pairs.begin(), pairs.end(), [&](const MergedPair &p) { return p.set == set; });
    if (pair == pairs.end())
        return Error{ErrorCode::UsageError, u"they are two already, or were never made one by hand"_s, {}};
    const QList<Logged> all = loggedOf(store, set);
    ChangeLog log(store, u"merge"_s, u"%1 and %2 are two again"_s.arg(pair->key, pair->otherKey), who, at);
    QList<std::pair<EntityKind, qint64>> concerned;
    for (const Logged &change : all) {
        const std::pair entry{kindOfEntity(store, change.entity), change.entity};
        if ((change.target == u"key"_s || change.target == u"merge"_s) && isThere(store, change.entity) && !concerned.contains(entry))
            concerned.append(entry);
    }
    const QByteArray before = stateOf(store, concerned);
    QList<std::pair<EntityKind, qint64>> back;
    for (const Logged &change : all) {
        if (change.target != u"merge"_s || !isThere(store, change.entity))
            continue;
        Parting parting(store, set, change, all);
        parting.run();
        back.append({parting.kind(), parting.gone()});
        setAbsorbed(store, parting.gone(), false);
    }
    for (auto change = all.crbegin(); change != all.crend(); ++change) {
        if (change->target == u"key"_s && store.keyOf(change->entity) == QString::fromUtf8(change->after))
            restoreKey(store, change->entity, change->before);
    }
    log.record(u"whole"_s, pair->entity, {}, withMissing(before, back), stateOf(store, concerned + back));
    noteApart(store, log, pair->kind, pair->key, pair->otherKey);
    store.forgetCachedReferences();
    for (const auto &[kind, id] : concerned + back) {
        if (kind == EntityKind::Workload)
            letPoolsFollow(store, id);
    }
    if (Result<void> followed = followSystems(store, log); !followed)
        return followed.error();
    log.finish();
    return log.set();
}

} // namespace store
