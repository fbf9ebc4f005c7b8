// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reportbook.h"

#include "importers/spreadsheet/tablebook.h"
#include "report/csvwriter.h"
#include "text/reviewtext.h"
#include "text/statustext.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;
using importers::TableCell;
using importers::TableSheet;

namespace app {
namespace {

using Row = QList<TableCell>;

TableSheet about(const report::ReportInput &input)
{
    TableSheet sheet{u"About"_s, {}, {28, 100}, {}};
    const auto say = [&sheet](const QString &what, const QString &words) {
        if (!words.isEmpty())
            sheet.rows.append(Row{what, words});
    };
    sheet.rows.append(Row{input.title});
    say(u"Organisation"_s, input.organisation);
    say(u"Sample"_s, input.sampleNote);
    say(u"Scope"_s, input.scope);
    sheet.rows.append(Row{u"As of"_s, input.asOf});
    say(u"Evaluated (UTC)"_s, input.generatedAt.toString(u"yyyy-MM-dd HH:mm"_s));
    say(u"Data hash"_s, input.dataHash);
    say(u"Classification"_s, input.classification);
    say(u"Prepared by"_s, input.preparer);
    say(u"Reviewed by"_s, input.reviewer);
    say(u"Approved by"_s, input.approver);
    say(u"Out of scope"_s, input.exclusions.join(u"; "_s));
    if (input.reviewedOnly)
        say(u"Left out"_s, text::leftOutWords(input.leftOut));
    say(u"Apart"_s, text::answersApartWords(input.leftOut));
    for (const report::Note &note : input.completeness)
        say(note.warning ? u"Completeness: warning"_s : u"Completeness"_s, note.text);
    for (const QString &paragraph : input.method)
        say(u"Method"_s, paragraph);
    if (!input.assessed.things.isEmpty()) {
        say(u"EU CSF"_s, u"%1. Self-assessments, not Commission SEALs."_s.arg(input.assessed.framework));
        say(u"EU CSF"_s, input.assessed.attribution);
        say(u"EU CSF"_s, input.assessed.places);
    }
    for (const report::InputFile &file : input.inputs)
        say(u"Read from"_s, u"%1, %2 records, SHA-256 %3"_s.arg(file.file).arg(file.records).arg(file.sha256));
    return sheet;
}

TableSheet frameworks(const report::ReportInput &input)
{
    // Gaps in law and what own policies or standards lack are never added up: each has a line with its own word.
    TableSheet sheet{u"Frameworks"_s, {u"Framework"_s, u"Status of law"_s, u"Jurisdiction"_s, u"Version"_s, u"What open means"_s, u"Met"_s, u"Open"_s, u"Unknown"_s, u"Accepted"_s, u"Not yet applicable"_s, u"Not applicable"_s, u"Errors"_s}, {40, 16, 14, 12, 16, 10, 10, 10, 10, 12, 12, 10}, {}};
    for (const report::Framework &f : input.frameworks) {
        for (const report::Framework::Part &part : f.parts()) {
            Row row{f.name, legalStatusName(part.legalStatus), f.jurisdiction, f.version, text::statusWord(Status::Gap, part.legalStatus, input.language)};
            for (const Status status : {Status::Pass, Status::Gap, Status::Unknown, Status::Accepted, Status::NotYetApplicable, Status::NotApplicable, Status::Error})
                row.append(double(part.counts.of(status)));
            sheet.rows.append(row);
        }
    }
    return sheet;
}

TableSheet requirements(const report::ReportInput &input)
{
    TableSheet sheet{u"Requirements"_s, {u"Framework"_s, u"Clause"_s, u"Requirement"_s, u"Rule"_s, u"Severity"_s, u"What open means"_s, u"Met"_s, u"Open"_s, u"Unknown"_s, u"Accepted"_s, u"Confidence"_s, u"Review"_s}, {24, 18, 60, 16, 10, 14, 8, 8, 10, 10, 14, 30}, {}};
    for (const report::Framework &f : input.frameworks) {
        for (const report::Requirement &r : f.requirements) {
            if (r.switchedOff)
                continue;
            sheet.rows.append(Row{f.name, r.clause, r.title, r.ruleId, severityName(r.severity), text::statusWord(Status::Gap, r.legalStatus, input.language), double(r.counts.of(Status::Pass)), double(r.counts.of(Status::Gap)),
                                  double(r.counts.of(Status::Unknown)), double(r.counts.of(Status::Accepted)), r.confidence, text::reviewWords(r.review)});
        }
    }
    return sheet;
}

TableSheet issues(const report::ReportInput &input)
{
    TableSheet sheet{u"Issues"_s, {u"Issue"_s, u"Title"_s, u"Severity"_s, u"Root cause"_s, u"State"_s, u"Findings"_s, u"Things"_s, u"Rules"_s, u"Remedy"_s, u"Owner"_s, u"Due"_s, u"Overdue"_s, u"Measure"_s}, {10, 50, 10, 30, 12, 10, 10, 30, 60, 22, 12, 10, 40}, {}};
    for (const report::Issue &issue : input.issues) {
        QStringList rules;
        for (const report::IssueRule &rule : issue.rules)
            rules.append(rule.ruleId);
        sheet.rows.append(Row{issue.number, issue.title, severityName(issue.severity), issue.rootCause, text::statusWord(Status::Gap, issue.legalStatus(), input.language), double(issue.count()), double(issue.affected()), rules.join(u", "_s),
                              issue.rules.isEmpty() ? QString() : issue.rules.constFirst().remedy, issue.owner, issue.due, issue.overdue ? u"yes"_s : u"no"_s, issue.measure});
    }
    return sheet;
}

TableSheet findings(const report::ReportInput &input)
{
    const QList<QStringList> rows = report::findingRows(input);
    TableSheet sheet{u"Findings"_s, rows.constFirst(), {}, {}};
    for (const QString &title : rows.constFirst())
        sheet.widths.append(title == u"reason" || title == u"facts" || title == u"remedy" ? 60 : title.endsWith(u"title") || title.endsWith(u"name") || title == u"articles" ? 36 : 16);
    for (const QStringList &cells : rows.sliced(1))
        sheet.rows.append(Row(cells.cbegin(), cells.cend()));
    return sheet;
}

TableSheet toAsk(const report::ReportInput &input)
{
    TableSheet sheet{u"To ask"_s, {u"Of"_s, u"Fact"_s, u"Things without it"_s, u"Results that wait for it"_s, u"Decided by it alone"_s, u"Who can answer"_s, u"Rules"_s, u"Things"_s}, {24, 40, 14, 14, 14, 28, 30, 60}, {}};
    for (const report::MissingFact &m : input.missing)
        sheet.rows.append(Row{m.kind, m.fact, double(m.things), double(m.results), double(m.alone), m.whoAnswers, m.rules.join(u", "_s), m.names.join(u"; "_s)});
    return sheet;
}

TableSheet accepted(const report::ReportInput &input)
{
    TableSheet sheet{u"Accepted"_s, {u"Rule"_s, u"Framework"_s, u"Title"_s, u"Things"_s, u"Reason"_s, u"Requested by"_s, u"Approved by"_s, u"Accepted on"_s, u"Expires"_s, u"Holds no longer"_s, u"Results"_s}, {16, 14, 40, 40, 60, 24, 24, 12, 12, 30, 10}, {}};
    for (const report::Acceptance &a : input.acceptances)
        sheet.rows.append(Row{a.ruleId, a.framework, a.title, a.names.join(u"; "_s), a.reason, a.requestedBy, a.approvedBy, a.acceptedOn, a.expires, a.ended, double(a.results)});
    return sheet;
}

TableSheet coming(const report::ReportInput &input)
{
    TableSheet sheet{u"Coming"_s, {u"Day"_s, u"Sort"_s, u"Event"_s, u"What"_s, u"Count"_s, u"What follows"_s, u"Article"_s}, {12, 22, 36, 50, 8, 60, 30}, {}};
    for (const report::Coming &c : input.coming)
        sheet.rows.append(Row{c.day, c.sort, c.event, c.subject, double(c.count), c.change, c.article});
    return sheet;
}

TableCell sealCell(const std::optional<int> &seal) { return seal ? TableCell(double(*seal)) : TableCell(u"none yet"_s); }

/// What was assessed, and each objective of it.
TableSheet assessed(const report::ReportInput &input)
{
    TableSheet sheet{u"EU CSF"_s, {u"Kind"_s, u"Key"_s, u"Name"_s, u"Of"_s, u"SEAL claimed"_s, u"SEAL evidenced"_s, u"Score from, %"_s, u"Score to, %"_s, u"Open criteria"_s, u"What raises it"_s}, {16, 28, 36, 40, 12, 12, 12, 12, 12, 60}, {}};
    for (const report::Assessed &thing : input.assessed.things) {
        const auto open = std::count_if(thing.criteria.cbegin(), thing.criteria.cend(), [](const report::Assessed::Criterion &c) { return c.answer.isEmpty(); });
        for (const report::Assessed::Score &score : thing.scores)
            sheet.rows.append(Row{thing.kind, thing.key, thing.name, score.label, sealCell(thing.seal), sealCell(thing.evidenced), score.low, score.high, double(open), QString()});
        for (const report::Assessed::Objective &o : thing.objectives)
            sheet.rows.append(Row{thing.kind, thing.key, thing.name, o.name, sealCell(o.seal), sealCell(o.evidenced), o.low, o.high, double(o.open), o.way});
    }
    return sheet;
}

TableSheet criteria(const report::ReportInput &input)
{
    TableSheet sheet{u"EU CSF criteria"_s, {u"Kind"_s, u"Key"_s, u"Name"_s, u"Criterion"_s, u"Answer"_s, u"SEAL"_s, u"Holds the SEAL down"_s, u"Ground"_s, u"Needed"_s, u"The inventory proposes"_s}, {16, 28, 36, 50, 50, 8, 10, 60, 24, 60}, {}};
    for (const report::Assessed &thing : input.assessed.things) {
        for (const report::Assessed::Criterion &c : thing.criteria)
            sheet.rows.append(Row{thing.kind, thing.key, thing.name, c.name, c.answer.isEmpty() ? u"open"_s : c.answer, c.seal ? TableCell(double(*c.seal)) : TableCell(QString()), c.binds ? u"yes"_s : u"no"_s, c.ground, c.need, c.proposal});
    }
    return sheet;
}

TableSheet scores(const report::ReportInput &input)
{
    TableSheet sheet{u"Sovereignty scores"_s, {u"Key"_s, u"System"_s, u"Critical"_s, u"Score from, %"_s, u"Score to, %"_s}, {40, 40, 10, 12, 12}, {}};
    for (const report::OwnStandard::System &s : input.ownStandard.systems)
        sheet.rows.append(Row{s.key, s.name, s.critical ? u"yes"_s : u"no"_s, s.low, s.high});
    return sheet;
}

TableSheet concentration(const report::ReportInput &input)
{
    TableSheet sheet{u"Concentration"_s, {u"By"_s, u"Of"_s, u"Systems"_s, u"Largest"_s, u"Share from, %"_s, u"Share to, %"_s, u"Index from (HHI)"_s, u"Index to (HHI)"_s, u"Warning"_s, u"Told"_s},
                     {20, 18, 10, 36, 12, 12, 12, 12, 10, 60}, {}};
    for (const report::OwnStandard::Concentration &c : input.ownStandard.concentration)
        sheet.rows.append(Row{c.by, c.criticalOnly ? u"critical systems"_s : u"all systems"_s, double(c.systems), c.largest, c.low, c.high, c.indexLow, c.indexHigh, c.warns ? u"yes"_s : u"no"_s, c.told});
    return sheet;
}

} // namespace

Result<void> writeReportBook(const report::ReportInput &input, const QString &path)
{
    QList<TableSheet> sheets{about(input), frameworks(input), requirements(input), issues(input), findings(input), toAsk(input), accepted(input), coming(input)};
    if (!input.assessed.things.isEmpty())
        sheets << assessed(input) << criteria(input);
    if (!input.ownStandard.systems.isEmpty())
        sheets << scores(input);
    if (!input.ownStandard.concentration.isEmpty())
        sheets << concentration(input);
    return importers::writeTables(path, input.title, input.generatedAt, sheets);
}

} // namespace app
