// SPDX-License-Identifier: GPL-3.0-or-later
// What a board reads: summary, figures, completeness.
#include "report/documentparts.h"

#include "text/reviewtext.h"
#include "text/statustext.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace report {

using domain::LegalStatus;
using domain::Severity;
using domain::Status;
using figures::formatNumber;

namespace {

constexpr qsizetype TopIssues = 5;
constexpr qsizetype TopFacts = 4;
/// Beside what many frameworks say in the first sentence, a board's page holds fewer.
constexpr qsizetype FewIssues = 4;
constexpr qsizetype FewFacts = 2;
constexpr qsizetype NamesInWords = 3;
constexpr qsizetype MostInASentence = 4;

/// What it touches and why, in a sentence each.
QString inWords(const Issue &issue)
{
    QStringList names;
    for (const Finding &f : issue.findings) {
        const QString name = f.name.isEmpty() ? f.key : f.name;
        if (!names.contains(name) && names.size() <= NamesInWords)
            names << name;
    }
    const bool all = issue.affected() <= NamesInWords;
    QString words = text::capitalised(countWords(issue));
    names = names.mid(0, NamesInWords);
    if (!names.isEmpty())
        words += (all ? u": "_s : u", among them "_s) + names.join(u", "_s);
    if (!words.endsWith(u'.'))
        words += u'.';
    if (!issue.rootCause.isEmpty() && !issue.title.contains(issue.rootCause))
        words += u" Cause: "_s + issue.rootCause + (issue.rootCause.endsWith(u'.') ? QString() : u"."_s);
    if (!issue.owner.isEmpty())
        words += u" Answers for it: "_s + planWords(issue) + u'.';
    return words;
}

Table issuesInWords(const QList<Issue> &issues, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    Table table{{{u"Severity"_s, 1.1}, {u"Issue"_s, 5.6}, {u"State"_s, 1.7}}, {}, {}, false};
    if (full)
        table.columns << Column{u"Page"_s, 0.6, true};
    for (const Issue &issue : issues) {
        QList<TableCell> row{TableCell::graded(issue.severity, text::capitalised(text::severityWord(issue.severity, input.language))),
                             TableCell::led(issue.number + u"  "_s + issue.title, inWords(issue)), TableCell::of(stateWords(issue))};
        if (full)
            row << TableCell::page(issue.number);
        table.rows << row;
    }
    return table;
}

/// " Met: 79 % to 96 % of General Data Protection Regulation, ...": law, schemes and own policy are never added up. Of many frameworks
/// those with the most findings, and how many have nothing to judge here.
QString metByFramework(const ReportInput &input)
{
    QList<const Framework *> judged;
    for (const Framework &f : input.frameworks) {
        if (f.counts.applicable() > 0)
            judged << &f;
    }
    const bool many = judged.size() > MostInASentence;
    const qsizetype idle = input.frameworks.size() - judged.size();
    QString words;
    if (idle > 0)
        words = u" %1 of the frameworks %2 nothing to judge here."_s.arg(idle).arg(idle == 1 ? u"has"_s : u"have"_s);
    if (many) {
        // The weightiest first: what own policy finds weak never outweighs a gap in law.
        const auto weight = [](const Framework *f) {
            const text::Tally found = f->tally();
            return std::tuple(found.gaps, found.notMet, found.weak);
        };
        std::stable_sort(judged.begin(), judged.end(), [&weight](const Framework *a, const Framework *b) { return weight(a) > weight(b); });
        judged = judged.mid(0, MostInASentence);
    }
    QStringList parts;
    for (const Framework *f : std::as_const(judged)) {
        QStringList beside;
        const QList<Framework::Part> all = f->parts();
        for (const Framework::Part &part : all.sliced(1)) {
            if (part.counts.applicable() > 0)
                beside << u"%1: %2"_s.arg(text::rulesBesideWord(part.legalStatus, input.language), metRange(part.counts));
        }
        QStringList notes;
        if (const QString covered = coverageWords(*f); !covered.isEmpty())
            notes << covered;
        if (!beside.isEmpty())
            notes << u"beside it, %1"_s.arg(beside.join(u", "_s));
        parts << u"%1 of %2"_s.arg(metRange(all.constFirst().counts), f->name) + (notes.isEmpty() ? QString() : u" (%1)"_s.arg(notes.join(u"; "_s)));
    }
    const bool covered = std::any_of(judged.cbegin(), judged.cend(), [](const Framework *f) { return f->coverage.all > 0; });
    const StatusCounts &all = totalsOf(input).all;
    const bool open = all.of(Status::Unknown) + all.of(Status::Error) > 0;
    return words + (many ? u" Met of those with the most gaps: "_s : u" Met: "_s) + parts.join(u", "_s) + (open ? u"; a range is what is not known."_s : u"."_s) + (covered ? u" In brackets: how many of its articles or controls are looked at."_s : QString()) +
           (many ? u" The chapter on frameworks has all of them."_s : QString());
}

void addTiles(QList<Block> &blocks, const ReportInput &input, const Totals &totals, int open)
{
    const StatusCounts &all = totals.all;
    const auto gapTone = [](int n) { return n > 0 ? figures::Tone::Critical : figures::Tone::Ink; };
    blocks << Tiles{{{formatNumber(totals.law),
                      text::gapHeading(LegalStatus::Law, input.language),
                      u"results in which law is not kept"_s,
                      gapTone(totals.law),
                      {}},
                     {formatNumber(totals.notMet),
                      text::gapHeading(LegalStatus::Scheme, input.language),
                      u"of schemes, programmes and standards"_s,
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
                     {formatNumber(open), u"Unknown"_s, u"neither met nor failed: data is missing"_s, figures::Tone::Unknown,
                      Status::Unknown},
                     {formatNumber(all.of(Status::Accepted)), u"Accepted"_s, u"signed, with a date of expiry"_s,
                      figures::Tone::Accepted, Status::Accepted}}};
}

} // namespace

void addGuide(QList<Block> &blocks, const ReportInput &input)
{
    Table words{{{u"Word"_s, 1.3}, {u"What it means"_s, 6}}, {}, {}, false};
    const auto add = [&](Status status, LegalStatus legal, const QString &meaning) {
        words.rows << QList<TableCell>{TableCell::withSign(status, statusWord(status, legal, input)), TableCell::of(meaning)};
    };
    add(Status::Pass, LegalStatus::Law, u"The facts on record meet the requirement."_s);
    add(Status::Gap, LegalStatus::Law, u"Binding law is not met, as a fact or a declared absence shows."_s);
    add(Status::Gap, LegalStatus::Scheme, u"The same for a scheme, a programme or a standard."_s);
    add(Status::Gap, LegalStatus::OwnPolicy, u"The same for the organisation's own policy."_s);
    add(Status::Unknown, LegalStatus::Law, u"A fact that decides has not been said. It is never counted as met, and never as a gap."_s);
    add(Status::NotApplicable, LegalStatus::Law, u"The requirement does not concern this thing."_s);
    add(Status::Accepted, LegalStatus::Law, u"A gap that somebody other than who asked has signed for, until a day."_s);
    QStringList grades;
    for (int i = domain::SeverityCount - 1; i >= 0; --i)
        grades << text::severityWord(static_cast<Severity>(i), input.language).toLower();
    blocks << Gap{22} << Heading{3, u"How to read this report"_s, {}, false, false, {}} << words
           << Paragraph{u"The sign of a gap shows its severity: %1. An issue gathers the findings of one cause, whatever number of things they are on. A finding is a gap, not met or weak; it is open until it is mended or accepted. What is unknown is counted apart, and is no finding."_s.arg(grades.join(u", "_s)),
                        true, false};
}

void addSummary(QList<Block> &blocks, const ReportInput &input)
{
    const Totals totals = totalsOf(input);
    const StatusCounts &all = totals.all;
    const int open = all.of(Status::Unknown) + all.of(Status::Error);
    const bool many = input.frameworks.size() > FewFrameworks;
    const qsizetype topIssues = many ? FewIssues : TopIssues;
    blocks << Heading{1, u"Summary"_s, {}, true, true, {}};
    if (all.total() == 0 && input.leftOut.rules > 0) {
        blocks << Paragraph{u"No rule is reviewed yet that was judged here, so that nothing is counted and no percentage can be said. Record your counsel's reviews on the Frameworks page, or with `bailiwick-cli review-rule`."_s, false, true};
    } else if (all.total() == 0) {
        blocks << Paragraph{u"Nothing has been judged: no framework has a result for anything in this workspace. Choose frameworks, "
                            "import the inventory (exports of the cloud accounts, registers as CSV) and evaluate; then write this "
                            "report again. Until then it says nothing about the organisation, neither good nor bad."_s,
                            false, true};
    } else {
        blocks << Paragraph{
            u"As of %1, %2 due in %3. A result is one requirement for one thing. %4 of them are decided.%5"_s.arg(
                longDate(input.asOf), counted(all.applicable(), u"result was"_s, u"results were"_s),
                counted(input.frameworks.size(), u"framework"_s, u"frameworks"_s), percent(all.decided(), all.applicable()), metByFramework(input)),
            false, false};
    }
    if (input.reviewedOnly) {
        const QString apart = text::answersApartWords(input.leftOut);
        blocks << Paragraph{u"Only rules that your counsel has reviewed are counted here. Left out: %1."_s.arg(text::leftOutWords(input.leftOut)) + (apart.isEmpty() ? QString() : u" Apart from them, %1."_s.arg(apart)), false, true};
    }
    blocks << Gap{4};
    addTiles(blocks, input, totals, open);
    const QList<Issue> issues = sortedIssues(input);
    if (issues.isEmpty()) {
        blocks << Paragraph{open > 0           ? u"No issue is open. What is unknown may still hide one."_s
                            : all.total() == 0 ? (input.leftOut.rules > 0 ? u"No issue is told of, since none rests on a reviewed rule."_s : u"No issue can be open before something is judged."_s)
                                               : u"No issue is open."_s,
                            false, true};
    } else {
        std::array<int, domain::SeverityCount> by{};
        for (const Issue &issue : issues)
            ++by.at(static_cast<std::size_t>(issue.severity));
        QStringList grades;
        for (int i = domain::SeverityCount - 1; i >= 0; --i) {
            if (const int n = by.at(static_cast<std::size_t>(i)); n > 0)
                grades << u"%1 %2"_s.arg(n).arg(text::severityWord(static_cast<Severity>(i), input.language).toLower());
        }
        const auto critical = static_cast<qsizetype>(by.at(static_cast<std::size_t>(Severity::Critical)));
        // The summary is one page: where not all that are critical have room, its last line says how many more there are, and where.
        const qsizetype shown = critical > topIssues ? topIssues - 1 : topIssues;
        Table gravest = issuesInWords(issues.mid(0, shown), input);
        if (shown < critical) {
            QStringList numbers;
            for (const Issue &issue : issues.mid(shown, critical - shown))
                numbers << issue.number;
            const bool full = input.kind == Template::Full;
            QList<TableCell> rest{TableCell::graded(Severity::Critical, text::capitalised(text::severityWord(Severity::Critical, input.language))),
                                  TableCell::led(counted(critical - shown, u"more critical issue"_s, u"more critical issues"_s),
                                                 u"%1: in the chapter \u201c%2\u201d."_s.arg(numbers.join(u", "_s), full ? u"List of issues"_s : u"The gravest issues"_s)),
                                  TableCell::of(QString())};
            if (full)
                rest << TableCell::page(issues.at(shown).number);
            gravest.rows << rest;
        }
        blocks << Heading{3, u"What stands out"_s, {}, false, false, {}}
               << Paragraph{u"%1: %2. %3"_s.arg(counted(issues.size(), u"issue is open"_s, u"issues are open"_s), grades.join(u", "_s),
                                                issues.size() > shown ? u"The gravest:"_s : QString()),
                            true, false}
               << gravest;
    }
    if (open > 0) {
        blocks << Heading{3, u"What is not known"_s, {}, false, false, {}};
        Pairs facts{{}, true};
        for (const MissingFact &m : input.missing.mid(0, many ? FewFacts : TopFacts))
            facts.rows << std::pair(counted(m.results, u"result"_s, u"results"_s),
                                    u"\u201c%1\u201d is not said of %2 %3. Can answer: %4."_s.arg(m.fact, formatNumber(m.things), m.kind, m.whoAnswers));
        if (!facts.rows.isEmpty())
            blocks << Paragraph{u"%1 unknown. The facts that most of them wait for:"_s.arg(counted(open, u"result is"_s, u"results are"_s)), true, false}
                   << facts;
        else
            blocks << Paragraph{u"%1 unknown; the chapter Unknown says what is missing."_s.arg(
                                    counted(open, u"result is"_s, u"results are"_s)),
                                false, false};
    }
    blocks << Heading{3, u"How complete the inventory is"_s, {}, false, false, {}};
    QStringList notes;
    for (const Note &note : input.completeness)
        notes << note.text;
    blocks << Paragraph{notes.isEmpty() ? u"No register was imported to compare the inventory with: how complete it is, is unknown."_s
                                        : notes.join(u' '),
                        true, false};
}

void addCompleteness(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Completeness of the population"_s, {}, false, true, {}};
    Table warnings{{{{}, 0.9}, {{}, 6}}, {}, {}, false};
    QList<Block> notes;
    for (const Note &note : input.completeness) {
        if (note.warning)
            warnings.rows << QList<TableCell>{TableCell::graded(Severity::High, u"Warning"_s), TableCell::of(note.text)};
        else
            notes << Paragraph{note.text, false, false};
    }
    if (input.completeness.isEmpty())
        blocks << Paragraph{u"No register was imported to compare the inventory with: how complete it is, is unknown."_s, false,
                            false};
    if (!warnings.rows.isEmpty())
        blocks << warnings << Gap{4};
    blocks << notes;
    qint64 records = 0;
    for (const InputFile &file : input.inputs)
        records += file.records;
    if (input.inputs.isEmpty())
        blocks << Paragraph{u"No file was imported. What is here was typed in, or there is nothing."_s, false, false};
    else
        blocks << Paragraph{u"Read from %1 with %2.%3"_s.arg(
                                counted(input.inputs.size(), u"file"_s, u"files"_s), counted(records, u"record"_s, u"records"_s),
                                input.kind == Template::Full ? u" The annex lists each with its day and its hash."_s
                                                             : u" The full report lists each with its day and its hash."_s),
                            false, false};
}

void addFigures(QList<Block> &blocks, const ReportInput &input)
{
    if (input.maps.isEmpty() && input.charts.isEmpty() && input.providers.isEmpty())
        return;
    blocks << Heading{1, u"Places, providers and charts"_s, {}, true, true, {}};
    const bool placed = std::any_of(input.maps.begin(), input.maps.end(), [](const figures::MapData &m) { return !m.countries.isEmpty() || !m.sites.isEmpty(); });
    if (!placed && !input.maps.isEmpty())
        blocks << Paragraph{u"No place of an IT system is known, so there is no map. Places come with the exports of the cloud accounts, or with a "
                            "register of locations and systems."_s,
                            false, false};
    for (const figures::MapData &map : placed ? input.maps : QList<figures::MapData>())
        blocks << Heading{3, map.metric, {}, false, false, {}}
               << FigureBlock{map,
                              u"Unit: %1, those that support others included, by place: one that stands in several places counts in each. Colour: how many stand in the country; hatched: not known; dot: a site, larger for more%3. Source: "
                              "the inventory as of %2; places of regions from the reference data."_s.arg(map.unit, isoDate(input.asOf), map.arcs.isEmpty() ? QString() : u"; arc: transfers of personal data, thick at the exporter and thin at the importer, by the worst result"_s),
                              map.view == figures::MapView::Europe ? 300.0 : 250.0}
               << Gap{4};
    for (const Chart &chart : input.charts) {
        blocks << Heading{3, chart.title, {}, false, false, {}};
        std::visit(
            [&](const auto &data) {
                blocks << FigureBlock{data, chart.caption, chart.heightPoints};
            },
            chart.data);
        blocks << Gap{8};
    }
    if (input.providers.isEmpty())
        return;
    blocks << Heading{2, u"Providers"_s, {}, false, true, {}};
    Table table{{{u"Provider"_s, 2},
                 {u"Seat"_s, 0.5},
                 {u"Parent in"_s, 0.6},
                 {u"Role"_s, 0.9},
                 {u"IT systems"_s, 0.75, true},
                 {u"AI models"_s, 0.7, true},
                 {u"Laws that may reach it"_s, 5.4},
                 {u"Contracts"_s, 1.7}},
                {},
                {},
                false};
    for (const ProviderRow &p : input.providers)
        table.rows << QList<TableCell>{TableCell::strongly(p.name),           TableCell::of(orDash(p.establishedIn)),
                                       TableCell::of(orDash(p.parentIn)),     TableCell::of(orDash(p.role)),
                                       TableCell::number(p.systems),          TableCell::number(p.models),
                                       TableCell::of(orDash(p.foreignReach)), TableCell::of(orDash(p.contract))};
    blocks << table
           << Paragraph{u"Providers of the systems that are judged and of the models in use; others, and what merely supports a system or is on offer, stand in the inventory. Seat and parent: countries as ISO codes. Laws: those on access to data by authorities from outside the sovereign "
                        "zone, under which the provider may be compelled if a court has jurisdiction and the provider has possession, custody or control. In part: only a "
                        "subsidiary or a business of the group there is reached. Source: the inventory and the reference data."_s,
                        true, false};
}

} // namespace report
