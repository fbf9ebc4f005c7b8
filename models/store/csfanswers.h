// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/entitykind.h"
#include "domain/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace store {

class AttributeStore;

/// How far an answer is borne out. The numbers are stored.
enum class CsfConfidence : int { Claimed, Documented, Demonstrated };

/// A person's answer to one criterion of the EU Cloud Sovereignty Framework, of one thing.
struct CsfAnswer
{
    QString criterion;         ///< "3.1"
    int answer = 0;            ///< number from 1; 0 takes the answer back
    CsfConfidence confidence = CsfConfidence::Claimed;
    QString justification;
    QString evidence;
    int proposed = 0;          ///< what the inventory proposed then; 0: nothing
    QString fact;              ///< the fact behind it, as it was said then
    QString who;
    QString at;                ///< UTC, ISO
    /// There is more behind it than somebody's word.
    bool isEvidenced() const { return confidence != CsfConfidence::Claimed && !evidence.isEmpty(); }
    bool operator==(const CsfAnswer &) const = default;
};

/// What can be assessed: a provider's service, a system, a business service.
bool isAssessable(domain::EntityKind);

/// The answers given of a thing, by criterion (as text: "1.10" would come before "1.2", there is none).
QList<CsfAnswer> csfAnswers(AttributeStore &, qint64 entity);
/// The things of which a criterion is answered and that are in use on the day, by kind and name.
QList<qint64> csfAssessed(AttributeStore &, domain::Day on);

/// Writes the answers as one change set that can be undone; its id. All or nothing; who and at are taken from here. Refused, with what to do
/// in `detail` and the criterion in `where`: more than a claim without evidence; another answer than the proposed without a justification;
/// taking back what is not answered; nothing that would change. The caller owns the transaction, and vouches for criteria and numbers.
domain::Result<qint64> giveCsfAnswers(AttributeStore &, qint64 entity, QList<CsfAnswer>, const QString &title, const QString &who,
                                      const QDateTime &at);

/// One change of an answer, from the change log.
struct CsfChange
{
    qint64 changeSet = 0;
    QString at, who, deed;             ///< deed: "Undo: ..." where it was an undo
    QString criterion;
    std::optional<CsfAnswer> before, after;
};
/// What was said of a thing over time, the newest first, undone and redone ones among them.
QList<CsfChange> csfHistory(AttributeStore &, qint64 entity, int most);

/// An answer as the change log has it; nothing where it was open.
std::optional<CsfAnswer> loggedCsfAnswer(const QString &criterion, const QByteArray &logged);

/// Undo: makes the answer what the log has; "null" is none.
void restoreCsfAnswer(AttributeStore &, qint64 entity, const QString &criterion, const QByteArray &to);

} // namespace store
