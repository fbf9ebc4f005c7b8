// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "rules/requirements.h"

#include <QString>

namespace store {
class AttributeStore;
}

namespace app {

struct Services;

/// The list of requirements with this id, a further edition's or an own rule set's among them; UnknownEntity, with the nearest one, where there is none.
domain::Result<rules::RequirementList> listNamed(const QString &id, const Services &);
/// Can people answer the requirement as a whole? Else why not, and what to do: there is none, or rules decide it.
domain::Result<void> answerable(const rules::RequirementList &, const QString &requirement);

/// The legal entity with this key, for which an answer is given; UnknownEntity, with the nearest one, where there is none.
domain::Result<qint64> legalEntityNamed(const QString &key, store::AttributeStore &);

} // namespace app
