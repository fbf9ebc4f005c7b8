// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/projectnames.h"

#include "store/attributestore.h"
#include "store/identity.h"
#include "store/precedence.h"
#include "store/standing.h"
#include "store/valuecodec.h"
#include "store/wholeentity.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

constexpr auto Setting = "account/google/"_L1;
constexpr auto Projects = "googleapis.com/projects/"_L1;

/// Attributes that name a project, or what is in one, by a text.
constexpr std::array TextsWithProjects{"account"_L1, "resource"_L1};
bool mayNameProject(const QString &attr) { return std::find(TextsWithProjects.begin(), TextsWithProjects.end(), attr) != TextsWithProjects.end(); }

/// Where the project's number stands in the name; none: a length of 0.
struct Span
{
    qsizetype from = 0, length = 0;
};
Span numberIn(QStringView name)
{
    const qsizetype at = name.indexOf(Projects);
    if (at < 0)
        return {};
    const qsizetype from = at + Projects.size();
    qsizetype end = from;
    while (end < name.size() && name.at(end) >= u'0' && name.at(end) <= u'9')
        ++end;
    const bool whole = end == name.size() || name.at(end) == u'/' || name.at(end) == u'#';
    return {from, whole ? end - from : 0};
}

/// One name of a thing, its key or another.
struct NumberedName
{
    qint64 entity = 0;
    EntityKind kind = EntityKind::Workload;
    QString name;
    QString scheme; ///< empty: it is the key
};

/// Names that have a number whose id is known.
std::vector<NumberedName> namedByNumber(AttributeStore &store, const ProjectNames &projects)
{
    std::vector<NumberedName> found;
    Statement &s = store.statement("SELECT id, kind, key, '' FROM entity WHERE key GLOB '*googleapis.com/projects/[0-9]*' UNION ALL "
                                   "SELECT a.entity, e.kind, a.value, a.scheme FROM alias a JOIN entity e ON e.id=a.entity "
                                   "WHERE a.scheme<>'key' AND a.value GLOB '*googleapis.com/projects/[0-9]*' ORDER BY 4, 1, 3");
    while (s.next()) {
        const QString name = s.text(2);
        if (projects.byId(name) != name)
            found.push_back({s.integer(0), static_cast<EntityKind>(s.integer(1)), name, s.text(3)});
    }
    s.reset();
    return found;
}

/// The entity under the name now; 0: what had it is another's part by now.
void rename(AttributeStore &store, ChangeLog &log, const NumberedName &named, const QString &byId)
{
    qint64 entity = store.find(named.kind, named.name);
    if (entity == 0)
        return;
    if (const qint64 other = store.find(named.kind, byId); other != 0 && other != entity)
        entity = mergeEntities(store, log, entity, other);
    if (store.keyOf(entity) == named.name)
        giveKey(store, log, entity, byId);
    else if (!named.scheme.isEmpty() && store.find(named.kind, byId) == 0)
        addAlias(store, log, entity, {named.scheme, byId});
}

Result<void> renameValue(AttributeStore &store, ChangeLog &log, EntityKind kind, const Attribute &attribute, const ProjectNames &projects)
{
    const auto renamed = [&](const QString &text) { return attribute.name == "account"_L1 ? projects.accountById(text) : projects.byId(text); };
    const QByteArray column = '"' + attribute.name.toUtf8() + '"';
    const QByteArray narrowed = attribute.name == "account"_L1
                                    ? column + " IN (SELECT substr(name,16) FROM setting WHERE name GLOB 'account/google/*')"
                                    : column + " GLOB '*googleapis.com/projects/[0-9]*'";
    std::vector<std::pair<qint64, QString>> standing;
    Statement &s = store.statement("SELECT id, " + column + " FROM " + kindTable(kind) + " WHERE " + narrowed + " ORDER BY id");
    while (s.next())
        standing.emplace_back(s.integer(0), s.text(1));
    s.reset();
    for (const auto &[entity, text] : standing) {
        const QString after = renamed(text);
        if (after == text)
            continue;
        if (Result<void> written = store.write(entity, kind, attribute, Value(after)); !written)
            return written;
        log.record(u"value"_s, entity, attribute.name, encodeValue(Value(text), attribute), encodeValue(Value(after), attribute));
    }
    struct Word
    {
        qint64 entity, feed;
        Claimed how;
        QString text;
    };
    std::vector<Word> words;
    Statement &claims = store.statement("SELECT c.entity, c.feed, c.won, c.value FROM claim c JOIN entity e ON e.id=c.entity WHERE c.attr=?1 AND e.kind=?2 AND c.feed<>0 "
                                        "AND c.state=3 ORDER BY c.entity, c.feed");
    claims.bind(1, attribute.name).bind(2, qint64(kind));
    while (claims.next()) {
        const Result<MaybeValue> value = decodeValue(claims.text(3).toUtf8(), attribute);
        const auto *text = value && *value ? std::get_if<QString>(&**value) : nullptr;
        if (text && renamed(*text) != *text)
            words.push_back({claims.integer(0), claims.integer(1), static_cast<Claimed>(claims.integer(2)), *text});
    }
    claims.reset();
    for (const Word &word : words) {
        sayClaim(store, log, word.entity, attribute.name, word.feed, word.how, encodeValue(Value(renamed(word.text)), attribute), {}, {});
        if (Result<bool> settled = settleAgain(store, log, word.entity, kind, attribute); !settled)
            return settled.error();
    }
    return {};
}

} // namespace

ProjectNames::ProjectNames(AttributeStore &store) : m_store(store)
{
    Statement &s = store.statement("SELECT substr(name,16), value FROM setting WHERE name GLOB 'account/google/*'");
    while (s.next())
        m_ids.insert(s.text(0), s.text(1));
    s.reset();
}

void ProjectNames::tell(ChangeLog &log, const AccountNames &names)
{
    if (names.number.isEmpty() || names.id.isEmpty() || names.number == names.id || m_ids.contains(names.number))
        return;
    m_ids.insert(names.number, names.id);
    const QString setting = Setting + names.number;
    Statement &s = m_store.statement("INSERT OR REPLACE INTO setting(name,value) VALUES(?1,?2)");
    s.bind(1, setting).bind(2, names.id);
    s.run();
    log.record(u"setting"_s, 0, setting, "null", names.id.toUtf8());
}

QString ProjectNames::byId(const QString &name) const
{
    const Span number = m_ids.isEmpty() ? Span() : numberIn(name);
    if (number.length == 0)
        return name;
    const auto id = m_ids.constFind(name.mid(number.from, number.length));
    return id == m_ids.constEnd() ? name : name.left(number.from) + *id + name.mid(number.from + number.length);
}

void ProjectNames::apply(Record &record) const
{
    if (m_ids.isEmpty())
        return;
    record.key = byId(record.key);
    record.name = byId(record.name);
    for (Alias &alias : record.aliases)
        alias.value = byId(alias.value);
    for (Field &f : record.fields) {
        if (auto *reference = std::get_if<Reference>(&f.value))
            reference->key = byId(reference->key);
        else if (auto *text = std::get_if<QString>(&f.value); text && mayNameProject(f.attr))
            *text = f.attr == "account"_L1 ? accountById(*text) : byId(*text);
        else if (auto *list = std::get_if<ListValue>(&f.value))
            for (QString &item : list->items)
                item = byId(item);
    }
}

bool namesProjectByNumber(const QString &name) { return numberIn(name).length > 0; }

Result<void> joinProjects(AttributeStore &store, ChangeLog &log)
{
    Statement &told = store.statement("SELECT 1 FROM change WHERE change_set=?1 AND target='setting' AND attr GLOB 'account/google/*' LIMIT 1");
    told.bind(1, log.set());
    const bool tells = told.next();
    told.reset();
    if (!tells)
        return {};
    const ProjectNames projects(store);
    for (const NumberedName &named : namedByNumber(store, projects))
        rename(store, log, named, projects.byId(named.name));
    store.forgetCachedReferences();
    std::vector<std::pair<QString, QString>> waiting;
    Statement &pending = store.statement("SELECT DISTINCT value FROM pending_ref WHERE value GLOB '*googleapis.com/projects/[0-9]*' ORDER BY 1");
    while (pending.next())
        waiting.emplace_back(pending.text(0), projects.byId(pending.text(0)));
    pending.reset();
    for (const auto &[name, byId] : waiting) {
        Statement &s = store.statement("UPDATE OR REPLACE pending_ref SET value=?2 WHERE value=?1");
        s.bind(1, name).bind(2, byId);
        if (name != byId)
            s.run();
    }
    for (const KindInfo &info : store.catalogue().kinds()) {
        for (const Attribute &a : info.attributes) {
            if (a.type != ValueType::Text || !mayNameProject(a.name))
                continue;
            if (Result<void> renamed = renameValue(store, log, info.kind, a, projects); !renamed)
                return renamed;
        }
    }
    return {};
}

QStringList namesOfProject(AttributeStore &store, const QString &project)
{
    QStringList names{project};
    Statement &s = store.statement("SELECT CASE WHEN value=?1 THEN substr(name,16) ELSE value END FROM setting WHERE name GLOB 'account/google/*' AND "
                                   "(value=?1 OR name='account/google/'||?1) ORDER BY 1");
    s.bind(1, project);
    while (s.next())
        names.append(s.text(0));
    s.reset();
    return names;
}

} // namespace store
