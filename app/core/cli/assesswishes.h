// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cli/commandline.h"
#include "core/csfassess.h"

namespace app {

/// The call of `assess` is wrong.
domain::Error wrongAssess(const QString &what);

/// A proposal that was not taken over, since a person has answered the criterion already.
struct LeftAlone
{
    int criterion = 0;
    store::CsfAnswer given;    ///< what stands
    int proposed = 0;
    bool atMost = false;
};

/// What a call of `assess` asks to be written.
struct AssessWishes
{
    QList<store::CsfAnswer> answers;
    QList<LeftAlone> left;
};
/// By --answers, --confirm or --withdraw. "--confirm all" takes over what is open and leaves alone what a person has answered; a criterion that is
/// named goes against a person's other answer only with --why. An answer that stays what it is keeps its ground as far as the call says nothing of it.
domain::Result<AssessWishes> assessWishes(const Call &, const csf::Calculator &, const CsfAssessed &);

/// "Left alone, as they are answered: 3.1 (answer 4, documented, by the CISO; proposed 5), ..."
QString leftAloneWords(const csf::Calculator &, const QList<LeftAlone> &);

} // namespace app
