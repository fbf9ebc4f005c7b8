// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The chapters of a report and the words that they share; only the document's own files include this.

#include "report/document.h"

#include <QHash>

namespace report {

/// Up to so many frameworks, each is told of at length.
inline constexpr qsizetype FewFrameworks = 8;

QString longDate(QDate date);
QString isoDate(QDate date);
/// What a rule asks, in a few words; its id where no framework of the report has it.
QString requirementTitle(const QString &rule, const ReportInput &);
QString orDash(const QString &words);
/// Whole per cent, rounded so that neither "0 %" nor "100 %" is said of what is not quite so.
QString percent(double part, double whole);
/// "1 finding", "12 findings".
QString counted(qsizetype n, const QString &one, const QString &many);
QString statusWord(domain::Status status, domain::LegalStatus legal, const ReportInput &input);
/// "62 % to 84 %": what is met for certain, to what could be met if all that is unknown turned out well.
QString metRange(const StatusCounts &counts);

/// "0 of 129 fully decided, 97 out of reach": how much of a framework's articles or controls is looked at; empty where their list isn't whole.
QString coverageWords(const Framework &f);

struct Totals
{
    StatusCounts all;
    int law = 0;
    int notMet = 0;
    int weak = 0;
};
Totals totalsOf(const ReportInput &input);

/// "3 gaps, 5 not met": the findings of an issue by the status of law, never added up.
QString stateWords(const Issue &issue);
/// "64 findings on 26 IT systems".
QString countWords(const Issue &issue);
/// "Head of Lending, due 2026-12-31".
QString planWords(const Issue &issue);
/// Gravest first, then by findings.
QList<Issue> sortedIssues(const ReportInput &input);
/// Facts with equal origins together: "Country: US; Tool: dpf (transfers.csv, line 17)", a line for each origin.
QString factsText(const QList<Fact> &facts);
/// Origins of many things: "transfers.csv, lines 2-7 and 9".
QString gathered(const QList<Origin> &origins);
/// Findings whose reasons differ only in what is of the one thing.
struct SameReason
{
    QString reason;      ///< of the first, as a whole sentence
    bool example = false; ///< the others' differ from it in what is of the one thing
    QList<const Finding *> findings;
    QHash<const Finding *, QList<Fact>> differing; ///< what the reason says of each, other than its name
};
/// Most things first.
QList<SameReason> sameReasons(const QList<const Finding *> &);

/// Names with short keys; a name that several things with long keys have, once with how many there are.
QStringList namesOf(const QList<const Finding *> &);
/// Says how many of a requirement's findings are only counted.
void addUnlisted(QList<Block> &, int unlisted);
/// Names in columns, with short keys; says how many are not listed.
void addNames(QList<Block> &blocks, const QList<const Finding *> &findings);

void addGuide(QList<Block> &, const ReportInput &);
void addSummary(QList<Block> &, const ReportInput &);
void addCompleteness(QList<Block> &, const ReportInput &);
void addFigures(QList<Block> &, const ReportInput &);
void addFrameworks(QList<Block> &, const ReportInput &);
void addIssueList(QList<Block> &, const ReportInput &);
void addIssues(QList<Block> &, const ReportInput &);
/// Nothing where no other tool says otherwise.
void addContradictions(QList<Block> &, const ReportInput &);
/// What contradicts itself, by check; nothing where it was not asked.
void addXray(QList<Block> &, const ReportInput &);
/// What is assessed by the EU Cloud Sovereignty Framework, with the ground of every answer; in a full report only. Nothing where nothing is.
void addAssessed(QList<Block> &, const ReportInput &);
/// Scores of the systems and concentration; in a full report only. Nothing where nothing is.
void addOwnStandard(QList<Block> &, const ReportInput &);
/// Transfers and AI uses, thing by thing; nothing where they were not asked.
void addDossiers(QList<Block> &, const ReportInput &);
/// Things for which requirements are open, too many to stand with them.
struct OpenList
{
    QStringList keys; ///< sorted
    QStringList rules;
    QList<const Finding *> findings;
};
/// Returns the lists that the annex has to print.
QList<OpenList> addUnknowns(QList<Block> &, const ReportInput &);
void addOpenLists(QList<Block> &, const QList<OpenList> &);
void addAcceptances(QList<Block> &, const ReportInput &);
/// What comes in the months after the day of the report; nothing where nobody looked.
void addComing(QList<Block> &, const ReportInput &);
void addMethod(QList<Block> &, const ReportInput &);
void addInputs(QList<Block> &, const ReportInput &);
void addSources(QList<Block> &, const ReportInput &);

} // namespace report
