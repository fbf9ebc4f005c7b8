// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "csf/calculator.h"

namespace csf {

/// Reads {"1.1": 3, "1.2": 5, ...}: the number of the answer, from 1 in the source's order. A criterion that is left out is open.
/// `where` is the file's name; errors add the JSON pointer and say what is right there. All or nothing.
domain::Result<Answers> readAnswers(const Calculator &, const QByteArray &json, const QString &where);

/// Reads own weights, {"SOV-1": 25, ...} in percent with at most two decimals; an objective that is left out has none. They add up to 100.
domain::Result<Weights> readWeights(const Calculator &, const QByteArray &json, const QString &where);

} // namespace csf
