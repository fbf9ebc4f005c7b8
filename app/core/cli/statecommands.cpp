// SPDX-License-Identifier: GPL-3.0-or-later
// declare, retire: what a person says of a register as a whole, and of whether a thing is still in use.
#include "core/answerfile.h"
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/services.h"
#include "store/completeness.h"
#include "store/retirement.h"

#include <QTextStream>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

void printDeclared(const QList<store::Completeness> &list, bool json, QTextStream &out)
{
    ordered_json rows = ordered_json::array();
    for (const store::Completeness &c : list) {
        const QString until = c.until ? fromDay(*c.until).toString(Qt::ISODate) : QString();
        if (json) {
            rows.push_back({{"register", c.what().toStdString()}, {"who", c.who.toStdString()}, {"at", c.at.toStdString()},
                            {"until", until.isEmpty() ? ordered_json(nullptr) : ordered_json(until.toStdString())},
                            {"evidence", c.evidence.isEmpty() ? ordered_json(nullptr) : ordered_json(c.evidence.toStdString())}});
        } else {
            out << c.what().leftJustified(32) << ' ' << c.at << (c.who.isEmpty() ? QString() : u"  "_s + c.who)
                << (until.isEmpty() ? QString() : u"  until "_s + until) << (c.evidence.isEmpty() ? QString() : u"  evidence: "_s + c.evidence) << '\n';
        }
    }
    if (json)
        out << QByteArray::fromStdString(rows.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    else if (list.isEmpty())
        out << "No register is declared complete.\n";
}

} // namespace

int commandDeclare(const Call &call, Console &console)
{
    const Result<std::optional<Day>> until = dayOption(call, u"until"_s);
    if (!until)
        return fail(console, until.error());
    const bool complete = !call.has(u"withdraw"_s);
    if (until->has_value() && (!complete || **until < toDay(console.clock.today())))
        return fail(console, {ErrorCode::UsageError, complete ? u"--until is over already"_s : u"either --until or --withdraw"_s, call.command});
    const bool rests = call.has(u"evidence"_s) || call.has(u"evidence-file"_s);
    if (rests && (!complete || call.arguments.isEmpty()))
        return fail(console, {ErrorCode::UsageError, u"evidence goes with the registers that are declared complete"_s, call.command});
    const Result<QString> evidence = evidenceOf(call.value(u"evidence-file"_s), call.value(u"evidence"_s));
    if (!evidence)
        return fail(console, evidence.error());
    const QString today = console.clock.now().date().toString(Qt::ISODate);
    QList<store::Completeness> wanted;
    for (const QString &what : call.arguments) {
        Result<store::Completeness> one = store::completenessOf(console.services.catalogue, what);
        if (!one)
            return fail(console, {ErrorCode::UsageError, one.error().detail, one.error().where});
        one->who = call.value(u"who"_s);
        one->at = today;
        one->until = *until;
        one->evidence = *evidence;
        wanted.append(*one);
    }
    if (wanted.isEmpty() && (!complete || until->has_value()))
        return fail(console, {ErrorCode::UsageError, u"name a register, such as processing"_s, call.command});
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (wanted.isEmpty()) {
        printDeclared(store::declaredComplete((*session)->store()), call.has(u"json"_s), console.out);
        return Exit::Done;
    }
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::changeCompleteness(values, wanted, complete, call.value(u"who"_s), console.clock.now());
    });
}

int commandRetire(const Call &call, Console &console)
{
    const Result<std::optional<Day>> on = dayOption(call, u"on"_s);
    if (!on)
        return fail(console, on.error());
    const bool back = call.has(u"back"_s);
    if (back && on->has_value())
        return fail(console, {ErrorCode::UsageError, u"either --on or --back"_s, call.command});
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    const Result<QList<qint64>> ids = (*session)->targets(call.arguments);
    if (!ids)
        return fail(console, ids.error());
    const std::optional<Day> day = back ? std::nullopt : std::optional(on->value_or(toDay(console.clock.now().date())));
    return inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::retire(values, *ids, day, call.value(u"who"_s), console.clock.now());
    });
}

} // namespace app
