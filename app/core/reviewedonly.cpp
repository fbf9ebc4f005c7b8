// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reviewedonly.h"

#include "core/services.h"
#include "store/rulereview.h"

using namespace domain;

namespace app {

ReviewedOnly keepReviewed(rules::RunSummary &summary, const QStringList &frameworks, const Services &services, const store::RuleReviews &reviews)
{
    ReviewedOnly out;
    text::LeftOut &left = out.left;
    for (rules::RuleResult &r : summary.rules) {
        const rules::Rule *rule = services.rule(r.rule).second;
        const Review review = rule ? reviews.of(rule->id, rule->hash) : Review();
        // What people found of an article is no reading of the law: nobody reviews it, and it is not taken for reviewed.
        const bool people = review.state == ReviewState::NotAsked;
        if ((!people && review.counts()) || (!frameworks.isEmpty() && !frameworks.contains(r.framework)))
            continue;
        const auto of = [&r](Status status) { return r.counts.at(static_cast<std::size_t>(status)); };
        out.rules.insert(r.rule);
        (people ? left.answered : left.rules) += 1;
        (people ? left.answersOpen : left.findings).add(r.legalStatus, static_cast<int>(of(Status::Gap)));
        (people ? left.answersUnknown : left.unknown) += of(Status::Unknown) + of(Status::Error);
        if (people)
            left.answersMet += of(Status::Pass);
        left.disagreed += review.disagrees() ? 1 : 0;
        for (std::size_t s = 0; s < r.counts.size(); ++s) {
            for (rules::FrameworkResult &f : summary.frameworks)
                f.counts.at(s) -= f.framework == r.framework ? r.counts.at(s) : 0;
            summary.bySeverity.at(static_cast<std::size_t>(r.severity)).at(s) -= r.counts.at(s);
        }
        r.counts = {};
    }
    return out;
}

} // namespace app
