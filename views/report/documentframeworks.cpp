// SPDX-License-Identifier: GPL-3.0-or-later
// Requirements by framework, acceptances, method, files and sources.
#include "report/documentparts.h"

#include "text/mappingtext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace report {

using domain::Status;

namespace {

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

/// What counsel said of a framework's rules.
struct Reviewed
{
    int rules = 0, reviewed = 0, disagreed = 0;
};

Reviewed reviewedOf(const Framework &f)
{
    Reviewed out;
    for (const Requirement &r : f.requirements) {
        if (r.byPeople)
            continue;
        ++out.rules;
        out.reviewed += r.review.counts() ? 1 : 0;
        out.disagreed += r.review.disagrees() ? 1 : 0;
    }
    return out;
}

/// "none of 31", "12 of 31; 1 disagreed with".
QString reviewedWords(const Reviewed &r)
{
    const QString words = r.rules == 0 ? u"\u2013"_s : r.reviewed == 0 ? u"none of %1"_s.arg(r.rules) : u"%1 of %2"_s.arg(r.reviewed).arg(r.rules);
    return r.disagreed == 0 ? words : words + u"; %1 disagreed with"_s.arg(r.disagreed);
}

/// A line each for what is met of its own, and of what stands beside it under another word.
QString metLines(const Framework &f)
{
    QStringList lines;
    for (const Framework::Part &part : f.parts()) {
        if (part.counts.applicable() > 0 || lines.isEmpty())
            lines << (lines.isEmpty() ? metRange(part.counts) : u"%1: %2"_s.arg(text::rulesBesideWord(part.legalStatus), metRange(part.counts)));
    }
    return lines.join(u'\n');
}

Table overviewOf(const ReportInput &input)
{
    Table table{{{u"Framework"_s, 2.8},
                 {u"Status of law"_s, 1.0},
                 {u"Where"_s, 0.7},
                 {u"Met"_s, 1.8},
                 {u"Articles or controls"_s, 1.7},
                 {u"Findings"_s, 1.4},
                 {u"Unknown"_s, 0.9, true},
                 {u"Accepted"_s, 0.9, true},
                 {u"Rules reviewed"_s, 1.1}},
                {},
                u"No framework was chosen. Choose one in the Frameworks list, or with `bailiwick-cli choose`."_s,
                false};
    for (const Framework &f : input.frameworks) {
        if (f.counts.total() == 0 && input.frameworks.size() > FewFrameworks)
            continue;
        table.rows << QList<TableCell>{TableCell::strongly((f.name + u' ' + f.version).trimmed()),
                                       TableCell::of(text::legalStatusWord(f.legalStatus, input.language)),
                                       TableCell::of(orDash(f.jurisdiction)),
                                       TableCell::of(metLines(f)),
                                       TableCell::of(orDash(coverageWords(f))),
                                       TableCell::of(orDash(text::tallyWords(f.tally(), input.language))),
                                       TableCell::number(f.counts.of(Status::Unknown) + f.counts.of(Status::Error)),
                                       TableCell::number(f.counts.of(Status::Accepted)),
                                       TableCell::of(reviewedWords(reviewedOf(f)))};
    }
    return table;
}

Table requirementsOf(const Framework &f, const ReportInput &input)
{
    Table table{{{u"Rule"_s, 1.3},
                 {u"Requirement"_s, 10},
                 {u"State"_s, 1.15},
                 {u"Pass"_s, 0.5, true},
                 {f.parts().size() > 1 ? u"Open"_s : statusWord(Status::Gap, f.legalStatus, input), 0.5, true},
                 {u"Unkn."_s, 0.5, true},
                 {u"N/a"_s, 0.5, true},
                 {u"Acc."_s, 0.5, true}},
                {},
                u"No requirement of this framework was evaluated."_s,
                false};
    for (const Requirement &r : f.requirements) {
        const Status status = worst(r.counts);
        QString notes = r.requirement;
        QStringList small;
        if (r.ourStandard)
            small << u"threshold: our standard"_s;
        if (!r.toConfirm.isEmpty())
            small << u"to be confirmed: "_s + r.toConfirm;
        // What nobody has reviewed has a sign only: it may be said of every row.
        if (r.review.isRecorded())
            small << text::reviewWords(r.review);
        if (!small.isEmpty())
            notes += (notes.isEmpty() ? QString() : u"\n"_s) + u"["_s + small.join(u"; "_s) + u']';
        TableCell state = r.switchedOff           ? TableCell::softly(u"Switched off"_s)
                          : r.counts.total() == 0 ? TableCell::softly(u"Nothing to judge"_s)
                                                : TableCell::withSign(status, statusWord(status, r.legalStatus, input));
        if (r.counts.total() > 0)
            state.grade = r.severity;
        table.rows << QList<TableCell>{r.byPeople ? TableCell::led(r.clause, u"answered by people"_s) : TableCell::led(r.ruleId + text::reviewSign(r.review), r.clause),
                                       TableCell::led(r.title, notes),
                                       state,
                                       TableCell::number(r.counts.of(Status::Pass)),
                                       TableCell::number(r.counts.of(Status::Gap)),
                                       TableCell::number(r.counts.of(Status::Unknown) + r.counts.of(Status::Error)),
                                       TableCell::number(r.counts.of(Status::NotApplicable) + r.counts.of(Status::NotYetApplicable)),
                                       TableCell::number(r.counts.of(Status::Accepted))};
    }
    return table;
}

/// What is left out of every count because somebody switched its rule off. Empty where nothing is.
QString leftOut(const ReportInput &input)
{
    qint64 rules = 0;
    StatusCounts left;
    for (const RuleSet &set : input.ruleSets) {
        for (const RuleSetChange &c : set.changes) {
            if (!c.off)
                continue;
            ++rules;
            for (int s = 0; s < domain::StatusCount; ++s)
                left.add(static_cast<Status>(s), c.left.of(static_cast<Status>(s)));
        }
    }
    if (rules == 0)
        return {};
    return u"%1 switched off, for the reasons under Method: %2 and %3 are in none of these counts."_s.arg(
        counted(rules, u"rule is"_s, u"rules are"_s), counted(left.of(Status::Gap), u"finding"_s, u"findings"_s),
        counted(left.of(Status::Unknown) + left.of(Status::Error), u"unknown result"_s, u"unknown results"_s));
}

Table changesTable(const ReportInput &input)
{
    Table table{{{u"Rule set"_s, 1.4}, {u"Rule or threshold"_s, 2.2}, {u"Change"_s, 2}, {u"By, since"_s, 1.5}, {u"Why"_s, 3}, {u"Left out"_s, 1.4}}, {}, {}, false};
    for (const RuleSet &set : input.ruleSets) {
        for (const RuleSetChange &c : set.changes)
            table.rows << QList<TableCell>{TableCell::of(set.id), TableCell::of(c.subject), TableCell::of(c.words),
                                           TableCell::led(orDash(c.who), c.since.isValid() ? isoDate(c.since) : QString()), TableCell::of(orDash(c.why)),
                                           TableCell::of(c.off ? u"%1, %2 unknown"_s.arg(counted(c.left.of(Status::Gap), u"finding"_s, u"findings"_s),
                                                                                         figures::formatNumber(c.left.of(Status::Unknown) + c.left.of(Status::Error)))
                                                               : u"\u2013"_s)};
    }
    return table;
}

constexpr qsizetype NumbersNamed = 16;

/// What follows from elsewhere; where its mappings come from stands once below, by number.
void addAttested(QList<Block> &blocks, const Framework &f, const ReportInput &input)
{
    if (f.attested.isEmpty())
        return;
    Table table{{{u"Requirements"_s, 3.4}, {u"State"_s, 1.15}, {u"What was said, and on what it rests"_s, 6}}, {}, {}, false};
    for (const Attested &a : f.attested) {
        QStringList notes;
        if (!a.why.isEmpty())
            notes << a.why;
        notes << (a.evidence.isEmpty() ? u"No evidence is named."_s : u"Evidence: "_s + a.evidence);
        table.rows << QList<TableCell>{TableCell::of(a.requirements.join(u"; "_s)), TableCell::withSign(a.status, statusWord(a.status, f.legalStatus, input)), TableCell::led(a.words, notes.join(u'\n'))};
    }
    blocks << Heading{3, u"What people say of requirements as a whole"_s, {}, false, false, {}} << table;
}

void addServed(QList<Block> &blocks, const Framework &f)
{
    if (f.served.isEmpty())
        return;
    QStringList sources;
    Table table{{{u"Requirements"_s, 2.6}, {u"From"_s, 3.4}, {u"What follows"_s, 5}, {u"Note"_s, 0.6, true}}, {}, {}, false};
    for (const Served &s : f.served) {
        QString numbers = s.requirements.mid(0, NumbersNamed).join(u", "_s);
        if (s.requirements.size() > NumbersNamed)
            numbers += u" and %1 more"_s.arg(s.requirements.size() - NumbersNamed);
        if (!sources.contains(s.source))
            sources << s.source;
        const QString lead = s.certificate ? u"Evidence"_s : s.refutes ? u"Can't be met as long as that is not"_s : u"Served"_s;
        table.rows << QList<TableCell>{TableCell::strongly(numbers), TableCell::of(s.by), TableCell::led(lead, text::capitalised(s.how)),
                                       TableCell::number(static_cast<int>(sources.indexOf(s.source)) + 1)};
    }
    blocks << Heading{3, u"What other frameworks and certificates say of it"_s, {}, false, false, {}} << table
           << Paragraph{u"None of this is a result of its own: a gap stays a gap. A certificate speaks only for the services that it covers."_s, true, false};
    for (qsizetype i = 0; i < sources.size(); ++i)
        blocks << Paragraph{u"Note %1: %2"_s.arg(i + 1).arg(sources.at(i)), true, false};
}

/// "804 met; 26 gaps; 155 unknown; 380 not applicable; 0 accepted."
QString countsSentence(const Framework::Part &part, const ReportInput &input)
{
    text::Tally open;
    open.add(part.legalStatus, part.counts.of(Status::Gap));
    const QString found = open.total() > 0 ? text::tallyWords(open, input.language) : u"no finding"_s;
    return u"%1 met; %2; %3 unknown; %4 not applicable; %5 accepted."_s.arg(
        figures::formatNumber(part.counts.of(Status::Pass)), found, figures::formatNumber(part.counts.of(Status::Unknown) + part.counts.of(Status::Error)),
        figures::formatNumber(part.counts.of(Status::NotApplicable) + part.counts.of(Status::NotYetApplicable)), figures::formatNumber(part.counts.of(Status::Accepted)));
}

constexpr qsizetype RemarksForBoard = 12;

/// What counsel remarked; what was said of several rules alike stands once.
void addRemarks(QList<Block> &blocks, const ReportInput &input)
{
    QList<std::pair<QString, QStringList>> said;
    for (const RuleRemark &remark : input.remarks) {
        const QString words = text::capitalised(remark.words) + (remark.leftOut ? u" (not counted here)"_s : QString());
        auto same = std::find_if(said.begin(), said.end(), [&words](const auto &one) { return one.first == words; });
        if (same == said.end())
            same = said.insert(said.end(), std::pair(words, QStringList()));
        same->second << remark.rule;
    }
    if (said.isEmpty())
        return;
    Table table{{{u"Rules"_s, 3}, {u"What your counsel said"_s, 7}}, {}, {}, false};
    const qsizetype shown = input.kind == Template::Full ? said.size() : std::min(RemarksForBoard, said.size());
    for (const auto &[words, rules] : std::as_const(said).mid(0, shown)) {
        QString numbers = rules.mid(0, NumbersNamed).join(u", "_s);
        if (rules.size() > NumbersNamed)
            numbers += u" and %1 more"_s.arg(rules.size() - NumbersNamed);
        table.rows << QList<TableCell>{TableCell::strongly(numbers), TableCell::of(words)};
    }
    blocks << Heading{3, u"Remarks of your counsel"_s, {}, false, false, {}} << table;
    if (shown < said.size())
        blocks << Paragraph{u"%1 more stand in the full report."_s.arg(counted(said.size() - shown, u"remark"_s, u"remarks"_s)), true, false};
}

} // namespace

void addFrameworks(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    blocks << Heading{1, full ? u"Requirements by framework"_s : u"Frameworks"_s, {}, false, true, {}}
           << overviewOf(input);
    if (input.frameworks.isEmpty())
        return;
    QStringList idle;
    for (const Framework &f : input.frameworks) {
        if (f.counts.total() == 0 && input.frameworks.size() > FewFrameworks)
            idle << (f.name + u' ' + f.version).trimmed();
    }
    if (!idle.isEmpty())
        blocks << Paragraph{u"Chosen too, with nothing to judge in this inventory: %1."_s.arg(idle.join(u"; "_s)), false, false};
    blocks << Paragraph{u"Binding law has gaps; schemes, programmes and standards are not met; own policy is weak. They are never added up. Met: "
                        "what is met for certain, to what could be met if all that is unknown turned out well; of the results of its rules, which look at a part of its articles or controls."_s,
                        true, false};
    if (const QString left = leftOut(input); !left.isEmpty())
        blocks << Paragraph{left, false, false};
    addRemarks(blocks, input);
    if (!full)
        return;
    blocks << Paragraph{u"In the tables: numbers count things judged; N/a includes what does not apply yet; state is the worst of "
                        "them. A rule marked %1 is not yet reviewed by your counsel (or was, before it changed); with one marked %2 your counsel disagrees."_s
                            .arg(QString::fromUtf16(text::NotReviewedSign), QString::fromUtf16(text::DisagreedSign)),
                        true, false};
    for (const Framework &f : input.frameworks) {
        blocks << Gap{6} << Heading{2, (f.name + u' ' + f.version).trimmed(), {}, false, true, {}};
        QStringList parts;
        for (const Framework::Part &part : f.parts())
            parts << (parts.isEmpty() ? QString() : u"Beside it, %1: "_s.arg(text::rulesBesideWord(part.legalStatus))) + countsSentence(part, input);
        blocks << Paragraph{u"%1, %2. %3"_s.arg(text::capitalised(text::legalStatusWord(f.legalStatus, input.language)), orDash(f.jurisdiction), parts.join(u' ')), true, false};
        if (const rules::Coverage &c = f.coverage; c.all > 0) {
            const auto some = [](qsizetype n, const QString &one, const QString &many) { return u"%1 %2"_s.arg(figures::formatNumber(static_cast<double>(n)), n == 1 ? one : many); };
            blocks << Paragraph{u"Of its %1 %2 fully decided from the inventory and %3 answered by people%4; %5, %6, %7, and %8 out of a dashboard's reach, to be judged elsewhere.%9"_s.arg(
                                    some(c.all, u"article or control"_s, u"articles or controls"_s), some(c.decided, u"is"_s, u"are"_s), figures::formatNumber(c.answered), text::servedWords(c.served),
                                    some(c.open, u"is undecided"_s, u"are undecided"_s), some(c.notConcerned, u"concerns nothing here"_s, u"concern nothing here"_s),
                                    some(c.notYet, u"applies later"_s, u"apply later"_s), some(c.outOfReach, u"is"_s, u"are"_s),
                                    text::apartWords(c.evidenced, c.refuted) + text::besideWords(c.beside) + text::unrecordedWords(f.unrecorded)),
                                true, false};
        }
        blocks << requirementsOf(f, input);
        addAttested(blocks, f, input);
        addServed(blocks, f);
    }
}

namespace {

constexpr int SoonDays = 90;
constexpr int NamesForBoard = 3;

/// A board reads decisions, not rules: what one decision says of several rules becomes one line. Those that end first come first.
QList<Acceptance> byDecision(const QList<Acceptance> &all)
{
    QList<Acceptance> out;
    for (Acceptance a : all) {
        const auto known = std::find_if(out.begin(), out.end(), [&a](const Acceptance &o) {
            return o.reason == a.reason && o.requestedBy == a.requestedBy && o.approvedBy == a.approvedBy && o.acceptedOn == a.acceptedOn
                   && o.expires == a.expires && o.ended == a.ended;
        });
        if (known == out.end()) {
            out << a;
            continue;
        }
        known->title += u"; "_s + a.title;
        known->ruleId += u", "_s + a.ruleId;
        known->results += a.results;
        for (const QString &name : std::as_const(a.names)) {
            if (!known->names.contains(name))
                known->names << name;
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.expires < b.expires; });
    return out;
}

Table acceptanceTable(const QString &ending)
{
    return {{{u"Rule, and what is accepted"_s, 3.3}, {u"Why"_s, 4.1}, {u"Decided by"_s, 2.5}, {ending, 1.1}, {u"Results"_s, 0.65, true}}, {}, {}, false};
}

QList<TableCell> acceptanceRow(const Acceptance &a, bool full)
{
    const qsizetype shown = full ? a.names.size() : std::min<qsizetype>(a.names.size(), NamesForBoard);
    QString names = a.names.mid(0, shown).join(u"; "_s);
    if (shown < a.names.size())
        names += u" and %1 more"_s.arg(a.names.size() - shown);
    // A board reads what is accepted; the rules' ids stand small below it.
    TableCell what = full ? TableCell::led((a.ruleId + u' ' + a.title).trimmed(), names) : TableCell::led(a.title, names + u'\n' + a.ruleId);
    what.sign = a.ended.isEmpty() ? Status::Accepted : Status::Gap;
    return {what, TableCell::of(a.reason), TableCell::led(a.approvedBy, u"asked for by %1\non %2"_s.arg(a.requestedBy, isoDate(a.acceptedOn))),
            TableCell::of(a.ended.isEmpty() ? isoDate(a.expires) : text::capitalised(a.ended)), TableCell::number(a.results)};
}

/// The rows of what holds, or of what has ended; for a board no more than a page holds, and a word of the rest.
void addTable(QList<Block> &blocks, const QString &heading, const QList<Acceptance> &rows, bool full)
{
    if (rows.isEmpty())
        return;
    Table table = acceptanceTable(rows.constFirst().ended.isEmpty() ? u"Expires"_s : u"Ended"_s);
    const qsizetype shown = full ? rows.size() : std::min<qsizetype>(rows.size(), BoardAcceptances);
    for (const Acceptance &a : rows.mid(0, shown))
        table.rows << acceptanceRow(a, full);
    blocks << Heading{2, heading, {}, false, false, {}} << table;
    if (shown < rows.size())
        blocks << Paragraph{u"%1 stand in the full report and in the attached findings.json."_s.arg(counted(rows.size() - shown, u"more decision"_s, u"more decisions"_s)), true, false};
}

} // namespace

void addAcceptances(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    QList<Acceptance> standing;
    QList<Acceptance> ended;
    int accepted = 0;
    int soon = 0;
    for (const Acceptance &a : input.acceptances) {
        (a.ended.isEmpty() ? standing : ended) << a;
        if (!a.ended.isEmpty())
            continue;
        accepted += a.results;
        if (input.asOf.daysTo(a.expires) <= SoonDays)
            soon += a.results;
    }
    const QString count = accepted == 0 ? u"Nothing is accepted"_s : accepted == 1 ? u"One result is accepted"_s : u"%1 results are accepted"_s.arg(figures::formatNumber(accepted));
    blocks << Heading{1, u"Acceptances"_s, {}, false, true, {}}
           << Paragraph{u"Own policy, schemes and programmes can be accepted for a time by the business owner; binding law can't. An acceptance ends on the "
                        "day that it names, or when the facts that it rests on change; then the gap is open again. %1%2."_s
                            .arg(count, soon == 0 ? QString() : soon == accepted ? u", for no more than %1 days from now"_s.arg(SoonDays) : u", %1 of them for no more than %2 days from now"_s.arg(figures::formatNumber(soon)).arg(SoonDays)),
                        true, false};
    if (full) {
        for (const Framework &f : input.frameworks) {
            QList<Acceptance> ofIt = standing;
            ofIt.removeIf([&f](const Acceptance &a) { return a.framework != f.id; });
            addTable(blocks, f.name, ofIt, true);
        }
    } else {
        addTable(blocks, u"Decisions in force, those that end first"_s, byDecision(standing), false);
    }
    addTable(blocks, u"Ended, and open again"_s, full ? ended : byDecision(ended), full);
}

void addMethod(QList<Block> &blocks, const ReportInput &input)
{
    const bool full = input.kind == Template::Full;
    blocks << Heading{1, u"Method"_s, {}, false, true, {}};
    for (const QString &paragraph : input.method)
        blocks << Paragraph{paragraph, false, false};
    blocks << Paragraph{u"Missing data is reported as unknown, never as a pass. Shares are given as a range where "
                        "something is unknown. This report is a tool for people who decide; it is not legal advice."_s,
                        false, false};
    if (!input.sampleNote.isEmpty())
        blocks << Paragraph{input.sampleNote, false, true};
    blocks << Heading{2, u"Rule sets"_s, {}, false, false, {}};
    Table sets{{{u"Rule set"_s, 2}, {u"Version"_s, 0.8}, {u"Text"_s, 4}, {u"Rules reviewed"_s, 1.2}, {u"How sure the readings are"_s, 1.7}},
               {},
               u"No rule set was used."_s,
               false};
    for (const RuleSet &set : input.ruleSets) {
        QStringList shares;
        for (const auto &[name, share] : set.confidenceShares)
            shares << u"%1 %2"_s.arg(name, percent(share, 1));
        sets.rows << QList<TableCell>{TableCell::led(set.name.isEmpty() ? set.id : set.name, set.name.isEmpty() ? QString() : set.id),
                                      TableCell::of(orDash(set.version)),
                                      TableCell::of(orDash((set.citation + u'\n' + set.url).trimmed())),
                                      TableCell::of(reviewedWords({set.rules, set.reviewed, set.disagreed}) + (set.reviewer.isEmpty() ? QString() : u"\nthe set names %1"_s.arg(set.reviewer))),
                                      TableCell::of(orDash(shares.join(u", "_s)))};
    }
    blocks << sets;
    if (const Table changes = changesTable(input); !changes.rows.isEmpty())
        blocks << Heading{2, u"Changes to rule sets"_s, {}, false, false, {}} << changes;
    blocks << Pairs{{{u"Data hash"_s, orDash(input.dataHash)},
                     {u"Hash of"_s, u"SHA-256 of the results and of the chain of all changes to the workspace up to them. The same "
                                          "workspace gives the same hash and the same report."_s},
                     {u"Data"_s, input.listedAtMost > 0
                                      ? u"The findings that are listed are attached to this file as findings.json: of each requirement and status the first %1 by "
                                        "name. The rest is counted everywhere; \u201cbailiwick-cli gaps --status gap,unknown --csv\u201d lists each."_s.arg(figures::formatNumber(input.listedAtMost))
                                  : full ? u"All findings are attached to this file as findings.json."_s
                                      : u"All findings, also those that this report only counts, are attached to this file as findings.json."_s}},
                    true};
}

void addInputs(QList<Block> &blocks, const ReportInput &input)
{
    blocks << Heading{1, u"Annex: files and their hashes"_s, {}, false, true, {}};
    Table files{{{u"File"_s, 2.3}, {u"Read (UTC)"_s, 1.5}, {u"Records"_s, 0.7, true}, {u"SHA-256"_s, 5.2}}, {}, u"No file was imported."_s, false};
    for (const InputFile &file : input.inputs)
        files.rows << QList<TableCell>{TableCell::of(file.file),
                                       TableCell::of(file.importedAt.toUTC().toString(u"yyyy-MM-dd HH:mm"_s)),
                                       TableCell::number(file.records), TableCell::softly(file.sha256)};
    blocks << files;
}

void addSources(QList<Block> &blocks, const ReportInput &input)
{
    // What stands at one address is named once, each text with the rules that rest on it.
    struct Text
    {
        QString text;
        QStringList rules;
    };
    QStringList order;
    QHash<QString, QList<Text>> byAddress;
    for (const Framework &f : input.frameworks) {
        for (const Requirement &r : f.requirements) {
            for (const Article &a : r.articles) {
                // Own policy has no address: its themes stand together.
                const QString address = a.url.isEmpty() ? f.name : a.url;
                if (!byAddress.contains(address))
                    order << address;
                QList<Text> &texts = byAddress[address];
                auto it = std::find_if(texts.begin(), texts.end(), [&](const Text &t) { return t.text == a.text; });
                if (it == texts.end())
                    it = texts.insert(texts.end(), {a.text, {}});
                if (!it->rules.contains(r.ruleId))
                    it->rules << r.ruleId;
            }
        }
    }
    if (order.isEmpty())
        return;
    // Rows don't split: the long ones stand last, so that no sheet is left for a short one.
    std::stable_sort(order.begin(), order.end(), [&byAddress](const QString &a, const QString &b) { return byAddress[a].size() < byAddress[b].size(); });
    blocks << Heading{1, u"Annex: sources of the rules"_s, {}, false, true, {}};
    Table table{{{u"Where it is published"_s, 2.6}, {u"Texts, and the rules that rest on them"_s, 6.6}}, {}, {}, false};
    for (const QString &address : std::as_const(order)) {
        // What all texts of one address begin with is said once: "Framework v1, criterion 1.1 (...); criterion 1.2 (...)".
        const QList<Text> texts = byAddress.value(address);
        QString shared = texts.constFirst().text;
        for (const Text &t : texts) {
            while (!t.text.startsWith(shared))
                shared.chop(1);
        }
        const qsizetype begun = texts.size() < 2 ? 0 : 1 + std::max(shared.lastIndexOf(u", "_s), shared.lastIndexOf(u": "_s)) + 1;
        QStringList words;
        for (const Text &t : texts)
            words << u"%1 (%2)"_s.arg(words.isEmpty() || begun < 2 ? t.text : t.text.mid(begun), t.rules.join(u", "_s));
        table.rows << QList<TableCell>{TableCell::softly(address), TableCell::of(words.join(u"; "_s))};
    }
    blocks << table;
}

} // namespace report
