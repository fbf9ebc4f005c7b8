// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/jsonwriter.h"

#include "text/statustext.h"

#include <QSaveFile>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace report {
namespace {

std::string str(const QString &words)
{
    return words.toStdString();
}

ordered_json day(QDate date)
{
    return date.isValid() ? ordered_json(str(date.toString(Qt::ISODate))) : ordered_json();
}

ordered_json time(const QDateTime &t)
{
    return t.isValid() ? ordered_json(str(t.toUTC().toString(Qt::ISODate))) : ordered_json();
}

ordered_json list(const QStringList &words)
{
    ordered_json array = ordered_json::array();
    for (const QString &w : words)
        array.push_back(str(w));
    return array;
}

ordered_json counts(const StatusCounts &counts)
{
    ordered_json object = ordered_json::object();
    for (int i = 0; i < domain::StatusCount; ++i) {
        const auto status = static_cast<domain::Status>(i);
        object[str(domain::statusName(status))] = counts.of(status);
    }
    return object;
}

ordered_json articles(const QList<Article> &list)
{
    ordered_json array = ordered_json::array();
    for (const Article &a : list)
        array.push_back({{"text", str(a.text)}, {"url", str(a.url)}});
    return array;
}

ordered_json finding(const Finding &f)
{
    ordered_json facts = ordered_json::array();
    for (const Fact &fact : f.facts) {
        ordered_json origins = ordered_json::array();
        for (const Origin &o : fact.origins)
            origins.push_back({{"file", str(o.file)}, {"place", str(o.place)}, {"day", str(o.day)}, {"who", str(o.who)}, {"says_nothing", o.silent}});
        facts.push_back({{"attribute", str(fact.attribute)}, {"value", str(fact.value)}, {"where", str(fact.where)}, {"origins", origins}});
    }
    ordered_json tools = ordered_json::array();
    for (const QString &words : f.otherTools)
        tools.push_back(str(words));
    return {{"entity_kind", str(f.entityKind)},
            {"key", str(f.key)},
            {"name", str(f.name)},
            {"rule", str(f.ruleId)},
            {"status", str(domain::statusName(f.status))},
            {"reason", str(f.reason)},
            {"facts", facts},
            {"other_tools", tools}};
}

ordered_json sealOf(const std::optional<int> &seal) { return seal ? ordered_json(*seal) : ordered_json(); }

ordered_json assessed(const AssessedThings &all)
{
    ordered_json things = ordered_json::array();
    for (const Assessed &a : all.things) {
        ordered_json objectives = ordered_json::array();
        for (const Assessed::Objective &o : a.objectives)
            objectives.push_back({{"name", str(o.name)}, {"seal", sealOf(o.seal)}, {"seal_evidenced", sealOf(o.evidenced)}, {"score_pct", {{"low", o.low}, {"high", o.high}}}, {"open", o.open}, {"next_seal", str(o.way)}});
        ordered_json scores = ordered_json::array();
        for (const Assessed::Score &s : a.scores)
            scores.push_back({{"weights", str(s.weights)}, {"label", str(s.label)}, {"score_pct", {{"low", s.low}, {"high", s.high}}}});
        ordered_json criteria = ordered_json::array();
        for (const Assessed::Criterion &c : a.criteria)
            criteria.push_back({{"name", str(c.name)}, {"answer", c.answer.isEmpty() ? ordered_json() : ordered_json(str(c.answer))}, {"seal", sealOf(c.seal)},
                                {"holds_the_seal", c.binds}, {"ground", str(c.ground)}, {"needed", str(c.need)}, {"proposal", str(c.proposal)}});
        things.push_back({{"entity_kind", str(a.kind)}, {"key", str(a.key)}, {"name", str(a.name)}, {"seal", sealOf(a.seal)}, {"seal_evidenced", sealOf(a.evidenced)},
                          {"scores", scores}, {"told", list(a.words)}, {"objectives", objectives}, {"criteria", criteria}});
    }
    return {{"self_assessment", true}, {"framework", str(all.framework)}, {"attribution", str(all.attribution)}, {"places", str(all.places)}, {"things", things}, {"unlisted", all.unlisted}};
}

ordered_json ownStandard(const OwnStandard &own)
{
    ordered_json systems = ordered_json::array();
    for (const OwnStandard::System &s : own.systems)
        systems.push_back({{"key", str(s.key)}, {"name", str(s.name)}, {"critical", s.critical}, {"score_pct", {{"low", s.low}, {"high", s.high}}}});
    ordered_json lines = ordered_json::array();
    for (const OwnStandard::Concentration &c : own.concentration)
        lines.push_back({{"by", str(c.by)}, {"of", c.criticalOnly ? "critical" : "estate"}, {"systems", c.systems}, {"largest", str(c.largest)}, {"share_pct", {{"low", c.low}, {"high", c.high}}},
                         {"hhi", {{"low", c.indexLow}, {"high", c.indexHigh}}}, {"warns", c.warns}, {"told", str(c.told)}});
    return {{"concentration", lines}, {"systems", systems}, {"unlisted", own.unlisted}, {"without_a_score", own.unscored}, {"why_no_score", own.why.isEmpty() ? ordered_json() : ordered_json(str(own.why))}};
}

ordered_json reviewOf(const domain::Review &r)
{
    const bool said = r.isRecorded();
    return {{"state", str(domain::reviewStateName(r.state))},
            {"reviewer", said ? ordered_json(str(r.reviewer)) : ordered_json()},
            {"date", said ? day(domain::fromDay(r.on)) : ordered_json()},
            {"remark", str(r.remark)},
            {"before_it_changed", r.outdated}};
}

ordered_json findingList(const QList<Finding> &list)
{
    ordered_json array = ordered_json::array();
    for (const Finding &f : list)
        array.push_back(finding(f));
    return array;
}

ordered_json issue(const Issue &i)
{
    ordered_json rules = ordered_json::array();
    for (const IssueRule &r : i.rules)
        rules.push_back({{"rule", str(r.ruleId)},
                         {"framework", str(r.framework)},
                         {"clause", str(r.clause)},
                         {"title", str(r.title)},
                         {"severity", str(domain::severityName(r.severity))},
                         {"legal_status", str(domain::legalStatusName(r.legalStatus))},
                         {"requirement", str(r.requirement)},
                         {"remedy", str(r.remedy)},
                         {"articles", articles(r.articles)},
                         {"unlisted", r.unlisted},
                         {"review", reviewOf(r.review)}});
    return {{"number", str(i.number)},
            {"title", str(i.title)},
            {"severity", str(domain::severityName(i.severity))},
            {"legal_status", str(domain::legalStatusName(i.legalStatus()))},
            {"root_cause", str(i.rootCause)},
            {"frameworks", list(i.frameworks())},
            {"affected", i.affected()},
            {"rules", rules},
            {"owner", str(i.owner)},
            {"due", day(i.due)},
            {"measure", str(i.measure)},
            {"overdue", i.overdue},
            {"findings", findingList(i.findings)}};
}

ordered_json tally(const text::Tally &found)
{
    return {{"gap", found.gaps}, {"not_met", found.notMet}, {"weak", found.weak}};
}

ordered_json framework(const Framework &f)
{
    // Under one word each: a gap in law and what own policy finds weak stand in no count together.
    ordered_json parts = ordered_json::array();
    for (const Framework::Part &part : f.parts()) {
        ordered_json grades = ordered_json::object();
        for (int i = 0; i < domain::SeverityCount; ++i)
            grades[str(domain::severityName(static_cast<domain::Severity>(i)))] = part.gaps.of(static_cast<domain::Severity>(i));
        parts.push_back({{"legal_status", str(domain::legalStatusName(part.legalStatus))}, {"word", str(text::statusWord(domain::Status::Gap, part.legalStatus))}, {"counts", counts(part.counts)}, {"by_severity", grades}});
    }
    ordered_json requirements = ordered_json::array();
    for (const Requirement &r : f.requirements)
        requirements.push_back({{"clause", str(r.clause)},
                                {"title", str(r.title)},
                                {"rule", str(r.ruleId)},
                                {"severity", str(domain::severityName(r.severity))},
                                {"legal_status", str(domain::legalStatusName(r.legalStatus))},
                                {"counts", counts(r.counts)},
                                {"confidence", str(r.confidence)},
                                {"reviewed", r.review.counts()},
                                {"review", reviewOf(r.review)},
                                {"requirement", str(r.requirement)},
                                {"to_confirm", str(r.toConfirm)},
                                {"our_standard", r.ourStandard},
                                {"by_people", r.byPeople},
                                {"articles", articles(r.articles)}});
    ordered_json served = ordered_json::array();
    for (const Served &one : f.served)
        served.push_back({{"requirements", list(one.requirements)}, {"by", str(one.by)}, {"how", str(one.how)}, {"source", str(one.source)},
                          {"kind", one.certificate ? "certificate" : one.refutes ? "refuted" : "served"}});
    ordered_json answered = ordered_json::array();
    for (const Attested &one : f.attested)
        answered.push_back({{"requirements", list(one.requirements)}, {"words", str(one.words)}, {"why", str(one.why)}, {"evidence", str(one.evidence)}, {"status", str(domain::statusName(one.status))}});
    return {{"id", str(f.id)},
            {"name", str(f.name)},
            {"version", str(f.version)},
            {"legal_status", str(domain::legalStatusName(f.legalStatus))},
            {"jurisdiction", str(f.jurisdiction)},
            {"reviewer", str(f.reviewer)},
            {"counts", counts(f.counts)},
            {"findings", tally(f.tally())},
            {"parts", parts},
            {"coverage", f.coverage.all == 0 ? ordered_json(nullptr)
                                             : ordered_json{{"all", f.coverage.all}, {"beside", f.coverage.beside}, {"decided", f.coverage.decided}, {"answered", f.coverage.answered},
                                                            {"open", f.coverage.open}, {"not_concerned", f.coverage.notConcerned}, {"not_yet", f.coverage.notYet},
                                                            {"out_of_reach", f.coverage.outOfReach}, {"served", f.coverage.served},
                                                            {"evidenced", f.coverage.evidenced}, {"refuted", f.coverage.refuted}}},
            {"served", served},
            {"answered", answered},
            {"requirements", requirements}};
}

ordered_json contradictions(const rules::XrayReport &report)
{
    ordered_json array = ordered_json::array();
    for (const rules::Contradiction &c : report.found) {
        ordered_json things = ordered_json::array();
        for (const rules::XrayThing &thing : c.things)
            things.push_back({{"kind", str(domain::kindName(thing.kind))}, {"key", str(thing.key)}, {"name", str(thing.name)}, {"attr", str(thing.attr)}});
        array.push_back({{"check", str(c.check)},
                         {"severity", str(domain::severityName(c.severity))},
                         {"sentence", str(c.sentence)},
                         {"entities", things},
                         {"count", c.count},
                         {"set_aside", c.isAside() ? ordered_json(str(c.aside->reason)) : ordered_json()}});
    }
    return array;
}

ordered_json dossier(const text::DossierData &data)
{
    ordered_json entries = ordered_json::array();
    for (const text::DossierLine &line : data.lines) {
        ordered_json sections = ordered_json::array();
        for (const text::DossierSection &section : line.sections)
            sections.push_back({{"heading", str(section.heading)}, {"lines", list(section.lines)}});
        ordered_json cells;
        for (qsizetype c = 0; c < line.cells.size() && c < data.columns.size(); ++c)
            cells[str(data.columns.at(c))] = str(line.cells.at(c));
        entries.push_back({{"key", str(line.key)}, {"status", str(domain::statusName(line.status))}, {"columns", cells}, {"sections", sections}});
    }
    return {{"summary", str(data.summary)}, {"entries", entries}};
}

} // namespace

QByteArray toJson(const ReportInput &input)
{
    ordered_json root = {{"title", str(input.title)},
                         {"organisation", str(input.organisation)},
                         {"scope", str(input.scope)},
                         {"exclusions", list(input.exclusions)},
                         {"sample", str(input.sampleNote)},
                         {"as_of", day(input.asOf)},
                         {"generated_at", time(input.generatedAt)},
                         {"classification", str(input.classification)},
                         {"prepared_by", str(input.preparer)},
                         {"reviewed_by", str(input.reviewer)},
                         {"approved_by", str(input.approver)},
                         {"data_hash", str(input.dataHash)}};
    ordered_json inputs = ordered_json::array();
    for (const InputFile &f : input.inputs)
        inputs.push_back({{"file", str(f.file)},
                          {"sha256", str(f.sha256)},
                          {"imported_at", time(f.importedAt)},
                          {"records", f.records}});
    root["inputs"] = inputs;
    ordered_json notes = ordered_json::array();
    for (const Note &n : input.completeness)
        notes.push_back({{"text", str(n.text)}, {"warning", n.warning}});
    root["completeness"] = notes;
    ordered_json frameworks = ordered_json::array();
    for (const Framework &f : input.frameworks)
        frameworks.push_back(framework(f));
    root["frameworks"] = frameworks;
    root["reviewed_only"] = input.reviewedOnly;
    if (input.reviewedOnly)
        root["left_out"] = {{"rules", input.leftOut.rules}, {"disagreed", input.leftOut.disagreed}, {"findings", tally(input.leftOut.findings)}, {"unknown", input.leftOut.unknown},
                            {"answers", {{"requirements", input.leftOut.answered}, {"met", input.leftOut.answersMet}, {"findings", tally(input.leftOut.answersOpen)}, {"unknown", input.leftOut.answersUnknown}}}};
    ordered_json remarks = ordered_json::array();
    for (const RuleRemark &r : input.remarks)
        remarks.push_back({{"rule", str(r.rule)}, {"words", str(r.words)}, {"counted", !r.leftOut}});
    root["remarks"] = remarks;
    ordered_json issues = ordered_json::array();
    for (const Issue &i : input.issues)
        issues.push_back(issue(i));
    root["issues"] = issues;
    ordered_json unknowns = ordered_json::array();
    for (const UnknownGroup &u : input.unknowns)
        unknowns.push_back({{"framework", str(u.framework)},
                            {"rule", str(u.rule)},
                            {"title", str(u.title)},
                            {"count", u.count()},
                            {"unlisted", u.unlisted},
                            {"missing", list(u.missingAttributes)},
                            {"findings", findingList(u.findings)}});
    root["unknowns"] = unknowns;
    ordered_json missing = ordered_json::array();
    for (const MissingFact &m : input.missing)
        missing.push_back({{"kind", str(m.kind)},
                           {"fact", str(m.fact)},
                           {"things", m.things},
                           {"opens", m.results},
                           {"alone", m.alone},
                           {"who_can_answer", str(m.whoAnswers)},
                           {"rules", list(m.rules)},
                           {"names", list(m.names)}});
    root["missing_facts"] = missing;
    root["other_findings"] = findingList(input.others);
    root["other_findings_unlisted"] = input.othersUnlisted;
    root["contradicted"] = findingList(input.contradicted);
    root["contradicted_unlisted"] = input.contradictedUnlisted;
    // Above zero: of each requirement and status so many findings are listed, "unlisted" counts the rest.
    root["listed_at_most"] = input.listedAtMost;
    ordered_json acceptances = ordered_json::array();
    for (const Acceptance &a : input.acceptances)
        acceptances.push_back({{"rule", str(a.ruleId)},
                               {"framework", str(a.framework)},
                               {"title", str(a.title)},
                               {"names", list(a.names)},
                               {"count", a.results},
                               {"reason", str(a.reason)},
                               {"requested_by", str(a.requestedBy)},
                               {"approved_by", str(a.approvedBy)},
                               {"accepted_on", day(a.acceptedOn)},
                               {"expires", day(a.expires)},
                               {"in_force", a.ended.isEmpty()},
                               {"ended", str(a.ended)}});
    root["acceptances"] = acceptances;
    ordered_json coming = ordered_json::array();
    for (const Coming &c : input.coming)
        coming.push_back({{"day", day(c.day)},
                          {"sort", str(c.sortId)},
                          {"event", str(c.event)},
                          {"subject", str(c.subject)},
                          {"count", c.count},
                          {"framework", str(c.framework)},
                          {"rules", list(c.rules)},
                          {"change", str(c.change)},
                          {"article", str(c.article)},
                          {"url", str(c.url)},
                          {"confidence", str(c.confidence)}});
    root["coming"] = coming;
    root["coming_until"] = input.comingUntil.isValid() ? day(input.comingUntil) : ordered_json(nullptr);
    ordered_json sets = ordered_json::array();
    for (const RuleSet &s : input.ruleSets) {
        ordered_json changes = ordered_json::array();
        for (const RuleSetChange &c : s.changes) {
            changes.push_back({{"subject", str(c.subject)}, {"change", str(c.words)}, {"who", str(c.who)}, {"since", c.since.isValid() ? day(c.since) : ordered_json(nullptr)}, {"why", str(c.why)}});
            if (c.off)
                changes.back()["left_out"] = counts(c.left);
        }
        sets.push_back({{"id", str(s.id)}, {"version", str(s.version)}, {"reviewer", str(s.reviewer)}, {"rules", s.rules}, {"reviewed", s.reviewed}, {"disagreed", s.disagreed}, {"own", s.own}, {"changes", changes}});
    }
    root["rule_sets"] = sets;
    if (!input.assessed.things.isEmpty())
        root["cloud_sovereignty"] = assessed(input.assessed);
    if (!input.ownStandard.isEmpty())
        root["own_standard"] = ownStandard(input.ownStandard);
    if (input.xray)
        root["contradictions"] = contradictions(*input.xray);
    if (input.transfers)
        root["transfers"] = dossier(*input.transfers);
    if (input.aiAct)
        root["ai_act"] = dossier(*input.aiAct);
    return QByteArray::fromStdString(root.dump(2, ' ', false, ordered_json::error_handler_t::replace) + '\n');
}

domain::Result<void> writeWhole(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return domain::Error{domain::ErrorCode::WriteFailed, file.errorString(), path};
    return {};
}

domain::Result<void> writeJson(const ReportInput &input, const QString &path)
{
    return writeWhole(toJson(input), path);
}

} // namespace report
