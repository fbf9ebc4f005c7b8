// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"

#include <QString>

/// The words of questions: what is asked of somebody who knows a thing, in the way of a lawyer. Pure functions. Thread: any.
namespace text {

/// "Does the contract forbid training on your inputs and outputs?" An attribute that has no sentence of its own gets one from its
/// label, description and type. No attribute: whether the register of the kind is complete.
QString questionSentence(const domain::KindInfo &, const domain::Attribute *);

/// Whether the attribute has a sentence of its own.
bool hasOwnSentence(domain::EntityKind, const QString &attr);

/// What an answer may be: "yes or no", "a day, as 2026-11-20", "one of: general; specific; none", "the name of one provider".
QString answerForm(const domain::Catalogue &, const domain::Attribute *);

} // namespace text
