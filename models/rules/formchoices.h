// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/condition.h"
#include "rules/ruleform.h"

#include <QList>
#include <QString>

#include <optional>

namespace rules {

/// Something that a field of a form offers: as it is written in a rule set, and in words.
struct Offer
{
    QString text, words;
    bool operator==(const Offer &) const = default;
};

/// Attributes of a kind and of what it refers to, one reference further: "provider.ultimate_parent_country". `lists`: lists too.
QList<Offer> pathOffers(const domain::Catalogue &, domain::EntityKind, bool lists = true);
/// Relations of one step, forward and back.
QList<Offer> relationOffers(const domain::Catalogue &, domain::EntityKind);
/// What stands at the end of a path; nothing where it leads nowhere.
std::optional<domain::Attribute> attributeAt(const domain::Catalogue &, domain::EntityKind, const QString &path);
/// The kind that a relation ends at.
std::optional<domain::EntityKind> relationEnd(const domain::Catalogue &, domain::EntityKind, const QString &relation);
/// Operators that fit an attribute, the usual ones first.
QList<Op> fittingOperators(const domain::Attribute &);
/// What is typed beside an operator, as a rule set writes it: yes and no, numbers, lists with semicolons, @SETS, {thresholds}.
QJsonValue valueFromText(const QString &text, Op, const domain::Attribute &);
/// And back.
QString valueText(const QJsonValue &, Op, const domain::Attribute &);

} // namespace rules
