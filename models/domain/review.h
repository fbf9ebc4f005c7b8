// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QString>
#include <QStringView>

#include <optional>

namespace domain {

/// What the organisation's counsel has said of a rule. NotAsked: what people answered is no reading of the law, that counsel would have to review.
enum class ReviewState { NotReviewed, Reviewed, Remarked, Disagreed, NotAsked };

/// "not_reviewed", "reviewed", "remark", "disagreed": as stored, and in commands and JSON; "not_asked" in JSON alone, which nobody can say.
QString reviewStateName(ReviewState);
std::optional<ReviewState> reviewStateFromName(QStringView);

/// The review of a rule as it stands today. A value; any thread.
struct Review
{
    ReviewState state = ReviewState::NotReviewed;
    QString reviewer;     ///< a function or a name
    Day on = 0;
    QString remark;       ///< what is to be borne in mind, or why it is disagreed with
    bool outdated = false; ///< said before the rule changed what it decides

    /// Somebody has said something.
    bool isRecorded() const { return state != ReviewState::NotReviewed && state != ReviewState::NotAsked; }
    /// What was said is of the rule as it is now.
    bool stands() const { return state != ReviewState::NotReviewed && !outdated; }
    bool disagrees() const { return stands() && state == ReviewState::Disagreed; }
    /// What a count of reviewed rules holds: nobody can lean on a reading that counsel disagrees with.
    bool counts() const { return stands() && state != ReviewState::Disagreed; }
    bool operator==(const Review &) const = default;
};

} // namespace domain
