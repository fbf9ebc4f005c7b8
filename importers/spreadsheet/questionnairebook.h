// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace importers {

/// One line of a questionnaire: a question asked of one thing.
struct QuestionnaireLine
{
    QString id;            ///< comes back in a hidden column
    QString question, thing, form;
    QStringList words;     ///< for the drop-down; empty: the answer is typed
};

struct Questionnaire
{
    QString team, organisation;
    QDate due;
    QList<QuestionnaireLine> lines;
};

/// A line that came back; `row` as the spreadsheet counts.
struct ReturnedLine
{
    QString id, answer, evidence, note, who;
    qint64 row = 0;
};

/// Words that may be chosen in every drop-down beside the values.
inline constexpr QLatin1StringView ThereIsNone{"there is none"};
inline constexpr QLatin1StringView NotKnown{"we do not know"};

/// Writes the questionnaire as a workbook (.xlsx) that a team fills in and sends back: a sheet with how to answer, one with the
/// questions, drop-downs, and columns for evidence, a note and who says so. No macros. Replaces the file as a whole.
domain::Result<void> writeQuestionnaire(const QString &path, const Questionnaire &);

/// Reads one that came back, as a workbook (.xlsx, .ods) or as CSV of the sheet of questions. Lines without an answer come with an empty
/// one. An error where it is none.
domain::Result<QList<ReturnedLine>> readQuestionnaire(const QString &path, domain::JobContext &);

} // namespace importers
