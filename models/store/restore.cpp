// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/restore.h"
#include "store/aside.h"
#include "store/completeness.h"
#include "store/csfanswers.h"
#include "store/identity.h"
#include "store/ownpacks.h"
#include "store/plan.h"
#include "store/precedence.h"
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
    if (c.target == u"setting"_s) {
        applySetting(store, c.attr, to);
        return {};
    }
    if (c.target == u"value_set"_s) {
        writeValueSet(store, c.attr, QString::fromUtf8(to).split(u',', Qt::SkipEmptyParts));
        return {};
    }
    if (c.target == u"completeness"_s) {
        restoreCompleteness(store, c.attr, to);
        return {};
    }
    if (c.target == u"apart"_s) {
        restoreApart(store, c.attr, to);
        return {};
    }
    if (c.target == u"trust"_s) {
        restoreTrust(store, c.attr, to);
        return {};
    }
    if (c.target == u"waiver"_s) {
        restoreWaiver(store, to == c.before ? c.after : c.before, to);
        return {};
    }
    if (c.target == u"profile"_s) {
        restoreProfile(store, c.attr, to);
        return {};
    }
    if (c.target == u"plan"_s) {
        restorePlan(store, c.attr, to);
        return {};
    }
    if (c.target == u"review"_s) {
        restoreRuleReview(store, c.attr, to);
        return {};
    }
    if (c.target == u"requirement"_s) {
        restoreRequirementAnswer(store, c.attr, to);
        return {};
    }
    if (c.target == u"aside"_s) {
        restoreAside(store, to == c.before ? c.after : c.before, to);
        return {};
    }
    if (c.target == u"own_pack"_s) {
        restoreOwnPack(store, c.attr, to);
        return {};
    }
    if (c.target == u"own_change"_s) {
        restoreOwnChange(store, c.attr, to);
        return {};
    }
    if (c.target == u"whole"_s) {
        putState(store, to);
        return {};
    }
    Statement &k = store.statement("SELECT kind FROM entity WHERE id=?1");
    k.bind(1, c.entity);
    const bool there = k.next();
    const auto kind = static_cast<EntityKind>(there ? k.integer(0) : 0);
    k.reset();
    if (!there)
        return {};
    if (c.target == u"claim"_s) {
        applyClaim(store, c.entity, c.attr, to);
        return {};
    }
    if (c.target == u"csf"_s) {
        restoreCsfAnswer(store, c.entity, c.attr, to);
        return {};
    }
    if (c.target == u"feedclaim"_s) {
        restoreClaim(store, c.entity, c.attr, to);
        return {};
    }
    if (c.target == u"alias"_s) {
        restoreAlias(store, c.entity, c.attr, to, to == c.before ? c.after : c.before);
        return {};
    }
    if (c.target == u"merge"_s)
        return to.isEmpty() ? mergeAgain(store, log, c.entity, c.after) : splitAgain(store, c.entity, to);
    if (c.target == u"key"_s) {
        restoreKey(store, c.entity, to);
        return {};
    }
    if (c.target == u"name"_s) {
        Statement &s = store.statement("UPDATE entity SET name=?2 WHERE id=?1");
        s.bind(1, c.entity).bindUtf8(2, to);
        s.run();
        return {};
    }
    if (c.target == u"vanished"_s) {
        Statement &s = store.statement("UPDATE entity SET vanished=?2 WHERE id=?1");
        s.bind(1, c.entity).bind(2, to.toLongLong());
        s.run();
        return {};
    }
    if (c.target == u"retired"_s) {
        Statement &s = store.statement("UPDATE entity SET retired_on=?2 WHERE id=?1");
        s.bind(1, c.entity).bindNull(2);
        if (to != "null" && !to.isEmpty())
            s.bind(2, to.toLongLong());
        s.run();
        return {};
    }
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
    if (c.entity == 0 || c.target == u"whole"_s)
        return false;
    Statement &s = store.statement("SELECT 1 FROM entity WHERE id=?1");
    s.bind(1, c.entity);
    const bool there = s.next();
    s.reset();
    return !there;
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
    static const QHash<QString, QByteArray> columns = {{u"name"_s, "name"}, {u"vanished"_s, "vanished"}, {u"retired"_s, "coalesce(retired_on,'null')"}};
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
