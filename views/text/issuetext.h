// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/insentence.h"
#include "domain/status.h"

#include <QString>

#include <optional>

/// The words for an issue that the window, the reports and the command line share, so that one issue reads the same in all of them.
namespace text {

/// "I-0042": the number that an issue keeps for as long as the workspace lives.
QString issueNumber(qint64 id);
/// Of what somebody typed: "I-0042", "i-42", "I42".
std::optional<qint64> issueOfNumber(QStringView typed);

/// Open findings by the status of the law that they break: gaps, not met and weak stand side by side and are never added up to one word.
struct Tally
{
    int gaps = 0, notMet = 0, weak = 0;
    void add(domain::LegalStatus, int findings);
    void add(const Tally &other);
    int total() const { return gaps + notMet + weak; }
    bool operator==(const Tally &) const = default;
};
/// "3 gaps, 5 not met, 2 weak"; empty where there are none.
QString tallyWords(const Tally &, QStringView language = u"en");
/// The words without their numbers: "gap, not met, weak".
QString tallyStatus(const Tally &, QStringView language = u"en");

/// In a column of numbers under a framework's own word, what other rules of it find told apart: "26, 18 weak".
QString tallyInColumn(const Tally &, domain::LegalStatus own, QStringView language = u"en");

/// "37 findings on 12 IT systems".
QString findingsOn(int findings, int things, const QString &one, const QString &many);

using domain::inSentence;

} // namespace text
