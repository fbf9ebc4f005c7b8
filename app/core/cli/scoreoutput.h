// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/csfassess.h"

#include <QByteArray>

class QTextStream;

namespace app {

/// What `score` tells of: answers under weights, against what a tender asks for.
struct Scored
{
    const csf::Calculator &calculator;
    CsfAssessed of;         ///< of answers in a file: with one link, that names nothing
    csf::Weights weights;
    QString subject = {};   ///< whose answers they are, in words; empty: nobody's yet
    std::optional<csf::Weights> own = {}; ///< that the workspace keeps
    bool isKept = false;    ///< the answers are kept, and have a ground
    QString tender = {};    ///< the name of the tender that asks; may be empty
    QString asked = {};     ///< what is asked for and how it is met, of what is kept
    QString silent = {};    ///< why there is no SEAL yet though something is answered; empty: there is one, or nothing is answered
};

/// The object of the command line contract, with what the page shows beside it.
QByteArray scoreJson(const Scored &);
void printScore(const Scored &, QTextStream &);

} // namespace app
