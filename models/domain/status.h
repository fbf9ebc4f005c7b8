// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace domain {

/// Result of one rule for one entity. Missing data is never Pass.
/// The numbers are stored (finding.status, result_block): never renumber.
enum class Status : int {
    Pass = 0, Gap = 1, Unknown = 2, NotApplicable = 3, NotYetApplicable = 4, Accepted = 5, Error = 6
};
inline constexpr int StatusCount = 7;

enum class Severity : int { Low = 0, Medium = 1, High = 2, Critical = 3 };
inline constexpr int SeverityCount = 4;

/// What a framework is; decides the word that is shown for Status::Gap (gap, not met, weak).
enum class LegalStatus : int { Law = 0, Programme = 1, Standard = 2, Scheme = 3, Proposal = 4, OwnPolicy = 5 };

/// Stable names as used in packs, on the command line and in JSON ("not_applicable").
QString statusName(Status);
std::optional<Status> statusFromName(QStringView);
QString severityName(Severity);
std::optional<Severity> severityFromName(QStringView);
QString legalStatusName(LegalStatus);
std::optional<LegalStatus> legalStatusFromName(QStringView);

} // namespace domain
