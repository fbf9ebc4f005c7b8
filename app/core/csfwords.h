// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csfassess.h"
#include "core/csfsettings.h"

namespace app {

// Sentences about an assessment, the same in the window and on paper.

QString csfName(const store::EntityHead &);
/// "47.9 %", "12.0 to 80.5 %".
QString csfPercents(csf::Percent low, csf::Percent high);
/// Why a score can be above 100 %, where this one can; else empty.
QString csfAboveWhole(csf::Percent high);
/// "SEAL-2"; while open criteria can lower it "at most SEAL-2".
QString csfHeadline(const csf::Assessment &);
/// "SEAL-2 (Data Sovereignty)"; while criteria are open "At most SEAL-2 (Data Sovereignty) by 12 of 48 criteria: the 36 open ones can lower it to
/// SEAL-0".
QString csfSealWords(const csf::Calculator &, const csf::Assessment &);
/// The same without the SEAL's name: "SEAL-2", "at most SEAL-2, by 12 of 48"; "SEAL-0, by 12 of 48" where the others can't lower it.
QString csfShortSeal(const csf::Assessment &);
/// What holds the SEAL where it is, how much is open, and the fewest changes to the next with what has to be answered for it.
QString csfHeldWords(const csf::Calculator &, const CsfAssessed &, const csf::Weights &);
/// "Score by weights: 47.9 % by Calculator (2026-06-01); ..."
QString csfScoreWords(const QList<CsfScore> &);
/// What decides for a system or a business service, and what could not be followed; empty for what stands on itself.
QString csfStandsOnWords(const CsfAssessed &);
/// Names of the parts that have no answer to a criterion, though another has: "Entra ID", "Entra ID, Vault and 3 more"; empty: none.
QString csfOpenParts(const CsfAssessed &, int criterion);
/// What a tender asks for, and which objectives meet it, fail it (with the criteria below) or are open, by what is claimed and by what is
/// evidenced; empty where it asks for nothing.
QString csfTenderWords(const csf::Calculator &, const CsfAssessed &, const CsfTender &);
QString csfConfidenceWord(store::CsfConfidence);

} // namespace app
