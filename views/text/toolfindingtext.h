// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/agreement.h"
#include "domain/status.h"

#include <QDate>
#include <QString>

/// The words for what another tool found, the same in the window, the reports and on the command line.
namespace text {

/// "passed", "failed", "cannot tell": the outcome as a person reads it.
QString outcomeWord(const QString &outcome);

struct ToolWord
{
    QString tool, outcome;
    QDate observed; ///< invalid: not said
    bool muted = false;
    domain::Agreement agreement = domain::Agreement::Neither; ///< with Bailiwick's own result
};
/// "Prowler says passed on 14 Feb 2025".
QString toolWords(const ToolWord &);
/// "Prowler says passed on 14 Feb 2025; Bailiwick finds a gap: they contradict each other".
QString besideOwnResult(const ToolWord &, domain::Status own, domain::LegalStatus legal);

} // namespace text
