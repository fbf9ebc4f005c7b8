// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/ruleform.h"

#include <QList>
#include <QString>

namespace views {

// What a row of a condition may be, in words, and how one becomes another. Pure functions; any thread.

/// In the order in which a form offers them; the last is what no form can show.
QList<std::pair<rules::FormRow::Kind, QString>> rowKinds();
QString rowKindTitle(rules::FormRow::Kind kind);
/// Whether it speaks of related things.
bool namesRelation(rules::FormRow::Kind kind);
/// A row that says nothing yet.
rules::FormRow freshRow(const domain::Catalogue &catalogue, domain::EntityKind kind);
/// The row as one of another kind: a group takes it in, else it begins anew.
rules::FormRow turnedRow(const rules::FormRow &row, rules::FormRow::Kind wanted, const domain::Catalogue &catalogue, domain::EntityKind kind);

} // namespace views
