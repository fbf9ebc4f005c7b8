// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/document.h"

#include "text/statustext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace report {
namespace {

using domain::LegalStatus;
using domain::Severity;
using domain::Status;
using figures::formatNumber;

constexpr int TopIssues = 6;

QString longDate(QDate date)
{
    return date.isValid() ? QLocale::c().toString(date, u"d MMMM yyyy"_s) : QString();
}

QString isoDate(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : u"\u2013"_s;
}

QString orDash(const QString &words)
{
    return words.isEmpty() ? u"\u2013"_s : words;
}

/// Whole per cent, rounded so that neither "0 %" nor "100 %" is said of what is not quite so.
QString percent(double part, double whole)
{
    if (whole <= 0)
        return u"\u2013"_s;
    double value = std::round(part * 100 / whole);
    if (part > 0)
        value = std::max(value, 1.0);
    if (part < whole)
        value = std::min(value, 99.0);
    return u"%1 %"_s.arg(static_cast<int>(value));
}

QString word(Status status, LegalStatus legal, const ReportInput &input)
{
    return text::capitalised(text::statusWord(status, legal, input.language));
}

struct Totals
{
    StatusCounts all;
    int law = 0;
    int notMet = 0;
    int weak = 0;
};

Totals totalsOf(const ReportInput &input)
{
    Totals totals;
    for (const Framework &framework : input.frameworks) {
        for (std::size_t i = 0; i < totals.all.by.size(); ++i)
            totals.all.by.at(i) += framework.counts.by.at(i);
        const int gaps = framework.counts.of(Status::Gap);
        if (framework.legalStatus == LegalStatus::Law)
            totals.law += gaps;
        else if (framework.legalStatus == LegalStatus::OwnPolicy)
            totals.weak += gaps;
        else
            totals.notMet += gaps;
    }
    return totals;
}

/// "62 % to 84 %": what is met for certain, to what could be met if all that is unknown turned out well.
QString metRange(const StatusCounts &counts)
{
    const int applicable = counts.applicable();
    const int open = counts.of(Status::Unknown) + counts.of(Status::Error);
    const int met = counts.of(Status::Pass);
    if (applicable == 0)
        return u"\u2013"_s;
    if (open == 0)
        return percent(met, applicable);
    return u"%1 to %2"_s.arg(percent(met, applicable), percent(met + open, applicable));
}

Cover coverOf(const ReportInput &input)
{
    Cover cover;
    cover.organisation = input.organisation;
    cover.title = input.title;
    cover.asOf = longDate(input.asOf);
    cover.classification = input.classification;
    cover.scope = input.scope;
    cover.exclusions = input.exclusions;
    cover.roles = {
        {u"Prepared by"_s, input.preparer}, {u"Reviewed by"_s, input.reviewer}, {u"Approved by"_s, input.approver}};
    QStringList names;
    for (const Framework &framework : input.frameworks)
        names << framework.name;
    cover.facts = {{u"Frameworks"_s, names.isEmpty() ? u"none chosen"_s : names.join(u", "_s)},
                   {u"Generated"_s, orDash(input.generatedAt.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s))},
                   {u"Data hash"_s, orDash(input.dataHash)}};
    return cover;
}

figures::StackedBarsData frameworkBars(const ReportInput &input)
{
    using figures::Fill;
    using figures::Tone;
    figures::StackedBarsData data;
    data.unit = u"results"_s;
    data.emptyText = u"No gaps and nothing unknown in the chosen frameworks."_s;
    std::array<bool, domain::SeverityCount> used{};
    bool unknown = false;
    for (const Framework &framework : input.frameworks) {
        figures::Bar bar{framework.id, framework.name, {}, {}};
        for (int i = domain::SeverityCount - 1; i >= 0; --i) {
            const auto severity = static_cast<Severity>(i);
            used.at(static_cast<std::size_t>(i)) |= framework.gaps.of(severity) > 0;
            bar.segments << figures::BarSegment{{},
                                                text::severityWord(severity, input.language),
                                                static_cast<double>(framework.gaps.of(severity)),
                                                Fill::of(severity)};
        }
        const int open = framework.counts.of(Status::Unknown) + framework.counts.of(Status::Error);
        unknown |= open > 0;
        bar.segments << figures::BarSegment{
            {}, text::statusWord(Status::Unknown, input.language), static_cast<double>(open), Fill::of(Tone::Unknown)};
        data.bars << bar;
    }
    for (int i = domain::SeverityCount - 1; i >= 0; --i) {
        if (used.at(static_cast<std::size_t>(i)))
            data.keys << figures::Key{text::severityWord(static_cast<Severity>(i), input.language),
                                      Fill::of(static_cast<Severity>(i)),
                                      static_cast<Severity>(i),
                                      {},
                                      {}};
    }
    if (unknown)
        data.keys << figures::Key{text::capitalised(text::statusWord(Status::Unknown, input.language)),
                                  Fill::of(Tone::Unknown),
                                  {},
                                  Status::Unknown,
                                  {}};
    return data;
}

void addSummary(QList<Block> &blocks, const ReportInput &input)
{
    const Totals totals = totalsOf(input);
    const StatusCounts &all = totals.all;
    const int open = all.of(Status::Unknown) + all.of(Status::Error);
    blocks << Heading{1, u"Summary"_s, {}, true};
    if (all.total() == 0) {
        blocks << Paragraph{u"Nothing has been evaluated: choose frameworks, import the inventory and run the "
                            "evaluation before this report is used."_s,
                            false, true};
    } else {
        blocks << Paragraph{u"As of %1, %2 results were due in %3 frameworks. %4 of them are decided. Requirements "
                            "met: %5%6."_s.arg(longDate(input.asOf), formatNumber(all.applicable()),
                                               formatNumber(static_cast<double>(input.frameworks.size())),
                                               percent(all.decided(), all.applicable()), metRange(all),
                                               open > 0 ? u"; the range is what is not known"_s : QString()),
                            false, false};
    }
    const auto gapTone = [](int n) { return n > 0 ? figures::Tone::Critical : figures::Tone::Ink; };
    blocks << Gap{6}
           << Tiles{{{formatNumber(totals.law),
                      text::gapHeading(LegalStatus::Law, input.language),
                      u"requirements of law that are not kept"_s,
                      gapTone(totals.law),
                      {}},
                     {formatNumber(totals.notMet),
                      text::gapHeading(LegalStatus::Standard, input.language),
                      u"programmes, standards, schemes and proposals"_s,
                      figures::Tone::Ink,
                      {}},
                     {formatNumber(totals.weak),
                      text::gapHeading(LegalStatus::OwnPolicy, input.language),
                      u"against the organisation's own policies"_s,
                      figures::Tone::Ink,
                      {}},
                     {percent(all.decided(), all.applicable()),
                      u"Decided"_s,
                      u"%1 of %2 results"_s.arg(formatNumber(all.decided()), formatNumber(all.applicable())),
                      figures::Tone::Accent,
                      {}},
                     {formatNumber(open), u"Unknown"_s, u"neither met nor failed: data is missing"_s,
                      figures::Tone::Unknown, Status::Unknown},
                     {formatNumber(all.of(Status::Accepted)), u"Accepted"_s, u"signed, with a date of expiry"_s,
                      figures::Tone::Accepted, Status::Accepted}}}
           << Gap{10};
    if (!input.frameworks.isEmpty())
        blocks << Heading{3, u"Open results by framework"_s, {}, false} << FigureBlock{frameworkBars(input), {}, 0}
               << Gap{6};

    if (input.issues.isEmpty()) {
        blocks << Paragraph{open > 0 ? u"No issue is open. What is unknown may still hide one."_s
                                     : u"No issue is open."_s,
                            false, true};
        return;
    }
    QList<Issue> first = input.issues;
    std::stable_sort(first.begin(), first.end(),
                     [](const Issue &a, const Issue &b) { return a.severity > b.severity; });
    blocks << Heading{3,
                      first.size() > TopIssues ? u"The %1 gravest of %2 issues"_s.arg(TopIssues).arg(first.size())
                                               : u"Issues"_s,
                      {},
                      false};
    Table table{{{u"Severity"_s, 1.1}, {u"Issue"_s, 4.6}, {u"State"_s, 1}, {u"Affected"_s, 0.9, true}, {u"Due"_s, 1.1}},
                {},
                {}};
    for (const Issue &issue : first.mid(0, TopIssues))
        table.rows << QList<TableCell>{
            {text::severityWord(issue.severity, input.language), {}, issue.severity, false, false},
            TableCell::of(issue.number + u"  "_s + issue.title),
            TableCell::of(word(Status::Gap, issue.legalStatus, input)),
            TableCell::number(issue.affectedCount),
            TableCell::of(isoDate(issue.due))};
    blocks << table;
}

void addCompleteness(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Completeness of the population"_s, {}, input.kind == Template::Full};
    if (input.completeness.isEmpty())
        blocks << Paragraph{
            u"No register was imported to compare the inventory with: how complete it is, is unknown."_s, false, false};
    Table notes{{{{}, 0.9}, {{}, 6}}, {}, {}};
    for (const Note &note : input.completeness)
        notes.rows << QList<TableCell>{{note.warning ? u"Warning"_s : u"Note"_s,
                                        {},
                                        note.warning ? std::optional(Severity::High) : std::nullopt,
                                        !note.warning,
                                        note.warning},
                                       TableCell::of(note.text)};
    if (!notes.rows.isEmpty())
        blocks << notes;
    blocks << Gap{6} << Heading{3, u"Inputs"_s, {}, false};
    Table files{{{u"File"_s, 2.6}, {u"Imported"_s, 1.3}, {u"Records"_s, 0.8, true}, {u"SHA-256"_s, 3.4}},
                {},
                u"No file was imported."_s};
    for (const InputFile &file : input.inputs)
        files.rows << QList<TableCell>{TableCell::of(file.file),
                                       TableCell::of(file.importedAt.toUTC().toString(u"yyyy-MM-dd HH:mm"_s)),
                                       TableCell::number(file.records), TableCell::softly(file.sha256)};
    blocks << files;
}

void addPlaces(QList<Block> &blocks, const ReportInput &input)
{
    if (input.maps.isEmpty() && input.charts.isEmpty() && input.providers.isEmpty())
        return;
    blocks << Heading{1, u"Places, providers and charts"_s, {}, false};
    for (const figures::MapData &map : input.maps)
        blocks << FigureBlock{map, {}, map.view == figures::MapView::Europe ? 340.0 : 290.0} << Gap{12};
    for (const Chart &chart : input.charts) {
        blocks << Heading{3, chart.title, {}, false};
        std::visit(
            [&](const auto &data) {
                blocks << FigureBlock{data, chart.caption, chart.heightPoints};
            },
            chart.data);
        blocks << Gap{10};
    }
    if (input.providers.isEmpty())
        return;
    blocks << Heading{2, u"Providers"_s, {}, false};
    Table table{{{u"Provider"_s, 2},
                 {u"Established"_s, 1.2},
                 {u"Parent"_s, 1.1},
                 {u"Role"_s, 1.5},
                 {u"Assets"_s, 0.8, true},
                 {u"Within reach of"_s, 2},
                 {u"Contract"_s, 1.4}},
                {},
                {}};
    for (const ProviderRow &p : input.providers)
        table.rows << QList<TableCell>{{p.name, {}, {}, false, true},     TableCell::of(orDash(p.establishedIn)),
                                       TableCell::of(orDash(p.parentIn)), TableCell::of(orDash(p.role)),
                                       TableCell::number(p.assets),       TableCell::of(orDash(p.foreignReach)),
                                       TableCell::of(orDash(p.contract))};
    blocks << table;
}

/// The worst status that a requirement has, for its sign.
Status worst(const StatusCounts &counts)
{
    for (const Status status :
         {Status::Gap, Status::Error, Status::Unknown, Status::Accepted, Status::Pass, Status::NotYetApplicable}) {
        if (counts.of(status) > 0)
            return status;
    }
    return Status::NotApplicable;
}

void addFrameworks(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Frameworks"_s, {}, input.kind == Template::Full};
    Table overview{{{u"Framework"_s, 2.6},
                    {u"Kind"_s, 1.1},
                    {u"Where"_s, 1},
                    {u"Met"_s, 1.5},
                    {u"Gap"_s, 0.7, true},
                    {u"Unknown"_s, 0.9, true},
                    {u"Accepted"_s, 0.9, true},
                    {u"Reviewed by"_s, 1.6}},
                   {},
                   u"No framework was chosen."_s};
    for (const Framework &f : input.frameworks)
        overview.rows << QList<TableCell>{{(f.name + u' ' + f.version).trimmed(), {}, {}, false, true},
                                          TableCell::of(text::legalStatusWord(f.legalStatus, input.language)),
                                          TableCell::of(orDash(f.jurisdiction)),
                                          TableCell::of(metRange(f.counts)),
                                          TableCell::number(f.counts.of(Status::Gap)),
                                          TableCell::number(f.counts.of(Status::Unknown) + f.counts.of(Status::Error)),
                                          TableCell::number(f.counts.of(Status::Accepted)),
                                          TableCell::of(f.reviewer.isEmpty() ? u"not reviewed"_s : f.reviewer)};
    blocks << overview
           << Paragraph{u"Met: what is met for certain, to what could be met if all that is unknown turned out well."_s,
                        true, false};
    if (input.kind == Template::Board)
        return;
    for (const Framework &f : input.frameworks) {
        blocks << Gap{6} << Heading{2, (f.name + u' ' + f.version).trimmed(), {}, false};
        const QString gapWord = word(Status::Gap, f.legalStatus, input);
        Table table{{{u"Clause"_s, 1.3},
                     {u"Requirement"_s, 4.2},
                     {u"State"_s, 1.15},
                     {u"Pass"_s, 0.6, true},
                     {gapWord, 0.8, true},
                     {u"Unkn."_s, 0.65, true},
                     {u"Acc."_s, 0.55, true},
                     {u"Reading"_s, 1.35}},
                    {},
                    u"No requirement of this framework was evaluated."_s};
        for (const Requirement &r : f.requirements) {
            const Status status = worst(r.counts);
            QString title = r.title;
            if (!r.ruleId.isEmpty())
                title += u"\n"_s + r.ruleId;
            const QString reading = r.confidence.isEmpty() ? u"unverified"_s : r.confidence;
            table.rows << QList<TableCell>{
                {r.clause, {}, {}, false, true},
                TableCell::of(title),
                {word(status, f.legalStatus, input), status, r.severity, false, false},
                TableCell::number(r.counts.of(Status::Pass)),
                TableCell::number(r.counts.of(Status::Gap)),
                TableCell::number(r.counts.of(Status::Unknown) + r.counts.of(Status::Error)),
                TableCell::number(r.counts.of(Status::Accepted)),
                TableCell::softly(reading + (r.reviewed ? u", reviewed"_s : u", not reviewed"_s))};
        }
        blocks << table;
    }
}

QString factsOf(const Finding &finding)
{
    QStringList lines;
    for (const Fact &fact : finding.facts) {
        QString line = u"%1: %2"_s.arg(fact.attribute, orDash(fact.value));
        if (!fact.where.isEmpty())
            line += u" (%1)"_s.arg(fact.where);
        lines << line;
    }
    return lines.join(u'\n');
}

Table findingsTable(const Issue &issue, const ReportInput &input)
{
    Table table{
        {{u"State"_s, 1.1}, {u"What"_s, 2.6}, {u"Reason"_s, 2.4}, {u"Facts and where they stand"_s, 3.4}}, {}, {}};
    for (const Finding &f : issue.findings) {
        QString what = f.key;
        if (!f.name.isEmpty() && f.name != f.key)
            what = f.name + u'\n' + f.key;
        if (!f.entityKind.isEmpty())
            what += u'\n' + f.entityKind;
        table.rows << QList<TableCell>{
            {word(f.status, issue.legalStatus, input), f.status, issue.severity, false, false},
            TableCell::of(what),
            TableCell::of(orDash(f.reason)),
            TableCell::softly(orDash(factsOf(f)))};
    }
    return table;
}

void addIssues(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Issues"_s, {}, input.kind == Template::Full};
    if (input.issues.isEmpty()) {
        blocks << Paragraph{u"No issue is open as of %1."_s.arg(longDate(input.asOf)), false, false};
        return;
    }
    blocks << Paragraph{u"An issue is one cause and one remedy, whatever number of systems it touches. All %1 are "
                        "listed, the gravest first."_s.arg(input.issues.size()),
                        true, false};
    QList<Issue> issues = input.issues;
    std::stable_sort(issues.begin(), issues.end(),
                     [](const Issue &a, const Issue &b) { return a.severity > b.severity; });
    for (const Issue &issue : std::as_const(issues)) {
        Pairs pairs;
        const auto say = [&pairs](const QString &label, const QString &value) {
            if (!value.isEmpty())
                pairs.rows << std::pair(label, value);
        };
        say(u"State"_s,
            u"%1, %2 severity, %3 affected"_s.arg(word(Status::Gap, issue.legalStatus, input),
                                                  text::severityWord(issue.severity, input.language).toLower(),
                                                  formatNumber(issue.affectedCount)));
        say(u"Frameworks"_s, issue.frameworks.join(u", "_s));
        say(u"Articles"_s, issue.articleRefs.join(u"; "_s));
        say(u"Why"_s, issue.reason);
        say(u"Root cause"_s, issue.rootCause);
        say(u"Remedy"_s, issue.remedy);
        say(u"Owner, due"_s, u"%1, %2"_s.arg(issue.owner.isEmpty() ? u"no owner yet"_s : issue.owner,
                                             issue.due.isValid() ? longDate(issue.due) : u"no date yet"_s));
        say(u"Response"_s, issue.managementResponse.isEmpty() ? u"none yet"_s : issue.managementResponse);
        blocks << Gap{6} << Heading{2, issue.number + u"  "_s + issue.title, issue.severity, false} << pairs;
        const auto count = issue.findings.size();
        if (input.kind == Template::Board) {
            if (count > 0)
                blocks << Paragraph{
                    u"Its %1 findings are in the attached findings.json and in the full report."_s.arg(count), true,
                    false};
        } else if (count > FindingsPerIssue) {
            blocks << Paragraph{u"Its %1 findings are all listed in the annex."_s.arg(count), true, false};
        } else if (count > 0) {
            blocks << findingsTable(issue, input);
        }
    }
}

void addUnknowns(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Unknown"_s, {}, input.kind == Template::Full}
           << Paragraph{u"What could not be decided is neither met nor failed. Each line says what is missing."_s, true,
                        false};
    Table table{{{u"Framework and rule"_s, 1.7},
                 {u"Requirement"_s, 2.4},
                 {u"Count"_s, 0.7, true},
                 {u"Missing"_s, 1.8},
                 {u"Why, and examples"_s, 2.9}},
                {},
                u"Nothing is unknown."_s};
    for (const UnknownGroup &u : input.unknowns) {
        QString why = u.reason;
        if (!u.examples.isEmpty())
            why += (why.isEmpty() ? QString() : u"\n"_s) + u"e.g. "_s + u.examples.join(u", "_s);
        table.rows << QList<TableCell>{{u.framework + u'\n' + u.rule, Status::Unknown, {}, false, false},
                                       TableCell::of(u.title),
                                       TableCell::number(u.count),
                                       TableCell::of(u.missingAttributes.join(u'\n')),
                                       TableCell::softly(orDash(why))};
    }
    blocks << table;
}

void addAcceptances(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Acceptances"_s, {}, false};
    Table table{{{u"Accepted"_s, 2.6},
                 {u"Reason"_s, 2.8},
                 {u"By"_s, 1.5},
                 {u"On"_s, 1.1},
                 {u"Expires"_s, 1.1},
                 {u"Covers"_s, 0.8, true}},
                {},
                u"No gap has been accepted."_s};
    for (const Acceptance &a : input.acceptances)
        table.rows << QList<TableCell>{{a.subject, Status::Accepted, {}, false, false},
                                       TableCell::of(a.reason),
                                       TableCell::of(a.acceptedBy),
                                       TableCell::of(isoDate(a.acceptedOn)),
                                       TableCell::of(isoDate(a.expires)),
                                       TableCell::number(a.count)};
    blocks << table;
}

void addMethod(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Method"_s, {}, input.kind == Template::Full};
    for (const QString &paragraph : input.method)
        blocks << Paragraph{paragraph, false, false} << Gap{3};
    blocks << Paragraph{u"Missing data is reported as unknown, never as a pass. Shares are given as a range where "
                        "something is unknown. This report is a tool for people who decide; it is not legal advice."_s,
                        false, false}
           << Gap{6} << Heading{2, u"Rule sets"_s, {}, false};
    Table sets{{{u"Rule set"_s, 2.2}, {u"Version"_s, 1.2}, {u"Reviewed by"_s, 2}, {u"Confidence of the readings"_s, 3}},
               {},
               u"No rule set was used."_s};
    for (const RuleSet &set : input.ruleSets) {
        QStringList shares;
        for (const auto &[name, share] : set.confidenceShares)
            shares << u"%1 %2"_s.arg(name, percent(share, 1));
        sets.rows << QList<TableCell>{{set.id, {}, {}, false, true},
                                      TableCell::of(set.version),
                                      TableCell::of(set.reviewer.isEmpty() ? u"not reviewed"_s : set.reviewer),
                                      TableCell::of(orDash(shares.join(u", "_s)))};
    }
    blocks << sets;
    Table sources{{{u"Framework"_s, 1.6}, {u"Clause"_s, 1.2}, {u"Rule"_s, 1.5}, {u"Source"_s, 4.2}}, {}, {}};
    for (const Framework &f : input.frameworks) {
        for (const Requirement &r : f.requirements) {
            if (!r.sourceUrl.isEmpty())
                sources.rows << QList<TableCell>{TableCell::of(f.name), TableCell::of(r.clause),
                                                 TableCell::of(r.ruleId), TableCell::softly(r.sourceUrl)};
        }
    }
    if (!sources.rows.isEmpty() && input.kind == Template::Full)
        blocks << Gap{6} << Heading{2, u"Sources"_s, {}, false} << sources;
}

void addAnnex(QList<Block> &blocks, const ReportInput &input)
{
    bool first = true;
    for (const Issue &issue : input.issues) {
        if (issue.findings.size() <= FindingsPerIssue)
            continue;
        if (first)
            blocks << Heading{1, u"Annex: findings"_s, {}, true};
        first = false;
        blocks << Heading{2,
                          u"%1  %2 (%3 findings)"_s.arg(issue.number, issue.title,
                                                        QString::number(issue.findings.size())),
                          issue.severity, false}
               << findingsTable(issue, input);
    }
}

} // namespace

TableCell TableCell::number(int n)
{
    return {formatNumber(n), {}, {}, n == 0, false};
}

Document buildDocument(const ReportInput &input)
{
    Document document;
    document.title = input.title;
    document.organisation = input.organisation;
    document.asOf = isoDate(input.asOf);
    document.hash = input.dataHash.left(12);
    document.language = input.language;
    document.classification = input.classification;
    document.cover = coverOf(input);
    addSummary(document.blocks, input);
    addCompleteness(document.blocks, input);
    addPlaces(document.blocks, input);
    addFrameworks(document.blocks, input);
    addIssues(document.blocks, input);
    addUnknowns(document.blocks, input);
    addAcceptances(document.blocks, input);
    addMethod(document.blocks, input);
    if (input.kind == Template::Full)
        addAnnex(document.blocks, input);
    return document;
}

} // namespace report
