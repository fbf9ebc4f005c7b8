// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "rules/requirements.h"

#include <QSqlDatabase>
#include <QString>
#include <QStringList>

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
/// The same, for an answer on this list; Refused, with the reason, where the framework surely concerns neither it nor a branch of it on the day.
domain::Result<qint64> concernedEntityNamed(const QString &key, const rules::RequirementList &, const Services &, QSqlDatabase &, store::AttributeStore &, domain::Day);

/// What people found not met, or met in part, on the day and that is no finding, since no legal entity is recorded whose it would be: "dora Art. 5".
/// Of these frameworks; without any, of all.
QStringList shortcomingsOfNobody(store::AttributeStore &, const QStringList &frameworks, domain::Day);
/// Why they stand in no list of findings, where they are counted, and what makes findings of them; empty: there are none.
QString ofNobodyWords(const QStringList &shortcomings);

} // namespace app
