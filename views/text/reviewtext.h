// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/review.h"
#include "text/issuetext.h"

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
/// What a count of reviewed rules leaves out: rules, and apart from them what people answered, which is no rule that counsel reviews.
struct LeftOut
{
    int rules = 0;      ///< those that are disagreed with among them
    int disagreed = 0;
    Tally findings;
    qint64 unknown = 0;
    int answered = 0;   ///< articles or controls that people answered as a whole
    qint64 answersMet = 0, answersUnknown = 0;
    Tally answersOpen;
    bool operator==(const LeftOut &) const = default;
};
/// "412 rules that your counsel has not reviewed and 1 that it disagrees with, with 12 gaps, 3 weak and 30 unknown results".
QString leftOutWords(const LeftOut &);
/// "2 articles or controls are answered by people, which is no reviewed rule: 27 results met, 1 gap"; empty where there are none.
QString answersApartWords(const LeftOut &);

} // namespace text
