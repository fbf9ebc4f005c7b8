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
/// The same within relations, `kinds` from the outermost to where the path starts: "^" leads out of one.
std::optional<domain::Attribute> attributeAt(const domain::Catalogue &, const QList<domain::EntityKind> &kinds, const QString &path);
/// Paths that lead to a value of this type, or, where `to` is given, to a reference to one of these kinds; a reference further as pathOffers().
QList<Offer> typedOffers(const domain::Catalogue &, domain::EntityKind, domain::ValueType, const QList<domain::EntityKind> &to = {});
/// Every list that a row on several lists may look into; all places of the thing first.
QList<Offer> listOffers(const domain::Catalogue &, domain::EntityKind);
/// The kind that a relation ends at.
std::optional<domain::EntityKind> relationEnd(const domain::Catalogue &, domain::EntityKind, const QString &relation);
/// Operators that fit an attribute, the usual ones first.
QList<Op> fittingOperators(const domain::Attribute &);
/// What is typed beside an operator, as a rule set writes it: yes and no, numbers, lists with semicolons, @SETS, {thresholds}.
QJsonValue valueFromText(const QString &text, Op, const domain::Attribute &);
/// And back.
QString valueText(const QJsonValue &, Op, const domain::Attribute &);
/// The same of an operator that takes a list: a value each, or one @SET.
QJsonValue valueFromTexts(const QStringList &, const domain::Attribute &);
QStringList valueTexts(const QJsonValue &);
/// Whether the operator takes a list of values: chips in a form.
bool takesList(Op);
/// "its service's provider" for "service.provider", "the contracts that name it": in words, whatever it leads through.
QString pathWords(const domain::Catalogue &, const QList<domain::EntityKind> &kinds, const QString &path);
QString relationWords(const domain::Catalogue &, domain::EntityKind, const QString &relation);

} // namespace rules
