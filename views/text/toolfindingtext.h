// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QDate>
#include <QString>

/// The words for what another tool found, the same in the window, the reports and on the command line.
namespace text {

/// "passed", "failed", "cannot tell": the outcome as a person reads it.
QString outcomeWord(const QString &outcome);

/// Does what the tool found fit Bailiwick's own result? Whatever it is, Bailiwick's result stays as it is.
enum class Agreement { Neither, Agrees, Contradicts };
Agreement agreementOf(const QString &outcome, domain::Status own);

struct ToolWord
{
    QString tool, outcome;
    QDate observed; ///< invalid: not said
    bool muted = false;
};
/// "Prowler says passed on 14 Feb 2025".
QString toolWords(const ToolWord &);
/// "Prowler says passed on 14 Feb 2025; Bailiwick finds a gap: they contradict each other".
QString besideOwnResult(const ToolWord &, domain::Status own, domain::LegalStatus legal);

} // namespace text
