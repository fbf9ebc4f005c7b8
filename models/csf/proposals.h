// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/calculator.h"

#include <array>

namespace csf {

/// Yes, no, or not recorded. Silence never becomes a proposal.
using Said = std::optional<bool>;

/// A chip pool that a system runs on.
struct ChipFacts
{
    Said vendorInEu, vendorInZone, placedInEu, alternative;
    bool exportControlled = false;    ///< it has a control number other than EAR99
    bool originWithheld = false;      ///< the vendor was asked and does not disclose where chip or firmware are made
    qint64 id = 0;                    ///< one pool of several systems counts once; 0: it is told of one system alone
};
/// A model that a system uses.
struct ModelFacts
{
    Said developerInEu, weightsHeld, promptsLogged;
    bool apiOnly = false;
    qint64 id = 0;                    ///< as of a pool
};
/// How the keys of a system are held, from the weakest.
enum class KeyCustody { NotRecorded, None, Provider, Shared, Imported, Outside };

/// What the inventory holds of one system that runs on the service.
struct SystemFacts
{
    KeyCustody keys = KeyCustody::NotRecorded;
    Said keysInZone, processedInClear, logging;
    Said placesInEea;                 ///< yes only where all places of every sort are on record as the whole, those of its datasets included
    bool datasetsAbroad = false;      ///< a dataset of it is stored, backed up or accessed outside the EEA
    Said supportInEu;                 ///< support and administration
    Said disconnectTested;            ///< within a year
    Said exitPlan, alternative, openStandards;
    Said dependsOnOne;                ///< a critical dependency from outside the zone without a substitute
    QList<ChipFacts> chips;
    QList<ModelFacts> models;
};
struct ContractFacts
{
    Said lawInEu, auditRights;
};
/// What the inventory holds of a service: of its provider, of the contracts about it, and of the systems that run on it. A value.
struct Facts
{
    QString provider;                 ///< its name; empty: none is recorded
    QString parentCountry;            ///< in words
    Said controlledInside;            ///< its ultimate parent (where it has none, its seat) is in the EEA
    bool onlyInEea = false;           ///< in the EEA and not in the EU, which the source leaves open
    std::optional<double> foreignHoldings; ///< in percent
    Said foreignMajority, goldenShare;
    bool holdingsTooHigh = false;     ///< above our standard
    QStringList laws;                 ///< foreign ones that reach the whole of it
    Said reached;                     ///< yes only where such a law reaches it as a whole; no only where that is known
    Said operatorsMayAccess;
    Said escrow, openSource, disclosesSoftware, patchesItself, energyReport, securityInEu;
    QStringList subcontractorsAbroad; ///< names of those with access to data
    int erased = 0;                   ///< datasets that are no longer in use at the provider
    int erasedWithoutProof = 0;       ///< of these, those of which a proof of deletion is declared absent
    Said certified;                   ///< no where the last evaluation found no valid certificate for it
    std::optional<int> assurance;     ///< the highest Common Criteria level (EAL) of a valid certificate for it
    QList<ContractFacts> contracts;
    QList<SystemFacts> systems;
    bool isSystem = false;            ///< they are of a system: the only one in `systems`
    /// What a service says of itself: no where it names a place outside; yes where all that it names is inside, and where it names none.
    Said placesInEea = true, supportInEu = true;
};

/// An answer that the facts bear, to be confirmed or overruled by a person.
struct Proposal
{
    int criterion = 0;       ///< index in Calculator::criteria
    int answer = 0;
    bool atMost = false;     ///< the facts rule a better one out and don't show that it is not worse
    QString fact;            ///< "all 14 systems have their keys held outside the provider"
    bool operator==(const Proposal &) const = default;
    /// "3.1: the customer alone; ..., since all 14 ...".
    QString sentence(const Calculator &) const;
};

/// In the order of the criteria; none where the facts don't bear an answer. They agree with the checks of the rule set eu-csf: where one of
/// those is not met, the proposal lies within the answers that it names. Pure; any thread.
QList<Proposal> propose(const Calculator &, const Facts &);

/// Why facts of an inventory bear no answer to a criterion, or only some; empty where nothing is to be said.
QString whyNoProposal(QStringView criterion);

} // namespace csf
