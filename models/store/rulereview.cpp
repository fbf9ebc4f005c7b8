// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rulereview.h"

#include "store/attributestore.h"
#include "store/changelog.h"

#include <QCryptographicHash>

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::json;

namespace store {
namespace {

Error refusedReview(const QString &what) { return {ErrorCode::Refused, what, {}}; }

QByteArray logText(const Review &r, const QByteArray &hash)
{
    const json row = {reviewStateName(r.state).toStdString(), r.reviewer.toStdString(), r.on, r.remark.toStdString(), hash.toStdString()};
    return QByteArray::fromStdString(row.dump());
}

/// What is recorded of a rule now, as the log writes it.
QByteArray recordedOf(AttributeStore &store, const QString &rule)
{
    Statement &s = store.statement("SELECT state, reviewer, reviewed_on, remark, rule_hash FROM rule_review WHERE rule=?1");
    s.bind(1, rule);
    QByteArray found = "null";
    if (s.next())
        found = logText({reviewStateFromName(s.text(0)).value_or(ReviewState::Reviewed), s.text(1), static_cast<Day>(s.integer(2)), s.text(3), false}, s.text(4).toUtf8());
    s.reset();
    return found;
}

Result<Review> checked(Review review, Day today)
{
    if (review.state == ReviewState::NotReviewed)
        return Review{};
    review.reviewer = review.reviewer.simplified();
    review.remark = review.remark.simplified();
    if (review.reviewer.isEmpty())
        return refusedReview(u"say who reviewed it: a function or a name"_s);
    if (review.state == ReviewState::Remarked && review.remark.isEmpty())
        return refusedReview(u"say the remark"_s);
    if (review.state == ReviewState::Disagreed && review.remark.isEmpty())
        return refusedReview(u"say why it is disagreed with, in the remark"_s);
    if (review.on > today)
        return refusedReview(u"the day of the review lies ahead: it must be %1 or earlier"_s.arg(fromDay(today).toString(Qt::ISODate)));
    return review;
}

QString titleOf(const QList<RuleVersion> &rules, const Review &review)
{
    const QString what = rules.size() == 1 ? rules.constFirst().rule : u"%1 rules"_s.arg(rules.size());
    switch (review.state) {
    case ReviewState::NotAsked:
    case ReviewState::NotReviewed: return u"Take back the review of %1"_s.arg(what);
    case ReviewState::Reviewed: return u"Record that %1 reviewed %2"_s.arg(review.reviewer, what);
    case ReviewState::Remarked: return u"Record that %1 reviewed %2 with a remark"_s.arg(review.reviewer, what);
    case ReviewState::Disagreed: return u"Record that %1 disagrees with %2"_s.arg(review.reviewer, what);
    }
    return {};
}

} // namespace

RuleReviews::RuleReviews(AttributeStore &store)
{
    Statement &s = store.statement("SELECT rule, state, reviewer, reviewed_on, remark, rule_hash FROM rule_review");
    while (s.next()) {
        const Review review{reviewStateFromName(s.text(1)).value_or(ReviewState::NotReviewed), s.text(2), static_cast<Day>(s.integer(3)), s.text(4), false};
        m_reviews.insert(s.text(0), {review, s.text(5).toUtf8()});
    }
    s.reset();
}

Review RuleReviews::of(const QString &rule, const QByteArray &hash) const
{
    if (hash.isEmpty()) {
        Review none;
        none.state = ReviewState::NotAsked;
        return none;
    }
    const auto found = m_reviews.constFind(rule);
    if (found == m_reviews.cend())
        return {};
    Review review = found->review;
    review.outdated = found->hash != hash;
    return review;
}

QByteArray RuleReviews::digest() const
{
    QStringList rules = m_reviews.keys();
    rules.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &rule : std::as_const(rules)) {
        const Recorded &r = *m_reviews.constFind(rule);
        hash.addData(rule.toUtf8() + '\x1f' + logText(r.review, r.hash) + '\x1e');
    }
    return hash.result();
}

Result<qint64> recordReview(AttributeStore &store, const QList<RuleVersion> &rules, const Review &wanted, Day today, const QString &who, const QDateTime &at)
{
    const Result<Review> review = checked(wanted, today);
    if (!review)
        return review.error();
    const auto logged = [&](const RuleVersion &rule) { return review->state == ReviewState::NotReviewed ? QByteArray("null") : logText(*review, rule.hash); };
    QList<RuleVersion> changed;
    for (const RuleVersion &rule : rules) {
        const bool twice = std::any_of(changed.cbegin(), changed.cend(), [&rule](const RuleVersion &c) { return c.rule == rule.rule; });
        if (!twice && recordedOf(store, rule.rule) != logged(rule))
            changed.append(rule);
    }
    if (changed.isEmpty())
        return refusedReview(review->state == ReviewState::NotReviewed ? u"no review of it is recorded"_s : u"that is recorded already"_s);
    ChangeLog log(store, u"review"_s, titleOf(changed, *review), who, at);
    for (const RuleVersion &rule : std::as_const(changed)) {
        const QByteArray before = recordedOf(store, rule.rule);
        restoreRuleReview(store, rule.rule, logged(rule));
        log.record(u"review"_s, 0, rule.rule, before, logged(rule));
    }
    log.finish();
    return log.set();
}

void restoreRuleReview(AttributeStore &store, const QString &rule, const QByteArray &to)
{
    Statement &clear = store.statement("DELETE FROM rule_review WHERE rule=?1");
    clear.bind(1, rule);
    clear.run();
    // What SQLite reads from the log is what was written there; "null" gives no row.
    Statement &s = store.statement("INSERT INTO rule_review(rule,state,reviewer,reviewed_on,remark,rule_hash) "
                                   "SELECT ?1,json_extract(?2,'$[0]'),json_extract(?2,'$[1]'),json_extract(?2,'$[2]'),json_extract(?2,'$[3]'),"
                                   "json_extract(?2,'$[4]') WHERE json_array_length(?2)=5");
    s.bind(1, rule).bindUtf8(2, to.isEmpty() ? QByteArray("null") : to);
    s.run();
}

QString loggedReviewWords(const QByteArray &logged)
{
    const json row = json::parse(logged.constData(), logged.constData() + logged.size(), nullptr, false);
    if (!row.is_array() || row.size() != 5 || !row[0].is_string() || !row[1].is_string() || !row[2].is_number_integer() || !row[3].is_string())
        return u"not reviewed"_s;
    const auto text = [&row](std::size_t i) { return QString::fromStdString(row[i].get<std::string>()); };
    const QString day = fromDay(row[2].get<Day>()).toString(Qt::ISODate);
    const QString remark = text(3).isEmpty() ? QString() : u": "_s + text(3);
    return (text(0) == u"disagreed"_s ? u"%1 disagrees, %2%3"_s : u"reviewed by %1 on %2%3"_s).arg(text(1), day, remark);
}

} // namespace store
