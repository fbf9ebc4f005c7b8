// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace text {

/// "SEAL-2"; where nothing is answered "no SEAL yet".
QString sealWord(std::optional<int> seal);
/// What a SEAL stands for in the framework: "Data Sovereignty".
QString sealName(int seal);
/// What every score and SEAL is called, on screen, on paper and in files.
QString selfAssessmentWords();

} // namespace text
