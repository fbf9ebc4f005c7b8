// SPDX-License-Identifier: GPL-3.0-or-later
// attest: what people say of requirements that no rule decides.
#include "core/answerfile.h"
#include "core/cli/attestation.h"
#include "core/cli/commandline.h"
#include "core/cli/workspacesession.h"
#include "core/requirementlists.h"
#include "core/services.h"
#include "store/answers.h"
#include "store/pages/listqueries.h"
#include "text/requirementanswertext.h"

#include <QTextStream>

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using namespace domain;
using nlohmann::ordered_json;

namespace app {
namespace {

Error wrongUse(const QString &what, const Call &call) { return {ErrorCode::UsageError, what, call.command}; }

/// What is kept, of all frameworks or of one; with what no longer counts.
int listAnswers(const Call &call, Console &console, WorkspaceSession &session)
{
    const QString wanted = call.arguments.value(0);
    const Day today = toDay(console.clock.today());
    ordered_json rows = ordered_json::array();
    for (const RequirementAnswer &a : store::requirementAnswers(session.store())) {
        if (!wanted.isEmpty() && a.list != wanted)
            continue;
        const Result<rules::RequirementList> list = listNamed(a.list, console.services);
        const rules::Requirement *requirement = list ? list->requirement(a.requirement) : nullptr;
        const QString key = a.entity == 0 ? QString() : session.store().keyOf(a.entity);
        if (call.has(u"json"_s)) {
            ordered_json row = {{"framework", text8(a.list)}, {"requirement", text8(a.requirement)}, {"title", requirement ? ordered_json(text8(requirement->title)) : ordered_json(nullptr)}};
            row.update(attestationJson(a, key));
            row["counts"] = a.countsOn(today);
            rows.push_back(row);
            continue;
        }
        console.out << a.list << ' ' << a.requirement << (requirement ? u" "_s + requirement->title : QString()) << "\n    " << text::requirementAnswerWords(a, today, key) << '\n';
        if (!a.why.isEmpty())
            console.out << "    " << a.why << '\n';
        if (!a.evidence.isEmpty())
            console.out << "    evidence: " << a.evidence << '\n';
        rows.push_back(nullptr);
    }
    if (call.has(u"json"_s))
        console.out << QByteArray::fromStdString(rows.dump(1, ' ', false, ordered_json::error_handler_t::replace)) << '\n';
    else if (rows.empty())
        console.out << (wanted.isEmpty() ? u"Nobody has answered a requirement yet.\n"_s : u"Nobody has answered a requirement of %1 yet.\n"_s.arg(wanted));
    return Exit::Done;
}

/// What the options say, still of no requirement.
Result<RequirementAnswer> answerOf(const Call &call, Day today)
{
    const std::optional<Fulfilment> state = fulfilmentFromName(call.value(u"state"_s));
    if (!state)
        return wrongUse(u"--state is one of %1; --clear takes an answer back"_s.arg(fulfilmentNames().join(u", "_s)), call);
    RequirementAnswer answer{{}, {}, *state, call.value(u"who"_s), today, call.value(u"why"_s), {}, {}};
    const Result<std::optional<Day>> on = dayOption(call, u"on"_s);
    if (!on)
        return on.error();
    answer.on = on->value_or(today);
    const Result<std::optional<Day>> until = dayOption(call, u"review-on"_s);
    if (!until)
        return until.error();
    answer.reviewOn = *until;
    const Result<QString> evidence = evidenceOf(call.value(u"evidence-file"_s), call.value(u"evidence"_s));
    if (!evidence)
        return evidence.error();
    answer.evidence = *evidence;
    return answer;
}

} // namespace

ordered_json attestationJson(const RequirementAnswer &a, const QString &of)
{
    const auto iso = [](Day day) { return text8(fromDay(day).toString(Qt::ISODate)); };
    return {{"for", of.isEmpty() ? ordered_json(nullptr) : ordered_json(text8(of))}, {"state", text8(fulfilmentName(a.state))}, {"who", text8(a.who)}, {"on", iso(a.on)}, {"why", text8(a.why)}, {"evidence", text8(a.evidence)},
            {"review_on", a.reviewOn ? ordered_json(iso(*a.reviewOn)) : ordered_json(nullptr)}};
}

int commandAttest(const Call &call, Console &console)
{
    const Day today = toDay(console.clock.today());
    const bool clear = call.has(u"clear"_s);
    const QStringList saying{u"state"_s, u"on"_s, u"why"_s, u"evidence"_s, u"evidence-file"_s, u"review-on"_s};
    const bool says = std::any_of(saying.cbegin(), saying.cend(), [&call](const QString &name) { return call.has(name); });
    if (clear && says)
        return fail(console, wrongUse(u"either --clear or an answer"_s, call));
    QList<store::RequirementPlace> places;
    rules::RequirementList asked;
    if (!call.arguments.isEmpty()) {
        const Result<rules::RequirementList> list = listNamed(call.arguments.constFirst(), console.services);
        if (!list)
            return fail(console, wrongUse(list.error().detail, call));
        asked = *list;
        for (const QString &number : call.arguments.mid(1)) {
            if (const Result<void> may = answerable(*list, number); !may)
                return fail(console, wrongUse(may.error().detail, call));
            places.append({list->id, number});
        }
    }
    if (places.isEmpty() && (says || clear || call.has(u"for"_s)))
        return fail(console, wrongUse(u"say of which requirements of which framework; bailiwick-cli frameworks ID lists them"_s, call));
    auto session = WorkspaceSession::open(console.services, call.value(u"workspace"_s), false);
    if (!session)
        return fail(console, session.error());
    if (places.isEmpty())
        return listAnswers(call, console, **session);
    if (call.has(u"for"_s)) {
        store::AttributeStore &values = (*session)->store();
        // What was answered before it was known whom the framework concerns can be taken back.
        const Result<qint64> of = clear ? legalEntityNamed(call.value(u"for"_s), values) : concernedEntityNamed(call.value(u"for"_s), asked, console.services, (*session)->db(), values, today);
        if (!of)
            return fail(console, wrongUse(of.error().detail, call));
        for (store::RequirementPlace &place : places)
            place.entity = *of;
    }
    if (clear) {
        return inTransaction(**session, console, [&](store::AttributeStore &values) {
            return store::withdrawRequirementAnswers(values, places, call.value(u"who"_s), console.clock.now());
        });
    }
    const Result<RequirementAnswer> answer = answerOf(call, today);
    if (!answer)
        return fail(console, answer.error());
    QList<RequirementAnswer> answers;
    for (const store::RequirementPlace &place : std::as_const(places)) {
        answers.append(*answer);
        answers.last().list = place.list;
        answers.last().requirement = place.requirement;
        answers.last().entity = place.entity;
    }
    const int done = inTransaction(**session, console, [&](store::AttributeStore &values) {
        return store::answerRequirements(values, answers, today, call.value(u"who"_s), console.clock.now());
    });
    if (done == Exit::Done && isShortcoming(answer->state) && !shortcomingsOfNobody((*session)->store(), {}, today).isEmpty())
        console.err << "attest: no legal entity is recorded, so that no finding and no issue can be made of it: record whom it is about (bailiwick-cli formats --template legal_entity)\n";
    return done;
}

} // namespace app
