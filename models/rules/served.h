// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "domain/result.h"
#include "rules/concern.h"
#include "rules/mappings.h"
#include "rules/requirements.h"

#include <QSet>
#include <QSqlDatabase>

#include <map>

namespace rules {

/// Certificates of one list's schemes that one holder has and that are valid on the day, with what they surely cover.
struct HeldCertificates
{
    QString list;                ///< that they attest: "iso-27001"
    qint64 holder = 0;           ///< a provider, or an own legal entity
    bool own = false;            ///< the holder is an own legal entity: the certificate speaks of its own scope
    QList<qint64> certificates;
    QList<qint64> services;      ///< of the provider that a certificate surely covers, region and all
    QList<qint64> perhaps;       ///< of which that is not known
    std::optional<domain::Day> until; ///< the first day on which one of them ends
    bool customerShareKnown = false;  ///< each has a map of what it leaves to the customer
    bool operator==(const HeldCertificates &) const = default;
};

/// What the workspace's certificates attest on the day, by list and holder. A provider whose certificates surely cover none of its services is left
/// out, as is a report of type 1 or a statement of one's own. Reads only, besides temporary tables of its own. Thread: the connection's.
domain::Result<QList<HeldCertificates>> heldCertificates(QSqlDatabase &, const domain::Catalogue &, const QList<RequirementList> &, domain::Day asOf);

/// A certificate that speaks for a requirement.
struct Evidence
{
    int certificates = 0;           ///< into the list of HeldCertificates
    std::optional<Mapping> mapping; ///< from the requirement to the certified one; none: the certificate attests the requirement itself
    bool whole = true;              ///< it attests all that is asked; else a part
    bool operator==(const Evidence &) const = default;
};

/// What follows for a requirement from elsewhere. Nothing of it changes a result: a gap stays a gap, and what is unknown is told apart.
struct Following
{
    QList<Mapping> serves;    ///< from it to what is met and serves for it
    QList<Mapping> refutes;   ///< from it to what is not met, and asks the same or a part
    QList<Evidence> evidence; ///< also for what is decided
    bool isServed() const { return !serves.isEmpty() && refutes.isEmpty(); }
    bool isRefuted() const { return !refutes.isEmpty(); }
    bool isEvidenced() const; ///< in whole
    bool operator==(const Following &) const = default;
};

/// How a requirement stands, and how far a dashboard gets with it.
struct Stands
{
    RequirementResult result;
    Reach reach = Reach::Outside;
    bool notMet = false; ///< something that it demands itself has a gap: one that falls short of our own limit alone is not its matter
    bool narrowed = false; ///< a rule of it is switched off or looks at a part only, so that it being met says too little
    QSet<qint64> concerned = {}; ///< legal entities whose requirement it is, those of whom that isn't known among them
    QSet<qint64> metFor = {};    ///< those for whom it is met, where it is
};

/// The legal entities that a framework concerns. Of one that surely concerns none of those recorded, and of one that doesn't say whom it concerns: all.
struct ForWhom
{
    QSet<qint64> surely, perhaps;
};
/// By rule set, of those given and of all live legal entities. Reads only, besides temporary tables of its own. Thread: the connection's.
domain::Result<QHash<QString, ForWhom>> forWhom(QSqlDatabase &, const domain::Catalogue &, const QList<Pack> &, const Days &);

/// Rules that don't speak for the whole of what they stand for.
struct RuleKinds
{
    QSet<QString> ownLimits;   ///< judge our own limit beside what is demanded
    QSet<QString> switchedOff;
    QSet<QString> narrowed;    ///< by the organisation, to a part of what they concern
    QSet<QString> beside = {}; ///< of ownLimits, those that stand in a law's or a scheme's rule set
    QSet<QString> unrecorded = {}; ///< on things of which none is recorded, and nobody has declared that there is none (not set by kindsOf())
};
RuleKinds kindsOf(const QList<Pack> &);

using Standings = std::map<ListedRequirement, Stands>;

/// Is it decided or answered, and met? What is accepted is not met.
bool isMet(const RequirementResult &);

/// Does what is found of `other` serve for what is undecided? The same demand, met in whatever way; of a demand that asks more only a person's answer, since
/// rules that decide from the inventory look at parts of it. What waits for facts of the inventory is served by neither: missing data stays unknown. And it
/// serves only where it is met for every legal entity that is asked: that the bank's board was trained says nothing of the board of its service company.
bool serves(const Stands &own, SetRelation toOther, const Stands &other);

/// What stands in all lists after a run, and after what people found of requirements without rules. Whom a framework that `forWhom` lacks concerns is not looked at.
Standings standingsOf(const QList<RequirementList> &, const QHash<QString, StatusCounts> &results, const RuleKinds & = {}, const FoundByPeople & = {},
                      const QHash<QString, ForWhom> &forWhom = {});

/// Only what is open or out of reach, and in which nothing is known to be wrong, is served or refuted; what is served never serves on.
Following followingFor(const ListedRequirement &, const Standings &, const Mappings &, const QList<HeldCertificates> &);

/// Of one list, with what is served, evidenced and refuted counted apart.
Coverage coverageOf(const RequirementList &, const Standings &, const Mappings &, const QList<HeldCertificates> &);

} // namespace rules
