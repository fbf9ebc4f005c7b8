// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sayagain.h"

#include "store/enrich.h"
#include "store/identity.h"
#include "store/personsword.h"
#include "store/pools.h"
#include "store/wholeentity.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {

QList<Change> saidIn(AttributeStore &store, qint64 set)
{
    QList<Change> changes = changesOf(store, set);
    std::reverse(changes.begin(), changes.end());
    if (std::any_of(changes.cbegin(), changes.cend(), [](const Change &c) { return c.target == u"merge"_s; }))
        changes.removeIf([](const Change &c) { return c.target != u"merge"_s && c.target != u"apart"_s; });
    return changes;
}

// The undo has them after all that the set itself says of whole things.
QByteArray goneWith(AttributeStore &store, qint64 undo, qint64 set)
{
    Statement &s = store.statement("SELECT before FROM change WHERE change_set=?1 AND target='whole' AND "
                                   "(SELECT count(*) FROM change WHERE change_set=?1 AND target='whole')>(SELECT count(*) FROM change WHERE change_set=?2 AND target='whole') ORDER BY seq DESC LIMIT 1");
    s.bind(1, undo).bind(2, set);
    const QByteArray whole = s.next() ? s.text(0).toUtf8() : QByteArray();
    s.reset();
    return whole;
}

Result<SaidAgain> sayAgain(AttributeStore &store, const StandingSet &said, const QList<Change> &changes, const QByteArray &whole,
                           const std::function<bool(const Change &)> &cannotBe)
{
    ChangeLog log(store, said.kind, said.title, said.who, said.at);
    SaidAgain out{log.set(), {}};
    if (!whole.isEmpty()) {
        putState(store, whole);
        Statement &added = store.statement("UPDATE entity SET added_set=?2 WHERE added_set=?1");
        added.bind(1, said.id).bind(2, log.set());
        added.run();
    }
    QHash<QPair<qint64, QString>, QByteArray> stood;
    for (const Change &c : changes) {
        if (cannotBe(c)) {
            out.left.append(c);
            continue;
        }
        if (c.target == u"merge"_s) {
            if (const Result<void> done = mergeAgain(store, log, c.entity, c.before); !done)
                return done.error();
            continue;
        }
        const QByteArray before = standsNow(store, c, c.before);
        if (c.target == u"value"_s)
            stood.insert({c.entity, c.attr}, before);
        const Attribute *attribute = c.target == u"claim"_s ? store.catalogue().attribute(kindOfEntity(store, c.entity), c.attr) : nullptr;
        if (attribute && before == "null" && c.after != "null" && stood.contains({c.entity, c.attr}))
            keepImported(store, c.entity, *attribute, stood.value({c.entity, c.attr}));
        if (const Result<void> done = applyChange(store, log, c, c.after); !done)
            return done.error();
        log.record(c.target, c.entity, c.attr, before, c.after);
    }
    addNamedReferenceProviders(store, log.set());
    if (const Result<void> filled = fillReferenceProviders(store); !filled)
        return filled.error();
    resolvePending(store);
    if (const Result<void> followed = followSystems(store, log); !followed)
        return followed.error();
    log.finish();
    return out;
}

} // namespace store
