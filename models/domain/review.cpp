// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/review.h"

#include <array>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

const std::array<QString, 5> stateNames = {u"not_reviewed"_s, u"reviewed"_s, u"remark"_s, u"disagreed"_s, u"not_asked"_s};

} // namespace

QString reviewStateName(ReviewState state) { return stateNames.at(static_cast<std::size_t>(state)); }

std::optional<ReviewState> reviewStateFromName(QStringView name)
{
    for (std::size_t i = 0; i < stateNames.size(); ++i) {
        if (stateNames.at(i) == name && static_cast<ReviewState>(i) != ReviewState::NotAsked)
            return static_cast<ReviewState>(i);
    }
    return std::nullopt;
}

} // namespace domain
