// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/entityupdater.h"

#include "domain/recordsink.h"
#include "store/enrich.h"
#include "store/naming.h"
#include "store/identity.h"
#include "store/keycustody.h"
#include "store/personsword.h"
#include "store/precedence.h"
#include "store/standing.h"
#include "store/valuecodec.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

void EntityUpdater::answer(qint64 id, const Record &record, const Attribute &a, const MaybeValue &value, const Telling &telling)
{
    const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
    const QByteArray after = encodeValue(value, a);
    const bool asked = value && std::holds_alternative<NoAnswer>(*value);
    const qint64 state = asked ? 1 : (value && std::holds_alternative<Absent>(*value) ? 2 : 3);
    // That a list has no answer takes away nothing that others know; it counts once they don't say it any more.
    const bool known = before != "null" && before != encodeValue(Value(NoAnswer{}), a);
    if (asked && record.person && before != "null") {
        // Whoever was asked and could not tell does not vouch for what an import said: it stays as a claim that lost.
        if (const qint64 owner = ownerOf(m_store, id, a.name); owner != 0)
            sayClaim(m_store, m_log, id, a.name, owner, Claimed::Lost, before, {}, {});
        (void)m_store.write(id, record.kind, a, std::nullopt).has_value();
        m_log.record(u"value"_s, id, a.name, before, "null");
    }
    if (!asked)
        (void)m_store.write(id, record.kind, a, value).has_value();
    const auto claimed = [&] { return record.person ? currentClaim(m_store, id, a.name) : claimRow(m_store, id, a.name, telling.feed); };
    const QByteArray claimBefore = claimed();
    Statement &s = m_store.statement("INSERT OR REPLACE INTO claim(entity,attr,feed,state,won,value,pointer,who,at,evidence,change_set) "
                                     "VALUES(?1,?2,?3,?4,?11,?5,?6,?7,?8,?9,?10)");
    s.bind(1, id).bind(2, a.name).bind(3, record.person ? 0 : telling.feed).bind(4, state).bindUtf8(5, after).bind(6, telling.where);
    s.bind(7, record.person ? record.person->who : QString()).bind(8, record.person ? record.person->at : QString());
    s.bind(9, record.person ? record.person->evidence : QString()).bind(10, m_log.set());
    s.bind(11, qint64(asked && !record.person && known ? 0 : 1));
    s.run();
    if (before != after && !asked)
        m_log.record(u"value"_s, id, a.name, before, after);
    if (const QByteArray claimAfter = claimed(); claimBefore != claimAfter)
        m_log.record(record.person ? u"claim"_s : u"feedclaim"_s, id, a.name, claimBefore, claimAfter);
}

void EntityUpdater::apply(qint64 id, const Record &record, const Attribute &a, const MaybeValue &value, const Telling &telling, Precedence &precedence, bool &changed)
{
    if (record.person || (value && std::holds_alternative<NoAnswer>(*value))) {
        const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
        // What the list said before it says no longer.
        if (!record.person && telling.sameFeed && !telling.again && !telling.together)
            m_restatement.takeBack(id, record.kind, a, telling.feed);
        answer(id, record, a, value, telling);
        changed = changed || before != encodeValue(m_store.read(id, record.kind, a), a);
        return;
    }
    const QByteArray before = encodeValue(m_store.read(id, record.kind, a), a);
    // A scan that is repeated says nearly all of its values again: they stand there, and nothing has to be written.
    if (encodeValue(value, a) == before) {
        precedence.agrees(a, before);
        return;
    }
    (void)m_store.write(id, record.kind, a, value).has_value();
    const QByteArray after = encodeValue(m_store.read(id, record.kind, a), a);
    if (before == after) {
        precedence.agrees(a, after);
        return;
    }
    // That others were asked in vain is no word against it.
    const QByteArray known = before == encodeValue(Value(NoAnswer{}), a) ? QByteArray("null") : before;
    const QByteArray stands = precedence.settle(a, known, after);
    if (stands != after) {
        if (const Result<MaybeValue> other = decodeValue(stands, a))
            (void)m_store.write(id, record.kind, a, *other).has_value();
    }
    const QByteArray now = stands == before || stands == after ? stands : encodeValue(m_store.read(id, record.kind, a), a);
    if (now == before)
        return;
    m_log.record(u"value"_s, id, a.name, before, now);
    changed = true;
}

MaybeValue EntityUpdater::withItsOtherFile(qint64 id, EntityKind kind, const Attribute &a, const Value &value, qint64 feed)
{
    const auto *list = std::get_if<ListValue>(&value);
    if (!list || list->complete || a.facet != 0)
        return value;
    QByteArray told;
    for (const SourceWord &word : wordsOn(m_store, id, a, ownerOf(m_store, id, a.name), encodeValue(m_store.read(id, kind, a), a))) {
        if (word.feed == feed)
            told = word.value;
    }
    const Result<MaybeValue> before = told.isEmpty() ? Result<MaybeValue>(MaybeValue()) : decodeValue(told, a);
    const auto *others = before && *before ? std::get_if<ListValue>(&**before) : nullptr;
    if (!others || others->complete)
        return value;
    ListValue both{list->items + others->items, false};
    both.items.sort();
    both.items.removeDuplicates();
    return Value(both);
}

MaybeValue EntityUpdater::withOtherRecords(qint64 id, EntityKind kind, const Attribute &a, const ListValue &own, qint64 feed)
{
    const MaybeValue before = m_store.read(id, kind, a);
    const auto *others = before ? std::get_if<ListValue>(&*before) : nullptr;
    if (!others || others->complete || ownerOf(m_store, id, a.name) != feed)
        return own;
    ListValue both{others->items, false};
    for (const QString &item : own.items) {
        if (!both.items.contains(item))
            both.items.append(item);
    }
    both.items.sort();
    if (a.refKind && both.items != own.items)
        m_shared.emplace_back(id, kind, &a);
    return both;
}

void EntityUpdater::dropVanished()
{
    for (const auto &[id, kind, attribute] : m_shared) {
        const MaybeValue before = m_store.read(id, kind, *attribute);
        const auto *list = before ? std::get_if<ListValue>(&*before) : nullptr;
        if (!list)
            continue;
        ListValue there = *list;
        there.items.removeIf([&, ref = *attribute->refKind](const QString &item) {
            Statement &gone = m_store.statement("SELECT 1 FROM entity WHERE id=?1 AND vanished<>0");
            gone.bind(1, m_store.find(ref, item));
            return gone.hasRow();
        });
        if (there.items.size() == list->items.size() || !m_store.write(id, kind, *attribute, Value(there)))
            continue;
        m_log.record(u"value"_s, id, attribute->name, encodeValue(before, *attribute), encodeValue(Value(there), *attribute));
    }
    m_shared.clear();
}

/// A list that knows no names gives the number of who has the right: it does not take the place of a name that another list told.
bool EntityUpdater::namesPrincipalLess(qint64 id, const Record &record)
{
    const Attribute *a = record.kind == EntityKind::Grant && !record.person ? m_store.catalogue().attribute(record.kind, u"principal"_s) : nullptr;
    if (!a)
        return false;
    QString identity;
    QString principal;
    for (const Field &field : record.fields) {
        if (const auto *key = std::get_if<Reference>(&field.value); key && field.attr == "identity"_L1)
            identity = key->key;
        if (const auto *text = std::get_if<QString>(&field.value); text && field.attr == a->name)
            principal = *text;
    }
    if (identity.isEmpty() || principal.isEmpty() || !identity.endsWith(principal, Qt::CaseInsensitive))
        return false;
    const MaybeValue before = m_store.read(id, record.kind, *a);
    const auto *known = before ? std::get_if<QString>(&*before) : nullptr;
    return known && !known->isEmpty() && !identity.endsWith(*known, Qt::CaseInsensitive);
}

/// The region that a cloud names of a key is where its service asks for it: no place of a key that is held outside.
bool EntityUpdater::isServicesOwnPlace(qint64 id, const Record &record, const Attribute &a, const ListValue &list, const Telling &telling)
{
    if (record.kind != EntityKind::Key || a.facet != Facet::Keys || list.items.isEmpty() || record.person || !isHeldOutside(m_store, id))
        return false;
    Statement &s = m_store.statement("SELECT rank FROM feed WHERE id=?1");
    s.bind(1, telling.feed);
    const bool isRegister = s.next() && s.integer(0) == qint64(SourceRank::Register);
    s.reset();
    return !isRegister && isOnlyAtItsService(m_store, id, Value(list));
}

/// An export that knows no name gives the identifier: it does not take the place of a name, whatever its rank.
bool EntityUpdater::takesName(qint64 id, const QString &name, const QString &before, qint64 namer, const Said &said, const Telling &telling)
{
    const int worth = nameWorth(m_store, id, name, telling.feed);
    const int stands = nameWorth(m_store, id, before, namer);
    // A newer list may know no more than that a name was taken away; of who has access lists of one feed know more or less.
    if (namer == telling.feed && !telling.otherList)
        return true;
    if (worth != stands)
        return worth > stands;
    return namer == telling.feed ? name < before : namesBetter(m_store, said, saidOf(m_store, id, namer));
}

bool EntityUpdater::update(qint64 id, const Record &record, const std::vector<KnownField> &known, const Telling &telling)
{
    bool changed = false;
    const KindInfo &info = m_store.catalogue().kind(record.kind);
    const Said said{telling.feed, record.captured};
    Precedence precedence(m_store, m_log, id, said, telling.sameFeed, telling.sameList, telling.where, m_at);
    if (telling.sameFeed && !record.person)
        m_restatement.begin(id, telling.feed, record.kind, record.whole, telling.again || telling.together, telling.ordinal);
    const bool namesLess = namesPrincipalLess(id, record);
    for (const KnownField &f : known) {
        if (namesLess && f.attribute->name == "principal"_L1) {
            m_restatement.says(id, f.attribute - info.attributes.constData());
            continue;
        }
        const auto *list = std::get_if<ListValue>(&f.field->value);
        const MaybeValue said = list && list->shared && telling.sameFeed ? withOtherRecords(id, record.kind, *f.attribute, *list, telling.feed)
                                : telling.together && !record.person     ? withItsOtherFile(id, record.kind, *f.attribute, f.field->value, telling.feed)
                                                                         : f.field->value;
        apply(id, record, *f.attribute, said, telling, precedence, changed);
        m_restatement.says(id, f.attribute - info.attributes.constData());
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
        if (isServicesOwnPlace(id, record, a, list, telling))
            continue;
        if (!list.items.isEmpty() || list.complete) {
            apply(id, record, a, Value(list), telling, precedence, changed);
            m_restatement.says(id, &a - info.attributes.constData());
        }
    }
    if (!record.name.isEmpty() && !namesLess) {
        const Named stands = namedAs(m_store, id);
        if (stands.name != record.name && !stands.byPerson() && takesName(id, record.name, stands.name, stands.by.value_or(0), said, telling)) {
            nameAs(m_store, m_log, id, {record.name, telling.feed});
            changed = true;
        }
    }
    const QString key = m_store.keyOf(id);
    for (const Alias &alias : std::as_const(record.aliases)) {
        if (alias.value != key && alias.kept)
            addAlias(m_store, m_log, id, alias);
    }
    if (record.key != key)
        addAlias(m_store, m_log, id, {u"key"_s, record.key});
    return changed;
}

} // namespace store
