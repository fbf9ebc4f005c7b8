// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reviewtext.h"

using namespace Qt::StringLiterals;
using domain::ReviewState;

namespace text {

QString reviewSign(const domain::Review &review)
{
    if (!review.stands())
        return QString::fromUtf16(NotReviewedSign);
    return review.disagrees() ? QString::fromUtf16(DisagreedSign) : QString();
}

QString reviewStateWord(const domain::Review &review)
{
    if (review.outdated && review.state != ReviewState::NotReviewed)
        return u"reviewed before it changed"_s;
    switch (review.state) {
    case ReviewState::NotReviewed: return u"not reviewed"_s;
    case ReviewState::Reviewed: return u"reviewed"_s;
    case ReviewState::Remarked: return u"reviewed with a remark"_s;
    case ReviewState::Disagreed: return u"disagreed"_s;
    case ReviewState::NotAsked: return u"nothing to review"_s;
    }
    return {};
}

QString reviewWords(const domain::Review &review)
{
    if (review.state == ReviewState::NotReviewed)
        return u"not yet reviewed by your counsel"_s;
    if (review.state == ReviewState::NotAsked)
        return u"people's answer, with nothing for counsel to review"_s;
    const QString day = domain::fromDay(review.on).toString(Qt::ISODate);
    QString words;
    if (review.state == ReviewState::Disagreed)
        words = u"%1 disagrees (%2%3)"_s.arg(review.reviewer, day, review.outdated ? u", before it changed"_s : QString());
    else
        words = u"reviewed by %1 on %2%3"_s.arg(review.reviewer, day, review.outdated ? u", before it changed"_s : QString());
    if (review.remark.isEmpty())
        return words;
    return words + (review.state == ReviewState::Remarked ? u" with a remark: "_s : u": "_s) + review.remark;
}

QString leftOutWords(int rules, int disagreed, qint64 findings, qint64 unknown)
{
    const auto counted = [](qint64 n, const QString &one, const QString &many) { return u"%1 %2"_s.arg(n).arg(n == 1 ? one : many); };
    QString what = counted(rules - disagreed, u"rule"_s, u"rules"_s) + u" that your counsel has not reviewed"_s;
    if (disagreed == rules && disagreed > 0)
        what = counted(disagreed, u"rule"_s, u"rules"_s) + u" that your counsel disagrees with"_s;
    else if (disagreed > 0)
        what += u" and %1 that it disagrees with"_s.arg(disagreed);
    return u"%1, with %2 and %3"_s.arg(what, counted(findings, u"finding"_s, u"findings"_s), counted(unknown, u"unknown result"_s, u"unknown results"_s));
}

} // namespace text
