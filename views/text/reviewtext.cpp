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

namespace {

QString counted(qint64 n, const QString &one, const QString &many) { return u"%1 %2"_s.arg(n).arg(n == 1 ? one : many); }

} // namespace

QString leftOutWords(const LeftOut &left)
{
    QString what = counted(left.rules - left.disagreed, u"rule"_s, u"rules"_s) + u" that your counsel has not reviewed"_s;
    if (left.disagreed == left.rules && left.disagreed > 0)
        what = counted(left.disagreed, u"rule"_s, u"rules"_s) + u" that your counsel disagrees with"_s;
    else if (left.disagreed > 0)
        what += u" and %1 that it disagrees with"_s.arg(left.disagreed);
    const QString found = left.findings.total() > 0 ? tallyWords(left.findings) : u"no finding"_s;
    return u"%1, with %2 and %3"_s.arg(what, found, counted(left.unknown, u"unknown result"_s, u"unknown results"_s));
}

QString answersApartWords(const LeftOut &left)
{
    if (left.answered == 0)
        return {};
    QStringList results{u"%1 met"_s.arg(counted(left.answersMet, u"result"_s, u"results"_s))};
    if (left.answersOpen.total() > 0)
        results << tallyWords(left.answersOpen);
    if (left.answersUnknown > 0)
        results << u"%1 unknown"_s.arg(left.answersUnknown);
    return u"%1 answered by people, which is no reviewed rule and in no count here: %2"_s.arg(counted(left.answered, u"article or control is"_s, u"articles or controls are"_s), results.join(u", "_s));
}

} // namespace text
