// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"

#include <QString>

/// The words for what counsel has said of a rule, that the window, the reports and the command line share.
namespace text {

/// Small signs beside a rule where there is no room for words; a legend names them. Empty where nothing needs to be said.
QString reviewSign(const domain::Review &);
inline constexpr char16_t NotReviewedSign[] = u"\u2020";
inline constexpr char16_t DisagreedSign[] = u"\u2021";

/// "not yet reviewed by your counsel", "reviewed by Legal on 2026-11-20", "reviewed by Legal on 2026-11-20 with a remark: ...",
/// "Legal disagrees (2026-11-20): ...", "reviewed by Legal on 2026-11-20, before it changed".
QString reviewWords(const domain::Review &);
/// The state alone: "not reviewed", "reviewed", "reviewed with a remark", "disagreed", "reviewed before it changed".
QString reviewStateWord(const domain::Review &);
/// What a count of reviewed rules left out: "412 rules that your counsel has not reviewed and 1 that it disagrees with, with 12 findings
/// and 30 unknown results". `rules`: all of them, with those that are disagreed with.
QString leftOutWords(int rules, int disagreed, qint64 findings, qint64 unknown);

} // namespace text
