// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/sealtext.h"

using namespace Qt::StringLiterals;

namespace text {

QString sealWord(std::optional<int> seal) { return seal ? u"SEAL-%1"_s.arg(*seal) : u"no SEAL yet"_s; }

QString sealName(int seal)
{
    switch (seal) {
    case 0: return u"No Sovereignty"_s;
    case 1: return u"Jurisdictional Sovereignty"_s;
    case 2: return u"Data Sovereignty"_s;
    case 3: return u"Digital Resilience"_s;
    case 4: return u"Full Digital Sovereignty"_s;
    default: return {};
    }
}

QString selfAssessmentWords() { return u"Self-assessment, not a Commission SEAL"_s; }

} // namespace text
