// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QString>

namespace domain {

/// What one tool says of one thing under one requirement, by all that it found there: it fails where one check of it fails, and it passes
/// only where nothing that it looked at failed or stayed undecided.
class ToolVerdict
{
public:
    /// Of several the last one decides.
    enum class Word {
        Silent, ///< it judged nothing
        Passed,
        Open,   ///< a person has to look, the tool could not, or somebody muted what failed
        Failed
    };
    void add(const QString &outcome, bool muted);
    Word word() const { return m_word; }

private:
    Word m_word = Word::Silent;
};

enum class Agreement { Neither, Agrees, Contradicts };

/// Does the tool's verdict fit Bailiwick's own result of the same thing and requirement? An accepted gap is a gap. Whatever it is,
/// Bailiwick's result stays as it is.
Agreement agreementOf(ToolVerdict::Word, Status own);

} // namespace domain
