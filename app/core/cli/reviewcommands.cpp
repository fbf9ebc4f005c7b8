// SPDX-License-Identifier: GPL-3.0-or-later
// review-rule, x-ray: what counsel says of the rules, and what contradicts itself.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "rules/xray.h"
#include "store/findings.h"
#include "store/rulereview.h"
#include "text/reviewtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

Error wrongUse(const QString &what, const Call &call) { return {ErrorCode::UsageError, what, call.command}; }

/// The rules that the arguments name: by their ids, or all of a rule set by its own.
Result<QList<store::RuleVersion>> rulesOf(const Call &call, const Services &services)
{
    QList<store::RuleVersion> rules;
    for (const QString &name : call.arguments) {
        if (const rules::Pack *pack = services.pack(name)) {
            for (const rules::Rule &rule : pack->rules)
                rules.append({rule.id, rule.hash});
            continue;
        }
        const rules::Rule *rule = services.rule(name).second;
        if (!rule)
            return wrongUse(u"there is no rule and no rule set called '%1'; bailiwick-cli frameworks ID lists the rules of one"_s.arg(name), call);
        if (rule->people)
            return wrongUse(u"%1 is what people answered, and no rule that counsel reviews; see bailiwick-cli attest"_s.arg(name), call);
        rules.append({rule->id, rule->hash});
    }
    return rules;
}

Result<Review> reviewOf(const Call &call, Day today)
{
    const bool says = call.has(u"state"_s) || call.has(u"reviewer"_s) || call.has(u"on"_s) || call.has(u"remark"_s);
    if (call.has(u"clear"_s))
        return says ? Result<Review>(wrongUse(u"either --clear or --state, --reviewer, --on and --remark"_s, call)) : Review();
    const std::optional<ReviewState> state = reviewStateFromName(call.value(u"state"_s));
    if (!state || *state == ReviewState::NotReviewed)
        return wrongUse(u"--state is reviewed, remark or disagreed; --clear takes a review back"_s, call);
    Review review{*state, call.value(u"reviewer"_s), today, call.value(u"remark"_s), false};
    const Result<std::optional<Day>> on = dayOption(call, u"on"_s);
    if (!on)
        return on.error();
    review.on = on->value_or(review.on);
    return review;
}

ordered_json contradictionJson(const rules::Contradiction &c)
{
    ordered_json things = ordered_json::array();
    for (const rules::XrayThing &thing : c.things)
        things.push_back({{"kind", text8(kindName(thing.kind))}, {"key", text8(thing.key)}, {"name", text8(thing.name)},
                          {"attr", thing.attr.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(thing.attr))}});
    ordered_json o = {{"check", text8(c.check)}, {"severity", text8(severityName(c.severity))}, {"sentence", text8(c.sentence)}, {"entities", things}, {"count", c.count},
                      {"subject", text8(c.subject)}};
    if (!c.requirements.isEmpty()) {
        o["requirements"] = ordered_json::array();
        for (const rules::ListedRequirement &r : c.requirements)
            o["requirements"].push_back({{"framework", text8(r.list)}, {"requirement", text8(r.id)}});
    }
    o["set_aside"] = c.isAside() ? ordered_json{{"reason", text8(c.aside->reason)}, {"who", text8(c.aside->who)}, {"on", text8(c.aside->at)}} : ordered_json(nullptr);
    return o;
}

void printXray(const rules::XrayReport &report, bool withAside, QTextStream &out)
{
    out << '[';
    bool first = true;
    for (const rules::Contradiction &c : report.found) {
        if (c.isAside() && !withAside)
            continue;
        out << (first ? "\n" : ",\n") << QByteArray::fromStdString(contradictionJson(c).dump(-1, ' ', false, ordered_json::error_handler_t::replace));
        first = false;
    }
    out << "\n]\n";
}

void printText(const rules::XrayReport &report, bool withAside, Console &console)
{
    for (const rules::XrayCheckInfo &check : report.checks) {
        if (check.found + (withAside ? check.aside : 0) == 0)
            continue;
        console.out << check.family << ": " << check.title << " (" << check.id << ", " << severityName(check.severity) << ", " << check.found << ")\n";
        for (const rules::Contradiction &c : report.found) {
            if (c.check != check.id || (c.isAside() && !withAside))
                continue;
            console.out << "    " << c.sentence << '\n';
            if (c.isAside())
                console.out << "        set aside" << (c.aside->who.isEmpty() ? QString() : u" by "_s + c.aside->who) << " on " << c.aside->at << ": " << c.aside->reason << '\n';
            else if (c.aside)
                console.out << "        was set aside on " << c.aside->at << ", and the facts have changed since\n";
        }
    }
    if (report.standing() == 0)
        console.out << "None of " << report.checks.size() << " checks found a contradiction.\n";
    if (report.otherTools > 0)
        console.note(u"of %1 results another tool says otherwise: bailiwick-cli gaps --contradicted"_s.arg(report.otherTools));
}

/// --set-aside SUBJECT --reason TEXT, or --take-up SUBJECT.
int decide(const Call &call, const rules::XrayReport &report, WorkspaceSession &session, Console &console)
{
    const QString subject = call.value(call.has(u"set-aside"_s) ? u"set-aside"_s : u"take-up"_s);
    QList<store::Aside> found;
    for (const rules::Contradiction &c : report.found) {
        if (c.subject == subject || c.check == subject)
            found.append({c.check, c.subject, c.facts, c.sentence, call.value(u"reason"_s), {}, {}});
    }
    if (found.isEmpty())
        return fail(console, {ErrorCode::UnknownEntity, u"no contradiction is about this; x-ray --json tells the subject of each"_s, subject});
    return inTransaction(session, console, [&](store::AttributeStore &values) -> Result<qint64> {
        if (call.has(u"set-aside"_s))
            return store::setAside(values, found, call.value(u"who"_s), console.clock.now());
        Result<qint64> done = Error{ErrorCode::UnknownEntity, u"it is not set aside"_s, subject};
        for (const store::Aside &a : std::as_const(found)) {
            if (const Result<qint64> up = store::takeUp(values, a.check, a.subject, call.value(u"who"_s), console.clock.now()))
                done = up;
        }
        return done;
    });
}

} // namespace

int commandReviewRule(const Call &call, Console &console)
{
    const Day today = toDay(console.clock.today());
    const Result<Review> review = reviewOf(call, today);
    if (!review)
        return fail(console, review.error());
    const Result<QList<store::RuleVersion>> rules = rulesOf(call, console.services);
    if (!rules)
        return fail(console, rules.error());
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::recordReview(values, *rules, *review, today, call.value(u"who"_s), console.clock.now());
    });
}

int commandXray(const Call &call, Console &console)
{
    const bool away = call.has(u"set-aside"_s);
    if (away && call.has(u"take-up"_s))
        return fail(console, wrongUse(u"either --set-aside or --take-up"_s, call));
    if (away && call.value(u"reason"_s).simplified().isEmpty())
        return fail(console, wrongUse(u"--set-aside needs --reason \"TEXT\""_s, call));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const std::optional<store::RunInfo> run = store::newestRun((*session)->store());
    rules::XrayRequest request{run ? run->asOf : toDay(console.clock.today()), 0};
    const Result<std::optional<Day>> named = dayOption(call, u"as-of"_s);
    if (!named)
        return fail(console, named.error());
    request.asOf = named->value_or(request.asOf);
    QuietJob job;
    const Result<rules::XrayReport> report = rules::xray((*session)->db(), console.services.catalogue, console.services.packs(), request, job);
    if (!report)
        return fail(console, report.error());
    if (away || call.has(u"take-up"_s))
        return decide(call, *report, **session, console);
    if (call.has(u"json"_s))
        printXray(*report, call.has(u"aside"_s), console.out);
    else
        printText(*report, call.has(u"aside"_s), console);
    if (console.verbose) {
        for (const rules::XrayCheckInfo &check : report->checks)
            console.note(u"%1: %2 found in %3 s"_s.arg(check.id).arg(check.found).arg(check.seconds, 0, 'f', 3));
    }
    return Exit::Done;
}

} // namespace app
