// SPDX-License-Identifier: GPL-3.0-or-later
// evaluate, gaps, check-pack: rule sets and what they found.
#include "core/cli/commandline.h"
#include "core/cli/countsjson.h"
#include "core/cli/workspacesession.h"
#include "core/evaluatejob.h"
#include "core/findingdetails.h"
#include "core/runresults.h"
#include "core/requirementlists.h"
#include "core/reviewedonly.h"
#include "core/services.h"
#include "rules/checkpack.h"
#include "rules/packloader.h"
#include "rules/peoplesrules.h"
#include "domain/csvcell.h"
#include "store/referencedata.h"
#include "store/attributestore.h"
#include "store/editor.h"
#include "store/pages/listqueries.h"
#include "store/rulereview.h"
#include "store/workspace.h"
#include "text/errortext.h"
#include "text/issuetext.h"
#include "text/reviewtext.h"
#include "text/statustext.h"
#include "text/toolfindingtext.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

QStringList split(const QString &list)
{
    QStringList ids;
    for (const QString &id : list.split(u',', Qt::SkipEmptyParts))
        ids.append(id.trimmed());
    return ids;
}

QString clauseOf(const ExplainedFinding &f, const Services &services)
{
    const auto [pack, rule] = services.rule(f.row.rule);
    Q_UNUSED(pack)
    return rule ? rule->clause : QString();
}

/// As it is listed: what people answered by its requirement.
QString ruleOf(const ExplainedFinding &f, const Services &services) { return rules::toldRule(services.rule(f.row.rule).second, f.row.rule); }

/// What a gap is called follows the status of law: of binding law a gap, of a scheme not met, of one's own policy weak.
QString wordOf(const ExplainedFinding &f, const Services &services) { return text::statusWord(f.row.status, services.legalStatusOf(f.row.rule)).toLower(); }

/// The number of its issue; what is unknown belongs to none.
QString issueOf(const ExplainedFinding &f) { return f.row.issue > 0 ? text::issueNumber(f.row.issue) : QString(); }

/// The values that led to the result, in one cell; where they come from is in the JSON.
QString factsText(const ExplainedFinding &f)
{
    QStringList parts;
    for (const FactLine &line : f.facts)
        parts.append(line.attr + u'=' + line.value);
    return parts.join(u"; "_s);
}

QStringList toolsOf(const ExplainedFinding &f, const Services &services)
{
    return otherToolWords(f, services.legalStatusOf(f.row.rule));
}

Review reviewOf(const QString &rule, const Services &services, const store::RuleReviews &reviews)
{
    const rules::Rule *known = services.rule(rule).second;
    return known ? reviews.of(known->id, known->hash) : Review();
}

ordered_json reviewJson(const Review &r)
{
    const bool said = r.isRecorded();
    return {{"state", text8(reviewStateName(r.state))},
            {"reviewer", said ? ordered_json(text8(r.reviewer)) : ordered_json(nullptr)},
            {"date", said ? ordered_json(text8(fromDay(r.on).toString(Qt::ISODate))) : ordered_json(nullptr)},
            {"remark", text8(r.remark)},
            {"before_it_changed", r.outdated}};
}

ordered_json leftOutJson(const text::LeftOut &left)
{
    return {{"rules", left.rules}, {"disagreed", left.disagreed}, {"findings", tallyJson(left.findings)}, {"unknown", left.unknown},
            {"answers", {{"requirements", left.answered}, {"met", left.answersMet}, {"findings", tallyJson(left.answersOpen)}, {"unknown", left.answersUnknown}}}};
}

ordered_json findingJson(const ExplainedFinding &f, const Services &services, const store::RuleReviews &reviews)
{
    ordered_json o;
    o["issue"] = f.row.issue > 0 ? ordered_json(text8(text::issueNumber(f.row.issue))) : ordered_json(nullptr);
    o["rule"] = text8(ruleOf(f, services));
    o["framework"] = text8(f.row.framework);
    o["clause"] = text8(clauseOf(f, services));
    o["severity"] = text8(severityName(f.row.severity));
    o["status"] = text8(statusName(f.row.status));
    o["legal_status"] = text8(legalStatusName(services.legalStatusOf(f.row.rule)));
    o["word"] = text8(wordOf(f, services));
    o["entity"] = text8(kindName(f.row.kind));
    o["key"] = text8(f.row.key);
    o["name"] = text8(f.row.name);
    o["review"] = reviewJson(reviewOf(f.row.rule, services, reviews));
    o["reason"] = text8(f.reason);
    o["facts"] = ordered_json::array();
    for (const FactLine &line : f.facts)
        o["facts"].push_back({{"attr", text8(line.attr)}, {"value", text8(line.value)}, {"where", text8(line.where)}});
    o["other_tools"] = ordered_json::array();
    for (const store::ToolFindingLine &line : f.otherTools)
        o["other_tools"].push_back({{"key", text8(line.key)},
                                    {"tool", text8(line.tool)},
                                    {"check", text8(line.check)},
                                    {"outcome", text8(line.outcome)},
                                    {"observed", line.observed ? ordered_json(text8(fromDay(*line.observed).toString(Qt::ISODate))) : ordered_json(nullptr)},
                                    {"muted", line.muted},
                                    {"contradicts", line.agreement == Agreement::Contradicts}});
    if (f.row.status == Status::Accepted && f.waiver) {
        o["acceptance"] = {{"reason", text8(f.waiver->reason)},
                           {"requested_by", text8(f.waiver->requestedBy)},
                           {"approved_by", text8(f.waiver->approvedBy)},
                           {"accepted_on", text8(fromDay(f.waiver->acceptedOn).toString(Qt::ISODate))},
                           {"expires", text8(fromDay(f.waiver->expires).toString(Qt::ISODate))}};
    }
    return o;
}

// A scope that nothing is in would judge nothing and look like a success.
Result<void> checkScope(const Call &call, const Services &services, QString &scope)
{
    const auto asked = scopeOption(call);
    if (!asked)
        return asked.error();
    if (!*asked)
        return {};
    const auto &[kind, key] = **asked;
    auto session = WorkspaceSession::open(services, call.value(u"workspace"_s), false);
    if (!session)
        return session.error();
    if ((*session)->store().find(kind, key) == 0)
        return Error{ErrorCode::UnknownEntity, {}, call.value(u"scope"_s)};
    scope = call.value(u"scope"_s);
    return {};
}

} // namespace

namespace {

/// One thing alone: {"as_of","revision","kind","key","results":[{"rule","framework","severity","status","last"}],"seconds"}; `last` is what the
/// last run says, null where it said nothing that is kept.
int judgeOnly(const Call &call, Console &console, const EvaluateRequest &request, std::optional<Severity> failOn)
{
    const auto target = targetOf(call.value(u"only"_s));
    if (!target)
        return fail(console, target.error());
    auto session = WorkspaceSession::open(console.services, request.workspace, false);
    if (!session)
        return fail(console, session.error());
    store::AttributeStore &values = (*session)->store();
    const qint64 id = values.find(target->first, target->second);
    if (id == 0)
        return fail(console, {ErrorCode::UnknownEntity, {}, call.value(u"only"_s)});
    QElapsedTimer timer;
    timer.start();
    const QStringList frameworks =
        request.frameworks.isEmpty() ? chosenFrameworks(store::readSetting(values, u"frameworks"_s)) : request.frameworks;
    const Day asOf = request.asOf.value_or(toDay(console.clock.today()));
    const auto results = judgeOne(console.services, (*session)->db(), frameworks, {id}, asOf);
    if (!results)
        return fail(console, results.error());
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    QHash<QString, Status> last;
    for (const store::FindingLine &line : store::findingsOfEntity(values, id, 5000))
        last.insert(line.rule, line.status);
    ordered_json out;
    out["as_of"] = text8(fromDay(asOf).toString(Qt::ISODate));
    out["kind"] = kindName(target->first).toStdString();
    out["key"] = text8(target->second);
    out["results"] = ordered_json::array();
    bool failed = false;
    for (const rules::EntityResult &r : *results) {
        const auto [pack, rule] = console.services.rule(r.rule);
        failed = failed || (failOn && rule && r.status == Status::Gap && static_cast<int>(rule->severity) >= static_cast<int>(*failOn));
        const auto before = last.constFind(r.rule);
        if (call.has(u"json"_s))
            out["results"].push_back({{"rule", text8(r.rule)}, {"framework", text8(r.framework)},
                                      {"severity", rule ? ordered_json(text8(severityName(rule->severity))) : ordered_json(nullptr)},
                                      {"status", text8(statusName(r.status))},
                                      {"last", before == last.cend() ? ordered_json(nullptr) : ordered_json(text8(statusName(*before)))}});
        else if (!console.quiet)
            console.out << r.rule.leftJustified(15) << ' ' << statusName(r.status).leftJustified(22) << (rule ? rule->heading : QString()) << '\n';
    }
    if (call.has(u"json"_s)) {
        out["seconds"] = seconds;
        console.out << QByteArray::fromStdString(out.dump(1)) << '\n';
    }
    return failed ? Exit::GapFound : Exit::Done;
}

} // namespace

int commandEvaluate(const Call &call, Console &console)
{
    const auto openOf = [](const rules::RunSummary &run, const QString &framework) {
        text::Tally open;
        for (const rules::RuleResult &rule : run.rules) {
            if (rule.framework == framework)
                open.add(rule.legalStatus, static_cast<int>(rule.counts.at(static_cast<std::size_t>(Status::Gap))));
        }
        return open;
    };
    EvaluateRequest request;
    request.workspace = call.value(u"workspace"_s);
    const Result<QStringList> frameworks = frameworksOption(call, console.services);
    if (!frameworks)
        return fail(console, frameworks.error());
    request.frameworks = *frameworks;
    if (const Result<void> scoped = checkScope(call, console.services, request.scope); !scoped)
        return fail(console, scoped.error());
    std::optional<Severity> failOn;
    if (call.has(u"fail-on"_s)) {
        failOn = severityFromName(call.value(u"fail-on"_s));
        if (!failOn)
            return fail(console, {ErrorCode::UsageError, u"--fail-on is critical, high, medium or low"_s, u"evaluate"_s});
    }
    const Result<std::optional<Day>> asOf = dayOption(call, u"as-of"_s);
    if (!asOf)
        return fail(console, asOf.error());
    if (*asOf)
        request.asOf = **asOf;
    if (const Result<void> prepared = store::prepareWorkspace(request.workspace, false); !prepared)
        return fail(console, prepared.error());
    if (call.has(u"only"_s) && call.has(u"reviewed-only"_s))
        return fail(console, {ErrorCode::UsageError, u"either --only or --reviewed-only"_s, call.command});
    if (call.has(u"only"_s))
        return judgeOnly(call, console, request, failOn);
    QuietJob job;
    Result<rules::RunSummary> summary = evaluateWorkspace(console.services, request, console.clock, job);
    if (!summary)
        return fail(console, summary.error());
    text::LeftOut left;
    const bool reviewedOnly = call.has(u"reviewed-only"_s);
    auto session = WorkspaceSession::open(console.services, request.workspace, false);
    if (!session)
        return fail(console, session.error());
    QStringList judged;
    for (const rules::FrameworkResult &f : summary->frameworks)
        judged.append(f.framework);
    const QStringList ofNobody = shortcomingsOfNobody((*session)->store(), judged, summary->asOf);
    if (reviewedOnly)
        left = keepReviewed(*summary, {}, console.services, store::RuleReviews((*session)->store())).left;
    bool failed = false;
    for (std::size_t s = 0; s < summary->bySeverity.size(); ++s) {
        if (failOn && static_cast<int>(s) >= static_cast<int>(*failOn) && summary->bySeverity.at(s).at(static_cast<std::size_t>(Status::Gap)) > 0)
            failed = true;
    }
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["as_of"] = text8(fromDay(summary->asOf).toString(Qt::ISODate));
        o["revision"] = summary->revision;
        o["frameworks"] = ordered_json::array();
        for (const rules::FrameworkResult &f : summary->frameworks)
            o["frameworks"].push_back({{"id", text8(f.framework)}, {"version", text8(f.version)}, {"counts", countsJson(f.counts)}, {"findings", tallyJson(openOf(*summary, f.framework))}});
        if (reviewedOnly)
            o["left_out"] = leftOutJson(left);
        if (!ofNobody.isEmpty())
            o["without_finding"] = ordered_json::array();
        for (const QString &one : ofNobody)
            o["without_finding"].push_back(text8(one));
        o["seconds"] = summary->seconds;
        console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
    } else if (!console.quiet) {
        console.out << "As of " << fromDay(summary->asOf).toString(Qt::ISODate) << ", " << QString::number(summary->seconds, 'f', 2) << " s\n";
        console.out << QString().leftJustified(12);
        // Gaps of binding law, what a scheme finds not met and what is weak by own policy stand apart and are never added up.
        for (const char *head : {"pass", "gap", "not met", "weak", "unknown", "n/a", "not yet", "accepted", "error"})
            console.out << QString::fromLatin1(head).rightJustified(10);
        console.out << '\n';
        for (const rules::FrameworkResult &f : summary->frameworks) {
            const text::Tally open = openOf(*summary, f.framework);
            console.out << f.framework.leftJustified(12);
            for (std::size_t s = 0; s < f.counts.size(); ++s) {
                if (s != static_cast<std::size_t>(Status::Gap)) {
                    console.out << QString::number(f.counts.at(s)).rightJustified(10);
                    continue;
                }
                for (const int n : {open.gaps, open.notMet, open.weak})
                    console.out << (n == 0 ? u"-"_s : QString::number(n)).rightJustified(10);
            }
            console.out << '\n';
        }
        if (reviewedOnly) {
            const bool counted = std::any_of(summary->rules.cbegin(), summary->rules.cend(), [](const rules::RuleResult &r) { return r.counts != rules::StatusCounts(); });
            console.out << "left out: " << text::leftOutWords(left) << (counted || left.rules == 0 ? "\n" : "; no rule is reviewed yet\n");
            if (const QString apart = text::answersApartWords(left); !apart.isEmpty())
                console.out << apart << '\n';
        } else
            console.out << summary->openIssues << " open issues\n";
    }
    if (!ofNobody.isEmpty())
        console.note(ofNobodyWords(ofNobody));
    return failed ? Exit::GapFound : Exit::Done;
}

int commandGaps(const Call &call, Console &console)
{
    store::FindingFilter filter;
    filter.contradicted = call.has(u"contradicted"_s);
    // A tool may say otherwise of what is met as well.
    const QString byDefault = filter.contradicted ? u"gap,accepted,pass"_s : u"gap"_s;
    for (const QString &name : split(call.has(u"status"_s) ? call.value(u"status"_s) : byDefault)) {
        const std::optional<Status> status = statusFromName(name);
        if (!status)
            return fail(console, {ErrorCode::UsageError, u"--status takes gap, pass, unknown, not_applicable, not_yet_applicable, accepted, error"_s, name});
        filter.statuses.append(*status);
    }
    const Result<QStringList> frameworks = frameworksOption(call, console.services);
    if (!frameworks)
        return fail(console, frameworks.error());
    filter.frameworks = *frameworks;
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const std::optional<store::RunInfo> run = store::newestRun((*session)->store());
    if (!run)
        return fail(console, {ErrorCode::NoRun, {}, {}});
    if (const Result<void> judged = judgedInLastRun((*session)->db(), filter.frameworks); !judged)
        return fail(console, judged.error());
    if (run->stale)
        console.note(u"the inventory has changed since this run; evaluate again"_s);
    if (const QString words = ofNobodyWords(shortcomingsOfNobody((*session)->store(), filter.frameworks, run->asOf)); !words.isEmpty())
        console.note(words);
    const store::RuleReviews reviews((*session)->store());
    if (call.has(u"reviewed-only"_s)) {
        Result<rules::RunSummary> summary = rules::lastRun((*session)->db());
        if (!summary)
            return fail(console, summary.error());
        const ReviewedOnly reviewed = keepReviewed(*summary, filter.frameworks, console.services, reviews);
        filter.rulesLeftOut = reviewed.rules;
        console.note(u"left out: "_s + text::leftOutWords(reviewed.left));
        if (const QString apart = text::answersApartWords(reviewed.left); !apart.isEmpty())
            console.note(apart);
    }
    const bool json = call.has(u"json"_s);
    const bool csv = call.has(u"csv"_s);
    bool first = true;
    if (json)
        console.out << '[';
    if (csv)
        console.out << "rule,framework,severity,status,entity,key,name,reason,clause,facts,issue,other_tools,review,legal_status,word\n";
    const Result<void> done = explainFindings(console.services, (*session)->db(), (*session)->store(), filter, run->asOf, [&](const ExplainedFinding &f) {
        if (json) {
            console.out << (first ? "\n" : ",\n")
                        << QByteArray::fromStdString(findingJson(f, console.services, reviews).dump(-1, ' ', false, ordered_json::error_handler_t::replace));
        } else if (csv) {
            QStringList cells;
            for (const QString &cell : {ruleOf(f, console.services), f.row.framework, severityName(f.row.severity), statusName(f.row.status), kindName(f.row.kind),
                                        f.row.key, f.row.name, f.reason, clauseOf(f, console.services), factsText(f), issueOf(f), toolsOf(f, console.services).join(u" | "_s),
                                        text::reviewWords(reviewOf(f.row.rule, console.services, reviews)), legalStatusName(console.services.legalStatusOf(f.row.rule)), wordOf(f, console.services)})
                cells.append(domain::csvCell(cell));
            console.out << cells.join(u',') << '\n';
        } else {
            console.out << ruleOf(f, console.services).leftJustified(15) << ' ' << severityName(f.row.severity).leftJustified(9) << wordOf(f, console.services).leftJustified(9)
                        << issueOf(f).leftJustified(8) << kindName(f.row.kind) << ':' << f.row.key << "\n    " << f.reason << '\n';
            if (const Review review = reviewOf(f.row.rule, console.services, reviews); review.state == ReviewState::Disagreed || review.outdated)
                console.out << "    " << text::reviewWords(review) << '\n';
            if (f.row.status == Status::Accepted && f.waiver)
                console.out << "    accepted by " << f.waiver->approvedBy << " on " << fromDay(f.waiver->acceptedOn).toString(Qt::ISODate) << ", expires "
                            << fromDay(f.waiver->expires).toString(Qt::ISODate) << ": " << f.waiver->reason << '\n';
        }
        if (!json && !csv) {
            for (const QString &words : toolsOf(f, console.services))
                console.out << "    " << words << '\n';
        }
        first = false;
        return true;
    });
    if (json)
        console.out << "\n]\n";
    return done ? int(Exit::Done) : fail(console, done.error());
}

int commandCheckPack(const Call &call, Console &console)
{
    bool sound = true;
    QuietJob job;
    for (const QString &path : call.arguments) {
        const Result<QByteArray> json = rules::readPackFile(path);
        if (!json) {
            sound = false;
            console.err << "bailiwick-cli: " << text::errorSentence(json.error()) << '\n';
            continue;
        }
        const rules::LoadedPack loaded = rules::loadPack(*json, console.services.catalogue, console.services.references);
        for (const Diagnostic &d : loaded.errors)
            console.err << path << '#' << d.where << ": " << d.code << ": " << d.message << '\n';
        if (!loaded.pack) {
            sound = false;
            continue;
        }
        const Result<rules::CheckReport> report = rules::checkPack(*loaded.pack, console.services.catalogue, store::loadReferenceAndDefaults, job);
        if (!report) {
            sound = false;
            console.err << path << ": " << text::errorSentence(report.error()) << '\n';
            continue;
        }
        for (const rules::ExampleFailure &f : report->failures) {
            console.err << path << ": " << f.rule << ": example \"" << f.example << "\": expected " << statusName(f.expected) << ", found "
                        << statusName(f.found) << (f.detail.isEmpty() ? QString() : u" ("_s + f.detail + u')') << '\n';
        }
        for (const QString &warning : report->warnings)
            console.err << path << ": " << warning << '\n';
        sound = sound && report->passed() && loaded.errors.isEmpty();
        console.out << path << ": " << report->rules << " rules, " << report->examples << " examples, " << report->failures.size() << " failures\n";
    }
    return sound ? Exit::Done : Exit::Failed;
}

} // namespace app
