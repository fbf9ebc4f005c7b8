// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/status.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace rules {

/// The parts of a system's sovereignty score, by what the rules of the rule set ai-sov ask.
enum class SovereigntyPart { Residency, Control, Access, Survival, Supply, Models, Language };
inline constexpr int SovereigntyPartCount = 7;

/// How much each part weighs, in percent: together 100.
inline constexpr std::array<int, SovereigntyPartCount> SovereigntyWeights = {20, 20, 20, 15, 10, 10, 5};

/// The part that a rule belongs to; nothing where it judges the organisation and no system.
std::optional<SovereigntyPart> sovereigntyPartOf(QStringView rule);
QString sovereigntyPartName(SovereigntyPart); ///< "residency", for files and settings

/// What a rule said of the system, or of something that the system uses.
struct SovereigntyResult
{
    QString rule;
    domain::Severity severity = domain::Severity::Medium;
    domain::Status status = domain::Status::Unknown;
};

/// From what is decided to what is still possible, 0 to 100: what is unknown counts as not passed below and as passed above, never as zero.
struct ScoreRange
{
    double low = 0;
    double high = 100;
    bool operator==(const ScoreRange &) const = default;
};

/// Sums of the rules' weights: 1 for low, 2, 3, 4 for critical.
struct PartSum
{
    int passed = 0, unknown = 0, applicable = 0;
    bool applies() const { return applicable > 0; }
    ScoreRange range() const;
};

struct PartScore : PartSum
{
    QStringList open, unmet;                     ///< rules that are unknown, and that are not met (accepted ones too), each once
};

/// The results of one thing by part, to be added up for the systems that use it: what a score needs, without the rules' names.
struct SovereigntyTally
{
    std::array<PartSum, SovereigntyPartCount> parts;
    void add(SovereigntyPart, domain::Severity, domain::Status);
    SovereigntyTally &operator+=(const SovereigntyTally &);
    /// As in SovereigntyScore.
    std::optional<ScoreRange> range() const;
};

/// The score of one system; apart from the framework of the Commission and never mixed with it. Parts that no rule applies to are left out,
/// and the others weigh the more; nothing at all applies: there is no score.
struct SovereigntyScore
{
    std::array<PartScore, SovereigntyPartCount> parts;
    std::optional<ScoreRange> range;
};

/// Pure; any thread.
SovereigntyScore sovereigntyScore(const QList<SovereigntyResult> &);

} // namespace rules
