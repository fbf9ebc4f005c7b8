// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/restore.h"
#include "store/aside.h"
#include "store/completeness.h"
#include "store/csfanswers.h"
#include "store/identity.h"
#include "store/ownpacks.h"
#include "store/plan.h"
#include "store/precedence.h"
#include "store/presence.h"
#include "store/profiles.h"
#include "store/requirementanswers.h"
#include "store/rulereview.h"
#include "store/settings.h"
#include "store/trust.h"
#include "store/waiver.h"
#include "store/wholeentity.h"
#include "store/duplicates.h"
#include "store/personsword.h"

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {

void applySetting(AttributeStore &store, const QString &name, const QByteArray &value)
{
    if (value.isEmpty() || value == "null") {
        Statement &s = store.statement("DELETE FROM setting WHERE name=?1");
        s.bind(1, name);
        s.run();
        return;
    }
    Statement &s = store.statement("INSERT OR REPLACE INTO setting(name,value) VALUES(?1,?2)");
    s.bind(1, name).bindUtf8(2, value);
    s.run();
}

/// A column of the entity's own row; "null" is none.
void setColumn(AttributeStore &store, qint64 entity, const QString &column, const QByteArray &to)
{
    Statement &s = store.statement("UPDATE entity SET " + column.toUtf8() + "=?2 WHERE id=?1");
    s.bind(1, entity).bindNull(2);
    if (column == u"name"_s)
        s.bindUtf8(2, to);
    else if (to != "null" && !to.isEmpty())
        s.bind(2, to.toLongLong());
    s.run();
}

} // namespace

QList<Change> changesOf(AttributeStore &store, qint64 set)
{
    QList<Change> changes;
    Statement &s = store.statement("SELECT target, entity, attr, before, after FROM change WHERE change_set=?1 ORDER BY seq DESC");
    s.bind(1, set);
    while (s.next())
        changes.append({s.text(0), s.integer(1), s.text(2), s.text(3).toUtf8(), s.text(4).toUtf8()});
    s.reset();
    return changes;
}

Result<void> applyChange(AttributeStore &store, ChangeLog &log, const Change &c, const QByteArray &to)
{
    const auto &other = to == c.before ? c.after : c.before; // what stands until now
    // Of the workspace as a whole, by what they name.
    using Named = void (*)(AttributeStore &, const QString &, const QByteArray &);
    static const QHash<QString, Named> ofTheWorkspace = {
        {u"setting"_s, applySetting},
        {u"value_set"_s, [](AttributeStore &s, const QString &name, const QByteArray &words) { writeValueSet(s, name, QString::fromUtf8(words).split(u',', Qt::SkipEmptyParts)); }},
        {u"completeness"_s, restoreCompleteness}, {u"apart"_s, restoreApart}, {u"trust"_s, restoreTrust}, {u"profile"_s, restoreProfile}, {u"plan"_s, restorePlan},
        {u"review"_s, restoreRuleReview}, {u"requirement"_s, restoreRequirementAnswer}, {u"own_pack"_s, restoreOwnPack}, {u"own_change"_s, restoreOwnChange},
        {u"whole"_s, [](AttributeStore &s, const QString &, const QByteArray &state) { putState(s, state); }}};
    // Known by what they say.
    using Said = void (*)(AttributeStore &, const QByteArray &, const QByteArray &);
    static const QHash<QString, Said> bySaying = {{u"waiver"_s, restoreWaiver}, {u"aside"_s, restoreAside}};
    // Of one thing.
    using OfThing = void (*)(AttributeStore &, qint64, const QString &, const QByteArray &);
    static const QHash<QString, OfThing> ofThings = {
        {u"claim"_s, applyClaim}, {u"csf"_s, restoreCsfAnswer}, {u"feedclaim"_s, restoreClaim},
        {u"key"_s, [](AttributeStore &s, qint64 entity, const QString &, const QByteArray &key) { restoreKey(s, entity, key); }},
        {u"name"_s, [](AttributeStore &s, qint64 entity, const QString &, const QByteArray &name) { setColumn(s, entity, u"name"_s, name); }},
        {u"namer"_s, [](AttributeStore &s, qint64 entity, const QString &, const QByteArray &by) { setColumn(s, entity, u"name_feed"_s, by); }},
        {u"vanished"_s, [](AttributeStore &s, qint64 entity, const QString &, const QByteArray &since) { setColumn(s, entity, u"vanished"_s, since); }},
        {u"lost"_s, [](AttributeStore &s, qint64 entity, const QString &feed, const QByteArray &lost) { setLost(s, entity, feed.toLongLong(), lost == "1"); }},
        {u"retired"_s, [](AttributeStore &s, qint64 entity, const QString &, const QByteArray &on) { setColumn(s, entity, u"retired_on"_s, on); }}};
    if (const Named restore = ofTheWorkspace.value(c.target)) {
        restore(store, c.attr, to);
        return {};
    }
    if (const Said restore = bySaying.value(c.target)) {
        restore(store, other, to);
        return {};
    }
    if (isAboutNothing(store, c))
        return {};
    if (const OfThing restore = ofThings.value(c.target)) {
        restore(store, c.entity, c.attr, to);
        return {};
    }
    if (c.target == u"alias"_s) {
        restoreAlias(store, c.entity, c.attr, to, other);
        return {};
    }
    if (c.target == u"merge"_s)
        return to.isEmpty() ? mergeAgain(store, log, c.entity, c.after) : splitAgain(store, c.entity, to);
    const EntityKind kind = kindOfEntity(store, c.entity);
    const Attribute *attribute = store.catalogue().attribute(kind, c.attr);
    if (!attribute)
        return {};
    Result<MaybeValue> value = decodeValue(to.isEmpty() ? QByteArray("null") : to, *attribute);
    if (!value)
        return value.error();
    return store.write(c.entity, kind, *attribute, *value);
}

bool isAboutNothing(AttributeStore &store, const Change &c)
{
    // What is answered of one legal entity is recorded by its place.
    const qint64 entity = c.target == u"requirement"_s ? loggedRequirementPlace(c.attr).entity : c.entity;
    if (entity == 0 || c.target == u"whole"_s)
        return false;
    Statement &s = store.statement("SELECT 1 FROM entity WHERE id=?1");
    s.bind(1, entity);
    return !s.hasRow();
}

QByteArray standsNow(AttributeStore &store, const Change &c, const QByteArray &otherwise)
{
    if (c.target == u"claim"_s)
        return currentClaim(store, c.entity, c.attr);
    if (c.target == u"value"_s) {
        const EntityKind kind = kindOfEntity(store, c.entity);
        const Attribute *attribute = store.catalogue().attribute(kind, c.attr);
        return attribute ? encodeValue(store.read(c.entity, kind, *attribute), *attribute) : otherwise;
    }
    static const QHash<QString, QByteArray> columns = {{u"name"_s, "name"}, {u"namer"_s, "coalesce(name_feed,'null')"}, {u"vanished"_s, "vanished"}, {u"retired"_s, "coalesce(retired_on,'null')"}};
    const auto column = columns.constFind(c.target);
    if (column == columns.constEnd())
        return otherwise;
    Statement &s = store.statement("SELECT " + *column + " FROM entity WHERE id=?1");
    s.bind(1, c.entity);
    const QByteArray now = s.next() ? s.text(0).toUtf8() : otherwise;
    s.reset();
    return now;
}

} // namespace store
