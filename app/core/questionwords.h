// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/catalogue.h"
#include "rules/decided.h"
#include "rules/questions.h"

#include <QString>

namespace app {

/// "Your exports decide 812 of 1204 results, answers 40 more; 352 are open." Nothing where no result applies. Pure; any thread.
QString decidedWords(const rules::Decided &);

/// "Answers on 9 contracts, 6 IT systems and 1 register decide most of the rest.": whom the first questions are asked of that decide more
/// than half of what answers can decide. Nothing where they can decide nothing. Pure; any thread.
QString restWords(const domain::Catalogue &, const rules::QuestionList &);

} // namespace app
