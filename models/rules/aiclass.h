// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/aiactreview.h"
#include "rules/rowvalues.h"

namespace rules {

/// What the facts of an AI use make of it, and why.
struct AiClassFinding
{
    AiClass found = AiClass::Unknown;
    QString reason;
    QString proposal;
    bool differs = false;
};

/// Reads the recorded class, the point of Annex III, profiling, an exemption under Art. 6(3) and what Art. 50 asks for, in this order.
AiClassFinding aiClassOf(const RowValues &);

} // namespace rules
