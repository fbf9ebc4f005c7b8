// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/jobcontext.h"
#include "domain/result.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace importers {

class CsvReader;

/// One line of a questionnaire: a question asked of one thing.
struct QuestionnaireLine
{
    QString id;            ///< comes back in a hidden column, with a mark of the line's words (lineMark())
    QString question, thing, form;
    QStringList words;     ///< for the drop-down; empty: the answer is typed
    bool ofValue = true;   ///< of something that there may be none of
    QString back = {};     ///< why an earlier answer was sent back
};

struct Questionnaire
{
    QString team, organisation;
    QDate due;
    QList<QuestionnaireLine> lines;
    bool reminder = false; ///< of what was asked before and is still open
    QString limitedTo = {}; ///< the part of the organisation that is asked of, in words; empty: the whole
};

/// A line that came back; `row` as the spreadsheet counts.
struct ReturnedLine
{
    QString id, answer, evidence, note, who;
    qint64 row = 0;
    QString question = {}, thing = {}; ///< what the line says that it asks, and of what

    bool saysSomething() const { return !answer.isEmpty() || !evidence.isEmpty() || !note.isEmpty(); }
};

/// Six characters that stand for the words of a line. They follow its number, so that an answer is not taken for another one's where cells
/// were moved and their numbers not. Blanks do not count.
QString lineMark(const QString &question, const QString &thing);

/// Words that may be chosen in every drop-down beside the values.
inline constexpr QLatin1StringView ThereIsNone{"there is none"};
inline constexpr QLatin1StringView NotKnown{"we do not know"};

/// Writes the questionnaire as a workbook (.xlsx) that a team fills in and sends back: a sheet with how to answer, one with the
/// questions, drop-downs, and columns for evidence, a note and who says so. No macros. Replaces the file as a whole.
domain::Result<void> writeQuestionnaire(const QString &path, const Questionnaire &);

/// The lines of a questionnaire that came back, one after the other, from its sheet of questions as CSV. The reader must outlive it. One
/// thread.
class QuestionnaireLines
{
public:
    /// Reads the row of titles; nothing where they are not those of a questionnaire.
    static std::optional<QuestionnaireLines> begin(CsvReader &);
    static bool isHead(const QStringList &titles);
    /// False at the end. Empty rows are passed over; one without an id comes with an empty one.
    bool next(ReturnedLine &);

private:
    explicit QuestionnaireLines(CsvReader &reader) : m_reader(&reader) {}
    CsvReader *m_reader;
    QList<qsizetype> m_at; ///< column of each title; -1: there is none
};

/// Reads one that came back, as a workbook (.xlsx, .ods) or as CSV of the sheet of questions. Lines without an answer come with an empty
/// one. An error where it is none.
domain::Result<QList<ReturnedLine>> readQuestionnaire(const QString &path, domain::JobContext &);

} // namespace importers
