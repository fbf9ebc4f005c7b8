// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "domain/review.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>

namespace store {

class AttributeStore;

/// A rule and the hash of what it decides now (rules::Rule::hash).
struct RuleVersion
{
    QString rule;
    QByteArray hash;
};

/// What counsel has said of the rules of a workspace: a value, read once and asked for each rule. Any thread.
class RuleReviews
{
public:
    RuleReviews() = default;
    /// Thread: the connection's.
    explicit RuleReviews(AttributeStore &);

    /// `hash`: of what the rule decides now; a review of something else is outdated. Empty: it decides nothing by itself, and nobody is asked.
    domain::Review of(const QString &rule, const QByteArray &hash) const;
    bool isEmpty() const { return m_reviews.isEmpty(); }
    /// Of all of them: where a report's hash tells its inputs apart.
    QByteArray digest() const;

private:
    struct Recorded
    {
        domain::Review review;
        QByteArray hash;
    };
    QHash<QString, Recorded> m_reviews;
};

/// Records the same of one or several rules as one change set that can be undone; its id. State NotReviewed takes what was recorded back.
/// Refused, with what is missing in the detail: who reviewed, a remark where there must be one, a day that lies ahead, nothing to change.
/// Within the caller's transaction.
domain::Result<qint64> recordReview(AttributeStore &, const QList<RuleVersion> &, const domain::Review &, domain::Day today, const QString &who,
                                    const QDateTime &at);

/// Undo: makes what the log has as `to` stand; "null" is none.
void restoreRuleReview(AttributeStore &, const QString &rule, const QByteArray &to);

/// "reviewed by Legal on 2026-11-20" of what the log has; "not reviewed" of "null".
QString loggedReviewWords(const QByteArray &logged);

} // namespace store
