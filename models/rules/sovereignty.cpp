// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/sovereignty.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using domain::Severity;
using domain::Status;

namespace rules {
namespace {

struct Family
{
    QStringView prefix;
    SovereigntyPart part;
};

// The longer prefix first where one begins with another.
constexpr std::array<Family, 20> families = {{{u"AIS-RES-", SovereigntyPart::Residency},   {u"AIS-DEP-02", SovereigntyPart::Control},
                                              {u"AIS-DEP-03", SovereigntyPart::Control},   {u"AIS-GOV-", SovereigntyPart::Control},
                                              {u"AIS-ATT-", SovereigntyPart::Control},     {u"AIS-OPA-", SovereigntyPart::Access},
                                              {u"AIS-KEY-", SovereigntyPart::Access},      {u"AIS-ID-", SovereigntyPart::Access},
                                              {u"AIS-SURF-03", SovereigntyPart::Access},   {u"AIS-SURF-02", SovereigntyPart::Access},
                                              {u"AIS-SUR-05", SovereigntyPart::Supply},    {u"AIS-SUR-04", SovereigntyPart::Models},
                                              {u"AIS-SUR-", SovereigntyPart::Survival},    {u"AIS-DEPLOY-", SovereigntyPart::Survival},
                                              {u"AIS-DEP-01", SovereigntyPart::Survival},  {u"AIS-EXIT-", SovereigntyPart::Survival},
                                              {u"AIS-CHIP-", SovereigntyPart::Supply},     {u"AIS-FM-", SovereigntyPart::Models},
                                              {u"AIS-SURF-01", SovereigntyPart::Models},   {u"AIS-CULT-", SovereigntyPart::Language}}};

int weightOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical: return 4;
    case Severity::High: return 3;
    case Severity::Medium: return 2;
    case Severity::Low: break;
    }
    return 1;
}

void once(QStringList &list, const QString &rule)
{
    if (!list.contains(rule))
        list.append(rule);
}

} // namespace

std::optional<SovereigntyPart> sovereigntyPartOf(QStringView rule)
{
    if (rule.startsWith(u"AIS-AG-"))
        return SovereigntyPart::Models;
    const auto it = std::find_if(families.begin(), families.end(), [rule](const Family &f) { return rule.startsWith(f.prefix); });
    return it == families.end() ? std::nullopt : std::optional(it->part);
}

QString sovereigntyPartName(SovereigntyPart part)
{
    static const std::array<QString, SovereigntyPartCount> names = {u"residency"_s, u"control"_s, u"access"_s, u"survival"_s, u"supply"_s, u"models"_s, u"language"_s};
    return names.at(static_cast<std::size_t>(part));
}

ScoreRange PartSum::range() const
{
    if (!applies())
        return {};
    return {100.0 * passed / applicable, 100.0 * (passed + unknown) / applicable};
}

void SovereigntyTally::add(SovereigntyPart part, Severity severity, Status status)
{
    if (status == Status::NotApplicable || status == Status::NotYetApplicable)
        return;
    PartSum &p = parts.at(static_cast<std::size_t>(part));
    const int weight = weightOf(severity);
    p.applicable += weight;
    if (status == Status::Pass)
        p.passed += weight;
    else if (status == Status::Unknown || status == Status::Error)
        p.unknown += weight;
}

SovereigntyTally &SovereigntyTally::operator+=(const SovereigntyTally &other)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts.at(i).passed += other.parts.at(i).passed;
        parts.at(i).unknown += other.parts.at(i).unknown;
        parts.at(i).applicable += other.parts.at(i).applicable;
    }
    return *this;
}

std::optional<ScoreRange> SovereigntyTally::range() const
{
    double low = 0;
    double high = 0;
    int weights = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const PartSum &p = parts.at(i);
        if (!p.applies())
            continue;
        low += SovereigntyWeights.at(i) * p.range().low;
        high += SovereigntyWeights.at(i) * p.range().high;
        weights += SovereigntyWeights.at(i);
    }
    return weights > 0 ? std::optional(ScoreRange{low / weights, high / weights}) : std::nullopt;
}

SovereigntyScore sovereigntyScore(const QList<SovereigntyResult> &results)
{
    SovereigntyScore score;
    SovereigntyTally tally;
    for (const SovereigntyResult &r : results) {
        const std::optional<SovereigntyPart> part = sovereigntyPartOf(r.rule);
        if (!part || r.status == Status::NotApplicable || r.status == Status::NotYetApplicable)
            continue;
        tally.add(*part, r.severity, r.status);
        PartScore &p = score.parts.at(static_cast<std::size_t>(*part));
        if (r.status == Status::Unknown || r.status == Status::Error)
            once(p.open, r.rule);
        else if (r.status != Status::Pass)
            once(p.unmet, r.rule);
    }
    for (std::size_t i = 0; i < score.parts.size(); ++i)
        static_cast<PartSum &>(score.parts.at(i)) = tally.parts.at(i);
    score.range = tally.range();
    return score;
}

} // namespace rules
