// SPDX-License-Identifier: GPL-3.0-or-later
// calendar and compare: what comes, and what changes with it.
#include "core/calendar.h"
#include "core/cli/commandline.h"
#include "core/cli/countsjson.h"
#include "core/cli/workspacesession.h"
#include "core/comparejob.h"
#include "core/evaluatejob.h"
#include "core/services.h"
#include "rules/peoplesrules.h"
#include "store/editor.h"
#include "store/pages/listqueries.h"
#include "store/pages/pagefilter.h"
#include "text/issuetext.h"
#include "text/statustext.h"
#include "text/switchedofftext.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

/// How far the calendar looks ahead by itself, in days.

/// What changes under one rule in one way, as lines of the output: entities by kind and key.
ordered_json changeJson(const Services &services, store::AttributeStore &values, const rules::ChangedResults &change, qint64 entity)
{
    const auto head = store::entityHead(values, entity);
    const auto status = [](const std::optional<Status> &s) { return s ? ordered_json(text8(statusName(*s))) : ordered_json(nullptr); };
    ordered_json o;
    o["rule"] = text8(rules::toldRule(services.rule(change.rule).second, change.rule));
    o["framework"] = text8(change.framework);
    o["entity"] = text8(kindName(change.kind));
    o["key"] = head ? text8(head->key) : std::string();
    o["name"] = head ? text8(head->name) : std::string();
    o["old"] = status(change.before);
    o["new"] = status(change.after);
    const QStringList causes = causeNames(change);
    o["cause"] = causes.size() == 1 ? text8(causes.constFirst()) : std::string("several");
    o["causes"] = ordered_json::array();
    for (const QString &cause : causes)
        o["causes"].push_back(text8(cause));
    return o;
}

QString statusOrNone(const std::optional<Status> &status, LegalStatus legal) { return status ? text::statusWord(*status, legal) : u"no result"_s; }

void printComparison(const rules::Comparison &c, const Services &services, QTextStream &out)
{
    out << isoDay(c.from) << " and " << isoDay(c.to) << ": " << c.changed() << (c.changed() == 1 ? " result differs (" : " results differ (") << c.rules << " rules, " << c.judgedTwice << " of them looked at on both days, "
        << QString::number(c.seconds, 'f', 2) << " s)\n";
    if (const QString line = text::leftOutLine(c.switchedOff); !line.isEmpty())
        out << line << '\n';
    for (const rules::FrameworkComparison &f : c.frameworks) {
        if (f.changed == 0)
            continue;
        const auto of = [](const rules::StatusCounts &counts, Status s) { return counts.at(static_cast<std::size_t>(s)); };
        const rules::Pack *pack = services.pack(f.framework);
        const QString name = !pack || pack->legalStatus == f.legalStatus ? f.framework : u"%1 (%2)"_s.arg(f.framework, text::legalStatusWord(f.legalStatus).toLower());
        out << "  " << name.leftJustified(32) << text::statusWord(Status::Gap, f.legalStatus) << ' ' << of(f.before, Status::Gap) << " -> " << of(f.after, Status::Gap) << ", unknown "
            << of(f.before, Status::Unknown) << " -> " << of(f.after, Status::Unknown) << '\n';
    }
    QStringList causes;
    for (const rules::ChangedResults &change : c.changes) {
        const QString line = text::causesLine(causeNames(change));
        if (!causes.contains(line))
            causes.append(line);
    }
    for (const QString &cause : std::as_const(causes)) {
        out << cause << '\n';
        for (const rules::ChangedResults &change : c.changes) {
            if (text::causesLine(causeNames(change)) != cause)
                continue;
            const LegalStatus legal = services.legalStatusOf(change.rule);
            out << "  " << rules::toldRule(services.rule(change.rule).second, change.rule).leftJustified(18) << statusOrNone(change.before, legal) << " -> " << statusOrNone(change.after, legal) << ": " << change.entities.size() << ' '
                << text::inSentence(change.entities.size() == 1 ? services.catalogue.kind(change.kind).label : services.catalogue.kind(change.kind).labelPlural) << '\n';
        }
    }
}

ordered_json comingJson(store::AttributeStore &values, const Coming &c)
{
    ordered_json o;
    o["day"] = text8(isoDay(c.day));
    o["sort"] = text8(text::comingSortName(c.sort));
    o["what"] = text8(c.what);
    o["event"] = text8(c.event);
    o["subject"] = text8(c.subject);
    o["count"] = c.count;
    o["framework"] = text8(c.framework);
    o["change"] = text8(c.change);
    o["article"] = text8(c.article);
    o["url"] = text8(c.url);
    o["rules"] = ordered_json::array();
    for (const QString &rule : c.rules)
        o["rules"].push_back(text8(rule));
    o["things"] = ordered_json::array();
    for (const qint64 entity : c.entities) {
        if (const auto head = store::entityHead(values, entity))
            o["things"].push_back({{"entity", text8(kindName(head->kind))}, {"key", text8(head->key)}, {"name", text8(head->name)}});
    }
    o["issues"] = ordered_json::array();
    for (const qint64 issue : c.issues)
        o["issues"].push_back(text8(text::issueNumber(issue)));
    return o;
}

} // namespace

int commandCompare(const Call &call, Console &console)
{
    CompareJob job;
    job.workspace = call.value(u"workspace"_s);
    const Result<QStringList> frameworks = frameworksOption(call, console.services);
    if (!frameworks)
        return fail(console, frameworks.error());
    job.frameworks = *frameworks;
    const auto scope = scopeOption(call);
    if (!scope)
        return fail(console, scope.error());
    const Result<std::optional<Day>> from = dayOption(call, u"from"_s);
    if (!from)
        return fail(console, from.error());
    const Result<std::optional<Day>> to = dayOption(call, u"to"_s);
    if (!to)
        return fail(console, to.error());
    if (!*to)
        return fail(console, {ErrorCode::UsageError, u"--to needs a date like 2027-12-02"_s, call.command});
    job.from = from->value_or(toDay(console.clock.today()));
    job.to = **to;
    job.scope = call.value(u"scope"_s);
    auto session = WorkspaceSession::open(console.services, job.workspace, false);
    if (!session)
        return fail(console, session.error());
    QuietJob quiet;
    const Result<rules::Comparison> compared = compareWorkspace(console.services, job, quiet);
    if (!compared)
        return fail(console, compared.error());
    if (!call.has(u"json"_s)) {
        if (!console.quiet)
            printComparison(*compared, console.services, console.out);
        return Exit::Done;
    }
    ordered_json o;
    o["from"] = text8(isoDay(compared->from));
    o["to"] = text8(isoDay(compared->to));
    o["revision"] = compared->revision;
    o["frameworks"] = ordered_json::array();
    for (qsizetype i = 0; i < compared->frameworks.size();) {
        // One entry for each framework, with its results apart by legal status: what "gap" counts is a gap of binding law alone there.
        const QString id = compared->frameworks.at(i).framework;
        rules::StatusCounts before{}, after{};
        qint64 changed = 0;
        ordered_json byLaw = ordered_json::object();
        for (; i < compared->frameworks.size() && compared->frameworks.at(i).framework == id; ++i) {
            const rules::FrameworkComparison &f = compared->frameworks.at(i);
            for (std::size_t s = 0; s < before.size(); ++s) {
                before.at(s) += f.before.at(s);
                after.at(s) += f.after.at(s);
            }
            changed += f.changed;
            byLaw[text8(legalStatusName(f.legalStatus))] = {{"before", countsJson(f.before)}, {"after", countsJson(f.after)}, {"changed", f.changed}};
        }
        o["frameworks"].push_back({{"id", text8(id)}, {"before", countsJson(before)}, {"after", countsJson(after)}, {"changed", changed}, {"by_legal_status", byLaw}});
    }
    o["changes"] = ordered_json::array();
    for (const rules::ChangedResults &change : compared->changes) {
        for (const qint64 entity : change.entities)
            o["changes"].push_back(changeJson(console.services, (*session)->store(), change, entity));
    }
    o["rules"] = compared->rules;
    o["switched_off"] = ordered_json::array();
    for (const QString &off : compared->switchedOff)
        o["switched_off"].push_back(text8(off));
    o["judged_twice"] = compared->judgedTwice;
    o["seconds"] = compared->seconds;
    console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
    return Exit::Done;
}

int commandCalendar(const Call &call, Console &console)
{
    const Day today = toDay(console.clock.today());
    const Result<std::optional<Day>> named = dayOption(call, u"until"_s);
    if (!named)
        return fail(console, named.error());
    const Day until = named->value_or(comingUntil(today));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    store::AttributeStore &values = (*session)->store();
    const QStringList chosen = chosenFrameworks(store::readSetting(values, u"frameworks"_s));
    const Result<QList<Coming>> coming = comingDays(console.services, values, {}, chosen, today, until);
    if (!coming)
        return fail(console, coming.error());
    if (call.has(u"json"_s)) {
        ordered_json o;
        o["from"] = text8(isoDay(today));
        o["until"] = text8(isoDay(until));
        o["days"] = ordered_json::array();
        for (const Coming &c : *coming)
            o["days"].push_back(comingJson(values, c));
        console.out << QByteArray::fromStdString(o.dump(1)) << '\n';
        return Exit::Done;
    }
    for (const Coming &c : *coming)
        console.out << isoDay(c.day) << "  " << c.event.leftJustified(30) << ' ' << c.subject << (c.article.isEmpty() ? QString() : u" ("_s + c.article + u')') << '\n';
    return Exit::Done;
}

} // namespace app
