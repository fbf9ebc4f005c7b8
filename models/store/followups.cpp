// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/followups.h"

#include "store/attachedpolicies.h"
#include "store/attributestore.h"
#include "store/changelog.h"
#include "store/completefor.h"
#include "store/datazones.h"
#include "store/enrich.h"
#include "store/entityadder.h"
#include "store/keycustody.h"
#include "store/nodegroups.h"
#include "store/pools.h"
#include "store/presence.h"
#include "store/principalkinds.h"
#include "store/projectnames.h"
#include "store/retirement.h"
#include "store/serving.h"
#include "store/systemplaces.h"
#include "store/typechoices.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace domain;

namespace store {
namespace {


} // namespace

FollowUps::FollowUps(AttributeStore &store, ChangeLog &log, Say say) : m_store(store), m_log(log), m_say(std::move(say)) {}

Result<void> FollowUps::join(const EntityAdder &adder)
{
    if (Result<void> joined = joinProjects(m_store, m_log); !joined)
        return joined;
    resolvePending(m_store);
    takeFromConfigurations(m_store, m_log);
    if (Result<void> enriched = enrich(m_store, m_log, adder.machinesWithAccelerators()); !enriched)
        return enriched;
    for (const Diagnostic &d : uncountedChoices(m_store, m_log.set()))
        m_say(d);
    resolvePending(m_store);
    if (Result<void> followed = followKeyCustody(m_store, m_log, adder.systemsWithKeys()); !followed)
        return followed;
    followIdentityKinds(m_store, m_log);
    joinAttachedPolicies(m_store, m_log);
    placeWithSystems(m_store, m_log);
    sayTwoDataZones(placeInDataZones(m_store, m_log));
    if (Result<void> followed = followSystems(m_store, m_log); !followed)
        return followed;
    joinNamedPools(m_store, m_log);
    return {};
}

void FollowUps::sayTwoDataZones(const QStringList &otherwise)
{
    if (otherwise.isEmpty())
        return;
    m_say({u"two-data-zones"_s, DiagnosticLevel::Warning, {},
           u"%1: another data zone is said than that of the account's region; both are kept, and the account's region stands unless the other source is trusted more (Imports, Sources)"_s.arg(
               otherwise.mid(0, NamedInWarnings).join(u", "_s) +
               (otherwise.size() > NamedInWarnings ? u" and %1 more"_s.arg(otherwise.size() - NamedInWarnings) : QString()))});
}

void FollowUps::judge(Presence &presence, const ImportReach &reach)
{
    bool whole = reach.complete && !reach.selection;
    if (whole && (presence.scopes().isEmpty() ? reach.unidentified : reach.rejected) > 0) {
        whole = false;
        m_say({u"rejected-may-be-there"_s, DiagnosticLevel::Info, {}, u"records were rejected: what the file lacks is not taken for gone"_s});
    }
    for (const Diagnostic &d : presence.finish(whole, reach.at.toSecsSinceEpoch()))
        m_say(d);
    for (const Diagnostic &d : countMachinesOnce(m_store, m_log))
        m_say(d);
    if (!reach.completeFor.isEmpty())
        markLacking(presence, reach);
    sayRetired(reach.source);
}

// The list does not tell that it is whole; whoever imports it does.
void FollowUps::markLacking(Presence &presence, const ImportReach &reach)
{
    Statement &s = m_store.statement("UPDATE source SET complete_for=?2 WHERE id=?1");
    s.bind(1, reach.source).bind(2, reach.completeFor.join(u','));
    s.run();
    QStringList scopes = reach.completeFor;
    (void)takeCluster(scopes);
    if (scopes.isEmpty())
        return;
    if (!reach.complete || reach.rejected > 0 || presence.sawOlder()) {
        m_say({u"not-complete"_s, DiagnosticLevel::Warning, {},
               presence.sawOlder() ? u"a newer export was imported before: what this one lacks is not taken for gone"_s
                                   : u"the export says that it is cut, or records of it were rejected: what it lacks is not taken for gone"_s});
        return;
    }
    for (const QString &scope : std::as_const(scopes)) {
        const Lacking lacking = lackingOf(m_store, reach.source, reach.firstSource, reach.format, scope);
        if (!lacking.speaks)
            m_say({u"nothing-of-scope"_s, DiagnosticLevel::Warning, {}, u"the file holds nothing of %1: nothing is taken for gone"_s.arg(scope)});
        else if (!lacking.gone.isEmpty())
            m_say(presence.gone(lacking.gone));
        if (lacking.speaks && !lacking.ofOtherSorts.isEmpty())
            m_say(otherSortsStay(m_store, lacking.ofOtherSorts, lacking.otherSorts));
    }
}

void FollowUps::sayRetired(qint64 source)
{
    if (const qint64 back = retiredOf(m_store, source); back > 0)
        m_say({u"retired-again-there"_s, DiagnosticLevel::Warning, {},
               u"%1 that somebody has retired still %2 in this export; retired things are not judged (take them back into use with retire --back)"_s.arg(
                   back == 1 ? u"one thing"_s : u"%1 things"_s.arg(back), back == 1 ? u"is"_s : u"are"_s)});
}

} // namespace store
