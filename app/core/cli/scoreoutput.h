// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/scoring.h"

#include <QByteArray>

class QTextStream;

namespace app {

/// What `score` tells of: answers under weights, against what a tender asks for.
struct Scored
{
    const csf::Calculator &calculator;
    csf::Answers answers;   ///< of what stands on several services, the weakest
    csf::Answers decided;   ///< the same where every part of it is answered
    csf::Weights weights;
    csf::Assessment assessment;
    QString subject;        ///< whose answers they are, in words; empty: nobody's yet
    std::optional<csf::Weights> own = {}; ///< that the workspace keeps
    std::optional<csf::Assessment> evidenced = {}; ///< of an assessment that is kept: by what is evidenced alone
    QString silent = {};    ///< why there is no SEAL yet though something is answered; empty: there is one, or nothing is answered
};

/// The object of the command line contract, with what the page shows beside it.
QByteArray scoreJson(const Scored &);
void printScore(const Scored &, QTextStream &);

} // namespace app
