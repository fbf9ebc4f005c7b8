// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/editor.h"

#include "domain/countrytext.h"
#include "domain/cellvalues.h"
#include "store/enrich.h"
#include "store/naming.h"
#include "store/keycustody.h"
#include "store/personsword.h"
#include "store/pools.h"
#include "store/principalkinds.h"
#include "store/referencelookup.h"

#include "store/changelog.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

int stateOf(const MaybeValue &value)
{
    if (!value)
        return 0;
    if (std::holds_alternative<NoAnswer>(*value))
        return 1;
    return std::holds_alternative<Absent>(*value) ? 2 : 3;
}

QByteArray importedValue(AttributeStore &store, qint64 entity, const QString &attr)
{
    Statement &s = store.statement("SELECT value FROM claim WHERE entity=?1 AND attr=?2 AND feed<>0 ORDER BY won=1 DESC, won DESC, feed LIMIT 1");
    s.bind(1, entity).bind(2, attr);
    const QByteArray value = s.next() ? s.text(0).toUtf8() : QByteArray("null");
    s.reset();
    return value;
}

qint64 createEntity(AttributeStore &store, EntityKind kind, const QString &key, qint64 set)
{
    Statement &s = store.statement("INSERT INTO entity(kind,key,name,added_set,id) VALUES(?1,?2,?2,?3,?4) RETURNING id");
    s.bind(1, qint64(kind)).bind(2, key).bind(3, set).bind(4, store.newNumber(kind, key));
    const qint64 id = s.next() ? s.integer(0) : 0;
    s.run();
    Statement &row = store.statement("INSERT INTO e_" + kindName(kind).toUtf8() + "(id) VALUES(?1)");
    row.bind(1, id);
    row.run();
    return id;
}

/// Nobody's export takes the place of a name that a person gave; an empty one gives it back to them.
void rename(AttributeStore &store, ChangeLog &log, qint64 entity, const QString &name)
{
    nameAs(store, log, entity, name.isEmpty() ? Named{store.keyOf(entity), {}} : Named{name, 0});
}

/// A code that no country has would count as a place that is not in the zone.
Result<void> checkCountries(AttributeStore &store, const Edit &edit, const Attribute &a)
{
    QStringList codes;
    if (const auto *text = edit.value ? std::get_if<QString>(&*edit.value) : nullptr; text && a.type == ValueType::Country)
        codes.append(*text);
    if (const auto *list = edit.value ? std::get_if<ListValue>(&*edit.value) : nullptr; list && a.of == ValueType::Country) {
        for (const QString &item : list->items) {
            if (!item.contains(u'/') && !item.startsWith(u'@'))
                codes.append(item);
        }
    }
    Statement &any = store.statement("SELECT 1 FROM ref_country LIMIT 1");
    const bool known = any.isValid() && any.next();
    any.reset();
    for (const QString &code : known ? codes : QStringList()) {
        Statement &s = store.statement("SELECT 1 FROM ref_country WHERE code=?1");
        s.bind(1, code);
        const bool found = s.next();
        s.reset();
        if (!code.isEmpty() && !found)
            return Error{ErrorCode::InvalidValue,
                         isCountryGroup(code) ? countryGroupWords(code) : u"%1 is no country's two letters"_s.arg(code),
                         a.name};
    }
    return {};
}

/// A region that the reference data does not have would be a place without a country; the spelling becomes the reference data's.
Result<void> checkRegions(AttributeStore &store, MaybeValue &value, const Attribute &a)
{
    auto *list = value ? std::get_if<ListValue>(&*value) : nullptr;
    if (!list || a.facet == 0 || !list->items.join(u' ').contains(u'/'))
        return {};
    const Result<ReferenceLookup> reference = ReferenceLookup::fromResources();
    if (!reference)
        return reference.error();
    for (QString &item : list->items) {
        if (!item.contains(u'/') || item.startsWith(u'@'))
            continue;
        const QString provider = item.section(u'/', 0, 0);
        if (const auto fact = reference->region(provider, item.section(u'/', 1))) {
            item = fact->provider + u'/' + fact->code;
            continue;
        }
        QStringList codes;
        Statement &s = store.statement("SELECT code FROM ref_region WHERE provider=?1");
        const QString id = reference->resolveProvider(provider);
        s.bind(1, id.isEmpty() ? provider : id);
        while (s.next())
            codes.append(s.text(0));
        s.reset();
        const QString nearest = nearestName(item.section(u'/', 1), codes);
        return Error{ErrorCode::InvalidValue,
                     u"no region '%1' is known%2"_s.arg(item, nearest.isEmpty() ? u"; name the country (DE) or a site (@KEY) instead"_s
                                                                                : u"; did you mean '%1/%2'?"_s.arg(provider, nearest)),
                     a.name};
    }
    return {};
}

/// The things that an edit names, with their kinds.
QList<QPair<EntityKind, QString>> namedIn(const Edit &edit, const Attribute &a)
{
    QList<QPair<EntityKind, QString>> named;
    if (const auto *one = edit.value ? std::get_if<Reference>(&*edit.value) : nullptr; one && a.refKind)
        named.append({*a.refKind, one->key});
    if (const auto *list = edit.value ? std::get_if<ListValue>(&*edit.value) : nullptr) {
        for (const QString &item : list->items) {
            if (a.facet != 0 && item.startsWith(u'@'))
                named.append({EntityKind::Location, item.mid(1)});
            else if (a.facet == 0 && a.refKind)
                named.append({*a.refKind, item});
        }
    }
    return named;
}

/// A person sees what there is, so a name of nothing is a slip; an export may name what another one brings.
Result<void> checkNamed(AttributeStore &store, const Edit &edit, const Attribute &a, qint64 set)
{
    for (const auto &[kind, key] : namedIn(edit, a)) {
        const qint64 named = store.find(kind, key);
        if (named != 0 && kind == edit.kind && named == store.find(edit.kind, edit.key))
            return Error{ErrorCode::InvalidValue, u"'%1' cannot name itself"_s.arg(key), a.name};
        if (named != 0)
            continue;
        if (kind == EntityKind::Provider && addReferenceProvider(store, key, set) != 0)
            continue;
        QStringList keys;
        Statement &s = store.statement("SELECT key FROM entity WHERE kind=?1 AND vanished=0 ORDER BY key LIMIT 10000");
        s.bind(1, qint64(kind));
        while (s.next())
            keys.append(s.text(0));
        s.reset();
        const QString nearest = nearestName(key, keys);
        const QString label = store.catalogue().kind(kind).label;
        return Error{ErrorCode::InvalidValue,
                     u"there is no %1 '%2'%3"_s.arg(kindName(kind), key,
                                                    nearest.isEmpty() ? u"; add it first (%1)"_s.arg(label) : u"; did you mean '%1'?"_s.arg(nearest)),
                     a.name};
    }
    return {};
}

/// The days that were edited against those of the same thing, whoever said these.
Result<void> checkOrder(AttributeStore &store, qint64 entity, EntityKind kind, const QStringList &edited)
{
    KindInfo concerned = store.catalogue().kind(kind);
    for (Attribute &a : concerned.attributes) {
        if (!edited.contains(a.name) && !edited.contains(a.notBefore))
            a.notBefore.clear();
    }
    const auto wrong = findWrongOrder(concerned, [&](const Attribute &a) -> std::optional<Day> {
        const MaybeValue value = store.read(entity, kind, a);
        const auto *day = value ? std::get_if<qint64>(&*value) : nullptr;
        return day ? std::optional(static_cast<Day>(*day)) : std::nullopt;
    });
    return wrong ? Result<void>(Error{ErrorCode::InvalidValue, wrong->message, wrong->attr}) : Result<void>();
}

Result<void> editValue(AttributeStore &store, ChangeLog &log, qint64 entity, const Edit &edit, const Attribute &a, const QString &who,
                       const QString &at)
{
    if (Result<void> checked = checkCountries(store, edit, a); !checked)
        return checked;
    if (Result<void> checked = checkNamed(store, edit, a, log.set()); !checked)
        return checked;
    MaybeValue target = edit.value;
    if (Result<void> checked = checkRegions(store, target, a); !checked)
        return checked;
    const QByteArray before = encodeValue(store.read(entity, edit.kind, a), a);
    const QByteArray claimBefore = currentClaim(store, entity, a.name);
    QByteArray claimAfter("null");
    if (target) {
        if (claimBefore == "null")
            keepImported(store, entity, a, before);
        claimAfter = claimText(stateOf(target), edit.reviewOn, who, at, edit.evidence, encodeValue(target, a));
    } else if (claimBefore != "null") {
        Result<MaybeValue> imported = decodeValue(importedValue(store, entity, a.name), a);
        if (imported)
            target = *imported;
    }
    Result<void> written = store.write(entity, edit.kind, a, target && stateOf(target) == 1 ? MaybeValue() : target);
    if (!written)
        return written;
    Statement &clear = store.statement("DELETE FROM claim WHERE entity=?1 AND attr=?2 AND feed=0");
    clear.bind(1, entity).bind(2, a.name);
    clear.run();
    if (edit.value) {
        Statement &s = store.statement("INSERT INTO claim(entity,attr,feed,state,won,value,who,at,evidence,change_set,review_on) "
                                       "VALUES(?1,?2,0,?3,1,?4,?5,?6,?7,?8,?9)");
        s.bind(1, entity).bind(2, a.name).bind(3, qint64(stateOf(target))).bindUtf8(4, encodeValue(target, a));
        s.bind(5, who).bind(6, at).bind(7, edit.evidence).bind(8, log.set()).bindNull(9);
        if (edit.reviewOn)
            s.bind(9, qint64(*edit.reviewOn));
        s.run();
    }
    // The claim first: undo walks backwards and restores the value last, when the claim is already what it was.
    log.record(u"value"_s, entity, a.name, before, encodeValue(target, a));
    log.record(u"claim"_s, entity, a.name, claimBefore, claimAfter);
    return {};
}

} // namespace

Result<qint64> applyEdits(AttributeStore &store, const QList<Edit> &edits, const QString &title, const QString &who, const QDateTime &at,
                          bool create)
{
    ChangeLog log(store, u"edit"_s, title, who, at);
    if (const Result<void> done = applyEdits(store, log, edits, who, at, create); !done)
        return done.error();
    log.finish();
    return log.set();
}

Result<void> applyEdits(AttributeStore &store, ChangeLog &log, const QList<Edit> &edits, const QString &who, const QDateTime &at, bool create)
{
    const QString time = at.toUTC().toString(Qt::ISODate);
    QMap<qint64, QPair<EntityKind, QStringList>> dated;
    QHash<qint64, QString> datedKeys;
    bool created = false, namesProvider = false;
    for (const Edit &edit : edits) {
        qint64 entity = store.find(edit.kind, edit.key);
        if (entity == 0) {
            if (!create)
                return Error{ErrorCode::UnknownEntity, {}, kindName(edit.kind) + u':' + edit.key};
            entity = createEntity(store, edit.kind, edit.key, log.set());
            created = true;
        }
        if (edit.attr == u"name"_s) {
            rename(store, log, entity, edit.name);
            continue;
        }
        if (edit.attr.isEmpty())
            continue;   // a bare creation
        const Attribute *a = store.catalogue().attribute(edit.kind, edit.attr);
        if (!a)
            return Error{ErrorCode::UnknownAttribute, edit.attr, kindName(edit.kind) + u':' + edit.key};
        namesProvider = namesProvider || a->refKind == EntityKind::Provider;
        Result<void> done = editValue(store, log, entity, edit, *a, who, time);
        if (!done)
            return done.error();
        if (a->type == ValueType::Date && edit.value)
            dated[entity] = {edit.kind, dated.value(entity).second << a->name}, datedKeys[entity] = edit.key;
    }
    for (auto it = dated.cbegin(); it != dated.cend(); ++it) {
        if (Result<void> ordered = checkOrder(store, it.key(), it->first, it->second); !ordered) {
            Error error = ordered.error();
            error.where = u"%1:%2 %3"_s.arg(kindName(it->first), datedKeys.value(it.key()), error.where);
            return error;
        }
    }
    if (created)
        resolvePending(store);
    if (namesProvider) {
        if (Result<void> filled = fillReferenceProviders(store); !filled)
            return filled.error();
    }
    if (Result<void> followed = followSystems(store, log); !followed)
        return followed.error();
    if (Result<void> followed = followKeyCustody(store, log, {}); !followed)
        return followed.error();
    followIdentityKinds(store, log);
    return {};
}

QByteArray readSetting(AttributeStore &store, const QString &name)
{
    Statement &s = store.statement("SELECT value FROM setting WHERE name=?1");
    s.bind(1, name);
    const QByteArray value = s.next() ? s.text(0).toUtf8() : QByteArray();
    s.reset();
    return value;
}

Result<qint64> changeSetting(AttributeStore &store, const QString &name, const QByteArray &json, const QString &title, const QString &who,
                             const QDateTime &at)
{
    ChangeLog log(store, u"choose"_s, title, who, at);
    if (const Result<void> put = putSetting(store, log, name, json); !put)
        return put.error();
    log.finish();
    return log.set();
}

Result<void> putSetting(AttributeStore &store, ChangeLog &log, const QString &name, const QByteArray &json)
{
    log.record(u"setting"_s, 0, name, readSetting(store, name), json);
    Statement &s = store.statement("INSERT OR REPLACE INTO setting(name,value) VALUES(?1,?2)");
    s.bind(1, name).bindUtf8(2, json);
    return s.run() ? Result<void>() : Result<void>(Error{ErrorCode::DatabaseError, s.error(), name});
}

} // namespace store
