// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/issues.h"

#include "core/services.h"

namespace app {

text::Tally tallyOf(const Services &services, const store::IssueLine &line)
{
    text::Tally tally;
    for (const store::IssueLine::OfRule &of : line.rules) {
        const rules::Pack *pack = services.rule(of.rule).first;
        tally.add(pack ? pack->legalStatus : domain::LegalStatus::Law, of.gaps);
    }
    return tally;
}

} // namespace app
