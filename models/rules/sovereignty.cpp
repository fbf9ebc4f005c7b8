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

ScoreRange PartScore::range() const
{
    if (!applies())
        return {};
    return {100.0 * passed / applicable, 100.0 * (passed + unknown) / applicable};
}

SovereigntyScore sovereigntyScore(const QList<SovereigntyResult> &results)
{
    SovereigntyScore score;
    for (const SovereigntyResult &r : results) {
        const std::optional<SovereigntyPart> part = sovereigntyPartOf(r.rule);
        if (!part || r.status == Status::NotApplicable || r.status == Status::NotYetApplicable)
            continue;
        PartScore &p = score.parts.at(static_cast<std::size_t>(*part));
        const int weight = weightOf(r.severity);
        p.applicable += weight;
        if (r.status == Status::Pass) {
            p.passed += weight;
        } else if (r.status == Status::Unknown || r.status == Status::Error) {
            p.unknown += weight;
            once(p.open, r.rule);
        } else {
            once(p.unmet, r.rule);
        }
    }
    double low = 0;
    double high = 0;
    int weights = 0;
    for (std::size_t i = 0; i < score.parts.size(); ++i) {
        const PartScore &p = score.parts.at(i);
        if (!p.applies())
            continue;
        low += SovereigntyWeights.at(i) * p.range().low;
        high += SovereigntyWeights.at(i) * p.range().high;
        weights += SovereigntyWeights.at(i);
    }
    if (weights > 0)
        score.range = ScoreRange{low / weights, high / weights};
    return score;
}

} // namespace rules
