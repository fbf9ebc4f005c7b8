// SPDX-License-Identifier: GPL-3.0-or-later
// The chapters of a report and the words that they share; only the document's own files include this.
#pragma once

#include "report/document.h"

namespace report {

QString longDate(QDate date);
QString isoDate(QDate date);
QString orDash(const QString &words);
/// Whole per cent, rounded so that neither "0 %" nor "100 %" is said of what is not quite so.
QString percent(double part, double whole);
/// "1 finding", "12 findings".
QString counted(qsizetype n, const QString &one, const QString &many);
QString statusWord(domain::Status status, domain::LegalStatus legal, const ReportInput &input);
/// "62 % to 84 %": what is met for certain, to what could be met if all that is unknown turned out well.
QString metRange(const StatusCounts &counts);

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
/// Gravest first, then by findings.
QList<Issue> sortedIssues(const ReportInput &input);
/// Facts with equal origins together: "Country: US; Tool: dpf (transfers.csv, line 17)", a line for each origin.
QString factsText(const QList<Fact> &facts);
/// Origins of many things: "transfers.csv, lines 2-7 and 9".
QString gathered(const QList<Origin> &origins);
/// Names in columns, with short keys; says how many are not listed.
void addNames(QList<Block> &blocks, const QList<const Finding *> &findings);

void addSummary(QList<Block> &, const ReportInput &);
void addCompleteness(QList<Block> &, const ReportInput &);
void addFigures(QList<Block> &, const ReportInput &);
void addFrameworks(QList<Block> &, const ReportInput &);
void addIssueList(QList<Block> &, const ReportInput &);
void addIssues(QList<Block> &, const ReportInput &);
void addUnknowns(QList<Block> &, const ReportInput &);
void addAcceptances(QList<Block> &, const ReportInput &);
void addMethod(QList<Block> &, const ReportInput &);
void addOpenResults(QList<Block> &, const ReportInput &);
void addInputs(QList<Block> &, const ReportInput &);
void addSources(QList<Block> &, const ReportInput &);

} // namespace report
