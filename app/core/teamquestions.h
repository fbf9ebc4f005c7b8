// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/jobcontext.h"
#include "domain/result.h"
#include "rules/mappings.h"
#include "rules/questions.h"

#include <QDate>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace store {
class AttributeStore;
}

namespace app {

/// Where nobody chooses, so many are asked: those that decide most.
inline constexpr qsizetype FirstQuestions = 20;

struct Services;

/// The part of the organisation that is asked of, by keys; all empty: the whole.
struct AskedPart
{
    QString legalEntity, businessService, provider;
    bool isWhole() const { return legalEntity.isEmpty() && businessService.isEmpty() && provider.isEmpty(); }
    bool operator==(const AskedPart &) const = default;
};

struct TeamRequest
{
    QString team;
    QDate due;
    QStringList questions; ///< ids; empty: the first ones
    QString out;           ///< .xlsx
    QList<rules::ListedRequirement> requirements = {}; ///< asked as a whole; then only the questions that are named
    QSet<qint64> things = {}; ///< only of these it is asked; empty: of all that the questions hold
    AskedPart part = {};      ///< to which the questions were narrowed; said in the workbook
};

/// Writes a questionnaire for a team and remembers that it was sent. The change set's id. All in the caller's transaction; any thread.
domain::Result<qint64> askTeam(const Services &, store::AttributeStore &, const rules::QuestionList &, const TeamRequest &, const QString &who,
                               const domain::Clock &);

struct ReminderRequest
{
    QString team;          ///< as it was asked
    std::optional<QDate> due; ///< a new day; nothing: as it was
    QString out;           ///< .xlsx
};

/// Asks a team once more what it has not answered, in one workbook with the questions' old numbers, and remembers the reminder. What went
/// back comes with the reason. The change set's id. All in the caller's transaction; any thread.
domain::Result<qint64> remindTeam(const Services &, store::AttributeStore &, const ReminderRequest &, const QString &who, const domain::Clock &);

/// Takes in a questionnaire that came back: its answers wait for review. All or nothing; what is wrong names the row. How many answers.
domain::Result<int> takeInQuestionnaire(const Services &, store::AttributeStore &, const QString &file, const QString &who, const domain::Clock &, domain::JobContext &);

struct ReviewRequest
{
    QStringList ids;       ///< "3-12"; one "all"
    bool accept = true;
    QString why;           ///< of what goes back
    QString who;
    std::optional<domain::Day> reviewOn; ///< the last day on which accepted answers count
};

/// Makes waiting answers answers, or sends them back with a word. The change set's id.
domain::Result<qint64> reviewAnswers(const Services &, store::AttributeStore &, const ReviewRequest &, const domain::Clock &);

} // namespace app
