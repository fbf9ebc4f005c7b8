// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"

namespace store {

/// Which things belong to which provider, legal entity and business service, as PageFilter has it: what points at it, what takes that over,
/// and the access rights to its systems. Read once, then any thread.
class EstateOwners
{
public:
    enum Owner : int { Provider, LegalEntity, BusinessService, Owners };

    bool read(AttributeStore &, const EstateThings &, EstatePoll &);

    ThingSet of(const EstateThings &, Owner, int owner) const;
    /// System and AI model, each pair once: its own, and those of the AI uses that run on it.
    const EstateLinks &calls() const { return m_calls; }
    /// Dataset and the systems that hold it.
    const EstateLinks &holders() const { return m_holders; }

private:
    bool readScalars(AttributeStore &, const EstateThings &, EstatePoll &);
    bool readLists(AttributeStore &, const EstateThings &, EstatePoll &);
    bool readRights(AttributeStore &, const EstateThings &, EstatePoll &);
    bool readCalls(AttributeStore &, const EstateThings &);

    EstateLinks m_owned[Owners];
    EstateLinks m_calls;        ///< to the system, from the model
    EstateLinks m_holders;      ///< to the dataset, from the system
    EstateLinks m_models;       ///< what names models, by who names them
    EstateLinks m_ownersOfSystem[Owners];
};

} // namespace store
