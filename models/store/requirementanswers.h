// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/requirementanswer.h"
#include "domain/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace store {

class AttributeStore;
class ChangeLog;

/// All of them, by list and number; the organisation's before those of its legal entities.
QList<domain::RequirementAnswer> requirementAnswers(AttributeStore &);

/// An answer as it may be written: its texts simplified. Refused, with the requirement in `where`: nobody who says so; a day ahead; a day of review
/// that is over; no reason for what is not met, met in part or not applicable.
domain::Result<domain::RequirementAnswer> checkedAnswer(domain::RequirementAnswer, domain::Day today);

/// Writes checked answers as part of a change set; what stands already is passed over. How many were changed. Within the caller's transaction, who
/// vouches for lists and numbers.
int recordRequirementAnswers(AttributeStore &, ChangeLog &, const QList<domain::RequirementAnswer> &);

/// Checks and writes them as one change set of the kind "answer" that can be undone; its id. All or nothing. Refused as well where nothing would
/// change.
domain::Result<qint64> answerRequirements(AttributeStore &, QList<domain::RequirementAnswer>, domain::Day today, const QString &who, const QDateTime &at);

/// Of what an answer is.
struct RequirementPlace
{
    QString list, requirement;
    qint64 entity = 0; ///< the legal entity that it holds for; 0: the whole organisation
    bool operator==(const RequirementPlace &) const = default;
};

/// Takes answers back, as one change set; its id. Refused where one is not answered.
domain::Result<qint64> withdrawRequirementAnswers(AttributeStore &, const QList<RequirementPlace> &, const QString &who, const QDateTime &at);

/// Undo: makes what the log has as `to` stand; "null" is none. `place`: LIST#NUMBER, with ENTITY: before it where it holds for one legal entity.
void restoreRequirementAnswer(AttributeStore &, const QString &place, const QByteArray &to);

/// What a place in the log names.
RequirementPlace loggedRequirementPlace(const QString &place);

/// "met, says the CISO on 2026-11-20: ..." of what the log has; "not answered" of "null".
QString loggedRequirementAnswer(const QByteArray &logged);

} // namespace store
