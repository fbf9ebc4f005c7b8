// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"

#include <QString>

/// The words for what people say of requirements as a whole, that the window, the reports and the command line share.
namespace text {

/// "met", "met in part", "not met", "does not apply".
QString fulfilmentWord(domain::Fulfilment);
/// All of them, as a drop-down has them.
QStringList fulfilmentWords();
/// Of a word as somebody typed it, whatever its case and blanks; its name ("not_met") is understood as well.
std::optional<domain::Fulfilment> fulfilmentFromWord(const QString &);
/// "met, says the CISO (2026-11-20), counts until 2027-11-20"; of one that doesn't count on the day: ", counted until 2026-10-31".
/// `of`: the legal entity that it holds for; empty: the whole organisation.
QString requirementAnswerWords(const domain::RequirementAnswer &, domain::Day today, const QString &of = {});

} // namespace text
