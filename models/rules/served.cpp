// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/served.h"

#include <algorithm>

using domain::Result;
using domain::Status;

namespace rules {
namespace {

bool isUndecided(const RequirementResult &r)
{
    return (r.standing == Standing::Open || r.standing == Standing::OutOfReach) && r.worst != Status::Gap;
}

} // namespace

bool Following::isEvidenced() const
{
    return std::any_of(evidence.cbegin(), evidence.cend(), [](const Evidence &e) { return e.whole; });
}

bool isMet(const RequirementResult &r)
{
    return (r.standing == Standing::Decided || r.standing == Standing::Answered) && r.worst == Status::Pass;
}

bool serves(const Stands &own, SetRelation toOther, const Stands &other)
{
    if (!isUndecided(own.result) || own.reach == Reach::Inventory || !isMet(other.result) || other.narrowed)
        return false;
    if (!other.metFor.contains(own.concerned))
        return false;
    return toOther == SetRelation::Equal || (toOther == SetRelation::Subset && other.result.standing == Standing::Answered);
}

RuleKinds kindsOf(const QList<Pack> &packs)
{
    RuleKinds out;
    for (const Pack &pack : packs) {
        out.switchedOff += switchedOffOf(pack);
        for (const Rule &rule : pack.rules) {
            if (rule.legalStatus == domain::LegalStatus::OwnPolicy)
                out.ownLimits.insert(rule.id);
            if (rule.legalStatus == domain::LegalStatus::OwnPolicy && pack.legalStatus != domain::LegalStatus::OwnPolicy)
                out.beside.insert(rule.id);
            if (rule.scoped)
                out.narrowed.insert(rule.id);
        }
    }
    return out;
}

Result<QHash<QString, ForWhom>> forWhom(QSqlDatabase &db, const domain::Catalogue &catalogue, const QList<Pack> &packs, const Days &days)
{
    QHash<QString, ForWhom> out;
    ForWhom all;
    const Result<QList<qint64>> live = liveEntities(db, catalogue, days);
    if (!live)
        return live.error();
    all.surely = QSet<qint64>(live->cbegin(), live->cend());
    for (const Pack &pack : packs)
        out.insert(pack.id, all);
    const Result<QList<Concern>> concerns = concernedEntities(db, catalogue, packs, days);
    if (!concerns)
        return concerns.error();
    for (const Concern &c : *concerns) {
        if (!c.isNobody())
            out.insert(c.framework, {QSet<qint64>(c.entities.cbegin(), c.entities.cend()), QSet<qint64>(c.perhaps.cbegin(), c.perhaps.cend())});
    }
    return out;
}

Standings standingsOf(const QList<RequirementList> &lists, const QHash<QString, StatusCounts> &results, const RuleKinds &kinds, const FoundByPeople &found,
                      const QHash<QString, ForWhom> &forWhom)
{
    Standings out;
    for (const RequirementList &list : lists) {
        for (const Requirement &r : list.requirements) {
            Stands stands{resultOf(r, results, kinds.switchedOff, kinds.unrecorded, kinds.beside), r.partly ? Reach::Question : r.reach, false, false};
            const ForWhom whom = forWhom.value(list.id.section(u'@', 0, 0));
            stands.concerned = whom.surely + whom.perhaps;
            stands.metFor = whom.surely;
            for (const QString &rule : r.rules) {
                const bool off = kinds.switchedOff.contains(rule);
                stands.notMet = stands.notMet || (!off && !kinds.ownLimits.contains(rule) && results.value(rule).at(static_cast<std::size_t>(Status::Gap)) > 0);
                stands.narrowed = stands.narrowed || off || kinds.narrowed.contains(rule);
            }
            if (const auto said = found.find({list.id, r.id}); said != found.end() && isForPeople(list, r)) {
                stands.result = answered(stands.result, said->second);
                stands.notMet = stands.result.worst == Status::Gap;
                stands.metFor = QSet<qint64>(said->second.met.cbegin(), said->second.met.cend());
            }
            out.insert_or_assign(ListedRequirement{list.id, r.id}, stands);
        }
    }
    return out;
}

Following followingFor(const ListedRequirement &requirement, const Standings &standings, const Mappings &mappings, const QList<HeldCertificates> &held)
{
    Following out;
    const auto own = standings.find(requirement);
    const bool undecided = own != standings.end() && isUndecided(own->second.result);
    const QList<Mapping> speaks = mappings.from(requirement);
    for (const Mapping &m : speaks) {
        const auto other = standings.find(m.to);
        if (!undecided || !m.answersCarry || other == standings.end())
            continue;
        if (serves(own->second, m.relation, other->second))
            out.serves.append(m);
        const QSet<qint64> &theirs = other->second.concerned, &ours = own->second.concerned;
        if ((m.relation == SetRelation::Equal || m.relation == SetRelation::Superset) && other->second.notMet && (ours.isEmpty() || theirs.isEmpty() || ours.intersects(theirs)))
            out.refutes.append(m);
    }
    for (int i = 0; i < held.size(); ++i) {
        const QString &list = held.at(i).list;
        if (list == requirement.list) {
            out.evidence.append({i, std::nullopt, true});
            continue;
        }
        // One certificate speaks once for a requirement: by what it attests of it most.
        std::optional<Evidence> best;
        for (const Mapping &m : speaks) {
            if (m.to.list != list || m.relation == SetRelation::Intersects)
                continue;
            const bool whole = m.relation != SetRelation::Superset;
            if (!best || (whole && !best->whole))
                best = Evidence{i, m, whole};
        }
        if (best)
            out.evidence.append(*best);
    }
    return out;
}

Coverage coverageOf(const RequirementList &list, const Standings &standings, const Mappings &mappings, const QList<HeldCertificates> &held)
{
    Coverage out;
    for (const Requirement &r : list.requirements) {
        if (r.beside) {
            ++out.beside;
            continue;
        }
        const ListedRequirement id{list.id, r.id};
        const auto it = standings.find(id);
        const Standing standing = it == standings.end() ? Standing::Open : it->second.result.standing;
        const Following following = followingFor(id, standings, mappings, held);
        out.add(standing, following.isServed());
        if (following.isServed() || (standing != Standing::Open && standing != Standing::OutOfReach))
            continue;
        out.refuted += following.isRefuted() ? 1 : 0;
        out.evidenced += following.isEvidenced() ? 1 : 0;
    }
    return out;
}

} // namespace rules
