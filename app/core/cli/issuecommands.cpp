// SPDX-License-Identifier: GPL-3.0-or-later
// issues, assign: findings of one cause, and who answers for them.
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/issues.h"
#include "core/runresults.h"
#include "core/requirementlists.h"
#include "core/services.h"
#include "rules/peoplesrules.h"
#include "rules/evaluator.h"
#include "domain/csvcell.h"
#include "store/connectionscope.h"
#include "store/findings.h"
#include "rules/acceptance.h"
#include "store/plan.h"
#include "text/wordtext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

constexpr int Everything = 1'000'000;

QString dueText(const store::Plan &plan) { return plan.due ? fromDay(*plan.due).toString(Qt::ISODate) : QString(); }

QString causeOf(const store::IssueLine &line, const Services &services)
{
    return services.rootWords(line.root.id != 0 ? std::optional(line.root.kind) : std::nullopt, text::shownName(line.root.name, line.root.key), line.rootText);
}

QStringList rulesOf(const store::IssueLine &line, const Services &services)
{
    QStringList ids;
    for (const store::IssueLine::OfRule &of : line.rules)
        ids.append(rules::toldRule(services.rule(of.rule).second, of.rule));
    return ids;
}

ordered_json issueJson(const store::IssueLine &line, const Services &services, bool overdue)
{
    const text::Tally tally = tallyOf(services, line);
    ordered_json o;
    o["number"] = text8(text::issueNumber(line.id));
    o["title"] = text8(services.issueTitle(line.theme));
    o["cause"] = text8(causeOf(line, services));
    o["severity"] = text8(severityName(line.severity));
    o["findings"] = tally.total();
    o["gaps"] = tally.gaps;
    o["not_met"] = tally.notMet;
    o["weak"] = tally.weak;
    o["things"] = line.things;
    o["rules"] = ordered_json::array();
    for (const QString &rule : rulesOf(line, services))
        o["rules"].push_back(text8(rule));
    o["owner"] = line.plan.owner.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(line.plan.owner));
    o["measure"] = line.plan.measure.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(line.plan.measure));
    o["due"] = line.plan.due ? ordered_json(text8(dueText(line.plan))) : ordered_json(nullptr);
    o["overdue"] = overdue;
    return o;
}

QString issueCells(const store::IssueLine &line, const Services &services, bool overdue)
{
    const text::Tally tally = tallyOf(services, line);
    QStringList cells;
    for (const QString &cell : {text::issueNumber(line.id), services.issueTitle(line.theme), causeOf(line, services), severityName(line.severity),
                                QString::number(tally.total()), QString::number(tally.gaps), QString::number(tally.notMet), QString::number(tally.weak),
                                QString::number(line.things), rulesOf(line, services).join(u' '), line.plan.owner, line.plan.measure, dueText(line.plan),
                                overdue ? u"yes"_s : u"no"_s})
        cells.append(domain::csvCell(cell));
    return cells.join(u',');
}

void printIssue(QTextStream &out, const store::IssueLine &line, const Services &services, bool overdue)
{
    const text::Tally tally = tallyOf(services, line);
    const QString one = line.kind ? text::inSentence(services.catalogue.kind(*line.kind).label) : u"thing"_s;
    const QString many = line.kind ? text::inSentence(services.catalogue.kind(*line.kind).labelPlural) : u"things"_s;
    out << text::issueNumber(line.id) << "  " << severityName(line.severity).leftJustified(9) << services.issueTitle(line.theme) << " \u2014 " << causeOf(line, services)
        << "\n        " << text::tallyWords(tally) << "; " << text::findingsOn(tally.total(), line.things, one, many) << '\n';
    if (line.plan.isEmpty())
        return;
    out << "        " << line.plan.owner << (line.plan.due ? (overdue ? u", overdue since "_s : u", due "_s) + dueText(line.plan) : u", no date yet"_s);
    if (!line.plan.measure.isEmpty())
        out << ": " << line.plan.measure;
    out << '\n';
}

/// What the options say in the place of what is there.
Result<store::Plan> planFrom(const Call &call, const store::Plan &before)
{
    store::Plan plan = before;
    if (call.has(u"clear"_s)) {
        if (call.has(u"owner"_s) || call.has(u"measure"_s) || call.has(u"due"_s))
            return Error{ErrorCode::UsageError, u"--clear takes the whole plan away: it stands alone"_s, u"assign"_s};
        return store::Plan();
    }
    if (!call.has(u"owner"_s) && !call.has(u"measure"_s) && !call.has(u"due"_s))
        return Error{ErrorCode::UsageError, u"say --owner, --measure or --due, or --clear"_s, u"assign"_s};
    if (call.has(u"owner"_s))
        plan.owner = call.value(u"owner"_s);
    if (call.has(u"measure"_s))
        plan.measure = call.value(u"measure"_s);
    if (call.has(u"due"_s)) {
        const QString typed = call.value(u"due"_s);
        const QDate day = QDate::fromString(typed, Qt::ISODate);
        if (!typed.isEmpty() && !day.isValid())
            return Error{ErrorCode::UsageError, u"--due needs a date like 2027-03-31"_s, typed};
        plan.due = typed.isEmpty() ? std::nullopt : std::optional(toDay(day));
    }
    return plan;
}

} // namespace

int commandIssues(const Call &call, Console &console)
{
    const Services &services = console.services;
    if (call.has(u"overdue"_s) && call.has(u"unassigned"_s))
        return fail(console, {ErrorCode::UsageError, u"either --overdue or --unassigned"_s, u"issues"_s});
    const Result<QStringList> frameworks = frameworksOption(call, services);
    if (!frameworks)
        return fail(console, frameworks.error());
    auto session = WorkspaceSession::open(services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const std::optional<store::RunInfo> run = store::newestRun((*session)->store());
    if (!run)
        return fail(console, {ErrorCode::NoRun, {}, {}});
    if (const Result<void> judged = judgedInLastRun((*session)->db(), *frameworks); !judged)
        return fail(console, judged.error());
    if (run->stale)
        console.note(u"the inventory has changed since this run; evaluate again"_s);
    if (const QString words = ofNobodyWords(shortcomingsOfNobody((*session)->store(), *frameworks, run->asOf)); !words.isEmpty())
        console.note(words);
    store::PageFilter filter;
    filter.status = Status::Gap;
    filter.framework = frameworks->join(u',');
    // What the last run did not judge is not told, though it may stand from an earlier one.
    if (const auto last = rules::lastRun((*session)->db())) {
        if (frameworks->isEmpty()) {
            QStringList judged;
            for (const rules::FrameworkResult &framework : last->frameworks)
                judged.append(framework.framework);
            filter.framework = judged.join(u',');
        }
        if (const auto part = targetOf(last->scope); part && !last->scope.isEmpty())
            (part->first == EntityKind::LegalEntity ? filter.legalEntity : filter.businessService) = part->second;
    }
    if (call.has(u"overdue"_s) || call.has(u"unassigned"_s))
        filter.special.append({u"plan"_s, call.has(u"overdue"_s) ? u"overdue"_s : u"unassigned"_s});
    ordered_json list = ordered_json::array();
    if (call.has(u"csv"_s))
        console.out << "number,title,cause,severity,findings,gaps,not_met,weak,things,rules,owner,measure,due,overdue\n";
    for (const store::IssueLine &line : store::issueLines((*session)->store(), filter, {}, Everything)) {
        const bool overdue = line.plan.isOverdue(run->asOf);
        if (call.has(u"json"_s))
            list.push_back(issueJson(line, services, overdue));
        else if (call.has(u"csv"_s))
            console.out << issueCells(line, services, overdue) << '\n';
        else
            printIssue(console.out, line, services, overdue);
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(list.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    return Exit::Done;
}

int commandAssign(const Call &call, Console &console)
{
    const QString typed = call.arguments.constFirst();
    const std::optional<qint64> issue = text::issueOfNumber(typed);
    if (!issue)
        return fail(console, {ErrorCode::UsageError, u"an issue's number is needed, like I-0042; see bailiwick-cli issues"_s, typed});
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    store::AttributeStore &values = (*session)->store();
    const std::optional<store::Plan> before = store::planOf(values, *issue);
    if (!before)
        return fail(console, {ErrorCode::Refused, u"no issue has this number; see bailiwick-cli issues"_s, typed});
    const Result<store::Plan> plan = planFrom(call, *before);
    if (!plan)
        return fail(console, plan.error());
    return inTransaction(**session, console, [&](store::AttributeStore &) {
        const QString title = store::planTitle(text::issueNumber(*issue), *plan);
        return store::assign(values, *issue, *plan, toDay(console.clock.today()), title, call.value(u"who"_s), console.clock.now(),
                             rules::lastDueOf(values, console.services.packs(), *issue, toDay(console.clock.today())));
    });
}

} // namespace app
