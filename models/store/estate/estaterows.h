// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/estate/estatethings.h"
#include "store/statement.h"

namespace store {

/// Gives each row to `f`. False: it failed, or somebody wants no more of it. Either way the statement is free again.
template <class F> bool eachRow(Statement &s, EstatePoll &poll, F f)
{
    bool goesOn = true;
    while (s.next()) {
        goesOn = poll.goOn();
        if (!goesOn)
            break;
        f(s);
    }
    const bool ok = s.ok();
    s.reset();
    return goesOn && ok;
}

} // namespace store
