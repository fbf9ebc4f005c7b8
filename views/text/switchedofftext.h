// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace text {

/// "2 rules are switched off and left out: GDPR-44-01 (Judged by the group); GDPR-45-01 (…)." of rules with their reasons; the first three by
/// name. Empty where there is none. Thread: any.
QString leftOutLine(const QStringList &rules);

} // namespace text
