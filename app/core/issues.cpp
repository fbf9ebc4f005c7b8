// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/issues.h"

#include "core/services.h"

namespace app {

text::Tally tallyOf(const Services &services, const store::IssueLine &line)
{
    text::Tally tally;
    for (const store::IssueLine::OfRule &of : line.rules) {
        tally.add(services.legalStatusOf(of.rule), of.gaps);
    }
    return tally;
}

} // namespace app
